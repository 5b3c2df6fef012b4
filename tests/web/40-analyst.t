#!/usr/bin/python3
"""The analyst's desk in a browser without script: who may come in, the queue, a provision from a clause, a refusal."""
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


def guards(w):
    b = w.browser()
    same(b.get("/analyst/").status, 404, "for nobody there is no desk")
    b = log_in(w, "reader@example.com")
    same([b.get(p).status for p in ("/analyst/", "/analyst/clause/1/")], [404, 404], "for who is no analyst there is no desk")
    token = csrf(b.get("/account/"))
    same(b.post("/analyst/clause/1/", {"csrf": token, "title": "x"}).status, 404, "nor anything to send to it")
    same(b.post("/analyst/refuse", {"csrf": token, "clause": "1"}).status, 404, "or to refuse")


def queue(w, b):
    page = b.get("/analyst/")
    same(page.status, 200, "the desk opens")
    like(page.text, "open proposals", "and says how many proposals there are")
    like(page.text, "Training of AI on user data", "a proposal with its clause type")
    like(page.text, "train … models|train models", "with the words that decided")
    like(page.text, "&lt;script&gt;", "hostile text of a clause is text")
    unlike(page.text, r"<script>alert", "and nothing else")
    scores = [int(s) for s in re.findall(r"(\d+) % sure", page.text)]
    same(scores, sorted(scores, reverse=True), "the surest first")
    filtered = b.get("/analyst/?type=ai-training").text
    same(len(re.findall(r"% sure", filtered)), 1, "filtered by clause type")
    like(b.get("/analyst/?platform=nobody").text, "No open proposal here", "an empty queue says so")
    same(page.headers["Cache-Control"], "private, no-store", "it is not cached")


def refuse(w, b):
    clause = w.sql1("SELECT p.clause_id FROM proposal p JOIN clause_type t ON t.id = p.clause_type_id WHERE t.slug = 'scraping'")
    form = {"csrf": csrf(b.get("/analyst/")), "clause": clause, "clause_type": "scraping"}
    same(b.post("/analyst/refuse", {**form, "csrf": "wrong"}).status, 403, "not without the form's token")
    r = b.post("/analyst/refuse", form)
    same((r.status, r.location), (303, "/analyst/?done=refused"), "refused")
    like(b.follow(r).text, "does not come back", "and said so")
    same(w.sql1("SELECT state FROM proposal p JOIN clause_type t ON t.id = p.clause_type_id WHERE t.slug = 'scraping'"), "refused", "in the record too")
    same(b.post("/analyst/refuse", form).status, 303, "twice does no harm")
    same(b.post("/analyst/refuse", {**form, "clause": "x"}).status, 404, "a clause that is no number")


def publish(w, b):
    clause = w.sql1("SELECT p.clause_id FROM proposal p JOIN clause_type t ON t.id = p.clause_type_id WHERE t.slug = 'ai-training'")
    path = f"/analyst/clause/{clause}/"
    page = b.get(path + "?type=ai-training")
    like(page.text, "We may use what you post to train models", "the clause stands above the form")
    like(page.text, r'<option value="ai-training" selected>', "its type is chosen")
    good = {"csrf": csrf(page), "title": "Training on posts", "clause_type": "ai-training", "severity": "high", "what": "Posts may train models.",
            "text_1": "It covers what people post.", "quote_1": "what you post", "text_2": "There is a switch.",
            "quote_2": "unless you switch this off", "option_1": "Switch it off."}
    for change, says, name in (({"title": ""}, "Give it a title", "no title"), ({"what": " "}, "in one sentence", "no sentence on what it is"),
                               ({"quote_2": ""}, "quotes nothing", "a sentence that quotes nothing"),
                               ({"text_2": ""}, "without a sentence", "words without a sentence"),
                               ({"text_1": "", "quote_1": "", "text_2": "", "quote_2": ""}, "at least one sentence", "no sentence"),
                               ({"quote_1": "what you sell"}, "do not stand in the clause", "words that do not stand in the clause"),
                               ({"severity": "grave"}, "severity is", "an unknown severity"),
                               ({"clause_type": "nothing"}, "no clause type", "an unknown clause type"),
                               ({"title": "Disputes go to a private arbitrator"}, "same title", "a title that is taken"),
                               ({"title": "Binding arbitration"}, "same address", "an address that is taken")):
        r = b.post(path, {**good, **change})
        same(r.status, 422, f"not published: {name}")
        like(r.text, f"error-summary.*{says}", "with the reason on top")
        like(r.text, "Switch it off", "and what was typed stays")
    r = b.post(path, {**good, "impact": "It trains models. " * 250})
    same(r.status, 422, "not published: a text that is too long")
    like(r.text, "It trains models. It trains models.", "which is given back, to be shortened")
    same(w.sql1("SELECT count(*) FROM provision WHERE state <> 'withdrawn' AND published_at > '2026-03-01'"), "0", "nothing was written")
    r = b.post(path, good)
    same((r.status, r.location), (303, "/analyst/?done=published"), "published")
    same(w.sql("SELECT r.slug, r.state, r.severity, a.author, a.why->0->>'quote' FROM provision r JOIN analysis a ON a.provision_id = r.id WHERE r.title = 'Training on posts'"),
         [["training-on-posts", "published", "high", "A. Reader", "what you post"]], "as typed, signed by the analyst")
    ok(int(w.sql1("SELECT count(*) FROM provision_regulation l JOIN provision r ON r.id = l.provision_id WHERE r.title = 'Training on posts'")) >= 2, "with the regulations of its type")
    page = w.browser().get("/platform/larkfield/terms-of-service/training-on-posts/")
    same(page.status, 200, "the provision page is there")
    like(page.text, "Training on posts", "for everybody")
    unlike(b.get("/analyst/?type=ai-training").text, "% sure", "its proposal has left the queue")
    like(b.get(path).text, "Published about this clause already", "and the clause says what is published about it")
    same(b.post(path, {**good, "csrf": csrf(b.get(path))}).status, 422, "the same again is refused")
    same([b.get(f"/analyst/clause/{c}/").status for c in ("999999", "x", "99999999999999999999", "-1")], [404] * 4, "a clause that is none")


with World() as w:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    for address in ("analyst@example.com", "reader@example.com"):
        w.atlas("account", "create", address, "--password-file", "-", input=PASSWORD + "\n")
    w.atlas("analyst", "grant", "analyst@example.com", "--name", "A. Reader")
    w.atlas("analyst", "propose")
    w.start_web()
    guards(w)
    analyst = log_in(w, "analyst@example.com")
    queue(w, analyst)
    refuse(w, analyst)
    publish(w, analyst)
done()
