#!/usr/bin/python3
# The whole way in a real browser, with JavaScript and without: read, sign up, confirm from the mail, watch, be told by the
# weekly digest, leave by one click. On the demonstration, and read again on real captures where the corpus is.
import os
import re
import sys
import urllib.error
import urllib.request
from datetime import timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Chromium, needs  # noqa: E402
from demonstration import TODAY, Demonstration  # noqa: E402
import replay  # noqa: E402
from policy import Watched  # noqa: E402
from relay import Relay  # noqa: E402
from tap import done, like, ok, same, skip, skip_all, unlike  # noqa: E402

PASSWORD = "seven quiet herons wade"
CAPTURES = 8  # of each real source
if needs():
    skip_all(needs())


def words(text):
    return " ".join(text.split())


def read_about(c, w, name):
    """Registry → platform → document → history → change record → redline → as of a day → provision → clause type."""
    c.goto(w.base_url + "/")
    like(c.title(), "Clause Atlas", f"{name}: the home page")
    ok(c.count("main a[href^='/change/']") >= 3, "shows the latest changes")
    c.shot(f"{name}-home")
    c.click("header a[href='/platforms/']")
    listed = words(c.text("main"))
    ok(all(p in listed for p in ("Ondrith", "Pictavane", "Vendelby")), "the registry lists the three platforms", listed[:500])
    c.click("main >> text=Ondrith")
    same(c.text("h1"), "Ondrith", "a platform")
    like(words(c.text("main")), "Invented platform", "that says that it is invented")
    c.click("main a[href='/platform/ondrith/terms-of-service/']")
    like(words(c.text("main")), "arbitration", "a document with its current text")
    c.shot(f"{name}-document", False)
    c.click("main a[href$='/history/'] >> nth=0")
    history = words(c.text("main"))
    like(history, "Version 5|5 versions", "its history")
    c.shot(f"{name}-history")
    change = w.sql1("SELECT c.record_id FROM change c JOIN version v ON v.id = c.to_version_id JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id"
                    " WHERE p.slug = 'ondrith' AND d.slug = 'terms-of-service' AND v.number = 4")
    c.goto(f"{w.base_url}/change/{change}/")
    text = words(c.text("main"))
    ok(c.count("main ins") > 0 and c.count("main del") > 0, "a change record shows what was inserted and what was deleted")
    like(text, "(?i)30 days.*10 days|10 days.*30 days", "with the passage that changed")
    like(text, "(?i)observed", "and says when it was observed")
    c.shot(f"{name}-change")
    c.goto(f"{w.base_url}/platform/ondrith/terms-of-service/diff/3..4/")
    inserted, deleted = words(" ".join(c.texts("main ins"))), words(" ".join(c.texts("main del")))
    ok("10" in inserted and "30" in deleted, "the redline of two versions", (inserted[:300], deleted[:300]))
    c.shot(f"{name}-redline")
    day = (TODAY - timedelta(days=100)).strftime("%Y-%m-%d")
    same(c.goto(f"{w.base_url}/platform/ondrith/terms-of-service/@{day}/"), 200, "the document as of a day")
    old = words(c.text("main"))
    like(old, "at least (30|thirty) days", "with the words of that day")
    unlike(old, "binding arbitration", "and none of later ones")
    c.shot(f"{name}-asof", False)
    provision = w.sql1("SELECT provision_url(p.slug, d.slug, r.slug) FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id"
                       " WHERE r.state = 'published' AND r.id IN (SELECT provision_id FROM provision_match) ORDER BY r.id LIMIT 1")
    c.goto(w.base_url + provision)
    like(words(c.text("main")), "How other platforms handle this", "a provision with its neighbours on other platforms")
    c.shot(f"{name}-provision")
    c.click("main a[href^='/clause-type/'] >> nth=0")
    like(words(c.text("main")), r"\d+ of \d+ (invented )?platforms.*counted", "a clause type with its adoption, counted")
    c.goto(f"{w.base_url}/search?q=arbitration")
    ok(c.count("main mark") > 0, "search finds and marks")
    c.shot(f"{name}-search")


