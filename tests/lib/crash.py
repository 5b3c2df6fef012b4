"""Kills in the middle of everything: worker and mailer die at random while pages change, alerts and digests are written, and a
sink drops lines and answers 4xx and 5xx. What must come out is known: each change told to each who watches, each mail once, or
twice under one Message-ID where the sender could not know. tests/worker/31-crash-mail.t is a short seed of it,
tests/campaign/20-crash.t the whole.

    c = Crash(kills=500, watches=2000, changes=300, seed=7)
    c.run()
    c.judge()        the TAP lines and the table"""
import collections
import os
import random
import signal
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worker"))
from policy import INVARIANTS, Watched, policy  # noqa: E402
from sink import DROP, Sink  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import ok, same  # noqa: E402
from world import await_true  # noqa: E402

LEASE_S = 5
HOSTS, PAGES = 8, 5
MONDAY = datetime.fromisoformat("2026-03-09T08:00:00+00:00")  # everybody's digest
TOLD = "every change that is told has an alert for each watch"  # asked more exactly here

# Each time that a claim passes from one owner to another, with the end of the lease it had and of the one it gets.
_RESCUES = """
CREATE TABLE rescue (what text, from_until timestamptz, to_until timestamptz);
CREATE FUNCTION rescue_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN INSERT INTO public.rescue VALUES (TG_TABLE_NAME, OLD.lease_until, NEW.lease_until); RETURN NULL; END $$;
CREATE TRIGGER rescued AFTER UPDATE ON delivery FOR EACH ROW WHEN (OLD.lease_owner <> NEW.lease_owner) EXECUTE FUNCTION rescue_note();
CREATE TRIGGER rescued AFTER UPDATE ON host FOR EACH ROW WHEN (OLD.lease_owner <> NEW.lease_owner) EXECUTE FUNCTION rescue_note()"""

# Who should have been told of what: by the tables that say what was seen and who watched it, not by those of the mail.
_EXPECTED = """SELECT w.account_id, c.id AS change_id FROM change c JOIN document d ON d.id = c.document_id JOIN watch w ON w.platform_id = d.platform_id
 WHERE c.kind <> 'cosmetic' AND w.alerts"""

CHECKS = {
    "no alert is missing": f"SELECT * FROM ({_EXPECTED}) e WHERE NOT EXISTS (SELECT FROM alert a WHERE a.account_id = e.account_id AND a.change_id = e.change_id)",
    "no alert is too much": f"SELECT account_id, change_id FROM alert EXCEPT ({_EXPECTED})",
    "none waits": "SELECT * FROM alert WHERE state = 'pending'",
    "an alert that was mailed is in a mail": "SELECT * FROM alert a WHERE state = 'mailed' AND NOT EXISTS (SELECT FROM delivery d WHERE d.id = a.delivery_id AND d.kind = 'alert')",
    "one that was not belongs to an address that takes no mail": "SELECT a.* FROM alert a JOIN account c ON c.id = a.account_id WHERE a.state = 'skipped'"
                                                                 " AND NOT EXISTS (SELECT FROM suppression s WHERE s.address = c.address AND s.hard_bounces >= 2)",
    "every digest with something to tell is a mail": "SELECT * FROM digest WHERE changes > 0 AND delivery_id IS NULL",
    "every account that takes mail has its digest": "SELECT id FROM account a WHERE NOT EXISTS (SELECT FROM digest WHERE account_id = a.id)"
                                                    " AND NOT EXISTS (SELECT FROM suppression s WHERE s.address = a.address AND s.hard_bounces >= 2)",
    "every delivery came to an end": "SELECT * FROM delivery WHERE state IN ('pending', 'claimed')",
    "with words": "SELECT * FROM delivery WHERE coalesce(last_reply, '') = ''",
    "failed is what the relay refused": "SELECT * FROM delivery WHERE state = 'failed' AND last_reply !~ '^5'",
    "no lease is left": "SELECT FROM host WHERE lease_owner IS NOT NULL UNION ALL SELECT FROM source_state WHERE lease_owner IS NOT NULL",
}


