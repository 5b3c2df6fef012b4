#!/usr/bin/python3
# What a strange or hostile site can answer. Each answer leaves an observation with a sentence that says what happened; the
# worker stays small, and the sites beside it are watched as if nothing had been. The fetch gate is on.
import os
import random
import socket
import ssl
import subprocess
import sys
import threading
from datetime import timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from policy import Watched, broken, policy  # noqa: E402
from source import Page, Source, drop, endless, gzip_bomb, hang, redirect, slow, slow_headers  # noqa: E402
from tap import done, like, ok, same, skip  # noqa: E402
from world import BUILD, await_true, free_port  # noqa: E402

RSS_MAX_KB = 64 << 10
GOOD = 20  # sites that behave, beside the others
noise = random.Random(2)
TEXT = policy()


def raw(answer):
    """Writes these bytes as the whole answer and closes."""
    def page(handler):
        handler.wfile.write(answer)
        handler.close_connection = True
    return page


def declared_2gb(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(2 << 30))
    handler.end_headers()
    handler.close_connection = True
    block = b"<p>" + b"y" * 65533
    for _ in range((2 << 30) // len(block)):
        handler.wfile.write(block)


def endless_headers(handler):
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.source.closing.is_set():
        handler.wfile.write(b"X-Filler: " + b"z" * 4000 + b"\r\n")


def half_closed(handler):
    """Says that it has ended, in the middle of a chunk, and listens on."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n<p>only this")
    handler.connection.shutdown(socket.SHUT_WR)
    handler.close_connection = True


def reset(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.close_connection = True
    handler.connection.close()


def head(lines):
    body = TEXT.encode()
    return raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n" % len(body) + lines + b"\r\n" + body)


# name: what the page does, the outcome, words of the sentence
FETCH = {
    "404": (Page("<h1>Not found</h1>", 404), "failed", "404"),
    "410": (Page("<h1>Gone</h1>", 410), "failed", "410"),
    "500": (Page("<h1>Oops</h1>", 500), "failed", "500"),
    "204": (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "refused", "204"),
    "redirect-loop": (redirect("/page"), "failed", "redirect"),
    "redirect-nowhere": (Page("", 302), "failed", "302|redirect|Location"),
    "metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "failed", "link.local|169.254|not a public|special"),
    "private": (redirect("http://10.0.0.1/"), "failed", "10\\.0\\.0\\.1|private"),
    "loopback-80": (redirect("http://127.0.0.1/"), "failed", "loopback|127"),
    "loopback-6": (redirect("http://[::1]/"), "failed", "loopback|::1"),
    "decimal": (redirect("http://2130706433/"), "failed", "."),
    "postgres": (redirect("http://127.0.0.1:5432/"), "failed", "5432|port"),
    "file": (redirect("file:///etc/passwd"), "failed", "file|http"),
    "gopher": (redirect("gopher://127.0.0.1/"), "failed", "gopher|http"),
    "2gb": (declared_2gb, "failed", "more than|large|bytes|limit"),
    "endless": (endless, "failed", "more than|large|bytes|limit"),
    "bomb": (gzip_bomb(200 << 20), "failed", "unpacks"),
    "headers": (endless_headers, "failed", "head"),
    "hang": (hang, "failed", "slow|time|seconds"),
    "slow-body": (slow, "failed", "slow|time|seconds"),
    "slow-headers": (slow_headers, "failed", "slow|time|seconds"),
    "dropped": (drop, "failed", "broke|end|closed|complete"),
    "half-closed": (half_closed, "failed", "broke|end|closed|complete|chunk"),
    "reset": (reset, "failed", "reset|closed|broke|empty|answer"),
    "no-http": (raw(b"220 mail.example ESMTP\r\n" * 20), "failed", "HTTP|answer|read"),
    "not-gzip": (Page(TEXT, headers={"Content-Encoding": "gzip"}), "failed", "encod|compress|gzip|decod"),
}
PAGE = {
    "garbage": (Page(noise.randbytes(200_000)), "refused", "no text|no page"),
    "image": (Page(b"\x89PNG\r\n\x1a\n" + noise.randbytes(50_000), type="image/png"), "refused", "image|no text|no page"),
    "pdf": (Page(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + noise.randbytes(5000), type="application/pdf"), "refused", "PDF|pdf"),
    "empty": (Page(""), "refused", "empty|no text|no page|no bytes"),
    "shell": (Page("<!doctype html><div id=root></div><script src=/app.js></script>"), "refused", "."),
    "nested": (Page("<main>" + "<div>" * 20_000 + TEXT + "</main>"), "refused", "deep|nest"),
    "nested-inline": (Page("<main>" + "<b><i>" * 20_000 + "text</main>"), "refused", "."),
    "no-selector": (Page(TEXT.replace("<main>", "<article>").replace("</main>", "</article>")), "refused", "main.*(match|found|finds|nothing)|select"),
    "attributes": (Page("<main " + " ".join(f"a{i}=b" for i in range(200_000)) + ">" + TEXT + "</main>"), None, "."),
    "million-tags": (Page("<main>" + "<p>a" * 700_000 + "</main>"), None, "."),
    "one-word": (Page("<main><h1>Terms of Service</h1><p>By using the service you agree to these terms." + "x" * 2_000_000 + "</main>"), "refused", "."),
    "few-words": (Page("<main><h1>Terms of Service</h1><p>By using the service you agree to these terms.</main>"), "held", "only 12 words"),
    "many-words": (Page("<main><h1>Terms of Service</h1>" + TEXT + "<p>" + " ".join(f"w{i:x}" for i in range(400_000)) + "</main>"), None, "."),
    "nul": (Page(TEXT.replace("Payments", "Pay\0ments")), "first", "."),
}
# Their text must come out as it was meant.
ACCENTS = policy("Conditions générales", extra=[("Entreprise", "La société Larkfield, établie à Zürich, est régie par le droit irlandais; le délai est d’un mois.")])
CHARSET = {
    "utf8-said-latin1": Page(ACCENTS.replace("<meta charset=utf-8>", "").encode(), type="text/html; charset=iso-8859-1"),
    "latin1-said-utf8": Page(ACCENTS.replace("<meta charset=utf-8>", "").replace("’", "'").encode("latin-1"), type="text/html; charset=utf-8"),
    "latin1-unsaid": Page(ACCENTS.replace("<meta charset=utf-8>", "").replace("’", "'").encode("latin-1"), type="text/html"),
    "utf16": Page(ACCENTS.replace("<meta charset=utf-8>", "").encode("utf-16"), type="text/html"),
}
# Heads that no column of text takes as they are; the page itself is good.
HEADS = {
    "etag-bytes": head(b'ETag: "\xff\xfe"\r\nLast-Modified: \xc3\r\n'),
    "type-bytes": head(b"Content-Type: text/html; charset=\xff\xfe\r\n"),
    "header-bytes": head(b"X-Name: \xff\xfe\x01\r\n"),
    "long-etag": head(b'ETag: "' + b"e" * 20_000 + b'"\r\n'),
}


def self_signed(w):
    """A site with a certificate that nobody vouches for."""
    key, cert = os.path.join(w.dir, "key.pem"), os.path.join(w.dir, "cert.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    s = Source()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    s.server.socket = context.wrap_socket(s.server.socket, server_side=True)
    s.pages["/page"] = Page(TEXT)
    return s, s.url.replace("http:", "https:") + "/page"


def unanswered():
    """A port where connections are taken and nothing is ever read."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=8)
    return listener, f"127.0.0.1:{listener.getsockname()[1]}"


def memory_kb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))


