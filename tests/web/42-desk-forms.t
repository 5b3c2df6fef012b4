#!/usr/bin/python3
"""The desk's forms without script: a draft with preview and remarks, publishing, revising, laws, likeness, withdrawing; triage
of changes, review of provisions whose clause moved on, matches, reports from outside; what each role may do; who did what."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike
from world import ROOT, World

PASSWORD = "seven quiet herons wade"


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def log_in(w, address):
    b = w.browser()
    b.post("/login", {"csrf": csrf(b.get("/login")), "address": address, "password": PASSWORD, "next": ""})
    return b


def send(b, path, form, page="/account/"):
    return b.post(path, {"csrf": csrf(b.get(page)), **form})


def public(w, path, looks=[0]):
    """A page as the public has it now: the micro-cache keeps one address for seconds."""
    looks[0] += 1
    return w.browser().get(f"{path}?look={looks[0]}")


def clause(w, document, key):
    return w.sql1(f"SELECT vc.clause_id FROM version_clause vc JOIN stay s ON s.version_id = vc.version_id AND s.verified_until IS NULL JOIN document d ON d.id = vc.document_id"
                  f" WHERE d.slug = '{document}' AND vc.title LIKE '%{key}%'")


def record(w, slug):
    return w.sql1(f"SELECT record_id FROM provision WHERE slug = '{slug}'")


def draft(w, b):
    path = f"/analyst/clause/{clause(w, 'terms-of-service', 'Training')}/"
    page = b.get(path + "?type=ai-training")
    like(page.text, r'name="quote_1"[^>]*>We may use what you post to train models', "the operative sentence is quoted already")
    like(page.text, r'id="title" name="title" value="[^"]+"', "a title is proposed")
    form = {"title": "Posts are used for training", "clause_type": "ai-training", "severity": "medium", "byline": "me", "what": "Posts may be used to train models.",
            "text_1": "The platform sneakily takes what people post.", "quote_1": "use what you post to train models", "text_2": "A switch ends it.", "quote_2": "",
            "option_1": "Use the switch in the settings.", "url_1": "https://larkfield.example/settings"}
    r = send(b, path, {**form, "action": "preview"})
    same(r.status, 200, "a preview keeps nothing")
    like(r.text, r'Preview: Posts are used for training.*A switch ends it.*do not stand in the clause', "and shows the sentence that quotes nothing")
    like(r.text, "sneakily.*is a judgement", "and the remark on a loaded word")
    same(w.sql1("SELECT count(*) FROM provision_draft"), "0", "nothing was kept")
    r = send(b, path, {**form, "action": "save"})
    same(r.status, 303, "a draft may lack a quote")
    at = r.location.split("?")[0]
    like(b.get("/analyst/drafts/").text, "Posts are used for training.*A. Reader", "it waits among the drafts, with who saved it")
    same([w.browser().get("/platform/larkfield/terms-of-service/posts-are-used-for-training/").status, w.browser().get(at).status], [404, 404], "nobody outside sees it")
    like(b.get(at).text, r'name="url_1" value="https://larkfield.example/settings"', "what was typed is there again")
    same(send(b, path, {**form, "title": "", "action": "save"}).status, 422, "a draft without a title is none")
    return at, form


def publish(w, b, at, form):
    r = send(b, at, {**form, "action": "publish"})
    same(r.status, 422, "publishing refuses a sentence without a quote")
    like(r.text, "quotes nothing", "and says which")
    form = {**form, "quote_2": "unless you switch this off"}
    r = send(b, at, {**form, "action": "publish"})
    like(r.text, "Remarks before publishing.*sneakily.*Publish in spite", "then it remarks on the wording, and lets one pass over it")
    same((r.status, w.sql1("SELECT count(*) FROM provision WHERE title LIKE 'Posts are used%' AND state = 'published'")), (422, "0"), "it is not published yet")
    form["text_1"] = "What people post becomes material for models."
    r = send(b, at, {**form, "title": "Post are used for training", "action": "publish"})
    same(r.status, 303, "without remarks it is published at once")
    name = at.rstrip("/").rsplit("/", 1)[1]
    page = public(w, "/platform/larkfield/terms-of-service/post-are-used-for-training/")
    same(page.status, 200, "its address follows the title it was published with")
    like(page.text, "becomes material for models.*A. Reader", "signed")
    same(w.sql1("SELECT count(*) FROM provision_draft"), "0", "the draft is done with")
    like(b.get(at).text, r"A. Reader: published.*A. Reader: drafted", "who did what stands on its page")
    same(send(b, at, {**form, "quote_1": "what you sell", "action": "publish"}).status, 422, "a revision is held to the same")
    r = send(b, at, {**form, "severity": "high", "correction": "The title had a letter too few.", "byline": "automatic", "action": "publish"})
    same(r.status, 303, "a revision")
    same(w.sql(f"SELECT r.title, r.severity, r.slug, a.revision, a.author, a.options->0->>'url' FROM provision r JOIN analysis a ON a.provision_id = r.id WHERE r.record_id = '{name}' ORDER BY a.revision DESC LIMIT 1"),
         [["Posts are used for training", "high", "post-are-used-for-training", "2", "", "https://larkfield.example/settings"]], "keeps its address; the byline says automatic")
    like(public(w, "/corrections/").text, f"The title had a letter too few.*{name}", "what was wrong is a line of the public corrections")
    r = send(b, f"/analyst/clause/{clause(w, 'terms-of-service', 'Training')}/", {**form, "title": "Training with posts", "action": "publish"})
    like(r.text, f"{name}.*is about the same clause", "a double is remarked on")
    r = send(b, f"/analyst/clause/{clause(w, 'terms-of-service', 'Training')}/", {**form, "title": "Training with posts", "action": "publish", "anyway": "1"})
    same(r.status, 303, "and published in spite of it where somebody says so")
    like(w.sql1("SELECT detail FROM desk_event WHERE act = 'published' ORDER BY id DESC LIMIT 1"), "Passed over:.*same clause", "which the record names")
    return name


def laws(w, b, name):
    at = f"/analyst/provision/{name}/"
    before = w.sql1(f"SELECT string_agg(g.slug, ' ' ORDER BY g.slug) FROM provision_regulation l JOIN regulation g ON g.id = l.regulation_id JOIN provision r ON r.id = l.provision_id WHERE r.record_id = '{name}'")
    ok(before, "the regulations of the clause type came along", before)
    one = before.split()[0]
    same(send(b, at + "law", {"kind": "regulation", "slug": one, "act": "take", "reason": " "}).status, 422, "none is taken away without a reason")
    same(send(b, at + "law", {"kind": "regulation", "slug": one, "act": "take", "reason": "No personal data is concerned."}).status, 303, "one is taken away")
    page = b.get(at).text
    like(page, rf"Taken away before.*regulation {one}: No personal data", "and remembered with its reason")
    unlike(page, rf'name="slug" value="{one}"', "it is not proposed again")
    same(send(b, at + "law", {"kind": "agency", "slug": "ftc", "act": "put", "reason": "It hears complaints about unfair practices."}).status, 303, "an agency is put")
    same(send(b, at + "law", {"kind": "agency", "slug": "ftc", "act": "put", "reason": "Again."}).status, 422, "not twice")
    same(send(b, at + "law", {"kind": "agency", "slug": "nobody", "act": "put", "reason": "x"}).status, 422, "nor one that is none")
    like(public(w, "/platform/larkfield/terms-of-service/post-are-used-for-training/").text, "It hears complaints about unfair practices", "the public page shows it with its reason")
    same(send(b, at + "law", {"kind": "regulation", "slug": one, "act": "put", "reason": "It does, on second thought."}).status, 303, "what was refused may be put after all")


def alike(w, b):
    mine, other = record(w, "binding-arbitration"), record(w, "disputes")
    pairs = f"SELECT count(*) FROM provision_match m JOIN provision a ON a.id = m.provision_id JOIN provision o ON o.id = m.other_id WHERE '{mine}' IN (a.record_id, o.record_id) AND '{other}' IN (a.record_id, o.record_id)"
    same(w.sql1(pairs), "2", "two provisions are taken for alike, each way")
    like(b.get(f"/analyst/provision/{mine}/").text, "Taken for alike.*Arbitration unless local law forbids it", "the desk shows it")
    same([send(b, f"/analyst/provision/{mine}/unlike", {"other": o}).status for o in ("CA-P-999999", mine, "x")], [422] * 3, "not with what is none, or itself")
    same(send(b, f"/analyst/provision/{mine}/unlike", {"other": other}).status, 303, "refused")
    same(w.sql1(pairs), "0", "neither page shows the other any more")
    w.sql("CALL provision_match_renew(" + w.sql1(f"SELECT id FROM provision WHERE record_id = '{mine}'") + ")")
    same(w.sql1(pairs), "0", "and a new comparison does not bring it back")


def withdraw(w, b, name):
    at = f"/analyst/provision/{name}/"
    same(send(b, at + "withdraw", {"reason": ""}).status, 422, "a withdrawal needs its reason")
    same(send(b, at + "withdraw", {"reason": "It said more than the clause."}).status, 303, "withdrawn")
    page = w.browser().get(f"/id/{name}")
    same(page.status, 410, "its address answers 410")
    like(page.text, "It said more than the clause", "with the reason")
    like(public(w, "/corrections/").text, "Withdrawn: It said more than the clause", "the corrections list it")
    same([send(b, at + "withdraw", {"reason": "Again."}).status, send(b, at, {"title": "x", "action": "save"}).status], [422, 404], "that is for good")
    like(b.get(at).text, "A. Reader: withdrawn", "and the desk keeps its history")


def reviews(w, b):
    law = record(w, "law")
    text = b.get("/analyst/reviews/").text
    like(text, f"clause gone.*{law}", "a provision whose clause is gone waits for review")
    unlike(text, record(w, "binding-arbitration"), "one whose clause was renumbered does not")
    same(send(b, f"/analyst/provision/{law}/reaffirm", {}).status, 422, "it cannot be said to hold still")
    cancel = record(w, "cancelling")
    w.sql("INSERT INTO analysis (provision_id, revision, version_id, ordinal, what, why, written_at) SELECT r.id, 2, vc.version_id, vc.ordinal, 'Says when.',"
          " '[{\"text\": \"It renews.\", \"quote\": \"renew by themselves each month\"}]', '2026-01-01Z' FROM provision r JOIN version_clause vc ON vc.clause_id = r.clause_id JOIN version v ON v.id = vc.version_id"
          f" WHERE r.record_id = '{cancel}' AND v.number = 1")
    text = b.get("/analyst/reviews/").text
    like(text, rf"Ten days to cancel.*clause reworded.*up to 30 days.*up to 10 days.*{cancel}", "one whose clause was reworded waits with both texts")
    same(send(b, f"/analyst/provision/{cancel}/reaffirm", {}).status, 303, "it still holds: its quotes stand")
    same(w.sql(f"SELECT a.revision, v.number, a.what, a.author FROM analysis a JOIN version v ON v.id = a.version_id JOIN provision r ON r.id = a.provision_id WHERE r.record_id = '{cancel}' ORDER BY 1 DESC LIMIT 1"),
         [["3", "3", "Says when.", "A. Reader"]], "as a further analysis, of the current version, by who said so")
    unlike(b.get("/analyst/reviews/").text, cancel, "and it has left the queue")
    same(send(b, f"/analyst/provision/{cancel}/reaffirm", {}).status, 422, "twice says nothing new")


def changes(w, b):
    text = b.get("/analyst/changes/").text
    ok(text.index("CA-C-000001") < text.index("CA-C-000002"), "new changes, the gravest first")
    like(b.get("/analyst/changes/?severity=medium").text, "removes the clause on the applicable law", "filtered")
    same(send(b, "/analyst/change/CA-C-000001/sort", {"verdict": "boring"}).status, 400, "a verdict that is none")
    same(send(b, "/analyst/change/CA-C-999999/sort", {"verdict": "read"}).status, 404, "a change that is none")
    same(send(b, "/analyst/change/CA-C-000001/sort", {"verdict": "date only"}).status, 303, "sorted as noise")
    unlike(b.get("/analyst/changes/").text, "CA-C-000001", "it has left the queue")
    page = b.get("/analyst/change/CA-C-000001/")
    like(page.text, "date only, said A. Reader", "its page says by whom")
    like(page.text, "30 days.*10 days", "and shows both texts")
    same(send(b, "/analyst/change/CA-C-000001/sort", {"verdict": "open"}).status, 303, "and it can be put back")
    like(b.get("/analyst/changes/").text, "CA-C-000001", "into the queue")
    same(b.get("/analyst/change/CA-C-999999/").status, 404, "a change that is none has no page")


def matches(w, b):
    page = b.get("/analyst/change/CA-C-000002/")
    arb, law = clause(w, "terms-of-service", "Disputes"), w.sql1("SELECT clause_id FROM provision WHERE slug = 'law'")
    like(page.text, rf'<option value="{law}">\d+\. 5 Law', "what is gone may be what a clause really is")
    same([send(b, "/analyst/change/CA-C-000002/match", {"clause": c, "same_as": s}).status for c, s in (("x", law), (arb, "y"), (arb, "999999"), ("999999", law), (arb, clause(w, "terms-of-service", "Paying")))],
         [400, 400, 422, 422, 422], "no number, no clause of this document, or one that stands beside it")
    same(w.sql1("SELECT count(*) FROM clause_link"), "0", "nothing was written")
    use = clause(w, "terms-of-service", "Using")
    same(send(b, "/analyst/change/CA-C-000002/match", {"clause": use, "same_as": law}).status, 303, "a match is corrected by a form")
    same(w.sql("SELECT clause_id, same_as_clause_id, linked_by FROM clause_link"), [[use, law, "A. Reader"]], "with who said it")
    like(b.get("/analyst/change/CA-C-000002/").text, "The match was corrected by A. Reader", "which the desk shows")
    like(public(w, "/corrections/").text, f"clause {use} is the older clause {law}", "and the public corrections of the change record")


def reports(w, b, reviewer):
    anybody = w.browser()
    page = anybody.get("/report?record=" + record(w, "binding-arbitration"))
    like(page.text, "Disputes go to a private arbitrator", "the form names what it is about")
    like(page.headers["Cache-Control"], "no-store", "it is not cached")
    good = {"csrf": csrf(page), "kind": "mistake", "record": record(w, "binding-arbitration"), "body": "The way out lasts 30 days, not 20. <b>x</b>", "words": "within 30 days"}
    for change, says, name in (({"body": "short"}, "what is wrong", "no sentence"), ({"record": "CA-P-999999"}, "no record of that", "a record that is none"), ({"body": "x" * 4001}, "4001 characters", "too long"),
                               ({"kind": "removal", "record": ""}, "Name the record", "a removal of nothing"), ({"kind": "removal"}, "which publisher", "a removal by nobody"),
                               ({"kind": "removal", "organisation": "Larkfield"}, "Give an address", "a removal without an address")):
        r = anybody.post("/report", {**good, **change})
        same(r.status, 422, f"not taken: {name}")
        like(r.text, f"error-summary.*{says}", "with the reason on top")
        like(r.text, "within 30 days", "and what was typed stays")
    same(anybody.post("/report", {**good, "csrf": "x"}).status, 403, "not without the form's token")
    r = anybody.post("/report", good)
    same(r.status, 303, "taken")
    mine = r.location.split("?")[0]
    like(anybody.get(mine).text, "Nobody has answered yet.*&lt;b&gt;x", "its sender gets a page")
    same(w.browser().get("/report/" + "A" * 43 + "/").status, 404, "which a guess does not find")
    r = anybody.post("/report", {**good, "kind": "removal", "organisation": "Larkfield Ltd", "contact": "legal@larkfield.example", "body": "We withdrew this text and ask for removal."})
    asked = r.location.split("?")[0]
    text = b.get("/analyst/reports/").text
    ok(text.index("CA-R-000002") < text.index("CA-R-000001"), "the queue: requests for removal first")
    like(text, "removal asked for.*Larkfield Ltd", "named as such")
    like(b.get("/analyst/report/CA-R-000002/").text, "legal@larkfield.example", "the desk sees the address")
    unlike(anybody.get(asked).text, "legal@larkfield", "the sender's page does not show it")
    at = "/analyst/report/CA-R-000001/answer"
    same([send(b, at, form).status for form in ({"state": "corrected", "note": ""}, {"state": "done", "note": "x"})], [422, 422], "an answer needs a note and a state")
    same(send(b, "/analyst/report/CA-R-999999/answer", {"state": "open", "note": "x"}).status, 404, "a report that is none")
    same(send(b, at, {"state": "corrected", "note": "You are right: 30 days."}).status, 303, "answered")
    like(anybody.get(mine).text, "The record was corrected.*You are right: 30 days", "the sender sees it")
    same(send(b, "/analyst/report/CA-R-000002/answer", {"state": "withdrawn", "note": "x"}).status, 403, "an analyst does not decide a publisher's request")
    like(b.get("/analyst/report/CA-R-000002/").text, "Your role at the desk does not decide this", "and is told so")
    same(send(reviewer, "/analyst/report/CA-R-000002/answer", {"state": "declined", "note": "The text is a public record."}).status, 303, "a reviewer does")
    like(anybody.get(asked).text, "declined.*public record", "with the reason")
    w.sql("SELECT report_forget('2026-03-20T11:00:00Z', '2026-03-20T12:00:00Z')", role="worker")
    same(w.sql1("SELECT count(*) FROM report WHERE contact IS NOT NULL"), "1", "an address is kept for a while after the answer …")
    w.sql("SELECT report_forget('2026-03-20T13:00:00Z', '2026-03-20T12:00:00Z')", role="worker")
    same(w.sql1("SELECT count(*) FROM report WHERE contact IS NOT NULL"), "0", "… and then erased")
    statuses = [anybody.post("/report", good).status for _ in range(10)]
    ok(429 in statuses and statuses[0] == 303, "ten an hour from one network", statuses)


def rights(w, b, reviewer, operator):
    name = record(w, "binding-arbitration")
    same([p.get("/analyst/changes/").status for p in (b, reviewer, operator, w.browser())], [200, 200, 200, 404], "who has any role sees the desk")
    same(send(operator, f"/analyst/provision/{name}/withdraw", {"reason": "x"}).status, 403, "an operator withdraws nothing")
    same(send(operator, "/analyst/change/CA-C-000001/sort", {"verdict": "read"}).status, 403, "nor sorts changes")
    same(send(reviewer, "/analyst/source/1/select", {"select": ""}).status, 403, "a reviewer edits no selectors")
    w.sql("DELETE FROM desk_right WHERE role = 'analyst' AND act = 'publish'")
    unlike(b.get(f"/analyst/provision/{name}/").text, 'value="publish"', "without the right to publish there is no such button")
    form = {"title": "x", "clause_type": "arbitration", "severity": "low", "what": "A.", "text_1": "B.", "quote_1": "binding individual arbitration"}
    same([send(b, f"/analyst/provision/{name}/", {**form, "action": a}).status for a in ("publish", "save")], [403, 303], "two persons: one writes the draft …")
    like(reviewer.get("/analyst/drafts/").text, f"revision.*{name}", "… and the other finds it")
    same(send(reviewer, f"/analyst/provision/{name}/", {"action": "drop"}).status, 303, "and may throw it away")
    same(w.sql(f"SELECT state FROM provision WHERE record_id = '{name}'"), [["published"]], "which leaves what is published")
    account = w.sql1("SELECT id FROM account WHERE address = 'analyst@example.com'")
    like(w.refused(f"SELECT desk_note({account}, NULL, 'publish', 'published', NULL, NULL, '2026-03-20Z')", role="web"), "needs the right to publish", "the database asks again")
    like(w.refused("SELECT desk_note(NULL, 'me', 'write', 'x', NULL, NULL, '2026-03-20Z')", role="web"), "needs the right", "the web signs for nobody but an account")
    for act in ("UPDATE desk_event SET by_whom = 'x'", "DELETE FROM change_triage", "UPDATE report_answer SET note = 'x'"):
        like(w.refused(act), "append-only", f"nobody changes what was done: {act.split()[1]}")
    for act in ("INSERT INTO desk_event (at, by_whom, act) VALUES ('2026-03-20Z', 'x', 'x')", "UPDATE report SET body = 'xxxxxxxxxxxx'", "INSERT INTO desk_right VALUES ('analyst', 'publish')"):
        ok("denied" in w.refused(act, role="web"), f"the web may not: {act[:40]}")


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    for who, role, name in (("analyst", "analyst", "A. Reader"), ("reviewer", "reviewer", "R. Viewer"), ("operator", "operator", "O. Perator")):
        w.atlas("account", "create", f"{who}@example.com", "--password-file", "-", input=PASSWORD + "\n")
        w.atlas("analyst", "grant", f"{who}@example.com", "--role", role, "--name", name)
    w.atlas("analyst", "propose")
    w.start_web()
    analyst, reviewer, operator = (log_in(w, f"{who}@example.com") for who in ("analyst", "reviewer", "operator"))
    at, form = draft(w, analyst)
    name = publish(w, analyst, at, form)
    laws(w, analyst, name)
    alike(w, analyst)
    withdraw(w, analyst, name)
    reviews(w, analyst)
    changes(w, analyst)
    matches(w, analyst)
    reports(w, analyst, reviewer)
    rights(w, analyst, reviewer, operator)
    log = analyst.get("/analyst/record/").text
    like(log, "match corrected.*regulation removed", "the desk's record tells all of it")
    unlike(log, "<b>x", "as text")
    same([r[0] for r in w.sql("SELECT DISTINCT by_whom FROM desk_event ORDER BY 1")][:2], ["A. Reader", "R. Viewer"], "with who did it")
done()
