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
