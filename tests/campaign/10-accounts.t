#!/usr/bin/python3
"""The long runs of the account's rows of the trust handbook. S10: 500 timed pairs of a known and an unknown address at login,
sign-up, reset and the mailed link. S22: 1,000 rounds of 50 parallel additions on a one-platform account. Figures at the end."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from person import PASSWORD, Person, adds_at_once, csrf
from tap import done, ok
from timing import compare, pairs
from world import World

PAIRS = int(os.environ.get("PAIRS", 500))
ROUNDS = int(os.environ.get("ROUNDS", 1000))
OTHER = "eleven loud geese depart"

with World() as w:
    w.start_web()
    people = [Person(w, f"known{n}@example.org") for n in range(20)]
    b = w.browser()
    token = csrf(b.get("/login"))
    for path, form in (("/login", {"password": OTHER}), ("/signup", {"password": OTHER}), ("/reset", {}), ("/login/mail", {})):
        serial = [0]

        def ask(address, path=path, form=form):
            return b.post(path, {"csrf": token, "address": address, **form})

        def forget():
            serial[0] += 1
            w.set_clock(f"2026-03-02T09:{serial[0] // 60 % 60:02d}:{serial[0] % 60:02d}Z")  # letters are told apart by their instant
            w.sql("DELETE FROM rate")
        known, unknown = pairs(PAIRS, lambda i: ask(people[i % 20].address), lambda i: ask(f"{path[1:].replace('/', '-')}-{i}@example.org"), forget)
        differ, p = compare(known, unknown)
        ok(differ < 0.02 or p > 0.05, f"S10: {path}, {PAIRS} pairs: medians differ by {differ:.2%}, p = {p:.3f}")
    p = Person(w, "limit@example.org")
    p.log_in()
    exact = sum(adds_at_once(w, p) == 1 for _ in range(ROUNDS))
    ok(exact == ROUNDS, f"S22: of 50 parallel additions exactly one succeeds: {exact} of {ROUNDS} rounds")
done()
