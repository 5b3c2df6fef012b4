-- The page behind an unsubscribe link. Looking at it changes nothing.
-- params: ?token
SELECT jsonb_build_object('title', 'Unsubscribe', 'token', $1::text, 'list', u.list, 'over', u.used_at IS NOT NULL, 'all', u.ended_all,
    'again', u.ended_digest OR cardinality(u.ended_watches || u.ended_organisations) > 0)
  FROM (SELECT sha256(convert_to(coalesce($1::text, ''), 'UTF8')) AS sha256) asked
  LEFT JOIN unsubscribe_token u ON u.sha256 = asked.sha256
