-- Watching from where the thing is: what its page says of the viewer's watches, removals that can be undone, a pasted list
-- matched as a whole, platforms that people suggest.

-- ---- what was removed, for a day ---------------------------------------------------------------------------------------------
-- A watch that was removed, with its wishes, so that the removal can be undone. The worker forgets it after a day.
CREATE TABLE watch_removed (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint REFERENCES account,
  organisation_id bigint REFERENCES organisation ON DELETE CASCADE,
  platform_id    bigint REFERENCES platform,
  document_id    bigint,
  provision_id   bigint REFERENCES provision,
  clause_type_id bigint REFERENCES clause_type,
  threshold      text NOT NULL,
  alerts         boolean NOT NULL,
  digest         boolean NOT NULL,
  note           text,
  watched_since  timestamptz NOT NULL,
  removed_at     timestamptz NOT NULL,
  CHECK (num_nonnulls(account_id, organisation_id) = 1)
);
CREATE INDEX ON watch_removed (account_id);
CREATE INDEX ON watch_removed (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX ON watch_removed (removed_at);
ALTER TABLE watch_removed ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_removed FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON watch_removed FOR SELECT TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IS NOT NULL);
CREATE POLICY own ON watch_removed FOR ALL TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IN ('owner', 'member'));
CREATE POLICY worker ON watch_removed TO atlas_worker USING (true);
CREATE POLICY operator ON watch_removed TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, DELETE ON watch_removed TO atlas_web;
GRANT SELECT, DELETE ON watch_removed TO atlas_worker;

-- ---- one watchlist ---------------------------------------------------------------------------------------------------------------
-- What is on it, or was: the person's own where there is no organisation. Two arms, each of which goes by its index; one
-- condition for both would read everybody's watches. The planner puts them into the query that asks.
CREATE FUNCTION watches_of(account bigint, organisation bigint) RETURNS SETOF watch LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM watch w WHERE w.account_id = CASE WHEN organisation IS NULL THEN account END UNION ALL SELECT * FROM watch w WHERE w.organisation_id = organisation
$$;
CREATE FUNCTION removed_of(account bigint, organisation bigint) RETURNS SETOF watch_removed LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM watch_removed r WHERE r.account_id = CASE WHEN organisation IS NULL THEN account END UNION ALL SELECT * FROM watch_removed r WHERE r.organisation_id = organisation
$$;
GRANT EXECUTE ON FUNCTION watches_of(bigint, bigint), removed_of(bigint, bigint) TO atlas_web;

-- How many watches one holds, whatever the tier. SQLSTATE CA001: full. Its row is locked before anything is added, so that what
-- is counted after all of a statement is added stays true; the count is once a statement, because a list adds thousands.
CREATE FUNCTION watches_most() RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 5000;
CREATE FUNCTION watch_lock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  PERFORM FROM organisation WHERE id = NEW.organisation_id FOR NO KEY UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER watch_lock BEFORE INSERT ON watch FOR EACH ROW EXECUTE FUNCTION watch_lock();
CREATE FUNCTION watch_most() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT account_id, organisation_id FROM put) l WHERE (SELECT count(*) FROM watches_of(l.account_id, l.organisation_id)) > watches_most()) THEN
    RAISE EXCEPTION 'a watchlist has at most % watches', watches_most() USING ERRCODE = 'CA001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER watch_most AFTER INSERT ON watch REFERENCING NEW TABLE AS put FOR EACH STATEMENT EXECUTE FUNCTION watch_most();

-- ---- the watchlists of a person --------------------------------------------------------------------------------------------------
-- Their own (organisation_id NULL) first, then those of their organisations by name. seen_at: up to when they have seen it.
CREATE FUNCTION watchlists_of(account bigint, at timestamptz)
RETURNS TABLE (organisation_id bigint, name text, may_change boolean, seen_at timestamptz, features text[], alerts boolean, place bigint)
LANGUAGE plpgsql STABLE ROWS 3 AS $$
BEGIN
  RETURN QUERY
  SELECT l.*, row_number() OVER (ORDER BY l.organisation_id IS NOT NULL, lower(l.name), l.organisation_id) FROM (
    SELECT NULL::bigint, NULL::text, true, a.seen_at, t.features, 'alerts' = ANY (t.features) FROM account a JOIN tier t ON t.id = account_tier(a.id, at) WHERE a.id = account
    UNION ALL
    SELECT o.id, o.name, m.role <> 'viewer', m.seen_at, t.features, m.alerts AND 'alerts' = ANY (t.features)
      FROM member m JOIN organisation o ON o.id = m.organisation_id JOIN tier t ON t.id = organisation_tier(o.id, at) WHERE m.account_id = account)
    l (organisation_id, name, may_change, seen_at, features, alerts);
