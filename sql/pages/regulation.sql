-- A regulation: what it covers, the clause types it speaks of, the provisions mapped to it and why.
-- params: regulation ?page @base
SELECT jsonb_build_object('id', g.slug, 'url', regulation_url(g.slug), 'title', g.short_name || ' (' || g.jurisdiction || ')', 'name', g.name, 'jurisdiction', g.jurisdiction,
  'description', shortened(g.covers, 155), 'covers', g.covers, 'official_url', g.url,
  'crumbs', crumbs,
  'jsonld', linked_data(jsonb_build_object('@type', 'Legislation', 'name', g.name, 'alternateName', g.short_name, 'legislationJurisdiction', g.jurisdiction, 'abstract', g.covers,
     'sameAs', g.url), crumbs, $3, regulation_url(g.slug)),
  'types', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.slug, 'url', clause_type_url(t.slug), 'title', t.title, 'reason', c.reason) ORDER BY t.title), '[]')
              FROM clause_type_regulation c JOIN clause_type t ON t.id = c.clause_type_id WHERE c.regulation_id = g.id),
  'mapped', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'severity', severity, 'platform_name', card->'platform_name', 'document_title', card->'document_title', 'reason', reason) ORDER BY weight DESC, title, id), '[]')
               FROM (SELECT c.*, m.reason FROM provision_regulation m JOIN provision_card c ON c.id = m.provision_id WHERE m.regulation_id = g.id ORDER BY c.weight DESC, c.title, c.id LIMIT 50 OFFSET (page_or_one($2) - 1) * 50) r),
  'pager', pager(regulation_url(g.slug), '', page_or_one($2), (SELECT count(*) FROM provision_regulation m JOIN provision_card c ON c.id = m.provision_id WHERE m.regulation_id = g.id) > page_or_one($2) * 50))
  FROM regulation g, LATERAL jsonb_build_array(crumb('Clause types', '/clause-types/'), crumb(g.short_name, NULL)) crumbs WHERE g.slug = $1
