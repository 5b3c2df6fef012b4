#!/usr/bin/python3
"""The worker's own mail through opendkim, configured by the file that is deployed (deploy/mail/opendkim.conf): the signature holds
for two other programs, it covers both unsubscribe headers, SPF, DKIM and DMARC pass by the records that the documentation names,
and a mail that was touched on the way is refused."""
import email
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "browser")]
from chromium import MODULES, node  # noqa: E402
from milter import through_milter  # noqa: E402
from relay import Relay  # noqa: E402
from tap import done, ok, same, skip, skip_all  # noqa: E402
from world import ROOT, World, await_true, free_port  # noqa: E402

try:
    import dkim
except ImportError:
    dkim = None
OPENDKIM = shutil.which("opendkim") or "/usr/sbin/opendkim"
if dkim is None or not os.path.exists(OPENDKIM):
    skip_all("opendkim or python3-dkim is not installed")

MAIL = os.path.join(ROOT, "deploy", "mail")


def configured(w, port):
    """The deployed file with a key, a port and a pid of this test."""
    with open(os.path.join(MAIL, "opendkim.conf"), encoding="utf-8") as f:
        text = f.read()
    for name, value in ("KeyFile", w.dir + "/key"), ("Socket", f"inet:{port}@127.0.0.1"), ("PidFile", w.dir + "/opendkim.pid"), ("RequireSafeKeys", "no"), ("Syslog", "no"):
        text, n = re.subn(rf"(?m)^{name}\s.*$", f"{name} {value}", text)
        same(n, 1, f"opendkim.conf sets {name}")
    text = re.sub(r"(?m)^UserID\s.*\n", "", text)
    path = os.path.join(w.dir, "opendkim.conf")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def touched(message, name, new):
    """The message with that header replaced by these lines; none: without it."""
    out, n = re.subn(rb"(?m)^" + name + rb":[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n", lambda _: new, message, count=1)
    assert n == 1, name
    return out


with World() as w, Relay() as relay:
    w.write_settings(SMTP_URL=relay.url, MAIL_FROM="atlas@example.org", MAIL_BOUNCE="bounces@bounce.example.org", BASE_URL="https://atlas.example.org")
    w.sql("""INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Hérön', '2026-03-02T09:00:00Z');
             INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms', 'terms', '2026-03-02T09:00:00Z' FROM platform""")
    w.atlas("account", "create", "anna@example.net")
    w.atlas("account", "watch", "anna@example.net", "heron")
    w.sql("UPDATE account SET digest_empty = true, confirmed_at = '2026-03-02T09:00:00Z'")
    w.set_clock("2026-03-09T08:00:00Z")
    w.worker()
    message, sender = relay.envelopes[0].content, relay.envelopes[0].mail_from

    subprocess.run(["openssl", "genrsa", "-out", w.dir + "/key", "2048"], check=True, stderr=subprocess.DEVNULL)
    public = subprocess.run(["openssl", "rsa", "-in", w.dir + "/key", "-pubout"], check=True, capture_output=True, text=True).stdout
    key = "v=DKIM1; k=rsa; p=" + "".join(public.splitlines()[1:-1])
    port = free_port()
    signer = subprocess.Popen([OPENDKIM, "-f", "-x", configured(w, port)], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    w.processes.append(signer)
    await_true(lambda: subprocess.run(["bash", "-c", f"exec 3<>/dev/tcp/127.0.0.1/{port}"], stderr=subprocess.DEVNULL).returncode == 0 or signer.poll() is not None, "opendkim listens")
    signed = through_milter(("127.0.0.1", port), message, sender, "anna@example.net")
    seal = email.message_from_bytes(signed)["DKIM-Signature"] or ""
    covered = re.sub(r"\s", "", re.search(r"\bh=([^;]*)", seal).group(1)).lower().split(":") if seal else []
    same((covered.count("list-unsubscribe"), covered.count("list-unsubscribe-post"), covered.count("from")), (2, 2, 2), "opendkim signs both unsubscribe headers, and that there is no other of them")
    missing = {k.lower() for k in email.message_from_bytes(message).keys()} - set(covered)
    same(missing, set(), "no header of the mail is left out")

    def verified(m):
        return dkim.verify(m, dnsfunc=lambda name, timeout=5: key if name.rstrip(b".") == b"atlas._domainkey.example.org" else None)

    ok(verified(signed), "python3-dkim verifies it")
    ok(not verified(message), "and not the mail without a signature")
    unsubscribe = re.search(rb"(?m)^List-Unsubscribe: [^\r]*\r\n", signed).group(0)
    broken = {
        "another address to unsubscribe at": touched(signed, b"List-Unsubscribe", b"List-Unsubscribe: <https://evil.example/>\r\n"),
        "none": touched(signed, b"List-Unsubscribe", b""),
        "a second one": unsubscribe.replace(b"atlas.example.org", b"evil.example") + signed,
        "without one click": touched(signed, b"List-Unsubscribe-Post", b""),
        "with other words": touched(signed, b"List-Unsubscribe-Post", b"List-Unsubscribe-Post: List-Unsubscribe=Two-Clicks\r\n"),
        "a second Post header": b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + signed,
        "another subject": touched(signed, b"Subject", b"Subject: You have won\r\n"),
        "a second sender": b"From: Bank <bank@example.com>\r\n" + signed,
        "another body": signed.replace(b"\r\n\r\n", b"\r\n\r\nx", 1),
    }
    for what, m in broken.items():
        ok(not verified(m), f"touched: {what}")

    # ---- SPF, DKIM and DMARC by the documented records ----
    with open(os.path.join(MAIL, "README.md"), encoding="utf-8") as f:
        records = dict(re.findall(r'(?m)^(\S+)\.\s+TXT\s+"([^"]*)"', f.read()))
    records["atlas._domainkey.example.org"] = key
    same(sorted(records), ["_dmarc.example.org", "atlas._domainkey.example.org", "bounce.example.org", "example.org"], "the documentation names the records")

    def verdict(m, ip="192.0.2.25"):
        path = os.path.join(w.dir, "signed.eml")
        with open(path, "wb") as f:
            f.write(m)
        r = subprocess.run([node(), os.path.join(ROOT, "tests", "browser", "mailauth.js"), path, ip, sender, json.dumps(records)], capture_output=True, text=True)
        return json.loads(r.stdout) if r.returncode == 0 else r.stderr

    if not os.path.isdir(os.path.join(MODULES, "mailauth")):
        skip("SPF, DKIM and DMARC by mailauth", "it is not installed")
    else:
        same(verdict(signed), {"spf": "pass", "dkim": ["pass"], "dmarc": "pass"}, "mailauth: SPF, DKIM and DMARC pass")
        same(verdict(broken["another address to unsubscribe at"])["dkim"], ["fail"], "and DKIM not for a mail that was touched")
        same(verdict(message, "198.51.100.7")["dmarc"], "fail", "nor DMARC for an unsigned one from elsewhere")
    with open(os.path.join(MAIL, "opensmtpd", "smtpd.conf"), encoding="utf-8") as f:
        other = re.search(r" -h ([\w:-]+)", f.read()).group(1).split(":")
    same(set(covered) - set(other), set(), "the profile of opensmtpd signs the same headers")
done()