END $$;

-- "every change, by digest and alert": how a watch tells. mailed: whether its reader has alerts at all.
CREATE FUNCTION watch_tells(threshold text, alerts boolean, digest boolean, mailed boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE threshold WHEN 'low' THEN 'every change' WHEN 'high' THEN 'high severity and above' ELSE 'critical only' END
      || CASE WHEN alerts AND mailed AND digest THEN ', by digest and alert' WHEN digest THEN ', by digest' WHEN mailed THEN ', by alert'
              ELSE ', by alert (which needs a larger tier)' END;

-- What the page of a thing says of it to who is logged in: on which of their watchlists it is and how it tells, onto which
-- it could be put, and a removal of the last day that can be undone. `called`: how a form names it (watch_target).
CREATE FUNCTION watching_one(account bigint, at timestamptz, called text, shown text, platform bigint, document bigint, provision bigint, type bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE whole boolean := provision IS NULL AND type IS NULL;
BEGIN
  RETURN (
    WITH l AS MATERIALIZED (SELECT l.*, 'provision-watches' = ANY (l.features) OR whole AS has FROM watchlists_of(account, at) l),
    w AS MATERIALIZED (
      SELECT w.*, l.name, l.may_change, l.alerts AS mailed, l.place FROM l CROSS JOIN LATERAL watches_of(account, l.organisation_id) w
       WHERE w.platform_id IS NOT DISTINCT FROM platform AND w.document_id IS NOT DISTINCT FROM document
         AND w.provision_id IS NOT DISTINCT FROM provision AND w.clause_type_id IS NOT DISTINCT FROM type),
    free AS MATERIALIZED (
      SELECT l.* FROM l WHERE l.may_change AND l.has AND NOT EXISTS (SELECT FROM w WHERE w.organisation_id IS NOT DISTINCT FROM l.organisation_id)),
    gone AS (
      SELECT r.id, free.organisation_id, free.name FROM free CROSS JOIN LATERAL removed_of(account, free.organisation_id) r
       WHERE r.platform_id IS NOT DISTINCT FROM platform AND r.document_id IS NOT DISTINCT FROM document
         AND r.provision_id IS NOT DISTINCT FROM provision AND r.clause_type_id IS NOT DISTINCT FROM type AND r.removed_at > at - interval '1 day'
       ORDER BY r.removed_at DESC LIMIT 1)
    SELECT jsonb_build_object('add', called, 'name', shown, 'choose', (SELECT count(*) > 1 FROM l WHERE l.may_change),
      'locked', NOT EXISTS (SELECT FROM w) AND NOT EXISTS (SELECT FROM l WHERE l.has),
      'on', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', w.id, 'list', w.organisation_id, 'organisation', w.name, 'paused', w.paused_at IS NOT NULL, 'may_change', w.may_change,
               'tells', watch_tells(w.threshold, w.alerts, w.digest, w.mailed),
               'url', '/watchlist/' || query_string('list', w.organisation_id::text, 'watch', w.id::text)) ORDER BY w.place), '[]') FROM w),
      'free', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', free.organisation_id, 'organisation', free.name) ORDER BY free.place), '[]') FROM free),
      'undo', (SELECT jsonb_build_object('number', id, 'list', organisation_id, 'organisation', name) FROM gone)));
END $$;

