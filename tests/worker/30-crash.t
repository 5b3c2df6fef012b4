#!/usr/bin/python3
# Nothing is lost and nothing is there by half: the worker killed with kill -9 at random points, its parser children killed,
# two workers on one queue, SIGTERM, a document on which the parser dies, PostgreSQL stopped and started under it all.
# CRASH_ROUNDS and CRASH_SEED make it longer, or another one.
import os
import random
import signal
import sys
import time
from datetime import timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from policy import Watched, broken, policy  # noqa: E402 - it also opens the way to tests/lib
from crash import children  # noqa: E402
from relay import HANG, Relay  # noqa: E402
from source import Page, Source, hang  # noqa: E402
from tap import done, like, ok, same, skip  # noqa: E402
from world import BUILD, await_true  # noqa: E402

ROUNDS, SEED = int(os.environ.get("CRASH_ROUNDS", "30")), int(os.environ.get("CRASH_SEED", "7"))
HOSTS, PAGES = 8, 5  # 40 documents
HOUR = timedelta(hours=1)
dice = random.Random(SEED)


class Sites:
    """40 policies whose notice period is counted up; each page's text is known, and what it should lead to."""

    def __init__(self, w):
        self.w, self.sources, self.days, self.nonce, self.ids = w, [Source() for _ in range(HOSTS)], {}, 0, {}
        w.allow(*self.sources)
        for h, s in enumerate(self.sources):
            for p in range(PAGES):
                self.days[h, p] = 100
                self.ids[h, p] = w.add(f"Terms {h}-{p}", f"/{p}", on=s)
                self.publish((h, p))

    def publish(self, key):
        h, p = key
        self.nonce += 1
        self.sources[h].pages[f"/{p}"] = Page(policy(days=self.days[key], nonce=self.nonce), etag=f'"{self.days[key]}"')

    def change(self, share):
        """A change of meaning on some pages, other bytes with the same text on some others."""
        for key in self.days:
            if dice.random() < share:
                self.days[key] += 1
            elif dice.random() < 0.5:
                continue
            self.publish(key)

    def asked(self):
        return sum(len(s.log) for s in self.sources)

    def wrong(self):
        """Documents whose current text is not what their page says now."""
        text = dict(self.w.sql("SELECT s.id, string_agg(t.body, '' ORDER BY c.ordinal) FROM source s JOIN stay y ON y.document_id = s.document_id AND y.verified_until IS NULL"
                               " JOIN version_clause c ON c.version_id = y.version_id JOIN clause_text t USING (sha256) GROUP BY s.id"))
        return [(k, d) for k, d in self.days.items() if f"at least {d} days" not in text.get(self.ids[k], "")]

    def close(self):
        for s in self.sources:
            s.close()


def parsers(pid):
    """Children of the worker's zygote: those of its children that have children themselves."""
    return [g for c in children(pid) for g in children(c)]


def wait_for_requests(sites, n, worker, most_s=3.0):
    end = time.monotonic() + most_s
    while sites.asked() < n and worker.poll() is None and time.monotonic() < end:
        time.sleep(0.001)


