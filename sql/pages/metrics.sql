-- What an operator's monitoring reads (Prometheus text), from state rows: no observation is counted. Only on the private
-- socket. Ages are -1 where there is nothing yet.
-- params: @now
SELECT jsonb_build_object(
  'sources', count(*), 'failing', count(*) FILTER (WHERE s.failures > 0), 'unread', count(*) FILTER (WHERE s.last_verified_at IS NULL), 'quarantined', count(*) FILTER (WHERE s.quarantined),
  'due', count(*) FILTER (WHERE s.next_due <= $1::timestamptz AND NOT s.quarantined),
  'check_age', coalesce(round(extract(epoch FROM $1::timestamptz - max(s.last_checked_at))), -1),
  'verification_lag', coalesce(round(extract(epoch FROM $1::timestamptz - min(s.last_verified_at))), -1),
  'due_lag', coalesce(round(extract(epoch FROM $1::timestamptz - min(s.next_due) FILTER (WHERE s.next_due <= $1::timestamptz AND NOT s.quarantined))), 0),
  'versions', (SELECT coalesce(max(id), 0) FROM version), 'changes', (SELECT coalesce(max(id), 0) FROM change),
  'alerts', (SELECT n FROM queue_depth() WHERE queue = 'alerts'), 'deliveries', (SELECT n FROM queue_depth() WHERE queue = 'deliveries'),
  'delivery_age', (SELECT coalesce(round(extract(epoch FROM $1::timestamptz - oldest)), 0) FROM queue_depth() WHERE queue = 'deliveries'),
  'webhooks', (SELECT n FROM webhook_depth()), 'webhook_age', (SELECT coalesce(round(extract(epoch FROM $1::timestamptz - oldest)), 0) FROM webhook_depth()),
  'unsent', (SELECT n FROM queue_depth() WHERE queue = 'failed'))
  FROM source so LEFT JOIN source_state s ON s.source_id = so.id WHERE so.active
