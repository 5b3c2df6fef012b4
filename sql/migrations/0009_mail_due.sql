-- When mail is due: the weekly hour of an account's zone, and the order in which the outbox is emptied.

-- The newest weekly hour of a zone that is not after `at`, and the ISO week (of that zone) it belongs to. An hour that a
-- change of clocks leaves out is the next one there is; one that comes twice counts once. Both are PostgreSQL's own rules
-- of AT TIME ZONE. The digest, the account's page and the tests ask this function and compute nothing themselves.
CREATE FUNCTION digest_due(zone text, day int, hour int, at timestamptz) RETURNS TABLE (iso_week text, due_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_char(monday, 'IYYY"-W"IW'), due
    FROM (SELECT date_trunc('week', at AT TIME ZONE zone) AS this_monday) l,
         LATERAL (VALUES (this_monday), (this_monday - interval '7 days')) m(monday),
         LATERAL (SELECT (monday + make_interval(days => day - 1, hours => hour)) AT TIME ZONE zone AS due) d
   WHERE due <= at ORDER BY due DESC LIMIT 1
$$;

-- A zone that PostgreSQL does not know is refused where it is written, so that no account can stop all digests. So are short
-- names (CET, EST): AT TIME ZONE takes them for abbreviations, which know no summer time. Names of places have a slash.
ALTER TABLE account ADD CONSTRAINT zone_known CHECK ((zone = 'UTC' OR zone LIKE '%/%') AND timezone(zone, TIMESTAMPTZ '2000-01-01T00:00:00Z') IS NOT NULL);

-- What somebody waits for goes before digests; within both, what has waited longest (src/store/delivery.h).
CREATE INDEX delivery_queue ON delivery ((kind = 'digest'), next_try_at) WHERE state IN ('pending', 'claimed');
DROP INDEX delivery_due;
