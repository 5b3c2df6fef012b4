"""Figures of many accounts: building their digests, emptying the queue, and an alert that comes meanwhile. On tests/lib/crowd.py.

    s = Scale(accounts)
    s.build()       → Built: digests, seconds, busy_s, rss_mb, rss_early_mb, payload_mb
    s.claims()      → deliveries claimed (a second, a busy second), alone; claims_single: one a transaction, a second
    s.copied()      → rows a second that PostgreSQL copies from the built ones into such a table: what cannot be undercut
    s.deliver(60)   → Delivered: a second, by `mailers`; alert_s: from an alert's row to its mail in the sink's hands"""
import glob
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from crowd import DUE, crowd_make
from world import MAILER, World, await_true

PGBENCH = "/usr/lib/postgresql/15/bin/pgbench"


@dataclass
class Built:
    digests: int
    seconds: float
    busy_s: float        # of a processor, the server's processes included
    rss_mb: float        # the largest
    rss_early_mb: float  # the largest of the first fifth
    payload_mb: float


@dataclass
class Delivered:
    a_second: float
    alert_s: list


def _busy_s(pid):
    try:
        with open(f"/proc/{pid}/schedstat", encoding="ascii") as f:
            return int(f.read().split()[0]) / 1e9
    except OSError:
        return 0.0


def _rss_mb(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as f:
            found = re.search(r"VmRSS:\s+(\d+)", f.read())
        return int(found[1]) / 1024 if found else 0.0
    except OSError:
        return 0.0


class Scale:
    def __init__(self, accounts):
        self.w, self.accounts = World(durable=True), accounts
        crowd_make(self.w, accounts)
        self.w.set_clock(DUE)

    def attend(self, p):
        """Until a process ends: (seconds, busy seconds, [(when, MB)])."""
        rss, busy, begun = [], {}, time.monotonic()
        while p.poll() is None:
            rss.append((time.monotonic() - begun, _rss_mb(p.pid)))
            for pid in [str(p.pid), *self.backends()]:
                busy[pid] = max(busy.get(pid, 0.0), _busy_s(pid))
            time.sleep(0.05)
        return time.monotonic() - begun, sum(busy.values()), rss

    def build(self):
        """One run of the worker with nowhere to send: it builds, and what it built waits."""
        p = self.w.start("worker", "atlas-worker", "--once", SMTP_URL="", MAILDIR="")
        seconds, busy, rss = self.attend(p)
        if p.returncode:
            raise RuntimeError(self.w.logged("atlas-worker")[-2000:])
        early = max(mb for at, mb in rss if at <= seconds / 5)
        digests, size = self.w.sql("SELECT count(*), coalesce(sum(octet_length(payload::text)), 0) FROM delivery WHERE kind = 'digest'")[0]
        return Built(int(digests), seconds, busy, max(mb for _, mb in rss), early, int(size) / 2**20)

    def backends(self):
        """The server's processes that work for the worker."""
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, encoding="utf-8", errors="replace") as f:
                    if "atlas_worker atlas [local]" in f.read() and self.ours(path):
                        found.append(path.split("/")[2])
            except OSError:
                continue
        return found

    def ours(self, path):
        return os.readlink(os.path.dirname(path) + "/cwd") == os.path.join(self.w.dir, "pg")

    def claims(self):
        p = subprocess.Popen(self.w._command("worker", MAILER, ["claims"]), env=self.w._environment("worker", {}), stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, text=True, cwd="/")
        _, busy, _ = self.attend(p)
        n, seconds = map(float, p.stdout.read().split())
        self.give_back()
        return n / seconds, n / busy

    def claims_single(self):
        """One a transaction, by pgbench."""
        path = os.path.join(self.w.dir, "claim.sql")
        with open(path, "w", encoding="ascii") as f:
            f.write(f"""WITH due AS (SELECT id FROM delivery WHERE state IN ('pending', 'claimed') AND next_try_at <= '{DUE}' ORDER BY (kind = 'digest'), next_try_at LIMIT 1
                FOR UPDATE SKIP LOCKED) UPDATE delivery d SET state = 'claimed', lease_owner = 'x', lease_until = '2026-03-10Z', next_try_at = '2026-03-10Z' FROM due WHERE d.id = due.id;""".replace("\n", " "))
        r = subprocess.run([PGBENCH, "-n", "-T", "3", "-f", path, self.w.dsn("worker")], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
        self.give_back()
        return float(re.search(r"tps = ([\d.]+)", r.stdout)[1])

    def give_back(self):
        self.w.sql("UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL, next_try_at = created_at WHERE state = 'claimed'")
        self.w.sql("VACUUM ANALYZE delivery")

    def copied(self):
        rows, begun = int(self.w.sql1("SELECT count(*) FROM delivery")), time.monotonic()
        self.w.sql("CREATE TABLE copied (LIKE delivery INCLUDING INDEXES); INSERT INTO copied SELECT * FROM delivery")
        seconds = time.monotonic() - begun
        self.w.sql("DROP TABLE copied")
        return rows / seconds

    def sent(self):
        return int(self.w.sql1("SELECT count(*) FROM delivery WHERE state = 'sent'"))

    def deliver(self, seconds, mailers=1, alerts=0):
        """The real mailers through a sink in a process of its own, for so long; meanwhile so many alerts, one after the other."""
        w, alert_s = self.w, []
        sink = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "sink.py")], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
        url = f"smtp://127.0.0.1:{sink.stdout.readline().strip()}"
        workers = [w.start_worker(SMTP_URL=url) for _ in range(mailers)]
        before = self.sent()
        await_true(lambda: self.sent() > before, "the first mail")
        before, begun = self.sent(), time.monotonic()
        alerting = threading.Thread(target=lambda: alert_s.extend(self.alert(n) for n in range(alerts)))
        alerting.start()
        time.sleep(max(0.0, seconds - (time.monotonic() - begun)))
        a_second = (self.sent() - before) / (time.monotonic() - begun)
        alerting.join()
        for p in workers:
            w.end(p)
        sink.stdin.close()
        sink.wait(10)
        return Delivered(a_second, alert_s)

    def alert(self, n):
        """Of an account that has none yet; seconds until its mail was accepted."""
        account = 1 + n * 7
        self.w.sql(f"INSERT INTO alert (account_id, change_id, watch_id, created_at) SELECT {account}, {n + 1}, min(id), '{DUE}' FROM watch WHERE account_id = {account}")
        begun = time.monotonic()
        while self.w.sql1(f"SELECT count(*) FROM delivery WHERE account_id = {account} AND kind = 'alert' AND state = 'sent'") == "0":
            if time.monotonic() > begun + 900:
                break
            time.sleep(0.05)
        return time.monotonic() - begun

    def close(self):
        self.w.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
