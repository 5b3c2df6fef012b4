-- Watches on single documents, provisions and clause types; what their owner sees of them.

-- The thing a form or a pasted line names: CA-D-… a document, CA-P-… a published provision, type:SLUG a clause type, the
-- address of one of our pages, or a platform by its slug, an earlier slug, its name or its site's address. No row where
-- nothing is meant. platform_id is set for all but clause types: it is what a tier counts.
CREATE FUNCTION watch_target(named text)
RETURNS TABLE (platform_id bigint, document_id bigint, provision_id bigint, clause_type_id bigint) LANGUAGE sql STABLE AS $$
  WITH asked AS (SELECT btrim(named) AS word, lower(substring(btrim(named) from '^(?:https?://)?(?:www\.)?([^/ ]+\.[^/ ]+)/?')) AS host)
  SELECT p.id, NULL::bigint, NULL::bigint, NULL::bigint FROM asked, platform p
   WHERE p.active AND word !~ '^(CA-|type:)'
     AND (p.slug = lower(word) OR lower(p.name) = lower(word)
          OR host = lower(substring(p.homepage from '^https?://(?:www\.)?([^/]+)'))
          OR p.id IN (SELECT a.platform_id FROM platform_alias a WHERE a.slug = lower(word)))
  UNION SELECT d.platform_id, d.id, NULL, NULL FROM asked, document d JOIN platform p ON p.id = d.platform_id
   WHERE d.record_id = word AND d.active AND p.active
  UNION SELECT d.platform_id, d.id, r.id, NULL FROM asked, provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id
   WHERE r.record_id = word AND r.state = 'published' AND d.active AND p.active
  UNION SELECT NULL, NULL, NULL, t.id FROM asked, clause_type t WHERE word = 'type:' || t.slug
$$;

-- Watching single provisions and clause types is a feature of some tiers. Held here as the limit is, and under the name of
-- a missing right: ERR_DENIED.
CREATE FUNCTION watch_feature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.paused_at IS NOT NULL OR (NEW.provision_id IS NULL AND NEW.clause_type_id IS NULL) THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM tier t WHERE t.id = account_tier(NEW.account_id, coalesce(
       nullif(current_setting('atlas.now', true), '')::timestamptz, NEW.created_at)) AND 'provision-watches' = ANY (t.features)) THEN
    RAISE EXCEPTION 'the tier watches no single provisions' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watch_feature BEFORE INSERT OR UPDATE OF paused_at ON watch FOR EACH ROW EXECUTE FUNCTION watch_feature();

-- Up to when a person has seen what changed: set by their button, so that looking at a page changes nothing.
ALTER TABLE account ADD COLUMN seen_at timestamptz;
GRANT UPDATE (seen_at) ON account TO atlas_web;

-- What a watch is on: its name and address, as pages show them.
CREATE FUNCTION watch_name(w watch) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE WHEN w.provision_id IS NOT NULL THEN (SELECT jsonb_build_object('name', r.title || ' (' || p.name || ')',
                     'url', provision_url(p.slug, d.slug, r.slug))
                FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id WHERE r.id = w.provision_id)
              WHEN w.document_id IS NOT NULL THEN (SELECT jsonb_build_object('name', p.name || ', ' || d.title, 'url', document_url(p.slug, d.slug))
                FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.id = w.document_id)
              WHEN w.platform_id IS NOT NULL THEN (SELECT jsonb_build_object('name', p.name, 'url', platform_url(p.slug))
                FROM platform p WHERE p.id = w.platform_id)
              ELSE (SELECT jsonb_build_object('name', t.title, 'url', clause_type_url(t.slug)) FROM clause_type t WHERE t.id = w.clause_type_id) END;
END $$;
GRANT EXECUTE ON FUNCTION watch_target(text), watch_name(watch) TO atlas_web, atlas_worker;
