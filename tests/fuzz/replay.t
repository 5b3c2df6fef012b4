#!/usr/bin/python3
"""The corpora of the fuzz targets, and 2,000 random runs of each, under ASan and UBSan. Long runs: `make fuzz`."""
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import done, ok, skip_all  # noqa: E402

BUILT = os.path.join(HERE, "..", "..", "build", "fuzz", "tests", "fuzz")
names = [os.path.basename(p)[:-2] for p in sorted(glob.glob(os.path.join(HERE, "*.c")))]
if not names:
    skip_all("there are no fuzz targets")
for name in names:
    corpus = sorted(glob.glob(os.path.join(HERE, "corpus", name, "*")))
    with tempfile.TemporaryDirectory() as scratch:
        command = [os.path.join(BUILT, name), "-seed=1", f"-artifact_prefix={scratch}/", "-timeout=10", "-rss_limit_mb=1024"]
        for what, args in ((f"{len(corpus)} kept inputs", corpus), ("2,000 random runs", ["-runs=2000", "-max_len=8192", scratch, os.path.join(HERE, "corpus", name)])):
            if args:
                args = [a for a in args if a.startswith("-") or os.path.exists(a)]
                r = subprocess.run([*command, *args], capture_output=True, text=True, errors="replace")
                ok(r.returncode == 0, f"{name}: {what}", "\n".join(re.findall(r".*(?:does not hold|ERROR|SUMMARY|runtime error| in \w+ .*/(?:src|tests)/).*", r.stderr)))
done()
