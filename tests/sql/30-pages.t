#!/usr/bin/python3
"""Adoption, stability and identities as pages show them: what moves a count, and what does not."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import ROOT, World


def adoption(w, slug, invented=True):
    a = json.loads(w.sql1(f"SELECT adoption_of(id, {invented}, '2026-03-20') FROM clause_type WHERE slug = '{slug}'"))
    return a["platforms"], a["of"]


def stability(w, provision):
    return json.loads(w.sql1(f"SELECT clause_stability(clause_id) FROM provision WHERE slug = '{provision}'"))


def holders(w, slug):
    return [r[0] for r in w.sql(f"SELECT p.slug FROM clause_type_platform c JOIN platform p ON p.id = c.platform_id JOIN clause_type t ON t.id = c.clause_type_id"
                                f" WHERE t.slug = '{slug}' AND c.clauses > 0 ORDER BY 1")]


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        r = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-1", w.dsn("owner")], input=f.read(), capture_output=True, text=True)
    ok(r.returncode == 0, "the fixture", r.stderr)
    same((adoption(w, "arbitration"), holders(w, "arbitration")), ((3, 3), ["larkfield", "mossgate", "tindral"]), "arbitration: three of three")
    same((adoption(w, "brief"), holders(w, "brief")), ((1, 3), ["larkfield"]), "a finding that somebody accepted counts; of platforms with terms that were read")
    same(adoption(w, "arbitration", False), (0, 0), "a real platform of which nothing was read is in no count")

    w.sql("UPDATE provision SET state = 'withdrawn', withdrawn_at = '2026-03-20T12:00Z', withdrawn_reason = 'x' WHERE slug = 'disputes'")
    same(adoption(w, "arbitration"), (2, 3), "a withdrawn provision is not counted, its platform still is")
    w.sql("UPDATE proposal SET state = 'refused' WHERE state = 'accepted'")
    same(adoption(w, "brief"), (0, 3), "nor is a finding that is refused after all")
    w.sql("UPDATE proposal SET state = 'accepted' WHERE clause_type_id = (SELECT id FROM clause_type WHERE slug = 'data-retention')")
    same(holders(w, "data-retention"), ["larkfield", "mossgate"], "one that is accepted is counted at once")
    w.sql("UPDATE document SET active = false WHERE id = (SELECT document_id FROM provision WHERE slug = 'arbitration')")
    same(adoption(w, "arbitration"), (1, 2), "a document that is given up takes its platform out of both counts")
    w.sql("UPDATE document SET active = true WHERE NOT active")
    same(adoption(w, "arbitration"), (2, 3), "and brings it back")
    w.sql("UPDATE platform SET active = false WHERE slug = 'mossgate'")
    same(adoption(w, "arbitration"), (1, 2), "so does a platform")
    w.sql("UPDATE platform SET active = true WHERE slug = 'mossgate'")
    w.sql("UPDATE clause_type SET kinds = '{privacy}' WHERE slug = 'brief'")
    same(adoption(w, "brief"), (0, 1), "another edition of the taxonomy counts anew")

    # A version in which the clause no longer stands: the text of another document's clause, as the next version of Mossgate's.
    w.sql("""BEGIN;
      INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin)
        SELECT v.document_id, 2, c.sha256, c.length, 9, 1, '2026-03-19T10:00Z', 'imported' FROM version v JOIN version_clause c ON c.version_id = v.id
          JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id WHERE p.slug = 'mossgate' AND c.title = '2 Retention';
      UPDATE stay SET verified_until = '2026-03-19T09:00Z' WHERE verified_until IS NULL AND document_id = (SELECT max(document_id) FROM version WHERE number = 2 AND origin = 'imported');
      INSERT INTO stay SELECT document_id, id, captured_at FROM version WHERE number = 2 AND origin = 'imported';
      INSERT INTO version_clause SELECT n.id, 0, n.document_id, c.clause_id, c.sha256, 0, c.length, c.kind, c.label, c.title, c.heading_path
        FROM version n JOIN version o ON o.document_id = n.document_id AND o.number = 1 JOIN version_clause c ON c.version_id = o.id AND c.title = '2 Retention'
       WHERE n.number = 2 AND n.origin = 'imported';
      COMMIT""")
    same(adoption(w, "arbitration"), (1, 3), "a clause that went with a new version is no longer counted")

    s = stability(w, "cancelling")
    same((s["changes"], s["label"], s["months"], s["untouched"], [m["touched"] for m in s["line"]["marks"]]), (1, "changed", 3, 1, [False, True]),
         "a clause that changed once: one row, one mark; the other change of the document left it alone")
    ok(all(0 <= b["x"] and b["x"] + b["width"] <= 642 for b in s["line"]["bars"]) and len(s["line"]["bars"]) == 1, "its bar is one, within the picture", s["line"])
    s = stability(w, "binding-arbitration")
    same((s["changes"], s["label"], s["untouched"], s["rows"]), (0, "stable", 2, []), "a clause that was only renumbered did not change")
    s = stability(w, "law")
    same((s["standing"], s["changes"], s["line"]["bars"][0]["x"]), (False, 1, 0), "a clause that went says so, and its bar ends")
    s = stability(w, "training")
    ok(s["changes"] == 0 and s["line"]["bars"][0]["x"] > 200, "to come is no change, and the bar begins where the clause came", s)

    # The desk says that what stands as "training" from version 2 on is really the clause of the law.
    training, law = (w.sql1(f"SELECT clause_id FROM provision WHERE slug = '{x}'") for x in ("training", "law"))
    version = w.sql1(f"SELECT v.id FROM version v JOIN version_clause c ON c.version_id = v.id WHERE c.clause_id = {training} AND v.number = 3")
    w.sql("UPDATE proposal SET state = 'refused'")
    before = adoption(w, "unilateral-changes")
    w.sql(f"SELECT clause_match({training}, {law}, {version}, NULL, 'test', '2026-03-20T12:00Z')")
    same(w.sql(f"SELECT clause_id FROM clause_place WHERE version_id = {version} AND clause_id IN ({training}, {law})"), [[law]], "a corrected identity stands in the version that is there")
    same((stability(w, "law")["standing"], stability(w, "training")["standing"]), (True, False), "and the two clauses are told accordingly")
    same(adoption(w, "unilateral-changes"), before, "another clause of the type stands there still")
    for role in ("web", "worker"):
        ok(w.refused(f"SELECT clause_type_recount(NULL, NULL)", role), f"atlas_{role} cannot count by hand")
        ok(w.refused("UPDATE clause_type_platform SET clauses = 9", role), "nor write the counts")
    ok(w.refused("DELETE FROM hash_request", "web"), "the web cannot take a wish for a hash away")
done()
