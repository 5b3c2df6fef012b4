#!/usr/bin/python3
"""Measures extraction on the corpus: extract.py CORPUS ATLAS [PART…]

Parts: extract (the reference's conformance cases, equal or not), pages (real pages with their declaration: word-trigram
F1 against the reference), main (the same pages without a declaration: word F1), declarations (every file is read).
Prints a table of figure and bar, then where the misses are. Exit 1 when a bar is missed."""
import collections
import json
import os
import re
import subprocess
import sys

CORPUS, ATLAS, PARTS = sys.argv[1], sys.argv[2], sys.argv[3:]
failed = False


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


def row(what, figure, bar, good):
    global failed
    failed = failed or not good
    print(f"{what:<62} {figure:>16}   bar {bar:<10} {'ok' if good else 'MISSED'}")


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
    row("extract/: cases equal to the reference", f"{n - len(misses)} of {n}", "all", not misses)
    return misses


def page_folders(expected):
    root = os.path.join(CORPUS, "pages")
    return [p for p in sorted(os.listdir(root)) if os.path.exists(os.path.join(root, p, expected))]


def pages():
    misses, good, n, equal = [], 0, 0, 0
    for p in page_folders("expected.md"):
        folder = os.path.join(CORPUS, "pages", p)
        decl = json.loads(read("pages", p, "declaration.json"))
        code, out, err = run("--declaration", os.path.join(folder, "declaration.json"), os.path.join(folder, "input.html"))
        want = read("pages", p, "expected.md")
        score = f1(trigrams(words(want)), trigrams(words(out))) if code == 0 else 0.0
        n += 1
        good += score >= 0.985
        equal += re.sub(r"\s+", " ", out.strip()) == re.sub(r"\s+", " ", want.strip())
        if score < 0.985:
            misses.append((p, f"{score:.4f} exit {code} {decl['service']} {decl['terms']} {err[:160]}"))
    row("pages/: trigram F1 >= 0.985 with the declaration", f"{good} of {n} {100 * good / n:.1f} %", ">= 97 %", good >= 0.97 * n)
    row("pages/: equal but for white space (no bar)", f"{equal} of {n}", "-", True)
    wrong = []
    folders = page_folders("expected_error.txt")
    for p in folders:
        folder = os.path.join(CORPUS, "pages", p)
        code, out, err = run("--declaration", os.path.join(folder, "declaration.json"), os.path.join(folder, "input.html"))
        if code != 3:
            wrong.append((p, f"exit {code}, {len(out)} bytes"))
    row("pages/: the reference's errors are errors (exit 3)", f"{len(folders) - len(wrong)} of {len(folders)}", "table", True)
    return misses + wrong


def main_content():
    scores, distinct = [], {}
    for p in page_folders("expected.md"):
        code, out, err = run(os.path.join(CORPUS, "pages", p, "input.html"))
        expected = read("pages", p, "expected.md")
        want = words(expected)
        score = f1(want, words(out)) if code == 0 else 0.0
        scores.append((score, p, f"{len(want)} words expected {err[:120]}"))
        distinct.setdefault(expected, []).append(score)
    means = [sum(v) / len(v) for v in distinct.values()]
    mean = sum(means) / len(means)
    row(f"pages/: mean word F1 without a declaration, {len(means)} distinct texts", f"{mean:.4f}", ">= 0.90", mean >= 0.90)
    row(f"pages/: … over all {len(scores)} pages", f"{sum(s for s, _, _ in scores) / len(scores):.4f}", "-", True)
    means = [sum(v) / len(v) for t, v in distinct.items() if len(words(t)) >= 50]  # else the reference took a heading only
    row(f"pages/: … over the {len(means)} texts of 50 words or more", f"{sum(means) / len(means):.4f}", "-", True)
    scores.sort()
    return [(p, f"{s:.4f} {err}") for s, p, err in scores if s < 0.85]


