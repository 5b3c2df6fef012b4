/* Two texts compared, against the clock: pairs made here, friendly ones and hostile ones.
 *
 *     diff           pairs of 1 MB. A line a pair: CPU milliseconds of align + redline (the best of five) and megabytes
 *                    at the peak of everything, each against its bar; then, for information, what cutting into clauses
 *                    before and the summary behind take; exit 1 where a bar is missed
 *     diff small     pairs of 100 KB with small edits, one a line: how many words, and microseconds of cutting both
 * into clauses, of align + redline, and of libgit2's line diff of the same two buffers (git_diff_buffers)
 *
 * tests/bench/run builds and reads it. Each run of the first kind is a process of its own, so that its peak is its own;
 * what the process has before it starts is taken off. */
#include "text/redline.h"
#include "text/summary.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SIZE = 1 << 20, ROUNDS = 5, TIME_BAR_MS = 100, PEAK_BAR_KB = 64 << 10, VOCABULARY = 4000 };

struct text {
    char *p;
    size_t n;
};

static uint32_t seed = 7;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

static void put(struct text *t, const char *s)
{
    for (; *s != '\0' && t->n + 1 < 2 * SIZE; s++) t->p[t->n++] = *s;
}

static void put_word(struct text *t, uint32_t id)
{
    static const char *const parts[] = {"ba", "ke", "di", "lo", "mu",  "ra",  "se",
                                        "ti", "no", "vu", "pa", "gre", "sta", "fli"};
    for (id += 14; id > 0; id /= 14) put(t, parts[id % 14]);
}

static struct text text_new(void) { return (struct text){calloc(2, SIZE), 0}; }

/* So many words of a vocabulary, in paragraphs of about `clause` words under a heading now and then. */
static struct text prose(uint32_t start, uint32_t vocabulary, uint32_t clause)
{
    struct text t = text_new();
    seed = start;
    for (uint32_t words = 0; t.n < SIZE; words++) {
        if (words % (clause * 12) == 0) put(&t, "## "), put_word(&t, random_below(vocabulary)), put(&t, "\n\n");
        put_word(&t, random_below(vocabulary));
        put(&t, words % clause == clause - 1 ? ".\n\n" : words % 13 == 12 ? ", " : " ");
    }
    put(&t, "\n");
    return t;
}

/* One word in `every` is another one. */
static struct text edited(const struct text *from, uint32_t every)
{
    struct text t = text_new();
    uint32_t words = 0;
    seed = 99;
    for (size_t i = 0; i < from->n; i++) {
        t.p[t.n++] = from->p[i];
        if (from->p[i] == ' ' && ++words % every == 0 && t.n + 64 < 2 * SIZE)
            put_word(&t, random_below(VOCABULARY)), put(&t, " ");
    }
    return t;
}

/* The paragraphs in another order: reversed, or shuffled. */
static struct text reordered(const struct text *from, bool shuffled)
{
    struct text t = text_new();
    size_t *at = calloc(SIZE, sizeof *at), n = 0;
    at[n++] = 0;
    for (size_t i = 2; i < from->n; i++)
        if (from->p[i - 1] == '\n' && from->p[i - 2] == '\n') at[n++] = i;
    at[n] = from->n;
    seed = 5;
    for (size_t i = n; i-- > 0;) {
        size_t k = shuffled ? random_below((uint32_t)i + 1) : i, from_at = at[k], to = from_at;
        while (to + 1 < from->n && !(from->p[to] == '\n' && from->p[to + 1] == '\n')) to++;
        for (size_t b = from_at; b <= to && t.n + 2 < 2 * SIZE; b++) t.p[t.n++] = from->p[b];
        put(&t, "\n");
        at[k] = at[i];
    }
    free(at);
    return t;
}

/* Short numbered entries; each number `by` higher. */
static struct text numbered(uint32_t by)
{
    struct text t = text_new();
    char head[32];
    seed = 3;
    for (uint32_t i = 1; t.n < SIZE; i++) {
        (void)snprintf(head, sizeof head, "%u.%u ", (i + by) / 50 % 900 + 1, (i + by) % 50 + 1);
        put(&t, head);
        for (int k = 0; k < 9; k++) put_word(&t, random_below(VOCABULARY)), put(&t, k < 8 ? " " : ".\n\n");
    }
    return t;
}

/* Few different words in the other order: what a comparison finds hardest. */
static struct text crossing(uint32_t step)
{
    struct text t = text_new();
    for (uint32_t i = 0; t.n < SIZE; i++) put_word(&t, i * step % 17), put(&t, i % 40 == 39 ? ".\n\n" : " ");
    return t;
}

struct cost {
    double segment_ms, diff_ms, summary_ms;
    long kb;
};

static double cpu_ms(void) { return (double)clock() * 1e3 / CLOCKS_PER_SEC; }

static void run(const struct text *o, const struct text *n, struct cost *ret)
{
    struct arena a;
    struct clauses oc, nc;
    struct alignment al;
    struct redline r;
    struct summary s;
    struct str was = str_of(o->p, o->n), is = str_of(n->p, n->n);
    double start = cpu_ms();
    arena_init(&a, 1u << 30);
    segment_text(&a, was, &oc);
    segment_text(&a, is, &nc);
    ret->segment_ms = cpu_ms() - start;
    align_clauses(&a, was, &oc, is, &nc, &al);
    redline_make(&a, was, &oc, is, &nc, &al, &r);
    ret->diff_ms = cpu_ms() - start - ret->segment_ms;
    summary_make(&a, &oc, &nc, &al, STR("Terms"), STR("Example"), &s);
    ret->summary_ms = cpu_ms() - start - ret->segment_ms - ret->diff_ms;
    arena_release(&a);
}

