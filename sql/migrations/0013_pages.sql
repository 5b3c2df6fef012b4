-- What public pages need beyond 0008: identities as corrected, the record of a clause's stability, adoption as it is
-- defined (k of N), comparison, requests to re-compute a hash, and site maps in parts.

-- ---- identities as corrected (0010) ------------------------------------------------------------------------------------------
-- A clause's place in a version, and a change's items, under the identity that is true now.
CREATE VIEW clause_place AS
  SELECT vc.version_id, vc.ordinal, vc.clause_id, vc.document_id, vc.sha256, vc.label, vc.title FROM version_clause vc
   WHERE NOT EXISTS (SELECT FROM clause_link l WHERE l.version_id = vc.version_id AND l.clause_id = vc.clause_id)
  UNION ALL
  SELECT vc.version_id, vc.ordinal, l.same_as_clause_id, vc.document_id, vc.sha256, vc.label, vc.title
    FROM clause_link_now l JOIN version_clause vc ON vc.version_id = l.version_id AND vc.clause_id = l.clause_id;
CREATE VIEW clause_change AS
  SELECT i.change_id, i.ordinal, i.clause_id, i.kind, i.cosmetic FROM change_item i JOIN change c ON c.id = i.change_id
   WHERE NOT EXISTS (SELECT FROM clause_link l WHERE l.version_id = c.to_version_id AND l.clause_id = i.clause_id)
  UNION ALL
  SELECT i.change_id, i.ordinal, l.same_as_clause_id, i.kind, i.cosmetic
    FROM clause_link_now l JOIN change c ON c.to_version_id = l.version_id JOIN change_item i ON i.change_id = c.id AND i.clause_id = l.clause_id;

-- ---- stability: what versions tell about a clause -------------------------------------------------------------------------------
-- A change of the clause is an item of substance about it that is neither its arrival nor a mere move. Months are whole ones
-- between the first sight of the clause and the last verification of a text that has it. The label follows from the two by
-- the thresholds that the methodology page states.
--
-- `line` is a picture of 640 by 64 units for SVG: the document's life from left to right, bars where the clause stood in it,
-- marks at each change of the document, `touched` where the clause changed too. NULL while there is only one day to draw.
-- (Planning these anew for every page would cost more than running them.)
CREATE FUNCTION clause_line(of_clause bigint, of_document bigint, until timestamptz) RETURNS jsonb LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
DECLARE start timestamptz; span numeric;
BEGIN
  SELECT min(since) INTO start FROM stay WHERE document_id = of_document;
  span := extract(epoch FROM until - start);
  IF span IS NULL OR span < 86400 THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('since', utc_day(start), 'until', utc_day(until),
    'bars', (SELECT coalesce(jsonb_agg(jsonb_build_object('x', x, 'width', greatest(w - x, 2)) ORDER BY x), '[]')
               FROM (SELECT min(a) AS x, max(b) AS w
                       FROM (SELECT a, b, stands, sum(CASE WHEN stands THEN 0 ELSE 1 END) OVER (ORDER BY a, b) AS island
                               FROM (SELECT round(640 * extract(epoch FROM s.since - start) / span)::int AS a,
                                            round(640 * extract(epoch FROM coalesce(lead(s.since) OVER (ORDER BY s.since), until) - start) / span)::int AS b,
                                            EXISTS (SELECT FROM clause_place p WHERE p.version_id = s.version_id AND p.clause_id = of_clause) AS stands
                                       FROM stay s WHERE s.document_id = of_document) stays) islands
                      WHERE stands GROUP BY island) bars),
    'marks', (SELECT coalesce(jsonb_agg(jsonb_build_object('x', x, 'touched', touched) ORDER BY touched, x), '[]')
                FROM (SELECT round(640 * extract(epoch FROM c.observed_at - start) / span)::int AS x,
                             bool_or(EXISTS (SELECT FROM clause_change i WHERE i.change_id = c.id AND i.clause_id = of_clause AND NOT i.cosmetic
                                                AND i.kind NOT IN ('added', 'moved'))) AS touched
                        FROM change c WHERE c.document_id = of_document AND c.kind <> 'cosmetic' AND c.observed_at <= until GROUP BY 1) marks));
