-- The desk: what is being written, newest first.
-- params: ?page @now
WITH ask AS (SELECT page_or_one($1) AS n),
found AS (SELECT w.*, r.record_id, r.state, d.title AS document_title, d.slug AS document, p.name AS platform_name, p.slug AS platform
            FROM provision_draft w JOIN provision r ON r.id = w.provision_id JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
           ORDER BY w.saved_at DESC, r.id DESC LIMIT 31 OFFSET (SELECT (n - 1) * 30 FROM ask))
SELECT jsonb_build_object('title', 'Drafts', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Drafts', NULL)), 'queues', desk_queues('/analyst/drafts/', $2::timestamptz),
  'drafts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.record_id, 'url', '/analyst/provision/' || f.record_id || '/', 'title', f.title, 'severity', f.severity, 'revision', f.state = 'published',
      'helped', f.content->>'help', 'by', f.saved_by, 'at', iso(f.saved_at), 'what', nullif(f.content->>'what', ''), 'platform_name', f.platform_name, 'platform_url', platform_url(f.platform),
      'document_title', f.document_title, 'document_url', document_url(f.platform, f.document)) ORDER BY f.saved_at DESC, f.record_id DESC), '[]') FROM (SELECT * FROM found ORDER BY saved_at DESC, record_id DESC LIMIT 30) f),
  'pager', pager('/analyst/drafts/', '', ask.n, (SELECT count(*) FROM found) > 30)) FROM ask
