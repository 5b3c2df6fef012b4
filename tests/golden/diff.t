#!/usr/bin/python3
"""atlas clauses, atlas diff and atlas replay --text: the contract of the commands. Exit codes, what goes to which stream,
and that a redline joins to the bytes of both files, whatever they hold."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from tap import done, like, ok, same  # noqa: E402

ATLAS = os.environ.get("ATLAS", os.path.join(HERE, "..", "..", "build", "atlas"))
FOLDER = tempfile.mkdtemp(prefix="atlas-diff-")


def put(name, content):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return path


def run(*args, stdin=b""):
    p = subprocess.run([ATLAS, *args], input=stdin, capture_output=True)
    return p.returncode, p.stdout.decode(errors="replace"), p.stderr.decode(errors="replace")


def compare(old, new):
    code, out, err = run("diff", "--format", "json", put("old.md", old), put("new.md", new))
    return json.loads(out) if code == 0 else {"exit": code, "error": err}


def joined(d, ops):
    return "".join(text for op, text in d["redline"] if op in ops).encode()


TERMS = """# Terms of Use

## 1. Cancelling

You may cancel your subscription at any time, with a notice of 30 days.

## 2. Invoices

We keep invoices for ten years because the tax law of our country demands it.

## 3. Letters

Questions about this document reach us by letter at the address given below.

## 4. Disputes