-- The same of all that a page offers to watch, in the page's order; NULL for who is not logged in.
CREATE FUNCTION watching(account bigint, at timestamptz, platform bigint, document bigint DEFAULT NULL, provision bigint DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS NULL THEN RETURN NULL; END IF;
  RETURN (
    SELECT jsonb_agg(watching_one(account, at, t.called, t.shown, p.id, t.document_id, t.provision_id, NULL) ORDER BY t.place) FROM platform p, LATERAL (
      SELECT 1, r.record_id, 'this provision', document, r.id FROM provision r WHERE r.id = provision AND r.state = 'published'
      UNION ALL SELECT 2, d.record_id, p.name || ', ' || d.title, d.id, NULL FROM document d WHERE d.id = document
      UNION ALL SELECT 3, p.slug, p.name, NULL, NULL) t (place, called, shown, document_id, provision_id)
     WHERE p.id = platform);
END $$;
CREATE FUNCTION watching_type(account bigint, at timestamptz, type bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS NULL THEN RETURN NULL; END IF;
  RETURN (SELECT jsonb_build_array(watching_one(account, at, 'type:' || t.slug, t.title, NULL, NULL, NULL, t.id)) FROM clause_type t WHERE t.id = type);
END $$;

-- Since when changes of documents are news to somebody: of each the latest instant up to which they have seen a watchlist that
-- covers it, or since it is watched. No row of what they do not watch.
CREATE FUNCTION seen_until(account bigint, at timestamptz, documents bigint[]) RETURNS TABLE (document_id bigint, seen timestamptz) LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  IF account IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT d.id, max(greatest(l.seen_at, w.created_at)) FROM watchlists_of(account, at) l CROSS JOIN LATERAL watches_of(account, l.organisation_id) w
    JOIN document d ON d.platform_id = w.platform_id AND d.id = ANY (documents) AND w.provision_id IS NULL AND (w.document_id IS NULL OR w.document_id = d.id) GROUP BY d.id;
END $$;
GRANT EXECUTE ON FUNCTION watchlists_of(bigint, timestamptz), watching_one(bigint, timestamptz, text, text, bigint, bigint, bigint, bigint),
  watching(bigint, timestamptz, bigint, bigint, bigint), watching_type(bigint, timestamptz, bigint), seen_until(bigint, timestamptz, bigint[]) TO atlas_web;
-- What it adds to a change's card for them: NULL adds nothing.
CREATE FUNCTION unseen(observed timestamptz, seen timestamptz) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN observed > seen THEN '{"unseen": true}'::jsonb ELSE '{}'::jsonb END;

-- ---- many at once: a pasted list ---------------------------------------------------------------------------------------------------
-- A company's name without its legal form and without what is said differently: "Foo, Inc." and "foo inc" are "foo".
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN btrim(regexp_replace(regexp_replace(lower(name), '[[:space:],.''’"-]+', ' ', 'g'),
    '( (incorporated|inc|llc|llp|ltd|limited|corp|corporation|company|co|gmbh|ag|kg|plc|b v|n v|s a|sa|sas|srl|ab|as|oy|pty|pbc))+ ?$', ''));
-- An address without what makes no difference: scheme, www., place, last slashes.
CREATE FUNCTION url_key(url text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(lower(btrim(url)), '^https?://', ''), '^www\.|#.*$|/+$', '', 'g');
-- The host of an address, or of what is typed like one; NULL: neither.
CREATE FUNCTION host_key(url text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN substring(lower(btrim(url)) from '^(?:https?://)?(?:www\.)?([^][/:?#@,[:space:]]+\.[a-z0-9-]{2,})(?=[/:?#]|$)');
-- What a suggestion is looked up by. Hashes: an address may be longer than a page of a tree holds.
CREATE INDEX ON source USING hash (url_key(url)) WHERE active;
CREATE INDEX ON source USING hash (host_key(url)) WHERE active;
CREATE INDEX ON platform USING hash (host_key(homepage)) WHERE active;
CREATE INDEX ON platform USING hash (lower(name)) WHERE active;
-- One field of CSV, as src/text/csv.h reads it.
CREATE FUNCTION csv_field(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '"' || replace(coalesce(value, ''), '"', '""') || '"';

-- What the lines of a list mean, all at once: of the ways to name a thing the surest that fits (several rows where it fits
-- several things). lines: [{line, word, document, threshold, mail, note}]; `document` picks one of the platform that `word` names.
-- The planner cannot know how long a list is and would go through it once a row: nested loops are for who has nothing else.
CREATE FUNCTION watch_match(lines jsonb, base text)
RETURNS TABLE (line int, platform_id bigint, document_id bigint, provision_id bigint, clause_type_id bigint) LANGUAGE plpgsql STABLE SET enable_nestloop = off AS $$
BEGIN
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT r.line, btrim(r.word) AS word, lower(btrim(r.word)) AS low, nullif(lower(btrim(r.document)), '') AS document, name_key(r.word) AS key, host_key(r.word) AS host, url_key(r.word) AS url
      FROM jsonb_to_recordset(lines) AS r (line int, word text, document text)),
  own AS MATERIALIZED (  -- addresses of our own pages
    SELECT a.line, m.part FROM asked a, LATERAL (SELECT string_to_array(btrim(split_part(split_part(CASE WHEN a.low LIKE lower(base) || '/%' THEN substr(a.word, length(base) + 1)
                                                    ELSE a.word END, '#', 1), '?', 1), '/'), '/') AS part) m
     WHERE a.low LIKE lower(base) || '/%' OR a.word LIKE '/%'),
  named AS MATERIALIZED (
    SELECT p.id, p.slug, lower(p.name) AS low, name_key(p.name) AS key, host_key(p.homepage) AS host FROM platform p WHERE p.active),
  paper AS MATERIALIZED (SELECT d.* FROM document d JOIN named p ON p.id = d.platform_id WHERE d.active),
  meant (line, sure, platform_id, document_id, provision_id, clause_type_id) AS (
    SELECT a.line, 1, d.platform_id, d.id, NULL::bigint, NULL::bigint FROM asked a JOIN paper d ON d.record_id = upper(a.word)
    UNION ALL SELECT a.line, 1, d.platform_id, d.id, r.id, NULL FROM asked a JOIN provision r ON r.record_id = upper(a.word) AND r.state = 'published' JOIN paper d ON d.id = r.document_id
    UNION ALL SELECT a.line, 1, NULL, NULL, NULL, t.id FROM asked a JOIN clause_type t ON a.low = 'type:' || t.slug
    UNION ALL SELECT o.line, 1, p.id, NULL, NULL, NULL FROM own o JOIN named p ON p.slug = o.part[2] WHERE o.part[1] = 'platform' AND cardinality(o.part) = 2
    UNION ALL SELECT o.line, 1, p.id, d.id, NULL, NULL FROM own o JOIN named p ON p.slug = o.part[2] JOIN paper d ON d.platform_id = p.id AND d.slug = o.part[3]
               WHERE o.part[1] = 'platform' AND cardinality(o.part) = 3
    UNION ALL SELECT o.line, 1, p.id, d.id, r.id, NULL FROM own o JOIN named p ON p.slug = o.part[2] JOIN paper d ON d.platform_id = p.id AND d.slug = o.part[3]
                JOIN provision r ON r.document_id = d.id AND r.slug = o.part[4] AND r.state = 'published' WHERE o.part[1] = 'platform' AND cardinality(o.part) = 4
    UNION ALL SELECT o.line, 1, NULL, NULL, NULL, t.id FROM own o JOIN clause_type t ON t.slug = o.part[2] WHERE o.part[1] = 'clause-type' AND cardinality(o.part) = 2
    UNION ALL SELECT o.line, 1, d.platform_id, d.id, NULL, NULL FROM own o JOIN paper d ON d.record_id = upper(o.part[2]) WHERE o.part[1] = 'id'
    UNION ALL SELECT a.line, 2, d.platform_id, d.id, NULL, NULL FROM asked a JOIN source s ON s.active AND url_key(s.url) = a.url JOIN paper d ON d.id = s.document_id WHERE a.host IS NOT NULL
    UNION ALL SELECT a.line, 3, p.id, NULL, NULL, NULL FROM asked a JOIN named p ON p.slug = a.low
    UNION ALL SELECT a.line, 3, p.id, NULL, NULL, NULL FROM asked a JOIN platform_alias l ON l.slug = a.low JOIN named p ON p.id = l.platform_id
    UNION ALL SELECT a.line, 3, p.id, NULL, NULL, NULL FROM asked a JOIN named p ON p.low = a.low
    UNION ALL SELECT a.line, 4, p.id, NULL, NULL, NULL FROM asked a JOIN named p ON p.key = a.key WHERE a.key <> ''
    UNION ALL SELECT a.line, 5, p.id, NULL, NULL, NULL FROM asked a JOIN named p ON p.host = a.host
    UNION ALL SELECT a.line, 6, d.platform_id, NULL, NULL, NULL FROM asked a JOIN source s ON s.active AND host_key(s.url) = a.host JOIN paper d ON d.id = s.document_id),
  best AS MATERIALIZED (
    SELECT DISTINCT m.line, m.platform_id, m.document_id, m.provision_id, m.clause_type_id
      FROM (SELECT meant.*, min(meant.sure) OVER (PARTITION BY meant.line) AS surest FROM meant) m WHERE m.sure = m.surest)
  SELECT b.line, b.platform_id, b.document_id, b.provision_id, b.clause_type_id FROM best b JOIN asked a ON a.line = b.line
   WHERE a.document IS NULL OR b.document_id IS NOT NULL OR b.platform_id IS NULL
  UNION
  SELECT b.line, b.platform_id, d.id, NULL, NULL FROM best b JOIN asked a ON a.line = b.line AND a.document IS NOT NULL
    JOIN paper d ON d.platform_id = b.platform_id AND a.document IN (d.slug, lower(d.title), lower(d.record_id), d.kind) WHERE b.document_id IS NULL;
END $$;

-- The lines that mean one thing, each thing once (`again` counts those that name it once more), with what their watchlist says to
-- it. `fits`: the tier and the watchlist have room for it, counted down the list; `has`: the tier has the feature. A line that means
-- several things (`meanings`) has a row for each of the first eight, one that means nothing has no watch; neither fits.
CREATE FUNCTION watch_list_lines(account bigint, organisation bigint, lines jsonb, base text, at timestamptz)
RETURNS TABLE (line int, watch watch, watched boolean, has boolean, fits boolean, again bigint, meanings bigint) LANGUAGE plpgsql STABLE SET enable_nestloop = off AS $$
DECLARE t tier;
BEGIN
  SELECT x.* INTO t FROM tier x WHERE x.id = watchlist_tier(account, organisation, at);
  RETURN QUERY
  WITH meant AS MATERIALIZED (
    SELECT m.*, jsonb_populate_record(NULL::watch, jsonb_build_object('account_id', CASE WHEN organisation IS NULL THEN account END, 'organisation_id', organisation, 'platform_id', m.platform_id,
             'document_id', m.document_id, 'provision_id', m.provision_id, 'clause_type_id', m.clause_type_id, 'threshold', coalesce(r.threshold, 'low'),
             'alerts', coalesce(r.mail, 'both') <> 'digest', 'digest', coalesce(r.mail, 'both') <> 'alert', 'note', nullif(left(btrim(regexp_replace(r.note, '[[:cntrl:]]+', ' ', 'g')), 500), ''), 'created_at', at)) AS watch
      FROM (SELECT w.*, count(*) OVER (PARTITION BY w.line) AS n, row_number() OVER (PARTITION BY w.line ORDER BY w.platform_id, w.document_id) AS nth FROM watch_match(lines, base) w) m
      JOIN jsonb_to_recordset(lines) AS r (line int, threshold text, mail text, note text) ON r.line = m.line WHERE m.nth <= 8),
  once AS MATERIALIZED (
    SELECT m.*, count(*) OVER same - 1 AS again, row_number() OVER (PARTITION BY m.platform_id, m.document_id, m.provision_id, m.clause_type_id ORDER BY m.line) AS first
      FROM meant m WHERE m.n = 1 WINDOW same AS (PARTITION BY m.platform_id, m.document_id, m.provision_id, m.clause_type_id)),
  held AS MATERIALIZED (SELECT w.* FROM watches_of(account, organisation) w),
  lined AS MATERIALIZED (
    SELECT o.*, watch_needs(o.watch, t.features) AS has,
           EXISTS (SELECT FROM held h WHERE coalesce(h.platform_id, 0) = coalesce(o.platform_id, 0) AND coalesce(h.document_id, 0) = coalesce(o.document_id, 0)
                     AND coalesce(h.provision_id, 0) = coalesce(o.provision_id, 0) AND coalesce(h.clause_type_id, 0) = coalesce(o.clause_type_id, 0)) AS watched FROM once o WHERE o.first = 1),
  wanted AS MATERIALIZED (
    SELECT r.*, NOT r.watched AND r.platform_id IS NOT NULL AND NOT EXISTS (SELECT FROM held h WHERE h.platform_id = r.platform_id AND h.paused_at IS NULL) AS takes_place FROM lined r),
  places AS MATERIALIZED (
    SELECT p.platform_id, row_number() OVER (ORDER BY min(p.line)) AS place FROM wanted p WHERE p.takes_place AND p.has GROUP BY p.platform_id),
  roomy AS MATERIALIZED (
    SELECT w.*, w.has AND (NOT w.takes_place OR t.platform_limit IS NULL OR p.place <= t.platform_limit - (SELECT count(DISTINCT h.platform_id) FROM held h WHERE h.paused_at IS NULL)) AS room
      FROM wanted w LEFT JOIN places p ON p.platform_id = w.platform_id AND w.takes_place)
  SELECT w.line, w.watch, w.watched, w.has,
         w.room AND (w.watched OR count(*) FILTER (WHERE w.room AND NOT w.watched) OVER (ORDER BY w.line) <= watches_most() - (SELECT count(*) FROM held)), w.again, 1::bigint FROM roomy w
  UNION ALL
  SELECT r.line, m.watch, false, false, false, 0::bigint, coalesce(m.n, 0) FROM jsonb_to_recordset(lines) AS r (line int) LEFT JOIN meant m ON m.line = r.line WHERE m.n IS DISTINCT FROM 1;
END $$;

-- How a form or a list names a watch's thing (watch_target).
CREATE FUNCTION watch_word(w watch) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE WHEN w.provision_id IS NOT NULL THEN (SELECT record_id FROM provision WHERE id = w.provision_id)
              WHEN w.document_id IS NOT NULL THEN (SELECT record_id FROM document WHERE id = w.document_id)
              WHEN w.platform_id IS NOT NULL THEN (SELECT slug FROM platform WHERE id = w.platform_id)
              ELSE (SELECT 'type:' || slug FROM clause_type WHERE id = w.clause_type_id) END;
END $$;
-- A watch as a line of a list.
CREATE FUNCTION watch_line(word text, w watch) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN csv_field(word) || ',' || w.threshold || ',' || CASE WHEN w.alerts AND w.digest THEN 'both' WHEN w.alerts THEN 'alert' ELSE 'digest' END || ',' || csv_field(w.note);

-- What a list would do to a watchlist. Two hundred lines are shown to be ticked; the rest is kept as text, with a tick for all.
CREATE FUNCTION watch_preview(account bigint, organisation bigint, lines jsonb, base text, at timestamptz) RETURNS jsonb LANGUAGE plpgsql STABLE SET enable_nestloop = off AS $$
BEGIN
  RETURN (
    WITH listed AS MATERIALIZED (SELECT * FROM watch_list_lines(account, organisation, lines, base, at)),
    fresh AS MATERIALIZED (
      SELECT r.*, row_number() OVER (ORDER BY r.line) AS nth, watch_line(coalesce(o.record_id, d.record_id, p.slug, 'type:' || c.slug), r.watch) AS text
        FROM listed r LEFT JOIN platform p ON p.id = (r.watch).platform_id LEFT JOIN document d ON d.id = (r.watch).document_id
        LEFT JOIN provision o ON o.id = (r.watch).provision_id LEFT JOIN clause_type c ON c.id = (r.watch).clause_type_id WHERE r.meanings = 1 AND NOT r.watched AND r.has),
    asked AS MATERIALIZED (SELECT r.line, btrim(r.word) AS word FROM jsonb_to_recordset(lines) AS r (line int, word text)),
    unclear AS MATERIALIZED (SELECT a.*, row_number() OVER (ORDER BY a.line) AS nth FROM asked a JOIN (SELECT DISTINCT line FROM listed WHERE meanings > 1) l ON l.line = a.line),
    strange AS MATERIALIZED (SELECT a.*, row_number() OVER (ORDER BY a.line) AS nth FROM asked a JOIN listed l ON l.line = a.line WHERE l.meanings = 0)
    SELECT jsonb_build_object(
      'tier_name', t.name, 'count', (SELECT counted(count(*), 'line', 'lines') FROM asked),
      'fitting', (SELECT count(*) FROM fresh WHERE fits), 'new', (SELECT nullif(count(*), 0) FROM fresh), 'over', (SELECT nullif(count(*), 0) FROM fresh WHERE NOT fits),
      'most', (SELECT watches_most() WHERE (SELECT count(*) FROM watches_of(account, organisation)) + (SELECT count(*) FROM fresh) > watches_most()),
      'again', (SELECT nullif(sum(again), 0) FROM listed),
      'watched', (SELECT nullif(count(*), 0) FROM listed WHERE watched), 'locked', (SELECT nullif(count(*), 0) FROM listed WHERE meanings = 1 AND NOT watched AND NOT has),
      'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', f.line, 'value', f.text, 'name', watch_name(f.watch)->>'name', 'url', watch_name(f.watch)->>'url', 'ticked', f.fits,
                 'tells', watch_tells((f.watch).threshold, (f.watch).alerts, (f.watch).digest, 'alerts' = ANY (t.features))) ORDER BY f.line), '[]') FROM fresh f WHERE f.nth <= 200),
      'rest', (SELECT jsonb_build_object('count', count(*), 'text', string_agg(f.text, E'\r\n' ORDER BY f.line), 'ticked', bool_and(f.fits)) FROM fresh f WHERE f.nth > 200 HAVING count(*) > 0),
      'unclear', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', u.line, 'word', shortened(u.word, 80), 'choices',
                   (SELECT jsonb_agg(jsonb_build_object('nth', c.nth, 'value', watch_line(watch_word(c.watch), c.watch), 'name', watch_name(c.watch)->>'name') ORDER BY watch_name(c.watch)->>'name')
                      FROM (SELECT l.watch, row_number() OVER (ORDER BY (l.watch).platform_id, (l.watch).document_id) AS nth FROM listed l WHERE l.line = u.line) c)) ORDER BY u.line), '[]')
                   FROM unclear u WHERE u.nth <= 20),
      'unclear_more', (SELECT nullif(greatest(count(*) - 20, 0), 0) FROM unclear),
      'strange', (SELECT coalesce(jsonb_agg(jsonb_build_object('word', shortened(s.word, 80), 'url', '/suggest' || query_string(CASE WHEN host_key(s.word) IS NULL THEN 'name' ELSE 'url' END, left(s.word, 200)),
                   'near', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'url', platform_url(n.slug)) ORDER BY n.far, n.name), '[]')
                              FROM (SELECT p.name, p.slug, p.name <-> left(s.word, 100) AS far FROM platform p WHERE p.active AND s.nth <= 20 AND p.name % left(s.word, 100) ORDER BY 3, 1 LIMIT 3) n)) ORDER BY s.line), '[]')
                   FROM strange s WHERE s.nth <= 50),
      'strange_count', (SELECT nullif(count(*), 0) FROM strange), 'strange_more', (SELECT nullif(greatest(count(*) - 50, 0), 0) FROM strange))
      FROM tier t WHERE t.id = watchlist_tier(account, organisation, at));
