-- Organisations: several people on one watchlist. An organisation is carried by one of its owners, whose tier is the
-- organisation's (feature `organisations`); its watches belong to it and to no person, so they stay when people go. Owners
-- say who is in it, owners and members change the watchlist, viewers read; everybody in it is told, and says by what.

-- Who the web acts for; NULL: nobody, or another program.
CREATE FUNCTION acting_account() RETURNS bigint LANGUAGE sql STABLE
  RETURN nullif(current_setting('atlas.account', true), '')::bigint;

ALTER TABLE tier ADD COLUMN member_limit int CHECK (member_limit >= 1); -- people in an organisation; NULL: unlimited

CREATE TABLE organisation (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name           text NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name !~ '[[:cntrl:]]' AND name = btrim(name)),
  carried_by     bigint NOT NULL UNIQUE REFERENCES account, -- one organisation a person: else a tier's limit would be none
  carried_since  timestamptz NOT NULL,               -- when it was handed over: its tier may be another since
  created_at     timestamptz NOT NULL
);

CREATE TABLE member (
  organisation_id bigint NOT NULL REFERENCES organisation ON DELETE CASCADE,
  account_id     bigint NOT NULL REFERENCES account,
  role           text NOT NULL CHECK (role IN ('owner', 'member', 'viewer')),
  alerts         boolean NOT NULL DEFAULT true,      -- what of the common watchlist this person wants by mail
  digest         boolean NOT NULL DEFAULT true,
  seen_at        timestamptz,                        -- as account.seen_at, of the common watchlist
  joined_at      timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, account_id)
);
CREATE INDEX ON member (account_id);

-- An invitation is bound to an address: an account with that address proves that its owner reads it, so the mail needs no
-- secret. It lies on that account's page until it is answered, taken back, or too old.
CREATE TABLE invitation (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES organisation ON DELETE CASCADE,
  address        text NOT NULL CHECK (address = lower(address) AND length(address) <= 254),
  role           text NOT NULL CHECK (role IN ('owner', 'member', 'viewer')),
  invited_by     bigint NOT NULL REFERENCES account,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  answered_at    timestamptz,
  answer         text CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  CHECK (created_at < expires_at),
  CHECK ((answered_at IS NULL) = (answer IS NULL))
);
CREATE UNIQUE INDEX one_open_invitation ON invitation (organisation_id, address) WHERE answered_at IS NULL;
CREATE INDEX ON invitation (address) WHERE answered_at IS NULL;
CREATE INDEX ON invitation (invited_by);

-- ---- what role somebody has, and the tier of a watchlist ---------------------------------------------------------------
-- Of whoever the web acts for; NULL: not in it. Read past row security, which asks this very question.
CREATE FUNCTION acting_role(organisation bigint) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT role FROM member WHERE organisation_id = organisation AND account_id = acting_account());
END $$;

CREATE FUNCTION organisation_tier(whose bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT account_tier(carried_by, at) FROM organisation WHERE id = whose);
END $$;

-- Of a watchlist: a person's own, or an organisation's.
CREATE FUNCTION watchlist_tier(account bigint, organisation bigint, at timestamptz) RETURNS bigint LANGUAGE sql STABLE
  RETURN CASE WHEN organisation IS NULL THEN account_tier(account, at) ELSE organisation_tier(organisation, at) END;

-- What somebody may see: the highest of their own tier and those of their organisations.
CREATE FUNCTION viewer_tier(account bigint, at timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT t.id FROM tier t WHERE t.id = account_tier(account, at)
             OR t.id IN (SELECT organisation_tier(m.organisation_id, at) FROM member m WHERE m.account_id = account)
           ORDER BY t.rank DESC, t.platform_limit DESC NULLS FIRST, t.id LIMIT 1);
END $$;

-- ---- watches of an organisation ------------------------------------------------------------------------------------------
ALTER TABLE watch ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE watch
  ADD COLUMN organisation_id bigint REFERENCES organisation ON DELETE CASCADE,
  ADD CHECK (num_nonnulls(account_id, organisation_id) = 1);
DROP INDEX watch_once;
CREATE UNIQUE INDEX watch_once ON watch (coalesce(account_id, 0), coalesce(organisation_id, 0), coalesce(platform_id, 0), coalesce(document_id, 0),
  coalesce(provision_id, 0), coalesce(clause_type_id, 0));
