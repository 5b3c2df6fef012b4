-- The form by which anybody reports a mistake, or a publisher asks for removal. `record`: what it is about, from that record's page.
-- params: ?record ?kind
WITH asked AS (SELECT CASE WHEN upper(btrim($1)) ~ '^CA-[A-Z]-[0-9]{1,18}$' THEN upper(btrim($1)) END AS record)
SELECT jsonb_build_object('title', 'Report a mistake', 'noindex', true, 'description', 'Tell the editors what is wrong in a record, or ask for its removal as its publisher.',
  'crumbs', jsonb_build_array(crumb('Corrections', '/corrections/'), crumb('Report a mistake', NULL)),
  'about', (SELECT record_title(record) FROM asked), 'about_id', (SELECT record FROM asked WHERE record_title(record) IS NOT NULL),
  'about_url', (SELECT id_url(record) FROM asked WHERE record_title(record) IS NOT NULL),
  'removal', $2 IS NOT DISTINCT FROM 'removal', 'errors', NULL, 'error_list', '[]'::jsonb,
  'values', jsonb_build_object('record', coalesce((SELECT record FROM asked), ''), 'body', '', 'words', '', 'organisation', '', 'contact', ''))
