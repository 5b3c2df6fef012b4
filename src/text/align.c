#include "text/align.h"

#include "text/align_items.h"
#include "text/interner.h"

#include <stdlib.h>

enum {
    MOVE_MIN = 24,     /* bytes of words from which equal clauses far apart are one that moved, not a repeated phrase */
    POSTINGS_MAX = 24, /* a shingle that more old clauses have tells nothing about which one it was */
    CANDIDATES_MAX = 6,      /* best old clauses per new one that are compared in full */
    GAP_FULL = 400,          /* a gap of at most so many pairs is compared pair by pair, whatever the index says */
    COMPARE_BUDGET = 4000000 /* shingles that step 3 looks at; a megabyte of prose written anew needs most of it */
};

static const double SIMILAR = 0.34; /* Dice of words and pairs of words, from which a clause is the same clause */
static const double RELATED = 0.33; /* share of the smaller one's shingles from which two clauses may be of one whole */

/* What a clause says: its words behind headings and number; a heading alone has only those. */
static struct str words_of(const struct clause *c)
{
    struct str s = str_trim(c->operative);
    return s.n > 0 ? s : str_trim(c->text);
}

static void side_init(struct arena *a, const struct clauses *c, struct side *ret)
{
    *ret = (struct side){
        .clauses = c, .to = ARENA_ARRAY(a, ptrdiff_t, c->n + 1), .key = ARENA_ARRAY(a, uint64_t, c->n + 1)};
    for (size_t i = 0; i < c->n; i++) {
        ret->to[i] = -1;
        ret->key[i] = token_hash(words_of(&c->v[i]));
    }
}

static void pair(struct aligner *al, size_t o, size_t n)
{
    al->o.to[o] = (ptrdiff_t)n;
    al->n.to[n] = (ptrdiff_t)o;
}

/* Bytes of the longest clause without a pair. */
static size_t most_bytes(const struct side *s)
{
    size_t most = 1;
    for (size_t i = 0; i < s->clauses->n; i++)
        if (s->to[i] < 0 && s->clauses->v[i].length > most) most = s->clauses->v[i].length;
    return most;
}

static struct str key_of(const struct side *s, size_t i) { return str_of((const char *)&s->key[i], sizeof *s->key); }

static uint32_t *keys_number(struct interner *t, const struct side *s, size_t from, size_t to)
{
    uint32_t *ids = ARENA_ARRAY(t->arena, uint32_t, to - from + 1);
    for (size_t i = from; i < to; i++) ids[i - from] = interner_put(t, key_of(s, i));
    return ids;
}

/* Equal keys in order, within [o0, o1) and [n0, n1); pairs only what is not paired yet. */
static void match_in_order(struct aligner *al, size_t o0, size_t o1, size_t n0, size_t n1)
{
    while (o0 < o1 && n0 < n1 && al->o.key[o0] == al->n.key[n0]) pair(al, o0++, n0++);
    while (o0 < o1 && n0 < n1 && al->o.key[o1 - 1] == al->n.key[n1 - 1]) pair(al, --o1, --n1);
    size_t no = o1 - o0, nn = n1 - n0;
    if (no == 0 || nn == 0) return;
    struct interner t;
    interner_init(&t, &al->room);
    const uint32_t *x = keys_number(&t, &al->o, o0, o1), *y = keys_number(&t, &al->n, n0, n1);
    uint8_t *gone = ARENA_ARRAY(&al->room, uint8_t, no), *come = ARENA_ARRAY(&al->room, uint8_t, nn);
    if (sequence_diff(&al->room, x, no, y, nn, t.n, gone, come)) al->capped = true;
    for (size_t i = 0, j = 0; i < no && j < nn;) {
        if (gone[i])
            i++;
        else if (come[j])
            j++;
        else
            pair(al, o0 + i++, n0 + j++);
    }
    arena_reset(&al->room);
}

/* Runs match_in_order anew in every gap, for keys that have changed since. */
static void match_in_gaps(struct aligner *al)
{
    size_t o = 0, n = 0, no = al->o.clauses->n, nn = al->n.clauses->n;
    while (o < no || n < nn) {
        size_t o1 = o, n1 = n;
        while (o1 < no && al->o.to[o1] < 0) o1++;
        while (n1 < nn && al->n.to[n1] < 0) n1++;
        if (o1 > o && n1 > n) match_in_order(al, o, o1, n, n1);
        o = o1 < no ? o1 + 1 : o1;
        n = n1 < nn ? n1 + 1 : n1;
    }
}

