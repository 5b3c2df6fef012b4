#!/usr/bin/python3
# What independent tools say of every public page of the demonstration: accessibility (axe in light, dark, forced colours, at
# 320 px, and written from right to left), HTML (vnu, html-validate), CSS (stylelint), links and their targets (ours and linkinator). A deliberately bad page must be found by each.
import html.parser
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import MODULES, Chromium, needs, node  # noqa: E402
from demonstration import Demonstration  # noqa: E402
import invariants  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, ok, same, skip_all  # noqa: E402
from world import ROOT  # noqa: E402

PASSWORD = "seven quiet herons wade"
MODES = {"light": {"colorScheme": "light"}, "dark": {"colorScheme": "dark"}, "forced colours": {"forcedColors": "active"},
         "320 px": {"viewport": {"width": 320, "height": 640}}, "right to left": {"viewport": {"width": 320, "height": 640}}}
MOST_OF_A_KIND = 12
NARROW = ("320 px", "right to left")
BAD_PAGE = """<!doctype html><html><head><title></title></head><body><h1>Bad</h1><h3>Level left out</h3><img src=/x.png>
<p style="color:#bbb;background:#ccc">pale</p><form><input id=a><input id=a></form><div style="width:900px">wide</div><a href="/nowhere/">broken</a>
<a href="#nothing">no target</a><button></button></p></body></html>"""

BAD_CSS = "a { color: #GGG; colr: red }\na { }\n"
if needs():
    skip_all(needs())


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if "id" in a:
            self.ids.add(a["id"])
        if tag in ("a", "link", "script", "img", "form") and a.get("method", "get").lower() == "get":
            self.links += [a[k] for k in ("href", "src", "action") if a.get(k)]


def crawl(w, start="/", most=3000):
    """Every page that links lead to, and what is wrong with the links: (path → Response, complaints)."""
    b, waiting, seen, wrong, wanted, external = w.browser(), [start], {}, [], {}, set()
    while waiting and len(seen) < most:
        path = waiting.pop()
        if path in seen:
            continue
        r = seen[path] = b.get(path)
        if r.status not in (200, 303):
            wrong.append(f"{r.status}: {path}, linked from {wanted.get(path)}")
        if r.status == 303 or "text/html" not in r.headers.get("Content-Type", ""):
            continue
        r.page = Links(r.text)
        for link in r.page.links:
            target = urllib.parse.urljoin(w.base_url + path, link)
            if not target.startswith(w.base_url + "/"):
                external.add(urllib.parse.urlsplit(target).scheme)
                continue
            target, _, fragment = target.removeprefix(w.base_url).partition("#")
            wanted.setdefault(target, path)
            wanted.setdefault((target, fragment), path)
            if target not in seen:
                waiting.append(target)
    for key, path in wanted.items():
        if isinstance(key, tuple) and key[1] and hasattr(seen.get(key[0]), "page") and key[1] not in seen[key[0]].page.ids:
            wrong.append(f"no #{key[1]} in {key[0]}, linked from {path}")
    if external - {"http", "https", "mailto", "data"}:
        wrong.append(f"schemes: {external}")
    return seen, wrong


def linkinator(w, url):
    """Broken links that linkinator finds, following those of this address only. It asks faster than nginx lets one address: what was put off is asked again."""
    out = os.path.join(w.dir, "links.json")  # it ends before a pipe has taken all that it says
    with open(out, "w", encoding="utf-8") as f:
        subprocess.run([node(), os.path.join(MODULES, "linkinator", "build", "src", "cli.js"), url, "--recurse", "--format", "json", "--timeout", "20000", 
                        "--skip", f"^(?!{re.escape(url.rstrip('/'))})", "--skip", "/diff/|/@[0-9]|[?]"], stdout=f, stderr=subprocess.PIPE)
    with open(out, encoding="utf-8") as f:
        links = json.load(f)["links"]
    return links, [f"{k['status']}: {k['url']}, linked from {k.get('parent')}" for k in links
                   if k["state"] == "BROKEN" and not (k["status"] == 429 and w.browser().get(k["url"]).status in (200, 301, 303))]


def save(folder, pages):
    """HTML files for the checkers: file name → path."""
    os.makedirs(folder, exist_ok=True)
    names = {}
    for n, (path, text) in enumerate(pages.items()):
        names[os.path.join(folder, f"{n}.html")] = path
        with open(os.path.join(folder, f"{n}.html"), "w", encoding="utf-8") as f:
            f.write(text)
    return names


