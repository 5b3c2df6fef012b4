-- One endpoint: how it is set, its log, and how its receiver verifies. The web adds its secret once, when a new one is made.
-- params: webhook @account @now
SELECT jsonb_build_object(
  'title', 'Webhook to ' || substring(w.url from '^https?://([^/?]+)'),
  'crumbs', jsonb_build_array(jsonb_build_object('name', 'Your account', 'url', '/account/'), jsonb_build_object('name', 'Webhooks', 'url', '/account/webhooks/'),
              jsonb_build_object('name', substring(w.url from '^https?://([^/?]+)'))),
  'url', '/account/webhooks/' || w.id || '/', 'address', w.url, 'format', w.format, 'threshold', w.threshold, 'active', w.active, 'since', iso(w.created_at),
  'off_at', iso(w.off_at), 'off_reason', w.off_reason, 'failing_since', CASE WHEN w.active THEN iso(w.failing_since) END,
  'allowed', viewer_has(w.account_id, $3::timestamptz, 'webhooks'), 'secret', NULL,
  'old_until', (SELECT iso(max(s.until)) FROM webhook_secret s WHERE s.webhook_id = w.id AND s.until > $3::timestamptz),
  'example', jsonb_build_object('id', coalesce((SELECT webhook_message_name(max(m.id)) FROM webhook_message m WHERE m.webhook_id = w.id), 'msg_00000001'),
    'second', extract(epoch FROM date_trunc('second', $3::timestamptz))::bigint,
    'body', '{"type":"webhook.test","timestamp":"' || iso($3::timestamptz) || '","data":{"endpoint":' || w.id || ',"text":"A test: your endpoint was reached."}}'),
  'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', m.id, 'id', webhook_message_name(m.id), 'type', m.type, 'at', iso(m.created_at),
                   'change_url', change_url(c.record_id), 'change_id', c.record_id,
                   'state', CASE WHEN m.state <> 'pending' THEN m.state WHEN m.attempts = 0 THEN 'waiting' ELSE 'again' END,
                   'status', m.http_status, 'duration', m.duration_ms, 'answer', m.answer, 'reason', m.reason, 'attempts', nullif(m.attempts, 0), 'tried_at', iso(m.tried_at),
                   'next_at', CASE WHEN m.state = 'pending' AND m.attempts > 0 THEN iso(m.next_try_at) END, 'act', CASE WHEN m.state <> 'pending' THEN 'again' WHEN m.attempts > 0 THEN 'now' END) ORDER BY m.id DESC), '[]')
                 FROM (SELECT * FROM webhook_message l WHERE l.webhook_id = w.id ORDER BY l.id DESC LIMIT 50) m LEFT JOIN change c ON c.id = m.change_id))
  FROM webhook w WHERE w.account_id = $2::bigint AND w.id::text = $1::text
