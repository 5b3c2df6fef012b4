"""A stand-in of Stripe for tests, on loopback: the documented endpoints that the worker calls, and events as Stripe makes
them, signed as it signs them.

    with Stripe() as s:
        w.allow(s.address)
        w.write_settings(STRIPE_API=s.url, …)
        body = json.dumps(event("invoice.paid", now, invoice(token, "sub_1", ends, "A-0001"))).encode()
        header = signed(body, secret, now)

Where the signature itself is at stake its header comes from the official library (official_headers); the hmac here serves where
an event must merely be right."""
import hashlib
import hmac
import http.server
import itertools
import json
import os
import subprocess
import threading
import urllib.parse

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BROWSER = os.path.join(ROOT, "tests", "browser")
NUMBER = itertools.count(1)


def official():
    """Whether the official library is installed here."""
    return os.path.isdir(os.path.join(BROWSER, "node_modules", "stripe"))


def official_headers(wanted):
    """Headers by the npm library: a list of {payload, secret, timestamp (seconds)}."""
    script = ("const Stripe = require('stripe'); const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
              "const s = new Stripe('sk_test_x'); console.log(JSON.stringify(all.map(o => s.webhooks.generateTestHeaderString(o))));")
    own = os.path.join(BROWSER, "node_modules", "node", "bin", "node")
    r = subprocess.run([own if os.path.exists(own) else "node", "-e", script], input=json.dumps(wanted), capture_output=True, text=True, check=True, cwd=BROWSER)
    return json.loads(r.stdout)


def signed(payload, secret, seconds):
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={mac}"


def event(kind, created, obj, id=None):
    return {"id": id or f"evt_{next(NUMBER)}", "object": "event", "api_version": "2025-03-31.basil", "created": created, "livemode": False,
            "type": kind, "data": {"object": obj}}


def session(token, sub, payment_status="paid", id="cs_test_1"):
    return {"id": id, "object": "checkout.session", "mode": "subscription", "status": "complete", "payment_status": payment_status, "customer": "cus_1",
            "customer_details": {"email": "payer@example.net", "name": "Pay Er"}, "subscription": sub, "metadata": {"order": token}}


def subscription(token, sub, ends, status="active", cancel=False, ended=None):
    return {"id": sub, "object": "subscription", "customer": "cus_1", "status": status, "cancel_at_period_end": cancel, "cancel_at": None, "ended_at": ended,
            "metadata": {"order": token} if token else {}, "items": {"object": "list", "data": [{"current_period_start": ends - 2592000, "current_period_end": ends}]}}


def invoice(token, sub, ends, number, retry=None, page=None, old=False):
    """old: the shape before 2025-03-31."""
    details = {"metadata": {"order": token} if token else {}, "subscription": sub}
    where = {"subscription": sub, "subscription_details": {"metadata": details["metadata"]}} if old else {"parent": {"type": "subscription_details", "subscription_details": details}}
    return {"id": f"in_{next(NUMBER)}", "object": "invoice", "customer": "cus_1", "number": number, "next_payment_attempt": retry, "hosted_invoice_url": page,
            "lines": {"object": "list", "data": [{"period": {"start": ends - 2592000, "end": ends}}]}, **where}


class Stripe:
    """asked: (path, headers, form) of each request; answers: what to say instead of the usual, first come first served:
    (status, body, headers). Sessions are kept by their Idempotency-Key, as Stripe keeps them."""

    def __init__(self):
        self.asked, self.answers, self.sessions = [], [], {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append((self.path, dict(self.headers), dict(urllib.parse.parse_qsl(body, strict_parsing=True))))
                status, answer, more = outer.answers.pop(0) if outer.answers else (200, outer.usual(*outer.asked[-1]), {})
                text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                for k, v in more.items():
                    self.send_header(k, v)
                self.end_headers()
                try:
                    self.wfile.write(text)
                except OSError:
                    pass  # the gate has cut it

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.address}"

    def usual(self, path, headers, form):
        if path == "/v1/checkout/sessions":
            made = {"id": f"cs_test_{len(self.sessions) + 1}", "object": "checkout.session", "url": f"{self.url}/c/pay/cs_test_{len(self.sessions) + 1}",
                    "expires_at": int(form["expires_at"]), "status": "open"}
            return self.sessions.setdefault(headers["Idempotency-Key"], made)
        return {"id": path.rsplit("/", 1)[1], "object": "subscription", "cancel_at_period_end": form["cancel_at_period_end"] == "true"}

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
