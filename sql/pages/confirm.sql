-- The page behind the link of a confirmation mail. Looking at it changes nothing: mail programs open links.
-- params: ?token @now
SELECT jsonb_build_object('title', 'Confirm your address', 'token', $1::text, 'valid', t.sha256 IS NOT NULL, 'address', t.address, 'platform_name', p.name)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN token t ON t.sha256 = asked.sha256 AND t.purpose = 'confirm' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
  LEFT JOIN platform p ON p.id = t.platform_id
