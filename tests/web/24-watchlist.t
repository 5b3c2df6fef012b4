#!/usr/bin/python3
"""Watches of every kind: on a platform, a document, a provision, a clause type. Which tier has them, what each tells of, by
which mail, what its owner wrote; what is new since the owner last looked; who is alerted of a change."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World

PASSWORD = "seven quiet herons wade"


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def submit(b, page, form, path=None):
    return b.post(path or page, {"csrf": csrf(b.get(page)), **form})


def section(n, days=30):
    return f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days} days of notice to the persons it concerns. It has some length, about matter number {n} and nothing else.</p>"


def terms(**days):
    return Page("<!DOCTYPE html><html lang=en><title>Terms</title><body><main><h1>Terms of Service</h1>" + "".join(section(n, days.get(f"n{n}", 30)) for n in range(1, 15)) + "</main>")


def member(w, address, tier):
    w.atlas("account", "create", address, "--password-file", "-", input=PASSWORD + "\n")
    w.atlas("account", "tier", address, tier)
    b = w.browser()
    same(submit(b, "/login", {"address": address, "password": PASSWORD}).status, 303, f"{address} logs in")
    return b


with World() as w, Source() as s:
    w.allow(s)
    s.pages["/terms"] = terms()
    s.pages["/privacy"] = terms(n3=31)
    w.atlas("platform", "add", "heron", "Heron", "--homepage", "https://www.heron.example/")
    w.atlas("document", "add", "heron", s.url + "/terms", "--select", "main", "--title", "Terms of Service")
    w.atlas("document", "add", "heron", s.url + "/privacy", "--select", "main", "--title", "Privacy Policy")
    w.worker()
    document, = w.sql1("SELECT record_id FROM document WHERE title = 'Terms of Service'"),
    w.sql("INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, published_at, created_at)"
          " SELECT v.document_id, x.clause_id, t.id, 'notice-' || x.ordinal, 'Notice ' || x.ordinal, 'high', 'published', '2026-03-01', '2026-03-01' FROM version v"
          " JOIN version_clause x ON x.version_id = v.id JOIN document d ON d.id = v.document_id, clause_type t"
          " WHERE d.title = 'Terms of Service' AND x.ordinal IN (5, 9) AND t.slug = 'unilateral-change'")
    five, nine = (row[0] for row in w.sql("SELECT record_id FROM provision ORDER BY slug"))
    w.start_web()
    free, pro = member(w, "free@example.org", "free"), member(w, "pro@example.org", "professional")

    for named, called in ((document, "Heron, Terms of Service"), (five, "Notice"), ("type:unilateral-change", "hange"), ("heron", "Heron")):
        like(pro.get(f"/watchlist/?add={named}").text, f"Add [^<]*{called}", f"{named}: the form names what it is")
        same(submit(pro, f"/watchlist/?add={named}", {"add": named}, "/watchlist/").location, "/watchlist/?done=added", f"{named}: added")
        same(submit(pro, "/watchlist/", {"add": named}).location, "/watchlist/?done=already", f"{named}: twice is no error")
    same(w.sql1("SELECT count(DISTINCT platform_id) FROM watch"), "1", "documents and provisions of one platform count once")
    for named in ("CA-D-99999", "CA-P-999999", "type:nosuch", "https://elsewhere.example/", "", "x'); DROP TABLE watch; --"):
        same(submit(pro, "/watchlist/", {"add": named}).status, 404, f"{named!r}: there is no such thing")
    for named in ("Heron", "HERON", "https://heron.example/terms", "www.heron.example"):
        same(submit(pro, "/watchlist/", {"add": named}).location, "/watchlist/?done=already", f"{named}: the platform")

    like(free.get(f"/watchlist/?add={five}").text, "larger tiers", "a provision is not for every tier, and the page says so")
    r = submit(free, "/watchlist/?add=heron", {"add": five}, "/watchlist/")
    same(r.status, 422, "nor is it added")
    like(r.text, "Watch the whole document or platform instead", "the sentence says what to do")
    same(submit(free, "/watchlist/?add=heron", {"add": "type:unilateral-change"}, "/watchlist/").status, 422, "nor a clause type")
    same(submit(free, "/watchlist/?add=heron", {"add": document}, "/watchlist/").location, "/watchlist/?done=added", "a document is")
    same(w.sql1("SELECT count(*) FROM watch"), "5", "and nothing else was written")

    def number(kind, address="pro@example.org"):
        return w.sql1("SELECT w.id FROM watch w JOIN account a ON a.id = w.account_id WHERE address = '%s' AND %s" % (address, {
            "platform": "platform_id IS NOT NULL AND document_id IS NULL", "document": "document_id IS NOT NULL AND provision_id IS NULL",
            "provision": "provision_id IS NOT NULL", "type": "clause_type_id IS NOT NULL"}[kind]))

    wish = {"watch": number("platform"), "threshold": "critical", "mail": "digest", "note": "ask <b>Ines</b>"}
    same(submit(pro, "/watchlist/", wish, "/watchlist/change").location, "/watchlist/?done=changed", "a watch is told how to tell")
    same(w.sql(f"SELECT threshold, alerts, digest, note FROM watch WHERE id = {wish['watch']}"), [["critical", "f", "t", "ask <b>Ines</b>"]], "as asked")
    like(pro.get("/watchlist/").text, "Your note: ask &lt;b&gt;Ines", "the note is text")
    for bad in ({"threshold": "medium"}, {"mail": "none"}, {"watch": "0"}, {"watch": "x"}):
        same(submit(pro, "/watchlist/", {**wish, **bad}, "/watchlist/change").status, 400, f"{bad}: no")
    same(submit(pro, "/watchlist/", {**wish, "note": "ä" * 501}, "/watchlist/change").status, 422, "a note too long")
    same(submit(pro, "/watchlist/", {**wish, "note": "ä" * 500}, "/watchlist/change").status, 303, "and one that just fits")
    same(submit(free, "/watchlist/", wish, "/watchlist/change").status, 404, "a stranger's watch is not there")

    w.set_clock("2026-03-03T09:00:00Z")
    s.pages["/privacy"] = terms(n3=31, n7=20)
    w.worker()
    same(w.sql("SELECT count(*) FROM alert"), [["0"]], "another document's change is told to nobody: the platform's watch wants the critical ones")
    s.pages["/terms"] = terms(n12=7)
    w.set_clock("2026-03-04T09:00:00Z")
    w.worker()
    same(w.sql1("SELECT count(*) FROM alert l JOIN watch w ON w.id = l.watch_id WHERE w.document_id IS NOT NULL AND w.provision_id IS NULL"), "1", "who watches the document is told")
    same(w.sql1("SELECT count(*) FROM alert l JOIN watch w ON w.id = l.watch_id WHERE w.provision_id IS NOT NULL OR w.clause_type_id IS NOT NULL"), "0", "who watches a provision whose clause was not touched is not")
    submit(pro, "/watchlist/", {"watch": number("document")}, "/watchlist/remove")
    first = w.sql1("SELECT clause_id FROM provision WHERE record_id = '%s'" % five)
    s.pages["/terms"] = terms(n12=7, **{"n%d" % n: 3 for n in (5, 4, 6, 9, 8, 10)})
    w.set_clock("2026-03-05T09:00:00Z")
    w.worker()
    touched = w.sql1(f"SELECT count(*) FROM change_item i JOIN change c ON c.id = i.change_id WHERE i.clause_id = {first} AND c.observed_at >= '2026-03-05'")
    ok(int(touched) > 0, "then its clause is changed", touched)
    same(w.sql("SELECT w.provision_id IS NOT NULL FROM alert l JOIN watch w ON w.id = l.watch_id JOIN change c ON c.id = l.change_id"
               " WHERE c.observed_at >= '2026-03-05' AND l.account_id = (SELECT id FROM account WHERE address = 'pro@example.org')"), [["t"]], "and its watch tells, once for the change")

    page = pro.get("/watchlist/").text
    like(page, "<strong>[0-9]+ new</strong> since you began", "what is new is counted")
    like(page, r"Last change: <a href=\"/change/CA-C-", "with the last change of each")
    like(page, "Next check <time", "and when the next check is due")
    w.set_clock("2026-03-05T10:00:00Z")
    same(submit(pro, "/watchlist/", {}, "/watchlist/seen").location, "/watchlist/?done=seen", "a button says: seen")
    unlike(pro.get("/watchlist/").text, "[0-9]+ new</strong>", "and then nothing is new")

    w.atlas("account", "tier", "pro@example.org", "free")
    w.set_clock("2026-03-05T10:05:00Z")
    w.worker()
    same(w.sql("SELECT provision_id IS NOT NULL OR clause_type_id IS NOT NULL, paused_at IS NOT NULL FROM watch w JOIN account a ON a.id = w.account_id WHERE address = 'pro@example.org' ORDER BY 1, 2"),
         [["f", "f"], ["t", "t"], ["t", "t"]], "a lower tier pauses what it does not have, and removes nothing")
    like(pro.get("/watchlist/").text, "<strong>Paused</strong>", "which the list says")
    same(submit(pro, "/watchlist/", {"watch": number("type")}, "/watchlist/resume").status, 422, "and it is not resumed without the tier")
    w.atlas("account", "tier", "pro@example.org", "professional")
    same(submit(pro, "/watchlist/", {"watch": number("type")}, "/watchlist/resume").location, "/watchlist/?done=resumed", "but with it")
done()
