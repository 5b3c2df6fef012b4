#!/usr/bin/python3
"""What the relay says, and what becomes of a delivery: sent, tried again, failed, suppressed; a relay that hangs, is away
or drops the line; a mailer killed in the middle; two mailers on one outbox."""
import os
import re
import signal
import sys
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from relay import DROP, HANG, Relay  # noqa: E402
from tap import done, like, ok, same  # noqa: E402
from world import World, await_true, free_port  # noqa: E402

START = "2026-03-02T09:00:00Z"
LEASE_S = 8


def clear(at=START):
    w.sql("DELETE FROM suppression; UPDATE alert SET delivery_id = NULL; DELETE FROM delivery")
    w.set_clock(at)


def queue(name, kind="notice", address=None, payload='{"what": "password", "url": "http://127.0.0.1/reset"}', text="NULL", subject="Hello", at=START):
    """A delivery as another part of the program would have queued it."""
    w.sql(f"""INSERT INTO delivery (message_id, kind, account_id, address, subject, payload, text_body, html_body, created_at, next_try_at)
              VALUES ('<{name}@localhost>', '{kind}', (SELECT id FROM account WHERE address = '{address}'), '{address or name + "@example.org"}', $s${subject}$s$, '{payload}', {text}, {text}, '{at}', '{at}')""")


def state(name):
    return w.sql(f"SELECT state, attempts, next_try_at, last_reply FROM delivery WHERE message_id = '<{name}@localhost>'")[0]


def minutes(name):
    """How far away the next try is."""
    return int(w.sql1(f"SELECT ceil(extract(epoch FROM next_try_at - created_at) / 60)::int FROM delivery WHERE message_id = '<{name}@localhost>'"))


