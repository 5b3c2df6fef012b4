-- One source before an analyst or operator: what happened, the text that is held, what was decided and edited before, and the
-- form of its selectors, one a line; a range stands as JSON, as in a declaration.
-- params: source @now
WITH s AS (
  SELECT s.*, ss.last_outcome, ss.last_reason, ss.last_checked_at, ss.last_verified_at, ss.failures, ss.quarantined, d.slug AS document,
         d.title AS document_title, p.slug AS platform, p.name AS platform_name, p.invented,
         h.sha256, h.body, h.first_seen, h.sightings
    FROM source s JOIN source_state ss ON ss.source_id = s.id JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id
    LEFT JOIN held_text h ON h.source_id = s.id AND ss.last_outcome = 'held'
   WHERE s.id = CASE WHEN $1 ~ '^[1-9][0-9]{0,17}$' THEN $1::bigint END AND s.active AND s.role = 'policy'),
chosen AS (
  SELECT k AS part, (SELECT string_agg(CASE jsonb_typeof(e) WHEN 'string' THEN e #>> '{}' ELSE e::text END, E'\n' ORDER BY n)
                       FROM jsonb_array_elements(CASE jsonb_typeof(s.declaration -> k) WHEN 'array' THEN s.declaration -> k ELSE jsonb_build_array(s.declaration -> k) END)
                            WITH ORDINALITY AS l(e, n) WHERE s.declaration ? k) AS lines
    FROM s, unnest(ARRAY['select', 'remove']) k)
SELECT jsonb_build_object(
  'title', s.platform_name || ': ' || s.document_title, 'noindex', true, 'invented', s.invented,
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Held and refused', '/analyst/held/'), crumb('Source ' || s.id, NULL)),
  'queues', desk_queues('', $2::timestamptz), 'errors', NULL, 'error_list', '[]'::jsonb,
  'number', s.id, 'address', s.url, 'platform_name', s.platform_name, 'platform_url', platform_url(s.platform),
  'document_title', s.document_title, 'document_url', document_url(s.platform, s.document),
  'outcome', coalesce(s.last_outcome, 'not checked yet'), 'reason', s.last_reason, 'quarantined', s.quarantined, 'checked_at', iso(s.last_checked_at),
  'verified_at', iso(s.last_verified_at), 'failures', counted(s.failures, 'time', 'times'),
  'held', CASE WHEN s.sha256 IS NOT NULL THEN jsonb_build_object('sha256', hex(s.sha256), 'since', iso(s.first_seen), 'times', counted(s.sightings, 'time', 'times'),
             'text', left(s.body, 20000), 'cut', length(s.body) > 20000, 'length', octet_length(s.body)) END,
  'verdicts', (SELECT coalesce(jsonb_agg(jsonb_build_object('decision', CASE v.decision WHEN 'accept' THEN 'accepted' ELSE 'refused' END, 'sha256', hex(v.sha256), 'by', v.decided_by, 'at', iso(v.decided_at)) ORDER BY v.id DESC), '[]')
                 FROM (SELECT * FROM verdict WHERE source_id = s.id ORDER BY id DESC LIMIT 20) v),
  'edits', (SELECT coalesce(jsonb_agg(jsonb_build_object('before', e.before::text, 'after', e.after::text, 'by', e.edited_by, 'at', iso(e.edited_at)) ORDER BY e.id DESC), '[]')
              FROM (SELECT * FROM source_edit WHERE source_id = s.id ORDER BY id DESC LIMIT 20) e),
  'values', jsonb_build_object('select', coalesce((SELECT lines FROM chosen WHERE part = 'select'), ''),
              'remove', coalesce((SELECT lines FROM chosen WHERE part = 'remove'), '')))
  FROM s
