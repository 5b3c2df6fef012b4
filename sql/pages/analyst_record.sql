-- The desk's record: who did what and when, newest first, a hundred a page; of one record where one is named.
-- params: ?record ?page @now
WITH ask AS (SELECT nullif($1, '') AS record, page_or_one($2) AS n),
found AS (SELECT e.* FROM ask, desk_event e WHERE ask.record IS NULL OR e.record_id = ask.record ORDER BY e.id DESC LIMIT 101 OFFSET (SELECT (n - 1) * 100 FROM ask))
SELECT jsonb_build_object('title', 'Who did what', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Who did what', NULL)), 'queues', desk_queues('', $3::timestamptz), 'record', ask.record,
  'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(f.at), 'by', f.by_whom, 'act', f.act, 'detail', f.detail, 'of', f.record_id,
      'of_url', CASE WHEN f.record_id LIKE 'CA-P-%' THEN '/analyst/provision/' || f.record_id || '/' WHEN f.record_id LIKE 'CA-C-%' THEN '/analyst/change/' || f.record_id || '/'
                     WHEN f.record_id LIKE 'CA-R-%' THEN '/analyst/report/' || f.record_id || '/' END) ORDER BY f.id DESC), '[]') FROM (SELECT * FROM found ORDER BY id DESC LIMIT 100) f),
  'pager', pager('/analyst/record/', query_string('record', ask.record), ask.n, (SELECT count(*) FROM found) > 100)) FROM ask
