#!/usr/bin/python3
"""Row R15 of the trust handbook in full: every zone that PostgreSQL and python know, an account each, two years, a quarter of an
hour a turn of the mailer: exactly one digest an account and ISO week, at the quarter that python's calendar says; half of the
accounts change zone, day or hour in the middle of weeks, and no week is told twice or never. WEEKS, ZONES (how many), SEED."""
import os
import sys
import time
from datetime import datetime

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, ok, same  # noqa: E402
from weeks import UTC, Years, known_zones  # noqa: E402
from world import World  # noqa: E402

WEEKS, ZONES, SEED = (int(os.environ.get(k, d)) for k, d in (("WEEKS", "104"), ("ZONES", "10000"), ("SEED", "7")))

with World() as w:
    years, begun = Years(w, known_zones(w)[:ZONES], datetime(2025, 12, 22, tzinfo=UTC), WEEKS, SEED), time.monotonic()

    def told(week):
        if week % 13 == 12:
            print(f"# week {week + 1}: {time.monotonic() - begun:.0f} s, {w.sql1('SELECT count(*) FROM digest')} digests", flush=True)
            w.sql("ANALYZE")
    years.live(told)
    accounts = len(years.people)
    digests = int(w.sql1("SELECT count(*) FROM digest"))
    wrong, late = years.wrong_weeks(), years.wrong_instants()
    sent, ids = w.sql("SELECT count(*), count(DISTINCT message_id) FROM delivery WHERE state = 'sent'")[0]
    mails = [m["Message-ID"] for m in w.mails()]
    ok(digests >= accounts * (WEEKS - 2), f"{digests} digests")
    same(wrong[:5], [], f"each week once: {accounts - len(wrong)} of {accounts} accounts")
    same(late[:5], [], "at the quarter that python's calendar says")
    same((len(mails), len(set(mails))), (int(sent), int(ids)), f"{sent} mails, each once")
    print(f"# zones {len(years.zones)} · weeks {WEEKS} · turns {WEEKS * 672} · accounts {accounts} · digests {digests} · changes of zone, day or hour {years.moves}"
          f" · weeks told twice or never {len(wrong)} · at another quarter {len(late)} · mails {sent}, twice {len(mails) - len(set(mails))} · {time.monotonic() - begun:.0f} s")
done()
