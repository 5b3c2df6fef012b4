-- An account's webhooks. The web adds the address of an endpoint's page, and once its secret, when it is made.
-- params: @account @now
SELECT jsonb_build_object(
  'title', 'Webhooks', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Webhooks"}]'::jsonb,
  'allowed', viewer_has($1::bigint, $2::timestamptz, 'webhooks'), 'secret', NULL, 'made_url', NULL,
  'tier_with', (SELECT t.name FROM tier t WHERE 'webhooks' = ANY (t.features) AND t.valid_from <= $2::timestamptz AND (t.valid_to IS NULL OR t.valid_to > $2::timestamptz) ORDER BY t.rank LIMIT 1),
  'room', (SELECT count(*) FROM webhook w WHERE w.account_id = $1::bigint) < 10,
  'webhooks', (SELECT coalesce(jsonb_agg(jsonb_build_object('url', '/account/webhooks/' || w.id || '/', 'address', w.url, 'format', w.format, 'threshold', w.threshold, 'active', w.active,
                         'off_at', iso(w.off_at), 'off_reason', w.off_reason, 'failing_since', CASE WHEN w.active THEN iso(w.failing_since) END, 'waiting', nullif(m.waiting, 0), 'delivered_at', iso(m.delivered_at))
                       ORDER BY w.id), '[]')
                 FROM webhook w CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE m.state = 'pending') AS waiting, max(m.tried_at) FILTER (WHERE m.state = 'delivered') AS delivered_at
                   FROM webhook_message m WHERE m.webhook_id = w.id) m WHERE w.account_id = $1::bigint))
  FROM account a WHERE a.id = $1::bigint
