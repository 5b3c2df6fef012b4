#!/usr/bin/python3
# What the privacy notice promises to forget is forgotten, and no more: the worker's upkeep deleted the month's counter of
# wrong passwords after a day, which made "a hundred wrong passwords" a hundred an hour; and a deleted account left its mails.
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

    w.atlas("platform", "add", "larkfield", "Larkfield")
    for name in ("gone", "stays"):
        w.atlas("account", "create", f"{name}@example.org", "--password-file", "-", input="correct horse battery staple")
        w.atlas("account", "watch", f"{name}@example.org", "larkfield")
    w.sql("INSERT INTO delivery (message_id, kind, account_id, address, subject, payload, state, created_at, next_try_at, sent_at) SELECT '<' || state || id || '@x>', 'notice',"
          " id, address, 'Hello', '{}', s, '2026-03-20', '2026-03-20', CASE s WHEN 'sent' THEN timestamptz '2026-03-20' END FROM account, unnest(ARRAY['sent']) s;"
          "INSERT INTO digest SELECT account_id, '2026-W12', '2026-03-13', '2026-03-20', '2026-03-20', 1, id FROM delivery;"
          "INSERT INTO unsubscribe_token SELECT sha256(address::bytea), id, 'digest', '2026-03-20' FROM account;"
          "INSERT INTO login SELECT sha256(address::bytea), id, '2026-03-20', '2026-03-20', '2026-04-20', NULL, '192.0.2.0/24', 'Browser' FROM account")
    w.atlas("account", "delete", "gone@example.org")
    tables = ["watch", "digest", "login", "unsubscribe_token", "delivery"]
    same([w.sql1(f"SELECT count(*) || ' ' || max(a.address) FROM {t} JOIN account a ON a.id = account_id") for t in tables], ["1 stays@example.org"] * len(tables),
         "a deleted account leaves no mail, login, token or watch, and the others keep theirs")
done()
