#!/usr/bin/python3
"""What a reader can check by himself: the page as received, the exact text, hashes computed again when asked for."""
import hashlib
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World

PAGE = """<!doctype html><html><head><title>Terms</title></head><body><main><h1>Terms of Service</h1><h2>1. Use</h2><p>You may use the service if you are
sixteen or older, keep your password to yourself and do not sell your account to any other person.</p><h2>2. Disputes</h2><p>Any dispute is resolved by
binding arbitration and not in a court. You may opt out within thirty days after you accept these terms by writing to us.</p><h2>3. Changes</h2><p>We may
change these terms at any time and will tell you fourteen days before a change takes effect. %s</p><script>alert("not ours")</script></main></body></html>"""

with World() as w, Source() as s:
    w.allow(s)
    s.pages["/terms"] = Page(PAGE % "If you go on using the service after that day, you accept them.")
    w.atlas("platform", "add", "heron", "Heron")
    w.atlas("document", "add", "heron", s.url + "/terms", "--title", "Terms")
    w.worker()
    version = w.sql1("SELECT record_id FROM version")
    w.start_web()
    b = w.browser()
    page = b.get(f"/version/{version}/")
    body = s.pages["/terms"].body if isinstance(s.pages["/terms"].body, bytes) else s.pages["/terms"].body.encode()
    r = b.get(f"/version/{version}/capture")
    same((r.status, r.headers["Content-Type"].split(";")[0], r.headers["X-Content-Type-Options"]), (200, "text/plain", "nosniff"), "the page as received is text to a browser")
    like(r.headers["Content-Disposition"], f'attachment; filename="{version}', "and a download")
    same(r.body, body, "byte for byte what was served")
    like(page.text, hashlib.sha256(r.body).hexdigest(), "its hash is on the version's page")
    text = b.get(f"/version/{version}/text")
    like(page.text, hashlib.sha256(text.body).hexdigest(), "so is that of the exact text")
    like(page.text, r"(?i)HTTP status 200", "the answer's status")
    like(page.text, r"(?is)<details><summary>Headers, as received.*content-type", "and headers")
    unlike(page.text, "<script>alert", "nothing of the capture is markup of ours")
    same([b.get(f"/version/{x}/{y}").status for x in ("CA-V-9999999", "x", "%00") for y in ("capture", "check")], [404, 404, 404, 404, 400, 400], "what is not there is 404")

    checked = w.sql1("SELECT checked_at FROM hash_check")
    form = b.get(f"/version/{version}/check")
    csrf = re.search(r'name="csrf" value="([^"]+)"', form.text)[1]
    same(b.post(f"/version/{version}/check", {}).status, 403, "asking without the form's token is refused")
    w.set_clock("2026-03-02T10:30:00Z")
    r = b.post(f"/version/{version}/check", {"csrf": csrf})
    same((r.status, r.location), (303, f"/version/{version}/check?done=rehash"), "asking for the hashes")
    same(b.post(f"/version/{version}/check", {"csrf": csrf}).status, 303, "twice is once")
    same(w.sql("SELECT count(*) FROM hash_request"), [["1"]], "is one wish")
    like(b.follow(r).text, "(?s)waiting for a worker.*2 March 2026, 10:30 UTC|2 March 2026, 10:30 UTC.*waiting for a worker", "the page says that it waits")
    same(w.sql1("SELECT checked_at FROM hash_check"), checked, "the web computes nothing")
    w.worker()
    same(w.sql1("SELECT (SELECT count(*) FROM hash_request) || ' ' || (checked_at = '2026-03-02T10:30Z') || ' ' || text_ok || ' ' || capture_ok FROM hash_check"), "0 true true true",
         "the worker does, and takes the wish away")
    like(b.get(f"/version/{version}/?x=1").text, "2 March 2026, 10:30 UTC", "the page tells when")

    w.sql("ALTER TABLE capture DISABLE TRIGGER USER; UPDATE capture SET sha256 = sha256('other'::bytea); ALTER TABLE capture ENABLE TRIGGER USER")
    r = b.get(f"/version/{version}/capture?x=2")
    same(r.status, 500, "bytes that lost their hash are not shown")
    like(r.text, "do not have the hash", "and the page says why")
    w.sql(f"INSERT INTO hash_request SELECT id, '2026-03-02T11:00Z' FROM version")
    w.set_clock("2026-03-02T11:00:00Z")
    w.worker(check=False)
    same(w.sql1("SELECT capture_ok FROM hash_check"), "f", "the check finds it")
    like(b.get(f"/version/{version}/?x=3").text, "the hash of the page did not match", "and every page says so")
    w.sql("SELECT capture_redact(id, 'a court order', '2026-03-02T11:00Z') FROM capture")
    r = b.get(f"/version/{version}/capture?x=4")
    same(r.status, 410, "a page that was taken away is 410")
    like(r.text, "a court order", "with the reason")
done()
