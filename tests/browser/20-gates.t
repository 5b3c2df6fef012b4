#!/usr/bin/python3
# What independent tools say of the public pages of the demonstration: HTML (vnu, html-validate), CSS (stylelint), links and
# their targets (ours and linkinator); and what must be true of any page whatever its data (invariants.py). A deliberately bad page must be found by each.
import json
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from checkers import html_validate, save, vnu  # noqa: E402
from chromium import MODULES, needs, node  # noqa: E402
from crawl import BAD_PAGE, crawl, kind_of  # noqa: E402
from demonstration import Demonstration  # noqa: E402
import invariants  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, ok, same, skip_all  # noqa: E402
from world import ROOT  # noqa: E402

MOST_OF_A_KIND = 12
BAD_CSS = "a { color: #GGG; colr: red }\na { }\n"
if needs():
    skip_all(needs())


def linkinator(w, url):
    """Broken links that linkinator finds, following those of this address only. It asks faster than nginx lets one address: what was put off is asked again."""
    out = os.path.join(w.dir, "links.json")  # a file: it ends before a pipe has taken all that it says
    with open(out, "w+", encoding="utf-8") as f:
        r = subprocess.run([node(), os.path.join(MODULES, "linkinator", "build", "src", "cli.js"), url, "--recurse", "--format", "json", "--timeout", "60000",
                            "--skip", f"^(?!{re.escape(url.rstrip('/'))})", "--skip", "/diff/|/@[0-9]|[?]"], stdout=f, stderr=subprocess.PIPE, text=True)
        f.seek(0)
        text = f.read()
    if not text.startswith("{"):
        return [], [f"linkinator said nothing: {r.stderr[-500:]}"]
    links = json.loads(text)["links"]
    return links, [f"{k['status']}: {k['url']}, linked from {k.get('parent')}" for k in links
                   if k["state"] == "BROKEN" and not (k["status"] == 429 and w.browser().get(k["url"]).status in (200, 301, 303))]


def stylelint(path):
    r = subprocess.run([node(), os.path.join(MODULES, "stylelint", "bin", "stylelint.mjs"), "--config", os.path.join(os.path.dirname(__file__), ".stylelintrc.json"),
                        "--config-basedir", os.path.dirname(os.path.abspath(__file__)), "--formatter", "json", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return [f"{w['line']}: {w['text']}" for f in json.loads(r.stdout or r.stderr) for w in f["warnings"]]


def some_of_each(shown):
    """At most so many pages of a kind: the checkers of HTML read a hundred pages of one template no better than a dozen."""
    kinds, some = {}, {}
    for path in sorted(shown, key=lambda p: -len(shown[p])):
        kinds[kind_of(path)] = kinds.get(kind_of(path), 0) + 1
        if kinds[kind_of(path)] <= MOST_OF_A_KIND:
            some[path] = shown[path]
    return some


def clock(name, begun):
    print(f"# {name}: {time.monotonic() - begun:.0f} s")


with Demonstration() as w, Source() as bad:
    begun = time.monotonic()
    w.live()
    w.start_web()
    bad.pages["/"] = Page(BAD_PAGE)
    clock("demonstration", begun)

    begun = time.monotonic()
    pages, wrong = crawl(w)
    ok(len(pages) > 300, f"{len(pages)} addresses are linked")
    same(wrong[:20], [], "and every one of them answers, with the place that is linked to")
    clock("links", begun)
    w.base_url, real, port = bad.url, w.base_url, w.port
    w.port = bad.port
    _, wrong = crawl(w)
    w.base_url, w.port = real, port
    ok(any("404" in x for x in wrong) and any("#nothing" in x for x in wrong), "the bad page's broken links are found", wrong)

    begun = time.monotonic()
    links, broken = linkinator(w, w.base_url + "/")
    ok(len(links) > 150, f"linkinator follows {len(links)} links")
    same(broken[:20], [], "and none is broken")
    ok(linkinator(w, bad.url + "/")[1], "linkinator finds the bad page's")
    clock("linkinator", begun)

    begun = time.monotonic()
    extra = {"/no/such/page": w.browser().get("/no/such/page"), "/search?q=nothing-like-it": w.browser().get("/search?q=nothing-like-it")}
    shown = {p: r.text for p, r in {**pages, **extra}.items() if "text/html" in r.headers.get("Content-Type", "") and r.text}
    same([x for p, t in shown.items() for x in invariants.headings(p, t)][:20], [], "no heading without content")
    same([x for p, t in shown.items() for x in invariants.hashes(p, t)][:20], [], "every hash names its scope")
    data = {p: r.body for p, r in pages.items() if r.headers.get("Content-Type") == "application/json"}
    same([x for p, t in data.items() for x in invariants.dates(p, t)][:20], [], f"dates stand in an order that can be, in {len(data)} records")
    ok(len(data) > 100, "and there are many")
    tiers = [n for row in w.sql("SELECT name, array_to_string(aliases, '|') FROM tier WHERE rank > 0") for n in "|".join(row).split("|") if n]
    same([x for x in invariants.tier_names(ROOT, tiers)], [], "tiers are named by their rows alone")
    wrong = invariants.headings("bad", "<main><h1>A</h1><h2>B</h2><h2>C</h2><p>c</p><h3></h3></main>") + invariants.hashes("bad", "<p>" + "ab" * 32) \
        + invariants.dates("bad", '{"document": {"verified_at": "2026-01-01T00:00:00Z", "changed_at": "2026-01-02T00:00:00Z"}}')
    ok(len(wrong) >= 4, "what is wrong in such a way is found", wrong)
    names = save(os.path.join(w.dir, "html"), some_of_each(shown))
    wrong_names = save(os.path.join(w.dir, "bad"), {"bad": BAD_PAGE})
    same(vnu(names)[:20], [], f"vnu: no finding in {len(names)} pages")
    ok(len(vnu(wrong_names)) >= 3, "vnu finds the bad page")
    clock("vnu", begun)
    begun = time.monotonic()
    same(html_validate(names)[:20], [], f"html-validate: no finding in {len(names)} pages")
    ok(len(html_validate(wrong_names)) >= 3, "html-validate finds the bad page")
    clock("html-validate", begun)
    same(stylelint(os.path.join(ROOT, "static", "atlas.css")), [], "stylelint: no finding in the style sheet")
    with open(os.path.join(w.dir, "bad.css"), "w", encoding="ascii") as f:
        f.write(BAD_CSS)
    ok(len(stylelint(os.path.join(w.dir, "bad.css"))) >= 2, "stylelint finds the bad one")
    size = os.path.getsize(os.path.join(ROOT, "static", "atlas.css"))
    ok(size <= 20_000, f"which has {size} bytes")
done()
