-- One clause of a current version before an analyst: its words, what is proposed, what is published about it, and the
-- form of a provision. `type` chooses the proposal that the form begins with, `help` an answer of the drafting help; the
-- others come back from the form itself.
-- params: clause ?type ?clause_type ?severity ?help @now @account
WITH asked AS (SELECT CASE WHEN $1 ~ '^[1-9][0-9]{0,17}$' THEN $1::bigint END AS clause_id, coalesce(nullif($3, ''), nullif($2, '')) AS type),
c AS (
  SELECT vc.*, asked.clause_id AS asked_id, plain_text(clause_operative(x.body)) AS words, x.body, v.record_id AS version_record, v.number, d.title AS document_title, d.slug AS document,
         p.slug AS platform, p.name AS platform_name, p.invented, asked.type AS wanted
    FROM asked JOIN clause i ON i.id = asked.clause_id CROSS JOIN LATERAL clause_now(i.id) n
    JOIN version_clause vc ON vc.version_id = n.version_id AND vc.ordinal = n.ordinal
    JOIN clause_text x ON x.sha256 = vc.sha256 JOIN version v ON v.id = vc.version_id
    JOIN document d ON d.id = i.document_id JOIN platform p ON p.id = d.platform_id),
start AS ( -- the proposal asked for, else the surest
  SELECT t.slug, t.title, q.severity, q.words FROM c, proposal q JOIN clause_type t ON t.id = q.clause_type_id
   WHERE q.clause_id = c.asked_id ORDER BY t.slug = c.wanted DESC NULLS LAST, q.score DESC LIMIT 1),
operative AS ( -- the sentence in which the words that decided stand: what a first sentence would quote
  SELECT btrim(s.sentence) AS quote FROM c, start, regexp_split_to_table(c.words, '(?<=[.!?;])\s+|\n+') WITH ORDINALITY AS s(sentence, n)
   WHERE position(lower(btrim(split_part(split_part(start.words, ';', 1), '…', 1))) IN lower(s.sentence)) > 0 AND length(s.sentence) < 900 ORDER BY n LIMIT 1),
help AS (SELECT h.*, t.title AS type_title, t.slug AS type FROM c, draft_help h JOIN clause_type t ON t.id = h.clause_type_id WHERE h.clause_id = c.asked_id ORDER BY h.id DESC LIMIT 1),
filled AS (SELECT h.answer, h.model, h.ended_at FROM help h WHERE h.state = 'answered' AND h.id::text = $5)
SELECT jsonb_build_object(
  'title', 'A provision from a clause', 'noindex', true, 'invented', c.invented, 'queues', desk_queues('', $6::timestamptz),
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb(c.platform_name || ': ' || c.title, NULL)),
  'form_url', '/analyst/clause/' || c.asked_id || '/', 'heading', 'The provision', 'revises', false, 'writing', false, 'may_publish', 'publish' = ANY (desk_rights($7::bigint)),
  'platform_name', c.platform_name, 'platform_url', platform_url(c.platform),
  'document_title', c.document_title, 'document_url', document_url(c.platform, c.document),
  'version_number', c.number, 'clause_url', version_url(c.version_record) || '#' || clause_anchor(c.clause_id),
  'path', array_to_string(c.heading_path, ' › '), 'blocks', text_blocks(clause_operative(c.body)), 'sha256', hex(c.sha256),
  'proposals', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'url', clause_type_url(t.slug), 'severity', q.severity,
                         'score', round((q.score * 100)::numeric), 'words', q.words, 'state', q.state) ORDER BY q.score DESC, t.slug), '[]')
                  FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id WHERE q.clause_id = c.asked_id),
  'provisions', (SELECT coalesce(jsonb_agg(card ORDER BY title), '[]') FROM provision_card WHERE clause_id = c.asked_id),
  'drafts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.record_id, 'url', '/analyst/provision/' || r.record_id || '/', 'title', w.title) ORDER BY r.id), '[]')
               FROM provision r JOIN provision_draft w ON w.provision_id = r.id WHERE r.clause_id = c.asked_id),
  'help', (SELECT jsonb_build_object('state', h.state, 'type_title', h.type_title, 'model', h.model, 'reason', h.reason, 'at', iso(coalesce(h.ended_at, h.asked_at)),
              'fill_url', CASE WHEN h.state = 'answered' THEN '/analyst/clause/' || c.asked_id || '/' || query_string('type', h.type, 'help', h.id::text) || '#form' END) FROM help h),
  'ask_url', '/analyst/clause/' || c.asked_id || '/help', 'ask_type', coalesce((SELECT slug FROM start), c.wanted),
  'helped', (SELECT model FROM filled),
  'types', (SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title,
                     'selected', slug = coalesce(nullif($3, ''), (SELECT slug FROM start), c.wanted)) ORDER BY title) FROM clause_type),
  'levels', (SELECT jsonb_agg(jsonb_build_object('name', name, 'selected', name = coalesce(nullif($4, ''), (SELECT severity FROM start), 'medium')) ORDER BY n)
               FROM unnest(ARRAY['low', 'medium', 'high', 'critical']) WITH ORDINALITY AS l(name, n)),
  'automatic', false, 'errors', NULL, 'error_list', '[]'::jsonb, 'remarks', '[]'::jsonb, 'preview', NULL,
  'values', jsonb_build_object('correction', '', 'what', coalesce((SELECT answer->>'what' FROM filled), ''), 'impact', coalesce((SELECT answer->>'impact' FROM filled), ''),
     'title', coalesce((SELECT s.title || CASE WHEN EXISTS (SELECT FROM provision r WHERE r.document_id = c.document_id AND r.state <> 'withdrawn' AND lower(r.title) = lower(s.title))
                                               THEN ': ' || c.title ELSE '' END FROM start s), '')),
  'sentences', (SELECT jsonb_agg(jsonb_build_object('n', n, 'text', coalesce((SELECT answer->'sentences'->(n - 1)->>'text' FROM filled), ''),
                   'quote', coalesce((SELECT coalesce(answer->'sentences'->(n - 1)->>'quote', '') FROM filled), CASE n WHEN 1 THEN (SELECT quote FROM operative) END, ''),
                   'missed', false, 'text_error', NULL, 'quote_error', NULL) ORDER BY n) FROM generate_series(1, 4) n),
  'options', (SELECT jsonb_agg(jsonb_build_object('n', n, 'text', '', 'url', '', 'kind', '') ORDER BY n) FROM generate_series(1, 3) n))
  FROM c