END $$;

CREATE FUNCTION clause_stability(of_clause bigint) RETURNS jsonb LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
DECLARE s clause_span; m int; n int; untouched int; rows jsonb;
BEGIN
  SELECT * INTO s FROM clause_span WHERE clause_id = of_clause;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT (date_part('year', g) * 12 + date_part('month', g))::int INTO m FROM age(s.last_seen, s.first_seen) g;
  SELECT count(*), coalesce(jsonb_agg(jsonb_build_object('id', record_id, 'url', change_url(record_id), 'headline', headline, 'severity', severity, 'observed_at', iso(observed_at)) ORDER BY observed_at DESC), '[]')
    INTO n, rows
    FROM (SELECT DISTINCT ON (c.id) c.* FROM clause_change i JOIN change c ON c.id = i.change_id
           WHERE i.clause_id = of_clause AND NOT i.cosmetic AND i.kind NOT IN ('added', 'moved') ORDER BY c.id) c;
  SELECT count(*) INTO untouched FROM change c WHERE c.document_id = s.document_id AND c.kind <> 'cosmetic' AND c.observed_at > s.first_seen
     AND NOT EXISTS (SELECT FROM clause_change i WHERE i.change_id = c.id AND i.clause_id = of_clause AND NOT i.cosmetic);
  RETURN jsonb_build_object('first_seen', iso(s.first_seen), 'last_seen', iso(s.last_seen), 'standing', s.current, 'changes', n, 'months', m,
    'label', CASE WHEN n >= 3 THEN 'volatile' WHEN n > 0 THEN 'changed' WHEN m < 1 THEN 'new' ELSE 'stable' END,
    'untouched', nullif(untouched, 0), 'rows', rows, 'line', clause_line(of_clause, s.document_id, s.last_seen));
END $$;

-- ---- adoption: k of N ---------------------------------------------------------------------------------------------------------
-- N: platforms with a readable document (one that has a current version) of a kind in which the type can stand; k: those of
-- them where a clause of the type stands now, by a published provision or a proposal that somebody accepted. A row a
-- type and platform of N, so that k, N and the list behind them are one thing; `clauses` is how many stand there. Real
-- and invented platforms are counted apart by the readers. It replaces the tally of provisions of 0008.
DROP TRIGGER platform_tally ON platform;
DROP FUNCTION platform_tally, adoption_recount;
DROP TABLE adoption;
DELETE FROM clause_type_platform;
ALTER TABLE clause_type_platform RENAME COLUMN provisions TO clauses;

