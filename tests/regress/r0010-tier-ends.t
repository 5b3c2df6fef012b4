#!/usr/bin/python3
"""When a trial ends, what is over the lower tier's limit is paused, oldest kept, nothing deleted."""
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, same
from world import World

with World() as w:
    w.set_clock("2026-03-02T09:00:00Z")
    w.sql("INSERT INTO platform (slug, name, created_at) SELECT 'p' || n, 'P' || n, '2026-03-01Z' FROM generate_series(1, 3) n")
    w.sql("INSERT INTO account (address, state, created_at, confirmed_at) VALUES ('a@example.org', 'active', '2026-03-01Z', '2026-03-01Z')")
    w.sql("INSERT INTO subscription (account_id, tier_id, kind, valid_from, valid_to) SELECT a.id, t.id, 'trial', '2026-03-01Z', '2026-03-15Z' FROM account a, tier t WHERE t.slug = 'watcher'")
    w.sql("INSERT INTO watch (account_id, platform_id, created_at) SELECT a.id, p.id, '2026-03-02Z'::timestamptz + p.id * interval '1 minute' FROM account a, platform p")
    w.worker()
    same(w.sql1("SELECT count(*) FROM watch WHERE paused_at IS NULL"), "3", "within the trial all three are watched")
    w.set_clock("2026-03-15T10:00:00Z")
    w.worker()
    same(w.sql("SELECT p.slug, w.paused_at IS NULL FROM watch w JOIN platform p ON p.id = w.platform_id ORDER BY p.id"), [["p1", "t"], ["p2", "f"], ["p3", "f"]], "then the first stays, the others are paused")
    w.sql("INSERT INTO subscription (account_id, tier_id, kind, valid_from) SELECT a.id, t.id, 'manual', '2026-03-15T11:00Z' FROM account a, tier t WHERE t.slug = 'watcher'")
    w.sql("SELECT set_config('atlas.now', '2026-03-15T12:00Z', false); UPDATE watch SET paused_at = NULL")
    w.set_clock("2026-03-15T13:00:00Z")
    w.worker()
    same(w.sql1("SELECT count(*) FROM watch WHERE paused_at IS NULL"), "3", "a new tier lets them be resumed, and they stay")
    r = w.run("worker", "atlas-worker", "--once", check=False, DEMO=0, FETCH_ALLOW="127.0.0.1:8081")
    same((r.returncode, "ATLAS_FETCH_ALLOW" in r.stderr), (1, True), "outside a demonstration the worker does not start with the gate open")
done()
