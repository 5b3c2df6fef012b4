-- What became of a report, for whoever has its key.
-- params: key
SELECT jsonb_build_object('title', 'Your report', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Corrections', '/corrections/'), crumb('Your report', NULL)),
  'number', r.record_id, 'kind', r.kind, 'state', r.state, 'at', iso(r.created_at), 'of', r.of_record, 'of_title', record_title(r.of_record),
  'of_url', CASE WHEN r.of_record IS NOT NULL THEN id_url(r.of_record) END, 'body', r.body,
  'answers', (SELECT coalesce(jsonb_agg(jsonb_build_object('state', a.state, 'note', a.note, 'at', iso(a.answered_at)) ORDER BY a.id DESC), '[]') FROM report_answer a WHERE a.report_id = r.id))
  FROM report_state r WHERE r.key_sha256 = sha256(convert_to($1, 'UTF8'))
