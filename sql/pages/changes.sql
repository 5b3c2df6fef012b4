-- The change log, newest first, forty a page. Changes of wording only are left out unless asked for (kind=cosmetic, all).
-- `from` and `to` are days (UTC) of observation, both inclusive. A filter that cannot be read is reported, not guessed.
-- params: ?platform ?type ?kind ?severity ?from ?to ?page
WITH ask AS (
  SELECT nullif($1, '') AS platform, nullif($2, '') AS type, CASE WHEN $3 IN ('change', 'reversal', 'cosmetic', 'all') THEN $3 END AS kind,
         CASE WHEN $4 IN ('low', 'medium', 'high', 'critical') THEN $4 END AS severity, day_or_null($5) AS since, day_or_null($6) AS until, page_or_one($7) AS n),
found AS (
  SELECT c.card, c.observed_at, c.id FROM ask, change_card c
   WHERE (ask.platform IS NULL OR c.platform = ask.platform) AND (ask.type IS NULL OR c.document_kind = ask.type)
     AND (ask.kind = 'all' OR c.kind = ask.kind OR (ask.kind IS NULL AND c.kind <> 'cosmetic'))
     AND (ask.severity IS NULL OR c.severity = ask.severity)
     AND (ask.since IS NULL OR c.observed_at >= ask.since::timestamp AT TIME ZONE 'UTC')
     AND (ask.until IS NULL OR c.observed_at < (ask.until + 1)::timestamp AT TIME ZONE 'UTC')
   ORDER BY c.observed_at DESC, c.id DESC LIMIT 41 OFFSET (SELECT (n - 1) * 40 FROM ask))
SELECT jsonb_build_object(
  'title', 'Changes', 'description', 'The log of observed changes in governing documents, with their severity and date of observation.',
  'narrowed', coalesce($1, $2, $3, $4, $5, $6, '') <> '', 'unread', coalesce($5, '') <> '' AND ask.since IS NULL OR coalesce($6, '') <> '' AND ask.until IS NULL,
  'platform_slug', ask.platform, 'platform_name', (SELECT name FROM platform WHERE slug = ask.platform),
  'kind', ask.kind, 'severity', ask.severity, 'since', ask.since, 'until', ask.until,
  'types', (SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'selected', slug = ask.type) ORDER BY rank) FROM document_kind),
  'changes', (SELECT coalesce(jsonb_agg(card ORDER BY observed_at DESC, id DESC), '[]') FROM (SELECT * FROM found ORDER BY observed_at DESC, id DESC LIMIT 40) f),
  'pager', pager('/changes/', query_string('platform', ask.platform, 'type', ask.type, 'kind', ask.kind, 'severity', ask.severity, 'from', ask.since::text, 'to', ask.until::text),
             ask.n, (SELECT count(*) FROM found) > 40))
  FROM ask
