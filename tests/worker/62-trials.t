#!/usr/bin/python3
"""Tiers and trials over time: what is told at the start, three days before the end and at the end; what is paused and comes
back; one trial for a person; revisions that keep what people had; two workers that write one letter."""
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import Person  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import World  # noqa: E402


def notices(w, address):
    return [r[0] for r in w.sql(f"SELECT payload->>'what' FROM delivery WHERE address = '{address}' AND kind = 'notice' AND payload->>'what' LIKE 'tier%' ORDER BY id")]


def letter(w, what):
    """The text of the newest such mail that arrived."""
    found = [m for m in w.mails() if m["Subject"] == what]
    return re.sub(r"\s+", " ", found[-1].get_body(("plain",)).get_content()) if found else ""


def watched(w, address):
    return [r[0] for r in w.sql(f"SELECT p.slug FROM watch w JOIN platform p ON p.id = w.platform_id JOIN account a ON a.id = w.account_id WHERE a.address = '{address}' AND w.paused_at IS NULL ORDER BY w.created_at, w.id")]


def life(w):
    p = Person(w, "anna@example.org")
    p.log_in()
    w.sql("UPDATE account SET zone = 'Europe/Berlin' WHERE address = 'anna@example.org'")
    same(p.submit("/account/", {"tier": "WATCHER"}, "/account/trial").location, "/account/?done=trial", "a trial begins")
    for n in (3, 1, 2):
        p.submit("/watchlist/", {"add": f"p{n}"})
    w.worker()
    text = letter(w, "Your trial of Watcher has begun")
    like(text, r"until 16 March 2026, 10:00 \(Europe/Berlin\)", "the letter tells when it ends, by the person's clock")
    like(text, "up to 10 platforms.*no card", "and what it includes")
    w.set_clock("2026-03-13T08:59:59Z")
    w.worker()
    same(notices(w, p.address), ["tier_begun"], "a second before the last three days nothing is told")
    w.set_clock("2026-03-13T09:00:00Z")
    w.worker()
    like(letter(w, "Your trial of Watcher ends soon"), "Then you have Free again, which watches one platform.*- Egret 1 - Egret 2 The oldest stay", "three days before: what will be paused, by name")
    w.set_clock("2026-03-16T08:59:59Z")
    w.worker()
    same((notices(w, p.address), watched(w, p.address)), (["tier_begun", "tier_ends"], ["p3", "p1", "p2"]), "to its last second it is a trial")
    w.set_clock("2026-03-16T09:00:00Z")
    w.worker()
    same(watched(w, p.address), ["p3"], "then the oldest watch stays and the others are paused")
    like(letter(w, "Your trial of Watcher has ended"), "Paused, not deleted.*- Egret 1 - Egret 2 .*They come back by themselves", "and the letter names them, and the way on")
    unlike(letter(w, "Your trial of Watcher has ended"), "(?i)pay|billing", "of payment it says nothing where there is none")
    w.worker()
    same(notices(w, p.address), ["tier_begun", "tier_ends", "tier_ended"], "each once")
    p.log_in()
    same(p.submit("/account/", {"tier": "watcher"}, "/account/trial").status, 422, "the same trial is not had twice")
    unlike(p.get("/account/").text, "Try Watcher", "nor offered")
    same(p.submit("/account/", {"tier": "monitor"}, "/account/trial").location, "/account/?done=trial", "one of another tier is")
    same(watched(w, p.address), ["p3", "p1", "p2"], "and what was paused is watched again at once")
    w.worker()
    like(letter(w, "Your trial of Monitor has begun"), "watched again: 2", "which its letter says")
    same(p.submit("/account/", {"tier": "watcher"}, "/account/trial").status, 422, "a lower one is not begun beside it")


def room(w):
    """Of what is paused, the oldest comes back as far as there is room."""
    p = Person(w, "ben@example.org", tier="compliance")
    p.log_in()
    for n in range(1, 13):
        w.set_clock(f"2026-03-16T10:{n:02}:00Z")
        same(p.submit("/watchlist/", {"add": f"p{n}"}).status, 303, "added")
    w.set_clock("2026-03-16T11:00:00Z")
    w.atlas("account", "tier", p.address, "free")
    w.worker()
    same(watched(w, p.address), ["p1"], "eleven are paused")
    same(w.mails()[-1]["Subject"], "Compliance has ended", "the operator's tier says so too when it ends")
    w.set_clock("2026-03-16T11:01:00Z")
    r = w.atlas("account", "tier", p.address, "watcher", "--until", "2026-09-01", "--invoice", "R-2026/17")
    like(r.stdout, "has tier watcher\n9 paused watches are watched again", "ten have room: the operator reads how many came back")
    same(watched(w, p.address), [f"p{n}" for n in range(1, 11)], "the oldest")
    like(p.get("/account/").text, r"Until <time datetime=\"2026-09-02T00:00:00Z\">.*Invoice: R-2026/17", "the account's page has the end of that day, and the invoice")
    like(p.get("/account/security/").text, "Tier set.*watcher, invoice R-2026/17", "and the security log that it was done")
    same(w.atlas("account", "tier", p.address, "watcher", "--invoice", "x" * 101, check=False).returncode, 3, "a reference has its length")
    same(w.atlas("account", "tier", p.address, "nosuch", check=False).returncode, 1, "an unknown tier is refused")


