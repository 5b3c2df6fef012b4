-- The page behind a link that logs in. Looking at it changes nothing; it works in the browser that asked for it.
-- params: ?token @now @browser
SELECT jsonb_build_object('title', 'Log in', 'token', $1::text, 'valid', t.sha256 IS NOT NULL AND coalesce(hex(t.browser) = $3::text, false),
                          'elsewhere', t.sha256 IS NOT NULL AND hex(t.browser) IS DISTINCT FROM $3::text)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN token t ON t.sha256 = asked.sha256 AND t.purpose = 'login' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
