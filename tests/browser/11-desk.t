#!/usr/bin/python3
"""A minute at the desk in a real browser: with JavaScript, by keys; without, on a phone, by forms alone. From the queue to a
published provision; every page of the desk for accessibility, width and valid HTML."""
import json
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from chromium import MODULES, Chromium, needs  # noqa: E402
from tap import done, like, ok, same, skip_all  # noqa: E402
from world import ROOT, World  # noqa: E402

PASSWORD = "seven quiet herons wade"
PHONE = {"viewport": {"width": 390, "height": 800}, "hasTouch": True, "javaScriptEnabled": False}
if needs():
    skip_all(needs())


def words(text):
    return " ".join(text.split())


def log_in(c, w, who):
    c.goto(w.base_url + "/login?next=/analyst/")
    c.fill("#address", f"{who}@example.com")
    c.fill("#password", PASSWORD)
    c.click("main form button[type=submit]")
    like(c.url(), "/analyst/", f"{who} comes to the desk by logging in")


def by_keys(c, w):
    """j to the second proposal, r refuses it, j and Enter open the first; sentences, preview, publish."""
    first = words(c.text(".rows > li:nth-child(1) .head"))
    like(words(c.text("main")), "Keys: j next", "a line of help says the keys")
    refused = words(c.text(".rows > li:nth-child(2) .head a"))
    open_before = c.count(".rows > li")
    c.press("j")
    c.press("j")
    ok(c.evaluate("document.activeElement === document.querySelector('.rows').children[1]"), "j twice: the second entry has the focus")
    c.press("k")
    c.press("j")
    c.shot("desk-keys", False)
    c.click("body") if c.evaluate("document.activeElement === document.body") else None
    c.press("r")
    time.sleep(0.3)
    like(c.url(), "done=refused", "r refuses it")
    same(c.count(".rows > li"), open_before - 1, f"and it has left the queue: {refused}")
    c.fill("#platform", "jkar")
    same(c.evaluate("document.activeElement.id"), "platform", "whoever types in a field types")
    c.evaluate("document.activeElement.blur()")
    c.press("j")
    c.press("Enter")
    time.sleep(0.3)
    like(c.url(), "/analyst/clause/", f"Enter opens the entry: {first}")
    begun = time.monotonic()
    quote = c.evaluate("document.getElementById('quote_1').value")
    ok(len(quote) > 20, "the form begins with type, severity, title and the operative words", quote)
    c.fill("#title", "Posts train models unless a switch is used")
    c.fill("#what", "Posts may be used to train models.")
    c.fill("#text_1", "What people post becomes material for models unless they act.")
    c.click("button[value=preview]")
    like(words(c.text("#preview")), "Preview", "a preview")
    same(c.count("#preview ~ .field-error"), 0, "without complaints")
    c.shot("desk-preview")
    c.click("button[value=publish]")
    if c.count("#anyway"):
        c.click("#anyway")
        c.click("button[value=publish]")
    like(c.url(), "done=published", "and it is published")
    print(f"# form to published: {time.monotonic() - begun:.1f} s of the machine's time, 3 fields typed, 2 buttons")
    ok(all("422" in p for p in c.problems()), "no error in the browser's console but that a remark came first")


def by_forms(c, w):
    c.click("nav a[href='/analyst/changes/']")
    c.click(".rows .head a")
    like(words(c.text("main")), "(?i)before .* after", "a change: its clauses side by side")
    c.shot("desk-phone-change")
    c.click("main form button[value=read]")
    like(words(c.text("main")), "left the queue", "read, by one button")
    c.click("nav a[href='/analyst/reviews/']")
    like(words(c.text("main")), "clause gone", "provisions to review again")
    c.click(".rows .actions a")
    c.click("summary:has-text('Withdraw')")
    c.fill("#reason", "The clause is gone.")
    c.click("button:has-text('Withdraw for good')")
    like(words(c.text("main")), "Withdrawn", "withdrawn, with its reason")
    c.goto(w.base_url + "/report?record=CA-P-000003")
    c.fill("#body", "The way out lasts 30 days, not 20.")
    c.click("main form button[type=submit]")
    like(words(c.text("main")), "Received", "a report is sent, and has a page")
    c.shot("desk-phone-report")
    c.goto(w.base_url + "/analyst/reports/")
    c.click(".rows .head a")
    c.fill("#note", "You are right; it says 30 days.")
    c.click("main form button:has-text('Answer')")
    like(words(c.text("main")), "Answered", "and answered")


def every_page(c, w):
    plain = w.browser()
    token = re.search(r'name="csrf" value="([^"]+)"', plain.get("/login").text).group(1)
    plain.post("/login", {"csrf": token, "address": "analyst@example.com", "password": PASSWORD, "next": ""})
    provision = w.sql1("SELECT record_id FROM provision WHERE slug = 'binding-arbitration'")
    clause = w.sql1("SELECT clause_id FROM provision WHERE slug = 'binding-arbitration'")
    paths = ["/analyst/", "/analyst/changes/", "/analyst/change/CA-C-000001/", "/analyst/drafts/", "/analyst/reviews/", "/analyst/reports/", "/analyst/report/CA-R-000001/", "/analyst/held/",
             "/analyst/sources/", "/analyst/source/1/", "/analyst/record/", f"/analyst/clause/{clause}/", f"/analyst/provision/{provision}/", "/report", "/corrections/"]
    for mode, options in (("light", {}), ("320 px", {"viewport": {"width": 320, "height": 700}})):
        c.open(**options)
        log_in(c, w, "analyst")
        faults, wide, files = [], [], {}
        for path in paths:
            c.goto(w.base_url + path)
            faults += [f"{path}: {v}" for v in c.axe()]
            if c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(path)
            c.shot("desk-" + mode.split()[0] + path.rstrip("/").replace("/", "-"))
            if mode == "light":
                file = os.path.join(w.dir, f"{len(files)}.html")
                with open(file, "w", encoding="utf-8") as f:
                    f.write(plain.get(path).text)
                files[file] = path
        same(faults, [], f"axe, {mode}: no violation on {len(paths)} pages")
        same(wide, [], f"{mode}: no page scrolls sideways")
        if files:
            r = subprocess.run(["java", "-Xss2m", "-jar", os.path.join(MODULES, "vnu-jar", "build", "dist", "vnu.jar"), "--stdout", "--exit-zero-always", "--format", "json", *files],
                               stdout=subprocess.PIPE, text=True, check=True)
            same([f"{files.get(m.get('url', '').removeprefix('file:'))}:{m.get('lastLine')}: {m['message']}" for m in json.loads(r.stdout)["messages"]], [], "vnu: no finding")


with World() as w, Chromium() as c:
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        w.sql(f.read())
    w.set_clock("2026-03-20T12:00:00Z")
    for who in ("analyst", "reviewer"):
        w.atlas("account", "create", f"{who}@example.com", "--password-file", "-", input=PASSWORD + "\n")
        w.atlas("analyst", "grant", f"{who}@example.com", "--role", who, "--name", who.title())
    w.atlas("analyst", "propose")
    w.start_web()
    c.open()
    log_in(c, w, "analyst")
    by_keys(c, w)
    c.open(**PHONE)
    log_in(c, w, "reviewer")
    by_forms(c, w)
    same(c.problems(), [], "no error in the browser's console")
    every_page(c, w)
done()
