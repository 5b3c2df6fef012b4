"""An endpoint for webhooks on a port of loopback, which answers what the test tells it to, path by path.

    with Receiver() as r:
        r.says["/hook"] = [500, 429, 200]      the answers in turn, the last one for ever; a function writes its own
        r.got[-1].path, .id, .second, .signature, .body, .json, .headers
        verified(r.got[-1], secret, now)       what npm's standardwebhooks says of it: "" when it is good
"""
import http.server
import json
import os
import subprocess
import threading
from dataclasses import dataclass

BROWSER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "browser")
VERIFY = """
const { Webhook } = require("standardwebhooks");
const { secret, headers, body, now } = JSON.parse(require("fs").readFileSync(0, "utf8"));
Date.now = () => now * 1000;
try { new Webhook(secret).verify(body, headers); } catch (e) { console.log(e.message); }
"""


@dataclass
class Message:
    path: str
    headers: dict
    body: str

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def second(self):
        return int(self.headers["webhook-timestamp"])

    @property
    def signature(self):
        return self.headers["webhook-signature"]

    @property
    def json(self):
        return json.loads(self.body)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, server_version, sys_version = "HTTP/1.1", "receiver", ""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        r = self.server.receiver
        with r.lock:
            r.got.append(Message(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            left = r.says.get(self.path, [200])
            what = left.pop(0) if len(left) > 1 else left[0]
        try:
            what(self) if callable(what) else self.answer(what)
        except OSError:
            self.close_connection = True  # the gate has hung up, as it may

    def answer(self, status, body=b"taken", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


class Receiver:
    def __init__(self):
        self.says, self.got, self.lock, self.closing = {}, [], threading.Lock(), threading.Event()
        self.server = _Server(("127.0.0.1", 0), _Handler)
        self.server.receiver = self
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        self.url = f"http://{self.address}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def at(self, path):
        return [m for m in self.got if m.path == path]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


def verified(message, secret, now, body=None):
    node = os.path.join(BROWSER, "node_modules", "node", "bin", "node")
    asked = {"secret": secret, "headers": message.headers, "body": message.body if body is None else body, "now": now}
    r = subprocess.run([node, "-e", VERIFY], input=json.dumps(asked), capture_output=True, text=True, cwd=BROWSER)
    return r.stdout.strip() if r.returncode == 0 else r.stderr


def hang(handler):
    """Takes the message and says nothing until the receiver closes."""
    handler.server.receiver.closing.wait()
    handler.close_connection = True


def flood(handler):
    """Ten megabytes where a word would do."""
    handler.answer(200, b"x" * (10 << 20))


def hang_up(handler):
    handler.close_connection = True
