#!/usr/bin/python3
"""Measures what is called a change and what is not: noise.py CORPUS ATLAS

The labelled versions through `atlas replay --text`, as the worker would have seen them; our own edits of one place each
(tests/golden/edits); the raw captures of replay/, where the words of a text that is called a change must differ."""
import collections
import concurrent.futures
import csv
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from bars import Bars  # noqa: E402

CORPUS, ATLAS = sys.argv[1], os.path.abspath(sys.argv[2])
TOLD, UNTOLD, WAITING = ("change", "reversal"), ("cosmetic", "variant", "unchanged"), ("held", "refused", "none")
bars = Bars()


def replay(*args):
    """One object per capture."""
    p = subprocess.run([ATLAS, "replay", *args], capture_output=True, text=True)
    if p.returncode != 0:
        print(f"      replay of {args[-1]}: exit {p.returncode}: {p.stderr[:200]}")
    return [json.loads(line) for line in p.stdout.splitlines()]


def labelled():
    with open(os.path.join(CORPUS, "versions.tsv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    folders = sorted({os.path.dirname(r["path"]) for r in rows})
    out = {}
    for folder in folders:
        for o in replay("--text", os.path.join(CORPUS, folder)):
            out[f"{folder}/{o['file']}"] = (o["outcome"], o["reason"])
    return [(r, *out.get(r["path"], ("none", "no answer"))) for r in rows if r["label"] and r["kind"] != "first"]


def versions():
    seen = labelled()
    for label, outcomes, what, most in (("noise", TOLD, "noise called a change", 0.01), ("noise", WAITING, "noise held or refused", 0.10),
                                        ("change", UNTOLD, "change missed (cosmetic, variant, unchanged)", 0.03),
                                        ("change", WAITING, "change held or refused", 0.06)):
        whole = [s for s in seen if s[0]["label"] == label]
        misses = [(r["path"], f"{outcome}, a change of kind {r['mechanical_class']}: {reason}") for r, outcome, reason in whole if outcome in outcomes]
        bars.share(f"versions/: {what}", len(misses), len(whole), f"<= {most:.0%}", lambda x: x <= most, misses)
    count = collections.Counter((r["label"], outcome) for r, outcome, _ in seen)
    print("      " + ", ".join(f"{label} {outcome} {n}" for (label, outcome), n in sorted(count.items())))


def edits():
    """As tests/golden/edits.t tells: "ok N - 12 edits of number: a change, both ways"."""
    out = subprocess.run([os.path.join(HERE, "..", "golden", "edits.t")], capture_output=True, text=True, env={**os.environ, "ATLAS": ATLAS}).stdout
    found = re.findall(r"^(ok|not ok) \d+ - (\d+) edits of (.+): (a change|none), both ways$", out, re.M)
    for verdict, name, least in (("a change", "edits of one place that say something, called a change both ways", 200), ("none", "edits that say nothing, called none", 60)):
        mine = [(good == "ok", int(n), kind) for good, n, kind, v in found if v == verdict]
        n, kinds, misses = sum(m[1] for m in mine), len(mine), [(kind, "see tests/golden/edits.t") for good, _, kind in mine if not good]
        enough = n >= least and (kinds >= 20 or verdict == "none")
        bars.row(f"own {name}, of {kinds} kinds", f"{n if not misses else f'{len(misses)} kinds wrong of {n}'}", f"all, {least}", enough and not misses, misses)


def words(text):
    """What a reader reads: letters and digits, without marks, link targets and case."""
    text = re.sub(r"\]\((?:\\.|[^()\\]|\([^()]*\))*\)", " ", unicodedata.normalize("NFKC", text))
    return re.findall(r"\w+", text.casefold())


def text_of(folder, file):
    return subprocess.run([ATLAS, "extract", "--declaration", os.path.join(folder, "declaration.json"), os.path.join(folder, file)],
                          capture_output=True, text=True).stdout


def captures():
    root = os.path.join(CORPUS, "replay")
    total, false, told, missed = collections.Counter(), [], [], []
    sources = sorted(os.listdir(root))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda s: replay(os.path.join(root, s)), sources))
    for source, seen in zip(sources, outcomes):
        folder, current = os.path.join(root, source), None
        for o in seen:
            total[o["outcome"]] += 1
            if o["outcome"] in ("refused", "unchanged", "held"):
                continue
            now = words(text_of(folder, o["file"]))
            if o["outcome"] in TOLD:
                (false if now == current else told).append((f"{source} {o['file']}", o["reason"]))
            elif o["outcome"] == "cosmetic" and now != current:
                missed.append((f"{source} {o['file']}", o["reason"]))
            current = now
    bars.row(f"replay/: captures whose words did not change, called a change, of {sum(total.values())}", len(false), "0", not false, false)
    bars.row("replay/: called a change, and the words did change", len(told), misses=told)
    bars.row("replay/: cosmetic, though words changed", len(missed), misses=missed)
    print("      " + ", ".join(f"{outcome} {n}" for outcome, n in total.most_common()))


if __name__ == "__main__":
    versions()
    edits()
    captures()
    bars.done()
