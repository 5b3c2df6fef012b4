"""What a PDF says, by its structure, and what the page that it was made from says, part by part: a part is a heading of the
second level and what stands below it. Words stand in the order in which they are read."""
import html.parser
import re
import subprocess

GONE = {"no-print", "tools", "actions", "side", "pager", "filters", "seek", "flashes", "anchor", "hidden-text"}
BLOCKS = {"p", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "details", "summary", "nav", "main", "br", "table", "caption", "tr", "th", "td"}


class Parts(html.parser.HTMLParser):
    """parts: [heading, words] of the <main> of a page, without what is not printed."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.parts, self.stack, self.heading = [["", ""]], [], False
        self.feed(page)
        self.parts = [[" ".join(h.split()), t.split()] for h, t in self.parts]

    def shown(self):
        return any(t == "main" for t, *_ in self.stack) and not any(gone for _, gone, _ in self.stack)

    def handle_starttag(self, tag, attributes):
        if tag in BLOCKS or self.stack and self.stack[-1][2]:  # what the style sheet keeps apart
            self.parts[-1][self.heading is False] += " "
        if tag in ("br", "input", "meta", "link", "img"):
            return
        words = set((dict(attributes).get("class") or "").split())
        self.stack.append((tag, bool(GONE & words) or tag in ("svg", "form", "script"), "meta" in words))
        if tag == "h2" and self.shown():
            self.parts.append(["", ""])
            self.heading = True

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag == "h2":
            self.heading = False
        if tag in BLOCKS:
            self.parts[-1][self.heading is False] += " "

    def handle_data(self, data):
        if self.shown():
            self.parts[-1][self.heading is False] += data


def pdf_structure(path):
    """Lines of the structure: (depth, element or None, text or None)."""
    out = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        depth, rest = (len(line) - len(line.lstrip())) // 2, line.strip()
        text = re.fullmatch(r'"(.*)"', rest)
        element = re.match(r"([A-Z][A-Za-z0-9]*)( \(\w+\))?( \"|$|:)", rest)
        if text:
            yield depth, None, text[1]
        elif element:
            yield depth, element[1], None


def pdf_parts(path):
    """As Parts.parts; marks of lists are no words. Also how often each structure element occurs."""
    parts, count, role, label = [["", ""]], {}, "", None
    for depth, element, text in pdf_structure(path):
        if element:
            count[element] = count.get(element, 0) + 1
            label = depth if element == "Lbl" else None if label is not None and depth <= label else label
            if element not in ("Span", "Link"):
                role = element
                if element == "H2":
                    parts.append(["", ""])
                parts[-1][1] += " "
        elif label is None:
            parts[-1][role != "H2"] += text
    return [[" ".join(h.split()), t.split()] for h, t in parts], count
