#!/usr/bin/python3
"""Edits of one place each, in tests/golden/edits/edits.tsv: those that say something are changes, the others are not,
forwards and backwards, whatever document they stand in."""
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import done, ok  # noqa: E402

ATLAS = os.environ.get("ATLAS", os.path.join(HERE, "..", "..", "build", "atlas"))
FOLDER = tempfile.mkdtemp(prefix="atlas-edits-")
BEFORE = "# House rules\n\nThese rules were written for a test and bind nobody at all.\n\n"
AFTER = "\n\n## Letters\n\nQuestions about these rules reach us by letter at the address below.\n"
CHANGES_MIN, KINDS_MIN, NOISE_MIN = 200, 20, 60


def unescaped(text):
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")


def read():
    """(change?, kind, before, after)"""
    change, rows = True, []
    with open(os.path.join(HERE, "edits", "edits.tsv"), encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if cells == ["noise"]:
                change = False
            elif not line.startswith("#"):
                rows.append((change, cells[0], unescaped(cells[1]), unescaped(cells[2])))
    return rows


def compare(old, new):
    paths = [os.path.join(FOLDER, name) for name in ("old.md", "new.md")]
    for path, text in zip(paths, (old, new)):
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(BEFORE + text + AFTER)
    d = json.loads(subprocess.run([ATLAS, "diff", "--format", "json", *paths], capture_output=True, check=True).stdout)
    return d["substantive"], "; ".join(x["reason"] for x in d["items"])


rows, wrong = read(), collections.defaultdict(list)
for change, kind, old, new in rows:
    for way in ((old, new), (new, old)):
        substantive, reasons = compare(*way)
        if substantive != change:
            wrong[change, kind].append(f"{way[0]!r} -> {way[1]!r} ({reasons})")
for change, kind in dict.fromkeys((r[0], r[1]) for r in rows):
    n = sum(r[:2] == (change, kind) for r in rows)
    ok(not wrong[change, kind], f"{n} edits of {kind}: {'a change' if change else 'none'}, both ways",
       "\n".join(wrong[change, kind]))
changes = [r for r in rows if r[0]]
ok(len(changes) >= CHANGES_MIN and len({r[1] for r in changes}) >= KINDS_MIN,
   f"{len(changes)} edits that say something, of {len({r[1] for r in changes})} kinds")
ok(len(rows) - len(changes) >= NOISE_MIN, f"{len(rows) - len(changes)} edits that do not")
done()
