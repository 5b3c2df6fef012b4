-- Histories from elsewhere: texts that somebody else observed and dated, imported as versions. What is missing of their
-- provenance is missing: no observation, no capture, no headers. What there is stands here: where the text came from, the
-- hash of the file it was read from, and what was decided about it.

-- One row a text of a history, as `observation` has one a look: also of those that made no version. Importing a history
-- again finds its row and does nothing; an import that was cut off goes on behind the last row.
CREATE TABLE imported_text (
  document_id    bigint NOT NULL REFERENCES document,
  seen_at        timestamptz NOT NULL,               -- when it was observed, as its source says
  file_sha256    sha256 NOT NULL,                    -- of the file's bytes, before they were made canonical
  basis          text NOT NULL CHECK (basis <> ''),  -- "imported from …", as pages show it
  outcome        text NOT NULL CHECK (outcome IN ('first', 'unchanged', 'variant', 'cosmetic', 'change', 'reversal', 'held', 'refused')),
  reason         text,                               -- a sentence; always there for held and refused
  version_id     bigint,                             -- the version it is, where it is one
  imported_at    timestamptz NOT NULL,
  PRIMARY KEY (document_id, seen_at),
  FOREIGN KEY (version_id, document_id) REFERENCES version (id, document_id),
  CHECK (outcome NOT IN ('held', 'refused') OR reason IS NOT NULL),
  CHECK ((outcome IN ('held', 'refused')) = (version_id IS NULL)),
  CHECK (seen_at <= imported_at)
);
CREATE INDEX ON imported_text (version_id);
CALL make_append_only('imported_text');

-- Changes of which nobody is told: they were observed elsewhere, perhaps long ago.
CREATE VIEW imported_change AS
  SELECT c.id AS change_id FROM change c JOIN imported_text t ON t.document_id = c.document_id AND t.seen_at = c.observed_at;

GRANT SELECT ON imported_text, imported_change TO atlas_web, atlas_worker;

-- Was never written: where a clause stands is version_clause.heading_path (it differs from version to version, which an
-- identity cannot), and what was split or merged is said by change_item.kind.
ALTER TABLE clause DROP COLUMN parent_clause_id;

-- What is told of a version's evidence, and of an imported one where it comes from.
ALTER FUNCTION version_evidence RENAME TO version_capture_evidence;
CREATE FUNCTION version_evidence(wanted bigint) RETURNS jsonb LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN -- not in SQL: see 0014, "what functions cost a page"
  RETURN version_capture_evidence(wanted) || jsonb_build_object('basis',
           (SELECT basis FROM imported_text WHERE version_id = wanted AND outcome IN ('first', 'change', 'cosmetic')));
END $$;

-- What search ranks by, computed once and not for each of hundreds of matches on every page.
ALTER TABLE provision ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english', title)) STORED;
ALTER TABLE analysis ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english', what)) STORED;
