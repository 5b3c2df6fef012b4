#!/usr/bin/python3
# A damaged row costs what hangs on it and nothing else: a key frame that cannot be read back stopped every capture of the
# worker, and a version that cannot be classified every other version's classification and hash check.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worker"))
from policy import Watched, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, ok, same  # noqa: E402

with Watched(Source()) as w:
    w.pages["/bad"], w.pages["/good"] = Page(policy()), Page(policy("Privacy Policy"))
    bad, good = w.add("Terms of Service", "/bad"), w.add("Privacy Policy", "/good")
    w.sql("CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'damaged' USING ERRCODE = 'check_violation'; END $$;"
          "CREATE TRIGGER damaged BEFORE INSERT ON proposal FOR EACH ROW WHEN (NEW.version_id = 1) EXECUTE FUNCTION fail()")
    w.look()
    same({w.last(bad).outcome, w.last(good).outcome}, {"first"}, "two documents")
    same(w.sql1("SELECT coalesce(string_agg(DISTINCT version_id::text, ','), '-') FROM proposal"), "2", "a version that cannot be classified does not keep the next one from it")
    same(w.sql1("SELECT count(*) FROM hash_check WHERE text_ok"), "2", "nor the hash checks")

    w.sql("ALTER TABLE capture DISABLE TRIGGER append_only;"
          f"UPDATE capture SET frame = '\\x28b52ffd' WHERE source_id = {bad}; ALTER TABLE capture ENABLE ALWAYS TRIGGER append_only")
    w.pages["/bad"], w.pages["/good"] = Page(policy(days=10)), Page(policy("Privacy Policy", days=10))
    w.look()
    same((w.last(bad).outcome, w.last(good).outcome), ("change", "change"), "beside a damaged key frame both changes are recorded")
    ok(w.sql1(f"SELECT key_capture_id IS NULL FROM capture WHERE source_id = {bad} ORDER BY id DESC LIMIT 1") == "t", "and a new key frame is begun")
    w.pass_time(days=2)
    w.worker()
    same(w.sql1(f"SELECT string_agg(v.id::text, ',') FROM hash_check h JOIN version v ON v.id = h.version_id JOIN capture c ON c.id = v.capture_id"
                f" WHERE NOT h.capture_ok AND c.source_id = {bad}"), w.sql1(f"SELECT min(v.id) FROM version v JOIN capture c ON c.id = v.capture_id WHERE c.source_id = {bad}"),
         "the hash check names the version whose capture is damaged")
done()
