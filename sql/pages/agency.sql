-- An agency: what it hears, where to complain, the provisions it is named at and why.
-- params: agency ?page @base
SELECT jsonb_build_object('id', g.slug, 'url', agency_url(g.slug), 'title', g.short_name || ' (' || g.jurisdiction || ')', 'name', g.name, 'jurisdiction', g.jurisdiction,
  'description', shortened(g.covers, 155), 'covers', g.covers, 'complaint_url', g.complaint_url,
  'crumbs', crumbs,
  'jsonld', linked_data(jsonb_build_object('@type', 'GovernmentOrganization', 'name', g.name, 'alternateName', g.short_name, 'areaServed', g.jurisdiction, 'description', g.covers),
     crumbs, $3, agency_url(g.slug)),
  'mapped', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'severity', severity, 'platform_name', card->'platform_name', 'document_title', card->'document_title', 'reason', reason) ORDER BY weight DESC, title, id), '[]')
               FROM (SELECT c.*, m.reason FROM provision_agency m JOIN provision_card c ON c.id = m.provision_id WHERE m.agency_id = g.id ORDER BY c.weight DESC, c.title, c.id LIMIT 50 OFFSET (page_or_one($2) - 1) * 50) r),
  'pager', pager(agency_url(g.slug), '', page_or_one($2), (SELECT count(*) FROM provision_agency m JOIN provision_card c ON c.id = m.provision_id WHERE m.agency_id = g.id) > page_or_one($2) * 50))
  FROM agency g, LATERAL jsonb_build_array(crumb('Clause types', '/clause-types/'), crumb(g.short_name, NULL)) crumbs WHERE g.slug = $1
