#!/usr/bin/python3
"""Likeness: `atlas similar` (src/text/similar.h) and similarity() of the database, which keeps provision_match, are one
figure; so what is measured is what the page shows."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import ROOT, World

TEXTS = ["We may close your account at any time, for any reason and without notice.",
         "We may end your account at any time and without any notice to you!",
         "You can close your account in the settings (at any time).",
         "Wir können Ihr Konto jederzeit ohne Vorankündigung schließen.",
         "Wir können Ihr KONTO jederzeit, ohne Grund schließen; § 12 b-c.",
         "All disputes are settled by 1 arbitrator in Zürich – 30 days’ notice.",
         "Żółć, gęś i jaźń: spory rozstrzyga sąd w Łodzi."]


def by_program(program, folder):
    path = os.path.join(folder, "passages")
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(f"platform{i}\t{t}\n" for i, t in enumerate(TEXTS))
    rows = subprocess.run([program, "similar", "--least", "0", path], capture_output=True, text=True, check=True).stdout.splitlines()
    return {(int(a) - 1, int(b) - 1): float(s) for a, b, s in (r.split("\t") for r in rows)}


with World() as w, tempfile.TemporaryDirectory() as folder:
    near = by_program(os.path.join(ROOT, os.environ.get("TEST_BUILD", "build"), "atlas"), folder)
    ok(len(near) == 3 * len(TEXTS), "three neighbours each where any likeness will do")
    quoted = [t.replace("'", "''") for t in TEXTS]
    wrong = []
    for (a, b), strength in near.items():
        there = float(w.sql1(f"SELECT similarity('{quoted[a]}', '{quoted[b]}')"))
        if abs(there - strength) > 0.0006:
            wrong.append((TEXTS[a], TEXTS[b], strength, there))
    same(wrong, [], "each is as alike as the database finds")
    floor = w.sql1("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'provision_match_strength_check'")
    with open(os.path.join(ROOT, "src/text/similar.h"), encoding="utf-8") as f:
        ok("0.42" in floor and "#define SIMILAR_LEAST 0.42" in f.read(), "and both show from the same strength on", floor)
done()
