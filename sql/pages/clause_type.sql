-- A clause type: definition, adoption (k of N) with its day and the list behind it, provisions, regulations. Real and
-- invented platforms are counted apart.
-- params: type @now ?page @base @account
SELECT jsonb_build_object(
  'id', t.slug, 'url', clause_type_url(t.slug), 'title', t.title, 'tab', tab_title(t.title), 'description', shortened(t.definition, 155),
  'watching', watching_type($5::bigint, $2::timestamptz, t.id),
  'crumbs', crumbs, 'feed_url', '/feeds/clause-type/' || t.slug || '.atom', 'compare_url', compare_url(t.slug, NULL),
  'definition', t.definition, 'severity', t.severity, 'taxonomy', t.taxonomy_version,
  'family', t.family, 'family_url', '/clause-types/#' || regexp_replace(lower(t.family), '[^a-z0-9]+', '-', 'g'),
  'adoption', (SELECT coalesce(jsonb_agg(a || jsonb_build_object('holders',
                        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.slug, 'url', platform_url(p.slug), 'name', p.name) ORDER BY lower(p.name)), '[]')
                           FROM clause_type_platform c JOIN platform p ON p.id = c.platform_id AND p.active AND p.invented = (a->>'invented')::boolean
                          WHERE c.clause_type_id = t.id AND c.clauses > 0)) ORDER BY a->'invented'), '[]')
                 FROM unnest(ARRAY[false, true]) w(of_invented), LATERAL adoption_of(t.id, of_invented, utc_day($2::timestamptz)) a WHERE a->>'of' <> '0'),
  'more', (SELECT coalesce(jsonb_agg(jsonb_build_object('text', e->'text', 'example', e->'example') ORDER BY n), '[]')
             FROM jsonb_array_elements(t.rubric->'more') WITH ORDINALITY e(e, n)),
  'less', (SELECT coalesce(jsonb_agg(jsonb_build_object('text', e->'text', 'example', e->'example') ORDER BY n), '[]')
             FROM jsonb_array_elements(t.rubric->'less') WITH ORDINALITY e(e, n)),
  'related', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.slug, 'url', clause_type_url(o.slug), 'title', o.title) ORDER BY o.title), '[]')
                FROM clause_type o WHERE o.id IN (SELECT other_id FROM clause_type_relation WHERE clause_type_id = t.id
                                                  UNION SELECT clause_type_id FROM clause_type_relation WHERE other_id = t.id)),
  'kinds', (SELECT string_agg(k.title, ', ' ORDER BY k.rank) FROM document_kind k WHERE k.slug = ANY (t.kinds)),
  'provisions', (SELECT coalesce(jsonb_agg(card || '{"type_title": null, "type_url": null}' ORDER BY weight DESC, title, id), '[]')
                   FROM (SELECT * FROM provision_card WHERE clause_type_id = t.id ORDER BY weight DESC, title, id LIMIT 50 OFFSET (page_or_one($3) - 1) * 50) r),
  'pager', pager(clause_type_url(t.slug), '', page_or_one($3), (SELECT count(*) FROM provision r WHERE r.clause_type_id = t.id AND r.state = 'published') > page_or_one($3) * 50),
  'regulations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.slug, 'url', regulation_url(g.slug), 'short_name', g.short_name, 'name', g.name, 'jurisdiction', g.jurisdiction, 'reason', c.reason) ORDER BY g.short_name), '[]')
                    FROM clause_type_regulation c JOIN regulation g ON g.id = c.regulation_id WHERE c.clause_type_id = t.id),
  'jsonld', linked_data(jsonb_build_object('@type', 'DefinedTerm', 'name', t.title, 'identifier', t.slug, 'description', t.definition), crumbs, $4, clause_type_url(t.slug)))
  FROM clause_type t, LATERAL jsonb_build_array(crumb('Clause types', '/clause-types/'), crumb(t.title, NULL)) crumbs WHERE t.slug = $1
