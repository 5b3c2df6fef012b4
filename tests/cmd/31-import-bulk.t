#!/usr/bin/python3
"""Provisions in bulk: CSV and lines of JSON, clauses named by hash, remarks; drafts by rules, read and published; and a choice
made at the desk that outlives another import of declarations."""
import csv
import io
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike  # noqa: E402
from world import ROOT, World  # noqa: E402

ROW = {"platform": "larkfield", "document": "terms-of-service", "quote": "We may use what you post to train models", "clause_type": "ai-training", "severity": "high",
       "title": "Training on posts", "what": "Posts train models.", "why_1": "It covers what people post.", "why_1_quote": "what you post",
       "option_1": "Switch it off in the settings.", "option_1_url": "https://larkfield.example/settings", "agency_1": "ico", "agency_1_reason": "It supervises data protection in the United Kingdom."}
OTHER = {**ROW, "title": "Posts, \"and\" models,\nagain", "slug": "again", "why_2": "It can be switched off.", "why_2_quote": "unless you switch this off"}


def table(*entries, columns=None, end="\r\n"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or sorted({k for e in entries for k in e}), lineterminator=end)
    writer.writeheader()
    writer.writerows(entries)
    return out.getvalue()


def bring(w, text, *args):
    return w.atlas("import", "provisions", *args, "-", input=text, check=False)


def record(w, slug):
    return w.sql(f"SELECT r.title, a.what, a.why, a.options->0->>'url', coalesce(a.author, '-') FROM provision r JOIN analysis a ON a.provision_id = r.id WHERE r.slug = '{slug}'")


def csv_files(w):
    r = bring(w, table(ROW, OTHER))
    same(r.returncode, 0, "CSV is read")
    like(r.stderr, "2 published, 0 revised, 0 unchanged, 0 refused", "both rows are published")
    title, what, why, url, author = record(w, "training-on-posts")[0]
    same((title, what, json.loads(why), url, author), ("Training on posts", "Posts train models.", [{"text": "It covers what people post.", "quote": "what you post"}],
                                                        "https://larkfield.example/settings", "-"), "with sentences, options and an automatic byline")
    same((record(w, "again")[0][0], len(json.loads(record(w, "again")[0][2]))), (OTHER["title"], 2), "quotation marks, commas and line ends in fields; empty fields are missing members")
    same(w.sql1("SELECT count(*) FROM provision_agency l JOIN provision r ON r.id = l.provision_id WHERE r.slug IN ('again', 'training-on-posts')"), "2", "and agencies with reasons")
    like(bring(w, "\ufeff" + table(ROW, OTHER, end="\n")).stderr, "0 published, 0 revised, 2 unchanged", "again, with a byte order mark and plain line ends: nothing")


