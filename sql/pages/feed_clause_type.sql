-- The latest fifty changes of substance that touched a clause with a published provision of a type, as an Atom feed.
-- params: type @base
SELECT feed('Changes of clauses: ' || t.title, 'clause-type:' || t.slug, '/feeds/clause-type/' || t.slug || '.atom', clause_type_url(t.slug),
         (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]')
            FROM (SELECT * FROM change_card c WHERE kind <> 'cosmetic'
                     AND c.id IN (SELECT i.change_id FROM provision r JOIN clause_change i ON i.clause_id = r.clause_id AND NOT i.cosmetic
                                   WHERE r.clause_type_id = t.id AND r.state = 'published')
                   ORDER BY observed_at DESC, id DESC LIMIT 50) c), '2026-01-01Z', $2)
  FROM clause_type t WHERE t.slug = $1
