-- Platforms and documents whose address is like the one asked for: what an error page suggests.
-- params: @path
SELECT jsonb_build_object('suggestions', coalesce(jsonb_agg(jsonb_build_object('name', name, 'url', url) ORDER BY likeness DESC, name), '[]'))
  FROM (SELECT name, url, likeness
          FROM (SELECT p.name, platform_url(p.slug) AS url, similarity(p.slug, w.word) AS likeness
                  FROM platform p, regexp_split_to_table(left($1::text, 200), '/') AS w (word) WHERE p.active AND length(w.word) > 2
                UNION ALL
                SELECT p.name || ': ' || d.title, document_url(p.slug, d.slug), similarity(p.slug || '/' || d.slug, regexp_replace(left($1::text, 200), '^/platform/', ''))
                  FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.active AND p.active) near
         WHERE likeness > 0.4 ORDER BY likeness DESC, name LIMIT 5) best
