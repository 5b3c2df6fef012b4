#!/usr/bin/python3
# What the privacy notice promises to forget is forgotten, and no more: the worker's upkeep deleted the month's counter of
# wrong passwords after a day, which made "a hundred wrong passwords" a hundred an hour.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, same  # noqa: E402
from world import World  # noqa: E402

with World() as w:
    w.sql("INSERT INTO rate VALUES ('login-address', 'guessed', '2026-03-01T00:00:00Z', 100), ('login-address', 'old', '2026-01-30T00:00:00Z', 100),"
          " ('login-network', '192.0.2.0/24', '2026-03-18T09:00:00Z', 7), ('login-network', '198.51.100.0/24', '2026-03-20T08:45:00Z', 7)")
    w.set_clock("2026-03-20T09:00:00Z")
    w.worker()
    same([r[0] for r in w.sql("SELECT key FROM rate ORDER BY key")], ["198.51.100.0/24", "guessed"],
         "counters go a day after their window, and the one of wrong passwords lasts a month")
done()
