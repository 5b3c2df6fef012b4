-- The registry: platforms, their documents, the sources each document is read from.

CREATE TABLE platform (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug          slug NOT NULL UNIQUE,
  name          text NOT NULL CHECK (name <> ''),
  kind          text NOT NULL DEFAULT 'other',
  homepage      text,
  jurisdiction  text,                               -- ISO 3166 code of the contracting company's seat
  invented      boolean NOT NULL DEFAULT false,     -- a demonstration platform, said so on every page
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL
);
CREATE INDEX ON platform USING gin (name gin_trgm_ops);

CREATE TABLE platform_alias (                        -- old slugs: 301 to the platform
  slug          slug PRIMARY KEY,
  platform_id   bigint NOT NULL REFERENCES platform
);

CREATE TABLE document_kind (                         -- terms, privacy, acceptable-use …: sql/seed
  slug          slug PRIMARY KEY,
  title         text NOT NULL,
  terms_types   text[] NOT NULL DEFAULT '{}',        -- names of this kind in Open Terms Archive declarations
  rank          int NOT NULL
);

CREATE TABLE document (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id     text GENERATED ALWAYS AS (record_number('CA-D-', id, 5)) STORED UNIQUE,
  platform_id   bigint NOT NULL REFERENCES platform,
  slug          slug NOT NULL CHECK (slug NOT IN ('history', 'diff', 'index.json')),
  title         text NOT NULL CHECK (title <> ''),   -- our name for it; the publisher's own are in document_title
  kind          slug NOT NULL REFERENCES document_kind,
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL,
  UNIQUE (platform_id, slug),
  UNIQUE (id, platform_id)
);

CREATE TABLE document_alias (                        -- a renamed document stays one document: old slugs answer 301
  platform_id   bigint NOT NULL,
  slug          slug NOT NULL,
  document_id   bigint NOT NULL,
  since         timestamptz NOT NULL,
  PRIMARY KEY (platform_id, slug),
  FOREIGN KEY (document_id, platform_id) REFERENCES document (id, platform_id)
);

CREATE TABLE document_title (                        -- the publisher's own titles, as observed
  document_id   bigint NOT NULL REFERENCES document,
  title         text NOT NULL,
  first_seen    timestamptz NOT NULL,
  PRIMARY KEY (document_id, first_seen)
);

CREATE TABLE source (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id   bigint NOT NULL REFERENCES document,
  ordinal       int NOT NULL DEFAULT 0,              -- order of the parts of a document read from several pages
  role          text NOT NULL DEFAULT 'policy' CHECK (role IN ('policy', 'announcement')),
  url           text NOT NULL CHECK (url ~ '^https?://'),
  host          text NOT NULL,                       -- host:port of the URL, lower case: what politeness counts
  declaration   jsonb NOT NULL DEFAULT '{}',         -- fetch, select, remove, filter … of Open Terms Archive
  render        text NOT NULL DEFAULT 'none' CHECK (render IN ('none', 'browser')),
  interval_s    int CHECK (interval_s BETWEEN 60 AND 2678400), -- NULL: the worker's default
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL,
  UNIQUE (document_id, url, ordinal)
);
CREATE INDEX ON source (host);

-- One row a host: its robots file and the lease that keeps any number of workers polite to it.
CREATE TABLE host (
  host            text PRIMARY KEY,
  next_request_at timestamptz NOT NULL,
  lease_owner     text,
  lease_until     timestamptz,
  robots_body     bytea CHECK (octet_length(robots_body) <= 1048576),
  robots_status   int,                               -- HTTP status; 0: could not be reached
  robots_at       timestamptz,                       -- last try
  robots_good_at  timestamptz,                       -- last try that gave rules or a definite "none"
  CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);

GRANT SELECT ON platform, platform_alias, document_kind, document, document_alias, document_title, source TO atlas_web, atlas_worker;
GRANT INSERT ON document_title TO atlas_worker;
GRANT SELECT, INSERT, UPDATE ON host TO atlas_worker;
