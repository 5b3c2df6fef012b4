-- The index of site maps: its parts (sitemap_parts), each with the day of its last change.
-- params: @base
SELECT jsonb_build_object('parts', (SELECT jsonb_agg(jsonb_build_object('url', $1 || '/sitemap/' || part || '.xml', 'changed', changed) ORDER BY part) FROM sitemap_parts()))
