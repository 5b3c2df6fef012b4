-- The page behind the link that takes a change of address back. Looking at it changes nothing.
-- params: ?token @now
SELECT jsonb_build_object('title', 'Keep the old address', 'token', $1::text, 'valid', a.id IS NOT NULL, 'new_address', CASE WHEN a.id IS NOT NULL THEN t.new_address END)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN token t ON t.sha256 = asked.sha256 AND t.purpose = 'undo' AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
  LEFT JOIN account a ON a.id = t.account_id