def mail_to(relay, address, kind):
    return [m for m in relay.to(address) if kind in m["Message-ID"]]


def sign_up(c, w, relay, name, address):
    c.goto(w.base_url + "/platform/vendelby/")
    c.click("header a[href='/signup']" if c.count("header a[href='/signup']") else "a[href^='/signup']")
    c.fill("#address", address)
    c.fill("#password", PASSWORD)
    c.shot(f"{name}-signup")
    c.click("main form button[type=submit]")
    like(words(c.text("main")), "(?i)mailbox", f"{name}: signed up, and told to look into the mailbox")
    w.worker()
    mails = mail_to(relay, address, "confirm")
    same(len(mails), 1, "one mail arrives at the relay")
    body = mails[0].get_body(("plain",)).get_content()
    link = re.search(r"https?://\S+/confirm\?token=\S+", body).group(0)
    ok(link in mails[0].get_body(("html",)).get_content().replace("&amp;", "&"), "text and HTML carry the same link")
    c.goto(link)
    c.fill("#password", PASSWORD)
    c.shot(f"{name}-confirm")
    c.click("main form button[type=submit]")
    like(c.url(), "/watchlist/", "confirmed by a button and the password, and logged in")


def watch(c, w, name):
    c.goto(w.base_url + "/platform/ondrith/")
    c.click("main form[action='/watchlist/'] button:has-text('Watch Ondrith')")
    like(c.url(), "/platform/ondrith/", "one button on a platform's page watches it, and leads back")
    like(words(c.text("main")), "Added to your watchlist.*You watch Ondrith: every change, by digest", "where it says so")
    c.click("main a:has-text('Change how it tells')")
    like(words(c.text("main")), "1 of 1 platform.*Ondrith .*Platform, watched since", "Ondrith is on the watchlist")
    c.shot(f"{name}-watchlist")
    same(c.problems(), [], f"{name}: no error in the browser's console so far")
    c.goto(w.base_url + "/watchlist/?add=pictavane")
    c.click("main form button:has-text('Add Pictavane')")
    like(words(c.text("main")), "(?i)free tier watches 1 platform", "a second one is over the free tier's limit, and the page says so")
    ok(all("422" in p for p in c.problems()), "which the browser notes as the 422 that it is, and nothing else")


