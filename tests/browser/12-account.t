#!/usr/bin/python3
# An account in a real browser, on a desktop with JavaScript and on a telephone without: sign-up, confirmation with the password,
# second factor, login with a code and with a recovery code, another address, a copy of the data, deletion and its undoing. Then
# what the checkers say of every page of an account, in light, dark and at 320 px. Pictures are in build/shots.
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from checkers import axe_modes, html_validate, save, vnu  # noqa: E402
from chromium import Chromium, needs  # noqa: E402
from person import Person, totp  # noqa: E402
from tap import done, like, ok, same, skip_all, unlike  # noqa: E402
from world import World  # noqa: E402

PASSWORD = "seven quiet herons wade"
PHONE = {"viewport": {"width": 360, "height": 740}, "isMobile": True, "hasTouch": True, "javaScriptEnabled": False}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
CLOCK = 1772442000  # 2026-03-02T09:00:00Z
if needs():
    skip_all(needs())


class Walk:
    def __init__(self, c, w, name, options):
        self.c, self.w, self.name, self.turn = c, w, name, 0
        self.person = Person(w, f"{name}@example.org", PASSWORD, made=False)
        c.open(**options)

    def later(self, seconds):
        """The next code of the second factor is another one."""
        self.turn += seconds
        t = CLOCK + self.turn
        self.w.set_clock(f"2026-03-02T{9 + self.turn // 3600:02d}:{self.turn // 60 % 60:02d}:{self.turn % 60:02d}Z")
        self.w.sql("DELETE FROM rate")
        return t

    def go(self, path):
        self.c.goto(self.w.base_url + path)

    def send(self, within="main"):
        self.c.click(f"{within} button[type=submit]")

    def says(self):
        return " ".join(self.c.text("main").split())

    def shot(self, what):
        self.c.shot(f"account-{self.name}-{what}")

    def sideways(self):
        same(self.c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), False, f"{self.name}: {self.c.url().split('?')[0]} does not scroll sideways")

    def log_in(self, password=PASSWORD):
        self.go("/login")
        self.c.fill("#address", self.person.address)
        self.c.fill("#password", password)
        self.send("form[action='/login']")

    def log_out(self):
        self.go("/account/")
        self.c.click("form[action='/logout'] button")

    # ---- the steps ----------------------------------------------------------------------------------------------------
    def sign_up(self):
        self.go("/signup?watch=heron")
        self.c.fill("#address", self.person.address)
        self.c.fill("#password", "password12345678")
        self.send()
        like(self.says(), "There is a problem.*easy to guess", f"{self.name}: a poor password is refused in words")
        same(self.c.attribute("#address", "value"), self.person.address, "and the address is kept")
        self.shot("signup-refused")
        self.c.click(".error-summary a")
        like(self.c.url(), "#password$", "the summary leads to the field")
        self.c.fill("#password", PASSWORD)
        self.send()
        like(self.says(), "Look into your mailbox", "then: look into your mailbox")
        self.go(f"/confirm?token={self.person.mailed('confirm')}")
        self.shot("confirm")
        self.sideways()
        same(self.c.attribute("#password", "autocomplete"), "current-password", "a password manager knows what to fill in")
        self.c.fill("#password", PASSWORD)
        self.send()
        like(self.says(), "confirmed, and you are logged in.*Heron", "confirmed, logged in, and watching")

    def second_factor(self):
        self.go("/account/")
        self.shot("account")
        self.sideways()
        self.c.click("a[href='/account/security/']")
        self.c.click("a[href='/account/second-factor/']")
        self.c.fill("#current", PASSWORD)
        self.send()
        key = self.c.text(".facts code")
        self.shot("factor-key")
        self.sideways()
        self.c.fill("#code", "000000")
        self.send("form[action$='/confirm']")
        like(self.says(), "not the code for this key", f"{self.name}: a wrong code is told")
        self.c.fill("#code", totp(key, self.later(30)))
        self.send("form[action$='/confirm']")
        codes = self.c.texts(".panel code")
        same(len(codes), 10, "the second factor is on, with ten recovery codes")
        self.shot("factor-on")
        self.sideways()
        self.log_out()
        like(self.says(), "You are logged out", "logged out")
        self.log_in()
        self.shot("code")
        like(self.c.url(), "/login/code", "the password leads to the code")
        same(self.c.attribute("#code", "autocomplete"), "one-time-code", "which the browser may fill in")
        self.c.fill("#code", totp(key, self.later(60)))
        self.send()
        like(self.c.url(), "/watchlist/", "and the code in")
        self.log_out()
        self.log_in()
        self.c.fill("#code", codes[2])
        self.send()
        like(self.c.url(), "/watchlist/", "so does a recovery code")
        self.go("/account/security/")
        like(self.says(), r"Recovery codes left: 9.*Recovery code used", "the security page counts and tells")
        self.shot("security")
        self.sideways()
        self.go("/account/second-factor/")
        self.shot("factor")
        self.c.fill("#current", PASSWORD)
        self.send("form[action$='/end']")
        like(self.says(), "second factor is off", "and off again")

    def address(self):
        old, new = self.person.address, f"{self.name}-new@example.org"
        self.go("/account/address/")
        self.c.fill("#address", "no address")
        self.c.fill("#current", PASSWORD)
        self.c.evaluate("document.querySelector('form[action=\"/account/address/\"]').noValidate = true")
        self.send()
        like(self.says(), "Enter an e-mail address", f"{self.name}: an address that is none is told")
        self.c.fill("#address", new)
        self.c.fill("#current", PASSWORD)
        self.send()
        like(self.says(), f"Look into the mailbox.*{new} waits", "a change of address waits")
        self.shot("address")
        self.sideways()
        self.go(f"/confirm-address?token={self.person.mailed('move', new)}")
        self.shot("confirm-address")
        self.send()
        like(self.says(), f"address of your account is changed.*{new}", "and is made by the link in the new mailbox")
        self.go(f"/undo-address?token={self.person.mailed('moved', old)}")
        self.shot("undo-address")
        self.sideways()
        self.send()
        like(self.says(), "old address is the account.s again", "the old mailbox takes it back")
        self.log_in()
        like(self.c.url(), "/watchlist/", "and logs in again")

    def leave(self):
        self.go("/account/data/")
        self.shot("data")
        self.sideways()
        same(self.c.attribute("main a[href='/account/export']", "href"), "/account/export", f"{self.name}: a plain link to a copy of the data")
        self.c.fill("#current", PASSWORD)
        self.send("form[action='/account/delete']")
        like(self.says(), "will be deleted, and you are logged out", f"{self.name}: deleted, with time to think")
        self.shot("leaving")
        self.log_in()
        like(self.says(), "your account stays", "which a login undoes")

    def link(self):
        self.log_out()
        self.go("/login")
        self.c.click("a[href='/login/mail']")
        self.c.fill("#address", self.person.address)
        self.send()
        self.go(f"/login/link?token={self.person.mailed('login')}")
        self.shot("link")
        self.send()
        like(self.c.url(), "/watchlist/", f"{self.name}: in by a mailed link")

    def run(self):
        self.sign_up()
        self.second_factor()
        self.later(60)
        self.address()
        self.link()
        self.leave()
        problems = [p for p in self.c.problems() if "422" not in p]
        same(problems, [], f"{self.name}: no error in the browser's console but the refusals")


