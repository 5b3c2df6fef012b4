#!/usr/bin/python3
"""Redlines are computed once and kept: found by both texts' hashes and by the program, bounded, never needed. And of large
comparisons only so many are made at a time."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "worker")]
from policy import Watched, policy
from source import Page, Source
from tap import done, like, ok, same, unlike

LONG = "You agree that the schedule of {} applies to each order that names it, as it stands on the day of the order. "


def annex(word):
    return [("Annex", "".join(LONG.format(f"{word} {i}") for i in range(3500)))]


class Reader:
    """Asks for a page past nginx's cache."""

    def __init__(self, w):
        self.b, self.n = w.browser(), 0

    def get(self, path):
        self.n += 1
        return self.b.get(f"{path}{'&' if '?' in path else '?'}n={self.n}")


def kept(w):
    return sorted(m.split(" ")[1] for m, in w.sql("SELECT made_by FROM redline_kept"))


def once(w, r, url):
    first = r.get(url)
    same((first.status, kept(w)), (200, ["read"]), "a redline is made and kept")
    like(first.text, "<del[^>]*>.*30.*</del>", "and shown")
    w.sql("UPDATE redline_kept SET body = replace(body, 'Notice', 'Nonsense')")
    like(r.get(url).text, "Nonsense", "the next reader gets what was kept")
    exact = r.get(url + "index.json")
    same((exact.status, kept(w)), (200, ["exact", "read"]), "each form for itself")
    unlike(exact.text, "Nonsense", "the exact one was made of the texts")
    same(r.get(url + "index.json").body, exact.body, "and is the same when read again, byte for byte")
    same(set(exact.text and __import__("json").loads(exact.text)["redline"]) >= {"parts", "changes", "exact"}, True, "whole")
    same(r.get(url + "?view=text").status, 200, "the page of exact text")
    same(kept(w), ["exact", "read"], "is the same form")
    w.sql("UPDATE redline_kept SET made_by = '0123456789abcdef read' WHERE made_by LIKE '% read'")
    unlike(r.get(url).text, "Nonsense", "what another program kept is not taken up")
    w.sql("UPDATE redline_kept SET body = '{\"redline\":'")
    same(r.get(url).status, 200, "what is broken is not taken up")
    w.sql("DELETE FROM redline_kept")
    same((r.get(url).status, kept(w)), (200, ["read"]), "and emptying it costs a comparison")
    same(r.get(url.replace("CA-C-0", "CA-C-9")).status, 404, "of what is not there nothing is made")


def bounded(w, r, url):
    used = w.sql1("SELECT used_at FROM redline_kept")
    w.set_clock("2026-03-05T09:00:00Z")
    r.get(url)
    ok(w.sql1("SELECT used_at FROM redline_kept") > used, "a use is noted")
    w.sql("INSERT INTO redline_kept (from_sha256, to_sha256, made_by, body, used_at) SELECT sha256(i::text::bytea), sha256(i::text::bytea), 'filler', repeat('x', 4000000), timestamptz '2026-03-01 00:00Z' + i * interval '1 minute'"
          " FROM generate_series(1, 80) i")
    w.sql("DELETE FROM redline_kept WHERE made_by <> 'filler'")
    same(r.get(url).status, 200, "one more")
    total, newest, oldest = w.sql("SELECT sum(bytes), bool_or(made_by LIKE '% read'), min(used_at) > '2026-03-01 00:10Z' FROM redline_kept")[0]
    ok(int(total) <= 256 << 20, "all together stay within their bound", total)
    same((newest, oldest), ("t", "t"), "and what was not read for longest went")
    w.sql("DELETE FROM redline_kept")


def slots(w, r, url):
    # A session that holds both slots, as two web processes at work would.
    holder = subprocess.Popen(w.psql("")[:-2] + ["-f", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdin.write("SELECT pg_advisory_lock(7143, 1), pg_advisory_lock(7143, 2);\n\\echo held\n")
    holder.stdin.flush()
    while "held" not in holder.stdout.readline():
        pass
    large = url.replace("CA-C-000001", w.sql1("SELECT max(record_id) FROM change"))
    a = r.get(large)
    same((a.status, a.headers["Retry-After"]), (503, "5"), "no slot is free: a large comparison is put off")
    like(a.text, "Several large comparisons", "in words")
    same(r.get(url).status, 200, "a small one needs none")
    holder.stdin.close()
    holder.wait()
    same(r.get(large).status, 200, "a slot is free again when its holder is gone")
    same(w.sql1("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7143"), "0", "and is given back")


with Watched(Source()) as w:
    for n, (days, extra) in enumerate(((30, []), (10, []), (10, annex("goods")), (10, annex("services")))):
        w.pages["/terms"] = Page(policy(days=days, extra=extra))
        if n == 0:
            w.add("Terms of Service", "/terms")
        w.look()
    w.start_web()
    reader, change = Reader(w), "/change/" + w.sql1("SELECT min(record_id) FROM change") + "/"
    once(w, reader, change)
    bounded(w, reader, change)
    slots(w, reader, change)
    for role, query in (("web", "UPDATE redline_kept SET body = ''"), ("web", "TRUNCATE redline_kept"), ("worker", "SELECT * FROM redline_kept")):
        ok(w.refused(query, role), f"{role} may not: {query}")
done()
