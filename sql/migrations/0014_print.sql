-- Redlines that were computed once, kept for the next reader. Not a record: it may be emptied at any time.
-- A standby reads what it was sent, and cannot keep.
--
-- A redline depends on the two texts and on the program that made it, on nothing else; so it is kept under their hashes and
-- under the hash of the program. That covers the canonicaliser: other rules make other texts.
CREATE TABLE redline_kept (
  from_sha256 bytea NOT NULL CHECK (octet_length(from_sha256) = 32),
  to_sha256   bytea NOT NULL CHECK (octet_length(to_sha256) = 32),
  made_by     text  NOT NULL CHECK (made_by <> ''),   -- program and form: as read, or exact
  body        text COMPRESSION lz4 NOT NULL,         -- JSON, as web/redline_json.h says
  bytes       int   NOT NULL GENERATED ALWAYS AS (octet_length(body)) STORED,
  used_at     timestamptz NOT NULL,
  PRIMARY KEY (from_sha256, to_sha256, made_by));
CREATE INDEX redline_kept_use ON redline_kept (used_at DESC) INCLUDE (bytes);
GRANT SELECT, INSERT, DELETE ON redline_kept TO atlas_web;
GRANT UPDATE (used_at) ON redline_kept TO atlas_web;

-- ---- what functions cost a page -----------------------------------------------------------------------------------------
-- A function in SQL that the planner cannot fold into the query is read and planned anew for every page. These were called
-- immutable while what they call (a number's text, jsonb_build_object) is stable only, and that alone kept them from being
-- folded.
ALTER FUNCTION clause_anchor(bigint) STABLE;
ALTER FUNCTION counted(bigint, text, text) STABLE;
ALTER FUNCTION crumb(text, text) STABLE;
ALTER FUNCTION date_parts(date) STABLE;
ALTER FUNCTION diff_url(text, text, int, int) STABLE;
ALTER FUNCTION feed_entry(jsonb, text) STABLE;
ALTER FUNCTION pager(text, text, int, boolean) STABLE;
ALTER FUNCTION redirect_to(text) STABLE;

-- These cannot be folded: they read tables, or unnest. In PL/pgSQL their plans are kept as long as the connection. Their
-- bodies stay where they were written; names mean columns first, as in SQL.
DO $$
DECLARE f record; body text;
BEGIN
  FOR f IN SELECT p.oid, p.proname, p.prosrc, p.prosqlbody IS NOT NULL AS standard
             FROM unnest('{linked_data,version_evidence,hash_check_of,version_page,version_as_of,feed}'::text[]) wanted
             JOIN pg_proc p ON p.proname = wanted AND p.pronamespace = 'public'::regnamespace
             JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'sql'
  LOOP
    body := CASE WHEN f.standard THEN pg_get_function_sqlbody(f.oid) ELSE 'RETURN (' || rtrim(f.prosrc, E' \n;') || ')' END;
    EXECUTE format('CREATE OR REPLACE FUNCTION %I(%s) RETURNS %s LANGUAGE plpgsql STABLE PARALLEL SAFE AS %L', f.proname,
      pg_get_function_arguments(f.oid), pg_get_function_result(f.oid), E'#variable_conflict use_column\nBEGIN ' || body || E';\nEND');
  END LOOP;
END $$;

-- Most values of a query string need no encoding: slugs, days, numbers.
CREATE OR REPLACE FUNCTION url_value(typed text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF typed IS NULL OR typed ~ '^[A-Za-z0-9._~-]*$' THEN RETURN coalesce(typed, ''); END IF;
  RETURN (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
                   ELSE (SELECT string_agg('%' || upper(lpad(to_hex(get_byte(b, i)), 2, '0')), '' ORDER BY i)
                           FROM convert_to(c, 'UTF8') b, generate_series(0, octet_length(b) - 1) i) END, '' ORDER BY n)
            FROM regexp_split_to_table(typed, '') WITH ORDINALITY AS s(c, n));
END $$;
CREATE OR REPLACE FUNCTION query_string(VARIADIC pairs text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE made text := '';
BEGIN
  FOR i IN 1 .. cardinality(pairs) - 1 BY 2 LOOP
    IF pairs[i + 1] <> '' THEN made := made || CASE made WHEN '' THEN '?' ELSE '&' END || pairs[i] || '=' || url_value(pairs[i + 1]); END IF;
  END LOOP;
  RETURN made;
END $$;
