-- The operator's queue: sources of which the last look was held or refused. The text that was held is kept for this page and published nowhere; of a refused page only its size is shown.
-- params: ?page @now
WITH ask AS (SELECT page_or_one($1) AS n),
open AS (
  SELECT s.id, s.url AS address, ss.*, d.slug AS document, d.title AS document_title, p.slug AS platform, p.name AS platform_name
    FROM source_state ss JOIN source s ON s.id = ss.source_id AND s.active AND s.role = 'policy'
    JOIN document d ON d.id = s.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active
   WHERE NOT ss.quarantined AND ss.last_outcome IN ('held', 'refused')),
queue AS (SELECT * FROM open ORDER BY last_outcome, last_checked_at DESC, id LIMIT 21 OFFSET (SELECT (n - 1) * 20 FROM ask))
SELECT jsonb_build_object(
  'title', 'Held and refused', 'noindex', true, 'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Held and refused', NULL)), 'queues', desk_queues('/analyst/held/', $2::timestamptz),
  'open', (SELECT count(*) FROM open),
  'sources', (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'number', q.id, 'page_url', '/analyst/source/' || q.id || '/', 'outcome', q.last_outcome, 'reason', q.last_reason, 'address', q.address,
      'checked_at', iso(q.last_checked_at), 'verified_at', iso(q.last_verified_at), 'since', iso(h.first_seen),
      'times', counted(CASE WHEN h.sha256 IS NULL THEN q.failures ELSE h.sightings END, 'time', 'times'),
      'sha256', hex(h.sha256), 'excerpt', shortened(plain_text(left(h.body, 4000)), 600),
      'bytes', CASE WHEN q.last_outcome = 'refused' THEN (SELECT c.body_bytes FROM capture c WHERE c.source_id = q.id ORDER BY c.captured_at DESC, c.id DESC LIMIT 1) END,
      'document_title', q.document_title, 'document_url', document_url(q.platform, q.document), 'platform_name', q.platform_name,
      'platform_url', platform_url(q.platform)) ORDER BY q.last_outcome, q.last_checked_at DESC, q.id), '[]')
    FROM (SELECT * FROM queue ORDER BY last_outcome, last_checked_at DESC, id LIMIT 20) q
    LEFT JOIN held_text h ON h.source_id = q.id AND q.last_outcome = 'held'),
  'pager', pager('/analyst/held/', '', ask.n, (SELECT count(*) FROM queue) > 20))
  FROM ask
