-- Watching from where the thing is: what its page says of the viewer's watches, removals that can be undone, a pasted list
-- matched as a whole, platforms that people suggest.

-- The parameter was taken for the table's row: every question for an organisation's tier failed.
CREATE OR REPLACE FUNCTION organisation_tier(organisation bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT account_tier(o.carried_by, at) FROM organisation o WHERE o.id = organisation_tier.organisation);
END $$;

-- ---- what was removed, for a day ---------------------------------------------------------------------------------------------
-- A watch that was removed, with its wishes, so that the removal can be undone. The worker forgets it after a day.
CREATE TABLE watch_removed (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id     bigint REFERENCES account,
  organisation_id bigint REFERENCES organisation ON DELETE CASCADE,
  platform_id    bigint REFERENCES platform,
  document_id    bigint,
  provision_id   bigint REFERENCES provision,
  clause_type_id bigint REFERENCES clause_type,
  threshold      text NOT NULL,
  alerts         boolean NOT NULL,
  digest         boolean NOT NULL,
  note           text,
  watched_since  timestamptz NOT NULL,
  removed_at     timestamptz NOT NULL,
  CHECK (num_nonnulls(account_id, organisation_id) = 1)
);
CREATE INDEX ON watch_removed (account_id);
CREATE INDEX ON watch_removed (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX ON watch_removed (removed_at);
ALTER TABLE watch_removed ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_removed FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON watch_removed FOR SELECT TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IS NOT NULL);
CREATE POLICY own ON watch_removed FOR ALL TO atlas_web USING (account_id = acting_account() OR acting_role(organisation_id) IN ('owner', 'member'));
CREATE POLICY worker ON watch_removed TO atlas_worker USING (true);
CREATE POLICY operator ON watch_removed TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, DELETE ON watch_removed TO atlas_web;
GRANT SELECT, DELETE ON watch_removed TO atlas_worker;

-- ---- the watchlists of a person --------------------------------------------------------------------------------------------------
-- Their own (organisation_id NULL) first, then those of their organisations by name. seen_at: up to when they have seen it.
CREATE FUNCTION watchlists_of(account bigint, at timestamptz)
RETURNS TABLE (organisation_id bigint, name text, may_change boolean, seen_at timestamptz, features text[], alerts boolean, place bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT l.*, row_number() OVER (ORDER BY l.organisation_id IS NOT NULL, lower(l.name), l.organisation_id) FROM (
    SELECT NULL::bigint, NULL::text, true, a.seen_at, t.features, 'alerts' = ANY (t.features) FROM account a JOIN tier t ON t.id = account_tier(a.id, at) WHERE a.id = account
    UNION ALL
    SELECT o.id, o.name, m.role <> 'viewer', m.seen_at, t.features, m.alerts AND 'alerts' = ANY (t.features)
      FROM member m JOIN organisation o ON o.id = m.organisation_id JOIN tier t ON t.id = organisation_tier(o.id, at) WHERE m.account_id = account)
    l (organisation_id, name, may_change, seen_at, features, alerts);
END $$;

-- "every change, by digest and alert": how a watch tells. mailed: whether its reader has alerts at all.
CREATE FUNCTION watch_tells(threshold text, alerts boolean, digest boolean, mailed boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE threshold WHEN 'low' THEN 'every change' WHEN 'high' THEN 'high severity and above' ELSE 'critical only' END
      || CASE WHEN alerts AND mailed AND digest THEN ', by digest and alert' WHEN digest THEN ', by digest' WHEN mailed THEN ', by alert'
              ELSE ', by alert (which needs a larger tier)' END;

-- What the page of a thing says of it to who is logged in: on which of their watchlists it is and how it tells, onto which
-- it could be put, and a removal of the last day that can be undone. `called`: how a form names it (watch_target).
CREATE FUNCTION watching_one(account bigint, at timestamptz, called text, shown text, platform bigint, document bigint, provision bigint, type bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE whole boolean := provision IS NULL AND type IS NULL;
BEGIN
  RETURN (
    WITH l AS MATERIALIZED (SELECT l.*, 'provision-watches' = ANY (l.features) OR whole AS has FROM watchlists_of(account, at) l),
    w AS MATERIALIZED (
      SELECT w.*, l.name, l.may_change, l.alerts AS mailed, l.place FROM l JOIN watch w ON CASE WHEN l.organisation_id IS NULL THEN w.account_id = account ELSE w.organisation_id = l.organisation_id END
       WHERE w.platform_id IS NOT DISTINCT FROM platform AND w.document_id IS NOT DISTINCT FROM document
         AND w.provision_id IS NOT DISTINCT FROM provision AND w.clause_type_id IS NOT DISTINCT FROM type),
    free AS MATERIALIZED (
      SELECT l.* FROM l WHERE l.may_change AND l.has AND NOT EXISTS (SELECT FROM w WHERE w.organisation_id IS NOT DISTINCT FROM l.organisation_id)),
    gone AS (
      SELECT r.id, free.organisation_id, free.name FROM free JOIN watch_removed r ON CASE WHEN free.organisation_id IS NULL THEN r.account_id = account ELSE r.organisation_id = free.organisation_id END
       WHERE r.platform_id IS NOT DISTINCT FROM platform AND r.document_id IS NOT DISTINCT FROM document
         AND r.provision_id IS NOT DISTINCT FROM provision AND r.clause_type_id IS NOT DISTINCT FROM type AND r.removed_at > at - interval '1 day'
       ORDER BY r.removed_at DESC LIMIT 1)
    SELECT jsonb_build_object('add', called, 'name', shown, 'choose', (SELECT count(*) > 1 FROM l WHERE l.may_change),
      'locked', NOT EXISTS (SELECT FROM w) AND NOT EXISTS (SELECT FROM l WHERE l.has),
      'on', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', w.id, 'list', w.organisation_id, 'organisation', w.name, 'paused', w.paused_at IS NOT NULL, 'may_change', w.may_change,
               'tells', watch_tells(w.threshold, w.alerts, w.digest, w.mailed),
               'url', '/watchlist/' || query_string('list', w.organisation_id::text, 'watch', w.id::text)) ORDER BY w.place), '[]') FROM w),
      'free', (SELECT coalesce(jsonb_agg(jsonb_build_object('list', free.organisation_id, 'organisation', free.name) ORDER BY free.place), '[]') FROM free),
      'undo', (SELECT jsonb_build_object('number', id, 'list', organisation_id, 'organisation', name) FROM gone)));
