#!/usr/bin/python3
"""The account's rows of the trust handbook, a line each with the figure that was measured: S1–S6, S10–S12, S15, S16, S22, S23,
S28. What needs a long run (500 timed pairs, 1,000 rounds) is in tests/campaign and has a short seed here; how each form
behaves in detail is in 20-accounts.t, 21-guards.t and 22-account-life.t."""
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import PASSWORD, Person, adds_at_once, csrf
from tap import done, ok, same, skip
from timing import compare, pairs
from world import BUILD, ROOT, World, await_true

OTHER = "eleven loud geese depart"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
table = []


def row(name, good, what, figure):
    """A line of the table; a test of its own."""
    table.append((name, what, figure))
    ok(good, f"{name}: {what}: {figure}", figure)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return f.read().split()


def anonymous_kb(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
            return int(re.search(r"Anonymous:\s+(\d+)", f.read()).group(1))
    except (OSError, AttributeError):
        return 0


# ---- passwords --------------------------------------------------------------------------------------------------------------------
def passwords(w):
    run = subprocess.run([os.path.join(BUILD, "tests", "unit", "web", "passwords")], capture_output=True, text=True)
    said = re.search(r"# (\d+) passwords of 15 characters and more, (\d+) of them taken", run.stdout)
    row("S1", run.returncode == 0 and int(said[2]) == 0 and int(said[1]) >= 3000, "guessable passwords taken", f"{said[2]} of {said[1]}")
    long_one = "xK3vQ9mTz7LwPb2Rd8Hn4Jc6Fg5Ys1AeUoIiBbNnMmQqWwErTyPlKjHgFdSaZxCv"
    for n, password in enumerate((long_one, "schöne grüße aus köln", " leading and trailing ")):
        p = Person(w, f"long{n}@example.org", password)
        p.log_in(password)
        right, cut = p.get("/account/").status, Person(w, p.address, made=False).log_in(password[:-1]).status
        ok((right, cut) == (200, 422), f"S1: a password of {len(password)} characters works, and not without its last one", (right, cut))
    stored = [r[0] for r in w.sql("SELECT password FROM account WHERE password IS NOT NULL")]
    good = all(s.startswith("$argon2id$v=19$m=65536,t=2,p=1$") for s in stored)
    row("S2", good, "stored as argon2id, t=2, m=64 MiB, p=1", f"{len(stored)} of {len(stored)}")
    try:
        import argon2
        argon2.PasswordHasher().verify(w.sql1("SELECT password FROM account WHERE address = 'long0@example.org'"), long_one)
        row("S2", True, "verified by another implementation", "python3-argon2")
    except ImportError:
        skip("S2: verified by another implementation", "python3-argon2 is not installed")


def flood(w):
    """Logins without end from many hands, and somebody who only wants to read."""
    over, answers, peak, slow = threading.Event(), {}, [0], []
    page = w.browser()
    token = csrf(page.get("/login"))
    cookie = "; ".join(f"{k}={v}" for k, v in page.cookies.items())

    def guess(i):
        while not over.is_set():
            c = http.client.HTTPConnection("127.0.0.1", w.port, timeout=30)
            c.request("POST", "/login", urllib.parse.urlencode({"csrf": token, "address": f"f{i}@example.org", "password": OTHER}),
                      {**FORM, "Origin": w.base_url, "Cookie": cookie})
            status = c.getresponse().status
            answers[status] = answers.get(status, 0) + 1
            c.close()

    def watch():
        while not over.is_set():
            peak[0] = max(peak[0], sum(anonymous_kb(pid) > 48 << 10 for pid in children(w.web.pid)))
            time.sleep(0.005)

    w.sql("DELETE FROM rate")
    threads = [threading.Thread(target=guess, args=(i,)) for i in range(20)] + [threading.Thread(target=watch)]
    for t in threads:
        t.start()
    reader = w.browser()
    for n in range(30):
        start = time.perf_counter()
        r = reader.get(f"/platforms/?flood={n}")
        slow.append(time.perf_counter() - start)
        if r.status != 200:
            answers["page"] = r.status
        w.sql("DELETE FROM rate") if n % 10 == 0 else None
    over.set()
    for t in threads:
        t.join()
    w.sql("DELETE FROM rate")
    slow.sort()
    row("S2", peak[0] <= 2, "hashes of 64 MiB at once under 20 hands that log in without end", f"{peak[0]} (cap 2)")
    row("S2", "page" not in answers and slow[-1] < 4, "a public page meanwhile", f"median {statistics.median(slow) * 1000:.0f} ms, worst {slow[-1] * 1000:.0f} ms, all answered")
    ok(set(answers) <= {422, 503, 429}, "S2: nobody is told a wrong thing: refused, or later", answers)
    print(f"# logins of the flood: {answers}")


# ---- logins, cookies, headers -----------------------------------------------------------------------------------------------------------
def logins(w):
    p, kept = Person(w, "session@example.org"), []
    p.log_in()
    for act in (lambda: p.log_in(), lambda: p.submit("/account/security/", {"current": p.password, "password": "nine small boats rowing"}, "/account/password"),
                lambda: p.submit("/account/security/", {}, "/account/revoke-all"), lambda: p.log_in("nine small boats rowing"), lambda: p.submit("/account/", {}, "/logout")):
        kept.append(dict(p.b.cookies))
        act()
    accepted = 0
    for cookies in kept:
        b = w.browser()
        b.cookies = cookies
        accepted += b.get("/account/").status == 200
    row("S3", accepted == 0, "old tokens accepted after login, password change, log out everywhere, logout", f"{accepted} of {len(kept)}")
    token = w.sql1("SELECT count(*) || ' ' || count(*) FILTER (WHERE octet_length(token_sha256) = 32) FROM login").split()
    row("S3", token[0] == token[1], "logins kept as SHA-256", f"{token[1]} of {token[0]}")


def secure_cookies(w):
    """The same program behind TLS: nginx ends it, so only its base address says so."""
    base = w.base_url
    w.write_settings(BASE_URL="https://atlas.example")
    w.web.send_signal(signal.SIGHUP)
    b = w.browser()
    await_true(lambda: "__Host-" in str(w.browser().get("/login").headers["Set-Cookie"]), "the program behind TLS")
    page = b.get("/login")
    headers = {"Origin": "https://atlas.example", "Sec-Fetch-Site": "same-origin", **FORM}
    r = b.request("POST", "/login", urllib.parse.urlencode({"csrf": csrf(page), "address": "long0@example.org", "password": "xK3vQ9mTz7LwPb2Rd8Hn4Jc6Fg5Ys1AeUoIiBbNnMmQqWwErTyPlKjHgFdSaZxCv"}), headers)
    cookies = [c for x in (page, r) for c in (x.headers.get_all("Set-Cookie") or [])]
    good = [c for c in cookies if c.startswith("__Host-") and all(f"; {a}" in c for a in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")) and "Domain" not in c]
    row("S4", len(cookies) >= 2 and len(good) == len(cookies) and r.status == 303, "cookies with __Host-, Secure, HttpOnly, SameSite, Path=/ and no Domain", f"{len(good)} of {len(cookies)}")
    w.write_settings(BASE_URL=base)
    w.web.send_signal(signal.SIGHUP)
    await_true(lambda: "__Host-" not in str(w.browser().get("/login").headers["Set-Cookie"]), "the program without TLS")


def headers(w, table_of_routes):
    csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    b, bad, seen = Person(w, "headers@example.org"), [], 0
    b.log_in()
    paths = [re.sub(r":[a-z_]+", "1", pattern) for method, pattern, *_ in table_of_routes if method == "GET"]
    answers = [(p, b.get(p)) for p in paths] + [("404", b.get("/no/such")), ("405", b.b.request("DELETE", "/")), ("static", b.get("/static/atlas.css")), ("static 404", b.get("/static/none.css")),
               ("403", b.b.post("/account/mail", {})), ("413", b.b.request("POST", "/login", "x" * 3_000_000, {**FORM, "Origin": w.base_url})), ("400", b.get("/%ff"))]
    w.stop_database()
    answers.append(("503", b.get("/platforms/?away=1")))
    w.start_database()
    for name, r in answers:
        seen += 1
        policy = r.headers["Content-Security-Policy"] or ""
        whole = policy == csp or policy.startswith("default-src 'none'") and "unsafe" not in policy
        if not (whole and r.headers["X-Content-Type-Options"] == "nosniff" and r.headers["Referrer-Policy"] and r.headers["Cross-Origin-Opener-Policy"] and r.headers["Permissions-Policy"]):
            bad.append((name, r.status, policy))
    row("S6", not bad and seen > 60, "answers without the whole set of security headers", f"{len(bad)} of {seen} (every route, static files, 400, 403, 404, 405, 413, 503)")
    for x in bad[:5]:
        print("#", x)


# ---- what nobody learns -------------------------------------------------------------------------------------------------------------------
def enumeration(w):
    Person(w, "known@example.org")
    b = w.browser()
    token = csrf(b.get("/login"))

    def attempt(address):
        return b.post("/login", {"csrf": token, "address": address, "password": OTHER})
    scrub = lambda r, a: (r.status, re.sub(r'name="csrf" value="[^"]+"', "", r.text).replace(a, ""))
    same(scrub(attempt("known@example.org"), "known@example.org"), scrub(attempt("never@example.org"), "never@example.org"), "S10: login answers the same, byte for byte")
    known, unknown = pairs(15, lambda i: attempt("known@example.org"), lambda i: attempt(f"u{i}@example.org"), lambda: w.sql("DELETE FROM rate"))
    differ, p = compare(known, unknown)
    row("S10", differ < 0.25 or p > 0.01, "known and unknown addresses at login, 15 pairs (500 in the campaign)", f"medians differ by {differ:.1%}, p = {p:.2f}")


def tokens(w):
    mailbox, reused, consumed = Person(w, "mailbox@example.org"), 0, 0
    for ask, kind, path, form in (("/reset", "reset", "/reset", {"password": "nine small boats rowing"}), ("/login/mail", "login", "/login/link", {})):
        w.sql("DELETE FROM rate")
        mailbox.submit(ask, {"address": mailbox.address})
        token = mailbox.mailed(kind)
        for method in ("GET", "HEAD", "GET"):
            mailbox.b.request(method, f"{path}?token={token}")
        first = mailbox.submit(f"{path}?token={token}", {"token": token, **form}, path).status
        consumed += first != 303
        reused += Person(w, "x", made=False).submit("/login", {"token": token, **form}, path).status == 303
    lives = {r[0]: float(r[1]) for r in w.sql("SELECT purpose, max(extract(epoch FROM expires_at - created_at)) / 60 FROM token GROUP BY purpose")}
    kept = w.sql1("SELECT count(*) FILTER (WHERE octet_length(sha256) <> 32) FROM token")
    row("S11", kept == "0" and lives.get("reset", 0) <= 30 and lives.get("login", 0) <= 15, "tokens kept as hashes; minutes they live", ", ".join(f"{k} {v:.0f}" for k, v in sorted(lives.items())))
    row("S11", (reused, consumed) == (0, 0), "tokens used twice; used up by looking", f"{reused}; {consumed}")


def unconfirmed(w):
    w.sql("DELETE FROM rate")
    for n in range(6):
        Person(w, "pending@example.org", made=False).submit("/signup?watch=heron", {"address": "pending@example.org", "password": PASSWORD, "watch": "heron"}, "/signup")
    w.set_clock("2026-03-10T09:00:00Z")
    w.worker()
    kinds = w.sql("SELECT kind, count(*) FROM delivery WHERE address = 'pending@example.org' GROUP BY kind")
    row("S12", kinds == [["confirm", "3"]], "mails to an address that never confirmed, of six sign-ups in an hour and a week of digests", str(kinds))
    w.set_clock("2026-03-02T09:00:00Z")


def injection(w):
    w.sql("DELETE FROM rate")
    before, taken = w.sql1("SELECT count(*) FROM delivery"), 0
    hostile = ["a@b.example\r\nBcc: c@d.example", "a@b.example\nX: y", "a@b.example\0", "a\r@b.example", "\"a\"@b.example", "<a@b.example>", "a@b.example,c@d.example", "a b@c.example",
               "a@b.example\u2028Bcc: x", "ä@b.example", "a@b..example", "a@" + "b" * 250 + ".example", "a%0d%0aBcc:x@b.example\r\n."]
    for page, field in (("/signup", "address"), ("/reset", "address"), ("/login/mail", "address")):
        for text in hostile:
            taken += Person(w, "x", made=False).submit(page, {field: text, "password": PASSWORD}).status in (200, 303)
    row("S15", taken == 0 and w.sql1("SELECT count(*) FROM delivery") == before, "hostile addresses taken", f"{taken} of {3 * len(hostile)}")
    mails = w.mails()
    odd = [h for m in mails for h in m.keys() if h not in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Feedback-ID", "MIME-Version", "Content-Type", "List-Id",
                                                         "List-Unsubscribe", "List-Unsubscribe-Post", "Return-Path", "Content-Transfer-Encoding")]
    row("S15", mails and not odd, "header fields that are not ours in mails sent", f"{len(odd)} in {len(mails)} mails")


def limits(w):
    Person(w, "target@example.org")
    key = "encode(sha256('target@example.org'::bytea), 'hex')"
    month = "to_timestamp(floor(extract(epoch FROM timestamptz '2026-03-02T09:00:00Z') / 2592000) * 2592000)"
    w.sql("DELETE FROM rate")
    w.sql(f"INSERT INTO rate VALUES ('login-address', {key}, {month}, 98)")
    guess = lambda: Person(w, "target@example.org", made=False).log_in(OTHER).status
    row("S16", [guess() for _ in range(4)] == [422, 422, 429, 429], "failures in a row for one address before it is closed to strangers", "100; the 101st is refused")
    same(Person(w, "known@example.org", made=False).log_in().status, 303, "S16: the next person is unaffected")
    w.sql("INSERT INTO login SELECT sha256('y'::bytea), id, '2026-03-01', '2026-03-01', '2026-04-01', NULL, '127.0.0.0/24', 'x' FROM account WHERE address = 'target@example.org'")
    same(Person(w, "target@example.org", made=False).log_in().status, 303, "S16: nor is the owner, where they log in from")
    buckets = {r[0] for r in w.sql("SELECT DISTINCT bucket FROM rate")}
    keys = [r[0] for r in w.sql("SELECT key FROM rate") if "@" in r[0]]
    row("S16", not keys, "counters hold addresses of persons", f"{len(keys)} of {w.sql1('SELECT count(*) FROM rate')} ({', '.join(sorted(buckets))})")


# ---- whose is whose ---------------------------------------------------------------------------------------------------------------------
def parallel_adds(w, rounds=4):
    p = Person(w, "limit@example.org")
    p.log_in()
    exact = sum(adds_at_once(w, p) == 1 for _ in range(rounds))
    row("S22", exact == rounds, "of 50 parallel additions on a one-platform account exactly one succeeded", f"{exact} of {rounds} rounds (1,000 in the campaign)")


def strangers(w, table_of_routes):
    names = ("alder", "birch", "cedar")
    w.sql("".join(f"INSERT INTO platform (slug, name, created_at) VALUES ('{n}', '{n.title()} Works', '2026-01-01');" for n in names))
    people = {n: Person(w, f"{n}-owner@example.org") for n in names}
    for n, p in people.items():
        p.log_in()
        p.submit("/watchlist/", {"add": n})
    leaks = looked = 0
    for method, pattern, _, flags in table_of_routes:
        if method != "GET" or "account" not in flags.split(",") or ":" in pattern or "analyst" in flags.split(","):
            continue
        for n, p in people.items():
            text = p.get(pattern).text
            looked += 1
            leaks += sum(f"{other}-owner@" in text or f"{other.title()} Works" in text for other in names if other != n)
    row("S23", leaks == 0 and looked >= 3 * 6, "pages of an account that show another's", f"{leaks} of {looked}")
    tables = [r[0] for r in w.sql("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1")]
    foreign = [t for t in tables if w.refused(f"SELECT 1 FROM {t}", "web") == "" and w.sql1(f"SELECT count(*) FROM {t}", role="web") != "0"]
    row("S23", not foreign and {"watch", "alert", "digest", "subscription", "second_factor", "recovery_code"} <= set(tables), "tables that show rows to who acts for nobody", f"{len(foreign)} of {len(tables)}: {', '.join(tables)}")


def logs(w, people):
    secrets = {s for p in people for s in p.secrets if s and len(s) > 8}
    text = ""
    for path in [os.path.join(w.dir, "nginx", "access.log"), *(w.log(n) for n in ("atlas-web", "atlas-worker", "nginx"))]:
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as f:
                text += f.read()
    text += " ".join(" ".join(r) for r in w.sql("SELECT * FROM security_event"))
    found = [s for s in secrets if s in text]
    row("S28", not found and len(secrets) > 20, "secrets of this run in any log", f"{len(found)} of {len(secrets)}")
    odd = w.sql1(r"SELECT count(*) FROM security_event WHERE (event || coalesce(detail, '') || coalesce(address_prefix, '')) ~ '[\r\n]' OR detail LIKE '%@%'")
    row("S28", odd == "0", "events with line breaks or whole addresses", odd + " of " + w.sql1("SELECT count(*) FROM security_event"))
    sent = w.sql1("SELECT count(*) FROM delivery WHERE state = 'sent' AND (payload::text || coalesce(text_body, '') || coalesce(html_body, '') || coalesce(unsubscribe_url, '')) ~ 'token=[A-Za-z0-9_-]{20}'")
    row("S28", sent == "0", "mails sent that still hold a token", f"{sent} of " + w.sql1("SELECT count(*) FROM delivery WHERE state = 'sent'"))


def main():
    routes = [line.split("\t") for line in subprocess.run([os.path.join(BUILD, "atlas-web"), "--routes"], capture_output=True, text=True, check=True).stdout.splitlines()]
    people, make = [], Person.__init__

    def remembered(self, *args, **kw):
        make(self, *args, **kw)
        people.append(self)
    Person.__init__ = remembered
    with World() as w:
        w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Heron', '2026-01-01'), ('egret', 'Egret', '2026-01-01')")
        w.start_web()
        passwords(w)
        flood(w)
        logins(w)
        secure_cookies(w)
        posts = [r for r in routes if r[0] == "POST"]
        guarded = [r for r in posts if "csrf" in r[3].split(",")]
        others = [r[1] for r in posts if r not in guarded]
        row("S5", others == ["/billing/stripe", "/unsubscribe"], "forms that need a token of the login; each is tried in 21-guards.t",
            f"{len(guarded)} of {len(posts)}; the others are one-click unsubscribe and the payment provider's signed events")
        headers(w, routes)
        enumeration(w)
        tokens(w)
        unconfirmed(w)
        injection(w)
        limits(w)
        parallel_adds(w)
        strangers(w, routes)
        logs(w, people)
    for name, what, figure in table:
        print(f"# | {name} | {what} | {figure} |")
    done()


if __name__ == "__main__":
    main()
