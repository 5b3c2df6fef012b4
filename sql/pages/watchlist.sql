-- What an account watches, and what it may add. `add` comes from a platform's page, `q` from the search on this one.
-- params: @account @now ?add ?q
SELECT jsonb_build_object(
  'title', 'Your watchlist', 'tier_name', t.name, 'platform_limit', t.platform_limit, 'alerts', 'alerts' = ANY (t.features), 'digest', a.digest,
  'used', (SELECT count(DISTINCT platform_id) FROM watch WHERE account_id = a.id AND paused_at IS NULL),
  'watches', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', w.id, 'name', p.name, 'url', platform_url(p.slug), 'since', iso(w.created_at),
                        'paused', w.paused_at IS NOT NULL) ORDER BY w.paused_at IS NOT NULL, lower(p.name)), '[]')
                FROM watch w JOIN platform p ON p.id = w.platform_id WHERE w.account_id = a.id AND w.document_id IS NULL AND w.provision_id IS NULL),
  'wanted', (SELECT jsonb_build_object('slug', p.slug, 'name', p.name, 'url', platform_url(p.slug),
                      'watched', EXISTS (SELECT FROM watch w WHERE w.account_id = a.id AND w.platform_id = p.id AND w.document_id IS NULL AND w.provision_id IS NULL))
               FROM platform p WHERE p.slug = $3::text AND p.active),
  'unknown', $3::text IS NOT NULL AND NOT EXISTS (SELECT FROM platform p WHERE p.slug = $3::text AND p.active),
  'q', nullif(btrim($4::text), ''),
  'found', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name, 'url', platform_url(slug)) ORDER BY lower(name)), '[]')
              FROM (SELECT p.slug, p.name FROM platform p
                     WHERE btrim($4::text) <> '' AND p.active AND strpos(lower(p.name), lower(btrim($4::text))) > 0
                       AND NOT EXISTS (SELECT FROM watch w WHERE w.account_id = a.id AND w.platform_id = p.id AND w.document_id IS NULL AND w.provision_id IS NULL)
                     ORDER BY lower(p.name) LIMIT 20) f))
  FROM account a JOIN tier t ON t.id = account_tier(a.id, $2::timestamptz) WHERE a.id = $1::bigint
