#!/usr/bin/python3
"""Hostile text in every text column of the database: on every page it is text, and nothing else."""
import html.parser
import json
import os
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from hostile import CANARY, HostileWorld, crawl
from tap import done, ok, same

PASSWORD = "seven quiet herons wade"
# Shown somewhere, so the canary must have got in: a column that is renamed or begins to refuse falls out here.
SHOWN = {"platform.name", "platform.kind", "platform.jurisdiction", "platform.homepage", "document.title", "document_kind.title", "document_title.title", "version.title",
         "version.language", "version_clause.title", "version_clause.label", "version_clause.heading_path", "capture.headers", "capture.final_url", "capture.peer_address",
         "change.headline", "change.summary", "change_item.reason", "stated_date.basis", "source_state.last_reason", "clause_type.title", "clause_type.family", "clause_type.definition",
         "regulation.name", "regulation.short_name", "regulation.jurisdiction", "regulation.covers", "regulation.url", "agency.name", "agency.short_name", "agency.covers",
         "agency.complaint_url", "clause_type_regulation.reason", "provision.title", "provision.withdrawn_reason", "analysis.what", "analysis.why", "analysis.impact", "analysis.options",
         "analysis.institutional", "analysis.author", "provision_regulation.reason", "provision_agency.reason", "correction.what", "tier.name", "tier.description", "provision_words.words"}


class Faults(html.parser.HTMLParser):
    """What of the canary became markup, and how often it stands there as the text it is."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.text, self.data, self.inside = [], "", "", None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag in ("img", "iframe", "object", "embed", "base", "style"):
            self.faults.append(f"<{tag}> {attributes}")
        if any(k.startswith("on") or "zq7" in k or not k.replace("-", "").isalnum() for k in names):
            self.faults.append(f"attributes of <{tag}>: {list(names)}")
        for k in ("href", "src", "action"):
            if (names.get(k) or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.faults.append(f"{k} of <{tag}>: {names[k]}")
        if tag == "script":
            self.inside = names
            if names.get("type") != "application/ld+json" and not (names.get("src") or "").startswith("/static/"):
                self.faults.append(f"<script> {attributes}")

    def handle_endtag(self, tag):
        if tag == "script" and self.inside is not None:
            if self.inside.get("type") == "application/ld+json":
                try:
                    json.loads(self.data)
                except ValueError as e:
                    self.faults.append(f"data for search engines: {e}")
                if "<" in self.data:
                    self.faults.append("a < in the data for search engines")
            self.inside, self.data = None, ""

    def handle_data(self, data):
        if self.inside is not None:
            self.data += data
        else:
            self.text += data


def replaced(text):
    """What stands where the canary has a template's markers, unless it is them, or the text was cut short there."""
    head, tail = CANARY[:CANARY.index("{{")], CANARY[CANARY.index("{{"):CANARY.index("\u202e")]
    for rest in text.split(head)[1:]:
        same_for = len(os.path.commonprefix([rest, tail]))
        if same_for < len(tail) and not rest[same_for:].startswith(("…", " …")) and rest[same_for:].strip() and not rest.startswith("((TITLE))"):  # BibTeX has no braces
            yield rest[:60]


def check(pages, what):
    """Every page, and how many of them show the canary whole."""
    faults, showing, kinds = [], 0, {}
    for path, r in pages:
        kind = r.headers.get("Content-Type", "").split(";")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if (r.status >= 500 and not path.endswith("/capture")) or r.headers.get_all("X-Content-Type-Options") != ["nosniff"]:
            faults.append(f"{path}: {r.status}")
        if kind == "text/html" and r.body:
            f = Faults(r.text)
            faults += [f"{path}: {x}" for x in f.faults]
            showing += CANARY in f.text
            faults += [f"{path}: behind the canary's markup stands {x!r}" for x in replaced(f.text)]
        elif "xml" in kind:
            try:
                xml.etree.ElementTree.fromstring(r.body)
            except xml.etree.ElementTree.ParseError as e:
                faults.append(f"{path}: {e}")
        elif kind == "application/json":
            json.loads(r.body)
    same(faults[:30], [], f"{what}: hostile text is text on {sum(kinds.values())} pages")
    ok(showing > 20, f"{what}: {showing} pages show it whole")
    print(f"# {kinds}")


with HostileWorld() as w:
    same(sorted(SHOWN - w.changed_columns), [], f"the canary is in {len(w.changed_columns)} columns, among them all that pages show")
    print("# refused by their own constraints: " + ", ".join(sorted(w.refused_columns)))
    w.start_web()
    b = w.browser()
    check(crawl(b), "the public")
    w.atlas("account", "create", "desk@example.org", "--password-file", "-", input=PASSWORD + "\n")
    w.sql("UPDATE account SET roles = '{analyst,reviewer,operator}' WHERE address = 'desk@example.org'")
    form = b.get("/login")
    csrf = form.text.split('name="csrf" value="')[1].split('"')[0]
    r = b.post("/login", {"csrf": csrf, "address": "desk@example.org", "password": PASSWORD})
    same((r.status, bool(b.cookies)), (303, True), "somebody of the desk logs in")
    b.get("/watchlist/?add=larkfield")
    check(((p, r) for p, r in crawl(b, 150)), "with a login")
    check(((p, b.get(p)) for p in ("/analyst/", "/analyst/held/", "/watchlist/", "/account/", "/watchlist/?add=larkfield") * 5 + tuple(
        f"/analyst/clause/{c}/" for c, in w.sql("SELECT id FROM clause"))), "the desk")
    same(Faults('<p><img src=x onerror=1><script>1</script><a href="javascript:1">').faults != [], True, "markup that got through would be found")
done()
