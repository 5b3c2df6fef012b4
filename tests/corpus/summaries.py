#!/usr/bin/python3
"""Real changes and what our summaries say of them: every statement is checked against the two texts.

usage: tests/corpus/summaries.py [--accept] CORPUS [ATLAS]

tests/corpus/summaries.tsv lists the changes: platform, document, the two versions, our headline and callouts, nothing else of
the texts. Each is made anew and compared with the list, and then checked without our code: a called-out word or number that
went stands in the old clauses more often than in the new ones, one that came the other way round; a clause that is said to be
added stands in the new text more often than in the old one, one removed the other way round; a headline has at most 140 characters, the platform as its subject.
--accept writes the list anew: the first change with callouts of each platform, then a second one of each, and so on.
Exit code 1 where a statement is not true, or there are fewer than 60 changes or 40 platforms."""
import collections, csv, json, os, re, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from bars import Bars

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "summaries.tsv")
CHANGES, PLATFORMS = 60, 40

def run(*argv):
    return json.loads(subprocess.run(argv, capture_output=True, check=True).stdout)

def path_of(corpus, platform, document, version):
    return os.path.join(corpus, "versions", platform, document, version + ".md")

class Pair:
    def __init__(self, atlas, corpus, platform, document, old, new):
        files = [path_of(corpus, platform, document, v) for v in (old, new)]
        self.diff = run(atlas, "diff", "--format", "json", "--platform", platform, "--document", document, *files)
        self.clauses = [run(atlas, "clauses", "--format", "json", f)["clauses"] for f in files]
        self.summary = self.diff["summary"]
        self.statements = "; ".join(f"{c['what']}: {c['words']}" for c in self.summary["callouts"])

def times(text, phrase):
    """How often a phrase stands in a text, not inside a longer word or number."""
    phrase = plain(phrase)
    left = r"(?<!\w)(?<!\d[.,])" if re.match(r"\w", phrase) else ""
    right = r"(?!\w)" if re.search(r"\w$", phrase) else ""
    return len(re.findall(left + re.escape(phrase) + right, text))

def plain(text):
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" \t\r\n")

def faults(pair, platform):
    """What is not true of the two texts."""
    old, new = pair.clauses
    body = lambda clauses, ids: plain(" ".join(clauses[i - 1]["body"] for i in ids if i))
    by = {(x["old"], x["new"]): x for x in pair.diff["items"]}
    head = pair.summary["headline"]
    if len(head) > 140 or not head.startswith(platform + " "): yield f"headline: {head}"
    for c in pair.summary["callouts"]:
        item = by[c["old"], c["new"]]
        was, now = body(old, item["old_clauses"]), body(new, item["new_clauses"])
        if c["was"] and not times(was, c["was"]) > times(now, c["was"]): yield f"it did not go: {c['was']}"
        if c["now"] and not times(now, c["now"]) > times(was, c["now"]): yield f"it did not come: {c['now']}"
    texts = [collections.Counter(plain(c["body"]) for c in side) for side in pair.clauses]
    came, went = lambda body: texts[1][body] > texts[0][body], lambda body: texts[0][body] > texts[1][body]
    for b in pair.summary["bullets"]:
        if b["verb"] == "Added" and not came(plain(new[b["new"] - 1]["body"])): yield f"it is not new: {b['text']}"
        if b["verb"] == "Removed" and not went(plain(old[b["old"] - 1]["body"])): yield f"it is still there: {b['text']}"
    for d in pair.summary["dates"]:
        if d["date"][:4] not in " ".join(c["text"] for c in new): yield f"no such date: {d['date']}"

def accept(atlas, corpus):
    with open(os.path.join(corpus, "versions.tsv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    of_platform = {}
    for a, b in zip(rows, rows[1:]):
        folder, name = b["path"].rsplit("/", 1)
        if folder == a["path"].rsplit("/", 1)[0] and b["label"] == "change":
            _, platform, document = folder.split("/")
            of_platform.setdefault(platform, []).append((platform, document, a["path"][-7:-3], name[:-3]))
    out, per_platform = [], 0
    while len(out) < CHANGES and per_platform < 8:   # one of each platform, then a second of each, …
        for changes in of_platform.values():
            while changes and len(out) < CHANGES:
                key = changes.pop(0)
                pair = Pair(atlas, corpus, *key)
                if all(c["what"] == "words" for c in pair.summary["callouts"]) and changes: continue
                if not pair.summary["callouts"]: continue
                out.append((*key, pair.summary["headline"], pair.statements))
                break
        per_platform += 1
    with open(LIST, "w", encoding="utf-8") as f:
        f.write("platform\tdocument\told\tnew\theadline\tcallouts\n")
        for row in sorted(out): f.write("\t".join(row) + "\n")

def main():
    argv = [a for a in sys.argv[1:] if a != "--accept"]
    if not argv: sys.exit(__doc__)
    corpus, atlas = argv[0], argv[1] if len(argv) > 1 else "build/atlas"
    if not os.path.isdir(os.path.join(corpus, "versions")):
        print(f"skipped: there is no {corpus}/versions")
        return
    if "--accept" in sys.argv: accept(atlas, corpus)
    with open(LIST, encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    bars, wrong, other, statements = Bars(), [], [], 0
    for r in rows:
        pair, name = Pair(atlas, corpus, r["platform"], r["document"], r["old"], r["new"]), f"{r['platform']}, {r['document']} {r['old']}..{r['new']}"
        statements += 1 + len(pair.summary["callouts"]) + len(pair.summary["bullets"])
        wrong += [(name, fault) for fault in faults(pair, r["platform"])]
        if (r["headline"], r["callouts"]) != (pair.summary["headline"], pair.statements):
            other.append((name, f"now says: {pair.summary['headline']} | {pair.statements}"))
    platforms = len({r["platform"] for r in rows})
    bars.row(f"summaries: statements that are not true of the texts, of {statements}", len(wrong), "0", not wrong, wrong)
    bars.row("summaries: that say something else than tests/corpus/summaries.tsv", len(other), "0", not other, other)
    bars.row("summaries: real changes listed", len(rows), f">= {CHANGES}", len(rows) >= CHANGES)
    bars.row("summaries: platforms of these", platforms, f">= {PLATFORMS}", platforms >= PLATFORMS)
    bars.done()

if __name__ == "__main__":
    main()
