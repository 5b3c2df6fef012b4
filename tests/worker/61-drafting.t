#!/usr/bin/python3
"""Drafting help: the web asks by a row, the worker asks an endpoint through the fetch gate, and what comes back is words in a
form, marked as a machine's. Against a stand-in on loopback that answers well, badly, too much, or not at all."""
import http.server
import json
import os
import re
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike  # noqa: E402
from world import ROOT, World  # noqa: E402

PASSWORD = "seven quiet herons wade"
GOOD = {"what": "It lets the platform train models with <b>posts</b>.", "impact": "Posts become material for models.",
        "sentences": [{"text": "What people post is used.", "quote": "use what you post to train models"}, {"text": "It cannot be ended.", "quote": "and this can never be ended"}]}


class Endpoint(http.server.BaseHTTPRequestHandler):
    asked, answers = [], []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, dict(self.headers), json.loads(body)))
        status, answer = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            self.wfile.write(answer)
        except OSError:
            pass  # the gate has cut it, as it should

    def log_message(self, *_):
        pass


def said(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content if isinstance(content, str) else json.dumps(content)}}]}).encode()


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def log_in(w, address):
    b = w.browser()
    b.post("/login", {"csrf": csrf(b.get("/login")), "address": address, "password": PASSWORD, "next": ""})
    return b


def ask(w, b, clause, *answers):
    """A question, and what a turn of the worker makes of the answers: state and reason."""
    Endpoint.answers[:] = answers
    r = b.post(f"/analyst/clause/{clause}/help", {"csrf": csrf(b.get(f"/analyst/clause/{clause}/")), "clause_type": "ai-training"})
    same(r.status, 303, "asked")
    w.worker()
    return w.sql("SELECT state, coalesce(reason, '') FROM draft_help ORDER BY id DESC LIMIT 1")[0]


def good(w, b, clause):
    page = f"/analyst/clause/{clause}/"
    r = b.post(page + "help", {"csrf": csrf(b.get(page)), "clause_type": "ai-training"})
    same((r.status, len(Endpoint.asked)), (303, 0), "the web asks by a row, and fetches nothing")
    like(b.follow(r).text, "Asked; waiting", "and says that it waits")
    b.post(page + "help", {"csrf": csrf(b.get(page)), "clause_type": "ai-training"})
    same(w.sql1("SELECT count(*) FROM draft_help"), "1", "the same question twice is one")
    Endpoint.answers[:] = [(200, said(GOOD))]
    w.worker()
    path, head, body = Endpoint.asked[0]
    same((path, head["Authorization"], body["model"]), ("/v1/chat/completions", "Bearer s3cret", "small-1"), "the worker asks the endpoint, with its key and model")
    like(body["messages"][1]["content"], "We may use what you post to train models", "about the clause's words")
    like(head["User-Agent"], "ClauseAtlas", "as itself")
    like(b.get(page).text, "small-1 answered", "the clause's page has the answer")
    fill = re.search(r'href="([^"]*help=1[^"]*)"', b.get(page).text).group(1).replace("&amp;", "&").split("#")[0]
    filled = b.get(fill)
    like(filled.text, "Drafted by a machine.*small-1.*check each sentence", "the form begins with its words, and says whose they are")
    like(filled.text, "&lt;b&gt;posts", "as text")
    same(w.sql1("SELECT count(*) FROM provision WHERE created_at > '2026-03-19Z'"), "0", "nothing was made of it by itself")
    form = {"csrf": csrf(filled), "help": "small-1", "title": "Posts are used for training", "clause_type": "ai-training", "severity": "high", "what": "It lets the platform train models.",
            **{f"{k}_{n}": s[v] for n, s in enumerate(GOOD["sentences"], 1) for k, v in (("text", "text"), ("quote", "quote"))}}
    like(b.post(page, {**form, "action": "preview"}).text, "and this can never be ended.*do not stand in the clause", "an invented quote is marked")
    same(b.post(page, {**form, "action": "publish"}).status, 422, "and cannot be published")
    same(b.post(page, {**form, "action": "save"}).status, 303, "it can be kept as a draft")
    like(b.get("/analyst/drafts/").text, "begun by a machine", "which says what it is")
    at = "/analyst/provision/" + w.sql1("SELECT r.record_id FROM provision r JOIN provision_draft d ON d.provision_id = r.id") + "/"
    same(b.post(at, {**form, "text_2": "", "quote_2": "", "action": "publish"}).status, 303, "a person publishes what is left of it")
    same(w.sql("SELECT author FROM analysis ORDER BY id DESC LIMIT 1"), [["A. Reader"]], "under a person's name")
    like(w.sql1("SELECT detail FROM desk_event WHERE act = 'published' ORDER BY id DESC LIMIT 1"), "drafting help of small-1", "and the desk's record keeps where it began")


