-- Any two versions of a document against each other, by their numbers.
--
-- The handler adds `redline`, as src/web/redline_json.h says, from the ids of `from` and `to`. What links of this page and
-- of a change record lead to is in it: "n" and the clause's position in the newer text, counted from 0; where the clause has
-- gone, "o" and its position in the older one; each once, where the clause begins to differ.
-- Items here follow the clauses' identities, as corrected: added, removed, changed (other bytes). What only moved shows in the redline.
-- params: platform document a b
WITH d AS (
  SELECT d.*, p.slug AS platform, p.name AS platform_name, p.invented, x.id AS old_id, x.record_id AS old_record, x.number AS old_number, x.sha256 AS old_sha,
         x.captured_at AS old_at, y.id AS new_id, y.record_id AS new_record, y.number AS new_number, y.sha256 AS new_sha, y.captured_at AS new_at
    FROM platform p JOIN document d ON d.platform_id = p.id JOIN version x ON x.document_id = d.id JOIN version y ON y.document_id = d.id
   WHERE p.slug = $1 AND d.slug = $2 AND $3 ~ '^[1-9][0-9]{0,8}$' AND $4 ~ '^[1-9][0-9]{0,8}$' AND x.number::text = $3 AND y.number::text = $4 AND x.id <> y.id),
item AS (
  SELECT coalesce(n.at, o.at) AS at, n.at IS NULL AS gone,
         jsonb_build_object('kind', CASE WHEN o.clause_id IS NULL THEN 'added' WHEN n.clause_id IS NULL THEN 'removed' ELSE 'changed' END,
           'title', coalesce(n.title, o.title), 'place', coalesce('n' || n.at, 'o' || o.at)) AS shown
    FROM (SELECT *, row_number() OVER (ORDER BY ordinal) - 1 AS at FROM clause_place WHERE version_id = (SELECT old_id FROM d)) o
    FULL JOIN (SELECT *, row_number() OVER (ORDER BY ordinal) - 1 AS at FROM clause_place WHERE version_id = (SELECT new_id FROM d)) n ON n.clause_id = o.clause_id
   WHERE o.sha256 IS DISTINCT FROM n.sha256)
SELECT jsonb_build_object(
  'id', d.record_id, 'url', diff_url(d.platform, d.slug, d.old_number, d.new_number), 'invented', d.invented,
  'title', 'Versions ' || d.old_number || ' and ' || d.new_number || ' of ' || d.platform_name || ' ' || d.title,
  'tab', tab_title('Versions ' || d.old_number || ' and ' || d.new_number || ' of ' || d.platform_name || ' ' || d.title),
  'description', 'Redline of two versions: what was inserted, deleted and moved, word by word.',
  'crumbs', jsonb_build_array(crumb(d.platform_name, platform_url(d.platform)), crumb(d.title, document_url(d.platform, d.slug)),
              crumb('History', document_url(d.platform, d.slug) || 'history/'), crumb('Versions ' || d.old_number || ' and ' || d.new_number, NULL)),
  'swap_url', diff_url(d.platform, d.slug, d.new_number, d.old_number), 'backwards', d.old_number > d.new_number,
  'from', jsonb_build_object('id', d.old_record, 'url', version_url(d.old_record), 'number', d.old_number, 'sha256', hex(d.old_sha), 'seen_at', iso(d.old_at)),
  'to', jsonb_build_object('id', d.new_record, 'url', version_url(d.new_record), 'number', d.new_number, 'sha256', hex(d.new_sha), 'seen_at', iso(d.new_at)),
  'records', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.record_id, 'url', change_url(c.record_id), 'headline', c.headline, 'observed_at', iso(c.observed_at)) ORDER BY c.observed_at), '[]')
                FROM change c JOIN version v ON v.id = c.to_version_id
               WHERE c.document_id = d.id AND v.number > least(d.old_number, d.new_number) AND v.number <= greatest(d.old_number, d.new_number)),
  'items', (SELECT coalesce(jsonb_agg(shown ORDER BY gone, at), '[]') FROM item))
  FROM d
UNION ALL
SELECT redirect_to(document_url(m.platform, m.document) || 'diff/' || $3 || '..' || $4 || '/') FROM document_moved($1, $2) m
 WHERE $3 ~ '^[1-9][0-9]{0,8}$' AND $4 ~ '^[1-9][0-9]{0,8}$'
