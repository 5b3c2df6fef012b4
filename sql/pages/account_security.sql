-- What keeps an account safe, and what happened to it: password, second factor, logins, the security log.
-- params: @account @now @login
SELECT jsonb_build_object(
  'title', 'Security', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Security"}]'::jsonb, 'address', a.address, 'has_password', a.password IS NOT NULL,
  'factor_since', (SELECT iso(f.confirmed_at) FROM second_factor f WHERE f.account_id = a.id),
  'codes_left', (SELECT count(*) FROM recovery_code c WHERE c.account_id = a.id AND c.used_at IS NULL),
  'logins', (SELECT coalesce(jsonb_agg(jsonb_build_object('login', hex(l.token_sha256), 'since', iso(l.created_at), 'used', iso(l.used_at), 'agent', agent_name(l.agent),
                       'network', l.address_prefix, 'here', hex(l.token_sha256) = $3::text, 'viewed_by', l.viewed_by) ORDER BY l.used_at DESC), '[]')
               FROM login l WHERE l.account_id = a.id AND l.revoked_at IS NULL AND l.expires_at > $2::timestamptz
                AND l.used_at > $2::timestamptz - interval '14 days'),
  'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(e.at), 'event', upper(left(e.event, 1)) || substr(e.event, 2), 'operator', e.actor <> ALL ('{web,worker}'), 'network', e.network, 'agent', agent_name(e.agent),
                       'detail', e.detail) ORDER BY e.at DESC), '[]')
               FROM security_events_of(a.id, 100) e))
  FROM account a WHERE a.id = $1::bigint