def common(w):
    """The watchlist of an organisation lives by the tier of whoever carries it."""
    Person(w, "gil@example.org", tier="professional")
    w.sql("INSERT INTO organisation (name, carried_by, carried_since, created_at) SELECT 'The Team', id, '2026-03-16Z', '2026-03-16Z' FROM account WHERE address = 'gil@example.org';"
          "INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT o.id, o.carried_by, 'owner', '2026-03-16Z' FROM organisation o;"
          "SELECT set_config('atlas.now', '2026-03-16T11:02Z', false); INSERT INTO watch (organisation_id, platform_id, created_at) SELECT o.id, p.id, '2026-03-16T11:02Z' FROM organisation o, platform p WHERE p.slug IN ('p1', 'p2')")
    w.set_clock("2026-03-16T11:05:00Z")
    w.atlas("account", "tier", "gil@example.org", "free")
    w.worker()
    like(letter(w, "Professional has ended"), r"- Egret 1 \(The Team\) - Egret 2 \(The Team\)", "what is paused of it is named with it")
    w.set_clock("2026-03-16T11:06:00Z")
    like(w.atlas("account", "tier", "gil@example.org", "professional").stdout, "2 paused watches are watched again", "and comes back with the tier")
    crowded(w)


def crowded(w):
    """More people than the tier has room for: the common watchlist rests."""
    def common_watches():
        return w.sql("SELECT count(*) FILTER (WHERE paused_at IS NULL), count(*) FROM watch WHERE organisation_id IS NOT NULL")[0]
    w.set_clock("2026-03-16T11:10:00Z")
    gil = Person(w, "gil@example.org", made=False)
    gil.log_in()
    same(gil.submit("/account/", {"tier": "compliance"}, "/account/trial").status, 303, "a trial of a tier for any number of people")
    w.sql("INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'team' || n || '@example.net', 'active', '2026-03-01Z', '2026-03-01Z' FROM generate_series(1, 11) n;"
          "INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT o.id, a.id, 'member', '2026-03-16T11:10:01Z' FROM organisation o, account a WHERE a.address LIKE 'team%'")
    w.set_clock("2026-03-28T11:10:00Z")
    w.worker()
    like(letter(w, "Your trial of Compliance ends soon"), r"- Egret 1 \(The Team\) - Egret 2 \(The Team\) The Team has 12 people, and Professional has room for 10: its watchlist will rest until", "before its end the letter says that there are too many")
    same(common_watches(), ["2", "2"], "to which nothing is paused")
    w.set_clock("2026-03-30T11:10:00Z")
    w.worker()
    same(common_watches(), ["0", "2"], "then the whole watchlist rests")
    like(letter(w, "Your trial of Compliance has ended"), r"- Egret 1 \(The Team\) - Egret 2 \(The Team\) The Team has 12 people, and Professional has room for 10: its watchlist rests until", "and the letter says why")
    now = "SELECT set_config('atlas.now', '2026-03-30T12:00Z', false);"
    for query in ("UPDATE watch SET paused_at = NULL WHERE organisation_id IS NOT NULL",
                  "INSERT INTO watch (organisation_id, platform_id, created_at) SELECT o.id, p.id, '2026-03-30T12:00Z' FROM organisation o, platform p WHERE p.slug = 'p3'"):
        ok("no room for the people" in w.refused(now + query), f"refused meanwhile: {query[:30]}", w.refused(now + query))
    w.sql(now + "DELETE FROM member WHERE account_id = (SELECT id FROM account WHERE address = 'team1@example.net')")
    same(common_watches(), ["0", "2"], "eleven are too many still")
    mine = "SELECT set_config('atlas.account', id::text, false) FROM account WHERE address = 'team2@example.net';"
    w.sql(now + mine + "DELETE FROM member WHERE account_id = acting_account()")
    same(common_watches(), ["2", "2"], "ten have room: all of it is watched again")
    w.set_clock("2026-03-16T12:00:00Z")


