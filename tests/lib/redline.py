"""The redline of a page, read back: both texts by what is marked in it, and what a person reads of a text."""
import html.parser
import re


class Redline(html.parser.HTMLParser):
    """The texts of the element of class redline, by what surrounds them: old and new, blocks as lines, and as they stand."""

    VOID = ("br", "hr", "img", "input", "link", "meta")

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.stack, self.old, self.new, self.marks, self.anchors, self.ids, self.links, self.block, self.exact = [], "", "", 0, [], [], [], None, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = {k: v or "" for k, v in attributes}
        self.ids += [a["id"]] if "id" in a else []
        self.links += [a["href"][1:]] if a.get("href", "").startswith("#") else []
        if tag not in self.VOID:
            self.stack.append((tag, a.get("class", "").split(), a))
        if not self.inside():
            return
        self.exact |= "exact" in a.get("class", "").split()
        self.marks += tag in ("ins", "del")
        self.anchors += [a["id"]] if a.get("data-change") else []
        if "block" in a.get("class", "").split():
            self.block = {"tag": tag, "class": a["class"].split(), "ended": "", "-": "", "+": ""}

    def handle_endtag(self, tag):
        while self.stack:
            t, classes, _ = self.stack.pop()
            if "block" in classes and self.inside():
                b = self.block
                gone = "gone" in b["class"] or "joined" in b["ended"]
                come = "come" in b["class"] or "divided" in b["ended"]
                self.old += b["-"] + ("" if come else "\n")
                self.new += b["+"] + ("" if gone else "\n")
                self.block = None
            if t == tag:
                break

    def inside(self):
        return any("redline" in c for _, c, _ in self.stack)

    def handle_data(self, data):
        tags = [t for t, _, _ in self.stack]
        if self.block is not None and "note" in self.stack[-1][1] and "¶" in data:
            self.block["ended"] = data
        if not self.inside() or "summary" in tags or any("said" in c for _, c, _ in self.stack):
            return
        if self.exact:
            self.old += data if "ins" not in tags else ""
            self.new += data if "del" not in tags else ""
        elif self.block is not None:
            number = next((a for _, c, a in self.stack if "number" in c), None)
            whole = self.block["class"]
            if "ins" not in tags and not (number is not None and ("come" in whole)):
                self.block["-"] += number["data-was"] + " " if number is not None and "data-was" in number else data
            if "del" not in tags and not (number is not None and "gone" in whole):
                self.block["+"] += data


def as_read(text):
    """What a person reads of these texts: written anew here, for the forms that the test's own pages have."""
    lines = []
    for block in re.split(r"\n\n+", text.strip()):
        block = re.sub(r"\n[-=]+$", "", block)
        block = re.sub(r"\[([^][]*)\]\([^()]*\)", r"\1", block).replace("**", "")
        block = re.sub(r"(?<![\w\\])_|(?<!\\)_(?!\w)", "", block)
        lines.append(" ".join(re.sub(r"\\([^\w\s])", r"\1", block).split()))
    return lines


def lines(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
