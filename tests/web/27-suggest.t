#!/usr/bin/python3
"""Platforms that people suggest: what is taken, what is known already, how the page is looked at through the gate, what the
operator answers and whom that tells, and addresses by which somebody would make us ask inside."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import Person
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World, await_true

TERMS = "<!DOCTYPE html><html lang=en><title>Terms of Service - Stork</title><body><main><h1>Terms of Service</h1>" + "".join(
    f"<h2>{n}. Heading {n}</h2><p>You agree that we may change these terms with {n + 7} days of notice. You must not use the service for anything that the law forbids, and we may suspend your account where you do. "
    "Our liability is limited as far as the law allows, and disputes are governed by the law of the place where we are.</p>" for n in range(1, 15)) + "</main>"
SHOP = "<!DOCTYPE html><html lang=en><title>Shoes</title><body><main><h1>Shoes</h1>" + "".join(f"<p>Add to cart. Shoe number {n}, size {n}, in stock, free delivery, sale price.</p>" for n in range(60)) + "</main>"


def suggest(p, url, **more):
    return p.submit("/suggest", {"url": url, "name": "", "note": "", **more})


with World() as w, Source() as s:
    w.allow(s)
    s.pages.update({"/terms": Page(TERMS), "/shop": Page(SHOP), "/hidden/terms": Page(TERMS), "/robots.txt": Page("User-agent: *\nDisallow: /hidden/\n", type="text/plain")})
    w.sql("INSERT INTO platform (slug, name, homepage, created_at) VALUES ('heron', 'Heron', 'https://www.heron.example/', '2026-03-01');"
          "INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms', 'terms', '2026-03-01' FROM platform;"
          "INSERT INTO source (document_id, url, host, created_at) SELECT id, 'https://www.heron.example/legal/terms', 'https://www.heron.example', '2026-03-01' FROM document")
    w.start_web()
    p, free = Person(w, "reader@example.org", tier="watcher"), Person(w, "free@example.org")
    for x in (p, free):
        x.log_in()
    same(w.browser().get("/suggest").location, "/login?next=%2Fsuggest", "who suggests has an account")

    # ---- what is taken --------------------------------------------------------------------------------------------------------
    for bad in ("", "stork", "ftp://stork.example/", "javascript:alert(1)", "https://a b.example/", "https://stork", "x" * 1020 + ".example", "https://stork.example/\n"):
        r = suggest(p, bad)
        ok(r.status == 422 or bad.endswith("\n") and r.status == 303, f"no address: {bad[:30]!r}", r.status)
    like(suggest(p, "<b>").text, 'value="&lt;b&gt;"', "what was typed comes back, as text")
    same(suggest(p, "https://one.example/", note="x" * 501).status, 422, "a word too long")
    for field in ("name", "note"):
        for hidden in ("a\tb", "a\nb", "\x1b[31mred", "a\x7fb", "a\u009bb"):
            r = suggest(p, "https://one.example/", **{field: hidden})
            same(r.status, 422, f"{field}: {hidden!r}")
            like(r.text, "a character in it that cannot be seen", "is said in words")
        like(w.refused(f"INSERT INTO suggestion (account_id, url, created_at, {field}) SELECT id, 'https://one.example/', '2026-03-02', E'a\\x1bb' FROM account LIMIT 1"), "check constraint", "nor does the table take one")
    w.sql("DELETE FROM suggestion")
    r = suggest(p, "heron.example/legal/terms/")
    same(r.status, 422, "a document that is watched")
    like(r.text, 'href="/platform/heron/terms/">Heron, Terms</a>', "is linked at once")
    r = suggest(p, "https://heron.example/other")
    same(r.status, 422, "another page of a platform that is watched")
    like(r.text, 'href="/platform/heron/">Heron</a>', "leads to it")
    same(suggest(p, "https://heron.example/other", other="yes").location, "/suggest?done=suggested", "and is taken when that is meant")
    same(suggest(p, "https://heron.example/other#x").status, 422, "but not twice")
    same(suggest(p, s.url + "/terms", name="Stork <i>", note="They changed").location, "/suggest?done=suggested", "an unknown one is taken")
    like(p.get("/suggest?done=suggested").text, "will be looked at within minutes", "and the page says what comes")
    unlike(free.get("/suggest").text, "Stork", "nobody else sees it")

    # ---- looked at ----------------------------------------------------------------------------------------------------------------
    for path in ("/shop", "/hidden/terms", "/missing"):
        suggest(p, s.url + path)
    w.worker()
    w.worker()
    found = dict((row[0], row[1:]) for row in w.sql("SELECT url, state, coalesce(reason, ''), coalesce(title, ''), coalesce(words, 0) > 100 FROM suggestion"))
    same(found[s.url + "/terms"], ["fine", "", "Terms of Service - Stork", "t"], "the page of terms is fine: its title and length are noted")
    ok(found[s.url + "/shop"][0] in ("doubtful", "refused") and found[s.url + "/shop"][1], "a shop is not", found[s.url + "/shop"])
    same(found[s.url + "/hidden/terms"][:2], ["refused", "the site's robots.txt asks not to fetch this page"], "robots.txt holds")
    same(found[s.url + "/missing"][0], "refused", "a page that is not there")
    same(s.requests("/hidden/terms"), [], "and what it forbids was not asked for")
    same([len(s.requests(x)) for x in ("/terms", "/robots.txt")], [1, 1], "each was asked for once")
    same(w.sql("SELECT count(*) FROM platform UNION ALL SELECT count(*) FROM capture UNION ALL SELECT count(*) FROM version"), [["1"], ["0"], ["0"]], "nothing of it is kept or published")
    same(w.sql("SELECT count(*) FROM host WHERE lease_owner IS NOT NULL"), [["0"]], "every host is given back")
    r = p.get("/suggest")
    like(r.text, "looks like such a document \\(“Terms of Service - Stork”", "the suggester sees what was found")
    like(r.text, "Stork &lt;i&gt;:", "with what they wrote as text")
    like(r.text, "robots.txt asks not to fetch this page", "and why not, in words")

    # ---- answered -----------------------------------------------------------------------------------------------------------------
    number = {url: n for n, url in w.sql("SELECT id, url FROM suggestion")}
    listed = w.atlas("suggestion", "list").stdout
    like(listed, f"{number[s.url + '/terms']}\tfine\twaiting\t\\d+\t2026-03-02T09:00:00Z\t{s.url}/terms\tTerms of Service - Stork", "the operator's list")
    like(w.atlas("suggestion", "show", number[s.url + "/terms"]).stdout, "note\tThey changed", "and one of it")
    same(w.atlas("suggestion", "accept", number[s.url + "/terms"], "--slug", "stork", "--name", "Stork", "--title", "Terms of Service").stdout, "accepted CA-D-00002\n", "accepted")
    same(w.sql("SELECT p.slug, p.name, d.title, d.kind, s.url FROM document d JOIN platform p ON p.id = d.platform_id JOIN source s ON s.document_id = d.id WHERE p.slug = 'stork'"),
         [["stork", "Stork", "Terms of Service", "terms", s.url + "/terms"]], "there is the platform with its document")
    same(w.sql1("SELECT count(*) FROM watch w JOIN platform p ON p.id = w.platform_id WHERE p.slug = 'stork'"), "1", "on the suggester's watchlist")
    like(w.atlas("suggestion", "accept", number[s.url + "/terms"], check=False).stderr, "answered before: accepted", "not twice")
    like(w.atlas("suggestion", "accept", number["https://heron.example/other"], "--slug", "stork", "--title", "Terms of Service", check=False).stderr, "has a document of that title", "nor two documents of one title")
    other = subprocess.Popen(w.psql("BEGIN; UPDATE suggestion SET answer = 'declined', why = 'No.', answered_at = '2026-03-02' WHERE id = %s; SELECT pg_sleep(2); COMMIT" % number[s.url + "/missing"]))
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "1", "the other operator")
    like(w.atlas("suggestion", "accept", number[s.url + "/missing"], "--slug", "late", "--title", "Late", check=False).stderr, "answered meanwhile", "an answer that another was faster with is called that")
    other.wait()
    w.sql("UPDATE suggestion SET title = E'a\\tb\\x1b[31m\\nc' WHERE url LIKE '%/hidden/terms'")
    same([line.count("\t") for line in w.atlas("suggestion", "list", "--all").stdout.splitlines()], [6] * 5, "a title makes no columns and no rows")
    like(w.atlas("suggestion", "show", number[s.url + "/hidden/terms"]).stdout, r"title\ta\?b\?\[31m\?c\n", "and says nothing to the terminal")
    ok(w.atlas("suggestion", "refuse", number[s.url + "/shop"], check=False).returncode == 2, "a refusal has a reason")
    w.atlas("suggestion", "refuse", number[s.url + "/shop"], "--why", "This is a shop, no document.")
    same([p.mail("accepted")["watched"], p.mail("declined")["why"]], [True, "This is a shop, no document."], "both answers are mailed")
    same(p.events()[-2:], ["suggestion accepted", "suggestion declined"], "and in the security log")
    w.worker()
    mails = {m["Subject"]: m.get_body(("plain",)).get_content() for m in w.mails()}
    like(mails["Your suggestion is watched from now on"], "It is on your watchlist", "the mail says so")
    like(mails["Your suggestion is not taken up"], "This is a shop", "and why not")
    r = p.get("/suggest")
    like(r.text, 'watched as <a href="/platform/stork/terms-of-service/">Stork, Terms of Service</a>', "the page says what became of it")
    like(r.text, "<strong>Declined</strong>: This is a shop", "and why")
    free.submit("/watchlist/", {"add": "heron"})
    suggest(free, s.url + "/second")
    w.atlas("suggestion", "accept", w.sql1("SELECT max(id) FROM suggestion"), "--slug", "second", "--title", "Rules")
    same((free.mail("accepted")["watched"], w.sql1("SELECT count(*) FROM watch w JOIN platform p ON p.id = w.platform_id WHERE p.slug = 'second'")), (False, "0"), "whose tier has no room is told so")

    # ---- addresses that lead inside, guard on ----------------------------------------------------------------------------------------
    w.sql("DELETE FROM suggestion")
    inside = ["http://127.0.0.1.:80/x.html", "http://localhost./", "http://[::1]/a.b", "http://2130706433/a.b", "http://0x7f.1/", "http://0177.0.0.1/", "http://169.254.169.254/latest/",
              "http://[::ffff:127.0.0.1]/", "http://10.0.0.1:5432/a"]
    for url in inside:
        same(suggest(p, url).status, 303, f"taken as a row: {url}")
    w.allowed = []
    w.write_settings()
    before = len(s.log)
    suggest(p, s.url + "/terms?x=1")
    for _ in range(2):
        w.worker()
    states = w.sql("SELECT url, state, reason FROM suggestion ORDER BY id")
    ok(len(states) == 10 and all(state == "refused" and ("private, local or reserved network" in reason or "resolve host" in reason) and "127.0.0.1 is" not in reason for _, state, reason in states), "none is fetched, and each has a reason in words", states)
    same([r.path for r in s.log[before:]], [], "nobody inside was asked")
    r = suggest(p, "https://eleventh.example/")
    same(r.status, 422, "ten a day are the most")
    like(r.text, "ten platforms within a day", "which is said")
    w.set_clock("2026-03-03T09:00:01Z")
    same(suggest(p, "https://eleventh.example/").status, 303, "and are over on the next")
    for role in ("web", "worker"):
        like(w.refused("UPDATE suggestion SET answer = 'declined', why = 'No.', answered_at = '2026-03-03'", role), "permission denied", f"the {role} answers nothing")
    w.sql("UPDATE rate SET n = 60")
    same(suggest(p, "https://twelfth.example/").status, 429, "who looks up many addresses waits")

    # ---- the desk ---------------------------------------------------------------------------------------------------------------------
    w.sql("UPDATE account SET roles = '{operator}' WHERE address = 'reader@example.org'; UPDATE account SET roles = '{analyst}' WHERE address = 'free@example.org'")
    like(p.get("/analyst/").text, "wait: <strong>11</strong>", "the desk's front page tells an operator how many wait")
    unlike(free.get("/analyst/").text, "atlas suggestion list", "and nobody else")
done()
