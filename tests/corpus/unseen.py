#!/usr/bin/python3
"""What the figures may be on platforms that nobody has looked at: unseen.py CORPUS ATLAS

Rules found on a corpus fit it. Two looks beyond: the spread of each figure when the platforms are drawn anew (with
replacement, 4,000 times: sealed cases are such a draw), and edits made by a machine in the newest text of every platform, of
kinds that say something and kinds that do not. No bars: a bar is held against cases with a label. Same seed, same edits."""
import collections
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from noise import ATLAS, CORPUS, TOLD, UNTOLD, WAITING, bars, labelled  # noqa: E402

DRAWS = 4000


def spread():
    seen = labelled()
    for label, outcomes, what in (("noise", TOLD, "noise called a change"), ("noise", WAITING, "noise held or refused"),
                                  ("change", UNTOLD, "change missed"), ("change", WAITING, "change held or refused")):
        of = collections.defaultdict(lambda: [0, 0])
        for r, outcome, _ in seen:
            if r["label"] == label:
                platform = of[r["path"].split("/")[1]]
                platform[0] += outcome in outcomes
                platform[1] += 1
        platforms, rng, draws = list(of.values()), random.Random(1), []
        for _ in range(DRAWS):
            drawn = rng.choices(platforms, k=len(platforms))
            draws.append(sum(p[0] for p in drawn) / sum(p[1] for p in drawn))
        draws.sort()
        low, high = draws[DRAWS // 20], draws[-DRAWS // 20]
        bars.row(f"{what}: 90 % of draws of {len(platforms)} platforms lie between", f"{low:.2%} and {high:.2%}")


# ---- edits -----------------------------------------------------------------------------------------------------------

def once(pattern, by, flags=0):
    """An edit that replaces one match, drawn by chance. `by` is a text or a function of the match."""
    def edit(text, rng):
        found = list(re.finditer(pattern, text, flags))
        if not found:
            return None
        m = rng.choice(found)
        return text[:m.start()] + (by(m, rng) if callable(by) else m.expand(by)) + text[m.end():]
    return edit


def paragraphs(change):
    """An edit of the list of blocks; None where it finds nothing to do."""
    def edit(text, rng):
        blocks = text.split("\n\n")
        changed = change(blocks, rng)
        return None if changed is None else "\n\n".join(changed)
    return edit


def plain(block):
    return len(block) > 120 and not re.match(r"\s*(?:[#>|*\d(\[]|[a-z]\))", block) and "\n" not in block


def pick(blocks, rng, test):
    places = [i for i, b in enumerate(blocks) if test(b)]
    return rng.choice(places) if places else None


def without_paragraph(blocks, rng):
    i = pick(blocks, rng, plain)
    return None if i is None else blocks[:i] + blocks[i + 1:]


def without_sentence(blocks, rng):
    i = pick(blocks, rng, lambda b: plain(b) and b.count(". ") >= 2)
    return None if i is None else blocks[:i] + [blocks[i][:blocks[i].rindex(". ") + 1]] + blocks[i + 1:]


def with_sentence(blocks, rng):
    i = pick(blocks, rng, lambda b: plain(b) and b.endswith("."))
    return None if i is None else blocks[:i] + [blocks[i] + " We may also pass this on to our advertising partners."] + blocks[i + 1:]


def joined(blocks, rng):
    places = [i for i in range(len(blocks) - 1) if plain(blocks[i]) and plain(blocks[i + 1])]
    if not places:
        return None
    i = rng.choice(places)
    return blocks[:i] + [blocks[i] + " " + blocks[i + 1]] + blocks[i + 2:]


def parted(blocks, rng):
    i = pick(blocks, rng, lambda b: plain(b) and re.search(r"[a-z]\. [A-Z]", b[60:-60]))
    if i is None:
        return None
    at = 60 + rng.choice(list(re.finditer(r"[a-z]\. (?=[A-Z])", blocks[i][60:-60]))).end()
    return blocks[:i] + [blocks[i][:at].rstrip(), blocks[i][at:]] + blocks[i + 1:]


def unlisted(text, rng):
    lists = list(re.finditer(r"(?:^\*   .*\n){2,}", text, re.M))
    if not lists:
        return None
    m = rng.choice(lists)
    return text[:m.start()] + re.sub(r"(?m)^\*   (.*)\n", r"\1\n\n", m[0]) + text[m.end():]


def other_number(m, rng):
    n = int(m[1])
    return m[0].replace(m[1], str(rng.choice([x for x in (n + 1, 2 * n + 5, max(1, n // 2)) if x != n])), 1)


def dated(text, rng, day):
    head, sep, rest = text.partition("\n\n")
    return f"{head}{sep}Last updated: {day}{sep}{rest}" if sep else None


SAYS = {
    "number": once(r"(?<![\d.,\w])(\d{1,3}) (?:days|months|years|hours|business days|calendar days|percent)\b", other_number),
    "percentage": once(r"(?<=\s)(\d{1,2})%(?=[\s,.;])", other_number),
    "may not": once(r"\b(may|will|shall|must) (?!not)(\w+)", r"\1 not \2"),
    "no more not": once(r"\b(do|does|may|will|shall|must|is|are) not ", r"\1 "),
    "may to must": once(r"\bmay (?!not)", "must "),
    "and to or": once(r"(?<=[a-z]) and (?=[a-z])", " or "),
    "unless": once(r"(?<=[a-z]{3})\.(?=\n\n| [A-Z])", ", unless you object."),
    "third parties": once(r"\bthird parties\b", "our affiliates"),
    "personal": once(r"\bpersonal (data|information)\b", r"any \1"),
    "a sentence more": paragraphs(with_sentence),
    "a sentence less": paragraphs(without_sentence),
    "a paragraph less": paragraphs(without_paragraph),
    "an entry more": once(r"(?m)^(\*   [^\n]+)$", "\\1\n*   the exact place where you are"),
    "an entry less": once(r"(?m)^\*   [^\n*]{20,}\n(?=\*   )", ""),
    "a word less": once(r"\b(reasonable|written|prior|express|sole|explicit) ", ""),
}
NOTHING = {
    "link elsewhere": once(r"(?<=[^!]\[)([^\]\n]+)\]\(https?://[^)\s]+\)", r"\1](https://other.example/legal/page-7)"),
    "link with parameters": once(r"\]\((https?://[^)?#\s]+)\)", r"](\1?ref=footer&utm_source=mail)"),
    "link gone": once(r"(?<![!\\])\[([^\]\n\[]+)\]\([^)\s]+\)", r"\1"),
    "link come": once(r"(?<=[a-z] )([a-z]{6,} [a-z]{4,})(?= [a-z])", r"[\1](https://example.test/x)"),
    "bold": once(r"(?<=[a-z] )([a-z]{5,})(?= [a-z])", r"**\1**"),
    "italic": once(r"(?<=[a-z] )([a-z]{5,} [a-z]{3,})(?= [a-z])", r"_\1_"),
    "no bold": lambda text, rng: text.replace("**", "") if "**" in text else None,
    "no-break spaces": lambda text, rng: re.sub(r"(?<=[a-z]) (?=[a-z])", lambda m: "\u00a0" if rng.random() < 0.02 else " ", text),
    "soft hyphens": once(r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad"),
    "straight quotes": lambda text, rng: text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'}) if re.search("[‘’“”]", text) else None,
    "line break": once(r"(?<=[a-z]{3}\.) (?=[A-Z])", "\n"),
    "paragraphs joined": paragraphs(joined),
    "paragraph parted": paragraphs(parted),
    "list to paragraphs": unlisted,
    "heading's level": once(r"(?m)^(\S[^\n]+)\n-{3,}$", r"### \1"),
    "heading to bold": once(r"(?m)^(\S[^\n*]+)\n-{3,}$", r"**\1**"),
    "bold to heading": once(r"(?m)^\*\*([^*\n]{4,60})\*\*$", r"### \1"),
    "everything in one line": lambda text, rng: re.sub(r"\s*\n\s*", " ", re.sub(r"(?m)^(?:=+|-+)$|^(?:\*   |#+ )", "", text)).strip() + "\n",
}
BEFORE = {"date of the last update": ("March 3, 2025", "April 14, 2025"), "date, day first": ("3 March 2025", "14 April 2025")}


def diff(folder, name, old, new):
    paths = [os.path.join(folder, f"{name}-{side}.md") for side in ("old", "new")]
    for path, text in zip(paths, (old, new)):
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    d = json.loads(subprocess.run([ATLAS, "diff", "--format", "json", *paths], capture_output=True, check=True).stdout)
    for path in paths:
        os.unlink(path)
    return d["substantive"], "; ".join(x["reason"] for x in d["items"] if not x["cosmetic"])[:120]


def newest_texts():
    root = os.path.join(CORPUS, "versions")
    for platform in sorted(os.listdir(root)):
        document = sorted(os.listdir(os.path.join(root, platform)))[0]
        folder = os.path.join(root, platform, document)
        with open(os.path.join(folder, sorted(os.listdir(folder))[-1]), encoding="utf-8", newline="") as f:
            text = f.read()
        if len(text.split()) >= 400:
            yield platform, text


def cases():
    for platform, text in newest_texts():
        for says, kinds in ((True, SAYS), (False, NOTHING)):
            for kind, edit in kinds.items():
                new = edit(text, random.Random(f"{platform} {kind}"))
                if new is not None and new != text:
                    yield platform, says, kind, text, new
        for kind, days in BEFORE.items():
            old, new = (dated(text, None, day) for day in days)
            if old is not None:
                yield platform, False, kind, old, new


def edits():
    all_cases, count = list(cases()), {True: collections.defaultdict(lambda: [0, []]), False: collections.defaultdict(lambda: [0, []])}
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda c: diff(folder, str(c[0]), c[1][3], c[1][4]), enumerate(all_cases))
        for (platform, says, kind, _, _), (substantive, reasons) in zip(all_cases, results):
            count[says][kind][0] += 1
            if substantive != says:
                count[says][kind][1].append((platform, reasons))
    for says, what in ((True, "edits that say something, called cosmetic"), (False, "edits that say nothing, called a change")):
        kinds = count[says]
        wrong = [(kind, f"{len(misses)} of {n}: " + "; ".join(f"{p} ({r})" if r else p for p, r in misses[:3])) for kind, (n, misses) in kinds.items() if misses]
        bars.share(f"a machine's {what}, of {len(kinds)} kinds", sum(len(m) for _, m in kinds.values()), sum(n for n, _ in kinds.values()), "",
                   lambda x: True, wrong)


if __name__ == "__main__":
    spread()
    edits()
    bars.done()
