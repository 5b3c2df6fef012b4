"""Many accounts with a week behind them, made by SQL in seconds: what the bench and the campaign of scale measure on.

    crowd_make(w, 100_000)        accounts of five watches each; everybody's digest is due on Monday, DUE
    w.set_clock(DUE)

400 platforms, 900 documents, 2,000 changes within the week, 300 published provisions. What is watched is popular or not, as
in life: the first tenth of the platforms have a third of the watches. Nine of ten accounts watch four platforms and a
document; the tenth (Professional) three platforms, a document, and a clause type or a provision."""

BEGUN, DUE = "2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z"

# Rows go in with triggers and foreign keys off: they are right by construction, and the tier's limit is tested elsewhere.
_WEEK = """
SET session_replication_role = replica;
INSERT INTO platform (slug, name, created_at) SELECT 'platform-' || n, 'Platform ' || n, '2026-01-01Z' FROM generate_series(1, 400) n;
INSERT INTO document (platform_id, slug, title, kind, created_at)
  SELECT 1 + n % 400, 'document-' || n, (ARRAY['Terms of Service', 'Privacy Policy', 'Cookie Policy'])[1 + n / 400], 'terms', '2026-01-01Z' FROM generate_series(0, 899) n;
INSERT INTO source (document_id, url, host, created_at) SELECT id, 'https://host-' || id || '.example/', 'host-' || id || '.example:443', '2026-01-01Z' FROM document;
INSERT INTO source_state (source_id, next_due, last_checked_at, last_verified_at)
  SELECT id, '2030-01-01Z', '2026-03-09T06:00:00Z', '2026-03-09T06:00:00Z' FROM source;
INSERT INTO clause_text (sha256, body) SELECT sha256(convert_to('text ' || n, 'UTF8')), 'text ' || n FROM generate_series(1, 4) n;
INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin)
  SELECT d.id, n, sha256(convert_to('text ' || n, 'UTF8')), 6, 2, 1, '2026-01-01Z', 'imported' FROM document d, generate_series(1, 4) n;
INSERT INTO clause (document_id, first_version_id) SELECT document_id, id FROM version WHERE number = 1;
INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, "offset", length, kind, title)
  SELECT v.id, 0, v.document_id, c.id, v.sha256, 0, 6, 'prose', 'Notice' FROM version v JOIN clause c ON c.document_id = v.document_id;
INSERT INTO stay (document_id, version_id, since) SELECT document_id, id, '2026-01-01Z' FROM version WHERE number = 4;
INSERT INTO stated_date (version_id, kind, day, basis) SELECT id, 'effective', '2026-04-01', 'effective 1 April 2026' FROM version WHERE number = 4 AND id % 3 = 0;
INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
  SELECT d.id, a.id, b.id, 'change', '2026-03-02T09:00:00Z'::timestamptz + n * interval '295 seconds',
    (ARRAY['low', 'low', 'low', 'low', 'low', 'low', 'medium', 'medium', 'medium', 'high', 'high', 'critical'])[1 + n % 12],
    'The time to object falls from 30 days to 14 days, in clause ' || n,
    '{"bullets": [{"verb": "changes", "text": "the time to object"}], "calls": [{"what": "deadline", "before": "30 days", "after": "14 days"}], "reasons": ["deadline"]}'
  FROM generate_series(1, 2000) n JOIN document d ON d.id = 1 + (n * 7) % 900
  JOIN version a ON a.document_id = d.id AND a.number = 1 + (n / 900) % 3 JOIN version b ON b.document_id = d.id AND b.number = a.number + 1;
INSERT INTO change_item (change_id, ordinal, kind, cosmetic, reason, clause_id, old_ordinal, new_ordinal, similarity)
  SELECT h.id, 0, 'modified', false, 'a number', c.id, 0, 0, 0.9 FROM change h JOIN clause c ON c.document_id = h.document_id;
INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, created_at, published_at)
  SELECT c.document_id, c.id, (SELECT min(id) FROM clause_type) + n % 20, 'provision-' || n, 'Provision ' || n, 'high', 'published',
    '2026-02-01Z', CASE WHEN n % 3 = 0 THEN '2026-03-05Z'::timestamptz ELSE '2026-02-02Z' END
  FROM generate_series(1, 300) n JOIN clause c ON c.document_id = 1 + n * 3 % 900;
INSERT INTO proposal_run (version_id, taxonomy_version, model_version, run_at) SELECT id, 1000000, '', '2026-01-01Z' FROM version;
INSERT INTO hash_check (version_id, checked_at, text_ok) SELECT id, '2026-03-09T07:00:00Z', true FROM version;
RESET session_replication_role
"""

# _pick(account, k): a platform, by chance that is the same each time, and skewed towards the first ones.
_PICK = "(1 + floor(400 * power(abs(hashint8extended({account}, {k}) % 1000000) / 1000000.0, 1.7)))::bigint"
_PEOPLE = f"""
SET session_replication_role = replica;
INSERT INTO account (address, state, zone, digest_day, digest_hour, created_at, confirmed_at)
  SELECT 'reader' || n || '@example.org', 'active', 'UTC', 1, 8, '{BEGUN}', '{BEGUN}' FROM generate_series(1, {{n}}) n;
INSERT INTO subscription (account_id, tier_id, kind, valid_from)
  SELECT a.id, t.id, 'manual', '{BEGUN}' FROM account a JOIN tier t ON t.slug = CASE WHEN a.id % 10 = 0 THEN 'professional' ELSE 'watcher' END;
INSERT INTO watch (account_id, platform_id, threshold, created_at)
  SELECT a.id, {_PICK.format(account="a.id", k="k")}, (ARRAY['low', 'low', 'low', 'high', 'critical'])[1 + (a.id + k) % 5], '{BEGUN}'
    FROM account a, generate_series(1, 4) k WHERE k < 4 OR a.id % 10 <> 0 ON CONFLICT DO NOTHING;
INSERT INTO watch (account_id, platform_id, document_id, created_at) SELECT a.id, d.platform_id, d.id, '{BEGUN}'
    FROM account a JOIN document d ON d.id = 1 + a.id % 900;
INSERT INTO watch (account_id, clause_type_id, created_at) SELECT id, (SELECT min(id) FROM clause_type) + id % 20, '{BEGUN}' FROM account WHERE id % 20 = 0;
INSERT INTO watch (account_id, platform_id, document_id, provision_id, created_at) SELECT a.id, d.platform_id, d.id, v.id, '{BEGUN}'
    FROM account a JOIN provision v ON v.id = 1 + a.id % 300 JOIN document d ON d.id = v.document_id WHERE a.id % 20 = 10;
RESET session_replication_role
"""


def crowd_make(w, accounts):
    w.sql(_WEEK)
    w.sql(_PEOPLE.format(n=accounts))
    w.sql("ANALYZE")
