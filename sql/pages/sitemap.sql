-- The pages worth finding, with the day of their last change: fixed pages, platforms, documents, provisions, changes. A
-- sitemap file may hold 50,000 addresses: the newest changes and provisions fill what is left.
-- params: @base
SELECT jsonb_build_object('addresses', jsonb_agg(jsonb_build_object('url', $1 || url, 'changed', day) ORDER BY rank, url))
  FROM (SELECT 0 AS rank, unnest(ARRAY['/', '/platforms/', '/changes/', '/clause-types/', '/methodology/', '/pricing/', '/about/', '/corrections/', '/privacy/', '/terms/']) AS url, NULL::date AS day
        UNION ALL SELECT 1, platform_url(slug), NULL FROM platform WHERE active
        UNION ALL SELECT 2, clause_type_url(slug), NULL FROM clause_type
        UNION ALL SELECT 3, document_url(p.slug, d.slug), utc_day(s.since) FROM document d JOIN platform p ON p.id = d.platform_id JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL WHERE d.active AND p.active
        UNION ALL (SELECT 4, card->>'url', utc_day(published_at) FROM provision_card ORDER BY published_at DESC LIMIT 20000)
        UNION ALL (SELECT 5, card->>'url', utc_day(observed_at) FROM change_card WHERE kind <> 'cosmetic' ORDER BY observed_at DESC LIMIT 20000)) pages
