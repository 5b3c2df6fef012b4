"""A person with a browser, for tests of accounts: opens a page, fills its form in, reads their mail in the outbox.

    p = Person(w, "reader@example.org")        # made by the operator, not logged in yet
    p.log_in()
    p.submit("/account/", {"day": "5", …}, "/account/mail")
    token = p.mailed("reset")                  # of the newest mail of that kind to them"""
import base64
import concurrent.futures
import hashlib
import hmac
import http.client
import json
import re
import struct
import urllib.parse

PASSWORD = "seven quiet herons wade"


def csrf(page):
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    return found.group(1) if found else ""


def totp(key, seconds):
    """RFC 6238 by Python's own means: not the code that is tested."""
    secret = base64.b32decode(key.replace(" ", "") + "=" * (-len(key.replace(" ", "")) % 8))
    mac = hmac.new(secret, struct.pack(">Q", int(seconds) // 30), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


class Person:
    def __init__(self, w, address, password=PASSWORD, made=True, **options):
        self.w, self.address, self.password, self.b, self.secrets = w, address, password, w.browser(), {password}
        if made:
            w.atlas("account", "create", address, "--password-file", "-", *[f"--{k}={v}" for k, v in options.items()], input=password + "\n")

    def get(self, path):
        return self.b.get(path)

    def submit(self, page, form, path=None, **kw):
        token = csrf(self.b.get(page)) or csrf(self.b.get("/login"))  # a page whose link is used up holds no form
        r = self.b.post(path or page.split("?")[0], {"csrf": token, **form}, **kw)
        self.secrets.update(self.b.cookies.values())
        return r

    def log_in(self, password=None, next=""):
        return self.submit("/login", {"address": self.address, "password": password or self.password, "next": next})

    def mail(self, kind, to=None):
        """The newest mail of that kind, or that sort of notice: its payload."""
        rows = self.w.sql(f"SELECT payload FROM delivery WHERE address = '{to or self.address}' AND (kind = '{kind}' OR payload->>'what' = '{kind}') ORDER BY id DESC LIMIT 1")
        return json.loads(rows[0][0]) if rows else None

    def mailed(self, kind, to=None):
        """The token in its link."""
        found = self.mail(kind, to)
        token = found["url"].split("token=", 1)[1] if found else ""
        self.secrets.add(token)
        return token

    def events(self):
        return [r[0] for r in self.w.sql(f"SELECT event FROM security_event e JOIN account a ON a.id = e.account_id WHERE a.address = '{self.address}' ORDER BY e.id")]


def adds_at_once(w, p, at_once=50):
    """So many platforms put on the watchlist at the same time, which was empty: how many are on it, by the answers. -1: the
    table says otherwise."""
    w.sql(f"DELETE FROM watch WHERE account_id = (SELECT id FROM account WHERE address = '{p.address}');"
          f"INSERT INTO platform (slug, name, created_at) SELECT 'many-' || n, 'Many ' || n, '2026-03-01Z' FROM generate_series(1, {at_once}) n ON CONFLICT DO NOTHING")
    token, cookie = csrf(p.get("/account/")), "; ".join(f"{k}={v}" for k, v in p.b.cookies.items())

    def add(n):
        c = http.client.HTTPConnection("127.0.0.1", w.port, timeout=60)
        c.request("POST", "/watchlist/", urllib.parse.urlencode({"csrf": token, "add": f"many-{n + 1}"}),
                  {"Content-Type": "application/x-www-form-urlencoded", "Origin": w.base_url, "Cookie": cookie})
        r = c.getresponse()
        r.read()
        c.close()
        return r.headers["Location"]
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        added = list(pool.map(add, range(at_once))).count("/watchlist/?done=added")
    kept = w.sql1(f"SELECT count(*) FROM watch w JOIN account a ON a.id = w.account_id WHERE a.address = '{p.address}'")
    return added if str(added) == kept else -1
