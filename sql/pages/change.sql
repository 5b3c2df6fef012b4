-- A change record: headline, the three dates apart, what was added, removed, changed and moved, the provisions concerned.
--
-- The handler adds `redline` from `from` and `to`; what it holds stands in sql/pages/diff.sql. Items lead to places in it.
-- Of change.summary (written by the worker) `calls` [{what, before, after}] and `reasons` [text] are shown; lists follow the items.
-- params: change @base @features
WITH c AS (
  SELECT c.*, p.slug AS platform, p.name AS platform_name, p.invented, d.record_id AS document_record, d.slug AS document, d.title AS document_title,
         a.number AS old_number, a.record_id AS old_record, a.sha256 AS old_sha, a.captured_at AS old_at,
         b.number AS new_number, b.record_id AS new_record, b.sha256 AS new_sha, b.captured_at AS new_at
    FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id
    JOIN version a ON a.id = c.from_version_id JOIN version b ON b.id = c.to_version_id
   WHERE c.record_id = $1),
item AS (
  SELECT i.ordinal, CASE WHEN i.kind IN ('added', 'removed', 'moved') THEN i.kind ELSE 'changed' END AS part,
         jsonb_build_object('kind', i.kind, 'place', coalesce('n' || i.new_ordinal, 'o' || i.old_ordinal), 'title', coalesce(n.title, o.title), 'label_old', o.label, 'label_new', n.label,
           'cosmetic', i.cosmetic, 'reason', i.reason,
           'provisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.record_id, 'url', provision_url(c.platform, c.document, r.slug), 'title', r.title) ORDER BY r.title), '[]')
                            FROM provision r JOIN clause_change k ON k.clause_id = r.clause_id AND k.change_id = c.id AND k.ordinal = i.ordinal
                           WHERE r.document_id = c.document_id AND r.state = 'published')) AS shown
    FROM c JOIN change_item i ON i.change_id = c.id
    LEFT JOIN version_clause o ON o.version_id = c.from_version_id AND o.ordinal = i.old_ordinal
    LEFT JOIN version_clause n ON n.version_id = c.to_version_id AND n.ordinal = i.new_ordinal)
SELECT jsonb_build_object(
  'id', c.record_id, 'url', change_url(c.record_id), 'title', c.headline, 'tab', tab_title(c.headline), 'invented', c.invented,
  'description', c.platform_name || ', ' || c.document_title || ': what changed between versions ' || c.old_number || ' and ' || c.new_number || '.',
  'crumbs', crumbs,
  'kind', c.kind, 'severity', c.severity, 'observed_at', iso(c.observed_at), 'capped', c.capped,
  'published', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'basis', basis, 'updated', kind = 'updated') ORDER BY day), '[]') FROM change_date WHERE change_id = c.id AND kind IN ('published', 'updated')),
  'effective', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'basis', basis) ORDER BY day), '[]') FROM change_date WHERE change_id = c.id AND kind = 'effective'),
  'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('was', nullif(k->>'before', ''), 'now', nullif(k->>'after', ''))), '[]') FROM jsonb_path_query(c.summary, '$.calls[*]') k),
  'reasons', coalesce(c.summary->'reasons', '[]'),
  'added', (SELECT coalesce(jsonb_agg(shown - '{kind,label_old,label_new,cosmetic,reason}'::text[] ORDER BY ordinal), '[]') FROM item WHERE part = 'added'),
  'removed', (SELECT coalesce(jsonb_agg(shown - '{kind,label_old,label_new,cosmetic,reason}'::text[] ORDER BY ordinal), '[]') FROM item WHERE part = 'removed'),
  'changed', (SELECT coalesce(jsonb_agg(shown ORDER BY ordinal), '[]') FROM item WHERE part = 'changed'),
  'moved', (SELECT coalesce(jsonb_agg(shown - '{kind,label_old,label_new,cosmetic,reason,provisions}'::text[] ORDER BY ordinal), '[]') FROM item WHERE part = 'moved'),
  'untouched', counted((SELECT count(*) FROM version_clause v WHERE v.version_id = c.to_version_id
                          AND NOT EXISTS (SELECT FROM change_item i WHERE i.change_id = c.id AND i.clause_id = v.clause_id)), 'clause', 'clauses'),
  'spared', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.record_id, 'url', provision_url(c.platform, c.document, r.slug), 'title', r.title) ORDER BY r.title), '[]')
               FROM provision r WHERE r.document_id = c.document_id AND r.state = 'published'
                AND NOT EXISTS (SELECT FROM clause_change i WHERE i.change_id = c.id AND i.clause_id = r.clause_id AND NOT i.cosmetic)),
  'platform', jsonb_build_object('id', c.platform, 'url', platform_url(c.platform), 'name', c.platform_name, 'slug', c.platform),
  'document', jsonb_build_object('id', c.document_record, 'url', document_url(c.platform, c.document), 'title', c.document_title),
  'from', jsonb_build_object('id', c.old_record, 'url', version_url(c.old_record), 'number', c.old_number, 'sha256', hex(c.old_sha), 'seen_at', iso(c.old_at)),
  'to', jsonb_build_object('id', c.new_record, 'url', version_url(c.new_record), 'number', c.new_number, 'sha256', hex(c.new_sha), 'seen_at', iso(c.new_at)),
  'pdf_tier', CASE WHEN 'pdf' <> ALL ($3::text[]) THEN (SELECT name FROM tier WHERE 'pdf' = ANY (features) AND valid_to IS NULL ORDER BY rank LIMIT 1) END,
  'redline_url', diff_url(c.platform, c.document, c.old_number, c.new_number),
  'corrections', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(k.corrected_at), 'what', k.what) ORDER BY k.id), '[]') FROM correction k WHERE k.record_id = c.record_id),
  'jsonld', linked_data(jsonb_build_object('@type', 'WebPage', 'name', c.headline, 'identifier', c.record_id, 'dateCreated', iso(c.observed_at),
     'about', jsonb_build_object('@type', 'DigitalDocument', 'name', c.platform_name || ' ' || c.document_title, 'url', $2 || document_url(c.platform, c.document))), crumbs, $2, change_url(c.record_id)))
  FROM c CROSS JOIN LATERAL jsonb_build_array(crumb(c.platform_name, platform_url(c.platform)), crumb(c.document_title, document_url(c.platform, c.document)), crumb(c.record_id, NULL)) crumbs