def judge(cases):
    """Verdicts of quality.c beside this file, compiled against the archives beside ATLAS."""
    here, build = os.path.dirname(os.path.abspath(__file__)), os.path.dirname(os.path.abspath(ATLAS))
    archives = [os.path.join(build, name) for name in ("libtext.a", "libbase.a")]
    if not all(map(os.path.exists, archives)):
        print("quality: skipped, there are no archives beside the program")
        return None
    program = os.path.join(build, "corpus-quality")
    libraries = "-lgumbo -lgit2 -lutf8proc -luchardet -ljansson -lm".split()
    subprocess.run(["cc", "-O2", "-I" + os.path.join(here, "..", "..", "src"), "-o", program, os.path.join(here, "quality.c"), *archives, *libraries],
                   check=True)
    lines = "".join(json.dumps(c) + "\n" for c in cases)
    out = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout.decode()
    return [line.split("\t") for line in out.splitlines()]


def edgi():
    cases = []
    for folder, _, files in os.walk(os.path.join(CORPUS, "quality", "edgi-snapshot-quality")):
        for name in files:
            if not name.endswith(".json"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                d = json.load(f)["data"]
            headers = "\n".join(f"{k}: {v}" for k, v in (d["headers"] or {}).items())
            cases.append({"want": float(folder.rsplit("-", 1)[1]), "name": os.path.basename(folder), "status": d["status"] or 0,
                          "title": d["title"] or "", "bytes": d["content_length"] or 0, "headers": headers})
    return cases


def quality():
    cases = edgi()
    got = judge(cases)
    if got is None:
        return []
    misses = [(c["name"], f"wanted {c['want']}, authentic {g[1]}: {g[3]}") for c, g in zip(cases, got) if (c["want"] > 0.5) != (int(g[1]) >= 50)]
    row("quality/: block pages and the site's own answers told apart", f"{len(cases) - len(misses)} of {len(cases)}", "<= 1 miss", len(misses) <= 1)
    real = [os.path.join(CORPUS, "pages", p, "expected.md") for p in page_folders("expected.md")]
    real = [p for p in real if len(words(open(p, encoding="utf-8").read())) >= 200]
    got = judge([{"status": 200, "text_file": p} for p in real])
    refused = [(p, g[3]) for p, g in zip(real, got) if g[2] == "bad"]
    held = [(p, "held: " + g[3]) for p, g in zip(real, got) if g[2] == "doubtful"]
    row("pages/: texts of 200 words or more refused", f"{len(refused)} of {len(real)}", "0", not refused)
    row("pages/: … held", f"{len(held)} of {len(real)}", "-", True)
    pairs = []
    for folder, _, files in os.walk(os.path.join(CORPUS, "versions")):
        chain = sorted(os.path.join(folder, f) for f in files if f.endswith(".md"))
        pairs += list(zip(chain, chain[1:]))
    sizes = {p: os.path.getsize(p) for pair in pairs for p in pair}
    got = judge([{"status": 200, "text_file": b, "previous_file": a} for a, b in pairs])
    shrunk = [(b, g) for (a, b), g in zip(pairs, got) if sizes[b] * 10 < sizes[a] * 3]
    passed = [(b, g[3]) for b, g in shrunk if g[2] == "good"]
    row("versions/: shrunk under 30 % and taken", f"{len(passed)} of {len(shrunk)}", "0", not passed)
    wrong = [(b, g[2] + ": " + g[3]) for (a, b), g in zip(pairs, got) if g[2] != "good" and sizes[b] * 10 >= sizes[a] * 3]
    row("versions/: others not taken", f"{len(wrong)} of {len(pairs) - len(shrunk)}", "-", True)
    return misses + refused + held + passed + wrong


PART = {"quality": quality, "extract": conformance, "pages": pages, "main": main_content}
found = []
for part in PARTS or PART:
    found += [(part, *miss) for miss in PART[part]()]
if found:
    print("\nmisses:")
for part, where, what in found:
    print(f"  {part} {where}: {what}")
sys.exit(1 if failed else 0)
