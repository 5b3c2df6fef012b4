"""PostgreSQL killed again and again while the web takes forms and the mailer sends: what was acknowledged is there afterwards.

Acknowledged is an addition to a watchlist that was answered with its 303, and the note that a mail was sent, without which the
mailer does not go on to the next one. tests/campaign/25-database.t is the whole, tests/worker/32-crash-database.t a short seed."""
import collections
import http.client
import os
import random
import signal
import subprocess
import threading
import time

from person import Person, csrf
from sink import Sink
from tap import ok, same
from world import World, await_true

PLATFORMS = 50_000


class Adding(threading.Thread):
    """A person who adds one platform after the other, and believes what the answer says."""

    def __init__(self, w):
        super().__init__(daemon=True)
        self.over, self.added, self.refused = threading.Event(), [], collections.Counter()
        self.person = Person(w, "reader@example.org", tier="compliance")
        self.person.log_in()
        self.token = csrf(self.person.get("/account/"))

    def run(self):
        for n in range(1, PLATFORMS + 1):
            if self.over.is_set():
                return
            try:
                r = self.person.b.post("/watchlist/", {"csrf": self.token, "add": f"many-{n}"})
            except (OSError, http.client.HTTPException) as e:
                self.refused[type(e).__name__] += 1
                continue
            if r.status == 303 and r.location.endswith("?done=added"):
                self.added.append(n)
            else:
                self.refused[str(r.status)] += 1
                time.sleep(0.05)


def postmaster(w):
    with open(os.path.join(w.dir, "pg", "postmaster.pid"), encoding="ascii") as f:
        return int(f.readline())


def crash(w, dice):
    """Immediate shutdown, or kill -9 of the postmaster (its children see that it is gone) or of a child that works for us (it then
    throws out all others and recovers by itself)."""
    how = dice.choice(["immediate", "postmaster", "child"])
    if how == "immediate":
        w.stop_database("immediate")
    elif how == "postmaster":
        os.kill(postmaster(w), signal.SIGKILL)
    else:
        pids = await_true(lambda: w.sql("SELECT pid FROM pg_stat_activity WHERE usename IN ('atlas_web', 'atlas_worker')", check=False), "PostgreSQL answers")
        os.kill(int(dice.choice(pids)[0]), signal.SIGKILL)
        old = ",".join(row[0] for row in pids)  # when none of them is left, it has happened
        await_true(lambda: w.sql(f"SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid IN ({old}))", check=False), "a start after the crash")
        return how
    end = time.monotonic() + 60  # one that was killed seems to run for a moment, and its memory is in use until its last child has gone
    while time.monotonic() < end:
        try:
            w.start_database()
        except subprocess.CalledProcessError:
            time.sleep(0.1)
        if w.sql("SELECT 1", check=False):
            break
    return how


def database_crash(crashes, mails, seed):
    dice, how = random.Random(seed), collections.Counter()
    with World(durable=True, LEASE_S=5) as w, Sink() as sink:
        w.write_settings(SMTP_URL=sink.url)
        w.start_web()
        w.sql(f"INSERT INTO platform (slug, name, created_at) SELECT 'many-' || n, 'Many ' || n, '2026-03-01Z' FROM generate_series(1, {PLATFORMS}) n;"
              "INSERT INTO delivery (message_id, kind, address, subject, text_body, html_body, created_at, next_try_at) SELECT '<n' || n || '@localhost>', 'notice',"
              f" 'n' || n || '@example.org', 'Hello', 'x', '<p>x</p>', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z' FROM generate_series(1, {mails}) n; ANALYZE")
        adding, begun, slowest, times = Adding(w), time.monotonic(), 0.0, []
        adding.start()
        worker = w.start_worker()
        await_true(lambda: sink.taken and adding.added, "worker and web at work")
        for n in range(crashes):
            w.set_clock(f"2026-03-02T{9 + n // 240:02}:{n // 4 % 60:02}:{n % 4 * 15:02}Z")  # leases of who lost the line end
            before = len(adding.added)
            time.sleep(dice.uniform(0.05, 0.5))
            died = time.monotonic()
            how[crash(w, dice)] += 1
            back = time.monotonic()
            times.append((died, back))
            await_true(lambda: len(adding.added) > before + 1, "the web takes forms again")
            slowest = max(slowest, time.monotonic() - back)
        await_true(lambda: worker.poll() is None and w.sql("SELECT 1", check=False), "the worker and PostgreSQL run")
        settle(w, worker, adding)
        judge(w, sink, adding, times, mails)
        print(f"# crashes {sum(how.values())} ({', '.join(f'{k} {v}' for k, v in sorted(how.items()))}) · additions acknowledged {len(adding.added)},"
              f" refused {sum(adding.refused.values())} {dict(adding.refused)} · mails {mails} · taken {len(sink.taken)}, sure {sum(t.sure for t in sink.taken)}"
              f" · back within {slowest:.1f} s · {time.monotonic() - begun:.0f} s")


def settle(w, worker, adding):
    adding.over.set()
    adding.join(60)
    w.end(worker)
    w.set_clock("2026-03-03T09:00:00Z")
    w.worker()


def judge(w, sink, adding, times, mails):
    kept = {int(r[0].removeprefix("many-")) for r in w.sql("SELECT p.slug FROM watch w JOIN platform p ON p.id = w.platform_id")}
    same(sorted(set(adding.added) - kept)[:5], [], f"{len(adding.added)} additions were acknowledged in {len(times)} crashes, and each is there")
    same(w.sql("SELECT state, count(*) FROM delivery GROUP BY 1"), [["sent", str(mails)]], "every mail is sent")
    ok(len({one.id for one in sink.taken}) == mails, "and is in the sink")
    lost, again = [], again_after(sink.taken)
    for before, one, after in again:  # its note was lost only if PostgreSQL died between the mails before and after it
        if not any(died < after and back > before for died, back in times):
            lost.append(one)
    same(lost[:3], [], f"no note that a mail was sent was lost; {len(again)} mails were in hand at a crash and went twice")


def again_after(taken):
    """The mails that came once more later: (when the mail before came, it, when the one after it)."""
    last = {one.id: n for n, one in enumerate(taken)}
    at = [0.0, *(one.at for one in taken), float("inf")]
    return [(at[n], one, at[n + 2]) for n, one in enumerate(taken) if last[one.id] > n]
