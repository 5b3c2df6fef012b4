#!/usr/bin/python3
"""A PostgreSQL that neither answers nor goes away (SIGSTOP): public pages say so in about a second, and come back with it.
One that is merely slow is waited for."""
import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import World, await_true


def servers(w):
    """All processes of the world's cluster."""
    with open(os.path.join(w.dir, "pg", "postmaster.pid"), encoding="ascii") as f:
        master = int(f.readline())
    with open(f"/proc/{master}/task/{master}/children", encoding="ascii") as f:
        return [master, *(int(x) for x in f.read().split())]


def timed(b, path):
    start = time.monotonic()
    r = b.get(path)
    return r, time.monotonic() - start


with World(WEB_PROCESSES=2) as w:
    w.start_web()
    b = w.browser()
    for n in range(6):
        same(b.get(f"/platforms/?warm={n}").status, 200, "a page")
    frozen = servers(w)
    for p in frozen:
        os.kill(p, signal.SIGSTOP)
    try:
        for n, path in enumerate(("/platforms/?frozen=1", "/platforms/?frozen=2", "/changes/?frozen=3", "/healthz", "/login", "/no/such/page", "/platforms/index.json?frozen=4")):
            r, took = timed(b, path)
            ok(r.status == (404 if path == "/no/such/page" else 503) and took < 2, f"{path}: {r.status} within two seconds", f"{r.status} after {took:.2f} s")
            if r.status == 503:
                ok(r.headers["Retry-After"], "with Retry-After")
            print(f"# {path}: {took:.2f} s")
    finally:
        for p in frozen:
            os.kill(p, signal.SIGCONT)
    start = time.monotonic()
    await_true(lambda: b.get(f"/platforms/?thawed={time.monotonic()}").status == 200, "a page")
    ok(time.monotonic() - start < 2, "and pages come back within two seconds of it", time.monotonic() - start)

    # Slow is not away: a lock held for three seconds by somebody else.
    holder = subprocess.Popen(w.psql("BEGIN; LOCK TABLE platform; SELECT pg_sleep(3); COMMIT"), stdout=subprocess.DEVNULL)
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_locks WHERE relation = 'platform'::regclass AND mode = 'AccessExclusiveLock' AND granted") == "1", "the lock")
    r, took = timed(b, "/platforms/?slow=1")
    same(r.status, 200, f"a page that has to wait for a lock is waited for ({took:.1f} s)")
    holder.wait()
done()
