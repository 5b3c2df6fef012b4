#!/usr/bin/python3
"""A redline in a page. As read: no marks of the text's form; accepting it gives the new text as read, rejecting it the old
one. As exact text: the same, byte for byte. What is hostile in a text stays text."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from redline import Redline, as_read, lines  # noqa: E402
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World

HOSTILE = '<b onmouseover=alert(1)>"& </del></pre> {{TITLE}} &lt;script&gt;'.replace("<", "&lt;").replace(">", "&gt;")


def section(n, days=30, more=""):
    return f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days} days of notice. {more}</p><p>It has a second paragraph, of some length, about matter number {n} and nothing else.</p>"


OLD = "<p>Read our <a href='https://heron.example/fees?v=1'>list of fees</a> and <b>these</b> terms.</p>" + "".join(section(n) for n in range(1, 41)) + "<p>The last word in these matters belongs to the courts of the city of Heron</p><p>That is all.</p>"
NEW = ("<p>Read our <a href='https://heron.example/fees?v=2'>list of fees</a> and these terms.</p>"
       + "".join([section(1, more=f"Injected: {HOSTILE}"), section(9)] + [section(n, 10 if n == 5 else 30) for n in range(2, 41) if n not in (9, 17)])
       + section(90) + "<h2>The last word in these matters belongs to the courts of the city of Heron</h2><p>That is all.</p>")


with World() as w, Source() as s:
    w.allow(s)
    page = lambda text: Page(f"<!DOCTYPE html><html lang=en><title>Terms</title><body><main><h1>Terms of Heron</h1>{text}</main>")
    s.pages["/terms"] = page(OLD)
    w.atlas("platform", "add", "heron", "Heron")
    w.atlas("document", "add", "heron", s.url + "/terms", "--select", "main")
    w.worker()
    s.pages["/terms"] = page(NEW)
    w.set_clock("2026-03-03T09:00:00Z")
    w.worker()
    same(w.sql1("SELECT count(*) FROM version"), "2", "two versions")
    w.start_web()
    b = w.browser()
    url = w.sql1("SELECT document_url(p.slug, d.slug) FROM document d JOIN platform p ON p.id = d.platform_id")
    texts = {n: b.get(w.sql1(f"SELECT version_text_url(record_id) FROM version WHERE number = {n}")).text for n in (1, 2)}
    for n, text in texts.items():
        same(w.sql1(f"SELECT encode(sha256, 'hex') FROM version WHERE number = {n}"), __import__("hashlib").sha256(text.encode()).hexdigest(), f"version {n} as it is served has its hash")
    change = w.sql1("SELECT change_url(record_id) FROM change")
    for path, old, new in ((url + "diff/1..2/", 1, 2), (url + "diff/2..1/", 2, 1), (change, 1, 2)):
        r = b.get(path)
        same(r.status, 200, path)
        red = Redline(r.text)
        same(lines(red.new), as_read(texts[new]), f"{path}: accepting gives the new text as read")
        same(lines(red.old), as_read(texts[old]), f"{path}: rejecting gives the old one")
        exact_page = b.get(path + "?view=text")
        exact = Redline(exact_page.text)
        same(exact.new, texts[new], f"{path}: accepting the exact form gives the new text, byte for byte")
        same(exact.old, texts[old], f"{path}: rejecting it gives the old one")
        for form, page_of in ((red, r), (exact, exact_page)):
            ok(form.marks >= 4 and len(form.anchors) >= 3, f"{path}: marks and their anchors", (form.marks, form.anchors))
            same(form.anchors, [f"r{i + 1}" for i in range(len(form.anchors))], f"{path}: the anchors are numbered")
            same(sorted(set(form.links) - set(form.ids)), [], f"{path}: what leads somewhere in the page arrives")
            same(len(form.ids), len(set(form.ids)), f"{path}: every name is given once")
            unlike(page_of.text, "<b onmouseover", f"{path}: hostile text is text")
            like(page_of.text, "<details", f"{path}: long unchanged text is folded")
            like(page_of.text, "moved from|moved to", f"{path}: a move says where to")
            like(page_of.text, r"\[inserted: .*end insertion\]", f"{path}: said, not only shown")
        text_of = re.search(r'<div class="redline".*?</section>', r.text, re.S)[0]
        unlike(re.sub("<[^>]*>", "", text_of.split("Links that changed")[0]), r"\*\*|-----|\]\(|\\\.", f"{path}: no marks in what is read")
        like(r.text, "link now leads elsewhere", f"{path}: a link's other target is told")
        like(r.text, r'<del><code>[^<]*fees\?v=' + str(old) + r'</code></del> <ins><code>[^<]*fees\?v=' + str(new), f"{path}: and listed")
        like(r.text, "was a heading|was a paragraph", f"{path}: a block that became another kind of block is told")
        like(r.text, 'aria-label="Sections with changes"', f"{path}: the sections with changes are listed")
        like(exact_page.text, 'rel="canonical" href="[^"?]*"', f"{path}: the exact form is no page of its own")
        j = json.loads(b.get(path + "index.json").body)
        runs = [x for part in j["redline"]["parts"] for x in part["runs"]]
        same("".join(x["text"] for x in runs if x["op"] in ("kept", "inserted", "moved_to")), texts[new], f"{path}: its JSON is exact")
        same("".join(x["text"] for x in runs if x["op"] in ("kept", "deleted", "moved_from")), texts[old], f"{path}: on both sides")
        like(re.sub(r'<span class="hidden-text said">.*?</span>', "", r.text), "10</ins>|>30<" if new == 2 else "30</ins>|>10<", f"{path}: a word is marked, not its clause")
    same(b.get(url + "diff/1..9/").status, 404, "a version that is none")
    same(b.get(url + "diff/1..x/").status, 404, "nor a number")
done()