/* Equal keys anywhere: clauses that moved. Repeats pair up in order. */
static void match_moved(struct aligner *al)
{
    size_t no = al->o.clauses->n, nn = al->n.clauses->n;
    struct interner t;
    interner_init(&t, &al->room);
    size_t *next = ARENA_ARRAY(&al->room, size_t, no + 1), /* later old clause of the same key, + 1 */
        *first = ARENA_ARRAY(&al->room, size_t, no + 1);
    for (size_t i = no; i-- > 0;) {
        if (al->o.to[i] >= 0 || words_of(&al->o.clauses->v[i]).n < MOVE_MIN) continue;
        uint32_t id = interner_put(&t, key_of(&al->o, i));
        next[i] = first[id];
        first[id] = i + 1;
    }
    for (size_t j = 0; t.n > 0 && j < nn; j++) {
        if (al->n.to[j] >= 0) continue;
        uint32_t id = interner_get(&t, key_of(&al->n, j));
        if (id == INTERNER_NONE || first[id] == 0) continue;
        size_t i = first[id] - 1;
        first[id] = next[i];
        pair(al, i, j);
    }
    arena_reset(&al->room);
}

/* The words alone: markup, link targets and punctuation do not make another clause. Shapes, for step 3, on the way. */
static void keys_of_words(struct aligner *al, struct side *s)
{
    s->shape = ARENA_ARRAY(al->arena, struct shingles, s->clauses->n + 1);
    uint32_t *room = ARENA_ARRAY(&al->room, uint32_t, 5 * most_bytes(s));
    for (size_t i = 0; i < s->clauses->n; i++)
        if (s->to[i] < 0) shingles_make(al->arena, words_of(&s->clauses->v[i]), room, &s->shape[i], &s->key[i]);
    arena_reset(&al->room);
}

/* ---- 3: similar clauses ------------------------------------------------------------------------------------------ */

/* A gap lies behind a clause whose pair stands in order; both sides number gaps by the new clause before them. */
static void gaps_number(struct aligner *al)
{
    uint32_t gap = 0;
    ptrdiff_t highest = -1;
    al->o.gap = ARENA_ARRAY(al->arena, uint32_t, al->o.clauses->n + 1);
    al->n.gap = ARENA_ARRAY(al->arena, uint32_t, al->n.clauses->n + 1);
    for (size_t j = 0; j < al->n.clauses->n; j++) {
        if (al->n.to[j] > highest) highest = al->n.to[j], gap = (uint32_t)j + 1;
        al->n.gap[j] = gap;
    }
    gap = 0;
    for (size_t i = 0; i < al->o.clauses->n; i++) {
        if (al->o.to[i] >= 0 && al->n.gap[al->o.to[i]] == (uint32_t)al->o.to[i] + 1) gap = (uint32_t)al->o.to[i] + 1;
        al->o.gap[i] = gap;
    }
}

static void edge_add(struct aligner *al, size_t o, size_t n)
{
    const struct shingles *x = &al->o.shape[o], *y = &al->n.shape[n];
    al->budget -= (int64_t)x->n + y->n;
    uint32_t both = shingles_shared(x, y), least = x->n < y->n ? x->n : y->n;
    if (both == 0 || (double)both < RELATED * (double)least) return;
    const struct clause *a = &al->o.clauses->v[o], *b = &al->n.clauses->v[n];
    double dice = 2.0 * both / ((double)x->n + y->n),
           place = (double)o / (double)al->o.clauses->n - (double)n / (double)al->n.clauses->n;
    double rank = dice + (al->o.gap[o] == al->n.gap[n] ? 0.08 : 0) +
                  (str_eq(a->heading_path, b->heading_path) ? 0.05 : 0) - 0.03 * (place < 0 ? -place : place);
    *vec_push(&al->edges, al->arena) = (struct edge){(uint32_t)o, (uint32_t)n, both, (float)dice, (float)rank};
}