def kill_rounds(w, sites):
    killed_with_leases = 0
    for n in range(ROUNDS):
        w.pass_time(hours=1)
        sites.change(0.3)
        worker = w.start_worker()
        wait_for_requests(sites, sites.asked() + dice.randrange(0, HOSTS * PAGES + 1), worker)
        time.sleep(dice.uniform(0, 0.25))  # the point is random; it need not be waited for
        w.end(worker, signal.SIGKILL)
        found = broken(w)
        if found:
            ok(False, f"round {n}: the invariants hold right after the kill", found)
            break
        killed_with_leases += w.sql1("SELECT count(*) FROM host WHERE lease_owner IS NOT NULL") != "0"
        w.pass_time(seconds=6)  # past the lease
    ok(killed_with_leases > ROUNDS // 4, f"{killed_with_leases} of {ROUNDS} kills left leases behind", "the kills come too early or too late")
    w.worker()
    same(sites.wrong(), [], "then one cycle: every document's current text is what its page says")
    same(w.sql1("SELECT count(*) FROM source_state WHERE lease_owner IS NOT NULL"), "0", "expired leases were taken over, and none is left")
    same(broken(w), [], "all invariants hold")


def alerts(w, _sites):
    """The account that watches gets each change once, however often the worker died."""
    for _ in range(30):
        w.pass_time(hours=1)
        w.worker()
        if w.sql1("SELECT count(*) FROM alert WHERE state = 'pending'") == "0":
            break
    told, changes = w.sql("SELECT (SELECT count(*) FROM alert WHERE state = 'mailed'), (SELECT count(*) FROM change WHERE kind <> 'cosmetic')")[0]
    same(told, changes, f"all {changes} changes were told to the account that watches")
    sent = w.sql1("SELECT count(*) FROM delivery WHERE kind = 'alert' AND state = 'sent'")
    ids = [m["Message-ID"] for m in w.mails() if "alert" in m["Message-ID"]]
    same((len(set(ids)), len(ids) >= int(sent)), (int(sent), True), f"{sent} alert mails, each under one Message-ID")
    ok(len(ids) - len(set(ids)) <= ROUNDS, f"{len(ids) - len(set(ids))} of them twice, in the moment of a kill")


def parser_kills(w, sites):
    w.pass_time(hours=1)
    sites.change(1)
    worker = w.start_worker()
    deaths = 0
    for _ in range(6):
        wait_for_requests(sites, sites.asked() + 3, worker, most_s=0.3)
        for pid in parsers(worker.pid):
            try:
                os.kill(pid, signal.SIGKILL)
                deaths += 1
            except ProcessLookupError:
                pass
    await_true(lambda: w.sql1("SELECT count(*) FROM source_state JOIN source s ON s.id = source_id WHERE s.active AND last_checked_at < '%s'" % w.now.isoformat()) == "0", "a look at each")
    same(worker.poll(), None, f"{deaths} parser children killed: the worker runs on")
    w.end(worker)
    same(broken(w), [], "all invariants hold")
    for _ in range(3):
        w.pass_time(hours=1)
        w.worker()
    same(sites.wrong(), [], "and what they had in hand is read at the next look")


def two_workers(w, sites):
    w.pass_time(hours=26)  # robots files and retries are behind
    w.worker()
    for n in range(3):
        w.pass_time(hours=1)
        sites.change(1)
        before = sites.asked()
        pair = [w.start_worker(), w.start_worker()]
        await_true(lambda: w.sql1(f"SELECT count(*) FROM source_state JOIN source s ON s.id = source_id WHERE s.active AND last_checked_at < '{w.now.isoformat()}'") == "0", "a look at each")
        same([w.end(p) for p in pair], [0, 0], "two workers on one queue end when asked" if n == 2 else f"two workers, round {n}")
        same(sites.asked() - before, HOSTS * PAGES, "and each page was asked for once")
    same(w.sql1("SELECT count(*) FROM (SELECT source_id FROM observation GROUP BY source_id, due_slot HAVING count(*) > 1) x"), "0", "one observation a slot")
    same(sites.wrong(), [], "every text is the newest")
    same(broken(w), [], "all invariants hold")


def sigterm(w, sites):
    w.pass_time(hours=1)
    sites.change(1)
    worker = w.start_worker()
    wait_for_requests(sites, sites.asked() + 10, worker)
    begun = time.monotonic()
    same(w.end(worker), 0, "SIGTERM in the middle of it: exit 0")
    ok(time.monotonic() - begun < 5, "at once when nothing hangs", f"{time.monotonic() - begun:.1f} s")
    same(w.sql1("SELECT count(*) FROM host WHERE lease_owner IS NOT NULL") + w.sql1("SELECT count(*) FROM source_state WHERE lease_owner IS NOT NULL"), "00",
         "what was not begun is given back")
    stuck = Source()
    w.allow(stuck)
    stuck.pages["/page"] = hang
    w.add("Stuck", "/page", on=stuck)
    w.pass_time(hours=3)  # so that an alert mail may go out
    with Relay() as relay:
        relay.script = [HANG] * 50
        worker = w.start_worker(FETCH_TIMEOUT_S=120, SMTP_URL=relay.url)
        await_true(lambda: stuck.requests("/page") and relay.attempts, "a fetch and a relay that hang")
        sigterm_hanging(w, worker)
    stuck.pages["/page"] = Page(policy("Stuck"))
    w.pass_time(minutes=3)
    w.worker()
    same((w.sql1("SELECT count(*) FROM version v JOIN document d ON d.id = v.document_id WHERE d.title = 'Stuck'"), sites.wrong()), ("1", []),
         "the rest was left to its lease, and is done by the next worker")
    w.sql(f"UPDATE source SET active = false WHERE url = '{stuck.url}/page'")
    stuck.close()


def sigterm_hanging(w, worker):
    begun = time.monotonic()
    same(w.end(worker, timeout=30), 0, "SIGTERM with a fetch and a mail relay that hang: exit 0")
    took = time.monotonic() - begun
    ok(took < 11.5, f"within the 10 s of grace ({took:.1f} s)")


def poison(w, sites):
    """A page of more attributes than a parser child has memory for. It dies, and is quarantined the third time."""
    if "san" in os.path.basename(BUILD):
        skip("a page that kills the parser", "with a sanitizer there is no ceiling on memory")
        return
    s = Source()
    w.allow(s)
    many = " ".join(f"a{i}" for i in range(40))
    s.pages["/page"] = Page("<main><h1>Terms</h1>" + f"<p {many}>We may change these terms." * 85_000 + "</main>")
    poisoned = w.add("Poison", "/page", on=s)
    for n in range(1, 5):
        w.pass_time(days=2)
        sites.change(0.5)
        w.worker(FETCH_MAX_BYTES=60 << 20)
        seen = w.observations(poisoned)
        if n == 1:
            same(seen[-1].outcome, "failed", "a page that kills the parser is an observation")
            like(seen[-1].reason, "the parser died", "that says so")
        same(sites.wrong(), [], f"look {n}: the other documents go on")
    same((len(seen), w.state(poisoned, "quarantined"), w.state(poisoned, "parser_deaths")), (3, "true", "3"), "after three deaths it is left alone")
    doctor = w.atlas("doctor", check=False)
    like(doctor.stdout + doctor.stderr, "quarantine", "atlas doctor tells")
    s.pages["/page"] = Page(policy("Poison no more"))
    w.atlas("document", "add", "larkfield", s.url + "/page", "--title", "Poison", "--kind", "terms", "--select", "body main")
    w.pass_time(hours=1)
    w.worker()
    same((w.last(poisoned).outcome, w.state(poisoned, "quarantined")), ("first", "false"), "a new declaration lifts it")
    w.sql(f"UPDATE source SET active = false WHERE id = {poisoned}")
    s.close()


def database_away(w, sites):
    for n in range(3):
        w.pass_time(hours=1)
        sites.change(1)
        said = w.logged("atlas-worker").count("trying again")
        worker = w.start_worker()
        wait_for_requests(sites, sites.asked() + dice.randrange(1, 30), worker)
        w.stop_database("immediate")
        await_true(lambda: w.logged("atlas-worker").count("trying again") > said or worker.poll() is not None, "the worker noticing")
        same(worker.poll(), None, f"PostgreSQL away ({n}): the worker stays")
        w.start_database()
        w.pass_time(seconds=6)
        await_true(lambda: w.sql1(f"SELECT count(*) FROM source_state JOIN source s ON s.id = source_id WHERE s.active AND last_checked_at < '{(w.now - timedelta(seconds=6)).isoformat()}'") == "0", "a look at each")
        same(w.end(worker), 0, "it goes on by itself when it is back")
        same(sites.wrong(), [], "and nothing is missing")
    same(broken(w), [], "all invariants hold")


with Watched(LEASE_S=5, CHECK_INTERVAL_S=3600, FETCH_PARALLEL=16) as w:
    print(f"# seed {SEED}, {ROUNDS} rounds")
    sites = Sites(w)
    w.atlas("account", "create", "reader@example.org", "--tier", "watcher")
    w.atlas("account", "watch", "reader@example.org", "larkfield")
    w.worker()
    same(w.sql1("SELECT count(*) FROM version"), str(HOSTS * PAGES), f"{HOSTS * PAGES} documents")
    for part in (kill_rounds, alerts, parser_kills, two_workers, sigterm, poison, database_away):
        begun = time.monotonic()
        part(w, sites)
        print(f"# {part.__name__}: {time.monotonic() - begun:.0f} s")
    same(w.sql1("SELECT count(*) FROM version v LEFT JOIN hash_check h ON h.version_id = v.id WHERE h.text_ok IS FALSE OR h.capture_ok IS FALSE"), "0", "no stored hash is wrong")
    sites.close()
done()
