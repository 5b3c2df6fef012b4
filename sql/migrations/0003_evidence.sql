-- What was observed: observations, captures, versions, clauses. Append-only but for two state tables.
-- The log that will number every observation (Merkle leaves, checkpoints, time stamps) joins `observation` by
-- (source_id, due_slot) and `version` by id: it adds tables beside these and changes none.

-- ---- captures: exact bytes ---------------------------------------------------------------------------------------
CREATE TABLE capture (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id      bigint NOT NULL REFERENCES source,
  captured_at    timestamptz NOT NULL,
  sha256         sha256 NOT NULL,                    -- of the body as served after content decoding
  body_bytes     int NOT NULL CHECK (body_bytes >= 0),
  key_capture_id bigint REFERENCES capture,          -- NULL: frame stands alone (a key frame); else it needs that one
  frame          bytea,                              -- zstd; NULL only when redacted
  http_status    int NOT NULL,
  url            text NOT NULL,
  final_url      text NOT NULL,
  redirects      jsonb NOT NULL DEFAULT '[]',        -- every hop: url, status, address
  headers        text NOT NULL,                      -- of the last hop, as received
  content_type   text,
  peer_address   text,
  redacted_at    timestamptz,
  redacted_reason text,
  CHECK (key_capture_id <> id),
  CHECK ((frame IS NULL) = (redacted_at IS NOT NULL)),
  CHECK ((redacted_at IS NULL) = (redacted_reason IS NULL))
);
CREATE INDEX ON capture (source_id, captured_at);
CREATE INDEX ON capture (key_capture_id) WHERE key_capture_id IS NOT NULL;

-- A capture never changes, but that atlas_redactor may take a body away for legal reasons, or store the same body
-- against another key frame before that key frame goes.
CREATE FUNCTION capture_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_user = 'atlas_redactor'
     AND (to_jsonb(NEW) - ARRAY['frame', 'key_capture_id', 'redacted_at', 'redacted_reason'])
       = (to_jsonb(OLD) - ARRAY['frame', 'key_capture_id', 'redacted_at', 'redacted_reason']) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'capture is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON capture FOR EACH ROW EXECUTE FUNCTION capture_guard();
ALTER TABLE capture ENABLE ALWAYS TRIGGER append_only;
CALL refuse_truncate('capture');

