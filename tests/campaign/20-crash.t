#!/usr/bin/python3
"""Rows R1, R2, R4 and R5 of the trust handbook in full (tests/lib/crash.py says how): 500 kills of worker and mailer while 2,000
watches, 300 changes and more than 10,000 deliveries go through a sink that drops lines and answers 4xx and 5xx. The table at
the end. KILLS, WATCHES, CHANGES, SEED."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from crash import Crash  # noqa: E402
from tap import done  # noqa: E402

c = Crash(*(int(os.environ.get(k, d)) for k, d in (("KILLS", "500"), ("WATCHES", "2000"), ("CHANGES", "300"), ("SEED", "7"))))
c.run(lambda n, c: print(f"# round {n + 1} of {c.rounds}: {sum(c.killed.values())} kills, {len(c.sink.taken)} mails taken", flush=True))
c.judge()
done()