def idle(w):
    """Where nothing is due, nothing is read but that."""
    w.sql("INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'old' || n || '@example.com', 'active', '2025-01-01Z', '2025-01-01Z' FROM generate_series(1, 5000) n;"
          "INSERT INTO subscription (account_id, tier_id, kind, valid_from, valid_to, told_begin_at, settled_at) SELECT a.id, t.id, 'trial', '2025-01-01Z', '2025-01-15Z', '2025-01-01Z', '2025-01-15Z'"
          " FROM account a, tier t WHERE a.address LIKE 'old%@example.com' AND t.slug = 'monitor'; ANALYZE subscription; ANALYZE account")
    w.worker()
    read = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'subscription'"
    before = int(w.sql1(read))
    same(w.sql1("SELECT count(*) FROM subscription_news('2026-04-03T10:00Z')"), "0", "nothing is due")
    after = int(w.sql1(read))
    ok(after - before < 100, "of 5,000 subscriptions that are settled none is read for it", after - before)


def superseded(w):
    """A trial that something as good replaces ends without a word."""
    p, q = Person(w, "cyn@example.org"), Person(w, "dan@example.org")
    for one in (p, q):
        one.log_in()
        one.submit("/account/", {"tier": "watcher"}, "/account/trial")
    w.set_clock("2026-03-20T09:00:00Z")
    w.atlas("account", "tier", p.address, "watcher")
    w.set_clock("2026-04-02T09:00:00Z")
    w.worker()
    same(notices(w, p.address), [], "its trial ended at once, and nobody is told that it does")
    same(notices(w, q.address), ["tier_ended"], "a worker that was away tells the end, and no beginning")


def one_for_a_person(w):
    w.set_clock("2026-04-02T10:00:00Z")
    p = Person(w, "eve@example.org")
    p.log_in()
    same(p.submit("/account/", {"tier": "watcher"}, "/account/trial").status, 303, "eve's trial")
    like(w.sql1("SELECT account_export(id)::text FROM account, set_config('atlas.account', id::text, false) WHERE address = 'eve@example.org'"), '"trial_had.first_id": .{2,9}at"', "it is in the copy of her data")
    w.sql("UPDATE account SET address = 'eva@example.org' WHERE address = 'eve@example.org'")
    w.atlas("account", "delete", "eva@example.org")
    same(w.sql1("SELECT count(*) FROM trial_had WHERE sha256 IN (person_sha256('eve@example.org'), person_sha256('eva@example.org')) AND first_id IS NULL"), "2", "of a deleted account the hashes stay, and whose they were does not")
    for address in ("eve@example.org", "eva@example.org", "eva+again@example.org"):
        again = Person(w, address)
        again.log_in()
        same(again.submit("/account/", {"tier": "watcher"}, "/account/trial").status, 422, f"{address} has had it")
        same(again.submit("/account/", {"tier": "monitor"}, "/account/trial").status, 422 if "+" in address else 303, "of another tier there is one, for the person")