# ---- the checkers ---------------------------------------------------------------------------------------------------------
def every_page(w):
    """A person with a bit of everything: path → page."""
    p = Person(w, "pages@example.org")
    p.log_in()
    p.submit("/watchlist/", {"add": "heron"})
    p.submit("/account/address/", {"address": "elsewhere@example.org", "current": PASSWORD})
    pages = {path: p.get(path) for path in ("/account/", "/account/security/", "/account/address/", "/account/data/", "/account/second-factor/")}
    p.submit("/account/second-factor/", {"current": PASSWORD})
    pages["second factor, key"] = p.get("/account/second-factor/")
    key = re.search(r"<dt>Key</dt><dd><code>([A-Z2-7 ]+)</code>", pages["second factor, key"].text).group(1)
    pages["second factor, refused"] = p.submit("/account/second-factor/", {"code": "12"}, "/account/second-factor/confirm")
    with open(w.clock, encoding="ascii") as f:
        h, m, s = map(int, f.read()[11:19].split(":"))
    pages["second factor, codes"] = p.submit("/account/second-factor/", {"code": totp(key, CLOCK - 9 * 3600 + h * 3600 + m * 60 + s)}, "/account/second-factor/confirm")
    pages["password, refused"] = p.submit("/account/security/", {"current": "x", "password": "x"}, "/account/password")
    pages["mail, refused"] = p.submit("/account/", {"day": 9, "hour": 9, "zone": "No/Where", "quiet_from": 3}, "/account/mail")
    pages["delete, refused"] = p.submit("/account/data/", {"current": "x"}, "/account/delete")
    pages["feed"], pages["feed, made"] = p.get("/account/feed/"), p.submit("/account/feed/", {})
    pages["webhooks, locked"] = p.get("/account/webhooks/")
    w.atlas("account", "tier", p.address, "professional")
    pages["webhooks, none"] = p.get("/account/webhooks/")
    pages["webhooks, refused"] = p.submit("/account/webhooks/", {"address": "hook", "format": "slack", "threshold": "high"})
    pages["webhooks, added"] = p.submit("/account/webhooks/", {"address": "https://receiver.example/hooks/" + "x" * 200, "format": "standard", "threshold": "low"})
    hook = re.search(r'href="(/account/webhooks/[0-9]+/)"', pages["webhooks, added"].text).group(1)
    pages["webhook, new"] = p.get(hook)
    w.sql("INSERT INTO webhook_message (webhook_id, account_id, type, created_at, next_try_at, tried_at, state, attempts, http_status, duration_ms, answer, reason) SELECT w.id, account_id, 'webhook.test', w.created_at, w.created_at,"
          " w.created_at, x.* FROM webhook w, (VALUES ('delivered', 1, 200, 12, '{\"taken\": true}', NULL), ('failed', 1, 301, 3, repeat('<a>', 100), 'Answered 301, a redirect.'), ('pending', 2, NULL, 10000, NULL, 'Failed: no answer.'), ('pending', 0, NULL, NULL, NULL, NULL)) x")
    pages["webhook, with a log"] = p.get(hook)
    w.sql("UPDATE webhook SET active = false, off_at = created_at, off_reason = 'It answered 410: there will be no endpoint at this address any more.'")
    pages["webhook, off, with a new secret"] = p.submit(hook, {}, hook + "secret")
    pages["webhooks, off"] = p.get("/account/webhooks/")
    w.sql("DELETE FROM webhook")
    q = Person(w, "q@example.org", made=False)
    q.submit("/signup", {"address": q.address, "password": PASSWORD})
    q.submit("/login/mail", {"address": "pages@example.org"})
    for path in ("/login", "/login/code", "/login/mail", f"/login/link?token={q.mailed('login', 'pages@example.org')}", f"/confirm?token={q.mailed('confirm')}", "/confirm?token=used", "/login/link?token=used",
                 f"/confirm-address?token={q.mailed('move', 'elsewhere@example.org')}", f"/undo-address?token={q.mailed('moving', 'pages@example.org')}", "/undo-address?token=used"):
        pages[path] = q.get(path)
    link = w.atlas("account", "impersonate-view", "pages@example.org", "--reason", "a look").stdout.strip().removeprefix(w.base_url)
    pages[link] = q.get(link)
    q.submit(link, {"token": link.split("token=")[1]}, "/login/view")
    pages["the view"] = q.get("/account/")
    same([k for k, r in pages.items() if r.status not in (200, 422)], [], f"{len(pages)} pages of accounts")
    return {k: r.text for k, r in pages.items()}, p