struct index { /* which old clauses have a shingle: those of bucket b are clause[first[b] … first[b + 1]) */
    uint32_t *first, *shingle, *clause;
    uint32_t shift;
};

static uint32_t bucket(const struct index *ix, uint32_t shingle) { return (shingle * 2654435761u) >> ix->shift; }

static void index_make(struct aligner *al, struct index *ret)
{
    size_t total = 0, nold = al->o.clauses->n;
    for (size_t i = 0; i < nold; i++) total += al->o.to[i] < 0 ? al->o.shape[i].n : 0;
    unsigned bits = 4;
    while (bits < 22 && (1u << bits) < total) bits++;
    size_t nbuckets = (size_t)1 << bits;
    *ret = (struct index){ARENA_ARRAY(&al->room, uint32_t, nbuckets + 2), ARENA_ARRAY(&al->room, uint32_t, total + 1),
                          ARENA_ARRAY(&al->room, uint32_t, total + 1), 32 - bits};
    for (size_t i = 0; i < nold; i++)
        for (uint32_t k = 0; al->o.to[i] < 0 && k < al->o.shape[i].n; k++)
            ret->first[bucket(ret, al->o.shape[i].v[k]) + 2]++;
    for (size_t b = 2; b < nbuckets + 2; b++) ret->first[b] += ret->first[b - 1];
    for (size_t i = 0; i < nold; i++)
        for (uint32_t k = 0; al->o.to[i] < 0 && k < al->o.shape[i].n; k++) {
            uint32_t at = ret->first[bucket(ret, al->o.shape[i].v[k]) + 1]++;
            ret->shingle[at] = al->o.shape[i].v[k];
            ret->clause[at] = (uint32_t)i;
        }
}

/* Of equals the first in the text: no accident of hashes decides. */
static bool is_better(const uint32_t *count, uint32_t x, uint32_t y)
{
    return count[x] > count[y] || (count[x] == count[y] && x < y);
}

/* The old clauses that share the most shingles with new clause n, the rare ones counted: edges to the best. */
static void candidates(struct aligner *al, const struct index *ix, size_t n, uint32_t *count, uint32_t *touched)
{
    size_t ntouched = 0;
    const struct shingles *s = &al->n.shape[n];
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t b = bucket(ix, s->v[k]), from = ix->first[b], to = ix->first[b + 1];
        if (to - from > POSTINGS_MAX) continue;
        al->budget -= to - from;
        for (uint32_t i = from; i < to; i++) {
            if (ix->shingle[i] != s->v[k]) continue;
            if (count[ix->clause[i]]++ == 0) touched[ntouched++] = ix->clause[i];
        }
    }
    uint32_t best[CANDIDATES_MAX];
    size_t nbest = 0;
    for (size_t t = 0; t < ntouched; t++) {
        size_t at = nbest;
        while (at > 0 && is_better(count, touched[t], best[at - 1])) at--;
        if (at == CANDIDATES_MAX) continue;
        nbest += nbest < CANDIDATES_MAX;
        memmove(best + at + 1, best + at, (nbest - at - 1) * sizeof *best);
        best[at] = touched[t];
    }
    for (size_t b = 0; b < nbest; b++) edge_add(al, best[b], n);
    for (size_t t = 0; t < ntouched; t++) count[touched[t]] = 0;
}

/* Small gaps, pair by pair: where every word is common, the index finds nothing. */
static void gap_edges(struct aligner *al)
{
    size_t o = 0, n = 0, no = al->o.clauses->n, nn = al->n.clauses->n;
    while (o < no && n < nn) {
        uint32_t g = al->o.gap[o] < al->n.gap[n] ? al->o.gap[o] : al->n.gap[n];
        size_t o0 = o, n0 = n;
        while (o < no && al->o.gap[o] <= g) o++;
        while (n < nn && al->n.gap[n] <= g) n++;
        if ((o - o0) * (n - n0) > GAP_FULL || al->budget <= 0) continue;
        for (size_t i = o0; i < o; i++)
            for (size_t j = n0; j < n; j++)
                if (al->o.to[i] < 0 && al->n.to[j] < 0) edge_add(al, i, j);
    }
}

static int compare_edges(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;
    if (a->rank != b->rank) return a->rank < b->rank ? 1 : -1;
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    return (a->o > b->o) - (a->o < b->o);
}

