#!/usr/bin/python3
"""When mail waits and when it does not: quiet hours (over a change of clocks, for what is queued already too), a change that
nobody is sure of, weeks without a change, clocks that jump, five hundred alerts at once, a mailbox that never takes its mail, an
account that goes while its digest is built."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from relay import Relay  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same  # noqa: E402
from world import World, await_true  # noqa: E402


def page(days, count="12,345"):
    return Page(f"""<html lang="en"><head><title>Terms of Service</title></head><body><main><h1>Terms of Service</h1>
<h2>1. Who we are</h2><p>These terms apply to everybody who uses the service. It has {count} members in every country where it is offered.</p>
<h2>2. Messages</h2><p>We keep your messages for {days} days after you delete them, and then erase them for good from all our systems.</p>
<h2>3. Ending</h2><p>We may end your account when you break these terms, after telling you by mail at least fourteen days before.</p>
</main></body></html>""")


def at(when, days=None, count="12,345"):
    """A check at that time, of the page as it is then."""
    global DAYS
    DAYS = days or DAYS
    w.set_clock(when)
    s.pages["/terms"] = page(DAYS, count)
    w.sql(f"UPDATE source_state SET next_due = '{when}'")
    return w.worker()


def told(address="anna@example.org", kind="alert"):
    return [m for m in relay.to(address) if kind in m["Message-ID"]]


def subjects(address="anna@example.org", kind="alert"):
    return [m["Subject"] for m in told(address, kind)]


def forget():
    relay.mails.clear(), relay.envelopes.clear()


def text_of(m):
    return re.sub(r"\s+", " ", m.get_body(("plain",)).get_content())


DAYS = 30
with World() as w, Source() as s, Relay() as relay:
    w.allow(s)
    w.write_settings(SMTP_URL=relay.url)
    s.pages["/terms"] = page(30)
    w.atlas("platform", "add", "example", "Example")
    w.atlas("document", "add", "example", s.url + "/terms")
    w.worker()
    for address in "anna@example.org", "ben@example.org":
        w.atlas("account", "create", address, "--tier", "watcher")
        w.atlas("account", "watch", address, "example")
    w.sql("UPDATE account SET digest = false, zone = 'Europe/Berlin', quiet_from = 22, quiet_to = 7 WHERE address = 'anna@example.org'; UPDATE account SET digest = false WHERE address = 'ben@example.org'")

    # ---- quiet hours: clocks go forward in that night, 01:00Z on the 29th, so 07:00 there is 05:00Z ----
    at("2026-03-28T20:59:00Z", 31)
    same(len(told()), 1, "a minute before the quiet hours: told at once")
    at("2026-03-28T21:00:00Z", 32)
    at("2026-03-29T00:30:00Z", 33)
    same((len(told()), len(told("ben@example.org"))), (1, 3), "in them: nothing, and somebody without them has it at once")
    w.set_clock("2026-03-29T04:59:59Z")
    w.worker()
    same(len(told()), 1, "not a second before they end")
    w.set_clock("2026-03-29T05:00:00Z")
    w.worker()
    same(len(told()), 2, "when they end, on the day on which clocks go forward: two alerts in one mail")
    like(told()[-1]["Subject"], r"^2 changes", "it says so")
    same(len(re.findall(r"/change/CA-C-\d+/", told()[-1].get_body(("plain",)).get_content())), 2, "a link for each")

    forget()
    w.sql("UPDATE account SET quiet_from = 9, quiet_to = 17, zone = 'UTC' WHERE address = 'anna@example.org'")
    at("2026-04-01T12:00:00Z", 3)
    same((w.sql1("SELECT severity FROM change ORDER BY id DESC LIMIT 1"), told()), ("high", []), "a grave change waits too, in quiet hours by day")
    at("2026-04-01T17:00:00Z")
    same(len(told()), 1, "until they end")

    # ---- what is queued when they begin ----
    forget()
    relay.script = ["451 4.3.0 try later"] * 2  # anna's and ben's
    at("2026-04-02T08:55:00Z", 34)
    w.set_clock("2026-04-02T10:00:00Z")
    like(w.worker().stdout, "sent 1, to be tried again 1,", "what quiet hours put off is in the totals")
    same((told(), w.sql1("SELECT d.state || ' ' || last_reply FROM delivery d JOIN account a ON a.id = d.account_id WHERE a.address = 'anna@example.org' ORDER BY d.id DESC LIMIT 1")),
         ([], "pending waits for the end of quiet hours"), "one that the relay put off does not come in them")
    same(len(told("ben@example.org")), 1, "that of another does")
    w.set_clock("2026-04-02T17:00:00Z")
    w.worker()
    same(len(told()), 1, "but after them")
    w.sql("INSERT INTO delivery (message_id, kind, account_id, address, subject, payload, created_at, next_try_at) SELECT '<n@x>', 'reset', id, address, 'Set', '{\"url\": \"http://127.0.0.1/r\", \"expires_minutes\": 30}', '2026-04-03T10:00:00Z', '2026-04-03T10:00:00Z' FROM account WHERE address = 'anna@example.org'")
    w.set_clock("2026-04-03T10:00:00Z")
    w.worker()
    ok(any(m["Subject"] == "Set" for m in relay.to("anna@example.org")), "mail that a person asked for comes in quiet hours")

    # ---- three in an hour ----
    w.sql("UPDATE account SET quiet_from = NULL, quiet_to = NULL")
    forget()
    for minute in range(5):
        at(f"2026-04-04T10:0{minute}:00Z", 40 + minute)
    same(len(told()), 2, "of five changes in a quarter of an hour two are told at once")
    at("2026-04-04T10:59:59Z")
    same(len(told()), 2, "the others wait until the first is an hour old")
    at("2026-04-04T11:00:00Z")
    same(subjects()[2:], [m for m in subjects() if m.startswith("3 changes")], "and become one mail")
    same(len(told()), 3, "of three")

    # ---- a change that nobody is sure of ----
    forget()
    at("2026-04-06T09:00:00Z", count="12,346")
    same((w.sql1("SELECT unsure FROM change ORDER BY id DESC LIMIT 1"), w.sql1("SELECT count(*) FROM alert WHERE state = 'pending'"), told()), ("t", "2", []),
         "a figure that means nothing by itself is a change, and nobody is told yet")
    at("2026-04-06T15:00:00Z", count="12,346")
    same(len(told()), 1, "when it was seen again, everybody is")
    at("2026-04-07T09:00:00Z", count="12,347")
    at("2026-04-07T15:00:00Z", count="12,348")
    at("2026-04-07T21:00:00Z", count="12,349")
    at("2026-04-08T09:00:00Z", count="12,349")
    same(w.sql("SELECT state, reason, count(*) FROM alert l JOIN change c ON c.id = l.change_id WHERE c.observed_at >= '2026-04-07Z' GROUP BY 1, 2 ORDER BY 1"),
         [["mailed", "", "2"], ["skipped", "the text was gone before it was seen a second time", "4"]], "a counter that runs is dropped, with the reason; what stays is told")
    same(len(told()), 2, "once")
    at("2026-04-09T09:00:00Z", count="99")
    for day in 10, 11, 12:
        at(f"2026-04-{day}T09:00:00Z", count="12,349")
    same(w.sql("SELECT kind, (SELECT string_agg(DISTINCT l.state || ': ' || l.reason, ',') FROM alert l WHERE l.change_id = c.id) FROM change c WHERE observed_at >= '2026-04-09Z' ORDER BY id"),
         [["change", "skipped: the text was gone before it was seen a second time"], ["reversal", "skipped: it takes back what was not told"]], "one that is taken back is not told, nor is its return")
    same(len(told()), 2, "no mail")
    at("2026-04-13T09:00:00Z", 7, count="12,350")
    same(len(told()), 3, "a deadline beside a counter is told at once")

    # ---- the digest of such a week; and weeks without a change ----
    forget()
    at("2026-04-14T09:00:00Z", count="77")
    for day in 15, 16, 17:
        at(f"2026-04-{day}T09:00:00Z", count="12,350")
    w.sql("UPDATE account SET digest = true, digest_day = 1, digest_hour = 8, confirmed_at = '2026-04-13T10:00:00Z'; UPDATE account SET digest_empty = true WHERE address = 'ben@example.org'; DELETE FROM digest")
    at("2026-04-20T08:00:00Z", count="12,350")
    like(subjects("ben@example.org", "digest")[0], r"^Weekly digest: 1 change", "the digest tells the return, and not what was taken back")
    at("2026-04-27T07:00:00Z", count="12,350")
    at("2026-04-27T08:00:00Z", count="12,350")
    same((subjects(kind="digest")[1:], subjects("ben@example.org", "digest")[1:]), ([], ["Weekly digest: no changes, 1 document checked"]), "a week without a change: no mail, or one line, as each wants it")
    like(text_of(told("ben@example.org", "digest")[-1]), r"No change in what you watch 20 April 2026 to 27 April 2026 1 document you watch did not change; each was verified on or after .* also in weeks without a change\.", "its text")
    same(w.sql1("SELECT count(*) FROM digest WHERE iso_week = '2026-W18'"), "2", "the week is done for both")
    s.pages["/terms"] = Page("away", status=500)
    w.set_clock("2026-05-04T08:00:00Z")
    w.sql("UPDATE source_state SET next_due = '2026-05-04T07:00:00Z'")
    w.worker()
    same(subjects("ben@example.org", "digest")[2:], ["Weekly digest: 1 document could not be read"], "what could not be read is not called unchanged")
    w.sql("DELETE FROM watch WHERE account_id = (SELECT id FROM account WHERE address = 'ben@example.org')")
    w.set_clock("2026-05-11T08:00:00Z")
    w.worker()
    same(len(told("ben@example.org", "digest")), 3, "who watches nothing hears nothing")
    w.atlas("account", "watch", "ben@example.org", "example")

    # ---- clocks that jump ----
    forget()
    at("2026-05-18T07:30:00Z", 50)
    at("2026-05-18T08:30:00Z")  # an hour early
    at("2026-05-18T07:35:00Z")  # and back
    at("2026-05-18T08:05:00Z")
    at("2026-05-18T09:05:00Z")
    same((len(told()), len(told(kind="digest")), w.sql1("SELECT count(*) FROM digest WHERE iso_week = '2026-W21'")), (1, 1, "2"), "an hour forward and back: one alert, one digest")
    at("2026-05-18T10:00:00Z", 51)
    at("2026-05-18T09:00:00Z")
    at("2026-05-18T10:05:00Z", 52)
    same(len(told()), 3, "and nothing stands still after it")

    # ---- five hundred at once ----
    forget()
    w.sql("""INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
             SELECT c.document_id, c.from_version_id, c.to_version_id, 'change', '2026-05-19T09:00:00Z'::timestamptz + n * interval '1 second',
               (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], 'Number ' || n, '{"bullets": [], "calls": [], "reasons": []}'
             FROM (SELECT * FROM change ORDER BY id DESC LIMIT 1) c, generate_series(1, 500) n;
             INSERT INTO alert (account_id, change_id, watch_id, created_at) SELECT w.account_id, c.id, w.id, c.observed_at FROM change c, watch w JOIN account a ON a.id = w.account_id
             WHERE c.headline ~ '^Number' AND a.address = 'anna@example.org'""")
    w.set_clock("2026-05-19T10:00:00Z")
    w.worker()
    same((subjects(), w.sql1("SELECT count(*) FROM alert WHERE state = 'pending'")), (["500 changes (125 critical, 125 high): Example"], "0"), "five hundred alerts are one mail, and its subject counts all of them")
    html, text = told()[0].get_body(("html",)).get_content(), told()[0].get_body(("plain",)).get_content()
    same((text.count("/change/CA-C-"), "480 more" in text, "480 more" in html), (20, True, True), "twenty shown, and how many more")
    ok(len(html.encode()) <= 60_000, f"{len(html.encode())} bytes of HTML")

    # ---- a mailbox that never takes its mail ----
    forget()
    relay.refuse["never@example.org"] = "451 4.2.1 mailbox busy"
    w.sql("""INSERT INTO delivery (message_id, kind, address, subject, text_body, html_body, created_at, next_try_at) SELECT '<never' || n || '@x>', 'notice', 'never@example.org', 'x', 'x', 'x',
             '2026-05-20T09:00:00Z', '2026-05-20T09:00:00Z' FROM generate_series(1, 100) n""")
    w.set_clock("2026-05-20T09:00:00Z")
    w.worker()
    at("2026-05-20T09:01:00Z", 53)
    same((len(told()), w.sql1("SELECT count(*) FROM delivery WHERE state = 'pending' AND attempts = 1")), (1, "100"), "a hundred mails to it hold nobody else up")
    w.set_clock("2026-05-25T09:00:01Z")
    w.worker()
    same(w.sql("SELECT state, count(*) FROM delivery WHERE address = 'never@example.org' GROUP BY 1"), [["failed", "100"]], "after five days they are given up")
    same(w.sql("SELECT * FROM suppression"), [], "and the address is not to blame")

    # ---- an account that goes while its digest is built ----
    forget()
    w.set_clock("2026-06-01T08:00:00Z")
    held = "pg_advisory_lock(43)"
    gate = subprocess.Popen(w.psql(f"SELECT {held}; SELECT pg_sleep(60)", "owner"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") == "1", "the gate is shut")
    holder = subprocess.Popen(w.psql(f"BEGIN; SELECT account_remove(id) FROM account WHERE address = 'ben@example.org'; SELECT {held}; COMMIT", "owner"), stdout=subprocess.DEVNULL)
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == "1", "the account is being removed")
    worker = w.start("worker", "atlas-worker", "--once")
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_stat_activity WHERE usename = 'atlas_worker' AND wait_event_type = 'Lock'") != "0", "the worker waits for it")
    w.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted", role="owner")
    same((holder.wait(), worker.wait(20)), (0, 0), "both end")
    gate.wait()
    w.worker()
    same((told("ben@example.org", "digest"), w.sql1("SELECT count(*) FROM digest d JOIN account a ON a.id = d.account_id WHERE a.state = 'deleted'")), ([], "0"), "no mail to it, and no row is left behind")
    same(w.sql1("SELECT count(*) FROM digest WHERE iso_week = '2026-W23'"), "1", "and the others have their week")
done()
