#!/usr/bin/python3
"""The nginx configuration that `make up` and production share, in front of a small FastCGI application of the test's own."""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from fcgi import Application  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import ROOT, Browser, await_true, free_port, others_reach  # noqa: E402

HEADERS = {
    "Content-Security-Policy": r"^default-src 'none'; script-src '(self|none)'; style-src 'self'; img-src 'self'; form-action 'self'; "
                               r"base-uri 'none'; frame-ancestors 'none'$",
    "X-Content-Type-Options": "^nosniff$", "X-Frame-Options": "^DENY$", "Referrer-Policy": "^(same-origin|no-referrer)$",
    "Cross-Origin-Opener-Policy": "^same-origin$", "Permissions-Policy": r"camera=\(\)",
}
OWN_CSP = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

count = 0


def answer(r):
    """/cached/… may be cached for a minute, /own says its own headers, /busy is the application's own 503."""
    global count
    count += 1
    path = r["REQUEST_URI"].split("?")[0]
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if path.startswith("/feeds/watchlist/"):
        headers["Cache-Control"] = "private, no-cache"
    if path.startswith("/cached"):
        headers["Cache-Control"] = "public, max-age=60"
    if path == "/own":
        headers.update({"Content-Security-Policy": OWN_CSP, "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"})
    if path == "/busy":
        return 503, {**headers, "Retry-After": "7"}, b"the application's own words"
    return 200, headers, f"<p>answer {count}".encode()


def faults(response):
    """Headers of S6 that are missing, wrong or there twice."""
    found = []
    for name, pattern in HEADERS.items():
        values = response.headers.get_all(name) or []
        if len(values) != 1 or not re.search(pattern, values[0]):
            found.append(f"{name}: {values}")
    if response.headers.get("Server") != "nginx":
        found.append(f"Server: {response.headers.get('Server')}")
    return found


def raw(port, *pieces, patience=30):
    """Send bytes as they are; what comes back until the other end closes, and after how many seconds."""
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), patience) as s:
        for piece in pieces:
            s.sendall(piece)
        data = b""
        try:
            while chunk := s.recv(65536):
                data += chunk
        except ConnectionResetError:
            pass
    return data, time.monotonic() - start


def cache(b, app):
    same(b.get("/cached/a").text, b.get("/cached/a").text, "an anonymous page is answered from the cache")
    ok(b.get("/cached/a").text != b.get("/cached/a?x=1").text, "the query is part of its key")
    ok(b.get("/cached/a").text != b.get("/cached/a", Host="other.example").text, "the host is part of its key")
    for cookie in ("__Host-atlas=1", "a=b; atlas-login=1", "__Host-atlas-login=1"):
        ok(b.get("/cached/a", Cookie=cookie).text != b.get("/cached/a", Cookie=cookie).text, f"a person with {cookie} passes the cache by")
    ok(b.get("/cached/a", Authorization="Bearer k").text != b.get("/cached/a").text, "an API key passes it by")
    b.get("/cached/mine", Cookie="atlas-login=1")
    before = len(app.requests)
    b.get("/cached/mine")
    same(len(app.requests), before + 1, "and what such a person was shown is not kept for others")
    same(b.get("/cached/c", Cookie="theme=dark; xatlas-login=1").text, b.get("/cached/c").text, "any other cookie does not matter")
    ok(b.get("/feeds/watchlist/x.atom").text != b.get("/feeds/watchlist/x.atom").text, "what is private is not cached, even for who has no cookie")
    ok(b.get("/plain").text != b.get("/plain").text, "a page that says nothing of caching is not cached")


def security(b):
    pages = {"a page": b.get("/x"), "a page with headers of its own": b.get("/own"), "the application's 503": b.get("/busy"),
             "a static file that is missing": b.get("/static/nothing.css"), "a form that is too large": b.post("/x", {"a": "b" * 70000}),
             "an address that is too long": b.get("/x?" + "y" * 40000)}
    for name, r in pages.items():
        same(faults(r), [], f"{name} ({r.status}): every header of S6, once")
    same(b.get("/own").headers["Content-Security-Policy"], OWN_CSP, "the application may narrow the policy")
    ok("Strict-Transport-Security" not in b.get("/x").headers, "no HSTS without TLS")
    same((pages["a form that is too large"].status, pages["an address that is too long"].status), (413, 414), "413 and 414 are what they are")
    like(pages["a form that is too large"].text, "64 kilobytes", "413 says what the limit is")
    same((b.get("/busy").text, b.get("/busy").headers["Retry-After"]), ("the application's own words", "7"), "its own 503 reaches the person")