-- Counts anew for a type, a platform, or all (NULL). Writers about one platform meet at a lock of their own, so that no
-- row is hot and no two of them can wait for each other; who counts everything waits for all of them.
CREATE FUNCTION clause_type_recount(of_type bigint, whose bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF whose IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('clause_type_recount'));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtext('clause_type_recount'));
    PERFORM pg_advisory_xact_lock(hashtext('clause_type_recount'), whose::int);
  END IF;
  WITH readable AS MATERIALIZED (
    SELECT d.id, d.platform_id, d.kind, s.version_id FROM document d JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL
     WHERE d.active AND (whose IS NULL OR d.platform_id = whose)),
  could AS (
    SELECT DISTINCT t.id AS type, k.platform_id FROM (SELECT DISTINCT platform_id, kind FROM readable) k
      JOIN clause_type t ON (t.kinds = '{}' OR k.kind = ANY (t.kinds)) AND (of_type IS NULL OR t.id = of_type)),
  held AS (
    SELECT f.type, d.platform_id, count(DISTINCT f.clause_id) AS n
      FROM (SELECT clause_type_id AS type, clause_id, document_id FROM provision WHERE state = 'published' AND document_id IN (SELECT id FROM readable)
            UNION ALL
            SELECT p.clause_type_id, p.clause_id, p.document_id FROM proposal p WHERE p.state = 'accepted' AND p.document_id IN (SELECT id FROM readable)
               AND NOT EXISTS (SELECT FROM provision r WHERE r.clause_id = p.clause_id AND r.clause_type_id = p.clause_type_id AND r.state = 'withdrawn')) f
      JOIN readable d ON d.id = f.document_id
     WHERE (of_type IS NULL OR f.type = of_type) -- OFFSET 0: by index, clause by clause, and not over the whole view
       AND EXISTS (SELECT FROM clause_place c WHERE c.version_id = d.version_id AND c.clause_id = f.clause_id OFFSET 0)
     GROUP BY f.type, d.platform_id),
  want AS MATERIALIZED (SELECT type, platform_id, coalesce(n, 0) AS n FROM could FULL JOIN held USING (type, platform_id)),
  gone AS (
    DELETE FROM clause_type_platform c WHERE (of_type IS NULL OR c.clause_type_id = of_type) AND (whose IS NULL OR c.platform_id = whose)
       AND NOT EXISTS (SELECT FROM want w WHERE w.type = c.clause_type_id AND w.platform_id = c.platform_id))
  INSERT INTO clause_type_platform AS c SELECT type, platform_id, n FROM want ORDER BY platform_id, type
    ON CONFLICT (clause_type_id, platform_id) DO UPDATE SET clauses = excluded.clauses WHERE c.clauses <> excluded.clauses;
END $$;

CREATE OR REPLACE FUNCTION provision_tally_add(clause_type bigint, document_of bigint, step int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE whose bigint;
BEGIN
  SELECT platform_id INTO whose FROM document WHERE id = document_of;
  PERFORM clause_type_recount(clause_type, whose);
  INSERT INTO platform_reviewed AS t VALUES (whose, greatest(step, 0))
    ON CONFLICT (platform_id) DO UPDATE SET provisions = t.provisions + step;
END $$;
CREATE FUNCTION proposal_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p proposal := coalesce(NEW, OLD);
BEGIN
  PERFORM clause_type_recount(p.clause_type_id, d.platform_id) FROM document d WHERE d.id = p.document_id;
  RETURN NULL;
END $$;
CREATE TRIGGER proposal_tally_new AFTER INSERT ON proposal FOR EACH ROW WHEN (NEW.state = 'accepted') EXECUTE FUNCTION proposal_tally();
CREATE TRIGGER proposal_tally AFTER UPDATE OF state ON proposal FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND 'accepted' IN (OLD.state, NEW.state)) EXECUTE FUNCTION proposal_tally();
CREATE TRIGGER proposal_tally_gone AFTER DELETE ON proposal FOR EACH ROW WHEN (OLD.state = 'accepted') EXECUTE FUNCTION proposal_tally();

-- What a new current version, another kind, or a corrected identity does to the counts of its platform. Deferred, for the
-- clauses of a version may be written after its stay.
CREATE FUNCTION document_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'document' THEN
    PERFORM clause_type_recount(NULL, NEW.platform_id);
  ELSIF TG_TABLE_NAME = 'clause_link' THEN
    PERFORM clause_type_recount(NULL, d.platform_id) FROM document d WHERE d.id = NEW.document_id;
  ELSIF NOT EXISTS (SELECT FROM stay s WHERE s.document_id = NEW.document_id AND s.since < NEW.since) THEN
    PERFORM clause_type_recount(NULL, d.platform_id) FROM document d WHERE d.id = NEW.document_id;
  ELSE -- of a document that was readable before, only what is known of its own clauses can count otherwise
    PERFORM clause_type_recount(k.clause_type_id, d.platform_id)
       FROM document d, (SELECT clause_type_id FROM provision WHERE document_id = NEW.document_id AND state = 'published'
                         UNION SELECT clause_type_id FROM proposal WHERE document_id = NEW.document_id AND state = 'accepted' ORDER BY 1) k
      WHERE d.id = NEW.document_id;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER document_tally AFTER INSERT ON stay DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.verified_until IS NULL) EXECUTE FUNCTION document_tally();
