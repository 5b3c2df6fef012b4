#!/usr/bin/python3
"""Rows R3 and R18 of the trust handbook: 100,000 accounts of five watches each get their digests at one and the same hour. Building
them takes at most a minute of two processors and no more memory at the end than at the beginning; the queue gives out 3,000
deliveries a second; and an alert does not wait behind the backlog. The bars are in busy seconds (tests/lib/scale.py says why); those of
the wall stand beside them. ACCOUNTS, DELIVER_S, ALERTS."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from scale import Scale  # noqa: E402
from tap import done, ok, same  # noqa: E402

ACCOUNTS, DELIVER_S, ALERTS = (int(os.environ.get(k, d)) for k, d in (("ACCOUNTS", "100000"), ("DELIVER_S", "60"), ("ALERTS", "10")))

begun = time.monotonic()
with Scale(ACCOUNTS) as s:
    print(f"# {ACCOUNTS} accounts, {s.w.sql1('SELECT count(*) FROM watch')} watches, made in {time.monotonic() - begun:.0f} s", flush=True)
    b = s.build()
    print(f"# built: {b.digests} digests, {b.payload_mb:.0f} MB of payload, in {b.seconds:.1f} s, {b.busy_s:.1f} s of a processor;"
          f" memory {b.rss_early_mb:.1f} MB early, {b.rss_mb:.1f} MB at most", flush=True)
    same(s.w.sql("SELECT count(*), count(DISTINCT account_id) FROM digest"), [[str(ACCOUNTS)] * 2], "a digest each")
    ok(b.busy_s <= 60 * max(1, ACCOUNTS / 100000), f"built in {b.busy_s:.1f} busy seconds")
    ok(b.rss_mb <= 96 and b.rss_mb - b.rss_early_mb <= 8, f"memory is flat: {b.rss_early_mb:.1f} → {b.rss_mb:.1f} MB")
    claims, busy = s.claims()
    ok(busy >= 3000, f"{busy:.0f} claims a busy second, {claims:.0f} by the wall, from a queue of {b.digests}")
    one = s.deliver(DELIVER_S, 1, ALERTS)
    ok(len(one.alert_s) == ALERTS and max(one.alert_s) <= 900, f"an alert's mail is accepted {min(one.alert_s):.1f} to {max(one.alert_s):.1f} s after its row, while {b.digests} digests wait")
    print(f"# delivered: {one.a_second:.0f} mails a second by one mailer, each begun and noted in a synced commit of its own", flush=True)
    four = s.deliver(DELIVER_S // 2, 4)
    print(f"# delivered: {four.a_second:.0f} mails a second by four mailers", flush=True)
done()
