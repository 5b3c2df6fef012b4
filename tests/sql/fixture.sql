-- Three invented platforms with real rows in every public table, small enough to read. Loaded by tests/check-sql into a
-- throw-away database after migrations and seeds; all instants are fixed, "now" of the checks is 2026-03-20 12:00 UTC.
-- Texts satisfy the schema's own constraints: every hash is computed here from the bytes, every version tiles.

INSERT INTO tier (slug, name, rank, platform_limit, features, trial_days, description, valid_from)
VALUES ('free', 'Free', 0, 1, '{digest}', 0, 'One platform and a weekly digest.', '2015-01-01Z')
ON CONFLICT DO NOTHING;
INSERT INTO tier_price (slug, period, external_id, amount, currency) VALUES ('watcher', 'month', 'price_1', 9.00, 'EUR');
INSERT INTO document_kind (slug, title, rank) VALUES ('terms', 'Terms of service', 10), ('privacy', 'Privacy policy', 20)
ON CONFLICT DO NOTHING;
INSERT INTO clause_type (slug, title, family, definition, severity, taxonomy_version) VALUES
  ('arbitration', 'Binding arbitration', 'Disputes', 'Disputes are decided by a private arbitrator, not by a court.', 'high', 1),
  ('data-retention', 'Data retention', 'Data', 'How long data is kept after it is no longer needed.', 'medium', 1),
  ('unilateral-changes', 'Changes to the terms', 'Contract', 'The platform may change the terms by itself.', 'medium', 1)
ON CONFLICT DO NOTHING;
INSERT INTO clause_type (slug, title, family, definition, severity, kinds, taxonomy_version) VALUES
  ('brief', 'Rules in brief', 'Contract', 'A type of the fixture alone, of which no provision is published.', 'low', '{terms}', 1);
INSERT INTO regulation (slug, name, short_name, jurisdiction, covers, url) VALUES
  ('gdpr', 'General Data Protection Regulation', 'GDPR', 'EU', 'Processing of personal data.', 'https://eur-lex.europa.eu/eli/reg/2016/679/oj')
ON CONFLICT DO NOTHING;
INSERT INTO agency (slug, name, short_name, jurisdiction, covers, complaint_url) VALUES
  ('ftc', 'Federal Trade Commission', 'FTC', 'US', 'Unfair and deceptive practices.', 'https://reportfraud.ftc.gov/')
ON CONFLICT DO NOTHING;
INSERT INTO clause_type_regulation (clause_type_id, regulation_id, reason)
SELECT t.id, r.id, 'Article 5(1)(e) limits how long personal data may be kept.'
  FROM clause_type t, regulation r WHERE t.slug = 'data-retention' AND r.slug = 'gdpr'
ON CONFLICT DO NOTHING;

INSERT INTO platform (slug, name, kind, homepage, jurisdiction, invented, created_at) VALUES
  ('larkfield', 'Larkfield', 'social', 'https://larkfield.example/', 'US', true, '2025-11-01Z'),
  ('mossgate', 'Mossgate', 'storage', 'https://mossgate.example/', 'DE', true, '2025-11-01Z'),
  ('tindral', 'Tindral', 'shop', 'https://tindral.example/', 'SE', true, '2025-11-01Z'),
  ('unread-co', 'Unread & Co', 'other', NULL, NULL, false, '2026-03-01Z');
INSERT INTO platform_alias (slug, platform_id) SELECT 'lark', id FROM platform WHERE slug = 'larkfield';
INSERT INTO document (platform_id, slug, title, kind, created_at)
SELECT p.id, v.slug, v.title, v.kind, '2025-11-01Z'
  FROM (VALUES ('larkfield', 'terms-of-service', 'Terms of Service', 'terms'),
               ('larkfield', 'privacy-policy', 'Privacy Policy', 'privacy'),
               ('mossgate', 'terms', 'Terms', 'terms'),
               ('tindral', 'conditions', 'Conditions of Use', 'terms'),
               ('unread-co', 'terms', 'Terms', 'terms'),
               ('unread-co', 'privacy', 'Privacy Notice', 'privacy')) v(platform, slug, title, kind)
  JOIN platform p ON p.slug = v.platform;
