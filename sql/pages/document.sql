-- A document as it reads now: every clause with its anchor, in its margin the provisions about it and what changed in the
-- last 90 days; around it versions, freshness, sources and the archival record.
-- The page is put together as json, not jsonb: its clauses are most of it, and jsonb would copy them three times.
-- params: platform document @now @base @account
WITH d AS (
  SELECT d.*, p.slug AS platform, p.name AS platform_name, p.invented, k.title AS kind_title, f.state, f.reason, f.checked_at, f.verified_at,
         f.changed_at, f.current_version_id, f.current_since, $3::timestamptz - interval '90 days' AS lately
    FROM platform p JOIN document d ON d.platform_id = p.id JOIN document_kind k ON k.slug = d.kind JOIN document_freshness f ON f.document_id = d.id
   WHERE p.slug = $1 AND d.slug = $2 AND p.active AND d.active),
link AS MATERIALIZED (SELECT l.clause_id, l.same_as_clause_id FROM d JOIN clause_link_now l ON l.version_id = d.current_version_id),
mark AS MATERIALIZED (
  SELECT r.clause_id, jsonb_agg(jsonb_build_object('id', r.record_id, 'url', provision_url(d.platform, d.slug, r.slug), 'title', r.title, 'severity', r.severity) ORDER BY r.title) AS marks
    FROM d JOIN provision r ON r.document_id = d.id AND r.state = 'published' GROUP BY r.clause_id),
news AS MATERIALIZED (
  SELECT DISTINCT ON (i.clause_id) i.clause_id, jsonb_build_object('id', g.record_id, 'url', change_url(g.record_id), 'kind', i.kind, 'observed_at', iso(g.observed_at)) AS change
    FROM d JOIN change g ON g.document_id = d.id AND g.observed_at >= d.lately JOIN clause_change i ON i.change_id = g.id AND NOT i.cosmetic
   ORDER BY i.clause_id, g.observed_at DESC)
SELECT json_build_object(
  'id', d.record_id, 'url', document_url(d.platform, d.slug), 'title', d.platform_name || ' ' || d.title, 'tab', tab_title(d.platform_name || ' ' || d.title), 'invented', d.invented,
  'watching', watching($5::bigint, $3::timestamptz, d.platform_id, d.id),
  'description', d.title || ' of ' || d.platform_name || ': the current text clause by clause, its versions and its provisions.',
  'crumbs', crumbs, 'feed_url', '/feeds/document/' || d.platform || '/' || d.slug || '.atom',
  'kind_title', d.kind_title,
  'document', jsonb_build_object('id', d.record_id, 'url', document_url(d.platform, d.slug), 'title', d.title, 'state', d.state, 'reason', d.reason,
     'checked_at', iso(d.checked_at), 'verified_at', iso(d.verified_at), 'changed_at', iso(d.changed_at),
     'history_url', document_url(d.platform, d.slug) || 'history/', 'current_since', iso(d.current_since)),
  'platform', jsonb_build_object('id', d.platform, 'url', platform_url(d.platform), 'name', d.platform_name, 'slug', d.platform),
  'titles', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', t.title, 'first_seen', iso(t.first_seen)) ORDER BY t.first_seen), '[]')
               FROM document_title t WHERE t.document_id = d.id),
  'sources', (SELECT coalesce(jsonb_agg(jsonb_build_object('url', s.url, 'announcement', s.role = 'announcement') ORDER BY s.role DESC, s.ordinal, s.id), '[]')
                FROM source s WHERE s.document_id = d.id AND s.active),
  'version', version_evidence(d.current_version_id), 'hash_check', hash_check_of(d.current_version_id),
  'words', (SELECT words FROM version WHERE id = d.current_version_id),
  'dates', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'day', s.day, 'basis', s.basis, 'ahead', s.kind = 'effective' AND s.day > utc_day($3::timestamptz)) ORDER BY s.kind, s.day), '[]')
              FROM stated_date s WHERE s.version_id = d.current_version_id),
  'language', (SELECT language FROM version WHERE id = d.current_version_id),
  'toc', (SELECT coalesce(jsonb_agg(jsonb_build_object('anchor', clause_anchor(clause_id), 'title', head) ORDER BY ordinal), '[]')
            FROM (SELECT DISTINCT ON (head) ordinal, clause_id, head
                    FROM (SELECT ordinal, clause_id, coalesce(heading_path[2], heading_path[1]) AS head FROM version_clause WHERE version_id = d.current_version_id) h
                   WHERE head IS NOT NULL ORDER BY head, ordinal) t),
  'clauses', (SELECT coalesce(json_agg(json_build_object('anchor', clause_anchor(c.clause_id), 'label', c.label, 'blocks', x.blocks,
                'marks', m.marks, 'change', n.change, 'marked', m.marks IS NOT NULL, 'changed', n.change IS NOT NULL) ORDER BY c.ordinal), '[]'::json)
                FROM version_clause c JOIN clause_text x ON x.sha256 = c.sha256 LEFT JOIN link ON link.clause_id = c.clause_id
                LEFT JOIN mark m ON m.clause_id = coalesce(link.same_as_clause_id, c.clause_id) LEFT JOIN news n ON n.clause_id = coalesce(link.same_as_clause_id, c.clause_id)
               WHERE c.version_id = d.current_version_id),
  'provisions', (SELECT coalesce(jsonb_agg(card || '{"platform_name": null, "platform_url": null, "document_title": null, "document_url": null}' ORDER BY weight DESC, title), '[]') FROM provision_card WHERE document_id = d.id),
  'versions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id), 'number', v.number, 'since', iso(v.captured_at),
                 'redline_url', CASE WHEN v.number > 1 THEN diff_url(d.platform, d.slug, v.number - 1, v.number) END) ORDER BY v.number DESC), '[]')
                 FROM (SELECT * FROM version WHERE document_id = d.id ORDER BY number DESC LIMIT 6) v),
  'changes', (SELECT coalesce(jsonb_agg(card || '{"platform_name": null, "platform_url": null, "document_title": null, "document_url": null}' || unseen(observed_at, s.seen) ORDER BY observed_at DESC, id DESC), '[]')
                FROM (SELECT * FROM change_card WHERE document_id = d.id AND kind <> 'cosmetic' ORDER BY observed_at DESC, id DESC LIMIT 5) c
                LEFT JOIN seen_until($5::bigint, $3::timestamptz, ARRAY[d.id]) s ON true),
  'jsonld', linked_data(jsonb_build_object('@type', 'DigitalDocument', 'name', d.platform_name || ' ' || d.title, 'identifier', d.record_id,
              'dateModified', iso(d.current_since), 'publisher', jsonb_build_object('@type', 'Organization', 'name', d.platform_name)), crumbs, $4, document_url(d.platform, d.slug)))
  FROM d CROSS JOIN LATERAL jsonb_build_array(crumb('Platforms', '/platforms/'), crumb(d.platform_name, platform_url(d.platform)), crumb(d.title, NULL)) crumbs
UNION ALL
SELECT redirect_to(document_url(m.platform, m.document))::json FROM document_moved($1, $2) m
