#!/usr/bin/python3
"""Mail that comes back: every mail is sent from an address of its own; bounces and complaints that show it count, whatever else
they say; nobody's guess does. From a Maildir and from a pipe, twice without harm, and a bad message holds up no other. What the
operator and the person see of it, and the way back."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from person import Person  # noqa: E402
from relay import Relay  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import World  # noqa: E402

BASE = "bounces@example.org"
serial = 0


def bounce(to, action="failed", status="5.1.1", words="smtp; 550 5.1.1 no such user"):
    global serial
    serial += 1
    return (f"Delivered-To: {to}\nTo: {to}\nSubject: Undelivered {serial}\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b{serial}\"\n\n"
            f"--b{serial}\n\nSorry.\n--b{serial}\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example.org\n\n"
            f"Final-Recipient: rfc822; x@example.net\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {words}\n\n"
            f"--b{serial}\nContent-Type: text/rfc822-headers\n\nMessage-ID: <x@example.org>\n--b{serial}--\n")


def complaint(sender):
    return (f"To: fbl@example.org\nContent-Type: multipart/report; report-type=feedback-report; boundary=f\n\n--f\n\nSpam.\n--f\n"
            f"Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Mail-From: <{sender}>\n\n--f--\n")


def queue(address, name):
    now = open(w.clock, encoding="ascii").read().strip()
    w.sql(f"""INSERT INTO delivery (message_id, kind, account_id, address, subject, text_body, html_body, created_at, next_try_at)
              VALUES ('<{name}@localhost>', 'notice', (SELECT id FROM account WHERE address = '{address}'), '{address}', 'Hello', 'x', '<p>x</p>', '{now}', '{now}')""")


def send(address, name):
    """A mail to them; its envelope sender."""
    n = len(relay.envelopes)
    queue(address, name)
    w.worker()
    return relay.envelopes[-1].mail_from if len(relay.envelopes) > n else None


def put(message, name, folder="new"):
    path = os.path.join(box, folder, name)
    with open(path, "wb") as f:
        f.write(message if isinstance(message, bytes) else message.encode())
    w._give(path)


def files(folder):
    return sorted(os.listdir(os.path.join(box, folder))) if os.path.isdir(os.path.join(box, folder)) else []


def suppressed():
    return [line.split("\t") for line in w.atlas("mail", "suppressed").stdout.splitlines()]


with World() as w, Relay() as relay:
    box = os.path.join(w.dir, "bounces")
    for folder in "", "new", "cur", "tmp":
        os.makedirs(os.path.join(box, folder), exist_ok=True)
        w._give(os.path.join(box, folder))
    w.write_settings(SMTP_URL=relay.url, MAIL_BOUNCE=BASE, BOUNCE_MAILDIR=box, MAIL_FROM="atlas@example.org")
    w.start_web()
    w.atlas("platform", "add", "example", "Example")
    p = Person(w, "anna@example.net", tier="watcher")
    p.log_in()
    w.atlas("account", "watch", p.address, "example")

    # ---- an address for each mail ----
    a1, a2 = send("anna@example.net", "a1"), send("anna@example.net", "a2")
    for a, n in (a1, "a1"), (a2, "a2"):
        like(a, r"^bounces\+\d+\.[0-9a-f]{32}@example\.org$", f"{n} is sent from an address of its own")
    secret = a1.split(".")[1][:32]
    ok(a1 != a2 and secret != a2.split(".")[1][:32], "no two are alike")
    ok(secret not in relay.envelopes[-2].content.decode() and relay.mails[-1]["From"].endswith("<atlas@example.org>"), "and the mail itself does not have it")
    unlike(p.get("/account/export").text, secret, "nor has the copy of one's data")

    # ---- bounces ----
    put(bounce(a1, "delayed", "4.4.1"), "late")
    put(bounce(a1, "failed", "4.4.7"), "soft")
    put(bounce(a2, "failed", "5.7.1", "smtp; 550 5.7.1 your network is listed"), "listed")
    put("From: x@example.net\nSubject: Re: Hello\n\nI am away.\n", "person")
    put(bounce(a1.replace(secret, secret[::-1])), "guess")
    put(bounce(a1.replace("+", "+9")), "another's")
    r = w.worker()
    like(r.stdout, r"came back: counted 3, ignored 3, set aside 0", "a delay and two refusals that are no fault of the mailbox are noted; an answer and guesses are not")
    same(w.sql("SELECT kind, status FROM bounce ORDER BY kind, status"), [["delayed", "4.4.1"], ["soft", "4.4.7"], ["soft", "5.7.1"]], "with their status")
    same((w.sql("SELECT * FROM suppression"), files("new"), len(files("done"))), ([], [], 6), "none counts against the address, and all are moved away")

    put(bounce(a1), "hard-1")
    w.worker()
    same((w.sql("SELECT address, hard_bounces FROM suppression"), suppressed()), ([["anna@example.net", "1"]], []), "one hard bounce suppresses nobody")
    put(bounce(a1), "hard-1-again")
    w.worker()
    same(w.sql1("SELECT hard_bounces FROM suppression"), "1", "the same mail counts once, whoever says it again")
    a3 = send("anna@example.net", "a3")
    same(w.sql1("SELECT hard_bounces FROM suppression"), "1", "that the relay takes the next mail does not clear it: the relay took the first one too")
    put(bounce(a2), "hard-2")
    w.worker()
    same([x[0::2] for x in suppressed()], [["anna@example.net", "2"]], "a second mail that comes back suppresses it")
    like(suppressed()[0][3], r"^5\.1\.1 550 5\.1\.1 no such user$", "in the other side's words")
    same((send("anna@example.net", "a4"), w.sql1("SELECT state || ': ' || last_reply FROM delivery WHERE message_id = '<a4@localhost>'")), (None, "suppressed: the address does not take our mail"),
         "and nothing is sent there")

    # ---- the person sees it, and says when it works again ----
    like(p.get("/account/").text, r"Mail to you does not arrive[\s\S]*no such user[\s\S]*/account/address/", "the account's page says so, and why")
    same(p.submit("/account/", {}, "/account/mail/again", headers={"Origin": "http://evil.example"}).status, 403, "not from another site")
    r = p.submit("/account/", {}, "/account/mail/again")
    same((r.status, r.location, suppressed()), (303, "/account/?done=mail-again", []), "the person's word lifts it")
    w.worker()
    same(relay.mails[-1]["Subject"], "Mail to this address arrives again", "a mail goes to it")
    unlike(p.get("/account/").text, "does not arrive", "and the page is as ever")
    put(bounce(relay.envelopes[-1].mail_from), "again")
    w.worker()
    same(len(suppressed()), 1, "when that comes back, one is enough")
    tries = []
    for minute in 1, 2, 3:
        w.set_clock(f"2026-03-02T09:0{minute}:00Z")
        tries.append(p.submit("/account/", {}, "/account/mail/again").status)
    same(tries, [303, 303, 429], "three times a day")
    same(w.sql1("SELECT count(*) FROM security_event WHERE event = 'mail to the address taken up again'"), "2", "it is in the security log")
    stranger = Person(w, "eve@example.net")
    stranger.log_in()
    w.sql("UPDATE suppression SET hard_bounces = 2")
    stranger.submit("/account/", {}, "/account/mail/again")
    same(len(suppressed()), 1, "nobody lifts another's")
    same([bool(w.refused(f"SELECT set_config('atlas.account', '2', false); SELECT {f}", "web")) for f in ("suppression_lift(1, '2026-03-02Z')", "suppression_of(1)")] + [bool(w.refused("SELECT * FROM suppression", "web"))], [True] * 3, "nor does the database let them")
    r = w.atlas("mail", "suppressed", "--lift", "ANNA@example.net")
    same((r.returncode, suppressed(), w.atlas("mail", "suppressed", "--lift", "anna@example.net", check=False).returncode), (0, [], 1), "the operator lifts it, once")

    # ---- it forgets ----
    w.sql("DELETE FROM bounce; DELETE FROM suppression")
    b1 = send("anna@example.net", "b1")
    put(bounce(b1), "b1")
    w.worker()
    w.set_clock("2026-05-10T09:00:00Z")
    b2 = send("anna@example.net", "b2")
    put(bounce(b2), "b2")
    w.worker()
    same((suppressed(), w.sql1("SELECT hard_bounces FROM suppression")), ([], "1"), "a bounce two months after the last starts anew")

    # ---- complaints ----
    w.sql("DELETE FROM bounce; DELETE FROM suppression")
    c = send("anna@example.net", "c")
    put(complaint(c), "complaint")
    w.worker()
    same([x[0::3] for x in suppressed()], [["anna@example.net", "complaint"]], "a complaint suppresses at once")
    same(w.sql("SELECT digest, (SELECT bool_or(alerts) FROM watch) FROM account WHERE address = 'anna@example.net'"), [["f", "f"]], "and ends both lists")
    p.log_in()
    like(p.get("/account/").text, r"marked as spam", "the page says so")
    same(w.sql("SELECT digest FROM account WHERE address = 'eve@example.net'"), [["t"]], "nobody else's")

    # ---- a pipe ----
    w.sql("DELETE FROM suppression")
    d = send("anna@example.net", "d")
    say = lambda message, **kw: w.atlas("mail", "bounce", "-", input=message, **kw)  # noqa: E731
    same([say(m).stdout for m in (bounce(d), bounce(d), "Subject: hi\n\nhello\n", bounce("bounces+1.x@example.org"))], ["hard\n", "hard\tknown already\n", "other\n", "other\n"], "`atlas mail bounce` says what it is")
    same(say(bounce(d), check=False, DB="host=127.0.0.1 port=1 dbname=x").returncode, 75, "a database that is away: the relay is to come again")
    same([w.atlas("mail", *a, check=False, input="").returncode for a in (["bounce"], ["bounce", "-", "--lift", "x"], ["suppressed", "x"])], [2, 2, 2], "wrong usage")
    big = "Subject: x\n\n" + "x" * (1 << 20)
    r = say(big)
    same((r.stdout, "larger than" in r.stderr), ("other\n", True), "a message that is too large says nothing to us")
    same([w.atlas("mail", "bounce", "/no/such", check=False).returncode, say(bounce(d), check=False, MAIL_BOUNCE="bounces").returncode, say(bounce(d), check=False, CONFIG="/no/such").returncode,
          say(bounce(d), check=False, DB=w.dsn("web")).returncode], [75] * 4, "whatever else is wrong is the operator's to mend, and the relay comes again")

    # ---- a Maildir with bad things in it ----
    put(bounce(send("eve@example.net", "e1")), "good")
    put(b"x" * (1 << 20) + b"y", "large")
    os.symlink("/etc/passwd", os.path.join(box, "new", "link"))
    os.mkdir(os.path.join(box, "new", "folder"))  # run by root it is not the worker's, who cannot move it
    os.mkfifo(os.path.join(box, "new", "fifo"))
    put("", "empty")
    put(b"\x00\xff" * 1000, "bytes")
    put(bounce(d), ".hidden")
    r = w.worker()
    like(r.stdout, r"came back: counted 1, ignored 2, set aside 3", "what cannot be read is set aside, and the good one counts")
    same((files("new"), files("aside")), ([".hidden", "folder"], ["fifo", "large", "link"]), "none is read again, and a folder is left alone")
    for name, why in ("large", "it is larger than 1 MiB"), ("fifo", "it is no regular file"), ("link", "it cannot be opened: "):
        like(r.stderr, rf"{name} was set aside: {why}", f"{name}: why, in words")
    put(bounce(send("eve@example.net", "e2")), "cur:2,S", "cur")
    w.worker()
    same((files("cur"), [x[0] for x in suppressed()]), ([], ["eve@example.net"]), "one that a reader has seen is read too")
    old = os.path.join(box, "done", "good")
    os.utime(old, (time.time(), 1_700_000_000))
    w.set_clock("2026-05-12T09:00:00Z")
    w.worker()
    same(os.path.exists(old), False, "what was read a month ago is removed")
    os.chmod(os.path.join(box, "new"), 0o500)
    if os.geteuid() == 0:
        os.chown(os.path.join(box, "new"), 0, 0)
        os.chmod(os.path.join(box, "new"), 0o755)
    for n in range(5):
        put(bounce(d), f"stuck{n}")
    r = w.worker()
    same(r.returncode, 0, "a Maildir that cannot be moved from stops no mail")
    same(r.stderr.count("cannot be moved to done"), 1, "and is complained of once, not a message")
    os.rename(box, box + "2")
    like(w.worker().stderr, r"ATLAS_BOUNCE_MAILDIR .*: No such file", "so is one that is not there")
    like(w.atlas("doctor", check=False).stdout, r"BAD +bounces: the Maildir .* is not there", "`atlas doctor` too")
    w.write_settings(MAIL_BOUNCE="bounces", BOUNCE_MAILDIR="")
    ok(w.worker(check=False).returncode != 0, "an address that is none stops the mailer at the start")
    w.write_settings(MAIL_BOUNCE="")
    w.sql("DELETE FROM suppression")
    same(send("eve@example.net", "plain"), "atlas@example.org", "without the setting all is sent from the one address")

    # ---- an account that goes ----
    w.sql("SELECT account_remove(id) FROM account WHERE address = 'eve@example.net'", role="owner")
    same(w.sql1("SELECT count(*) FROM bounce b LEFT JOIN account a ON a.id = b.account_id WHERE a.state IS DISTINCT FROM 'active'"), "0", "takes its bounces with it")
done()
