"""Real captures, where the corpus is beside the checkout: sources(n) and a Replay that serves them in their recorded order
with their recorded times as the clock. For 40-replay.t and tests/browser/."""
import csv
import hashlib
import json
import os
import subprocess
from collections import namedtuple
from datetime import datetime, timezone

from policy import rfc3339
from source import Page, Source
from world import BUILD, CORPUS

FOLDER = os.path.join(os.environ.get("TEST_CORPUS", CORPUS), "replay")
Capture = namedtuple("Capture", "at path sha bytes source")


def available():
    return os.path.isdir(FOLDER)


class Recorded:
    """One source: its declaration and `count` of its captures, spread evenly over the time they cover. Each has a server of its
    own, as each real one has a host of its own."""

    def __init__(self, folder, count):
        self.folder, self.name = folder, os.path.basename(folder)
        with open(os.path.join(folder, "declaration.json"), encoding="utf-8") as f:
            self.declaration = json.load(f)
        self.platform, (self.title, terms) = self.declaration["name"], next(iter(self.declaration["terms"].items()))
        terms.pop("executeClientScripts", None)  # a capture is what a browser had made of the page
        with open(os.path.join(folder, "index.tsv"), encoding="utf-8") as f:
            rows = list(csv.reader(f, delimiter="\t"))
        rows = [rows[i * len(rows) // count] for i in range(min(count, len(rows)))]
        self.captures = [Capture(datetime.fromtimestamp(int(at), timezone.utc), os.path.join(folder, file), sha, int(size), self) for file, at, sha, size in rows]
        self.server = Source()
        terms["fetch"] = f"{self.server.url}/page"

    def publish(self, capture):
        with open(capture.path, "rb") as f:
            body = f.read()
        self.server.pages["/page"] = Page(body, etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"')

    def text_sha(self, capture):
        """Of the canonical text, by the command line, apart from the worker; '' where there is none."""
        r = subprocess.run([os.path.join(BUILD, "atlas"), "extract", "--declaration", os.path.join(self.folder, "declaration.json"), "--terms", self.title, capture.path],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
        return hashlib.sha256(r.stdout).hexdigest() if r.returncode == 0 and r.stdout else ""


class Replay:
    def __init__(self, world, count, most_sources=99):
        self.world, self.recorded, seen = world, [], set()
        for name in sorted(os.listdir(FOLDER), reverse=True):
            document = name.split("--", 1)[-1]
            if document not in seen and os.path.isdir(os.path.join(FOLDER, name)) and len(self.recorded) < most_sources:
                seen.add(document)
                self.recorded.append(Recorded(os.path.join(FOLDER, name), count))
        world.allow(*[r.server for r in self.recorded])
        self.usable = self._declare()
        self.captures = sorted((c for r in self.usable for c in r.captures), key=lambda c: c.at)

    def _declare(self):
        """By `atlas import declarations`, as an operator would; those that it calls usable. One file a platform."""
        folder = os.path.join(self.world.dir, "replay")
        os.makedirs(folder, exist_ok=True)
        whole = {}
        for r in self.recorded:
            whole.setdefault(r.platform, {"name": r.platform, "terms": {}})["terms"].update(r.declaration["terms"])
        for name, declaration in whole.items():
            with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8") as f:
                json.dump(declaration, f)
        self.world.set_clock(rfc3339(min(c.at for r in self.recorded for c in r.captures)))
        said = self.world.atlas("import", "declarations", folder).stdout
        self.world.sql("UPDATE source_state SET next_due = '9999-01-01'")  # play() asks for each look
        return [r for r in self.recorded if f"{r.platform}\t{r.title}\tusable" in said]

    def source_id(self, r):
        return self.world.sql1(f"SELECT s.id FROM source s WHERE s.url = '{r.server.url}/page'")

    def play(self, each=lambda capture: None):
        """Publishes each capture at its time, asks for a look at it, and runs one cycle."""
        for c in self.captures:
            c.source.publish(c)
            self.world.at(c.at)
            self.world.sql(f"UPDATE source_state SET next_due = '{rfc3339(c.at)}' WHERE source_id = {self.source_id(c.source)}")
            self.world.worker(CHECK_INTERVAL_S=2678400)
            each(c)

    def close(self):
        for r in self.recorded:
            r.server.close()
