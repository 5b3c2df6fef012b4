-- One organisation, for the people in it: who they are, who is invited, whose tier it has.
-- params: organisation @account @now
SELECT jsonb_build_object(
  'title', o.name, 'crumbs', jsonb_build_array(jsonb_build_object('name', 'Your account', 'url', '/account/'), jsonb_build_object('name', 'Organisations', 'url', '/organisations/'),
                                              jsonb_build_object('name', o.name)),
  'number', o.id, 'address', me.address, 'owner', m.role = 'owner', 'member', m.role = 'member', 'carries', o.carried_by = me.id, 'alerts', m.alerts, 'digest', m.digest,
  'tier', t.name, 'works', 'organisations' = ANY (t.features), 'crowded', 'organisations' = ANY (t.features) AND NOT members_fit(o.id, $3::timestamptz), 'tier_alerts', 'alerts' = ANY (t.features), 'member_limit', t.member_limit, 'since', iso(o.created_at),
  'carrier', (SELECT a.address FROM account a WHERE a.id = o.carried_by),
  'used', (SELECT count(*) FROM member x WHERE x.organisation_id = o.id),
  'people', (SELECT jsonb_agg(jsonb_build_object('number', a.id, 'address', a.address, 'role', x.role, 'since', iso(x.joined_at), 'carries', o.carried_by = a.id, 'me', a.id = me.id)
                       ORDER BY x.role = 'viewer', x.role = 'member', a.address)
               FROM member x JOIN account a ON a.id = x.account_id WHERE x.organisation_id = o.id),
  'invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.id, 'address', i.address, 'role', i.role, 'since', iso(i.created_at), 'until', iso(i.expires_at),
                             'open', i.answered_at IS NULL AND i.expires_at > $3::timestamptz, 'answer', coalesce(i.answer, 'not answered')) ORDER BY i.created_at DESC), '[]')
                    FROM invitation i WHERE i.organisation_id = o.id AND m.role = 'owner' AND i.answer IS DISTINCT FROM 'accepted'),
  'heirs', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.id, 'address', a.address) ORDER BY a.address), '[]')
              FROM member x JOIN account a ON a.id = x.account_id WHERE x.organisation_id = o.id AND x.role = 'owner' AND a.state = 'active' AND a.id <> me.id AND o.carried_by = me.id))
  FROM account me JOIN member m ON m.account_id = me.id JOIN organisation o ON o.id = m.organisation_id
  JOIN tier t ON t.id = organisation_tier(o.id, $3::timestamptz)
 WHERE me.id = $2::bigint AND o.id = CASE WHEN $1::text ~ '^[0-9]{1,18}$' THEN $1::bigint END
