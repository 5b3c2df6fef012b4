#!/usr/bin/python3
"""What lies beside a page: the tagged PDF of provision and change record, by tier; the picture of a shared link."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "worker")]
from picture import contrast, pixels
from policy import Watched, policy
from printed import Parts, pdf_parts
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import await_true

PASSWORD = "seven quiet herons wade"
ARABIC = "توافق على أن النزاعات تخضع للتحكيم الملزم وحده دون سواه."
HEBREW = "אתה מסכים שכל מחלוקת תוכרע בבוררות מחייבת בלבד."
CJK = "您同意所有争议均由具有约束力的仲裁解决。紛争は拘束力のある仲裁で解決されます。모든 분쟁은 구속력 있는 중재로 해결됩니다."
LONG = ("You waive the right to a trial by jury and to take part in a class action, and you agree to bring claims only in your own name, "
        "within one year, before a single arbitrator who sits in Dublin and is paid by both sides in equal parts. ")
LANGUAGES = [("Languages", f"{ARABIC} </p><p>{HEBREW}</p><p>{CJK}")]
ENTRY = {"platform": "larkfield", "document": "terms-of-service", "quote": "You waive the right to a trial by jury", "clause_type": "arbitration", "severity": "critical",
         "title": "Arbitration alone (\"binding\") \\ and no other way, for <every> claim & each person's case, wherever it arises and however it is called in the law of the place where that person lives",
         "what": "Disputes go to one arbitrator; nobody may sue.", "why": [{"text": "It takes the courts away.", "quote": "waive the right to a trial by jury"}],
         "impact": "You cannot go to court.", "options": [{"kind": "form", "text": "Object.", "url": "https://larkfield.example/o?a='b'&c=(d)"}], "institutional": {"framework": "Only for those who may.", "enforcement": "Open.", "diligence": ["Ask."]},
         "regulations": [{"slug": "gdpr", "reason": "A reason."}], "agencies": [{"slug": "ico", "reason": "It supervises."}]}


def member(w, address, tier):
    w.atlas("account", "create", address, "--password-file", "-", "--tier", tier, input=PASSWORD + "\n")
    b = w.browser()
    csrf = re.search(r'name="csrf" value="([^"]+)"', b.get("/login").text)[1]
    same(b.post("/login", {"csrf": csrf, "address": address, "password": PASSWORD}).status, 303, f"{tier} is logged in")
    return b


def publish(w):
    long_clause = [("Disputes", LONG * 60)]
    s = w.pages
    s["/terms"] = Page(policy(days=30, extra=LANGUAGES + long_clause))
    w.add("Terms of Service", "/terms")
    w.look()
    s["/terms"] = Page(policy(days=10, extra=[("Disputes", LONG * 60)] + LANGUAGES, link="/new-help"))
    w.look()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as f:
        json.dump([ENTRY], f)
        f.flush()
        w.atlas("import", "provisions", f.name)


def pdf_of(folder, r):
    path = os.path.join(folder, "page.pdf")
    with open(path, "wb") as f:
        f.write(r.body)
    return path


def check_pdf(b, folder, url, name, least):
    """One PDF against its page. least: how often elements occur at least."""
    page, r = b.get(url), b.get(url + "index.pdf")
    same((r.status, r.headers["Content-Type"], r.body[:5]), (200, "application/pdf", b"%PDF-"), f"{name}: a PDF")
    like(r.headers["Content-Disposition"], r'^inline; filename="CA-[CP]-\d+\.pdf"$', "named as its record")
    same(r.headers["Cache-Control"], "private, no-store", "and kept by nobody on the way")
    path = pdf_of(folder, r)
    q = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    same((q.returncode, q.stderr), (0, ""), f"{name}: qpdf finds nothing")
    info = dict(re.findall(r"^([^:]+):\s*(.*)$", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout, re.M))
    same((info["Tagged"], info["Page size"]), ("yes", "595.28 x 841.89 pts (A4)"), "tagged, A4")
    same(info["Title"], re.search(r"<title>(.*?)</title>", page.text)[1].replace("&amp;", "&").replace("&quot;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">"), "with the page's title")
    raw = r.body.decode("latin-1")
    ok("/Lang (en)" in raw and "/DisplayDocTitle true" in raw and "/Outlines" in raw, "a language, an outline, the title shown")
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True).stdout.splitlines()[2:]
    ok(fonts and all(re.search(r"\byes yes (yes|no) +\d+ +0$", f) for f in fonts), "all fonts embedded, as subsets", "\n".join(fonts))
    said, count = pdf_parts(path)
    same([h for h, _ in said], [h for h, _ in Parts(page.text).parts], f"{name}: its parts are the page's")
    for (heading, words), (_, wanted) in zip(said, Parts(page.text).parts):
        at = next((i for i, (a, b) in enumerate(zip(words + [""], wanted + [""])) if a != b), 0)
        ok(words == wanted, f"{name}: the words of “{heading or 'the head'}”", f"at {at}: {words[at - 3:at + 6]}\npage: {wanted[at - 3:at + 6]}")
    ok(all(count.get(k, 0) >= n for k, n in least.items()), f"{name}: its structure", f"{count}")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True).stdout
    sheets = int(info["Pages"])
    same(re.findall(r"Page (\d+) of (\d+)", text), [(str(i), str(sheets)) for i in range(1, sheets + 1)], f"{name}: {sheets} numbered sheets")
    return text, raw


def again(w):
    """What everybody may is read again after a minute; a new program reads it at once."""
    w.end(w.web)
    w.web = w.start("web", "atlas-web")
    await_true(lambda: w.browser().get("/healthz").status == 200, "the new program")


def gates(w, url, other):
    for name, b in (("a visitor", w.browser()), ("free", member(w, "free@example.org", "free"))):
        page, r = b.get(url), b.get(url + "index.pdf")
        like(page.text, r'<a href="/pricing/">PDF \(locked: Watcher and above\)</a>', f"{name}: the page shows the PDF locked, and why")
        unlike(page.text, r"index\.pdf", "and no link to it")
        same((r.status, r.headers["Content-Type"]), (403, "text/html; charset=utf-8"), f"{name}: its address answers 403")
        like(r.text, "part of the tier Watcher", "and says which tier has it")
        like(r.text, 'href="/pricing/"', "and where the tiers are")
    same(w.browser().get("/changes/index.pdf").status, 404, "a page without a PDF has none")
    same(w.browser().get("/platform/larkfield/none/none/index.pdf").status, 403, "the tier is asked first: nothing is told of what exists")
    w.sql("UPDATE tier SET features = features || '{pdf}' WHERE slug = 'free'")
    w.sql("UPDATE tier SET features = array_remove(features, 'pdf') WHERE slug <> 'free'")
    again(w)
    r = w.browser().get(url + "index.pdf")
    same((r.status, r.headers["Cache-Control"][:6]), (200, "public"), "tiers are data: where the lowest has it, everybody does")
    w.sql("UPDATE tier SET features = array_remove(features, 'pdf')")
    again(w)
    like(w.browser().get(other + "index.pdf").text, "part of no tier", "and where none has it, that is said")


def check_picture(b, url, name, severity):
    page, r = b.get(url), b.get(url + "og.png")
    same((r.status, r.headers["Content-Type"]), (200, "image/png"), f"{name}: a picture")
    head = dict(re.findall(r'<meta (?:property|name)="(og:[\w:]+|twitter:card)" content="([^"]*)">', page.text))
    same([head.get(k) for k in ("og:image", "og:image:width", "og:image:height", "twitter:card")],
         [b.origin + url + "og.png", "1200", "630", "summary_large_image"], f"{name}: the page names it")
    ok(head.get("og:image:alt") and head.get("og:title") and head["og:url"] == b.origin + url, "with words in its place, title and address", head)
    rows = pixels(r.body)
    same((len(rows), len(rows[0])), (630, 1200), f"{name}: 1200 × 630")
    white = (255, 255, 255)
    same([y for y in range(24, 630) if any(c != white for c in rows[y][:72] + rows[y][1128:])], [], f"{name}: nothing leaves the margins")
    drawn = [sum(c != white for c in row) for row in rows]
    ok(all(any(drawn[a:z]) for a, z in ((70, 110), (130, 400), (480, 560))) and not any(drawn[570:]), f"{name}: kicker, headline and wordmark are drawn")
    headline = {c for row in rows[130:400] for c in row}
    ok(max(contrast(c, white) for c in headline) >= 7, f"{name}: dark on light")
    ground = {"critical": (255, 221, 228), "high": (255, 227, 214), "medium": (255, 240, 204), "low": (233, 237, 239)}
    found = [k for k, c in ground.items() if sum(row[100:300].count(c) for row in rows[486:542]) > 1000]
    same(found, [severity] if severity else [], f"{name}: its severity")
    again = b.get(url + "og.png", If_None_Match=r.headers["ETag"])
    same((again.status, r.headers["Cache-Control"], r.headers["Cross-Origin-Resource-Policy"]), (304, "public, max-age=3600", "cross-origin"), f"{name}: asked for once an hour")
    return rows


with Watched(Source()) as w, tempfile.TemporaryDirectory() as folder:
    publish(w)
    w.start_web()
    provision = "/platform/larkfield/terms-of-service/" + w.sql1("SELECT slug FROM provision") + "/"
    change = "/change/" + w.sql1("SELECT record_id FROM change") + "/"
    one, all_of_it = member(w, "one@example.org", "watcher"), member(w, "all@example.org", "compliance")
    text, raw = check_pdf(one, folder, provision, "provision", {"H1": 1, "H2": 8, "L": 3, "LI": 5, "Lbl": 3, "LBody": 5, "Table": 2, "TR": 8, "TH": 8, "TD": 8, "Link": 10, "BlockQuote": 1})
    unlike(text, "Only for those who may", "provision: what the tier may not see is not in it")
    like(text, r"Institutional\s+analysis\s+\(locked\)", "and that is said")
    ok("/URI (https://larkfield.example/o?a='b'&c=%28d%29)" in raw, "a link with signs that mean something to PDF leads where it should", re.findall(r"/URI.*", raw)[:30])
    text, _ = check_pdf(all_of_it, folder, provision, "provision for compliance", {"H1": 1})
    like(text, "Only for those who may", "provision for compliance: with the institutional analysis")
    text, raw = check_pdf(one, folder, change, "change record", {"H1": 1, "H2": 3, "Table": 1, "L": 3, "Link": 5})
    ok("/URI (" + w.base_url + "/platform/larkfield/)" in raw, "change record: its links are whole")
    first = text.split("\f")[0]
    ok("Redline" not in first and re.search(r"Changed|Moved", first), "change record: the first sheet is the summary", first)
    like(text.split("\f")[1], r"Redline.*inserted\s+deleted\s+moved away\s+moved here", "the second begins with the redline and its legend")
    gates(w, change, provision)
    b = w.browser()
    check_picture(b, provision, "provision", "critical")
    check_picture(b, change, "change", w.sql1("SELECT severity FROM change"))
    check_picture(b, "/platform/larkfield/", "platform", None)
    check_picture(b, "/platform/larkfield/terms-of-service/", "document", None)
    check_picture(b, "/clause-type/arbitration/", "clause type", w.sql1("SELECT severity FROM clause_type WHERE slug = 'arbitration'"))
    same(b.get("/platform/none/og.png").status, 404, "no picture of what is not there")
    same(b.get("/changes/og.png").status, 404, "nor of a page that has none")
    unlike(b.get("/changes/").text, "og:image", "which names none")
    unlike(w.logged("atlas-web"), "printing|signal", "nothing was wrong in all this")
done()
