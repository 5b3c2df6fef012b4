#!/usr/bin/python3
"""Watching from the pages of things: forms for who is logged in and none for anybody else, back to the same page, what was
removed and can be undone, watchlists of organisations, what is new to somebody."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import Person
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World, await_true

CSRF = 'name="csrf"'


def terms(days=30):
    return Page("<!DOCTYPE html><html lang=en><title>Terms</title><body><main><h1>Terms of Service</h1>" + "".join(
        f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days if n == 5 else 30} days of notice to the persons it concerns. "
        f"It has some length, about matter number {n} and nothing else.</p>" for n in range(1, 15)) + "</main>")


def form(page, action, holding=""):
    """The fields of the first form with that action that holds some words."""
    for found in re.finditer(rf'<form[^>]*action="{action}"[^>]*>(.*?)</form>', page.text, re.S):
        if holding in found[1]:
            return dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', found[1]))
    return None


def send(b, path, action, holding="", **more):
    return b.post(action, {**(form(b.get(path), action, holding) or {}), **more})


with World() as w, Source() as s:
    w.allow(s)
    s.pages["/terms"] = terms()
    w.atlas("platform", "add", "heron", "Heron & Sons", "--homepage", "https://www.heron.example/")
    w.atlas("document", "add", "heron", s.url + "/terms", "--select", "main", "--title", "Terms of Service")
    w.worker()
    w.sql("INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, published_at, created_at)"
          " SELECT v.document_id, x.clause_id, t.id, 'notice', 'Notice', 'high', 'published', '2026-03-01', '2026-03-01' FROM version v"
          " JOIN version_clause x ON x.version_id = v.id, clause_type t WHERE x.ordinal = 5 AND t.slug = 'unilateral-change'")
    w.sql("INSERT INTO analysis (provision_id, revision, version_id, ordinal, what, why, impact, options, written_at)"
          " SELECT p.id, 1, v.id, 5, 'What.', '[]', '', '[]', '2026-03-01' FROM provision p JOIN version v ON v.document_id = p.document_id")
    w.start_web()
    pages = {"/platform/heron/": "heron", "/platform/heron/terms-of-service/": "CA-D-00001", "/platform/heron/terms-of-service/notice/": "CA-P-000001",
             "/clause-type/unilateral-change/": "type:unilateral-change"}
    own, org, free = Person(w, "own@example.org", tier="compliance"), Person(w, "org@example.org", tier="compliance"), Person(w, "free@example.org")
    for p in (own, org, free):
        p.log_in()

    stranger = w.browser()
    for path, named in pages.items():
        r = stranger.get(path)
        same((r.status, r.headers["Cache-Control"].split(",")[0], CSRF in r.text, "/watchlist/remove" in r.text), (200, "public", False, False), f"{path}: what is cached holds no token and no form")
        same(json.loads(stranger.get(path + "index.json").body).get("watching", "none"), "none", "its JSON says nothing of watches")
        r = own.get(path)
        like(r.headers["Cache-Control"], "no-store|private", "the page of who is logged in is not cached")
        unlike(own.get(path + "index.json").text, '"watching"', "nor does their JSON")
        ok(form(r, "/watchlist/", f'value="{named}"'), f"{path}: it has a form")
        r = send(own.b, path, "/watchlist/", f'value="{named}"')
        same((r.status, r.location), (303, path + "?done=added"), "which leads back to the page")
        r = own.get(r.location)
        like(r.text, "Added to your watchlist", "that says so")
        like(r.text, "You watch <strong>[^<]+</strong>: every change, by digest and alert", "and how the watch tells")
        unlike(r.text, f'name="add" value="{named}"', "and offers it no more")
    same(CSRF in stranger.get("/platform/heron/").text, False, "and still no token for anybody else")
    unlike(free.get("/platform/heron/").text, "You watch", "nor for another person")

    # ---- removed and undone --------------------------------------------------------------------------------------------------
    path = "/platform/heron/"
    w.sql("UPDATE watch SET threshold = 'critical', alerts = false, note = 'ask Ines' WHERE document_id IS NULL AND platform_id IS NOT NULL")
    like(own.get(path).text, "critical only, by digest\\.", "the page says how it tells")
    watch = form(own.get(path), "/watchlist/remove")["watch"]
    same(send(own.b, path, "/watchlist/remove").location, path + "?done=removed", "removed from the page")
    undo = form(own.get(path), "/watchlist/undo")
    ok(undo, "the page offers to undo it")
    same(free.submit(path, {"removed": undo["removed"], "list": ""}, "/watchlist/undo").status, 404, "which nobody else can")
    same(own.submit(path, {"removed": undo["removed"], "list": "77"}, "/watchlist/undo").status, 404, "nor onto another list")
    same(send(own.b, path, "/watchlist/undo").location, path + "?done=added-back", "undone")
    same(w.sql("SELECT threshold, alerts, digest, note FROM watch WHERE document_id IS NULL AND platform_id IS NOT NULL"), [["critical", "f", "t", "ask Ines"]], "it is as it was")
    same(own.submit(path, {"removed": undo["removed"], "list": ""}, "/watchlist/undo").status, 404, "once")
    same(own.submit(path, {"watch": watch, "list": "", "next": path}, "/watchlist/remove").location, path + "?done=removed", "a number that is gone is no error")
    send(own.b, path, "/watchlist/remove")
    undo = form(own.get(path), "/watchlist/undo")
    w.set_clock("2026-03-03T09:01:00Z")
    ok(form(own.get(path), "/watchlist/undo") is None, "a day later it is not offered")
    r = own.submit(path, {"removed": undo["removed"], "list": ""}, "/watchlist/undo")
    same(r.status, 404, "nor possible")
    like(r.text, "cannot be undone any more", "which is said in words")
    w.sql("UPDATE watch_removed SET removed_at = '2026-03-01Z'")
    w.worker()
    same(w.sql1("SELECT count(*) FROM watch_removed"), "0", "and the worker forgets it")
    same([x in stranger.get("/privacy/").text for x in ("Watches that you removed", "Platforms that you suggested", "Mails that came back", "180 days from")], [True] * 4, "the notice of privacy names such things and their times")

    # ---- where one comes back to -------------------------------------------------------------------------------------------------
    for bad in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/a b", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "x" * 2000):
        same(own.submit(path, {"add": "heron", "next": bad}, "/watchlist/").location in ("/watchlist/?done=added", "/watchlist/?done=already"), True, f"nobody is led to {bad[:30]!r}")
    same(own.submit(path, {"add": "heron", "next": path + "?page=2#x"}, "/watchlist/").location, path + "?page=2&done=already", "a query stays, a place does not")
    same(stranger.post("/watchlist/", {"add": "heron", "next": path}).status, 403, "without a login and a token: no")

    # ---- a tier without room, and without the feature ------------------------------------------------------------------------------
    w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('egret', 'Egret', '2026-03-01')")
    free.submit("/platform/egret/", {"add": "egret"}, "/watchlist/")
    r = send(free.b, path, "/watchlist/")
    same(r.status, 422, "the free tier's place is taken")
    like(r.text, "watches 1 platform, and your watchlist has 1", "which is said")
    r = free.get("/platform/heron/terms-of-service/notice/")
    like(r.text, "Watching this provision by itself is part of", "a provision is for larger tiers")
    same(form(r, "/watchlist/", "CA-P-"), None, "and has no button that would be refused")

    # ---- an organisation ---------------------------------------------------------------------------------------------------------------
    made = w.sql1("SELECT id FROM account WHERE address = 'org@example.org'")
    w.sql(f"INSERT INTO organisation (name, carried_by, carried_since, created_at) VALUES ('Trust <b>', {made}, '2026-03-01', '2026-03-01');"
          f"INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT o.id, a.id, CASE a.address WHEN 'org@example.org' THEN 'owner' ELSE 'viewer' END, '2026-03-03'"
          " FROM organisation o, account a WHERE a.address IN ('org@example.org', 'free@example.org')")
    number = w.sql1("SELECT id FROM organisation")
    r = org.get(path)
    like(r.text, f'<option value="">your own</option><option value="{number}">Trust &lt;b&gt;</option>', "who has several watchlists chooses one")
    same(send(org.b, path, "/watchlist/", list=number).location, path + "?done=added", "added to the common one")
    like(org.get(path).text, "Trust &lt;b&gt; watches <strong>Heron &amp; Sons", "which the page says")
    r = free.get(path)
    like(r.text, "Trust &lt;b&gt; watches", "to a viewer too")
    same(form(r, "/watchlist/remove"), None, "who has no button to remove it")
    same(free.submit(path, {"watch": form(org.get(path), "/watchlist/remove")["watch"], "list": number, "next": path}, "/watchlist/remove").location, path + "?done=removed", "nor the right")
    same(own.submit(path, {"add": "egret", "list": number}, "/watchlist/").status, 404, "a foreign list takes nothing")
    same(w.sql1(f"SELECT count(*) FROM watch WHERE organisation_id = {number}"), "1", "and the common watchlist is as it was")
    send(org.b, path, "/watchlist/remove")
    like(org.get(path).text, "Undo the removal for Trust", "what was removed from the common one")
    same(send(org.b, path, "/watchlist/undo").location, path + "?done=added-back", "comes back to it")
    same(w.sql1(f"SELECT count(*) FROM watch WHERE organisation_id = {number}"), "1", "and not to the person's own")

    # ---- an organisation of others, whose watchlist is full ---------------------------------------------------------------------------------
    w.sql("UPDATE tier SET platform_limit = 1 WHERE name = 'Compliance'")
    for to in ("/watchlist/", "/watchlist/?list="):
        full, none = (own.submit(path, {"add": "egret", "list": x}, to) for x in (number, "77"))
        same((full.status, full.text.replace(f"list={number}", "list=77")), (none.status, none.text), f"{to}: is no other answer than one that does not exist")
        unlike(full.text, "Compliance|watches 1 platform", "and tells nothing of its tier")
    same(org.submit(path, {"add": "egret", "list": number}, "/watchlist/").status, 422, "who is in it is told")
    r = free.submit(f"/watchlist/?list={number}", {"add": "egret", "list": number}, f"/watchlist/?list={number}")
    same(r.status, 422, "whose role reads only adds nothing")
    like(r.text, "your role in the organisation reads only", "and is told why")
    w.sql("UPDATE tier SET platform_limit = NULL WHERE name = 'Compliance'")

    # ---- new to you ---------------------------------------------------------------------------------------------------------------------
    own.submit(path, {}, "/watchlist/seen")
    w.set_clock("2026-03-05T09:00:00Z")
    s.pages["/terms"] = terms(3)
    w.worker()
    for p in (path, path + "terms-of-service/"):
        same([len(re.findall("new to you", x.get(p).text)) for x in (own, free, stranger)], [1, 1, 0], f"{p}: a change is marked for who watches it")
        same(len(re.findall("new to you", own.get(p).text)), 1, "looking at it changes nothing")
    w.set_clock("2026-03-05T10:00:00Z")
    own.submit(path, {}, "/watchlist/seen")
    same([len(re.findall("new to you", x.get(path).text)) for x in (own, free)], [0, 1], "the button does, for who pressed it")

    # ---- an operator's view ----------------------------------------------------------------------------------------------------------------
    w.sql(f"UPDATE login SET viewed_by = 'root' WHERE account_id = {made}")
    r = org.get(path)
    like(r.text, "Trust &lt;b&gt; watches", "an operator sees what the person sees")
    same([form(r, a) for a in ("/watchlist/", "/watchlist/remove", "/watchlist/undo")], [None] * 3, "without the forms")
    same(org.submit(path, {"add": "egret"}, "/watchlist/").status, 403, "and can change nothing")

    # ---- among many ---------------------------------------------------------------------------------------------------------------------------
    # What the pages of one person read of everybody's watches: nothing. PostgreSQL counts whole readings when a connection ends.
    w.end(w.web)
    w.sql("INSERT INTO account (address, state, created_at) SELECT 'a' || n || '@example.org', 'pending', '2026-03-01' FROM generate_series(1, 20000) n;"
          "ALTER TABLE watch DISABLE TRIGGER USER; INSERT INTO watch (account_id, platform_id, created_at) SELECT a.id, p.id, '2026-03-01' FROM account a, platform p WHERE p.slug = 'heron' AND a.address LIKE 'a%@%';"
          "ALTER TABLE watch ENABLE TRIGGER USER; ANALYZE")
    w.sql("SELECT pg_stat_reset_single_table_counters('watch'::regclass)")
    w.web = w.start("web", "atlas-web")
    await_true(lambda: own.get(path).status == 200, "the page of a platform")
    for p in (*pages, "/watchlist/", "/watchlist/export.csv"):
        same(own.get(p).status, 200, f"{p} among 20,000 others'")
    same(org.get(f"/watchlist/?list={number}").status, 200, "and an organisation's")
    w.end(w.web)
    await_true(lambda: int(w.sql1("SELECT idx_scan FROM pg_stat_user_tables WHERE relname = 'watch'")) > 0, "the counts")
    same(w.sql1("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'watch'"), "0", "no page reads all watches")
done()
