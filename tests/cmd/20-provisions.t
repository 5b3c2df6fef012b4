#!/usr/bin/python3
"""From clauses to published provisions on the command line: classify, propose, publish, import, revise, withdraw, export."""
import copy
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same
from world import ROOT, World

ENTRY = {
    "platform": "larkfield", "document": "terms-of-service",
    "quote": "We may use what you post to train models", "clause_type": "ai-training", "severity": "high",
    "title": "Training on posts", "what": "Posts may be used to train models.",
    "why": [{"text": "It covers all that people post.", "quote": "what  you post"},
            {"text": "It can be switched off.", "quote": "unless you switch this off in your settings"}],
    "impact": "What you write may become part of a model.",
    "options": ["Switch it off in your settings.", {"kind": "form", "text": "Object.", "url": "https://larkfield.example/object"}],
    "institutional": {"framework": "Data protection law.", "enforcement": "Open.", "diligence": ["Ask for the opt-out rate."]},
    "regulations": [{"slug": "gdpr", "reason": "Posts are personal data."}],
    "agencies": [{"slug": "ico", "reason": "It supervises data protection."}],
}


def changed(**kw):
    e = copy.deepcopy(ENTRY)
    for key, value in kw.items():
        if value is None:
            del e[key]
        else:
            e[key] = value
    return e


def provisions(w, entries, *args, check=False):
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
        f.write(entries if isinstance(entries, str) else json.dumps(entries))
    try:
        return w.atlas("import", "provisions", *args, f.name, check=check)
    finally:
        os.unlink(f.name)


def classify(w):
    lines = "We may terminate your account at any time without notice.\nThe lamp is blue.\nAll disputes go to binding arbitration.\n"
    r = w.atlas("classify", input=lines, DB="host=/nowhere")
    rows = [line.split("\t") for line in r.stdout.splitlines()]
    same({(r[0], r[1]) for r in rows} >= {("1", "unilateral-termination"), ("3", "arbitration")}, True, "passages get their types, without a database")
    ok(all(len(r) == 4 and r[0] != "2" and 0 < float(r[2]) <= 1 and r[3] in ("low", "medium", "high", "critical") for r in rows),
       "a row is line, type, score, severity; a line of no type has none", r.stdout)
    r = w.atlas("classify", "--format", "json", "-", input=lines)
    first = json.loads(r.stdout.splitlines()[0])
    same(sorted(first), ["because", "line", "score", "sentence", "severity", "type", "words"], "as JSON with the words that decided")
    same((sorted({k for b in first["because"] for k in b}), round(sum(b["weight"] for b in first["because"]), 1)), (["by", "weight", "words"], 1.0),
         "and how much each counted, by whom")
    alone = w.atlas("classify", "--model", "none", "--format", "json", "-", input=lines).stdout.splitlines()
    same({b["by"] for line in alone for b in json.loads(line)["because"]}, {"rules"}, "without a model the rules judge alone")
    same(w.atlas("classify", "--model", "/nowhere/file", input=lines, check=False).returncode, 1, "a model that is not there")
    same(w.atlas("classify", input="", check=False).returncode, 0, "nothing in, nothing out")
    same(w.atlas("classify", "--format", "xml", check=False).returncode, 2, "another format is a usage error")
    same(w.atlas("classify", "/nowhere/file", check=False).returncode, 1, "a file that is not there")


def people(w):
    r = w.atlas("analyst", "grant", "reader@example.org", check=False)
    same(r.returncode, 3, "an analyst needs a name to sign with")
    w.atlas("analyst", "grant", "Reader@Example.org", "--name", "A. Reader")
    w.atlas("analyst", "grant", "reader@example.org", "--role", "reviewer")
    same(w.atlas("analyst", "list").stdout, "reader@example.org\tA. Reader\tanalyst,reviewer\n", "granted twice, listed once")
    same(w.atlas("analyst", "grant", "nobody@example.org", "--name", "N", check=False).returncode, 1, "no account, no role")
    same(w.atlas("analyst", "grant", "reader@example.org", "--role", "king", check=False).returncode, 3, "a role that is none")
    w.atlas("analyst", "revoke", "reader@example.org", "--role", "reviewer")
    same(w.atlas("analyst", "list").stdout, "reader@example.org\tA. Reader\tanalyst\n", "one role revoked")
    same(w.atlas("analyst", "revoke", "reader@example.org", "--role", "reviewer", check=False).returncode, 1, "and not twice")
    same(w.sql("SELECT event, detail FROM security_event ORDER BY id"),
         [["role granted", "analyst"], ["role granted", "reviewer"], ["role revoked", "reviewer"]], "each is a security event")