def digest(c, w, relay, name, address, turn):
    """A change in the week, and the clock on to next Monday's morning."""
    w.pass_time(days=2)
    w.publish("ondrith", "privacy-policy", "4.html", lambda text: text.replace("24 months", f"{30 + turn} months"))
    w.worker()
    same(mail_to(relay, address, "alert"), [], "the free tier gets no alert")
    w.at(TODAY + timedelta(days=7 * turn, hours=1))
    w.worker()
    mails = mail_to(relay, address, "digest")
    same(len(mails), 1, f"{name}: on Monday there is one digest")
    if not mails:
        return None
    m = mails[0]
    plain, html = m.get_body(("plain",)).get_content(), m.get_body(("html",)).get_content()
    like(m["Subject"], "Ondrith", "its subject names the platform")
    like(plain, f"(?s)Ondrith.*{w.base_url}/change/CA-C-", "its text leads to the change")
    unlike(plain, "Pictavane", "and speaks of nothing that is not watched")
    ok(m["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and m["List-ID"] and len(html.encode()) < 60_000, "with one-click headers, and of a decent size",
       dict(m.items()))
    c.goto(re.search(rf"{w.base_url}/change/CA-C-\d+/", plain).group(0))
    like(words(c.text("main")), f"{30 + turn} months", "the link in it opens the change record")
    url = re.search(r"<(https?://[^>]+)>", m["List-Unsubscribe"]).group(1)
    return url


def unsubscribe(c, w, relay, address, url, turn):
    anonymous = urllib.request.Request(url)
    with urllib.request.urlopen(anonymous) as r:
        like(r.read().decode(), "Unsubscribe", "looking at the link shows a page")
    same(w.sql1(f"SELECT digest FROM account WHERE address = '{address}'"), "t", "and changes nothing")
    with urllib.request.urlopen(urllib.request.Request(url, data=b"List-Unsubscribe=One-Click", method="POST")) as r:
        ok(r.status in (200, 202), "one click, as a mail program sends it (RFC 8058), without cookies", r.status)
    same(w.sql1(f"SELECT digest FROM account WHERE address = '{address}'"), "f", "turns the digest off")
    w.pass_time(days=2)
    w.publish("ondrith", "privacy-policy", "4.html", lambda text: text.replace("24 months", f"{50 + turn} months"))
    w.worker()
    w.at(TODAY + timedelta(days=7 * (turn + 1), hours=1))
    w.worker()
    same(len(mail_to(relay, address, "digest")), 1, "a week with another change: no further digest comes")
    c.goto(w.base_url + "/account/")
    c.click("form[action='/logout'] button")
    c.goto(w.base_url + "/watchlist/")
    like(c.url(), "/login", "logged out")


def real_captures(c):
    """The same pages with documents that were not written for this."""
    with Watched() as w:
        r = replay.Replay(w, CAPTURES)
        r.play()
        w.start_web()
        c.open()
        c.goto(w.base_url + "/platforms/")
        listed = c.text("main")
        ok(all(x.platform in listed for x in r.usable), f"{len(r.captures)} real captures: the registry lists their platforms")
        for url, title in w.sql("SELECT document_url(p.slug, d.slug), d.title FROM document d JOIN platform p ON p.id = d.platform_id JOIN stay s ON s.document_id = d.id"
                                " AND s.verified_until IS NULL ORDER BY 1"):
            ok(c.goto(w.base_url + url) == 200 and len(c.text("main")) > 2000, f"{url}: its text")
        c.shot("replay-document", False)
        changes = w.sql("SELECT c.record_id, document_url(p.slug, d.slug), o.number, n.number, v.day FROM change c JOIN version o ON o.id = c.from_version_id JOIN version n ON"
                        " n.id = c.to_version_id JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id, to_char(c.observed_at - interval '1 day', 'YYYY-MM-DD')"
                        " AS v(day) ORDER BY c.kind = 'cosmetic', c.id")
        ok(changes, "there are changes")
        for n, (record, url, old, new, day) in enumerate(changes[:3]):
            c.goto(f"{w.base_url}/change/{record}/")
            ok(c.count("main ins") + c.count("main del") > 0, f"{record} {url}: a change record with a redline")
            c.shot(f"replay-change-{n}")
            c.goto(f"{w.base_url}{url}diff/{old}..{new}/")
            ok(c.count("main ins") + c.count("main del") > 0, "the redline of its two versions")
            c.shot(f"replay-redline-{n}", False)
            same(c.goto(f"{w.base_url}{url}@{day}/"), 200, f"as of {day}")
        same(c.problems(), [], "no error in the browser's console")
        r.close()


with Demonstration() as w, Relay() as relay, Chromium() as c:
    w.write_settings(SMTP_URL=relay.url)
    w.live()
    w.start_web()
    for turn, (name, js) in enumerate((("js", True), ("no-js", False))):
        turn = 2 * turn + 1
        address = f"{name}@example.org"
        w.at(TODAY + timedelta(days=7 * (turn - 1)))
        c.open(javaScriptEnabled=js)
        read_about(c, w, name)
        sign_up(c, w, relay, name, address)
        watch(c, w, name)
        url = digest(c, w, relay, name, address, turn)
        if url:
            unsubscribe(c, w, relay, address, url, turn)
        same(c.problems(), [], f"{name}: no error in the browser's console")
    if replay.available():
        real_captures(c)
    else:
        skip("real captures", "the corpus is not there (build/corpus)")
done()
