#!/usr/bin/python3
"""Measures the classifier, "how others handle this" and the severities on labelled clauses: one table, figure against bar.

usage: tests/corpus/classify.py [--languages] CORPUS [PROGRAM]

clauses/claudette: five folds by document, the official ones. For each fold a model is trained by the program itself on the
other documents (and on our own sentences), its thresholds by cross-validation among those; then the fold's sentences are
judged, one a line. Beside it the plain linear model: words by tf-idf, L2-loss SVM, nothing else. A sentence counts for a
type whatever the fairness that its tag says. --languages does the same in German, Italian and Polish.
clauses/tosdr: nothing is trained on it. `atlas similar` finds the nearest quotes of other services; relevant is the same
case. Severity: good, neutral, bad, blocker against low, medium, high, critical, weighed by distance (1, 2/3, 1/3, 0), over the
quotes for which there is a proposal. Nothing of the corpus is copied. Exit code 1 where a bar is missed."""
import argparse, collections, concurrent.futures, ctypes, json, math, os, re, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TAGS = {"a": "arbitration", "ch": "unilateral-change", "cr": "content-removal", "j": "jurisdiction", "law": "choice-of-law",
        "ltd": "limitation-of-liability", "pinc": "privacy-included", "ter": "unilateral-termination", "use": "contract-by-using"}
TYPES = sorted(TAGS.values())
FOLDS = 5
STEPS = {"low": 0, "medium": 1, "high": 2, "critical": 3}
RATINGS = {"good": 0, "neutral": 1, "bad": 2, "blocker": 3}

class Table:
    def __init__(self):
        self.missed = False
    def line(self, what, figure, bar="", good=True):
        self.missed |= not good
        print(f"{'ok  ' if good else 'MISS'}  {what:<66} {figure:>12}  {bar}", flush=True)
    def note(self, text):
        print(f"#       {text}", flush=True)

# ---- labelled sentences ---------------------------------------------------------------------------------------------

Sentence = collections.namedtuple("Sentence", "document text types")

def read_claudette(path):
    out = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            document, _, tags, text = line.rstrip("\n").split("\t", 3)
            out.append(Sentence(document, text, {TAGS[t.rstrip("0123456789")] for t in tags.split(",") if t.rstrip("0123456789") in TAGS}))
    return out

def read_folds(path):
    with open(path, encoding="utf-8") as f:
        lists = json.load(f)
    return [{name.removesuffix(".txt") for name in lists[f"LIST_TEST_{k}.txt"].split()} for k in range(FOLDS)]

def f1(hits, wrong, missed):
    return 2 * hits / (2 * hits + wrong + missed) if hits else 0.0

def count_f1(pairs):
    pairs = list(pairs)
    return f1(sum(y and q for y, q in pairs), sum(q and not y for y, q in pairs), sum(y and not q for y, q in pairs))

def macro_and_any(sentences, said):
    by_type = {t: count_f1((t in s.types, t in p) for s, p in zip(sentences, said)) for t in TYPES}
    any_of = count_f1((bool(s.types), any(t in p for t in TYPES)) for s, p in zip(sentences, said))
    return sum(by_type.values()) / len(TYPES), any_of, by_type

# ---- the program ----------------------------------------------------------------------------------------------------

def run(args, *argv, text=None):
    done = subprocess.run([args.atlas, *argv], input=text, capture_output=True, env={**os.environ, "ATLAS_SHARE": ROOT})
    if done.returncode != 0:
        raise RuntimeError(f"{argv}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:300]}")
    return done.stdout.decode()

def classify(args, texts, model):
    """For each text a list of (type, score, severity), the surest first."""
    said = [[] for _ in texts]
    flat = "".join(re.sub(r"[\r\n\f\v\x85\u2028\u2029]", " ", t) + "\n" for t in texts)
    for row in run(args, "classify", "--model", model, text=flat.encode()).splitlines():
        line, slug, score, severity = row.split("\t")
        said[int(line) - 1].append((slug, float(score), severity))
    return said

def judge_fold(args, path, sentences, fold, own, model):
    own = ["--own", os.path.join(ROOT, "sql/seed/model/sentences.tsv")] if own else []
    run(args, "model", "train", "--claudette", path, *own, "--leave-out", ",".join(sorted(fold)), "--full-only", "-o", model)
    return classify(args, [s.text for s in sentences if s.document in fold], model)

# ---- the plain linear model -----------------------------------------------------------------------------------------

class Node(ctypes.Structure):
    _fields_ = [("index", ctypes.c_int), ("value", ctypes.c_double)]

class Problem(ctypes.Structure):
    _fields_ = [("l", ctypes.c_int), ("n", ctypes.c_int), ("y", ctypes.POINTER(ctypes.c_double)),
                ("x", ctypes.POINTER(ctypes.POINTER(Node))), ("bias", ctypes.c_double)]

class Parameter(ctypes.Structure):
    _fields_ = [("solver_type", ctypes.c_int), ("eps", ctypes.c_double), ("C", ctypes.c_double), ("nr_weight", ctypes.c_int),
                ("weight_label", ctypes.c_void_p), ("weight", ctypes.c_void_p), ("p", ctypes.c_double), ("init_sol", ctypes.c_void_p)]

