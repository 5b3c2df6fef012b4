-- The form that asks for a version's hashes to be re-computed, with what the last computation found.
-- params: version
SELECT jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id) || 'check', 'title', 'Verify the hashes of ' || v.record_id, 'description', 'Have the stored bytes of this version hashed again.', 'noindex', true,
  'crumbs', jsonb_build_array(crumb(p.name, platform_url(p.slug)), crumb(d.title, document_url(p.slug, d.slug)), crumb('Version ' || v.number, version_url(v.record_id)), crumb('Verify', NULL)),
  'invented', p.invented, 'version', version_evidence(v.id), 'hash_check', hash_check_of(v.id))
  FROM version v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id WHERE v.record_id = $1
