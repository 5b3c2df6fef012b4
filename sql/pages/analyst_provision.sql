-- One provision before an analyst: the clause as it is now, the form of a draft or revision, its laws, what it is said to be
-- like, its withdrawal, and everything that was done to it. The form begins with what is being written, else with what is
-- published.
-- params: record @now @account ?clause_type ?severity
WITH r AS (
  SELECT r.*, t.slug AS type, t.title AS type_title, d.slug AS document, d.title AS document_title, p.slug AS platform, p.name AS platform_name, p.invented,
         w.provision_id IS NOT NULL AS writing, w.saved_by, w.saved_at, coalesce(w.title, r.title) AS shown_title, coalesce(wt.slug, t.slug) AS shown_type,
         coalesce(w.severity, r.severity) AS shown_severity, a.revision,
         coalesce(w.content, jsonb_build_object('what', a.what, 'impact', a.impact, 'sentences', a.why, 'options', a.options, 'automatic', a.author IS NULL), '{}') AS content,
         s.standing, s.number AS said_number, desk_rights($3::bigint) AS rights
    FROM provision r JOIN clause_type t ON t.id = r.clause_type_id JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
    LEFT JOIN provision_draft w ON w.provision_id = r.id LEFT JOIN clause_type wt ON wt.id = w.clause_type_id
    LEFT JOIN LATERAL (SELECT * FROM analysis WHERE provision_id = r.id ORDER BY revision DESC LIMIT 1) a ON true
    LEFT JOIN provision_standing s ON s.provision_id = r.id
   WHERE r.record_id = $1),
law AS (
  SELECT 'regulation' AS kind, g.slug, g.short_name, g.name, g.jurisdiction, l.reason, regulation_url(g.slug) AS url FROM r JOIN provision_regulation l ON l.provision_id = r.id JOIN regulation g ON g.id = l.regulation_id
  UNION ALL SELECT 'agency', g.slug, g.short_name, g.name, g.jurisdiction, l.reason, agency_url(g.slug) FROM r JOIN provision_agency l ON l.provision_id = r.id JOIN agency g ON g.id = l.agency_id),
proposed AS (
  SELECT g.slug, g.short_name, g.jurisdiction, m.reason, regulation_url(g.slug) AS url FROM r JOIN clause_type_regulation m ON m.clause_type_id = r.clause_type_id JOIN regulation g ON g.id = m.regulation_id
   WHERE NOT EXISTS (SELECT FROM law WHERE law.kind = 'regulation' AND law.slug = g.slug)
     AND NOT EXISTS (SELECT FROM provision_law_refused f WHERE f.provision_id = r.id AND f.kind = 'regulation' AND f.slug = g.slug))