CREATE FUNCTION capture_redact(capture_id bigint, reason text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(reason, '') = '' THEN RAISE EXCEPTION 'a redaction needs its reason'; END IF;
  IF EXISTS (SELECT FROM capture c WHERE c.key_capture_id = capture_id AND c.frame IS NOT NULL) THEN
    RAISE EXCEPTION 'capture % is the key frame of others: store those against another one first', capture_id;
  END IF;
  UPDATE capture SET frame = NULL, redacted_at = at, redacted_reason = reason WHERE id = capture_id AND frame IS NOT NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no capture % with a body', capture_id; END IF;
END $$;
CREATE FUNCTION capture_reframe(capture_id bigint, new_key bigint, new_frame bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE capture SET key_capture_id = new_key, frame = new_frame WHERE id = capture_id AND frame IS NOT NULL
$$;
GRANT SELECT, UPDATE ON capture TO atlas_redactor;
GRANT CREATE ON SCHEMA public TO atlas_redactor;
ALTER FUNCTION capture_redact OWNER TO atlas_redactor;
ALTER FUNCTION capture_reframe OWNER TO atlas_redactor;
REVOKE CREATE ON SCHEMA public FROM atlas_redactor;
REVOKE EXECUTE ON FUNCTION capture_redact, capture_reframe FROM PUBLIC;

-- ---- versions: distinct canonical texts ----------------------------------------------------------------------------
CREATE TABLE clause_text (                           -- each text once; headings and separators are part of it
  sha256         sha256 PRIMARY KEY,
  body           text NOT NULL CHECK (body <> ''),
  search         tsvector GENERATED ALWAYS AS (to_tsvector('english', left(body, 200000))) STORED,
  CHECK (sha256 = sha256(convert_to(body, 'UTF8')))
);
CREATE INDEX ON clause_text USING gin (search);
CALL make_append_only('clause_text');

CREATE TABLE version (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id      text GENERATED ALWAYS AS (record_number('CA-V-', id, 7)) STORED UNIQUE,
  document_id    bigint NOT NULL REFERENCES document,
  number         int NOT NULL CHECK (number > 0),    -- 1, 2, 3 … within the document
  sha256         sha256 NOT NULL,                    -- of the whole canonical text
  text_bytes     int NOT NULL CHECK (text_bytes > 0),
  words          int NOT NULL CHECK (words >= 0),
  canonicaliser  int NOT NULL,
  title          text,                               -- the publisher's own title at that time
  language       text,
  capture_id     bigint REFERENCES capture,          -- where it was first seen; NULL for imported texts: shown as missing
  captured_at    timestamptz NOT NULL,
  origin         text NOT NULL DEFAULT 'captured' CHECK (origin IN ('captured', 'imported')),
  CHECK ((origin = 'captured') = (capture_id IS NOT NULL)),
  UNIQUE (document_id, number),
  UNIQUE (document_id, sha256, canonicaliser),
  UNIQUE (id, document_id)
);
CALL make_append_only('version');

CREATE TABLE clause (                                -- an identity that survives across versions
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id    bigint NOT NULL,
  first_version_id bigint NOT NULL,
  parent_clause_id bigint REFERENCES clause,         -- split off from, or merged into one with
  FOREIGN KEY (first_version_id, document_id) REFERENCES version (id, document_id),
  UNIQUE (id, document_id)
);
CALL make_append_only('clause');

CREATE TABLE version_clause (
  version_id     bigint NOT NULL,
  ordinal        int NOT NULL CHECK (ordinal >= 0),
  document_id    bigint NOT NULL,
  clause_id      bigint NOT NULL,
  sha256         sha256 NOT NULL REFERENCES clause_text,
  "offset"       int NOT NULL CHECK ("offset" >= 0), -- bytes into the version's canonical text
  length         int NOT NULL CHECK (length > 0),
  kind           text NOT NULL CHECK (kind IN ('prose', 'item', 'row', 'definition', 'heading')),
  label          text,                               -- "4.2 (b)"
  title          text NOT NULL,
  heading_path   text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (version_id, ordinal),
  UNIQUE (version_id, clause_id),                    -- an identity stands once in a version
  FOREIGN KEY (version_id, document_id) REFERENCES version (id, document_id),
  FOREIGN KEY (clause_id, document_id) REFERENCES clause (id, document_id)
);
CREATE INDEX ON version_clause (clause_id, version_id);
CREATE INDEX ON version_clause (sha256);
CALL make_append_only('version_clause');

-- The clause texts in order, concatenated, are the canonical text: checked when the transaction commits.
CREATE FUNCTION version_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whole text; tiled boolean;
BEGIN
  SELECT string_agg(t.body, '' ORDER BY c.ordinal),
         bool_and(c."offset" = c.before AND c.length = octet_length(t.body))
    INTO whole, tiled
    FROM (SELECT *, coalesce(sum(length) OVER (ORDER BY ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
            FROM version_clause WHERE version_id = NEW.id) c
    JOIN clause_text t USING (sha256);
  IF whole IS NULL OR NOT tiled OR sha256(convert_to(whole, 'UTF8')) <> NEW.sha256 OR octet_length(whole) <> NEW.text_bytes THEN
    RAISE EXCEPTION 'version %: its clauses are not its text', NEW.record_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON version DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION version_whole();

-- When a version was the document's current one. A flip that returns opens a new stay of an old version.
CREATE TABLE stay (
  document_id    bigint NOT NULL,
  version_id     bigint NOT NULL,
  since          timestamptz NOT NULL,               -- observed
  verified_until timestamptz,                        -- NULL: current; else the last time it was verified before the next
  PRIMARY KEY (document_id, since),
  FOREIGN KEY (version_id, document_id) REFERENCES version (id, document_id),
  CHECK (verified_until >= since),
  EXCLUDE USING gist (document_id WITH =, tstzrange(since, verified_until, '[]') WITH &&)
);
CREATE UNIQUE INDEX stay_current ON stay (document_id) WHERE verified_until IS NULL;
CREATE INDEX ON stay (version_id);

-- Texts a page flips to without holding, per document: shown on the history page.
CREATE TABLE variant (
  document_id    bigint NOT NULL,
  version_id     bigint NOT NULL,
  sightings      int NOT NULL CHECK (sightings > 0),
  first_seen     timestamptz NOT NULL,
  last_seen      timestamptz NOT NULL,
  PRIMARY KEY (document_id, version_id),
  FOREIGN KEY (version_id, document_id) REFERENCES version (id, document_id),
  CHECK (first_seen <= last_seen)
);

-- ---- observations: one fetch attempt each -----------------------------------------------------------------------------
CREATE TABLE observation (
  source_id      bigint NOT NULL REFERENCES source,
  due_slot       timestamptz NOT NULL,               -- when the check was due: one observation a slot, however many workers
  observed_at    timestamptz NOT NULL,
  outcome        text NOT NULL CHECK (outcome IN ('first', 'unchanged', 'variant', 'cosmetic', 'change', 'reversal',
                   'held', 'refused', 'failed')),
  reason         text,                               -- a sentence for the operator; always there for held, refused, failed
  http_status    int,
  duration_ms    int CHECK (duration_ms >= 0),
  capture_id     bigint REFERENCES capture,
  version_id     bigint REFERENCES version,          -- the version that the page showed then, where it showed one
  PRIMARY KEY (source_id, due_slot),
  CHECK (outcome NOT IN ('held', 'refused', 'failed') OR reason IS NOT NULL)
) PARTITION BY RANGE (due_slot);
CREATE TABLE observation_default PARTITION OF observation DEFAULT;
CREATE INDEX ON observation (source_id, observed_at);

-- The month's partition; made before its first row. Months whose rows already lie in the default partition stay there.
CREATE FUNCTION observation_partition(slot timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  start timestamptz := date_trunc('month', slot, 'UTC');
  stop  timestamptz := date_trunc('month', slot, 'UTC') + interval '1 month';
  name  text := 'observation_' || to_char(start AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('observation_partition'));
  IF to_regclass(name) IS NULL AND NOT EXISTS (SELECT FROM observation_default WHERE due_slot >= start AND due_slot < stop) THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF observation FOR VALUES FROM (%L) TO (%L)', name, start, stop);
    CALL make_append_only(name::regclass);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION observation_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION observation_partition TO atlas_worker;
CALL make_append_only('observation_default');
CALL refuse_truncate('observation');

-- ---- state: what the next check needs to know --------------------------------------------------------------------------
CREATE TABLE source_state (
  source_id      bigint PRIMARY KEY REFERENCES source,
  next_due       timestamptz NOT NULL,
  lease_owner    text,
  lease_until    timestamptz,
  etag           text,
  last_modified  text,
  body_sha256    sha256,                             -- of the last body that was parsed
  full_fetch_at  timestamptz,                        -- last answer that was not a 304: at least weekly
  text_sha256    sha256,                             -- of the source's last accepted text
  last_text      text,                               -- that text itself, where the document has several sources
  last_checked_at  timestamptz,
  last_verified_at timestamptz,                      -- last check that saw the current text
  last_changed_at  timestamptz,                      -- observed
  failures       int NOT NULL DEFAULT 0,             -- checks in a row that saw no usable page
  last_outcome   text,
  last_reason    text,
  pending_sha256 sha256,                             -- a known earlier text seen instead of the current one …
  pending_count  int NOT NULL DEFAULT 0,             -- … so many times in a row
  held_sha256    sha256,                             -- a doubtful text awaiting confirmation …
  held_count     int NOT NULL DEFAULT 0,
  parser_deaths  int NOT NULL DEFAULT 0,
  quarantined    boolean NOT NULL DEFAULT false,
  CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
  CHECK (last_changed_at <= last_verified_at),
  CHECK (last_verified_at <= last_checked_at)
);
CREATE INDEX source_due ON source_state (next_due) WHERE NOT quarantined;

GRANT SELECT ON capture, clause_text, version, clause, version_clause, stay, variant, observation, source_state TO atlas_web, atlas_worker;
GRANT INSERT ON capture, clause_text, version, clause, version_clause, observation TO atlas_worker;
GRANT INSERT, UPDATE ON stay, variant, source_state TO atlas_worker;
