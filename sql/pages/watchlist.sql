-- A watchlist: the person's own, or with `list` that of an organisation they are in. How each watch stands and what changed
-- last, fifty a page, those with news first; `watch` shows one alone. What may be added: `add` comes from the page of the
-- thing, `q` from the search on this one. After a removal (`done`) it can be undone here; after an import its numbers are told.
-- params: @account @now ?add ?q ?list ?watch ?name ?show ?sort ?page ?done ?added ?already ?over
WITH asked AS (
  SELECT CASE WHEN $5::text ~ '^[0-9]{1,18}$' THEN $5::bigint END AS organisation_id, CASE WHEN $6::text ~ '^[0-9]{1,18}$' THEN $6::bigint END AS watch_id,
         nullif(left(btrim($7::text), 100), '') AS name, CASE WHEN $8::text = ANY ('{new,trouble,paused}') THEN $8::text END AS show,
         CASE WHEN $9::text = ANY ('{name,changed,since}') THEN $9::text END AS sort, page_or_one($10) AS page),
me AS (SELECT a.id, m.organisation_id, o.name AS organisation, m.role IS DISTINCT FROM 'viewer' AS may_change,
              a.digest AND coalesce(m.digest, true) AS digest, coalesce(m.alerts, true) AND 'alerts' = ANY (t.features) AS alerts,
              CASE WHEN m.role IS NULL THEN a.seen_at ELSE m.seen_at END AS seen_at, t.name, t.platform_limit, t.features
         FROM account a CROSS JOIN asked LEFT JOIN member m ON m.account_id = a.id AND m.organisation_id = asked.organisation_id
         LEFT JOIN organisation o ON o.id = m.organisation_id JOIN tier t ON t.id = watchlist_tier(a.id, m.organisation_id, $2::timestamptz)
        WHERE a.id = $1::bigint AND (coalesce($5::text, '') = '' OR o.id IS NOT NULL)),
mine AS MATERIALIZED (
  SELECT w.*, greatest(me.seen_at, w.created_at) AS seen, watch_name(w) AS called FROM me CROSS JOIN LATERAL watches_of(me.id, me.organisation_id) w),
documents AS MATERIALIZED (  -- of each watch
  SELECT w.id AS watch_id, d.id FROM mine w JOIN document d ON d.platform_id = w.platform_id AND d.active WHERE w.document_id IS NULL
  UNION ALL SELECT w.id, d.id FROM mine w JOIN document d ON d.id = w.document_id AND d.active
  UNION ALL SELECT w.id, d.id FROM mine w JOIN (SELECT DISTINCT clause_type_id, document_id FROM provision WHERE state = 'published') r ON r.clause_type_id = w.clause_type_id
    JOIN document d ON d.id = r.document_id AND d.active),
checked AS MATERIALIZED (    -- how each document stands (stale: not verified for twice its own interval, or for two days where it has none)
  SELECT d.id, count(*) FILTER (WHERE s.failures > 0 AND NOT s.quarantined) AS failing, coalesce(bool_or(s.quarantined), false) AS stopped, min(s.last_verified_at) AS verified_at,
         bool_or(s.last_verified_at IS NULL) IS NOT FALSE AS waiting, min(s.next_due) AS next_due,
         bool_or(s.last_verified_at < $2::timestamptz - coalesce(2 * o.interval_s * interval '1 second', interval '2 days')) AS old,
         (array_agg(s.last_reason ORDER BY s.failures DESC) FILTER (WHERE s.failures > 0 OR s.quarantined))[1] AS reason
    FROM (SELECT DISTINCT id FROM documents) d LEFT JOIN source o ON o.document_id = d.id AND o.active AND o.role = 'policy' LEFT JOIN source_state s ON s.source_id = o.id
   GROUP BY d.id),
