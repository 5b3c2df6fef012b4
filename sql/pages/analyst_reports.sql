-- The desk: reports of mistakes and publishers' requests for removal; those that wait first, requests before reports.
-- params: ?page @now
WITH ask AS (SELECT page_or_one($1) AS n),
found AS (SELECT s.*, s.state IN ('new', 'open') AS waits FROM report_state s
           ORDER BY s.state IN ('new', 'open') DESC, s.kind = 'removal' DESC, s.created_at DESC, s.id DESC LIMIT 31 OFFSET (SELECT (n - 1) * 30 FROM ask))
SELECT jsonb_build_object('title', 'Reports', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Reports', NULL)), 'queues', desk_queues('/analyst/reports/', $2::timestamptz),
  'reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.record_id, 'url', '/analyst/report/' || f.record_id || '/', 'kind', f.kind, 'state', f.state, 'waits', f.waits, 'of', f.of_record,
      'title', coalesce(record_title(f.of_record), 'The site as a whole'), 'excerpt', shortened(f.body, 400), 'organisation', f.organisation, 'at', iso(f.created_at), 'answered_at', iso(f.answered_at))
      ORDER BY f.waits DESC, f.kind = 'removal' DESC, f.created_at DESC, f.id DESC), '[]') FROM (SELECT * FROM found ORDER BY waits DESC, kind = 'removal' DESC, created_at DESC, id DESC LIMIT 30) f),
  'pager', pager('/analyst/reports/', '', ask.n, (SELECT count(*) FROM found) > 30)) FROM ask
