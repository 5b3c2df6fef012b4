"""Every page of a world that links lead to, and which of them are of one kind."""
import html.parser
import re
import urllib.parse


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if "id" in a:
            self.ids.add(a["id"])
        if tag in ("a", "link", "script", "img", "form") and a.get("method", "get").lower() == "get":
            self.links += [a[k] for k in ("href", "src", "action") if a.get(k)]


def crawl(w, start="/", most=3000):
    """Every page that links lead to, and what is wrong with the links: (path → Response, complaints)."""
    b, waiting, seen, wrong, wanted, external = w.browser(), [start], {}, [], {}, set()
    while waiting and len(seen) < most:
        path = waiting.pop()
        if path in seen:
            continue
        r = seen[path] = b.get(path)
        if r.status not in (200, 303):
            wrong.append(f"{r.status}: {path}, linked from {wanted.get(path)}")
        if r.status == 303 or "text/html" not in r.headers.get("Content-Type", ""):
            continue
        r.page = Links(r.text)
        for link in r.page.links:
            target = urllib.parse.urljoin(w.base_url + path, link)
            if not target.startswith(w.base_url + "/"):
                external.add(urllib.parse.urlsplit(target).scheme)
                continue
            target, _, fragment = target.removeprefix(w.base_url).partition("#")
            wanted.setdefault(target, path)
            wanted.setdefault((target, fragment), path)
            if target not in seen:
                waiting.append(target)
    for key, path in wanted.items():
        if isinstance(key, tuple) and key[1] and hasattr(seen.get(key[0]), "page") and key[1] not in seen[key[0]].page.ids:
            wrong.append(f"no #{key[1]} in {key[0]}, linked from {path}")
    if external - {"http", "https", "mailto", "data"}:
        wrong.append(f"schemes: {external}")
    return seen, wrong


def kind_of(path):
    """What a path is an example of."""
    path = re.sub(r"^/compare/.*", "/compare/x/", re.sub(r"\?.*", "?", path))
    path = re.sub(r"/platform/[^/]+/[^/]+/(diff|@|history)/?.*", r"/\1/", path)
    return re.sub(r"/(platform|change|version|clause-type|regulation|agency|id)/[^?]*", lambda m: f"/{m[1]}/" + "x/" * (m[0].count("/") - 2) + ("check" if m[0].endswith("check") else ""), path)


def one_of_each(pages):
    """A page of each kind, and the richest of it where there are many."""
    kinds = {}
    for path, r in pages.items():
        if hasattr(r, "page") and (kind_of(path) not in kinds or len(r.body) > len(pages[kinds[kind_of(path)]].body)):
            kinds[kind_of(path)] = path
    return sorted(kinds.values())


# What every gate must find fault with.
BAD_PAGE = """<!doctype html><html><head><title></title></head><body><h1>Bad</h1><h3>Level left out</h3><img src=/x.png>
<p style="color:#bbb;background:#ccc">pale</p><form><input id=a><input id=a></form><div style="width:900px">wide</div><a href="/nowhere/">broken</a>
<a href="#nothing">no target</a><button></button></p></body></html>"""
