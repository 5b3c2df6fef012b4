#!/usr/bin/python3
"""The units and their drop-ins: systemd understands them, they are as locked up as they were, and each secret that is a file has
a way to its program."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from tap import done, ok, same, skip_all  # noqa: E402
from world import BUILD, ROOT  # noqa: E402

if shutil.which("systemd-analyze") is None:
    skip_all("systemd-analyze is not installed")
UNITS = os.path.join(ROOT, "deploy", "systemd")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def analyze(*args):
    r = subprocess.run(["systemd-analyze", *args], capture_output=True, text=True, env={**os.environ, "SYSTEMD_UNIT_PATH": folder + ":", "SYSTEMD_COLORS": "0"})
    return r.returncode, r.stdout + r.stderr


def placed(program, *drop_ins):
    """The unit with those drop-ins, its program one that is installed everywhere."""
    unit = os.path.join(folder, f"atlas-{program}.service")
    with open(unit, "w", encoding="utf-8") as f:
        f.write(re.sub(r"(?m)^Exec(Start|Reload)=.*", lambda m: f"Exec{m[1]}=/bin/true", read(os.path.join(UNITS, f"atlas-{program}.service"))))
    shutil.rmtree(unit + ".d", ignore_errors=True)
    os.mkdir(unit + ".d")
    for path in drop_ins:
        shutil.copy(path, unit + ".d")
    return unit


with tempfile.TemporaryDirectory() as folder:
    for program, most in ("worker", 1.4), ("web", 0.4):
        drop_ins = sorted(glob.glob(os.path.join(UNITS, program + "-*.conf")))
        ok(drop_ins, f"{program}: drop-ins")
        for which, ceiling in [((), most)] + [((path,), most) for path in drop_ins] + [(drop_ins, most)]:
            unit, names = placed(program, *which), " ".join(map(os.path.basename, which)) or "alone"
            code, said = analyze("verify", unit)
            same((code, re.findall(r"(?m)^.*atlas-.*$", said)), (0, []), f"{program} {names}: systemd understands it")
            code, said = analyze("security", "--offline=true", unit)
            score = re.search(r"exposure level for \S+: ([0-9.]+)", said)
            ok(score and float(score[1]) <= ceiling, f"{program} {names}: exposure at most {ceiling}", said[-200:])
    text = "".join(read(path) for path in glob.glob(os.path.join(UNITS, "*.conf")))
    handed = dict(re.findall(r"(?m)^Environment=(ATLAS_\w+)=%d/(\S+)$", text))
    loaded = re.findall(r"(?m)^LoadCredential=([^:]+):/etc/atlas/", text)
    settings = subprocess.run([os.path.join(BUILD, "atlas"), "doctor", "--settings"], capture_output=True, text=True).stdout
    same(sorted(handed), sorted(re.findall(r"(?m)^(ATLAS_\w+_FILE)\b", settings)), "every setting that names a secret's file has a drop-in")
    same(sorted(handed.values()), sorted(loaded), "each with the credential that it names")
done()
