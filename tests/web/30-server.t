#!/usr/bin/python3
"""The server under ill luck: the database away and back, children killed, the program reloaded and ended under load."""
import http.client
import os
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from tap import done, ok, same
from world import World, await_true


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return {int(x) for x in f.read().split()}


class Load:
    """Requests past nginx's cache, one after the other in some threads, until stopped; counts answers by status."""

    def __init__(self, w, threads=4):
        self.w, self.over, self.count, self.lock = w, False, {}, threading.Lock()
        self.threads = [threading.Thread(target=self.run, args=(i,)) for i in range(threads)]
        for t in self.threads:
            t.start()

    def run(self, i):
        n = 0
        while not self.over:
            n += 1
            try:
                c = http.client.HTTPConnection("127.0.0.1", self.w.port, timeout=10)
                c.request("GET", f"/platforms/?q=x{i}-{n}")
                status = c.getresponse().status
                c.close()
            except OSError:
                status = "broken"
            with self.lock:
                self.count[status] = self.count.get(status, 0) + 1

    def stop(self):
        self.over = True
        for t in self.threads:
            t.join()
        return self.count

    def total(self):
        return sum(self.count.values())


with World(WEB_PROCESSES=3) as w:
    w.start_web()
    b = w.browser()
    parent = w.web.pid
    await_true(lambda: len(children(parent)) == 3, "three children")
    ok(True, "a parent and its three children")
    same(oct(os.stat(w.settings["SOCKET"]).st_mode & 0o777), "0o660", "the socket is for its group")
    second = w.run("web", "atlas-web", check=False)
    same(second.returncode, 1, "a second server on the same socket refuses")
    ok("answers on" in second.stderr, "and says why", second.stderr)

    load = Load(w)
    await_true(lambda: load.total() > 50, "load")
    for _ in range(5):
        before = children(parent)
        at = load.total()
        os.kill(parent, signal.SIGHUP)
        await_true(lambda: len(children(parent)) >= 3 and not children(parent) & before, "new children")
        await_true(lambda: load.total() > at + 30, "more load")
    count = load.stop()
    ok(set(count) == {200}, "five reloads under load lose no request", count)
    same(w.web.poll(), None, "in the same process")

    victim = min(children(parent))
    os.kill(victim, signal.SIGKILL)
    await_true(lambda: victim not in children(parent) and len(children(parent)) == 3, "a new child")
    same(b.get("/platforms/?after=kill").status, 200, "a killed child is replaced")
    ok("ended by signal 9" in w.logged("atlas-web"), "and the log says so")

    victim = min(children(parent))
    os.kill(victim, signal.SIGALRM)  # what the deadline of a request does
    await_true(lambda: "over the 20 seconds" in w.logged("atlas-web") and len(children(parent)) == 3, "a new child")
    ok(True, "a request over its time ends its child, and the log says so")

    w.write_settings(WEB_PROCESSES="many")
    os.kill(parent, signal.SIGHUP)
    await_true(lambda: "not reloaded" in w.logged("atlas-web"), "the refusal")
    same(b.get("/platforms/?after=bad").status, 200, "a configuration that is wrong does not replace one that works")
    w.write_settings(WEB_PROCESSES="3")

    w.stop_database()
    for path in ("/platforms/?db=down", "/login", "/healthz", "/platforms/index.json?db=down"):
        start = time.monotonic()
        r = b.get(path)
        took = time.monotonic() - start
        same((r.status, bool(r.headers["Retry-After"])), (503, True), f"{path}: 503 with Retry-After while the database is away")
        ok(took < 1, f"{path}: within a second", took)
    w.start_database()
    statuses = [b.get(f"/platforms/?db=back{i}").status for i in range(12)]
    same(set(statuses), {200}, "and pages as soon as it is back")
    w.stop_database("immediate")
    w.start_database()
    statuses = [b.get(f"/platforms/?db=again{i}").status for i in range(12)]
    same(set(statuses), {200}, "a restart between two requests is not even seen")

    idle = children(parent)
    os.kill(max(idle), signal.SIGSTOP)
    load = Load(w, threads=2)
    await_true(lambda: load.total() > 50, "load")
    os.kill(max(idle), signal.SIGCONT)
    start = time.monotonic()
    w.web.send_signal(signal.SIGTERM)
    same(w.web.wait(20), 0, "SIGTERM ends it")
    ok(time.monotonic() - start < 3, "at once, when nothing is in hand")
    count = load.stop()
    ok("broken" not in count, "nginx answers for it meanwhile", count)
    w.web = w.start("web", "atlas-web")
    await_true(lambda: b.get("/platforms/?new=1").status == 200, "the new server")
    ok(True, "a new server takes the address over")
done()
