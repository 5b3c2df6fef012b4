-- The latest fifty changes of substance as an Atom feed.
-- params: @base
SELECT feed('Changes', 'changes', '/feeds/changes.atom', '/changes/', coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]'), '2026-01-01Z', $1)
  FROM (SELECT * FROM change_card WHERE kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 50) c
