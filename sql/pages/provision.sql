-- The provision page, its parts in the order of the page. The citation is pinned to the version that the newest analysis
-- speaks of; what is said of the clause now comes from the current version, under the identity that is true now. A
-- withdrawn record answers 410 with its reason and keeps its hashes. Adoption counts invented platforms with invented ones.
-- params: platform document provision @now @features @base @account
WITH r AS MATERIALIZED (
  SELECT r.*, p.id AS platform_id, p.slug AS platform, p.name AS platform_name, p.invented, d.record_id AS document_record, d.slug AS document,
         d.title AS document_title, t.slug AS type, t.title AS type_title, t.family, t.definition,
         f.state AS fresh, f.reason AS fresh_reason, f.checked_at, f.verified_at, f.changed_at, f.current_version_id,
         a.revision, a.what, a.why, a.impact, a.options, a.institutional, a.author, a.written_at, a.ordinal AS cited_ordinal,
         v.id AS version_id, v.record_id AS version_record, v.number AS version_number, v.sha256 AS version_sha, v.text_bytes,
         v.captured_at, v.origin, v.capture_id, v.language, v.canonicaliser,
         vc.sha256 AS clause_sha, vc."offset" AS clause_offset, vc.length AS clause_length, vc.label AS clause_label,
         vc.title AS clause_title, vc.heading_path, x.body, clause_operative(x.body) AS excerpt,
         cur.number AS current_number, cur.record_id AS current_record, now_vc.sha256 AS now_sha,
         utc_day($4::timestamptz) AS today, utc_day($4::timestamptz - interval '30 days') AS since
    FROM platform p JOIN document d ON d.platform_id = p.id AND d.slug = $2 JOIN provision r ON r.document_id = d.id AND r.slug = $3
    JOIN clause_type t ON t.id = r.clause_type_id JOIN document_freshness f ON f.document_id = d.id
    JOIN LATERAL (SELECT * FROM analysis WHERE provision_id = r.id ORDER BY revision DESC LIMIT 1) a ON true
    JOIN version v ON v.id = a.version_id JOIN version_clause vc ON vc.version_id = a.version_id AND vc.ordinal = a.ordinal
    JOIN clause_text x ON x.sha256 = vc.sha256
    LEFT JOIN version cur ON cur.id = f.current_version_id
    LEFT JOIN LATERAL (SELECT sha256 FROM clause_place WHERE version_id = f.current_version_id AND clause_id = r.clause_id LIMIT 1) now_vc ON true
   WHERE p.slug = $1 AND r.state IN ('published', 'withdrawn'))
