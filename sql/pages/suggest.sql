-- Suggesting a platform by the address of one of its documents; what is known of an address already; what became of the viewer's own.
-- params: @account ?url ?name
SELECT jsonb_build_object('title', 'Suggest a platform', 'error_list', '[]'::jsonb, 'errors', NULL,
  'crumbs', jsonb_build_array(crumb('Watchlist', '/watchlist/'), crumb('Suggest a platform', NULL)),
  'values', jsonb_build_object('url', coalesce(left($2::text, 1024), ''), 'name', coalesce(left($3::text, 100), ''), 'note', ''),
  'known', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name || ', ' || d.title, 'url', document_url(p.slug, d.slug)) ORDER BY p.name, d.title), '[]')
              FROM source s JOIN document d ON d.id = s.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active WHERE s.active AND url_key(s.url) = url_key($2::text)),
  'near', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'url', platform_url(p.slug)) ORDER BY p.name), '[]')
             FROM platform p WHERE p.active AND (host_key(p.homepage) = host_key($2::text) OR lower(p.name) = lower(btrim($3::text)))),
  'suggestions', (SELECT coalesce(jsonb_agg(jsonb_build_object('address', shortened(s.url, 120), 'name', s.name, 'at', iso(s.created_at), 'state', s.state, 'reason', s.reason,
                    'found', s.title, 'words', s.words, 'answer', s.answer, 'why', s.why, 'document', (SELECT jsonb_build_object('name', p.name || ', ' || d.title, 'url', document_url(p.slug, d.slug))
                      FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.id = s.document_id)) ORDER BY s.created_at DESC, s.id DESC), '[]')
                    FROM (SELECT * FROM suggestion WHERE account_id = a.id ORDER BY created_at DESC, id DESC LIMIT 50) s))
  FROM account a WHERE a.id = $1::bigint
