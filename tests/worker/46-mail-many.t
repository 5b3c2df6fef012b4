#!/usr/bin/python3
"""A thousand digests at one hour, for accounts of five watches each: built at once, in little memory, and their content is right.
A short seed of tests/campaign/40-scale.t; what it costs is measured there and by `make bench`. Here the bar only tells a good
plan of the database from one that looks at everything for each account. ACCOUNTS."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from scale import Scale  # noqa: E402
from tap import done, ok, same  # noqa: E402
from world import BUILD  # noqa: E402

ACCOUNTS = int(os.environ.get("ACCOUNTS", "1000"))

# The changes that an account should be told of, by rules written down once more: watch by watch, without batches or ranks.
EXPECTED = """
SELECT w.account_id, count(DISTINCT c.id) AS n FROM watch w JOIN change c ON c.observed_at > '2026-03-02T08:00:00Z' AND c.observed_at <= '2026-03-09T08:00:00Z'
  AND array_position(ARRAY['low', 'medium', 'high', 'critical'], c.severity) >= array_position(ARRAY['low', 'medium', 'high', 'critical'], w.threshold)
  JOIN document d ON d.id = c.document_id
 WHERE CASE WHEN w.provision_id IS NOT NULL THEN EXISTS (SELECT FROM provision v JOIN change_item i ON i.clause_id = v.clause_id WHERE v.id = w.provision_id AND i.change_id = c.id)
            WHEN w.clause_type_id IS NOT NULL THEN EXISTS (SELECT FROM provision v JOIN change_item i ON i.clause_id = v.clause_id
                 WHERE v.clause_type_id = w.clause_type_id AND i.change_id = c.id)
            WHEN w.document_id IS NOT NULL THEN d.id = w.document_id ELSE d.platform_id = w.platform_id END
 GROUP BY w.account_id"""

with Scale(ACCOUNTS) as s:
    b = s.build()
    print(f"# {b.digests} digests in {b.seconds:.1f} s, {b.busy_s:.1f} s of a processor, {b.rss_mb:.0f} MB")
    same(s.w.sql("SELECT count(*), count(DISTINCT account_id) FROM digest"), [[str(ACCOUNTS)] * 2], "a digest each")
    ok(b.busy_s < 15, "in no time")
    if "san" not in os.path.basename(BUILD):
        ok(b.rss_mb < 96, "in little memory")
    same(s.w.sql(f"SELECT d.account_id, d.changes, e.n FROM digest d LEFT JOIN ({EXPECTED}) e USING (account_id) WHERE d.changes <> coalesce(e.n, 0) LIMIT 3"), [], "each tells of as many changes as its watches cover")
    same(s.w.sql("SELECT id FROM delivery m WHERE (SELECT count(*) FROM jsonb_path_query(payload, '$.platforms[*].changes[*]')) <> (SELECT least(changes, 20) FROM digest WHERE delivery_id = m.id) LIMIT 3"),
         [], "and shows them, twenty at most")
done()
