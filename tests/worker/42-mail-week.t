#!/usr/bin/python3
"""When a digest is due, against python's own calendar and zones: every zone, over two years of hours and over twenty New
Years. Then that a week is told exactly once: by two mailers at once, and through changes of zone, day and hour."""
import os
import sys
import zoneinfo
from datetime import datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from relay import Relay  # noqa: E402
from tap import done, ok, same  # noqa: E402
from weeks import UTC, expected, known_zones  # noqa: E402
from world import World  # noqa: E402


def wrong(w, rows):
    """rows: (zone, day, hour, at). Those for which the database says something else."""
    values = ",".join(f"({i},'{z}',{d},{h},'{at.isoformat()}'::timestamptz)" for i, (z, d, h, at) in enumerate(rows))
    got = w.sql(f"SELECT v.i, w.iso_week, extract(epoch FROM w.due_at)::bigint FROM (VALUES {values}) v(i, zone, day, hour, at), digest_due(zone, day, hour, at) w ORDER BY 1")
    bad = [] if len(got) == len(rows) else [f"{len(got)} answers to {len(rows)} questions"]
    for (zone, day, hour, at), (_, week, due) in zip(rows, got):
        want = expected(zoneinfo.ZoneInfo(zone), day, hour, at)
        if (week, int(due)) != (want[0], int(want[1].timestamp())):
            bad.append(f"{zone} day {day} hour {hour} at {at}: {week} {due}, expected {want[0]} {want[1]}")
    return bad


def in_lots(rows, size=1500):
    return [rows[i:i + size] for i in range(0, len(rows), size)]


def settle(w, at):
    w.set_clock(at)
    w.worker()


