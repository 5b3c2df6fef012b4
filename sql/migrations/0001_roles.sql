-- Roles. The owner of this database runs migrations; the two programs get a role each with the little they need
-- (grants stand beside each table, at the end of its file). Passwords are the set-up's business, not a migration's.
-- Time is a parameter everywhere: no statement, default or function of this schema asks the server for it.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['atlas_web', 'atlas_worker'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', r);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'atlas_redactor') THEN
    CREATE ROLE atlas_redactor NOLOGIN;
  END IF;
  EXECUTE format('GRANT atlas_redactor TO %I', current_user);
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO atlas_web, atlas_worker, atlas_redactor;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- A record's public identifier: a prefix and at least `width` digits.
CREATE FUNCTION record_number(prefix text, id bigint, width int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN prefix || lpad(id::text, greatest(width, length(id::text)), '0');

CREATE DOMAIN slug AS text CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(VALUE) <= 120);
CREATE DOMAIN sha256 AS bytea CHECK (octet_length(VALUE) = 32);

-- Evidence is append-only for every role. ENABLE ALWAYS makes the trigger fire under session_replication_role too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE PROCEDURE make_append_only(t regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', t);
  CALL refuse_truncate(t);
END $$;

CREATE PROCEDURE refuse_truncate(t regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER no_truncate', t);
END $$;
