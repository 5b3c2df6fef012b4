#!/usr/bin/python3
"""Measures extraction on the corpus: extract.py CORPUS ATLAS [PART…]

Parts: conformance (the reference's cases, equal or not), pages (real pages with their declaration: word-trigram F1 against
the reference), failures (pages on which the reference fails, by cause), main (the same pages without a declaration: word
F1), declarations (every document of the three collections: usable, or why not)."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from bars import Bars  # noqa: E402

if __name__ == "__main__":
    CORPUS, ATLAS, PARTS = sys.argv[1], sys.argv[2], sys.argv[3:]
bars = Bars()


def run(*args):
    p = subprocess.run([ATLAS, "extract", *args], capture_output=True)
    return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace").strip()


def words(text):
    """Words as a reader sees them: marks, escapes and link targets taken away."""
    text = re.sub("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]", "", text.replace("\u00a0", " "))
    text = re.sub(r"<br>", " ", text)
    text = re.sub(r"!\[((?:\\.|[^\]\\])*)\]\((?:\\.|[^()\\]|\([^()]*\))*\)", r" \1 ", text, flags=re.S)
    text = re.sub(r"\]\((?:\\.|[^()\\]|\([^()]*\))*\)", " ", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!=>~|])", r"\1", text)
    text = re.sub(r"(?m)^\s*(?:=+|-+|\* \* \*)\s*$", " ", text)
    text = re.sub(r"(?m)^[\s>]*(?:(?:[*+-]|\d+\.)\s+)*(?:#{1,6}\s+)?", " ", text)
    text = re.sub(r"[*_`~\[\]|]|---", "", text)
    return text.split()


def f1(want, got):
    a, b = collections.Counter(want), collections.Counter(got)
    both = sum((a & b).values())
    if not a and not b:
        return 1.0
    return 2 * both / (sum(a.values()) + sum(b.values()))


def trigrams(ws):
    return [tuple(ws[i:i + 3]) for i in range(len(ws) - 2)] or [tuple(ws)]


def read(*path):
    with open(os.path.join(CORPUS, *path), encoding="utf-8") as f:
        return f.read()


def conformance():
    misses, n = [], 0
    for case in sorted(os.listdir(os.path.join(CORPUS, "extract"))):
        folder = os.path.join(CORPUS, "extract", case)
        if not os.path.exists(os.path.join(folder, "declaration.json")):
            continue
        n += 1
        page = os.path.join(folder, "input.pdf" if os.path.exists(os.path.join(folder, "input.pdf")) else "input.html")
        code, out, err = run("--declaration", os.path.join(folder, "declaration.json"), page)
        if os.path.exists(os.path.join(folder, "expected_error.txt")):
            if code != 3:
                misses.append((case, f"exit {code}, not 3"))
        elif code != 0 or out.rstrip("\n") != read("extract", case, "expected.md").rstrip("\n"):
            misses.append((case, f"exit {code} {err}\n{out}"))
    bars.row("extract/: cases equal to the reference", f"{n - len(misses)} of {n}", "all", not misses, misses)


def page_folders(expected):
    root = os.path.join(CORPUS, "pages")
    return [p for p in sorted(os.listdir(root)) if os.path.exists(os.path.join(root, p, expected))]


def extract_declared(page):
    folder = os.path.join(CORPUS, "pages", page)
    return run("--declaration", os.path.join(folder, "declaration.json"), os.path.join(folder, "input.html"))


def pages():
    misses, good, n, equal = [], 0, 0, 0
    for p in page_folders("expected.md"):
        decl = json.loads(read("pages", p, "declaration.json"))
        code, out, err = extract_declared(p)
        want = read("pages", p, "expected.md")
        score = f1(trigrams(words(want)), trigrams(words(out))) if code == 0 else 0.0
        n += 1
        good += score >= 0.985
        equal += re.sub(r"\s+", " ", out.strip()) == re.sub(r"\s+", " ", want.strip())
        if score < 0.985:
            misses.append((p, f"{score:.4f} exit {code}, {decl['service']}, {decl['terms']} {err}; {len(words(want))} words "
                              f"expected, {len(words(out))} found"))
    bars.share("pages/: word-trigram F1 >= 0.985 with the declaration", good, n, ">= 97 %", lambda x: x >= 0.97, misses)
    bars.share("pages/: … equal but for white space", equal, n, "", lambda x: True)


def failures():
    causes, other = collections.Counter(), []
    folders = page_folders("expected_error.txt")
    for p in folders:
        code, out, err = extract_declared(p)
        if code == 3:
            cause = re.sub(r'"[^"]*"', "…", err.splitlines()[-1] if err else "without a word").split(": ", 2)[-1]
            causes[cause] += 1
        else:
            other.append((p, f"exit {code}, {len(out)} bytes of text"))
    bars.row("pages/: the reference's failures are failures (exit 3, by cause below)", f"{len(folders) - len(other)} of {len(folders)}",
             "all", not other, other)
    for cause, n in causes.most_common():
        print(f"      {n}: {cause}")


def main_content():
    scores, distinct = [], {}
    for p in page_folders("expected.md"):
        code, out, err = run(os.path.join(CORPUS, "pages", p, "input.html"))
        expected = read("pages", p, "expected.md")
        want, got = words(expected), words(out)
        score = f1(want, got) if code == 0 else 0.0
        scores.append((score, p, f"{score:.4f}: {len(want)} words expected, {len(got)} found {err}"))
        distinct.setdefault(expected, []).append(score)
    means = [sum(v) / len(v) for v in distinct.values()]
    mean = sum(means) / len(means)
    misses = [(p, why) for s, p, why in sorted(scores) if s < 0.85]
    bars.row(f"pages/: mean word F1 without a declaration, {len(means)} distinct texts", f"{mean:.4f}", ">= 0.90", mean >= 0.90, misses)
    bars.row(f"pages/: … over all {len(scores)} pages", f"{sum(s for s, _, _ in scores) / len(scores):.4f}")
    means = [sum(v) / len(v) for t, v in distinct.items() if len(words(t)) >= 50]
    bars.row(f"pages/: … over the {len(means)} texts of 50 words or more (of others the reference took a heading)",
             f"{sum(means) / len(means):.4f}")


def declared_documents(folder):
    """(file, document) of every current declaration, read without our code."""
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json") and not re.search(r"\.(history|filters)\.json$", name):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                d = json.load(f)
            for terms in d.get("terms") or d.get("documents") or {}:
                yield d["name"], terms


def declarations():
    silent, unusable, usable, n, root = [], [], 0, 0, os.path.join(CORPUS, "declarations")
    with tempfile.TemporaryDirectory() as nowhere:  # no configuration of this machine
        for collection in sorted(os.listdir(root)):
            p = subprocess.run([os.path.abspath(ATLAS), "import", "declarations", os.path.abspath(os.path.join(root, collection)), "--dry-run"],
                               capture_output=True, text=True, cwd=nowhere)
            said = collections.defaultdict(list)
            for line in p.stdout.splitlines():
                platform, terms, verdict = line.split("\t", 2)
                said[platform, terms].append(verdict)
            for key in declared_documents(os.path.join(root, collection)):
                n += 1
                verdicts = said.pop(key, [])
                usable += len(verdicts) == 1 and verdicts[0].startswith("usable")
                if len(verdicts) != 1 or verdicts[0] == "":
                    silent.append((f"{collection}, {key[0]}, {key[1]}", f"{len(verdicts)} lines, exit {p.returncode}"))
                elif not verdicts[0].startswith("usable"):
                    unusable.append((f"{collection}, {key[0]}, {key[1]}", verdicts[0]))
            silent += [(f"{collection}, {key[0]}, {key[1]}", "said of a document that is not there") for key in said]
    bars.row("declarations/: documents of three collections of which nothing is said", f"{len(silent)} of {n}", "0", not silent, silent)
    bars.row("declarations/: … usable; the others with the reason", f"{usable} of {n}", misses=unusable)


PART = {"conformance": conformance, "pages": pages, "failures": failures, "main": main_content, "declarations": declarations}
if __name__ == "__main__":
    for part in PARTS or PART:
        PART[part]()
    bars.done()