class Model(ctypes.Structure):
    _fields_ = [("param", Parameter), ("nr_class", ctypes.c_int), ("nr_feature", ctypes.c_int), ("w", ctypes.POINTER(ctypes.c_double)),
                ("label", ctypes.POINTER(ctypes.c_int)), ("bias", ctypes.c_double)]

QUIET = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda line: None)

def liblinear():
    lib = ctypes.CDLL("liblinear.so.4")
    lib.train.restype = ctypes.POINTER(Model)
    lib.train.argtypes = [ctypes.POINTER(Problem), ctypes.POINTER(Parameter)]
    lib.set_print_string_function(QUIET)
    return lib

def words(text):
    return re.findall(r"\b\w\w+\b", text.lower())

def plain_vectors(train, test):
    seen = collections.Counter(w for s in train for w in set(words(s.text)))
    place = {w: i for i, w in enumerate(sorted(seen))}
    idf = {w: math.log((1 + len(train)) / (1 + n)) + 1 for w, n in seen.items()}
    def vector(s):
        count = collections.Counter(w for w in words(s.text) if w in place)
        size = math.sqrt(sum((n * idf[w]) ** 2 for w, n in count.items())) or 1
        return sorted((place[w] + 1, n * idf[w] / size) for w, n in count.items()) + [(len(place) + 1, 1.0)]
    return [vector(s) for s in train], [vector(s) for s in test], len(place) + 1

def plain_fold(lib, train, test):
    learned, asked, width = plain_vectors(train, test)
    rows = [(Node * (len(v) + 1))(*[Node(i, x) for i, x in v], Node(-1, 0)) for v in learned]
    said = [set() for _ in test]
    for t in TYPES:
        y = (ctypes.c_double * len(train))(*[1 if t in s.types else -1 for s in train])
        x = (ctypes.POINTER(Node) * len(rows))(*[ctypes.cast(r, ctypes.POINTER(Node)) for r in rows])
        model = lib.train(Problem(len(rows), width, y, x, -1), Parameter(1, 0.01, 1.0, 0, None, None, 0.1, None))
        sign = 1 if model.contents.label[0] == 1 else -1
        w = model.contents.w[:width]
        for k, v in enumerate(asked):
            if sign * sum(w[i - 1] * value for i, value in v) > 0:
                said[k].add(t)
    return said

# ---- claudette ------------------------------------------------------------------------------------------------------

def judged(args, path, sentences, folds, own, folder):
    said = [None] * len(sentences)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(judge_fold, args, path, sentences, fold, own, os.path.join(folder, f"model{k}")) for k, fold in enumerate(folds)]
        for fold, job in zip(folds, jobs):
            for k, p in zip((k for k, s in enumerate(sentences) if s.document in fold), job.result()):
                said[k] = p
    return said

def reliability(table, sentences, said):
    bins, all_pairs = collections.defaultdict(list), []
    for s, p in zip(sentences, said):
        for slug, score, _ in p:
            if slug in TYPES:
                bins[min(int(score * 10), 9)].append((score, slug in s.types))
    gap = n = 0
    table.note("reliability: scores of what is proposed, mean score, share that is right, number")
    for b in sorted(bins):
        mean, right = sum(x for x, _ in bins[b]) / len(bins[b]), sum(y for _, y in bins[b]) / len(bins[b])
        gap, n = gap + abs(mean - right) * len(bins[b]), n + len(bins[b])
        table.note(f"  {b / 10:.1f}-{b / 10 + 0.1:.1f}  {mean:.2f}  {right:.2f}  {len(bins[b])}")
    table.line("expected calibration error of proposals", f"{gap / max(n, 1):.3f}", "<= 0.10", gap / max(n, 1) <= 0.10)

def claudette(args, table, folder):
    path = os.path.join(args.corpus, "clauses/claudette/en.tsv")
    sentences, folds = read_claudette(path), read_folds(os.path.join(args.corpus, "clauses/claudette/lists.json"))
    said = judged(args, path, sentences, folds, True, folder)
    sets = [{slug for slug, _, _ in p} for p in said]
    macro, any_of, by_type = macro_and_any(sentences, sets)
    lib, plain = liblinear(), [None] * len(sentences)
    for fold in folds:
        test = [k for k, s in enumerate(sentences) if s.document in fold]
        for k, p in zip(test, plain_fold(lib, [s for s in sentences if s.document not in fold], [sentences[k] for k in test])):
            plain[k] = p
    plain_macro, plain_any, plain_by = macro_and_any(sentences, plain)
    rules = [{slug for slug, score, _ in p if score >= 0.5} for p in classify(args, [s.text for s in sentences], "none")]
    rules_macro, rules_any, _ = macro_and_any(sentences, rules)
    table.note(f"{len(sentences)} sentences of {len({s.document for s in sentences})} documents, F1 by type (plain):")
    for t in TYPES:
        table.note(f"  {t:<26} {by_type[t]:.3f}  ({plain_by[t]:.3f})")
    table.note(f"rules alone: macro {rules_macro:.3f}, any {rules_any:.3f}; the plain linear model: {plain_macro:.3f}, {plain_any:.3f}")
    table.line("nine types, five folds by document: macro F1", f"{macro:.3f}", ">= 0.68", macro >= 0.68)
    table.line("any of nine: F1", f"{any_of:.3f}", ">= 0.76", any_of >= 0.76)
    table.line("macro F1 above the plain linear model", f"{macro - plain_macro:+.3f}", ">= 0.12", macro - plain_macro >= 0.12)
    reliability(table, sentences, said)

