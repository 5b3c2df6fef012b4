"""A real browser, driven a step at a time:

    with Chromium() as c:
        c.open(javaScriptEnabled=False)      # a fresh person: no cookies; options are those of playwright's newContext
        c.goto(w.base_url + "/")
        c.click("text=Platforms")
        c.text("h1")

needs() says what is missing on this machine, or "". What the browser complains of gathers in problems()."""
import json
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(HERE, "node_modules")
SHOTS = os.path.join(HERE, "..", "..", "build", "shots")


def node():
    own = os.path.join(MODULES, "node", "bin", "node")  # Debian's own may be too old
    return own if os.path.exists(own) else shutil.which("node")


def needs():
    if not os.path.isdir(os.path.join(MODULES, "playwright-core")):
        return "tests/browser/node_modules is not installed"
    if not node():
        return "there is no node"
    if not os.path.exists(os.environ.get("CHROMIUM", "/usr/bin/chromium")):
        return "there is no chromium"
    return ""


class BrowserError(Exception):
    pass


class Chromium:
    def __init__(self):
        os.makedirs(SHOTS, exist_ok=True)
        self.process = subprocess.Popen([node(), os.path.join(HERE, "driver.js")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _do(self, name, *args):
        self.process.stdin.write(json.dumps([name, *args]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": "the browser has ended"}
        if "error" in answer:
            raise BrowserError(f"{name} {args}: {answer['error']}")
        return answer["value"]

    def __getattr__(self, name):
        return lambda *args: self._do(name, *args)

    def open(self, **options):
        self._do("open", options)

    def shot(self, name, full=True):
        self._do("shot", os.path.join(SHOTS, f"{name}.png"), full)

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
