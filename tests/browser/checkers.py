"""What independent programs say of HTML: vnu, html-validate and axe. Findings are sentences that begin with the page's name.

    names = save(folder, {"the home page": html, …})
    same(vnu(names)[:20], [], "vnu: no finding")
    same(html_validate(names)[:20], [], "html-validate: no finding")
    axe_modes(c, w, {"the home page": html, …})"""
import json
import os
import re
import subprocess

from chromium import MODULES, node
from tap import same

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = (("light", {"colorScheme": "light"}), ("dark", {"colorScheme": "dark"}), ("320 px", {"viewport": {"width": 320, "height": 640}}))


def save(folder, pages):
    """HTML files for the checkers: file name → the page's name."""
    os.makedirs(folder, exist_ok=True)
    names = {}
    for n, (name, text) in enumerate(pages.items()):
        names[os.path.join(folder, f"{n}.html")] = name
        with open(os.path.join(folder, f"{n}.html"), "w", encoding="utf-8") as f:
            f.write(text)
    return names


def vnu(names):
    if not names:
        return []
    r = subprocess.run(["java", "-Xss2m", "-jar", os.path.join(MODULES, "vnu-jar", "build", "dist", "vnu.jar"), "--stdout", "--exit-zero-always", "--format", "json", *names],
                       stdout=subprocess.PIPE, text=True, check=True)
    return [f"{names.get(m.get('url', '').removeprefix('file:'), '?')}:{m.get('lastLine')}: {m['message']}" for m in json.loads(r.stdout)["messages"]]


def html_validate(names):
    out = os.path.join(os.path.dirname(next(iter(names))), "findings.json")  # a file: it ends before a pipe has taken all
    with open(out, "w", encoding="utf-8") as f:
        subprocess.run([node(), os.path.join(MODULES, "html-validate", "bin", "html-validate.mjs"), "--config", os.path.join(HERE, ".htmlvalidate.json"),
                        "--formatter", "json", *names], stdout=f)
    with open(out, encoding="utf-8") as f:
        return [f"{names[x['filePath']]}:{m['line']}: {m['ruleId']}: {m['message']}" for x in json.load(f) for m in x["messages"]]


def axe_modes(c, w, pages):
    """axe over each page in light, dark and at 320 px, without its scripts; and that none scrolls sideways."""
    for mode, options in MODES:
        c.open(**options)
        c.goto(w.base_url + "/login")
        found, wide = [], []
        for name, text in pages.items():
            c.evaluate(f"document.documentElement.innerHTML = {json.dumps(re.sub(r'<script.*?</script>', '', text, flags=re.S))}")
            found += [f"{name}: {v}" for v in c.axe()]
            wide += [name] if c.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth") else []
        same(found[:10], [], f"axe, {mode}: no violation on {len(pages)} pages")
        same(wide, [], f"{mode}: no page scrolls sideways")
