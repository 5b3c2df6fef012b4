-- Tiers as revisions, trials once a person, subscriptions that end and say so, and paying for one.

-- ---- tiers: rows are revisions -------------------------------------------------------------------------------------------
-- What a tier has never changes under who has it: a change makes a new row (tier_put), and a subscription refers to the row
-- it began with. At any instant a slug has one row, and no two slugs have the same rank.
ALTER TABLE tier DROP CONSTRAINT tier_slug_key, DROP CONSTRAINT tier_rank_key;
ALTER TABLE tier
  ADD CONSTRAINT tier_slug_once EXCLUDE USING gist (slug WITH =, tstzrange(valid_from, valid_to) WITH &&),
  ADD CONSTRAINT tier_rank_once EXCLUDE USING gist (rank WITH =, slug WITH <>, tstzrange(valid_from, valid_to) WITH &&);

-- For the seed: the tier as it is from now on (the setting atlas.now, which `atlas migrate` gives). Where what it has, its
-- name or its trial differ, the row in force ends and another begins; wording and rank are those of the row.
CREATE FUNCTION tier_put(put_slug text, put_name text, put_aliases text[], put_rank int, put_limit int, put_members int, put_features text[],
                         put_trial int, put_description text, since timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old tier;
  begins timestamptz := nullif(current_setting('atlas.now', true), '')::timestamptz;
BEGIN
  UPDATE tier SET rank = put_rank WHERE slug = put_slug AND rank <> put_rank;
  SELECT * INTO old FROM tier WHERE slug = put_slug AND valid_to IS NULL FOR UPDATE;
  IF old.id IS NULL THEN
    INSERT INTO tier (slug, name, aliases, rank, platform_limit, member_limit, features, trial_days, description, valid_from)
    VALUES (put_slug, put_name, put_aliases, put_rank, put_limit, put_members, put_features, put_trial, put_description,
            CASE WHEN EXISTS (SELECT FROM tier WHERE slug = put_slug) THEN begins ELSE since END);
  ELSIF (old.name, old.trial_days) = (put_name, put_trial) AND old.platform_limit IS NOT DISTINCT FROM put_limit
        AND old.member_limit IS NOT DISTINCT FROM put_members AND old.features @> put_features AND old.features <@ put_features THEN
    UPDATE tier SET aliases = put_aliases, description = put_description, features = put_features WHERE id = old.id;
  ELSE
    begins := greatest(begins, old.valid_from + interval '1 microsecond');
    UPDATE tier SET valid_to = begins WHERE id = old.id;
    INSERT INTO tier (slug, name, aliases, rank, platform_limit, member_limit, features, trial_days, description, valid_from)
    VALUES (put_slug, put_name, put_aliases, put_rank, put_limit, put_members, put_features, put_trial, put_description, begins);
  END IF;
END $$;

-- The tier offered at an instant that a word names: its slug, its name, or a former name.
CREATE FUNCTION tier_named(word text, at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT t.id FROM tier t, LATERAL (SELECT lower(btrim(word)) AS w) asked
   WHERE t.valid_from <= at AND (t.valid_to IS NULL OR t.valid_to > at)
     AND (t.slug = w OR lower(t.name) = w OR w = ANY (lower(t.aliases::text)::text[]))
   ORDER BY t.slug = w DESC, lower(t.name) = w DESC, t.rank LIMIT 1
$$;

-- The tier an account has at an instant: of what it holds the highest, and of two revisions the one with more room; else
-- the lowest that is offered. Asked for every row that is put on a watchlist: with a plan that is kept.
CREATE OR REPLACE FUNCTION account_tier(account bigint, at timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT held.id FROM (
    SELECT t.id, t.rank, t.platform_limit FROM subscription s JOIN tier t ON t.id = s.tier_id
     WHERE s.account_id = account AND s.valid_from <= at AND (s.valid_to IS NULL OR s.valid_to > at)
    UNION ALL (SELECT t.id, t.rank, t.platform_limit FROM tier t
                WHERE t.valid_from <= at AND (t.valid_to IS NULL OR t.valid_to > at) ORDER BY t.rank LIMIT 1)
  ) held ORDER BY held.rank DESC, held.platform_limit DESC NULLS FIRST, held.id LIMIT 1);
END $$;

-- ---- paying: what a provider told us -----------------------------------------------------------------------------------------
-- Who pays is named payer_id, not account_id: these rows stay when an account goes (what it paid for and when), and so does
-- the wish that nothing more is charged.
CREATE TABLE tier_price (                            -- what a tier costs, and the provider's name for that; data: `atlas tier price`
  slug           slug NOT NULL,
  period         text NOT NULL CHECK (period IN ('month', 'year')),
  external_id    text NOT NULL CHECK (external_id ~ '^price_[A-Za-z0-9]{1,100}$'),
  amount         numeric(12, 2) NOT NULL CHECK (amount > 0),
  currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  PRIMARY KEY (slug, period)
);

CREATE TABLE billing_subscription (                  -- a subscription at the provider, as far as its events have told
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  external_id    text NOT NULL UNIQUE CHECK (length(external_id) <= 255),
  payer_id       bigint NOT NULL REFERENCES account,
  tier_id        bigint NOT NULL REFERENCES tier,
  status         text CHECK (length(status) <= 40),  -- the provider's word
  status_at      timestamptz,                        -- of the event that said so: an older one says nothing any more
  paid_until     timestamptz,                        -- by invoices that were paid; only ever grows
  period_until   timestamptz,                        -- of the period that goes on at the provider, paid or not
  ended_at       timestamptz,                        -- it does not come back
  invoice        text CHECK (length(invoice) <= 100),
  failed_at      timestamptz,                        -- of the last payment that failed after the last that did not
  retry_at       timestamptz,
  pay_url        text CHECK (length(pay_url) <= 2000),
  cancel_wanted  boolean NOT NULL DEFAULT false,     -- to end with what is paid: wished here …
  cancel_known   boolean NOT NULL DEFAULT false,     -- … and so at the provider
  cancel_left    boolean NOT NULL DEFAULT false,     -- wished by leaving alone: staying takes it back
  cancel_tries   int NOT NULL DEFAULT 0,
  cancel_next_at timestamptz NOT NULL,               -- the worker takes it up then; in hand: the end of its lease
  cancel_reason  text CHECK (length(cancel_reason) <= 400) -- why the provider has not taken it yet
);
CREATE INDEX ON billing_subscription (payer_id);
CREATE INDEX ON billing_subscription (cancel_next_at) WHERE cancel_wanted <> cancel_known AND ended_at IS NULL;

-- Until when the tier is had: three days are given to a payment that fails, or is not here yet; after them it is over until
-- the payment comes. None where it ends with what is paid. An end that is told later adds nothing.
CREATE FUNCTION billing_until(b billing_subscription) RETURNS timestamptz LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN b.paid_until IS NOT NULL THEN least(b.ended_at,
    CASE WHEN b.cancel_known AND (b.period_until > b.paid_until) IS NOT TRUE THEN b.paid_until ELSE b.paid_until + interval '3 days' END) END;

-- Whether the provider has it still, as far as we know: it may charge, or be told otherwise. One that nobody has paid for
-- is no more than an attempt.
CREATE FUNCTION billing_open(b billing_subscription, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN b.ended_at IS NULL AND b.paid_until IS NOT NULL AND (NOT b.cancel_known OR greatest(b.paid_until, b.period_until) > at);

-- An order: asked → ready (with the link to the checkout) → paid; or failed, with words; or expired. confirming: the
-- checkout is done, the money is on its way. Paying counts whatever the state was by then.
CREATE TABLE billing_order (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payer_id       bigint NOT NULL REFERENCES account,
  tier_id        bigint NOT NULL REFERENCES tier,
  period         text NOT NULL CHECK (period IN ('month', 'year')),
  price          text NOT NULL,                      -- the provider's name of it
  amount         numeric(12, 2) NOT NULL,
  currency       text NOT NULL,
  token          text NOT NULL UNIQUE CHECK (length(token) = 43), -- names the order at the provider; nobody can guess it
  state          text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'ready', 'confirming', 'paid', 'expired', 'failed')),
  asked_at       timestamptz NOT NULL,
  tries          int NOT NULL DEFAULT 0,
  answers        int NOT NULL DEFAULT 0,             -- failures that the provider answered with: the next try is a new request to it
  next_try_at    timestamptz NOT NULL,               -- in hand: the end of the lease
  external_id    text CHECK (length(external_id) <= 255), -- the checkout session
  url            text CHECK (length(url) <= 4000),
  expires_at     timestamptz,
  reason         text CHECK (length(reason) <= 400),
  ended_at       timestamptz,
  CHECK (state <> 'ready' OR (url IS NOT NULL AND expires_at IS NOT NULL)),
  CHECK (state <> 'failed' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_order ON billing_order (payer_id) WHERE state IN ('asked', 'ready', 'confirming');
CREATE INDEX ON billing_order (payer_id);
CREATE INDEX ON billing_order (next_try_at) WHERE state = 'asked';

CREATE TABLE billing_event (                         -- what a provider signed: kept by the web, applied once by the worker
  id             text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 255),
  type           text NOT NULL CHECK (length(type) <= 100),
  created_at     timestamptz NOT NULL,               -- by the provider's clock
  received_at    timestamptz NOT NULL,
  facts          jsonb NOT NULL,                     -- the fields that count (src/web/stripe_event.h); nothing else is kept
  look_at        timestamptz NOT NULL,               -- to be applied, not before
  outcome        text CHECK (outcome IN ('applied', 'older', 'ignored', 'unknown')),
  applied_at     timestamptz,
  account_id     bigint REFERENCES account,
  CHECK ((outcome IS NULL) = (applied_at IS NULL))
);
CREATE INDEX ON billing_event (look_at) WHERE outcome IS NULL;
CREATE INDEX ON billing_event ((facts->>'subscription')) WHERE outcome IS NULL;
CREATE INDEX ON billing_event (account_id);

-- ---- subscriptions ---------------------------------------------------------------------------------------------------------------
ALTER TABLE subscription
  ADD COLUMN billing_id bigint UNIQUE REFERENCES billing_subscription, -- kind paid by a provider
  ADD COLUMN invoice text CHECK (length(invoice) BETWEEN 1 AND 100),
  ADD COLUMN resumed int NOT NULL DEFAULT 0,         -- paused watches that came back when it began
  ADD COLUMN told_begin_at timestamptz,              -- the letters: each once
  ADD COLUMN told_soon_at timestamptz,
  ADD COLUMN settled_at timestamptz;                 -- its end: watches paused, letter written
DROP INDEX one_trial;                                -- trial_once holds more than it did
CREATE INDEX subscription_open ON subscription (valid_to) WHERE settled_at IS NULL;
CREATE INDEX subscription_untold ON subscription (id) WHERE told_begin_at IS NULL AND settled_at IS NULL AND kind <> 'manual';
UPDATE subscription SET told_begin_at = valid_from,
  settled_at = CASE WHEN valid_to < nullif(current_setting('atlas.now', true), '')::timestamptz - interval '7 days' THEN valid_to END;

-- Another end is told anew.
CREATE FUNCTION subscription_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.settled_at := NULL;
  NEW.told_soon_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER subscription_moved BEFORE UPDATE OF valid_to ON subscription FOR EACH ROW
  WHEN (OLD.valid_to IS DISTINCT FROM NEW.valid_to) EXECUTE FUNCTION subscription_moved();

-- ---- one trial of each tier, for an account and for a person -------------------------------------------------------------------
-- Who deletes an account and signs up again has had their trials: a hash of the address stays (the privacy notice says so).
-- What stands behind a plus sign makes no other person.
CREATE FUNCTION person_sha256(address text) RETURNS sha256 LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(convert_to(regexp_replace(address, '^([^+@]+)[+][^@]*@', '\1@'), 'UTF8'));

CREATE TABLE trial_had (
  sha256         sha256 NOT NULL,                    -- person_sha256 of an address the account had
  slug           slug NOT NULL,
  at             timestamptz NOT NULL,
  first_id       bigint REFERENCES account,          -- whose it was; NULL: that account is gone
  PRIMARY KEY (sha256, slug)
);
CREATE INDEX ON trial_had (first_id);
INSERT INTO trial_had (sha256, slug, at, first_id)
SELECT person_sha256(a.address), t.slug, min(s.valid_from), min(a.id) FROM subscription s JOIN account a ON a.id = s.account_id JOIN tier t ON t.id = s.tier_id
 WHERE s.kind = 'trial' AND a.state <> 'deleted' GROUP BY 1, 2;

CREATE FUNCTION trials_of(account bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT slug::text), '{}') FROM (
    SELECT t.slug FROM subscription s JOIN tier t ON t.id = s.tier_id WHERE s.account_id = account AND s.kind = 'trial'
    UNION ALL SELECT h.slug FROM trial_had h JOIN account a ON h.sha256 = person_sha256(a.address) WHERE a.id = account) x
$$;

CREATE FUNCTION trial_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  had text;
BEGIN
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  SELECT slug INTO had FROM tier WHERE id = NEW.tier_id;
  IF had = ANY (trials_of(NEW.account_id)) THEN
    RAISE EXCEPTION 'a trial of % was had already', had USING ERRCODE = 'unique_violation';
  END IF;
  INSERT INTO trial_had (sha256, slug, at, first_id) SELECT person_sha256(address), had, NEW.valid_from, id FROM account WHERE id = NEW.account_id;
  RETURN NEW;
END $$;
CREATE TRIGGER trial_once BEFORE INSERT ON subscription FOR EACH ROW WHEN (NEW.kind = 'trial') EXECUTE FUNCTION trial_once();

-- Trials move with the address; whoever leaves is charged nothing more, and whoever stays after all has what was before.
CREATE FUNCTION billing_left(payer bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE billing_subscription SET cancel_wanted = true, cancel_left = true WHERE payer_id = payer AND NOT cancel_wanted AND ended_at IS NULL;
END $$;

CREATE FUNCTION account_moves_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('leaving', 'deleted') THEN
    PERFORM billing_left(NEW.id);
  ELSIF NEW.state = 'active' THEN
    UPDATE billing_subscription SET cancel_wanted = false, cancel_left = false, cancel_tries = 0, cancel_reason = NULL
     WHERE payer_id = NEW.id AND cancel_left AND ended_at IS NULL;
  END IF;
  IF NEW.state = 'deleted' THEN
    UPDATE trial_had SET first_id = NULL WHERE first_id = NEW.id;
  ELSIF NEW.address <> OLD.address THEN
    INSERT INTO trial_had (sha256, slug, at, first_id)
    SELECT person_sha256(NEW.address), slug, min(at), NEW.id FROM trial_had WHERE first_id = NEW.id GROUP BY slug ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER account_moves_on AFTER UPDATE OF address, state ON account FOR EACH ROW
  WHEN (NEW.address <> OLD.address OR NEW.state <> OLD.state) EXECUTE FUNCTION account_moves_on();

-- ---- what a tier has room for ----------------------------------------------------------------------------------------------------
-- A watch is paused by the end of a tier and by nothing else; so whatever is paused may come back. All under the lock of whose
-- watchlist it is, which the trigger watch_limit takes too; an account's comes before its organisation's.

-- Whether a tier has room for all the people of an organisation; of none: yes. Where it has not, the common watchlist rests as
-- a whole: nobody but the people themselves can say who of them is to go.
CREATE FUNCTION members_fit(organisation bigint, at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN organisation IS NULL OR coalesce((SELECT count(*) FROM member m WHERE m.organisation_id = organisation)
                                          <= (SELECT t.member_limit FROM tier t WHERE t.id = organisation_tier(organisation, at)), true);
END $$;

CREATE FUNCTION watch_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT members_fit(NEW.organisation_id, coalesce(nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at)) THEN
    RAISE EXCEPTION 'the tier has no room for the people of the organisation' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watch_members BEFORE INSERT OR UPDATE OF paused_at ON watch FOR EACH ROW
  WHEN (NEW.organisation_id IS NOT NULL AND NEW.paused_at IS NULL) EXECUTE FUNCTION watch_members();

-- The watches in force that the tier of an instant has no room or no feature for: all but the oldest platforms. Of a
-- person's watchlist, or of an organisation's.
CREATE FUNCTION watches_over(account bigint, organisation bigint, at timestamptz) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  t tier;
  fit CONSTANT boolean := members_fit(organisation, at);
BEGIN
  SELECT * INTO t FROM tier WHERE id = watchlist_tier(account, organisation, at);
  RETURN ARRAY(
    WITH mine AS (SELECT w.id, w.platform_id, w.created_at, fit AND watch_needs(w, t.features) AS may FROM watch w
                   WHERE (w.account_id = account OR w.organisation_id = organisation) AND w.paused_at IS NULL)
    SELECT id FROM mine WHERE NOT may
    UNION SELECT id FROM (
      SELECT id, dense_rank() OVER (ORDER BY since, first_id) AS place FROM (
        SELECT id, min(created_at) OVER of_platform AS since, min(id) OVER of_platform AS first_id FROM mine
         WHERE may AND platform_id IS NOT NULL WINDOW of_platform AS (PARTITION BY platform_id)) p) q
     WHERE place > t.platform_limit);
END $$;

-- Both watchlists that live by an account's tier: its own, and that of the organisation it carries.
CREATE FUNCTION tier_over(account bigint, at timestamptz) RETURNS bigint[] LANGUAGE sql STABLE
  RETURN watches_over(account, NULL, at) || (SELECT watches_over(NULL, o.id, at) FROM organisation o WHERE o.carried_by = account);

CREATE FUNCTION watch_words(w watch) RETURNS text LANGUAGE sql STABLE
  RETURN (watch_name(w)->>'name') || coalesce((SELECT ' (' || o.name || ')' FROM organisation o WHERE o.id = w.organisation_id), '');

-- Pauses those; their names.
CREATE FUNCTION tier_pause(account bigint, at timestamptz) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  names text[];
BEGIN
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  PERFORM FROM organisation o WHERE o.carried_by = account FOR NO KEY UPDATE;
  WITH paused AS (UPDATE watch w SET paused_at = at WHERE w.id = ANY (tier_over(account, at)) RETURNING w)
  SELECT array_agg(watch_words(p.w) ORDER BY (p.w).created_at, (p.w).id) INTO names FROM paused p;
  RETURN coalesce(names, '{}');
END $$;

-- Takes up what is paused of a watchlist, the oldest first, as far as the tier has room and feature for it; how many.
CREATE FUNCTION watches_resume(account bigint, organisation bigint, at timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  t tier;
  n int;
BEGIN
  IF NOT members_fit(organisation, at) THEN RETURN 0; END IF;
  PERFORM set_config('atlas.now', at::text, true);   -- what the triggers judge by
  SELECT * INTO t FROM tier WHERE id = watchlist_tier(account, organisation, at);
  WITH mine AS (SELECT w.id, w.platform_id, w.created_at, w.paused_at, watch_needs(w, t.features) AS may FROM watch w
                 WHERE w.account_id = account OR w.organisation_id = organisation),
  used AS (SELECT DISTINCT platform_id FROM mine WHERE paused_at IS NULL AND platform_id IS NOT NULL),
  more AS (
    SELECT platform_id, row_number() OVER (ORDER BY min(created_at), min(id)) AS place FROM mine
     WHERE paused_at IS NOT NULL AND may AND platform_id IS NOT NULL AND platform_id NOT IN (SELECT platform_id FROM used) GROUP BY platform_id)
  UPDATE watch w SET paused_at = NULL FROM mine p LEFT JOIN more m ON m.platform_id = p.platform_id
   WHERE w.id = p.id AND p.may AND p.paused_at IS NOT NULL
     AND (m.place IS NULL OR t.platform_limit IS NULL OR m.place <= t.platform_limit - (SELECT count(*) FROM used));
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

CREATE FUNCTION tier_resume(account bigint, at timestamptz) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  PERFORM FROM organisation o WHERE o.carried_by = account FOR NO KEY UPDATE;
  RETURN watches_resume(account, NULL, at) + coalesce((SELECT watches_resume(NULL, o.id, at) FROM organisation o WHERE o.carried_by = account), 0);
END $$;

-- An organisation that is handed over has the tier of whoever carries it now: what that has no room for is paused at once.
CREATE FUNCTION organisation_handed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE watch w SET paused_at = NEW.carried_since WHERE w.id = ANY (watches_over(NULL, NEW.id, NEW.carried_since));
  PERFORM watches_resume(NULL, NEW.id, NEW.carried_since);
  RETURN NULL;
END $$;
CREATE TRIGGER organisation_handed AFTER UPDATE OF carried_by ON organisation FOR EACH ROW
  WHEN (OLD.carried_by <> NEW.carried_by) EXECUTE FUNCTION organisation_handed();

-- Whoever leaves an organisation may make room. By the clock of whoever acts, or of the account that goes; the operator's
-- word has none, and leaves that to what comes next.
CREATE FUNCTION member_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  at CONSTANT timestamptz := coalesce(nullif(current_setting('atlas.now', true), '')::timestamptz, (SELECT delete_after FROM account WHERE id = OLD.account_id));
  acting CONSTANT text := coalesce(current_setting('atlas.account', true), '');
BEGIN
  PERFORM FROM organisation o WHERE o.id = OLD.organisation_id FOR NO KEY UPDATE;
  IF FOUND AND at IS NOT NULL THEN
    PERFORM set_config('atlas.account', '', true);   -- it is not theirs any more who leave: this is nobody's act
    PERFORM watches_resume(NULL, OLD.organisation_id, at);
    PERFORM set_config('atlas.account', acting, true);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER member_left AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION member_left();

-- The one way in which an account gets a tier: a trial, the operator's word, or a payment. Trials of tiers that are not
-- higher end when something better than a trial begins.
CREATE FUNCTION subscription_give(account bigint, tier bigint, as_kind text, begins timestamptz, ends timestamptz, reference text, billing bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_id bigint;
BEGIN
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  INSERT INTO subscription (account_id, tier_id, kind, valid_from, valid_to, invoice, billing_id)
  VALUES (account, tier, as_kind, begins, ends, reference, billing) RETURNING id INTO new_id;
  IF as_kind <> 'trial' THEN
    UPDATE subscription s SET valid_to = begins FROM tier old, tier new
     WHERE s.account_id = account AND s.kind = 'trial' AND s.valid_from < begins AND s.valid_to > begins
       AND old.id = s.tier_id AND new.id = subscription_give.tier AND old.rank <= new.rank;
  END IF;
  UPDATE subscription SET resumed = tier_resume(account, begins) WHERE id = new_id;
  RETURN new_id;
END $$;

-- For the web: a trial of the tier that the word names. NULL: no such tier, none of it, or the account has more already.
CREATE FUNCTION trial_begin(account bigint, word text, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t tier;
BEGIN
  PERFORM acts_for(account);
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  SELECT * INTO t FROM tier WHERE id = tier_named(word, at) AND trial_days > 0;
  IF t.id IS NULL THEN RETURN NULL; END IF;
  IF t.rank <= (SELECT rank FROM tier WHERE id = account_tier(account, at)) AND NOT t.slug = ANY (trials_of(account)) THEN RETURN NULL; END IF;
  RETURN subscription_give(account, t.id, 'trial', at, at + t.trial_days * interval '24 hours', NULL, NULL);
END $$;

-- For the web: which trials the account, or whoever had its address, has had.
CREATE FUNCTION trials_had(account bigint) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  RETURN trials_of(account);
END $$;

-- For the operator: this tier from now on; what he gave before, and trials, end. What is paid at a provider goes on beside it.
CREATE FUNCTION tier_set(account bigint, word text, at timestamptz, until timestamptz, reference text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  chosen bigint := tier_named(word, at);
BEGIN
  IF chosen IS NULL THEN RETURN NULL; END IF;
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  UPDATE subscription SET valid_to = at WHERE account_id = account AND billing_id IS NULL AND valid_from < at AND (valid_to IS NULL OR valid_to > at);
  RETURN subscription_give(account, chosen, 'manual', at, until, reference, NULL);
END $$;

-- ---- what subscriptions have to say -----------------------------------------------------------------------------------------------
-- An instant as its person reads it: 16 March 2026, 10:00 (Europe/Berlin).
CREATE FUNCTION local_time(at timestamptz, zone text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(at AT TIME ZONE zone, 'FMDD FMMonth YYYY, HH24:MI') || ' (' || replace(zone, '_', ' ') || ')';

-- What a subscription has to say at an instant; NULL: nothing.
CREATE FUNCTION subscription_due(s subscription, at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN s.valid_to <= at THEN CASE WHEN s.settled_at IS NULL THEN 'tier_ended' END
              WHEN s.valid_from > at OR s.kind = 'manual' THEN NULL
              WHEN s.told_begin_at IS NULL THEN 'tier_begun'
              WHEN s.kind = 'trial' AND s.told_soon_at IS NULL AND at >= s.valid_to - interval '3 days' AND s.valid_from < s.valid_to - interval '3 days' THEN 'tier_ends' END
$$;

-- Takes up one subscription that has begun, ends within three days, or has ended; marks that, and pauses what has no room any
-- more. No row: nothing is due. `what` is NULL where nobody is to be told. The caller writes the letter in the same
-- transaction. The account's lock comes first here as everywhere, so that nobody waits crosswise.
CREATE FUNCTION subscription_news(at timestamptz)
RETURNS TABLE (what text, key text, account_id bigint, address text, payload jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found_id bigint;
  s subscription;
  t tier;
  after tier;
  a account;
  names text[] := '{}';
  crowd jsonb;
BEGIN
  SELECT x.id INTO found_id FROM subscription x JOIN account o ON o.id = x.account_id
   WHERE x.id = ANY (ARRAY(SELECT y.id FROM subscription y WHERE y.settled_at IS NULL AND y.valid_to <= at + interval '3 days' -- each by an index of its own
                           UNION SELECT y.id FROM subscription y WHERE y.told_begin_at IS NULL AND y.settled_at IS NULL AND y.kind <> 'manual'))
     AND subscription_due(x, at) IS NOT NULL
   ORDER BY x.id LIMIT 1 FOR NO KEY UPDATE OF o SKIP LOCKED;
  IF found_id IS NULL THEN RETURN; END IF;
  SELECT * INTO s FROM subscription x WHERE x.id = found_id;
  SELECT * INTO t FROM tier x WHERE x.id = s.tier_id;
  SELECT * INTO a FROM account x WHERE x.id = s.account_id;
  what := subscription_due(s, at);                   -- asked again, now that nobody else can answer it
  UPDATE subscription x SET settled_at = CASE what WHEN 'tier_ended' THEN at ELSE x.settled_at END,
    told_begin_at = CASE what WHEN 'tier_begun' THEN at ELSE x.told_begin_at END, told_soon_at = CASE what WHEN 'tier_ends' THEN at ELSE x.told_soon_at END
   WHERE x.id = s.id;
  IF what = 'tier_ended' THEN names := tier_pause(s.account_id, at); END IF;
  IF what = 'tier_ends' THEN
    SELECT coalesce(array_agg(watch_words(w) ORDER BY w.created_at, w.id), '{}') INTO names FROM watch w WHERE w.id = ANY (tier_over(s.account_id, s.valid_to));
  END IF;
  SELECT * INTO after FROM tier x WHERE x.id = account_tier(s.account_id, greatest(at, s.valid_to));
  IF a.state <> 'active' OR (what <> 'tier_begun' AND (after.rank >= t.rank OR s.valid_to < at - interval '7 days' OR EXISTS (
       SELECT FROM subscription o JOIN tier ot ON ot.id = o.tier_id -- of two that end, the higher one tells
        WHERE o.account_id = s.account_id AND o.valid_to BETWEEN s.valid_to AND greatest(at, s.valid_to) AND (ot.rank, o.id) > (t.rank, s.id)))) THEN
    what := NULL;
  END IF;
  SELECT jsonb_build_object('organisation', o.name, 'people', (SELECT count(*) FROM member m WHERE m.organisation_id = o.id), 'people_room', after.member_limit) INTO crowd
    FROM organisation o WHERE o.carried_by = a.id AND what <> 'tier_begun' AND 'organisations' = ANY (after.features) AND NOT members_fit(o.id, greatest(at, s.valid_to));
  account_id := a.id;
  address := a.address;
  key := concat_ws(' ', what, s.id, extract(epoch FROM s.valid_to));
  payload := jsonb_build_object('trial', s.kind = 'trial', 'sold', EXISTS (SELECT FROM tier_price p WHERE p.slug = t.slug), 'tier', t.name, 'description', t.description, 'limit', t.platform_limit,
    'ends', local_time(s.valid_to, a.zone), 'after', after.name, 'after_room', CASE WHEN after.platform_limit IS NULL THEN 'any number of platforms' WHEN after.platform_limit = 1 THEN 'one platform' ELSE after.platform_limit || ' platforms' END, 'resumed', nullif(s.resumed, 0), 'invoice', s.invoice,
    'paused_count', nullif(cardinality(names), 0), 'paused', to_jsonb(names[1:20]), 'paused_more', nullif(greatest(cardinality(names) - 20, 0), 0))
    || coalesce(crowd, '{}');
  RETURN NEXT;
END $$;

-- ---- orders --------------------------------------------------------------------------------------------------------------------------
-- For the web. NULL: the tier has no such price, or the account pays for as much already. One order is open at a time.
CREATE FUNCTION billing_ask(account bigint, word text, for_period text, secret text, at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  made bigint;
BEGIN
  PERFORM acts_for(account);
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  INSERT INTO billing_order (payer_id, tier_id, period, price, amount, currency, token, asked_at, next_try_at)
  SELECT account, t.id, p.period, p.external_id, p.amount, p.currency, secret, at, at
    FROM tier t JOIN tier_price p ON p.slug = t.slug AND p.period = for_period
   WHERE t.id = tier_named(word, at) AND NOT EXISTS (
     SELECT FROM billing_subscription b JOIN tier o ON o.id = b.tier_id
      WHERE b.payer_id = account AND billing_open(b, at) AND NOT b.cancel_wanted AND o.rank >= t.rank)
  RETURNING id INTO made;
  RETURN made;
END $$;

-- For the web: to end what is paid for with its period, or not to; one whose payment failed too, which would be charged when
-- it is tried again. false: nothing is paid for.
CREATE FUNCTION billing_wish(account bigint, cancel boolean, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  PERFORM FROM account a WHERE a.id = account FOR NO KEY UPDATE;
  UPDATE billing_subscription b SET cancel_wanted = cancel, cancel_left = false, cancel_next_at = at, cancel_tries = 0, cancel_reason = NULL
   WHERE b.payer_id = account AND billing_open(b, at);
  RETURN FOUND;
END $$;

-- ---- events ----------------------------------------------------------------------------------------------------------------------------
-- Brings the account's tier in line with what the provider told. Whose account is closing is charged nothing more.
CREATE FUNCTION billing_entitle(b billing_subscription, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  until timestamptz := billing_until(b);
  mine subscription;
  standing text;
BEGIN
  SELECT state INTO standing FROM account WHERE id = b.payer_id;
  IF standing IN ('leaving', 'deleted') THEN PERFORM billing_left(b.payer_id); END IF;
  SELECT * INTO mine FROM subscription WHERE billing_id = b.id;
  IF mine.id IS NULL AND until > at AND standing <> 'deleted' THEN
    PERFORM subscription_give(b.payer_id, b.tier_id, 'paid', at, until, b.invoice, b.id);
    UPDATE billing_subscription o SET cancel_wanted = true, cancel_left = false FROM tier old, tier new -- one is enough
     WHERE o.payer_id = b.payer_id AND o.id <> b.id AND o.ended_at IS NULL AND old.id = o.tier_id AND new.id = b.tier_id AND old.rank <= new.rank;
  ELSIF mine.id IS NOT NULL THEN
    until := greatest(until, mine.valid_from + interval '1 microsecond');
    UPDATE subscription SET valid_to = until, invoice = b.invoice WHERE id = mine.id;
    IF mine.valid_to <= at AND until > at THEN
      UPDATE subscription SET resumed = resumed + tier_resume(b.payer_id, at) WHERE id = mine.id;
    END IF;
  END IF;
END $$;

-- One event upon what is known of its subscription: 'applied', or 'older' where a newer one has spoken. Invoices alone say
-- what is paid: at a renewal the provider begins the new period, active, an hour before it charges.
CREATE FUNCTION billing_take(INOUT b billing_subscription, e billing_event, OUT outcome text) LANGUAGE plpgsql AS $$
DECLARE
  f CONSTANT jsonb := e.facts;
  period_end CONSTANT timestamptz := (f->>'period_end')::timestamptz;
BEGIN
  outcome := 'applied';
  IF e.type = 'customer.subscription.deleted' THEN
    b.ended_at := coalesce(b.ended_at, (f->>'ended_at')::timestamptz, e.created_at);
    b.status := 'canceled';
    b.status_at := greatest(b.status_at, e.created_at);
  ELSIF e.type LIKE 'customer.subscription.%' THEN
    IF b.ended_at IS NOT NULL OR e.created_at < b.status_at THEN
      outcome := 'older';
      RETURN;
    END IF;
    b.status := f->>'status';
    b.status_at := e.created_at;
    IF b.cancel_wanted = b.cancel_known THEN b.cancel_wanted := (f->>'cancel')::boolean; END IF; -- a wish of ours that is on its way stands
    b.cancel_known := (f->>'cancel')::boolean;
    b.cancel_left := b.cancel_left AND b.cancel_wanted;
    b.period_until := coalesce(period_end, b.period_until);
    IF b.status = 'trialing' AND b.paid_until IS NULL THEN b.paid_until := period_end; END IF; -- nothing is due before
  ELSIF e.type = 'invoice.paid' THEN
    IF period_end >= b.paid_until OR b.paid_until IS NULL OR b.invoice IS NULL THEN b.invoice := coalesce(f->>'invoice', b.invoice); END IF;
    b.paid_until := greatest(b.paid_until, period_end);
    IF e.created_at >= b.failed_at THEN b.failed_at := NULL; END IF;
  ELSIF e.type = 'invoice.payment_failed' THEN
    IF period_end <= b.paid_until OR e.created_at <= b.failed_at OR b.ended_at IS NOT NULL THEN
      outcome := 'older';
      RETURN;
    END IF;
    b.failed_at := e.created_at;
    b.retry_at := (f->>'retry_at')::timestamptz;
    b.pay_url := f->>'pay_url';
  END IF;
END $$;

-- An event upon the subscription it is about, and its order; the letter it gives rise to, if any, as what, key and payload.
CREATE FUNCTION billing_settle(e billing_event, o billing_order, at timestamptz, OUT outcome text, OUT what text, OUT address text, OUT payload jsonb) LANGUAGE plpgsql AS $$
DECLARE
  b billing_subscription;
  a account;
  taken record;
BEGIN
  SELECT * INTO b FROM billing_subscription x WHERE x.external_id = e.facts->>'subscription';
  IF b.id IS NULL THEN
    INSERT INTO billing_subscription (external_id, payer_id, tier_id, cancel_next_at) VALUES (e.facts->>'subscription', o.payer_id, o.tier_id, at) RETURNING * INTO b;
    UPDATE billing_event x SET look_at = at WHERE x.outcome IS NULL AND x.facts->>'subscription' = b.external_id; -- what waited for this
  END IF;
  SELECT * INTO taken FROM billing_take(b, e);
  b := taken.b;
  outcome := taken.outcome;
  IF e.type LIKE 'checkout.%' AND coalesce(e.facts->>'paid', 'unpaid') <> 'unpaid' AND b.paid_until IS NULL THEN
    b.paid_until := e.created_at + interval '1 day'; -- until the invoice, which is on its way, tells the real day
  END IF;
  UPDATE billing_subscription x SET status = b.status, status_at = b.status_at, paid_until = b.paid_until, period_until = b.period_until, ended_at = b.ended_at,
      invoice = b.invoice, failed_at = b.failed_at, retry_at = b.retry_at, pay_url = b.pay_url, cancel_wanted = b.cancel_wanted, cancel_known = b.cancel_known,
      cancel_left = b.cancel_left WHERE x.id = b.id;
  UPDATE billing_order x SET state = CASE WHEN b.paid_until IS NOT NULL THEN 'paid' ELSE 'confirming' END,
      ended_at = CASE WHEN b.paid_until IS NOT NULL THEN coalesce(x.ended_at, at) END
   WHERE x.id = o.id AND x.state <> 'paid' AND (b.paid_until IS NOT NULL OR (e.type LIKE 'checkout.%' AND x.state IN ('asked', 'ready')));
  PERFORM billing_entitle(b, at);
  SELECT * INTO a FROM account x WHERE x.id = b.payer_id;
  IF e.type = 'invoice.payment_failed' AND outcome = 'applied' AND b.paid_until IS NOT NULL AND a.state = 'active' THEN
    what := 'payment_failed';
    address := a.address;
    payload := jsonb_build_object('tier', (SELECT t.name FROM tier t WHERE t.id = b.tier_id), 'ends', local_time(billing_until(b), a.zone),
      'over', billing_until(b) <= at, 'retry', local_time(b.retry_at, a.zone), 'pay_url', b.pay_url);
  END IF;
END $$;

-- Whose an event is, as far as is known: by its order, else by its subscription.
CREATE FUNCTION billing_payer(e billing_event) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT x.payer_id FROM billing_order x WHERE x.token = e.facts->>'order'),
                  (SELECT x.payer_id FROM billing_subscription x WHERE x.external_id = e.facts->>'subscription'));
END $$;

-- The oldest event that is due and that nobody has in hand, locked. The account's lock comes before the event's: the first
-- event of a subscription touches those that waited for it, which another worker might hold while it waits for the account.
CREATE FUNCTION billing_due(at timestamptz) RETURNS billing_event LANGUAGE plpgsql AS $$
DECLARE
  one record;
  e billing_event;
BEGIN
  FOR one IN SELECT x.id, billing_payer(x) AS payer FROM billing_event x WHERE x.outcome IS NULL AND x.look_at <= at ORDER BY x.created_at, x.id LOOP
    PERFORM FROM account a WHERE a.id = one.payer FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN one.payer IS NOT NULL AND NOT FOUND;
    SELECT * INTO e FROM billing_event x WHERE x.id = one.id AND x.outcome IS NULL AND x.look_at <= at
       AND billing_payer(x) IS NOT DISTINCT FROM one.payer FOR UPDATE SKIP LOCKED;
    EXIT WHEN e.id IS NOT NULL;
  END LOOP;
  RETURN e;
END $$;

-- Applies one event, once. No row: nothing is due. An event about a subscription that nothing is known of waits for the one
-- that tells whose it is, three days at most. The caller writes the letter in the same transaction.
CREATE FUNCTION billing_apply(at timestamptz)
RETURNS TABLE (what text, key text, account_id bigint, address text, payload jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e billing_event := billing_due(at);
  o billing_order;
  said text := 'ignored';
BEGIN
  IF e.id IS NULL THEN RETURN; END IF;
  account_id := billing_payer(e);
  SELECT * INTO o FROM billing_order x WHERE x.token = e.facts->>'order';
  IF e.type NOT IN ('checkout.session.completed', 'checkout.session.async_payment_succeeded', 'checkout.session.async_payment_failed', 'checkout.session.expired',
                    'customer.subscription.created', 'customer.subscription.updated', 'customer.subscription.deleted', 'invoice.paid', 'invoice.payment_failed') THEN
    said := 'ignored';
  ELSIF account_id IS NULL OR (e.type LIKE 'checkout.%' AND o.id IS NULL) THEN
    said := CASE WHEN e.received_at < at - interval '3 days' OR e.facts->>'subscription' IS NULL THEN 'unknown' END;
  ELSIF e.type IN ('checkout.session.expired', 'checkout.session.async_payment_failed') THEN
    UPDATE billing_order x SET state = CASE e.type WHEN 'checkout.session.expired' THEN 'expired' ELSE 'failed' END,
        reason = CASE e.type WHEN 'checkout.session.expired' THEN x.reason ELSE 'The payment did not go through.' END, ended_at = at
     WHERE x.id = o.id AND x.state IN ('asked', 'ready', 'confirming');
    said := CASE WHEN FOUND THEN 'applied' ELSE 'older' END;
  ELSIF e.facts->>'subscription' IS NOT NULL THEN
    BEGIN
      SELECT x.outcome, x.what, x.address, x.payload INTO said, what, address, payload FROM billing_settle(e, o, at) x;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN -- it holds up no other
      RAISE WARNING 'event %: %', e.id, SQLERRM;
      said := CASE WHEN e.received_at < at - interval '3 days' THEN 'unknown' END;
    END;
    key := what || ' ' || e.id;
  END IF;
  UPDATE billing_event x SET outcome = said, applied_at = CASE WHEN said IS NOT NULL THEN at END, account_id = billing_apply.account_id,
      look_at = CASE WHEN said IS NULL THEN at + interval '10 minutes' ELSE x.look_at END WHERE x.id = e.id;
  RETURN NEXT;
END $$;

-- ---- rights ---------------------------------------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['billing_subscription', 'billing_order'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO atlas_web USING (payer_id = nullif(current_setting(''atlas.account'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY worker ON %I TO atlas_worker USING (true)', t);
    EXECUTE format('CREATE POLICY operator ON %I TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;
ALTER TABLE billing_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_event FORCE ROW LEVEL SECURITY;
CREATE POLICY keep ON billing_event FOR INSERT TO atlas_web WITH CHECK (outcome IS NULL AND account_id IS NULL);
CREATE POLICY operator ON billing_event TO CURRENT_USER USING (true);

REVOKE INSERT ON subscription FROM atlas_web;        -- it begins trials (trial_begin) and nothing else
REVOKE ALL ON FUNCTION tier_put(text, text, text[], int, int, int, text[], int, text, timestamptz), trial_begin(bigint, text, timestamptz), trials_had(bigint),
  trials_of(bigint), tier_set(bigint, text, timestamptz, timestamptz, text), subscription_give(bigint, bigint, text, timestamptz, timestamptz, text, bigint),
  watches_over(bigint, bigint, timestamptz), tier_over(bigint, timestamptz), tier_pause(bigint, timestamptz), watches_resume(bigint, bigint, timestamptz),
  tier_resume(bigint, timestamptz), subscription_news(timestamptz), billing_left(bigint), billing_due(timestamptz),
  billing_ask(bigint, text, text, text, timestamptz), billing_wish(bigint, boolean, timestamptz), billing_apply(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trial_begin(bigint, text, timestamptz), trials_had(bigint), billing_ask(bigint, text, text, text, timestamptz),
  billing_wish(bigint, boolean, timestamptz) TO atlas_web;
GRANT EXECUTE ON FUNCTION subscription_news(timestamptz), billing_apply(timestamptz) TO atlas_worker;
GRANT SELECT ON tier_price, billing_subscription, billing_order TO atlas_web;
GRANT INSERT ON billing_event TO atlas_web;          -- and reads none: what is signed is the worker's to apply
GRANT SELECT ON billing_subscription, billing_order TO atlas_worker;
GRANT UPDATE (state, tries, answers, next_try_at, external_id, url, expires_at, reason, ended_at) ON billing_order TO atlas_worker;
GRANT UPDATE (cancel_known, cancel_tries, cancel_next_at, cancel_reason) ON billing_subscription TO atlas_worker;
