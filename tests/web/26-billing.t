#!/usr/bin/python3
"""Paying by Stripe Checkout: an order from the form to the link, by a worker that asks a stand-in of Stripe's API; signed events
in every order, again, forged, old, huge; what fails and what is told; the end of what is paid. And that nothing of it is there
where it is not configured. Headers of events are made by the official npm library."""
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
import stripe  # noqa: E402
from person import Person  # noqa: E402
from stripe import event, invoice, session, subscription  # noqa: E402
from tap import done, like, ok, same, skip, unlike  # noqa: E402
from world import World, await_true  # noqa: E402

SECRET, DAY, MONTH = "whsec_of_the_test", 86400, 30 * 86400
START = int(datetime.fromisoformat("2026-03-02T09:00:00+00:00").timestamp())


def at(w, seconds):
    w.set_clock((datetime.fromisoformat("1970-01-01T00:00:00") + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ"))


def send(w, body, header=None, now=START, content_type="application/json"):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = {"Content-Type": content_type, "Stripe-Signature": header if header is not None else stripe.signed(body, SECRET, now)}
    return w.browser().request("POST", "/billing/stripe", body, {k: v for k, v in head.items() if v})


def take(w, now, *events):
    """Sent in this order, and applied."""
    same([send(w, e, now=now).status for e in events], [200] * len(events), "kept: " + ", ".join(e["type"].removeprefix("customer.") for e in events))
    r = w.worker()
    ok("ERROR" not in r.stderr and "cannot" not in r.stderr, "and applied without a complaint", r.stderr)


def order(w, s, address, tier="watcher"):
    """A person with an order whose link is ready: the person and the order's token."""
    p = Person(w, address)
    p.log_in()
    same(p.submit("/account/billing/", {"tier": tier, "period": "month"}).location, "/account/billing/?done=ordered", f"{address} orders")
    w.worker()
    return p, w.sql1(f"SELECT token FROM billing_order o JOIN account a ON a.id = o.payer_id WHERE a.address = '{address}' ORDER BY o.id DESC LIMIT 1")


def tier_of(w, address, now):
    return w.sql1(f"SELECT t.slug FROM account a JOIN tier t ON t.id = account_tier(a.id, to_timestamp({now})) WHERE a.address = '{address}'")


def until(w, sub):
    """The second until which a subscription gives its tier."""
    rows = w.sql(f"SELECT extract(epoch FROM s.valid_to)::bigint FROM subscription s JOIN billing_subscription b ON b.id = s.billing_id WHERE b.external_id = '{sub}'")
    return int(rows[0][0]) if rows else None


def off(w):
    p = Person(w, "off@example.org")
    p.log_in()
    same(p.get("/account/billing/").status, 404, "without configuration there is no such page")
    same((p.submit("/account/", {"tier": "watcher", "period": "month"}, "/account/billing/").status, send(w, event("invoice.paid", START, {})).status), (404, 404), "nor a form, nor a place for events")
    for page in ("/account/", "/pricing/", "/terms/", "/privacy/", "/watchlist/"):
        unlike(p.get(page).text, "(?i)billing|stripe|checkout|invoice|price", f"{page} says nothing of it")


def ordered(w, s):
    like(w.browser().get("/pricing/").text, r"9\.00 EUR a month", "with prices and configuration the pricing page says what a tier costs")
    p = Person(w, "anna@example.org")
    p.log_in()
    like(p.get("/account/").text, 'href="/account/billing/"', "the account's page leads to payments")
    like(p.get("/account/billing/").text, "Order .* for 9.00 EUR a month", "where the tier can be ordered")
    for form in ({"tier": "free", "period": "month"}, {"tier": "watcher", "period": "year"}, {"tier": "nosuch", "period": "month"}, {"tier": "watcher"}, {}):
        same(p.submit("/account/billing/", form).status, 422, f"not for sale: {form}")
    r = p.submit("/account/billing/", {"tier": "watcher", "period": "month"})
    same((r.status, r.location, len(s.asked)), (303, "/account/billing/?done=ordered", 0), "an order is a row, and the web asks nobody")
    like(p.b.follow(r).text, "The payment page is being made", "which its page says")
    same(p.submit("/account/billing/", {"tier": "watcher", "period": "month"}).status, 422, "one is open at a time")
    w.worker()
    path, head, form = s.asked[0]
    same((path, head["Authorization"], form["line_items[0][price]"], form["mode"]), ("/v1/checkout/sessions", "Bearer sk_test_key", "price_Watcher1", "subscription"), "the worker asks, with key and price")
    token = w.sql1("SELECT token FROM billing_order")
    same((head["Idempotency-Key"], form["subscription_data[metadata][order]"]), (token + "-0", token), "under a key of its own, with the order's token")
    ok("anna" not in json.dumps(form), "and tells nothing of the person", form)
    page = p.get("/account/billing/")
    like(page.text, f'href="{s.url}/c/pay/cs_test_1"', "then the page has the link")
    like(page.headers["Content-Security-Policy"], "form-action 'self'", "under the same policy as ever")
    same(w.browser().get("/account/billing/").status, 303, "which nobody else sees")
    return p, token


def paid(w, p, token):
    """The usual order of events; each several times."""
    ends = START + MONTH
    done_event = event("checkout.session.completed", START, session(token, "sub_anna"))
    take(w, START, done_event, event("customer.subscription.created", START, subscription(token, "sub_anna", ends)), event("invoice.paid", START, invoice(token, "sub_anna", ends, "A-0001")))
    same(tier_of(w, p.address, START), "watcher", "the tier is there")
    page = p.get("/account/billing/?done=checkout").text
    like(page, "Watcher, paid until .*1 April 2026", "the page says until when")
    like(page, "Invoice: A-0001", "and which invoice it was")
    unlike(page, "Order Watcher", "what is paid for is not offered again")
    same(p.mail("tier_begun")["tier"], "Watcher", "a letter says that it has begun")
    same(w.sql1("SELECT bool_or(facts::text ~ 'Pay Er|payer@') FROM billing_event"), "f", "no name and no address of the payer is kept")
    before = w.sql("SELECT * FROM subscription"), w.sql("SELECT * FROM billing_subscription"), w.sql1("SELECT count(*) FROM delivery")
    take(w, START, done_event, done_event)
    same((w.sql("SELECT * FROM subscription"), w.sql("SELECT * FROM billing_subscription"), w.sql1("SELECT count(*) FROM delivery")), before, "the same event again changes nothing")
    same(w.sql1("SELECT count(*) FROM billing_event WHERE type = 'checkout.session.completed'"), "1", "and is kept once")


def refused(w, token):
    """Nothing is believed but what is signed, now, by Stripe."""
    body = json.dumps(event("checkout.session.completed", START, session(token, "sub_forged"))).encode()
    text = body.decode()
    if not stripe.official():
        skip("signatures made by the official library", "tests/browser/node_modules is not installed")
        return
    good, old, ahead, other = stripe.official_headers([{"payload": text, "secret": SECRET, "timestamp": t} for t in (START, START - 301, START + 301)] + [{"payload": text, "secret": "whsec_other", "timestamp": START}])
    rows = w.sql1("SELECT count(*) FROM billing_event")
    for name, b, header in (("no signature", body, ""), ("an empty one", body, " "), ("an invented one", body, f"t={START},v1={'0' * 64}"), ("another secret's", body, other), ("older than five minutes", body, old),
                            ("from more than five minutes ahead", body, ahead), ("another body", body.replace(b"sub_forged", b"sub_forgee"), good), ("a blank behind the body", body + b" ", good),
                            ("its time moved", body, good.replace(str(START), str(START + 1))), ("another scheme", body, good.replace("v1=", "v0="))):
        same(send(w, b, header).status, 400, f"refused: {name}")
    same(send(w, body, good, content_type="application/x-www-form-urlencoded").status, 415, "refused: as a form")
    same(send(w, body, good, content_type=None).status, 415, "refused: of no type")
    same(send(w, b"x" * (256 * 1024 + 1)).status, 413, "refused: larger than 256 KiB")
    for b in (b"", b"[]", b"no json", b'{"id":"evt_x"}', b"\xff\xfe", json.dumps({"id": "evt_x", "type": "t", "created": 0, "data": {"object": {}}}).encode()):
        same(send(w, b).status, 400, f"signed, and no event: {b[:20]}")
    same(w.browser().get("/billing/stripe").status, 405, "a GET")
    same(w.sql1("SELECT count(*) FROM billing_event"), rows, "none was kept")
    large = event("some.type", START, {"filler": "x" * (200 * 1024)})
    same((send(w, body, good).status, send(w, large).status), (200, 200), "the library's header is taken, and a large event")
    same(send(w, body, good + ",v1=" + "0" * 64).status, 200, "and beside another signature")
    w.sql("DELETE FROM billing_event WHERE facts->>'subscription' = 'sub_forged'")


def any_order(w, s):
    """The same end, in whatever order the events come."""
    ends, later = START + MONTH, START + 2 * MONTH
    p, token = order(w, s, "ben@example.org")
    take(w, START + 60, event("invoice.paid", START + 5, invoice(None, "sub_ben", ends, "B-0001", old=True)))
    same((w.sql1("SELECT count(*) FROM billing_subscription WHERE external_id = 'sub_ben'"), tier_of(w, p.address, START)), ("0", "free"), "an invoice of nobody known waits")
    take(w, START + 60, event("customer.subscription.updated", START + 9, subscription(token, "sub_ben", later)))
    take(w, START + 60, event("customer.subscription.updated", START + 8, subscription(token, "sub_ben", ends, status="incomplete", cancel=True)), event("checkout.session.completed", START + 1, session(token, "sub_ben")))
    same(w.sql("SELECT status, cancel_known, invoice, extract(epoch FROM paid_until)::bigint FROM billing_subscription WHERE external_id = 'sub_ben'"), [["active", "f", "B-0001", str(ends)]],
         "the newest word counts, the invoice that waited is there, and an older one takes nothing back")
    same((until(w, "sub_ben"), w.sql1("SELECT count(*) FROM billing_event WHERE outcome IS NULL")), (ends + 3 * DAY, "0"), "a period that has begun is not one that is paid, and nothing waits any more")
    take(w, START + 60, event("invoice.paid", START + 10, invoice(token, "sub_ben", later, "B-0002")), event("invoice.paid", START + 5, invoice(token, "sub_ben", ends, "B-0001")))
    same((until(w, "sub_ben"), w.sql1("SELECT invoice FROM billing_subscription WHERE external_id = 'sub_ben'")), (later + 3 * DAY, "B-0002"), "until its invoice is, and the one before takes nothing back")
    same(w.sql1("SELECT count(*) FROM billing_event WHERE outcome = 'older'"), "1", "what came too late is marked so")

    p, token = order(w, s, "cyn@example.org")
    at(w, START + 60)
    take(w, START + 60, event("customer.subscription.deleted", START + 50, subscription(token, "sub_cyn", ends, status="canceled", ended=START + 50)))
    take(w, START + 60, event("invoice.paid", START + 3, invoice(token, "sub_cyn", ends, "C-0001")), event("checkout.session.completed", START + 2, session(token, "sub_cyn")),
         event("customer.subscription.updated", START + 60, subscription(token, "sub_cyn", later)))
    at(w, START + 61)
    same((tier_of(w, p.address, START + 61), until(w, "sub_cyn")), ("free", None), "one that ended before it was heard of gives nothing, and does not come back")
    take(w, START + 61, event("invoice.paid", START, {"id": "in_x", "subscription": "sub_nobody", "number": "N-1"}), event("checkout.session.completed", START, {"id": "cs_x", "payment_status": "paid"}), event("price.created", START, {}))
    same(w.sql("SELECT type, outcome FROM billing_event WHERE id IN (SELECT id FROM billing_event ORDER BY received_at DESC, type LIMIT 3) ORDER BY 1"), [["checkout.session.completed", "unknown"], ["invoice.paid", ""], ["price.created", "ignored"]],
         "of an unknown customer: kept, and given to nobody")
    at(w, START + 4 * DAY)
    w.worker()
    same(w.sql1("SELECT outcome FROM billing_event WHERE facts->>'subscription' = 'sub_nobody'"), "unknown", "after three days it is given up")


def rules(w):
    """Until when a tier is had, by what is known: paid until day 10."""
    for known, day, name in (({}, 13, "it goes on: three days more"), ({"period_until": 40}, 13, "another period, not paid yet: the same"), ({"cancel_known": True}, 10, "it ends with what is paid"),
                             ({"cancel_known": True, "period_until": 10}, 10, "with its last period"), ({"cancel_known": True, "period_until": 40}, 13, "ended while a payment is on its way: that may come yet"),
                             ({"ended_at": 5}, 5, "ended at once"), ({"ended_at": 30}, 13, "ended after payments that failed: no day more"), ({"cancel_known": True, "ended_at": 11}, 10, "an end that is told a day late"),
                             ({"paid_until": None, "ended_at": 5}, None, "never paid"), ({"paid_until": None, "period_until": 40}, None, "not paid yet")):
        row = {"cancel_known": False, "paid_until": 10, **known}
        row = {k: f"{datetime(2026, 1, 1) + timedelta(days=v)}Z" if k != "cancel_known" else v for k, v in row.items() if v is not None}
        got = w.sql1(f"SELECT coalesce(extract(day FROM billing_until(jsonb_populate_record(NULL::billing_subscription, '{json.dumps(row)}')) - '2026-01-01Z')::text, 'none')")
        same(got, "none" if day is None else str(day), f"until day {day}: {name}")


def failing(w, s):
    """A payment that fails, and one that comes after all."""
    begun = START + 4 * DAY
    ends = begun + MONTH
    gus, other = order(w, s, "gus@example.org")
    take(w, begun, event("checkout.session.completed", begun, session(other, "sub_gus")), event("invoice.paid", begun, invoice(other, "sub_gus", ends, "G-0001")))
    p, token = order(w, s, "dan@example.org")
    take(w, begun, event("checkout.session.completed", begun, session(token, "sub_dan", payment_status="unpaid")))
    same((tier_of(w, p.address, begun), w.sql1("SELECT state FROM billing_order WHERE token = '%s'" % token)), ("free", "confirming"), "a checkout without its money begins nothing")
    like(p.get("/account/billing/").text, "payment is on its way", "and the page says what it waits for")
    take(w, begun + 60, event("invoice.paid", begun + 60, invoice(token, "sub_dan", ends, "D-0001")))
    same((tier_of(w, p.address, begun), w.sql1("SELECT state FROM billing_order WHERE token = '%s'" % token)), ("watcher", "paid"), "with the money it begins")
    for n in (1, 2, 3):
        p.submit("/watchlist/", {"add": f"p{n}"})
    at(w, ends + 120)
    take(w, ends + 120, event("customer.subscription.updated", ends + 100, subscription(token, "sub_dan", ends + MONTH)))
    same((tier_of(w, p.address, ends + 120), until(w, "sub_dan")), ("watcher", ends + 3 * DAY), "a renewal begins an hour before its payment, and counts as none")
    p.log_in()
    page = p.get("/account/billing/").text
    like(page, "paid until .*5 April 2026", "which the page says too")
    unlike(page, "Order Watcher", "and what goes on is not sold again")
    same(p.submit("/account/billing/", {"tier": "watcher", "period": "month"}).status, 422, "by no form either")
    at(w, ends + 3600)
    retry = ends + 4 * DAY
    failed = event("invoice.payment_failed", ends + 3500, invoice(token, "sub_dan", ends + MONTH, "D-0002", retry=retry, page="https://invoice.stripe.com/i/acct_1/x"))
    take(w, ends + 3600, event("customer.subscription.updated", ends + 3400, subscription(token, "sub_dan", ends + MONTH, status="past_due")), failed, failed)
    same((tier_of(w, p.address, ends + 3600), until(w, "sub_dan")), ("watcher", ends + 3 * DAY), "a payment that failed has three days")
    mail = [m for m in w.mails() if m["Subject"] == "Your payment for Watcher did not go through"]
    text = re.sub(r"\s+", " ", mail[0].get_body(("plain",)).get_content())
    same(len(mail), 1, "one letter says so")
    like(text, "tried again on 9 April 2026.*Until 8 April 2026.*nothing changes.*https://invoice.stripe.com/i/acct_1/x", "when it is tried again, until when nothing changes, where it can be paid")
    p.log_in()
    like(p.get("/account/billing/").text, "did not go through.*Pay now", "and so does the page")
    at(w, ends + 3 * DAY + 1)
    w.worker()
    same((tier_of(w, p.address, ends + 3 * DAY + 1), w.sql1(f"SELECT count(*) FROM watch w JOIN account a ON a.id = w.account_id WHERE address = '{p.address}' AND paused_at IS NOT NULL")), ("free", "2"), "after them the tier is over, and what has no room is paused")
    same(p.mail("tier_ended")["paused"], ["Egret 2", "Egret 3"], "by name")
    p.log_in()
    same(p.submit("/account/billing/", {}, "/account/billing/end").location, "/account/billing/?done=end", "what is not paid can be ended, before it is charged")
    page = p.get("/account/billing/").text
    like(page, "did not go through.*It is not renewed any more", "which its page says")
    like(page, "Order Watcher", "and another can be ordered")
    same(p.submit("/account/billing/", {}, "/account/billing/keep").location, "/account/billing/?done=keep", "or it goes on after all")
    w.worker()
    same(w.sql1("SELECT count(*) FROM delivery WHERE address = 'gus@example.org' AND payload->>'what' = 'tier_ended'"), "1", "another's tier that was not paid is over too")
    at(w, retry)
    take(w, retry, event("customer.subscription.deleted", retry, subscription(other, "sub_gus", ends + MONTH, status="canceled", ended=retry)))
    same((until(w, "sub_gus"), w.sql1("SELECT count(*) FROM delivery WHERE address = 'gus@example.org' AND payload->>'what' = 'tier_ended'")), (ends + 3 * DAY, "1"), "when the provider gives it up that tells no other end, and writes no other letter")
    take(w, retry, event("invoice.paid", retry, invoice(token, "sub_dan", ends + MONTH, "D-0002")))
    same((tier_of(w, p.address, retry), w.sql1(f"SELECT count(*) FROM watch w JOIN account a ON a.id = w.account_id WHERE address = '{p.address}' AND paused_at IS NOT NULL")), ("watcher", "0"), "the money brings all of it back")
    unlike(p.get("/account/billing/").text, "did not go through", "and the page forgets the trouble")
    return p, token, ends + MONTH


def ending(w, s, p, token, ends):
    s.asked.clear()
    same(p.submit("/account/billing/", {}, "/account/billing/end").location, "/account/billing/?done=end", "a person ends it")
    like(p.get("/account/billing/").text, "It ends then, and nothing more is charged. Stripe has not confirmed that yet", "which is on its way")
    s.answers[:] = [(503, {}, {}), (200, b"<html>", {})]
    w.worker()
    same((s.asked[0][0], s.asked[0][2]), ("/v1/subscriptions/sub_dan", {"cancel_at_period_end": "true"}), "the worker tells Stripe")
    now = START + 4 * DAY + MONTH + 4 * DAY
    for minutes in (1, 2):
        at(w, now + 60 * minutes)
        w.worker()
    same((len(s.asked), w.sql1("SELECT cancel_known FROM billing_subscription WHERE external_id = 'sub_dan'")), (3, "t"), "and again where it does not answer as it should")
    unlike(p.get("/account/billing/").text, "has not confirmed", "then it is settled")
    take(w, now + 120, event("customer.subscription.updated", now + 100, subscription(token, "sub_dan", ends, cancel=True)))
    same(until(w, "sub_dan"), ends, "it lasts as long as it is paid, and no day longer")
    same(p.submit("/account/billing/", {}, "/account/billing/keep").location, "/account/billing/?done=keep", "the person thinks better of it")
    w.worker()
    same(s.asked[-1][2], {"cancel_at_period_end": "false"}, "which Stripe is told")
    leave_and_stay(w, s, p, now + 600)
    at(w, now + 1800)
    p.submit("/account/data/", {"current": p.password}, "/account/delete")
    w.worker()
    same((s.asked[-1][0], s.asked[-1][2]), ("/v1/subscriptions/sub_dan", {"cancel_at_period_end": "true"}), "who deletes the account is charged nothing more")
    w.atlas("account", "delete", p.address)
    same(w.sql1("SELECT count(*) FROM billing_subscription b JOIN account a ON a.id = b.payer_id WHERE a.state = 'deleted' AND b.external_id = 'sub_dan'"), "1", "what was paid stays on record, without an address")
    stranger = Person(w, "off@example.org", made=False)
    stranger.log_in()
    same(stranger.submit("/account/billing/", {}, "/account/billing/end").status, 422, "who pays nothing has nothing to end")


def leave_and_stay(w, s, p, now):
    def wished():
        return w.sql("SELECT cancel_wanted, cancel_left FROM billing_subscription WHERE external_id = 'sub_dan'")[0]
    at(w, now)
    p.submit("/account/data/", {"current": p.password}, "/account/delete")
    w.worker()
    same((wished(), s.asked[-1][2]), (["t", "t"], {"cancel_at_period_end": "true"}), "who leaves ends what is paid for")
    p.log_in()
    w.worker()
    same((wished(), s.asked[-1][2]), (["f", "f"], {"cancel_at_period_end": "false"}), "who stays after all keeps it")
    at(w, now + 600)
    p.submit("/account/billing/", {}, "/account/billing/end")
    p.submit("/account/data/", {"current": p.password}, "/account/delete")
    p.log_in()
    same(wished(), ["t", "f"], "but not what had been ended before")
    p.submit("/account/billing/", {}, "/account/billing/keep")
    w.worker()


def crosswise(w, now):
    """Whoever waits for an account holds no event of it."""
    at(w, now)
    w.sql("INSERT INTO billing_event (id, type, created_at, received_at, facts, look_at) SELECT 'evt_cross', 'customer.subscription.updated', created_at, created_at, facts, created_at FROM billing_event"
          " WHERE type = 'customer.subscription.updated' AND facts->>'subscription' = 'sub_ben' LIMIT 1")
    held = subprocess.Popen(w.psql("BEGIN; SELECT FROM account WHERE address = 'ben@example.org' FOR NO KEY UPDATE; SELECT pg_sleep(3); SELECT FROM billing_event WHERE id = 'evt_cross' FOR UPDATE NOWAIT; COMMIT"),
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    await_true(lambda: w.sql1("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'BEGIN; SELECT FROM account%' AND wait_event = 'PgSleep'") == "1", "an account is held")
    w.worker()
    same((held.communicate()[1], w.sql1("SELECT outcome IS NULL FROM billing_event WHERE id = 'evt_cross'")), ("", "t"), "an event of an account that is held is left alone")
    w.worker()
    same(w.sql1("SELECT outcome IS NULL FROM billing_event WHERE id = 'evt_cross'"), "f", "and applied when it is free")


def trouble(w, s):
    """An API that is away, busy, wrong or hostile."""
    now = START + 60 * DAY
    at(w, now)
    s.asked.clear()
    s.answers[:] = [(500, {}, {})]
    p, token = order(w, s, "eve@example.org")
    like(p.get("/account/billing/").text, "being made. The payment provider does not answer. It is asked again by itself", "an API in trouble is asked again, and the page is honest")
    at(w, now + 11)
    s.answers[:] = [(429, {}, {"Retry-After": "600"})]
    w.worker()
    at(w, now + 500)
    w.worker()
    same([a[1]["Idempotency-Key"].removeprefix(token) for a in s.asked], ["-0", "-1"], "a busy one not before it asked to be; after an answer of 500 under a new key")
    at(w, now + 700)
    w.worker()
    same((w.sql1(f"SELECT state FROM billing_order WHERE token = '{token}'"), s.asked[-1][1]["Idempotency-Key"]), ("ready", token + "-1"), "and then it works, under the key of the try before")
    at(w, now + 3 * 3600)
    w.worker()
    like(p.get("/account/billing/").text, "has expired. Nothing was charged", "a link that nobody used expires")
    take(w, now + 3 * 3600, event("checkout.session.completed", now + 3600, session(token, "sub_eve")))
    same(tier_of(w, p.address, now + 3 * 3600), "watcher", "but who has paid has what was paid for")
    for n, (name, answer) in enumerate((("a refusal", (400, {"error": {"message": "No such price"}}, {})), ("a link elsewhere", (200, {"id": "cs_1", "url": "https://evil.example/", "expires_at": now + 99999}, {})),
                                        ("a redirect", (302, {}, {"Location": "/elsewhere"})), ("no JSON", (200, b"<html>", {})), ("more than any answer has", (200, b"x" * (1 << 20), {})))):
        at(w, now + 4 * 3600 + 10 * n)
        s.answers[:] = [answer]
        one = Person(w, "fay@example.org", made=n == 0)
        one.log_in()
        same(one.submit("/account/billing/", {"tier": "watcher", "period": "month"}).status, 303, f"ordered, and answered with {name}")
        w.worker()
        like(one.get("/account/billing/").text, "came to nothing. The payment provider did not take the order", "is failed, with words")
    s.server.shutdown()
    s.server.server_close()
    one.submit("/account/billing/", {"tier": "watcher", "period": "month"})
    step = now + 4 * 3600 + 60
    for _ in range(8):
        at(w, step)
        w.worker()
        step += 700
    same(w.sql("SELECT state, tries FROM billing_order ORDER BY id DESC LIMIT 1"), [["failed", "8"]], "one that never answers is given up after eight tries")


with World() as w, stripe.Stripe() as s:
    w.sql("INSERT INTO platform (slug, name, created_at) SELECT 'p' || n, 'Egret ' || n, '2026-03-01Z' FROM generate_series(1, 3) n")
    w.start_web()
    off(w)
    w.end(w.web)
    w.end(w.nginx)
    for name, text in (("key", "sk_test_key\n"), ("webhook", SECRET + "\n")):
        with open(os.path.join(w.dir, name), "w", encoding="ascii") as f:
            f.write(text)
        os.chmod(os.path.join(w.dir, name), 0o644)
    w.allow(s.address)
    w.write_settings(STRIPE_KEY_FILE=os.path.join(w.dir, "key"), STRIPE_WEBHOOK_SECRET_FILE=os.path.join(w.dir, "webhook"), STRIPE_API=s.url)
    like(w.atlas("tier", "price", "Watcher", "month", "price_Watcher1", "9.00", "EUR").stdout, "costs 9.00 EUR a month", "the operator sets a price")
    for bad in (("watcher", "week", "price_1", "9", "EUR"), ("watcher", "month", "9.00", "9", "EUR"), ("watcher", "month", "price_1", "-9", "EUR"), ("watcher", "month", "price_1", "9", "euro")):
        same(w.atlas("tier", "price", *bad, check=False).returncode, 3, f"no price: {' '.join(bad)}")
    same(w.atlas("tier", "price", "nosuch", "month", "price_1", "9", "EUR", check=False).returncode, 1, "nor of no tier")
    w.start_web()
    p, token = ordered(w, s)
    paid(w, p, token)
    refused(w, token)
    any_order(w, s)
    ending(w, s, *failing(w, s))
    trouble(w, s)
    rules(w)
    crosswise(w, START + 70 * DAY)
    for role, query in (("web", "SELECT * FROM billing_event"), ("web", "UPDATE billing_order SET state = 'paid'"), ("web", "SELECT billing_apply('2026-03-01Z')"), ("worker", "INSERT INTO billing_event (id) VALUES ('x')"),
                        ("worker", "UPDATE billing_subscription SET paid_until = '2030-01-01Z'"), ("web", "INSERT INTO tier_price (slug) VALUES ('x')")):
        ok("permission denied" in w.refused(query, role), f"atlas_{role} may not: {query}", w.refused(query, role))
    same(w.sql1("SELECT count(*) FROM billing_order", role="web"), "0", "without an account the web sees no order")
done()
