#!/usr/bin/python3
"""A watchlist in bulk: what a pasted list or a CSV file would do, doing it, the tier's room, what is found and what is not; the
watchlist as CSV and back; ten thousand names at once; lists that no person sends."""
import csv
import html
import io
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import Person, csrf
from tap import done, like, ok, same, unlike
from world import World


def multipart(fields, boundary="x7Qk"):
    """fields: (name, value) or (name, (file name, bytes))."""
    out = b""
    for name, value in fields:
        filename, data = (value[0], value[1]) if isinstance(value, tuple) else (None, value.encode())
        more = f'; filename="{filename}"' if filename is not None else ""
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + data + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def upload(p, path, fields, token=None):
    body, head = multipart([("csrf", token or csrf(p.get("/watchlist/import"))), *fields])
    return p.b.request("POST", path, body, {**head, "Origin": p.b.origin, "Sec-Fetch-Site": "same-origin"})


def preview(p, names, file=None, list=""):
    return upload(p, "/watchlist/import", [("list", list), ("names", names), ("file", ("list.csv" if file else "", file or b""))])


def boxes(r, ticked=None):
    """The lines of a preview, as their boxes hold them."""
    found = re.findall(r'<input type="checkbox" id="line-\d+" name="line" value="([^"]*)"( checked)?>', r.text)
    return [html.unescape(v) for v, tick in found if ticked is None or bool(tick) == ticked]


def confirm(p, r, **more):
    rest = re.search(r'name="rest_lines" hidden>([^<]*)<', r.text)
    fields = [("list", re.search(r'name="list" value="([^"]*)"', r.text)[1]), *[("line", v) for v in boxes(r, True)], *more.items()]
    if rest:
        fields += [("rest", "yes"), ("rest_lines", html.unescape(rest[1]))]
    return upload(p, "/watchlist/import/add", fields)


def watched(w, p):
    return [row[0] for row in w.sql("SELECT watch_word(w) FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = '%s' ORDER BY 1" % p.address)]


