#!/usr/bin/python3
"""Several people on one watchlist: making an organisation, invitations, roles, mail to everybody in it, handing over, the end.
Who is not in one sees nothing of it; the tier of who carries it decides what it has; limits hold under concurrency."""
import concurrent.futures
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import PASSWORD, Person, csrf
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World


def terms(days):
    return Page("<!DOCTYPE html><html lang=en><title>Terms</title><body><main><h1>Terms of Service</h1>" + "".join(
        f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days if n == 3 else 30} days of notice to the persons it concerns. "
        f"It has some length, about matter number {n} and nothing else.</p>" for n in range(1, 15)) + "</main>")


def alerted(w):
    return sorted(r[0] for r in w.sql("SELECT a.address FROM alert l JOIN account a ON a.id = l.account_id"))


def change(w, s, days, clock):
    w.sql("DELETE FROM alert")
    s.pages["/terms"] = terms(days)
    w.set_clock(clock)
    w.worker()
    return alerted(w)


with World() as w, Source() as s:
    w.allow(s)
    s.pages["/terms"] = terms(30)
    for n in range(1, 5):
        w.atlas("platform", "add", f"heron-{n}", f"Heron {n}")
    w.atlas("document", "add", "heron-1", s.url + "/terms", "--select", "main", "--title", "Terms of Service")
    w.worker()
    w.start_web()
    owner, mate, reader, stranger = (Person(w, f"{n}@example.org", tier=t) for n, t in (("owner", "professional"), ("mate", "free"), ("reader", "free"), ("stranger", "compliance")))
    for p in (owner, mate, reader, stranger):
        same(p.log_in().status, 303, f"{p.address} logs in")

    # ---- making one
    like(mate.get("/organisations/").text, "Professional", "a smaller tier is told which have organisations")
    r = mate.submit("/organisations/", {"name": "Heron Watch"})
    same((r.status, w.sql1("SELECT count(*) FROM organisation")), (422, "0"), "and cannot make one")
    like(r.text, "Your tier has no organisations", "with words")
    for bad in ("", "x" * 81, "see http://evil.example/", "a\r\nBcc: b@example.org"):
        same(owner.submit("/organisations/", {"name": bad}).status, 422, f"no name: {bad[:30]!r}")
    r = owner.submit("/organisations/", {"name": "Heron Watch"})
    page = r.headers["Location"].split("?")[0]
    org = page.split("/")[2]
    same(r.status, 303, "an organisation")
    same(owner.submit("/organisations/", {"name": "Another"}, "/organisations/").status, 422, "one person carries one")
    like(owner.get(page).text, "1 of 10", "it has room for ten")

    # ---- nobody else's business
    for p in (stranger, mate):
        same((p.get(page).status, p.get(f"/watchlist/?list={org}").status), (404, 404), f"{p.address} sees nothing of it")
        for act in ("name", "invite", "role", "remove", "leave", "mail", "hand-over", "end", "withdraw"):
            r = p.submit("/organisations/", {"name": "Mine", "address": "x@example.org", "role": "owner", "person": "1", "current": PASSWORD, "invitation": "1"}, page + act)
            same(r.status, 404, f"nor can do {act}")
    same(stranger.submit("/watchlist/", {"add": "heron-1", "list": org}).status, 404, "nor add to its watchlist")
    same(w.sql1("SELECT name FROM organisation"), "Heron Watch", "and nothing came of it")
    same(w.sql1(f"SELECT count(*) FROM (SELECT set_config('atlas.account', (SELECT id FROM account WHERE address = '{stranger.address}')::text, false) OFFSET 0) s, organisation", role="web"), "0",
         "row security hides it from a stranger's connection")

    # ---- invitations
    def invite(address, role):
        return owner.submit(page, {"address": address, "role": role}, page + "invite")
    known, unknown = invite(mate.address, "member"), invite("nobody@example.org", "viewer")
    same((known.status, known.headers["Location"]), (unknown.status, unknown.headers["Location"]), "an invitation does not tell whether the address has an account")
    same(invite(reader.address, "viewer").status, 303, "a reader is invited")
    same(invite(mate.address, "owner").status, 422, "not twice")
    same(invite("not an address", "member").status, 422, "nor to no address")
    same(invite("late@example.org", "king").status, 422, "nor for no role")
    like(str(mate.mail("invited")), "Heron Watch", "the letter names it")
    same(w.sql1("SELECT count(*) FROM delivery WHERE payload->>'what' = 'invited'"), "3", "three letters")
    like(mate.get("/watchlist/").text, "You are invited", "the watchlist says so too")
    number = {a: w.sql1(f"SELECT id FROM invitation WHERE address = '{a}'") for a in (mate.address, reader.address, "nobody@example.org")}
    same(stranger.submit("/organisations/", {"invitation": number[mate.address], "answer": "accept"}, "/organisations/answer").status, 422, "an invitation is its address's alone")
    same(stranger.submit("/organisations/", {"invitation": number[mate.address], "answer": "decline"}, "/organisations/answer").status, 422, "to decline, too")
    r = mate.submit("/organisations/", {"invitation": number[mate.address], "answer": "accept"}, "/organisations/answer")
    same((r.status, r.headers["Location"]), (303, f"/watchlist/?list={org}&done=joined"), "accepted")
    same(mate.submit("/organisations/", {"invitation": number[mate.address], "answer": "accept"}, "/organisations/answer").status, 422, "once")
    same(reader.submit("/organisations/", {"invitation": number[reader.address], "answer": "accept"}, "/organisations/answer").status, 303, "the reader too")
    same(owner.submit(page, {"invitation": number["nobody@example.org"]}, page + "withdraw").status, 303, "one is taken back")
    same(w.sql1("SELECT string_agg(answer, ' ' ORDER BY id) FROM invitation"), "accepted withdrawn accepted", "as the table says")
    same(invite("nobody@example.org", "viewer").status, 303, "and sent anew")
    w.set_clock("2026-03-20T09:00:00Z")
    for p in (owner, mate, reader, stranger):
        p.log_in()
    late = Person(w, "nobody@example.org")
    late.log_in()
    unlike(late.get("/organisations/").text, "Heron Watch", "after two weeks it is over")
    same(late.submit("/organisations/", {"invitation": w.sql1("SELECT max(id) FROM invitation"), "answer": "accept"}, "/organisations/answer").status, 422, "and cannot be taken")
    same(late.get(page).status, 404, "who was only invited is not in it")

    # ---- the common watchlist
    same(mate.submit(f"/watchlist/?list={org}", {"add": "heron-1", "list": org}, "/watchlist/").headers["Location"], f"/watchlist/?list={org}&done=added", "a member adds to it")
    same(mate.submit("/watchlist/", {"add": "heron-2"}).headers["Location"], "/watchlist/?done=added", "and to their own, in their own tier")
    same(mate.submit("/watchlist/", {"add": "heron-3"}).status, 422, "whose limit is as it was")
    same(mate.submit(f"/watchlist/?list={org}", {"add": "heron-2", "list": org}, "/watchlist/").status, 303, "the same thing on both lists")
    like(reader.get(f"/watchlist/?list={org}").text, "Heron 1", "the reader reads it")
    unlike(reader.get(f"/watchlist/?list={org}").text, "Remove Heron 1", "without buttons")
    watch = w.sql1("SELECT id FROM watch WHERE organisation_id IS NOT NULL ORDER BY id LIMIT 1")
    same(reader.submit("/watchlist/", {"add": "heron-3", "list": org}, "/watchlist/").status, 422, "and cannot add")
    reader.submit("/watchlist/", {"watch": watch, "list": org}, "/watchlist/remove")
    same(reader.submit("/watchlist/", {"watch": watch, "list": org, "threshold": "high", "mail": "both"}, "/watchlist/change").status, 404, "nor change")
    mate.submit("/watchlist/", {"watch": watch}, "/watchlist/remove")
    stranger.submit("/watchlist/", {"watch": watch, "list": org}, "/watchlist/remove")
    same(w.sql1("SELECT count(*) FROM watch WHERE organisation_id IS NOT NULL"), "2", "nor remove; nor does a stranger, nor a form about another list")
    refused = w.refused(f"SELECT set_config('atlas.account', (SELECT id FROM account WHERE address = '{reader.address}')::text, false); INSERT INTO watch (organisation_id, platform_id, created_at) SELECT {org}, 3, '2026-03-20Z'", "web")
    ok("another organisation" in refused, "the database refuses a reader's row", refused)
    member = f"SELECT set_config('atlas.account', (SELECT id FROM account WHERE address = '{reader.address}')::text, false); "
    for what, query in (("a role of their own choice", "UPDATE member SET role = 'owner' WHERE account_id = acting_account()"),
                        ("to take another out", f"DELETE FROM member WHERE account_id <> acting_account() AND organisation_id = {org}"),
                        ("to invite", f"INSERT INTO invitation (organisation_id, address, role, invited_by, created_at, expires_at) VALUES ({org}, '{reader.address}', 'owner', acting_account(), '2026-03-20Z', '2026-04-20Z')")):
        w.refused(member + query, "web")
        same(w.sql(f"SELECT role, count(*) FROM member WHERE organisation_id = {org} GROUP BY 1 ORDER BY 1"), [["member", "1"], ["owner", "1"], ["viewer", "1"]], f"nor does it let a reader have {what}")
        same(w.sql1("SELECT count(*) FROM invitation WHERE answered_at IS NULL AND role = 'owner'"), "0", "and no invitation came of it")
    same(w.sql1(f"WITH d AS (DELETE FROM watch w USING (SELECT set_config('atlas.account', (SELECT id FROM account WHERE address = '{reader.address}')::text, false) OFFSET 0) s RETURNING 1) SELECT count(*) FROM d", role="web"), "0",
         "and their deleting")

    # ---- everybody in it is told
    same(change(w, s, 10, "2026-03-20T10:00:00Z"), [mate.address, owner.address, reader.address], "a change is told to all three")
    mail = w.sql1(f"SELECT text_body FROM delivery WHERE kind = 'alert' AND address = '{reader.address}'")
    like(mail, "the watchlist of Heron Watch", "and says why")
    same(reader.submit(page, {"digest": "on"}, page + "mail").status, 303, "the reader wants no alerts of it")
    same(change(w, s, 20, "2026-03-20T18:00:00Z"), [mate.address, owner.address], "and gets none")
    w.set_clock("2026-03-23T09:00:00Z")
    w.worker()
    same(sorted(r[0] for r in w.sql("SELECT address FROM delivery WHERE kind = 'digest' AND created_at >= '2026-03-23Z'")), [mate.address, owner.address, reader.address], "the digest comes to all three")
    token = w.sql1(f"SELECT unsubscribe_url FROM delivery WHERE kind = 'alert' AND address = '{mate.address}' ORDER BY id DESC LIMIT 1")
    ok("removed" in token, "a sent mail keeps no token")
    w.sql(f"INSERT INTO unsubscribe_token SELECT sha256('a-token-of-the-test'::bytea), id, 'alerts', '2026-03-23Z' FROM account WHERE address = '{mate.address}'")
    same(w.browser().post("/unsubscribe?token=a-token-of-the-test", {"List-Unsubscribe": "One-Click"}).status, 200, "one click ends alerts")
    same(w.sql("SELECT a.address, m.alerts FROM member m JOIN account a ON a.id = m.account_id ORDER BY 1"),
         [[mate.address, "f"], [owner.address, "t"], [reader.address, "f"]], "of that person alone")
    same(w.sql1("SELECT bool_and(alerts) FROM watch WHERE organisation_id IS NOT NULL"), "t", "the common watches are as they were")

    # ---- people
    ids = {p.address: w.sql1(f"SELECT id FROM account WHERE address = '{p.address}'") for p in (owner, mate, reader, stranger)}
    same(mate.submit(page, {"address": "x@example.org", "role": "viewer"}, page + "invite").status, 403, "a member invites nobody")
    same(mate.submit(page, {"person": ids[mate.address], "role": "owner"}, page + "role").status, 403, "nor becomes an owner")
    same(owner.submit(page, {"person": ids[owner.address], "role": "viewer"}, page + "role").status, 422, "who carries it stays an owner")
    same(owner.submit(page, {"person": ids[stranger.address], "role": "viewer"}, page + "role").status, 404, "a stranger has no role")
    same(owner.submit(page, {}, page + "leave").status, 422, "who carries it does not leave")
    same(owner.submit(page, {"person": ids[reader.address]}, page + "remove").status, 303, "the reader is taken out")
    ok(reader.mail("removed") is not None, "and told")
    same(reader.get(f"/watchlist/?list={org}").status, 404, "and sees it no more")
    same(change(w, s, 25, "2026-03-23T15:00:00Z"), [owner.address], "and is told no more")

    # ---- room, under concurrency
    w.sql(f"INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'many' || n || '@example.org', 'active', '2026-01-01Z', '2026-01-01Z' FROM generate_series(1, 20) n;"
          f"INSERT INTO invitation (organisation_id, address, role, invited_by, created_at, expires_at) SELECT {org}, 'many' || n || '@example.org', 'viewer', {ids[owner.address]}, '2026-03-23Z', '2026-04-23Z' FROM generate_series(1, 20) n")

    def join(n):
        return w.refused(f"SELECT set_config('atlas.account', id::text, false) FROM account WHERE address = 'many{n}@example.org'; SELECT invitation_accept((SELECT max(i.id) FROM invitation i WHERE i.address = 'many{n}@example.org'),"
                         f" (SELECT a.id FROM account a WHERE a.address = 'many{n}@example.org'), '2026-03-24Z')", "web")
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        said = list(pool.map(join, range(1, 21)))
    same((w.sql1("SELECT count(*) FROM member"), sum("room for 10" in x for x in said)), ("10", 12), "of twenty at once exactly eight find room for ten")
    w.sql("DELETE FROM member WHERE account_id IN (SELECT id FROM account WHERE address LIKE 'many%')")

    # ---- handing over; the tier goes with it
    same(owner.submit(page, {"person": ids[mate.address]}, page + "hand-over").status, 422, "only to an owner")
    owner.submit(page, {"person": ids[mate.address], "role": "owner"}, page + "role")
    like(owner.submit(page, {"person": ids[mate.address]}, page + "hand-over").text, "tier has no organisations", "whose tier has organisations")
    same(mate.submit(page, {"person": ids[mate.address]}, page + "hand-over").status, 403, "and by who carries it")
    w.atlas("account", "tier", mate.address, "compliance")
    same(owner.submit(page, {"person": ids[mate.address]}, page + "hand-over").status, 303, "then it is done")
    ok(mate.mail("carries") is not None, "and told")
    ok(w.atlas("organisation", "show", org).stdout.count("carries it") == 1, "the command line shows who")
    like(w.atlas("organisation", "list").stdout, "compliance", "and the tier")
    r = mate.submit("/account/data/", {"current": PASSWORD}, "/account/delete")
    same(r.status, 422, "who carries it cannot delete the account")
    like(r.text, "You carry Heron Watch", "and is told why")
    r = w.atlas("account", "delete", mate.address, check=False)
    ok(r.returncode == 1 and "hand-over" in r.stderr, "nor can the operator", r.stderr)
    same(w.atlas("organisation", "hand-over", org, owner.address).returncode, 0, "the operator hands it back")
    same(owner.submit(page, {}, page + "leave").status, 422, "to its first owner")
    same(mate.submit(page, {}, page + "leave").status, 303, "an owner who does not carry it leaves")

    # ---- the tier ends
    w.atlas("account", "tier", owner.address, "free")
    w.set_clock("2026-03-25T09:00:00Z")
    w.worker()
    same(w.sql1("SELECT count(*) FROM watch WHERE organisation_id IS NOT NULL AND paused_at IS NULL"), "0", "with the tier the common watchlist pauses")
    owner.log_in()
    like(owner.get(page).text, "watchlist is paused", "its page says why")
    same(owner.submit(f"/watchlist/?list={org}", {"watch": watch, "list": org}, "/watchlist/resume").status, 422, "and nothing is watched again by hand")
    w.atlas("account", "tier", owner.address, "professional")
    same(owner.submit(f"/watchlist/?list={org}", {"watch": watch, "list": org}, "/watchlist/resume").status, 303, "until the tier is back")

    # ---- an invitation falls with the right of who sent it
    w.sql(f"INSERT INTO account (address, state, created_at, confirmed_at) VALUES ('brief@example.org', 'active', '2026-01-01Z', '2026-01-01Z');"
          f"INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT {org}, id, 'owner', '2026-03-26Z' FROM account WHERE address = 'brief@example.org';"
          f"INSERT INTO invitation (organisation_id, address, role, invited_by, created_at, expires_at) SELECT {org}, '{stranger.address}', 'owner', id, '2026-03-25Z', '2026-04-25Z' FROM account WHERE address = 'brief@example.org'")
    stranger.log_in()
    like(stranger.get("/organisations/").text, "brief@example.org", "another owner invites")
    owner.submit(page, {"person": w.sql1("SELECT id FROM account WHERE address = 'brief@example.org'")}, page + "remove")
    unlike(stranger.get("/organisations/").text, "brief@example.org", "and is taken out: the invitation is gone")
    same(stranger.submit("/organisations/", {"invitation": w.sql1("SELECT max(id) FROM invitation"), "answer": "accept"}, "/organisations/answer").status, 422, "and brings nobody in")
    same(w.sql1("SELECT count(*) FROM security_event e JOIN account a ON a.id = e.account_id WHERE a.address = 'brief@example.org' AND e.address_prefix IS NOT NULL"), "0",
         "the log of who was taken out does not tell where the owner sits")

    # ---- handing over and leaving at the same moment
    races = 0
    for turn in range(10):
        w.sql(f"INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT {org}, id, 'owner', '2026-03-26Z' FROM account WHERE address = '{stranger.address}' ON CONFLICT DO NOTHING")
        give = f"SELECT set_config('atlas.account', '{ids[owner.address]}', false); UPDATE organisation SET carried_by = {ids[stranger.address]}, carried_since = '2026-03-26Z' WHERE id = {org}"
        leave = f"SELECT set_config('atlas.account', '{ids[stranger.address]}', false); DELETE FROM member WHERE organisation_id = {org} AND account_id = {ids[stranger.address]}"
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda q: w.refused(q, "web"), (give, leave)))
        races += w.sql1(f"SELECT count(*) FROM organisation o JOIN member m ON m.organisation_id = o.id AND m.account_id = o.carried_by AND m.role = 'owner' WHERE o.id = {org}") == "1"
        w.sql(f"UPDATE organisation SET carried_by = {ids[owner.address]}, carried_since = '2026-03-26Z' WHERE id = {org}")
    same(races, 10, "whoever carries it is in it, ten times of ten")

    # ---- the end
    invite(reader.address, "member")
    reader.log_in()
    reader.submit("/organisations/", {"invitation": w.sql1("SELECT max(id) FROM invitation"), "answer": "accept"}, "/organisations/answer")
    same(owner.submit(page, {"current": "not the password at all"}, page + "end").status, 422, "the end asks for the password")
    same(owner.submit(page, {"current": PASSWORD}, page + "end").status, 303, "which it then has")
    ok(reader.mail("ended") is not None, "everybody is told")
    same(w.sql1("SELECT count(*) FROM watch WHERE organisation_id IS NOT NULL"), "0", "the watchlist is gone")
    same(w.sql1("SELECT count(*) FROM watch"), "1", "nobody's own is")
    w.sql("SELECT account_remove(id) FROM account WHERE address = 'mate@example.org'")
done()
