#!/usr/bin/python3
# A change record computes a redline, as a comparison does: both are held to the rate of costly pages. Only the comparison was.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, ok  # noqa: E402
from world import World  # noqa: E402

with World() as w:
    w.start_web(limits=True)
    b = w.browser()
    for path, limited in (("/platforms/", False), ("/change/CA-C-0000001/", True)):
        answers = [b.get(f"{path}?n={i}").status for i in range(200)]
        ok((429 in answers) == limited, f"{path} is {'limited' if limited else 'not'}", set(answers))
done()
