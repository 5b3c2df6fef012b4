#!/usr/bin/python3
# A row that the server cannot read (class XX, internal error) was taken for a database that is away: the worker asked for the
# same for ever, and all other sources waited behind it.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "worker"))
from policy import Watched, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same  # noqa: E402

with Watched(Source()) as w:
    w.pages["/bad"], w.pages["/good"] = Page(policy()), Page(policy("Privacy Policy"))
    bad, good = w.add("Terms of Service", "/bad"), w.add("Privacy Policy", "/good")
    w.look()
    same((w.last(bad).outcome, w.last(good).outcome), ("first", "first"), "two documents")

    document = w.sql1(f"SELECT document_id FROM source WHERE id = {bad}")
    w.sql("CREATE FUNCTION damaged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'invalid page in block 7' USING ERRCODE = 'XX001'; END $$;"
          f"CREATE TRIGGER damaged BEFORE INSERT ON version FOR EACH ROW WHEN (NEW.document_id = {document}) EXECUTE FUNCTION damaged()")
    w.pages["/bad"], w.pages["/good"] = Page(policy(days=10)), Page(policy("Privacy Policy", days=10))
    r = w.look(timeout=60)
    same(r.returncode, 0, "the cycle comes to its end")
    same((w.last(bad).outcome, w.last(good).outcome), ("failed", "change"), "a new version that cannot be written fails alone")
    like(w.last(bad).reason, "invalid page in block 7", "and the reason is the server's")

    # The current text itself cannot be read: of that document only.
    w.sql("DROP TRIGGER damaged ON version")
    w.sql("ALTER TABLE clause_text RENAME TO clause_text_whole;"
          "CREATE FUNCTION read_or_fail(s sha256, b text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
          " IF b LIKE '%at least 30 days%' THEN RAISE EXCEPTION 'missing chunk number 0 for toast value' USING ERRCODE = 'XX001'; END IF; RETURN b; END $$;"
          "CREATE VIEW clause_text AS SELECT sha256, read_or_fail(sha256, body) AS body, search FROM clause_text_whole;"
          "GRANT SELECT, INSERT ON clause_text TO atlas_worker")
    w.pages["/bad"] = Page(policy(days=11))
    r = w.look(timeout=60)
    same(r.returncode, 0, "the cycle comes to its end again")
    same((w.last(bad).outcome, w.last(good).outcome), ("failed", "unchanged"), "a current text that cannot be read fails alone")
    like(w.last(bad).reason, "could not give what the page is compared with.*missing chunk", "and says why")
    ok(w.sql1(f"SELECT next_due > last_checked_at FROM source_state WHERE source_id = {bad}") == "t", "it is looked at again, later")
done()
