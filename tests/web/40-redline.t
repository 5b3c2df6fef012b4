#!/usr/bin/python3
"""A redline in a page: accepting it gives the new text, rejecting it the old one, byte for byte, and what is hostile in a
text stays text."""
import html.parser
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from source import Page, Source
from tap import done, like, ok, same, unlike
from world import World

HOSTILE = '<b onmouseover=alert(1)>"& </del></pre> {{TITLE}} &lt;script&gt;'.replace("<", "&lt;").replace(">", "&gt;")


def section(n, days=30, more=""):
    return f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days} days of notice. {more}</p><p>It has a second paragraph, of some length, about matter number {n} and nothing else.</p>"


OLD = "".join(section(n) for n in range(1, 25))
NEW = "".join([section(1, more=f"Injected: {HOSTILE}"), section(9)] + [section(n, 10 if n == 5 else 30) for n in range(2, 25) if n not in (9, 17)]) + section(40)


class Redline(html.parser.HTMLParser):
    """The texts of the element of class redline, by what surrounds them."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.stack, self.old, self.new, self.marks, self.anchors = [], "", "", 0, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.stack.append((tag, a.get("class") or ""))
        if self.inside():
            self.marks += tag in ("ins", "del")
            self.anchors += [a["id"]] if a.get("data-change") else []

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def inside(self):
        return any("redline" in c.split() for _, c in self.stack)

    def handle_data(self, data):
        tags = [t for t, _ in self.stack]
        if not self.inside() or "summary" in tags or any("said" in c.split() for _, c in self.stack):
            return
        self.old += data if "ins" not in tags else ""
        self.new += data if "del" not in tags else ""


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
        same(red.new, texts[new], f"{path}: accepting gives the new text")
        same(red.old, texts[old], f"{path}: rejecting gives the old one")
        ok(red.marks >= 4 and len(red.anchors) >= 3, f"{path}: marks and their anchors", (red.marks, red.anchors))
        same(red.anchors, [f"r{i + 1}" for i in range(len(red.anchors))], f"{path}: the anchors are numbered")
        unlike(r.text, "<b onmouseover", f"{path}: hostile text is text")
        like(r.text, "<details", f"{path}: long unchanged text is folded")
        j = json.loads(b.get(path + "index.json").body)
        runs = [x for part in j["redline"]["parts"] for x in part["runs"]]
        same("".join(x["text"] for x in runs if x["op"] in ("kept", "inserted", "moved_to")), texts[new], f"{path}: its JSON says the same")
        like(r.text, "10</ins>|>30<" if new == 2 else "30</ins>|>10<", f"{path}: a word is marked, not its clause") if path.endswith("diff/1..2/") else None
    same(b.get(url + "diff/1..9/").status, 404, "a version that is none")
    same(b.get(url + "diff/1..x/").status, 404, "nor a number")
done()