CREATE CONSTRAINT TRIGGER document_tally AFTER INSERT ON clause_link DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION document_tally();
CREATE TRIGGER document_tally AFTER UPDATE OF active, kind ON document FOR EACH ROW
  WHEN (OLD.active <> NEW.active OR OLD.kind <> NEW.kind) EXECUTE FUNCTION document_tally();
CREATE FUNCTION taxonomy_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM clause_type_recount(NULL, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER taxonomy_tally AFTER INSERT OR UPDATE ON clause_type FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_tally();
SELECT clause_type_recount(NULL, NULL);
REVOKE EXECUTE ON FUNCTION clause_type_recount FROM PUBLIC;

-- k, N and the terms of the count, for platforms that exist or for invented ones. `day` is the day of asking: the count is live.
CREATE FUNCTION adoption_of(of_type bigint, of_invented boolean, day date) RETURNS jsonb LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT jsonb_build_object('platforms', count(*) FILTER (WHERE c.clauses > 0), 'of', count(*),
                   'unique', count(*) FILTER (WHERE c.clauses > 0) = 1, 'day', day, 'invented', of_invented,
                   'taxonomy', (SELECT taxonomy_version FROM clause_type WHERE id = of_type))
            FROM clause_type_platform c JOIN platform p ON p.id = c.platform_id AND p.active AND p.invented = of_invented
           WHERE c.clause_type_id = of_type);
END $$;

-- ---- hashes on demand -----------------------------------------------------------------------------------------------------------
-- Somebody wants a version's hashes re-computed now. The web only writes the wish; a worker does it and takes it away.
CREATE TABLE hash_request (
  version_id     bigint PRIMARY KEY REFERENCES version,
  asked_at       timestamptz NOT NULL
);
GRANT SELECT, INSERT ON hash_request TO atlas_web;
GRANT SELECT, DELETE ON hash_request TO atlas_worker;

