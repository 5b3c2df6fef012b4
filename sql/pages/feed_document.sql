-- The latest fifty changes of substance of a document as an Atom feed.
-- params: platform document @base
SELECT feed('Changes: ' || p.name || ', ' || d.title, 'document:' || d.record_id, '/feeds/document/' || p.slug || '/' || d.slug || '.atom', document_url(p.slug, d.slug),
         (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]')
            FROM (SELECT * FROM change_card WHERE document_id = d.id AND kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 50) c), d.created_at, $3)
  FROM platform p JOIN document d ON d.platform_id = p.id WHERE p.slug = $1 AND d.slug = $2 AND p.active AND d.active
UNION ALL
SELECT redirect_to('/feeds/document/' || m.platform || '/' || m.document || '.atom') FROM document_moved($1, $2) m