with World() as w:
    w.sql("INSERT INTO platform (slug, name, homepage, created_at) VALUES ('heron', 'Heron, Inc.', 'https://www.heron.example/', '2026-03-01'), ('egret', 'Egret GmbH', 'https://egret.example', '2026-03-01'),"
          " ('ibis-one', 'Ibis', 'https://one.example', '2026-03-01'), ('ibis-two', 'Ibis Ltd', 'https://two.example', '2026-03-01'), ('gone', 'Gone', NULL, '2026-03-01'),"
          " ('crane', '=HYPERLINK(\"http://evil.example\")', NULL, '2026-03-01');"
          "UPDATE platform SET active = false WHERE slug = 'gone'; INSERT INTO platform_alias SELECT 'reiher', id FROM platform WHERE slug = 'heron';"
          "INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms of Service', 'terms', '2026-03-01' FROM platform WHERE slug IN ('heron', 'egret');"
          "INSERT INTO source (document_id, url, host, created_at) SELECT d.id, 'https://legal.' || p.slug || '.example/Terms/', 'https://legal.' || p.slug || '.example', '2026-03-01' FROM document d JOIN platform p ON p.id = d.platform_id")
    w.start_web()
    p, free = Person(w, "pro@example.org", tier="professional"), Person(w, "free@example.org")
    for x in (p, free):
        x.log_in()

    # ---- what names a thing -----------------------------------------------------------------------------------------------------
    for word, means in (("heron", ["heron"]), ("HERON", ["heron"]), ("Heron, Inc.", ["heron"]), ("heron inc", ["heron"]), ("Heron Incorporated", ["heron"]), ("reiher", ["heron"]), ("https://heron.example/any/page", ["heron"]),
                        ("www.heron.example", ["heron"]), ("heron.example", ["heron"]), ("legal.heron.example", ["heron"]), ("https://legal.heron.example/terms#3", ["CA-D-00001"]),
                        ("CA-D-00002", ["CA-D-00002"]), ("ca-d-00002", ["CA-D-00002"]), (w.base_url + "/platform/egret/", ["egret"]), ("/platform/egret/terms/", ["CA-D-00002"]), ("type:arbitration", ["type:arbitration"]),
                        (w.base_url + "/clause-type/arbitration/", ["type:arbitration"]), ("/id/CA-D-00001", ["CA-D-00001"]), ("gone", []), ("nothing", []), ("http://", []), ("%", []), ("'; DROP TABLE watch; --", [])):
        same([v.split(",")[0].strip('"') for v in boxes(preview(p, word))], means, f"{word!r} is {means}")
    r = preview(p, "egret; heron\nEgret GmbH\nIbis Limited\nHerron\n\n")
    same((r.status, len(boxes(r, True))), (200, 2), "a list is shown, and what is new is ticked")
    like(r.text, "5 lines", "with the number of its lines")
    like(r.text, "1 named twice", "what is named twice is said")
    like(r.text, "Which one is “Ibis Limited”\\?", "what fits two is asked for")
    like(r.text, r'(?s)Herron.*?Near it: <a href="/platform/heron/">Heron, Inc\.</a>', "what is not found has suggestions")
    like(r.text, 'href="/suggest\\?name=Herron"', "and can be suggested")
    same(watched(w, p), [], "and nothing is added yet")
    choice = html.unescape(re.search(r'name="(choice-\d+)" value="([^"]*ibis-two[^"]*)"', r.text)[2])
    r = confirm(p, r, **{"choice-4": choice})
    same(r.location, "/watchlist/?done=imported&added=3&already=0&over=0", "confirmed: all that was ticked or chosen is added")
    like(p.get(r.location).text, "3 watches are added", "and the watchlist says so")
    same(watched(w, p), ["egret", "heron", "ibis-two"], "they are there")
    r = preview(p, "heron\nCA-D-00001")
    like(r.text, "1 watched already", "what is watched already is said")
    same(len(boxes(r)), 1, "and is not offered")

    # ---- tables --------------------------------------------------------------------------------------------------------------------
    def clear():
        w.sql("DELETE FROM watch")
    for table in ('name,threshold,channel,note\r\n"Heron, Inc.",high,digest,"ask ""Ines"""\r\n', "\ufeffNote;Threshold;Name;Other;Channel\nask \"Ines\";High and above;heron;x;digest\n", 'url\tthreshold\tmail\tnote\nhttps://heron.example/\thigh\tdigest\t"ask ""Ines"""',
                  'platform,document,threshold,channel,note\nheron,,HIGH,Digest,"ask ""Ines"""'):
        clear()
        confirm(p, preview(p, "", table.encode()))
        same(w.sql("SELECT watch_word(w), threshold, alerts, digest, note FROM watch w"), [["heron", "high", "f", "t", 'ask "Ines"']], f"a table: {table[:30]!r}")
    clear()
    confirm(p, preview(p, "platform,document\nheron,terms\negret,Terms of Service\nheron,nothing\n"))
    same(watched(w, p), ["CA-D-00001", "CA-D-00002"], "documents of a platform, by slug or title")
    confirm(p, preview(p, "", "name,note\nEgret GmbH,für später\n".encode("cp1252")))
    same(w.sql1("SELECT note FROM watch WHERE document_id IS NULL"), "für später", "a file that is not in UTF-8")
    r = preview(p, 'name\n"heron\negret\n')
    same(r.status, 422, "a quote that is not closed")
    like(r.text, "Line 2: a quotation mark is opened and not closed", "is named with its line")

    # ---- the tier's room ---------------------------------------------------------------------------------------------------------------
    r = preview(free, "heron\negret\nCA-D-00001\ntype:arbitration")
    like(r.text, "2 of 3 new fit the Free tier", "what fits is counted: a platform and its document are one place")
    like(r.text, "1 more than the tier has room for", "what does not is said")
    like(r.text, "1 name single provisions or clause types", "and what is for larger tiers")
    same(len(boxes(r, True)), 2, "what fits is ticked")
    r = upload(free, "/watchlist/import/add", [("list", ""), ("line", "egret,low,both,"), ("line", "heron,low,both,"), ("line", "type:arbitration,low,both,")])
    same(r.location, "/watchlist/?done=imported&added=1&already=0&over=2", "who ticks more gets as much as fits, in their order")
    same(watched(w, free), ["egret"], "and not more")
    like(free.get(r.location).text, "2 did not fit the Free tier", "which is said")

    # ---- the watchlist as CSV, and back --------------------------------------------------------------------------------------------------
    clear()
    same(confirm(p, preview(p, "heron\nCA-D-00002\ncrane\ntype:arbitration")).status, 303, "a platform, a document, one with a hostile name, a type")
    w.sql("UPDATE watch SET threshold = 'critical', alerts = false, note = E'=1+1, \"x\" of ä' WHERE document_id IS NOT NULL")
    before = w.sql("SELECT watch_word(w), threshold, alerts, digest, note FROM watch w ORDER BY 1")
    r = p.get("/watchlist/export.csv")
    same((r.status, r.headers["Content-Type"].split(";")[0], r.headers["Content-Disposition"]), (200, "text/csv", 'attachment; filename="watchlist-2026-03-02.csv"'), "the watchlist as CSV")
    rows = list(csv.reader(io.StringIO(r.text)))
    same((rows[0], len(rows)), (["kind", "name", "url", "platform", "document", "threshold", "channel", "note"], 5), "a row each")
    same([c for row in rows for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r")], [], "no cell is a formula")
    clear()
    same(confirm(p, preview(p, "", r.body)).location, "/watchlist/?done=imported&added=4&already=0&over=0", "it can be read again")
    same(w.sql("SELECT watch_word(w), threshold, alerts, digest, note FROM watch w ORDER BY 1"), before, "and all is as it was")
    same(p.get("/watchlist/export.csv?list=77").status, 404, "of no other list")
    same(w.browser().get("/watchlist/export.csv").status, 303, "and for nobody without a login")

    # ---- what no person sends --------------------------------------------------------------------------------------------------------------
    same(preview(p, "heron", list="77").status, 404, "a foreign list")
    same(upload(p, "/watchlist/import/add", [("list", "77"), ("line", "heron")]).status, 404, "nothing is added to it")
    same(upload(p, "/watchlist/import/add", [("list", "")]).status, 422, "nothing ticked")
    same(upload(p, "/watchlist/import", [("names", "heron")], token="x").status, 403, "without the token")
    r = preview(p, "x" * 530_000)
    same(r.status, 422, "more than 512 kB")
    like(r.text, "longer than 512 kB", "is said")
    same(preview(p, "x" * 600 * 1024).status, 413, "600 KiB are not read")
    same(preview(p, "\n".join(f"n{i}" for i in range(10001))).status, 422, "more than 10,000 lines")
    for body, kind in ((b"", "multipart/form-data; boundary=x"), (b"--x\r\n", "multipart/form-data; boundary=x"), (b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", "multipart/form-data; boundary=x"),
                       (b"--x--", "multipart/form-data"), (b"--x--", f"multipart/form-data; boundary={'x' * 200}"), (b"a", "text/plain")):
        ok(p.b.request("POST", "/watchlist/import", body, {"Content-Type": kind, "Origin": p.b.origin}).status in (403, 415), f"refused: {kind[:40]} {body[:20]}")
    body, head = multipart([("csrf", csrf(p.get("/account/"))), ("zone", "UTC")])
    same(p.b.request("POST", "/account/mail", body, {**head, "Origin": p.b.origin}).status, 415, "other forms take no files")
    body, head = multipart([("csrf", csrf(p.get("/account/")))] + [("line", "heron")] * 300)
    same(p.b.request("POST", "/watchlist/import/add", body, {**head, "Origin": p.b.origin}).status, 413, "too many fields")

    # ---- ten thousand ------------------------------------------------------------------------------------------------------------------------
    big = Person(w, "big@example.org", tier="compliance")
    big.log_in()
    w.sql("INSERT INTO platform (slug, name, homepage, created_at) SELECT 'many-' || n, 'Many ' || n || ' Inc.', 'https://many' || n || '.example/', '2026-03-01' FROM generate_series(1, 6000) n; ANALYZE platform")
    names = "\n".join([*(f"many-{n}" for n in range(1, 2001)), *(f"Many {n}, Inc." for n in range(2001, 4001)), *(f"https://many{n}.example/x" for n in range(4001, 6001)), *(f"Unknown {n}" for n in range(4000))])
    begun = time.monotonic()
    r = preview(big, names)
    took = time.monotonic() - begun
    like(r.text, "5000 of 6000 new fit|5,000 of 6,000 new fit", "10,000 lines: 6,000 are new, and as many fit as a watchlist has")
    like(r.text, "A watchlist has at most 5,000 watches", "which is said")
    same((r.status, len(boxes(r, True))), (200, 200), "10,000 lines: the first 200 new are shown")
    like(r.text, "and the other 5,800", "and the rest is kept")
    like(r.text, "4000 not found|4,000 not found", "what is not found is counted")
    begun = time.monotonic()
    r = confirm(big, r)
    same(r.location, "/watchlist/?done=imported&added=5000&already=0&over=1000", "and what fits is added at once")
    added = time.monotonic() - begun
    like(big.get(r.location).text, "5,000 watches that a watchlist has at most", "which is said")
    begun = time.monotonic()
    same(big.get("/watchlist/").status, 200, "a watchlist of 5,000 can be looked at")
    looked = time.monotonic() - begun
    for more in ("many-6000", "type:arbitration"):
        r = big.submit("/watchlist/", {"add": more})
        same(r.status, 422, f"{more}: one more is too many")
        like(r.text, "A watchlist has at most 5,000 watches, and this one is full", "in words")
    like(w.refused("INSERT INTO watch (account_id, platform_id, created_at) SELECT a.id, p.id, '2026-03-02 10:00Z' FROM account a, platform p WHERE a.address = 'big@example.org' AND p.slug = 'many-6000'"), "at most 5000 watches", "by whatever way")
    big.submit("/watchlist/", {"watch": w.sql1("SELECT max(id) FROM watch")}, "/watchlist/remove")
    same(big.submit("/watchlist/", {"add": "type:arbitration"}).location, "/watchlist/?done=added", "when one is removed there is room for one")
    same(big.submit("/watchlist/", {"removed": w.sql1("SELECT max(id) FROM watch_removed"), "list": ""}, "/watchlist/undo").status, 422, "and not for the removed one too")
    print(f"# shown in {took:.2f} s, added in {added:.2f} s, a watchlist of 5,000 in {looked:.2f} s, memory of the web processes:",
          subprocess.run(f"ps -o rss= --ppid {w.web.pid} | sort -n | tail -1", shell=True, capture_output=True, text=True).stdout.strip(), "kB")

    # ---- long notes, which the page says once more with every line's settings --------------------------------------------------------------------
    clear()
    def noted(n, note):
        return "name,note\n" + "".join(f"many-{i},{note}\n" for i in range(1, n + 1))
    r = preview(big, noted(5900, "n" * 72))
    same(r.status, 422, "a list that could not come back")
    like(r.text, "too long to be confirmed at once", "is refused before it is shown")
    r = confirm(big, preview(big, noted(4900, "n" * 80)))
    same(r.location, "/watchlist/?done=imported&added=4900&already=0&over=0", "one that just can does")
    same(w.sql1("SELECT count(*) FROM watch WHERE note = repeat('n', 80)"), "4900", "with its notes")
    r = upload(big, "/watchlist/import/add", [("list", ""), ("line", "many-1,low,both,"), ("rest", "yes"), ("rest_lines", "many-1,low,both,note\r\n" * 24000)])
    same(r.status, 422, "more than a list may be")
    like(r.text, "longer than 512 kB, so nothing was added", "is not called nothing")

    # ---- too often -------------------------------------------------------------------------------------------------------------------------------
    w.sql("UPDATE rate SET n = 60")
    for r in (preview(big, "heron"), upload(big, "/watchlist/import/add", [("list", ""), ("line", "heron,low,both,")]), p.get("/watchlist/export.csv")):
        same(r.status, 429, "sixty an hour")
        like(r.text, "many lists in this hour", "in words")
done()
