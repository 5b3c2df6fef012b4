-- A clause type: definition, adoption with its day, denominator and the list behind it, provisions, regulations. Real and
-- invented platforms are counted apart.
-- params: type @now ?page
SELECT jsonb_build_object(
  'id', t.slug, 'url', clause_type_url(t.slug), 'title', t.title, 'tab', tab_title(t.title), 'description', shortened(t.definition, 155),
  'crumbs', jsonb_build_array(crumb('Clause types', '/clause-types/'), crumb(t.title, NULL)),
  'definition', t.definition, 'severity', t.severity, 'taxonomy', t.taxonomy_version,
  'family', t.family, 'family_url', '/clause-types/#' || regexp_replace(lower(t.family), '[^a-z0-9]+', '-', 'g'),
  'day', utc_day($2::timestamptz),
  'adoption', (SELECT coalesce(jsonb_agg(jsonb_build_object('invented', a.invented, 'platforms', a.k, 'of', a.n, 'unique', a.k = 1, 'holders', a.holders) ORDER BY a.invented), '[]')
                 FROM (SELECT p.invented, count(*) AS n, count(n.platform_id) AS k,
                              coalesce(jsonb_agg(jsonb_build_object('id', p.slug, 'url', platform_url(p.slug), 'name', p.name) ORDER BY p.name) FILTER (WHERE n.platform_id IS NOT NULL), '[]') AS holders
                         FROM platform_reviewed r JOIN platform p ON p.id = r.platform_id AND p.active
                         LEFT JOIN clause_type_platform n ON n.platform_id = p.id AND n.clause_type_id = t.id AND n.provisions > 0
                        WHERE r.provisions > 0 GROUP BY p.invented) a),
  'provisions', (SELECT coalesce(jsonb_agg(card ORDER BY weight DESC, title, id), '[]')
                   FROM (SELECT * FROM provision_card WHERE clause_type_id = t.id ORDER BY weight DESC, title, id LIMIT 50 OFFSET (page_or_one($3) - 1) * 50) r),
  'pager', pager(clause_type_url(t.slug), '', page_or_one($3), (SELECT count(*) FROM provision r WHERE r.clause_type_id = t.id AND r.state = 'published') > page_or_one($3) * 50),
  'regulations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.slug, 'url', regulation_url(g.slug), 'short_name', g.short_name, 'name', g.name, 'jurisdiction', g.jurisdiction, 'reason', c.reason) ORDER BY g.short_name), '[]')
                    FROM clause_type_regulation c JOIN regulation g ON g.id = c.regulation_id WHERE c.clause_type_id = t.id))
  FROM clause_type t WHERE t.slug = $1
