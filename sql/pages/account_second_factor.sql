-- The second factor. The web adds the key while it is being set up, and recovery codes once, when they are made.
-- params: @account
SELECT jsonb_build_object('title', 'Second factor', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Second factor"}]'::jsonb, 'address', a.address, 'on', f.confirmed_at IS NOT NULL, 'since', iso(f.confirmed_at), 'key', NULL, 'qr', jsonb_build_object('size', NULL, 'path', NULL), 'codes', '[]'::jsonb,
  'codes_left', (SELECT count(*) FROM recovery_code c WHERE c.account_id = a.id AND c.used_at IS NULL))
  FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = $1::bigint