class Clock(threading.Thread):
    """The world's clock goes as ours does, and jumps when told to."""

    def __init__(self, w):
        super().__init__(daemon=True)
        self.w, self.base, self.begun, self.over, self.jumps = w, w.now, time.monotonic(), threading.Event(), []
        self.start()

    def now(self):
        return self.base + timedelta(seconds=time.monotonic() - self.begun)

    def jump(self, to):
        now = self.now()
        self.jumps.append((now, to - now))
        self.base += to - now

    def lived(self, since, until):
        """Seconds between two of its instants, without the jumps."""
        return (until - since - sum((by for at, by in self.jumps if since <= at < until), timedelta())).total_seconds()

    def run(self):
        while not self.over.wait(0.02):
            self.w.set_clock(self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"))

    def stop(self):
        self.over.set()
        self.join()


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(c) for c in f.read().split()]
    except OSError:
        return []


def called(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="ascii") as f:
            return f.read().strip()
    except OSError:
        return ""


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False


class Crash:
    def __init__(self, kills, watches, changes, seed, documents=HOSTS * PAGES):
        self.kills, self.changes, self.documents, self.dice = kills, changes, documents, random.Random(seed)
        self.rounds = max(3, -(-changes // max(1, documents * 3 // 10)))
        self.killed, self.changed, self.days = collections.Counter(), 0, [100] * documents
        self.sink = Sink()
        self.sink.fault = self.fault
        self.w = w = Watched(LEASE_S=LEASE_S, CHECK_INTERVAL_S=3600, FETCH_PARALLEL=16, SMTP_URL=self.sink.url)
        w.at(MONDAY - timedelta(hours=self.rounds * 2 // 3 + 1))
        self.sources = [Source() for _ in range(min(HOSTS, documents))]
        w.allow(*self.sources)
        for n in range(documents):
            self.publish(n)
            w.atlas("platform", "add", f"platform-{n}", f"Platform {n}")
            w.atlas("document", "add", f"platform-{n}", self.source(n).url + f"/{n}", "--title", "Terms", "--kind", "terms", "--select", "main")
        w.worker()
        w.sql(f"""INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'n' || n || '@example.org', 'active', '{w.now}', '{w.now}' FROM generate_series(1, {watches}) n;
                  INSERT INTO subscription (account_id, tier_id, kind, valid_from) SELECT a.id, t.id, 'manual', '{w.now}' FROM account a, tier t WHERE t.slug = 'watcher';
                  INSERT INTO watch (account_id, platform_id, alerts, created_at)
                    SELECT a.id, p.id, a.id % 3 > 0, '{w.now}' FROM account a JOIN platform p ON p.slug = 'platform-' || a.id % {documents};
                  {_RESCUES}; ANALYZE""")
        self.worker, self.clock = None, Clock(w)

    # ---- the sites and the sink ----
    def source(self, n):
        return self.sources[n % len(self.sources)]

    def publish(self, n):
        self.source(n).pages[f"/{n}"] = Page(policy(days=self.days[n]), etag=f'"{self.days[n]}"')

    def change_some(self):
        for n in self.dice.sample(range(self.documents), min(self.documents * 3 // 10, self.changes - self.changed)):
            self.days[n] += 1
            self.changed += 1
            self.publish(n)

    def fault(self, stage, _to):
        x = self.dice.random()
        if stage == "MAIL":
            return "451 4.3.2 not now" if x < 0.001 else DROP if x < 0.002 else None
        if stage == "RCPT":
            return "451 4.2.1 mailbox busy" if x < 0.03 else "550 5.1.1 no such person" if x < 0.035 else None
        return DROP if x < 0.1 else "451 4.3.0 later" if x < 0.14 else "554 5.6.0 refused" if x < 0.145 else None

    # ---- kills ----
    def start(self):
        self.worker = self.w.start_worker()
        await_true(lambda: self.mailers() or self.worker.poll() is not None, "a mailer")

    def mailers(self):
        return [c for c in children(self.worker.pid) if called(c) == "atlas-mailer"]

    def wait_for_work(self):
        """Until a random number of mails more were taken, or nothing has been going on for a while."""
        wanted, end = len(self.sink.taken) + self.dice.randrange(60), time.monotonic() + self.dice.uniform(0.2, 1.2)
        while len(self.sink.taken) < wanted and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(self.dice.uniform(0, 0.01))

    def kill_one(self):
        what = self.dice.choice(["mailer", "mailer", "mailer", "worker", "both"])
        if what != "worker" and not self.mailers():
            await_true(self.mailers, "a mailer")
        done = 0
        for pid in (self.mailers() if what != "worker" else []) + ([self.worker.pid] if what != "mailer" else []):
            done += kill(pid)
        self.killed[what] += done > 0
        if what != "mailer":
            self.worker.wait()
            self.start()

    def waiting(self):
        """What is claimed: by who lives, or by one who died and whose lease has not ended."""
        return self.w.sql1("SELECT (SELECT count(*) FROM delivery WHERE state = 'claimed') + (SELECT count(*) FROM host WHERE lease_owner IS NOT NULL)")

    def round(self, n):
        self.clock.jump(self.clock.now() + timedelta(hours=1))
        self.change_some()
        for _ in range(self.kills // self.rounds + (n < self.kills % self.rounds)):
            self.wait_for_work()
            self.kill_one()
        end = time.monotonic() + 60  # an hour later a rescue could not be measured
        while self.waiting() != "0" and time.monotonic() < end:
            time.sleep(0.1)

    def rescue_alone(self):
        """A mailer killed with claims in hand and nothing else to do: seconds until all is sent."""
        self.clock.jump(self.clock.now() + timedelta(minutes=2))  # a mailer that rests, for what the sink did, has rested
        at = self.clock.now().isoformat()
        self.sink.fault, before = None, len(self.sink.taken)
        self.w.sql("INSERT INTO delivery (message_id, kind, address, subject, text_body, html_body, created_at, next_try_at)"
                   f" SELECT '<alone.{at}.' || n || '@localhost>', 'notice', 'alone' || n || '@example.org', 'Hello', 'x', '<p>x</p>', '{at}', '{at}' FROM generate_series(1, 200) n")
        await_true(lambda: len(self.sink.taken) > before + 20, "a mailer in the middle of it")
        for pid in self.mailers():
            kill(pid)
        killed = time.monotonic()
        await_true(lambda: self.w.sql1(f"SELECT count(*) FROM delivery WHERE message_id LIKE '<alone.{at}.%' AND state <> 'sent'") == "0", "the rescue")
        self.sink.fault = self.fault
        return time.monotonic() - killed

    def run(self, told=None):
        self.begun = time.monotonic()
        self.start()
        for n in range(self.rounds):
            self.round(n)
            if told:
                told(n, self)
        self.alone = [self.rescue_alone() for _ in range(3)]
        self.drain()

    def drain(self):
        """Hour by hour, until nothing waits: a mail that meets 4xx waits for six at most."""
        for _ in range(200):
            self.clock.jump(self.clock.now() + timedelta(hours=1))
            end = time.monotonic() + 60
            while int(self.due()) and time.monotonic() < end:
                time.sleep(0.1)
            if self.w.sql1("SELECT (SELECT count(*) FROM delivery WHERE state IN ('pending', 'claimed')) + (SELECT count(*) FROM alert WHERE state = 'pending')") == "0":
                break
        self.w.end(self.worker)
        self.clock.stop()
        self.w.at(self.clock.now())
        self.w.worker()  # what the last leases held

    def due(self):
        now = self.clock.now().isoformat()
        return self.w.sql1(f"SELECT (SELECT count(*) FROM delivery WHERE state IN ('pending', 'claimed') AND next_try_at <= '{now}')"
                           f" + (SELECT count(*) FROM source_state WHERE next_due <= '{now}')")

    # ---- what came of it ----
    def copies(self):
        """Message-ID → its copies, in order."""
        found = collections.defaultdict(list)
        for one in self.sink.taken:
            found[one.id].append(one)
        return found

    def wrong_texts(self):
        text = dict(self.w.sql("SELECT p.slug, string_agg(t.body, '' ORDER BY c.ordinal) FROM document d JOIN platform p ON p.id = d.platform_id"
                               " JOIN stay y ON y.document_id = d.id AND y.verified_until IS NULL"
                               " JOIN version_clause c ON c.version_id = y.version_id JOIN clause_text t USING (sha256) GROUP BY 1"))
        return [n for n, days in enumerate(self.days) if f"at least {days} days" not in text.get(f"platform-{n}", "")]

    def judge(self):
        w, copies = self.w, self.copies()
        sent = {r[0]: r[1:] for r in w.sql("SELECT message_id, state, address FROM delivery")}
        extra = [(one, n) for all_of in copies.values() for n, one in enumerate(all_of[:-1])]
        cut = sum(not one.answered for one, _ in extra)
        outside = [one for one, _ in extra if one.sure]
        lost = [i for i, (state, _) in sent.items() if state == "sent" and i not in copies]
        strange = [one.id for one in self.sink.taken if sent.get(one.id, ("", ""))[1] != one.to]
        rescued = collections.defaultdict(list)
        for what, since, until in w.sql("SELECT what, extract(epoch FROM from_until), extract(epoch FROM to_until) FROM rescue"):
            rescued[what].append(self.clock.lived(*(datetime.fromtimestamp(float(t) - LEASE_S, timezone.utc) for t in (since, until))))
        broken = [name for name, query in INVARIANTS.items() if name != TOLD and w.sql(query)]
        ok(sum(self.killed.values()) >= self.kills, f"{sum(self.killed.values())} kills: {dict(self.killed)}")
        same(broken, [], "the invariants of what was observed hold")
        same(self.wrong_texts(), [], "each document's current text is what its page says")
        for name, query in CHECKS.items():
            ok(not (found := w.sql(query)), name, "\n".join(str(row)[:300] for row in found[:5]))
        same(lost[:3], [], "every mail that is called sent is in the sink")
        same(strange[:3], [], "whatever is in the sink is a delivery, to its address")
        same(outside[:3], [], f"{len(extra)} second copies, under the same Message-ID, none outside the window")
        ok(max(self.alone) <= 2 * LEASE_S, f"a mailer killed with nothing else to do: all is sent {max(self.alone):.1f} s later, with a lease of {LEASE_S} s")
        ok(max(map(max, rescued.values()), default=0) <= 300, "behind the backlog and with mailers dying, no claim is stuck for five minutes")
        self.table(len(sent), extra, cut, outside, lost, rescued)
        self.close()

    def table(self, deliveries, extra, cut, outside, lost, rescued):
        states = {r[0]: r[1] for r in self.w.sql("SELECT state, count(*) FROM delivery GROUP BY 1")}
        alerts = {r[0]: r[1] for r in self.w.sql("SELECT state, count(*) FROM alert GROUP BY 1")}
        answers = {k: v for k, v in sorted(self.sink.answered.items()) if k[0] in "45D"}
        rows = [("kills", ", ".join(f"{k} {v}" for k, v in sorted(self.killed.items())) + f", all {sum(self.killed.values())}"),
                ("watches, changes", f"{self.w.sql1('SELECT count(*) FROM watch')}, {self.w.sql1('SELECT count(*) FROM change')}"),
                ("alerts", ", ".join(f"{k} {v}" for k, v in sorted(alerts.items()))),
                ("deliveries", ", ".join(f"{k} {v}" for k, v in sorted(states.items())) + f", all {deliveries}"),
                ("the sink answered", ", ".join(f"{k} {v}" for k, v in answers.items()) + f"; took {len(self.sink.taken)}"),
                ("claims rescued", "; ".join(f"{k} {len(v)}, {sum(x <= 2 * LEASE_S for x in v)} of them within {2 * LEASE_S} s of the last sign of life, slowest {max(v):.1f} s" for k, v in sorted(rescued.items()))),
                ("second copies in the window", f"{len(extra) - len(outside)}: line cut {cut}, killed before the note {len(extra) - cut - len(outside)}"),
                ("most copies of one mail", str(max(collections.Counter(one.id for one in self.sink.taken).values()))),
                ("second copies outside the window", str(len(outside))), ("lost", str(len(lost))),
                ("seconds", f"{time.monotonic() - self.begun:.0f}")]
        for name, value in rows:
            print(f"# {name:34} {value}")
        sys.stdout.flush()

    def close(self):
        self.w.close()
        self.sink.close()
        for s in self.sources:
            s.close()
