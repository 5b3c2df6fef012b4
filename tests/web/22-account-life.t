#!/usr/bin/python3
"""An account's life after the first login: second factor, recovery codes, login by a mailed link, another address and the way
back, a copy of the data, deletion and its undoing, the operator's view. Each with what must not work."""
import json
import os
import re
import sys
import urllib.parse
from datetime import datetime, timedelta, timezone

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import PASSWORD, Person, totp
from tap import done, like, ok, same, unlike
from world import World

OTHER = "eleven loud geese depart"
NOW = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)


def at(w, **later):
    """The clock, as seconds too."""
    t = NOW + timedelta(**later)
    w.set_clock(t.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return int(t.timestamp())


def forget_counts(w):
    w.sql("DELETE FROM rate")


# ---- the second factor ---------------------------------------------------------------------------------------------------------
def turn_on(w, p):
    page = "/account/second-factor/"
    like(p.get(page).text, "Set it up", "off at first")
    same(p.submit(page, {"current": OTHER}).status, 422, "setting it up needs the password")
    same(p.submit(page, {"current": p.password}).location, page, "with it, there is a key")
    shown = p.get(page).text
    key = re.search(r"<dt>Key</dt><dd><code>([A-Z2-7 ]+)</code>", shown).group(1)
    same(len(key.replace(" ", "")), 32, "of 160 bits, as text to type")
    p.secrets.add(key.replace(" ", ""))
    elsewhere = Person(w, p.address, made=False)
    same(elsewhere.log_in().location, "/watchlist/", "before a first code is shown, nothing asks for one")
    now = at(w)
    same(p.submit(page, {"code": "000000" if totp(key, now) != "000000" else "111111"}, page + "confirm").status, 422, "a wrong code does not turn it on")
    same(p.submit(page, {"code": totp(key, now - 90)}, page + "confirm").status, 422, "nor does one of a minute and a half ago")
    before = dict(p.b.cookies)
    r = p.submit(page, {"code": totp(key, now)}, page + "confirm")
    codes = re.findall(r"<li><code>([a-z2-7-]{19})</code>", r.text)
    same((r.status, len(codes), len(set(codes))), (200, 10, 10), "the right one does, and shows ten recovery codes")
    p.secrets.update(codes)
    p.secrets.add(totp(key, now))
    unlike(p.get(page).text, codes[0], "once")
    same(w.sql1(f"SELECT count(*) FROM recovery_code WHERE sha256 = sha256('{codes[0].replace('-', '')}'::bytea)"), "1", "they are kept as hashes")
    ok(before["atlas-login"] != p.b.cookies["atlas-login"], "the login goes on under another token")
    same(p.get("/account/").status, 200, "this one")
    same(elsewhere.get("/account/").status, 303, "and those without a second factor have ended")
    same(p.mail("factor_on")["url"], w.base_url + "/account/security/", "the owner is told by mail")
    return key, codes


def log_in_with_codes(w, p, key, codes):
    now = at(w, minutes=2)
    p.b.cookies.clear()
    r = p.log_in()
    same(r.location, "/login/code?next=", "the password leads to the code")
    ok("atlas-login" not in p.b.cookies and "atlas-second" in p.b.cookies, "and opens nothing by itself", p.b.cookies)
    same(p.get("/account/").status, 303, "no page of the account")
    same(p.submit("/login/code", {"code": "12345"}).status, 422, "five digits")
    same(p.submit("/login/code", {"code": totp(key, now - 60)}).status, 422, "a code two steps old")
    same(p.submit("/login/code", {"code": totp(key, now + 60)}).status, 422, "a code two steps ahead")
    thief = Person(w, p.address, made=False)
    thief.get("/login")
    thief.b.cookies["atlas-second"] = p.b.cookies["atlas-second"]
    same(thief.submit("/login/code", {"code": totp(key, now)}).location, "/login?done=again", "the cookie is of no use in another browser")
    r = p.submit("/login/code?next=/platforms/", {"code": " " + totp(key, now - 30)[:3] + " " + totp(key, now - 30)[3:], "next": "/platforms/"}, "/login/code")
    same((r.status, r.location), (303, "/platforms/"), "a code of the step before is taken, with spaces in it, and leads where one wanted")
    same(p.get("/account/").status, 200, "logged in")
    ok("atlas-second" not in p.b.cookies, "the cookie in between is gone")

    again = Person(w, p.address, made=False)
    again.log_in()
    same(again.submit("/login/code", {"code": totp(key, now - 30)}).status, 422, "no code is taken twice")
    same(again.submit("/login/code", {"code": totp(key, now)}).status, 303, "the next one is")
    third = Person(w, p.address, made=False)
    third.log_in()
    same(third.submit("/login/code", {"code": totp(key, now)}).status, 422, "and not twice")
    same(third.submit("/login/code", {"code": totp(key, now + 30)}).status, 303, "a clock may be half a minute fast")
    forget_counts(w)

    lost = Person(w, p.address, made=False)
    lost.log_in()
    same(lost.submit("/login/code", {"code": codes[3].replace("-", " ").upper()}).status, 303, "a recovery code works, however it is typed")
    same(p.mail("recovery")["codes_left"], 9, "the owner learns that nine are left")
    lost = Person(w, p.address, made=False)
    lost.log_in()
    same(lost.submit("/login/code", {"code": codes[3]}).status, 422, "once")
    same(lost.submit("/login/code", {"code": codes[4][:-1] + ("a" if codes[4][-1] != "a" else "b")}).status, 422, "not one that is nearly right")
    at(w, minutes=13)
    same(lost.submit("/login/code", {"code": codes[5]}).location, "/login?done=again", "after ten minutes the password is asked for anew")

    forget_counts(w)
    guesser = Person(w, p.address, made=False)
    guesser.log_in()
    same([guesser.submit("/login/code", {"code": f"{n:06d}"}).status for n in range(11)], [422] * 10 + [429], "ten tries an hour")
    forget_counts(w)


def new_codes_and_off(w, p, key, codes):
    page = "/account/second-factor/"
    at(w, minutes=20)
    p.log_in()
    p.submit("/login/code", {"code": totp(key, at(w, minutes=20))})
    same(p.submit(page, {"current": OTHER}, page + "codes").status, 422, "new codes need the password")
    fresh = re.findall(r"<li><code>([a-z2-7-]{19})</code>", p.submit(page, {"current": p.password}, page + "codes").text)
    same((len(fresh), set(fresh) & set(codes)), (10, set()), "new codes are new")
    p.secrets.update(fresh)
    b = Person(w, p.address, made=False)
    b.log_in()
    same(b.submit("/login/code", {"code": codes[0]}).status, 422, "the old ones work no more")
    same(p.submit(page, {"current": p.password}).location, page, "begun while it is on: nothing happens")
    same(w.sql1("SELECT confirmed_at IS NOT NULL FROM second_factor"), "t", "it stays on")
    same(p.submit(page, {"current": OTHER}, page + "end").status, 422, "turning it off needs the password")
    same(p.submit(page, {"current": p.password}, page + "end").location, "/account/security/?done=factor-off", "with it, it is off")
    same(w.sql1("SELECT (SELECT count(*) FROM second_factor) + (SELECT count(*) FROM recovery_code)"), "0", "and key and codes are gone")
    ok(p.mail("factor_off"), "the owner is told")
    p.log_in()
    same(p.get("/account/").status, 200, "the password is enough again")
    forget_counts(w)


# ---- links by mail ----------------------------------------------------------------------------------------------------------------
def log_in_by_link(w, p):
    p.b.cookies.clear()
    same(p.submit("/login/mail", {"address": p.address}).location, "/login/mail?done=sent", "a link is asked for")
    unknown = Person(w, "nobody@example.org", made=False)
    r = unknown.submit("/login/mail", {"address": unknown.address})
    same((r.status, r.location, w.sql1("SELECT count(*) FROM delivery WHERE address = 'nobody@example.org'")), (303, "/login/mail?done=sent", "0"),
         "for an unknown address the answer is the same, and no mail leaves")
    token = p.mailed("login")
    page = f"/login/link?token={token}"
    like(p.get(page).text, "One click", "the link shows a button")
    same(p.get("/account/").status, 303, "and does nothing by itself")
    other = Person(w, p.address, made=False)
    like((other.get("/login"), other.get(page))[1].text, "only in the browser", "in another browser it says where it works")
    same(other.submit("/login", {"token": token}, "/login/link").status, 422, "and logs nobody in there")
    same(p.submit(page, {"token": token}).location, "/watchlist/", "the button logs in")
    same(p.get("/account/").status, 200, "indeed")
    same(p.submit("/account/", {"token": token}, "/login/link").status, 422, "once")
    p.b.cookies.clear()
    p.submit("/login/mail", {"address": p.address})
    token = p.mailed("login")
    p.get("/login")
    at(w, minutes=36)
    same(p.submit("/login", {"token": token}, "/login/link").status, 422, "not after a quarter of an hour")
    forget_counts(w)
    p.log_in()


# ---- another address ---------------------------------------------------------------------------------------------------------------
def change_address(w, p):
    old, new, page = p.address, "new@example.org", "/account/address/"
    for form, why in (({"address": new, "current": OTHER}, "the wrong password"), ({"address": "new at example", "current": p.password}, "no address"),
                      ({"address": old, "current": p.password}, "the same address"), ({"address": "a@b.example\r\nBcc: x@y.example", "current": p.password}, "a line break")):
        r = p.submit(page, form)
        same(r.status, 422, f"refused: {why}")
    same(w.sql1("SELECT count(*) FROM token WHERE purpose IN ('move', 'undo')"), "0", "and nothing was begun")
    same(p.submit(page, {"address": " New@Example.org", "current": p.password}).location, page + "?done=moving", "asked for")
    like(p.get(page).text, "new@example.org.* waits", "the page shows what waits")
    move, undo = p.mailed("move", new), p.mailed("moving", old)
    ok(move and undo and p.mail("moving", old)["new_address"] == new, "both addresses are told")
    for link in (f"/confirm-address?token={move}", f"/undo-address?token={undo}"):
        like(w.browser().get(link).text, "<button", "a link shows a button")
    same(w.sql(f"SELECT address FROM account WHERE address IN ('{old}', '{new}')"), [[old]], "and changes nothing")
    visitor = Person(w, new, made=False)
    same(visitor.submit(f"/confirm-address?token={undo}", {"token": undo}, "/confirm-address").status, 422, "a token for one purpose is none for another")
    same(visitor.submit(f"/confirm-address?token={move}", {"token": move}, "/confirm-address").location, "/login?done=address", "the link in the new mailbox makes the change")
    same(visitor.submit("/confirm-address", {"token": move}).status, 422, "once")
    same(w.sql(f"SELECT address FROM account WHERE address IN ('{old}', '{new}')"), [[new]], "it is made")
    ok(p.mail("moved", new) and p.mail("moved", old)["undo"], "and both addresses are told")
    same(Person(w, old, made=False).log_in().status, 422, "the old address logs in no more")
    p.address = new
    same(Person(w, new, made=False).log_in().location, "/watchlist/", "the new one does")

    # A thief moves the account on; the first owner's link still brings it back, and ends everything the thief has.
    forget_counts(w)
    p.submit(page, {"address": "thief@example.org", "current": p.password})
    thieves = p.mailed("moving", new)
    onward = p.mailed("move", "thief@example.org")
    visitor.submit(f"/confirm-address?token={onward}", {"token": onward}, "/confirm-address")
    same(w.sql1("SELECT address FROM account WHERE address LIKE '%@example.org' AND address LIKE 'thief%'"), "thief@example.org", "moved on")
    owner = Person(w, old, made=False)
    r = owner.submit(f"/undo-address?token={undo}", {"token": undo}, "/undo-address")
    same(r.location, "/reset?done=undone", "the way back works after the change, and after another")
    same(w.sql1("SELECT count(*) FROM account WHERE address = 'thief@example.org'"), "0", "the thief's address is out")
    same(owner.submit("/undo-address", {"token": thieves}).status, 422, "the ways back of later changes are closed")
    same(p.get("/account/").status, 303, "every login has ended")
    ok(p.mail("undone", old), "the old address is told")
    p.address = old
    forget_counts(w)
    p.log_in()

    # An address that has an account: the page says nothing of it, its owner is told, and no link is made.
    p.submit(page, {"address": "second@example.org", "current": p.password})
    ok(p.mail("exists", "second@example.org") and not p.mail("move", "second@example.org"), "an address that has an account: only its owner learns that somebody tried")
    # One that gets an account meanwhile.
    p.submit(page, {"address": "late@example.org", "current": p.password})
    late = p.mailed("move", "late@example.org")
    Person(w, "late@example.org")
    same(visitor.submit(f"/confirm-address?token={late}", {"token": late}, "/confirm-address").status, 422, "an address that has an account by now is refused")
    same(w.sql1(f"SELECT count(*) FROM account WHERE address = '{old}'"), "1", "and nothing is changed")
    forget_counts(w)
    undo = p.mailed("moving", old)
    at(w, days=7, minutes=50)
    same(Person(w, old, made=False).submit(f"/undo-address?token={undo}", {"token": undo}, "/undo-address").status, 422, "the way back closes after a week")
    at(w, minutes=50)


# ---- export and deletion --------------------------------------------------------------------------------------------------------------
def export(w, p, other):
    w.sql(f"INSERT INTO unsubscribe_token SELECT sha256('x'::bytea), id, 'digest', created_at FROM account WHERE address = '{p.address}'")
    w.sql(f"INSERT INTO delivery (message_id, kind, account_id, address, subject, created_at, next_try_at) SELECT '<other@x>', 'notice', id, address, 'For {other.address}', created_at, created_at"
          f" FROM account WHERE address = '{other.address}'")
    r = p.get("/account/export")
    same((r.status, r.headers["Content-Type"]), (200, "application/json"), "a copy of one's data")
    like(r.headers["Content-Disposition"], r'attachment; filename="clause-atlas-2026-03-02\.json"', "as a file")
    data = json.loads(r.body)
    tables = {row[0] for row in w.sql("SELECT DISTINCT table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) JOIN pg_class k ON"
                                      " k.oid = format('%I.%I', table_schema, table_name)::regclass WHERE column_name = 'account_id' AND table_type = 'BASE TABLE' AND NOT relispartition")}
    ok(len(tables) >= 10, "there are tables to cover", tables)
    same(tables - set(data), set(), "every table with an account's rows is in it")
    account = w.sql1(f"SELECT id FROM account WHERE address = '{p.address}'")
    counts = {t: int(w.sql1(f"SELECT count(*) FROM {t} WHERE account_id = {account}")) for t in sorted(tables)}
    same({t: len(data[t]) for t in counts}, counts, "with all of them")
    ok(counts["login"] and counts["delivery"] and counts["watch"] and counts["security_event"] and counts["security_agent"], "and there are some", counts)
    same(data["account"][0]["address"], p.address, "the account itself, too")
    text = r.text
    unlike(text, re.escape(other.address) + "|argon2|token_sha256", "nobody else's, and no hash of a password or token")
    same([s for s in p.secrets if s and s in text], [], "and no token that would open anything")
    forget_counts(w)
    same([p.get("/account/export").status for _ in range(11)], [200] * 10 + [429], "ten an hour")
    same(w.browser().get("/account/export").status, 303, "and none for who is not logged in")
    forget_counts(w)
    same(w.refused(f"SELECT set_config('atlas.account', '{account}', false); SELECT account_export({int(account) + 1})", "web").count("another account"), 1,
         "the database exports no account but the one that asks")


def leave(w, p, other):
    same(p.submit("/account/data/", {"current": OTHER}, "/account/delete").status, 422, "deleting needs the password")
    same(w.sql1(f"SELECT state FROM account WHERE address = '{p.address}'"), "active", "nothing happened")
    spare = Person(w, p.address, made=False)
    spare.log_in()
    same(p.submit("/account/data/", {"current": p.password}, "/account/delete").location, "/login?done=leaving", "with it the account is closed")
    same([x.get("/account/").status for x in (p, spare)], [303, 303], "every login has ended")
    same(p.mail("leaving")["at"][:16], "2026-03-16T09:50", "the mail names the day")
    w.worker()
    same(w.sql1(f"SELECT state FROM account WHERE address = '{p.address}'"), "leaving", "nothing is removed yet")
    same(p.log_in(OTHER).status, 422, "a wrong password keeps nothing")
    r = p.log_in()
    same((r.location, w.sql1(f"SELECT state FROM account WHERE address = '{p.address}'")), ("/account/?done=stays", "active"), "logging in undoes it")
    at(w, days=15)
    w.worker()
    same(w.sql1(f"SELECT state FROM account WHERE address = '{p.address}'"), "active", "for good")
    at(w, minutes=51)
    forget_counts(w)

    same(p.submit("/account/data/", {"current": p.password}, "/account/delete").status, 303, "asked for again")
    account = w.sql1(f"SELECT id FROM account WHERE address = '{p.address}'")
    at(w, days=14, minutes=50)
    w.worker()
    same(w.sql1(f"SELECT state FROM account WHERE id = {account}"), "leaving", "a minute before its time it is there")
    at(w, days=14, hours=2)
    w.worker()
    same(w.sql(f"SELECT state, password IS NULL, consent IS NULL, address LIKE 'deleted-%@invalid.example' FROM account WHERE id = {account}"), [["deleted", "t", "t", "t"]], "then it is removed")
    places = [r for r in w.sql("SELECT place, name, account_keeps(place) FROM account_place WHERE name = 'account_id'")]
    left = {t: w.sql1(f"SELECT count(*) FROM {t} WHERE {c} = {account}") for t, c, keeps in places if keeps == "f"}
    same({t: n for t, n in left.items() if n != "0"}, {}, "no table has rows of it")
    same(sorted(t for t, c, keeps in places if keeps == "t" and w.sql1(f"SELECT count(*) FROM {t} WHERE {c} = {account}") != "0"), ["security_event", "subscription"],
         "but the log, which is append-only, and what was paid for")
    everything = w.sql1(f"SELECT string_agg(t, ' ') FROM (SELECT to_jsonb(d)::text AS t FROM delivery d UNION ALL SELECT to_jsonb(e)::text FROM security_event e UNION ALL SELECT to_jsonb(a)::text FROM account a) x")
    ok(p.address not in everything, "and its address stands nowhere")
    same(Person(w, p.address, made=False).log_in().status, 422, "nobody logs in")
    ok(int(w.sql1(f"SELECT count(*) FROM delivery WHERE address = '{other.address}'")) > 0, "others keep what is theirs")
    at(w, minutes=50)


# ---- the operator ----------------------------------------------------------------------------------------------------------------------
def view(w, p):
    r = w.atlas("account", "impersonate-view", p.address, check=False)
    same((r.returncode, "--reason" in r.stderr), (3, True), "a view needs its reason")
    link = w.atlas("account", "impersonate-view", p.address, "--reason", "ticket 12: cannot see a watch").stdout.strip()
    like(link, re.escape(w.base_url) + r"/login/view\?token=[\w-]{43}$", "the command line prints a link")
    token = link.split("token=")[1]
    p.secrets.add(token)
    o = Person(w, "operator", made=False)
    like(o.get(f"/login/view?token={token}").text, p.address, "which says whose account it is")
    same(o.get("/account/").status, 303, "and shows nothing by itself")
    same(o.submit(f"/login/view?token={token}", {"token": token}, "/login/view").location, "/watchlist/", "a button begins the view")
    for path in ("/watchlist/", "/account/", "/account/security/", "/account/data/", "/platforms/", "/"):
        r = o.get(path)
        same(r.status, 200, f"{path} is shown")
        like(r.text, f"look at the account {re.escape(p.address)} as the operator", "and marked")
    for path in ("/account/second-factor/", "/account/export"):
        same(o.get(path).status, 403, f"{path} is the owner's alone")
    before = w.sql1(f"SELECT md5(to_jsonb(a)::text) FROM account a WHERE address = '{p.address}'")
    for path, form in (("/account/mail", {"day": 3, "hour": 3, "zone": "UTC"}), ("/account/password", {"current": p.password, "password": OTHER}), ("/watchlist/", {"add": "egret"}),
                       ("/account/delete", {"current": p.password}), ("/account/revoke-all", {}), ("/account/second-factor/", {"current": p.password}), ("/account/trial", {"tier": "watcher"})):
        same(o.submit("/account/", form, path).status, 403, f"POST {path} is refused")
    same(w.sql1(f"SELECT md5(to_jsonb(a)::text) FROM account a WHERE address = '{p.address}'"), before, "nothing was changed")
    same(Person(w, "x", made=False).submit("/login", {"token": token}, "/login/view").status, 422, "the link works once")
    like(p.get("/account/security/").text, r"(?s)operator \(\w+\) looks at your account.*View by the operator begun.*ticket 12", "the owner sees it, with its reason")
    at(w, minutes=112)
    same(o.get("/watchlist/").status, 303, "after an hour it is over")
    at(w, minutes=50)
    o.b.cookies.clear()
    link = w.atlas("account", "impersonate-view", p.address, "--reason", "again").stdout.strip()
    at(w, minutes=61)
    same(o.submit("/login", {"token": link.split("token=")[1]}, "/login/view").status, 422, "a link lives ten minutes")
    at(w, minutes=50)
    for command in (("show", p.address), ("tier", p.address, "watcher"), ("suspend", p.address), ("resume", p.address), ("factor-off", p.address), ("list",)):
        n = int(w.sql1("SELECT count(*) FROM security_event"))
        w.atlas("account", *command)
        same(int(w.sql1("SELECT count(*) FROM security_event")) - n, 1, f"`atlas account {command[0]}` is in the log")
    p.log_in()


with World() as w:
    w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Heron', '2026-01-01'), ('egret', 'Egret', '2026-01-01')")
    w.start_web()
    p, _, stranger = Person(w, "reader@example.org"), Person(w, "second@example.org"), Person(w, "stranger@example.org")
    p.log_in()
    p.submit("/watchlist/", {"add": "heron"})
    key, codes = turn_on(w, p)
    log_in_with_codes(w, p, key, codes)
    new_codes_and_off(w, p, key, codes)
    log_in_by_link(w, p)
    change_address(w, p)
    view(w, p)
    export(w, p, stranger)
    leave(w, p, stranger)
    with open(os.path.join(w.dir, "nginx", "access.log"), encoding="utf-8") as f:
        logs = f.read() + w.logged("atlas-web") + w.logged("atlas-worker") + w.logged("nginx") if os.path.exists(w.log("atlas-worker")) else f.read() + w.logged("atlas-web")
    logs += " ".join(" ".join(row) for row in w.sql("SELECT * FROM security_event"))
    same([s for s in p.secrets if s and s in logs], [], f"none of {len(p.secrets)} passwords, tokens, keys and codes is in any log")
done()
