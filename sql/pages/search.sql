-- Search in provisions, the texts of documents and changes: words, "phrases", -exclusions (websearch), days, one kind or all;
-- narrowed to a platform, and provisions to a clause type or severity (changes to a severity).
-- Texts: the current versions; with a date filter, versions first observed in those days. `snippet` holds what was found
-- between U+E000 and U+E001; the web splits it. At most 400 matches of each kind are ranked: of words that common, the rest
-- are worth no more, and the page says that it stopped; what matches is found by index first (LIMIT and OFFSET 0 keep the
-- planner from starting elsewhere). Facets count what is ranked and lead to the narrower search.
-- params: ?q ?kind ?platform ?type ?severity ?from ?to ?page
WITH ask AS MATERIALIZED (
  SELECT btrim(left($1, 500)) AS q, websearch_to_tsquery('english', btrim(left($1, 500))) AS query, p.id AS platform_id, p.slug AS platform, t.id AS type_id, t.slug AS type,
         CASE WHEN $5 IN ('low', 'medium', 'high', 'critical') THEN $5 END AS severity,
         CASE WHEN t.id IS NOT NULL THEN 'provisions' WHEN $2 IN ('provisions', 'texts', 'changes') THEN $2 END AS kind,
         day_or_null($6)::timestamp AT TIME ZONE 'UTC' AS since, (day_or_null($7) + 1)::timestamp AT TIME ZONE 'UTC' AS until,
         page_or_one($8) AS n, CASE WHEN t.id IS NOT NULL OR $2 IN ('provisions', 'texts', 'changes') THEN 20 ELSE 5 END AS size,
         U&'StartSel=\E000, StopSel=\E001, MaxWords=36, MinWords=18, MaxFragments=2, FragmentDelimiter=" … "' AS marks
    FROM (SELECT) one LEFT JOIN platform p ON p.slug = lower(btrim($3)) AND p.active LEFT JOIN clause_type t ON t.slug = lower(btrim($4))),
live AS MATERIALIZED (SELECT * FROM ask WHERE q <> '' AND numnode(query) > 0),
hit AS MATERIALIZED (
  SELECT r.id FROM live JOIN provision r ON r.state = 'published' AND to_tsvector('english', r.title) @@ live.query WHERE coalesce(live.kind, 'provisions') = 'provisions'
  UNION SELECT x.provision_id FROM live JOIN analysis x ON to_tsvector('english', x.what) @@ live.query WHERE coalesce(live.kind, 'provisions') = 'provisions'),
p AS MATERIALIZED (
  SELECT c.id, c.title, c.severity, c.clause_type_id, d.platform_id, a.what, ts_rank(c.search, live.query) * 2 + coalesce(ts_rank(a.search, live.query), 0) AS rank
    FROM live CROSS JOIN (SELECT id FROM hit LIMIT 400) h CROSS JOIN LATERAL (SELECT * FROM provision WHERE id = h.id AND state = 'published' OFFSET 0) c
    JOIN document d ON d.id = c.document_id AND d.active JOIN platform o ON o.id = d.platform_id AND o.active
    LEFT JOIN LATERAL (SELECT what, search FROM analysis WHERE provision_id = c.id ORDER BY revision DESC LIMIT 1) a ON true
   WHERE (live.since IS NULL OR c.published_at >= live.since) AND (live.until IS NULL OR c.published_at < live.until)
     AND (live.platform_id IS NULL OR d.platform_id = live.platform_id) AND (live.type_id IS NULL OR c.clause_type_id = live.type_id)
     AND (live.severity IS NULL OR c.severity = live.severity)),
