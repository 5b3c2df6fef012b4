#!/usr/bin/python3
"""Who moves from the far west to the far east, and from Sunday night to Monday morning at the same time, jumps over the hour of a
week: it was never told as a week of its own. It is made up for, and the week that has begun comes behind it, once."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, same  # noqa: E402
from world import World  # noqa: E402

with World() as w:
    w.sql("INSERT INTO account (address, state, zone, digest_day, digest_hour, created_at, confirmed_at)"
          " SELECT 'n' || n || '@example.org', 'active', 'Pacific/Pago_Pago', 7, 23, '2026-03-20T00:00:00Z', '2026-03-20T00:00:00Z' FROM generate_series(1, 2) n")

    def told(account):
        return [r[0] for r in w.sql(f"SELECT iso_week FROM digest WHERE account_id = {account} ORDER BY period_end")]

    for at in "2026-03-23T09:45:00Z", "2026-03-23T10:00:00Z", "2026-03-30T09:45:00Z":
        w.set_clock(at)
        w.worker()
    same(told(1), ["2026-W12"], "the week that ended on Sunday, at 23:00 in Pago Pago")
    w.sql("UPDATE account SET zone = 'Pacific/Kiritimati', digest_day = 1, digest_hour = 0 WHERE id = 1")
    for at in "2026-03-30T10:00:00Z", "2026-03-30T10:15:00Z", "2026-03-30T10:30:00Z", "2026-04-05T09:45:00Z":
        w.set_clock(at)
        w.worker()
    same(told(1), ["2026-W12", "2026-W13", "2026-W14"], "the week that was jumped over, then the one that has begun")
    same(told(2), ["2026-W12", "2026-W13"], "who stays is told of each at its hour")
    same(w.sql1("SELECT bool_and(period_start = before) FROM (SELECT period_start, lag(period_end) OVER (PARTITION BY account_id ORDER BY iso_week) AS before FROM digest) d WHERE before IS NOT NULL"),
         "t", "and no moment is left out or told twice")
    w.set_clock("2026-05-20T12:00:00Z")
    w.worker()
    w.set_clock("2026-05-20T12:15:00Z")
    w.worker()
    same((told(1)[3:], told(2)[2:]), (["2026-W21"], ["2026-W20"]), "after weeks in which nothing ran, one digest tells of them all")
done()
