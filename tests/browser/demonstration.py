"""The demonstration of deploy/demo in a test's own world: its three invented platforms served from loopback, its timeline lived
through by the worker up to a day of the test's choice."""
import csv
import json
import os
import re
import sys
from datetime import datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "worker")]
from policy import rfc3339  # noqa: E402
from source import Page, Source  # noqa: E402
from world import ROOT, World  # noqa: E402

DEMO = os.path.join(ROOT, "deploy", "demo")
TODAY = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)  # a Monday


class Demonstration(World):
    def __init__(self, **settings):
        super().__init__(**settings)
        self.now, self.sites, self.token = TODAY, {}, 0
        with open(os.path.join(DEMO, "timeline.tsv"), encoding="utf-8") as f:
            self.timeline = [(int(r[0]), *r[1:4]) for r in csv.reader(f, delimiter="\t") if len(r) > 3 and not r[0].startswith("#")]
        for platform in sorted({r[1] for r in self.timeline}):
            self.sites[platform] = Source()
        self.allow(*self.sites.values())

    def at(self, when):
        self.now = when
        self.set_clock(rfc3339(when))

    def pass_time(self, **of_timedelta):
        self.at(self.now + timedelta(**of_timedelta))

    def page(self, platform, document, file, day):
        """As it was published on that day, with each token another string."""
        def token(_):
            self.token += 1
            return f"{self.token * 2654435761 % (1 << 64):016x}"
        with open(os.path.join(DEMO, platform, document, file), encoding="utf-8") as f:
            text = re.sub(r"@day:(-?\d+)@", lambda m: (day + timedelta(days=int(m[1]))).strftime("%-d %B %Y"), f.read())
        return re.sub("@token@", token, text)

    def publish(self, platform, document, file, change=lambda text: text):
        self.sites[platform].pages[f"/legal/{document}"] = Page(change(self.page(platform, document, file, self.now)))

    def _declare(self):
        folder = os.path.join(self.dir, "declarations")
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(os.path.join(DEMO, "declarations")):
            with open(os.path.join(DEMO, "declarations", name), encoding="utf-8") as f:
                text = f.read()
            site = self.sites[json.loads(text)["platform"]["slug"]]
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(re.sub(r"http://127\.0\.0\.1:\d+", site.url, text))
        self.atlas("import", "declarations", folder)

    def live(self):
        """The whole timeline: a look on each day on which something came out, and on the two after it."""
        days, reached = set(), 10 ** 6
        for day, *_ in self.timeline:
            days |= {day, day - 1, day - 2}
        first = min(day for day in {(p, d): day for day, p, d, f in self.timeline if f == "1.html"}.values())  # when every document has come out
        self.at(TODAY - timedelta(days=first))
        self._declare()
        for day in sorted((d for d in days if 0 < d <= first), reverse=True):
            self.at(TODAY - timedelta(days=day))
            for came, platform, document, file in self.timeline:
                if day <= came < reached:
                    today, self.now = self.now, TODAY - timedelta(days=came)
                    self.publish(platform, document, file)
                    self.now = today
            reached = day
            self.worker()
        self.at(TODAY)
        self.worker()
        self.atlas("import", "provisions", os.path.join(DEMO, "provisions.json"))

    def close(self):
        for s in self.sites.values():
            s.close()
        super().close()
