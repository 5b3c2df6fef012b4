#!/usr/bin/python3
"""Mail of every kind, as independent readers take it: mailparser (its parts and headers), vnu and html-validate (its HTML), a size
that mail programs do not cut, and no word of a stranger that becomes a header or markup. A deliberately bad mail must be found
by each. The pictures, light and dark, go to build/shots."""
import email
import email.policy
import glob
import json
import os
import re
import subprocess
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib")]
from chromium import MODULES, Chromium, needs, node  # noqa: E402
from checkers import html_validate, save, vnu  # noqa: E402
from relay import Relay  # noqa: E402
from tap import done, like, ok, same, skip_all  # noqa: E402
from world import ROOT, World  # noqa: E402

if needs() or not os.path.isdir(os.path.join(MODULES, "mailparser")):
    skip_all(needs() or "mailparser is not installed")

ALWAYS = {"from", "to", "subject", "date", "message-id", "auto-submitted", "feedback-id", "mime-version", "content-type"}
OF_LISTS = ALWAYS | {"list-id", "list-unsubscribe", "list-unsubscribe-post"}
EVIL = "Évil\r\nBcc: victim@example.net\r\nX-Injected: yes\r\n\r\n<script>alert(1)</script><img src=x>\" & 世界"
CONTROLS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")
BAD_MAIL = (b"From: A <a@example.org>\r\nTo: b@example.org\r\nBcc: victim@example.net\r\nSubject: Bad\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            b"<html><head></head><body><table><tr><td><p>A<div>B</div></p><img src=x><h1></h1></body></html>" + b" x" * 31_000 + b"\r\n")


def node_parse(messages):
    paths = []
    for n, m in enumerate(messages):
        paths.append(os.path.join(w.dir, f"{n}.eml"))
        with open(paths[-1], "wb") as f:
            f.write(m)
    r = subprocess.run([node(), os.path.join(ROOT, "tests", "browser", "mail.js"), *paths], stdout=subprocess.PIPE, check=True)
    return json.loads(r.stdout)


def q(text):
    return "$q$" + text + "$q$"


def seed(platform, title, headline, n, provisions=0):
    """A platform with one document that changed n times, and provisions published; names as given."""
    w.sql(f"""WITH p AS (INSERT INTO platform (slug, name, created_at) SELECT 'p' || count(*), {q(platform)}, '2026-03-02T09:00:00Z' FROM platform RETURNING id)
              INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', {q(title)}, 'terms', '2026-03-02T09:00:00Z' FROM p;
              INSERT INTO clause_text VALUES (sha256('a'::bytea), 'a'), (sha256('b'::bytea), 'b') ON CONFLICT DO NOTHING;
              BEGIN;
              INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin) SELECT max(id), k, sha256((ARRAY['a', 'b'])[k]::bytea), 1, 1, 1, '2026-03-02Z', 'imported'
                FROM document, generate_series(1, 2) k GROUP BY k;
              INSERT INTO clause (document_id, first_version_id) SELECT document_id, id FROM version WHERE number = 1 ORDER BY id DESC LIMIT 1;
              INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, "offset", length, kind, title)
                SELECT v.id, 0, v.document_id, (SELECT max(id) FROM clause), v.sha256, 0, 1, 'prose', {q(title)} FROM version v WHERE v.document_id = (SELECT max(id) FROM document);
              INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
                SELECT d, a, b, 'change', '2026-03-03Z'::timestamptz + n * interval '1 minute', (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], left(n || ' ' || {q(headline)}, 300),
                  jsonb_build_object('bullets', (SELECT jsonb_agg(jsonb_build_object('verb', 'Changed', 'text', {q(title)})) FROM generate_series(1, 12)),
                    'calls', jsonb_build_array(jsonb_build_object('what', 'deadline', 'before', {q(headline)}, 'after', {q(headline)})), 'reasons', '["a deadline changed"]'::jsonb)
                FROM (SELECT document_id AS d, min(id) AS a, max(id) AS b FROM version GROUP BY 1 ORDER BY 1 DESC LIMIT 1) v, generate_series(1, {n}) n;
              INSERT INTO change_item (change_id, ordinal, kind, cosmetic, reason, clause_id, old_ordinal, new_ordinal, similarity)
                SELECT c.id, 0, 'modified', false, 'x', (SELECT max(id) FROM clause), 0, 0, 0.5 FROM change c WHERE NOT EXISTS (SELECT FROM change_item i WHERE i.change_id = c.id);
              INSERT INTO stated_date (version_id, kind, day, basis) SELECT max(id), 'effective', '2026-06-01', left({q(headline)}, 200) FROM version;
              COMMIT""")


def reader(address, alerts):
    w.atlas("account", "create", address, "--tier", "compliance")
    w.sql(f"""UPDATE account SET confirmed_at = '2026-03-02T09:00:00Z', digest = {not alerts}, digest_empty = true WHERE address = '{address}';
              INSERT INTO watch (account_id, platform_id, created_at, note) SELECT a.id, p.id, '2026-03-02T09:00:00Z', {q(EVIL)} FROM account a, platform p
                WHERE a.address = '{address}' AND p.id = (SELECT max(id) FROM platform);""")
    if alerts:
        w.sql(f"""INSERT INTO alert (account_id, change_id, watch_id, created_at) SELECT w.account_id, c.id, w.id, '2026-03-03T12:00:00Z' FROM watch w JOIN document d USING (platform_id)
                  JOIN change c ON c.document_id = d.id JOIN account a ON a.id = w.account_id WHERE a.address = '{address}'""")


def letters():
    """One of each kind that the web asks for, and each sort of notice, as its template names them."""
    every = {"url": "http://127.0.0.1/x?token=abc", "platform": EVIL, "prefix": "192.0.2.0/24", "expires_hours": 24, "expires_minutes": 30, "new_address": "new@example.org",
             "days": 7, "at": "2026-04-01T09:00:00Z", "codes_left": 9, "undo": True}
    kinds = {os.path.basename(p).split(".")[0] for p in glob.glob(os.path.join(ROOT, "templates", "mail", "*.html.tpl"))}
    wanted = [("notice", {"what": k.removeprefix("notice-")}) if k.startswith("notice-") else (k, {}) for k in sorted(kinds - {"alert", "digest"})]
    for n, (kind, more) in enumerate(wanted):
        w.sql(f"""INSERT INTO delivery (message_id, kind, address, subject, payload, created_at, next_try_at) VALUES ('<{kind}.{n}@localhost>', '{kind}', 'l{n}@example.org',
                  {q(more.get('what', kind) + ' for you')}, {q(json.dumps({**every, **more}))}, '2026-03-09T08:00:00Z', '2026-03-09T08:00:00Z')""")
    return len(wanted), kinds


with World() as w, Relay() as relay:
    w.write_settings(SMTP_URL=relay.url)
    LONG = "利用規約と個人情報の取り扱いに関する重要な変更について " * 8
    seed("Larkfield", "Terms of Service", "Larkfield shortens the time to cancel: 30 days → 10 days", 1)
    reader("one@example.org", True)
    reader("week@example.org", False)
    seed("Egret", "Privacy Policy", "Egret shares contacts with partners", 3)
    reader("three@example.org", True)
    seed(LONG, LONG, LONG, 300)
    reader("many@example.org", True)
    reader("manyweek@example.org", False)
    seed(EVIL, EVIL, EVIL, 3)
    reader("evil@example.org", True)
    reader("evilweek@example.org", False)
    w.atlas("account", "create", "empty@example.org")
    w.sql("""UPDATE account SET confirmed_at = '2026-03-02T09:00:00Z', digest_empty = true WHERE address = 'empty@example.org';
             INSERT INTO platform (slug, name, created_at) VALUES ('quiet', 'Quiet', '2026-03-02Z'); INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms', 'terms', '2026-03-02Z' FROM platform WHERE slug = 'quiet';
             INSERT INTO watch (account_id, platform_id, created_at) SELECT a.id, p.id, '2026-03-02Z' FROM account a, platform p WHERE a.address = 'empty@example.org' AND p.slug = 'quiet'""")
    n, kinds = letters()
    w.set_clock("2026-03-09T08:00:00Z")
    r = w.worker()
    names = ["one", "week", "three", "many", "manyweek", "evil", "evilweek", "empty"]
    ok(len(relay.mails) >= n + len(names) and not w.sql("SELECT id FROM delivery WHERE state <> 'sent'"), f"{len(relay.mails)} mails of the kinds {' '.join(sorted(kinds))}", r.stderr[-2000:])
    mails = {e.rcpt_tos[0].split("@")[0]: e.content for e in relay.envelopes}
    parsed = dict(zip(mails, node_parse(list(mails.values()))))

    # ---- mailparser ----
    wrong = []
    for who, m in parsed.items():
        is_list, thread = "list-id" in m["headers"], {"in-reply-to", "references"} & set(m["headers"])
        if set(m["headers"]) - thread != (OF_LISTS if is_list else ALWAYS) or len(set(m["headers"])) != len(m["headers"]):
            wrong.append(f"{who}: headers {sorted(m['headers'])}")
        if [t["address"] for t in m["to"]] != [f"{who}@example.org"] or m["attachments"] or CONTROLS.search(m["subject"]) or not m["messageId"]:
            wrong.append(f"{who}: to {m['to']}, subject {m['subject']!r}")
        if not m["text"].strip() or not m["html"].startswith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">") or re.search(r"<script|<img", m["html"]):
            wrong.append(f"{who}: its parts")
        if (who in ("one",)) != bool(thread):
            wrong.append(f"{who}: thread {thread}")
        for need in ('<meta name="color-scheme" content="light dark">', 'class="preheader"', '<table role="presentation"><tbody>', "<title>"):
            if need not in m["html"]:
                wrong.append(f"{who}: without {need}")
        if is_list and m["html"].find("/unsubscribe?token=") > m["html"].find("<h1>"):
            wrong.append(f"{who}: no unsubscribing in the first screen")
    same(wrong, [], f"mailparser: {len(parsed)} mails with the headers of their kind and no other, two parts, one address")
    raw = [who for who, m in mails.items() if re.search(rb"(?im)^(bcc|x-injected):", m.split(b"\r\n\r\n")[0]) or max(len(line) for line in m.split(b"\r\n")) > 998]
    same(raw, [], "no header of strangers in the bytes, no line over 998")
    bad = node_parse([BAD_MAIL])[0]
    ok("bcc" in bad["headers"] and not bad["text"] and not bad["html"].startswith("<!DOCTYPE"), "mailparser shows what is wrong with the bad mail", bad["headers"])

    # ---- their HTML and size ----
    pages = save(os.path.join(w.dir, "html"), {who: m["html"] for who, m in parsed.items()})
    wrong_pages = save(os.path.join(w.dir, "bad"), {"bad": bad["html"]})
    same([x for x in vnu(pages) if "appears to be written in Japanese" not in x][:20], [], f"vnu: no finding in {len(pages)} mails")
    ok(len(vnu(wrong_pages)) >= 3, "vnu finds the bad mail", vnu(wrong_pages))
    same(html_validate(pages)[:20], [], "html-validate: none either")
    ok(len(html_validate(wrong_pages)) >= 3, "html-validate finds the bad mail", html_validate(wrong_pages))
    sizes = {who: len(m["html"].encode()) for who, m in parsed.items()}
    same({who: size for who, size in sizes.items() if size > 60_000}, {}, f"no HTML over 60 kB; the largest has {max(sizes.values())} bytes, {max(sizes, key=sizes.get)}")
    ok(len(bad["html"].encode()) > 60_000, "which the bad mail has")
    for who, least in ("many", 10), ("manyweek", 20):
        text, html = parsed[who]["text"], parsed[who]["html"]
        shown = text.count("/change/CA-C-")
        ok(least <= shown <= 20 and re.search(rf"\b{300 - shown}\s+more", text) and f"{300 - shown} more" in html, f"{who}: {shown} of 300 changes, the rest counted, in text and HTML")
    same(parsed["empty"]["subject"], "Weekly digest: 1 document could not be read", "an empty week of a document that was never read")
    like(parsed["evil"]["subject"], r"Bcc: victim@example\.net", "the stranger's words stand in the subject as words")

    # ---- names that the operator sets ----
    w.sql("UPDATE delivery SET state = 'pending', sent_at = NULL, text_body = NULL, html_body = NULL, payload = '{\"what\": \"password\", \"url\": \"http://127.0.0.1/\"}', next_try_at = '2026-03-09T08:00:00Z' WHERE message_id LIKE '<notice%'")
    before = len(relay.mails)
    w.worker(SITE_NAME="Atlas\r\nBcc: victim@example.net", OPERATOR="x\r\ny")
    same((len(relay.mails), w.sql1("SELECT count(*) FROM delivery WHERE state = 'failed' AND last_reply ~ 'From'") != "0"), (before, True), "a name of the site with a line end makes no mail")
    w.sql("UPDATE delivery SET state = 'pending', sent_at = NULL, text_body = NULL, html_body = NULL, next_try_at = '2026-03-09T08:00:00Z' WHERE state = 'failed'")
    w.worker(SITE_NAME='Ätlas, "Q" <x@evil.example>; (c)', OPERATOR="<script>x</script>")
    late = node_parse([relay.envelopes[-1].content])[0]
    same(([(f["name"], f["address"]) for f in late["from"]], "<script" in late["html"]), ([('Ätlas, "Q" <x@evil.example>; (c)', "atlas@localhost")], False), "one with the marks of addresses is a name, and nothing more")

    # ---- pictures ----
    with Chromium() as c:
        for who in "one", "three", "week", "many", "empty":
            for scheme in "light", "dark":
                c.open(colorScheme=scheme, viewport={"width": 600, "height": 900}, javaScriptEnabled=False)
                c.goto("file://" + next(p for p, name in pages.items() if name == who))
                c.shot(f"mail-{who}-{scheme}")
        ok(True, "pictures are in build/shots")
done()