states AS MATERIALIZED (
  SELECT o.watch_id, count(*) AS documents, min(k.verified_at) AS verified_at, min(k.next_due) FILTER (WHERE NOT k.stopped) AS next_due, count(*) FILTER (WHERE k.failing > 0) AS failing,
         min(k.verified_at) FILTER (WHERE k.failing > 0) AS failing_since, (array_agg(k.reason ORDER BY k.verified_at) FILTER (WHERE k.failing > 0 OR k.stopped))[1] AS reason,
         CASE WHEN bool_or(k.failing > 0) THEN 'unreachable' WHEN bool_or(k.stopped) THEN 'stopped' WHEN bool_or(k.old) THEN 'stale' WHEN bool_or(k.waiting) THEN 'waiting' ELSE 'fresh' END AS state
    FROM documents o JOIN checked k ON k.id = o.id GROUP BY o.watch_id),
told AS MATERIALIZED (       -- what a watch covers: the newest, and how many are news
  SELECT w.id AS watch_id, count(*) FILTER (WHERE c.observed_at > w.seen) AS unseen, (array_agg(c.id ORDER BY c.observed_at DESC, c.id DESC))[1] AS last_id, max(c.observed_at) AS last_at
    FROM documents o JOIN mine w ON w.id = o.watch_id JOIN change c ON c.document_id = o.id AND c.kind <> 'cosmetic'
   WHERE (w.provision_id IS NULL AND w.clause_type_id IS NULL) OR EXISTS (SELECT FROM change_item i JOIN provision r ON r.clause_id = i.clause_id
            WHERE i.change_id = c.id AND NOT i.cosmetic AND r.state = 'published' AND (r.id = w.provision_id OR r.clause_type_id = w.clause_type_id))
   GROUP BY w.id),
found AS MATERIALIZED (
  SELECT w.*, s.documents, s.verified_at, s.next_due, s.failing, s.failing_since, s.reason, coalesce(s.state, 'empty') AS state, coalesce(t.unseen, 0) AS unseen, t.last_id, t.last_at,
         row_number() OVER (ORDER BY CASE asked.sort WHEN 'changed' THEN t.last_at WHEN 'since' THEN w.created_at END DESC NULLS LAST,
           asked.sort IS NULL AND w.paused_at IS NOT NULL, asked.sort IS NULL AND coalesce(t.unseen, 0) = 0, lower(w.called->>'name'), w.id) AS place
    FROM asked, mine w LEFT JOIN states s ON s.watch_id = w.id LEFT JOIN told t ON t.watch_id = w.id
   WHERE (asked.watch_id IS NULL OR w.id = asked.watch_id) AND (asked.name IS NULL OR strpos(lower(w.called->>'name'), lower(asked.name)) > 0)
     AND CASE asked.show WHEN 'new' THEN t.unseen > 0 WHEN 'trouble' THEN s.state = ANY ('{unreachable,stopped,stale}') WHEN 'paused' THEN w.paused_at IS NOT NULL ELSE true END)
