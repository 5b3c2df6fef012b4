-- The classifier's second judge, and what the taxonomy says beside its rules.

-- What makes a clause of the type more or less severe, each with an example in our own words; and which types belong
-- together. Both come with the seeds.
ALTER TABLE clause_type ADD COLUMN rubric jsonb NOT NULL DEFAULT '{"more": [], "less": []}';
CREATE TABLE clause_type_relation (
  clause_type_id bigint NOT NULL REFERENCES clause_type,
  other_id       bigint NOT NULL REFERENCES clause_type,
  kind           text NOT NULL CHECK (kind IN ('narrower', 'opposite', 'goes-with')), -- seen from clause_type_id: other is …
  PRIMARY KEY (clause_type_id, other_id),
  CHECK (clause_type_id <> other_id)
);
CREATE INDEX ON clause_type_relation (other_id);

-- A proposal names its sentence, and which model and taxonomy it is by; '' is the rules alone.
ALTER TABLE proposal ADD COLUMN sentence text NOT NULL DEFAULT '', ADD COLUMN model_version text NOT NULL DEFAULT '';
ALTER TABLE proposal_run ADD COLUMN model_version text NOT NULL DEFAULT '';

-- How other platforms handle this: below 0.42 two legal sentences are as often of different matters as of one. Measured
-- with the same function in C (src/text/similar.h, tests/corpus/classify.py).
DELETE FROM provision_match WHERE strength < 0.42;
ALTER TABLE provision_match DROP CONSTRAINT provision_match_strength_check,
  ADD CONSTRAINT provision_match_strength_check CHECK (strength BETWEEN 0.42 AND 1);
CREATE OR REPLACE PROCEDURE provision_match_renew(provision bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM provision_match WHERE provision_id = provision OR other_id = provision;
  WITH near AS (
    SELECT o.id, similarity(mine.words, theirs.words) AS strength
      FROM provision r JOIN document d ON d.id = r.document_id JOIN provision_words mine ON mine.provision_id = r.id
      JOIN provision o ON o.clause_type_id = r.clause_type_id AND o.state = 'published' AND o.id <> r.id
      JOIN document od ON od.id = o.document_id AND od.platform_id <> d.platform_id
      JOIN provision_words theirs ON theirs.provision_id = o.id
     WHERE r.id = provision AND r.state = 'published'),
  best AS (SELECT * FROM near WHERE strength >= 0.42 ORDER BY strength DESC, id LIMIT 20)
  INSERT INTO provision_match SELECT provision, id, strength FROM best UNION ALL SELECT id, provision, strength FROM best;
END $$;

GRANT SELECT ON clause_type_relation TO atlas_web, atlas_worker;
