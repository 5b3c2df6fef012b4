-- A watchlist: the person's own, or with `list` that of an organisation they are in. How each watch stands, and what may be
-- added. `add` comes from the page of the thing, `q` from the search on this one.
-- params: @account @now ?add ?q ?list
WITH asked AS (SELECT CASE WHEN $5::text ~ '^[0-9]{1,18}$' THEN $5::bigint END AS organisation_id),
me AS (SELECT a.id, m.organisation_id, o.name AS organisation, m.role IS DISTINCT FROM 'viewer' AS may_change,
              a.digest AND coalesce(m.digest, true) AS digest, coalesce(m.alerts, true) AS alerts,
              CASE WHEN m.role IS NULL THEN a.seen_at ELSE m.seen_at END AS seen_at, t.name, t.platform_limit, t.features
         FROM account a CROSS JOIN asked LEFT JOIN member m ON m.account_id = a.id AND m.organisation_id = asked.organisation_id
         LEFT JOIN organisation o ON o.id = m.organisation_id JOIN tier t ON t.id = watchlist_tier(a.id, m.organisation_id, $2::timestamptz)
        WHERE a.id = $1::bigint AND (coalesce($5::text, '') = '' OR o.id IS NOT NULL)),
mine AS (SELECT w.*, watch_name(w) AS called FROM me, watch w WHERE CASE WHEN me.organisation_id IS NULL THEN w.account_id = me.id ELSE w.organisation_id = me.organisation_id END),
documents AS (  -- of each watch
  SELECT w.id AS watch_id, d.id FROM mine w JOIN document d ON d.active AND CASE WHEN w.document_id IS NOT NULL THEN d.id = w.document_id
    WHEN w.platform_id IS NOT NULL THEN d.platform_id = w.platform_id
    ELSE d.id IN (SELECT document_id FROM provision WHERE clause_type_id = w.clause_type_id AND state = 'published') END),
states AS (
  SELECT o.watch_id, count(*) AS documents, count(*) FILTER (WHERE f.state = 'current') AS current, min(f.verified_at) AS verified_at,
         (SELECT min(s.next_due) FROM documents x JOIN source so ON so.document_id = x.id AND so.active JOIN source_state s ON s.source_id = so.id
           WHERE x.watch_id = o.watch_id) AS next_due
    FROM documents o JOIN document_freshness f ON f.document_id = o.id GROUP BY o.watch_id),
told AS (       -- the changes a watch covers, newest first
  SELECT w.id AS watch_id, c.card, c.observed_at, row_number() OVER (PARTITION BY w.id ORDER BY c.observed_at DESC, c.id DESC) AS place,
         count(*) FILTER (WHERE c.observed_at > coalesce((SELECT seen_at FROM me), w.created_at)) OVER (PARTITION BY w.id) AS unseen
    FROM mine w JOIN documents o ON o.watch_id = w.id JOIN change_card c ON c.document_id = o.id AND c.kind <> 'cosmetic'
   WHERE (w.provision_id IS NULL AND w.clause_type_id IS NULL) OR EXISTS (SELECT FROM change_item i JOIN provision r ON r.clause_id = i.clause_id
          WHERE i.change_id = c.id AND NOT i.cosmetic AND r.state = 'published' AND (r.id = w.provision_id OR r.clause_type_id = w.clause_type_id)))
SELECT jsonb_build_object(
  'title', coalesce('Watchlist of ' || me.organisation, 'Your watchlist'), 'organisation', me.organisation_id, 'may_change', me.may_change,
  'lists', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'number', o.id, 'here', o.id IS NOT DISTINCT FROM me.organisation_id,
                     'changes', m.role <> 'viewer') ORDER BY lower(o.name), o.id), '[]')
              FROM member m JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = me.id),
  'invitations', (SELECT nullif(count(*), 0) FROM invitation i JOIN account a ON a.id = me.id AND a.address = i.address
                   WHERE i.answered_at IS NULL AND i.expires_at > $2::timestamptz),
  'tier_name', me.name, 'platform_limit', me.platform_limit, 'alerts', me.alerts AND 'alerts' = ANY (me.features), 'digest', me.digest,
  'used', (SELECT count(DISTINCT platform_id) FROM mine WHERE paused_at IS NULL),
  'seen_at', iso(me.seen_at),
  'news', (SELECT nullif(sum(unseen), 0) FROM told WHERE place = 1),
  'watches', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', w.called->>'name', 'url', w.called->>'url', 'number', w.id,
                        'kind', CASE WHEN w.provision_id IS NOT NULL THEN 'provision' WHEN w.document_id IS NOT NULL THEN 'document' WHEN w.platform_id IS NOT NULL THEN 'platform' ELSE 'type' END, 'since', iso(w.created_at), 'paused', w.paused_at IS NOT NULL,
                        'threshold', w.threshold, 'note', w.note,
                        'mail', CASE WHEN w.alerts AND w.digest THEN 'both' WHEN w.alerts THEN 'alert' ELSE 'digest' END,
                        'documents', s.documents, 'failing', nullif(s.documents - s.current, 0), 'verified_at', iso(s.verified_at), 'next_due', iso(s.next_due),
                        'change_url', t.card->>'url', 'change_headline', (t.card->>'headline'), 'change_at', iso(t.observed_at), 'unseen', nullif(t.unseen, 0))
                      ORDER BY w.paused_at IS NOT NULL, coalesce(t.unseen, 0) = 0, lower(w.called->>'name')), '[]')
                FROM mine w LEFT JOIN states s ON s.watch_id = w.id LEFT JOIN told t ON t.watch_id = w.id AND t.place = 1),
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
  FROM me
