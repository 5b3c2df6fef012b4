#!/usr/bin/python3
"""Measures how captures are judged: quality.py CORPUS ATLAS

Block pages and the site's own answers, told apart at one threshold; real documents that are refused or held; versions that
shrank; our own wrong pages and short documents, by kind, from the unit tests beside the program. Judged by quality.c beside
this file, compiled against the archives beside ATLAS."""
import collections
import csv
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
sys.path.insert(0, HERE)
from bars import Bars  # noqa: E402
from extract import words  # noqa: E402

CORPUS, BUILD = sys.argv[1], os.path.dirname(os.path.abspath(sys.argv[2]))
bars = Bars()


def judge(cases):
    """(score, authentic, verdict, reason) of each."""
    program = os.path.join(BUILD, "corpus-quality")
    subprocess.run(["cc", "-O2", "-I" + os.path.join(HERE, "..", "..", "src"), "-o", program, os.path.join(HERE, "quality.c"),
                    *(os.path.join(BUILD, name) for name in ("libtext.a", "libbase.a")),
                    *"-lgumbo -lgit2 -lutf8proc -luchardet -ljansson -lm".split()], check=True)
    lines = "".join(json.dumps(c) + "\n" for c in cases)
    out = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout.decode()
    return [line.split("\t") for line in out.splitlines()]


def edgi():
    cases = []
    for folder, _, files in os.walk(os.path.join(CORPUS, "quality", "edgi-snapshot-quality")):
        for name in sorted(files):
            if not name.endswith(".json"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                d = json.load(f)["data"]
            headers = "\n".join(f"{k}: {v}" for k, v in (d["headers"] or {}).items())
            cases.append({"want": float(folder.rsplit("-", 1)[1]), "name": os.path.basename(folder), "status": d["status"] or 0,
                          "title": d["title"] or "", "bytes": d["content_length"] or 0, "headers": headers})
    misses = [(c["name"], f"wanted {c['want']}, authentic {g[1]}: {g[3]}") for c, g in zip(cases, judge(cases))
              if (c["want"] > 0.5) != (int(g[1]) >= 50)]
    bars.row("quality/: block pages and the site's own answers, wrongly judged at one threshold", f"{len(misses)} of {len(cases)}", "<= 1",
             len(misses) <= 1, misses)


def not_taken(texts, previous=None):
    """What is refused and what is held of texts, as (path, reason)."""
    got = judge([{"status": 200, "text_file": p, **({"previous_file": previous[p]} if previous else {})} for p in texts])
    name = lambda p: os.path.relpath(p, CORPUS)
    return [[(name(p), g[3]) for p, g in zip(texts, got) if g[2] == verdict] for verdict in ("bad", "doubtful")]


def real_documents():
    expected = sorted(glob.glob(os.path.join(CORPUS, "pages", "*", "expected.md")))
    real = [p for p in expected if len(words(open(p, encoding="utf-8").read())) >= 200]
    refused, held = not_taken(real)
    bars.row("pages/: expected texts of 200 words or more that are refused", f"{len(refused)} of {len(real)}", "0", not refused, refused)
    bars.row("pages/: … held", f"{len(held)} of {len(real)}", misses=held)


def chains():
    with open(os.path.join(CORPUS, "versions.tsv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    return rows, [(a, b) for a, b in zip(rows, rows[1:]) if os.path.dirname(a["path"]) == os.path.dirname(b["path"])]


def versions():
    rows, pairs = chains()
    path = lambda r: os.path.join(CORPUS, r["path"])
    before = {path(b): path(a) for a, b in pairs}
    shrunk = [p for p, was in before.items() if os.path.getsize(p) * 10 < os.path.getsize(was) * 3]
    refused, held = not_taken(shrunk, before)
    kept = {os.path.join(CORPUS, p) for p, _ in refused + held}
    taken = [(os.path.relpath(p, CORPUS), "taken for good") for p in shrunk if p not in kept]
    bars.row("versions/: shrunk to under 30 % and neither refused nor held", f"{len(taken)} of {len(shrunk)}", "0", not taken, taken)
    others = [p for p in before if p not in shrunk]
    refused, held = not_taken(others, before)
    bars.row("versions/: others refused or held beside the version before", f"{len(refused) + len(held)} of {len(others)}", misses=refused + held)
    firsts = [path(r) for r in rows if len(words(open(path(r), encoding="utf-8").read())) >= 200]
    refused, held = not_taken(firsts)
    bars.row("versions/: of 200 words or more refused, each as if it were the first", f"{len(refused)} of {len(firsts)}", misses=refused)
    bars.row("versions/: … held", f"{len(held)} of {len(firsts)}", misses=held)


def samples():
    """Our own pages: what the unit tests print of each, "ok N - refused: KIND "TITLE": …"."""
    count, wrong = {"refused": collections.Counter(), "accepted": collections.Counter()}, []
    for program in sorted(glob.glob(os.path.join(BUILD, "tests", "unit", "text", "quality*"))):
        if not os.access(program, os.X_OK) or os.path.splitext(program)[1]:
            continue
        out = subprocess.run([program], capture_output=True, text=True).stdout
        for good, what, kind, rest in re.findall(r'^(ok|not ok) \d+ - (refused|accepted): ([^"\n]+?) "(.*)$', out, re.M):
            count[what][kind] += 1
            if good != "ok": wrong.append((f"{what}, {kind}", rest))
    for what, name in (("refused", "wrong pages"), ("accepted", "short real documents")):
        n, misses = sum(count[what].values()), [w for w in wrong if w[0].startswith(what)]
        bars.row(f"own {name}, of {len(count[what])} kinds, {what}", f"{n - len(misses)} of {n}", "all, 40", n >= 40 and len(count[what]) >= 10 and not misses,
                 misses)
        print("      " + ", ".join(f"{kind}{f' {k}' if k > 1 else ''}" for kind, k in count[what].items()))


edgi()
real_documents()
versions()
samples()
bars.done()