END $$;

-- Puts a list's lines on a watchlist, in their order, as far as the tier goes. insufficient_privilege: the person may not
-- change it. The row of whose watchlist it is is locked first, so that what is counted stays true.
CREATE FUNCTION watch_add_list(account bigint, organisation bigint, lines jsonb, base text, at timestamptz, OUT added bigint, OUT already bigint, OUT over bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  IF organisation IS NOT NULL AND acting_role(organisation) IS DISTINCT FROM 'owner' AND acting_role(organisation) IS DISTINCT FROM 'member' THEN
    RAISE EXCEPTION 'the role reads only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF organisation IS NULL THEN PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  ELSE PERFORM FROM organisation o WHERE o.id = watch_add_list.organisation FOR NO KEY UPDATE;
  END IF;
  WITH listed AS MATERIALIZED (SELECT * FROM watch_list_lines(account, organisation, lines, base, at)),
  put AS (
    INSERT INTO watch (account_id, organisation_id, platform_id, document_id, provision_id, clause_type_id, threshold, alerts, digest, note, created_at)
    SELECT (l.watch).account_id, (l.watch).organisation_id, (l.watch).platform_id, (l.watch).document_id, (l.watch).provision_id, (l.watch).clause_type_id,
           (l.watch).threshold, (l.watch).alerts, (l.watch).digest, (l.watch).note, at FROM listed l WHERE NOT l.watched AND l.fits ORDER BY l.line RETURNING 1)
  SELECT (SELECT count(*) FROM put), count(*) FILTER (WHERE l.watched), count(*) FILTER (WHERE l.meanings = 1 AND NOT l.watched AND NOT l.fits) INTO added, already, over FROM listed l;
END $$;

-- A watchlist as a table of names and settings, for watch_export.
CREATE FUNCTION watch_table(account bigint, organisation bigint, base text)
RETURNS TABLE (kind text, name text, url text, platform text, document text, threshold text, channel text, note text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT CASE WHEN w.provision_id IS NOT NULL THEN 'provision' WHEN w.document_id IS NOT NULL THEN 'document' WHEN w.platform_id IS NOT NULL THEN 'platform' ELSE 'clause type' END,
         c.called->>'name', base || (c.called->>'url'), p.slug::text, d.record_id, w.threshold,
         CASE WHEN w.alerts AND w.digest THEN 'both' WHEN w.alerts THEN 'alert' ELSE 'digest' END, w.note
    FROM watches_of(account, organisation) w CROSS JOIN LATERAL (SELECT watch_name(w) AS called) c LEFT JOIN platform p ON p.id = w.platform_id LEFT JOIN document d ON d.id = w.document_id
   ORDER BY lower(c.called->>'name'), w.id;
END $$;
REVOKE ALL ON FUNCTION watch_add_list(bigint, bigint, jsonb, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION watch_match(jsonb, text), watch_list_lines(bigint, bigint, jsonb, text, timestamptz), watch_preview(bigint, bigint, jsonb, text, timestamptz),
  watch_add_list(bigint, bigint, jsonb, text, timestamptz), watch_table(bigint, bigint, text) TO atlas_web;

-- ---- platforms that people suggest ---------------------------------------------------------------------------------------------------
-- The web asks, the worker looks at the page through the fetch gate (monitor/suggest.h), the operator answers. Nothing of what
-- was fetched is kept but what is said of it here.
CREATE TABLE suggestion (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  url            text NOT NULL CHECK (url ~ '^https?://[^[:space:][:cntrl:]]+$' AND length(url) <= 1024),
  name           text CHECK (length(name) <= 100 AND name !~ '[[:cntrl:]]'),
  note           text CHECK (length(note) <= 500 AND note !~ '[[:cntrl:]]'),
  created_at     timestamptz NOT NULL,
  state          text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'claimed', 'fine', 'doubtful', 'refused')), -- what the check says
  wait_until     timestamptz,                        -- claimed: the lease; asked: not before
  tries          int NOT NULL DEFAULT 0,
  reason         text CHECK (length(reason) <= 500), -- why it is doubtful or refused
  title          text CHECK (length(title) <= 300),
  words          int,
  final_url      text,
  checked_at     timestamptz,
  answer         text CHECK (answer IN ('accepted', 'declined')), -- the operator's
  why            text CHECK (length(why) <= 500),
  answered_at    timestamptz,
  answered_by    text,
  document_id    bigint REFERENCES document,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (answer <> 'accepted' OR document_id IS NOT NULL),
  CHECK (answer <> 'declined' OR why <> '')
);
CREATE INDEX ON suggestion (account_id, created_at DESC);
CREATE INDEX ON suggestion (id) WHERE state IN ('asked', 'claimed');
ALTER TABLE suggestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE suggestion FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON suggestion TO atlas_web USING (account_id = acting_account());
CREATE POLICY worker ON suggestion TO atlas_worker USING (true);
CREATE POLICY operator ON suggestion TO CURRENT_USER USING (true);
GRANT SELECT, INSERT (account_id, url, name, note, created_at) ON suggestion TO atlas_web;
GRANT SELECT, UPDATE (state, wait_until, tries, reason, title, words, final_url, checked_at) ON suggestion TO atlas_worker;

-- Ten a day and person, also for who asks many times at once. CA001: limit.
CREATE FUNCTION suggestion_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM suggestion s WHERE s.account_id = NEW.account_id AND s.created_at > NEW.created_at - interval '1 day') >= 10 THEN
    RAISE EXCEPTION 'ten suggestions a day' USING ERRCODE = 'CA001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suggestion_limit BEFORE INSERT ON suggestion FOR EACH ROW EXECUTE FUNCTION suggestion_limit();

-- How many wait for an answer; NULL for who is no operator.
CREATE FUNCTION suggestions_waiting(account bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  IF NOT EXISTS (SELECT FROM account a WHERE a.id = suggestions_waiting.account AND 'operator' = ANY (a.roles)) THEN RETURN NULL; END IF;
  RETURN (SELECT count(*) FROM suggestion WHERE answer IS NULL);
END $$;
REVOKE ALL ON FUNCTION suggestions_waiting(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION suggestions_waiting(bigint) TO atlas_web;
