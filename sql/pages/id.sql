-- A permanent identifier leads to its record's page. A withdrawn provision is answered there, with 410 and its history.
-- params: record
SELECT jsonb_build_object('redirect', url, 'redirect_status', 303) FROM (
  SELECT document_url(p.slug, d.slug) AS url FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.record_id = $1
  UNION ALL SELECT version_url(record_id) FROM version WHERE record_id = $1
  UNION ALL SELECT change_url(record_id) FROM change WHERE record_id = $1
  UNION ALL SELECT provision_url(p.slug, d.slug, r.slug) FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
             WHERE r.record_id = $1 AND r.state = 'published') found
UNION ALL
SELECT jsonb_build_object('status', 410, 'id', r.record_id, 'url', id_url(r.record_id), 'title', 'Withdrawn: ' || shortened(r.title, 40),
         'description', 'This record was withdrawn.', 'invented', p.invented, 'noindex', true,
         'crumbs', jsonb_build_array(crumb(p.name, platform_url(p.slug)), crumb(d.title, document_url(p.slug, d.slug)), crumb(r.record_id, NULL)),
         'was', r.title, 'published_at', iso(r.published_at), 'withdrawn_at', iso(r.withdrawn_at), 'reason', r.withdrawn_reason,
         'page_url', provision_url(p.slug, d.slug, r.slug),
         'revisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('revision', a.revision, 'written_at', iso(a.written_at), 'version_id', v.record_id, 'version_url', version_url(v.record_id),
                         'version_sha256', hex(v.sha256), 'clause_sha256', hex(vc.sha256)) ORDER BY a.revision), '[]')
                         FROM analysis a JOIN version v ON v.id = a.version_id JOIN version_clause vc ON vc.version_id = a.version_id AND vc.ordinal = a.ordinal WHERE a.provision_id = r.id),
         'corrections', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(corrected_at), 'what', what) ORDER BY id), '[]') FROM correction WHERE record_id = r.record_id))
  FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
 WHERE r.record_id = $1 AND r.state = 'withdrawn'
