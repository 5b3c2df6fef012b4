#!/usr/bin/python3
"""Accounts as a person meets them: sign-up, confirmation, login, watchlist and its limit, trial, reset, logins,
unsubscribing. Mail is read from the outbox, where the web puts it; the worker's own tests see it arrive."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike
from world import World

PASSWORD, OTHER = "seven quiet herons wade", "eleven loud geese depart"
SECRETS = {PASSWORD, OTHER}  # and every token met on the way: none may stand in a log


def token_in(w, kind):
    url = json.loads(w.sql1(f"SELECT payload FROM delivery WHERE kind = '{kind}' ORDER BY id DESC LIMIT 1"))["url"]
    SECRETS.add(url.split("token=", 1)[1])
    return url.split("token=", 1)[1]


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def submit(b, page, form, path=None, **kw):
    """Open the page, fill its form in, send it."""
    return b.post(path or page, {"csrf": csrf(b.get(page)), **form}, **kw)


def log_in(w, address, password=PASSWORD, next=""):
    b = w.browser()
    r = submit(b, "/login", {"address": address, "password": password, "next": next})
    SECRETS.update(b.cookies.values())
    return b, r


def sign_up(w):
    b = w.browser()
    r = b.get("/signup?watch=heron")
    like(r.text, "<strong>Heron</strong>", "the sign-up page names the platform one came from")
    same(r.headers["Cache-Control"], "private, no-store", "a page with a form is not cached")
    cookie = r.headers["Set-Cookie"] or ""
    ok("HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, "the form cookie is HttpOnly and SameSite", cookie)
    for password, why in (("short", "15 characters"), ("passwordpassword", "easy to guess"), ("P@ssw0rd12345678", "easy to guess"),
                          ("qwertyuiopasdfgh", "easy to guess"), ("reader@example.org", "easy to guess"), ("x" * 300, "256")):
        r = submit(b, "/signup", {"address": "reader@example.org", "password": password, "watch": "heron"})
        same(r.status, 422, f"refused: {password[:20]}")
        like(r.text, why, "and the page says why")
    unlike(r.text, "xxxx", "a password is never shown again")
    like(r.text, 'value="reader@example.org"', "the address stays")
    like(submit(b, "/signup", {"address": "no address", "password": PASSWORD}).text, 'id="address-error"', "an address that is none")
    r = submit(b, "/signup", {"address": " Reader@Example.org ", "password": PASSWORD, "watch": "heron"})
    same((r.status, r.location), (303, "/signup?done=sent"), "taken")
    like(b.follow(r).text, "Look into your mailbox", "and the next page says what to do")
    same(w.sql("SELECT address, state FROM account"), [["reader@example.org", "pending"]], "the account waits for its confirmation")
    like(w.sql1("SELECT password FROM token"), r"^\$argon2id\$v=19\$m=65536,t=2,p=1\$", "the password is kept as argon2id, beside the link of its sign-up")
    same(w.sql1("SELECT password IS NULL FROM account"), "t", "and is not the account's before it is confirmed")
    same(log_in(w, "reader@example.org")[1].status, 422, "nobody logs in before confirming")
    return b


def confirm(w, b):
    token = token_in(w, "confirm")
    ok(len(token) == 43 and w.sql1(f"SELECT count(*) FROM token WHERE position('{token}' IN sha256::text) > 0") == "0", "256 bits, kept as a hash")
    # Somebody else signs up with the same address and waits for its owner to press the newest link.
    stranger = w.browser()
    same(submit(stranger, "/signup", {"address": "reader@example.org", "password": OTHER}).status, 303, "a second sign-up with the address")
    theirs = token_in(w, "confirm")
    page = f"/confirm?token={token}"
    for _ in range(2):
        like(b.get(page).text, "Confirm my address", "looking at the link changes nothing")
    same(w.sql1("SELECT state FROM account"), "pending", "still pending")
    r = submit(b, f"/confirm?token={theirs}", {"token": theirs, "password": PASSWORD}, "/confirm")
    same((r.status, w.sql1("SELECT state FROM account")), (422, "pending"), "the link of another's sign-up does not take the owner's password")
    like(r.text, "another may belong to yours", "and the page says what to do")
    same(submit(b, page, {"token": token, "password": ""}, "/confirm").status, 422, "no link confirms without a password")
    r = submit(b, page, {"token": token, "password": PASSWORD}, "/confirm")
    same((r.status, r.location), (303, "/watchlist/?done=confirmed"), "the button confirms with it, and logs in")
    SECRETS.update(b.cookies.values())
    like(b.follow(r).text, "Heron", "and leads to the watchlist")
    same(w.sql("SELECT a.state, p.slug FROM account a JOIN watch w ON w.account_id = a.id JOIN platform p ON p.id = w.platform_id"), [["active", "heron"]],
         "active, and watching what was asked for")
    ok("prefix" in w.sql1("SELECT consent FROM account"), "with the record of consent")
    same(submit(stranger, "/signup", {"token": token, "password": PASSWORD}, "/confirm").status, 422, "a token works once")
    same(submit(stranger, "/signup", {"token": theirs, "password": OTHER}, "/confirm").status, 422, "and the other sign-up's link is dead")
    same(log_in(w, "reader@example.org", OTHER)[1].status, 422, "its password opens nothing")
    b.cookies = {}


def no_enumeration(w, b):
    before = w.sql1("SELECT count(*) FROM delivery")
    known = submit(b, "/signup", {"address": "reader@example.org", "password": OTHER})
    unknown = submit(b, "/signup", {"address": "nobody@example.org", "password": OTHER})
    same((known.status, known.location, known.body), (unknown.status, unknown.location, unknown.body), "sign-up answers the same for a known address")
    same(w.sql("SELECT kind, address, payload->>'what' FROM delivery WHERE id > %s ORDER BY id" % before),
         [["notice", "reader@example.org", "exists"], ["confirm", "nobody@example.org", ""]], "only its owner learns of it, by mail")
    wrong, absent = log_in(w, "reader@example.org", OTHER)[1], log_in(w, "absent@example.org", OTHER)[1]
    scrub = lambda r: re.sub(r'name="csrf" value="[^"]+"|(reader|absent)@', "", r.text)
    same((wrong.status, scrub(wrong)), (absent.status, scrub(absent)), "login answers the same for a wrong password and an unknown address")
    known, unknown = (submit(b, "/reset", {"address": f"{n}@example.org"}) for n in ("reader", "absent"))
    same((known.status, known.location, known.body), (unknown.status, unknown.location, unknown.body), "reset answers the same")


def login(w):
    b, r = log_in(w, "READER@example.org", next="/platforms/?q=a")
    same((r.status, r.location), (303, "/platforms/?q=a"), "log in, and go where one wanted")
    cookie = next(c for c in r.headers.get_all("Set-Cookie") if c.startswith("atlas-login="))
    ok(all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/")) and "Domain" not in cookie, "the cookie's attributes", cookie)
    token = b.cookies["atlas-login"]
    same(w.sql1(f"SELECT count(*) FROM login WHERE token_sha256 = sha256('{token}'::bytea)"), "1", "its hash is kept, not it")
    for bad in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/a\tb"):
        same(log_in(w, "reader@example.org", next=bad)[1].location, "/watchlist/", f"nobody is led to {bad!r}")
    r = b.get("/")
    like(r.text, 'href="/account/"', "the header knows who asks")
    same((r.headers["Cache-Control"], r.headers["ETag"]), ("private, no-store", None), "and that page is nobody else's")
    return b


def watchlist(w, b):
    r = w.browser().get("/watchlist/?add=egret")
    same((r.status, r.location), (303, "/login?next=%2Fwatchlist%2F%3Fadd%3Degret"), "without a login: to the login page and back")
    r = b.get("/watchlist/?add=egret")
    like(r.text, "Add Egret", "a link from a platform's page leads to a button")
    same(w.sql1("SELECT count(*) FROM watch"), "1", "and changes nothing itself")
    r = submit(b, "/watchlist/", {"add": "egret"})
    same(r.status, 422, "the Free tier's limit is one")
    like(r.text, "Free tier watches 1 platform,.*choose a larger tier", "the sentence names the limit and the way out")
    same(submit(b, "/watchlist/?add=egret", {"add": "heron"}, "/watchlist/").location, "/watchlist/?done=already", "twice is no error")
    same(submit(b, "/watchlist/", {"add": "nosuch"}).status, 404, "an unknown platform")
    same(submit(b, "/watchlist/", {"add": "x" * 5000}).status, 404, "a field too long")
    like(b.get("/watchlist/?q=egr").text, "Add Egret", "platforms can be looked for here")
    like(b.get("/watchlist/?q=%3Cscript%3E%22").text, r"&lt;script&gt;&quot;", "what is typed is text")
    r = submit(b, "/account/", {"tier": "watcher"}, "/account/trial")
    same(r.location, "/account/?done=trial", "a trial begins")
    like(b.get("/account/").text, "Trial until .*16 March 2026", "for 14 days")
    same(submit(b, "/account/", {"tier": "watcher"}, "/account/trial").status, 422, "one of each tier")
    same(submit(b, "/account/", {"tier": "free"}, "/account/trial").status, 422, "none of a tier without")
    same(submit(b, "/watchlist/", {"add": "egret"}).location, "/watchlist/?done=added", "now there is room")
    number = w.sql1("SELECT w.id FROM watch w JOIN platform p ON p.id = w.platform_id WHERE slug = 'heron'")
    same(submit(b, "/watchlist/", {"watch": number}, "/watchlist/remove").location, "/watchlist/?done=removed", "and one is removed")
    same(w.sql("SELECT p.slug FROM watch w JOIN platform p ON p.id = w.platform_id"), [["egret"]], "the right one")


def strangers(w, b):
    """Another account can neither see nor touch what is this one's."""
    w.atlas("account", "create", "other@example.org", "--password-file", "-", input=PASSWORD + "\n")
    other, _ = log_in(w, "other@example.org")
    number = w.sql1("SELECT id FROM watch")
    unlike(other.get("/watchlist/").text, "Egret", "another account's watchlist is not shown")
    submit(other, "/account/", {"watch": number}, "/watchlist/remove")
    same(w.sql1("SELECT count(*) FROM watch"), "1", "nor can it be removed from")
    mine = w.sql1("SELECT encode(token_sha256, 'hex') FROM login l JOIN account a ON a.id = l.account_id WHERE a.address = 'reader@example.org' AND revoked_at IS NULL LIMIT 1")
    submit(other, "/account/", {"login": mine}, "/account/revoke")
    same(w.sql1(f"SELECT revoked_at IS NULL FROM login WHERE encode(token_sha256, 'hex') = '{mine}'"), "t", "nor its logins ended")
    same(w.sql("SELECT count(*) FROM watch", role="web"), [["0"]], "the database shows no rows to who acts for nobody")


