-- The latest fifty changes of substance of a platform as an Atom feed.
-- params: platform @base
SELECT feed('Changes: ' || p.name, 'platform:' || p.slug, '/feeds/platform/' || p.slug || '.atom', platform_url(p.slug),
         (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]')
            FROM (SELECT * FROM change_card WHERE platform_id = p.id AND kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 50) c), p.created_at, $2)
  FROM platform p WHERE p.slug = $1 AND p.active
UNION ALL
SELECT redirect_to('/feeds/platform/' || p.slug || '.atom') FROM platform_alias a JOIN platform p ON p.id = a.platform_id WHERE a.slug = $1
