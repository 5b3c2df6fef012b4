#!/usr/bin/python3
"""Measures clauses, alignment and redline on the versions of the corpus, and on edits of them whose truth is known.

usage: tests/corpus/versions.py [--quick] [--only PART] [--verbose] CORPUS [ATLAS]

Nothing of the corpus is copied. Exit code 1 where a bar is missed."""
import argparse, collections, concurrent.futures, csv, json, os, random, re, subprocess, sys, tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from bars import Bars

def run(*argv):
    return subprocess.run(argv, capture_output=True)

def atlas_json(*argv):
    done = run(*argv)
    if done.returncode != 0:
        raise RuntimeError(f"{argv}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:300]}")
    return json.loads(done.stdout)

def rows_of(corpus):
    with open(os.path.join(corpus, "versions.tsv"), encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t"))

def pairs_of(rows):
    """Neighbouring versions of one document."""
    return [(a["path"], b["path"]) for a, b in zip(rows, rows[1:])
            if a["path"].rsplit("/", 1)[0] == b["path"].rsplit("/", 1)[0]]

# ---- identity and words -------------------------------------------------------------------------------------------

def joined(redline, keep):
    return "".join(text for op, text in redline if op in keep).encode()

def git_words(a, b):
    """Words that git marks as edited, counted between white space."""
    n, in_hunk = 0, False
    for line in run("git", "diff", "--no-index", "--word-diff=porcelain", "-U0", a, b).stdout.split(b"\n"):
        if line.startswith(b"@@"):
            in_hunk = True
        elif in_hunk and line[:1] in (b"-", b"+"):
            n += len(line[1:].split())
    return n

def redline(args, pair):
    """Whether both texts can be rebuilt, and our edited words against git's (None where git sees none)."""
    old, new = (os.path.join(args.corpus, p) for p in pair)
    d = atlas_json(args.atlas, "diff", "--format", "json", old, new)
    rebuilt = joined(d["redline"], "=-") == open(old, "rb").read() and joined(d["redline"], "=+") == open(new, "rb").read()
    reference = git_words(old, new)
    return rebuilt, sum(len(t.split()) for op, t in d["redline"] if op != "=") / reference if reference else None

def redlines(args, bars, pairs):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda pair: redline(args, pair), pairs))
    broken = [(new, "the redline does not rebuild both texts") for (_, new), (rebuilt, _) in zip(pairs, found) if not rebuilt]
    bars.row(f"versions/: pairs whose redline does not rebuild both texts, of {len(pairs)}", len(broken), "0", not broken, broken)
    ratios = sorted((ratio, new) for (_, new), (_, ratio) in zip(pairs, found) if ratio is not None)
    median, high = ratios[len(ratios) // 2][0], ratios[int(len(ratios) * 0.95)][0]
    more = [(new, f"{ratio:.2f} times git's words") for ratio, new in reversed(ratios) if ratio > 2]
    bars.row("versions/: edited words against git --word-diff, median", f"{median:.3f}", "<= 1.05", median <= 1.05)
    bars.row("versions/: edited words against git --word-diff, 95th percentile", f"{high:.3f}", "<= 2", high <= 2, more)

# ---- synthetic truth ----------------------------------------------------------------------------------------------

WORDS = "rules members reasons partner notice written approval account device region content credit review".split()

def sentence(rng):
    return " ".join(["The"] + rng.choices(WORDS, k=rng.randint(14, 30))) + " applies.\n\n"

class Edited:
    """A real text as its clauses, edited in known ways. `truth` is per new clause text the old ordinal it must carry (or
    None); what each edit must be called is in `named`."""
    def __init__(self, clauses, rng):
        self.parts = [(c["text"], c["ordinal"]) for c in clauses]
        self.by = {c["ordinal"]: c for c in clauses}
        self.rng, self.named, self.touched = rng, [], set()
        texts = collections.Counter(c["body"] for c in clauses)
        self.unique = {c["ordinal"] for c in clauses if texts[c["body"]] == 1}
    def pick(self, test):
        """The place of a clause that is not yet touched, nor next to one that is."""
        fit = [i for i, (t, o) in enumerate(self.parts) if o in self.unique and test(self.by[o]) and
               not {o for _, o in self.parts[max(0, i - 1):i + 2]} & self.touched]
        return self.rng.choice(fit) if fit else None
    def plain(self, c, least=80):
        """A clause of one paragraph without a heading, long enough to be told from others."""
        return c["kind"] == "prose" and len(c["body"]) >= least and len(c["body"].split()) >= least // 10 and c["text"].strip().count("\n\n") == 0 and \
            c["text"].endswith("\n\n") and not re.match(r"\s*[#|>*\d(-]", c["text"]) and "\n" not in c["text"].strip()
    def modify(self):
        i = self.pick(lambda c: self.plain(c))
        if i is None: return
        text, o = self.parts[i]
        words = text.rstrip("\n").split(" ")
        for k in self.rng.sample(range(1, len(words)), max(1, len(words) // 10)):
            words[k] = self.rng.choice(WORDS)
        self.parts[i] = (" ".join(words) + "\n\n", o)
        self.touched.add(o)
        self.named.append(("modified", o))
    def insert(self):
        i = self.pick(lambda c: self.plain(c))
        if i is None: return
        self.touched.add(self.parts[i][1])
        self.parts.insert(i + 1, (sentence(self.rng), None))
        self.named.append(("added", None))
    def delete(self):
        i = self.pick(lambda c: self.plain(c))
        if i is None: return
        o = self.parts.pop(i)[1]
        self.named.append(("removed", o))
        self.touched.add(o)
    def move(self):
        i = self.pick(lambda c: self.plain(c))
        if i is None: return
        part = self.parts.pop(i)
        self.touched.add(part[1])
        spots = [k for k in range(1, len(self.parts)) if abs(k - i) >= 3 and self.parts[k][1] and self.parts[k - 1][1] and
                 self.plain(self.by[self.parts[k][1]], 30) and self.plain(self.by[self.parts[k - 1][1]], 30)]
        if not spots:
            self.parts.insert(i, part)
            return
        self.parts.insert(self.rng.choice(spots), part)
        self.named.append(("moved", part[1]))
    def split(self):
        def cut(c):
            return [m.start() + 1 for m in re.finditer(r"[a-z]\. [A-Z]", c["text"]) if 60 <= m.start() <= len(c["text"]) - 70]
        i = self.pick(lambda c: self.plain(c, 160) and cut(c) and c["body"].count("(") == c["body"].count(")"))
        if i is None: return
        text, o = self.parts[i]
        at = self.rng.choice(cut(self.by[o])) + 1
        first, second = text[:at].rstrip() + "\n\n", text[at:].lstrip()
        larger = len(first) >= len(second)
        self.parts[i:i + 1] = [(first, o if larger else None), (second, None if larger else o)]
        self.touched.add(o)
        self.named.append(("split", o))
    def merge(self):
        i = self.pick(lambda c: self.plain(c))
        if i is None or i + 1 >= len(self.parts): return
        (a, x), (b, y) = self.parts[i:i + 2]
        if y is None or y not in self.unique or not self.plain(self.by[y]) or \
           (i + 2 < len(self.parts) and self.parts[i + 2][1] in self.touched): return
        self.parts[i:i + 2] = [(a.rstrip("\n") + " " + b, x if len(a) >= len(b) else y)]
        self.touched |= {x, y}
        self.named.append(("merged", x))
    def renumber(self):
        """Every numbered heading one higher."""
        n = 0
        for i, (text, o) in enumerate(self.parts):
            new = re.sub(r"\A((?:\s*#{1,6} |\s*)(?:\*\*)?)(\d{1,2})(\\?\. )", lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}", text)
            if new != text:
                n += 1
                self.parts[i] = (new, o)
                if o not in self.touched: self.named.append(("renumbered", o))

def check_synthetic(args, e, path, folder, score, wrong):
    old, new = os.path.join(folder, "old.md"), os.path.join(folder, "new.md")
    with open(new, "w", encoding="utf-8", newline="") as f:
        f.write("".join(t for t, _ in e.parts))
    d = atlas_json(args.atlas, "diff", "--format", "json", old, new)
    found = atlas_json(args.atlas, "clauses", "--format", "json", new)["clauses"]
    carried, at = {}, 0   # by byte offset of the new text
    for c, identity in zip(found, d["identity"]):
        carried[c["offset"]] = identity
    unique_ok = lambda o: o is None or o in e.unique
    for text, o in e.parts:
        if unique_ok(o):
            good = at in carried and carried[at] == o
            score["identity", good] += 1
            if not good: wrong["identity"].append((path, f"clause {o} became {carried.get(at, 'no clause: there is no border')}: {text[:80]!r}"))
        at += len(text.encode())
    kinds = collections.defaultdict(set)
    for x in d["items"]:
        for o in x["old_clauses"] or [None]:
            kinds[o].add(x["kind"])
            if x["moved"]: kinds[o].add("moved")
            if x["renumbered"]: kinds[o].add("renumbered")
    for what, o in e.named:
        good = what in kinds[o]
        score[what, good] += 1
        if not good: wrong[what].append((path, f"clause {o} is called {sorted(kinds[o])}: {e.by[o]['text'][:80] if o else ''!r}"))

def synthetic(args, bars, rows):
    rng, score, wrong = random.Random(7), collections.Counter(), collections.defaultdict(list)
    last = list({r["path"].rsplit("/", 1)[0]: r["path"] for r in rows}.values())
    edits = ["modify", "insert", "delete", "move", "split", "merge"]
    with tempfile.TemporaryDirectory() as folder:
        for path in last[::4] if args.quick else last:
            old = os.path.join(args.corpus, path)
            clauses = atlas_json(args.atlas, "clauses", "--format", "json", old)["clauses"]
            if len(clauses) < 12: continue
            with open(old, "rb") as f, open(os.path.join(folder, "old.md"), "wb") as g: g.write(f.read())
            for round_ in range(3):
                e = Edited(clauses, rng)
                for k in range(3 + 3 * round_): getattr(e, rng.choice(edits) if round_ else edits[k % 6])()
                if round_ == 2: e.renumber()
                check_synthetic(args, e, path, folder, score, wrong)
    for what, bar in (("identity", 0.98), ("moved", 0.95), ("split", 0.95), ("merged", 0.95), ("modified", 0.95),
                      ("added", 0.95), ("removed", 0.95), ("renumbered", 0.95)):
        name = "clauses that keep the right identity" if what == "identity" else f"clauses {what}, named so"
        bars.share(f"edits of known truth: {name}", score[what, True], score[what, True] + score[what, False], f">= {bar:.0%}",
                   lambda x, bar=bar: x >= bar, wrong[what] if args.verbose else wrong[what][:8])

def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("corpus")
    p.add_argument("atlas", nargs="?", default="build/atlas")
    p.add_argument("--quick", action="store_true", help="a sample of pairs and texts")
    p.add_argument("--only", choices=["redline", "synthetic"])
    p.add_argument("--verbose", action="store_true", help="print each miss of the edits of known truth")
    args = p.parse_args()
    rows, bars = rows_of(args.corpus), Bars()
    if args.only in (None, "redline"): redlines(args, bars, pairs_of(rows)[::7 if args.quick else 1])
    if args.only in (None, "synthetic"): synthetic(args, bars, rows)
    bars.done()

if __name__ == "__main__":
    main()