INSERT INTO document_alias (platform_id, slug, document_id, since)
SELECT platform_id, 'tos', id, '2025-12-01Z' FROM document WHERE slug = 'terms-of-service';
INSERT INTO document_title (document_id, title, first_seen)
SELECT id, 'Larkfield Terms of Use', '2025-12-01Z'::timestamptz FROM document WHERE slug = 'terms-of-service'
UNION ALL SELECT id, 'Larkfield Terms of Service', '2026-02-01Z' FROM document WHERE slug = 'terms-of-service';
INSERT INTO source (document_id, url, host, created_at)
SELECT d.id, 'https://' || p.slug || '.example/legal/' || d.slug, p.slug || '.example:443', '2025-11-01Z'
  FROM document d JOIN platform p ON p.id = d.platform_id;
INSERT INTO source (document_id, ordinal, role, url, host, created_at)
SELECT id, 1, 'announcement', 'https://larkfield.example/news', 'larkfield.example:443', '2025-11-01Z' FROM document WHERE slug = 'terms-of-service';

-- ---- versions: key names an identity within a document, so that a clause can survive, move, come and go -----------------
CREATE TEMPORARY TABLE identity (document_id bigint, key text, clause_id bigint, PRIMARY KEY (document_id, key));

CREATE FUNCTION pg_temp.document_of(wanted text) RETURNS bigint LANGUAGE sql AS $$
  SELECT d.id FROM document d JOIN platform p ON p.id = d.platform_id WHERE p.slug || '/' || d.slug = wanted
$$;
CREATE FUNCTION pg_temp.version_of(wanted text, n int) RETURNS bigint LANGUAGE sql AS $$
  SELECT id FROM version WHERE document_id = pg_temp.document_of(wanted) AND number = n
$$;
CREATE FUNCTION pg_temp.clause_of(wanted text, named text) RETURNS bigint LANGUAGE sql AS $$
  SELECT clause_id FROM identity WHERE document_id = pg_temp.document_of(wanted) AND key = named
$$;

CREATE FUNCTION pg_temp.add_version(wanted text, n int, at timestamptz, imported boolean, clauses jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  doc bigint := pg_temp.document_of(wanted);
  whole text; cap bigint; ver bigint; c jsonb; ord int := 0; pos int := 0; body text; ident bigint;
BEGIN
  SELECT string_agg(x ->> 'body', '' ORDER BY i) INTO whole FROM jsonb_array_elements(clauses) WITH ORDINALITY AS e(x, i);
  IF NOT imported THEN
    INSERT INTO capture (source_id, captured_at, sha256, body_bytes, frame, http_status, url, final_url, headers, content_type)
    SELECT s.id, at, sha256(convert_to('<html>' || whole, 'UTF8')), octet_length(whole) + 6, '\x28b52ffd', 200, s.url, s.url,
           E'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n', 'text/html'
      FROM source s WHERE s.document_id = doc AND s.role = 'policy' RETURNING id INTO cap;
  END IF;
  INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, title, language, capture_id, captured_at, origin)
  VALUES (doc, n, sha256(convert_to(whole, 'UTF8')), octet_length(whole), cardinality(regexp_split_to_array(btrim(whole), '\s+')), 1,
          CASE WHEN n = 1 THEN NULL ELSE 'Terms as published' END, 'en', cap, at, CASE WHEN imported THEN 'imported' ELSE 'captured' END)
  RETURNING id INTO ver;
  FOR c IN SELECT * FROM jsonb_array_elements(clauses) LOOP
    body := c ->> 'body';
    SELECT clause_id INTO ident FROM identity i WHERE i.document_id = doc AND i.key = c ->> 'key';
    IF ident IS NULL THEN
      INSERT INTO clause (document_id, first_version_id) VALUES (doc, ver) RETURNING id INTO ident;
      INSERT INTO identity VALUES (doc, c ->> 'key', ident);
    END IF;
    INSERT INTO clause_text (sha256, body) VALUES (sha256(convert_to(body, 'UTF8')), body) ON CONFLICT DO NOTHING;
    INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, "offset", length, kind, label, title, heading_path)
    VALUES (ver, ord, doc, ident, sha256(convert_to(body, 'UTF8')), pos, octet_length(body), coalesce(c ->> 'kind', 'prose'),
            c ->> 'label', c ->> 'title', ARRAY(SELECT jsonb_array_elements_text(c -> 'path')));
    ord := ord + 1;
    pos := pos + octet_length(body);
  END LOOP;
