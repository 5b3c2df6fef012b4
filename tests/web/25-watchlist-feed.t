#!/usr/bin/python3
"""The feed of a watchlist: an address that is shown once, the changes that reach its owner's watches and no others, for who has
the address and nobody else, in no cache and no log."""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "worker"))
from person import Person  # noqa: E402
from policy import policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import World  # noqa: E402

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "/account/feed/"


def made(p):
    return re.search(r"<code>(http[^<]+\.atom)</code>", p.submit(PAGE, {}).text).group(1)


def entries(r):
    return [e.findtext(ATOM + "title") for e in xml.fromstring(r.body).iter(ATOM + "entry")]


with World() as w, Source() as s:
    w.allow(s)
    for slug in ("heron", "egret"):
        w.atlas("platform", "add", slug, slug.title())
        w.atlas("document", "add", slug, f"{s.url}/{slug}", "--select", "main", "--title", "Terms of Service")
        s.pages[f"/{slug}"] = Page(policy(days=30))
    w.worker()
    w.start_web()
    one, two = Person(w, "one@example.org"), Person(w, "two@example.org")
    for p, slug in ((one, "heron"), (two, "egret")):
        p.log_in()
        p.submit("/watchlist/", {"add": slug})
    anybody = w.browser()
    same(anybody.get(PAGE).status, 303, "the page is for who is logged in")
    like(one.get(PAGE).text, "You have none yet", "at first there is none")
    mine, theirs = made(one), made(two)
    ok(len(mine.rsplit("/", 1)[1]) == 43 + 5 and mine != theirs, "an address of 256 bits", mine)
    unlike(one.get(PAGE).text, r"\.atom</code>", "which is shown once")
    token = mine.rsplit("/", 1)[1].removesuffix(".atom")
    ok(token not in "".join(row[0] for row in w.sql("SELECT row_to_json(f)::text FROM watchlist_feed f")), "and kept as a hash")
    ok("denied" in w.refused("SELECT sha256 FROM watchlist_feed", "web"), "which the web cannot read")
    unlike(one.get("/account/export").text, '"sha256"', "nor is it in the copy of one's data")
    empty = anybody.get(mine)
    same((empty.status, entries(empty)), (200, []), "before any change it is an empty feed")

    w.set_clock("2026-03-03T09:00:00Z")
    s.pages["/heron"], s.pages["/egret"] = Page(policy(days=14)), Page(policy(days=7))
    w.worker()
    r = anybody.get(mine)
    root = xml.fromstring(r.body)
    same((r.status, r.headers["Content-Type"]), (200, "application/atom+xml; charset=utf-8"), "whoever has the address reads it")
    same((len(entries(r)), "Heron" in r.text, "Egret" in r.text), (1, True, False), "what reaches its owner's watches, and nothing else")
    same(len(entries(anybody.get(theirs))), 1, "as does the other's")
    same(root.find(ATOM + "link[@rel='self']").get("href"), mine, "it names itself")
    ok(all(e.startswith("tag:127.0.0.1,2026:") for e in (root.findtext(ATOM + "id"), root.find(ATOM + "entry").findtext(ATOM + "id"))), "by stable names")
    ok(token not in root.findtext(ATOM + "id"), "of which the address is no part")
    same((r.headers["Cache-Control"], r.headers["X-Robots-Tag"]), ("private, no-cache", "noindex"), "it is in no shared cache and no search engine")
    like(anybody.get("/robots.txt").text, "Disallow: /feeds/watchlist/", "nor in robots.txt's")
    again = anybody.get(mine, If_None_Match=r.headers["ETag"])
    same((again.status, again.body, again.headers["Cache-Control"]), (304, b"", "private, no-cache"), "unchanged: 304")
    same(two.b.get(mine).text == r.text and two.b.get(mine).headers["ETag"] == r.headers["ETag"], True, "to who is logged in as somebody else it is the same")
    curl = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"If-None-Match: {r.headers['ETag']}", mine], capture_output=True, text=True)
    same(curl.stdout, "304", "as curl sees it")

    watch = w.sql1("SELECT w.id FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = 'one@example.org'")
    w.sql(f"UPDATE watch SET threshold = 'critical' WHERE id = {watch}")
    same(entries(anybody.get(mine)), [], "a watch's threshold holds here too")
    w.sql(f"UPDATE watch SET threshold = 'low', paused_at = '2026-03-03Z' WHERE id = {watch}")
    same(entries(anybody.get(mine)), [], "and a paused watch tells nothing")
    w.sql(f"UPDATE watch SET paused_at = NULL WHERE id = {watch}")
    w.sql(f"INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary) SELECT document_id, from_version_id, to_version_id, 'change',"
          f" observed_at + n * interval '1 minute', 'low', 'More ' || n, '{{}}' FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id, generate_series(1, 60) n WHERE p.slug = 'heron'")
    titles = entries(anybody.get(mine))
    same((len(titles), titles[0], titles[-1]), (50, "More 60", "More 11"), "fifty at most, newest first")

    for bad in ("x", token[:-1], token + "x", token.swapcase(), "%27", "a" * 2000):
        r = anybody.get(f"/feeds/watchlist/{bad}.atom")
        same(r.status, 404, f"no feed: {bad[:20]}")
    for state, leave in (("suspended", "NULL"), ("leaving", "'2026-03-20Z'"), ("deleted", "NULL")):
        w.sql(f"UPDATE account SET state = '{state}', delete_after = {leave} WHERE address = 'two@example.org'")
        same(anybody.get(theirs).status, 404, f"an account that is {state} has none")
    new = made(one)
    same((anybody.get(mine).status, anybody.get(new).status), (404, 200), "a new address ends the old")
    same(xml.fromstring(anybody.get(new).body).findtext(ATOM + "id"), root.findtext(ATOM + "id"), "and is the same feed")
    same(one.submit(PAGE, {}, PAGE + "end").location, PAGE + "?done=feed-ended", "it can be ended")
    same(anybody.get(new).status, 404, "and then is no more")
    same(one.b.post(PAGE, {}).status, 403, "a form without its token makes none")
    w.sql("ALTER FUNCTION watchlist_atom(text, text) RENAME TO other")
    same(anybody.get(new).status, 503, "(the page fails)")
    ok(token not in w.logged("atlas-web") and new.rsplit("/", 1)[1][:43] not in w.logged("atlas-web"), "no log of ours holds an address", w.logged("atlas-web"))
    like(w.logged("atlas-web"), "/feeds/watchlist/:token.atom", "but its kind")
done()
