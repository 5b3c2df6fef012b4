#!/usr/bin/python3
# Accessibility of a page of each kind, as axe sees it: in light, dark, forced colours, at 320 px, and written from right to
# left. No page scrolls sideways, also with hostile text in every column. A deliberately bad page must be found in every mode.
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Chromium, needs  # noqa: E402
from crawl import BAD_PAGE, crawl, one_of_each  # noqa: E402
from demonstration import Demonstration  # noqa: E402
from hostile import HostileWorld  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, ok, same, skip_all  # noqa: E402

PASSWORD = "seven quiet herons wade"
MODES = {"light": {"colorScheme": "light"}, "dark": {"colorScheme": "dark"}, "forced colours": {"forcedColors": "active"},
         "320 px": {"viewport": {"width": 320, "height": 640}}, "right to left": {"viewport": {"width": 320, "height": 640}}}
NARROW = ("320 px", "right to left")
if needs():
    skip_all(needs())


def looks(c, urls, mode):
    """axe's complaints and sideways scrolling, over pages in one mode."""
    found, wide = [], []
    for url in urls:
        c.goto(url)
        if mode == "right to left":
            c.evaluate("document.documentElement.dir = 'rtl'")
        found += [f"{urllib.parse.urlsplit(url).path}: {v}" for v in c.axe()]
        if mode in NARROW and c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(urllib.parse.urlsplit(url).path)
    return found, wide


def log_in(c, w):
    w.atlas("account", "create", "reader@example.org", "--password-file", "-", "--tier", "watcher", input=PASSWORD + "\n")
    w.atlas("account", "watch", "reader@example.org", "ondrith", "vendelby")
    c.goto(w.base_url + "/login")
    c.fill("#address", "reader@example.org")
    c.fill("#password", PASSWORD)
    c.click("main form button[type=submit]")


with Demonstration() as w, Source() as bad, Chromium() as c:
    w.live()
    w.start_web()
    bad.pages["/"] = Page(BAD_PAGE)
    pages, _ = crawl(w)
    urls = [w.base_url + p for p in [*one_of_each(pages), "/no/such/page", "/search?q=nothing-like-it"]]
    print(f"# axe on {len(urls)} pages in {len(MODES)} modes")
    for mode, options in MODES.items():
        c.open(**options)
        found, wide = looks(c, urls, mode)
        if mode == "light":
            log_in(c, w)
            found += looks(c, [w.base_url + p for p in ("/watchlist/", "/watchlist/?q=o", "/watchlist/import", "/suggest", "/platform/ondrith/", "/clause-type/arbitration/", "/account/")], mode)[0]
        same(found[:20], [], f"axe, {mode}: no violation")
        if mode in NARROW:
            same(wide, [], f"{mode}: no page scrolls sideways")
        found, wide = looks(c, [bad.url + "/"], mode)
        ok(len(found) >= 3 and (mode not in NARROW or wide), f"axe, {mode}: the bad page is found", (found, wide))
with HostileWorld() as w, Chromium() as c:
    w.start_web()
    c.open(**MODES["320 px"])
    wide, urls = [], [w.base_url + p for p in one_of_each(crawl(w)[0])]
    for url in urls:
        c.goto(url)
        if c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth || typeof zq7 !== 'undefined'"):
            wide.append(urllib.parse.urlsplit(url).path)
    same(wide, [], f"hostile text: none of {len(urls)} pages scrolls sideways")
    same([p for p in c.problems() if "404" not in p], [], "and the browser complains of nothing")
done()
