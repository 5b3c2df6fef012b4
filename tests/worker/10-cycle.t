#!/usr/bin/python3
# The cycle of a source, look by look: what the page does, what the worker makes of it, what is stored.
import hashlib
import os
import sys
from datetime import timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from policy import BOT_WALL, INTERVAL, Watched, broken, policy  # noqa: E402
from source import Page, Source  # noqa: E402
from tap import done, like, ok, same  # noqa: E402

SLOT = INTERVAL


def outcomes(w, source):
    return [o.outcome for o in w.observations(source)]


def one_source(w, s):
    """first, unchanged twice over, cosmetic, change, variant, reversal, refused, held: one page's life."""
    doc = w.add("Terms of Service", "/terms")
    a = policy()
    w.pages["/terms"] = Page(a, etag='"a"')
    printed = w.look(after=timedelta(0)).stdout
    first = w.last(doc)
    same((first.outcome, first.http_status, first.version), ("first", 200, 1), "the first look makes the first version")
    same(first.due_slot, first.observed_at, "the slot is when the check was due")
    like(printed, r"Larkfield +Terms of Service +first +200.*1 checked, 1 first", "--once prints what happened")
    same(w.state(doc, "etag"), '"a"', "the ETag is kept")
    same(w.sql1(f"SELECT encode(sha256, 'hex') FROM capture WHERE id = {first.capture}"), hashlib.sha256(a.encode()).hexdigest(),
         "the capture's hash is that of the bytes served")
    like(w.sql1(f"SELECT headers FROM capture WHERE id = {first.capture}"), r'^HTTP/1\.1 200 OK.*ETag: "a"', "its headers are kept as received")
    agent = s.requests("/terms")[0].headers["User-Agent"]
    like(agent, r"ClauseAtlas/.*tests@clause-atlas\.example", "the User-Agent says who asks and where to complain")

    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.http_status, seen.version, seen.capture), ("unchanged", 304, 1, 0), "a 304 is unchanged, and stores no capture")
    same(s.requests("/terms")[-1].headers.get("If-None-Match"), '"a"', "the ETag is sent back")

    w.pages["/terms"] = Page(a, etag='"b"')
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.http_status, seen.capture), ("unchanged", 200, 0), "the same bytes are unchanged")
    w.look()
    same((w.last(doc).http_status, s.requests("/terms")[-1].headers.get("If-None-Match")), (304, '"b"'), "with the ETag that came with them from then on")

    w.pages["/terms"] = Page(policy(nonce="77"))
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.version, seen.capture > 0), ("unchanged", 1, True), "other bytes, same text: unchanged, with a capture")
    same(w.sql1(f"SELECT etag = '' FROM source_state WHERE source_id = {doc}"), "t", "a page without ETag leaves none behind")
    w.look()
    same(s.requests("/terms")[-1].headers.get("If-None-Match"), None, "… so none is sent")

    w.pages["/terms"] = Page(policy(updated="14 March 2026", link="/help?utm_source=x"))
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.version), ("cosmetic", 2), "a date line and a tracking link are cosmetic, and a version")
    same(w.sql("SELECT kind, count(*) FROM change GROUP BY 1"), [["cosmetic", "1"]], "recorded as a cosmetic change")

    b = policy(days=10, updated="14 March 2026", effective="1 May 2026")
    w.pages["/terms"] = Page(b)
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.version), ("change", 3), "30 days that become 10 are a change")
    change = w.sql("SELECT severity, headline, summary::text FROM change WHERE kind = 'change'")[0]
    like(change[1], "Larkfield", "the headline names the platform")
    ok('"30 days' in change[2] or "30" in change[2] and "10" in change[2], "the summary calls the numbers", change[2])
    same(w.sql("SELECT kind, day::text FROM stated_date WHERE version_id = (SELECT max(id) FROM version) ORDER BY 1"),
         [["effective", "2026-05-01"], ["updated", "2026-03-14"]], "dates that the publisher states are kept with their kind")
    same(w.sql("SELECT i.kind FROM change_item i JOIN change c ON c.id = i.change_id JOIN version_clause n ON n.version_id = c.to_version_id"
               " AND n.ordinal = i.new_ordinal WHERE c.kind = 'change' AND NOT i.cosmetic AND n.title LIKE '%Notice%'"), [["modified"]], "the clause was modified")
    same(w.sql1("SELECT count(DISTINCT clause_id) FROM version_clause WHERE title LIKE '%Liability%'"), "1", "a clause that did not change keeps its identity")

    w.pages["/terms"] = Page(policy(updated="14 March 2026", link="/help?utm_source=x"))
    w.look()
    w.look()
    same(outcomes(w, doc)[-2:], ["variant", "variant"], "an earlier text that comes back is a variant, twice")
    same([o.version for o in w.observations(doc)][-2:], [2, 2], "the version it showed is named")
    same(w.sql("SELECT sightings FROM variant"), [["2"]], "its sightings are counted")
    same(w.sql1("SELECT count(*) FROM alert"), "0", "nobody is told of a flip")
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.version), ("reversal", 2), "at the third it is current again")
    same(w.sql1("SELECT v.number FROM stay s JOIN version v ON v.id = s.version_id WHERE s.verified_until IS NULL"), "2", "a new stay of the old version")
    same(w.sql1("SELECT count(*) FROM version"), "3", "and no new version")
    like(w.sql1("SELECT headline FROM change WHERE kind = 'reversal'"), "returns to an earlier text", "a change of kind reversal")

    w.pages["/terms"] = Page(BOT_WALL)
    w.look()
    seen = w.last(doc)
    same((seen.outcome, seen.version, seen.capture > 0), ("refused", 0, True), "a bot wall with status 200 is refused, and kept as a capture")
    ok(len(seen.reason) > 20, "with a sentence", seen.reason)
    w.pages["/terms"] = Page(policy(updated="14 March 2026", link="/help?utm_source=x"))
    w.look()
    same((w.last(doc).outcome, w.state(doc, "failures")), ("unchanged", "0"), "the page is back: nothing happened")

    short = policy(updated="14 March 2026", drop=("Agreement", "Your account", "Your content", "Payments", "Notice", "Termination", "Liability"))
    w.pages["/terms"] = Page(short)
    due = w.state(doc, "next_due")
    w.look()
    seen = w.last(doc)
    same(seen.outcome, "held", "a text that shrinks to an eighth is held")
    ok(seen.reason and due, "with its reason", seen)
    w.look(after=timedelta(hours=1))
    same(w.last(doc).outcome, "change", "and believed when it is the same an hour later")
    same(len(w.observations(doc)), int(w.sql1("SELECT count(DISTINCT due_slot) FROM observation")), "one observation a slot")
    return doc


