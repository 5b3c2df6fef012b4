"""Policies of an invented company, and one look of the worker at a time. For the tests beside it.

    w = Watched(Source())                      a World whose gate is open to that source
    terms = w.add("Terms of Service", "/terms")    a document, by the command line; the answer is its source's id
    w.pages["/terms"] = policy(days=30)
    w.look()                                   sets the clock to the next slot, runs one cycle; the newest observations
    w.last(terms).outcome
"""
import os
import sys
from collections import namedtuple
from datetime import datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from source import Source  # noqa: E402
from world import FIRST_DAY, World  # noqa: E402

INTERVAL = timedelta(hours=6)
Observation = namedtuple("Observation", "due_slot observed_at outcome reason http_status capture version")

SECTIONS = [
    ("Agreement", "These terms are an agreement between you and Larkfield Ltd, a company that does not exist and stands here for one that does. "
                  "By creating an account, or by using the service without one, you accept these terms and our privacy policy. "
                  "If you do not agree to these terms, please do not use the service."),
    ("Your account", "You must be at least 16 years old to hold an account. You are responsible for what happens under your account, "
                     "and you agree to keep your password secret and to tell us at once when you think that another person knows it."),
    ("Your content", "You keep all rights in the content that you upload. You grant us a licence to store and display it for as long as it "
                     "remains on the service, and only so far as the service needs it. We do not sell your content to third parties."),
    ("Payments", "Paid plans are billed at the beginning of each month. You may cancel at any time, and the plan then ends with the month "
                 "that was paid for. Payments for a month that has begun are not refunded, unless the law requires it."),
    ("Notice", "We may change these terms. We will notify you by e-mail at least {days} days before a change takes effect. If you do not "
               "accept the change, you may close your account before that day without any charge."),
    ("Termination", "You may close your account at any time. We may suspend or terminate an account that breaks these terms, after a "
                    "warning and a reasonable time to mend the breach, except where the harm to others would be immediate."),
    ("Liability", "To the extent permitted by law, our liability under this agreement is limited to the amount that you paid in the "
                  "twelve months before the event. Nothing in these terms limits liability for intent, gross negligence or injury."),
    ("Law", "These terms are governed by the law of Ireland. The courts of Dublin have jurisdiction over any dispute, and consumers "
            "may also bring a claim before the courts of the place where they live."),
]


def policy(title="Terms of Service", days=30, updated="1 March 2026", link="/help", nonce="", extra=(), drop=(), effective=None):
    """A page. nonce stands outside of the text; updated, link, days, extra, drop and effective inside it."""
    sections = [s for s in SECTIONS if s[0] not in drop] + list(extra)
    body = "".join(f"<h2>{n}. {head}</h2><p>{text.format(days=days)}</p>" for n, (head, text) in enumerate(sections, 1))
    from_when = f"<p>These terms take effect on {effective}.</p>" if effective else ""
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} - Larkfield</title></head>"
            f"<body data-n='{nonce}'><nav><a href=/>Home</a> <a href=/prices>Prices</a></nav>"
            f"<main><h1>{title}</h1><p>Last updated: {updated}</p>{from_when}{body}"
            f"<p>Questions? See our <a href='{link}'>help pages</a>.</p></main><footer>Larkfield Ltd</footer></body></html>")


BOT_WALL = ("<!doctype html><title>Just a moment...</title><h1>Checking your browser before accessing the site</h1>"
            "<p>Please enable JavaScript and cookies to continue. Ray ID: 7f3a</p>")


