-- A document as it stood at the end of a day (UTC): the last version of that day. 404, with what there is, before the
-- first version; 404 for a day that has not come and for what is no day.
-- params: platform document day @now
WITH d AS (
  SELECT d.*, p.slug AS platform, p.name AS platform_name, p.invented, a.day, version_as_of(d.id, a.day) AS at, a.day = utc_day($4::timestamptz) AS today
    FROM (SELECT day_or_null($3) AS day) a, platform p JOIN document d ON d.platform_id = p.id
   WHERE p.slug = $1 AND d.slug = $2 AND p.active AND d.active AND a.day <= utc_day($4::timestamptz))
SELECT coalesce(version_page(d.at, utc_day($4::timestamptz)), jsonb_build_object('status', 404, 'id', d.record_id, 'invented', d.invented,
           'crumbs', jsonb_build_array(crumb(d.platform_name, platform_url(d.platform)), crumb(d.title, document_url(d.platform, d.slug)), crumb(d.day::text, NULL)),
           'document', jsonb_build_object('id', d.record_id, 'url', document_url(d.platform, d.slug), 'title', d.title)))
       || jsonb_build_object('url', document_url(d.platform, d.slug) || '@' || d.day || '/', 'title', d.platform_name || ' ' || d.title || ' on ' || d.day,
            'tab', tab_title(d.platform_name || ' ' || d.title || ' on ' || d.day),
            'description', 'The last version of that day that is on record.', 'day', d.day, 'today', d.today,
            'first_at', (SELECT iso(min(since)) FROM stay WHERE document_id = d.id))
  FROM d
UNION ALL
SELECT redirect_to(document_url(m.platform, m.document) || '@' || day_or_null($3) || '/') FROM document_moved($1, $2) m WHERE day_or_null($3) IS NOT NULL
