-- What pages share: addresses of records, one form for instants and hashes, texts made readable, and views that turn a row
-- into the card that lists show. Pages are single statements (sql/pages/); these keep them short. Also here: the two
-- tallies and the match table that keep a provision's page from counting or comparing thousands of rows.

-- Pages are short: compiling one costs a thousand times what it saves.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$;

-- ---- addresses -----------------------------------------------------------------------------------------------------------
CREATE FUNCTION platform_url(platform text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/platform/' || platform || '/';
CREATE FUNCTION document_url(platform text, document text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/platform/' || platform || '/' || document || '/';
CREATE FUNCTION provision_url(platform text, document text, provision text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/platform/' || platform || '/' || document || '/' || provision || '/';
CREATE FUNCTION diff_url(platform text, document text, a int, b int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/platform/' || platform || '/' || document || '/diff/' || a || '..' || b || '/';
CREATE FUNCTION version_url(record text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/version/' || record || '/';
CREATE FUNCTION version_text_url(record text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/version/' || record || '/text';
CREATE FUNCTION change_url(record text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/change/' || record || '/';
CREATE FUNCTION clause_type_url(clause_type text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '/clause-type/' || clause_type || '/';
CREATE FUNCTION regulation_url(regulation text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/regulation/' || regulation || '/';
CREATE FUNCTION agency_url(agency text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/agency/' || agency || '/';
CREATE FUNCTION id_url(record text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN '/id/' || record;
-- A clause's place in a shown text.
CREATE FUNCTION clause_anchor(clause bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 'c' || clause;
-- The archived copy of a page nearest to an instant: a link for readers, never fetched by us.
CREATE FUNCTION archive_url(address text, at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN 'https://web.archive.org/web/' || to_char(at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS') || '/' || address;

-- ---- values --------------------------------------------------------------------------------------------------------------
CREATE FUNCTION iso(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
CREATE FUNCTION utc_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (at AT TIME ZONE 'UTC')::date;
CREATE FUNCTION hex(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN encode(bytes, 'hex');
-- "1 change", "2 changes": templates have no plurals.
CREATE FUNCTION counted(n bigint, one text, many text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN n || ' ' || CASE n WHEN 1 THEN one ELSE many END;
-- What the browser's tab shows where a record's own title is too long for it; NULL where it is not.
CREATE FUNCTION tab_title(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN length(title) > 54 THEN regexp_replace(left(title, 52), '\s+\S*$', '') || ' …' END;
CREATE FUNCTION crumb(name text, url text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('name', name, 'url', url);
-- A day or a number typed into an address; NULL where it is none, so that a bad filter filters nothing and says so.
CREATE FUNCTION day_or_null(typed text) RETURNS date LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF typed !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RETURN NULL; END IF;
  RETURN make_date(left(typed, 4)::int, substr(typed, 6, 2)::int, right(typed, 2)::int);
EXCEPTION WHEN datetime_field_overflow THEN
  RETURN NULL;
END $$;
CREATE FUNCTION page_or_one(typed text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN typed ~ '^[1-9][0-9]{0,4}$' THEN typed::int ELSE 1 END;
-- A value for a query string, percent-encoded byte by byte (templates do not).
CREATE FUNCTION url_value(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
           ELSE (SELECT string_agg('%' || upper(lpad(to_hex(get_byte(b, i)), 2, '0')), '' ORDER BY i)
                   FROM convert_to(c, 'UTF8') b, generate_series(0, octet_length(b) - 1) i) END, '' ORDER BY n), '')
    FROM regexp_split_to_table(typed, '') WITH ORDINALITY AS s(c, n)
   WHERE typed <> ''
$$;
-- "?a=1&b=2" from names and values; NULL and empty values are left out; '' where nothing is left.
CREATE FUNCTION query_string(VARIADIC pairs text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce('?' || string_agg(pairs[i] || '=' || url_value(pairs[i + 1]), '&' ORDER BY i), '')
    FROM generate_series(1, cardinality(pairs), 2) i WHERE pairs[i + 1] <> ''
$$;

-- Functions that the planner cannot fold into a query are in PL/pgSQL, which keeps its plans: one in SQL is planned anew
-- for every page.

-- ---- texts ---------------------------------------------------------------------------------------------------------------
-- Canonical texts are Markdown-like. For reading: marks of emphasis and code, link targets and escapes taken away.
CREATE FUNCTION plain_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN body ~ '[][*_`\\!]' THEN
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(body,
      '!?\[([^]\[]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)', '\1', 'g'),
      '\*\*|__|`|(?<![\w\\])[*_](?=\S)|(?<=[^\s\\])[*_](?!\w)', '', 'g'),
      '\\([][\\`*_{}()#+.!>~|-])', '\1', 'g'), '^\s+|\s+$', '', 'g')
    ELSE regexp_replace(body, '^\s+|\s+$', '', 'g') END;

-- A clause's words without the headings that stand in front of them; the whole where there is nothing but headings.
CREATE FUNCTION clause_operative(body text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE rest text := btrim(regexp_replace(body, '^\n*(?:(?:#{1,6} [^\n]*|[^\n]+\n(?:=+|-+) *)(?:\n+|$))+', ''), E'\n ');
BEGIN
  RETURN CASE WHEN rest = '' THEN btrim(body, E'\n ') ELSE rest END;
END $$;

-- The blocks of a text for display: [{kind: heading|item|row|para, level, text}].
CREATE FUNCTION text_blocks(body text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  IF body !~ '^\s*(#|\||[*+-] |[0-9]+\. )|[^\n]\n+[^\n]' THEN -- one paragraph, as most clauses are
    RETURN jsonb_build_array(jsonb_build_object('kind', 'para', 'text', plain_text(body)));
  END IF;
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'text', plain_text(
           CASE kind WHEN 'heading' THEN regexp_replace(block, '^#{1,6} |\n(=+|-+) *$', '', 'g')
                     WHEN 'row' THEN regexp_replace(btrim(block, ' |'), '\s*\|\s*', '  |  ', 'g')
                     WHEN 'item' THEN regexp_replace(regexp_replace(block, '^(\s*)[*+-] +', '\1• '), '\n\s*', ' ', 'g')
                     ELSE regexp_replace(block, ' *\n', E'\n', 'g') END)) ORDER BY n), '[]')
    FROM (SELECT n, block, CASE WHEN block ~ '^#{1,6} ' OR block ~ '^[^\n]+\n(=+|-+) *$' THEN 'heading'
                                WHEN block ~ '^\s*([*+-]|[0-9]+\.) +' THEN 'item'
                                WHEN block ~ '^\s*\|' THEN 'row' ELSE 'para' END AS kind
            FROM regexp_split_to_table(btrim(body, E'\n'), '\n\s*\n|\n(?=\s*[*+-] )|\n(?=\s*[0-9]+\.  ?)|\n(?=\s*\|)')
                 WITH ORDINALITY AS s(block, n)
           WHERE btrim(block, E' \n') <> '' AND block !~ '^\s*\|[\s|:-]+\|?\s*$') blocks);
END $$;

-- Kept with each text: making the blocks of a document anew cost its page ten times all the rest. (The function's own
-- search_path is for restores, which run with none.)
ALTER TABLE clause_text ADD COLUMN blocks jsonb GENERATED ALWAYS AS (text_blocks(body)) STORED;

-- At most n characters, cut at a space, with an ellipsis where something is missing.
CREATE FUNCTION shortened(body text, n int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN length(body) <= n THEN body ELSE regexp_replace(left(body, n), '\s+\S*$', '') || ' …' END;

-- ---- citations -------------------------------------------------------------------------------------------------------------
CREATE FUNCTION bibtex_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN replace(replace(replace(regexp_replace(translate(body, '{}', '()'), '([&%$#_])', '\\\1', 'g'),
    '~', '\textasciitilde{}'), '^', '\textasciicircum{}'), E'\n', ' ');
CREATE FUNCTION date_parts(day date) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('date-parts', jsonb_build_array(jsonb_build_array(date_part('year', day)::int, date_part('month', day)::int, date_part('day', day)::int)));
-- The citation of a provision, pinned to one version: {plain, bibtex, csl}. Capture time, address and full hashes go
-- into the note as well, because converters between the forms drop the fields that hold them. `captured` is NULL for an
-- imported text, and the citation then says that its capture is missing.
CREATE FUNCTION citation(record text, title text, platform text, document text, version text, number int, clause text,
                         captured timestamptz, version_sha bytea, clause_sha bytea, source text, base text, accessed date)
RETURNS jsonb LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  permanent text := base || id_url(record);
  seen text := coalesce('captured ' || iso(captured), 'imported text, capture missing');
  hashes text := 'SHA-256 of the version''s text: ' || hex(version_sha) || '; of the clause: ' || hex(clause_sha);
  note text := 'Version ' || version || ', ' || seen || coalesce(', from ' || source, '') || '. ' || hashes;
BEGIN
  RETURN jsonb_build_object(
    'plain', platform || ', ' || document || ', clause "' || clause || '", version ' || number || ' (' || version || '), ' || seen || '. '
      || coalesce(source || '. ', '') || 'Clause Atlas ' || record || ', ' || permanent || '. ' || hashes || '. Accessed ' || accessed || '.',
    'bibtex', '@misc{' || record || E',\n  title = {' || bibtex_text(title) || E'},\n  author = {{' || bibtex_text(platform)
      || E'}},\n  howpublished = {' || bibtex_text(document || ', version ' || number) || E'},\n'
      || coalesce('  date = {' || utc_day(captured) || E'},\n', '')
      || '  url = {' || permanent || E'},\n  urldate = {' || accessed || E'},\n  note = {' || bibtex_text(note) || E'}\n}',
    'csl', jsonb_pretty(jsonb_strip_nulls(jsonb_build_object('id', record, 'type', 'document', 'title', title,
      'author', jsonb_build_array(jsonb_build_object('literal', platform)), 'container-title', document, 'version', number::text,
      'publisher', platform, 'archive', 'Clause Atlas', 'archive_location', version, 'URL', permanent,
      'issued', CASE WHEN captured IS NOT NULL THEN date_parts(utc_day(captured)) END, 'accessed', date_parts(accessed), 'note', note))));
END $$;

-- ---- freshness -------------------------------------------------------------------------------------------------------------
-- How far a document's sources can be trusted now, of the state rows alone. `state`: waiting (never asked), unread (asked,
-- never read), stale (has a version, but the last checks failed), paused (gives the parser trouble), current. `changed_at` is
-- the last change observed: NULL while there is only the first version.
CREATE VIEW document_freshness AS
SELECT d.id AS document_id,
       s.checked_at, s.verified_at, s.failures, s.reason, s.sources,
       CASE WHEN EXISTS (SELECT FROM stay o WHERE o.document_id = d.id AND o.verified_until IS NOT NULL) THEN v.since END AS changed_at,
       CASE WHEN s.quarantined THEN 'paused'
            WHEN v.version_id IS NULL AND s.checked_at IS NULL THEN 'waiting'
            WHEN v.version_id IS NULL THEN 'unread'
            WHEN s.failures > 0 THEN 'stale' ELSE 'current' END AS state,
       v.version_id AS current_version_id, v.since AS current_since
  FROM document d
  LEFT JOIN stay v ON v.document_id = d.id AND v.verified_until IS NULL
  LEFT JOIN LATERAL (
    SELECT max(ss.last_checked_at) AS checked_at, min(ss.last_verified_at) AS verified_at,
           max(ss.failures) AS failures, coalesce(bool_or(ss.quarantined), false) AS quarantined, count(*) AS sources,
           (array_agg(ss.last_reason ORDER BY ss.failures DESC NULLS LAST) FILTER (WHERE ss.failures > 0 OR ss.quarantined))[1] AS reason
      FROM source so LEFT JOIN source_state ss ON ss.source_id = so.id
     WHERE so.document_id = d.id AND so.active AND so.role = 'policy') s ON true;

-- The version a document had at the end of a day (UTC), NULL before the first.
CREATE FUNCTION version_as_of(document bigint, day date) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT version_id FROM stay WHERE document_id = document AND since < (day + 1)::timestamp AT TIME ZONE 'UTC'
   ORDER BY since DESC LIMIT 1
$$;

-- Where a renamed platform or document is now; no row where nothing was renamed. Old addresses answer 301.
CREATE FUNCTION document_moved(was_platform text, was_document text) RETURNS TABLE (platform text, document text) LANGUAGE sql STABLE AS $$
  SELECT p.slug, d.slug FROM document d JOIN platform p ON p.id = d.platform_id
   WHERE p.id IN (SELECT id FROM platform WHERE slug = was_platform UNION ALL SELECT platform_id FROM platform_alias WHERE slug = was_platform)
     AND d.id IN (SELECT id FROM document WHERE platform_id = p.id AND slug = was_document
                  UNION ALL SELECT document_id FROM document_alias WHERE platform_id = p.id AND slug = was_document)
     AND (p.slug, d.slug) <> (was_platform, was_document)
$$;
CREATE FUNCTION redirect_to(url text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('redirect', url, 'redirect_status', 301);
-- Links to the neighbours of page n of a list; NULL where the list has one page. `more`: rows lie beyond this page.
CREATE FUNCTION pager(path text, query text, n int, more boolean) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN n > 1 OR more THEN jsonb_build_object('page', n,
    'prev_url', CASE WHEN n > 1 THEN path || CASE WHEN n = 2 THEN query ELSE CASE query WHEN '' THEN '?' ELSE query || '&' END || 'page=' || n - 1 END END,
    'next_url', CASE WHEN more THEN path || CASE query WHEN '' THEN '?' ELSE query || '&' END || 'page=' || n + 1 END) END;

-- ---- cards: a record as lists show it ---------------------------------------------------------------------------------------
CREATE VIEW change_card AS
SELECT c.id, c.document_id, d.platform_id, p.slug AS platform, d.kind AS document_kind, c.kind, c.severity, c.observed_at, p.invented,
       jsonb_build_object('id', c.record_id, 'url', change_url(c.record_id), 'headline', c.headline, 'severity', c.severity,
         'kind', c.kind, 'observed_at', iso(c.observed_at), 'platform_name', p.name, 'platform_url', platform_url(p.slug),
         'document_title', d.title, 'document_url', document_url(p.slug, d.slug),
         'calls', coalesce((SELECT jsonb_agg(jsonb_build_object('was', nullif(k->>'before', ''), 'now', nullif(k->>'after', '')))
                              FROM jsonb_path_query(c.summary, '$.calls[0 to 2]') k), '[]')) AS card
  FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id
 WHERE p.active AND d.active;

-- Entries of a feed. Ids are tag URIs of the service's host and first year: they stay when titles and addresses move.
CREATE FUNCTION host_of(base text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN substring(base from '^https?://([^/:]+)');
CREATE FUNCTION feed_entry(card jsonb, base text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object('id', card->'id', 'url', base || (card->>'url'), 'tag', 'tag:' || host_of(base) || ',2026:' || (card->>'id'),
    'headline', card->'headline', 'observed_at', card->'observed_at', 'severity', card->'severity',
    'summary', (card->>'platform_name') || ', ' || (card->>'document_title') || ': ' || (card->>'severity') || ' severity, observed ' || (card->>'observed_at'));

CREATE VIEW provision_card AS
SELECT r.id, r.document_id, r.clause_id, r.clause_type_id, d.platform_id, r.severity, r.published_at, p.invented,
       CASE r.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END AS weight, r.title,
       jsonb_build_object('id', r.record_id, 'url', provision_url(p.slug, d.slug, r.slug), 'title', r.title, 'severity', r.severity,
         'type_title', t.title, 'type_url', clause_type_url(t.slug), 'platform_name', p.name, 'platform_url', platform_url(p.slug),
         'document_title', d.title, 'document_url', document_url(p.slug, d.slug),
         'what', (SELECT what FROM analysis a WHERE a.provision_id = r.id ORDER BY revision DESC LIMIT 1)) AS card
  FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id JOIN clause_type t ON t.id = r.clause_type_id
 WHERE r.state = 'published' AND p.active AND d.active;

CREATE VIEW document_card AS
SELECT d.id, d.platform_id, d.active AND p.active AS active, k.rank, d.title,
       jsonb_build_object('id', d.record_id, 'url', document_url(p.slug, d.slug), 'title', d.title, 'kind_title', k.title,
         'state', f.state, 'reason', f.reason, 'checked_at', iso(f.checked_at), 'verified_at', iso(f.verified_at),
         'current_since', iso(f.current_since), 'version', v.number) AS card
  FROM document d JOIN platform p ON p.id = d.platform_id JOIN document_kind k ON k.slug = d.kind
  JOIN document_freshness f ON f.document_id = d.id LEFT JOIN version v ON v.id = f.current_version_id;

-- ---- one version, for ever at its address: read by the pages of a version and of a day ------------------------------------------
CREATE FUNCTION version_evidence(wanted bigint) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('id', v.record_id, 'url', version_url(v.record_id), 'number', v.number, 'sha256', hex(v.sha256), 'text_url', version_text_url(v.record_id),
      'bytes', v.text_bytes, 'canonicaliser', v.canonicaliser,
      'captured_at', CASE WHEN v.origin = 'captured' THEN iso(v.captured_at) END, 'imported_at', CASE WHEN v.origin = 'imported' THEN iso(v.captured_at) END,
      'source_url', c.url, 'archive_url', archive_url(c.url, v.captured_at), 'body_sha256', hex(c.sha256),
      'snapshot', c.id IS NOT NULL AND c.redacted_at IS NULL, 'redacted', c.redacted_reason)
    FROM version v LEFT JOIN capture c ON c.id = v.capture_id WHERE v.id = wanted
$$;
CREATE FUNCTION hash_check_of(wanted bigint) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('checked_at', iso(checked_at), 'text_ok', text_ok, 'capture_ok', capture_ok, 'capture_bad', NOT capture_ok)
    FROM hash_check WHERE version_id = wanted
$$;
CREATE FUNCTION version_page(wanted bigint, today date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', v.record_id, 'url', version_url(v.record_id), 'title', p.name || ' ' || d.title || ', version ' || v.number,
    'tab', tab_title(p.name || ' ' || d.title || ', version ' || v.number), 'invented', p.invented,
    'description', 'One version of ' || d.title || ' of ' || p.name || ', kept at this address.',
    'crumbs', jsonb_build_array(crumb(p.name, platform_url(p.slug)), crumb(d.title, document_url(p.slug, d.slug)),
                crumb('History', document_url(p.slug, d.slug) || 'history/'), crumb('Version ' || v.number, NULL)),
    'document', jsonb_build_object('id', d.record_id, 'url', document_url(p.slug, d.slug), 'title', d.title),
    'published_title', v.title, 'language', v.language, 'words', v.words,
    'current', f.current_version_id = v.id,
    'stays', (SELECT coalesce(jsonb_agg(jsonb_build_object('since', iso(s.since), 'until', iso(coalesce(s.verified_until, f.verified_at))) ORDER BY s.since), '[]')
                FROM stay s WHERE s.version_id = v.id),
    'version', version_evidence(v.id), 'hash_check', hash_check_of(v.id),
    'dates', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'day', s.day, 'basis', s.basis, 'ahead', s.kind = 'effective' AND s.day > today) ORDER BY s.kind, s.day), '[]')
                FROM stated_date s WHERE s.version_id = v.id),
    'older_url', (SELECT version_url(o.record_id) FROM version o WHERE o.document_id = d.id AND o.number = v.number - 1),
    'newer_url', (SELECT version_url(o.record_id) FROM version o WHERE o.document_id = d.id AND o.number = v.number + 1),
    'redline_url', CASE WHEN v.number > 1 THEN diff_url(p.slug, d.slug, v.number - 1, v.number) END,
    'clauses', (SELECT coalesce(jsonb_agg(jsonb_build_object('anchor', clause_anchor(c.clause_id), 'label', c.label, 'blocks', x.blocks) ORDER BY c.ordinal), '[]')
                  FROM version_clause c JOIN clause_text x ON x.sha256 = c.sha256 WHERE c.version_id = v.id))
    FROM version v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id JOIN document_freshness f ON f.document_id = d.id
   WHERE v.id = wanted
$$;

-- ---- tallies: adoption without counting --------------------------------------------------------------------------------------
-- The list behind "k of N platforms": a row per clause type and platform with a published provision of it, a row per
-- platform with any. The numbers themselves stand in `adoption` (k) and, under no clause type, N; real and invented
-- platforms apart. All follow from the published provisions, and the triggers below keep them.
CREATE TABLE clause_type_platform (
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  platform_id    bigint NOT NULL REFERENCES platform,
  provisions     int NOT NULL CHECK (provisions >= 0),
  PRIMARY KEY (clause_type_id, platform_id)
);
CREATE TABLE platform_reviewed (
  platform_id    bigint PRIMARY KEY REFERENCES platform,
  provisions     int NOT NULL CHECK (provisions >= 0)
);
CREATE TABLE adoption (
  clause_type_id bigint REFERENCES clause_type,      -- NULL: platforms with any published provision
  invented       boolean NOT NULL,
  platforms      int NOT NULL CHECK (platforms >= 0),
  UNIQUE NULLS NOT DISTINCT (clause_type_id, invented)
);
CREATE INDEX provision_document ON provision (document_id) WHERE state = 'published';
CREATE INDEX provision_newest ON provision (published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX hash_check_newest ON hash_check (checked_at);
CREATE INDEX correction_record ON correction (record_id);
CREATE INDEX document_title_search ON document USING gin (to_tsvector('english', title));
CREATE INDEX provision_search ON provision USING gin (to_tsvector('english', title)) WHERE state = 'published';
CREATE INDEX analysis_search ON analysis USING gin (to_tsvector('english', what));
CREATE INDEX change_search ON change USING gin (to_tsvector('english', headline));

-- Concurrent publishers meet at the row of their type; the second counts what the first left.
CREATE FUNCTION adoption_recount(clause_type bigint, any_invented boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO adoption VALUES (clause_type, any_invented, 0) ON CONFLICT (clause_type_id, invented) DO UPDATE SET platforms = adoption.platforms;
  IF clause_type IS NULL THEN
    UPDATE adoption SET platforms = (SELECT count(*) FROM platform_reviewed n JOIN platform p ON p.id = n.platform_id
                                      WHERE n.provisions > 0 AND p.active AND p.invented = any_invented)
     WHERE clause_type_id IS NULL AND invented = any_invented;
  ELSE
    UPDATE adoption SET platforms = (SELECT count(*) FROM clause_type_platform n JOIN platform p ON p.id = n.platform_id
                                      WHERE n.clause_type_id = clause_type AND n.provisions > 0 AND p.active AND p.invented = any_invented)
     WHERE clause_type_id = clause_type AND invented = any_invented;
  END IF;
END $$;
CREATE FUNCTION provision_tally_add(clause_type bigint, document_of bigint, step int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE whose platform; of_type int; of_any int;
BEGIN
  SELECT p.* INTO whose FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.id = document_of;
  INSERT INTO clause_type_platform AS t VALUES (clause_type, whose.id, greatest(step, 0))
    ON CONFLICT (clause_type_id, platform_id) DO UPDATE SET provisions = t.provisions + step RETURNING provisions INTO of_type;
  INSERT INTO platform_reviewed AS t VALUES (whose.id, greatest(step, 0))
    ON CONFLICT (platform_id) DO UPDATE SET provisions = t.provisions + step RETURNING provisions INTO of_any;
  -- only the first and the last provision of a platform can move a number
  IF of_type = greatest(step, 0) THEN PERFORM adoption_recount(clause_type, whose.invented); END IF;
  IF of_any = greatest(step, 0) THEN PERFORM adoption_recount(NULL, whose.invented); END IF;
END $$;
CREATE FUNCTION provision_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'published' THEN PERFORM provision_tally_add(OLD.clause_type_id, OLD.document_id, -1); END IF;
  IF NEW.state = 'published' THEN PERFORM provision_tally_add(NEW.clause_type_id, NEW.document_id, 1); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER provision_tally AFTER INSERT OR UPDATE OF state, clause_type_id ON provision
  FOR EACH ROW EXECUTE FUNCTION provision_tally();
CREATE FUNCTION platform_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM adoption_recount(clause_type_id, invented) FROM (SELECT clause_type_id, invented FROM adoption) a;
  RETURN NULL;
END $$;
CREATE TRIGGER platform_tally AFTER UPDATE OF active, invented ON platform FOR EACH ROW
  WHEN (OLD.active <> NEW.active OR OLD.invented <> NEW.invented) EXECUTE FUNCTION platform_tally();

-- ---- matches: how other platforms handle this ----------------------------------------------------------------------------------
-- The opening words of the clause that a provision's newest analysis speaks of: what is compared, and shown as excerpt.
CREATE TABLE provision_words (
  provision_id   bigint PRIMARY KEY REFERENCES provision,
  words          text NOT NULL
);
-- The nearest published provisions of the same clause type on other platforms, by the share of three-letter groups that
-- the words of the two have in common (pg_trgm). Below 0.12 they have no more in common than any two legal sentences, and
-- nothing is kept. Renewed when an analysis is written or the provision is published, withdrawn or sorted elsewhere.
CREATE TABLE provision_match (
  provision_id   bigint NOT NULL REFERENCES provision,
  other_id       bigint NOT NULL REFERENCES provision,
  strength       real NOT NULL CHECK (strength BETWEEN 0.12 AND 1),
  PRIMARY KEY (provision_id, other_id),
  CHECK (provision_id <> other_id)
);
CREATE INDEX ON provision_match (other_id);

CREATE PROCEDURE provision_match_renew(provision bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM provision_match WHERE provision_id = provision OR other_id = provision;
  WITH near AS (
    SELECT o.id, similarity(mine.words, theirs.words) AS strength
      FROM provision r JOIN document d ON d.id = r.document_id JOIN provision_words mine ON mine.provision_id = r.id
      JOIN provision o ON o.clause_type_id = r.clause_type_id AND o.state = 'published' AND o.id <> r.id
      JOIN document od ON od.id = o.document_id AND od.platform_id <> d.platform_id
      JOIN provision_words theirs ON theirs.provision_id = o.id
     WHERE r.id = provision AND r.state = 'published'),
  best AS (SELECT * FROM near WHERE strength >= 0.12 ORDER BY strength DESC, id LIMIT 20)
  INSERT INTO provision_match SELECT provision, id, strength FROM best UNION ALL SELECT id, provision, strength FROM best;
END $$;
CREATE FUNCTION provision_match_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  CALL provision_match_renew(NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION analysis_words_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO provision_words
    SELECT NEW.provision_id, left(plain_text(clause_operative(left(t.body, 4000))), 600)
      FROM version_clause c JOIN clause_text t ON t.sha256 = c.sha256 WHERE c.version_id = NEW.version_id AND c.ordinal = NEW.ordinal
    ON CONFLICT (provision_id) DO UPDATE SET words = excluded.words;
  CALL provision_match_renew(NEW.provision_id);
  RETURN NULL;
END $$;
CREATE TRIGGER provision_match AFTER UPDATE OF state, clause_type_id ON provision FOR EACH ROW EXECUTE FUNCTION provision_match_keep();
CREATE TRIGGER provision_match AFTER INSERT ON analysis FOR EACH ROW EXECUTE FUNCTION analysis_words_keep();
REVOKE EXECUTE ON FUNCTION provision_tally_add, adoption_recount FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE provision_match_renew FROM PUBLIC;

-- Depths of the queues, as numbers only: the web may see neither deliveries nor other people's alerts.
CREATE FUNCTION queue_depth() RETURNS TABLE (queue text, n bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'alerts', count(*), min(created_at) FROM alert WHERE state = 'pending'
  UNION ALL SELECT 'deliveries', count(*), min(created_at) FROM delivery WHERE state IN ('pending', 'claimed')
  UNION ALL SELECT 'failed', count(*), min(created_at) FROM delivery WHERE state = 'failed'
$$;

GRANT SELECT ON document_freshness, change_card, provision_card, document_card, clause_type_platform, platform_reviewed,
  adoption, provision_words, provision_match TO atlas_web, atlas_worker;
