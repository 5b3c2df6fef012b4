-- A part of the site map: pages worth finding, with the day of their last change. A block is ten thousand ids (sitemap_parts).
-- params: part @base
WITH ask AS (
  SELECT CASE WHEN $1 = 'pages' THEN 'pages' ELSE split_part($1, '-', 1) END AS kind, CASE WHEN $1 ~ '^[a-z]+-[0-9]{1,9}$' THEN split_part($1, '-', 2)::bigint * 10000 END AS first
   WHERE $1 ~ '^(platforms|documents|provisions|changes|versions)-(0|[1-9][0-9]{0,8})$'
  UNION ALL SELECT 'pages', 0 WHERE $1 = 'pages')
SELECT jsonb_build_object('addresses', jsonb_agg(jsonb_build_object('url', $2 || url, 'changed', day) ORDER BY url))
  FROM (SELECT unnest(ARRAY['/', '/platforms/', '/changes/', '/clause-types/', '/methodology/', '/pricing/', '/about/', '/corrections/', '/privacy/', '/terms/']) AS url, NULL::date AS day
          FROM ask WHERE kind = 'pages'
        UNION ALL SELECT clause_type_url(slug), NULL FROM ask, clause_type WHERE kind = 'pages'
        UNION ALL SELECT compare_url(slug, NULL), NULL FROM ask, clause_type WHERE kind = 'pages'
        UNION ALL SELECT regulation_url(slug), NULL FROM ask, regulation WHERE kind = 'pages'
        UNION ALL SELECT agency_url(slug), NULL FROM ask, agency WHERE kind = 'pages'
        UNION ALL SELECT platform_url(slug), NULL FROM ask, platform p WHERE ask.kind = 'platforms' AND p.id >= first AND p.id < first + 10000 AND active
        UNION ALL SELECT document_url(p.slug, d.slug), utc_day(s.since) FROM ask, document d JOIN platform p ON p.id = d.platform_id JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL
                   WHERE ask.kind = 'documents' AND d.id >= first AND d.id < first + 10000 AND d.active AND p.active
        UNION ALL SELECT card->>'url', utc_day(published_at) FROM ask, provision_card c WHERE ask.kind = 'provisions' AND c.id >= first AND c.id < first + 10000
        UNION ALL SELECT card->>'url', utc_day(observed_at) FROM ask, change_card c WHERE ask.kind = 'changes' AND c.kind <> 'cosmetic' AND c.id >= first AND c.id < first + 10000
        UNION ALL SELECT version_url(record_id), utc_day(captured_at) FROM ask, version v WHERE ask.kind = 'versions' AND v.id >= first AND v.id < first + 10000) pages
HAVING count(*) > 0
