-- The desk: sources that cannot be read, and those of which the text was last verified long ago. The longest first.
-- params: ?page @now
WITH ask AS (SELECT page_or_one($1) AS n),
found AS (SELECT t.trouble, s.id, s.url AS address, ss.last_reason, ss.failures, ss.last_checked_at, ss.last_verified_at, d.slug AS document, d.title AS document_title, p.slug AS platform, p.name AS platform_name
            FROM source_trouble($2::timestamptz) t JOIN source s ON s.id = t.source_id JOIN source_state ss ON ss.source_id = s.id JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id
           ORDER BY ss.last_verified_at NULLS FIRST, s.id LIMIT 51 OFFSET (SELECT (n - 1) * 50 FROM ask))
SELECT jsonb_build_object('title', 'Stale and failing', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Stale and failing', NULL)), 'queues', desk_queues('/analyst/sources/', $2::timestamptz),
  'sources', (SELECT coalesce(jsonb_agg(jsonb_build_object('page_url', '/analyst/source/' || f.id || '/', 'trouble', f.trouble, 'reason', f.last_reason, 'address', f.address, 'times', counted(f.failures, 'time', 'times'),
      'checked_at', iso(f.last_checked_at), 'verified_at', iso(f.last_verified_at), 'document_title', f.document_title, 'document_url', document_url(f.platform, f.document), 'platform_name', f.platform_name,
      'platform_url', platform_url(f.platform)) ORDER BY f.last_verified_at NULLS FIRST, f.id), '[]') FROM (SELECT * FROM found ORDER BY last_verified_at NULLS FIRST, id LIMIT 50) f),
  'pager', pager('/analyst/sources/', '', ask.n, (SELECT count(*) FROM found) > 50)) FROM ask
