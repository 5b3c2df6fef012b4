#!/usr/bin/python3
"""deploy/install-deps where it must not or cannot install: sentences, exit codes, and nothing done."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, like, ok, same  # noqa: E402
from world import IS_ROOT, ROOT  # noqa: E402

SCRIPT = open(os.path.join(ROOT, "deploy", "install-deps"), encoding="utf-8").read()


def run(*groups, bin_folder=None, user=None):
    """The script on stdin of sh, so that a user who cannot reach the checkout can run it too."""
    drop = ["/usr/bin/setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
    path = bin_folder or os.environ["PATH"]
    return subprocess.run([*drop, "/bin/sh", "-s", "--", *groups], input=SCRIPT, capture_output=True, text=True, env={"PATH": path}, cwd="/")


def machine(folder, *commands, **scripts):
    """A folder of commands: links to the system's, and scripts in the place of others."""
    for name in commands:
        os.symlink(f"/usr/bin/{name}", os.path.join(folder, name))
    for name, text in scripts.items():
        path = os.path.join(folder, name.replace("_", "-"))
        with open(path, "w", encoding="utf-8") as f:
            f.write(f"#!/bin/sh\n{text}\n")
        os.chmod(path, 0o755)
    os.chmod(folder, 0o755)
    return folder


same(run().returncode, 2, "without a group: usage")
r = run("everything")
same((r.returncode, "groups are run, build, test" in r.stderr), (2, True), "an unknown group: which there are")
r = run("run", "build", "test")
same((r.returncode, r.stdout, r.stderr), (0, "", ""), "when all is there it does nothing and says nothing")
r = run("--list", "run", "build", "test")
ok("postgresql-15\n" in r.stdout and "nginx\n" in r.stdout and r.returncode == 0, "--list prints the packages")

commands = ("sed", "tr", "id", "env", "df", "awk", "grep", "sort")
with tempfile.TemporaryDirectory(prefix="atlas-deps-", dir="/tmp") as bare:
    machine(bare, *commands, dpkg_query="exit 0")
    r = run("run", bin_folder=bare, user="65534" if IS_ROOT else None)
    same(r.returncode, 1, "neither root nor sudo: it fails")
    like(r.stderr, "neither root nor sudo. As root, run: apt-get install .*postgresql-15", "and says what root must run")
with tempfile.TemporaryDirectory(prefix="atlas-deps-", dir="/tmp") as refusing:
    machine(refusing, *commands, dpkg_query="exit 0", sudo="exit 1")
    r = run("run", bin_folder=refusing, user="65534" if IS_ROOT else None)
    same(r.returncode, 1, "a sudo that refuses: it fails")
    like(r.stderr, "sudo was refused. Ask someone with root", "and says so")
with tempfile.TemporaryDirectory(prefix="atlas-deps-", dir="/tmp") as full:
    machine(full, *(c for c in commands if c != "df"), dpkg_query="exit 0", df="echo head; echo /dev/x 1 1 400000 1% /var")
    r = run("run", bin_folder=full)
    same(r.returncode, 1, "a full disk: it fails before anything is installed")
    like(r.stderr, "only 390 MB are free.*500 MB", "and says how much is needed")
with tempfile.TemporaryDirectory(prefix="atlas-deps-", dir="/tmp") as foreign:
    machine(foreign, *commands)
    r = run("run", bin_folder=foreign)
    same((r.returncode, "no dpkg" in r.stderr), (1, True), "no Debian: it says what it is made for")
done()