-- ---- structured data ------------------------------------------------------------------------------------------------------------
-- What search engines read: the page's own thing, and its breadcrumb where it has one.
CREATE FUNCTION linked_data(thing jsonb, crumbs jsonb, base text, self text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('@context', 'https://schema.org', '@graph', jsonb_build_array(jsonb_strip_nulls(thing || jsonb_build_object('url', base || self)),
    jsonb_build_object('@type', 'BreadcrumbList', 'itemListElement',
      (SELECT coalesce(jsonb_agg(jsonb_build_object('@type', 'ListItem', 'position', n, 'name', c->>'name', 'item', base || coalesce(c->>'url', self)) ORDER BY n), '[]')
         FROM jsonb_array_elements(crumbs) WITH ORDINALITY AS x(c, n)))));

GRANT SELECT ON clause_place, clause_change TO atlas_web, atlas_worker;

-- ---- words ----------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION platform_kind_title(kind text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(initcap(replace(kind, '-', ' ')), '\mAi\M', 'AI');

-- ---- addresses --------------------------------------------------------------------------------------------------------------------
-- The comparison of a clause type, begun with these platforms (slugs with commas between) or with none.
CREATE FUNCTION compare_url(clause_type text, platforms text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/compare/' || clause_type || '/' || coalesce('?platforms=' || nullif(platforms, ''), '');

-- ---- evidence of a version, as its pages, its document's and its provisions' show it --------------------------------------------------
CREATE OR REPLACE FUNCTION version_evidence(wanted bigint) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id), 'number', v.number, 'sha256', hex(v.sha256), 'text_url', version_text_url(v.record_id),
      'bytes', v.text_bytes, 'canonicaliser', v.canonicaliser,
      'captured_at', CASE WHEN v.origin = 'captured' THEN iso(v.captured_at) END, 'imported_at', CASE WHEN v.origin = 'imported' THEN iso(v.captured_at) END,
      'source_url', c.url, 'final_url', nullif(c.final_url, c.url), 'archive_url', archive_url(c.url, v.captured_at), 'body_sha256', hex(c.sha256), 'body_bytes', c.body_bytes,
      'http_status', c.http_status, 'headers', nullif(btrim(regexp_replace(c.headers, '[ \t\r]+$', '', 'gn'), E'\n'), ''), 'peer', c.peer_address,
      'capture_url', CASE WHEN c.id IS NOT NULL AND c.redacted_at IS NULL THEN version_url(v.record_id) || 'capture' END,
      'snapshot', c.id IS NOT NULL AND c.redacted_at IS NULL, 'redacted', c.redacted_reason, 'check_url', version_url(v.record_id) || 'check',
      'asked_at', (SELECT iso(asked_at) FROM hash_request WHERE version_id = v.id))
    FROM version v LEFT JOIN capture c ON c.id = v.capture_id WHERE v.id = wanted
$$;

-- ---- feeds ----------------------------------------------------------------------------------------------------------------------------
-- XML cannot hold control characters, whatever a publisher wrote.
CREATE FUNCTION xml_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(body, U&'[\0001-\0008\000B\000C\000E-\001F\FFFE\FFFF]', '', 'g');
CREATE OR REPLACE FUNCTION feed_entry(card jsonb, base text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('id', card->'id', 'url', base || (card->>'url'), 'tag', 'tag:' || host_of(base) || ',2026:' || (card->>'id'),
    'headline', xml_text(card->>'headline'), 'observed_at', card->'observed_at', 'severity', card->'severity',
    'summary', xml_text((card->>'platform_name') || ', ' || (card->>'document_title')) || ': ' || (card->>'severity') || ' severity, observed ' || (card->>'observed_at'));
-- A feed: the latest fifty of the cards given, newest first.
CREATE FUNCTION feed(title text, key text, path text, list text, cards jsonb, fallback timestamptz, base text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object('title', xml_text(title), 'feed_id', 'tag:' || host_of(base) || ',2026:' || key, 'self_url', base || path, 'list_url', base || list,
    'updated', coalesce((SELECT max(c->>'observed_at') FROM jsonb_array_elements(cards) c), iso(fallback)),
    'entries', (SELECT coalesce(jsonb_agg(feed_entry(c, base) ORDER BY n), '[]') FROM jsonb_array_elements(cards) WITH ORDINALITY AS x(c, n)));
CREATE INDEX change_of_document ON change (document_id, observed_at DESC);

-- ---- site maps --------------------------------------------------------------------------------------------------------------------------
-- Parts of at most ten thousand addresses, by blocks of ids, so that no part moves when records are added and none grows past
-- what a reader of site maps takes (50,000) or a web process should hold.
CREATE FUNCTION sitemap_parts() RETURNS TABLE (part text, changed date) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 'pages', NULL::date
  UNION ALL SELECT 'platforms-' || id / 10000, NULL FROM platform WHERE active GROUP BY id / 10000
  UNION ALL SELECT 'documents-' || document_id / 10000, utc_day(max(since)) FROM stay WHERE verified_until IS NULL GROUP BY document_id / 10000
  UNION ALL SELECT 'provisions-' || id / 10000, utc_day(max(published_at)) FROM provision WHERE state = 'published' GROUP BY id / 10000
  UNION ALL SELECT 'changes-' || id / 10000, utc_day(max(observed_at)) FROM change WHERE kind <> 'cosmetic' GROUP BY id / 10000
  UNION ALL SELECT 'versions-' || id / 10000, utc_day(max(captured_at)) FROM version GROUP BY id / 10000
$$;