def private(b, folder, app):
    for path in ("/metrics", "/metrics/", "/%6detrics", "/x/../metrics", "//metrics", "/metrics?a=b"):
        same(b.request("GET", path).status, 404, f"{path} is not public")
    for path in ("/deploy/nginx/errors/503.html", "/static/../deploy/up", "/static/..%2fMakefile"):
        r = b.request("GET", path)
        ok("nginx" not in r.text and "PHONY" not in r.text, f"{path} shows no file")
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(os.path.join(folder, "run", "private", "metrics.sock"))
        s.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        like(s.recv(65536).decode(), "answer", "the private socket reaches it")
    same(app.requests[-1].get("ATLAS_PRIVATE"), "1", "and the application is told that it was that one")
    b.get("/x", ATLAS_PRIVATE="1")
    same(app.requests[-1].get("ATLAS_PRIVATE"), None, "which no header can claim")
    same(os.stat(os.path.join(folder, "run", "private")).st_mode & 0o777, 0o700, "whose folder admits its owner alone")


def limits(b):
    statuses = [b.post("/login", {"a": "b"}).status for _ in range(30)]
    ok(statuses[:20] == [200] * 20 and statuses[-1] == 429, "20 log-in attempts pass, the thirtieth does not", statuses)
    r = b.post("/login", {"a": "b"})
    same((r.status, r.headers["Retry-After"], faults(r)), (429, "30", []), "it is told when to come back")
    same(b.get("/login").status, 200, "looking at the form is not counted")
    statuses = [b.get("/search?q=x").status for _ in range(150)]
    ok(statuses[0] == 200 and 429 in statuses, "a flood of searches is stopped", statuses)
    statuses = [b.get("/feeds/watchlist/x.atom").status for _ in range(20)]
    ok(429 in statuses, "so are guesses at a secret feed", statuses)
    same(b.get("/x").status, 200, "pages go on")


def slow_clients(b, port, app):
    before = len(app.requests)
    with socket.create_connection(("127.0.0.1", port), 5) as s:
        s.sendall(b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf")
        same(b.get("/x?meanwhile").status, 200, "others are served while a body is on its way")
        same([r["QUERY_STRING"] for r in app.requests[before:]], ["meanwhile"], "half a body never reaches the application")
    data, seconds = raw(port, b"GET /x HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    ok(8 < seconds < 15, "a client that does not finish its headers is cut off", f"{seconds} s, {data[:60]!r}")


def logs(b, folder):
    b.get("/reset?token=SECRETQUERY")
    b.get("/confirm/SECRETPATH/x")
    b.get("/feeds/watchlist/SECRETFEED.atom")
    b.get("/static/none?token=SECRETSTATIC")
    with open(os.path.join(folder, "nginx", "access.log"), encoding="utf-8") as f:
        log = f.read()
    like(log, r'127\.0\.0 "GET /feeds/watchlist/-" 200', "a secret feed is counted as one")
    like(log, r'127\.0\.0 "GET /reset" 200', "the access log names page, status and neighbourhood")
    unlike(log, "SECRET|127\\.0\\.0\\.1", "and holds neither tokens nor whole addresses")


def without_application(b, app):
    same(b.get("/cached/kept").status, 200, "(a page is cached)")
    app.close()
    r = b.get("/x?token=SECRETDOWN")
    same((r.status, r.headers["Retry-After"], faults(r)), (503, "5", []), "without the application: 503 with Retry-After, headers and all")
    like(r.text, "Try again in a few seconds", "and a page that says so")
    same(b.get("/cached/kept").status, 200, "what is in the cache is still served")


def main():
    folder = tempfile.mkdtemp(prefix="atlas-nginx-", dir="/tmp")
    os.chmod(folder, 0o755)
    os.makedirs(os.path.join(folder, "run"))
    share = ROOT
    if not others_reach(ROOT):
        share = os.path.join(folder, "app")
        shutil.copytree(os.path.join(ROOT, "deploy", "nginx"), os.path.join(share, "deploy", "nginx"))
    port, path = free_port(), os.path.join(folder, "run", "app.sock")
    app = Application(path, answer)
    subprocess.run([os.path.join(ROOT, "deploy", "nginx", "configure"), folder, share, path, str(port)], check=True)
    nginx = subprocess.Popen(["nginx", "-e", f"{folder}/nginx/error.log", "-c", f"{folder}/nginx/nginx.conf", "-g", "daemon off;"])
    b = Browser("127.0.0.1", port)
    try:
        await_true(lambda: os.path.exists(f"{folder}/nginx/nginx.pid") and nginx.poll() is None, "nginx")
        r = b.post("/form?q=1", {"a": "b"})
        known = {"REQUEST_METHOD", "REQUEST_URI", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "REMOTE_ADDR", "HTTPS"}
        same((r.status, app.requests[-1].body), (200, b"a=b"), "a form reaches the application")
        same([k for k in app.requests[-1] if k not in known and not k.startswith("HTTP_")], [], "which is told what it relies on and nothing else")
        cache(b, app)
        security(b)
        private(b, folder, app)
        limits(b)
        logs(b, folder)
        without_application(b, app)
        app = Application(path, answer)
        same(b.get("/x").status, 200, "and it is served again as soon as it is back")
        slow_clients(b, port, app)
    finally:
        nginx.terminate()
        nginx.wait()
        shutil.rmtree(folder)
    done()


main()