CREATE INDEX watch_account ON watch (account_id, platform_id);
CREATE INDEX watch_organisation ON watch (organisation_id, platform_id) WHERE organisation_id IS NOT NULL;

-- Who is told of what a watch sees, and by what.
CREATE VIEW watch_reader WITH (security_invoker = true) AS
  SELECT id AS watch_id, account_id, organisation_id, platform_id, document_id, provision_id, clause_type_id, threshold, alerts, digest, paused_at,
         created_at FROM watch WHERE account_id IS NOT NULL
  UNION ALL
  SELECT w.id, m.account_id, w.organisation_id, w.platform_id, w.document_id, w.provision_id, w.clause_type_id, w.threshold, w.alerts AND m.alerts,
         w.digest AND m.digest, w.paused_at, w.created_at FROM watch w JOIN member m ON m.organisation_id = w.organisation_id;

-- The watches that a change reaches, and whom each tells: an active account a row. `alerts`: whether that person wants them
-- by alert; `features`: of the watchlist's tier. Cosmetic changes reach nobody, and a watch on a provision or clause type is
-- reached when the clause was touched.
CREATE FUNCTION watches_reached(reaching bigint, at timestamptz) RETURNS TABLE (watch_id bigint, account_id bigint, alerts boolean, features text[])
LANGUAGE sql STABLE AS $$
  WITH c AS MATERIALIZED (
    SELECT c.id, c.document_id, d.platform_id, array_position(ARRAY['low', 'medium', 'high', 'critical'], c.severity) AS weight
      FROM change c JOIN document d ON d.id = c.document_id WHERE c.id = reaching AND c.kind <> 'cosmetic'),
  touched AS MATERIALIZED (
    SELECT p.id, p.clause_type_id FROM c JOIN change_item i ON i.change_id = c.id AND NOT i.cosmetic
      JOIN provision p ON p.clause_id = i.clause_id AND p.state = 'published'),
  reached AS (
    SELECT w.id FROM c JOIN watch w ON w.platform_id = c.platform_id AND w.paused_at IS NULL
     WHERE CASE WHEN w.provision_id IS NOT NULL THEN w.provision_id IN (SELECT id FROM touched) ELSE w.document_id IS NULL OR w.document_id = c.document_id END
       AND array_position(ARRAY['low', 'medium', 'high', 'critical'], w.threshold) <= c.weight
    UNION ALL
    SELECT w.id FROM c JOIN watch w ON w.clause_type_id IN (SELECT clause_type_id FROM touched) AND w.paused_at IS NULL
     WHERE array_position(ARRAY['low', 'medium', 'high', 'critical'], w.threshold) <= c.weight)
  SELECT r.watch_id, r.account_id, r.alerts, t.features FROM reached JOIN watch_reader r ON r.watch_id = reached.id
    JOIN account a ON a.id = r.account_id AND a.state = 'active'
    JOIN tier t ON t.id = watchlist_tier(CASE WHEN r.organisation_id IS NULL THEN r.account_id END, r.organisation_id, at)
$$;

-- The tier's limit holds under concurrency: the row of whose watchlist it is is locked before counting. SQLSTATE CA001
-- means "limit".
CREATE OR REPLACE FUNCTION watch_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed int; used int;
BEGIN
  IF NEW.organisation_id IS NOT NULL AND acting_account() IS NOT NULL AND coalesce(acting_role(NEW.organisation_id), '') NOT IN ('owner', 'member') THEN
    RAISE EXCEPTION 'another organisation''s watchlist' USING ERRCODE = 'insufficient_privilege'; -- before anything of it is asked or locked
  END IF;
  IF NEW.paused_at IS NOT NULL OR NEW.platform_id IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  PERFORM FROM organisation WHERE id = NEW.organisation_id FOR NO KEY UPDATE;
  SELECT platform_limit INTO allowed FROM tier WHERE id = watchlist_tier(NEW.account_id, NEW.organisation_id, coalesce(
    nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at));
  IF allowed IS NULL OR EXISTS (SELECT FROM watch WHERE (account_id = NEW.account_id OR organisation_id = NEW.organisation_id)
      AND platform_id = NEW.platform_id AND paused_at IS NULL AND id <> NEW.id) THEN
    RETURN NEW; -- room is needed for another platform only
  END IF;
  SELECT count(DISTINCT platform_id) INTO used FROM watch
   WHERE (account_id = NEW.account_id OR organisation_id = NEW.organisation_id) AND paused_at IS NULL AND platform_id <> NEW.platform_id AND id <> NEW.id;
  IF used + 1 > allowed THEN
    RAISE EXCEPTION 'the limit of % platforms is reached', allowed USING ERRCODE = 'CA001';
  END IF;
  RETURN NEW;
