-- Digests: of many accounts at once, and each week of those who move. And what makes deleting many rows cheap.

-- Rows that are set to NULL, or looked for, when a watch or a mail goes.
CREATE INDEX ON alert (watch_id) WHERE watch_id IS NOT NULL;
CREATE INDEX ON alert (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX ON digest (delivery_id) WHERE delivery_id IS NOT NULL;

-- The week to be told. A change of zone, day and hour can jump over the hour of a week: from Sunday night in the far west to
-- Monday morning in the far east. By the new settings that hour lay before the digest of the week before it; then it is made
-- up for, and `week` follows at the next turn. Weeks in which nothing ran are told in the next: their hours came after.
CREATE FUNCTION digest_week(week text, due_at timestamptz, told_week text, told_at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN due_at - interval '7 days' < told_at AND told_week < to_char(to_date(week, 'IYYY"-W"IW') - 7, 'IYYY"-W"IW')
    THEN to_char(to_date(week, 'IYYY"-W"IW') - 7, 'IYYY"-W"IW') ELSE week END;

-- The accounts whose weekly hour has come and whose week has no digest, in order of their ids. The planner believes ROWS, and
-- plans what is asked about a batch for a batch: from conditions on the clock it would expect one account. A plan made while
-- there are no digests yet would read all of them for each account, once there are some: hence enable_seqscan.
CREATE FUNCTION digests_due_at(at timestamptz, after_id bigint, most bigint)
RETURNS TABLE (account_id bigint, address text, digest_empty boolean, iso_week text, since timestamptz) LANGUAGE plpgsql STABLE ROWS 1000
SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT a.id, a.address, a.digest_empty, digest_week(w.iso_week, w.due_at, g.iso_week, g.period_end), coalesce(g.period_end, a.confirmed_at)
    FROM account a CROSS JOIN LATERAL digest_due(a.zone, a.digest_day, a.digest_hour, at) w
    LEFT JOIN LATERAL (SELECT d.iso_week, d.period_end FROM digest d WHERE d.account_id = a.id ORDER BY d.iso_week DESC LIMIT 1) g ON true
   WHERE a.id > after_id AND a.state = 'active' AND a.digest AND w.due_at > a.confirmed_at AND (g.iso_week IS NULL OR g.iso_week < w.iso_week)
     AND coalesce(g.period_end, a.confirmed_at) < at
     AND NOT EXISTS (SELECT FROM suppression s WHERE s.address = a.address AND suppressed(s))
   ORDER BY a.id LIMIT most;
END $$;

-- A week's mails are built in one go: what is packed ten times as fast takes little more room.
ALTER TABLE delivery ALTER payload SET COMPRESSION lz4, ALTER text_body SET COMPRESSION lz4, ALTER html_body SET COMPRESSION lz4;
