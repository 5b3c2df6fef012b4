#!/usr/bin/python3
"""Row R16 of the trust handbook for mail: the clock jumps an hour forwards and backwards while mail waits, is being sent, and the
relay is away. No storm: nothing goes twice, nothing is tried more often than its plan says. No stall: what comes in goes out,
and what waited for an hour that was already there waits no longer than until it is there again."""
import os
import sys
import time
from collections import Counter
from datetime import datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from sink import Sink  # noqa: E402
from tap import done, ok, same  # noqa: E402
from world import World, await_true  # noqa: E402

HOUR = timedelta(hours=1)
now = datetime.fromisoformat("2026-03-09T07:30:00+00:00")


def jump(by):
    global now
    now += by
    w.set_clock(now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def queue(name, n):
    w.sql(f"INSERT INTO delivery (message_id, kind, address, subject, text_body, html_body, created_at, next_try_at) SELECT '<{name}' || n || '@localhost>', 'notice',"
          f" '{name}' || n || '@example.org', 'Hello', 'x', '<p>x</p>', '{now.isoformat()}', '{now.isoformat()}' FROM generate_series(1, {n}) n")


def taken(name):
    return [one for one in sink.taken if one.id.startswith(f"<{name}")]


with World(LEASE_S=60) as w, Sink() as sink:
    w.write_settings(SMTP_URL=sink.url)
    jump(timedelta(0))
    w.sql("INSERT INTO account (address, state, created_at, confirmed_at) SELECT 'n' || n || '@example.org', 'active', '2026-03-08T09:00:00Z', '2026-03-08T09:00:00Z' FROM generate_series(1, 50) n")
    worker = w.start_worker()

    # ---- while it is being sent ----
    queue("many", 600)
    await_true(lambda: len(taken("many")) > 100, "some mails")
    jump(HOUR)
    await_true(lambda: len(taken("many")) > 250, "more mails")
    jump(-HOUR)
    await_true(lambda: len(taken("many")) > 400, "more mails")
    jump(HOUR)
    await_true(lambda: w.sql1("SELECT count(*) FROM delivery WHERE state = 'sent'") == "600", "all of them")
    same(Counter(Counter(one.id for one in taken("many")).values()), Counter({1: 600}), "three jumps in the middle of 600 mails: each once")
    same(w.sql1("SELECT max(attempts) FROM delivery"), "1", "each in one attempt")

    # ---- digests: 08:00 comes, goes, and comes again ----
    await_true(lambda: w.sql1("SELECT count(*) FROM digest") == "50", "the digests of 08:00")
    jump(-HOUR)
    queue("back", 20)
    await_true(lambda: len(taken("back")) == 20, "mail that comes in after the clock was put back")
    ok(True, "what comes in after a jump backwards goes at once")
    jump(HOUR)
    queue("again", 1)
    await_true(lambda: taken("again"), "a turn behind the second 08:00")
    same(w.sql1("SELECT count(*) FROM digest"), "50", "08:00 twice: no second digest")

    # ---- what is to be tried again ----
    sink.fault = lambda stage, to: "451 4.3.0 later" if stage == "DATA" else None
    queue("later", 30)
    await_true(lambda: w.sql1("SELECT count(*) FROM delivery WHERE last_reply LIKE '451%'") == "30", "refusals for now")
    jump(-HOUR)
    queue("turn", 1)
    await_true(lambda: w.sql1("SELECT count(*) FROM delivery WHERE last_reply LIKE '451%'") == "31", "a turn")
    same(w.sql1("SELECT max(attempts) FROM delivery WHERE message_id LIKE '<later%'"), "1", "an hour back: no second try before its time")
    jump(HOUR + HOUR)
    await_true(lambda: w.sql1("SELECT min(attempts) FROM delivery WHERE message_id LIKE '<later%'") == "2", "the second tries")
    time.sleep(1.2)  # a turn more of the mailer's
    same(w.sql1("SELECT max(attempts) FROM delivery WHERE message_id LIKE '<later%'"), "2", "an hour forth: one try more, and no storm")
    sink.fault = None
    jump(2 * HOUR)
    await_true(lambda: len(taken("later")) == 30, "what was put off")
    ok(True, "then all are sent")

    # ---- the relay is away: a minute's rest is no hour's, whatever the clock does ----
    sink.fault = lambda stage, to: "421 4.3.2 closing" if stage == "MAIL" else None
    queue("rest", 1)
    await_true(lambda: "takes nothing" in w.logged("atlas-worker"), "the relay that takes nothing")
    sink.fault = None
    jump(-HOUR)
    queue("rested", 5)
    await_true(lambda: len(taken("rested")) == 5, "mail after the rest")
    ok(True, "the rest ends when the clock is put back, too")
    jump(HOUR + HOUR)
    await_true(lambda: len(taken("rest1")) == 1, "the mail that met it")
    same(w.end(worker), 0, "the worker ran through it all")
    same((w.sql("SELECT state, count(*) FROM delivery GROUP BY 1"), max(Counter(one.id for one in sink.taken).values())), ([["sent", str(len(sink.taken))]], 1), "every mail once")
done()