The courts of the city in which we have our seat decide about any dispute.
"""

# ---- every pair joins to the bytes of its files
PAIRS = {
    "equal": (TERMS, TERMS), "a word": (TERMS, TERMS.replace("30", "10")), "from nothing": ("", TERMS), "to nothing": (TERMS, ""),
    "both empty": ("", ""), "no final newline": (TERMS, TERMS.rstrip("\n")), "CRLF": (TERMS, TERMS.replace("\n", "\r\n")),
    "not canonical": ("a  b \n\n\n\n c", "\n\n a b\n\n\n"), "NUL": ("a\0b\n", "a\0c\n"), "astral": ("we \U0001F600 pay", "we \U0001F601 pay"),
    "Chinese": ("我们保留数据三十天。\n", "我们保留数据十天。\n"), "no-break space": ("30\u00a0days", "30 days"),
}
for name, (old, new) in PAIRS.items():
    d = compare(old, new)
    ok("redline" in d and joined(d, "=-") == old.encode() and joined(d, "=+") == new.encode(), f"joins to both files: {name}", str(d)[:300])

# ---- items
d = compare(TERMS, TERMS.replace("30", "10"))
same([[op, t] for op, t in d["redline"] if op != "="], [["-", "30"], ["+", "10"]], "one word edited, and only it")
same([(x["kind"], x["cosmetic"], x["old"], x["new"]) for x in d["items"]], [("modified", False, 1, 1)], "as one item")
same(d["items"][0]["reason"], "“30” became “10”", "that says why it matters")
same(d["identity"], [1, 2, 3, 4], "every clause keeps its identity")
parts = TERMS.split("\n\n## ")
d = compare(TERMS, "\n\n## ".join([parts[0], parts[2], parts[3], parts[4].rstrip("\n"), parts[1]]) + "\n")
moved = [x for x in d["items"] if x["moved"]]
ok(len(moved) == 1 and moved[0]["cosmetic"] and not d["substantive"], "a section that moved is moved, and nothing else happened", str(d["items"])[:600])
ends = {(m["op"], m["move"]) for m in d["moves"]}
same(ends, {("-", 1), ("+", 1)}, "both ends of the move bear its number")

# ---- clauses
code, out, err = run("clauses", "--format", "json", put("terms.md", TERMS))
clauses = json.loads(out)["clauses"]
same("".join(c["text"] for c in clauses), TERMS, "the clauses tile the text")
same([c["label"] for c in clauses], ["1", "2", "3", "4"], "with their numbers")
ok(all(TERMS.encode()[c["offset"]:c["offset"] + c["length"]].decode() == c["text"] and len(c["sha256"]) == 64 for c in clauses), "offsets and hashes are of the bytes")
code, out, err = run("clauses", "-", stdin=TERMS.encode())
ok(code == 0 and len(out.splitlines()) == 4, "standard input, a line per clause", out)

# ---- the page
code, out, err = run("diff", "--format", "html", put("old.md", "<b> & 30 days\n"), put("new.md", "<b> & 10 days\n"))
ok(code == 0 and "&lt;b&gt; &amp;" in out and "<b>" not in out, "the page escapes the text", out[-400:])
ok("<del>" in out and "[deleted: " in out and "<ins>" in out and "[inserted: " in out and out.startswith("<!DOCTYPE html>"), "and says its marks in words")
old = put("old.md", "Terms\n=====\n\nYou **pay** [here](https://a.example/1).\n\n*   one thing\n    *   deeper\n\n| a | 1 |\n| --- | --- |\n| b | x \\* y |\n")
new = put("new.md", "Terms\n=====\n\nYou **must pay** [here](https://a.example/2).\n\n*   one thing\n    *   deeper\n\n| a | 2 |\n| --- | --- |\n| b | x \\* y |\n")
code, out, err = run("diff", "--format", "html", old, new)
body = out[out.index("<main>"):]
ok("<h2>" in body and ">deeper</li>" in body and "<td>" in body and "<table>" in body, "headings, items and cells are elements")
ok(not any(mark in re.sub(r"<[^>]*>", "", body) for mark in ("**", "====", "---", "](", "| ", "*   ", "\\")), "no mark of Markdown is left")
ok("link now leads elsewhere" in body and "<del>https://a.example/1</del> <ins>https://a.example/2</ins>" in body, "a link that leads elsewhere is told")
ok(re.search(r'<a href="#n(\d+)">', body) is not None and all(f'id="n{n}"' in body for n in re.findall(r'<a href="#n(\d+)">', body)), "the list of changes leads to them")

# ---- refusals
code, out, err = run("diff", put("bad.md", b"\xff\xfe"), put("new.md", TERMS))
ok(code == 3 and out == "", "invalid UTF-8 exits 3 and prints nothing")
like(err, r"bad\.md is not UTF-8", "the file is named")
code, out, err = run("clauses", put("surrogate.md", b"a \xed\xa0\x80"))
same(code, 3, "a surrogate is not UTF-8")
same(run("diff", "-")[0], 2, "one file is a usage error")
same(run("diff", "--format", "pdf", "a", "b")[0], 2, "an unknown format too")
same(run("diff", "-", "-")[0], 2, "standard input cannot be both")
same(run("clauses", os.path.join(FOLDER, "none.md"))[0], 1, "a file that is not there fails")
code, out, err = run("diff", "--help")
ok(code == 0 and out.startswith("usage: atlas diff") and err == "", "--help goes to standard output")

# ---- replay
BODY = "\n\n".join(f"## {i}. Part\n\nIn this part number {i} of the terms we and you agree that the service is used with care, that "
                   f"fees are paid in advance, that either side may end the contract in writing, and that the law applies." for i in range(1, 9))
FIRST, COSMETIC = f"# Terms of Use\n\nLast updated: May 1, 2024\n\n{BODY}\n", f"# Terms of Use\n\nLast updated: June 1, 2024\n\n{BODY}\n"
CHANGE = COSMETIC.replace("number 3 of the terms we and you agree", "number 3 of the terms we and you do not agree")
for i, text in enumerate([FIRST, FIRST, COSMETIC, CHANGE, COSMETIC, CHANGE, COSMETIC, COSMETIC, COSMETIC, "Checking your browser before you proceed.\n"]):
    put(f"{i:04}.md", text)
for other in ("old.md", "new.md", "bad.md", "terms.md", "surrogate.md"): os.unlink(os.path.join(FOLDER, other))
code, out, err = run("replay", "--text", FOLDER)
lines = [json.loads(x) for x in out.splitlines()]
same([x["outcome"] for x in lines[:9]], ["first", "unchanged", "cosmetic", "change", "variant", "unchanged", "variant", "variant", "reversal"], "outcomes in order")
ok(len(lines) == 10 and lines[9]["outcome"] in ("held", "refused"), "a block page is not believed", str(lines[-1:]))
ok(all(x["reason"] for x in lines) and [x["file"] for x in lines][:2] == ["0000.md", "0001.md"], "each with its file and a reason")
empty = tempfile.mkdtemp()
same(run("replay", "--text", empty)[0], 3, "a folder without captures exits 3")
same(run("replay", empty)[0], 1, "one without a declaration fails")
same(run("replay")[0], 2, "no folder is a usage error")
done()