def account_page(w, b):
    r = submit(b, "/account/", {"day": "5", "hour": "18", "zone": "Europe/Berlin", "digest": "on", "quiet_from": "22", "quiet_to": "7"}, "/account/mail")
    same(r.location, "/account/?done=saved", "day, hour and zone of the digest")
    same(w.sql("SELECT digest, digest_day, digest_hour, zone, quiet_from, quiet_to FROM account WHERE address = 'reader@example.org'"), [["t", "5", "18", "Europe/Berlin", "22", "7"]], "and the quiet hours are kept")
    for at, until in (("2026-03-02T20:59:00Z", ""), ("2026-03-02T21:00:00Z", "2026-03-03 06:00:00+00"), ("2026-03-03T05:59:59Z", "2026-03-03 06:00:00+00"), ("2026-03-03T06:00:00Z", ""),
                      ("2026-03-28T22:30:00Z", "2026-03-29 05:00:00+00")):
        same(w.sql1(f"SET timezone = 'UTC'; SELECT coalesce(quiet_until(zone, quiet_from, quiet_to, '{at}')::text, '-') FROM account WHERE address = 'reader@example.org'"), until or "-",
             f"quiet at {at} until {until or 'no time'}")
    choice = "SELECT digest, digest_empty FROM account WHERE address = 'reader@example.org'"
    unlike(b.get("/account/").text, r'name="digest_empty"[^>]* checked', "a week without a change is skipped unless one wants it told")
    submit(b, "/account/", {"day": "5", "hour": "18", "zone": "Europe/Berlin", "digest": "on", "digest_empty": "on", "quiet_from": "22", "quiet_to": "7"}, "/account/mail")
    same(w.sql(choice), [["t", "t"]], "which is kept")
    like(b.get("/account/").text, r'name="digest_empty"[^>]* checked', "and shown")
    submit(b, "/account/", {"day": "5", "hour": "18", "zone": "Europe/Berlin", "digest": "on", "quiet_from": "22", "quiet_to": "7"}, "/account/mail")
    same(w.sql(choice), [["t", "f"]], "and taken back")
    for form in ({"day": "8", "hour": "1", "zone": "UTC"}, {"day": "1", "hour": "24", "zone": "UTC"}, {"day": "1", "hour": "1", "zone": "Mars/Base"},
                 {"day": "1", "hour": "1", "zone": "UTC", "quiet_from": "22"}, {"day": "1", "hour": "1", "zone": "UTC", "quiet_from": "7", "quiet_to": "7"},
                 {"day": "1", "hour": "1", "zone": "UTC", "quiet_from": "x", "quiet_to": "7"}):
        same(submit(b, "/account/", form, "/account/mail").status, 422, f"refused: {form}")
    old = dict(b.cookies)
    r = submit(b, "/account/security/", {"current": OTHER, "password": "nine small boats rowing"}, "/account/password")
    same(r.status, 422, "a new password needs the present one")
    r = submit(b, "/account/security/", {"current": PASSWORD, "password": OTHER}, "/account/password")
    same(r.location, "/account/security/?done=password", "then it is changed")
    replay = w.browser()
    replay.cookies = old
    same(replay.get("/account/").status, 303, "the login from before is over")
    same(b.get("/account/").status, 200, "this one goes on, under a new token")
    same(submit(b, "/account/", {}, "/logout").location, "/login?done=out", "log out")
    replay.cookies = dict(old)
    same(b.get("/account/").status, 303, "and it is over on the server")