SELECT jsonb_build_object(
  'id', r.record_id, 'url', '/analyst/provision/' || r.record_id || '/', 'title', r.record_id || ': ' || shortened(r.shown_title, 30), 'noindex', true, 'invented', r.invented,
  'queues', desk_queues('', $2::timestamptz),
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb(r.platform_name || ': ' || r.document_title, NULL)),
  'name', r.title, 'state', r.state, 'page_url', CASE WHEN r.state <> 'draft' THEN provision_url(r.platform, r.document, r.slug) END,
  'platform_name', r.platform_name, 'platform_url', platform_url(r.platform), 'document_title', r.document_title, 'document_url', document_url(r.platform, r.document),
  'standing', r.standing, 'said_number', r.said_number, 'withdrawn_reason', r.withdrawn_reason, 'withdrawn_at', iso(r.withdrawn_at),
  'saved_by', r.saved_by, 'saved_at', iso(r.saved_at), 'open', r.state <> 'withdrawn',
  'clause', (SELECT jsonb_build_object('title', vc.title, 'path', array_to_string(vc.heading_path, ' › '), 'number', v.number, 'place_url', version_url(v.record_id) || '#' || clause_anchor(vc.clause_id),
               'sha256', hex(vc.sha256), 'blocks', text_blocks(clause_operative(x.body)))
               FROM clause_now(r.clause_id) n JOIN version_clause vc ON vc.version_id = n.version_id AND vc.ordinal = n.ordinal
               JOIN clause_text x ON x.sha256 = vc.sha256 JOIN version v ON v.id = vc.version_id),
  'form_url', '/analyst/provision/' || r.record_id || '/', 'heading', CASE WHEN r.state = 'draft' THEN 'The draft' WHEN r.writing THEN 'The revision being written' ELSE 'Revise' END,
  'revises', r.state = 'published', 'writing', r.writing, 'may_publish', 'publish' = ANY (r.rights), 'helped', r.content->>'help',
  'types', (SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'selected', slug = coalesce(nullif($4, ''), r.shown_type)) ORDER BY title) FROM clause_type),
  'levels', (SELECT jsonb_agg(jsonb_build_object('name', name, 'selected', name = coalesce(nullif($5, ''), r.shown_severity)) ORDER BY n)
               FROM unnest(ARRAY['low', 'medium', 'high', 'critical']) WITH ORDINALITY AS l(name, n)),
  'automatic', coalesce((r.content->>'automatic')::boolean, false), 'errors', NULL, 'error_list', '[]'::jsonb, 'remarks', '[]'::jsonb, 'preview', NULL,
  'values', jsonb_build_object('title', r.shown_title, 'what', coalesce(r.content->>'what', ''), 'impact', coalesce(r.content->>'impact', ''), 'correction', ''),
  'sentences', (SELECT jsonb_agg(jsonb_build_object('n', n, 'text', coalesce(r.content->'sentences'->(n - 1)->>'text', ''), 'quote', coalesce(r.content->'sentences'->(n - 1)->>'quote', ''),
                   'missed', false, 'text_error', NULL, 'quote_error', NULL) ORDER BY n)
                  FROM generate_series(1, least(12, greatest(4, coalesce(jsonb_array_length(r.content->'sentences'), 0) + 1))) n),
  'options', (SELECT jsonb_agg(jsonb_build_object('n', n, 'text', coalesce(r.content->'options'->(n - 1)->>'text', ''), 'url', coalesce(r.content->'options'->(n - 1)->>'url', ''),
                 'kind', coalesce(r.content->'options'->(n - 1)->>'kind', '')) ORDER BY n)
                FROM generate_series(1, least(6, greatest(3, coalesce(jsonb_array_length(r.content->'options'), 0)))) n),
  'laws', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'slug', slug, 'short_name', short_name, 'jurisdiction', jurisdiction, 'reason', reason, 'law_url', url) ORDER BY kind DESC, short_name), '[]') FROM law),
  'proposed', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'short_name', short_name, 'jurisdiction', jurisdiction, 'reason', reason, 'law_url', url) ORDER BY short_name), '[]') FROM proposed),
  'refused', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'slug', f.slug, 'reason', f.reason) ORDER BY f.kind, f.slug), '[]') FROM provision_law_refused f WHERE f.provision_id = r.id),
  'regulations', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'name', g.short_name || ', ' || g.jurisdiction) ORDER BY g.jurisdiction, g.short_name), '[]') FROM regulation g
                   WHERE NOT EXISTS (SELECT FROM law WHERE law.kind = 'regulation' AND law.slug = g.slug)),
  'agencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'name', g.short_name || ', ' || g.jurisdiction) ORDER BY g.jurisdiction, g.short_name), '[]') FROM agency g
                WHERE NOT EXISTS (SELECT FROM law WHERE law.kind = 'agency' AND law.slug = g.slug)),
  'alike', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.record_id, 'url', provision_url(op.slug, od.slug, o.slug), 'title', o.title, 'platform_name', op.name,
               'strength', round(m.strength * 100)) ORDER BY m.strength DESC, o.id), '[]')
              FROM (SELECT * FROM provision_match WHERE provision_id = r.id ORDER BY strength DESC, other_id LIMIT 8) m JOIN provision o ON o.id = m.other_id AND o.state = 'published'
              JOIN document od ON od.id = o.document_id JOIN platform op ON op.id = od.platform_id),
  'unlike', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.record_id, 'url', '/analyst/provision/' || o.record_id || '/', 'title', o.title, 'at', iso(f.refused_at)) ORDER BY o.id), '[]')
               FROM provision_match_refused f JOIN provision o ON o.id = f.other_id WHERE f.provision_id = r.id),
  'revisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.revision, 'author', a.author, 'at', iso(a.written_at), 'version_url', version_url(v.record_id), 'version_number', v.number, 'what', a.what) ORDER BY a.revision DESC), '[]')
                  FROM analysis a JOIN version v ON v.id = a.version_id WHERE a.provision_id = r.id),
  'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(e.at), 'by', e.by_whom, 'act', e.act, 'detail', e.detail) ORDER BY e.id DESC), '[]') FROM desk_event e WHERE e.record_id = r.record_id))
  FROM r
