-- One change before an analyst: its clauses side by side, each with the way to a provision and the correction of a wrong match.
-- The older clauses that a clause may really be are those that the newer version has not, as matches stand now.
-- params: change @now
WITH c AS (
  SELECT c.*, p.slug AS platform, p.name AS platform_name, p.invented, d.slug AS document, d.title AS document_title, a.number AS old_number, b.number AS new_number, b.record_id AS new_record
    FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id JOIN version a ON a.id = c.from_version_id JOIN version b ON b.id = c.to_version_id
   WHERE c.record_id = $1),
old AS (
  SELECT vc.ordinal, coalesce(l.same_as_clause_id, vc.clause_id) AS clause_id, vc.title, x.body FROM c JOIN version_clause vc ON vc.version_id = c.from_version_id JOIN clause_text x ON x.sha256 = vc.sha256
    LEFT JOIN clause_link_now l ON l.version_id = vc.version_id AND l.clause_id = vc.clause_id),
new AS (
  SELECT vc.ordinal, vc.clause_id AS stored_id, coalesce(l.same_as_clause_id, vc.clause_id) AS clause_id, vc.title, x.body, l.linked_by, l.linked_at
    FROM c JOIN version_clause vc ON vc.version_id = c.to_version_id JOIN clause_text x ON x.sha256 = vc.sha256
    LEFT JOIN clause_link_now l ON l.version_id = vc.version_id AND l.clause_id = vc.clause_id),
spare AS (SELECT old.* FROM old WHERE NOT EXISTS (SELECT FROM new WHERE new.clause_id = old.clause_id))
SELECT jsonb_build_object(
  'id', c.record_id, 'url', '/analyst/change/' || c.record_id || '/', 'title', 'Change ' || c.record_id, 'noindex', true, 'invented', c.invented,
  'crumbs', jsonb_build_array(crumb('Desk', '/analyst/'), crumb('Changes', '/analyst/changes/'), crumb(c.record_id, NULL)), 'queues', desk_queues('', $2::timestamptz),
  'error_list', '[]'::jsonb,
  'headline', c.headline, 'severity', c.severity, 'kind', c.kind, 'observed_at', iso(c.observed_at), 'record_url', change_url(c.record_id), 'old_number', c.old_number, 'new_number', c.new_number,
  'platform_name', c.platform_name, 'platform_url', platform_url(c.platform), 'document_title', c.document_title, 'document_url', document_url(c.platform, c.document),
  'sorted', (SELECT jsonb_build_object('verdict', verdict, 'by', decided_by, 'at', iso(decided_at)) FROM change_triage WHERE change_id = c.id ORDER BY id DESC LIMIT 1),
  'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'cosmetic', i.cosmetic, 'reason', i.reason, 'similarity', round((i.similarity * 100)::numeric),
      'title', coalesce(n.title, o.title), 'was', shortened(plain_text(clause_operative(o.body)), 1500), 'now', shortened(plain_text(clause_operative(n.body)), 1500),
      'draft_url', (SELECT '/analyst/clause/' || n.clause_id || '/' FROM clause_now(n.clause_id)), 'corrected_by', n.linked_by, 'corrected_at', iso(n.linked_at), 'stored', n.stored_id,
      'provisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.record_id, 'url', '/analyst/provision/' || r.record_id || '/', 'title', r.title) ORDER BY r.title), '[]')
                       FROM provision r WHERE r.clause_id = i.clause_id AND r.state = 'published'),
      'choices', CASE WHEN n.ordinal IS NOT NULL THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('value', s.clause_id, 'name', s.ordinal + 1 || '. ' || shortened(s.title, 60) || ' – ' || shortened(plain_text(clause_operative(s.body)), 70)) ORDER BY s.ordinal), '[]') FROM spare s) END,
      'matched', EXISTS (SELECT FROM old WHERE old.clause_id = n.clause_id)) ORDER BY i.cosmetic, i.ordinal), '[]')
    FROM change_item i LEFT JOIN old o ON o.ordinal = i.old_ordinal LEFT JOIN new n ON n.ordinal = i.new_ordinal WHERE i.change_id = c.id))
  FROM c
