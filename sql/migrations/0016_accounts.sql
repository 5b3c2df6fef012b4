-- Accounts, second part: quiet hours, change of address, login by mail, second factor, the operator's view, export,
-- deletion with a time to think, and what is forgotten of mails.

-- ---- states and preferences ---------------------------------------------------------------------------------------------
-- `leaving`: to be deleted at delete_after; logs in to stay; no alert, no digest, as for everybody who is not `active`.
ALTER TABLE account DROP CONSTRAINT account_state_check;
ALTER TABLE account
  ADD COLUMN quiet_from int CHECK (quiet_from BETWEEN 0 AND 23), -- hours of the account's zone; both or none
  ADD COLUMN quiet_to int CHECK (quiet_to BETWEEN 0 AND 23),
  ADD COLUMN delete_after timestamptz,
  ADD CHECK (state IN ('pending', 'active', 'suspended', 'leaving', 'deleted')),
  ADD CHECK (state <> 'leaving' OR delete_after IS NOT NULL),
  ADD CHECK (num_nonnulls(quiet_from, quiet_to) <> 1 AND quiet_from <> quiet_to);
CREATE INDEX account_leaving ON account (delete_after) WHERE delete_after IS NOT NULL;

-- When the quiet hours end that `at` lies in; NULL: it lies in none. For whoever is about to send what can wait.
CREATE FUNCTION quiet_until(zone text, from_hour int, to_hour int, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN quiet AND ends > at THEN ends END
    FROM (SELECT at AT TIME ZONE zone AS here) l,
         LATERAL (SELECT extract(hour FROM here)::int AS h) hour,
         LATERAL (SELECT CASE WHEN from_hour < to_hour THEN h >= from_hour AND h < to_hour ELSE h >= from_hour OR h < to_hour END AS quiet,
                         (date_trunc('day', here) + make_interval(days => (h >= to_hour)::int, hours => to_hour)) AT TIME ZONE zone AS ends) q
$$;

-- ---- tokens and logins --------------------------------------------------------------------------------------------------
-- confirm: carries the password of the sign-up that its mail belongs to, so that nobody's later sign-up can put another in
-- its place. login: a link instead of a password. factor: a first factor was shown, the second is asked for; both only in
-- the browser that asked. move: a new address. undo: back to the old one, whatever the address is by then. view: the
-- operator's.
ALTER TABLE token DROP CONSTRAINT token_purpose_check;
ALTER TABLE token
  ADD COLUMN password text,                          -- confirm: argon2id string
  ADD COLUMN new_address text,                       -- move, undo
  ADD COLUMN browser sha256,                         -- login, factor: of the form cookie
  ADD COLUMN viewed_by text,                         -- view: the operator's system user
  ADD CHECK (purpose IN ('confirm', 'reset', 'login', 'factor', 'move', 'undo', 'view')),
  ADD CHECK ((purpose IN ('move', 'undo')) = (new_address IS NOT NULL)),
  ADD CHECK (purpose NOT IN ('login', 'factor') OR browser IS NOT NULL),
  ADD CHECK ((purpose = 'view') = (viewed_by IS NOT NULL));
ALTER TABLE login ADD COLUMN viewed_by text;         -- an operator looks at the account: nothing can be changed

-- ---- second factor ------------------------------------------------------------------------------------------------------
CREATE TABLE second_factor (                         -- TOTP (RFC 6238): SHA-1, 30 seconds, 6 digits: what programs on phones know
  account_id     bigint PRIMARY KEY REFERENCES account,
  secret         bytea NOT NULL CHECK (octet_length(secret) = 20),
  created_at     timestamptz NOT NULL,
  confirmed_at   timestamptz,                        -- NULL: being set up, and not asked for
  last_step      bigint NOT NULL DEFAULT 0           -- the newest step a code was taken of: none is taken twice
);
CREATE TABLE recovery_code (
  account_id     bigint NOT NULL REFERENCES account,
  sha256         sha256 NOT NULL,
  created_at     timestamptz NOT NULL,
  used_at        timestamptz,
  PRIMARY KEY (account_id, sha256)
);
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['second_factor', 'recovery_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I TO atlas_web USING (account_id = nullif(current_setting(''atlas.account'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;

-- ---- the security log, for the person --------------------------------------------------------------------------------------
-- The log is append-only, also for who leaves. So what describes a person's machine is not in it but beside it.
CREATE TABLE security_agent (
  event_id       bigint PRIMARY KEY REFERENCES security_event,
  account_id     bigint NOT NULL REFERENCES account,
  agent          text NOT NULL CHECK (length(agent) <= 200)
);
CREATE INDEX ON security_agent (account_id);

-- What a browser calls itself, in words that its owner knows; else as it stands.
CREATE FUNCTION agent_name(agent text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(
    CASE WHEN agent ~ 'Edg/' THEN 'Edge' WHEN agent ~ 'OPR/' THEN 'Opera' WHEN agent ~ 'Firefox/' THEN 'Firefox' WHEN agent ~ 'Chrome/' THEN 'Chrome'
         WHEN agent ~ 'Version/.* Safari/' THEN 'Safari' END ||
    CASE WHEN agent ~ 'iPhone|iPad' THEN ' on iOS' WHEN agent ~ 'Android' THEN ' on Android' WHEN agent ~ 'Windows' THEN ' on Windows'
         WHEN agent ~ 'Macintosh' THEN ' on macOS' WHEN agent ~ 'Linux' THEN ' on Linux' ELSE '' END, agent);

-- Functions for the web that read what it cannot: only ever of the account it acts for.
CREATE FUNCTION acts_for(account bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS DISTINCT FROM nullif(current_setting('atlas.account', true), '')::bigint THEN
    RAISE EXCEPTION 'another account''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

CREATE FUNCTION security_events_of(account bigint, most int) RETURNS TABLE (at timestamptz, event text, actor text, network text, agent text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  RETURN QUERY SELECT e.at, e.event, e.actor, e.address_prefix, a.agent, e.detail FROM security_event e LEFT JOIN security_agent a ON a.event_id = e.id
    WHERE e.account_id = account ORDER BY e.at DESC, e.id DESC LIMIT most;
END $$;

-- ---- tokens in mails ---------------------------------------------------------------------------------------------------------
-- A mail that is on its way needs its link; one that arrived, or never will, does not.
CREATE FUNCTION without_tokens(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(words, 'token=[A-Za-z0-9_-]{20,}', 'token=removed', 'g');

CREATE FUNCTION delivery_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.payload := without_tokens(NEW.payload::text)::jsonb;
  NEW.text_body := without_tokens(NEW.text_body);
  NEW.html_body := without_tokens(NEW.html_body);
  NEW.unsubscribe_url := without_tokens(NEW.unsubscribe_url);
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_over BEFORE UPDATE OF state ON delivery FOR EACH ROW
  WHEN (NEW.state IN ('sent', 'failed', 'suppressed') AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION delivery_over();
UPDATE delivery SET payload = without_tokens(payload::text)::jsonb, text_body = without_tokens(text_body), html_body = without_tokens(html_body),
  unsubscribe_url = without_tokens(unsubscribe_url) WHERE state IN ('sent', 'failed', 'suppressed');

-- ---- export and deletion -------------------------------------------------------------------------------------------------------
-- Where rows of an account are: every column that refers to account, and every one named account_id. A table that is added
-- later is found by itself.
CREATE VIEW account_place AS
  SELECT c.conrelid::regclass::text AS place, a.attname::text AS name
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
   WHERE c.contype = 'f' AND c.confrelid = 'account'::regclass AND c.conparentid = 0 AND cardinality(c.conkey) = 1
  UNION
  SELECT c.oid::regclass::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attname = 'account_id' AND NOT a.attisdropped;

-- Everything that is stored about an account: table → rows. Left out is what only proves something to us: hashes of
-- passwords and tokens, the key of the second factor.
CREATE FUNCTION account_export(account bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  secrets CONSTANT text[] := ARRAY['password', 'secret', 'sha256', 'token_sha256', 'browser'];
  whole jsonb;
  found jsonb;
  p record;
BEGIN
  PERFORM acts_for(account);
  SELECT jsonb_build_object('account', jsonb_build_array(to_jsonb(a) - secrets),
    'rate', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM rate r WHERE r.key = encode(sha256(convert_to(a.address, 'UTF8')), 'hex')),
    'suppression', (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') FROM suppression s WHERE s.address = a.address))
    INTO whole FROM account a WHERE a.id = account;
  FOR p IN SELECT place, name FROM account_place ORDER BY place, name LOOP
    EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(r) - $2), ''[]'') FROM %s r WHERE r.%I = $1', p.place, p.name) INTO found USING account, secrets;
    whole := whole || jsonb_build_object(p.place || CASE p.name WHEN 'account_id' THEN '' ELSE '.' || p.name END, found);
  END LOOP;
  RETURN without_tokens(whole::text)::jsonb;
END $$;

-- What stays when an account goes: what it paid for and when, and what is append-only (the security log, which holds no
-- address). A record whose author the account was (another column than account_id) stays with its byline.
CREATE FUNCTION account_keeps(place text) RETURNS boolean LANGUAGE sql STABLE
  RETURN place IN ('subscription') OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = place::regclass AND t.tgname = 'append_only');

-- Removes an account: all its rows but those, and from its own row all that is personal. Rows that others refer to wait
-- for those to go first; what refers to them from tables without account_id must go by ON DELETE CASCADE.
CREATE FUNCTION account_remove(gone bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  places text[];
  later text[];
  p text;
BEGIN
  PERFORM FROM account WHERE id = gone FOR UPDATE;
  DELETE FROM suppression s USING account a WHERE a.id = gone AND s.address = a.address;
  SELECT array_agg(place ORDER BY place) INTO places FROM account_place WHERE name = 'account_id' AND NOT account_keeps(place);
  WHILE cardinality(places) > 0 LOOP
    later := '{}';
    FOREACH p IN ARRAY places LOOP
      BEGIN
        EXECUTE format('DELETE FROM %s WHERE account_id = $1', p) USING gone;
      EXCEPTION WHEN foreign_key_violation THEN
        later := later || p;
      END;
    END LOOP;
    IF later = places THEN
      RAISE EXCEPTION 'account % cannot be removed: rows of % are referred to', gone, later USING ERRCODE = 'foreign_key_violation';
    END IF;
    places := later;
  END LOOP;
  UPDATE account SET state = 'deleted', password = NULL, display_name = NULL, consent = NULL, digest = false, zone = 'UTC', digest_day = 1,
    digest_hour = 8, quiet_from = NULL, quiet_to = NULL, delete_after = NULL, failures = 0, last_failure_at = NULL,
    address = 'deleted-' || id || '@invalid.example' WHERE id = gone;
END $$;

-- Accounts whose time to think is over, and sign-ups that nobody confirmed in a month. One that cannot be removed holds up no other.
CREATE FUNCTION accounts_remove_due(at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one bigint;
  n int := 0;
BEGIN
  FOR one IN SELECT id FROM account WHERE (delete_after <= at OR (state = 'pending' AND created_at < at - interval '30 days')) AND state <> 'deleted'
             ORDER BY id LIMIT 1000 LOOP
    BEGIN
      PERFORM account_remove(one);
      INSERT INTO security_event (at, account_id, actor, event) VALUES (accounts_remove_due.at, one, 'worker', 'account deleted');
      n := n + 1;
    EXCEPTION WHEN foreign_key_violation THEN
      RAISE WARNING '%', SQLERRM;
    END;
  END LOOP;
  RETURN n;
END $$;

REVOKE ALL ON FUNCTION account_export(bigint), security_events_of(bigint, int), account_remove(bigint), accounts_remove_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_export(bigint), security_events_of(bigint, int) TO atlas_web;
GRANT EXECUTE ON FUNCTION accounts_remove_due(timestamptz) TO atlas_worker;

GRANT UPDATE (address, quiet_from, quiet_to, delete_after) ON account TO atlas_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code TO atlas_web;
GRANT SELECT (id) ON security_event TO atlas_web, atlas_worker;
GRANT INSERT ON security_agent TO atlas_web;
