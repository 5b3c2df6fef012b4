-- One report before the desk, with its answers and the form of the next.
-- params: report @now @account
SELECT jsonb_build_object('id', r.record_id, 'url', '/analyst/report/' || r.record_id || '/', 'title', 'Report ' || r.record_id, 'noindex', true,
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Reports', '/analyst/reports/'), crumb(r.record_id, NULL)), 'queues', desk_queues('', $2::timestamptz),
  'error_list', '[]'::jsonb,
  'kind', r.kind, 'state', r.state, 'body', r.body, 'words', r.words, 'organisation', r.organisation, 'contact', r.contact, 'at', iso(r.created_at),
  'of', r.of_record, 'of_title', record_title(r.of_record), 'of_url', CASE WHEN r.of_record IS NOT NULL THEN id_url(r.of_record) END,
  'edit_url', CASE WHEN r.of_record LIKE 'CA-P-%' THEN '/analyst/provision/' || r.of_record || '/' WHEN r.of_record LIKE 'CA-C-%' THEN '/analyst/change/' || r.of_record || '/' END,
  'may_answer', CASE r.kind WHEN 'removal' THEN 'remove' ELSE 'answer' END = ANY (desk_rights($3::bigint)),
  'answers', (SELECT coalesce(jsonb_agg(jsonb_build_object('state', a.state, 'note', a.note, 'by', a.answered_by, 'at', iso(a.answered_at)) ORDER BY a.id DESC), '[]') FROM report_answer a WHERE a.report_id = r.id))
  FROM report_state r WHERE r.record_id = $1
