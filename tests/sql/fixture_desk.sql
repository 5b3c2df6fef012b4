-- What the desk shows, for tests/check-sql; loaded behind fixture.sql, in its session.
INSERT INTO proposal (clause_id, document_id, clause_type_id, version_id, score, severity, words, taxonomy_version)
SELECT vc.clause_id, vc.document_id, t.id, vc.version_id, 0.73, 'high', 'train models', 1 FROM version_clause vc JOIN version v ON v.id = vc.version_id, clause_type t
 WHERE vc.clause_id = pg_temp.clause_of('larkfield/terms-of-service', 'train') AND v.number = 3 AND t.slug = 'data-retention';
INSERT INTO provision_draft (provision_id, title, clause_type_id, severity, content, saved_by, saved_at)
SELECT id, title, clause_type_id, severity, '{"what": "Says how long.", "sentences": [{"text": "It is kept.", "quote": ""}], "options": [], "automatic": false, "help": "a model"}', 'A. Reader', '2026-03-19T10:00:00Z'
  FROM provision WHERE slug = 'arbitration';
INSERT INTO provision_law_refused SELECT id, 'regulation', 'gdpr', 'No personal data is concerned.', '2026-03-18Z' FROM provision WHERE slug = 'disputes';
INSERT INTO provision_match_refused SELECT a.id, b.id, '2026-03-18Z' FROM provision a, provision b WHERE a.slug = 'disputes' AND b.slug = 'cancelling';
INSERT INTO change_triage (change_id, verdict, decided_by, decided_at) SELECT id, 'open', 'A. Reader', '2026-03-18Z' FROM change WHERE severity = 'high';
INSERT INTO desk_event (at, by_whom, act, record_id, detail) SELECT '2026-03-18Z', 'A. Reader', 'revised', record_id, 'in <b>two</b> words' FROM provision WHERE state = 'published';
INSERT INTO report (key_sha256, kind, of_record, body, words, organisation, contact, created_at)
SELECT sha256('key-of-a-report'::bytea), 'removal', record_id, 'We ask for <b>removal</b>.', 'within 30 days', 'Larkfield Ltd', 'legal@larkfield.example', '2026-03-18Z'::timestamptz FROM provision WHERE slug = 'binding-arbitration'
UNION ALL SELECT sha256('another'::bytea), 'mistake', NULL, 'The home page says so.', NULL, NULL, NULL, '2026-03-19Z';
INSERT INTO report_answer (report_id, state, note, answered_by, answered_at) SELECT id, 'open', 'We look at it.', 'A. Reader', '2026-03-19Z' FROM report WHERE kind = 'removal';
INSERT INTO held_text (source_id, sha256, body, first_seen, last_seen, sightings) SELECT id, sha256('x'::bytea), 'Something else.', '2026-03-19Z', '2026-03-19Z', 1 FROM source WHERE document_id = pg_temp.document_of('mossgate/terms');
UPDATE source_state SET last_outcome = 'held', last_reason = 'too little in common' WHERE source_id = (SELECT source_id FROM held_text);
INSERT INTO draft_help (clause_id, version_id, clause_type_id, account_id, asked_at, state, model, answer, ended_at)
SELECT q.clause_id, q.version_id, q.clause_type_id, a.id, '2026-03-19Z', 'answered', 'a model', '{"what": "Says <b>so</b>.", "impact": "", "sentences": [{"text": "A.", "quote": "B"}]}', '2026-03-19Z' FROM proposal q, account a LIMIT 1;
INSERT INTO verdict (source_id, sha256, decision, decided_by, decided_at) SELECT source_id, sha256('y'::bytea), 'refuse', 'A. Reader', '2026-03-18Z' FROM held_text;
INSERT INTO source_edit (source_id, before, after, edited_by, edited_at) SELECT source_id, '{}', '{"select": "main"}', 'A. Reader', '2026-03-18Z' FROM held_text;