def bad(w, b, clause):
    state, reason = ask(w, b, clause, (200, said("I am afraid I cannot do that.")))
    same(state, "failed", "an answer in another form")
    like(b.get(f"/analyst/clause/{clause}/").text, "no answer: the model did not answer in the form", "the page says why")
    same(ask(w, b, clause, (200, b"<html>"))[0], "failed", "no JSON")
    same(ask(w, b, clause, (401, b"{}"))[0], "failed", "a key that is not taken")
    state, reason = ask(w, b, clause, (302, b""))
    same(state, "failed", "a redirect is not followed")
    like(reason, "did not answer", "and named")
    state, reason = ask(w, b, clause, (200, said({"what": "x" * (1 << 20)})))
    same(state, "failed", "a body larger than any answer is cut")
    state, reason = ask(w, b, clause, (500, b"{}"), (500, b"{}"), (500, b"{}"))
    same((state, len(Endpoint.answers)), ("asked", 2), "an endpoint in trouble is asked again later")
    w.worker()
    w.worker()
    same(w.sql1("SELECT state || tries FROM draft_help ORDER BY id DESC LIMIT 1"), "failed3", "three times in all")


def several(w, b, clause):
    page = f"/analyst/clause/{clause}/"
    for kind in ("ai-training", "arbitration"):
        b.post(page + "help", {"csrf": csrf(b.get(page)), "clause_type": kind})
    Endpoint.answers[:] = [(200, said(GOOD)), (200, said(GOOD))]
    w.worker()
    same(w.sql("SELECT state FROM draft_help ORDER BY id DESC LIMIT 2"), [["answered"], ["answered"]], "one run answers all that wait")


def off(w, b, clause):
    page = b.get(f"/analyst/clause/{clause}/")
    unlike(page.text, "Drafting help", "without an endpoint there is nothing of it on the page")
    same(b.post(f"/analyst/clause/{clause}/help", {"csrf": csrf(page), "clause_type": "ai-training"}).status, 404, "nor to send to")
    before = len(Endpoint.asked)
    w.sql("INSERT INTO draft_help (clause_id, version_id, clause_type_id, account_id, asked_at) SELECT clause_id, version_id, clause_type_id, account_id, asked_at FROM draft_help LIMIT 1")
    w.worker()
    same((len(Endpoint.asked), w.sql1("SELECT state FROM draft_help ORDER BY id DESC LIMIT 1")), (before, "asked"), "and the worker asks nobody")


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
threading.Thread(target=server.serve_forever, daemon=True).start()
with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.sql("UPDATE source_state SET next_due = '2027-01-01Z'; UPDATE source SET active = false")
    w.set_clock("2026-03-20T12:00:00Z")
    w.atlas("account", "create", "analyst@example.com", "--password-file", "-", input=PASSWORD + "\n")
    w.atlas("analyst", "grant", "analyst@example.com", "--name", "A. Reader")
    w.atlas("analyst", "propose")
    clause = w.sql1("SELECT clause_id FROM version_clause WHERE title LIKE '%Training' LIMIT 1")
    key = os.path.join(w.dir, "key")
    with open(key, "w", encoding="ascii") as f:
        f.write("s3cret\n")
    os.chmod(key, 0o644)
    w.allow(f"127.0.0.1:{server.server_port}")
    w.write_settings(DRAFT_URL=f"http://127.0.0.1:{server.server_port}/v1/chat/completions", DRAFT_MODEL="small-1", DRAFT_KEY_FILE=key)
    w.start_web()
    b = log_in(w, "analyst@example.com")
    good(w, b, clause)
    bad(w, b, clause)
    several(w, b, clause)
    w.end(w.web)
    w.write_settings(DRAFT_URL="")
    w.start_web()
    off(w, log_in(w, "analyst@example.com"), clause)
    denied = w.refused("UPDATE draft_help SET clause_id = 1", role="worker")
    ok("denied" in denied and "denied" in w.refused("INSERT INTO provision_draft VALUES (1, 'x', 1, 'low', '{}', 'x', '2026-03-20Z')", role="worker"), "the worker may write answers and no drafts", denied)
server.shutdown()
done()