t AS MATERIALIZED (
  SELECT DISTINCT ON (v.id) v.id AS version_id, d.platform_id, vc.clause_id, vc.title AS clause, x.body, ts_rank(x.search, live.query) AS rank
    FROM live CROSS JOIN LATERAL (SELECT c.sha256, c.body, c.search FROM clause_text c WHERE c.search @@ live.query
                                     AND (live.platform_id IS NULL OR EXISTS (SELECT FROM version_clause w JOIN document o ON o.id = w.document_id WHERE w.sha256 = c.sha256 AND o.platform_id = live.platform_id))
                                   LIMIT 400) x
    JOIN version_clause vc ON vc.sha256 = x.sha256 JOIN version v ON v.id = vc.version_id JOIN document d ON d.id = v.document_id AND d.active
   WHERE coalesce(live.kind, 'texts') = 'texts' AND (live.platform_id IS NULL OR d.platform_id = live.platform_id)
     AND CASE WHEN live.since IS NULL AND live.until IS NULL THEN EXISTS (SELECT FROM stay s WHERE s.version_id = v.id AND s.verified_until IS NULL)
              ELSE (live.since IS NULL OR v.captured_at >= live.since) AND (live.until IS NULL OR v.captured_at < live.until) END
   ORDER BY v.id, ts_rank(x.search, live.query) DESC),
c AS MATERIALIZED (
  SELECT c.*, g.headline FROM live CROSS JOIN LATERAL (SELECT x.id, x.headline, x.observed_at FROM change x WHERE to_tsvector('english', x.headline) @@ live.query LIMIT 400) g
    CROSS JOIN LATERAL (SELECT * FROM change_card WHERE id = g.id OFFSET 0) c
   WHERE coalesce(live.kind, 'changes') = 'changes'
     AND (live.platform_id IS NULL OR c.platform_id = live.platform_id) AND (live.severity IS NULL OR c.severity = live.severity)
     AND (live.since IS NULL OR g.observed_at >= live.since) AND (live.until IS NULL OR g.observed_at < live.until)),
facet AS MATERIALIZED (
  SELECT 'platform' AS by, o.slug AS value, o.name, count(*) AS n FROM (SELECT platform_id FROM p UNION ALL SELECT platform_id FROM t UNION ALL SELECT platform_id FROM c) f
    JOIN platform o ON o.id = f.platform_id WHERE (SELECT platform_id FROM ask) IS NULL GROUP BY o.id
  UNION ALL
  SELECT 'type', o.slug, o.title, count(*) FROM p JOIN clause_type o ON o.id = p.clause_type_id WHERE (SELECT type_id FROM ask) IS NULL GROUP BY o.id
  UNION ALL
  SELECT 'severity', severity, severity || ' severity', count(*) FROM (SELECT severity FROM p UNION ALL SELECT severity FROM c) f WHERE (SELECT severity FROM ask) IS NULL GROUP BY severity)
