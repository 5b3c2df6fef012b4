#!/usr/bin/python3
"""An order that a checkout session cannot be made for: how long the provider may put it off, what ends it without the provider's
word, which settings the worker refuses, and what `atlas doctor` says of them."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import stripe  # noqa: E402
from tap import done, like, ok, same, unlike  # noqa: E402
from world import World  # noqa: E402


def order(name, minutes_ago=0, tries=0):
    w.sql(f"""INSERT INTO billing_order (payer_id, tier_id, period, price, amount, currency, token, asked_at, next_try_at, tries)
              SELECT a.id, t.id, 'month', 'price_1', 9, 'EUR', rpad('{name}', 43, 'x'), '2026-03-02T09:00:00Z'::timestamptz - interval '{minutes_ago} minutes', '2026-03-02T09:00:00Z', {tries}
              FROM account a, tier t WHERE a.address = 'anna@example.org' AND t.slug = 'watcher' LIMIT 1""", role="owner")


def became(columns="state, reason LIKE '%not be made in time. Nothing was charged.', ended_at IS NOT NULL"):
    return w.sql(f"SELECT {columns} FROM billing_order ORDER BY id DESC LIMIT 1")[0]


def doctor():
    return [line for line in w.atlas("doctor", check=False).stdout.splitlines() if "payments" in line]


with World() as w, stripe.Stripe() as s:
    w.atlas("account", "create", "anna@example.org")
    same(doctor(), [], "without settings doctor says nothing of payments")
    w.allow(s.address)
    key, secret = os.path.join(w.dir, "stripe-key"), os.path.join(w.dir, "stripe-webhook")
    for path, text in (key, "sk_test_key\n"), (secret, "whsec_x\n"):
        with open(path, "w", encoding="ascii") as f:
            f.write(text)
        os.chmod(path, 0o644)
    w.write_settings(STRIPE_KEY_FILE=key, STRIPE_WEBHOOK_SECRET_FILE=secret, STRIPE_API=s.url)
    like(" ".join(doctor()), "^BAD +payments: no tier has a price; `atlas tier price`", "then it misses a price")
    w.atlas("tier", "price", "Watcher", "month", "price_Watcher1", "9.00", "EUR")
    same(doctor(), ["ok    payments: by Stripe"], "and is content with one")

    # ---- how long the provider may put it off ----
    for seconds in "99999999999999999999", "5100", "999999":
        order(f"long{seconds}")
        s.answers[:] = [(429, {}, {"Retry-After": seconds})]
        r = w.worker()
        same(became(), ["failed", "t", "t"], f"Retry-After: {seconds} is longer than an order waits, and the next can be placed")
        unlike(r.stderr, "trying again", "and no failure of ours")
    order("short")
    s.answers[:] = [(503, {}, {"Retry-After": "4000"})]
    w.worker()
    same(became("state, next_try_at"), ["asked", "2026-03-02 10:06:40+00"], "one that is short enough is kept to")
    w.set_clock("2026-03-02T10:06:40Z")
    s.answers[:] = [(503, {}, {"Retry-After": "2000"})]
    w.worker()
    same((became(), len(s.asked)), (["failed", "t", "t"], 5), "together they may not be longer")
    w.set_clock("2026-03-02T09:00:00Z")

    # ---- what ends it without the provider ----
    s.asked.clear()
    for what, how in ("tries", {"tries": 8}), ("time", {"minutes_ago": 86}):
        order(what, **how)
        w.worker()
        same((became(), s.asked), (["failed", "t", "t"], []), f"one whose {what} is used up is not asked for again")
    order("last", minutes_ago=84, tries=7)
    w.worker()
    same((became("state")[0], int(s.asked[0][2]["expires_at"]) - 1772442000 >= 30 * 60), ("ready", True), "the last moment leaves the half hour that the provider wants")

    # ---- settings ----
    for api in s.url + "/", "https://api.stripe.com/", "api.stripe.com":
        r = w.worker(check=False, STRIPE_API=api)
        ok(r.returncode != 0 and "ATLAS_STRIPE_API is" in r.stderr, f"the worker does not start with the API {api!r}", r.stderr)
    for names, said in (({"STRIPE_KEY_FILE": ""}, "ATLAS_STRIPE_KEY_FILE is not set"), ({"STRIPE_WEBHOOK_SECRET_FILE": ""}, "ATLAS_STRIPE_WEBHOOK_SECRET_FILE is not set"),
                        ({"STRIPE_KEY_FILE": "/no/such"}, "ATLAS_STRIPE_KEY_FILE: /no/such cannot be read"), ({"STRIPE_WEBHOOK_SECRET_FILE": "/dev/null"}, "/dev/null is empty"),
                        ({"STRIPE_API": s.url + "/"}, "must not end with a slash")):
        r = w.atlas("doctor", check=False, **names)
        ok(r.returncode == 1 and any(line.startswith("BAD   payments: ") and said in line for line in r.stdout.splitlines()), f"doctor: {said}", r.stdout)
done()
