#!/usr/bin/python3
"""Every POST of the route table, walked: without a token, with another person's, from another origin, as another type of
form. And every page that needs an account, without one."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import BUILD, World

PASSWORD = "seven quiet herons wade"
routes = [line.split("\t") for line in subprocess.run([os.path.join(BUILD, "atlas-web"), "--routes"], capture_output=True, text=True, check=True).stdout.splitlines()]
posts = [(pattern, flags.split(",")) for method, pattern, _, flags in routes if method == "POST"]
private = [pattern for method, pattern, _, flags in routes if method == "GET" and "account" in flags.split(",") and "analyst" not in flags.split(",")]
analysts = [pattern.replace(":clause", "1") for method, pattern, _, flags in routes if method == "GET" and "analyst" in flags.split(",")]


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def member(w, address):
    w.atlas("account", "create", address, "--password-file", "-", input=PASSWORD + "\n")
    b = w.browser()
    r = b.post("/login", {"csrf": csrf(b.get("/login")), "address": address, "password": PASSWORD})
    same(r.status, 303, f"{address} is logged in")
    return b


ok(len(posts) >= 12, "the table has its forms", posts)
same([p for p, flags in posts if "token-only" in flags], ["/unsubscribe"], "one POST works without a cookie: one-click unsubscribe")
same([p for p, flags in posts if "signed" in flags], ["/billing/stripe"], "one is a machine's: an event of the payment provider, whose signature is its authority")
same([p for p, flags in posts if not {"csrf", "token-only", "signed"} & set(flags)], [], "all others need the form's token")

with World() as w:
    secret = os.path.join(w.dir, "webhook-secret")
    with open(secret, "w", encoding="ascii") as f:
        f.write("whsec_test\n")
    os.chmod(secret, 0o644)
    w.start_web(STRIPE_WEBHOOK_SECRET_FILE=secret)
    one, two = member(w, "one@example.org"), member(w, "two@example.org")
    w.sql("UPDATE account SET roles = '{analyst}'")  # who is none meets a 404 before any guard
    foreign, own = csrf(two.get("/account/")), csrf(one.get("/account/"))
    events = w.sql1("SELECT count(*) FROM security_event")
    for path, flags in posts:
        if {"token-only", "signed"} & set(flags):
            continue
        path = path.replace(":clause", "1")
        for name, token, headers in (("no token", "", {}), ("another person's token", foreign, {}), ("half a token", own[:20], {}),
                                     ("another Origin", own, {"Origin": "https://evil.example"}), ("Origin null", own, {"Origin": "null"}),
                                     ("Sec-Fetch-Site cross-site", own, {"Sec-Fetch-Site": "cross-site"}),
                                     ("Sec-Fetch-Site same-site", own, {"Sec-Fetch-Site": "same-site", "Origin": None})):
            same(one.post(path, {"csrf": token}, headers).status, 403, f"POST {path} with {name} is refused")
        r = one.request("POST", path, '{"csrf": "%s"}' % own, {"Content-Type": "application/json", "Origin": one.origin})
        same(r.status, 415, f"POST {path} as JSON is refused")
        stranger = w.browser()
        stranger.get("/login")
        same(stranger.post(path, {"csrf": own}).status, 404 if "analyst" in flags else 403, f"POST {path} with a member's token and no login is refused")
        if "account" in flags:
            same(stranger.post(path, {"csrf": csrf(stranger.get("/login"))}).status, 404 if "analyst" in flags else 403, f"POST {path} needs a login")
    same(w.sql1("SELECT count(*) FROM security_event"), events, "and none of them did anything")
    for path in private:
        r = w.browser().get(path)
        same((r.status, r.location.startswith("/login?next=")), (303, True), f"GET {path} without a login leads to the login page")
        same(r.headers["Cache-Control"], "private, no-store", "uncached")
    for path in analysts:
        same(w.browser().get(path).status, 404, f"GET {path} is not there for the public")
    b = w.browser()
    b.cookies = {"atlas-login": "A" * 43}
    same(b.get("/account/").status, 303, "an invented login is none")
    b.cookies = {"atlas-login": "x'; DROP TABLE login; --"}
    same(b.get("/account/").status, 303, "whatever it looks like")
    same(one.post("/account/mail", {"csrf": own, "day": 1, "hour": 1, "zone": "UTC"}, {"Origin": None, "Sec-Fetch-Site": None}).status, 303,
         "a browser that sends neither header is trusted by its token")
done()
