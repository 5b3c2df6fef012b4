-- A copy of one's data, and deleting the account.
-- params: @account @now
SELECT jsonb_build_object('title', 'Your data', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Your data"}]'::jsonb, 'address', a.address, 'last_day', iso($2::timestamptz + interval '14 days'))
  FROM account a WHERE a.id = $1::bigint
