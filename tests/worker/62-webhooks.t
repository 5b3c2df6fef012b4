#!/usr/bin/python3
"""Webhooks from the form to the endpoint: secrets, signatures as the specification's own library sees them, events in the
transaction of the change, order, retries, redelivery, endpoints that fail in every way, addresses that the gate refuses, a
sender killed between sending and noting, two senders, and that nobody sees another's."""
import contextlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from crash import called  # noqa: E402
from person import Person  # noqa: E402
from policy import policy  # noqa: E402
from receiver import Receiver, flood, hang, hang_up, verified  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same, skip, unlike  # noqa: E402
from world import World, await_true  # noqa: E402

PAGE = "/account/webhooks/"
NODE = os.path.exists(os.path.join(os.path.dirname(__file__), "..", "browser", "node_modules", "standardwebhooks"))


class Stage:
    """The world, a receiver, a watched document, and the time."""

    def __init__(self, w, r, s):
        self.w, self.r, self.s, self.days = w, r, s, 30
        self.now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)

    @property
    def second(self):
        return int(self.now.timestamp())

    def later(self, **how):
        self.now += timedelta(**how)
        self.w.set_clock(self.now.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def work(self, **settings):
        return self.w.worker(**settings).stdout

    def change(self):
        self.days -= 1
        self.s.pages["/terms"] = Page(policy(days=self.days))
        self.later(hours=7)

    def add(self, p, path, format="standard", threshold="low", url=None):
        """An endpoint by the form; its page and its secret."""
        answer = p.submit(PAGE, {"address": url or self.r.url + path, "format": format, "threshold": threshold})
        found, secret = re.search(r'href="(/account/webhooks/[0-9]+/)">Send a test', answer.text), re.search(r"<code>(whsec_[^<]+)</code>", answer.text)
        return (found.group(1) if found else answer, secret and secret.group(1))

    def test(self, p, page):
        return p.submit(page, {}, page + "test").status

    def test_row(self, page, n=1):
        """The same without the form and its limits."""
        self.w.sql(f"INSERT INTO webhook_message (webhook_id, account_id, type, created_at, next_try_at) SELECT id, account_id, 'webhook.test', '2026-03-02Z', '2026-03-02Z' FROM webhook, generate_series(1, {n}) WHERE id = {page.split('/')[3]}")

    def messages(self, page, columns="state, coalesce(http_status, 0), attempts"):
        return self.w.sql(f"SELECT {columns} FROM webhook_message WHERE webhook_id = {page.split('/')[3]} ORDER BY id")

    def hook(self, page, column):
        return self.w.sql1(f"SELECT coalesce(({column})::text, 'none') FROM webhook WHERE id = {page.split('/')[3]}")


def children(worker):
    with open(f"/proc/{worker.pid}/task/{worker.pid}/children", encoding="ascii") as f:
        return [int(pid) for pid in f.read().split()]


def stop_sending(t, *pages):
    for page in pages:
        t.w.sql(f"UPDATE webhook SET active = false WHERE id = {page.split('/')[3]}")


def forms(t, pro, free):
    text = free.get(PAGE).text
    like(text, "part of the tier Professional.*href=\"/pricing/\"", "a tier without webhooks is told which has them")
    unlike(text, "Add an endpoint", "and offered no form")
    same(free.submit("/account/", {"address": t.r.url, "format": "standard", "threshold": "low"}, PAGE).status, 403, "nor does one that is made up do anything")
    ok("no webhooks" in t.w.refused("BEGIN; SELECT set_config('atlas.account', (SELECT id::text FROM account WHERE address = 'free@example.org'), true);"
       "INSERT INTO webhook (account_id, url, format, created_at) SELECT id, 'https://x.example/', 'slack', '2026-03-02Z' FROM account WHERE address = 'free@example.org'", "web"), "the database refuses it too")
    like(pro.get(PAGE).text, "No endpoint yet", "an empty page says so")
    for bad in ("", "hook", "ftp://x.example/", "javascript:alert(1)", "https://", "https://u:p@x.example/", "https://x.example/#top", "https://bücher.example/", "https://x.example/" + "a" * 1000, "//x.example"):
        same(pro.submit(PAGE, {"address": bad, "format": "standard", "threshold": "low"}).status, 422, f"{bad[:40]!r} is no address")
    for bad in ({"format": "xml"}, {"threshold": "medium"}):
        same(pro.submit(PAGE, {"address": "https://x.example/", "format": "slack", "threshold": "low", **bad}).status, 400, f"{bad}: not offered")
    same(t.w.sql1("SELECT count(*) FROM webhook"), "0", "none of them was kept")


def signatures(t, pro):
    page, secret = t.add(pro, "/one")
    like(secret, "^whsec_[A-Za-z0-9+/]{43}=$", "the secret is shown")
    unlike(pro.get(PAGE).text + pro.get(page).text, "whsec_[A-Za-z0-9]", "once")
    same(t.add(pro, "/one")[0].status, 422, "the same address again is refused")
    for query in ("SELECT secret FROM webhook_secret", "SELECT * FROM webhook_secret", "UPDATE webhook_secret SET secret = secret"):
        ok("denied" in t.w.refused(query, "web"), f"the web may not: {query}")
    unlike(pro.get("/account/export").text, f"{secret[6:]}|\"secret\"", "nor is it in the copy of one's data")
    same((t.test(pro, page), t.r.got), (303, []), "a test is a row, and the web sends nothing")
    like(pro.get(page).text, "webhook.test.*Waiting", "the log has it")
    like(t.work(), "webhooks: delivered 1,", "the worker sends it")
    m = t.r.got[-1]
    same((m.json["type"], m.second, m.headers["content-type"]), ("webhook.test", t.second, "application/json"), "as what it is")
    like(m.headers["user-agent"], r"^ClauseAtlas/.*tests@clause-atlas.example", "by us, and where to complain")
    like(pro.get(page).text, f"Delivered.*200.*<code>taken</code>.*{m.id}", "the log has the answer")
    if not NODE:
        skip("signatures as the specification's own library sees them", "standardwebhooks is not installed")
    else:
        same(verified(m, secret, t.second + 240), "", "the library of the specification finds it good")
        like(verified(m, secret, t.second, m.body.replace("test", "tést")), "No matching signature", "and not when the body was touched")
        like(verified(m, secret, t.second + 301), "too old", "nor after five minutes")
        like(verified(m, "whsec_" + "A" * 43 + "=", t.second), "No matching", "nor by another secret")
    new = re.search(r"<code>(whsec_[^<]+)</code>", pro.submit(page, {}, page + "secret").text).group(1)
    t.test(pro, page)
    t.work()
    same(len(t.r.got[-1].signature.split(" ")), 2, "a new secret signs, and the old one beside it")
    if NODE:
        same([verified(t.r.got[-1], k, t.second) for k in (new, secret)], ["", ""], "each is good by itself")
    like(pro.get(page).text, "signs beside the new one until", "the page says until when")
    t.later(hours=25)
    pro.log_in()
    t.test(pro, page)
    t.work()
    same(len(t.r.got[-1].signature.split(" ")), 1, "a day later the new one signs alone")
    if NODE:
        same((verified(t.r.got[-1], new, t.second), verified(t.r.got[-1], secret, t.second) != ""), ("", True), "and the old one is worth nothing")
    same(t.w.sql1("SELECT count(*) FROM webhook_secret"), "1", "nor is it kept")
    return page


def events(t, pro, page):
    slack, secret = t.add(pro, "/slack?<b>", "slack")
    same((secret, "For the receiver" in pro.get(slack).text), (None, False), "a chat has no use for a secret, and is shown none")
    high, _ = t.add(pro, "/critical", threshold="critical")
    t.r.got.clear()
    t.change()
    like(t.work(), "webhooks: delivered 2,", "a change is told to both endpoints whose threshold it reaches, in the same run")
    m = t.r.at("/one")[0].json
    same((m["type"], m["data"]["platform"]["name"], m["data"]["document"]["title"]), ("change.recorded", "Heron", "Terms of Service"), "of a change")
    d = m["data"]
    ok(d["id"].startswith("CA-C-") and d["url"].startswith("http") and d["redline_url"].endswith("/diff/1..2/") and d["document"]["id"].startswith("CA-D-") and d["summary"] and d["dates"]["observed"], "with all that one needs", d)
    same((d["watch"]["name"], d["watch"]["url"].endswith("/platform/heron/")), ("Heron", True), "and the watch that it is for")
    chat = t.r.at("/slack?%3Cb%3E")[0].json
    same(([b["type"] for b in chat["blocks"]][:2], "Heron, Terms of Service" in chat["text"]), (["header", "section"], True), "a chat gets text and blocks")
    same(t.w.sql1("SELECT count(*) FROM webhook_message m JOIN change c ON c.id = m.change_id WHERE m.created_at = c.observed_at"), "2", "the rows stand since the change")
    same(t.messages(high), [], "what is below the threshold is not told")
    t.s.pages["/terms"] = Page(policy(days=t.days, nonce="n").replace("Prices", "Prices "))
    t.later(hours=7)
    t.w.sql("UPDATE watch SET paused_at = '2026-03-02Z'")
    t.change()
    t.work()
    same(len(t.messages(page, "id")), 4, "a paused watch tells nothing")
    t.w.sql("UPDATE watch SET paused_at = NULL; UPDATE watch SET alerts = false, digest = true")
    t.change()
    t.work()
    same(len(t.messages(page, "id")), 5, "a watch without mail tells its endpoints all the same")
    stop_sending(t, slack, high)


def again(t, pro, other, page):
    number, sent = t.messages(page, "id, body")[-1]
    before = t.r.at("/one")[-1]
    t.later(minutes=10)
    same(pro.submit(page, {"message": number}, page + "again").status, 303, "a delivered message is sent again")
    t.work()
    m = t.r.at("/one")[-1]
    same((m.id, m.body == sent == before.body, m.second - before.second), (before.id, True, 600), "the same bytes under the same id, at another time")
    for path, form in (("", {"threshold": "low"}), ("test", {}), ("secret", {}), ("again", {"message": number}), ("delete", {})):
        same(other.submit(PAGE, form, page + path).status, 404, f"somebody else cannot: {path or 'change it'}")
    same(other.get(page).status, 404, "nor look at it")
    own = t.w.sql1("SELECT id FROM account WHERE address = 'other@example.org'")
    same(t.w.sql(f"SET atlas.account = '{own}'; SELECT (SELECT count(*) FROM webhook), (SELECT count(*) FROM webhook_message), (SELECT count(webhook_id) FROM webhook_secret)", "web"),
         [["0", "0", "0"]], "the database shows it no row of another's")
    ok("foreign key" in t.w.refused(f"SET atlas.account = '{own}'; INSERT INTO webhook_secret (webhook_id, account_id, secret, created_at, until) VALUES ({page.split('/')[3]}, {own}, '{chr(92)}x{'00' * 32}', '2026-03-02Z', '2027-01-01Z')", "web"),
       "nor lets it put a secret of its own to another's endpoint")
    theirs, _ = t.add(other, "/theirs")
    same(other.submit(theirs, {"message": number}, theirs + "again").status, 404, "nor sends another's message to one's own endpoint")
    same(other.submit(theirs, {}, theirs + "delete").location, PAGE + "?done=webhook-deleted", "one's own can be deleted")
    same(t.w.sql1("SELECT count(*) FROM webhook_secret"), "3", "and its secret goes with it")


def order(t, pro, page):
    t.r.says["/one"] = [500, lambda h: h.answer(429, b"slow down", Retry_After=7200), 200]
    t.r.got.clear()
    t.change()
    like(t.work(), "to be tried again 1", "an endpoint in trouble is tried again later")
    row = t.messages(page, "state, http_status, attempts, next_try_at > tried_at, next_try_at <= tried_at + interval '1 minute'")[-1]
    same(row, ["pending", "500", "1", "t", "t"], "within a minute at first")
    like(pro.get(page).text, "To be tried again.*500 Internal.*Next try", "the log says when")
    t.change()
    t.work()
    same([len(t.r.got), t.messages(page)[-1]], [2, ["pending", "0", "0"]], "what comes later waits for it")
    same(t.messages(page, "next_try_at >= tried_at + interval '2 hours'")[-2], ["t"], "Retry-After is honoured")
    t.later(hours=1)
    t.work()
    same(len(t.r.got), 2, "until then nothing is sent")
    t.later(hours=10)
    t.work()
    same([m.id for m in t.r.got], [t.r.got[0].id] * 3 + [t.r.got[3].id], "then both, in their order")
    ok(t.r.got[2].body == t.r.got[0].body and t.r.got[3].id > t.r.got[0].id, "with the bytes they had")
    same(t.hook(page, "failing_since"), "none", "and the failures are forgotten")
    t.r.says["/one"] = [503, 200]
    t.change()
    t.work()
    pro.log_in()
    t.test(pro, page)
    t.work()
    same([row[0] for row in t.messages(page)[-2:]], ["delivered", "delivered"], "a test that arrives makes what waits due at once")


def failures(t, pro):
    """Endpoints that fail in every way, and hold nobody up."""
    t.r.says.update({"/gone": [410], "/moved": [lambda h: h.answer(301, b"", Location="/one")], "/hangs": [hang], "/flood": [flood], "/closes": [hang_up], "/bad": [422]})
    pages = {name: t.add(pro, "/" + name)[0] for name in ("gone", "moved", "hangs", "flood", "closes", "bad")}
    t.r.got.clear()
    t.change()
    said = t.work(FETCH_TIMEOUT_S=3)
    same({n: t.messages(p)[-1][:2] for n, p in pages.items()},
         {"gone": ["failed", "410"], "moved": ["failed", "301"], "hangs": ["pending", "0"], "flood": ["delivered", "200"], "closes": ["pending", "0"], "bad": ["failed", "422"]}, "each ends as it should")
    same(len(t.r.got), 7, "each was asked once, and nowhere else was gone")
    like(said, "webhooks: delivered 2,", "one that is well is not held up by them")
    like(pro.get(pages["moved"]).text, "a redirect, and redirects are not followed", "a redirect is named")
    like(pro.get(pages["hangs"]).text, "no whole answer in time, which is 10 seconds at most", "so is silence")
    same(t.messages(pages["flood"], "length(answer)"), [["300"]], "of a flood the beginning is kept")
    same((t.hook(pages["gone"], "active"), t.hook(pages["bad"], "active")), ("false", "true"), "410 switches an endpoint off, a refusal does not")
    mail = pro.mail("webhook_off")
    like(mail["reason"] + mail["url"] + mail["endpoint"], "410.*" + pages["gone"] + ".*127.0.0.1:[0-9]+$", "and its owner is told")
    text = t.w.mails()[-1].get_body(("plain",)).get_content()
    like(text, "A webhook of yours is switched off.*answered\s410.*/account/webhooks/", "by mail")
    like(pro.get(pages["gone"]).text, "Switched off.*410.*switch it on again", "and on its page")
    same(pro.submit(pages["gone"], {"threshold": "low", "active": "on"}, pages["gone"]).status, 303, "it can be switched on again")
    same((t.hook(pages["gone"], "active"), t.hook(pages["gone"], "off_reason")), ("true", "none"), "and begins anew")
    stop_sending(t, pages["gone"], pages["flood"], pages["moved"], pages["hangs"])
    same(t.messages(pages["hangs"], "state, reason LIKE '%switched off before%'"), [["failed", "t"]], "what waits for one that is switched off is not sent by surprise")
    t.later(days=3, hours=1)
    t.change()
    t.work()
    same((t.messages(pages["closes"])[0][0], t.hook(pages["closes"], "off_reason LIKE '%three days%'")), ("failed", "true"), "after three days a message is given up, and the endpoint is off")
    same(t.hook(pages["bad"], "active"), "true", "refusals of three days do not end it")
    t.later(days=2)
    t.change()
    t.work()
    same(t.hook(pages["bad"], "off_reason LIKE '%five days%'"), "true", "five days of nothing else do")
    same(t.w.sql1("SELECT count(*) FROM delivery WHERE payload->>'what' = 'webhook_off'"), "3", "each told once")
    for page in pages.values():
        pro.submit(PAGE, {}, page + "delete")


def refused_by_gate(t, pro):
    """The gate allows 127.0.0.1 at the receiver's port, and nothing else that is inside."""
    closed = t.r.url.replace("127.0.0.1", "{}")
    inside = ["http://127.0.0.1/", "https://127.0.0.1:5432/", "http://169.254.169.254/latest/", "http://[::1]/", closed.format("[::1]") + "/", "http://localhost/", closed.format("127.0.0.2") + "/",
              "http://2130706433/", closed.format("[::ffff:127.0.0.2]") + "/", "http://10.0.0.1/"]
    t.w.sql("DELETE FROM webhook WHERE NOT active; DELETE FROM rate")
    t.r.got.clear()
    for batch in (inside[:6], inside[6:]):
        pages = [t.add(pro, "", url=url)[0] for url in batch]
        for page in pages:
            t.test(pro, page)
        t.work()
        for url, page in zip(batch, pages):
            row = t.messages(page, "state, coalesce(http_status, 0), reason")[-1]
            same((row[:2], row[2].startswith("Not sent: the address leads into a private")), (["failed", "0"], True), f"{url}: refused in words")
            pro.submit(PAGE, {}, page + "delete")
    same(t.r.got, [], "and nothing was sent")
    for n in range(9):
        t.add(pro, f"/n{n}")
    answer, _ = t.add(pro, "/eleventh")
    same((answer.status, t.w.sql1("SELECT count(*) FROM webhook")), (422, "10"), "ten endpoints an account")
    like(answer.text, "Ten endpoints are as many", "and no more, says the page")
    t.w.sql("DELETE FROM webhook WHERE url LIKE '%/n_'")


def killed(t, pro, page):
    """The worker is killed while an endpoint has the message and we have no answer."""
    t.w.sql("DELETE FROM rate")
    t.r.got.clear()
    t.r.says["/one"] = [hang, 200]
    t.test(pro, page)
    worker = t.w.start_worker()
    await_true(lambda: t.r.got, "the message")
    for pid in (worker.pid, *children(worker)):
        with contextlib.suppress(ProcessLookupError):  # a child ends by itself when its parent is gone
            os.kill(pid, signal.SIGKILL)
    worker.wait()
    same(t.messages(page)[-1], ["pending", "0", "1"], "killed in between: the message is there, with its attempt")
    t.work()
    same(len(t.r.got), 1, "until the lease is over nobody touches it")
    t.later(seconds=31)
    t.work()
    same(([m.id for m in t.r.got], t.messages(page)[-1]), ([t.r.got[0].id] * 2, ["delivered", "200", "2"]), "then it is sent again under the same id, and nothing is lost")


def stopped(t, page):
    """A worker that is asked to stop while an endpoint thinks: it waits for that answer, and for nothing after it."""
    for signum, start in (signal.SIGTERM, t.w.start_worker), (signal.SIGINT, lambda: t.w.start("worker", "atlas-worker", "--once")):
        answered = threading.Event()
        t.r.got.clear()
        t.r.says["/one"] = [lambda h, e=answered: (e.wait(20), h.answer(200))]
        t.test_row(page, 2)
        worker = start()
        await_true(lambda: t.r.got, "the message")
        worker.send_signal(signum)
        try:
            worker.wait(1)
        except subprocess.TimeoutExpired:
            pass
        answered.set()
        asked = time.monotonic()
        same((t.w.end(worker, 0), t.messages(page)[-2:]), (0, [["delivered", "200", "1"], ["pending", "0", "0"]]), f"{signum.name}: what is under way is noted, what waits is left")
        ok(time.monotonic() - asked < 5, "and it ends at once then", time.monotonic() - asked)
        t.r.says["/one"] = [200]
        t.work()


def may_fork(t, worker, processes):
    t.w.run("worker", "/usr/bin/prlimit", "--pid", worker.pid, f"--nproc={processes}:")


def refused_fork(t, page):
    """The sender's process dies and cannot be started again at first."""
    t.r.got.clear()
    worker = t.w.start_worker()
    t.test_row(page)
    await_true(lambda: t.r.got, "the message")
    sender = next(pid for pid in children(worker) if called(pid) == "atlas-webhooks")
    may_fork(t, worker, 1)
    os.kill(sender, signal.SIGKILL)
    await_true(lambda: "atlas-webhooks cannot be started" in t.w.logged("atlas-worker"), "a fork that fails")
    most = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    may_fork(t, worker, "unlimited" if most == resource.RLIM_INFINITY else most)
    t.test_row(page)
    await_true(lambda: len(t.r.got) == 2, "the next message")
    same(t.w.end(worker), 0, "a sender that cannot be started is told, and tried again")


def two_workers(t, pro, page):
    t.r.got.clear()
    t.r.says["/one"] = [200]
    more = [t.add(pro, f"/w{n}")[0] for n in range(4)]
    for p in (page, *more):
        t.test_row(p, 25)
    workers = [t.w.start_worker(), t.w.start_worker()]
    await_true(lambda: t.w.sql1("SELECT count(*) FROM webhook_message WHERE state = 'pending'") == "0", "all messages")
    for worker in workers:
        same(t.w.end(worker), 0, "a worker ends when it is asked to")
    same((len(t.r.got), len({m.id for m in t.r.got})), (125, 125), "two workers: each message once")
    orders = [[m.id for m in t.r.at(path)] for path in ("/one", "/w0", "/w1", "/w2", "/w3")]
    ok(all(o == sorted(o) and len(o) == 25 for o in orders), "and each endpoint's in order", orders)
    unlike(t.w.logged("atlas-worker"), "/w0|/one", "the log names no endpoint's address")


def closed_accounts(t, pro, page):
    t.r.got.clear()
    t.test(pro, page)
    t.w.sql("UPDATE account SET state = 'suspended' WHERE address = 'pro@example.org'")
    t.change()
    t.work()
    same((len(t.r.got), t.messages(page)[-1]), (0, ["pending", "0", "0"]), "nothing is sent for an account that is closed")
    t.w.sql("UPDATE account SET state = 'active' WHERE address = 'pro@example.org'")
    t.w.atlas("account", "tier", "pro@example.org", "free")
    t.change()
    t.work()
    same(t.w.sql1("SELECT count(*) FROM webhook_message WHERE change_id = (SELECT max(id) FROM change)"), "0", "nor is one told of a change whose tier has no webhooks")
    pro.log_in()
    like(pro.get(PAGE).text, "Your endpoints stay, and get no new events", "the page says so")
    same(pro.submit("/account/", {}, page + "test").status, 403, "and sends no test")
    same(pro.submit(PAGE, {}, page + "delete").status, 303, "but lets one delete")


with World() as w, Receiver() as r, Source() as s:
    w.allow(s, r)
    stage = Stage(w, r, s)
    s.pages["/terms"] = Page(policy(days=30))
    w.atlas("platform", "add", "heron", "Heron")
    w.atlas("document", "add", "heron", s.url + "/terms", "--select", "main", "--title", "Terms of Service")
    w.start_web()
    people = [Person(w, f"{name}@example.org") for name in ("pro", "other", "free")]
    for person, tier in zip(people, ("professional", "compliance", "free")):
        w.atlas("account", "tier", person.address, tier)
        person.log_in()
    pro, other, free = people
    pro.submit("/watchlist/", {"add": "heron"})
    stage.work()
    forms(stage, pro, free)
    one = signatures(stage, pro)
    for person in people:
        person.log_in()
    events(stage, pro, one)
    again(stage, pro, other, one)
    order(stage, pro, one)
    pro.log_in()
    failures(stage, pro)
    pro.log_in()
    refused_by_gate(stage, pro)
    killed(stage, pro, one)
    stopped(stage, one)
    refused_fork(stage, one)
    two_workers(stage, pro, one)
    metrics = w.sql("SELECT n FROM webhook_depth()")
    same(metrics, [["0"]], "the queue is empty, as monitoring sees it")
    closed_accounts(stage, pro, one)
done()