def revisions(w):
    old = Person(w, "old@example.org", tier="watcher")
    seed = os.path.join(w.share, "sql", "seed", "010_tiers.sql")
    with open(seed, encoding="utf-8") as f:
        text = f.read()
    share = os.path.join(w.dir, "edited")
    os.makedirs(share)
    shutil.copytree(os.path.join(w.share, "sql"), os.path.join(share, "sql"))

    def edit(a, b):
        with open(os.path.join(share, "sql", "seed", "010_tiers.sql"), "w", encoding="utf-8") as f:
            f.write(text.replace(a, b))
        w.atlas("migrate", SHARE=share)
    edit("Ten platforms, an alert", "Up to ten platforms, an alert")
    same(w.sql("SELECT count(*), min(description) FROM tier WHERE slug = 'watcher'"), [["1", "Up to ten platforms, an alert the same day, and changes summarised point by point."]], "wording is that of the row")
    w.set_clock("2026-04-03T09:00:00Z")
    edit("('watcher', 'Watcher', '{}', 1, 10, 1,", "('watcher', 'Lookout', '{Watcher}', 1, 4, 1,")
    same(w.sql("SELECT name, platform_limit, valid_to IS NULL FROM tier WHERE slug = 'watcher' ORDER BY id"), [["Watcher", "10", "f"], ["Lookout", "4", "t"]], "another limit is another revision")
    w.set_clock("2026-04-03T10:00:00Z")
    new = Person(w, "new@example.org")
    w.atlas("account", "tier", "new@example.org", "Watcher")
    same(w.sql("SELECT a.address, t.platform_limit FROM account a, tier t WHERE t.id = account_tier(a.id, '2026-04-03T11:00Z') AND a.address IN ('old@example.org', 'new@example.org') ORDER BY a.id"),
         [["old@example.org", "10"], ["new@example.org", "4"]], "who began before keeps ten; who begins now, by the old name too, has four")
    for person in (old, new):
        person.log_in()
    for n in range(1, 6):
        old.submit("/watchlist/", {"add": f"p{n}"})
        new.submit("/watchlist/", {"add": f"p{n}"})
    same((len(watched(w, old.address)), len(watched(w, new.address))), (5, 4), "and may watch so many")
    like(old.get("/account/").text, "Watcher: .*Up to 10 platforms.*You keep it as it was when you began", "the page says that it is kept")
    pricing = w.browser().get("/pricing/").text
    like(pricing, "Lookout<br><span class=\"soft small\">formerly Watcher", "the pricing page has what is offered now")
    same(len(re.findall('id="watcher"', pricing)), 1, "once")
    like(w.atlas("tier", "show", "lookout").stdout, r"2026-04-03\tnow\tLookout\t4\t.*\n2015-01-01\t2026-04-03\tWatcher\t10\t", "the operator sees both")
    edit("('watcher', 'Watcher', '{}', 1, 10, 1,", "('watcher', 'Lookout', '{Watcher}', 1, 4, 1,")
    same(w.sql1("SELECT count(*) FROM tier WHERE slug = 'watcher'"), "2", "the same seed again changes nothing")
    ok("tier_slug_once" in w.refused("INSERT INTO tier (slug, name, rank, features, description, valid_from) VALUES ('watcher', 'X', 1, '{}', 'x', '2026-05-01Z')"), "a slug has one row at a time")
    ok("tier_rank_once" in w.refused("INSERT INTO tier (slug, name, rank, features, description, valid_from) VALUES ('x', 'X', 1, '{}', 'x', '2026-05-01Z')"), "and a rank one slug")


def at_once(w, people=40):
    """Two workers, forty trials that begin and forty that have ended: each letter once."""
    w.sql(f"INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'many' || n || '@example.net', 'active', '2026-04-01Z', '2026-04-01Z' FROM generate_series(1, {2 * people}) n;"
          "INSERT INTO subscription (account_id, tier_id, kind, valid_from, valid_to) SELECT a.id, t.id, 'trial', CASE WHEN a.id % 2 = 0 THEN '2026-04-03Z' ELSE '2026-03-20Z' END::timestamptz,"
          " CASE WHEN a.id % 2 = 0 THEN '2026-04-17Z' ELSE '2026-04-02Z' END::timestamptz FROM account a, tier t WHERE a.address LIKE 'many%' AND t.slug = 'monitor'")
    both = [w.start("worker", "atlas-worker", "--once") for _ in range(2)]
    same([p.wait(60) for p in both], [0, 0], "two workers at once")
    same(w.sql("SELECT payload->>'what', count(*), count(DISTINCT account_id) FROM delivery WHERE address LIKE 'many%' GROUP BY 1 ORDER BY 1"),
         [["tier_begun", str(people), str(people)], ["tier_ended", str(people), str(people)]], "write each letter once")
    same(w.sql1("SELECT count(*) FROM subscription WHERE valid_to < '2026-04-02T12:00Z' AND settled_at IS NULL"), "0", "and leave none out")


with World() as w:
    w.sql("INSERT INTO platform (slug, name, created_at) SELECT 'p' || n, 'Egret ' || n, '2026-03-01Z' FROM generate_series(1, 12) n")
    w.start_web()
    life(w)
    room(w)
    common(w)
    superseded(w)
    one_for_a_person(w)
    revisions(w)
    at_once(w)
    idle(w)
    denied = "permission denied"
    for role, query in (("web", "INSERT INTO subscription (account_id, tier_id, kind, valid_from) SELECT 1, 5, 'manual', '2026-03-01Z'"), ("web", "SELECT tier_set(1, 'compliance', '2026-03-01Z', NULL, NULL)"),
                        ("worker", "SELECT trial_begin(1, 'compliance', '2026-03-01Z')"), ("web", "SELECT * FROM trial_had"), ("worker", "SELECT * FROM trial_had")):
        ok(denied in w.refused(query, role), f"atlas_{role} may not: {query}", w.refused(query, role))
    ok("another account's" in w.refused("SELECT trial_begin(1, 'compliance', '2026-03-01Z')", "web"), "and begins no trial for another account")
done()
