#!/usr/bin/python3
# From sign-up to unsubscribing in a real browser, on a desktop with JavaScript and on a telephone without: a trial, an alert that
# comes and whose link ends them, a trial that ends and what it pauses, an organisation and the invitation to it. Then what the
# checkers say of an organisation's pages and letters. Pictures are in build/shots.
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from checkers import axe_modes, html_validate, save, vnu  # noqa: E402
from chromium import Chromium, needs  # noqa: E402
from person import PASSWORD, Person  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same, skip_all, unlike  # noqa: E402
from world import World  # noqa: E402

PHONE = {"viewport": {"width": 360, "height": 740}, "isMobile": True, "hasTouch": True, "javaScriptEnabled": False}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
if needs():
    skip_all(needs())


def terms(days):
    return Page("<!DOCTYPE html><html lang=en><title>Terms</title><body><main><h1>Terms of Service</h1>" + "".join(
        f"<h2>{n}. Heading {n}</h2><p>Clause {n} says that we may change these terms with {days if n == 3 else 30} days of notice to the persons it concerns. "
        f"It has some length, about matter number {n} and nothing else.</p>" for n in range(1, 15)) + "</main>")


class Walk:
    def __init__(self, c, w, s, name, options):
        self.c, self.w, self.s, self.name, self.options = c, w, s, name, options
        self.address, self.guest = f"{name}@example.org", f"guest-of-{name}@example.org"
        c.open(**options)

    def go(self, path):
        self.c.goto(path if "://" in path else self.w.base_url + path)

    def send(self, within="main"):
        self.c.click(f"{within} button[type=submit]")

    def says(self):
        return " ".join(self.c.text("main").split())

    def look(self, what):
        self.c.shot(f"company-{self.name}-{what}")
        same(self.c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), False, f"{self.name}: {what} does not scroll sideways")

    def sign_up(self, address):
        p = Person(self.w, address, made=False)
        self.go("/signup?watch=heron-1")
        self.c.fill("#address", address)
        self.c.fill("#password", PASSWORD)
        self.send()
        self.go(f"/confirm?token={p.mailed('confirm')}")
        self.c.fill("#password", PASSWORD)
        self.send()
        like(self.says(), "confirmed, and you are logged in", f"{self.name}: {address} signs up")

    def begin_trial(self, tier):
        self.go("/account/")
        self.c.click(f"form[action='/account/trial']:has(input[value='{tier}']) button")
        like(self.says(), "trial has begun", f"{self.name}: a trial of {tier} begins")
        self.look("trial")

    def be_alerted(self, days, clock):
        for n in (2, 3):
            self.go(f"/watchlist/?add=heron-{n}")
            self.send()
            like(self.says(), "Added", f"{self.name}: heron {n} is added")
        self.s.pages["/terms"] = terms(days)
        self.w.set_clock(clock)
        self.w.worker()
        mail = [m for m in self.w.mails() if m["To"] == self.address and "Heron" in m["Subject"]][-1]
        like(mail.get_body(("plain",)).get_content(), f"{days} days", f"{self.name}: the alert shows the words")
        self.go(mail["List-Unsubscribe"].strip("<>"))
        self.look("unsubscribe")
        same(self.w.sql1(f"SELECT bool_and(w.alerts) FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = '{self.address}'"), "t", "opening its link changes nothing")
        self.send()
        same(self.w.sql1(f"SELECT bool_or(w.alerts) FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = '{self.address}'"), "f", "its button ends alerts")
        like(self.says(), "alert", f"{self.name}: and the page says so")

    def share(self):
        self.go("/organisations/")
        self.c.fill("#name", f"Heron Legal {self.name}")
        self.send("form[action='/organisations/']")
        like(self.says(), "The organisation is there", f"{self.name}: an organisation")
        self.c.fill("#address", self.guest)
        self.send("form[action$='/invite']")
        like(self.says(), f"{self.guest}, as member", f"{self.name}: {self.guest} is invited")
        self.look("organisation")
        self.c.click("main a[href^='/watchlist/?list=']")
        self.c.fill("#q", "Heron 4")
        self.send("form[role=search]")
        self.c.click("form:has(input[value='heron-4']) button")
        like(self.says(), "Watchlist of Heron Legal.*Heron 4", f"{self.name}: the common watchlist has something")

    def join(self):
        self.c.open(**self.options)
        self.w.sql("DELETE FROM rate")
        self.sign_up(self.guest)
        like(self.says(), "You are invited", f"{self.name}: whoever was invited finds the invitation after signing up")
        self.c.click("main a[href='/organisations/']")
        self.look("invitation")
        self.c.click("button[value=accept]")
        like(self.says(), "You share this watchlist now.*Heron 4", f"{self.name}: accepted, and the watchlist is there")
        self.look("shared")

    def fall_back(self, clock):
        self.w.set_clock(clock)
        self.w.worker()
        self.c.open(**self.options)
        self.go("/login")
        self.c.fill("#address", self.address)
        self.c.fill("#password", PASSWORD)
        self.send("form[action='/login']")
        same(self.w.sql1(f"SELECT count(*) FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = '{self.address}' AND w.paused_at IS NULL"), "1",
             f"{self.name}: after the trial one platform is watched")
        self.go("/watchlist/")
        like(self.says(), "Heron 1.*Paused.*Paused", "and the page says that two are paused")
        self.look("fallen-back")

    def run(self, days, day):
        self.sign_up(self.address)
        self.begin_trial("professional")
        self.be_alerted(days, f"2026-03-{day:02d}T16:00:00Z")
        self.share()
        self.join()
        problems = [p for p in self.c.problems() if "422" not in p]
        same(problems, [], f"{self.name}: no error in the browser's console")


