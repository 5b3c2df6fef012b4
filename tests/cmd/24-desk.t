#!/usr/bin/python3
"""The desk on the command line: its queues, each act once, a file of acts, and what is refused."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike
from world import ROOT, World

ENTRY = {"platform": "larkfield", "document": "terms-of-service", "quote": "train models", "clause_type": "ai-training", "severity": "high", "title": "Posts are material for models",
         "what": "Posts may train models.", "why": [{"text": "What people post becomes material.", "quote": "what you post to train models"}], "author": "A. Reader"}


def rows(w, *args):
    return [line.split("\t") for line in w.atlas("analyst", *args).stdout.splitlines()]


def code(w, *args, **kw):
    return w.atlas("analyst", *args, check=False, **kw).returncode


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    record = {slug: r for slug, r in w.sql("SELECT slug, record_id FROM provision")}
    file = os.path.join(w.dir, "entry.json")
    with open(file, "w", encoding="utf-8") as f:
        json.dump(ENTRY, f)

    same([r[0] for r in rows(w, "changes")], ["CA-C-000001", "CA-C-000002"], "new changes, the gravest first")
    same(code(w, "sort", "CA-C-000001", "boilerplate"), 0, "sorted")
    same([r[0] for r in rows(w, "changes", "larkfield")], ["CA-C-000002"], "it has left the queue")
    same([code(w, "sort", *a) for a in (("CA-C-000009", "read"), ("CA-C-000002", "boring"), ("CA-C-000002",))], [3, 3, 2], "no such change, no such verdict, too few words")

    draft = w.atlas("analyst", "draft", file).stdout.strip()
    same(w.sql1(f"SELECT state FROM provision WHERE record_id = '{draft}'"), "draft", "a draft")
    like(w.atlas("analyst", "drafts").stdout, f"{draft}\tdraft\thigh.*Posts are material", "which the queue has")
    same(code(w, "draft", file), 3, "not the same twice")
    same(code(w, "approve", draft), 0, "approved")
    same(w.sql(f"SELECT r.state, a.author FROM provision r JOIN analysis a ON a.provision_id = r.id WHERE r.record_id = '{draft}'"), [["published", "A. Reader"]], "it is published under its author's name")
    same([code(w, "approve", draft), code(w, "drop", draft)], [3, 3], "then there is nothing to approve or to drop")

    same([r[:2] for r in rows(w, "reviews")], [[record["law"], "gone"]], "provisions to review again")
    same(code(w, "still", record["law"]), 3, "a clause that is gone holds nothing")
    same(code(w, "still", record["cancelling"]), 3, "quotes that no longer stand are refused")

    same(code(w, "law", draft, "put", "agency", "ftc", "It hears complaints."), 0, "an agency is put")
    same([code(w, "law", draft, "put", "agency", "ftc", "Again."), code(w, "law", draft, "give", "agency", "ftc", "x"), code(w, "law", draft, "take", "agency", "ftc", "")], [3, 3, 3], "not twice, not by another word, not without a reason")
    same(code(w, "law", draft, "take", "agency", "ftc", "It does not after all."), 0, "and taken away")
    same(code(w, "unlike", record["binding-arbitration"], record["disputes"]), 0, "two that are not alike")
    same(code(w, "unlike", draft, draft), 3, "one is like itself")
    same(code(w, "correct", draft, "The severity was too low for a day."), 0, "a correction")
    same(w.sql1(f"SELECT what FROM correction WHERE record_id = '{draft}'"), "The severity was too low for a day.", "in the public list")

    w.sql("INSERT INTO report (key_sha256, kind, of_record, body, created_at) VALUES (sha256('k'::bytea), 'mistake', 'CA-P-000001', 'It is 30 days.', '2026-03-19Z')")
    same([r[:4] for r in rows(w, "reports")], [["CA-R-000001", "mistake", "new", "CA-P-000001"]], "reports")
    same([code(w, "answer", "CA-R-000001", "done", "x"), code(w, "answer", "CA-R-000009", "open", "x"), code(w, "answer", "CA-R-000001", "corrected", "Mended.")], [3, 3, 0], "an answer")

    same([code(w, "right", "analyst", "publish", "off"), code(w, "right", "editor", "publish", "on"), code(w, "right", "analyst", "fly", "on")], [0, 3, 3], "rights of roles")
    same(w.sql1("SELECT count(*) FROM desk_right WHERE role = 'analyst' AND act = 'publish'"), "0", "are data")
    same(w.sql1("SELECT act || ': ' || detail FROM desk_event ORDER BY id DESC LIMIT 1"), "right taken: analyst: publish", "and who took them is on record")

    same(code(w, "lint", "-", input="Disputes go to an arbitrator\nA person keeps the court.\n"), 0, "wording without a remark")
    r = w.atlas("analyst", "lint", "-", input="Unfair arbitration\n\nThis is obviously wrong.\n", check=False)
    same((r.returncode, [line.split("\t")[0] for line in r.stdout.splitlines()]), (3, ["1", "3"]), "remarks, by line")

    w.atlas("analyst", "propose")
    (clause, kind), = w.sql("SELECT clause_id, t.slug FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id WHERE state = 'proposed' ORDER BY score DESC LIMIT 1")
    r = w.atlas("analyst", "batch", "-", check=False, input=f"refuse\t{clause}\t{kind}\nrefuse\t{clause}\t{kind}\nsort\tCA-C-000002\tdate only\n\nfly\tup\ncorrect\t{draft}\tAnother one.\n")
    same(r.returncode, 3, "a file of acts: some are refused")
    like(r.stderr, r"(?s)no open proposal.*line 2: not done.*\"fly\".*line 5: not done.*3 done, 2 refused", "named by line, and the others done")
    same(w.sql1(f"SELECT state FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id WHERE clause_id = {clause} AND t.slug = '{kind}'"), "refused", "a proposal refused")
    log = w.atlas("analyst", "record").stdout
    for act in ("change: boilerplate", "drafted", "published", "agency put", "agency removed", "match refused", "correction noted", "report corrected", "proposal refused", "change: date only"):
        like(log, f"\t{act}\t", f"who did what: {act}")
    unlike(log, "import", "signed by the operator's user")
    same(len(rows(w, "record", "CA-C-000002")), 1, "or of one record")
    same(code(w, "fly"), 2, "an act that is none")
    for kind, head, has in (("laws", "record_id,kind,slug,name,jurisdiction,reason", "agency,ftc"), ("corrections", "record_id,corrected_at,what", "too low for a day"),
                            ("proposals", "clause,platform,document,version", ",refused,"), ("reviews", "record_id,standing", ",gone,"), ("record", "at,by_whom,act", "match refused")):
        text = w.atlas("export", "csv", kind).stdout
        ok(text.startswith(head) and has in text, f"export csv {kind}", text[:300])
done()
