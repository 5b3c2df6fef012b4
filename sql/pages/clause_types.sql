-- The taxonomy by families, each type with k of N: platforms where it stands, of those where it could. Invented ones apart.
-- params: @now
WITH n AS (
  SELECT c.clause_type_id, count(*) FILTER (WHERE NOT p.invented AND c.clauses > 0) AS k, count(*) FILTER (WHERE NOT p.invented) AS n,
         count(*) FILTER (WHERE p.invented AND c.clauses > 0) AS k_invented
    FROM clause_type_platform c JOIN platform p ON p.id = c.platform_id AND p.active GROUP BY c.clause_type_id)
SELECT jsonb_build_object(
  'title', 'Clause types', 'description', 'The taxonomy of clauses: what each type means, and on how many platforms it was found.',
  'day', utc_day($1::timestamptz), 'edition', (SELECT max(taxonomy_version) FROM clause_type), 'total', (SELECT count(*) FROM clause_type),
  'families', (SELECT coalesce(jsonb_agg(jsonb_build_object('anchor', regexp_replace(lower(family), '[^a-z0-9]+', '-', 'g'), 'name', family, 'types', types) ORDER BY family), '[]')
                 FROM (SELECT t.family, jsonb_agg(jsonb_build_object('id', t.slug, 'url', clause_type_url(t.slug), 'title', t.title, 'definition', t.definition,
                                'platforms', coalesce(n.k, 0), 'of', nullif(n.n, 0), 'invented', nullif(n.k_invented, 0)) ORDER BY t.title) AS types
                         FROM clause_type t LEFT JOIN n ON n.clause_type_id = t.id GROUP BY t.family) f))