def reset(w):
    b = w.browser()
    w.sql("DELETE FROM rate WHERE bucket = 'letter'")  # three an hour to one address were spent above
    submit(b, "/reset", {"address": "reader@example.org"})
    token = token_in(w, "reset")
    page = f"/reset?token={token}"
    like(b.get(page).text, "New password", "the link shows a form")
    same(submit(b, page, {"token": token, "password": "too short"}, "/reset").status, 422, "the rules hold here too")
    w.set_clock("2026-03-02T09:31:00Z")
    same(submit(b, "/reset", {"token": token, "password": PASSWORD}).status, 422, "after half an hour it is too old")
    w.set_clock("2026-03-02T09:00:00Z")
    inside, _ = log_in(w, "reader@example.org", OTHER)
    same(submit(b, page, {"token": token, "password": PASSWORD}, "/reset").location, "/login?done=reset", "in time it sets the password")
    same(submit(b, "/reset", {"token": token, "password": OTHER}).status, 422, "once")
    same(inside.get("/account/").status, 303, "all logins have ended")
    same(log_in(w, "reader@example.org")[1].status, 303, "the new password works")


def ends_by_time(w):
    b, _ = log_in(w, "reader@example.org")
    w.set_clock("2026-03-15T09:00:00Z")
    same(b.get("/account/").status, 200, "a login lives 13 days unused")
    w.set_clock("2026-03-30T09:00:00Z")
    same(b.get("/account/").status, 303, "and not 15")
    w.set_clock("2026-03-02T09:00:00Z")


