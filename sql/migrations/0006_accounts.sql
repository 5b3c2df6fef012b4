-- Accounts, tiers, watches. Per-account tables carry row level security as a second wall behind the queries: atlas_web
-- sees the rows of the account named by the setting atlas.account, and none without it.

CREATE TABLE tier (                                  -- data, never code: sql/seed
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug           slug NOT NULL UNIQUE,
  name           text NOT NULL,
  aliases        text[] NOT NULL DEFAULT '{}',
  rank           int NOT NULL UNIQUE,                -- what contains what, lowest first
  platform_limit int CHECK (platform_limit >= 0),    -- NULL: unlimited
  features       text[] NOT NULL,                    -- asked for by name: digest, alerts, summaries, pdf …
  trial_days     int NOT NULL DEFAULT 0 CHECK (trial_days >= 0),
  description    text NOT NULL,
  valid_from     timestamptz NOT NULL,
  valid_to       timestamptz,
  CHECK (valid_from < valid_to)
);

CREATE TABLE account (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address        text NOT NULL CHECK (address = lower(address) AND address ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$' AND length(address) <= 254),
  password       text,                               -- argon2id string; NULL: none set
  state          text NOT NULL CHECK (state IN ('pending', 'active', 'suspended', 'deleted')),
  zone           text NOT NULL DEFAULT 'UTC',        -- IANA
  digest         boolean NOT NULL DEFAULT true,
  digest_day     int NOT NULL DEFAULT 1 CHECK (digest_day BETWEEN 1 AND 7), -- ISO: 1 Monday
  digest_hour    int NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23),
  roles          text[] NOT NULL DEFAULT '{}' CHECK (roles <@ ARRAY['analyst', 'reviewer', 'operator']),
  display_name   text,                               -- an analyst's byline
  created_at     timestamptz NOT NULL,
  confirmed_at   timestamptz,
  consent        jsonb,                              -- time, address prefix and text version of the double opt-in
  failures       int NOT NULL DEFAULT 0,             -- wrong passwords in a row
  last_failure_at timestamptz,
  CHECK (state <> 'active' OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX account_address ON account (address) WHERE state <> 'deleted';

CREATE TABLE subscription (                          -- what an account has, when, and why: a trial is one of them
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  tier_id        bigint NOT NULL REFERENCES tier,
  kind           text NOT NULL CHECK (kind IN ('trial', 'manual', 'paid')),
  valid_from     timestamptz NOT NULL,
  valid_to       timestamptz,
  CHECK (valid_from < valid_to),
  CHECK (kind <> 'trial' OR valid_to IS NOT NULL)
);
CREATE INDEX ON subscription (account_id);
CREATE UNIQUE INDEX one_trial ON subscription (account_id, tier_id) WHERE kind = 'trial';

-- The tier an account has at an instant: the highest that is valid, else the lowest of all.
CREATE FUNCTION account_tier(account bigint, at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT id FROM (
    SELECT t.id, t.rank FROM subscription s JOIN tier t ON t.id = s.tier_id
     WHERE s.account_id = account AND s.valid_from <= at AND (s.valid_to IS NULL OR s.valid_to > at)
    UNION ALL (SELECT t.id, t.rank FROM tier t ORDER BY t.rank LIMIT 1)
  ) held ORDER BY rank DESC LIMIT 1
$$;

CREATE TABLE login (
  token_sha256   sha256 PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  created_at     timestamptz NOT NULL,
  used_at        timestamptz NOT NULL,               -- idle limit counts from here
  expires_at     timestamptz NOT NULL,               -- absolute limit
  revoked_at     timestamptz,
  address_prefix text,                               -- /24 or /64
  agent          text CHECK (length(agent) <= 200),
  CHECK (created_at <= used_at AND created_at < expires_at)
);
CREATE INDEX ON login (account_id);

CREATE TABLE token (                                 -- mailed, single use, bound to purpose and address
  sha256         sha256 PRIMARY KEY,
  purpose        text NOT NULL CHECK (purpose IN ('confirm', 'reset')),
  account_id     bigint NOT NULL REFERENCES account,
  address        text NOT NULL,
  platform_id    bigint REFERENCES platform,         -- what the person wanted to watch when signing up
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  used_at        timestamptz,
  CHECK (created_at < expires_at)
);
CREATE INDEX ON token (account_id);

CREATE TABLE unsubscribe_token (                     -- in every digest and alert; works without a login, until used
  sha256         sha256 PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  list           text NOT NULL CHECK (list IN ('digest', 'alerts')),
  created_at     timestamptz NOT NULL,
  used_at        timestamptz
);

CREATE TABLE watch (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  platform_id    bigint REFERENCES platform,         -- of the document or provision too: what the tier counts
  document_id    bigint,
  provision_id   bigint REFERENCES provision,
  clause_type_id bigint REFERENCES clause_type,
  threshold      text NOT NULL DEFAULT 'low' CHECK (threshold IN ('low', 'high', 'critical')),
  alerts         boolean NOT NULL DEFAULT true,      -- same-day mail, where the tier has it
  digest         boolean NOT NULL DEFAULT true,
  note           text CHECK (length(note) <= 500),
  paused_at      timestamptz,                        -- over the limit of a lower tier: paused, never deleted
  created_at     timestamptz NOT NULL,
  CHECK (num_nonnulls(clause_type_id, platform_id) = 1),
  CHECK (platform_id IS NOT NULL OR (document_id IS NULL AND provision_id IS NULL)),
  FOREIGN KEY (document_id, platform_id) REFERENCES document (id, platform_id)
);
CREATE UNIQUE INDEX watch_once ON watch (account_id, coalesce(platform_id, 0), coalesce(document_id, 0), coalesce(provision_id, 0), coalesce(clause_type_id, 0));
CREATE INDEX ON watch (platform_id) WHERE paused_at IS NULL;
CREATE INDEX ON watch (clause_type_id) WHERE paused_at IS NULL;

-- The tier's limit holds under concurrency: the account's row is locked before counting. SQLSTATE CA001 means "limit".
CREATE FUNCTION watch_limit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed int; used int;
BEGIN
  IF NEW.paused_at IS NOT NULL OR NEW.platform_id IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  SELECT platform_limit INTO allowed FROM tier WHERE id = account_tier(NEW.account_id, coalesce(
    nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at));
  IF allowed IS NULL THEN RETURN NEW; END IF;
  SELECT count(DISTINCT platform_id) INTO used FROM watch
   WHERE account_id = NEW.account_id AND paused_at IS NULL AND platform_id <> NEW.platform_id AND id <> NEW.id;
  IF used + 1 > allowed THEN
    RAISE EXCEPTION 'the limit of % platforms is reached', allowed USING ERRCODE = 'CA001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watch_limit BEFORE INSERT OR UPDATE OF paused_at, platform_id ON watch FOR EACH ROW EXECUTE FUNCTION watch_limit();

CREATE TABLE rate (                                  -- counters of failed logins, sign-ups, resets by address prefix
  bucket         text NOT NULL,
  key            text NOT NULL,
  window_start   timestamptz NOT NULL,
  n              int NOT NULL,
  PRIMARY KEY (bucket, key, window_start)
);

CREATE TABLE security_event (                        -- authentication, denials, administration; no secrets
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             timestamptz NOT NULL,
  account_id     bigint REFERENCES account,
  actor          text NOT NULL,                      -- 'web', 'worker', or the operator's system user
  event          text NOT NULL,
  address_prefix text,
  detail         text CHECK (length(detail) <= 500)
);
CREATE INDEX ON security_event (account_id, at);
CALL make_append_only('security_event');

-- ---- alerts and digests: what is to be told -----------------------------------------------------------------------------
CREATE TABLE alert (                                 -- inserted in the transaction of the change; once per person and change
  account_id     bigint NOT NULL REFERENCES account,
  change_id      bigint NOT NULL REFERENCES change,
  watch_id       bigint REFERENCES watch ON DELETE SET NULL,
  created_at     timestamptz NOT NULL,
  state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'mailed', 'skipped')),
  delivery_id    bigint,
  PRIMARY KEY (account_id, change_id)
);
CREATE INDEX ON alert (created_at) WHERE state = 'pending';

CREATE TABLE digest (                                -- unique key: a week's digest cannot be built twice
  account_id     bigint NOT NULL REFERENCES account,
  iso_week       text NOT NULL CHECK (iso_week ~ '^[0-9]{4}-W[0-9]{2}$'), -- of the account's zone
  period_start   timestamptz NOT NULL,
  period_end     timestamptz NOT NULL,
  created_at     timestamptz NOT NULL,
  changes        int NOT NULL,
  delivery_id    bigint,                             -- NULL: nothing to say that week, and no mail
  PRIMARY KEY (account_id, iso_week),
  CHECK (period_start < period_end)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['watch', 'alert', 'digest', 'subscription'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I TO atlas_web USING (account_id = nullif(current_setting(''atlas.account'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY worker ON %I TO atlas_worker USING (true)', t);
    EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;

GRANT SELECT ON tier, account, subscription, login, token, unsubscribe_token, watch, rate, alert, digest TO atlas_web;
GRANT INSERT ON account, subscription, login, token, watch, rate, security_event TO atlas_web;
GRANT UPDATE (password, state, zone, digest, digest_day, digest_hour, confirmed_at, consent, failures, last_failure_at) ON account TO atlas_web;
GRANT UPDATE (used_at, revoked_at) ON login TO atlas_web;
GRANT UPDATE (used_at) ON token, unsubscribe_token TO atlas_web;
GRANT UPDATE (threshold, alerts, digest, note, paused_at) ON watch TO atlas_web;
GRANT DELETE ON watch TO atlas_web;
GRANT UPDATE (n) ON rate TO atlas_web;

GRANT SELECT ON tier, account, subscription, watch, alert, digest, unsubscribe_token TO atlas_worker;
GRANT INSERT ON alert, digest, unsubscribe_token, security_event TO atlas_worker;
GRANT UPDATE ON alert, digest TO atlas_worker;
GRANT UPDATE (paused_at) ON watch TO atlas_worker;
GRANT SELECT, DELETE ON rate TO atlas_worker;
GRANT SELECT (expires_at), DELETE ON login, token TO atlas_worker;