def rfc3339(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


class Watched(World):
    def __init__(self, *sources, **settings):
        super().__init__(**settings)
        self.now = datetime.fromisoformat(FIRST_DAY.replace("Z", "+00:00"))
        self.source = sources[0] if sources else None
        self.pages = self.source.pages if sources else None
        if sources:
            self.allow(*sources)
        self.atlas("platform", "add", "larkfield", "Larkfield")

    def add(self, title, path, *options, on=None, select="main"):
        url = path if "://" in path else (on or self.source).url + path
        chosen = ["--select", select] if select else []
        self.atlas("document", "add", "larkfield", url, "--title", title, "--kind", "terms", *chosen, *options)
        return self.sql1(f"SELECT max(s.id) FROM source s JOIN document d ON d.id = s.document_id WHERE d.title = '{title}'")

    def at(self, when):
        self.now = when
        self.set_clock(rfc3339(when))

    def pass_time(self, **of_timedelta):
        self.at(self.now + timedelta(**of_timedelta))

    def look(self, after=INTERVAL, **kw):
        """A slot later (or `after` later) one cycle. What the worker printed."""
        self.at(self.now + after)
        return self.worker(**kw)

    def observations(self, source):
        rows = self.sql("SELECT iso(due_slot), iso(observed_at), outcome, coalesce(reason, ''), coalesce(http_status, 0), coalesce(capture_id, 0),"
                        f" coalesce((SELECT number FROM version v WHERE v.id = version_id), 0) FROM observation WHERE source_id = {source} ORDER BY due_slot")
        return [Observation(*r[:4], *map(int, r[4:])) for r in rows]

    def last(self, source):
        return self.observations(source)[-1]

    def state(self, source, column):
        """'-': null."""
        return self.sql1(f"SELECT coalesce({column}::text, '-') FROM source_state WHERE source_id = {source}")

    def captures_good(self):
        """Every stored capture, unpacked with zstd outside of the product, has the SHA-256 and the length of its row."""
        import hashlib
        import subprocess
        import tempfile
        bad, n = [], 0
        with tempfile.NamedTemporaryFile(suffix=".key") as key:
            for i, sha, size, frame, key_frame in self.sql(
                    "SELECT c.id, encode(c.sha256, 'hex'), c.body_bytes, encode(c.frame, 'hex'), coalesce(encode(k.frame, 'hex'), '')"
                    " FROM capture c LEFT JOIN capture k ON k.id = c.key_capture_id WHERE c.frame IS NOT NULL"):
                prefix = []
                if key_frame:
                    key.seek(0)
                    key.truncate()
                    key.write(subprocess.run(["zstd", "-dcq", "--long=27"], input=bytes.fromhex(key_frame), stdout=subprocess.PIPE, check=True).stdout)
                    key.flush()
                    prefix = [f"--patch-from={key.name}"]
                body = subprocess.run(["zstd", "-dcq", "--long=27", *prefix], input=bytes.fromhex(frame), stdout=subprocess.PIPE).stdout
                n += 1
                if hashlib.sha256(body).hexdigest() != sha or len(body) != int(size):
                    bad.append(i)
        return n, bad


# What must hold of the database at any moment, whatever was killed: name → a query that finds what breaks it.
INVARIANTS = {
    "each observation of what was seen has its version": "SELECT source_id FROM observation WHERE outcome IN ('first', 'unchanged', 'cosmetic', 'change', 'reversal')"
                                                         " AND version_id IS NULL",
    "a version's clauses tile its text": "SELECT v.id FROM version v LEFT JOIN LATERAL (SELECT sum(length) AS n, count(*) AS k, max(ordinal) + 1 AS last, bool_and(length ="
                                         " octet_length(t.body)) AS whole FROM version_clause c JOIN clause_text t USING (sha256) WHERE version_id = v.id) c ON true"
                                         " WHERE c.n IS DISTINCT FROM v.text_bytes OR c.k <> c.last OR NOT c.whole",
    "every change leads to a version that a stay shows": "SELECT c.id FROM change c WHERE NOT EXISTS (SELECT FROM stay s WHERE s.version_id = c.to_version_id"
                                                         " AND s.since = c.observed_at)",
    "every stay but a document's first begins with a change": "SELECT s.document_id FROM stay s WHERE EXISTS (SELECT FROM stay o WHERE o.document_id = s.document_id AND"
                                                              " o.since < s.since) AND NOT EXISTS (SELECT FROM change c WHERE c.document_id = s.document_id AND"
                                                              " c.observed_at = s.since AND c.to_version_id = s.version_id)",
    "every change has an observation of its moment": "SELECT c.id FROM change c WHERE NOT EXISTS (SELECT FROM observation o JOIN source s ON s.id = o.source_id WHERE"
                                                     " s.document_id = c.document_id AND o.observed_at = c.observed_at AND o.outcome = c.kind)",
    "no change is without items": "SELECT id FROM change c WHERE NOT EXISTS (SELECT FROM change_item i WHERE i.change_id = c.id)",
    "a version begins a stay, and a stay a version": "SELECT id FROM version v WHERE NOT EXISTS (SELECT FROM stay s WHERE s.version_id = v.id)",
    "no capture is without its observation": "SELECT c.id FROM capture c WHERE NOT EXISTS (SELECT FROM observation o WHERE o.capture_id = c.id)",
    "no document has two current versions": "SELECT document_id FROM stay WHERE verified_until IS NULL GROUP BY 1 HAVING count(*) > 1",
    "every change that is told has an alert for each watch": "SELECT c.id FROM change c JOIN document d ON d.id = c.document_id JOIN watch w ON w.platform_id = d.platform_id"
                                                             " WHERE c.kind <> 'cosmetic' AND w.paused_at IS NULL AND w.created_at < c.observed_at AND NOT EXISTS"
                                                             " (SELECT FROM alert a WHERE a.change_id = c.id AND a.account_id = w.account_id)",
}


def broken(w):
    """The names of the invariants that do not hold."""
    return [name for name, query in INVARIANTS.items() if w.sql(query)]
