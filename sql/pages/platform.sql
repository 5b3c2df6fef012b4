-- A platform: its documents with their freshness, its provisions by severity, what changed lately.
-- params: platform @now @base @account
SELECT jsonb_build_object(
  'id', p.slug, 'url', platform_url(p.slug), 'title', p.name, 'tab', tab_title(p.name), 'slug', p.slug,
  'description', p.name || ': governing documents, provisions and changes on record.',
  'invented', p.invented, 'watching', watching($4::bigint, $2::timestamptz, p.id),
  'crumbs', crumbs,
  'kind', platform_kind_title(p.kind), 'homepage', p.homepage, 'jurisdiction', p.jurisdiction,
  'feed_url', '/feeds/platform/' || p.slug || '.atom',
  'documents', (SELECT coalesce(jsonb_agg(card ORDER BY rank, title), '[]') FROM document_card WHERE platform_id = p.id AND active),
  'severities', (SELECT coalesce(jsonb_agg(jsonb_build_object('severity', severity, 'count', n, 'provisions', cards) ORDER BY weight DESC), '[]')
                   FROM (SELECT severity, weight, count(*) AS n, jsonb_agg(card - '{severity,platform_name,platform_url}'::text[] ORDER BY title, id) AS cards
                           FROM provision_card WHERE platform_id = p.id GROUP BY severity, weight) s),
  'activity', (SELECT jsonb_build_object('count', counted(count(*), 'documented change', 'documented changes'), 'since', since.day,
                        'url', '/changes/' || query_string('platform', p.slug, 'from', since.day::text))
                 FROM change_card c WHERE c.platform_id = p.id AND c.kind <> 'cosmetic' AND c.observed_at >= since.day::timestamp AT TIME ZONE 'UTC'),
  'changes', (SELECT coalesce(jsonb_agg(card || '{"platform_name": null, "platform_url": null}' || unseen(observed_at, s.seen) ORDER BY observed_at DESC, id DESC), '[]')
                FROM (SELECT * FROM change_card WHERE platform_id = p.id AND kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 10) c
                LEFT JOIN seen_until($4::bigint, $2::timestamptz, ARRAY(SELECT id FROM document WHERE platform_id = p.id)) s ON s.document_id = c.document_id),
  'all_url', '/changes/' || query_string('platform', p.slug),
  'jsonld', linked_data(jsonb_build_object('@type', 'WebPage', 'name', p.name, 'about', jsonb_strip_nulls(jsonb_build_object('@type', 'Organization', 'name', p.name, 'url', p.homepage))),
              crumbs, $3, platform_url(p.slug)))
  FROM platform p, LATERAL (SELECT utc_day($2::timestamptz - interval '30 days') AS day) since,
       LATERAL jsonb_build_array(crumb('Platforms', '/platforms/'), crumb(p.name, NULL)) crumbs
 WHERE p.slug = $1 AND p.active
UNION ALL
SELECT redirect_to(platform_url(p.slug)) FROM platform_alias a JOIN platform p ON p.id = a.platform_id WHERE a.slug = $1
