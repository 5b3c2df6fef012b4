-- The feed of one's watchlist. The web adds its address once, when it is made.
-- params: @account
SELECT jsonb_build_object('title', 'Feed of your watchlist', 'crumbs', '[{"name": "Your watchlist", "url": "/watchlist/"}, {"name": "Feed"}]'::jsonb,
  'since', (SELECT iso(f.created_at) FROM watchlist_feed f WHERE f.account_id = a.id), 'made_url', NULL)
  FROM account a WHERE a.id = $1::bigint
