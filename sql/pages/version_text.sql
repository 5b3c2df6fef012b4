-- The canonical text of a version, byte for byte what its SHA-256 is of.
-- params: version
SELECT jsonb_build_object('text', (SELECT string_agg(t.body, '' ORDER BY c.ordinal) FROM version_clause c JOIN clause_text t ON t.sha256 = c.sha256 WHERE c.version_id = v.id))
  FROM version v WHERE v.record_id = $1
