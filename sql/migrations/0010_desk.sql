-- The desk: what people decide where the machine would not. A doubtful text is accepted or refused, a source is told which
-- part of its page is the document, a clause is said to be another one. Every act is a row with who and when, and rows of
-- acts are never changed; evidence is not touched by any of them.
--
-- The web may do nothing of this but by the functions below, which ask for the role again. The command line signs with the
-- operator's system user.

-- The newest text that was held, per source, until the source shows something else. It is not published: only the desk shows it.
CREATE TABLE held_text (
  source_id      bigint PRIMARY KEY REFERENCES source,
  sha256         sha256 NOT NULL,
  body           text NOT NULL CHECK (body <> ''),
  first_seen     timestamptz NOT NULL,
  last_seen      timestamptz NOT NULL,
  sightings      int NOT NULL CHECK (sightings > 0), -- in a row
  CHECK (first_seen <= last_seen)
);

-- What a person said about a text of a source; the newest row of a text counts. Read by the worker when it decides.
CREATE TABLE verdict (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id      bigint NOT NULL REFERENCES source,
  sha256         sha256 NOT NULL,
  decision       text NOT NULL CHECK (decision IN ('accept', 'refuse')),
  account_id     bigint REFERENCES account,          -- NULL: by the command line
  decided_by     text NOT NULL CHECK (decided_by <> ''),
  decided_at     timestamptz NOT NULL
);
CREATE INDEX ON verdict (source_id, sha256, id DESC);
CALL make_append_only('verdict');

CREATE TABLE source_edit (                           -- another choice of the page's part, by hand
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id      bigint NOT NULL REFERENCES source,
  before         jsonb NOT NULL,                     -- the whole declaration
  after          jsonb NOT NULL,
  account_id     bigint REFERENCES account,
  edited_by      text NOT NULL CHECK (edited_by <> ''),
  edited_at      timestamptz NOT NULL
);
CREATE INDEX ON source_edit (source_id, id DESC);
CALL make_append_only('source_edit');

-- A corrected match: what is stored as clause_id in that version is same_as_clause_id. One row for each version the
-- correction is about, the newest of a clause and version counts; versions recorded later have the right identity in
-- version_clause itself. That a clause is none of the known ones is said by an identity of its own.
CREATE TABLE clause_link (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id    bigint NOT NULL,
  version_id     bigint NOT NULL,
  clause_id      bigint NOT NULL,
  same_as_clause_id bigint NOT NULL,
  different      boolean NOT NULL,                   -- the identity was made for this link
  account_id     bigint REFERENCES account,
  linked_by      text NOT NULL CHECK (linked_by <> ''),
  linked_at      timestamptz NOT NULL,
  FOREIGN KEY (version_id, clause_id) REFERENCES version_clause (version_id, clause_id),
  FOREIGN KEY (same_as_clause_id, document_id) REFERENCES clause (id, document_id)
);
CREATE INDEX ON clause_link (version_id, clause_id, id DESC);
CREATE INDEX ON clause_link (same_as_clause_id);
CALL make_append_only('clause_link');

CREATE VIEW clause_link_now AS
  SELECT l.* FROM clause_link l
   WHERE NOT EXISTS (SELECT FROM clause_link n WHERE n.version_id = l.version_id AND n.clause_id = l.clause_id AND n.id > l.id);

-- As before, under the identities that corrections give.
CREATE OR REPLACE VIEW clause_span AS
SELECT c.id AS clause_id, c.document_id,
       min(s.since) AS first_seen,
       max(coalesce(s.verified_until, ss.last_verified_at, s.since)) AS last_seen,
       bool_or(s.verified_until IS NULL) AS current
  FROM clause c
  JOIN (SELECT vc.clause_id, vc.version_id FROM version_clause vc
         WHERE NOT EXISTS (SELECT FROM clause_link l WHERE l.version_id = vc.version_id AND l.clause_id = vc.clause_id)
        UNION ALL SELECT l.same_as_clause_id, l.version_id FROM clause_link_now l) vc ON vc.clause_id = c.id
  JOIN stay s ON s.version_id = vc.version_id
  LEFT JOIN LATERAL (SELECT min(ss.last_verified_at) AS last_verified_at
                       FROM source_state ss JOIN source so ON so.id = ss.source_id
                      WHERE so.document_id = c.document_id AND so.active AND so.role = 'policy') ss ON true
 GROUP BY c.id, c.document_id;