def checkers(c, w, walk):
    p, q = Person(w, walk.address, made=False), Person(w, walk.guest, made=False)
    for one in (p, q):
        one.log_in()
    org = w.sql1(f"SELECT id FROM organisation WHERE name = 'Heron Legal {walk.name}'")
    pages = {path: p.get(path) for path in ("/organisations/", f"/organisation/{org}/", f"/watchlist/?list={org}", "/watchlist/?add=heron-5")}
    pages["organisation, as a member"] = q.get(f"/organisation/{org}/")
    pages["organisation, refused"] = p.submit(f"/organisation/{org}/", {"address": "no address", "role": "member"}, f"/organisation/{org}/invite")
    pages["none, and no tier"] = q.submit("/organisations/", {"name": "x"})
    same([k for k, r in pages.items() if r.status not in (200, 422)], [], f"{len(pages)} pages")
    pages = {k: r.text for k, r in pages.items()}
    names = save(os.path.join(w.dir, "pages"), pages)
    same(vnu(names)[:20], [], "vnu: no finding")
    same(html_validate(names)[:20], [], "html-validate: no finding")
    axe_modes(c, w, pages)
    mail = next(m for m in w.mails() if m["To"] == walk.guest and "Invitation" in m["Subject"])
    letters = save(os.path.join(w.dir, "letters"), {"the invitation": mail.get_body(("html",)).get_content()})
    same(vnu(letters), [], "vnu: no finding in the invitation")
    ok("http" in mail.get_body(("plain",)).get_content(), "whose text part has the address too")
    c.open(viewport={"width": 700, "height": 700})
    c.goto("file://" + next(iter(letters)))
    c.shot("company-invitation")


with World() as w, Source() as s, Chromium() as c:
    w.allow(s)
    s.pages["/terms"] = terms(30)
    for n in range(1, 6):
        w.atlas("platform", "add", f"heron-{n}", f"Heron {n}")
    w.atlas("document", "add", "heron-1", s.url + "/terms", "--select", "main", "--title", "Terms of Service")
    w.worker()
    w.start_web()
    desktop, phone = Walk(c, w, s, "desktop", DESKTOP), Walk(c, w, s, "phone", PHONE)
    c.open(**DESKTOP)
    desktop.run(10, 2)
    w.sql("DELETE FROM rate")
    c.open(**PHONE)
    phone.run(20, 3)
    w.worker()
    w.sql("DELETE FROM rate")
    checkers(c, w, desktop)
    desktop.fall_back("2026-03-18T09:00:00Z")
    phone.fall_back("2026-03-18T10:00:00Z")
done()