def lines_of_json(w):
    entry = {k: ROW[k] for k in ("platform", "document", "quote", "clause_type", "severity", "what")}
    sha = w.sql1("SELECT encode(sha256, 'hex') FROM clause_text WHERE body LIKE '%train models%'")
    lines = [{**entry, "title": "By hash", "clause": sha, "why": [{"text": "It covers posts.", "quote": "what you post"}], "note": "not for the record"}, "", "{broken",
             {**entry, "title": "Neither", "quote": None, "why": []}, {**entry, "title": "Wrong hash", "clause": "0" * 64, "why": []}, {**entry, "title": "No hash", "clause": "abc", "why": []},
             {**entry, "title": "Other words", "clause": sha, "quote": "binding arbitration", "why": []}]
    r = bring(w, "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines) + "\n")
    same(r.returncode, 3, "lines of JSON are read, and bad ones refused")
    like(r.stderr, r"line 3 .*line 4 .*\"quote\" is missing.*line 5 .*no clause of that SHA-256.*line 6 .*is no SHA-256.*line 7 .*with that quote.*1 published, 0 revised, 0 unchanged, 5 refused",
         "each refusal names its line")
    same(len(record(w, "by-hash")), 1, "a clause is found by its hash")


def refused(w):
    count = w.sql1("SELECT count(*) FROM provision")
    for text, why, name in (
            (table({**ROW, "title": "X", "why_1_quote": "what you sell"}), "line 2 .*do not stand in the clause", "a quote of other words"),
            (table({**ROW, "title": "X", "wat": "?"}), "line 2 .*wat", "an unknown column"),
            (table({**ROW, "title": "X", "why_x": "?"}), "line 2 .*why_x", "a part of a list without a number"),
            (table({**ROW, "title": "X", "why_1_url": "?"}), "line 2 .*why_1_url", "a part that no sentence has"),
            (table({**ROW, "title": "X", "options": "?"}, columns=["options", *ROW]), "line 2 .*option_1", "a list that another column gives as a text"),
            (table({**ROW, "title": "X", "why_3": "Far off."}), "line 2 .*is missing", "a sentence left out"),
            ("platform,document\na,b,c\n", "line 2 .*3 fields, and there are 2 columns", "a row that is too long"),
            ("platform,document\n\"a,b\n", "line 2 .*not closed", "a quotation mark that is not closed"),
            ("platform,document\n\"a\"x,b\n", "line 2 .*follows a closing", "words behind a quotation mark"),
            ("hello\nworld\n", "neither a JSON list", "a file that is nothing of it"), ("", "neither a JSON list", "an empty file")):
        r = bring(w, text)
        same(r.returncode, 3, f"refused: {name}")
        like(r.stderr, why, "with line and reason")
    same(w.run("owner", "atlas", "import", "provisions", "/nowhere", check=False).returncode, 1, "a file that is not there")
    same(w.sql1("SELECT count(*) FROM provision"), count, "nothing of it is left")


def remarked(w):
    loud = table({**ROW, "title": "Outrageous training on posts", "slug": "loud"})
    r = bring(w, loud, "--dry-run")
    same(r.returncode, 0, "a remark is no refusal")
    like(r.stderr, "line 2: title: .*judgement", "what the desk would say is said")
    r = bring(w, loud, "--strict")
    same((r.returncode, w.sql1("SELECT count(*) FROM provision WHERE slug = 'loud'")), (3, "0"), "but with --strict it is")


def drafted(w):
    w.atlas("analyst", "propose")
    same(w.atlas("export", "drafts", "--min-score", "2", check=False).returncode, 2, "a score is 0 to 1")
    drafts = [json.loads(line) for line in w.atlas("export", "drafts", "--min-score", "0.6").stdout.splitlines()]
    ok(len(drafts) >= 3, "drafts of what is surely classified", len(drafts))
    same(len({(d["platform"], d["document"], d["clause_type"]) for d in drafts}), len(drafts), "one of a type in a document")
    ok(not any(d["clause_type"] == "ai-training" and d["platform"] == "larkfield" for d in drafts), "none where something is published already")
    bodies = {sha: body for sha, body in w.sql("SELECT encode(sha256, 'hex'), body FROM clause_text")}
    ok(all(" ".join(s["quote"].split()[:3]) in " ".join(bodies[d["clause"]].split()) for d in drafts for s in d["why"]), "every sentence quotes the clause")
    text = "\n".join(map(json.dumps, drafts))
    r = bring(w, text, "--strict")
    same((r.returncode, r.stderr.strip().splitlines()[-1]), (0, f"{len(drafts)} published, 0 revised, 0 unchanged, 0 refused"), "they are published without a remark")
    same(w.sql1("SELECT count(*) FROM analysis a JOIN provision r ON r.id = a.provision_id WHERE a.what LIKE 'A passage of the type%' AND a.author IS NULL"), str(len(drafts)), "and marked as automatic")
    same(w.atlas("export", "drafts", "--min-score", "0.6").stdout, "", "then there is nothing more to draft")
    like(bring(w, text).stderr, f"0 published, 0 revised, {len(drafts)} unchanged", "the same file again does nothing")


def kept(w):
    """What was selected at the desk is newer than the catalogue."""
    folder = os.path.join(w.dir, "declared")
    os.makedirs(folder)

    def declare(**terms):
        with open(os.path.join(folder, "Marrowby.json"), "w", encoding="utf-8") as f:
            json.dump({"name": "Marrowby", "terms": {"Terms of Service": {"fetch": "https://marrowby.example/terms", "select": "main", **terms}}}, f)
        return w.atlas("import", "declarations", folder)

    def declaration():
        return json.loads(w.sql1("SELECT s.declaration FROM source s JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id WHERE p.slug = 'marrowby'"))

    declare()
    source = w.sql1("SELECT max(id) FROM source")
    declare(select="article")
    same(declaration()["select"], ["article"], "another catalogue is another selector")
    w.atlas("document", "select", source, "--select", ".legal", "--remove", ".ad")
    r = declare(select="article", remove="nav")
    same((declaration()["select"], declaration()["remove"]), ([".legal"], [".ad"]), "what was selected at the desk stays")
    like(r.stderr, "Marrowby, Terms of Service: what was selected at the desk is kept", "and the import says so")
    declare(executeClientScripts=True, select="body")
    same((declaration()["select"], declaration().get("executeClientScripts")), ([".legal"], True), "the rest follows the catalogue")
    w.sql("UPDATE source_state SET body_sha256 = sha256('x'::bytea)")
    declare(select="article")
    same(w.sql1(f"SELECT count(*) FROM source_state WHERE source_id = {source} AND body_sha256 IS NOT NULL"), "0", "a changed rest reads the page anew")
    w.sql("UPDATE source_state SET body_sha256 = sha256('x'::bytea)")
    declare(select="h1")
    same(w.sql1(f"SELECT count(*) FROM source_state WHERE source_id = {source} AND body_sha256 IS NOT NULL"), "1", "a selector that does not count changes nothing")


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    csv_files(w)
    lines_of_json(w)
    refused(w)
    remarked(w)
    drafted(w)
    kept(w)
done()
