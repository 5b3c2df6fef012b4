#!/usr/bin/python3
"""The desk: a doubtful text is held, kept and decided by a person; a wrong selector is mended; a wrong match of clauses is
corrected and stays so. By forms and by the command line; who has no role gets nowhere."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from policy import SECTIONS, Source, Watched, policy  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402

PASSWORD = "seven quiet herons wade"
# A policy still, but of something else: neither the clauses nor the words of the one before.
OTHER = ("<!doctype html><html lang=en><title>Seller rules</title><main><h1>Seller rules</h1>" + "".join(
    f"<h2>{n}. {head}</h2><p>{text}</p>" for n, (head, text) in enumerate([
        ("Listing goods", "Merchants shall describe merchandise truthfully, photograph blemishes, and disclose manufacturing origins before publishing offers."),
        ("Shipping", "Parcels must leave warehouses within three working days; tracking numbers accompany international consignments without exception."),
        ("Fees", "Commission amounts to eleven percent of each sale, deducted automatically when buyers confirm delivery of their parcels."),
        ("Returns", "Buyers return unwanted merchandise within fourteen days; merchants reimburse postage whenever goods differ from descriptions."),
        ("Disputes", "Disagreements between merchants and buyers go first to mediation; arbitration follows where mediation yields nothing.")], 1))
    + "</main></html>")


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def log_in(w, address):
    b = w.browser()
    b.post("/login", {"csrf": csrf(b.get("/login")), "address": address, "password": PASSWORD, "next": ""})
    return b


def number(w, source):
    return w.sql1(f"SELECT v.number FROM stay s JOIN version v ON v.id = s.version_id JOIN source o ON o.document_id = s.document_id WHERE o.id = {source} AND s.verified_until IS NULL")


def hold(w, source, path, body):
    w.pages[path] = body
    w.look()
    same(w.last(source).outcome, "held", f"{path}: another document in its place is held")


def accepted(w, terms, b):
    hold(w, terms, "/terms", OTHER)
    same(w.sql1(f"SELECT sightings FROM held_text WHERE source_id = {terms}"), "1", "its text is kept, and counted")
    page = b.get("/analyst/held/")
    like(page.text, "Merchants shall describe", "the queue shows its beginning")
    like(page.text, w.last(terms).reason, "and the reason")
    like(b.get(f"/analyst/source/{terms}/").text, "arbitration follows where mediation", "the source's page shows all of it")
    unlike(w.browser().get("/platform/larkfield/terms-of-service/").text, "Merchants", "the public sees nothing of it")
    sha = w.sql1(f"SELECT encode(sha256, 'hex') FROM held_text WHERE source_id = {terms}")
    form = {"csrf": csrf(page), "sha256": sha, "decision": "accept"}
    path = f"/analyst/source/{terms}/judge"
    same([b.post(path, {**form, **change}).status for change in ({"sha256": "x"}, {"decision": "perhaps"}, {"sha256": "0" * 64}, {"csrf": "x"})],
         [400, 400, 409, 403], "nothing by a form that says nothing, or something of another text")
    same(w.sql1("SELECT count(*) FROM verdict"), "0", "none of it was written")
    r = b.post(path, form)
    same((r.status, r.location), (303, "/analyst/held/?done=accepted"), "accepted")
    same(w.sql("SELECT decision, decided_by FROM verdict"), [["accept", "O. Perator"]], "with who said it")
    like(w.refused("UPDATE verdict SET decision = 'refuse'"), "append-only", "which nobody changes")
    w.pass_time(seconds=5)
    w.worker()
    same((w.last(terms).outcome, number(w, terms)), ("change", "2"), "the next check, at once, makes it a version, without a second sighting")
    unlike(b.get("/analyst/held/").text, "Merchants shall", "and it has left the queue")


def refused(w, privacy, b):
    hold(w, privacy, "/privacy", OTHER)
    same(w.atlas("document", "held").stdout.split("\t")[:3], [privacy, "larkfield/privacy-policy", "held"], "the command line lists it")
    w.atlas("document", "refuse", privacy)
    w.look()
    seen = w.last(privacy)
    same((seen.outcome, number(w, privacy)), ("refused", "1"), "refused, it is held no more")
    like(seen.reason, "refused at the desk", "and the observation says why")
    w.look()
    same(w.last(privacy).outcome, "refused", "however often it comes")
    like(b.get("/analyst/held/").text, r"refused</span>.*[\d,]+ bytes captured", "the queue shows it with the size of what was captured")
    unlike(b.get("/analyst/held/").text, "Merchants shall", "and without its text")
    w.pages["/privacy"] = policy("Privacy Policy", days=10)
    w.look()
    same((w.last(privacy).outcome, number(w, privacy)), ("change", "2"), "the document itself is taken as ever")
    same(w.atlas("document", "refuse", privacy, check=False).returncode, 1, "there is nothing to refuse any more")
    same(w.atlas("document", "accept", "x", check=False).returncode, 3, "nor at what is no source")


def selected(w, rules, b):
    same(w.last(rules).outcome, "refused", "a selector that fits nothing is refused")
    page = b.get(f"/analyst/source/{rules}/")
    like(page.text, r"<textarea id=.select.[^>]*>#none</textarea>", "the form holds it")
    form = {"csrf": csrf(page), "select": "main h1[\r\n", "remove": "nav"}
    path = f"/analyst/source/{rules}/select"
    r = b.post(path, form)
    same(r.status, 422, "a malformed selector is not taken")
    like(r.text, r"error-summary.*main h1\[", "it is named")
    like(r.text, r"<textarea id=.remove.[^>]*>nav</textarea>", "and what was typed stays")
    same([b.post(path, {**form, "select": bad}).status for bad in ('{"startBefore": "h1"}', "{x}", "p " * 3000)], [422] * 3, "half a range, no JSON, too much")
    same(w.sql1("SELECT count(*) FROM source_edit"), "0", "nothing was written")
    r = b.post(path, {**form, "select": 'main\r\n{"startBefore": "footer", "endBefore": "p"}\r\n'})
    same(r.status, 303, "a range beside a selector is taken")
    r = b.post(path, {**form, "select": "main"})
    same((r.status, r.location), (303, "/analyst/held/?done=selected"), "the right one is")
    w.pass_time(seconds=5)
    w.worker()
    same((w.last(rules).outcome, number(w, rules)), ("first", "1"), "and at once the text is there")
    same(w.sql(f"SELECT declaration->>'select', declaration->>'remove', declaration ? 'fetch' FROM source WHERE id = {rules}"), [['["main"]', '["nav"]', "t"]], "the rest of the declaration stays")
    same(w.sql1("SELECT string_agg(edited_by, ',') FROM source_edit"), "O. Perator,O. Perator", "each edit with who made it")
    same(w.atlas("document", "select", rules, "--select", "main >", check=False).returncode, 3, "the command line refuses a malformed one")
    w.atlas("document", "select", rules, "--select", "main")
    same(w.sql1("SELECT after ? 'remove' FROM source_edit ORDER BY id DESC LIMIT 1"), "f", "and takes a right one")


def roles(w, b, terms):
    reader = log_in(w, "reader@example.com")
    token = csrf(reader.get("/account/"))
    for path in ("/analyst/held/", f"/analyst/source/{terms}/"):
        same([w.browser().get(path).status, reader.get(path).status, b.get(path).status], [404, 404, 200], f"{path}: for who has the role")
    same([reader.post(f"/analyst/source/{terms}/{act}", {"csrf": token}).status for act in ("judge", "select")], [404, 404], "nor can anybody else send anything")
    same([b.get(f"/analyst/source/{n}/").status for n in ("0", "x", "999", "99999999999999999999")], [404] * 4, "a source that is none")
    account = w.sql1("SELECT id FROM account WHERE address = 'reader@example.com'")
    for who in ("NULL", account):
        like(w.refused(f"SELECT source_select({terms}, '{{}}', {who}, 'x', '2026-03-02Z')", role="web"), "role of an analyst", f"the database asks again: {who}")
    ok(w.refused("INSERT INTO verdict (source_id, sha256, decision, decided_by, decided_at) VALUES (1, '', 'accept', 'x', '2026-03-02Z')", role="web"), "the web writes no verdict by itself")


def clause(w, source, title):
    return w.sql1("SELECT vc.clause_id FROM stay s JOIN version_clause vc ON vc.version_id = s.version_id JOIN source o ON o.document_id = s.document_id"
                  f" WHERE o.id = {source} AND s.verified_until IS NULL AND vc.title LIKE '%{title}%'")


def matched(w, rules):
    old = clause(w, rules, "Law")
    written_anew = ("Which courts decide", "Irish judges sitting in the capital settle every quarrel that grows out of this agreement, and nobody else does.")
    w.pages["/rules"] = policy("Rules", drop=("Law",), extra=(written_anew,))
    w.look()
    new = clause(w, rules, "courts decide")
    ok(new != old, "a clause that was written anew gets another identity", (old, new))
    account = clause(w, rules, "account")
    same([w.atlas("analyst", "match", *args, check=False).returncode for args in ((new, account), (new, "999999"), ("999999", old), (new, "new"), (new, old, "CA-V-0000001"), (new,))],
         [3, 3, 3, 3, 3, 2], "not with one that stands beside it, is none, or from where it does not stand")
    same(w.sql1("SELECT count(*) FROM clause_link"), "0", "nothing was written")
    w.atlas("analyst", "match", new, old)
    same(w.sql(f"SELECT current FROM clause_span WHERE clause_id = {old}"), [["t"]], "corrected, its history goes on")
    same(w.sql(f"SELECT current FROM clause_span WHERE clause_id = {new}"), [], "and the other one has none")
    w.pages["/rules"] = policy("Rules", days=10, drop=("Law",), extra=(written_anew,))
    w.look()
    same((w.last(rules).outcome, clause(w, rules, "courts decide")), ("change", old), "the next version has the corrected identity")
    w.pages["/rules"] = policy("Rules", days=11, drop=("Law",), extra=(written_anew,))
    w.look()
    same(clause(w, rules, "courts decide"), old, "and the one after it")
    version = w.sql1(f"SELECT max(v.record_id) FROM version v JOIN source s ON s.document_id = v.document_id WHERE s.id = {rules}")
    w.atlas("analyst", "match", old, "new", version)
    w.pages["/rules"] = policy("Rules", days=12, drop=("Law",), extra=(written_anew,))
    w.look()
    own = clause(w, rules, "courts decide")
    ok(own not in (old, new), "said to be none of them, it gets one of its own", own)
    same(w.sql(f"SELECT c.current FROM clause_span c WHERE clause_id IN ({old}, {own}) ORDER BY clause_id"), [["f"], ["t"]], "and the old one has ended")


def history(w, rules, path):
    w.pages["/rules"] = policy("Rules", days=12, drop=("Law",), extra=(), link="/assistance")
    w.look()
    w.pages["/rules"] = policy("Rules", days=12, drop=("Law",), extra=(), link="/support")
    w.look()
    same(w.last(rules).outcome, "cosmetic", "another target of a link is cosmetic")
    w.pages["/rules"] = policy("Rules", days=12, drop=("Law",), extra=(), link="/assistance")
    w.look()
    same(w.last(rules).outcome, "variant", "a flip back is a variant")
    page = w.browser().get(path).text
    like(page, "only the targets of links", "the history lists a change of link targets, and says so")
    like(page, r"shown in passing.*seen 1 time between", "and texts shown in passing")


with Source() as s, Watched(s) as w:
    for path, title in (("/terms", "Terms of Service"), ("/privacy", "Privacy Policy"), ("/rules", "Rules")):
        s.pages[path] = policy(title)
    terms, privacy = w.add("Terms of Service", "/terms"), w.add("Privacy Policy", "/privacy")
    rules = w.add("Rules", "/rules", select="#none")
    for address in ("operator@example.com", "reader@example.com"):
        w.atlas("account", "create", address, "--password-file", "-", input=PASSWORD + "\n")
    w.atlas("analyst", "grant", "operator@example.com", "--role", "operator", "--name", "O. Perator")
    w.look()
    w.start_web()
    b = log_in(w, "operator@example.com")
    roles(w, b, terms)
    selected(w, rules, b)
    accepted(w, terms, b)
    refused(w, privacy, b)
    matched(w, rules)
    history(w, rules, "/platform/larkfield/rules/history/")
done()