def languages(args, table, folder):
    folds = read_folds(os.path.join(args.corpus, "clauses/claudette/lists.json"))
    for language in "de", "it", "pl":
        path = os.path.join(args.corpus, f"clauses/claudette/{language}.tsv")
        sentences = read_claudette(path)
        shipped = [{slug for slug, _, _ in p} for p in classify(args, [s.text for s in sentences], args.model)]
        own = [{slug for slug, _, _ in p} for p in judged(args, path, sentences, folds, False, folder)]
        for what, sets in (("the model that ships", shipped), ("one trained in that language", own)):
            macro, any_of, _ = macro_and_any(sentences, sets)
            table.line(f"{language}: {what}: macro F1, any of nine", f"{macro:.3f} {any_of:.3f}")

# ---- tosdr ----------------------------------------------------------------------------------------------------------

def read_points(path):
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f]
    return [(r[0], r[1].strip(), r[3], re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", r[4]))) for r in rows if len(r) == 5]

def nearest(args, folder, points, queries=None):
    files = []
    for name, rows in (("passages", [(p[2], p[3]) for p in points]), ("queries", queries)):
        if rows is not None:
            files.append(os.path.join(folder, name))
            with open(files[-1], "w", encoding="utf-8") as f:
                f.writelines(f"{a}\t{b}\n" for a, b in rows)
    near = collections.defaultdict(list)
    for row in run(args, "similar", *files).splitlines():
        line, other, _ = row.split("\t")
        near[int(line) - 1].append(int(other) - 1)
    return near

def tosdr(args, table, folder):
    points = read_points(os.path.join(args.corpus, "clauses/tosdr/points.tsv"))
    near = nearest(args, folder, points)
    right = [points[q][1] == points[k][1] for q in near for k in near[q]]
    share = sum(right) / max(len(right), 1)
    table.line("how others handle this: precision@3", f"{share:.3f}", ">= 0.75", share >= 0.75)
    table.note(f"answered: {len(near)} of {len(points)} quotes, {len(right)} neighbours; the rest have nothing near")
    with open(os.path.join(HERE, "negatives.txt"), encoding="utf-8") as f:
        negatives = [("nobody", line.strip()) for line in f if line.strip() and not line.startswith("#")]
    off = nearest(args, folder, points, negatives)
    table.line(f"off-topic: of {len(negatives)} negatives, answered", f"{len(off) / len(negatives):.3f}", "<= 0.05", len(off) <= 0.05 * len(negatives))
    typed = [text for (_, text), said in zip(negatives, classify(args, [text for _, text in negatives], args.model)) if said]
    table.line("and of them, given a clause type", f"{len(typed) / len(negatives):.3f}")
    severity(table, points, classify(args, [p[3] for p in points], args.model))

def severity(table, points, said):
    count = collections.Counter((p[0], s[0][2]) for p, s in zip(points, said) if s)
    n = sum(count.values())
    agreed = sum((1 - abs(RATINGS[r] - STEPS[v]) / 3) * k for (r, v), k in count.items()) / max(n, 1)
    table.line("severity against ratings: weighted accuracy", f"{agreed:.3f}", ">= 0.75", agreed >= 0.75)
    table.note(f"{n} of {len(points)} quotes have a proposal; " + "; ".join(
        f"{r}: " + " ".join(f"{v} {count[r, v]}" for v in STEPS) for r in RATINGS))

def speed(args, table):
    texts = [s.text for s in read_claudette(os.path.join(args.corpus, "clauses/claudette/en.tsv"))]
    before = os.times()
    classify(args, texts[:1], args.model)
    start = os.times()
    classify(args, texts, args.model)
    end = os.times()
    alone = start.children_user + start.children_system - before.children_user - before.children_system
    ms = (end.children_user + end.children_system - start.children_user - start.children_system - alone) * 1000 / len(texts)
    table.line("a sentence, ms of one core", f"{ms:.3f}", "<= 0.5", ms <= 0.5)

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--languages", action="store_true")
    parser.add_argument("corpus")
    parser.add_argument("atlas", nargs="?", default=os.path.join(ROOT, "build/atlas"))
    args = parser.parse_args()
    args.model = os.path.join(ROOT, "sql/seed/model/weights")
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        claudette(args, table, folder)
        if args.languages:
            languages(args, table, folder)
        tosdr(args, table, folder)
        speed(args, table)
    sys.exit(1 if table.missed else 0)

main()
