#!/usr/bin/python3
"""Every pair of versions of the demonstration, both ways: the exact form gives both texts back byte for byte; as read, a
version reads the same whatever it is compared with."""
import os
import re
import sys

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder) for folder in ("browser", "lib")]
from demonstration import Demonstration  # noqa: E402
from redline import Redline, as_read, lines  # noqa: E402
from tap import done, ok, same  # noqa: E402

MARKS = ("**", "](", "\\.", "----", "====")

with Demonstration() as w:
    w.live()
    w.start_web()
    b = w.browser()
    documents = w.sql("SELECT d.id, document_url(p.slug, d.slug) FROM document d JOIN platform p ON p.id = d.platform_id ORDER BY 2")
    pairs = 0
    for document, url in documents:
        texts = {int(n): b.get(t).text for n, t in w.sql(f"SELECT number, version_text_url(record_id) FROM version WHERE document_id = {document}")}
        read, bad = {}, []
        for old in texts:
            for new in texts:
                if old == new:
                    continue
                pairs += 1
                path = f"{url}diff/{old}..{new}/"
                red, exact = Redline(b.get(path).text), Redline(b.get(path + "?view=text").text)
                if (exact.old, exact.new) != (texts[old], texts[new]):
                    bad.append(f"{path}: the exact form")
                for n, text in ((old, red.old), (new, red.new)):
                    if lines(text) != read.setdefault(n, lines(text)):
                        bad.append(f"{path}: version {n} as read")
                    if any(m in text for m in MARKS):
                        bad.append(f"{path}: marks in what is read")
                if set(red.links) - set(red.ids):
                    bad.append(f"{path}: leads nowhere: {set(red.links) - set(red.ids)}")
        same(bad, [], f"{url}: {len(texts)} versions against each other")
        for n, text in read.items():
            words, wanted = sorted(" ".join(text).split()), sorted(" ".join(as_read(texts[n])).split())
            lost = [x for x in set(words) ^ set(wanted) if re.search(r"\w", x)]  # bullets and rules are no words
            same(lost, [], f"{url}: version {n} loses no word")
    ok(pairs >= 20, "pairs of versions", pairs)
done()