SELECT jsonb_build_object(
  'error_list', '[]'::jsonb, 'title', coalesce('Watchlist of ' || me.organisation, 'Your watchlist'), 'organisation', me.organisation_id, 'may_change', me.may_change,
  'lists', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'number', o.id, 'here', o.id IS NOT DISTINCT FROM me.organisation_id,
                     'changes', m.role <> 'viewer') ORDER BY lower(o.name), o.id), '[]')
              FROM member m JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = me.id),
  'invitations', (SELECT nullif(count(*), 0) FROM invitation i JOIN account a ON a.id = me.id AND a.address = i.address
                   WHERE invitation_stands(i, $2::timestamptz)),
  'tier_name', me.name, 'platform_limit', me.platform_limit, 'alerts', me.alerts, 'digest', me.digest,
  'used', (SELECT count(DISTINCT platform_id) FROM mine WHERE paused_at IS NULL),
  'seen_at', iso(me.seen_at),
  'news', (SELECT nullif(sum(unseen), 0) FROM told),
  'some', (SELECT count(*) > 0 FROM mine), 'many', (SELECT count(*) > 10 FROM mine), 'alone', asked.watch_id IS NOT NULL,
  'name', asked.name, 'show', asked.show, 'sort', asked.sort, 'count', (SELECT counted(count(*), 'watch', 'watches') FROM found),
  'watches', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', w.called->>'name', 'url', w.called->>'url', 'number', w.id,
                        'kind', CASE WHEN w.provision_id IS NOT NULL THEN 'provision' WHEN w.document_id IS NOT NULL THEN 'document' WHEN w.platform_id IS NOT NULL THEN 'platform' ELSE 'type' END, 'since', iso(w.created_at), 'paused', w.paused_at IS NOT NULL,
                        'threshold', w.threshold, 'note', w.note, 'tells', watch_tells(w.threshold, w.alerts, w.digest, me.alerts),
                        'mail', CASE WHEN w.alerts AND w.digest THEN 'both' WHEN w.alerts THEN 'alert' ELSE 'digest' END,
                        'state', w.state, 'documents', w.documents, 'failing', w.failing, 'several', w.documents > 1, 'failing_since', iso(w.failing_since), 'reason', w.reason,
                        'verified_at', iso(w.verified_at), 'next_due', iso(w.next_due),
                        'change_url', change_url(c.record_id), 'change_headline', c.headline, 'change_severity', c.severity, 'change_at', iso(w.last_at), 'unseen', nullif(w.unseen, 0))
                      ORDER BY w.place), '[]')
                FROM found w LEFT JOIN change c ON c.id = w.last_id WHERE w.place > (asked.page - 1) * 50 AND w.place <= asked.page * 50),
  'pager', pager('/watchlist/', query_string('list', me.organisation_id::text, 'name', asked.name, 'show', asked.show, 'sort', asked.sort), asked.page, (SELECT count(*) FROM found) > asked.page * 50),
  'undo', (SELECT jsonb_build_object('number', r.id, 'name', watch_name(jsonb_populate_record(NULL::watch, to_jsonb(r)))->>'name')
             FROM removed_of(me.id, me.organisation_id) r WHERE $11::text = 'removed' AND me.may_change AND r.removed_at > $2::timestamptz - interval '1 day' ORDER BY r.removed_at DESC, r.id DESC LIMIT 1),
  'imported', CASE WHEN $11::text = 'imported' AND concat($12::text, '.', $13::text, '.', $14::text) ~ '^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$'
                THEN jsonb_build_object('added', counted($12::text::bigint, 'watch is', 'watches are'), 'already', nullif($13::text::bigint, 0), 'over', nullif($14::text::bigint, 0)) END,
  'wanted', (SELECT jsonb_build_object('name', watch_name(n)->>'name', 'url', watch_name(n)->>'url', 'add', $3::text, 'watched', EXISTS (SELECT FROM mine w
                      WHERE w.platform_id IS NOT DISTINCT FROM n.platform_id AND w.document_id IS NOT DISTINCT FROM n.document_id
                        AND w.provision_id IS NOT DISTINCT FROM n.provision_id AND w.clause_type_id IS NOT DISTINCT FROM n.clause_type_id),
                    'locked', (n.provision_id IS NOT NULL OR n.clause_type_id IS NOT NULL) AND NOT 'provision-watches' = ANY (me.features))
               FROM (SELECT (jsonb_populate_record(NULL::watch, to_jsonb(x))).* FROM watch_target($3::text) x LIMIT 1) n),
  'unknown', $3::text IS NOT NULL AND NOT EXISTS (SELECT FROM watch_target($3::text)),
  'q', nullif(btrim($4::text), ''),
  'found', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name, 'url', platform_url(slug)) ORDER BY lower(name)), '[]')
              FROM (SELECT p.slug, p.name FROM platform p
                     WHERE btrim($4::text) <> '' AND p.active AND strpos(lower(p.name), lower(btrim($4::text))) > 0
                       AND NOT EXISTS (SELECT FROM mine w WHERE w.platform_id = p.id AND w.document_id IS NULL)
                     ORDER BY lower(p.name) LIMIT 20) f))
  FROM me CROSS JOIN asked
