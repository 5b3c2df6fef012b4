#!/usr/bin/python3
"""atlas extract on whole pages: tests/golden/extract/NAME/{input.html, declaration.json, arguments, expected.md}; on one
odd shape of page each without a declaration: tests/golden/extract/shapes/NAME.html and .md; and the contract of the command:
exit codes, standard input, what goes to which stream. $ATLAS_EXTRACT_ACCEPT=1 writes the expected texts anew; the difference
is then reviewed."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import done, like, ok, same  # noqa: E402

ATLAS = os.path.abspath(os.environ.get("ATLAS", os.path.join(HERE, "..", "..", "build", "atlas")))
CASES = os.path.join(HERE, "extract")


def run(*args, stdin=b""):
    p = subprocess.run([ATLAS, "extract", *args], input=stdin, capture_output=True, cwd=CASES)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def compare(name, expected, *args):
    code, out, err = run(*args)
    if os.environ.get("ATLAS_EXTRACT_ACCEPT"):
        with open(expected, "w", encoding="utf-8", newline="") as f:
            f.write(out)
    with open(expected, encoding="utf-8", newline="") as f:
        want = f.read()
    ok(code == 0 and out == want, name, f"exit {code} {err}\n{out}")


SHAPES = os.path.join(CASES, "shapes")
for name in sorted(set(os.listdir(CASES)) - {"shapes"}):
    folder = os.path.join(CASES, name)
    args = []
    if os.path.exists(os.path.join(folder, "declaration.json")):
        args += ["--declaration", os.path.join(folder, "declaration.json")]
    if os.path.exists(os.path.join(folder, "arguments")):
        with open(os.path.join(folder, "arguments"), encoding="utf-8") as f:
            args += f.read().split("\n")[:-1]
    compare(name, os.path.join(folder, "expected.md"), *args, os.path.join(folder, "input.html"))
for name in sorted(n[:-5] for n in os.listdir(SHAPES) if n.endswith(".html")):
    compare(f"shape: {name}", os.path.join(SHAPES, name + ".md"), "--url", "https://example.test/legal/terms", os.path.join(SHAPES, name + ".html"))

LONG = "A paragraph of running text that stands in the document, long enough to be counted as such by anybody."
code, out, err = run("-", stdin=f"<main><p data-x='{'x' * 200000}'>{LONG}</p><img alt=chart src='data:image/png;base64,{'A' * 50000}'></main>".encode())
ok(code == 0 and out.startswith(LONG), "an attribute of 200,000 letters is none of the text", f"{code} {out[:200]} {err}")
code, out, err = run("-", stdin=f"<main>{'<div>' * 300}<p>{LONG}</p>{'</div>' * 300}".encode())
same((code, out), (0, LONG + "\n"), "a paragraph in 300 boxes")
code, out, err = run("-", stdin=f"<body><noscript><main><p>{LONG}</p></main></noscript><div id=app></div>".encode())
same((code, out), (3, ""), "a page that shows its text only without scripts: exit 3")
like(err, "script", "… and why")

page = "<title>T</title><main><h1>Terms</h1><p id=a>One</p><p>Two</p></main>".encode()
with tempfile.TemporaryDirectory() as tmp:
    def declaration(value):
        path = os.path.join(tmp, "d.json")
        with open(path, "w", encoding="utf-8") as f:
            f.write(value if isinstance(value, str) else json.dumps(value))
        return path

    code, out, err = run("--declaration", declaration({"select": "#a"}), "-", stdin=page)
    same((code, out, err), (0, "One\n", ""), "a page on standard input, nothing on standard error")
    code, out, err = run("--declaration", declaration({"select": "#b"}), "-", stdin=page)
    same((code, out), (3, ""), "a selector without a match: exit 3, no output")
    like(err, "#b", "… and it is named")
    code, out, err = run("--declaration", declaration({"select": "p["}), "-", stdin=page)
    same((code, out), (3, ""), "a malformed selector: exit 3")
    like(err, "character 3", "… with its place")
    code, out, err = run("--declaration", declaration({"select": {"startAfter": "h1", "endBefore": ".no"}}), "-", stdin=page)
    same(code, 3, "a range without an end: exit 3")
    like(err, r"end.*\.no", "… and the end is named")
    code, out, err = run("--declaration", declaration("{"), "-", stdin=page)
    same(code, 3, "a declaration that is not JSON: exit 3")
    two = declaration({"name": "X", "terms": {"A": {"select": "h1"}, "B": {"combine": [{"select": "#a"}, {"select": "h1"}]}}})
    code, out, err = run("--declaration", two, "-", stdin=page)
    same(code, 2, "a declaration of two documents needs --terms: exit 2")
    like(err, '"A", "B"', "… and lists them")
    same(run("--declaration", two, "--terms", "C", "-", stdin=page)[0], 3, "one that it does not have: exit 3")
    same(run("--declaration", two, "--terms", "B", "--source", "2", "-", stdin=page)[1], "Terms\n=====\n", "the second source")
    same(run("--declaration", two, "--terms", "B", "--source", "3", "-", stdin=page)[0], 3, "a third it does not have: exit 3")
    code, out, err = run("--declaration", declaration({"select": "#a", "filter": ["cleanUp"], "executeClientScripts": True}), "-", stdin=page)
    same((code, out), (0, "One\n"), "a script filter and executeClientScripts do not stop a file")
    like(err, "cleanUp", "… but the filter is reported")
    code, out, err = run("--format", "json", "--declaration", declaration({"select": "main"}), "-", stdin=page)
    found = json.loads(out)
    same((code, found["text"], found["title"], found["content"]), (0, "Terms\n=====\n\nOne\n\nTwo\n", "T", "selector"), "as JSON")

code, out, err = run("-", stdin=b"%PDF-1.4")
same((code, out), (3, ""), "a PDF: exit 3")
like(err, "PDF", "… which it says")
same(run("-", stdin=b"")[0], 3, "nothing: exit 3")
same(run("-", stdin=b"<div>" * 20000)[0], 3, "20,000 nested tags: exit 3")
same(run("no-such-file.html")[0], 1, "a file that is not there: exit 1")
same(run()[0], 2, "no file: exit 2")
same(run("--nonsense", "-")[0], 2, "an unknown option: exit 2")
same(run("--format", "xml", "-")[0], 2, "an unknown format: exit 2")
code, out, err = run("--help")
ok(code == 0 and "--declaration" in out and err == "", "help goes to standard output")
done()
