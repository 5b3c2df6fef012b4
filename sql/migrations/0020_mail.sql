-- Mail, third part: what waits for a second look, what came back, empty weeks, and lists that are taken up again.

-- ---- a judge that is unsure ------------------------------------------------------------------------------------------------
-- Where only figures moved that mean nothing by themselves, a counter on the page may have moved them: such a change is a
-- record like any other, but nobody is mailed before the text was seen a second time.
ALTER TABLE change ADD COLUMN unsure boolean NOT NULL DEFAULT false;
ALTER TABLE alert ADD COLUMN reason text;            -- of one that was skipped, where there is more to say than "not wanted any more"

-- Whether the text that a change brought was seen again: false, where another took its place before that; NULL: not yet.
CREATE FUNCTION change_stood(c change) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (SELECT CASE WHEN s.verified_until IS NOT NULL THEN s.verified_until > s.since
                      WHEN (SELECT min(ss.last_verified_at) FROM source o JOIN source_state ss ON ss.source_id = o.id
                             WHERE o.document_id = s.document_id AND o.active AND o.role = 'policy') > s.since THEN true END
            FROM stay s WHERE s.document_id = c.document_id AND s.since = c.observed_at);
END $$;

-- ---- an empty week -----------------------------------------------------------------------------------------------------------
ALTER TABLE account ADD COLUMN digest_empty boolean NOT NULL DEFAULT false; -- told in a mail of one line; else no mail
GRANT UPDATE (digest_empty) ON account TO atlas_web;

-- ---- mail that comes back ----------------------------------------------------------------------------------------------------
-- A mail's envelope sender is name+ID.SECRET@domain (src/net/bounce.h): whoever sends something there has had that very mail
-- in hand. Nobody else can have an address suppressed.
ALTER TABLE delivery ADD COLUMN secret uuid NOT NULL DEFAULT gen_random_uuid();

CREATE TABLE bounce (                                -- of one mail each kind once: reading a message twice does nothing twice
  delivery_id    bigint NOT NULL REFERENCES delivery,
  kind           text NOT NULL CHECK (kind IN ('hard', 'soft', 'delayed', 'complaint')),
  account_id     bigint REFERENCES account,          -- whose mail it was
  at             timestamptz NOT NULL,
  status         text CHECK (length(status) <= 20),  -- RFC 3463, e.g. 5.1.1
  words          text CHECK (length(words) <= 500),  -- the other side's; forgotten with the mail's own
  PRIMARY KEY (delivery_id, kind)
);
CREATE INDEX ON bounce (account_id);
ALTER TABLE bounce ENABLE ROW LEVEL SECURITY;
ALTER TABLE bounce FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bounce TO atlas_web USING (account_id = nullif(current_setting('atlas.account', true), '')::bigint);
CREATE POLICY worker ON bounce TO atlas_worker USING (true);
CREATE POLICY operator ON bounce TO CURRENT_USER USING (true);
GRANT SELECT ON bounce TO atlas_web;
GRANT SELECT, INSERT, UPDATE ON bounce TO atlas_worker;
GRANT UPDATE (digest) ON account TO atlas_worker;    -- a complaint ends the lists
GRANT UPDATE (alerts) ON watch, member TO atlas_worker;
GRANT DELETE ON suppression TO atlas_worker;

-- A relay takes mail for a dead mailbox and sends it back an hour later. What counts from mail that came back is therefore
-- not cleared by the next mail that a relay takes, but by time without another.
ALTER TABLE suppression
  ADD COLUMN counted_at timestamptz,                 -- when the last bounce was
  ADD COLUMN returned boolean NOT NULL DEFAULT false; -- the last bounce was a mail that came back

CREATE FUNCTION suppressed(s suppression) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (s).hard_bounces >= 2 OR (s).reason = 'complaint';

-- For the account's page: why nothing is sent to its address; no row where mail is.
CREATE FUNCTION suppression_of(account bigint) RETURNS TABLE (complaint boolean, reason text, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  RETURN QUERY SELECT s.reason = 'complaint', s.reason, coalesce(s.counted_at, s.since) FROM suppression s JOIN account a ON a.address = s.address
    WHERE a.id = account AND suppressed(s);
END $$;

-- The owner's word that the mailbox takes mail again. One bounce stays counted: the next one ends it at once.
CREATE FUNCTION suppression_lift(account bigint, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM acts_for(account);
  UPDATE suppression s SET hard_bounces = 1, reason = 'tried again', returned = true, counted_at = suppression_lift.at
    FROM account a WHERE a.id = account AND a.address = s.address AND suppressed(s);
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION suppression_of(bigint), suppression_lift(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION suppression_of(bigint), suppression_lift(bigint, timestamptz) TO atlas_web;

-- ---- unsubscribing, and back -----------------------------------------------------------------------------------------------------
-- What a token ended, so that its page can take exactly that back. A token that ended everything says so.
ALTER TABLE unsubscribe_token
  ADD COLUMN ended_all boolean NOT NULL DEFAULT false,
  ADD COLUMN ended_digest boolean NOT NULL DEFAULT false,
  ADD COLUMN ended_watches bigint[] NOT NULL DEFAULT '{}',
  ADD COLUMN ended_organisations bigint[] NOT NULL DEFAULT '{}'; -- whose common watchlist was to be told of
GRANT UPDATE (ended_all, ended_digest, ended_watches, ended_organisations) ON unsubscribe_token TO atlas_web;
