-- The desk: what the classifier proposes for clauses of current versions, surest first, thirty a page.
-- params: ?platform ?type ?page @now @account
WITH ask AS (SELECT nullif($1, '') AS platform, nullif($2, '') AS type, page_or_one($3) AS n),
open AS (
  SELECT q.clause_id, q.clause_type_id, q.score, q.severity, q.words, q.document_id, vc.ordinal, vc.sha256, vc.version_id, vc.title, vc.heading_path
    FROM ask, proposal q
    JOIN document d ON d.id = q.document_id JOIN platform p ON p.id = d.platform_id AND p.active AND d.active
    JOIN clause_type t ON t.id = q.clause_type_id
    JOIN stay s ON s.document_id = q.document_id AND s.verified_until IS NULL
    JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = q.clause_id
   WHERE q.state = 'proposed' AND (ask.platform IS NULL OR p.slug = ask.platform) AND (ask.type IS NULL OR t.slug = ask.type)),
found AS (SELECT * FROM open ORDER BY score DESC, document_id, ordinal, clause_type_id LIMIT 31 OFFSET (SELECT (n - 1) * 30 FROM ask))
SELECT jsonb_build_object(
  'title', 'Analyst’s desk', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', NULL)), 'queues', desk_queues('/analyst/', $4::timestamptz),
  'suggested', suggestions_waiting($5::bigint), 'open', (SELECT count(*) FROM open), 'platform_slug', ask.platform,
  'types', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'selected', slug = ask.type) ORDER BY title), '[]') FROM clause_type),
  'proposals', (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'number', f.clause_id, 'type', t.slug, 'type_title', t.title, 'type_url', clause_type_url(t.slug), 'severity', f.severity,
      'score', round((f.score * 100)::numeric), 'words', f.words, 'clause_title', f.title, 'path', array_to_string(f.heading_path, ' › '),
      'excerpt', shortened(plain_text(clause_operative(x.body)), 600),
      'draft_url', '/analyst/clause/' || f.clause_id || '/' || query_string('type', t.slug),
      'clause_url', version_url(v.record_id) || '#' || clause_anchor(f.clause_id),
      'platform_name', p.name, 'platform_url', platform_url(p.slug), 'document_title', d.title, 'document_url', document_url(p.slug, d.slug))
      ORDER BY f.score DESC, f.document_id, f.ordinal, f.clause_type_id), '[]')
    FROM (SELECT * FROM found ORDER BY score DESC, document_id, ordinal, clause_type_id LIMIT 30) f
    JOIN clause_type t ON t.id = f.clause_type_id JOIN document d ON d.id = f.document_id JOIN platform p ON p.id = d.platform_id
    JOIN version v ON v.id = f.version_id JOIN clause_text x ON x.sha256 = f.sha256),
  'pager', pager('/analyst/', query_string('platform', ask.platform, 'type', ask.type), ask.n, (SELECT count(*) FROM found) > 30))
  FROM ask
