-- The latest fifty changes of substance of a severity or a graver one, as an Atom feed.
-- params: severity @base
SELECT feed('Changes of ' || s.slug || CASE s.slug WHEN 'critical' THEN ' severity' ELSE ' severity or more' END, 'severity:' || s.slug, '/feeds/severity/' || s.slug || '.atom',
         '/changes/?severity=' || s.slug, (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]')
           FROM (SELECT * FROM change_card WHERE kind <> 'cosmetic' AND severity = ANY (s.graver) ORDER BY observed_at DESC, id DESC LIMIT 50) c), '2026-01-01Z', $2)
  FROM (VALUES ('low', ARRAY['low', 'medium', 'high', 'critical']), ('medium', ARRAY['medium', 'high', 'critical']), ('high', ARRAY['high', 'critical']),
               ('critical', ARRAY['critical'])) s(slug, graver)
 WHERE s.slug = $1
