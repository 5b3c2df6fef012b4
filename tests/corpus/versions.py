#!/usr/bin/python3
"""Measures segmentation, alignment, redline and the noise decision on the corpus: one table, figure against bar.

usage: tests/corpus/versions.py [--atlas PROGRAM] [--quick] CORPUS [PROGRAM]

CORPUS is the unpacked corpus (versions/, versions.tsv). Nothing of it is copied. Exit code 1 where a bar is missed."""
import argparse, collections, csv, json, os, random, re, subprocess, sys, tempfile

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

class Table:
    def __init__(self):
        self.missed = False
    def line(self, what, figure, bar, good):
        self.missed |= not good
        print(f"{'ok  ' if good else 'MISS'}  {what:<62} {figure:>12}  {bar}", flush=True)

# ---- noise --------------------------------------------------------------------------------------------------------

def outcomes(args, rows):
    """Outcome and reason by path, from replaying each chain as the worker would have seen it."""
    out = {}
    for folder in sorted({r["path"].rsplit("/", 1)[0] for r in rows}):
        done = run(args.atlas, "replay", "--text", os.path.join(args.corpus, folder))
        if done.returncode != 0:
            print(f"# replay of {folder}: exit {done.returncode}: {done.stderr.decode()[:200]}")
        for line in done.stdout.decode().splitlines():
            o = json.loads(line)
            out[f"{folder}/{o['file']}"] = (o["outcome"], o["reason"])
    return out

def noise(args, table, rows):
    out = outcomes(args, rows)
    count, misses = collections.Counter(), []
    for r in rows:
        outcome, reason = out.get(r["path"], ("none", "no answer"))
        if r["label"] and r["kind"] != "first":
            count[r["label"], outcome] += 1
            wrong = ("change", "reversal", "held", "refused", "none") if r["label"] == "noise" else \
                    ("cosmetic", "variant", "unchanged", "held", "refused", "none")
            if outcome in wrong:
                misses.append((r["label"], outcome, r["mechanical_class"], r["path"], reason))
    def share(label, *which):
        total = sum(n for (l, _), n in count.items() if l == label) or 1
        return sum(count[label, w] for w in which) / total
    for what, figure, bar in (("noise called a change", share("noise", "change", "reversal"), 0.01),
                              ("noise held or refused", share("noise", "held", "refused"), 0.10),
                              ("change missed (cosmetic, variant, unchanged)", share("change", "cosmetic", "variant", "unchanged"), 0.03),
                              ("change held or refused", share("change", "held", "refused"), 0.06)):
        table.line(what, f"{figure:.2%}", f"<= {bar:.0%}", figure <= bar)
    print("#       " + ", ".join(f"{l} {o} {n}" for (l, o), n in sorted(count.items())))
    for m in sorted(misses):
        print("#       " + " | ".join(m)[:230])

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

def redlines(args, table, pairs):
    broken, ratios = 0, []
    for old, new in pairs:
        a, b = os.path.join(args.corpus, old), os.path.join(args.corpus, new)
        d = atlas_json(args.atlas, "diff", "--format", "json", a, b)
        if joined(d["redline"], "=-") != open(a, "rb").read() or joined(d["redline"], "=+") != open(b, "rb").read():
            broken += 1
            print(f"# not rebuilt: {old} {new}")
        reference = git_words(a, b)
        if reference:
            ratios.append((sum(len(t.split()) for op, t in d["redline"] if op != "=") / reference, new))
    ratios.sort()
    median, high = ratios[len(ratios) // 2][0], ratios[int(len(ratios) * 0.95)][0]
    table.line(f"pairs whose redline does not rebuild both texts, of {len(pairs)}", broken, "0", broken == 0)
    table.line("edited words against git --word-diff, median", f"{median:.3f}", "<= 1.05", median <= 1.05)
    table.line("edited words against git --word-diff, 95th percentile", f"{high:.3f}", "<= 2", high <= 2)

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

def check_synthetic(args, e, folder, score):
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
            if not good and args.verbose: print("# identity:", repr(text[:80]), "wanted", o, "got", carried.get(at, "no border"))
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
        if not good and args.verbose: print("# named:", what, o, sorted(kinds[o]), repr(e.by[o]["text"][:90]) if o else "")

def synthetic(args, table, rows):
    rng, score = random.Random(7), collections.Counter()
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
                check_synthetic(args, e, folder, score)
    def share(what):
        total = score[what, True] + score[what, False]
        return score[what, True] / total if total else 1.0
    for what, bar in (("identity", 0.98), ("moved", 0.95), ("split", 0.95), ("merged", 0.95), ("modified", 0.95),
                      ("added", 0.95), ("removed", 0.95), ("renumbered", 0.95)):
        n = score[what, True] + score[what, False]
        table.line(f"synthetic: {what}, of {n}", f"{share(what):.2%}", f">= {bar:.0%}", share(what) >= bar)

def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("corpus")
    p.add_argument("program", nargs="?", default="build/atlas", help="atlas, as --atlas")
    p.add_argument("--atlas")
    p.add_argument("--quick", action="store_true", help="a sample of pairs and texts")
    p.add_argument("--only", choices=["noise", "redline", "synthetic"])
    p.add_argument("--verbose", action="store_true", help="print each miss of the synthetic truth")
    args = p.parse_args()
    args.atlas = args.atlas or args.program
    rows, table = rows_of(args.corpus), Table()
    if args.only in (None, "noise"): noise(args, table, rows)
    if args.only in (None, "redline"): redlines(args, table, pairs_of(rows)[::7 if args.quick else 1])
    if args.only in (None, "synthetic"): synthetic(args, table, rows)
    sys.exit(table.missed)

if __name__ == "__main__":
    main()
