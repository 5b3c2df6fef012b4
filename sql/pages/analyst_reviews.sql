-- The desk: published provisions of which the clause was reworded or is gone since their newest analysis.
-- params: ?page @now
WITH ask AS (SELECT page_or_one($1) AS n),
found AS (SELECT s.*, r.record_id, r.title, r.severity, r.slug, d.title AS document_title, d.slug AS document, p.name AS platform_name, p.slug AS platform, was.body AS was, now.body AS now
            FROM provision_standing s JOIN provision r ON r.id = s.provision_id JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
            JOIN version_clause wc ON wc.version_id = s.version_id AND wc.ordinal = s.ordinal JOIN clause_text was ON was.sha256 = wc.sha256
            LEFT JOIN version_clause nc ON nc.version_id = s.now_version_id AND nc.ordinal = s.now_ordinal LEFT JOIN clause_text now ON now.sha256 = nc.sha256
           WHERE s.standing IN ('gone', 'reworded')
           ORDER BY array_position('{critical,high,medium,low}', r.severity), r.id LIMIT 31 OFFSET (SELECT (n - 1) * 30 FROM ask))
SELECT jsonb_build_object('title', 'To review again', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('To review again', NULL)), 'queues', desk_queues('/analyst/reviews/', $2::timestamptz),
  'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.record_id, 'url', '/analyst/provision/' || f.record_id || '/', 'title', f.title, 'severity', f.severity, 'gone', f.standing = 'gone',
      'was', shortened(plain_text(clause_operative(f.was)), 700), 'now', shortened(plain_text(clause_operative(f.now)), 700), 'said_number', f.number,
      'platform_name', f.platform_name, 'platform_url', platform_url(f.platform), 'document_title', f.document_title, 'document_url', document_url(f.platform, f.document))
      ORDER BY array_position('{critical,high,medium,low}', f.severity), f.record_id), '[]') FROM (SELECT * FROM found ORDER BY array_position('{critical,high,medium,low}', severity), record_id LIMIT 30) f),
  'pager', pager('/analyst/reviews/', '', ask.n, (SELECT count(*) FROM found) > 30)) FROM ask
