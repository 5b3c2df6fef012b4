#!/usr/bin/python3
# The worker makes the partitions of observations ahead: nobody did, and all rows would have lain in the default one.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worker"))
from policy import Watched, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, same  # noqa: E402

with Watched(Source()) as w:
    w.pages["/terms"] = Page(policy())
    w.set_clock("2026-03-30T09:00:00Z")
    w.worker()
    same([r[0] for r in w.sql("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'observation'::regclass ORDER BY inhrelid")],
         ["observation_default", "observation_2026_03", "observation_2026_04"], "this month and the next have a partition")
    w.add("Terms of Service", "/terms")
    w.sql("UPDATE source_state SET next_due = '2026-04-02T09:00:00Z'")
    w.set_clock("2026-04-02T09:00:00Z")
    w.worker()
    same(w.sql1("SELECT count(*) FROM observation_2026_04"), "1", "and a slot's observation lies in its own")
    same(w.sql1("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'observation_2026_04'::regclass AND tgname IN ('append_only', 'no_truncate') AND tgenabled = 'A'"), "2",
         "which is append-only too")
done()
