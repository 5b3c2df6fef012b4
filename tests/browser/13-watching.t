#!/usr/bin/python3
# Watching in a real browser, on a desktop with JavaScript and on a telephone without: from a platform's page and back to it, stopped
# and undone, a pasted list, a file, a suggestion. Every page as axe sees it; none scrolls sideways. Pictures are in build/shots.
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from chromium import Chromium, needs  # noqa: E402
from person import PASSWORD, Person  # noqa: E402
from tap import done, like, same, skip_all  # noqa: E402
from world import World  # noqa: E402

PHONE = {"viewport": {"width": 320, "height": 640}, "isMobile": True, "hasTouch": True, "javaScriptEnabled": False}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
if needs():
    skip_all(needs())


def walk(c, w, name, axe):
    def page(what):
        c.shot(f"watching-{name}-{what}")
        same(c.axe() if axe else [], [], f"{name}, {what}: axe has no complaint")
        same(c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), False, f"{name}, {what}: it does not scroll sideways")
        return " ".join(c.text("main").split())

    Person(w, f"{name}@example.org", tier="professional")
    c.goto(w.base_url + "/login")
    c.fill("#address", f"{name}@example.org")
    c.fill("#password", PASSWORD)
    c.click("main form button[type=submit]")
    like(page("empty"), "Nothing is watched yet.*Look in the registry", f"{name}: an empty watchlist leads somewhere")
    c.goto(w.base_url + "/platform/heron/")
    c.click("main form[action='/watchlist/'] button")
    like(page("added"), "Added to your watchlist.*You watch Heron: every change", "one button watches, and leads back")
    c.click("main form[action='/watchlist/remove'] button")
    like(page("removed"), "Removed from your watchlist.*Undo the removal", "another one stops")
    c.click("main form[action='/watchlist/undo'] button")
    like(c.text("main"), "It is on your watchlist again, as it was", "and it can be undone")
    c.click("main a:has-text('Change how it tells')")
    like(page("settings"), "The whole watchlist.*Tell me of", "its settings are one link away")
    c.goto(w.base_url + "/watchlist/import")
    page("import")
    c.fill("#names", "Egret GmbH\nheron\nhttps://ibis.example/\nNobody Knows This")
    c.click("form[action='/watchlist/import'] button")
    like(page("preview"), "4 lines: 2 of 2 new fit the Professional tier, 1 watched already, 1 not found.*Egret.*Ibis.*Suggest it", "a list is shown before anything is added")
    c.click("form[action='/watchlist/import/add'] button")
    like(page("imported"), "2 watches are added", "and added")
    c.goto(w.base_url + "/suggest?url=https://heron.example/other")
    like(page("suggest"), "watched already.*Heron", "what is known is said at once")
    c.fill("#url", f"https://stork-{name}.example/terms")
    c.click("main form button")
    like(page("suggested"), "Thank you.*within minutes", "what is not is taken")


with World() as w, Chromium() as c:
    w.sql("INSERT INTO platform (slug, name, homepage, created_at) VALUES ('heron', 'Heron', 'https://heron.example/', '2026-03-01'), ('egret', 'Egret GmbH', NULL, '2026-03-01'), ('ibis', 'Ibis', 'https://ibis.example', '2026-03-01')")
    w.start_web()
    for name, options in (("desktop", DESKTOP), ("phone", PHONE)):
        c.open(**options)
        walk(c, w, name, name == "desktop")
        same([p for p in c.problems() if "422" not in p], [], f"{name}: nothing in the browser's console")
done()
