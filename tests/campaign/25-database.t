#!/usr/bin/python3
"""Row R6 of the trust handbook: 100 crashes of PostgreSQL under load, nothing acknowledged is lost (tests/lib/database_crash.py
says how). CRASHES, MAILS, SEED."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from database_crash import database_crash  # noqa: E402
from tap import done  # noqa: E402

database_crash(*(int(os.environ.get(k, d)) for k, d in (("CRASHES", "100"), ("MAILS", "5000"), ("SEED", "7"))))
done()