def full_fetch(w, s):
    """304s lie: a whole page at least weekly."""
    doc = w.add("Weekly Terms", "/weekly")
    w.pages["/weekly"] = Page(policy("Weekly Terms"), etag='"w"')
    w.look(after=timedelta(0))
    text = policy("Weekly Terms", days=5)

    def liar(handler):
        conditional = handler.headers.get("If-None-Match")
        handler.answer(Page(text, etag='"w"') if conditional else Page(text, etag='"w"', ignore_conditions=True))
    w.pages["/weekly"] = liar
    for _ in range(6):
        w.look(after=timedelta(days=1), CHECK_INTERVAL_S=86400)
    seen = outcomes(w, doc)
    same(set(seen[1:]), {"unchanged"}, "a server that says 304 after a change is believed …")
    w.look(after=timedelta(days=1))
    same(w.last(doc).outcome, "change", "… for a week, and then asked for the page")

    def dated(handler):
        since = handler.headers.get("If-Modified-Since")
        handler.answer(Page("", 304) if since == "Mon, 02 Mar 2026 08:00:00 GMT" else
                       Page(policy("Dated Terms"), headers={"Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT"}))
    other = w.add("Dated Terms", "/dated")
    w.pages["/dated"] = dated
    w.look(after=timedelta(0))
    w.look()
    same((w.last(other).outcome, w.last(other).http_status), ("unchanged", 304), "Last-Modified is kept and sent as If-Modified-Since")
    w.pages["/dated"] = Page(policy("Dated Terms"))
    w.atlas("document", "add", "larkfield", s.url + "/dated", "--title", "Dated Terms", "--kind", "terms", "--select", "main", "--remove", "h2:last-of-type")
    w.look()
    ok(w.last(other).outcome in ("change", "cosmetic") and w.last(other).http_status == 200, "another declaration is applied to the same bytes")