def vnu(names):
    if not names:
        return []
    r = subprocess.run(["java", "-Xss2m", "-jar", os.path.join(MODULES, "vnu-jar", "build", "dist", "vnu.jar"), "--stdout", "--exit-zero-always", "--format", "json", *names],
                       stdout=subprocess.PIPE, text=True, check=True)
    return [f"{names.get(m.get('url', '').removeprefix('file:'), '?')}:{m.get('lastLine')}: {m['message']}" for m in json.loads(r.stdout)["messages"]]


def html_validate(names):
    out = os.path.join(os.path.dirname(next(iter(names))), "findings.json")  # a file: it ends before a pipe has taken all
    with open(out, "w", encoding="utf-8") as f:
        subprocess.run([node(), os.path.join(MODULES, "html-validate", "bin", "html-validate.mjs"), "--config", os.path.join(os.path.dirname(__file__), ".htmlvalidate.json"),
                        "--formatter", "json", *names], stdout=f)
    with open(out, encoding="utf-8") as f:
        return [f"{names[x['filePath']]}:{m['line']}: {m['ruleId']}: {m['message']}" for x in json.load(f) for m in x["messages"]]


def stylelint(path):
    r = subprocess.run([node(), os.path.join(MODULES, "stylelint", "bin", "stylelint.mjs"), "--config", os.path.join(os.path.dirname(__file__), ".stylelintrc.json"),
                        "--config-basedir", os.path.dirname(os.path.abspath(__file__)), "--formatter", "json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return [f"{w['line']}: {w['text']}" for f in json.loads(r.stdout or r.stderr) for w in f["warnings"]]


def looks(c, urls, mode):
    """axe's complaints and sideways scrolling, over pages in one mode."""
    found, wide = [], []
    for url in urls:
        c.goto(url)
        if mode == "right to left":
            c.evaluate("document.documentElement.dir = 'rtl'")
        found += [f"{urllib.parse.urlsplit(url).path}: {v}" for v in c.axe()]
        if mode in NARROW and c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(urllib.parse.urlsplit(url).path)
    return found, wide


def kind_of(path):
    """What a path is an example of."""
    path = re.sub(r"^/compare/.*", "/compare/x/", re.sub(r"\?.*", "?", path))
    path = re.sub(r"/platform/[^/]+/[^/]+/(diff|@|history)/?.*", r"/\1/", path)
    return re.sub(r"/(platform|change|version|clause-type|regulation|agency|id)/[^?]*", lambda m: f"/{m[1]}/" + "x/" * (m[0].count("/") - 2) + ("check" if m[0].endswith("check") else ""), path)


def one_of_each(pages):
    """A page of each kind, and the richest of it where there are many."""
    kinds = {}
    for path, r in pages.items():
        if hasattr(r, "page") and (kind_of(path) not in kinds or len(r.body) > len(pages[kinds[kind_of(path)]].body)):
            kinds[kind_of(path)] = path
    return sorted(kinds.values())


def some_of_each(shown):
    """At most so many pages of a kind: the checkers of HTML read a hundred pages of one template no better than a dozen."""
    kinds, some = {}, {}
    for path in sorted(shown, key=lambda p: -len(shown[p])):
        kinds[kind_of(path)] = kinds.get(kind_of(path), 0) + 1
        if kinds[kind_of(path)] <= MOST_OF_A_KIND:
            some[path] = shown[path]
    return some


def log_in(c, w):
    w.atlas("account", "create", "reader@example.org", "--password-file", "-", "--tier", "watcher", input=PASSWORD + "\n")
    w.atlas("account", "watch", "reader@example.org", "ondrith", "vendelby")
    c.goto(w.base_url + "/login")
    c.fill("#address", "reader@example.org")
    c.fill("#password", PASSWORD)
    c.click("main form button[type=submit]")


def clock(name, begun):
    print(f"# {name}: {time.monotonic() - begun:.0f} s")


with Demonstration() as w, Source() as bad, Chromium() as c:
    begun = time.monotonic()
    w.live()
    w.start_web()
    bad.pages["/"] = Page(BAD_PAGE)
    clock("demonstration", begun)

    begun = time.monotonic()
    pages, wrong = crawl(w)
    ok(len(pages) > 300, f"{len(pages)} addresses are linked")
    same(wrong[:20], [], "and every one of them answers, with the place that is linked to")
    clock("links", begun)
    w.base_url, real, port = bad.url, w.base_url, w.port
    w.port = bad.port
    _, wrong = crawl(w)
    w.base_url, w.port = real, port
    ok(any("404" in x for x in wrong) and any("#nothing" in x for x in wrong), "the bad page's broken links are found", wrong)

    begun = time.monotonic()
    links, broken = linkinator(w, w.base_url + "/")
    ok(len(links) > 150, f"linkinator follows {len(links)} links")
    same(broken[:20], [], "and none is broken")
    ok(linkinator(w, bad.url + "/")[1], "linkinator finds the bad page's")
    clock("linkinator", begun)

    begun = time.monotonic()
    extra = {"/no/such/page": w.browser().get("/no/such/page"), "/search?q=nothing-like-it": w.browser().get("/search?q=nothing-like-it")}
    shown = {p: r.text for p, r in {**pages, **extra}.items() if "text/html" in r.headers.get("Content-Type", "") and r.text}
    same([x for p, t in shown.items() for x in invariants.headings(p, t)][:20], [], "no heading without content")
    same([x for p, t in shown.items() for x in invariants.hashes(p, t)][:20], [], "every hash names its scope")
    data = {p: r.body for p, r in pages.items() if r.headers.get("Content-Type") == "application/json"}
    same([x for p, t in data.items() for x in invariants.dates(p, t)][:20], [], f"dates stand in an order that can be, in {len(data)} records")
    ok(len(data) > 100, "and there are many")
    tiers = [n for row in w.sql("SELECT name, array_to_string(aliases, '|') FROM tier WHERE rank > 0") for n in "|".join(row).split("|") if n]
    same([x for x in invariants.tier_names(ROOT, tiers)], [], "tiers are named by their rows alone")
    wrong = invariants.headings("bad", "<main><h1>A</h1><h2>B</h2><h2>C</h2><p>c</p><h3></h3></main>") + invariants.hashes("bad", "<p>" + "ab" * 32) \
        + invariants.dates("bad", '{"document": {"verified_at": "2026-01-01T00:00:00Z", "changed_at": "2026-01-02T00:00:00Z"}}')
    ok(len(wrong) >= 4, "what is wrong in such a way is found", wrong)
    names = save(os.path.join(w.dir, "html"), some_of_each(shown))
    wrong_names = save(os.path.join(w.dir, "bad"), {"bad": BAD_PAGE})
    same(vnu(names)[:20], [], f"vnu: no finding in {len(names)} pages")
    ok(len(vnu(wrong_names)) >= 3, "vnu finds the bad page")
    clock("vnu", begun)
    begun = time.monotonic()
    same(html_validate(names)[:20], [], f"html-validate: no finding in {len(names)} pages")
    ok(len(html_validate(wrong_names)) >= 3, "html-validate finds the bad page")
    clock("html-validate", begun)
    same(stylelint(os.path.join(ROOT, "static", "atlas.css")), [], "stylelint: no finding in the style sheet")
    with open(os.path.join(w.dir, "bad.css"), "w", encoding="ascii") as f:
        f.write(BAD_CSS)
    ok(len(stylelint(os.path.join(w.dir, "bad.css"))) >= 2, "stylelint finds the bad one")
    size = os.path.getsize(os.path.join(ROOT, "static", "atlas.css"))
    ok(size <= 20_000, f"which has {size} bytes")

    begun = time.monotonic()
    urls = [w.base_url + p for p in [*one_of_each(pages), *extra]]
    print(f"# axe on {len(urls)} pages in {len(MODES)} modes")
    for mode, options in MODES.items():
        c.open(**options)
        found, wide = looks(c, urls, mode)
        if mode in ("light", "320 px"):
            log_in(c, w) if mode == "light" else None
            more = looks(c, [w.base_url + p for p in ("/watchlist/", "/watchlist/?q=o", "/account/")], mode) if mode == "light" else ([], [])
            found, wide = found + more[0], wide + more[1]
        same(found[:20], [], f"axe, {mode}: no violation")
        if mode in NARROW:
            same(wide, [], f"{mode}: no page scrolls sideways")
        found, wide = looks(c, [bad.url + "/"], mode)
        ok(len(found) >= 3 and (mode not in NARROW or wide), f"axe, {mode}: the bad page is found", (found, wide))
    clock("axe", begun)
done()
