-- The latest fifty changes of substance as an Atom feed.
-- params: @base
SELECT jsonb_build_object('title', 'Changes', 'feed_id', 'tag:' || host_of($1) || ',2026:changes', 'self_url', $1 || '/feeds/changes.atom', 'list_url', $1 || '/changes/',
  'updated', coalesce(iso(max(observed_at)), '2026-01-01T00:00:00Z'), 'entries', coalesce(jsonb_agg(feed_entry(card, $1) ORDER BY observed_at DESC, id DESC), '[]'))
  FROM (SELECT * FROM change_card WHERE kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 50) c