END $$;

DO $$
DECLARE
  terms_1 jsonb := $j$[
   {"key":"open","title":"Larkfield Terms","path":["Larkfield Terms"],"body":"Larkfield Terms\n===============\n\nThese terms are between you and **Larkfield Ltd**, an invented company. By opening an account you accept them & every page they [refer to](https://larkfield.example/legal/all).\n\n"},
   {"key":"use","label":"1","title":"1 Using the service","path":["Larkfield Terms","Using the service"],"body":"1. Using the service\n--------------------\n\nYou must be sixteen or older. You may not:\n\n*   sell your account to another person;\n*   collect what other people post by automatic means;\n*   send messages that others did not ask for.\n\n"},
   {"key":"pay","label":"2","title":"2 Paying","path":["Larkfield Terms","Paying"],"body":"2. Paying\n---------\n\nPaid plans renew by themselves each month. You may cancel up to 30 days after a renewal and get the month's price back.\n\n| Plan | Price |\n| --- | --- |\n| Small | 4 euros |\n| Large | 9 euros |\n\n"},
   {"key":"change","label":"3","title":"3 Changes","path":["Larkfield Terms","Changes"],"body":"3. Changes\n----------\n\nWe may change these terms at any time. If a change matters we tell you at least 30 days before it takes effect, and you may leave before then.\n\n"},
   {"key":"arb","label":"4","title":"4 Disputes","path":["Larkfield Terms","Disputes"],"body":"4. Disputes\n-----------\n\nYou and Larkfield agree that any dispute is resolved by binding individual arbitration and not in a court. You may opt out within 30 days of accepting these terms by writing to <script>alert(1)</script> the address below.\n\n"},
   {"key":"law","label":"5","title":"5 Law","path":["Larkfield Terms","Law"],"body":"5. Law\n------\n\nThe law of an invented state applies to these terms.\n"}]$j$;
  terms_2 jsonb;
  terms_3 jsonb;
