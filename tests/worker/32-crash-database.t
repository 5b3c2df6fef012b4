#!/usr/bin/python3
"""PostgreSQL crashes under load, and nothing acknowledged is lost: a short seed of tests/campaign/25-database.t. CRASHES, MAILS, SEED."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from database_crash import database_crash  # noqa: E402
from tap import done  # noqa: E402

database_crash(*(int(os.environ.get(k, d)) for k, d in (("CRASHES", "3"), ("MAILS", "200"), ("SEED", "7"))))
done()
