#!/usr/bin/python3
"""The provisions of the demonstration fit what the worker makes of its pages: fetched, extracted, segmented, classified."""
import datetime
import glob
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from source import Page, Source
from tap import done, like, ok, same
from world import ROOT, World

DEMO = os.path.join(ROOT, "deploy", "demo")
TODAY = datetime.date(2026, 3, 2)


def newest(folder):
    page = max(glob.glob(os.path.join(folder, "[0-9]*.html")), key=lambda f: int(os.path.basename(f).split(".")[0]))
    with open(page, encoding="utf-8") as f:
        text = f.read()
    day = lambda m: (TODAY + datetime.timedelta(days=int(m.group(1)))).strftime("%-d %B %Y")
    return re.sub("@token@", "0f3a", re.sub(r"@day:(-?\d+)@", day, text))


with World() as w, Source() as s, tempfile.TemporaryDirectory() as declarations:
    for folder in glob.glob(os.path.join(DEMO, "*", "*", "")):
        platform, document = folder.rstrip("/").split("/")[-2:]
        if platform != "declarations":
            s.pages[f"/{platform}/legal/{document}"] = Page(newest(folder))
    for path in glob.glob(os.path.join(DEMO, "declarations", "*.json")):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        platform = json.loads(text)["platform"]["slug"]
        with open(os.path.join(declarations, os.path.basename(path)), "w", encoding="utf-8") as f:
            f.write(re.sub(r"http://127\.0\.0\.1:\d+/legal/", f"{s.url}/{platform}/legal/", text))
    os.chmod(declarations, 0o755)
    w.allow(s)
    w.atlas("import", "declarations", declarations)
    w.worker()
    same(w.sql1("SELECT count(*) FROM version"), str(len(s.pages)), "every document has a version")
    with open(os.path.join(DEMO, "provisions.json"), encoding="utf-8") as f:
        n = len(json.load(f))
    r = w.atlas("import", "provisions", os.path.join(DEMO, "provisions.json"), check=False)
    same(r.returncode, 0, "every provision is published")
    like(r.stderr, f"{n} published, 0 revised, 0 unchanged, 0 refused", "by one import")
    r = w.atlas("import", "provisions", os.path.join(DEMO, "provisions.json"), check=False)
    like(r.stderr, f"0 published, 0 revised, {n} unchanged, 0 refused", "and a second import changes nothing")
    w.atlas("analyst", "propose")
    missed = w.sql("SELECT t.slug, r.title FROM provision r JOIN clause_type t ON t.id = r.clause_type_id WHERE NOT EXISTS"
                   " (SELECT FROM proposal p WHERE p.clause_id = r.clause_id AND p.clause_type_id = r.clause_type_id) ORDER BY 1")
    ok(len(missed) * 10 <= n, f"the rules propose nine tenths of what is published ({n - len(missed)} of {n})", missed)
    clauses, proposed, rows = w.sql("SELECT count(DISTINCT vc.clause_id), count(DISTINCT p.clause_id), count(p.*) FROM version_clause vc LEFT JOIN proposal p USING (clause_id)")[0]
    ok(int(rows) <= 3 * int(clauses), f"and not everything of everything: {rows} proposals for {proposed} of {clauses} clauses")
done()
