-- Setting a password anew: without a token the form that asks for the mail, with one the form for the new password.
-- params: ?token @now
SELECT jsonb_build_object('title', 'Set a new password', 'token', $1::text, 'valid', t.sha256 IS NOT NULL)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN token t ON t.sha256 = asked.sha256 AND t.purpose = 'reset' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
