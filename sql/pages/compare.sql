-- A clause type side by side on up to six platforms: what stands there by published provisions, else what was sorted there
-- and awaits review, else that no such clause was found in what was read, as of when. `platforms` are slugs with commas or
-- the ticked boxes of the form; `add` is a name or slug typed into it, and leads to the address with all of them.
-- params: type *platforms ?add @now @base
WITH t AS (SELECT * FROM clause_type WHERE slug = $1),
word AS MATERIALIZED (
  SELECT btrim(word) AS word, n FROM regexp_split_to_table(left($2, 1000), ',') WITH ORDINALITY AS w(word, n) WHERE btrim(word) <> ''
  UNION ALL SELECT left(btrim($3), 200), 1000 WHERE btrim($3) <> ''),
asked AS MATERIALIZED (
  SELECT p.id, p.slug, p.name, p.invented, min(w.n) AS n FROM word w
    JOIN platform p ON p.active AND (p.slug = lower(w.word) OR lower(p.name) = lower(w.word) OR p.id = (SELECT platform_id FROM platform_alias WHERE slug = lower(w.word)))
   GROUP BY p.id),
chosen AS MATERIALIZED (SELECT * FROM asked ORDER BY n, id LIMIT 6),
read AS MATERIALIZED ( -- documents in which the type can stand
  SELECT c.id AS platform_id, d.id, d.title, document_url(c.slug, d.slug) AS url, f.verified_at, f.current_version_id
    FROM t, chosen c JOIN document d ON d.platform_id = c.id AND d.active JOIN document_freshness f ON f.document_id = d.id AND f.current_version_id IS NOT NULL
   WHERE t.kinds = '{}' OR d.kind = ANY (t.kinds)),
found AS MATERIALIZED (
  SELECT c.platform_id, c.weight, c.id, jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'severity', c.severity, 'what', card->'what',
           'excerpt', shortened(w.words, 500), 'document_title', card->'document_title', 'document_url', card->'document_url',
           'gone', NOT EXISTS (SELECT FROM stay s JOIN clause_place x ON x.version_id = s.version_id AND x.clause_id = c.clause_id
                                WHERE s.document_id = c.document_id AND s.verified_until IS NULL OFFSET 0)) AS shown
    FROM t JOIN provision_card c ON c.clause_type_id = t.id JOIN chosen g ON g.id = c.platform_id LEFT JOIN provision_words w ON w.provision_id = c.id),
proposed AS MATERIALIZED (
  SELECT r.platform_id, p.score, p.clause_id, jsonb_build_object('id', clause_anchor(p.clause_id), 'url', r.url || '#' || clause_anchor(p.clause_id), 'title', x.title,
           'document_title', r.title, 'excerpt', shortened(plain_text(clause_operative(left(b.body, 2000))), 360)) AS shown
    FROM t JOIN read r ON true JOIN proposal p ON p.document_id = r.id AND p.clause_type_id = t.id AND p.state <> 'refused'
    CROSS JOIN LATERAL (SELECT * FROM clause_place WHERE version_id = r.current_version_id AND clause_id = p.clause_id OFFSET 0) x JOIN clause_text b ON b.sha256 = x.sha256
   WHERE NOT EXISTS (SELECT FROM found f WHERE f.platform_id = r.platform_id)),
holder AS (
  SELECT p.slug, p.name, p.invented, max(c.weight) AS weight, p.id IN (SELECT id FROM chosen) AS chosen
    FROM t JOIN clause_type_platform n ON n.clause_type_id = t.id AND n.clauses > 0 JOIN platform p ON p.id = n.platform_id AND p.active
    LEFT JOIN provision_card c ON c.platform_id = p.id AND c.clause_type_id = t.id
   GROUP BY p.id ORDER BY p.invented, max(c.weight) DESC NULLS LAST, lower(p.name) LIMIT 60)
SELECT CASE WHEN btrim($3) <> '' AND NOT EXISTS (SELECT FROM word w WHERE w.n = 1000 AND NOT EXISTS (SELECT FROM asked a WHERE lower(w.word) IN (a.slug, lower(a.name))))
         THEN jsonb_build_object('redirect', compare_url(t.slug, (SELECT string_agg(slug, ',' ORDER BY n, id) FROM chosen))) ELSE
  jsonb_build_object(
  'id', t.slug, 'url', compare_url(t.slug, (SELECT string_agg(slug, ',' ORDER BY n, id) FROM chosen)), 'title', t.title || ' compared', 'tab', tab_title(t.title || ' compared'),
  'description', 'How platforms word it, side by side: ' || shortened(t.definition, 110),
  'crumbs', crumbs, 'definition', t.definition, 'type_title', t.title, 'type_url', clause_type_url(t.slug), 'path_url', compare_url(t.slug, NULL),
  'day', utc_day($4::timestamptz),
  'unknown', (SELECT coalesce(jsonb_agg(w.word), '[]') FROM word w WHERE NOT EXISTS (SELECT FROM platform p WHERE p.active AND (p.slug = lower(w.word) OR lower(p.name) = lower(w.word)))
                AND NOT EXISTS (SELECT FROM platform_alias a WHERE a.slug = lower(w.word))),
  'too_many', (SELECT count(*) FROM asked) > 6,
  'alone', (SELECT count(*) FROM chosen) = 1, 'slugs', (SELECT string_agg(slug, ',' ORDER BY n, id) FROM chosen), 'full', (SELECT count(*) FROM chosen) >= 6,
  'columns', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.slug, 'url', platform_url(c.slug), 'name', c.name, 'invented', c.invented,
      'remove_url', compare_url(t.slug, (SELECT string_agg(o.slug, ',' ORDER BY o.n, o.id) FROM chosen o WHERE o.id <> c.id)),
      'state', CASE WHEN EXISTS (SELECT FROM found f WHERE f.platform_id = c.id) THEN 'found' WHEN EXISTS (SELECT FROM proposed p WHERE p.platform_id = c.id) THEN 'proposed'
                    WHEN EXISTS (SELECT FROM read r WHERE r.platform_id = c.id) THEN 'none' ELSE 'unread' END,
      'as_of', (SELECT iso(min(verified_at)) FROM read r WHERE r.platform_id = c.id),
      'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', r.title, 'url', r.url) ORDER BY r.title), '[]') FROM read r WHERE r.platform_id = c.id),
      'provisions', (SELECT coalesce(jsonb_agg(shown ORDER BY weight DESC, id), '[]') FROM found f WHERE f.platform_id = c.id),
      'proposals', (SELECT coalesce(jsonb_agg(shown ORDER BY score DESC, clause_id), '[]') FROM (SELECT * FROM proposed p WHERE p.platform_id = c.id ORDER BY score DESC, clause_id LIMIT 2) p))
      ORDER BY c.n, c.id), '[]') FROM chosen c),
  'holders', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name, 'invented', invented, 'chosen', chosen) ORDER BY invented, lower(name)), '[]') FROM holder),
  'gravest_url', (SELECT compare_url(t.slug, string_agg(slug, ',')) FROM (SELECT slug FROM holder ORDER BY invented, weight DESC NULLS LAST, lower(name) LIMIT 4) g HAVING count(*) > 1),
  'jsonld', linked_data(jsonb_build_object('@type', 'WebPage', 'name', t.title || ' compared'), crumbs, $5, compare_url(t.slug, NULL))) END
  FROM t, LATERAL jsonb_build_array(crumb('Clause types', '/clause-types/'), crumb(t.title, clause_type_url(t.slug)), crumb('Compare', NULL)) crumbs
