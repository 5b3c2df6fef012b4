"""A web server to fetch from, on a port of loopback, that answers what the test tells it to.

    with Source() as s:
        s.pages["/terms"] = Page("<h1>Terms</h1>", etag='"1"')
        s.pages["/bomb"] = gzip_bomb(200 << 20)
        …
        s.log[-1].path, s.log[-1].headers, s.log[-1].at     # each request; `at` is time.monotonic()

A page with an ETag answers 304 to If-None-Match, unless `ignore_conditions`. A function as page gets the request handler
(http.server's) and writes the answer itself: hang, endless and slow_headers are such."""
import gzip
import http.server
import io
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Page:
    body: object = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    etag: str = ""
    headers: dict = field(default_factory=dict)
    ignore_conditions: bool = False


@dataclass
class Request:
    at: float
    method: str
    path: str
    headers: dict


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "source", ""

    def do_GET(self):
        source = self.server.source
        with source.lock:
            source.log.append(Request(time.monotonic(), self.command, self.path, dict(self.headers)))
        page = source.pages.get(self.path, Page("<p>not here", 404))
        try:
            if callable(page):
                page(self)
            else:
                self.answer(page if isinstance(page, Page) else Page(page))
        except OSError:
            self.close_connection = True  # the client has hung up, as it may

    do_HEAD = do_GET

    def answer(self, page):
        body = page.body.encode() if isinstance(page.body, str) else page.body
        if page.etag and self.headers.get("If-None-Match") == page.etag and not page.ignore_conditions:
            self.send_response(304)
            self.send_header("ETag", page.etag)
            self.end_headers()
            return
        self.send_response(page.status)
        headers = {"Content-Type": page.type, "Content-Length": len(body), **({"ETag": page.etag} if page.etag else {}), **page.headers}
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_):
        pass


class Source:
    def __init__(self, port=0):
        self.pages, self.log, self.lock, self.closing = {}, [], threading.Lock(), threading.Event()
        self.server = _Server(("127.0.0.1", port), _Handler)
        self.server.source = self
        self.port = self.server.server_address[1]
        self.address = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.address}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def requests(self, path):
        return [r for r in self.log if r.path == path]

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def redirect(to, status=302):
    return Page("", status, headers={"Location": to})


def gzip_bomb(size):
    """`size` bytes of text that travel as a thousandth of it."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as z:
        for _ in range(size >> 20):
            z.write(b"<p>" + b"a" * ((1 << 20) - 3))
    return Page(packed.getvalue(), headers={"Content-Encoding": "gzip"})


def hang(handler):
    """Takes the request and says nothing until the server closes."""
    handler.server.source.closing.wait()
    handler.close_connection = True


def endless(handler):
    """A body without an end, as fast as it is taken."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.source.closing.is_set():
        handler.wfile.write(b"<p>" + b"x" * 65533)


def slow(handler):
    """A body of one byte a second."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.source.closing.wait(1):
        handler.wfile.write(b"x")


def slow_headers(handler):
    """A header line a second, and never the last."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    n = 0
    while not handler.server.source.closing.wait(1):
        n += 1
        handler.wfile.write(b"X-%d: y\r\n" % n)


def drop(handler):
    """Closes the connection in the middle of the body."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<p>the beginning")
    handler.close_connection = True