static void match_similar(struct aligner *al)
{
    gaps_number(al);
    struct index ix;
    index_make(al, &ix);
    uint32_t *count = ARENA_ARRAY(&al->room, uint32_t, 2 * al->o.clauses->n + 2),
             *touched = count + al->o.clauses->n + 1;
    for (size_t j = 0; j < al->n.clauses->n; j++)
        if (al->n.to[j] < 0 && al->budget > 0) candidates(al, &ix, j, count, touched);
    arena_reset(&al->room);
    gap_edges(al);
    al->capped |= al->budget <= 0;
    if (al->edges.n > 1) qsort(al->edges.v, al->edges.n, sizeof *al->edges.v, compare_edges);
    for (size_t e = 0; e < al->edges.n; e++) {
        const struct edge *d = &al->edges.v[e];
        if (d->similarity >= SIMILAR && al->o.to[d->o] < 0 && al->n.to[d->n] < 0) pair(al, d->o, d->n);
    }
}

/* ---- the longest part that stayed in order; the rest moved ------------------------------------------------------- */

/* Heaviest increasing chain of old indices over the paired new clauses, weighed by bytes (Fenwick tree of best ends).
 */
static void find_moves(struct aligner *al, struct alignment *ret)
{
    size_t no = al->o.clauses->n, nn = al->n.clauses->n;
    uint64_t *best = ARENA_ARRAY(al->arena, uint64_t, no + 1); /* weight of the chain behind a tree node */
    ptrdiff_t *end = ARENA_ARRAY(al->arena, ptrdiff_t, no + 1), *before = ARENA_ARRAY(al->arena, ptrdiff_t, nn + 1);
    ptrdiff_t last = -1;
    uint64_t heaviest = 0;
    for (size_t j = 0; j < nn; j++) {
        if (al->n.to[j] < 0) continue;
        size_t o = (size_t)al->n.to[j];
        uint64_t weight = 0;
        before[j] = -1;
        for (size_t t = o; t > 0; t &= t - 1)
            if (best[t] > weight) weight = best[t], before[j] = end[t];
        weight += 8 + words_of(&al->n.clauses->v[j]).n;
        for (size_t t = o + 1; t <= no; t += t & (~t + 1))
            if (best[t] < weight) best[t] = weight, end[t] = (ptrdiff_t)j;
        if (weight > heaviest) heaviest = weight, last = (ptrdiff_t)j;
    }
    uint8_t *stays = ARENA_ARRAY(al->arena, uint8_t, nn + 1);
    for (; last >= 0; last = before[last]) stays[last] = 1;
    ret->move_of_new = ARENA_ARRAY(al->arena, uint32_t, nn + 1);
    for (size_t j = 0; j < nn; j++)
        if (al->n.to[j] >= 0 && !stays[j]) ret->move_of_new[j] = ++ret->nmoves;
}

/* Steps 1 to 3. */
static void match(struct aligner *al)
{
    match_in_order(al, 0, al->o.clauses->n, 0, al->n.clauses->n);
    match_moved(al);
    keys_of_words(al, &al->o);
    keys_of_words(al, &al->n);
    match_in_gaps(al);
    match_moved(al);
    match_similar(al);
}

void align_clauses(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                   const struct clauses *new_clauses, struct alignment *ret)
{
    struct aligner al = {.arena = a, .budget = COMPARE_BUDGET};
    struct alignment r = {0};
    arena_init(&al.room, a->max_bytes);
    side_init(a, old_clauses, &al.o);
    side_init(a, new_clauses, &al.n);
    if (str_eq(old_text, new_text))
        for (size_t i = 0; i < old_clauses->n; i++) pair(&al, i, i);
    else
        match(&al);
    arena_release(&al.room);
    find_moves(&al, &r);
    align_items(&al, &r);
    r.capped |= al.capped;
    for (size_t i = 0; i < old_clauses->n; i++)
        if (al.o.to[i] < 0) al.o.to[i] = -1;
    for (size_t j = 0; j < new_clauses->n; j++)
        if (al.n.to[j] < 0) al.n.to[j] = -1;
    r.old_of_new = al.n.to;
    r.new_of_old = al.o.to;
    *ret = r;
}