def every_mail(w):
    """The HTML of every kind of notice, as the worker renders it."""
    w.worker()
    mails = {m["Subject"]: m for m in w.mails()}
    ok(len(mails) >= 8, "mails of many kinds", sorted(mails))
    for subject, m in mails.items():
        text = m.get_body(("plain",)).get_content()
        ok(re.search(r"https?://", text) and not re.search(r"\n\n\n|\{\{|None", text), f"\"{subject}\": its text part is complete", text)
    return {f"mail: {s}": m.get_body(("html",)).get_content() for s, m in mails.items()}


def checkers(c, w):
    pages, p = every_page(w)
    names = save(os.path.join(w.dir, "pages"), pages)
    same(vnu(names)[:20], [], "vnu: no finding")
    same(html_validate(names)[:20], [], "html-validate: no finding")
    mails = save(os.path.join(w.dir, "mails"), every_mail(w))
    same(vnu(mails)[:20], [], f"vnu: no finding in {len(mails)} mails")
    axe_modes(c, w, pages)
    c.open(**DESKTOP)
    for path, name in mails.items():
        c.goto(f"file://{path}")
        c.shot("account-" + re.sub(r"\W+", "-", name.lower()))


with World() as w, Chromium() as c:
    w.sql("INSERT INTO platform (slug, name, created_at) VALUES ('heron', 'Heron', '2026-01-01')")
    w.start_web()
    Walk(c, w, "desktop", DESKTOP).run()
    w.set_clock("2026-03-02T09:00:00Z")
    w.sql("DELETE FROM rate")
    Walk(c, w, "phone", PHONE).run()
    w.sql("DELETE FROM rate")
    checkers(c, w)
done()
