-- Two people and what they watch of fixture.sql: 9001, of the largest tier, owns an organisation; 9002, of the smallest, reads its
-- watchlist. Something is on both lists, something paused, something was removed an hour before the checks look.
INSERT INTO account (id, address, password, state, zone, created_at, confirmed_at) OVERRIDING SYSTEM VALUE VALUES
  (9001, 'owner@watch.example', NULL, 'active', 'UTC', '2026-01-01Z', '2026-01-01Z'), (9002, 'viewer@watch.example', NULL, 'active', 'UTC', '2026-01-01Z', '2026-01-01Z');
INSERT INTO subscription (account_id, tier_id, kind, valid_from)
  SELECT 9001, id, 'manual', '2026-01-01Z' FROM tier ORDER BY rank DESC LIMIT 1;
INSERT INTO organisation (id, name, carried_by, carried_since, created_at) OVERRIDING SYSTEM VALUE VALUES (9001, 'Heron Trust', 9001, '2026-01-01Z', '2026-01-01Z');
INSERT INTO member (organisation_id, account_id, role, joined_at) VALUES (9001, 9001, 'owner', '2026-01-01Z'), (9001, 9002, 'viewer', '2026-01-01Z');
INSERT INTO watch (account_id, platform_id, threshold, note, created_at) SELECT 9001, id, 'high', 'ask Ines', '2026-01-01Z' FROM platform WHERE slug = 'larkfield';
INSERT INTO watch (organisation_id, platform_id, document_id, paused_at, created_at)
  SELECT 9001, p.id, d.id, '2026-01-02Z', '2026-01-01Z' FROM platform p JOIN document d ON d.platform_id = p.id AND d.slug = 'terms-of-service' WHERE p.slug = 'larkfield';
INSERT INTO watch (organisation_id, platform_id, created_at) SELECT 9001, id, '2026-01-01Z' FROM platform WHERE slug = 'larkfield';
INSERT INTO watch (organisation_id, platform_id, document_id, provision_id, created_at)
  SELECT 9001, d.platform_id, d.id, r.id, '2026-01-01Z' FROM provision r JOIN document d ON d.id = r.document_id WHERE r.slug = 'binding-arbitration';
INSERT INTO watch (organisation_id, clause_type_id, created_at) SELECT 9001, id, '2026-01-01Z' FROM clause_type WHERE slug = 'arbitration';
INSERT INTO watch (account_id, platform_id, created_at) SELECT 9001, id, '2026-01-01Z' FROM platform WHERE slug = 'unread-co';
INSERT INTO watch_removed (account_id, platform_id, document_id, threshold, alerts, digest, watched_since, removed_at)
  SELECT 9001, p.id, d.id, 'low', true, true, '2026-01-01Z', '2026-03-20T11:00Z' FROM platform p JOIN document d ON d.platform_id = p.id AND d.slug = 'terms-of-service' WHERE p.slug = 'larkfield';
INSERT INTO watch_removed (organisation_id, platform_id, document_id, provision_id, threshold, alerts, digest, watched_since, removed_at)
  SELECT 9001, d.platform_id, d.id, r.id, 'low', true, true, '2026-01-01Z', '2026-03-20T11:00Z' FROM provision r JOIN document d ON d.id = r.document_id WHERE r.slug = 'cancelling';
INSERT INTO watch_removed (organisation_id, platform_id, threshold, alerts, digest, watched_since, removed_at)
  SELECT 9001, id, 'low', true, true, '2026-01-01Z', '2026-03-20T11:00Z' FROM platform WHERE slug = 'unread-co';
INSERT INTO watch_removed (organisation_id, clause_type_id, threshold, alerts, digest, watched_since, removed_at)
  SELECT 9001, id, 'low', true, true, '2026-01-01Z', '2026-03-20T11:00Z' FROM clause_type WHERE slug = 'data-retention';
-- For lists: many platforms, and names that fit two.
INSERT INTO platform (slug, name, created_at) SELECT 'many-' || n, 'Many ' || n, '2026-01-01Z' FROM generate_series(0, 209) n;
INSERT INTO platform (slug, name, created_at) SELECT 'both-' || n || '-' || lower(left(k, 3)), 'Both-' || n || ' ' || k, '2026-01-01Z' FROM generate_series(0, 20) n, unnest(ARRAY['Inc.', 'Ltd']) k ON CONFLICT DO NOTHING;
-- What people suggested, in every state; 9001 is an operator.
UPDATE account SET roles = '{operator}' WHERE id = 9001;
INSERT INTO suggestion (account_id, url, name, note, created_at, state, reason, title, words, checked_at, answer, why, answered_at, document_id) VALUES
  (9001, 'https://a.example/', 'A', NULL, '2026-03-01Z', 'asked', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (9001, 'https://b.example/', NULL, 'b', '2026-03-02Z', 'fine', NULL, 'Terms', 900, '2026-03-02Z', NULL, NULL, NULL, NULL),
  (9001, 'https://c.example/', NULL, NULL, '2026-03-03Z', 'doubtful', 'short', 'C', 90, '2026-03-02Z', 'declined', 'no', '2026-03-04Z', NULL), (9001, 'https://d.example/', NULL, NULL, '2026-03-04Z', 'refused', 'gone', NULL, NULL, '2026-03-02Z', NULL, NULL, NULL, NULL),
  (9001, 'https://e.example/', NULL, NULL, '2026-03-05Z', 'fine', NULL, 'E', 90, '2026-03-05Z', 'accepted', NULL, '2026-03-06Z', 1);