def robots(w):
    """Each on a host of its own. What a robots file says, and what its absence says."""
    rules, missing, broken_, slow, loop = Source(), Source(), Source(), Source(), Source()
    w.allow(rules, missing, broken_, slow, loop)
    rules.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /\n\nUser-agent: ClauseAtlas\nAllow: /legal/\nDisallow: /\n", type="text/plain")
    broken_.pages["/robots.txt"] = Page("down", 500)
    slow.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 3600\n", type="text/plain")
    loop.pages["/robots.txt"] = Page("", 302, headers={"Location": "/robots.txt"})
    for s in (rules, missing, broken_, slow, loop):
        for path in ("/legal/terms", "/other/terms"):
            s.pages[path] = Page(policy())
    pairs = {"rules": rules, "missing": missing, "broken": broken_, "slow": slow, "loop": loop}
    docs = {(n, p): w.add(f"{n} {p}", f"/{p}/terms", on=s) for n, s in pairs.items() for p in ("legal", "other")}
    w.look(after=timedelta(0))
    same(w.last(docs["rules", "legal"]).outcome, "first", "robots.txt: what our group allows is fetched")
    refused = w.last(docs["rules", "other"])
    same((refused.outcome, refused.http_status, len(rules.requests("/other/terms"))), ("failed", 0, 0), "what it disallows is not")
    like(refused.reason, r"robots\.txt asks not to fetch", "and the observation says so")
    same([w.last(docs["missing", p]).outcome for p in ("legal", "other")], ["first", "first"], "no robots.txt (404): all is allowed")
    same([w.last(docs["loop", p]).outcome for p in ("legal", "other")], ["first", "first"], "a robots.txt that only redirects counts as none")
    down = w.last(docs["broken", "legal"])
    same((down.outcome, len(broken_.requests("/legal/terms"))), ("failed", 0), "a robots.txt with 500: nothing is fetched")
    like(down.reason, r"robots\.txt cannot be read.*: answered 500", "and the observation says why")

    fetched = len(slow.requests("/legal/terms")) + len(slow.requests("/other/terms"))
    same((len(slow.requests("/robots.txt")), fetched), (1, 0), "a long Crawl-delay: the robots file, and no page in the same minute")
    for _ in range(2):
        w.pass_time(seconds=61)
        w.worker()
    fetched = len(slow.requests("/legal/terms")) + len(slow.requests("/other/terms"))
    same(fetched, 2, "a page a minute after that: Crawl-delay counts up to 60 s")

    before = {n: len(s.requests("/robots.txt")) for n, s in pairs.items()}
    broken_.pages["/robots.txt"] = Page("User-agent: *\nDisallow:\n", type="text/plain")
    w.look()
    same(len(missing.requests("/robots.txt")), before["missing"], "robots.txt is not asked for again within a day")
    same((len(broken_.requests("/robots.txt")), w.last(docs["broken", "legal"]).outcome), (before["broken"] + 1, "first"),
         "one that could not be had is, and is believed when it is back")
    w.look(after=timedelta(hours=25))
    same(len(missing.requests("/robots.txt")), before["missing"] + 1, "but after it")
    broken_.pages["/robots.txt"] = Page("down", 503)
    w.look(after=timedelta(hours=25))
    same(w.last(docs["broken", "legal"]).outcome, "unchanged", "a robots.txt that fails again: the copy from before counts")
    for s in pairs.values():
        s.close()


def politeness(w):
    """Retry-After holds the host, not only the page; a failed page comes back later and later."""
    s = Source()
    w.allow(s)
    s.pages["/a"] = Page("busy", 503, headers={"Retry-After": "7200"})
    s.pages["/b"] = Page(policy("B"))
    a, b = w.add("Busy A", "/a", on=s), w.add("Busy B", "/b", on=s)
    w.look(after=timedelta(0))
    like(w.last(a).reason, "503", "a 503 is an observation")
    same(len(s.requests("/b")), 0, "Retry-After: the host's other page is not fetched either")
    w.pass_time(minutes=119)
    w.worker()
    same(len(s.requests("/a")) + len(s.requests("/b")), 1, "nor before the two hours are over")
    w.pass_time(minutes=2)
    w.worker()
    same(w.last(b).outcome, "first", "and then it is")
    s.pages["/a"] = Page("gone", 410)
    times = []
    for _ in range(6):
        w.at(w.now + timedelta(days=2))
        w.worker()
        times.append(w.sql1(f"SELECT extract(epoch FROM next_due - last_checked_at)::bigint FROM source_state WHERE source_id = {a}"))
    like(w.last(a).reason, "410", "410 is an observation with the status")
    ok(all(60 <= int(t) <= 86400 for t in times), "retries come within a minute and a day", times)
    same(w.state(a, "failures"), "8", "failures in a row are counted")
    s.close()