with World() as w, Relay() as relay:
    w.write_settings(SMTP_URL=relay.url)
    zones = known_zones(w)
    start = datetime(2025, 6, 2, tzinfo=UTC)
    ok(len(zones) > 400, f"{len(zones)} zones")

    rows = []
    for n, zone in enumerate(zones):  # two years, each zone at hours that move through the week, with a day and hour of its own
        rows += [(zone, 1 + n % 7, (n * 5 + k) % 24, start + timedelta(hours=k * 193 + n % 193)) for k in range(90)]
    same([b for lot in in_lots(rows) for b in wrong(w, lot)][:5], [], f"{len(rows)} instants of two years in every zone")
    rows = []
    for zone in "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Atlantic/Azores":
        z = zoneinfo.ZoneInfo(zone)
        hours = [start + timedelta(hours=k) for k in range(2 * 8766)]
        jumps = [h for h in hours if h.astimezone(z).utcoffset() != (h + timedelta(hours=1)).astimezone(z).utcoffset()]
        for jump in jumps:  # each hour of the day when the clocks change, asked each quarter of the hours around
            day = jump.astimezone(z).isoweekday()
            for d in {day, day % 7 + 1}:
                rows += [(zone, d, hour, jump + timedelta(minutes=15 * q)) for hour in range(4) for q in range(-16, 16)]
                rows += [(zone, d, hour, jump + timedelta(minutes=15 * q)) for hour in (22, 23) for q in range(-16, 16)]
    same([b for lot in in_lots(rows) for b in wrong(w, lot)][:5], [], f"{len(rows)} instants around changes of clocks")
    rows = [("UTC", day, 8, datetime(year, 12, 25, 9, tzinfo=UTC) + timedelta(days=k)) for year in range(2015, 2036) for day in (1, 4, 7) for k in range(16)]
    same([b for lot in in_lots(rows) for b in wrong(w, lot)][:5], [], f"{len(rows)} instants around New Year")
    for zone in "Mars/Olympus", "CET", "":
        ok(w.sql(f"INSERT INTO account (address, state, zone, created_at) VALUES ('a@b.example', 'pending', '{zone}', '2026-01-01Z')", check=False) is None,
           f"the zone \"{zone}\" is refused where it is written")

    # ---- one each, by two mailers at once ----
    w.atlas("platform", "add", "example", "Example")
    w.sql("""INSERT INTO account (address, state, zone, digest_day, digest_hour, created_at, confirmed_at)
             SELECT 'n' || n || '@example.org', 'active', 'UTC', 1, 8, '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z' FROM generate_series(1, 600) n;
             INSERT INTO watch (account_id, platform_id, created_at) SELECT id, (SELECT id FROM platform), '2026-03-02T09:00:00Z' FROM account WHERE id % 6 = 0;
             INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms', 'terms', '2026-03-02T09:00:00Z' FROM platform;
             INSERT INTO clause_text VALUES (sha256('a'::bytea), 'a'), (sha256('b'::bytea), 'b');
             BEGIN;
             INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin) VALUES (1, 1, sha256('a'::bytea), 1, 1, 1, '2026-03-02Z', 'imported'), (1, 2, sha256('b'::bytea), 1, 1, 1, '2026-03-03Z', 'imported');
             INSERT INTO clause (document_id, first_version_id) VALUES (1, 1);
             INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, "offset", length, kind, title) VALUES (1, 0, 1, 1, sha256('a'::bytea), 0, 1, 'prose', 'a'), (2, 0, 1, 1, sha256('b'::bytea), 0, 1, 'prose', 'b');
             INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
             SELECT 1, 1, 2, 'change', '2026-03-03Z'::timestamptz + n * interval '1 minute', (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], 'Change ' || n || repeat(' of many words', 8), '{"bullets": [], "calls": [{"what": "deadline", "before": "30 days", "after": "10 days"}], "reasons": []}' FROM generate_series(1, 30) n;
             COMMIT""")
    w.set_clock("2026-03-09T08:00:00Z")
    both = [w.start("worker", "atlas-worker", "--once") for _ in range(2)]
    same([p.wait(timeout=60) for p in both], [0, 0], "two mailers end")
    same(w.sql("SELECT count(*), count(DISTINCT account_id), count(DISTINCT delivery_id) FROM digest"), [["600", "600", "100"]], "600 accounts, a row each; 100 watch something")
    same(w.sql("SELECT kind, state, count(*), count(DISTINCT message_id) FROM delivery GROUP BY 1, 2"), [["digest", "sent", "100", "100"]], "a mail each")
    mail = relay.mails[0]
    same(mail["Subject"], "Weekly digest: 30 changes (7 critical, 8 high): Example", "its subject")
    text, html = (mail.get_body((p,)).get_content() for p in ("plain", "html"))
    same((text.count("/change/CA-C-"), "And 10 more" in text), (20, True), "twenty changes, and ten more")
    ok(text.index("critical severity") < text.index("high severity") < text.index("medium severity") and "low severity" not in text, "the most severe first")
    ok(len(html.encode()) <= 60 * 1024, f"{len(html.encode())} bytes of HTML")
    w.worker()
    same(w.sql1("SELECT count(*) FROM delivery"), "100", "and no more after that")

    # ---- changes of zone, day and hour ----
    w.sql("UPDATE account SET digest = false WHERE address NOT IN ('n1@example.org', 'n2@example.org', 'n3@example.org')")
    moves = [("2026-03-16T08:00:00Z", "Pacific/Kiritimati", 1, 0), ("2026-03-16T08:15:00Z", "Pacific/Pago_Pago", 1, 0), ("2026-03-17T08:00:00Z", "Pacific/Kiritimati", 7, 23),
             ("2026-03-22T12:00:00Z", "UTC", 1, 0), ("2026-03-23T00:00:00Z", "Pacific/Pago_Pago", 7, 23), ("2026-03-30T09:59:00Z", "Asia/Kathmandu", 1, 4),
             ("2026-03-31T00:00:00Z", "America/St_Johns", 3, 12), ("2026-04-05T00:00:00Z", "UTC", 7, 12), ("2026-04-12T12:00:00Z", "UTC", 1, 0)]
    for at, zone, day, hour in moves:
        settle(w, at)
        w.sql(f"UPDATE account SET zone = '{zone}', digest_day = {day}, digest_hour = {hour} WHERE digest")
        settle(w, (datetime.fromisoformat(at) + timedelta(minutes=15)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    settle(w, "2026-04-13T12:00:00Z")
    same(w.sql("SELECT string_agg(substr(iso_week, 6), ' ' ORDER BY iso_week) FROM digest JOIN account a ON a.id = account_id WHERE a.digest GROUP BY account_id"), [["W11 W12 W13 W14 W15 W16"]] * 3,
         "whatever one changes: every week once")
    ok(w.sql1("SELECT bool_and(period_start = before) FROM (SELECT period_start, lag(period_end) OVER (PARTITION BY account_id ORDER BY iso_week) AS before FROM digest) d WHERE before IS NOT NULL") == "t",
       "each period begins where the last one ended")
done()