def descendants(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as f:
            for child in f.read().split():
                found += [int(child), *descendants(int(child))]
    return found


with Watched(FETCH_TIMEOUT_S=5, LOG="info") as w:
    sites, docs = {}, {}
    for name, page in [(n, c[0]) for n, c in {**FETCH, **PAGE}.items()] + list(CHARSET.items()) + list(HEADS.items()):
        sites[name] = Source()
        sites[name].pages["/page"] = page
    good = [Source() for _ in range(GOOD)]
    for s in good:
        s.pages["/page"] = Page(TEXT)
    tls, tls_url = self_signed(w)
    mute, mute_address = unanswered()
    closed = f"127.0.0.1:{free_port()}"
    w.allow(*sites.values(), *good, tls, mute_address, closed)
    for name, s in sites.items():
        docs[name] = w.add(name, "/page", on=s)
    docs["self-signed"] = w.add("self-signed", tls_url)
    docs["mute"] = w.add("mute", f"http://{mute_address}/page")
    docs["closed"] = w.add("closed", f"http://{closed}/page")
    docs["no-name"] = w.add("no-name", "http://no-such-host.invalid/page")
    docs["not-allowed"] = w.add("not-allowed", "http://192.168.7.7/page")
    fine = [w.add(f"good {i}", "/page", on=s) for i, s in enumerate(good)]

    def all_looked_at():
        return w.sql1("SELECT count(*) FROM source s WHERE NOT EXISTS (SELECT FROM observation o WHERE o.source_id = s.id)") == "0"

    worker = w.start_worker()
    peak_children = {}

    def settled():
        for pid in descendants(worker.pid):
            try:
                peak_children[pid] = memory_kb(pid)
            except (OSError, StopIteration):
                pass  # it has ended
        return worker.poll() is not None or all_looked_at()
    try:
        await_true(settled, "a first look at every source")
    except TimeoutError:
        ok(False, "every source is looked at within 20 s",
           [r[0] for r in w.sql("SELECT d.title FROM document d JOIN source s ON s.document_id = d.id WHERE NOT EXISTS (SELECT FROM observation o WHERE o.source_id = s.id)")])
    same(worker.poll(), None, "the worker runs on")
    peak = memory_kb(worker.pid)
    children = max(peak_children.values())
    print(f"# peak memory: worker {peak / 1024:.1f} MiB, largest of its children {children / 1024:.1f} MiB")
    if "san" in os.path.basename(BUILD):
        skip("the worker's memory", "a sanitizer takes more")
    else:
        ok(peak <= RSS_MAX_KB, "the worker stays below 64 MiB", f"{peak} KiB")
    same(w.end(worker), 0, "and ends when asked")

    for name, (_, outcome, words) in {**FETCH, **PAGE}.items():
        o = w.observations(docs[name])
        if not ok(len(o) == 1, f"{name}: one observation", o):
            continue
        seen = o[0]
        print(f"# {name}: {seen.outcome}: {seen.reason}")
        if outcome:
            same(seen.outcome, outcome, f"{name}: {outcome}")
        like(seen.reason, f"(?i){words}", f"{name}: a sentence says why")
        ok(seen.outcome in ("first", "unchanged") or len(seen.reason) >= 15 and " " in seen.reason, f"{name}: it is a sentence", seen.reason)
    for name, words in {"self-signed": "certificate|self.signed", "mute": "slow|time|seconds|connect", "closed": "connect|refused",
                        "no-name": "resolve|name|address", "not-allowed": "private|192\\.168"}.items():
        seen = w.last(docs[name])
        print(f"# {name}: {seen.outcome}: {seen.reason}")
        same(seen.outcome, "failed", f"{name}: failed")
        like(seen.reason, f"(?i){words}", f"{name}: a sentence says why")

    for name in CHARSET:
        text = w.sql1("SELECT coalesce(string_agg(t.body, '' ORDER BY c.ordinal), '-') FROM version_clause c JOIN clause_text t USING (sha256) JOIN version v ON v.id ="
                      f" c.version_id WHERE v.document_id = (SELECT document_id FROM source WHERE id = {docs[name]})")
        same(w.last(docs[name]).outcome, "first", f"{name}: a version")
        like(text, "La société Larkfield, établie à Zürich, est régie", f"{name}: its letters are right")
    for name in HEADS:
        same((w.last(docs[name]).outcome, len(w.observations(docs[name]))), ("first", 1), f"{name}: odd bytes in the head cost nothing")

    same({w.last(d).outcome for d in fine}, {"first"}, "the good sites were all read")
    same(w.sql1("SELECT count(*) FROM host WHERE lease_owner IS NOT NULL") + w.sql1("SELECT count(*) FROM source_state WHERE lease_owner IS NOT NULL"), "00",
         "no lease is left")
    same(w.sql1("SELECT count(*) FROM source_state WHERE next_due <= last_checked_at"), "0", "every source has its next slot ahead")
    same(broken(w), [], "all invariants hold")
    n, bad = w.captures_good()
    ok(n > 30 and not bad, f"{n} captures unpack to the bytes of their hashes", bad)

    # Once more, after half a day: what was a version stays it, and what was bad does not become one.
    versions = w.sql1("SELECT count(*) FROM version")
    for s in good:
        s.pages["/page"] = Page(policy(days=10))
    for name in ("hang", "slow-body", "slow-headers", "2gb", "endless"):
        sites[name].pages["/page"] = Page(TEXT)
    w.at(w.now + timedelta(hours=12))
    w.worker()
    same({w.last(d).outcome for d in fine}, {"change"}, "the good sites' change is seen beside the bad ones")
    same({w.last(docs[n]).outcome for n in ("hang", "slow-body", "slow-headers", "2gb", "endless")}, {"first"}, "a site that recovers is read")
    same(w.last(docs["few-words"]).outcome, "first", "a doubtful text that is seen twice is believed")
    same(int(w.sql1("SELECT count(*) FROM version")) - int(versions), GOOD + 6, "and there is no other new version")
    same(broken(w), [], "all invariants hold still")
    for s in [*sites.values(), *good, tls]:
        threading.Thread(target=s.close, daemon=True).start()
    mute.close()
done()