END $$;

-- The same of all that a page offers to watch, in the page's order; NULL for who is not logged in.
CREATE FUNCTION watching(account bigint, at timestamptz, platform bigint, document bigint DEFAULT NULL, provision bigint DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS NULL THEN RETURN NULL; END IF;
  RETURN (
    SELECT jsonb_agg(watching_one(account, at, t.called, t.shown, p.id, t.document_id, t.provision_id, NULL) ORDER BY t.place) FROM platform p, LATERAL (
      SELECT 1, r.record_id, 'this provision', document, r.id FROM provision r WHERE r.id = provision AND r.state = 'published'
      UNION ALL SELECT 2, d.record_id, p.name || ', ' || d.title, d.id, NULL FROM document d WHERE d.id = document
      UNION ALL SELECT 3, p.slug, p.name, NULL, NULL) t (place, called, shown, document_id, provision_id)
     WHERE p.id = platform);
END $$;
CREATE FUNCTION watching_type(account bigint, at timestamptz, type bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS NULL THEN RETURN NULL; END IF;
  RETURN (SELECT jsonb_build_array(watching_one(account, at, 'type:' || t.slug, t.title, NULL, NULL, NULL, t.id)) FROM clause_type t WHERE t.id = type);
END $$;

-- Since when changes of a document are news to somebody: the latest instant up to which they have seen a watchlist that
-- covers it, or since it is watched. NULL: they do not watch it.
CREATE FUNCTION seen_until(account bigint, at timestamptz, document bigint) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF account IS NULL THEN RETURN NULL; END IF;
  RETURN (SELECT max(greatest(l.seen_at, w.created_at)) FROM document d, watchlists_of(account, at) l
            JOIN watch w ON CASE WHEN l.organisation_id IS NULL THEN w.account_id = account ELSE w.organisation_id = l.organisation_id END
           WHERE d.id = document AND w.platform_id = d.platform_id AND w.provision_id IS NULL AND (w.document_id IS NULL OR w.document_id = d.id));
END $$;
GRANT EXECUTE ON FUNCTION watchlists_of(bigint, timestamptz), watching_one(bigint, timestamptz, text, text, bigint, bigint, bigint, bigint),
  watching(bigint, timestamptz, bigint, bigint, bigint), watching_type(bigint, timestamptz, bigint), seen_until(bigint, timestamptz, bigint) TO atlas_web;
-- What it adds to a change's card for them: NULL adds nothing.
CREATE FUNCTION unseen(observed timestamptz, seen timestamptz) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN observed > seen THEN '{"unseen": true}'::jsonb ELSE '{}'::jsonb END;
