-- Every version of a document with its stays, the texts it flips to without holding, and the state of verification.
-- Its forms lead on: `day` to the text of that day, `old` and `new` (numbers) to a redline; what cannot be read is said.
-- Observations themselves are not counted here: what is shown are stays (first observed, last verified) and states.
-- params: platform document ?page ?day ?old ?new @now
WITH d AS (
  SELECT d.*, p.slug AS platform, p.name AS platform_name, p.invented, f.state, f.reason, f.checked_at, f.verified_at, f.changed_at, page_or_one($3) AS n,
         day_or_null($4) AS day, (SELECT number FROM version WHERE document_id = d.id AND number::text = btrim($5)) AS old, (SELECT number FROM version WHERE document_id = d.id AND number::text = btrim($6)) AS new
    FROM platform p JOIN document d ON d.platform_id = p.id JOIN document_freshness f ON f.document_id = d.id
   WHERE p.slug = $1 AND d.slug = $2 AND p.active AND d.active)
SELECT CASE WHEN d.day <= utc_day($7::timestamptz) THEN jsonb_build_object('redirect', document_url(d.platform, d.slug) || '@' || d.day || '/')
            WHEN d.old <> d.new THEN jsonb_build_object('redirect', diff_url(d.platform, d.slug, d.old, d.new)) ELSE
 jsonb_build_object(
  'id', d.record_id, 'url', document_url(d.platform, d.slug) || 'history/', 'title', 'History of ' || d.platform_name || ' ' || d.title, 'tab', tab_title('History of ' || d.platform_name || ' ' || d.title), 'invented', d.invented,
  'description', 'Every version on record, when it was observed and until when it was verified.',
  'unread', coalesce($4, $5, $6, '') <> '', 'today', utc_day($7::timestamptz), 'first', (SELECT utc_day(min(since)) FROM stay WHERE document_id = d.id),
  'latest', (SELECT max(number) FROM version WHERE document_id = d.id), 'several', EXISTS (SELECT FROM version WHERE document_id = d.id AND number = 2),
  'crumbs', jsonb_build_array(crumb(d.platform_name, platform_url(d.platform)), crumb(d.title, document_url(d.platform, d.slug)), crumb('History', NULL)),
  'document', jsonb_build_object('id', d.record_id, 'url', document_url(d.platform, d.slug), 'state', d.state, 'reason', d.reason,
     'checked_at', iso(d.checked_at), 'verified_at', iso(d.verified_at)),
  'stays', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id), 'number', v.number, 'since', iso(s.since),
              'until', iso(coalesce(s.verified_until, d.verified_at)), 'current', s.verified_until IS NULL, 'imported', v.origin = 'imported', 'words', v.words,
              'checked_at', iso(h.checked_at), 'hash_ok', h.text_ok AND h.capture_ok IS NOT FALSE, 'hash_bad', NOT (h.text_ok AND h.capture_ok IS NOT FALSE),
              'change_url', change_url(c.record_id), 'headline', c.headline, 'severity', c.severity,
              'cosmetic', CASE WHEN c.kind = 'cosmetic' THEN (SELECT string_agg(DISTINCT i.reason, '; ' ORDER BY i.reason) FROM change_item i WHERE i.change_id = c.id) END,
              'redline_url', CASE WHEN o.number IS NOT NULL THEN diff_url(d.platform, d.slug, o.number, v.number) END) ORDER BY s.since DESC), '[]')
              FROM (SELECT * FROM stay WHERE document_id = d.id ORDER BY since DESC LIMIT 50 OFFSET (d.n - 1) * 50) s
              JOIN version v ON v.id = s.version_id LEFT JOIN hash_check h ON h.version_id = v.id
              LEFT JOIN change c ON c.document_id = d.id AND c.observed_at = s.since LEFT JOIN version o ON o.id = c.from_version_id),
  'variants', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id), 'number', v.number, 'sightings', counted(x.sightings, 'time', 'times'),
                 'first_seen', iso(x.first_seen), 'last_seen', iso(x.last_seen)) ORDER BY x.last_seen DESC), '[]')
                 FROM variant x JOIN version v ON v.id = x.version_id WHERE x.document_id = d.id),
  'pager', pager(document_url(d.platform, d.slug) || 'history/', '', d.n, (SELECT count(*) FROM stay WHERE document_id = d.id) > d.n * 50)) END
  FROM d
UNION ALL
SELECT redirect_to(document_url(m.platform, m.document) || 'history/') FROM document_moved($1, $2) m
