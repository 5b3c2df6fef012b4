#!/usr/bin/python3
"""Every command that README.md shows works: those of `atlas` are run as they stand, against a site of the test's own; of
`make` and the tools of a set-up the targets, files and settings named must exist. (`make up` and `make down` themselves are
tests/deploy/30-up.t, `make check` is what runs this.)"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from source import Page, Source
from tap import done, like, ok
from world import BUILD, ROOT, World

with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
    README = f.read()
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
COMMANDS = [re.sub(r"\s+#.*", "", line).strip() for block in BLOCKS for line in block.splitlines()]
TERMS = ("<!doctype html><html lang=en><title>Terms</title><body><main><h1>Terms of Service</h1>" +
         "".join(f"<h2>{n}. Part {n}</h2><p>You agree to part {n} of these terms of service, which govern your use of the service. "
                 f"We may change this part with {n + 10} days of notice, and you may end the agreement at any time.</p>" for n in range(1, 12)) + "</main>")

ok(len(COMMANDS) >= 10, f"README shows {len(COMMANDS)} commands")
with World() as w, Source() as s, tempfile.TemporaryDirectory() as folder:
    w.allow(s)
    s.pages["/legal/terms"] = Page(TERMS)
    for name, text in (("page.html", TERMS), ("old.md", "# Terms\n\nYou have 30 days.\n"), ("new.md", "# Terms\n\nYou have 10 days.\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)
    os.mkdir(os.path.join(folder, "folder"))
    for n, text in enumerate((TERMS, TERMS.replace("11 days", "5 days"))):
        with open(os.path.join(folder, "folder", f"{n:03}.html"), "w", encoding="utf-8") as f:
            f.write(text)
    with open(os.path.join(folder, "folder", "declaration.json"), "w", encoding="utf-8") as f:
        f.write('{"name": "Example", "terms": {"Terms of Service": {"fetch": "https://www.example.com/legal/terms", "select": "main"}}}')
    for command in COMMANDS:
        if command.startswith("build/atlas"):
            words = shlex.split(command.replace("https://www.example.com", s.url))[1:]
            to = words[words.index(">") + 1] if ">" in words else None
            r = subprocess.run([os.path.join(w.bin, "atlas"), *(words[:words.index(">")] if to else words)], cwd=folder, capture_output=True, text=True,
                               env={**os.environ, "ATLAS_CONFIG": w.conf("owner")})
            ok(r.returncode == 0 and (r.stdout or "list" in words), command, r.stderr)
            if to:
                with open(os.path.join(folder, to), "w", encoding="utf-8") as f:
                    f.write(r.stdout)
            if "list" in words:
                like(r.stdout, "CA-D-00001\texample\tterms-of-service", "it shows what was added")
        else:
            words = command.split()
            ok(words[0] == "make" and subprocess.run(["make", "-n", "-C", ROOT, *words[1:]], capture_output=True).returncode == 0, command)

for target in set(re.findall(r"`make ([a-z-]+)", README)):
    ok(subprocess.run(["make", "-n", "-C", ROOT, target], capture_output=True).returncode == 0, f"make {target} exists")
for path in set(re.findall(r"`((?:deploy|docs|src|sql|tests|build)/[\w./-]*\w/?)`", README)) | set(re.findall(r"\]\(([^)]+)\)", README)):
    ok(os.path.exists(os.path.join(ROOT, path)), f"{path} exists")
settings = subprocess.run([os.path.join(BUILD, "atlas"), "doctor", "--settings"], capture_output=True, text=True).stdout
for name in set(re.findall(r"ATLAS_[A-Z_]+", README)):
    ok(f"{name} " in settings, f"{name} is a setting")
done()
