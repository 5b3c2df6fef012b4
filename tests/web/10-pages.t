#!/usr/bin/python3
"""What every page keeps to: headers, HEAD, ETag, slashes, methods, JSON, and refusals that help."""
import http.client
import json
import os
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike
from world import BUILD, World

routes = [line.split("\t") for line in subprocess.run([os.path.join(BUILD, "atlas-web"), "--routes"], capture_output=True, text=True, check=True).stdout.splitlines()]
plain = [(pattern, flags.split(",")) for method, pattern, page, flags in routes if method == "GET" and ":" not in pattern and not {"private", "analyst", "paying"} & set(flags.split(","))]
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Cache-Control")


def headers_good(r, what):
    missing = [h for h in HEADERS if len(r.headers.get_all(h) or []) != 1]
    ok(not missing, f"{what}: every security header, once", missing)
    policy = r.headers["Content-Security-Policy"] or ""
    ok("default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy, f"{what}: the policy", policy)


with World() as w:
    w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Heron <script>alert(1)</script>', '2026-01-01')")
    w.start_web()
    b = w.browser()
    for path, flags in plain + [("/platform/heron/", [])]:
        r = b.get(path)
        ok(r.status in (200, 303), f"GET {path}", r.text)
        headers_good(r, path)
        h = b.request("HEAD", path)
        same((h.status, h.body, h.headers["Content-Type"]), (r.status, b"", r.headers["Content-Type"]), f"HEAD {path} is GET without its body")
        if r.headers["ETag"]:
            n = b.get(path, If_None_Match=r.headers["ETag"])
            same((n.status, n.body, n.headers["ETag"]), (304, b"", r.headers["ETag"]), f"{path}: 304 to who has it")
            same(b.get(path, If_None_Match='W/"other"').status, 200, f"{path}: 200 to who has another")
            same(r.headers["Cache-Control"].split(",")[0], "public", f"{path}: cacheable")
        if "no-json" not in flags:
            j = b.get(path.rstrip("/") + "/index.json")
            same((j.status, j.headers["Content-Type"], j.headers["Content-Location"]), (200, "application/json", path.rstrip("/") + "/index.json"), f"{path}: its JSON")
            ok(not {"jsonld", "redirect", "site", "viewer", "form"} & set(json.loads(j.body)), f"{path}: no page matter in it")
    r = b.get("/platform/heron/?x=1")
    like(r.text, f'<link rel="canonical" href="{w.base_url}/platform/heron/">', "its canonical address")
    unlike(r.text, "<script>alert", "a hostile name is text in HTML")
    like(r.text, "&lt;script&gt;", "escaped")
    unlike(r.text, "alert\\(1\\)</script>\",", "and in the JSON for search engines")
    same([b.get(p).location for p in ("/platforms", "/platform/heron?x=1", "/search/?q=a")], ["/platforms/", "/platform/heron/?x=1", "/search?q=a"], "slashes are mended")
    same(b.get("/platforms").status, 301, "for good")
    for method, path, allow in (("POST", "/platforms/", "GET, HEAD"), ("DELETE", "/login", "GET, HEAD, POST"), ("GET", "/logout", "POST"), ("PUT", "/", "GET, HEAD")):
        r = b.request(method, path)
        same((r.status, r.headers["Allow"]), (405, allow), f"{method} {path}: 405 says what would do")
        headers_good(r, f"{method} {path}")

    r = b.get("/platform/heronn/")
    same(r.status, 404, "no such platform")
    like(r.text, 'href="/platform/heron/"', "the page suggests the one that was meant")
    like(r.text, 'action="/search"', "and a search")
    headers_good(r, "404")
    r = b.get("/platform/heronn/index.json")
    same((r.status, r.headers["Content-Type"], json.loads(r.body)["status"]), (404, "application/problem+json", 404), "a problem for machines")
    same(b.get("/nowhere/at/all").status, 404, "an unknown route")
    same(b.get("/login/index.json").status, 404, "forms have no JSON")
    same(b.get("/metrics").status, 404, "metrics are not for the public")
    for path in ("/search?q=%FF", "/search?q=%C3%28", "/search?q=%00", "/search?q=%", "/search?q=%zz", "/search?" + "&".join(f"a{i}=" for i in range(100))):
        r = b.get(path)
        same(r.status, 400, f"refused: {path[:40]}")
        headers_good(r, "400")
    same(b.get("/%FF").status, 400, "a path that is no text")
    same(b.get("/platform/he%2Fron/").status, 400, "an encoded slash")
    ok(b.get("/search?q=" + "a" * 9000).status in (400, 414), "an address too long")
    same(b.get("/platform/" + "%F0%9F%A6%A9" * 20 + "/").status, 404, "any text may be asked for")
    r = b.request("POST", "/login", "address=" + "x" * 70000, {"Content-Type": "application/x-www-form-urlencoded"})
    same(r.status, 413, "a form too large")
    r = b.request("POST", "/login", "a=" + "x" * (1 << 20), {"Content-Type": "application/x-www-form-urlencoded"})
    same(r.status, 413, "a field of 1 MB")
    same(b.request("POST", "/login", "&".join("a=1" for _ in range(100)), {"Content-Type": "application/x-www-form-urlencoded"}).status, 413, "too many fields")
    same(b.request("POST", "/login", "csrf=%FF", {"Content-Type": "application/x-www-form-urlencoded"}).status, 400, "a field that is no text")
    same(b.get("/static/atlas.css").status, 200, "the style sheet")
    same(b.get("/").headers["Set-Cookie"], None, "a page without a form sets no cookie")

    c = http.client.HTTPConnection("metrics")
    c.sock = socket.socket(socket.AF_UNIX)
    c.sock.connect(w.metrics_socket())
    c.request("GET", "/metrics")
    r = c.getresponse()
    same((r.status, r.headers["Content-Type"].split(";")[0]), (200, "text/plain"), "but on the operator's own socket they are")
    like(r.read().decode(), r"(?m)^[a-z_]+(\{[^}]*\})? [0-9.e+-]+$", "as Prometheus reads them")

    c = http.client.HTTPConnection("127.0.0.1", w.port)
    c.putrequest("GET", "/", skip_host=False)
    c.putheader("Cookie", ";;;=; atlas-login; =x; " + "a=b; " * 200)
    c.endheaders()
    same(c.getresponse().status, 200, "cookies that are no cookies")
done()
