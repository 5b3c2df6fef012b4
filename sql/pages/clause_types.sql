-- The taxonomy by families, each type with the number of platforms that have a published provision of it.
-- params: @now
WITH n AS (
  SELECT clause_type_id, sum(platforms) FILTER (WHERE NOT invented) AS k, sum(platforms) FILTER (WHERE invented) AS k_invented FROM adoption GROUP BY clause_type_id)
SELECT jsonb_build_object(
  'title', 'Clause types', 'description', 'The taxonomy of clauses: what each type means and how many platforms have a published provision of it.',
  'day', utc_day($1::timestamptz),
  'reviewed', counted(coalesce((SELECT k FROM n WHERE clause_type_id IS NULL), 0), 'platform', 'platforms'),
  'reviewed_invented', (SELECT nullif(k_invented, 0) FROM n WHERE clause_type_id IS NULL),
  'families', (SELECT coalesce(jsonb_agg(jsonb_build_object('anchor', regexp_replace(lower(family), '[^a-z0-9]+', '-', 'g'), 'name', family, 'types', types) ORDER BY family), '[]')
                 FROM (SELECT t.family, jsonb_agg(jsonb_build_object('id', t.slug, 'url', clause_type_url(t.slug), 'title', t.title, 'definition', t.definition,
                                'platforms', coalesce(n.k, 0), 'invented', nullif(n.k_invented, 0)) ORDER BY t.title) AS types
                         FROM clause_type t LEFT JOIN n ON n.clause_type_id = t.id GROUP BY t.family) f))
