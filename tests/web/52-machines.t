#!/usr/bin/python3
"""What machines read: feeds, site maps of any size, data for search engines; and a comparison by its form alone."""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, like, ok, same, unlike
from world import ROOT, World

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEEDS = {"/feeds/changes.atom": 2, "/feeds/platform/larkfield.atom": 2, "/feeds/document/larkfield/terms-of-service.atom": 2, "/feeds/document/mossgate/terms.atom": 0,
         "/feeds/clause-type/unilateral-changes.atom": 2, "/feeds/clause-type/arbitration.atom": 0, "/feeds/severity/low.atom": 2, "/feeds/severity/high.atom": 1, "/feeds/severity/critical.atom": 0}


def feeds(b):
    ids = {}
    for path, n in FEEDS.items():
        r = b.get(path)
        feed = xml.fromstring(r.body)
        links = {x.get("rel"): x.get("href") for x in feed.findall(ATOM + "link")}
        same((r.headers["Content-Type"].split(";")[0], len(feed.findall(ATOM + "entry")), links["self"]), ("application/atom+xml", n, b.origin + path), f"{path}: a feed of {n}")
        ok(all(feed.findtext(ATOM + x) for x in ("id", "title", "updated")) and feed.findtext(f"{ATOM}author/{ATOM}name"), "with what RFC 4287 asks for")
        ok(b.get(links["alternate"]).status == 200, "and the page it is of", links)
        same(b.get(path, If_None_Match=r.headers["ETag"]).status, 304, "304 to who has it")
        for e in feed.findall(ATOM + "entry"):
            ids.setdefault(e.findtext(ATOM + "title"), set()).add(e.findtext(ATOM + "id"))
            ok(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", e.findtext(ATOM + "updated")), "an entry's instant")
    ok(len(ids) == 2 and all(len(v) == 1 and next(iter(v)).startswith("tag:") for v in ids.values()), "an entry has one id in every feed", ids)
    whole = [xml.fromstring(b.get(p).body).findtext(ATOM + "id") for p in FEEDS]
    same(len(set(whole)), len(FEEDS), "each feed has its own")
    same([b.get(p).status for p in ("/feeds/severity/grave.atom", "/feeds/platform/x.atom", "/feeds/document/larkfield/x.atom", "/feeds/clause-type/x.atom")], [404] * 4, "what is not there is 404")


def site_map(b):
    """Every address of the site map, by its parts."""
    index, parts = xml.fromstring(b.get("/sitemap.xml").body), {}
    for s in index.findall(MAP + "sitemap"):
        url = s.findtext(MAP + "loc").removeprefix(b.origin)
        r = b.get(url)
        parts[url] = [x.findtext(MAP + "loc") for x in xml.fromstring(r.body).findall(MAP + "url")]
    return parts


def search_engines(b):
    kinds = {}
    for path in ("/", "/platform/larkfield/", "/platform/larkfield/terms-of-service/", "/platform/larkfield/terms-of-service/cancelling/", "/change/CA-C-000001/", "/version/CA-V-0000002/",
                 "/clause-type/arbitration/", "/compare/arbitration/", "/regulation/gdpr/", "/agency/ftc/"):
        r = b.get(path)
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', r.text, re.S)[1])
        graph = data.get("@graph", [data])
        kinds[path] = [g["@type"] for g in graph]
        same(data["@context"], "https://schema.org", f"{path}: {', '.join(kinds[path])}")
        crumbs = [x for g in graph if g["@type"] == "BreadcrumbList" for x in g["itemListElement"]]
        ok(path == "/" or (len(crumbs) >= 2 and crumbs[-1]["item"] == b.origin + path and [x["position"] for x in crumbs] == list(range(1, len(crumbs) + 1))), "its breadcrumb ends here", crumbs)
        like(r.text, f'<link rel="canonical" href="{re.escape(b.origin + path)}">', "its canonical address")
        like(r.text, f'<meta property="og:url" content="{re.escape(b.origin + path)}">', "and what link previews read")
    same([p for p, k in kinds.items() if "Legislation" in k], ["/regulation/gdpr/"], "only a regulation is legislation")


def compare(b):
    page = b.get("/compare/arbitration/")
    boxes = re.findall(r'<input type="checkbox" id="[^"]+" name="(platforms)" value="([^"]+)"', page.text)
    same([v for _, v in boxes], ["larkfield", "mossgate", "tindral"], "the form offers the platforms that have such a clause")
    r = b.get("/compare/arbitration/?platforms=larkfield&platforms=tindral")  # as a browser sends ticked boxes
    same(re.findall(r'<h2 id="p-([^"]+)"', r.text), ["larkfield", "tindral"], "what is ticked stands side by side")
    same(json.loads(b.get("/compare/arbitration/index.json?platforms=larkfield,tindral").body)["slugs"], "larkfield,tindral", "commas say the same")
    r = b.get("/compare/arbitration/?platforms=larkfield%2Ctindral&add=unread+%26+co")
    same((r.status, r.location), (303, "/compare/arbitration/?platforms=larkfield,tindral,unread-co"), "a name that is typed is added")
    r = b.get(r.location)
    like(r.text, "Nothing to compare", "of what was not read nothing is said")
    unlike(r.text, "<strong>No such clause found", "least of all that there is none")
    r = b.get("/compare/jurisdiction/?platforms=larkfield,mossgate")
    like(r.text, r"(?s)No such clause found.*as of.*20 March 2026", "where there is none, as of when")
    like(b.get("/compare/data-retention/?platforms=larkfield,mossgate").text, "Found by rules, not yet reviewed", "what nobody reviewed says so")
    like(b.get("/compare/arbitration/?platforms=a,b&add=%3Cscript%3E").text, "No platform on record is called", "names that nobody has")
    like(b.get("/compare/arbitration/?platforms=" + "x" * 2000).text, "Choose platforms", "and far too long ones")
    same(b.get("/compare/nothing/?platforms=larkfield").status, 404, "an unknown type")


with World() as w:
    w.set_clock("2026-03-20T12:00:00Z")
    with open(os.path.join(ROOT, "tests", "sql", "fixture.sql"), encoding="utf-8") as f:
        subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-1", w.dsn("owner")], input=f.read(), check=True, capture_output=True, text=True)
    w.start_web()
    b = w.browser()
    feeds(b)
    search_engines(b)
    compare(b)
    parts = site_map(b)
    listed = [u for p in parts.values() for u in p]
    ok(len(listed) == len(set(listed)) > 100 and not any("CA-P" in u for u in listed), f"{len(listed)} addresses in {len(parts)} parts, each once")
    same([u for u in listed if b.get(u).status != 200], [], "and each answers")
    w.sql("INSERT INTO platform (slug, name, created_at) SELECT 'p' || n, 'P ' || n, '2026-01-01' FROM generate_series(1, 50100) n")
    b.request("GET", "/sitemap.xml?again")  # past the cache
    index = xml.fromstring(b.get("/sitemap.xml?again").body)
    urls = [s.findtext(MAP + "loc").removeprefix(b.origin) for s in index.findall(MAP + "sitemap")]
    sizes = [len(xml.fromstring(b.get(u + "?again").body).findall(MAP + "url")) for u in urls if "platforms" in u]
    ok(sum(sizes) == 50104 and max(sizes) <= 10000, "fifty thousand more: every part stays small", sizes)
done()