def proposals(w):
    w.atlas("analyst", "propose")
    queue = [line.split("\t") for line in w.atlas("analyst", "queue").stdout.splitlines()]
    ok(any(q[2] == "ai-training" and q[4] == "larkfield/terms-of-service" for q in queue), "clauses are proposed", queue)
    ok([float(q[1]) for q in queue] == sorted((float(q[1]) for q in queue), reverse=True), "the surest first")
    w.sql("UPDATE proposal SET state = 'refused' WHERE clause_type_id = (SELECT id FROM clause_type WHERE slug = 'jurisdiction')")
    w.sql("UPDATE proposal SET state = 'accepted', words = 'kept' WHERE clause_type_id = (SELECT id FROM clause_type WHERE slug = 'arbitration')")
    w.sql("UPDATE proposal SET score = 0.1 WHERE state = 'proposed'")
    w.sql("INSERT INTO proposal (clause_id, document_id, clause_type_id, version_id, score, severity, words, taxonomy_version)"
          " SELECT c.id, c.document_id, t.id, c.first_version_id, 1, 'low', 'stale', 1 FROM clause c, clause_type t"
          " WHERE t.slug = 'weapons' AND c.id = (SELECT min(clause_id) FROM proposal)")
    before = w.sql("SELECT clause_id, clause_type_id, state, words FROM proposal WHERE state <> 'proposed' ORDER BY 1, 2")
    w.atlas("analyst", "propose")
    same(w.sql("SELECT clause_id, clause_type_id, state, words FROM proposal WHERE state <> 'proposed' ORDER BY 1, 2"), before,
         "what was accepted or refused stays as it is")
    same(w.sql1("SELECT count(*) FROM proposal WHERE state = 'proposed' AND (score = real '0.1' OR words = 'stale')"), "0", "open ones are derived anew, stale ones go")
    same(w.sql("SELECT DISTINCT length(model_version), sentence = '' FROM proposal WHERE state = 'proposed'"), [["16", "f"]],
         "each says by which model, and which sentence is the operative one")
    same(w.atlas("analyst", "propose", "nobody", check=False).returncode, 1, "a platform that is not there")


def importing(w):
    r = provisions(w, [ENTRY], "--dry-run", check=True)
    like(r.stderr, "1 published, 0 revised, 0 unchanged, 0 refused .nothing was changed", "a dry run says what would be")
    same(w.sql1("SELECT count(*) FROM provision WHERE slug = 'training-on-posts'"), "0", "and does nothing")
    like(provisions(w, [ENTRY], check=True).stderr, "1 published", "published")
    same(w.sql("SELECT r.state, r.severity, t.slug, a.revision, a.author, v.number, r.published_at = a.written_at FROM provision r"
               " JOIN clause_type t ON t.id = r.clause_type_id JOIN analysis a ON a.provision_id = r.id JOIN version v ON v.id = a.version_id"
               " WHERE r.slug = 'training-on-posts'"), [["published", "high", "ai-training", "1", "", "3", "t"]],
         "with its first analysis, of the current version, automatic")
    same(w.sql1("SELECT state FROM proposal p JOIN clause_type t ON t.id = p.clause_type_id WHERE t.slug = 'ai-training'"), "accepted",
         "the proposal is accepted with it")
    same(w.sql("SELECT g.slug, l.reason FROM provision_regulation l JOIN regulation g ON g.id = l.regulation_id JOIN provision r ON r.id = l.provision_id"
               " WHERE r.slug = 'training-on-posts'"), [["gdpr", "Posts are personal data."]], "its regulation, with the reason")
    like(provisions(w, [ENTRY], check=True).stderr, "0 published, 0 revised, 1 unchanged", "twice does no harm")
    like(provisions(w, [changed(what="Posts may train models.")], check=True).stderr, "1 revised", "another sentence is a revision")
    same(w.sql1("SELECT string_agg(what, ' | ' ORDER BY revision) FROM analysis a JOIN provision r ON r.id = a.provision_id WHERE r.slug = 'training-on-posts'"),
         "Posts may be used to train models. | Posts may train models.", "both analyses are kept")
    r = provisions(w, [changed(regulations=None, slug="training-2", title="Another title")], check=True)
    ok(int(w.sql1("SELECT count(*) FROM provision_regulation l JOIN provision r ON r.id = l.provision_id WHERE r.slug = 'training-2'")) >= 2,
       "without a list the regulations of the clause type are taken")


