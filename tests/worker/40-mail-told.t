#!/usr/bin/python3
"""From a changed page to mail: an alert the same hour and a digest on Monday, as messages that a mail reader takes apart.
Names and headlines are hostile: nothing of them becomes a header or markup."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import World  # noqa: E402

NAME = 'Söhne & <b>Co</b>\t"Q"'
SHOWN = NAME.replace("\t", " ")


def page(courts, days, more=""):
    return Page(f"""<html lang="en"><head><title>Terms of Service</title></head><body><main><h1>Terms of Service</h1>
<h2>1. Who we are</h2><p>These terms apply to everybody who uses the service, on every device and in every country where it is offered.</p>
<h2>2. Disputes</h2><p>{courts}</p>
<h2>3. Messages</h2><p>We keep your messages for {days} days after you delete them, and then erase them for good from all our systems.</p>
<h2>4. Ending</h2><p>We may end your account when you break these terms, after telling you by mail at least fourteen days before.</p>{more}
</main></body></html>""")


COURTS = "Disputes are decided by the courts of the place where you live, under the law of that place."
PRIVATE = "Disputes are decided by binding arbitration, and you waive your right to a trial by jury and to class actions."


def parts(m):
    return m.get_body(("plain",)).get_content(), m.get_body(("html",)).get_content()


def check_message(m, what, items):
    text, html = parts(m)
    same([p.get_content_type() for p in m.walk()], ["multipart/alternative", "text/plain", "text/html"], f"{what}: two parts, the text first")
    same(m.defects, [], f"{what}: no defect")
    same(m["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", f"{what}: one-click unsubscribe")
    like(m["List-Unsubscribe"], r"^<http://127\.0\.0\.1/unsubscribe\?token=[\w-]{43}>$", f"{what}: its address")
    same(m["Auto-Submitted"], "auto-generated", f"{what}: sent by a program")
    ok(m["Feedback-ID"] and m["List-Id"] and m["Date"] and m["Message-ID"], f"{what}: identity headers")
    ok(len(m["Subject"]) <= 120 and not re.search(r"[\x00-\x1f\x7f]", m["Subject"]), f"{what}: subject of {len(m['Subject'])} characters", m["Subject"])
    same(set(m.keys()) & {"Bcc", "Cc", "X-Injected"}, set(), f"{what}: no header of others")
    ok(len(html.encode()) <= 60 * 1024, f"{what}: {len(html.encode())} bytes of HTML")
    long = [line for line in text.splitlines() if len(line) > 72 and " " in line.strip()]
    same(long, [], f"{what}: text lines of at most 72 columns")
    for wanted in items:
        like(re.sub(r"\s+", " ", text), wanted, f"{what}: the text has {wanted}")
    like(html, r'^<!DOCTYPE html>\n<html lang="en" dir="ltr">', f"{what}: language and direction")
    like(html, r'<meta name="color-scheme" content="light dark">', f"{what}: both colour schemes")
    like(html, r"<title>[^<]+</title>", f"{what}: a title")
    unlike(html, r"<img|<script|<b>Co|src=", f"{what}: no picture, script or foreign markup")
    same([u for u in re.findall(r'href="([^"]*)"', html) if not u.startswith("http://127.0.0.1/")], [], f"{what}: absolute links only")
    unsubscribe = m["List-Unsubscribe"].strip("<>")
    ok(html.find(unsubscribe) < html.find("<h1>") and html.count(unsubscribe) == 2, f"{what}: unsubscribing is above the heading too")
    same(w.sql1(f"SELECT list FROM unsubscribe_token WHERE sha256 = sha256(convert_to('{unsubscribe.split('=')[1]}', 'UTF8'))"),
         "alerts" if what == "alert" else "digest", f"{what}: the token's hash is stored, for its list")


with World() as w, Source() as s:
    w.allow(s)
    s.pages["/terms"], s.pages["/privacy"] = page(COURTS, 30), page(COURTS, 60)
    w.atlas("platform", "add", "example", "Example")
    w.atlas("document", "add", "example", s.url + "/terms")
    w.atlas("document", "add", "example", s.url + "/privacy")
    w.sql(f"UPDATE platform SET name = $n${NAME}$n$")
    w.worker()
    for address, tier in ("anna@example.org", "watcher"), ("ben@example.org", "free"), ("cyn@example.org", "watcher"), ("dan@example.org", "watcher"):
        w.atlas("account", "create", address, "--tier", tier)
        w.atlas("account", "watch", address, "example")
    w.atlas("account", "create", "eve@example.org", "--tier", "watcher")
    w.sql("UPDATE account SET state = 'suspended' WHERE address = 'cyn@example.org'")
    w.sql("UPDATE watch SET paused_at = '2026-03-02T10:00:00Z' WHERE account_id = (SELECT id FROM account WHERE address = 'dan@example.org')")
    same(w.mails(), [], "nothing has changed: no mail")

    # ---- an alert ----
    w.set_clock("2026-03-03T09:00:00Z")
    s.pages["/terms"] = page(PRIVATE, 90, "<p>These terms are effective 1 April 2026.</p>")
    w.worker()
    mails = w.mails()
    same([m["To"] for m in mails], ["anna@example.org"], "one alert: to whoever watches, has alerts, and is active")
    alert = mails[0]
    like(alert["Subject"], r"^\[(Low|Medium|High|Critical)\] ", "severity first")
    ok(SHOWN in alert["Subject"], "the name in the subject, with its tab as a space", alert["Subject"])
    check_message(alert, "alert", [r"30 days", r"\[-30-\]", r"\{\+90\+\}", r"Effective: 1 April 2026, as stated", r"Observed by us: 3 March 2026, 09:00 UTC",
                                   r"Published or announced: not stated", r"You get this because you watch", r"http://127\.0\.0\.1/change/CA-C-000001/"])
    like(parts(alert)[1], r"<del>30</del>|<del>30 ", "what went is struck through")
    document = w.sql1("SELECT document_id FROM change")
    same((alert["In-Reply-To"], alert["Message-ID"]), (f"<document.{document}@localhost>", "<alert.1.1@localhost>"), "its thread and its identity")
    same(w.sql("SELECT state, delivery_id FROM alert"), [["mailed", "1"]], "the alert is marked with its delivery")
    w.worker()
    same(len(w.mails()), 1, "told once")
    listed = w.atlas("mail", "list").stdout
    same(listed, f"1\talert\tanna@example.org\tsent\t{alert['Subject']}\n", "`atlas mail list`")
    same((w.atlas("mail", "list", "--state", "failed").stdout, w.atlas("mail", "list", "--account", "ANNA@example.org").stdout), ("", listed), "its filters")
    like(w.atlas("mail", "show", "1").stdout, r"^From: .*\r?\nMessage-ID: <alert\.1\.1@localhost>", "`atlas mail show`")
    same([w.atlas("mail", *a, check=False).returncode for a in (["show", "99"], ["show", "x"], ["list", "--state", "no"], [], ["show"])], [1, 2, 2, 2, 2],
         "what there is not, and wrong usage")

    # ---- many at once, and too many in an hour ----
    w.set_clock("2026-03-03T09:10:00Z")
    s.pages["/terms"] = page(COURTS, 10)
    w.sql("UPDATE source_state SET next_due = '2026-03-03T09:10:00Z'")
    w.worker()
    same(len(w.mails()), 2, "a second change in the hour is told at once")
    for minute, days in (20, 11), (30, 12), (40, 13):
        w.set_clock(f"2026-03-03T09:{minute}:00Z")
        s.pages["/terms"] = page(PRIVATE, days)
        w.sql(f"UPDATE source_state SET next_due = '2026-03-03T09:{minute}:00Z'")
        w.worker()
    same((len(w.mails()), w.sql1("SELECT count(*) FROM alert WHERE state = 'pending'")), (2, "3"), "further ones wait")
    w.set_clock("2026-03-03T10:05:00Z")
    w.worker()
    same(len(w.mails()), 3, "and go in one mail when the hour is over")
    together = next(m for m in w.mails() if "3 changes" in m["Subject"])
    like(together["Message-ID"], r"^<alerts\.3\.1@localhost>$", "its identity is that of the first")
    same(len(re.findall(r"http://127\.0\.0\.1/change/CA-C-\d+/", parts(together)[0])), 3, "a link for each")
    ok("In-Reply-To" not in together, "and no thread of one document")

    # ---- a digest ----
    before = len(w.mails())
    w.set_clock("2026-03-09T07:59:00Z")
    w.worker()
    same(len(w.mails()), before, "not before the account's hour")
    w.set_clock("2026-03-09T08:00:00Z")
    w.worker()
    digests = [m for m in w.mails() if m["List-Id"] == "<digest.localhost>"]
    same(sorted(m["To"] for m in digests), ["anna@example.org", "ben@example.org"], "Monday at eight: a digest, in the free tier too")
    like(digests[0]["Subject"], r"^Weekly digest: 5 changes \(.*\): Söhne", "how many, how grave, whose")
    like(digests[0]["Message-ID"], r"^<digest\.2026-W11\.\d+@localhost>$", "its identity is account and week")
    check_message(digests[0], "digest", [r"5 changes in what you watch", r"2 March 2026 to 9 March 2026", r"1 document you watch did not change; each was verified on or after",
                                         r"http://127\.0\.0\.1/change/CA-C-000005/"])
    same(w.sql("SELECT changes, delivery_id IS NULL FROM digest d JOIN account a ON a.id = d.account_id WHERE address IN ('dan@example.org', 'eve@example.org')"),
         [["0", "t"], ["0", "t"]], "who watches nothing has the week done, and no mail")
    w.worker()
    same(len([m for m in w.mails() if m["List-Id"] == "<digest.localhost>"]), 2, "told once")
    w.set_clock("2026-03-16T08:00:00Z")
    w.worker()
    same((len([m for m in w.mails() if m["List-Id"] == "<digest.localhost>"]), w.sql1("SELECT count(*) FROM digest WHERE iso_week = '2026-W12'")), (2, "4"),
         "an empty week: no mail, and done")
    w.set_clock("2026-03-18T08:00:00Z")
    s.pages["/terms"] = page(COURTS, 14)
    w.worker()
    w.sql("UPDATE account SET digest = false WHERE address = 'anna@example.org'")
    w.set_clock("2026-03-23T08:00:00Z")
    w.worker()
    same([m["To"] for m in w.mails() if "2026-W13" in m["Message-ID"]], ["ben@example.org"], "not to who has unsubscribed")
done()
