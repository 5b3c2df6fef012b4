#!/usr/bin/python3
"""Suggestions while the worker looks at them: one whose host is in other hands holds up no other, and the leases outlast the
slowest answer that the settings allow."""
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from source import Page, Source  # noqa: E402
from tap import done, ok, same  # noqa: E402
from world import World, await_true  # noqa: E402

with World() as w, Source() as s, Source() as held:
    w.allow(s, held)
    w.atlas("account", "create", "anna@example.org", "--tier", "watcher")
    text = "".join(f"<h2>{n}. Heading</h2><p>You agree that we may change these terms with {n} days of notice, as far as the law allows.</p>" for n in range(1, 30))
    page = Page(f"<!DOCTYPE html><html lang=en><title>Terms of Service</title><body><main><h1>Terms of Service</h1>{text}</main>")
    s.pages["/terms"] = held.pages["/terms"] = page
    w.sql(f"""INSERT INTO suggestion (account_id, url, created_at) SELECT a.id, u, '2026-03-02T09:00:00Z' FROM account a, unnest(ARRAY['{held.url}/terms', '{s.url}/terms']) u ORDER BY u <> '{held.url}/terms';
              INSERT INTO host (host, next_request_at, lease_owner, lease_until) VALUES ('{held.url}', '2026-03-02T08:00:00Z', 'another', '2026-03-02T09:05:00Z')""", role="owner")
    w.worker()
    same(w.sql("SELECT state, wait_until, tries FROM suggestion ORDER BY id"), [["asked", "2026-03-02 09:05:00+00", "0"], ["fine", "", "1"]], "one that waits for its host leaves the next to the same run")
    same(held.log, [], "and its host alone")
    w.set_clock("2026-03-02T09:06:00Z")
    answered = threading.Event()
    held.pages["/terms"] = lambda h: (answered.wait(20), h.answer(page))
    worker = w.start_worker(FETCH_TIMEOUT_S=600)
    await_true(lambda: [r for r in held.log if r.path == "/terms"], "the page is asked for")
    least = "'2026-03-02T09:06:00Z'::timestamptz + interval '1220 seconds'"
    same(w.sql1(f"SELECT (SELECT wait_until FROM suggestion ORDER BY id LIMIT 1) > {least} AND (SELECT lease_until FROM host WHERE host = '{held.url}') > {least}"), "t",
         "both leases last for two fetches and the parse")
    answered.set()
    await_true(lambda: w.sql1("SELECT state FROM suggestion ORDER BY id LIMIT 1") == "fine", "it is looked at")
    ok(w.sql1(f"SELECT lease_until IS NULL FROM host WHERE host = '{held.url}'") == "t", "and the host is given back")
    same(w.end(worker), 0, "the worker ends")
done()
