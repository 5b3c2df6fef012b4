#!/usr/bin/python3
# Sources that want a browser: text made by script is watched as any other, what scripts try costs their own page only, and
# where no browser is installed the operator reads what to do.
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from policy import Watched, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same, skip, unlike  # noqa: E402

SHELL = "<!doctype html><html lang=en><title>Larkfield</title><body><div id=app></div><script>{}</script></body></html>"
# The policy comes from the site's own data; what a page tries before must not keep it from appearing.
GOOD = "fetch('/data').then(r => r.text()).then(t => { document.getElementById('app').innerHTML = t });"


def main_of(page):
    return page[page.index("<main>"):page.index("<footer>")]


def hostile(secret):
    return f"""
    for (const u of ['http://{secret.address}/secret', 'http://localhost:{secret.port}/secret', 'http://169.254.169.254/latest/', 'file:///etc/passwd']) {{
        fetch(u).then(r => r.text()).then(t => document.title += t, () => 0);
        for (const tag of ['iframe', 'img', 'script']) {{ const e = document.createElement(tag); e.src = u; document.body.append(e) }}
    }}
    {GOOD}"""


def without_browser(w, tmp):
    """The worker finds setpriv, and no browser."""
    os.makedirs(tmp, exist_ok=True)
    os.chmod(tmp, 0o755)
    os.symlink(shutil.which("setpriv"), os.path.join(tmp, "setpriv"))
    was = w._environment
    w._environment = lambda *a: {**was(*a), "PATH": tmp}
    return was


def made_by_script(w, s):
    s.pages["/terms"] = Page(SHELL.format(GOOD), etag='"shell"')
    s.pages["/data"] = Page(main_of(policy()), type="text/plain")
    doc = w.add("Terms of Service", "/terms", "--render", "browser")
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.http_status, seen.version), ("first", 200, 1), f"text that a script makes is a version ({seen.reason})")
    like(w.sql1("SELECT string_agg(t.body, '' ORDER BY c.ordinal) FROM version_clause c JOIN clause_text t USING (sha256)"), "at least 30 days before", "with its words")
    like(w.sql1(f"SELECT headers FROM capture WHERE id = {seen.capture}"), r"^HTTP/1\.1 200.*\nX-Rendered-By: \S*hrom\S* [0-9.]+", "the capture says that a browser made it, and which")
    same(len(s.requests("/terms")), 2, "the page was asked for twice: to see that it is there, and by the browser")
    like(s.requests("/data")[0].headers["User-Agent"], "^ClauseAtlas/", "the browser says who we are")
    w.look()
    same(w.last(doc).outcome, "unchanged", "the same text is unchanged")
    same([r.headers.get("If-None-Match") for r in s.requests("/terms")], [None] * 4, "an unchanged shell is no news, and is not asked about")
    s.pages["/data"] = Page(main_of(policy(days=10)), type="text/plain")
    w.look()
    same((w.last(doc).outcome, w.last(doc).version), ("change", 2), "a change of the data behind an unchanged shell is found")
    s.pages["/terms"] = Page("gone", 404)
    w.look()
    same((w.last(doc).outcome, w.last(doc).http_status), ("failed", 404), "no browser is sent to a page that is not there")
    s.pages["/terms"] = Page(SHELL.format(GOOD))
    return doc


def what_scripts_try(w, s, secret):
    s.pages["/hostile"] = Page(SHELL.format(hostile(secret)))
    s.pages["/away"] = Page(SHELL.format("location = 'http://169.254.169.254/latest/meta-data/'"))
    s.pages["/file"] = Page(SHELL.format("location = 'file:///etc/passwd'"))
    s.pages["/endless"] = Page(SHELL.format("for (;;) {}"))
    s.pages["/huge"] = Page(SHELL.format("document.getElementById('app').textContent = 'x '.repeat(50 << 20)"))
    s.pages["/plain"] = Page(policy(title="Community Rules"))
    docs = {path: w.add(path[1:].capitalize() + " Terms", path, "--render", "browser") for path in ("/hostile", "/away", "/file", "/endless", "/huge")}
    plain = w.add("Community Rules", "/plain")
    w.look()
    same(w.last(docs["/hostile"]).outcome, "first", f"a page that tries to reach inside is read ({w.last(docs['/hostile']).reason})")
    same(secret.log, [], "and reaches nothing that the gate does not let through")
    body = w.sql1("SELECT coalesce(string_agg(t.body, ''), '') FROM clause_text t")
    unlike(body, "root:|nologin", "no file is in any text")
    for path, why in (("/away", "may not be fetched"), ("/endless", "stopped"), ("/huge", "stopped")):
        seen = w.last(docs[path])
        ok(seen.outcome == "failed" and why in seen.reason, f"{path}: {seen.outcome}, {seen.reason}")
    ok(w.last(docs["/file"]).outcome in ("failed", "refused"), f"/file: {w.last(docs['/file']).outcome}, {w.last(docs['/file']).reason}")
    same(w.last(plain).outcome, "first", "the others go on meanwhile")
    w.sql("UPDATE source SET active = false WHERE url ~ '/(away|file|endless|huge)$'")


def previewed(w, s):
    seen = w.atlas("preview", s.url + "/terms", "--select", "main", "--render", "browser", check=False)
    same(seen.returncode, 0, "preview shows the page as the worker would see it")
    like(seen.stdout, "at least 10 days before", "as scripts have made it")
    like(w.atlas("preview", s.url + "/terms", "--select", "main", check=False).stderr, "main.*no match", "without a browser its shell has no such part")
    s.pages["/broken.pdf"] = Page(b"%PDF-1.4 and no more", type="application/pdf")
    like(w.atlas("preview", s.url + "/broken.pdf", check=False).stderr, "PDF.*broken", "a broken PDF is read in a child, and said to be one")


def none_installed(w, s, doc):
    was = without_browser(w, os.path.join(w.dir, "empty"))
    w.look()
    seen = w.last(doc)
    same(seen.outcome, "refused", "without a browser the shell is refused")
    like(seen.reason, "needs a browser.*install chromium", "and the reason says what to do")
    like(w.atlas("doctor", check=False).stdout, "BAD +browser: 2 sources want one.*apt install chromium", "doctor counts the sources that want one")
    w._environment = was
    like(w.atlas("doctor", check=False).stdout, "ok +a browser for the sources", "and is content where it is there")
    w.look()
    same(w.last(doc).outcome, "unchanged", "with a browser again it is read again")


if not shutil.which("chromium"):
    skip("pages made by script", "no chromium is installed")
    done()
with Source() as source, Source() as inner, Watched(source, FETCH_TIMEOUT_S=10) as world:
    inner.pages["/secret"] = Page("secret", headers={"Access-Control-Allow-Origin": "*"})
    terms = made_by_script(world, source)
    what_scripts_try(world, source, inner)
    previewed(world, source)
    none_installed(world, source, terms)
done()