SELECT jsonb_build_object(
  'id', r.record_id, 'url', provision_url(r.platform, r.document, r.slug), 'title', r.title, 'tab', tab_title(r.title),
  'description', shortened(r.what, 150), 'invented', r.invented, 'watching', watching($7::bigint, $4::timestamptz, r.platform_id, r.document_id, r.id),
  'crumbs', crumbs,
  'withdrawn', CASE WHEN r.state = 'withdrawn' THEN jsonb_build_object('at', iso(r.withdrawn_at), 'reason', r.withdrawn_reason) END,
  'corrections', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', iso(c.corrected_at), 'what', c.what) ORDER BY c.id), '[]')
                    FROM correction c WHERE c.record_id = r.record_id),
  -- 1, 2
  'severity', r.severity, 'permanent_url', $6 || id_url(r.record_id),
  'adoption', adoption || jsonb_build_object('list_url', clause_type_url(r.type) || '#adoption',
     'unique', (adoption->>'unique')::boolean AND EXISTS (SELECT FROM clause_type_platform WHERE clause_type_id = r.clause_type_id AND platform_id = r.platform_id AND clauses > 0)),
  'share', jsonb_build_array(
    jsonb_build_object('name', 'Mail', 'url', 'mailto:?subject=Clause%20Atlas%20' || r.record_id || '&body=' || share.encoded),
    jsonb_build_object('name', 'LinkedIn', 'url', 'https://www.linkedin.com/sharing/share-offsite/?url=' || share.encoded),
    jsonb_build_object('name', 'X', 'url', 'https://x.com/intent/post?url=' || share.encoded)),
  'pdf_tier', CASE WHEN 'pdf' <> ALL ($5::text[]) THEN (SELECT name FROM tier WHERE 'pdf' = ANY (features) AND valid_to IS NULL ORDER BY rank LIMIT 1) END,
  'source_url', source.url,
  'activity', (SELECT jsonb_build_object('count', counted(count(*), 'documented change', 'documented changes'), 'since', r.since, 'url', '/changes/?platform=' || r.platform || '&from=' || r.since)
                 FROM change c JOIN document d ON d.id = c.document_id
                WHERE d.platform_id = r.platform_id AND d.active AND c.kind <> 'cosmetic' AND c.observed_at >= r.since::timestamp AT TIME ZONE 'UTC'),
  -- 3, 4
  'what', r.what,
  'why', r.why, 'revision', r.revision, 'author', r.author, 'written_at', iso(r.written_at),
  'standing', CASE WHEN r.current_version_id = r.version_id THEN 'current' WHEN r.now_sha IS NULL THEN 'gone'
                   WHEN r.now_sha = r.clause_sha OR NOT EXISTS (
                     SELECT FROM clause_change i JOIN change c ON c.id = i.change_id JOIN version tv ON tv.id = c.to_version_id
                      WHERE i.clause_id = r.clause_id AND NOT i.cosmetic AND i.kind <> 'moved' AND tv.number > r.version_number) THEN 'unchanged'
                   ELSE 'reworded' END,
  'newer', CASE WHEN r.current_version_id <> r.version_id THEN jsonb_build_object('id', r.current_record, 'url', version_url(r.current_record), 'number', r.current_number,
             'redline_url', diff_url(r.platform, r.document, least(r.version_number, r.current_number), greatest(r.version_number, r.current_number))) END,
  'recent', (SELECT jsonb_build_object('id', c.record_id, 'url', change_url(c.record_id), 'headline', c.headline, 'severity', c.severity, 'observed_at', iso(c.observed_at),
               'touched', CASE WHEN i.kind IS NULL THEN 'untouched' WHEN i.cosmetic THEN 'cosmetic' ELSE i.kind END,
               'effective', (SELECT min(day) FROM change_date WHERE change_id = c.id AND kind = 'effective'),
               'published', (SELECT min(day) FROM change_date WHERE change_id = c.id AND kind = 'published'))
               FROM change c LEFT JOIN LATERAL (SELECT kind, cosmetic FROM clause_change WHERE change_id = c.id AND clause_id = r.clause_id ORDER BY cosmetic LIMIT 1) i ON true
              WHERE c.document_id = r.document_id AND c.kind <> 'cosmetic' ORDER BY c.observed_at DESC LIMIT 1),
  -- 5
  'stability', clause_stability(r.clause_id),
  -- 6, 7, 8
  'impact', r.impact, 'options', r.options,
  'document_impact', CASE WHEN r.impact IS NULL THEN (
     SELECT jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'text', x.impact)
       FROM provision_card o JOIN LATERAL (SELECT impact FROM analysis WHERE provision_id = o.id ORDER BY revision DESC LIMIT 1) x ON x.impact IS NOT NULL
      WHERE o.document_id = r.document_id AND o.id <> r.id ORDER BY o.weight DESC, o.id LIMIT 1) END,
  'compare_url', compare_url(r.type, r.platform),
  'elsewhere', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.record_id, 'url', provision_url(op.slug, od.slug, o.slug), 'title', o.title, 'severity', o.severity,
                   'platform_name', op.name, 'platform_url', platform_url(op.slug), 'strength', round(m.strength * 100),
                   'excerpt', shortened(w.words, 320)) ORDER BY m.strength DESC, o.id), '[]')
                  FROM (SELECT m.strength, m.other_id FROM provision_match m JOIN provision o ON o.id = m.other_id AND o.state = 'published' AND o.clause_type_id = r.clause_type_id
                          JOIN document od ON od.id = o.document_id AND od.active JOIN platform op ON op.id = od.platform_id AND op.active AND op.invented = r.invented
                         WHERE m.provision_id = r.id ORDER BY m.strength DESC, m.other_id LIMIT 3) m
                  JOIN provision o ON o.id = m.other_id JOIN provision_words w ON w.provision_id = o.id JOIN document od ON od.id = o.document_id
                  JOIN platform op ON op.id = od.platform_id),
  'excerpt', r.excerpt, 'language', r.language, 'blocks', text_blocks(r.excerpt),
  'path', to_jsonb(r.heading_path),
  -- 9
  'institutional', CASE WHEN 'institutional' = ANY ($5::text[]) THEN r.institutional END,
  'institutional_tier', CASE WHEN r.institutional IS NOT NULL AND 'institutional' <> ALL ($5::text[])
                          THEN (SELECT name FROM tier WHERE 'institutional' = ANY (features) AND valid_to IS NULL ORDER BY rank LIMIT 1) END,
  'regulations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.slug, 'url', regulation_url(g.slug), 'name', g.name, 'short_name', g.short_name, 'jurisdiction', g.jurisdiction, 'reason', pr.reason) ORDER BY g.short_name), '[]')
                    FROM provision_regulation pr JOIN regulation g ON g.id = pr.regulation_id WHERE pr.provision_id = r.id),
  'agencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.slug, 'url', agency_url(g.slug), 'name', g.name, 'short_name', g.short_name, 'jurisdiction', g.jurisdiction, 'reason', pa.reason, 'complaint_url', g.complaint_url) ORDER BY g.short_name), '[]')
                 FROM provision_agency pa JOIN agency g ON g.id = pa.agency_id WHERE pa.provision_id = r.id),
  -- 10
  'document', jsonb_build_object('id', r.document_record, 'url', document_url(r.platform, r.document), 'title', r.document_title,
     'state', r.fresh, 'reason', r.fresh_reason, 'checked_at', iso(r.checked_at), 'verified_at', iso(r.verified_at),
     'changed_at', iso(r.changed_at), 'history_url', document_url(r.platform, r.document) || 'history/',
     'first_at', (SELECT iso(min(since)) FROM stay WHERE document_id = r.document_id)),
  'platform', jsonb_build_object('id', r.platform, 'url', platform_url(r.platform), 'name', r.platform_name, 'slug', r.platform),
  'version', version_evidence(r.version_id),
  'clause', jsonb_build_object('id', clause_anchor(r.clause_id), 'url', version_url(r.version_record) || '#' || clause_anchor(r.clause_id), 'sha256', hex(r.clause_sha), 'offset', r.clause_offset, 'length', r.clause_length, 'title', r.clause_title),
  'hash_check', hash_check_of(r.version_id),
  -- 11
  'citation', citation(r.record_id, r.title, r.platform_name, r.document_title, r.version_record, r.version_number, r.clause_title,
     CASE WHEN r.origin = 'captured' THEN r.captured_at END, r.version_sha, r.clause_sha, source.url, $6, r.today),
  -- 12, 13
  'clause_type', jsonb_build_object('id', r.type, 'url', clause_type_url(r.type), 'title', r.type_title, 'family', r.family,
     'family_url', '/clause-types/#' || regexp_replace(lower(r.family), '[^a-z0-9]+', '-', 'g'), 'definition', r.definition),
  'siblings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.record_id, 'url', provision_url(r.platform, r.document, o.slug), 'title', o.title, 'severity', o.severity)
                                   ORDER BY array_position('{critical,high,medium,low}', o.severity), o.title), '[]')
                 FROM provision o WHERE o.document_id = r.document_id AND o.state = 'published' AND o.id <> r.id),
  'tiers', (SELECT jsonb_agg(jsonb_build_object('name', name, 'limit', platform_limit, 'alerts', 'alerts' = ANY (features), 'trial', nullif(trial_days, 0)) ORDER BY rank)
              FROM tier WHERE valid_from <= $4::timestamptz AND (valid_to IS NULL OR valid_to > $4::timestamptz)),
  'jsonld', linked_data(jsonb_build_object('@type', 'DigitalDocument', 'name', r.title, 'identifier', r.record_id, 'abstract', r.what,
     'datePublished', iso(r.published_at), 'dateModified', iso(r.written_at), 'isBasedOn', source.url,
     'about', jsonb_build_object('@type', 'Organization', 'name', r.platform_name)), crumbs, $6, provision_url(r.platform, r.document, r.slug)))
  || CASE WHEN r.state = 'withdrawn' THEN '{"status": 410}' ELSE '{}' END::jsonb
  FROM r
  LEFT JOIN LATERAL (SELECT url FROM source WHERE document_id = r.document_id AND role = 'policy' AND active ORDER BY ordinal, id LIMIT 1) source ON true
  CROSS JOIN LATERAL (SELECT replace(replace($6 || provision_url(r.platform, r.document, r.slug), ':', '%3A'), '/', '%2F') AS encoded) share
  CROSS JOIN LATERAL adoption_of(r.clause_type_id, r.invented, r.today) adoption
  CROSS JOIN LATERAL jsonb_build_array(crumb(r.platform_name, platform_url(r.platform)), crumb(r.document_title, document_url(r.platform, r.document)), crumb(r.title, NULL)) crumbs
UNION ALL
SELECT redirect_to(provision_url(m.platform, m.document, r.slug)) FROM document_moved($1, $2) m
  JOIN platform p ON p.slug = m.platform JOIN document d ON d.platform_id = p.id AND d.slug = m.document JOIN provision r ON r.document_id = d.id AND r.slug = $3
 WHERE NOT EXISTS (SELECT FROM r)
