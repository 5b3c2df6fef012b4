-- The page behind a link that `atlas account impersonate-view` prints. Looking at it changes nothing.
-- params: ?token @now
SELECT jsonb_build_object('title', 'Look at an account', 'token', $1::text, 'valid', t.sha256 IS NOT NULL, 'address', t.address, 'viewed_by', t.viewed_by)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN token t ON t.sha256 = asked.sha256 AND t.purpose = 'view' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