END $$;

-- What a watch needs of the tier: a common watchlist, single provisions, clause types.
CREATE FUNCTION watch_needs(w watch, features text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (w.organisation_id IS NULL OR 'organisations' = ANY (features))
     AND ((w.provision_id IS NULL AND w.clause_type_id IS NULL) OR 'provision-watches' = ANY (features));

CREATE OR REPLACE FUNCTION watch_feature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.paused_at IS NOT NULL OR (NEW.provision_id IS NULL AND NEW.clause_type_id IS NULL AND NEW.organisation_id IS NULL) THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM tier t WHERE t.id = watchlist_tier(NEW.account_id, NEW.organisation_id, coalesce(
       nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at)) AND watch_needs(NEW, t.features)) THEN
    RAISE EXCEPTION 'the tier has no such watches' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- ---- who is in it ----------------------------------------------------------------------------------------------------------
-- Makes one, with the account as its first owner, who carries it. insufficient_privilege: the tier has none; unique_violation:
-- the account carries one already.
CREATE FUNCTION organisation_create(called text, account bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM acts_for(account);
  IF NOT EXISTS (SELECT FROM tier t WHERE t.id = account_tier(account, at) AND 'organisations' = ANY (t.features)) THEN
    RAISE EXCEPTION 'the tier has no organisations' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO organisation (name, carried_by, carried_since, created_at) VALUES (called, account, at, at) RETURNING id INTO made;
  INSERT INTO member (organisation_id, account_id, role, joined_at) VALUES (made, account, 'owner', at);
  RETURN made;
END $$;

-- Whether an invitation can be taken: it is open, not too old, and who sent it may still say who comes in.
CREATE FUNCTION invitation_stands(i invitation, at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN i.answered_at IS NULL AND i.expires_at > at
     AND EXISTS (SELECT FROM member m WHERE m.organisation_id = i.organisation_id AND m.account_id = i.invited_by AND m.role = 'owner');
END $$;

-- An open invitation to the account's address → a member, once, while who invited is an owner still. NULL: there is none any
-- more. Whoever is in it already keeps their role.
CREATE FUNCTION invitation_accept(invited bigint, account bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one invitation;
BEGIN
  PERFORM acts_for(account);
  UPDATE invitation i SET answered_at = at, answer = 'accepted' FROM account a
   WHERE i.id = invited AND a.id = account AND a.state = 'active' AND i.address = a.address AND invitation_stands(i, at)
  RETURNING i.* INTO one;
  INSERT INTO member (organisation_id, account_id, role, joined_at) SELECT one.organisation_id, account, one.role, at WHERE one.id IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN one.organisation_id;
END $$;

-- How many people its tier allows; open invitations do not count, members do. CA001: no room.
CREATE FUNCTION member_limit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE allowed int;
BEGIN
  PERFORM FROM organisation WHERE id = NEW.organisation_id FOR NO KEY UPDATE;
  SELECT member_limit INTO allowed FROM tier WHERE id = organisation_tier(NEW.organisation_id, NEW.joined_at);
  IF (SELECT count(*) FROM member WHERE organisation_id = NEW.organisation_id) >= allowed THEN
    RAISE EXCEPTION 'the organisation has room for % people', allowed USING ERRCODE = 'CA001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER member_limit BEFORE INSERT ON member FOR EACH ROW EXECUTE FUNCTION member_limit();

-- Whoever carries it stays in it, as an owner, while a person acts; only owners change roles, and nobody else leaves by another's
-- hand. The organisation's row is locked before that is asked: handing over takes the same lock.
CREATE FUNCTION member_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM organisation WHERE id = OLD.organisation_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN OLD; END IF; -- it ends, and all of it goes
  IF acting_account() IS NOT NULL AND (TG_OP = 'UPDATE' OR OLD.account_id <> acting_account())
     AND acting_role(OLD.organisation_id) IS DISTINCT FROM 'owner' THEN
    RAISE EXCEPTION 'owners say who is in an organisation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (TG_OP = 'UPDATE' OR acting_account() IS NOT NULL)
     AND EXISTS (SELECT FROM organisation WHERE id = OLD.organisation_id AND carried_by = OLD.account_id) THEN
    IF TG_OP = 'DELETE' OR NEW.role <> 'owner' THEN
      RAISE EXCEPTION 'who carries the organisation is an owner' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER member_guard BEFORE UPDATE OF role OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION member_guard();

-- Handing it over: to an owner whose tier has organisations.
CREATE FUNCTION carried_by_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM member m JOIN account a ON a.id = m.account_id AND a.state = 'active'
                  WHERE m.organisation_id = NEW.id AND m.account_id = NEW.carried_by AND m.role = 'owner') THEN
    RAISE EXCEPTION 'an organisation is carried by one of its owners' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM tier WHERE id = account_tier(NEW.carried_by, NEW.carried_since) AND 'organisations' = ANY (features)) THEN
    RAISE EXCEPTION 'the tier has no organisations' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carried_by_owner BEFORE UPDATE OF carried_by ON organisation FOR EACH ROW EXECUTE FUNCTION carried_by_owner();

-- Without its carrier it ends. Whoever leaves or is deleted hands it over first (web/form_data.c, `atlas account delete`).
CREATE FUNCTION carrier_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM organisation WHERE id = OLD.organisation_id AND carried_by = OLD.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER carrier_gone AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION carrier_gone();

-- What is kept under an address and no account goes with the account that had it.
CREATE FUNCTION address_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM invitation WHERE address = OLD.address;
  DELETE FROM delivery WHERE address = OLD.address AND account_id IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER address_gone AFTER UPDATE OF state ON account FOR EACH ROW WHEN (NEW.state = 'deleted' AND OLD.state <> 'deleted') EXECUTE FUNCTION address_gone();

-- ---- row security and grants -------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organisation', 'member', 'invitation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY worker ON %I TO atlas_worker USING (true)', t);
    EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;
CREATE POLICY see ON organisation FOR SELECT TO atlas_web USING (acting_role(id) IS NOT NULL
  OR id IN (SELECT i.organisation_id FROM invitation i WHERE i.answered_at IS NULL AND i.address = (SELECT a.address FROM account a WHERE a.id = acting_account())));
CREATE POLICY own ON organisation FOR ALL TO atlas_web USING (acting_role(id) = 'owner');
CREATE POLICY see ON member FOR SELECT TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IS NOT NULL);
CREATE POLICY own ON member FOR ALL TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) = 'owner');
CREATE POLICY own ON invitation TO atlas_web USING (acting_role(organisation_id) = 'owner');
CREATE POLICY sent ON invitation FOR SELECT TO atlas_web USING (address = (SELECT a.address FROM account a WHERE a.id = acting_account()));
CREATE POLICY answer ON invitation FOR UPDATE TO atlas_web USING (address = (SELECT a.address FROM account a WHERE a.id = acting_account()));

DROP POLICY own ON watch;
CREATE POLICY see ON watch FOR SELECT TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IS NOT NULL);
CREATE POLICY own ON watch FOR ALL TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IN ('owner', 'member'));

REVOKE ALL ON FUNCTION organisation_create(text, bigint, timestamptz), invitation_accept(bigint, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organisation_create(text, bigint, timestamptz), invitation_accept(bigint, bigint, timestamptz) TO atlas_web;
GRANT SELECT ON organisation, member, invitation TO atlas_web, atlas_worker;
GRANT SELECT ON watch_reader TO atlas_web, atlas_worker;
GRANT UPDATE (name, carried_by, carried_since), DELETE ON organisation TO atlas_web;
GRANT UPDATE (role, alerts, digest, seen_at), DELETE ON member TO atlas_web;
GRANT INSERT, UPDATE (answered_at, answer) ON invitation TO atlas_web;
GRANT DELETE ON invitation TO atlas_worker;