-- ---- acts ----------------------------------------------------------------------------------------------------------------
-- Who signs: the byline of an account that has the role, or the command line's system user.
CREATE FUNCTION desk_signature(who bigint, actor text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text;
BEGIN
  IF who IS NOT NULL THEN
    SELECT coalesce(nullif(a.display_name, ''), 'account ' || a.id) INTO name FROM account a
     WHERE a.id = who AND a.state = 'active' AND a.roles && ARRAY['analyst', 'operator'];
  ELSIF session_user <> 'atlas_web' THEN
    name := actor;
  END IF;
  IF coalesce(name, '') = '' THEN
    RAISE EXCEPTION 'this needs the role of an analyst or an operator' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN name;
END $$;

-- Accept or refuse the text that is held now, if it is still that one, and look again at once. False: it is not.
CREATE FUNCTION held_text_judge(of_source bigint, of_text bytea, what text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := desk_signature(who, actor);
BEGIN
  PERFORM FROM held_text h JOIN source_state ss USING (source_id) WHERE h.source_id = of_source AND h.sha256 = of_text AND ss.last_outcome = 'held';
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO verdict (source_id, sha256, decision, account_id, decided_by, decided_at) VALUES (of_source, of_text, what, who, name, at);
  UPDATE source_state SET next_due = least(next_due, greatest(at, last_checked_at + interval '1 second')) WHERE source_id = of_source;
  RETURN true;
END $$;

-- Other selectors for a source: `chosen` holds select and remove, what is absent is taken away; all else of the declaration
-- stays. The same bytes are then read anew, and a source that was given up gets another chance. False: no such source.
CREATE FUNCTION source_select(of_source bigint, chosen jsonb, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := desk_signature(who, actor); old jsonb; new jsonb;
BEGIN
  IF jsonb_typeof(chosen) <> 'object' OR chosen - ARRAY['select', 'remove'] <> '{}' THEN
    RAISE EXCEPTION 'only select and remove can be changed' USING ERRCODE = 'check_violation';
  END IF;
  SELECT s.declaration INTO old FROM source s WHERE s.id = of_source AND s.active FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  new := (old - ARRAY['select', 'remove']) || chosen;
  INSERT INTO source_edit (source_id, before, after, account_id, edited_by, edited_at) VALUES (of_source, old, new, who, name, at);
  UPDATE source SET declaration = new WHERE id = of_source;
  UPDATE source_state SET body_sha256 = NULL, etag = NULL, last_modified = NULL, full_fetch_at = NULL, parser_deaths = 0, quarantined = false,
         next_due = least(next_due, greatest(at, last_checked_at + interval '1 second')) WHERE source_id = of_source;
  RETURN true;
END $$;

-- Says what a clause really is, from a version on (NULL: wherever it stands): `same_as`, an older identity, or one of its own
-- (NULL). Returns how many versions this is about; refuses what would put an identity twice into one version.
CREATE FUNCTION clause_match(of_clause bigint, same_as bigint, since_version bigint, who bigint, actor text, at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := desk_signature(who, actor); doc bigint; since_number int; target bigint; bad text; n int;
BEGIN
  SELECT c.document_id INTO doc FROM clause c WHERE c.id = of_clause;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no clause %', of_clause USING ERRCODE = 'check_violation'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('document'), doc::int);
  SELECT v.number INTO since_number FROM version v JOIN version_clause vc ON vc.version_id = v.id
   WHERE vc.clause_id = of_clause AND (since_version IS NULL OR v.id = since_version) ORDER BY v.number LIMIT 1;
  IF NOT FOUND THEN RAISE EXCEPTION 'clause % does not stand in that version', of_clause USING ERRCODE = 'check_violation'; END IF;
  IF same_as IS NULL THEN
    INSERT INTO clause (document_id, first_version_id)
      SELECT doc, v.id FROM version v WHERE v.document_id = doc AND v.number = since_number RETURNING id INTO target;
  ELSE -- which may itself have been corrected
    SELECT coalesce(l.same_as_clause_id, vc.clause_id) INTO target FROM version_clause vc JOIN version v ON v.id = vc.version_id
      LEFT JOIN clause_link_now l ON l.version_id = vc.version_id AND l.clause_id = vc.clause_id
     WHERE vc.clause_id = same_as AND vc.document_id = doc ORDER BY v.number DESC LIMIT 1;
    IF NOT FOUND AND EXISTS (SELECT FROM clause c WHERE c.id = same_as AND c.document_id = doc) THEN target := same_as; END IF;
    IF target IS NULL THEN RAISE EXCEPTION 'clause % is none of this document', same_as USING ERRCODE = 'check_violation'; END IF;
    SELECT v.record_id INTO bad FROM version_clause mine JOIN version v ON v.id = mine.version_id AND v.number >= since_number
      JOIN version_clause other ON other.version_id = v.id AND other.clause_id <> of_clause
      LEFT JOIN clause_link_now l ON l.version_id = other.version_id AND l.clause_id = other.clause_id
     WHERE mine.clause_id = of_clause AND coalesce(l.same_as_clause_id, other.clause_id) = target ORDER BY v.number LIMIT 1;
    IF bad IS NOT NULL THEN
      RAISE EXCEPTION 'clause % stands in % too, beside clause %', target, bad, of_clause USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  INSERT INTO clause_link (document_id, version_id, clause_id, same_as_clause_id, different, account_id, linked_by, linked_at)
    SELECT doc, v.id, of_clause, target, same_as IS NULL, who, name, at FROM version_clause vc JOIN version v ON v.id = vc.version_id
     WHERE vc.clause_id = of_clause AND v.number >= since_number ORDER BY v.number;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

REVOKE EXECUTE ON FUNCTION desk_signature, held_text_judge, source_select, clause_match FROM PUBLIC;
GRANT EXECUTE ON FUNCTION held_text_judge, source_select, clause_match TO atlas_web;
GRANT SELECT ON held_text, verdict, source_edit, clause_link, clause_link_now, clause_span TO atlas_web, atlas_worker;
GRANT INSERT, UPDATE, DELETE ON held_text TO atlas_worker;
