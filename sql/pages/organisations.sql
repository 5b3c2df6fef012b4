-- The organisations that somebody is in, the invitations that wait for them, and whether they may make one.
-- params: @account @now
SELECT jsonb_build_object(
  'title', 'Organisations', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Organisations"}]'::jsonb, 'address', a.address,
  'organisations', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'number', o.id, 'role', m.role, 'carries', o.carried_by = a.id,
                             'people', counted((SELECT count(*) FROM member x WHERE x.organisation_id = o.id), 'person', 'people'),
                             'watches', (SELECT count(*) FROM watch w WHERE w.organisation_id = o.id)) ORDER BY lower(o.name), o.id), '[]')
                      FROM member m JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = a.id),
  'invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.id, 'organisation', o.name, 'role', i.role, 'by', b.address, 'until', iso(i.expires_at))
                           ORDER BY i.created_at), '[]')
                    FROM invitation i JOIN organisation o ON o.id = i.organisation_id JOIN account b ON b.id = i.invited_by
                   WHERE i.address = a.address AND invitation_stands(i, $2::timestamptz)),
  'carries', EXISTS (SELECT FROM organisation o WHERE o.carried_by = a.id),
  'may_make', 'organisations' = ANY (t.features),
  'tiers', (SELECT string_agg(x.name, ' and ' ORDER BY x.rank) FROM tier x WHERE 'organisations' = ANY (x.features)
             AND x.valid_from <= $2::timestamptz AND (x.valid_to IS NULL OR x.valid_to > $2::timestamptz)))
  FROM account a JOIN tier t ON t.id = account_tier(a.id, $2::timestamptz) WHERE a.id = $1::bigint