SELECT jsonb_build_object(
  'title', CASE WHEN ask.q <> '' THEN 'Search: ' || shortened(ask.q, 40) ELSE 'Search' END, 'tab', CASE WHEN ask.q <> '' THEN 'Search: ' || left(shortened(ask.q, 40), 44) END,
  'description', 'Search documents, provisions and changes by words, phrases and dates.', 'noindex', true,
  'q', ask.q, 'narrowed', coalesce($2, $3, $4, $5, $6, $7, '') <> '', 'kind', ask.kind, 'severity', ask.severity, 'since', day_or_null($6), 'until', day_or_null($7),
  'platform_slug', nullif(left(btrim($3), 120), ''), 'unknown_platform', btrim($3) <> '' AND ask.platform_id IS NULL,
  'types', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'selected', id IS NOT DISTINCT FROM ask.type_id) ORDER BY title), '[]') FROM clause_type),
  'unread', coalesce($6, '') <> '' AND ask.since IS NULL OR coalesce($7, '') <> '' AND ask.until IS NULL, 'cut', length(btrim($1)) > 500,
  'empty', ask.q <> '' AND numnode(ask.query) = 0, 'asked', ask.q <> '' AND numnode(ask.query) > 0,
  'none', ask.q <> '' AND numnode(ask.query) > 0 AND NOT EXISTS (SELECT FROM p) AND NOT EXISTS (SELECT FROM t) AND NOT EXISTS (SELECT FROM c),
  'all_url', CASE WHEN coalesce(ask.platform, ask.type, ask.severity) IS NOT NULL THEN '/search' || query_string('q', ask.q, 'kind', $2, 'from', $6, 'to', $7) END,
  'platforms', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', slug, 'url', platform_url(slug), 'name', name) ORDER BY near DESC, name), '[]')
                  FROM (SELECT slug, name, similarity(name, left(ask.q, 100)) AS near FROM platform
                         WHERE active AND ask.q <> '' AND name % left(ask.q, 100) ORDER BY similarity(name, left(ask.q, 100)) DESC LIMIT 5) near),
  'common', (SELECT count(*) FROM t) >= 300 OR (SELECT count(*) FROM hit) >= 400,
  'facets', (SELECT coalesce(jsonb_agg(jsonb_build_object('heading', CASE g.by WHEN 'platform' THEN 'Platform' WHEN 'type' THEN 'Clause type' ELSE 'Severity' END, 'values', g.list) ORDER BY g.by), '[]')
               FROM (SELECT by, jsonb_agg(jsonb_build_object('name', name, 'count', n, 'url', '/search' || query_string('q', ask.q, 'kind', $2,
                                  'platform', CASE by WHEN 'platform' THEN value ELSE ask.platform END, 'type', CASE by WHEN 'type' THEN value ELSE ask.type END,
                                  'severity', CASE by WHEN 'severity' THEN value ELSE ask.severity END, 'from', $6, 'to', $7)) ORDER BY n DESC, name) AS list
                       FROM (SELECT *, row_number() OVER (PARTITION BY by ORDER BY n DESC, name) AS place FROM facet) f WHERE place <= 8 GROUP BY by HAVING count(*) > 1) g),
  'found', CASE WHEN EXISTS (SELECT FROM live) THEN jsonb_build_object('provisions', (SELECT count(*) FROM p), 'texts', (SELECT count(*) FROM t), 'changes', (SELECT count(*) FROM c)) END,
  'provisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'severity', severity, 'platform_name', card->'platform_name',
                    'document_title', card->'document_title', 'snippet', ts_headline('english', coalesce(what, title), ask.query, ask.marks)) ORDER BY rank DESC, id), '[]')
                   FROM (SELECT id, what, rank FROM p ORDER BY rank DESC, id LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s
                   CROSS JOIN LATERAL (SELECT card, severity, title FROM provision_card WHERE id = s.id OFFSET 0) c),
  'texts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id) || '#' || clause_anchor(s.clause_id), 'number', v.number, 'clause', s.clause,
                'platform_name', f.name, 'document_title', d.title, 'document_url', document_url(f.slug, d.slug), 'observed_at', iso(v.captured_at),
                'snippet', ts_headline('english', regexp_replace(plain_text(clause_operative(left(s.body, 6000))), '(\|\s*:?-{3,}:?\s*)+\|', '', 'g'), ask.query, ask.marks)) ORDER BY s.rank DESC, v.id DESC), '[]')
              FROM (SELECT * FROM t ORDER BY rank DESC, version_id DESC LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s
              JOIN version v ON v.id = s.version_id JOIN document d ON d.id = v.document_id AND d.active JOIN platform f ON f.id = d.platform_id AND f.active),
  'changes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'severity', severity, 'observed_at', card->'observed_at', 'platform_name', card->'platform_name',
                 'document_title', card->'document_title', 'snippet', ts_headline('english', headline, ask.query, ask.marks)) ORDER BY observed_at DESC, id DESC), '[]')
                FROM (SELECT * FROM c ORDER BY observed_at DESC, id DESC LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s),
  'more', (SELECT jsonb_build_object('provisions_url', '/search' || query_string('q', ask.q, 'kind', 'provisions', 'platform', ask.platform, 'severity', ask.severity, 'from', $6, 'to', $7),
             'texts_url', '/search' || query_string('q', ask.q, 'kind', 'texts', 'platform', ask.platform, 'severity', ask.severity, 'from', $6, 'to', $7),
             'changes_url', '/search' || query_string('q', ask.q, 'kind', 'changes', 'platform', ask.platform, 'severity', ask.severity, 'from', $6, 'to', $7)) WHERE ask.kind IS NULL),
  'pager', CASE WHEN ask.kind IS NOT NULL THEN pager('/search', query_string('q', ask.q, 'kind', ask.kind, 'platform', ask.platform, 'type', ask.type, 'severity', ask.severity, 'from', $6, 'to', $7), ask.n,
             CASE ask.kind WHEN 'provisions' THEN (SELECT count(*) FROM p) WHEN 'texts' THEN (SELECT count(*) FROM t) ELSE (SELECT count(*) FROM c) END > ask.n * ask.size) END)
  FROM ask
