-- Webhooks: signed messages to an account's own endpoints. And the feed of a watchlist, at an address that only its owner has.

-- Whether somebody has a feature, by its name of sql/seed/010_tiers.sql, from their own tier or an organisation's.
CREATE FUNCTION viewer_has(account bigint, at timestamptz, feature text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT feature = ANY (t.features) FROM tier t WHERE t.id = viewer_tier(account, at));
END $$;

-- ---- endpoints ----------------------------------------------------------------------------------------------------------
-- The lease is the endpoint's: who holds it sends this endpoint's messages, one after the other. One whose lease is over is
-- taken by whoever comes next.
CREATE TABLE webhook (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  url            text NOT NULL CHECK (url ~ '^https?://[^[:space:][:cntrl:]]+$' AND length(url) <= 1000),
  format         text NOT NULL CHECK (format IN ('standard', 'slack')),
  threshold      text NOT NULL DEFAULT 'low' CHECK (threshold IN ('low', 'high', 'critical')),
  active         boolean NOT NULL DEFAULT true,
  created_at     timestamptz NOT NULL,
  failing_since  timestamptz,                        -- the first failure with no success behind it
  off_at         timestamptz,                        -- switched off by the worker, and why; NULL: by its owner, or on
  off_reason     text,
  lease_owner    text,
  lease_until    timestamptz,
  UNIQUE (account_id, url, format),
  UNIQUE (id, account_id),
  CHECK ((off_at IS NULL) = (off_reason IS NULL) AND NOT (active AND off_at IS NOT NULL)),
  CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);

-- What messages are signed with. The newest has no end; one that was replaced goes on signing, beside it, until `until`. Only
-- the worker reads the secrets themselves.
CREATE TABLE webhook_secret (
  webhook_id     bigint NOT NULL,
  account_id     bigint NOT NULL REFERENCES account,
  secret         bytea NOT NULL CHECK (octet_length(secret) = 32),
  created_at     timestamptz NOT NULL,
  until          timestamptz,
  FOREIGN KEY (webhook_id, account_id) REFERENCES webhook (id, account_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX webhook_secret_newest ON webhook_secret (webhook_id) WHERE until IS NULL;
CREATE INDEX ON webhook_secret (account_id);

-- Ten endpoints an account, and only where the tier has them: held under concurrency, as watch_limit and watch_feature are.
-- One that is switched on begins anew.
CREATE FUNCTION webhook_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.active OR NOT NEW.active) THEN RETURN NEW; END IF;
  IF NOT viewer_has(NEW.account_id, coalesce(nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at), 'webhooks') THEN
    RAISE EXCEPTION 'the tier has no webhooks' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    NEW.off_at := NULL;
    NEW.off_reason := NULL;
    NEW.failing_since := NULL;
    RETURN NEW;
  END IF;
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM webhook WHERE account_id = NEW.account_id) >= 10 THEN
    RAISE EXCEPTION 'ten endpoints are there already' USING ERRCODE = 'CA001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER webhook_guard BEFORE INSERT OR UPDATE OF active ON webhook FOR EACH ROW EXECUTE FUNCTION webhook_guard();

-- ---- messages: outbox and log in one ------------------------------------------------------------------------------------
-- One row is one message to one endpoint; its webhook-id is made of `id` and stays the same however often it is sent. Changes
-- are told by rows inserted in the transaction of the change. `body` is what was sent first, and is sent again byte for byte.
-- `asked`: a person asked for it (a test, a message once more): it goes before the others, and is tried once.
CREATE TABLE webhook_message (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id     bigint NOT NULL,
  account_id     bigint NOT NULL REFERENCES account,
  type           text NOT NULL CHECK (type IN ('change.recorded', 'webhook.test')),
  change_id      bigint REFERENCES change,
  watch          jsonb,                              -- {id, name, url} of the watch that it is told for, as it was then
  asked          boolean NOT NULL DEFAULT false,
  state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  created_at     timestamptz NOT NULL,
  next_try_at    timestamptz NOT NULL,
  body           text CHECK (octet_length(body) <= 32768), -- NULL before the first attempt
  attempts       int NOT NULL DEFAULT 0,
  first_try_at   timestamptz,
  tried_at       timestamptz,                        -- the last attempt, and what came of it:
  http_status    int,                                -- NULL: there was no answer
  duration_ms    int,
  answer         text CHECK (octet_length(answer) <= 1200), -- its beginning
  reason         text CHECK (octet_length(reason) <= 600),  -- of a failure, in words
  CHECK ((type = 'change.recorded') = (change_id IS NOT NULL)),
  UNIQUE (webhook_id, change_id),
  FOREIGN KEY (webhook_id, account_id) REFERENCES webhook (id, account_id) ON DELETE CASCADE
);
CREATE INDEX webhook_message_log ON webhook_message (webhook_id, id);
CREATE INDEX webhook_message_due ON webhook_message (next_try_at) WHERE state = 'pending';
CREATE INDEX ON webhook_message (account_id);

