#!/usr/bin/python3
"""Exactly one digest an account and ISO week, lived through by the mailer itself, a quarter of an hour a turn, by the calendar of
the clock file: zones that are known to be difficult, over the weeks in which clocks change. tests/campaign/30-time.t is the same
for all zones and two years. WEEKS and SEED make it longer, or another one."""
import os
import sys
import time
from datetime import datetime

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, ok, same  # noqa: E402
from weeks import UTC, Years, known_zones  # noqa: E402
from world import World  # noqa: E402

WEEKS, SEED = int(os.environ.get("WEEKS", "2")), int(os.environ.get("SEED", "7"))
TRICKY = ["Africa/Casablanca", "America/St_Johns", "Antarctica/Troll", "Asia/Gaza", "Asia/Hebron", "Asia/Kathmandu", "Atlantic/Azores", "Australia/Lord_Howe",
          "Etc/GMT+12", "Europe/London", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "America/New_York", "America/Santiago", "UTC"]

for start in datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 12, 21, tzinfo=UTC):
    with World() as w:
        zones = [z for z in TRICKY if z in known_zones(w)]
        years, begun = Years(w, zones * 2, start, WEEKS, SEED), time.monotonic()
        years.live()
        told = int(w.sql1("SELECT count(*) FROM digest"))
        print(f"# from {start.date()}: {len(zones)} zones, {WEEKS * 672} turns in {time.monotonic() - begun:.1f} s, {told} digests, {years.moves} moves")
        ok(told >= len(zones) * 2 * (WEEKS - 1), f"{told} digests")
        same(years.wrong_weeks(), [], "each week once, for those who move too")
        same(years.wrong_instants(), [], "at the quarter that python's calendar says")
        sent = w.sql("SELECT count(*), count(DISTINCT message_id) FROM delivery WHERE state = 'sent'")[0]
        same((sent[0], len({m["Message-ID"] for m in w.mails()}), len(w.mails())), (sent[1], int(sent[0]), int(sent[0])), f"{sent[0]} mails, each once")
done()
