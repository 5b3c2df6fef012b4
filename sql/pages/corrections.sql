-- What was corrected in published records, newest first.
-- params: ?page
SELECT jsonb_build_object(
  'title', 'Corrections', 'description', 'What was wrong in published records, when it was corrected, and how to report a mistake.',
  'corrections', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', record_id, 'url', id_url(record_id), 'title', record_title(record_id), 'at', iso(corrected_at), 'what', what) ORDER BY corrected_at DESC, id DESC), '[]')
                    FROM (SELECT * FROM correction ORDER BY corrected_at DESC, id DESC LIMIT 50 OFFSET (page_or_one($1) - 1) * 50) c),
  'pager', pager('/corrections/', '', page_or_one($1), (SELECT count(*) FROM correction) > page_or_one($1) * 50))
