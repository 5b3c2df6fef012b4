-- The desk, complete: who may do what there, drafts, what was accepted and refused, triage, reports from outside, requests for
-- drafting help, and one record of who did what and when. As in 0010, acts are rows that nobody changes.

-- ---- who may do what: data, so that an operator can ask for two persons (take `publish` from analysts) -----------------------
CREATE TABLE desk_right (
  role           text NOT NULL CHECK (role IN ('analyst', 'reviewer', 'operator')),
  act            text NOT NULL CHECK (act IN (
                   'write',                          -- triage, drafts, laws, refusals, matches of clauses
                   'publish',                        -- publish, revise, withdraw
                   'answer',                         -- reports of mistakes
                   'remove',                         -- publishers' requests for removal
                   'source')),                       -- held texts, selectors
  PRIMARY KEY (role, act)
);
INSERT INTO desk_right VALUES ('analyst', 'write'), ('analyst', 'publish'), ('analyst', 'answer'), ('analyst', 'source'),
  ('reviewer', 'write'), ('reviewer', 'publish'), ('reviewer', 'answer'), ('reviewer', 'remove'),
  ('operator', 'source'), ('operator', 'remove');

CREATE FUNCTION desk_rights(who bigint) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT r.act ORDER BY r.act), '{}') FROM account a JOIN desk_right r ON r.role = ANY (a.roles)
   WHERE a.id = who AND a.state = 'active'
$$;

