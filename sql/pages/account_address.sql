-- Another address for the account, and the change that was asked for already.
-- params: @account @now
SELECT jsonb_build_object('title', 'Address', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Address"}]'::jsonb, 'address', a.address,
  'moving', (SELECT jsonb_build_object('to', t.new_address, 'until', iso(t.expires_at)) FROM token t
              WHERE t.account_id = a.id AND t.purpose = 'move' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz ORDER BY t.created_at DESC LIMIT 1))
  FROM account a WHERE a.id = $1::bigint
