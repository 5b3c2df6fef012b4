#!/usr/bin/python3
"""`make up` and `make down`, the real ones, in a copy of the checkout on ports of its own: what a person gets."""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, like, ok, same, unlike  # noqa: E402
from world import BUILD, ROOT, Browser, free_ports  # noqa: E402

PORT, *DEMO_PORTS = free_ports(4)
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "ATLAS_"))}
ENVIRONMENT.update(PORT=str(PORT), DEMO_PORTS=" ".join(map(str, DEMO_PORTS)))


def checkout(folder):
    """A copy with what was built, times kept, so that nothing is built again."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True)
    names = listed.stdout.decode().split("\0")[:-1] if listed.returncode == 0 else None
    if names is None:
        shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("var", "build", ".git", "node_modules"))
    else:
        subprocess.run(["cp", "-a", "--parents", *(n for n in names if os.path.exists(os.path.join(ROOT, n))), folder], cwd=ROOT, check=True)
    os.makedirs(os.path.join(folder, "build"))
    for name in os.listdir(BUILD):
        if name == "src" or name == "flags" or name.startswith(("lib", "atlas")):
            subprocess.run(["cp", "-a", os.path.join(BUILD, name), os.path.join(folder, "build")], check=True)


def make(folder, target):
    start = time.monotonic()
    r = subprocess.run(["make", target], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return r, time.monotonic() - start


def atlas(folder, *args):
    return subprocess.run([os.path.join(folder, "build", "atlas"), *args], env=ENVIRONMENT, cwd="/", capture_output=True, text=True).stdout


def listening(port):
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


def what_is_shown(folder, r):
    like(r.stdout, rf"home page +http://127\.0\.0\.1:{PORT}/\n", "it tells the address of the home page")
    b = Browser("127.0.0.1", PORT)
    for label, pattern in (("a provision", r"/platform/[a-z-]+/[a-z-]+/[a-z0-9-]+/"), ("a change", r"/change/CA-C-\d{6,}/")):
        found = re.search(rf"{label} +http://127\.0\.0\.1:{PORT}({pattern})\n", r.stdout)
        ok(found, f"of {label}", r.stdout)
        page = b.get(found[1] if found else "/missing")
        same(page.status, 200, "which answers")
    like(page.text, "<(ins|del)", "the change record shows a redline")
    login = re.search(r"as +(\S+@\S+)\n +password +(\S+)\n", r.stdout)
    ok(login, "of the demonstration's log-in", r.stdout)
    mails = atlas(folder, "mail", "list")
    like(mails, rf"(?m)^\S+\s+alert\s+{re.escape(login[1] if login else '?')}\s", "an alert of its account lies in the outbox")
    like(mails, rf"(?m)^\S+\s+digest\s+{re.escape(login[1] if login else '?')}\s", "and a weekly digest")
    unlike(mails, r"(?m)^\S+\s+\S+\s+(?!demo@)\S+@", "and no mail to anybody else")


def main():
    top = tempfile.mkdtemp(prefix="atlas-up-", dir="/tmp")
    os.chmod(top, 0o755)
    folder = os.path.join(top, "checkout")
    os.mkdir(folder)
    checkout(folder)
    try:
        r, seconds = make(folder, "up")
        if not ok(r.returncode == 0, "make up succeeds", r.stderr[-3000:]):
            print("Bail out! without it there is nothing to look at")
            sys.exit(1)
        like(r.stderr, r"(?s)packages.*build.*database.*demonstration.*catalogue", f"and says what it does ({seconds:.0f} s)")
        unlike(r.stderr, r"[1-9]\d* refused|were refused", "no provision of the demonstration is refused")
        what_is_shown(folder, r)
        doctor = subprocess.run([os.path.join(folder, "build", "atlas"), "doctor"], env=ENVIRONMENT, cwd="/", capture_output=True, text=True)
        ok(doctor.returncode == 0, "atlas doctor, which finds var/atlas.conf by itself, is content", doctor.stdout + doctor.stderr)
        for name in ("var/atlas.conf", "var/web.conf", "var/worker.conf"):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                same(os.stat(path).st_mode & 0o777, 0o600, f"{name} is its owner's alone")
        before, mails = atlas(folder, "export", "csv", "changes"), atlas(folder, "mail", "list")
        again, seconds = make(folder, "up")
        same(again.returncode, 0, f"a second make up does no harm ({seconds:.0f} s)")
        unlike(again.stderr, "demonstration", "and does not live through the demonstration again")
        same((atlas(folder, "export", "csv", "changes"), atlas(folder, "mail", "list")), (before, mails), "changes and mails are what they were")
        same(Browser("127.0.0.1", PORT).get("/").status, 200, "the pages are there")
    finally:
        down, _ = make(folder, "down")
        with open(os.path.join(folder, "var", "place"), encoding="utf-8") as f:
            state = f.read().strip()
    same(down.returncode, 0, "make down succeeds")
    same([p for p in (PORT, *DEMO_PORTS) if listening(p)], [], "and nothing listens any more")
    mine = subprocess.run(["grep", "-lsF", folder, *(f"/proc/{p}/cmdline" for p in os.listdir("/proc") if p.isdigit())], capture_output=True, text=True)
    same(mine.stdout, "", "nor runs")
    same(make(folder, "down")[0].returncode, 0, "a second make down does no harm")
    shutil.rmtree(state, ignore_errors=True)
    shutil.rmtree(top, ignore_errors=True)
    done()


main()
