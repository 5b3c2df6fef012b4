-- One clause of a current version before an analyst: its words, what is proposed, what is published about it, and the
-- form of a provision. `type` chooses the proposal that the form begins with; the others come back from the form itself.
-- params: clause ?type ?clause_type ?severity
WITH asked AS (SELECT CASE WHEN $1 ~ '^[1-9][0-9]{0,17}$' THEN $1::bigint END AS clause_id, coalesce(nullif($3, ''), nullif($2, '')) AS type),
c AS (
  SELECT vc.*, x.body, v.record_id AS version_record, v.number, d.title AS document_title, d.slug AS document, p.slug AS platform, p.name AS platform_name,
         p.invented, asked.type AS wanted
    FROM asked JOIN clause i ON i.id = asked.clause_id
    JOIN stay s ON s.document_id = i.document_id AND s.verified_until IS NULL
    JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = i.id
    JOIN clause_text x ON x.sha256 = vc.sha256 JOIN version v ON v.id = vc.version_id
    JOIN document d ON d.id = i.document_id JOIN platform p ON p.id = d.platform_id),
start AS ( -- the proposal asked for, else the surest
  SELECT t.slug, t.title, q.severity FROM c, proposal q JOIN clause_type t ON t.id = q.clause_type_id
   WHERE q.clause_id = c.clause_id ORDER BY t.slug = c.wanted DESC NULLS LAST, q.score DESC LIMIT 1)
SELECT jsonb_build_object(
  'title', 'A provision from a clause', 'noindex', true, 'invented', c.invented,
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb(c.platform_name || ': ' || c.title, NULL)),
  'number', c.clause_id, 'platform_name', c.platform_name, 'platform_url', platform_url(c.platform),
  'document_title', c.document_title, 'document_url', document_url(c.platform, c.document),
  'version_number', c.number, 'clause_url', version_url(c.version_record) || '#' || clause_anchor(c.clause_id),
  'path', array_to_string(c.heading_path, ' › '), 'blocks', text_blocks(clause_operative(c.body)), 'sha256', hex(c.sha256),
  'proposals', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'url', clause_type_url(t.slug), 'severity', q.severity,
                         'score', round((q.score * 100)::numeric), 'words', q.words, 'state', q.state) ORDER BY q.score DESC, t.slug), '[]')
                  FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id WHERE q.clause_id = c.clause_id),
  'provisions', (SELECT coalesce(jsonb_agg(card ORDER BY title), '[]') FROM provision_card WHERE clause_id = c.clause_id),
  'types', (SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title,
                     'selected', slug = coalesce(nullif($3, ''), (SELECT slug FROM start), c.wanted)) ORDER BY title) FROM clause_type),
  'levels', (SELECT jsonb_agg(jsonb_build_object('name', name, 'selected', name = coalesce(nullif($4, ''), (SELECT severity FROM start), 'medium')) ORDER BY n)
               FROM unnest(ARRAY['low', 'medium', 'high', 'critical']) WITH ORDINALITY AS l(name, n)),
  'values', jsonb_build_object('title', coalesce((SELECT title FROM start), ''), 'what', '', 'impact', '',
              'text_1', '', 'quote_1', '', 'text_2', '', 'quote_2', '', 'text_3', '', 'quote_3', '', 'text_4', '', 'quote_4', '',
              'option_1', '', 'option_2', '', 'option_3', ''))
  FROM c
