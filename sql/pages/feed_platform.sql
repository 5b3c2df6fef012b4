-- The latest fifty changes of substance of a platform as an Atom feed.
-- params: platform @base
SELECT jsonb_build_object('title', 'Changes: ' || p.name, 'feed_id', 'tag:' || host_of($2) || ',2026:platform:' || p.slug, 'self_url', $2 || '/feeds/platform/' || p.slug || '.atom',
  'list_url', $2 || platform_url(p.slug), 'updated', coalesce(iso(e.latest), iso(p.created_at)), 'entries', e.entries)
  FROM platform p,
       LATERAL (SELECT max(observed_at) AS latest, coalesce(jsonb_agg(feed_entry(card, $2) ORDER BY observed_at DESC, id DESC), '[]') AS entries
                  FROM (SELECT * FROM change_card WHERE platform_id = p.id AND kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 50) c) e
 WHERE p.slug = $1 AND p.active
UNION ALL
SELECT redirect_to('/feeds/platform/' || p.slug || '.atom') FROM platform_alias a JOIN platform p ON p.id = a.platform_id WHERE a.slug = $1
