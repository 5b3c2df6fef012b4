-- Tiers, from their rows: nothing here knows a tier by name.
-- params: @now
SELECT jsonb_build_object(
  'title', 'Pricing', 'description', 'What each tier has, side by side. Every record can be read without an account.',
  'tiers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', slug, 'url', '/pricing/#' || slug, 'name', name, 'former', nullif(array_to_string(aliases, ', '), ''), 'description', description,
              'limit', platform_limit, 'trial', nullif(trial_days, 0), 'lowest', rank = (SELECT min(l.rank) FROM tier l),
              'prices', (SELECT coalesce(jsonb_agg(jsonb_build_object('period', p.period, 'amount', p.amount::text, 'currency', p.currency) ORDER BY p.period), '[]') FROM tier_price p WHERE p.slug = tier.slug),
              'features', (SELECT coalesce(jsonb_agg(w.words ORDER BY w.n), '[]')
                             FROM unnest(features) WITH ORDINALITY AS f(name, n)
                             JOIN LATERAL (SELECT f.n, coalesce((SELECT v.words FROM (VALUES
                                    ('digest', 'weekly digest by mail'), ('alerts', 'same-day alerts by mail'), ('summaries', 'structured change summaries'),
                                    ('pdf', 'PDF of records'), ('provision-watches', 'watches on single provisions'), ('organisations', 'one watchlist for several people'), ('timelines', 'governance timelines'),
                                    ('regulatory-mapping', 'mapping to regulation'), ('institutional', 'full institutional analysis'),
                                    ('evidence-packs', 'evidence packs'), ('audit-export', 'audit-ready export'), ('api-keys', 'API keys')) v(name, words)
                                  WHERE v.name = f.name), replace(f.name, '-', ' ')) AS words) w ON true)) ORDER BY rank), '[]')
              FROM tier WHERE valid_from <= $1::timestamptz AND (valid_to IS NULL OR valid_to > $1::timestamptz)))
