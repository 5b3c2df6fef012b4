#!/usr/bin/python3
"""Worker and mailer killed at random while alerts and digests go through a sink that fails: a short seed of tests/campaign/20-crash.t.
KILLS, WATCHES, CHANGES and SEED make it longer, or another one."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from crash import Crash  # noqa: E402
from tap import done  # noqa: E402

c = Crash(*(int(os.environ.get(k, d)) for k, d in (("KILLS", "15"), ("WATCHES", "120"), ("CHANGES", "15"), ("SEED", "7"))), documents=10)
c.run()
c.judge()
done()
