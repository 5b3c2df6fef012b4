-- The home page: what is tracked, the latest changes and provisions, the commonest clause types.
-- params: @now @base
SELECT jsonb_build_object(
  'title', 'What platforms make you agree to, and when it changes',
  'description', 'Terms, privacy policies and other governing documents of platforms: every version kept with proof, split into clauses, explained.',
  'stats', jsonb_build_object(
    'platforms', (SELECT count(*) FROM platform WHERE active),
    'documents', (SELECT count(*) FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.active AND p.active),
    'read', (SELECT count(*) FROM stay WHERE verified_until IS NULL),
    'provisions', (SELECT coalesce(sum(provisions), 0) FROM platform_reviewed),
    'recent', (SELECT count(*) FROM change_card WHERE kind <> 'cosmetic' AND observed_at >= utc_day($1::timestamptz - interval '30 days')::timestamp AT TIME ZONE 'UTC')),
  'recent_url', '/changes/' || query_string('from', utc_day($1::timestamptz - interval '30 days')::text),
  'changes', (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]')
                FROM (SELECT * FROM change_card WHERE kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 8) c),
  'provisions', (SELECT coalesce(jsonb_agg(card ORDER BY published_at DESC, id DESC), '[]')
                   FROM (SELECT * FROM provision_card ORDER BY published_at DESC, id DESC LIMIT 6) r),
  'types', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', slug, 'url', clause_type_url(slug), 'title', title, 'platforms', k) ORDER BY k DESC, title), '[]')
              FROM (SELECT t.slug, t.title, count(*) AS k FROM clause_type t JOIN clause_type_platform n ON n.clause_type_id = t.id JOIN platform p ON p.id = n.platform_id AND p.active
                     WHERE n.clauses > 0 GROUP BY t.id ORDER BY count(*) DESC, t.title LIMIT 12) t),
  'jsonld', jsonb_build_object('@context', 'https://schema.org', '@type', 'WebSite', 'name', 'Clause Atlas', 'url', $2 || '/', 'potentialAction', jsonb_build_object('@type', 'SearchAction',
     'target', $2 || '/search?q={words}', 'query-input', 'required name=words')))
