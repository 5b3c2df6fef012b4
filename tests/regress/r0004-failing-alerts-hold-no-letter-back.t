#!/usr/bin/python3
# Alerts that the database does not take leave the rest of the outbox alone: they kept every mail from being sent, letters
# of confirmation among them.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worker"))
from policy import Watched, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, same  # noqa: E402

with Watched(Source()) as w:
    w.pages["/terms"] = Page(policy())
    w.add("Terms of Service", "/terms")
    w.look()
    w.atlas("account", "create", "told@example.org", "--password-file", "-", "--tier", "watcher", input="correct horse battery staple")
    w.atlas("account", "watch", "told@example.org", "larkfield")
    w.sql("CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no alert' USING ERRCODE = 'check_violation'; END $$;"
          "CREATE TRIGGER no_alert BEFORE INSERT ON delivery FOR EACH ROW WHEN (NEW.kind = 'alert') EXECUTE FUNCTION fail();"
          "INSERT INTO delivery (message_id, kind, address, subject, payload, created_at, next_try_at) VALUES ('<letter@x>', 'notice', 'new@example.org', 'Hello',"
          " '{\"what\": \"exists\", \"url\": \"http://x/\", \"site\": \"x\", \"base\": \"http://x\", \"prefix\": \"192.0.2.0/24\"}', '2026-03-02', '2026-03-02')")
    w.pages["/terms"] = Page(policy(days=10))
    w.look(check=False)
    same(w.sql1("SELECT count(*) FROM alert WHERE state = 'pending'"), "1", "an alert waits, for it cannot be written")
    same(w.sql1("SELECT state FROM delivery WHERE message_id = '<letter@x>'"), "sent", "and a letter is sent all the same")
    w.sql("DROP TRIGGER no_alert ON delivery")
    w.worker()
    same(w.sql1("SELECT state FROM alert"), "mailed", "when it can be written, the alert follows")
done()