def two_sources(w):
    """A document of two pages is one text, in order."""
    s = Source()
    w.allow(s)
    folder = os.path.join(w.dir, "declarations")
    os.mkdir(folder)
    with open(os.path.join(folder, "Parts.json"), "w", encoding="utf-8") as f:
        f.write('{"name": "Parts", "terms": {"Terms of Service": {"combine": ['
                f'{{"fetch": "{s.url}/one", "select": "main"}}, {{"fetch": "{s.url}/two", "select": "main"}}]}}}}}}')
    w.atlas("import", "declarations", folder)
    one, two = [r[0] for r in w.sql("SELECT s.id FROM source s JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id"
                                    " WHERE p.slug = 'parts' ORDER BY s.ordinal")]
    s.pages["/one"], s.pages["/two"] = Page(policy("Part one")), Page(policy("Part two", drop=("Payments",)))

    def text():
        return w.sql1("SELECT string_agg(t.body, '' ORDER BY vc.ordinal) FROM version_clause vc JOIN clause_text t USING (sha256) WHERE vc.version_id ="
                      f" (SELECT version_id FROM stay WHERE document_id = (SELECT document_id FROM source WHERE id = {one}) AND verified_until IS NULL)")

    def settle():
        for _ in range(3):
            w.look(after=timedelta(hours=1))
    w.look(after=timedelta(0))
    same((w.last(one).outcome, w.last(two).outcome), ("held", "first"), "two sources: the first waits for the second")
    like(w.last(one).reason, "another part", "and says so")
    ok(text().index("Part one") < text().index("Part two"), "their texts in the order of the declaration")
    settle()
    same((w.last(one).outcome, w.last(two).outcome), ("unchanged", "first"), "looked at again, the first is unchanged")
    s.pages["/one"] = Page(policy("Part one", days=7))
    w.look()
    settle()
    same([o.outcome for o in w.observations(one)].count("change"), 1, "a change of one source is a change of the document, once")
    like(text(), "7 days.*30 days", "the other part stays")
    s.pages["/one"], s.pages["/two"] = Page(policy("Part one", days=8)), Page(policy("Part two", days=8, drop=("Payments",)))
    before = int(w.sql1("SELECT count(*) FROM version"))
    w.look()
    settle()
    w.look()
    settle()
    like(text(), "8 days.*8 days", "a change of both leads to both")
    ok(int(w.sql1("SELECT count(*) FROM version")) - before <= 2, "in at most two versions")
    same({w.last(one).outcome, w.last(two).outcome}, {"unchanged"}, "and rests")
    s.close()


with Source() as s, Watched(s) as w:
    doc = one_source(w, s)
    s.pages["/terms"] = Page(policy("Conditions of Use", drop=("Payments",)))
    w.look()
    w.look()
    same([r[0] for r in w.sql(f"SELECT title FROM document_title WHERE document_id = (SELECT document_id FROM source WHERE id = {doc}) ORDER BY first_seen")][-1],
         "Conditions of Use - Larkfield", "the publisher's new title joins the title history")
    full_fetch(w, s)
    robots(w)
    politeness(w)
    two_sources(w)
    same(broken(w), [], "all invariants hold")
    n, bad = w.captures_good()
    ok(n > 10 and not bad, f"each of {n} captures unpacks with plain zstd to the bytes of its hash", bad)
    keys, deltas = w.sql("SELECT count(*) FILTER (WHERE key_capture_id IS NULL), count(*) FILTER (WHERE key_capture_id IS NOT NULL) FROM capture"
                         f" WHERE source_id = {doc}")[0]
    ok(int(keys) >= 1 and int(deltas) >= 3, f"{keys} key frames, {deltas} deltas against them")
    same(w.sql1("SELECT count(*) FROM capture c JOIN capture k ON k.id = c.key_capture_id WHERE k.key_capture_id IS NOT NULL"), "0", "no delta stands on a delta")
    same(w.sql1("SELECT count(*) FROM version v LEFT JOIN hash_check h ON h.version_id = v.id WHERE h.text_ok IS NOT TRUE OR h.capture_ok IS NOT TRUE"), "0",
         "the worker's own re-computing of hashes agrees for every version")
done()
