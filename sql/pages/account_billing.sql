-- What an account pays for, what it may order, and all that it has had. Only where tiers can be paid for.
-- params: @account @now
SELECT jsonb_build_object(
  'title', 'Payments', 'crumbs', '[{"name": "Your account", "url": "/account/"}, {"name": "Payments"}]'::jsonb, 'tier_name', t.name,
  'orders', (SELECT coalesce(jsonb_agg(jsonb_build_object('tier', x.name, 'state', o.state, 'amount', o.amount::text, 'currency', o.currency, 'period', o.period,
                      'at', iso(o.asked_at), 'url', CASE WHEN o.expires_at > $2::timestamptz THEN o.url END, 'expires', iso(o.expires_at), 'reason', o.reason) ORDER BY o.id DESC), '[]')
               FROM (SELECT * FROM billing_order l WHERE l.payer_id = a.id ORDER BY l.id DESC LIMIT 1) o JOIN tier x ON x.id = o.tier_id
              WHERE o.state = ANY ('{asked,ready,confirming}') OR (o.state = ANY ('{failed,expired}') AND o.ended_at > $2::timestamptz - interval '1 day')),
  'paid', (SELECT coalesce(jsonb_agg(jsonb_build_object('tier', x.name, 'until', iso(b.paid_until), 'ends', b.cancel_wanted, 'waiting', b.cancel_wanted <> b.cancel_known,
                    'reason', b.cancel_reason, 'failed', iso(b.failed_at), 'retry', iso(b.retry_at), 'kept_until', iso(billing_until(b)), 'pay_url', CASE WHEN b.failed_at IS NOT NULL THEN b.pay_url END,
                    'invoice', b.invoice) ORDER BY b.id DESC), '[]')
             FROM billing_subscription b JOIN tier x ON x.id = b.tier_id WHERE b.payer_id = a.id AND billing_open(b, $2::timestamptz)),
  'offers', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name, 'description', o.description,
                      'prices', (SELECT jsonb_agg(jsonb_build_object('period', p.period, 'amount', p.amount::text, 'currency', p.currency) ORDER BY p.period)
                                   FROM tier_price p WHERE p.slug = o.slug)) ORDER BY o.rank), '[]')
               FROM tier o WHERE o.valid_from <= $2::timestamptz AND (o.valid_to IS NULL OR o.valid_to > $2::timestamptz)
                AND EXISTS (SELECT FROM tier_price p WHERE p.slug = o.slug)
                AND NOT EXISTS (SELECT FROM billing_order b WHERE b.payer_id = a.id AND b.state = ANY ('{asked,ready,confirming}'))
                AND NOT EXISTS (SELECT FROM billing_subscription b JOIN tier x ON x.id = b.tier_id WHERE b.payer_id = a.id AND billing_open(b, $2::timestamptz)
                     AND NOT b.cancel_wanted AND x.rank >= o.rank)),
  'had', (SELECT coalesce(jsonb_agg(jsonb_build_object('tier', x.name, 'kind', s.kind, 'since', iso(s.valid_from), 'until', iso(s.valid_to), 'invoice', s.invoice) ORDER BY s.id DESC), '[]')
            FROM subscription s JOIN tier x ON x.id = s.tier_id WHERE s.account_id = a.id))
  FROM account a JOIN tier t ON t.id = account_tier(a.id, $2::timestamptz) WHERE a.id = $1::bigint
