-- Changes between versions, and dates that publishers state.

CREATE TABLE change (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id      text GENERATED ALWAYS AS (record_number('CA-C-', id, 6)) STORED UNIQUE,
  document_id    bigint NOT NULL,
  from_version_id bigint NOT NULL,
  to_version_id  bigint NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('cosmetic', 'change', 'reversal')),
  observed_at    timestamptz NOT NULL,
  severity       text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  headline       text NOT NULL CHECK (length(headline) BETWEEN 1 AND 300),
  summary        jsonb NOT NULL,                     -- bullets: [{verb, text, old, new}], calls: [{what, before, after, old, new}], reasons: []
  capped         boolean NOT NULL DEFAULT false,     -- a comparison limit was met; said on the page
  FOREIGN KEY (from_version_id, document_id) REFERENCES version (id, document_id),
  FOREIGN KEY (to_version_id, document_id) REFERENCES version (id, document_id),
  CHECK (from_version_id <> to_version_id),
  UNIQUE (document_id, observed_at)
);
CREATE INDEX ON change (observed_at DESC, id DESC);
CALL make_append_only('change');

CREATE TABLE change_item (
  change_id      bigint NOT NULL REFERENCES change,
  ordinal        int NOT NULL CHECK (ordinal >= 0),
  kind           text NOT NULL CHECK (kind IN ('added', 'removed', 'modified', 'moved', 'split', 'merged', 'renumbered', 'retitled')),
  cosmetic       boolean NOT NULL,
  reason         text NOT NULL,                      -- why cosmetic or not
  clause_id      bigint REFERENCES clause,           -- the identity concerned
  old_ordinal    int,                                -- its place in the older version, where it stood there
  new_ordinal    int,
  similarity     real NOT NULL CHECK (similarity BETWEEN 0 AND 1),
  PRIMARY KEY (change_id, ordinal),
  CHECK (old_ordinal IS NOT NULL OR new_ordinal IS NOT NULL)
);
CREATE INDEX ON change_item (clause_id);
CALL make_append_only('change_item');

CREATE TABLE stated_date (                           -- said by the publisher in this version: may lie anywhere, kept with its basis
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version_id     bigint NOT NULL REFERENCES version,
  kind           text NOT NULL CHECK (kind IN ('published', 'effective', 'updated')),
  day            date NOT NULL,
  basis          text NOT NULL CHECK (basis <> '')   -- the words it was read from
);
CREATE INDEX ON stated_date (version_id);
CALL make_append_only('stated_date');

-- What a change brought: dates that its version states and the one before it did not.
CREATE VIEW change_date AS
  SELECT c.id AS change_id, s.kind, s.day, s.basis FROM change c JOIN stated_date s ON s.version_id = c.to_version_id
   WHERE NOT EXISTS (SELECT FROM stated_date o WHERE o.version_id = c.from_version_id AND o.kind = s.kind AND o.day = s.day);

GRANT SELECT ON change, change_item, stated_date, change_date TO atlas_web, atlas_worker;
GRANT INSERT ON change, change_item, stated_date TO atlas_worker;