-- What waits for an endpoint that is switched off is not sent later by surprise: it is in the log, and can be sent from there.
CREATE FUNCTION webhook_switched_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE webhook_message SET state = 'failed', reason = 'The endpoint was switched off before this was sent.'
   WHERE webhook_id = NEW.id AND state = 'pending' AND NOT asked;
  RETURN NULL;
END $$;
CREATE TRIGGER webhook_switched_off AFTER UPDATE OF active ON webhook FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION webhook_switched_off();

-- What a message is known by, to its receiver too.
CREATE FUNCTION webhook_message_name(message bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN record_number('msg_', message, 8);

-- Depth of the queue, as numbers only: the web may not see other accounts' messages.
CREATE FUNCTION webhook_depth() RETURNS TABLE (n bigint, oldest timestamptz) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT count(*), min(created_at) FROM webhook_message WHERE state = 'pending';
END $$;

-- ---- the feed of a watchlist ----------------------------------------------------------------------------------------------
CREATE TABLE watchlist_feed (                        -- the token is shown once; a new one ends the old
  account_id     bigint PRIMARY KEY REFERENCES account,
  sha256         sha256 NOT NULL UNIQUE,
  created_at     timestamptz NOT NULL
);

-- The newest changes of substance that reach an account's watches, by index, watch by watch.
CREATE FUNCTION changes_reached(account bigint, most int) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    WITH mine AS MATERIALIZED (
      SELECT w.platform_id, w.document_id, w.provision_id, w.clause_type_id, array_position(ARRAY['low', 'medium', 'high', 'critical'], w.threshold) AS least
        FROM watch_reader w WHERE w.account_id = account AND w.paused_at IS NULL),
    hit AS (
      SELECT c.id, c.observed_at FROM mine w JOIN document d ON d.platform_id = w.platform_id AND (w.document_id IS NULL OR d.id = w.document_id)
        CROSS JOIN LATERAL (SELECT x.id, x.observed_at FROM change x WHERE x.document_id = d.id AND x.kind <> 'cosmetic'
          AND array_position(ARRAY['low', 'medium', 'high', 'critical'], x.severity) >= w.least ORDER BY x.observed_at DESC LIMIT most) c
       WHERE w.provision_id IS NULL
      UNION SELECT c.id, c.observed_at FROM mine w JOIN provision p ON p.state = 'published' AND (p.id = w.provision_id OR p.clause_type_id = w.clause_type_id)
        JOIN change_item i ON i.clause_id = p.clause_id AND NOT i.cosmetic JOIN change c ON c.id = i.change_id AND c.kind <> 'cosmetic'
          AND array_position(ARRAY['low', 'medium', 'high', 'critical'], c.severity) >= w.least)
    SELECT h.id FROM hit h ORDER BY h.observed_at DESC, h.id DESC LIMIT most;
END $$;

-- The feed behind a token; NULL: no such token, or its account is closed. It shows that account's watches and no other's,
-- whoever asks: the token is the authority.
CREATE FUNCTION watchlist_atom(token text, base text) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f watchlist_feed;
BEGIN
  SELECT w.* INTO f FROM watchlist_feed w JOIN account a ON a.id = w.account_id AND a.state = 'active'
   WHERE w.sha256 = sha256(convert_to(token, 'UTF8'));
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN feed('Changes on your watchlist', 'watchlist:' || f.account_id, '/feeds/watchlist/' || token || '.atom', '/watchlist/',
    (SELECT coalesce(jsonb_agg(c.card ORDER BY c.observed_at DESC, c.id DESC), '[]') FROM change_card c WHERE c.id IN (SELECT changes_reached(f.account_id, 50))),
    f.created_at, base);
END $$;

-- ---- who may what -------------------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['webhook', 'webhook_secret', 'webhook_message', 'watchlist_feed'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I TO atlas_web USING (account_id = acting_account())', t);
    EXECUTE format('CREATE POLICY worker ON %I TO atlas_worker USING (true)', t);
    EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, DELETE ON webhook TO atlas_web;
GRANT UPDATE (threshold, active) ON webhook TO atlas_web;
GRANT SELECT (webhook_id, account_id, created_at, until), INSERT, UPDATE (until) ON webhook_secret TO atlas_web;
GRANT SELECT, INSERT ON webhook_message TO atlas_web;
GRANT UPDATE (state, asked, next_try_at) ON webhook_message TO atlas_web;
GRANT SELECT (account_id, created_at), INSERT, UPDATE (sha256, created_at), DELETE ON watchlist_feed TO atlas_web;

GRANT SELECT ON webhook, webhook_secret TO atlas_worker;
GRANT UPDATE (active, failing_since, off_at, off_reason, lease_owner, lease_until) ON webhook TO atlas_worker;
GRANT DELETE ON webhook_secret TO atlas_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_message TO atlas_worker;

REVOKE ALL ON FUNCTION watchlist_atom(text, text), webhook_depth() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION watchlist_atom(text, text), webhook_depth() TO atlas_web;