BEGIN
  -- 2: the cancellation period shrinks, a clause comes, the dispute clause does not move at all
  terms_2 := jsonb_set(terms_1, '{2,body}', to_jsonb(replace(terms_1 #>> '{2,body}', '30 days', '10 days')));
  terms_2 := jsonb_insert(terms_2, '{4}', $j${"key":"train","label":"4","title":"4 Training","path":["Larkfield Terms","Training"],"body":"4. Training\n-----------\n\nWe may use what you post to train models, unless you switch this off in your settings.\n\n"}$j$);
  -- 3: clause "law" goes, "use" moves behind "change", one clause is renumbered
  terms_3 := jsonb_build_array(terms_2 -> 0, terms_2 -> 2, terms_2 -> 3, terms_2 -> 1, terms_2 -> 4,
                               jsonb_set(terms_2 -> 5, '{body}', to_jsonb(rtrim(terms_2 #>> '{5,body}', E'\n') || E'\n')));
  PERFORM pg_temp.add_version('larkfield/terms-of-service', 1, '2025-12-01T08:00:00Z', true, terms_1);
  PERFORM pg_temp.add_version('larkfield/terms-of-service', 2, '2026-02-01T09:30:00Z', false, terms_2);
  PERFORM pg_temp.add_version('larkfield/terms-of-service', 3, '2026-03-10T10:15:00Z', false, terms_3);
  PERFORM pg_temp.add_version('larkfield/privacy-policy', 1, '2025-12-01T08:05:00Z', false, $j$[
   {"key":"keep","label":"1","title":"1 How long we keep data","path":["Privacy","How long we keep data"],"body":"Privacy\n=======\n\n1. How long we keep data\n------------------------\n\nWe keep your messages for 24 months after you delete them, and logs of your visits for 12 months.\n\n"},
   {"key":"share","label":"2","title":"2 Who receives data","path":["Privacy","Who receives data"],"body":"2. Who receives data\n--------------------\n\nWe share data with companies that work for us.\n"}]$j$);
  PERFORM pg_temp.add_version('mossgate/terms', 1, '2025-12-02T08:00:00Z', false, $j$[
   {"key":"arb","label":"1","title":"1 Arbitration","path":["Terms","Arbitration"],"body":"Terms\n=====\n\n1. Arbitration\n--------------\n\nAny dispute between you and Mossgate is resolved by binding individual arbitration. You may not take part in a class action. There is no way to opt out.\n\n"},
   {"key":"keep","label":"2","title":"2 Retention","path":["Terms","Retention"],"body":"2. Retention\n------------\n\nFiles are kept for 30 days after you close your account.\n"}]$j$);
  PERFORM pg_temp.add_version('tindral/conditions', 1, '2025-12-03T08:00:00Z', false, $j$[
   {"key":"arb","label":"9","title":"9 Disputes","path":["Conditions","Disputes"],"body":"9. Disputes\n-----------\n\nYou and Tindral agree that any dispute is resolved by binding arbitration and not in a court, unless the law of your country says otherwise.\n"}]$j$);
END $$;

INSERT INTO stay (document_id, version_id, since, verified_until)
SELECT v.document_id, v.id, v.captured_at, CASE WHEN next_at IS NULL THEN NULL ELSE next_at - interval '6 hours' END
  FROM (SELECT *, lead(captured_at) OVER (PARTITION BY document_id ORDER BY number) AS next_at FROM version) v;
INSERT INTO variant (document_id, version_id, sightings, first_seen, last_seen)
VALUES (pg_temp.document_of('larkfield/terms-of-service'), pg_temp.version_of('larkfield/terms-of-service', 2), 2, '2026-03-11T04:00:00Z', '2026-03-12T04:00:00Z');
INSERT INTO source_state (source_id, next_due, body_sha256, last_checked_at, last_verified_at, last_changed_at, last_outcome)
SELECT s.id, '2026-03-20T15:00:00Z', sha256('\x78'::bytea), '2026-03-20T09:00:00Z', '2026-03-20T09:00:00Z',
       (SELECT max(since) FROM stay WHERE document_id = d.id), 'unchanged'
  FROM source s JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id
 WHERE NOT (p.slug = 'unread-co') AND s.role = 'policy' AND d.slug <> 'conditions';
INSERT INTO source_state (source_id, next_due, last_checked_at, last_verified_at, last_changed_at, failures, last_outcome, last_reason)
SELECT s.id, '2026-03-20T15:00:00Z', '2026-03-20T09:00:00Z', '2026-03-15T09:00:00Z', '2025-12-03T08:00:00Z', 9, 'failed', 'the server answered 503'
  FROM source s WHERE s.document_id = pg_temp.document_of('tindral/conditions');
INSERT INTO source_state (source_id, next_due, last_checked_at, failures, last_outcome, last_reason)
SELECT s.id, '2026-03-20T15:00:00Z', '2026-03-20T08:00:00Z', 3, 'refused', 'the page is a block page, not a policy'
  FROM source s WHERE s.document_id = pg_temp.document_of('unread-co/terms');
INSERT INTO observation (source_id, due_slot, observed_at, outcome, http_status, capture_id, version_id)
SELECT c.source_id, c.captured_at, c.captured_at, CASE WHEN v.number = 1 THEN 'first' ELSE 'change' END, 200, c.id, v.id
  FROM capture c JOIN version v ON v.capture_id = c.id;
INSERT INTO observation (source_id, due_slot, observed_at, outcome, reason)
SELECT s.id, '2026-03-20T08:00:00Z', '2026-03-20T08:00:00Z', 'refused', 'the page is a block page, not a policy'
  FROM source s WHERE s.document_id = pg_temp.document_of('unread-co/terms');
INSERT INTO stated_date (version_id, kind, day, basis) VALUES
  (pg_temp.version_of('larkfield/terms-of-service', 2), 'effective', '2026-03-01', 'Effective 1 March 2026'),
  (pg_temp.version_of('larkfield/terms-of-service', 2), 'published', '2026-01-30', 'Published on 30 January 2026'),
  (pg_temp.version_of('larkfield/terms-of-service', 3), 'effective', '2026-04-15', 'These terms take effect on 15 April 2026');
INSERT INTO hash_check (version_id, checked_at, capture_ok, text_ok)
SELECT id, '2026-03-19T02:00:00Z', CASE WHEN origin = 'captured' THEN true END, true FROM version WHERE document_id <> pg_temp.document_of('tindral/conditions');

-- ---- changes -------------------------------------------------------------------------------------------------------------
INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
VALUES (pg_temp.document_of('larkfield/terms-of-service'), pg_temp.version_of('larkfield/terms-of-service', 1),
        pg_temp.version_of('larkfield/terms-of-service', 2), 'change', '2026-02-01T09:30:00Z', 'high',
        'Larkfield shortens the time to cancel from 30 days to 10 days and adds a clause on training',
        '{"bullets": [], "calls": [{"what": "deadline", "before": "30 days", "after": "10 days", "old": 2, "new": 2}], "reasons": ["a changed deadline", "a clause was added"]}'),
       (pg_temp.document_of('larkfield/terms-of-service'), pg_temp.version_of('larkfield/terms-of-service', 2),
        pg_temp.version_of('larkfield/terms-of-service', 3), 'change', '2026-03-10T10:15:00Z', 'medium',
        'Larkfield removes the clause on the applicable law and moves the rules of use',
        '{"bullets": [], "calls": [], "reasons": ["a clause was removed"]}');
INSERT INTO change_item (change_id, ordinal, kind, cosmetic, reason, clause_id, old_ordinal, new_ordinal, similarity)
SELECT c.id, i.ordinal, i.kind, i.cosmetic, i.reason, pg_temp.clause_of('larkfield/terms-of-service', i.key), i.o, i.n, i.similarity
  FROM (VALUES ('high', 0, 'modified', false, '30 days became 10 days', 'pay', 2, 2, 0.97), ('high', 1, 'added', false, 'new text', 'train', NULL, 4, 0),
               ('medium', 0, 'removed', false, 'text is gone', 'law', 6, NULL, 0), ('medium', 1, 'moved', true, 'same text in another place', 'use', 1, 3, 1),
               ('medium', 2, 'renumbered', true, 'number only', 'arb', 5, 5, 1))
       i(severity, ordinal, kind, cosmetic, reason, key, o, n, similarity)
  JOIN change c ON c.severity = i.severity;

-- ---- provisions ----------------------------------------------------------------------------------------------------------
INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, created_at, published_at)
SELECT pg_temp.document_of(v.document), pg_temp.clause_of(v.document, v.key), t.id, v.slug, v.title, v.severity, 'published', '2026-02-02T10:00:00Z', '2026-02-02T12:00:00Z'
  FROM (VALUES ('larkfield/terms-of-service', 'arb', 'arbitration', 'binding-arbitration', 'Disputes go to a private arbitrator', 'critical'),
               ('larkfield/terms-of-service', 'pay', 'unilateral-changes', 'cancelling', 'Ten days to cancel after a renewal', 'medium'),
               ('larkfield/terms-of-service', 'train', 'unilateral-changes', 'training', 'Posts train models unless switched off', 'high'),
               ('larkfield/terms-of-service', 'law', 'unilateral-changes', 'law', 'The law of an invented state', 'low'),
               ('larkfield/privacy-policy', 'keep', 'data-retention', 'retention', 'Deleted messages are kept for two years', 'high'),
               ('mossgate/terms', 'arb', 'arbitration', 'arbitration', 'Arbitration without a way out', 'critical'),
               ('tindral/conditions', 'arb', 'arbitration', 'disputes', 'Arbitration unless local law forbids it', 'low')) v(document, key, type, slug, title, severity)
  JOIN clause_type t ON t.slug = v.type;
INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, created_at, published_at, withdrawn_at, withdrawn_reason)
SELECT d.id, pg_temp.clause_of('larkfield/privacy-policy', 'share'), t.id, 'sharing', 'Sharing with anyone', 'high', 'withdrawn', '2026-02-02T10:00:00Z', '2026-02-02T12:00:00Z',
       '2026-02-20T09:00:00Z', 'The clause names only companies that work for Larkfield.'
  FROM document d, clause_type t WHERE d.id = pg_temp.document_of('larkfield/privacy-policy') AND t.slug = 'data-retention';
INSERT INTO analysis (provision_id, revision, version_id, ordinal, what, why, impact, options, institutional, author, written_at)
SELECT r.id, 1, vc.version_id, vc.ordinal, 'Says how ' || lower(r.title) || '.',
       '[{"text": "A person cannot bring a dispute before a court.", "quote": "binding individual arbitration and not in a court"}, {"text": "The way out is short.", "quote": null}]',
       CASE WHEN r.slug = 'binding-arbitration' THEN 'You lose the right to a court unless you opt out in time.' END,
       CASE WHEN r.slug = 'binding-arbitration' THEN '[{"kind": "opt-out", "text": "Write to the address in clause 4 within 30 days.", "url": "https://larkfield.example/opt-out"}]'::jsonb ELSE '[]' END,
       '{"framework": "Consumer contract law.", "enforcement": "Moderate.", "diligence": ["Ask for the list of arbitrators."]}',
       CASE WHEN r.slug = 'cancelling' THEN NULL ELSE 'A. Reader' END, '2026-02-02T11:00:00Z'
  FROM provision r JOIN document d ON d.id = r.document_id
  JOIN LATERAL (SELECT vc.version_id, vc.ordinal FROM version_clause vc JOIN version v ON v.id = vc.version_id
                 WHERE vc.clause_id = r.clause_id AND v.captured_at <= '2026-02-02Z' ORDER BY v.number DESC LIMIT 1) vc ON true;
-- what rules found and nobody has reviewed, and what somebody accepted without writing of it
INSERT INTO proposal (clause_id, document_id, clause_type_id, version_id, score, severity, words, taxonomy_version, state)
SELECT pg_temp.clause_of(v.document, v.key), pg_temp.document_of(v.document), t.id, pg_temp.version_of(v.document, 1), 0.8, 'medium', 'kept for', 1, v.state
  FROM (VALUES ('mossgate/terms', 'keep', 'data-retention', 'proposed'), ('larkfield/terms-of-service', 'use', 'brief', 'accepted')) v(document, key, type, state)
  JOIN clause_type t ON t.slug = v.type;
INSERT INTO provision_regulation SELECT r.id, g.id, 'It sets how long personal data is kept.' FROM provision r, regulation g WHERE r.slug IN ('retention', 'binding-arbitration') AND g.slug = 'gdpr';
INSERT INTO provision_agency SELECT r.id, a.id, 'It hears complaints about unfair terms.' FROM provision r, agency a WHERE r.slug = 'binding-arbitration' AND a.slug = 'ftc';
INSERT INTO correction (record_id, corrected_at, what)
SELECT record_id, '2026-02-20T09:00:00Z'::timestamptz, 'Withdrawn: the title said more than the clause.' FROM provision WHERE slug = 'sharing'
UNION ALL SELECT record_id, '2026-02-21T09:00:00Z', 'The severity was high; it is medium.' FROM provision WHERE slug = 'cancelling'
UNION ALL SELECT record_id, '2026-02-03T09:00:00Z', 'The headline named the wrong number of days.' FROM change WHERE severity = 'high';

INSERT INTO account (address, state, created_at, confirmed_at) VALUES ('reader@example.org', 'active', '2026-01-01Z', '2026-01-01Z');
INSERT INTO watch (account_id, platform_id, created_at)
SELECT a.id, p.id, '2026-01-02Z' FROM account a, platform p WHERE a.address = 'reader@example.org' AND p.slug = 'larkfield';
INSERT INTO account (address, state, created_at, confirmed_at) VALUES ('second@example.org', 'active', '2026-01-01Z', '2026-01-01Z');
INSERT INTO organisation (name, carried_by, carried_since, created_at) SELECT 'Lark Readers', id, '2026-01-03Z', '2026-01-03Z' FROM account WHERE address = 'reader@example.org';
INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT o.id, a.id, CASE WHEN a.id = o.carried_by THEN 'owner' ELSE 'member' END, '2026-01-03Z'
  FROM organisation o, account a WHERE a.id = o.carried_by;
INSERT INTO invitation (organisation_id, address, role, invited_by, created_at, expires_at)
SELECT o.id, x.address, 'member', o.carried_by, '2026-03-19Z', '2026-04-02Z' FROM organisation o, (VALUES ('second@example.org'), ('third@example.org')) x(address);
INSERT INTO delivery (message_id, kind, address, subject, created_at, next_try_at, state) VALUES ('<x@example.org>', 'digest', 'reader@example.org', 'Weekly digest', '2026-03-20Z', '2026-03-20Z', 'pending');
