-- The registry: platforms by kind and name, sorted, fifty a page.
-- params: ?kind ?q ?sort ?page
WITH ask AS (
  SELECT nullif(btrim($1), '') AS kind, nullif(left(btrim($2), 100), '') AS q, page_or_one($4) AS n,
         CASE WHEN $3 IN ('changed', 'provisions') THEN $3 ELSE 'name' END AS sort),
found AS MATERIALIZED (
  SELECT p.id, coalesce(r.provisions, 0) AS provisions,
         row_number() OVER (ORDER BY CASE WHEN ask.sort = 'changed' THEN (SELECT max(f.changed_at) FROM document d JOIN document_freshness f ON f.document_id = d.id
                                                                            WHERE d.platform_id = p.id AND d.active) END DESC NULLS LAST,
                                     CASE WHEN ask.sort = 'provisions' THEN r.provisions END DESC NULLS LAST, lower(p.name), p.id) AS place
    FROM ask, platform p LEFT JOIN platform_reviewed r ON r.platform_id = p.id
   WHERE p.active AND (ask.kind IS NULL OR p.kind = ask.kind)
     AND (ask.q IS NULL OR p.name ILIKE '%' || regexp_replace(ask.q, '([\\%_])', '\\\1', 'g') || '%' OR p.slug = lower(ask.q))),
shown AS (
  SELECT p.*, n.place, n.provisions, s.* FROM ask, found n JOIN platform p ON p.id = n.id
    LEFT JOIN LATERAL (SELECT count(*) AS documents, count(f.current_version_id) AS read, max(f.changed_at) AS changed_at, min(f.verified_at) AS verified_at
                         FROM document d JOIN document_freshness f ON f.document_id = d.id WHERE d.platform_id = p.id AND d.active) s ON true
   WHERE n.place > (ask.n - 1) * 50 AND n.place <= ask.n * 50)
SELECT jsonb_build_object(
  'title', 'Platforms', 'description', 'Every platform on the list, with how many of its documents were read and when they changed last.',
  'q', ask.q, 'kind', ask.kind, 'sort', ask.sort,
  'kinds', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', kind, 'title', platform_kind_title(kind), 'selected', kind = ask.kind) ORDER BY kind), '[]')
              FROM (SELECT DISTINCT kind FROM platform WHERE active) k),
  'total', (SELECT counted(count(*), 'platform', 'platforms') FROM found),
  'platforms', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', slug, 'url', platform_url(slug), 'name', name, 'kind', platform_kind_title(kind), 'invented', invented,
                  'documents', documents, 'read', read, 'provisions', provisions, 'changed_at', iso(changed_at), 'verified_at', iso(verified_at)) ORDER BY place), '[]')
                  FROM shown),
  'pager', pager('/platforms/', query_string('kind', ask.kind, 'q', ask.q, 'sort', nullif(ask.sort, 'name')), ask.n, (SELECT count(*) FROM found) > ask.n * 50))
  FROM ask