def unsubscribe(w):
    w.sql("INSERT INTO unsubscribe_token SELECT sha256('tok-d'::bytea), id, 'digest', created_at FROM account WHERE address = 'reader@example.org'")
    w.sql("INSERT INTO unsubscribe_token SELECT sha256('tok-a'::bytea), id, 'alerts', created_at FROM account WHERE address = 'reader@example.org'")
    b, state = w.browser(), "SELECT digest FROM account WHERE address = 'reader@example.org'"
    for method in ("GET", "HEAD"):
        b.request(method, "/unsubscribe?token=tok-d")
    same(w.sql1(state), "t", "GET and HEAD change nothing")
    r = b.request("POST", "/unsubscribe?token=tok-d", "List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})
    same((r.status, r.body, w.sql1(state)), (200, b"", "f"), "one POST without cookie ends the digest, without a redirect")
    r = b.request("POST", "/unsubscribe?token=tok-d", "List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})
    same(r.status, 200, "saying it twice is fine")
    r = b.request("POST", "/unsubscribe?token=tok-a", '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
                  {"Content-Type": "multipart/form-data; boundary=x"})
    same((r.status, w.sql1("SELECT bool_or(alerts) FROM watch")), (200, "f"), "the other kind of form works too, and ends the alerts")
    same(b.post("/unsubscribe", {"token": "nonsense"}).status, 404, "an unknown token")
    like(b.get("/unsubscribe?token=tok-d").text, "no longer comes", "the page says that it is done")
    lists = "SELECT a.digest, (SELECT string_agg(w.alerts::text, ' ' ORDER BY w.id) FROM watch w WHERE w.account_id = a.id) FROM account a WHERE a.address = 'reader@example.org'"
    again = {"token": "tok-d", "page": "1", "again": "1"}
    same(b.post("/unsubscribe?token=tok-a", {"again": "1"}).status, 200, "a mail program cannot ask to have it back")
    same(w.sql(lists)[0][0], "f", "and does not get it")
    r = b.post("/unsubscribe", again)
    same((r.status, r.location, w.sql(lists)[0][0]), (303, "/unsubscribe?token=tok-d", "t"), "a person who made a mistake has the digest back")
    unlike(b.get("/unsubscribe?token=tok-d").text, "Subscribe again", "and the page offers to end it, as before")
    b.post("/unsubscribe", {**again, "token": "tok-a"})
    w.sql("UPDATE watch SET alerts = false WHERE id = (SELECT max(id) FROM watch)")
    before = w.sql(lists)
    r = b.post("/unsubscribe", {"token": "tok-d", "page": "1", "all": "1"})
    same((r.status, set(w.sql(lists)[0][1].split()) | {w.sql(lists)[0][0]}), (303, {"false", "f"}), "one button stops all mail")
    page = b.get("/unsubscribe?token=tok-d").text
    like(page, r"neither digest nor alerts come any longer[\s\S]*Subscribe again", "the page says so, and offers the way back")
    unlike(page, "Stop all mail", "but not twice the same")
    b.post("/unsubscribe", again)
    same(w.sql(lists), before, "which brings back what was on, and nothing else")
    b.post("/unsubscribe", again)
    same(w.sql(lists), before, "twice is fine")


def guessing(w):
    w.atlas("account", "create", "target@example.org", "--password-file", "-", input=PASSWORD + "\n")
    b = w.browser()
    page = b.get("/login")
    w.sql("INSERT INTO rate SELECT 'login-address', encode(sha256('target@example.org'::bytea), 'hex'), to_timestamp(floor(extract(epoch FROM timestamptz '2026-03-02T09:00:00Z') / 2592000) * 2592000), 100")
    r = b.post("/login", {"csrf": csrf(page), "address": "target@example.org", "password": PASSWORD})
    same((r.status, bool(r.headers["Retry-After"])), (429, True), "after a hundred failures even the right password is refused from an unknown network")
    same(log_in(w, "reader@example.org")[1].status, 303, "the next person is unaffected")
    w.sql("INSERT INTO login SELECT sha256('x'::bytea), id, '2026-03-01', '2026-03-01', '2026-04-01', NULL, '127.0.0.0/24', 'x' FROM account WHERE address = 'target@example.org'")
    same(log_in(w, "target@example.org")[1].status, 303, "and the owner, from where they logged in before, too")
    same(w.sql1("SELECT n FROM rate WHERE bucket = 'login-address' AND key = encode(sha256('target@example.org'::bytea), 'hex')"), "0", "a login clears the counter")
    w.sql("UPDATE rate SET n = 100 WHERE bucket = 'login-network' AND window_start = '2026-03-02T09:00:00Z'")
    same(log_in(w, "other@example.org")[1].status, 429, "a network that guesses is stopped for a while")
    w.set_clock("2026-03-02T09:16:00Z")
    same(log_in(w, "other@example.org")[1].status, 303, "and then not")
    ok(int(w.sql1("SELECT count(*) FROM security_event WHERE event = 'login refused'")) >= 3, "refusals are in the security log")


with World() as w:
    w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Heron', '2026-01-01'), ('egret', 'Egret', '2026-01-01')")
    w.start_web()
    b = sign_up(w)
    confirm(w, b)
    no_enumeration(w, b)
    b = login(w)
    watchlist(w, b)
    strangers(w, b)
    account_page(w, b)
    reset(w)
    ends_by_time(w)
    unsubscribe(w)
    guessing(w)
    with open(os.path.join(w.dir, "nginx", "access.log"), encoding="utf-8") as f:
        logs = f.read() + w.logged("atlas-web") + w.logged("nginx")
    logs += " ".join(" ".join(row) for row in w.sql("SELECT * FROM security_event"))
    ok(len(SECRETS) > 8 and not any(s in logs for s in SECRETS), "no password and no token in any log", [s for s in SECRETS if s in logs])
done()