-- Who signs, if they may: the byline of an account that has the right, or the command line's system user.
CREATE FUNCTION desk_signature(who bigint, actor text, wanted text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text;
BEGIN
  IF who IS NOT NULL THEN
    SELECT coalesce(nullif(a.display_name, ''), 'account ' || a.id) INTO name FROM account a WHERE a.id = who AND wanted = ANY (desk_rights(who));
  ELSIF session_user <> 'atlas_web' THEN
    name := actor;
  END IF;
  IF coalesce(name, '') = '' THEN
    RAISE EXCEPTION 'this needs the right to % at the desk', wanted USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN name;
END $$;
-- For the acts of 0010, which name no right: whoever has any.
CREATE OR REPLACE FUNCTION desk_signature(who bigint, actor text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (who IS NULL AND session_user = 'atlas_web') OR (who IS NOT NULL AND desk_rights(who) = '{}') THEN
    RAISE EXCEPTION 'this needs the role of an analyst or an operator' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN desk_signature(who, actor, coalesce((desk_rights(who))[1], 'write'));
END $$;

-- ---- who did what and when ------------------------------------------------------------------------------------------------------
CREATE TABLE desk_event (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             timestamptz NOT NULL,
  account_id     bigint REFERENCES account,          -- NULL: by the command line
  by_whom        text NOT NULL CHECK (by_whom <> ''),
  act            text NOT NULL CHECK (act <> ''),    -- a few words: "published", "regulation removed"
  record_id      text,                               -- what it is about: CA-P-…, CA-C-…, CA-R-…
  detail         text                                -- what else there is to say
);
CREATE INDEX ON desk_event (record_id, id);
CALL make_append_only('desk_event');

-- Writes the event and refuses it to who has not the right; every act below and in src/store calls it in its transaction.
CREATE FUNCTION desk_note(who bigint, actor text, wanted text, act text, record text, detail text, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := desk_signature(who, actor, wanted);
BEGIN
  INSERT INTO desk_event (at, account_id, by_whom, act, record_id, detail) VALUES (at, who, name, act, record, detail);
  RETURN name;
END $$;

-- ---- drafts ---------------------------------------------------------------------------------------------------------------------
-- What is being written: of a provision that is not published yet, or a revision of one that is. Nobody outside sees it. It may
-- lack what publishing asks for.
CREATE TABLE provision_draft (
  provision_id   bigint PRIMARY KEY REFERENCES provision,
  title          text NOT NULL CHECK (title <> ''),
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  severity       text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  content        jsonb NOT NULL,                     -- what, impact, sentences [{text, quote}], options [text], automatic
  saved_by       text NOT NULL CHECK (saved_by <> ''),
  saved_at       timestamptz NOT NULL
);

-- A draft is thrown away; what was published stays as it is. False: there is none.
CREATE FUNCTION provision_draft_drop(record text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r provision;
BEGIN
  SELECT * INTO r FROM provision WHERE record_id = record FOR UPDATE;
  DELETE FROM provision_draft WHERE provision_id = r.id;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM desk_note(who, actor, 'write', 'draft dropped', record, r.title, at);
  IF r.state = 'draft' THEN
    DELETE FROM provision_regulation WHERE provision_id = r.id;
    DELETE FROM provision_agency WHERE provision_id = r.id;
    DELETE FROM provision_law_refused WHERE provision_id = r.id;
    DELETE FROM provision WHERE id = r.id;
  END IF;
  RETURN true;
END $$;

-- ---- refusals that are remembered ------------------------------------------------------------------------------------------------
CREATE TABLE provision_law_refused (                 -- a law taken away from a provision: not proposed again, not taken along
  provision_id   bigint NOT NULL REFERENCES provision,
  kind           text NOT NULL CHECK (kind IN ('regulation', 'agency')),
  slug           slug NOT NULL,
  reason         text NOT NULL CHECK (reason <> ''),
  refused_at     timestamptz NOT NULL,
  PRIMARY KEY (provision_id, kind, slug)
);
CREATE TABLE provision_match_refused (               -- two provisions that are not alike, whoever proposes it again
  provision_id   bigint NOT NULL REFERENCES provision,
  other_id       bigint NOT NULL REFERENCES provision,
  refused_at     timestamptz NOT NULL,
  PRIMARY KEY (provision_id, other_id)
);
CREATE FUNCTION provision_match_refused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE WHEN EXISTS (SELECT FROM provision_match_refused r WHERE (r.provision_id, r.other_id) = (NEW.provision_id, NEW.other_id)) THEN NULL ELSE NEW END;
END $$;
CREATE TRIGGER refused BEFORE INSERT ON provision_match FOR EACH ROW EXECUTE FUNCTION provision_match_refused();

-- Both directions, for good. False: no such pair of published provisions.
CREATE FUNCTION provision_match_refuse(record text, other text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a bigint; b bigint;
BEGIN
  SELECT id INTO a FROM provision WHERE record_id = record AND state = 'published';
  SELECT id INTO b FROM provision WHERE record_id = other AND state = 'published' AND record_id <> record;
  IF a IS NULL OR b IS NULL THEN RETURN false; END IF;
  PERFORM desk_note(who, actor, 'write', 'match refused', record, other, at);
  INSERT INTO provision_match_refused VALUES (a, b, at), (b, a, at) ON CONFLICT DO NOTHING;
  DELETE FROM provision_match WHERE (provision_id, other_id) IN ((a, b), (b, a));
  RETURN true;
END $$;

-- ---- triage of changes ---------------------------------------------------------------------------------------------------------------
CREATE TABLE change_triage (                         -- the newest row of a change counts
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  change_id      bigint NOT NULL REFERENCES change,
  verdict        text NOT NULL CHECK (verdict IN ('read', 'date only', 'boilerplate', 'layout', 'open')), -- open: back into the queue
  decided_by     text NOT NULL CHECK (decided_by <> ''),
  decided_at     timestamptz NOT NULL
);
CREATE INDEX ON change_triage (change_id, id DESC);
CALL make_append_only('change_triage');

CREATE FUNCTION change_sort(record text, said text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c bigint; name text;
BEGIN
  SELECT id INTO c FROM change WHERE record_id = record;
  IF NOT FOUND THEN RETURN false; END IF;
  name := desk_note(who, actor, 'write', 'change: ' || said, record, NULL, at);
  INSERT INTO change_triage (change_id, verdict, decided_by, decided_at) VALUES (c, said, name, at);
  RETURN true;
END $$;

CREATE VIEW change_open AS                           -- what matters and nobody has looked at
  SELECT c.id FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id
   WHERE c.kind <> 'cosmetic' AND p.active AND d.active
     AND coalesce((SELECT t.verdict FROM change_triage t WHERE t.change_id = c.id ORDER BY t.id DESC LIMIT 1), 'open') = 'open';

-- ---- provisions of which the clause has moved on -----------------------------------------------------------------------------------------
-- A published provision, the clause its newest analysis speaks of, and that clause now: under the identity that corrections
-- give it, or gone. reworded: its words changed in a way that matters.
-- Where a clause stands now, under the identity that corrections give; no row: it is gone.
CREATE FUNCTION clause_now(wanted bigint) RETURNS TABLE (version_id bigint, ordinal int) LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT vc.version_id, vc.ordinal FROM clause c JOIN stay s ON s.document_id = c.document_id AND s.verified_until IS NULL
      JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = c.id
     WHERE c.id = wanted AND NOT EXISTS (SELECT FROM clause_link l WHERE l.version_id = vc.version_id AND l.clause_id = vc.clause_id);
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT vc.version_id, vc.ordinal FROM clause_link_now l JOIN stay s ON s.version_id = l.version_id AND s.document_id = l.document_id AND s.verified_until IS NULL
      JOIN version_clause vc ON vc.version_id = l.version_id AND vc.clause_id = l.clause_id WHERE l.same_as_clause_id = wanted LIMIT 1;
END $$;
CREATE VIEW provision_standing AS
SELECT r.id AS provision_id, r.document_id, r.clause_id, a.revision, a.version_id, a.ordinal, v.number, s.version_id AS now_version_id, n.ordinal AS now_ordinal,
       CASE WHEN s.version_id = a.version_id THEN 'current' WHEN n.sha256 IS NULL THEN 'gone'
            WHEN n.sha256 = was.sha256 OR NOT EXISTS (
              SELECT FROM change_item i JOIN change c ON c.id = i.change_id JOIN version tv ON tv.id = c.to_version_id
               WHERE i.clause_id = n.clause_id AND NOT i.cosmetic AND i.kind <> 'moved' AND tv.number > v.number) THEN 'unchanged'
            ELSE 'reworded' END AS standing
  FROM provision r
  JOIN LATERAL (SELECT * FROM analysis WHERE provision_id = r.id ORDER BY revision DESC LIMIT 1) a ON true
  JOIN version v ON v.id = a.version_id
  JOIN version_clause was ON was.version_id = a.version_id AND was.ordinal = a.ordinal
  JOIN stay s ON s.document_id = r.document_id AND s.verified_until IS NULL
  LEFT JOIN LATERAL (SELECT vc.* FROM clause_now(r.clause_id) c JOIN version_clause vc ON vc.version_id = c.version_id AND vc.ordinal = c.ordinal) n ON true
 WHERE r.state = 'published';

-- ---- reports from outside ---------------------------------------------------------------------------------------------------------------
CREATE TABLE report (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id      text GENERATED ALWAYS AS (record_number('CA-R-', id, 6)) STORED UNIQUE,
  key_sha256     sha256 NOT NULL UNIQUE,             -- of the key by which the sender sees what became of it
  kind           text NOT NULL CHECK (kind IN ('mistake', 'removal')),
  of_record      text CHECK (of_record ~ '^CA-[A-Z]-[0-9]{1,18}$'), -- NULL: the site as a whole
  body           text NOT NULL CHECK (length(body) BETWEEN 10 AND 4000),
  words          text CHECK (length(words) <= 2000), -- of the document, that show it
  organisation   text CHECK (length(organisation) <= 200),
  contact        text CHECK (length(contact) <= 254),
  created_at     timestamptz NOT NULL,
  contact_erased_at timestamptz,
  CHECK (kind <> 'removal' OR (organisation IS NOT NULL AND of_record IS NOT NULL AND (contact IS NOT NULL OR contact_erased_at IS NOT NULL)))
);
CREATE TABLE report_answer (                         -- the newest counts; none: new
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id      bigint NOT NULL REFERENCES report,
  state          text NOT NULL CHECK (state IN ('open', 'corrected', 'withdrawn', 'declined')), -- open: somebody works on it
  note           text NOT NULL CHECK (length(note) BETWEEN 1 AND 4000), -- the sender reads it
  answered_by    text NOT NULL CHECK (answered_by <> ''),
  answered_at    timestamptz NOT NULL
);
CREATE INDEX ON report_answer (report_id, id DESC);
CALL make_append_only('report_answer');

CREATE VIEW report_state AS
  SELECT r.*, coalesce(a.state, 'new') AS state, a.note, a.answered_at FROM report r
    LEFT JOIN LATERAL (SELECT * FROM report_answer WHERE report_id = r.id ORDER BY id DESC LIMIT 1) a ON true;

-- Addresses of senders are not kept for ever: those of reports that were settled before that instant are erased.
CREATE FUNCTION report_forget(settled_before timestamptz, at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE report SET contact = NULL, contact_erased_at = at WHERE contact IS NOT NULL AND id IN
    (SELECT id FROM report_state WHERE state IN ('corrected', 'withdrawn', 'declined') AND answered_at < settled_before)
$$;

CREATE FUNCTION report_reply(record text, said text, note text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r report; name text;
BEGIN
  SELECT * INTO r FROM report WHERE record_id = record;
  IF NOT FOUND THEN RETURN false; END IF;
  name := desk_note(who, actor, CASE r.kind WHEN 'removal' THEN 'remove' ELSE 'answer' END, 'report ' || said, record, note, at);
  INSERT INTO report_answer (report_id, state, note, answered_by, answered_at) VALUES (r.id, said, note, name, at);
  RETURN true;
END $$;
-- What a report is about, as a person would call it; NULL where there is no such record.
CREATE FUNCTION record_title(record text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT title FROM provision WHERE record_id = record AND state <> 'draft'
  UNION ALL SELECT headline FROM change WHERE record_id = record
  UNION ALL SELECT p.name || ' ' || d.title FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.record_id = record
  UNION ALL SELECT p.name || ' ' || d.title || ', version ' || v.number FROM version v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id
             WHERE v.record_id = record
$$;

-- ---- drafting help ------------------------------------------------------------------------------------------------------------------------
-- The web asks by a row; the worker asks a language model where one is configured. The answer is a draft of words about one
-- clause, shown as what it is in the form, and nothing else is ever made of it.
CREATE TABLE draft_help (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clause_id      bigint NOT NULL REFERENCES clause,
  version_id     bigint NOT NULL REFERENCES version,
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  account_id     bigint NOT NULL REFERENCES account,
  asked_at       timestamptz NOT NULL,
  state          text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'claimed', 'answered', 'failed')),
  lease_until    timestamptz,
  tries          int NOT NULL DEFAULT 0,
  model          text,
  answer         jsonb,                              -- {what, impact, sentences: [{text, quote}]}
  reason         text,                               -- why it failed
  ended_at       timestamptz,
  CHECK ((state = 'claimed') = (lease_until IS NOT NULL)),
  CHECK ((state = 'answered') = (answer IS NOT NULL)),
  CHECK (state <> 'failed' OR reason IS NOT NULL)
);
CREATE INDEX ON draft_help (clause_id, id DESC);
CREATE INDEX ON draft_help (id) WHERE state IN ('asked', 'claimed');

-- One question about a clause and type at a time, and no more than twenty waiting. False: the clause stands in no current version.
CREATE FUNCTION draft_help_ask(of_clause bigint, of_type text, who bigint, actor text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v bigint; t bigint;
BEGIN
  PERFORM desk_signature(who, actor, 'write');
  SELECT s.version_id INTO v FROM clause c JOIN stay s ON s.document_id = c.document_id AND s.verified_until IS NULL
    JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = c.id WHERE c.id = of_clause;
  SELECT id INTO t FROM clause_type WHERE slug = of_type;
  IF v IS NULL OR t IS NULL THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('draft_help'));
  IF EXISTS (SELECT FROM draft_help WHERE clause_id = of_clause AND clause_type_id = t AND state IN ('asked', 'claimed')) THEN RETURN true; END IF;
  IF (SELECT count(*) FROM draft_help WHERE state IN ('asked', 'claimed')) >= 20 THEN
    RAISE EXCEPTION 'twenty questions are waiting already' USING ERRCODE = 'CA001';
  END IF;
  INSERT INTO draft_help (clause_id, version_id, clause_type_id, account_id, asked_at) VALUES (of_clause, v, t, who, at);
  RETURN true;
END $$;

-- ---- the queues, in the order of the desk -------------------------------------------------------------------------------------------------
CREATE FUNCTION desk_queues(here text, at timestamptz) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT jsonb_agg(jsonb_build_object('name', name, 'url', url, 'n', n, 'here', url = here) ORDER BY place) FROM (VALUES
    (1, 'Changes', '/analyst/changes/', (SELECT count(*) FROM change_open)),
    (2, 'Proposals', '/analyst/', (SELECT count(*) FROM proposal q JOIN stay s ON s.document_id = q.document_id AND s.verified_until IS NULL
        JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = q.clause_id JOIN document d ON d.id = q.document_id AND d.active
        JOIN platform p ON p.id = d.platform_id AND p.active WHERE q.state = 'proposed')),
    (3, 'Drafts', '/analyst/drafts/', (SELECT count(*) FROM provision_draft)),
    (4, 'To review again', '/analyst/reviews/', (SELECT count(*) FROM provision_standing WHERE standing IN ('gone', 'reworded'))),
    (5, 'Reports', '/analyst/reports/', (SELECT count(*) FROM report_state WHERE state IN ('new', 'open'))),
    (6, 'Held and refused', '/analyst/held/', (SELECT count(*) FROM source_state ss JOIN source s ON s.id = ss.source_id AND s.active AND s.role = 'policy'
        JOIN document d ON d.id = s.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active WHERE NOT ss.quarantined AND ss.last_outcome IN ('held', 'refused'))),
    (7, 'Stale and failing', '/analyst/sources/', (SELECT count(*) FROM source_trouble(at)))) q(place, name, url, n));
END $$;

-- Sources of which nothing can be read, and those whose text was last verified more than two days before `at`.
CREATE FUNCTION source_trouble(at timestamptz) RETURNS TABLE (source_id bigint, trouble text) LANGUAGE sql STABLE AS $$
  SELECT ss.source_id, CASE WHEN ss.quarantined THEN 'quarantined' WHEN ss.last_outcome = 'failed' THEN 'failing' ELSE 'stale' END
    FROM source_state ss JOIN source s ON s.id = ss.source_id AND s.active AND s.role = 'policy'
    JOIN document d ON d.id = s.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active
   WHERE ss.quarantined OR ss.last_outcome = 'failed'
      OR (ss.last_verified_at < at - interval '48 hours' AND coalesce(ss.last_outcome, '') NOT IN ('held', 'refused'))
$$;

-- ---- who may --------------------------------------------------------------------------------------------------------------------------------
REVOKE EXECUTE ON FUNCTION desk_signature(bigint, text, text), desk_note, provision_draft_drop, provision_match_refuse, change_sort, report_reply, report_forget, draft_help_ask,
  desk_queues, desk_rights FROM PUBLIC;
GRANT EXECUTE ON FUNCTION desk_note, provision_draft_drop, provision_match_refuse, change_sort, report_reply, draft_help_ask, desk_queues, desk_rights TO atlas_web;
GRANT SELECT ON desk_right, desk_event, provision_draft, provision_law_refused, provision_match_refused, change_triage, change_open, provision_standing,
  report, report_answer, report_state, draft_help TO atlas_web;
GRANT INSERT, UPDATE, DELETE ON provision_draft TO atlas_web;
GRANT INSERT, DELETE ON provision_law_refused TO atlas_web;
GRANT INSERT ON report TO atlas_web;
GRANT UPDATE (slug) ON provision TO atlas_web;
GRANT EXECUTE ON FUNCTION report_forget TO atlas_worker;
GRANT SELECT, UPDATE (state, lease_until, tries, model, answer, reason, ended_at) ON draft_help TO atlas_worker;
