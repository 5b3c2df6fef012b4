-- A person's own page: mail, tier, trials. A form that is shown again has what was typed: day, hour, quiet_from, quiet_to.
-- params: @account @now ?day ?hour ?quiet_from ?quiet_to
SELECT jsonb_build_object(
  'title', 'Your account', 'address', a.address, 'zone', a.zone, 'digest', a.digest, 'digest_empty', a.digest_empty,
  'returned', (SELECT jsonb_build_object('complaint', r.complaint, 'reason', r.reason, 'since', iso(r.since)) FROM suppression_of($1::bigint) r),
  'since', iso(a.created_at),
  'days', (SELECT jsonb_agg(jsonb_build_object('number', n, 'name', d, 'selected', n::text = coalesce($3::text, a.digest_day::text)) ORDER BY n)
             FROM unnest(ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) WITH ORDINALITY AS day (d, n)),
  'hours', (SELECT jsonb_agg(jsonb_build_object('number', h, 'name', lpad(h::text, 2, '0') || ':00', 'selected', h::text = coalesce($4::text, a.digest_hour::text)) ORDER BY h)
              FROM generate_series(0, 23) h),
  'quiet_from_hours', (SELECT jsonb_agg(jsonb_build_object('number', h, 'name', lpad(h::text, 2, '0') || ':00', 'selected', h::text = coalesce($5::text, a.quiet_from::text, '')) ORDER BY h)
              FROM generate_series(0, 23) h),
  'quiet_to_hours', (SELECT jsonb_agg(jsonb_build_object('number', h, 'name', lpad(h::text, 2, '0') || ':00', 'selected', h::text = coalesce($6::text, a.quiet_to::text, '')) ORDER BY h)
              FROM generate_series(0, 23) h),
  'zones', to_jsonb(ARRAY['UTC', 'Africa/Cairo', 'Africa/Johannesburg', 'Africa/Lagos', 'Africa/Nairobi', 'America/Bogota', 'America/Chicago',
             'America/Denver', 'America/Los_Angeles', 'America/Mexico_City', 'America/New_York', 'America/Sao_Paulo', 'America/Toronto', 'Asia/Dubai',
             'Asia/Hong_Kong', 'Asia/Jakarta', 'Asia/Jerusalem', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Seoul', 'Asia/Shanghai', 'Asia/Singapore',
             'Asia/Tokyo', 'Australia/Sydney', 'Europe/Amsterdam', 'Europe/Athens', 'Europe/Berlin', 'Europe/Brussels', 'Europe/Helsinki',
             'Europe/Istanbul', 'Europe/Kyiv', 'Europe/Lisbon', 'Europe/London', 'Europe/Madrid', 'Europe/Paris', 'Europe/Rome', 'Europe/Stockholm',
             'Europe/Warsaw', 'Europe/Zurich', 'Pacific/Auckland']),
  'tier_name', t.name, 'tier_description', t.description, 'platform_limit', t.platform_limit || CASE t.platform_limit WHEN 1 THEN ' platform' ELSE ' platforms' END, 'earlier', t.valid_to <= $2::timestamptz,
  'trial_ends', (SELECT iso(max(s.valid_to)) FROM subscription s WHERE s.account_id = a.id AND s.tier_id = t.id AND s.kind = 'trial'
                    AND s.valid_from <= $2::timestamptz AND s.valid_to > $2::timestamptz),
  'given', (SELECT jsonb_build_object('until', iso(s.valid_to), 'invoice', s.invoice) FROM subscription s WHERE s.account_id = a.id AND s.tier_id = t.id AND s.kind = 'manual'
               AND s.valid_from <= $2::timestamptz AND (s.valid_to IS NULL OR s.valid_to > $2::timestamptz) AND num_nonnulls(s.valid_to, s.invoice) > 0 ORDER BY s.id DESC LIMIT 1),
  'trials', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name, 'description', o.description, 'days', o.trial_days) ORDER BY o.rank), '[]')
               FROM tier o WHERE o.rank > t.rank AND o.trial_days > 0 AND o.valid_from <= $2::timestamptz AND (o.valid_to IS NULL OR o.valid_to > $2::timestamptz)
                AND o.slug <> ALL (trials_had(a.id))))
  FROM account a JOIN tier t ON t.id = account_tier(a.id, $2::timestamptz) WHERE a.id = $1::bigint
