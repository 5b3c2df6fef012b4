#!/usr/bin/python3
"""atlas import versions: a history of texts from elsewhere becomes versions, without capture, observation or mail; again, cut
off and on bad input; and what a worker then observes goes on where the history ended."""
import os
import signal
import sys
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", d) for d in ("lib", "worker")]
from policy import SECTIONS, Watched, broken, policy  # noqa: E402
from source import Source  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import await_true  # noqa: E402

NOW = "2026-11-01T00:00:00Z"


def terms(days=30, drop=(), extra=()):
    """The text of policy(), as extraction gives it."""
    sections = [s for s in SECTIONS if s[0] not in drop] + list(extra)
    heads = [f"{n}\\. {head}" for n, (head, _) in enumerate(sections, 1)]
    return "Terms of Service\n================\n\nLast updated: 1 March 2026\n\n" + "\n\n".join(
        f"{h}\n{'-' * len(h)}\n\n{text.format(days=days)}" for h, (_, text) in zip(heads, sections)) + "\n\nQuestions? See our [help pages](https://larkfield.example/help).\n"


def write(folder, platform, document, texts):
    place = os.path.join(folder, platform, document)
    os.makedirs(place, exist_ok=True)
    for name, text in texts.items():
        with open(os.path.join(place, name), "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())


def bring(w, folder, *args):
    return w.atlas("import", "versions", *args, folder, check=False)


def rows(w, document="terms-of-service", platform="larkfield"):
    return [tuple(r) for r in w.sql("SELECT iso(seen_at), outcome, coalesce(v.number::text, '-') FROM imported_text t JOIN document d ON d.id = t.document_id JOIN platform p"
                                    f" ON p.id = d.platform_id LEFT JOIN version v ON v.id = t.version_id WHERE d.slug = '{document}' AND p.slug = '{platform}' ORDER BY seen_at")]


def holds(w):
    """The invariants of what is observed, but for those that speak of observations and alerts."""
    same([b for b in broken(w) if "observation" not in str(b) and "alert" not in str(b)], [], "all invariants of versions hold")


HISTORY = {
    "2024-01-01T06-30-00Z.md": terms(),
    "2024-02-01T06-30-00Z.md": terms(days=10),                       # it matters
    "2024-02-02T06-30-00Z.md": terms(),                              # the first again, for a day
    "2024-02-03T06-30-00Z.md": terms(days=10),
    "2024-03-01T06-30-00Z.md": terms(),                              # and for a month
    "2024-04-01T06-30-00Z.md": terms().replace("1 March 2026", "2 March 2026"),  # cosmetic
    "2024-05-01T06-30-00Z.md": "# Just a moment...\n\nChecking your browser before accessing the site.\n",
    "2024-06-01T06-30-00Z.md": b"",
    "2024-07-01T06-30-00Z.md": terms(days=14, drop=("Payments",)),
}
EXPECTED = [("2024-01-01T06:30:00Z", "first", "1"), ("2024-02-01T06:30:00Z", "change", "2"), ("2024-02-02T06:30:00Z", "variant", "1"),
            ("2024-02-03T06:30:00Z", "unchanged", "2"), ("2024-03-01T06:30:00Z", "reversal", "1"), ("2024-04-01T06:30:00Z", "cosmetic", "3"),
            ("2024-05-01T06:30:00Z", "refused", "-"), ("2024-06-01T06:30:00Z", "refused", "-"), ("2024-07-01T06:30:00Z", "change", "4")]


def taken_in(w, folder):
    write(folder, "Larkfield", "Terms of Service", HISTORY)
    r = bring(w, folder, "--dry-run")
    same((r.returncode, w.sql1("SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM imported_text)")), (0, "0"), "a dry run writes nothing")
    like(r.stderr, "nothing was written", "and says so")
    r = bring(w, folder, "--from", "the archive of A. Example")
    same(r.returncode, 0, "a history is taken in")
    same(r.stdout, "Larkfield\tTerms of Service\t9\t0\t4\t3\t2\n", "a line: texts, known, versions, changes, doubted")
    like(r.stderr, r"2024-05-01T06-30-00Z.md: refused: .*2024-06-01T06-30-00Z.md: refused: no text", "refused texts are named, with the reason")
    same(rows(w), EXPECTED, "each text is judged as an observed one would be")
    same(w.sql("SELECT DISTINCT origin, coalesce(capture_id::text, '-') FROM version"), [["imported", "-"]], "versions say that they are imported, and have no capture")
    same(w.sql1("SELECT count(*) FROM observation"), "0", "nothing claims to have been observed by us")
    like(w.sql1("SELECT basis FROM imported_text ORDER BY seen_at LIMIT 1"), "^imported from the archive of A. Example, file Larkfield/Terms of Service/2024-01-01T06-30-00Z.md$",
         "where it comes from is kept")
    same(w.sql("SELECT kind, iso(observed_at) FROM change ORDER BY observed_at"),
         [["change", "2024-02-01T06:30:00Z"], ["reversal", "2024-03-01T06:30:00Z"], ["cosmetic", "2024-04-01T06:30:00Z"], ["change", "2024-07-01T06:30:00Z"]],
         "changes have the dates of the history")
    like(w.sql1("SELECT string_agg(headline, '; ' ORDER BY observed_at) FROM change"), "Larkfield .*30 days.*10 days|10 days", "and headlines of what changed")
    same(w.sql1("SELECT count(DISTINCT vc.clause_id) FROM version_clause vc JOIN clause_text t USING (sha256) WHERE t.body LIKE '%courts of Dublin%'"), "1",
         "a clause that stays keeps its identity through the history")
    holds(w)


def again(w, folder):
    before = w.sql("SELECT * FROM imported_text ORDER BY 1, 2"), w.sql1("SELECT count(*) FROM version_clause")
    r = bring(w, folder, "--from", "somebody else")
    same((r.returncode, r.stdout), (0, "Larkfield\tTerms of Service\t9\t9\t4\t3\t2\n"), "again: all is known")
    same((w.sql("SELECT * FROM imported_text ORDER BY 1, 2"), w.sql1("SELECT count(*) FROM version_clause")), before, "and nothing is written")
    write(folder, "Larkfield", "Terms of Service", {"2024-08-01T06-30-00Z.md": terms(days=21, drop=("Payments",))})
    same((bring(w, folder).returncode, rows(w)[9:]), (0, [("2024-08-01T06:30:00Z", "change", "5")]), "a later text goes on behind the last")


def nobody_is_told(w, folder):
    write(folder, "Larkfield", "Terms of Service", {"2026-10-31T06-30-00Z.md": terms(days=3, drop=("Payments",))})
    w.set_clock("2026-10-01T00:00:00Z")
    w.atlas("account", "create", "reader@example.org", "--tier", "watcher")
    w.atlas("account", "watch", "reader@example.org", "larkfield")
    w.set_clock(NOW)
    same(bring(w, folder).returncode, 0, "a change of yesterday, imported today, on a watched platform")
    w.worker()
    same(w.sql1("SELECT (SELECT count(*) FROM alert) + (SELECT count(*) FROM delivery WHERE kind IN ('alert', 'digest'))"), "0", "alerts nobody")
    w.set_clock("2026-11-09T12:00:00Z")
    w.worker()
    same(w.sql("SELECT DISTINCT changes FROM digest"), [["0"]], "the digest of that week counts no change")
    unlike("\n".join(m.as_string() for m in w.mails()), "3 days|31 October", "and tells of none")
    w.set_clock(NOW)


def refused(w, folder):
    good = {"2024-01-01T00-00-00Z.md": terms()}
    write(folder, "Wrenholt", "Terms of Service", good)
    write(folder, "Wrenholt", "Latin", {**good, "2024-02-01T00-00-00Z.md": "Bedingungen für alle".encode("latin-1")})
    write(folder, "Wrenholt", "Undated", {**good, "0002.md": terms()})
    write(folder, "Wrenholt", "Tomorrow", {**good, "2099-01-01T00-00-00Z.md": terms()})
    write(folder, "Wrenholt", "Twins", {**good, "2024-01-01T00-00-00Z.md": terms(), "2024-02-30T00-00-00Z.md": terms()})
    write(folder, "Larkfield", "Terms of Service", {"2024-07-15T00-00-00Z.md": terms(days=5)})
    r = bring(w, folder)
    same(r.returncode, 3, "bad texts are refused")
    for name, why in (("Latin", "no UTF-8"), ("Undated", "neither its name nor a table"), ("Tomorrow", "of the future"), ("Twins", "neither its name"),
                      ("Terms of Service", "another text|only later texts")):
        like(r.stderr, rf"/{name} is left out: .*({why})", f"{name}: {why}")
    same(w.sql("SELECT d.slug, count(v.id) FROM document d LEFT JOIN version v ON v.document_id = d.id JOIN platform p ON p.id = d.platform_id WHERE p.slug = 'wrenholt' GROUP BY 1"),
         [["terms-of-service", "1"]], "the good document beside them is in, of the others nothing")
    same(w.sql1("SELECT count(*) FROM imported_text WHERE seen_at = '2024-07-15Z'"), "0", "what is older than what is known is not put before it")
    os.unlink(os.path.join(folder, "Larkfield", "Terms of Service", "2024-07-15T00-00-00Z.md"))
    write(folder, "Larkfield", "Terms of Service", {"2024-07-01T06-30-00Z.md": terms(days=99)})
    like(bring(w, folder).stderr, "another text of that instant", "another text of a known instant is refused")
    empty = os.path.join(w.dir, "empty")
    os.makedirs(empty)
    same([bring(w, empty).returncode, bring(w, "/nowhere/at/all").returncode, w.atlas("import", "versions", check=False).returncode, w.atlas("import", "versions", "--what", empty, check=False).returncode],
         [3, 3, 2, 2], "no history, no folder, no argument, an unknown option")


def by_table(w):
    folder = os.path.join(w.dir, "tabled")
    write(folder, "Brackwater", "Privacy Policy", {"0001.md": terms(), "0002.md": terms(days=7)})
    with open(folder + ".tsv", "w", encoding="utf-8") as f:
        f.write("path\tdate\tother\ntabled/Brackwater/Privacy Policy/0001.md\t2025-01-01T01:00:00+01:00\tx\ntabled/Brackwater/Privacy Policy/0002.md\t2025-02-01\ty\n")
    same((bring(w, folder + "/").returncode, rows(w, "privacy-policy", "brackwater")), (0, [("2025-01-01T00:00:00Z", "first", "1"), ("2025-02-01T00:00:00Z", "change", "2")]),
         "a table beside the folder says when")
    same(w.sql1("SELECT kind FROM document WHERE slug = 'privacy-policy'"), "privacy", "the kind follows from the name")
    for table, why in (("path\tdate\na/b/c.md\tyesterday\n", "line 2: .yesterday. is no instant"), ("date\n2025-01-01\n", "does not name the columns"),
                       ("path\tdate\na/b/c.md\t2025-01-01\nx/a/b/c.md\t2025-01-02\n", "line 3: another date")):
        with open(folder + ".tsv", "w", encoding="utf-8") as f:
            f.write(table)
        r = bring(w, folder)
        ok(r.returncode == 3, f"a table that is none: {why}")
        like(r.stderr, why, "is named with its line")


MANY = 160  # texts: so many that no machine has them all in before the first kill


def cut_off(w):
    folder = os.path.join(w.dir, "long")
    write(folder, "Marrowby", "Terms of Service", {f"20{10 + n // 12}-{1 + n % 12:02d}-01T00-00-00Z.md": terms(days=n + 2) for n in range(MANY)})
    kills = 0
    for enough in (3, 12, 40):
        p = w.start("owner", "atlas", "import", "versions", folder)
        await_true(lambda: p.poll() is not None or len(rows(w, platform="marrowby")) >= enough, "texts")
        kills += w.end(p, signal.SIGKILL) == -signal.SIGKILL
    ok(kills >= 2, "killed in the middle of it", kills)
    there = len(rows(w, platform="marrowby"))
    ok(3 <= there < MANY, f"{there} of {MANY} texts were in")
    same(w.sql1("SELECT count(*) FROM version v WHERE NOT EXISTS (SELECT FROM imported_text t WHERE t.version_id = v.id)"), "0", "no version without its row")
    holds(w)
    begun = time.monotonic()
    same(bring(w, folder).returncode, 0, "importing again goes on")
    print(f"# {MANY - there} texts in {time.monotonic() - begun:.1f} s")
    same(([r[1] for r in rows(w, platform="marrowby")], w.sql1("SELECT count(*) FROM version v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id WHERE p.slug = 'marrowby'")),
         (["first"] + ["change"] * (MANY - 1), str(MANY)), "to the whole of it, once")
    holds(w)


def observed_then(w):
    """The address comes later; what the worker sees is compared with the imported text."""
    w.sql("UPDATE source_state SET next_due = '2100-01-01Z'")
    with Source() as s:
        w.allow(s)
        s.pages["/terms"] = policy(days=7, link="https://larkfield.example/help")
        w.atlas("document", "add", "brackwater", s.url + "/terms", "--title", "Privacy Policy", "--kind", "privacy", "--select", "main")
        w.worker()
        same(w.sql("SELECT outcome, v.number, v.origin FROM observation o JOIN version v ON v.id = o.version_id"), [["unchanged", "2", "imported"]],
             "the worker sees the text that was imported last")
        s.pages["/terms"] = policy(days=60, link="https://larkfield.example/help")
        w.set_clock("2026-11-02T00:00:00Z")
        w.worker()
        same(w.sql("SELECT outcome, v.number, v.origin FROM observation o JOIN version v ON v.id = o.version_id ORDER BY observed_at DESC LIMIT 1"), [["change", "3", "captured"]],
             "and the next change with its capture")
        folder = os.path.join(w.dir, "late")
        write(folder, "Brackwater", "Privacy Policy", {"2026-11-01T12-00-00Z.md": terms(days=1)})
        like(bring(w, folder).stderr, "only later texts can be added", "nothing can be put before what was observed")


def shown(w):
    w.start_web()
    b = w.browser()
    page = b.get("/platform/larkfield/terms-of-service/")
    same(page.status, 200, "its document has a page")
    history = b.get("/platform/larkfield/terms-of-service/history/")
    same((history.status, history.text.lower().count("import") > 0), (200, True), "the history says what is imported")
    version = b.get(w.sql1("SELECT version_url(record_id) FROM version ORDER BY id LIMIT 1"))
    same(version.status, 200, "a version has a page")
    like(version.text, "(?i)imported", "which says that it was imported")
    like(version.text, "Missing: this text was imported.*It was imported from the archive of A. Example, file Larkfield/Terms of Service/2024-01-01T06-30-00Z.md", "what is missing, and where it comes from")
    like(page.text, "Last verified: *Missing: this text was imported, and we have not checked it", "and that nobody verified it")
    same(b.get("/platform/larkfield/terms-of-service/@2024-02-20/").status, 200, "the text of a day of the history is found")


with Watched() as w:
    w.set_clock(NOW)
    w.sql("DELETE FROM platform")
    folder = os.path.join(w.dir, "history")
    taken_in(w, folder)
    again(w, folder)
    nobody_is_told(w, folder)
    refused(w, folder)
    by_table(w)
    cut_off(w)
    observed_then(w)
    shown(w)
done()