with World(LEASE_S=LEASE_S) as w, Relay() as relay:
    w.write_settings(SMTP_URL=relay.url)

    # ---- sent ----
    queue("sent", subject="Grüße, 世界: " + "long " * 30)
    w.worker()
    same(state("sent")[:2], ["sent", "1"], "250: sent")
    m = relay.mails[0]
    same((m["Message-ID"], m["To"], relay.envelopes[0].rcpt_tos), ("<sent@localhost>", "sent@example.org", ["sent@example.org"]), "to whom")
    ok(m["Subject"].startswith("Grüße, 世界: long"), "a long subject of several scripts arrives", m["Subject"])
    ok(all(len(line) <= 998 for line in relay.envelopes[0].content.splitlines()), "no line over 998 bytes")
    like(m.get_body(("plain",)).get_content(), r"Your password was changed", "the text of its kind")
    for kind, payload, words in (("confirm", '{"url": "http://127.0.0.1/confirm?token=x", "platform": "A & <B>", "expires_hours": 48, "prefix": "192.0.2.0/24"}', r"documents of A & <B> change.*/confirm\?token=x.*48 hours.*192\.0\.2\.0/24"),
                                 ("confirm", '{"url": "http://127.0.0.1/confirm?token=x", "platform": null, "expires_hours": 48}', r"with this address\. To confirm"),
                                 ("reset", '{"url": "http://127.0.0.1/reset?token=x", "expires_minutes": 30}', r"/reset\?token=x.*once, for 30 minutes"),
                                 ("notice", '{"what": "exists", "url": "http://127.0.0.1/reset"}', r"has an account already.*/reset")):
        clear()
        queue("kind", kind, payload=payload)
        w.worker()
        text, html = (relay.mails[-1].get_body((p,)).get_content() for p in ("plain", "html"))
        like(re.sub(r"\s+", " ", text), words, f"{kind}: its text")
        ok("<B>" not in html and "http" in html and "List-Id" not in relay.mails[-1], f"{kind}: escaped, and no list")

    # ---- 4xx, 5xx, a lost line ----
    clear()
    queue("later")
    relay.script = ["451 4.3.0 try later"] * 3
    waits = []
    for _ in range(3):
        w.worker()
        waits.append(minutes("later"))
        w.set_clock(w.sql1("SELECT to_char(next_try_at + interval '1 second', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM delivery"))
    same((state("later")[:2], state("later")[3]), (["pending", "3"], "451 4.3.0 try later"), "451: to be tried again, with the relay's words")
    ok(waits[0] <= 15 and waits[1] - waits[0] <= 31 and waits[2] - waits[1] <= 61, "at most 15, 30, 60 minutes apart", waits)
    w.worker()
    same(state("later")[:2], ["sent", "4"], "then sent")
    same(w.sql("SELECT * FROM suppression"), [], "and nothing counts against the address")
    clear()
    queue("never")
    relay.script = ["451 4.3.0 try later"] * 2
    w.worker()
    w.set_clock("2026-03-07T09:00:01Z")
    w.worker()
    same(state("never")[:2], ["failed", "2"], "given up after five days")

    clear()
    relay.script = ["550 5.1.1 no such person"]
    queue("gone")
    w.worker()
    same(state("gone")[:2], ["failed", "1"], "550: failed at once")
    same(w.sql("SELECT address, hard_bounces FROM suppression"), [["gone@example.org", "1"]], "and counted")
    queue("gone2", address="gone@example.org")
    w.worker()
    same((state("gone2")[0], w.sql1("SELECT hard_bounces FROM suppression")), ("sent", "0"), "a mail that arrives clears the count")
    relay.refuse["dead@example.org"] = "550 5.1.1 unknown"
    for n in 1, 2, 3:
        queue(f"dead{n}", address="dead@example.org")
        w.worker()
    same([state(f"dead{n}")[0] for n in (1, 2, 3)], ["failed", "failed", "suppressed"], "two bounces suppress the address")
    same(relay.to("dead@example.org"), [], "nothing was sent there")
    queue("complained", address="c@example.org")
    w.sql(f"INSERT INTO suppression VALUES ('c@example.org', '{START}', 'complaint')")
    w.worker()
    same((state("complained")[0], relay.to("c@example.org")), ("suppressed", []), "nor to who complained")

    clear()
    relay.mails.clear(), relay.envelopes.clear()
    relay.script = [DROP]
    queue("dropped")
    w.worker()
    same(state("dropped")[:2], ["pending", "1"], "a line lost after the data: not known, to be tried again")
    w.set_clock("2026-03-02T10:00:00Z")
    w.worker()
    same((state("dropped")[0], [m["Message-ID"] for m in relay.mails]), ("sent", ["<dropped@localhost>"] * 2), "under the same Message-ID")
    same(relay.envelopes[0].content, relay.envelopes[1].content, "and byte for byte the same")

    clear()
    relay.script = [HANG]
    queue("hung")
    w.worker()
    same(state("hung")[:2], ["pending", "1"], "a relay that hangs: let go, to be tried again")

    # ---- the relay is away, or nobody has said where it is ----
    clear()
    for n in range(5):
        queue(f"away{n}")
    r = w.worker(SMTP_URL=f"smtp://127.0.0.1:{free_port()}")
    same([state(f"away{n}")[:2] for n in range(5)], [["pending", "1"]] + [["pending", "0"]] * 4, "a relay that is away costs one try, not one each")
    like(r.stderr, r"the mail relay takes nothing", "and the operator is told")
    same(w.sql("SELECT * FROM suppression"), [], "no address suffers")
    r = w.worker(SMTP_URL="", MAILDIR="")
    same([state(f"away{n}")[0] for n in range(5)], ["pending"] * 5, "neither relay nor Maildir: everything waits")
    like(r.stderr, r"ATLAS_SMTP_URL nor ATLAS_MAILDIR", "and the operator is told")
    w.set_clock("2026-03-02T10:00:00Z")
    w.worker()
    same([state(f"away{n}")[0] for n in range(5)], ["sent"] * 5, "all goes when the relay is back")

    # ---- what cannot be sent ----
    clear()
    queue("broken", payload="[]")
    queue("odd", address="odd @example.org")
    queue("fine")
    w.worker()
    same((state("broken")[0], state("odd")[0], state("fine")[0]), ("pending", "failed", "sent"), "a bad payload waits for a mend, a bad address fails, the next goes")
    ok(w.refused("INSERT INTO delivery (message_id, kind, address, subject, created_at, next_try_at) VALUES ('<x@y>', 'notice', 'a@b', E'a\\nBcc: c@d', now(), now())", "worker"),
       "a subject with a line end is refused by the database")

    # ---- unsubscribed, or gone, between building and sending ----
    clear()
    w.atlas("account", "create", "anna@example.org", "--tier", "watcher")
    w.sql("UPDATE account SET digest = false")
    queue("digest", "digest", "anna@example.org", text="'x'")
    queue("alert", "alert", "anna@example.org", text="'x'")
    w.worker()
    same((state("digest")[0], state("alert")[0], relay.to("anna@example.org")), ("suppressed", "suppressed", []), "what is queued is not sent after unsubscribing")

    # ---- order ----
    clear()
    relay.mails.clear()
    w.sql("UPDATE account SET digest = true")
    for n in range(3):
        queue(f"d{n}", "digest", "anna@example.org", text="'x'", at="2026-03-02T07:00:00Z")
    queue("reset", "reset", payload='{"url": "http://127.0.0.1/r", "expires_minutes": 30}', at="2026-03-02T08:59:00Z")
    w.worker()
    same([m["Message-ID"].split("@")[0] for m in relay.mails], ["<reset", "<d0", "<d1", "<d2"], "what somebody waits for goes before digests, however old")

    # ---- killed in the middle ----
    clear()
    attempts = relay.attempts
    relay.script = [HANG]
    for n in range(3):
        queue(f"killed{n}")
    p = w.start("worker", "atlas-worker", "--once", LEASE_S=60)
    await_true(lambda: relay.attempts > attempts, "the message is in the relay's hands")
    same([state(f"killed{n}")[:2] for n in range(3)], [["claimed", "1"], ["claimed", "0"], ["claimed", "0"]], "what is in hand is written down before")
    os.kill(p.pid, signal.SIGKILL)
    p.wait()
    relay.mails.clear()
    w.worker()
    same((relay.mails, [state(f"killed{n}")[0] for n in range(3)]), ([], ["claimed"] * 3), "while the lease lasts nobody touches them")
    w.set_clock("2026-03-02T09:01:01Z")
    w.worker()
    same(sorted(m["Message-ID"] for m in relay.mails), [f"<killed{n}@localhost>" for n in range(3)], "after it all are sent, under their Message-IDs")
    same([state(f"killed{n}")[0] for n in range(3)], ["sent"] * 3, "and done")

    # ---- two mailers ----
    clear()
    relay.mails.clear()
    w.sql(f"""INSERT INTO delivery (message_id, kind, address, subject, text_body, html_body, created_at, next_try_at)
              SELECT '<many' || n || '@localhost>', 'notice', 'n' || n || '@example.org', 'Hello', 'x', '<p>x</p>', '{START}', '{START}' FROM generate_series(1, 300) n""")
    both = [w.start("worker", "atlas-worker", "--once") for _ in range(2)]
    same([p.wait(timeout=60) for p in both], [0, 0], "two mailers end")
    same(Counter(Counter(m["Message-ID"] for m in relay.mails).values()), Counter({1: 300}), "300 mails, each once")
done()