static struct cost measure(const struct text *o, const struct text *n)
{
    struct cost best = {.diff_ms = 1e9};
    for (int i = 0; i < ROUNDS; i++) {
        int ends[2];
        struct cost c = {0};
        if (pipe(ends) != 0) exit(2);
        if (fork() == 0) {
            struct rusage before, after;
            getrusage(RUSAGE_SELF, &before);
            run(o, n, &c);
            getrusage(RUSAGE_SELF, &after);
            c.kb = after.ru_maxrss - before.ru_maxrss;
            _exit(write(ends[1], &c, sizeof c) != sizeof c);
        }
        close(ends[1]);
        bool told = read(ends[0], &c, sizeof c) == sizeof c;
        close(ends[0]);
        (void)wait(NULL);
        if (!told) exit(2);
        long kb = c.kb > best.kb ? c.kb : best.kb;
        if (c.diff_ms < best.diff_ms) best = c;
        best.kb = kb;
    }
    return best;
}

static bool pair(const char *name, struct text o, struct text n)
{
    struct cost c = measure(&o, &n);
    bool good = c.diff_ms <= TIME_BAR_MS && c.kb <= PEAK_BAR_KB;
    printf("%-44s %7.1f ms (at most %d) %7.1f MB (at most %d)  %s  clauses %.1f ms, summary %.1f ms\n", name, c.diff_ms,
           TIME_BAR_MS, (double)c.kb / 1024, PEAK_BAR_KB >> 10, good ? "ok" : "MISSED", c.segment_ms, c.summary_ms);
    fflush(stdout);
    return good;
}

/* ---- small edits, beside libgit2's line diff ----------------------------------------------------------------------
 */

enum { SMALL_SIZE = 100 << 10, SMALL_RUNS = 40, EDITS_MAX = 8 };

/* A document of paragraphs, each a line, as canonical texts have them; `edits` words in it are other ones, far apart.
 */
static struct text document(uint32_t start, uint32_t edits)
{
    struct text t = prose(start, VOCABULARY, 60);
    t.n = SMALL_SIZE;
    while (t.p[t.n - 1] != '\n') t.n++;
    for (uint32_t e = 0; e < edits; e++) {
        size_t at = (size_t)SMALL_SIZE / (edits + 1) * (e + 1);
        while (t.p[at] < 'a' || t.p[at] > 'z') at++;
        t.p[at] = t.p[at] == 'x' ? 'y' : 'x';
    }
    return t;
}

static int count_hunk(const git_diff_delta *d, const git_diff_hunk *h, void *hunks)
{
    (void)d, (void)h;
    ++*(size_t *)hunks;
    return 0;
}

static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The best of many runs of both, in turns. */
static void small(uint32_t edits)
{
    struct text o = document(1, 0), n = document(1, edits);
    struct str was = str_of(o.p, o.n), is = str_of(n.p, n.n);
    double ours = 1e9, lines = 1e9, clauses = 1e9;
    size_t ops = 0, hunks = 0;
    for (int i = 0; i < SMALL_RUNS; i++) {
        struct arena a;
        struct clauses oc, nc;
        struct alignment al;
        struct redline r;
        double before = cpu_us();
        arena_init(&a, 1u << 30);
        segment_text(&a, was, &oc);
        segment_text(&a, is, &nc);
        double start = cpu_us();
        align_clauses(&a, was, &oc, is, &nc, &al);
        redline_make(&a, was, &oc, is, &nc, &al, &r);
        double middle = cpu_us();
        hunks = 0;
        if (git_diff_buffers(o.p, o.n, "o", n.p, n.n, "n", NULL, NULL, NULL, count_hunk, NULL, &hunks) != 0) exit(2);
        double end = cpu_us();
        if (start - before < clauses) clauses = start - before;
        if (middle - start < ours) ours = middle - start;
        if (end - middle < lines) lines = end - middle;
        ops = r.n;
        arena_release(&a);
    }
    if (hunks == 0 || ops < 3 * edits) exit(2); /* neither has found what was edited */
    printf("%u\t%.1f\t%.1f\t%.1f\n", edits, clauses, ours, lines);
    free(o.p);
    free(n.p);
}

static int small_edits(void)
{
    git_libgit2_init();
    for (uint32_t edits = 1; edits <= EDITS_MAX; edits *= 2) small(edits);
    git_libgit2_shutdown();
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1) return strcmp(argv[1], "small") == 0 ? small_edits() : 2;
    struct text plain = prose(1, VOCABULARY, 40), wide = prose(1, 200000, 40), one = prose(1, VOCABULARY, 1u << 20);
    bool good = pair("the same text", plain, plain);
    good &= pair("one word in 1000 more", plain, edited(&plain, 1000));
    good &= pair("one word in 30 more, every clause edited", plain, edited(&plain, 30));
    good &= pair("one word in 5 more", plain, edited(&plain, 5));
    good &= pair("another text of the same words", plain, prose(2, VOCABULARY, 40));
    good &= pair("another text of other words", wide, prose(2, 200000, 40));
    good &= pair("the paragraphs reversed", plain, reordered(&plain, false));
    good &= pair("the paragraphs shuffled", plain, reordered(&plain, true));
    good &= pair("one paragraph, one word in 30 more", one, edited(&one, 30));
    good &= pair("one paragraph, another text", one, prose(2, VOCABULARY, 1u << 20));
    good &= pair("short entries, renumbered", numbered(0), numbered(50));
    good &= pair("few words that cross", crossing(1), crossing(5));
    good &= pair("short clauses, another text", prose(1, 300, 8), prose(2, 300, 8));
    return good ? 0 : 1;
}