def refusals(w):
    count = w.sql1("SELECT count(*) FROM provision") + w.sql1("SELECT count(*) FROM analysis")
    why = ENTRY["why"]
    for entry, says, name in (
            (changed(quote="These words are not there"), "stands in no clause", "a quote that stands nowhere"),
            (changed(quote="may"), r"stands in \d+ clauses", "a quote that stands in several clauses"),
            (changed(why=[{"text": "So.", "quote": "what you sell"}]), "do not stand in the clause", "a sentence that quotes other words"),
            (changed(why=[*why, {"text": "And so."}]), "quote", "a sentence that quotes nothing"),
            (changed(why=[]), "no sentence", "no sentence at all"),
            (changed(clause_type="ai"), "no clause type", "an unknown clause type"),
            (changed(severity="grave"), "severity", "an unknown severity"),
            (changed(platform="nobody"), "no document nobody/", "an unknown platform"),
            (changed(document="imprint"), "no document larkfield/imprint", "an unknown document"),
            (changed(platform="unread-co", document="terms"), "no version", "a document that was never read"),
            (changed(slug="new-one", title="New", regulations=[{"slug": "gpdr", "reason": "x"}]), "no regulation", "an unknown regulation"),
            (changed(slug="new-one", title="New", agencies=[{"slug": "ftc", "reason": " "}]), "no reason", "an agency without a reason"),
            (changed(slug="new-one"), "same title", "the title of another provision of the document"),
            (changed(slug="history", title="New"), "no address", "a reserved address"),
            (changed(slug="Not a slug", title="New"), "no address", "an address that is none"),
            (changed(slug="binding-arbitration", title="New"), "another clause", "the address of a provision about another clause"),
            (changed(options=[{"text": "Click", "url": "javascript:alert(1)"}]), "address that is none", "an option that is a script"),
            (changed(wat="?"), "wat", "a member that is none"),
            (changed(what=None), "what", "a missing member"),
            (changed(title=["x"]), "title", "a member of another kind"),
            ("string", "no JSON object", "an entry that is no object")):
        r = provisions(w, [entry])
        same(r.returncode, 3, f"refused: {name}")
        like(r.stderr, f"entry 1 .*{says}", "with its reason")
    same(w.sql1("SELECT count(*) FROM provision") + w.sql1("SELECT count(*) FROM analysis"), count, "none of them left a trace")
    r = provisions(w, [changed(quote="nowhere at all"), ENTRY])
    same(r.returncode, 3, "one bad entry")
    like(r.stderr, "entry 1 .larkfield/terms-of-service \"Training on posts\".: the quote.*1 revised, 0 unchanged, 1 refused", "does not keep the good one out")
    same(provisions(w, "[{").returncode, 3, "a file that is no JSON")
    same(provisions(w, "{}").returncode, 3, "a file that is no list")
    same(w.atlas("import", "provisions", check=False).returncode, 2, "no file is a usage error")


def editing(w):
    record = w.sql1("SELECT record_id FROM provision WHERE slug = 'training-on-posts'")
    revision = json.dumps({"what": "Revised.", "why": ENTRY["why"], "severity": "medium", "author": "A. Reader"})
    w.atlas("analyst", "revise", record, "-", input=revision)
    shown = json.loads(w.atlas("analyst", "show", record).stdout)
    same((shown["severity"], shown["analyses"][-1]["what"], shown["analyses"][-1]["author"]), ("medium", "Revised.", "A. Reader"), "a revision by hand")
    same(w.atlas("analyst", "withdraw", record, " ", check=False).returncode, 3, "a withdrawal without a reason")
    w.atlas("analyst", "withdraw", record, "The setting is gone.")
    shown = json.loads(w.atlas("analyst", "show", record).stdout)
    same((shown["state"], shown["withdrawn_reason"]), ("withdrawn", "The setting is gone."), "withdrawn with its reason")
    like(w.sql1(f"SELECT what FROM correction WHERE record_id = '{record}'"), "Withdrawn: The setting is gone", "which is a line of the corrections")
    same(w.atlas("analyst", "withdraw", record, "Again.", check=False).returncode, 3, "not twice")
    same(w.atlas("analyst", "revise", record, "-", input=revision, check=False).returncode, 3, "a withdrawn one is not revised")
    like(provisions(w, [ENTRY]).stderr, "is withdrawn", "nor does an import bring it back")
    same(w.atlas("analyst", "show", "CA-P-999999", check=False).returncode, 1, "a record that is not there")
    w.atlas("analyst", "publish", "-", input=json.dumps(changed(slug="by-hand", title="By hand", author="A. Reader")))
    same(w.sql1("SELECT author FROM analysis a JOIN provision r ON r.id = a.provision_id WHERE r.slug = 'by-hand'"), "A. Reader", "one published by hand")


def exporting(w):
    for kind, first, table in (("platforms", "platform", "platform"), ("documents", "record_id", "document"), ("versions", "record_id", "version"),
                               ("changes", "record_id", "change"), ("provisions", "record_id", "provision WHERE state <> 'draft'")):
        r = w.run("owner", "atlas", "export", "csv", kind)
        text = r.stdout
        rows = list(csv.reader(io.StringIO(text, newline="")))
        same((rows[0][0], len(rows) - 1, {len(x) for x in rows}), (first, int(w.sql1(f"SELECT count(*) FROM {table}")), {len(rows[0])}), f"{kind}: every row, every column")
    raw = subprocess.run(w._command("owner", "atlas", ["export", "csv", "provisions"]), env=w._environment("owner", {}), capture_output=True, check=True).stdout
    ok(raw.endswith(b"\r\n") and raw.count(b"\r\n") == raw.count(b"\n"), "lines end with CR LF")
    same(w.atlas("export", "csv", "secrets", check=False).returncode, 2, "a table that is none")
    w.sql("UPDATE platform SET name = E'A \"quoted\", name\\nof two lines' WHERE slug = 'tindral'")
    rows = list(csv.DictReader(io.StringIO(w.atlas("export", "csv", "platforms").stdout, newline="")))
    same([r["name"] for r in rows if r["platform"] == "tindral"], ['A "quoted", name\nof two lines'], "commas, quotes and line ends survive")


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    classify(w)
    people(w)
    proposals(w)
    importing(w)
    refusals(w)
    editing(w)
    exporting(w)
done()
