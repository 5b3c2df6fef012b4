#!/usr/bin/python3
"""The promises that the database keeps by itself: evidence is append-only for every role, roles have only what they need,
observed dates and hashes hold, a tier's limit holds under concurrency, an account's rows are its own."""
import os
import subprocess
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import ROOT, World

EVIDENCE = ["capture", "clause_text", "version", "clause", "version_clause", "observation", "change", "change_item", "stated_date", "analysis",
            "correction", "security_event"]


def refused(w, query, role, words, name):
    said = w.refused(query, role)
    ok(words in said, name, said.strip())


def column(w, table):
    return w.sql1(f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attgenerated = '' "
                  f"AND attidentity = '' AND NOT attisdropped ORDER BY attnum LIMIT 1")


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql")) as f:
        w.sql(f.read())
    w.sql("INSERT INTO observation (source_id, due_slot, observed_at, outcome) SELECT id, '2026-03-20Z', '2026-03-20Z', 'unchanged' FROM source LIMIT 1")
    w.sql("SELECT observation_partition('2026-05-03Z')", role="worker")
    w.sql("INSERT INTO observation (source_id, due_slot, observed_at, outcome) SELECT id, '2026-05-20Z', '2026-05-20Z', 'unchanged' FROM source LIMIT 1",
          role="worker")
    same(w.sql1("SELECT count(*) FROM observation_2026_05"), "1", "an observation lies in its month's partition")
    w.sql("INSERT INTO security_event (at, actor, event) VALUES ('2026-03-20Z', 'test', 'test')")
    w.sql("INSERT INTO correction (record_id, corrected_at, what) VALUES ('CA-P-000001', '2026-03-20Z', 'test')")

    # ---- append-only, for the programs' roles, for the owner, for a superuser in replica mode
    for t in EVIDENCE:
        c = column(w, t)
        rows = w.sql1(f"SELECT count(*) FROM {t}")
        ok(int(rows) > 0, f"{t} has rows to defend")
        for role in ("web", "worker", "owner"):
            for verb in (f"UPDATE {t} SET {c} = {c}", f"DELETE FROM {t}", f"TRUNCATE {t} CASCADE"):
                said = w.refused(verb, role)
                ok("append-only" in said or "permission denied" in said, f"{role}: {verb}", said.strip())
        for verb in (f"UPDATE {t} SET {c} = {c}", f"DELETE FROM {t}", f"TRUNCATE {t} CASCADE"):
            refused(w, f"SET session_replication_role = replica; {verb}", None, "append-only", f"superuser in replica mode: {verb}")
        same(w.sql1(f"SELECT count(*) FROM {t}"), rows, f"{t} has lost nothing")
    refused(w, "DELETE FROM observation_2026_05", None, "append-only", "a partition cannot be emptied behind its table")

    # ---- roles have only what they need
    for table in ("capture", "version", "clause", "version_clause", "clause_text", "observation", "change", "stay", "source_state", "hash_check",
                  "platform", "document", "source", "clause_type", "tier"):
        refused(w, f"INSERT INTO {table} ({column(w, table)}) VALUES (NULL)", "web", "permission denied", f"atlas_web does not write {table}")
    for table in ("account", "login", "token", "subscription", "tier", "platform", "document", "source", "provision", "analysis"):
        refused(w, f"INSERT INTO {table} ({column(w, table)}) VALUES (NULL)", "worker", "permission denied", f"atlas_worker does not write {table}")
    refused(w, "SELECT * FROM login", "worker", "permission denied", "atlas_worker does not read logins")
    refused(w, "SELECT * FROM delivery", "web", "permission denied", "atlas_web does not read mail")
    refused(w, "UPDATE account SET roles = '{operator}'", "web", "permission denied", "atlas_web cannot make operators")
    for role in ("web", "worker"):
        refused(w, "SELECT capture_redact(1, 'x', '2026-03-20Z')", role, "permission denied", f"{role} cannot redact")
        refused(w, "CREATE TABLE mine (x int)", role, "permission denied", f"{role} cannot make tables")

    # ---- texts, hashes and dates
    refused(w, "INSERT INTO clause_text (sha256, body) VALUES (sha256('other'::bytea), 'text')", "worker", "check", "a clause text has its own hash")
    v = "INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin) SELECT id, 99, sha256('abc'::bytea), 3, 1, 1, '2026-03-01Z', 'imported' FROM document LIMIT 1"
    refused(w, v, "worker", "its clauses are not its text", "a version without its clauses is refused at the commit")
    refused(w, "INSERT INTO stay SELECT document_id, version_id, since + interval '1 second' FROM stay WHERE verified_until IS NULL LIMIT 1", None, "stay",
            "two stays of one document cannot overlap")
    refused(w, "UPDATE stay SET verified_until = since - interval '1 second'", None, "violates check", "a version is not verified before it was seen")
    refused(w, "UPDATE source_state SET last_verified_at = '2026-03-01Z', last_checked_at = '2026-03-01Z', last_changed_at = '2026-03-02Z'", None, "violates check",
            "nothing changed after it was last verified")
    refused(w, "UPDATE provision SET state = 'withdrawn'", None, "violates check", "a withdrawal needs its time and reason")

    # ---- redaction: the body goes, the record stays
    w.sql("INSERT INTO capture (source_id, captured_at, sha256, body_bytes, frame, http_status, url, final_url, headers) SELECT id, '2026-03-20Z', sha256('x'::bytea), 1, 'x', 200, url, url, '' FROM source LIMIT 1")
    c = w.sql1("SELECT max(id) FROM capture")
    refused(w, f"SELECT capture_redact({c}, '', '2026-03-20Z')", "owner", "needs its reason", "a redaction needs its reason")
    w.sql(f"SELECT capture_redact({c}, 'order of a court', '2026-03-20Z')", role="owner")
    same(w.sql1(f"SELECT frame IS NULL AND encode(sha256, 'hex') = encode(sha256('x'::bytea), 'hex') AND redacted_reason = 'order of a court' FROM capture WHERE id = {c}"), "t",
         "a redacted capture keeps hash, reason and record")

    # ---- a tier's limit under concurrency
    w.sql("INSERT INTO account (address, state, created_at, confirmed_at) VALUES ('limit@example.org', 'active', '2026-03-01Z', '2026-03-01Z')")
    account = w.sql1("SELECT id FROM account WHERE address = 'limit@example.org'")
    w.sql("INSERT INTO platform (slug, name, created_at) SELECT 'many-' || n, 'Many ' || n, '2026-03-01Z' FROM generate_series(1, 20) n")
    add = ("SELECT set_config('atlas.account', '%s', false); INSERT INTO watch (account_id, platform_id, created_at) SELECT %s, id, '2026-03-02Z' FROM platform "
           "WHERE slug = 'many-%d'")
    wins = 0
    for round_ in range(3):
        w.sql("DELETE FROM watch")
        running = [subprocess.Popen(w.psql(add % (account, account, n), "web"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for n in range(1, 21)]
        results = [(p.communicate()[1].decode(), p.returncode) for p in running]
        wins += sum(code == 0 for _, code in results) == 1 and all("limit of 1 platforms" in said for said, code in results if code != 0)
    same(wins, 3, "of twenty at once exactly one is added to a one-platform account, three times")

    # ---- an account's rows are its own
    same(w.sql1("SELECT count(*) FROM watch", role="web"), "0", "without an account atlas_web sees no watch")
    same(w.sql1(f"SELECT count(*) FROM (SELECT set_config('atlas.account', '{account}', false) OFFSET 0) s, watch", role="web"), "1", "with it, its own")
    refused(w, f"SELECT set_config('atlas.account', '{account}', false); INSERT INTO watch (account_id, platform_id, created_at) SELECT {account} + 1000, 1, '2026-03-02Z'",
            "web", "row-level security", "and cannot write another's")
done()
