-- Search in provisions, the texts of documents and changes: words, "phrases", -exclusions (websearch), days, one kind or all.
-- Texts: the current versions; with a date filter, versions first observed in those days. `snippet` holds what was found
-- between U+E000 and U+E001; the web splits it. At most 400 matches of each kind are ranked: of words that common, the rest
-- are worth no more, and the page says that it stopped.
-- params: ?q ?kind ?from ?to ?page
WITH ask AS MATERIALIZED (
  SELECT btrim(left($1, 200)) AS q, websearch_to_tsquery('english', btrim(left($1, 200))) AS query,
         CASE WHEN $2 IN ('provisions', 'texts', 'changes') THEN $2 END AS kind,
         day_or_null($3)::timestamp AT TIME ZONE 'UTC' AS since, (day_or_null($4) + 1)::timestamp AT TIME ZONE 'UTC' AS until,
         page_or_one($5) AS n, CASE WHEN $2 IN ('provisions', 'texts', 'changes') THEN 20 ELSE 5 END AS size,
         U&'StartSel=\E000, StopSel=\E001, MaxWords=36, MinWords=18, MaxFragments=2, FragmentDelimiter=" … "' AS marks),
live AS MATERIALIZED (SELECT * FROM ask WHERE q <> '' AND numnode(query) > 0),
hit AS MATERIALIZED (
  SELECT r.id FROM live JOIN provision r ON r.state = 'published' AND to_tsvector('english', r.title) @@ live.query WHERE coalesce(live.kind, 'provisions') = 'provisions'
  UNION SELECT x.provision_id FROM live JOIN analysis x ON to_tsvector('english', x.what) @@ live.query WHERE coalesce(live.kind, 'provisions') = 'provisions'),
p AS MATERIALIZED (
  SELECT c.*, a.what, ts_rank(to_tsvector('english', c.title), live.query) * 2 + ts_rank(to_tsvector('english', coalesce(a.what, '')), live.query) AS rank
    FROM live CROSS JOIN (SELECT id FROM hit LIMIT 400) h JOIN provision_card c ON c.id = h.id
    LEFT JOIN LATERAL (SELECT what FROM analysis WHERE provision_id = c.id ORDER BY revision DESC LIMIT 1) a ON true
   WHERE (live.since IS NULL OR c.published_at >= live.since) AND (live.until IS NULL OR c.published_at < live.until)),
t AS MATERIALIZED (
  SELECT DISTINCT ON (v.id) v.id AS version_id, vc.clause_id, vc.title AS clause, x.body, ts_rank(x.search, live.query) AS rank
    FROM live CROSS JOIN LATERAL (SELECT c.sha256, c.body, c.search FROM clause_text c WHERE c.search @@ live.query LIMIT 400) x
    JOIN version_clause vc ON vc.sha256 = x.sha256 JOIN version v ON v.id = vc.version_id
   WHERE coalesce(live.kind, 'texts') = 'texts'
     AND CASE WHEN live.since IS NULL AND live.until IS NULL THEN EXISTS (SELECT FROM stay s WHERE s.version_id = v.id AND s.verified_until IS NULL)
              ELSE (live.since IS NULL OR v.captured_at >= live.since) AND (live.until IS NULL OR v.captured_at < live.until) END
   ORDER BY v.id, ts_rank(x.search, live.query) DESC),
c AS MATERIALIZED (
  SELECT c.*, g.headline FROM live, change g JOIN change_card c ON c.id = g.id
   WHERE coalesce(live.kind, 'changes') = 'changes' AND to_tsvector('english', g.headline) @@ live.query
     AND (live.since IS NULL OR g.observed_at >= live.since) AND (live.until IS NULL OR g.observed_at < live.until))
SELECT jsonb_build_object(
  'title', CASE WHEN ask.q <> '' THEN 'Search: ' || shortened(ask.q, 40) ELSE 'Search' END,
  'description', 'Search documents, provisions and changes by words, phrases and dates.', 'noindex', true,
  'q', ask.q, 'kind', ask.kind, 'since', day_or_null($3), 'until', day_or_null($4),
  'unread', coalesce($3, '') <> '' AND ask.since IS NULL OR coalesce($4, '') <> '' AND ask.until IS NULL,
  'empty', ask.q <> '' AND numnode(ask.query) = 0, 'asked', ask.q <> '' AND numnode(ask.query) > 0,
  'none', ask.q <> '' AND numnode(ask.query) > 0 AND NOT EXISTS (SELECT FROM p) AND NOT EXISTS (SELECT FROM t) AND NOT EXISTS (SELECT FROM c),
  'platforms', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', slug, 'url', platform_url(slug), 'name', name) ORDER BY near DESC, name), '[]')
                  FROM (SELECT slug, name, similarity(name, ask.q) AS near FROM platform
                         WHERE active AND ask.q <> '' AND name % ask.q ORDER BY similarity(name, ask.q) DESC LIMIT 5) near),
  'common', (SELECT count(*) FROM t) >= 300 OR (SELECT count(*) FROM hit) >= 400,
  'found', CASE WHEN EXISTS (SELECT FROM live) THEN jsonb_build_object('provisions', (SELECT count(*) FROM p), 'texts', (SELECT count(*) FROM t), 'changes', (SELECT count(*) FROM c)) END,
  'provisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'title', card->'title', 'severity', severity, 'platform_name', card->'platform_name',
                    'document_title', card->'document_title', 'snippet', ts_headline('english', coalesce(what, title), ask.query, ask.marks)) ORDER BY rank DESC, id), '[]')
                   FROM (SELECT * FROM p ORDER BY rank DESC, id LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s),
  'texts', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id) || '#' || clause_anchor(s.clause_id), 'number', v.number, 'clause', s.clause,
                'platform_name', f.name, 'document_title', d.title, 'document_url', document_url(f.slug, d.slug), 'observed_at', iso(v.captured_at),
                'snippet', ts_headline('english', plain_text(clause_operative(left(s.body, 6000))), ask.query, ask.marks)) ORDER BY s.rank DESC, v.id DESC), '[]')
              FROM (SELECT * FROM t ORDER BY rank DESC, version_id DESC LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s
              JOIN version v ON v.id = s.version_id JOIN document d ON d.id = v.document_id AND d.active JOIN platform f ON f.id = d.platform_id AND f.active),
  'changes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', card->'id', 'url', card->'url', 'severity', severity, 'observed_at', card->'observed_at', 'platform_name', card->'platform_name',
                 'document_title', card->'document_title', 'snippet', ts_headline('english', headline, ask.query, ask.marks)) ORDER BY observed_at DESC, id DESC), '[]')
                FROM (SELECT * FROM c ORDER BY observed_at DESC, id DESC LIMIT ask.size OFFSET (ask.n - 1) * ask.size) s),
  'more', (SELECT jsonb_build_object('provisions_url', '/search' || query_string('q', ask.q, 'kind', 'provisions', 'from', $3, 'to', $4),
             'texts_url', '/search' || query_string('q', ask.q, 'kind', 'texts', 'from', $3, 'to', $4),
             'changes_url', '/search' || query_string('q', ask.q, 'kind', 'changes', 'from', $3, 'to', $4)) WHERE ask.kind IS NULL),
  'pager', CASE WHEN ask.kind IS NOT NULL THEN pager('/search', query_string('q', ask.q, 'kind', ask.kind, 'from', $3, 'to', $4), ask.n,
             CASE ask.kind WHEN 'provisions' THEN (SELECT count(*) FROM p) WHEN 'texts' THEN (SELECT count(*) FROM t) ELSE (SELECT count(*) FROM c) END > ask.n * ask.size) END)
  FROM ask
