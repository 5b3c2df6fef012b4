"""What must be true of any page whatever its data: dates in an order that can be, no heading without content, every hash with
its scope, names of tiers from the database alone."""
import glob
import html.parser
import json
import os
import re

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "base", "col", "embed", "param", "track"}
HASH = re.compile(r"\b[0-9a-f]{64}\b")


class Outline(html.parser.HTMLParser):
    """The headings of a page that nothing follows, and its text."""

    def __init__(self, text):
        super().__init__()
        self.empty, self.text, self.heading, self.last, self.content, self.main = [], "", None, None, True, 0
        self.feed(text)
        self.close()
        self._judge(0)

    def _judge(self, level):
        if self.last and not self.content and level <= self.last[0]:
            self.empty.append(self.last[1].strip() or "(no words)")

    def handle_starttag(self, tag, attributes):
        self.main += tag == "main"
        if self.main and re.fullmatch("h[1-6]", tag):
            self._judge(int(tag[1]))
            self.heading, self.last, self.content = int(tag[1]), (int(tag[1]), ""), False
        elif self.last and self.heading is None and tag in ("input", "select", "button", "svg"):
            self.content = True

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag) and self.heading is not None:
            if not self.last[1].strip():
                self.empty.append("(no words)")
            self.heading = None
        if tag == "main":
            self._judge(0)
            self.last, self.main = None, 0

    def handle_data(self, data):
        self.text += data
        if self.heading is not None:
            self.last = (self.last[0], self.last[1] + data)
        elif self.last and data.strip():
            self.content = True


def headings(path, text):
    return [f"{path}: nothing under the heading “{h}”" for h in Outline(text).empty]


def hashes(path, text):
    """Each full hash has words before it that say what it is of."""
    words = re.sub(r"\s+", " ", Outline(text).text)
    return [f"{path}: {m[0][:8]}… without its scope" for m in HASH.finditer(words) if not re.search(r"SHA-256 of|of the clause:", words[max(0, m.start() - 120):m.start()])]


def _dates(value, path, found):
    if isinstance(value, dict):
        for k, v in value.items():
            if isinstance(v, str):
                found.setdefault(f"{path}.{k}", v)
            _dates(v, f"{path}.{k}", found)


def dates(path, body):
    """first seen ≤ captured ≤ last seen ≤ last verified, and no change observed after the last verification."""
    at = {}
    _dates(json.loads(body), "", at)
    pairs = [(".stability.first_seen", ".stability.last_seen"), (".document.first_at", ".document.verified_at"), (".document.changed_at", ".document.verified_at"),
             (".document.current_since", ".document.verified_at"), (".stability.last_seen", ".document.verified_at"), (".document.verified_at", ".document.checked_at"),
             (".version.captured_at", ".document.verified_at"), (".document.first_at", ".version.captured_at"), (".recent.observed_at", ".document.verified_at")]
    return [f"{path}: {a} {at[a]} is after {b} {at[b]}" for a, b in pairs if at.get(a) and at.get(b) and at[a] > at[b]]


def tier_names(root, names):
    """Where a tier's name stands in code, queries or templates instead of its row."""
    word, found = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b"), []
    for pattern in ("templates/**/*.tpl", "sql/pages/*.sql", "src/**/*.c"):
        for p in glob.glob(os.path.join(root, pattern), recursive=True):
            with open(p, encoding="utf-8") as f:
                found += [f"{os.path.relpath(p, root)}: {m[0]}" for m in word.finditer(f.read())]
    return found
