-- The desk: substantive changes that nobody has looked at, the gravest first, thirty a page.
-- params: ?platform ?severity ?page @now
WITH ask AS (SELECT nullif($1, '') AS platform, nullif($2, '') AS severity, page_or_one($3) AS n),
found AS (
  SELECT k.id, k.card, k.severity, k.observed_at FROM ask, change_open o JOIN change_card k ON k.id = o.id
   WHERE (ask.platform IS NULL OR k.platform = ask.platform) AND (ask.severity IS NULL OR k.severity = ask.severity)
   ORDER BY array_position('{critical,high,medium,low}', k.severity), k.observed_at DESC, k.id DESC LIMIT 31 OFFSET (SELECT (n - 1) * 30 FROM ask))
SELECT jsonb_build_object(
  'title', 'New changes', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Changes', NULL)), 'queues', desk_queues('/analyst/changes/', $4::timestamptz),
  'platform_slug', ask.platform,
  'levels', (SELECT jsonb_agg(jsonb_build_object('name', name, 'selected', name = ask.severity) ORDER BY n) FROM unnest(ARRAY['critical', 'high', 'medium', 'low']) WITH ORDINALITY AS l(name, n)),
  'changes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.card->'id', 'url', '/analyst/change/' || (f.card->>'id') || '/', 'headline', f.card->'headline', 'severity', f.severity,
      'observed_at', iso(f.observed_at), 'platform_name', f.card->'platform_name', 'platform_url', f.card->'platform_url', 'document_title', f.card->'document_title', 'document_url', f.card->'document_url',
      'record_url', f.card->'url', 'items', counted((SELECT count(*) FROM change_item i WHERE i.change_id = f.id AND NOT i.cosmetic), 'clause', 'clauses'),
      'touched', (SELECT nullif(count(DISTINCT r.id), 0) FROM change_item i JOIN provision r ON r.clause_id = i.clause_id AND r.state = 'published' WHERE i.change_id = f.id AND NOT i.cosmetic))
      ORDER BY array_position('{critical,high,medium,low}', f.severity), f.observed_at DESC, f.id DESC), '[]')
    FROM (SELECT * FROM found ORDER BY array_position('{critical,high,medium,low}', severity), observed_at DESC, id DESC LIMIT 30) f),
  'pager', pager('/analyst/changes/', query_string('platform', ask.platform, 'severity', ask.severity), ask.n, (SELECT count(*) FROM found) > 30))
  FROM ask
