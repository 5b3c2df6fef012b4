-- Knowledge about clauses: taxonomy, proposals, provisions, analyses, regulation.

CREATE TABLE clause_type (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug           slug NOT NULL UNIQUE,
  title          text NOT NULL,
  family         text NOT NULL,
  definition     text NOT NULL,                      -- one sentence
  severity       text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  rules          jsonb NOT NULL DEFAULT '{}',        -- any, all, near, none, headings: read by the classifier
  kinds          slug[] NOT NULL DEFAULT '{}',       -- document kinds in which it can stand; empty: any
  taxonomy_version int NOT NULL
);

CREATE TABLE regulation (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug           slug NOT NULL UNIQUE,
  name           text NOT NULL,
  short_name     text NOT NULL,
  jurisdiction   text NOT NULL,
  covers         text NOT NULL,
  url            text
);
CREATE TABLE agency (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug           slug NOT NULL UNIQUE,
  name           text NOT NULL,
  short_name     text NOT NULL,
  jurisdiction   text NOT NULL,
  covers         text NOT NULL,
  complaint_url  text
);
CREATE TABLE clause_type_regulation (
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  regulation_id  bigint NOT NULL REFERENCES regulation,
  reason         text NOT NULL,
  PRIMARY KEY (clause_type_id, regulation_id)
);

CREATE TABLE proposal (                              -- a machine's opinion: re-derived at will, never a published record
  clause_id      bigint NOT NULL,
  document_id    bigint NOT NULL,
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  version_id     bigint NOT NULL REFERENCES version,
  score          real NOT NULL CHECK (score BETWEEN 0 AND 1),
  severity       text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  words          text NOT NULL,                      -- what made the decision
  taxonomy_version int NOT NULL,
  state          text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'refused')),
  PRIMARY KEY (clause_id, clause_type_id),
  FOREIGN KEY (clause_id, document_id) REFERENCES clause (id, document_id)
);
CREATE INDEX ON proposal (clause_type_id, state);
CREATE INDEX ON proposal (document_id);

CREATE TABLE proposal_run (                          -- which versions were classified, and by which taxonomy
  version_id     bigint PRIMARY KEY REFERENCES version,
  taxonomy_version int NOT NULL,
  run_at         timestamptz NOT NULL
);

CREATE TABLE provision (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id      text GENERATED ALWAYS AS (record_number('CA-P-', id, 6)) STORED UNIQUE,
  document_id    bigint NOT NULL,
  clause_id      bigint NOT NULL,
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  slug           slug NOT NULL CHECK (slug NOT IN ('history', 'diff', 'index.json')),
  title          text NOT NULL CHECK (title <> ''),
  severity       text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  state          text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  created_at     timestamptz NOT NULL,
  published_at   timestamptz,
  withdrawn_at   timestamptz,
  withdrawn_reason text,
  UNIQUE (document_id, slug),
  FOREIGN KEY (clause_id, document_id) REFERENCES clause (id, document_id),
  CHECK ((state = 'draft') = (published_at IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
  CHECK (created_at <= published_at AND published_at <= withdrawn_at)
);
CREATE INDEX ON provision (clause_type_id) WHERE state = 'published';
CREATE INDEX ON provision (clause_id);

CREATE TABLE analysis (                              -- a revision; the newest is shown, all are kept
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provision_id   bigint NOT NULL REFERENCES provision,
  revision       int NOT NULL CHECK (revision > 0),
  version_id     bigint NOT NULL,                    -- the version it speaks of
  ordinal        int NOT NULL,                       -- the clause's place in it: its bytes, hash and offset
  what           text NOT NULL CHECK (what <> ''),
  why            jsonb NOT NULL,                     -- [{text, quote}]: each sentence with the words it rests on
  impact         text,
  options        jsonb NOT NULL DEFAULT '[]',        -- what one can do
  institutional  jsonb,                              -- framework, enforcement, diligence: a paid tier's
  author         text,                               -- analyst's name; NULL: automatic
  written_at     timestamptz NOT NULL,
  UNIQUE (provision_id, revision),
  FOREIGN KEY (version_id, ordinal) REFERENCES version_clause (version_id, ordinal)
);
CALL make_append_only('analysis');

CREATE TABLE provision_regulation (
  provision_id   bigint NOT NULL REFERENCES provision,
  regulation_id  bigint NOT NULL REFERENCES regulation,
  reason         text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (provision_id, regulation_id)
);
CREATE TABLE provision_agency (
  provision_id   bigint NOT NULL REFERENCES provision,
  agency_id      bigint NOT NULL REFERENCES agency,
  reason         text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (provision_id, agency_id)
);

CREATE TABLE correction (                            -- what was wrong in a published record, and what was done
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id      text NOT NULL,
  corrected_at   timestamptz NOT NULL,
  what           text NOT NULL CHECK (what <> '')
);
CALL make_append_only('correction');

-- The re-computation of stored hashes, with its time: "hash verified" on pages is this row and nothing else.
CREATE TABLE hash_check (
  version_id     bigint PRIMARY KEY REFERENCES version,
  checked_at     timestamptz NOT NULL,
  capture_ok     boolean,                            -- NULL: the version has no capture (imported), or it was redacted
  text_ok        boolean NOT NULL
);

-- First seen, last seen and number of substantive changes of a clause, all derived.
CREATE VIEW clause_span AS
SELECT c.id AS clause_id, c.document_id,
       min(s.since) AS first_seen,
       max(coalesce(s.verified_until, ss.last_verified_at, s.since)) AS last_seen,
       bool_or(s.verified_until IS NULL) AS current
  FROM clause c
  JOIN version_clause vc ON vc.clause_id = c.id
  JOIN stay s ON s.version_id = vc.version_id
  LEFT JOIN LATERAL (SELECT min(ss.last_verified_at) AS last_verified_at
                       FROM source_state ss JOIN source so ON so.id = ss.source_id
                      WHERE so.document_id = c.document_id AND so.active AND so.role = 'policy') ss ON true
 GROUP BY c.id, c.document_id;

GRANT SELECT ON clause_type, regulation, agency, clause_type_regulation, proposal, provision, analysis, provision_regulation,
  provision_agency, correction, hash_check, clause_span TO atlas_web, atlas_worker;
GRANT INSERT, UPDATE, DELETE ON proposal TO atlas_worker;
GRANT INSERT, UPDATE ON hash_check, proposal_run TO atlas_worker;
GRANT SELECT ON proposal_run TO atlas_web, atlas_worker;
GRANT INSERT ON provision, analysis, provision_regulation, provision_agency, correction TO atlas_web;
GRANT UPDATE (title, severity, clause_type_id, state, published_at, withdrawn_at, withdrawn_reason) ON provision TO atlas_web;
GRANT UPDATE (state) ON proposal TO atlas_web;
GRANT DELETE ON provision_regulation, provision_agency TO atlas_web;
