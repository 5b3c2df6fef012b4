#include "text/align.h"

#include "base/map.h"
#include "base/vec.h"
#include "text/headings.h"
#include "text/noise.h"

#include <stdlib.h>

enum {
    MOVE_MIN = 24,     /* bytes of words from which equal clauses far apart are one that moved, not a repeated phrase */
    POSTINGS_MAX = 24, /* a shingle that more old clauses have tells nothing about which one it was */
    CANDIDATES_MAX = 6, /* best old clauses per new one that are compared in full */
    GAP_FULL = 400      /* a gap of at most so many pairs is compared pair by pair, whatever the index says */
};

static const double SIMILAR = 0.34;   /* Dice of words and pairs of words, from which a clause is the same clause */
static const double CONTAINED = 0.66; /* share of a part that must lie in the whole, of splits and merges */

const char *item_kind_name(enum item_kind kind)
{
    static const char *const names[ITEM_KIND_MAX] = {"added", "removed", "modified",   "moved",
                                                     "split", "merged",  "renumbered", "retitled"};
    return names[kind];
}

struct side { /* one text's clauses while they are matched */
    const struct clauses *clauses;
    ptrdiff_t *to;          /* clause of the other side, or -1 */
    uint64_t *key;          /* of the operative bytes */
    struct shingles *shape; /* of those that no equal was found for */
    uint32_t *gap;          /* which gap between matched clauses it stands in */
};

struct shingles { /* distinct hashes of words and of pairs of neighbours, sorted */
    uint32_t *v;
    uint32_t n;
};

struct edge { /* an old and a new clause that share words */
    uint32_t o, n;
    uint32_t shared; /* shingles */
    float similarity, rank;
};

struct aligner {
    struct arena *arena;
    struct side o, n;
    VEC(struct edge) edges;
    bool capped;
};

/* ---- 1 and 2: equal clauses ---------------------------------------------------------------------------------------
 */

/* What a clause says: its words behind headings and number; a heading alone has only those. */
static struct str words_of(const struct clause *c)
{
    struct str s = str_trim(c->operative);
    return s.n > 0 ? s : str_trim(c->text);
}

static uint64_t bytes_hash(struct str s)
{
    uint64_t h = s.n * 0x9E3779B97F4A7C15u;
    for (; s.n >= 8; s = str_of(s.p + 8, s.n - 8)) {
        uint64_t w;
        memcpy(&w, s.p, 8);
        h = (h ^ w) * 0x9FB21C651E98DF25u;
        h ^= h >> 29;
    }
    uint64_t w = 0;
    if (s.n > 0) memcpy(&w, s.p, s.n);
    h = (h ^ w) * 0x9FB21C651E98DF25u;
    return h ^ (h >> 32);
}

static void side_init(struct arena *a, const struct clauses *c, struct side *ret)
{
    *ret = (struct side){
        .clauses = c, .to = ARENA_ARRAY(a, ptrdiff_t, c->n + 1), .key = ARENA_ARRAY(a, uint64_t, c->n + 1)};
    for (size_t i = 0; i < c->n; i++) {
        ret->to[i] = -1;
        ret->key[i] = bytes_hash(words_of(&c->v[i]));
    }
}

static void pair(struct aligner *al, size_t o, size_t n)
{
    al->o.to[o] = (ptrdiff_t)n;
    al->n.to[n] = (ptrdiff_t)o;
}

/* Numbers for the keys of both sides, equal for equal keys. */
static void keys_number(const struct side *s, size_t from, size_t to, struct map *m, uint32_t *ret)
{
    for (size_t i = from; i < to; i++) {
        uintptr_t *id = map_put(m, str_of((const char *)&s->key[i], sizeof s->key[i]), NULL);
        if (*id == 0) *id = m->n;
        ret[i - from] = (uint32_t)*id;
    }
}

/* Equal keys in order, within [o0, o1) and [n0, n1); pairs only what is not paired yet. */
static void match_in_order(struct aligner *al, size_t o0, size_t o1, size_t n0, size_t n1)
{
    while (o0 < o1 && n0 < n1 && al->o.key[o0] == al->n.key[n0]) pair(al, o0++, n0++);
    while (o0 < o1 && n0 < n1 && al->o.key[o1 - 1] == al->n.key[n1 - 1]) pair(al, --o1, --n1);
    size_t no = o1 - o0, nn = n1 - n0;
    if (no == 0 || nn == 0) return;
    struct map m;
    map_init(&m, al->arena);
    uint32_t *x = ARENA_ARRAY(al->arena, uint32_t, no), *y = ARENA_ARRAY(al->arena, uint32_t, nn);
    keys_number(&al->o, o0, o1, &m, x);
    keys_number(&al->n, n0, n1, &m, y);
    uint8_t *gone = ARENA_ARRAY(al->arena, uint8_t, no), *come = ARENA_ARRAY(al->arena, uint8_t, nn);
    if (sequence_diff(al->arena, x, no, y, nn, gone, come)) al->capped = true;
    for (size_t i = 0, j = 0; i < no && j < nn;) {
        if (gone[i])
            i++;
        else if (come[j])
            j++;
        else
            pair(al, o0 + i++, n0 + j++);
    }
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
    struct map m;
    size_t *next = ARENA_ARRAY(al->arena, size_t, al->o.clauses->n + 1); /* later old clause of the same key, + 1 */
    map_init(&m, al->arena);
    for (size_t i = al->o.clauses->n; i-- > 0;) {
        if (al->o.to[i] >= 0 || words_of(&al->o.clauses->v[i]).n < MOVE_MIN) continue;
        uintptr_t *first = map_put(&m, str_of((const char *)&al->o.key[i], sizeof al->o.key[i]), NULL);
        next[i] = *first;
        *first = i + 1;
    }
    for (size_t j = 0; m.n > 0 && j < al->n.clauses->n; j++) {
        if (al->n.to[j] >= 0) continue;
        uintptr_t *first = map_get(&m, str_of((const char *)&al->n.key[j], sizeof al->n.key[j]));
        if (first == NULL || *first == 0) continue;
        size_t i = *first - 1;
        *first = next[i];
        pair(al, i, j);
    }
}

/* The words alone: markup, link targets, case and punctuation do not make another clause. */
static void keys_of_words(struct side *s)
{
    for (size_t i = 0; i < s->clauses->n; i++) {
        if (s->to[i] >= 0) continue;
        struct str w = words_of(&s->clauses->v[i]);
        uint64_t h = 1;
        for (size_t at = 0; at < w.n;) {
            enum token_kind kind;
            size_t n = token_next(w.p + at, w.n - at, &kind);
            if (kind == TOKEN_WORD) h = (h ^ bytes_hash(str_of(w.p + at, n))) * 0x9FB21C651E98DF25u;
            at += n;
        }
        s->key[i] = h != 1 ? h : s->key[i];
    }
}

/* ---- 3: similar clauses -------------------------------------------------------------------------------------------
 */

/* Small lists by insertion, larger ones by four passes over their bytes; `room` is as long as v. */
static void sort_u32(uint32_t *v, size_t n, uint32_t *room)
{
    enum { FEW = 48 };
    if (n <= FEW) {
        for (size_t i = 1; i < n; i++) {
            uint32_t x = v[i];
            size_t j = i;
            for (; j > 0 && v[j - 1] > x; j--) v[j] = v[j - 1];
            v[j] = x;
        }
        return;
    }
    for (unsigned shift = 0; shift < 32; shift += 8) {
        size_t at[257] = {0};
        for (size_t i = 0; i < n; i++) at[((v[i] >> shift) & 255) + 1]++;
        for (size_t b = 1; b < 257; b++) at[b] += at[b - 1];
        for (size_t i = 0; i < n; i++) room[at[(v[i] >> shift) & 255]++] = v[i];
        uint32_t *swap = v;
        v = room;
        room = swap;
    }
}

static uint32_t word_hash(struct str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (uint8_t)ascii_lower(s.p[i])) * 16777619u;
    return h;
}

/* `room` holds twice as many numbers as s has bytes, and four more. */
static void shingles_make(struct arena *a, struct str s, uint32_t *room, struct shingles *ret)
{
    uint32_t before = 0;
    size_t n = 0, kept = 0;
    for (size_t at = 0, step; at < s.n; at += step) {
        enum token_kind kind;
        step = token_next(s.p + at, s.n - at, &kind);
        if (kind != TOKEN_WORD && !(kind == TOKEN_MARK && (unsigned char)s.p[at] >= 0xE3)) continue; /* an ideograph */
        uint32_t h = word_hash(str_of(s.p + at, step));
        room[n++] = h;
        room[n++] = (before * 31 + 7) ^ (h * 2654435761u);
        before = h;
    }
    sort_u32(room, n, room + s.n + 2);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || room[i] != room[i - 1]) room[kept++] = room[i];
    ret->v = ARENA_ARRAY(a, uint32_t, kept + 1);
    memcpy(ret->v, room, kept * sizeof *room);
    ret->n = (uint32_t)kept;
}

static uint32_t shared(const struct shingles *x, const struct shingles *y)
{
    uint32_t i = 0, j = 0, n = 0;
    while (i < x->n && j < y->n) {
        uint32_t a = x->v[i], b = y->v[j];
        n += a == b;
        i += a <= b;
        j += b <= a;
    }
    return n;
}

static void shapes_make(struct aligner *al, struct side *s)
{
    s->shape = ARENA_ARRAY(al->arena, struct shingles, s->clauses->n + 1);
    s->gap = ARENA_ARRAY(al->arena, uint32_t, s->clauses->n + 1);
    size_t most = 0;
    for (size_t i = 0; i < s->clauses->n; i++)
        if (s->to[i] < 0 && s->clauses->v[i].length > most) most = s->clauses->v[i].length;
    uint32_t *room = ARENA_ARRAY(al->arena, uint32_t, 2 * most + 4);
    for (size_t i = 0; i < s->clauses->n; i++)
        if (s->to[i] < 0) shingles_make(al->arena, words_of(&s->clauses->v[i]), room, &s->shape[i]);
}

/* A gap lies behind a clause whose pair stands in order; both sides number gaps by the new clause before them. */
static void gaps_number(struct aligner *al)
{
    uint32_t gap = 0;
    ptrdiff_t highest = -1;
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
    uint32_t both = shared(x, y), least = x->n < y->n ? x->n : y->n;
    if (both == 0 || (double)both < CONTAINED * 0.5 * (double)least) return;
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
    for (size_t i = 0; i < nold; i++) total += al->o.shape[i].n;
    unsigned bits = 4;
    while (bits < 22 && (1u << bits) < total) bits++;
    size_t nbuckets = (size_t)1 << bits;
    *ret = (struct index){ARENA_ARRAY(al->arena, uint32_t, nbuckets + 2), ARENA_ARRAY(al->arena, uint32_t, total + 1),
                          ARENA_ARRAY(al->arena, uint32_t, total + 1), 32 - bits};
    for (size_t i = 0; i < nold; i++)
        for (uint32_t k = 0; k < al->o.shape[i].n; k++) ret->first[bucket(ret, al->o.shape[i].v[k]) + 2]++;
    for (size_t b = 2; b < nbuckets + 2; b++) ret->first[b] += ret->first[b - 1];
    for (size_t i = 0; i < nold; i++)
        for (uint32_t k = 0; k < al->o.shape[i].n; k++) {
            uint32_t at = ret->first[bucket(ret, al->o.shape[i].v[k]) + 1]++;
            ret->shingle[at] = al->o.shape[i].v[k];
            ret->clause[at] = (uint32_t)i;
        }
}

/* The old clauses that share the most shingles with new clause n, the rare ones counted: edges to the best. */
static void candidates(struct aligner *al, const struct index *ix, size_t n, uint32_t *count, uint32_t *touched)
{
    size_t ntouched = 0;
    const struct shingles *s = &al->n.shape[n];
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t b = bucket(ix, s->v[k]), from = ix->first[b], to = ix->first[b + 1];
        if (to - from > POSTINGS_MAX) continue;
        for (uint32_t i = from; i < to; i++) {
            if (ix->shingle[i] != s->v[k]) continue;
            if (count[ix->clause[i]]++ == 0) touched[ntouched++] = ix->clause[i];
        }
    }
    for (int best = 0; best < CANDIDATES_MAX; best++) {
        size_t top = 0;
        for (size_t t = 1; t < ntouched; t++)
            if (count[touched[t]] > count[touched[top]]) top = t;
        if (ntouched == 0 || count[touched[top]] == 0) break;
        edge_add(al, touched[top], n);
        count[touched[top]] = 0;
    }
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
        if ((o - o0) * (n - n0) > GAP_FULL) continue;
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
    shapes_make(al, &al->o);
    shapes_make(al, &al->n);
    gaps_number(al);
    struct index ix;
    index_make(al, &ix);
    uint32_t *count = ARENA_ARRAY(al->arena, uint32_t, 2 * al->o.clauses->n + 2),
             *touched = count + al->o.clauses->n + 1;
    for (size_t j = 0; j < al->n.clauses->n; j++)
        if (al->n.to[j] < 0) candidates(al, &ix, j, count, touched);
    gap_edges(al);
    if (al->edges.n > 1) qsort(al->edges.v, al->edges.n, sizeof *al->edges.v, compare_edges);
    for (size_t e = 0; e < al->edges.n; e++) {
        const struct edge *d = &al->edges.v[e];
        if (d->similarity >= SIMILAR && al->o.to[d->o] < 0 && al->n.to[d->n] < 0) pair(al, d->o, d->n);
    }
}

/* ---- the longest part that stayed in order; the rest moved --------------------------------------------------------
 */

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

/* ---- items --------------------------------------------------------------------------------------------------------
 */

struct parts { /* of a split or a merge, by the clause that was split or merged into: lists through `next` */
    ptrdiff_t *first_new, *next_new; /* by old clause: unpaired new clauses that are parts of it */
    ptrdiff_t *first_old, *next_old; /* by new clause: unpaired old clauses that went into it */
};

static ptrdiff_t *indices(struct arena *a, size_t n)
{
    ptrdiff_t *v = ARENA_ARRAY(a, ptrdiff_t, n + 1);
    for (size_t i = 0; i <= n; i++) v[i] = -1;
    return v;
}

static void part_insert(ptrdiff_t *first, ptrdiff_t *next, size_t whole, size_t part)
{
    ptrdiff_t *at = &first[whole];
    while (*at >= 0 && *at < (ptrdiff_t)part) at = &next[*at];
    next[part] = *at;
    *at = (ptrdiff_t)part;
}

/* Not the words that the whole already shares with its pair: a part must bring its own. */
static bool is_part(const struct shingles *part, const struct shingles *whole, const struct shingles *other)
{
    uint32_t in = 0, own = 0;
    for (uint32_t i = 0, w = 0, o = 0; i < part->n; i++) {
        while (w < whole->n && whole->v[w] < part->v[i]) w++;
        while (o < other->n && other->v[o] < part->v[i]) o++;
        bool here = w < whole->n && whole->v[w] == part->v[i];
        in += here;
        own += here && !(o < other->n && other->v[o] == part->v[i]);
    }
    return part->n >= 4 && (double)in >= CONTAINED * part->n && (double)own >= 0.4 * part->n;
}

static ptrdiff_t distance(ptrdiff_t x, ptrdiff_t y) { return x < y ? y - x : x - y; }

enum { PART_REACH = 8 }; /* parts stand near each other */

/* 4: unpaired clauses that lie inside a clause whose pair lost them (split) or gained them (merge). */
static void find_parts(struct aligner *al, struct parts *ret)
{
    size_t no = al->o.clauses->n, nn = al->n.clauses->n;
    *ret =
        (struct parts){indices(al->arena, no), indices(al->arena, nn), indices(al->arena, nn), indices(al->arena, no)};
    uint8_t *taken_new = ARENA_ARRAY(al->arena, uint8_t, nn + 1), *taken_old = ARENA_ARRAY(al->arena, uint8_t, no + 1);
    for (size_t e = 0; e < al->edges.n; e++) {
        const struct edge *d = &al->edges.v[e];
        ptrdiff_t new_pair = al->o.to[d->o], old_pair = al->n.to[d->n];
        if (old_pair < 0 && new_pair >= 0 && !taken_new[d->n] && distance(new_pair, (ptrdiff_t)d->n) <= PART_REACH &&
            is_part(&al->n.shape[d->n], &al->o.shape[d->o], &al->n.shape[new_pair])) {
            taken_new[d->n] = 1;
            part_insert(ret->first_new, ret->next_new, d->o, d->n);
        } else if (new_pair < 0 && old_pair >= 0 && !taken_old[d->o] &&
                   distance(old_pair, (ptrdiff_t)d->o) <= PART_REACH &&
                   is_part(&al->o.shape[d->o], &al->n.shape[d->n], &al->o.shape[old_pair])) {
            taken_old[d->o] = 1;
            part_insert(ret->first_old, ret->next_old, d->n, d->o);
        }
    }
    for (size_t i = 0; i < no; i++)
        if (taken_old[i]) al->o.to[i] = -2; /* accounted for: not removed */
    for (size_t j = 0; j < nn; j++)
        if (taken_new[j]) al->n.to[j] = -2;
}

struct items {
    struct aligner *al;
    struct alignment *ret;
    struct parts parts;
    struct carried carried;
    VEC(struct change_item) v;
    VEC(struct renumbering) renumberings;
    struct arena scratch; /* of one judgement */
    bool same_words;      /* of the last one */
};

static size_t list_copy(struct arena *a, const ptrdiff_t *next, ptrdiff_t first, ptrdiff_t **ret)
{
    size_t n = 0;
    for (ptrdiff_t i = first; i >= 0; i = next[i]) n++;
    *ret = n > 0 ? ARENA_ARRAY(a, ptrdiff_t, n) : NULL;
    n = 0;
    for (ptrdiff_t i = first; i >= 0; i = next[i]) (*ret)[n++] = i;
    return n;
}

static struct str text_of(const struct clause *c, bool operative) { return operative ? c->operative : c->text; }

/* The joined texts of a clause and the parts listed, in reading order; their operative parts alone, or all of them. */
static struct str joined_text(struct arena *a, const struct clauses *c, ptrdiff_t main, const ptrdiff_t *more,
                              size_t nmore, bool operative)
{
    size_t n = text_of(&c->v[main], operative).n, at = 0;
    for (size_t i = 0; i < nmore; i++) n += text_of(&c->v[more[i]], operative).n;
    char *p = arena_alloc(a, n + 1);
    bool main_done = false;
    for (size_t i = 0; i < nmore || !main_done;) {
        bool here = !main_done && (i == nmore || more[i] > main);
        struct str s = text_of(&c->v[here ? main : more[i++]], operative);
        main_done |= here;
        if (s.n > 0) memcpy(p + at, s.p, s.n);
        at += s.n;
    }
    return str_of(p, n);
}

static struct place place_of(const struct items *it, const struct clauses *c, ptrdiff_t at)
{
    const struct clause *k = &c->v[at];
    return (struct place){
        .near_top = at<4, .near_bottom = (size_t)at + 6 >= c->n, .heading = k->nheadings> 0
                        ? k->headings[k->nheadings - 1]
                        : (struct str){0},
        .renumberings = it->renumberings.v,
        .nrenumberings = it->renumberings.n,
    };
}

enum { RENUMBERINGS_MAX = 256 };

static void renumbering_add(struct items *it, struct str was, struct str is)
{
    if (was.n == 0 || is.n == 0 || str_eq(was, is) || it->renumberings.n == RENUMBERINGS_MAX) return;
    for (size_t i = it->renumberings.n; i-- > 0;)
        if (str_eq(it->renumberings.v[i].was, was) && str_eq(it->renumberings.v[i].is, is)) return;
    *vec_push(&it->renumberings, it->al->arena) = (struct renumbering){was, is};
}

/* Clauses and their sections that bear another number than before. */
static void find_renumberings(struct items *it)
{
    for (size_t j = 0; j < it->al->n.clauses->n && it->renumberings.n < RENUMBERINGS_MAX; j++) {
        ptrdiff_t o = it->al->n.to[j];
        if (o < 0) continue;
        const struct clause *oc = &it->al->o.clauses->v[o], *nc = &it->al->n.clauses->v[j];
        renumbering_add(it, oc->label, nc->label);
        renumbering_add(it, oc->section, nc->section);
    }
}

/* Passages of this length whose words are so unlike are not the same but for a date or a menu: no need to read them. */
enum { PLAIN_MIN = 300 };
static const double UNLIKE = 0.5;

static void item_judge(struct items *it, struct change_item *x, struct str old_text, struct str new_text)
{
    struct judgement j;
    struct place where = x->new_clause >= 0 ? place_of(it, it->al->n.clauses, x->new_clause)
                                            : place_of(it, it->al->o.clauses, x->old_clause);
    if (x->nmore == 0 && old_text.n > PLAIN_MIN && new_text.n > PLAIN_MIN && x->similarity < UNLIKE) {
        x->reason = "words were replaced";
        it->same_words = false;
        return;
    }
    noise_judge(&it->scratch, old_text, new_text, where, &j);
    x->cosmetic = j.cosmetic;
    x->reason = arena_dupz(it->al->arena, j.reason);
    it->same_words = j.same_words;
    arena_reset(&it->scratch);
    x->links = j.links;
    x->renumbered |= j.renumbered;
}

static void item_one_sided(struct items *it, ptrdiff_t o, ptrdiff_t n)
{
    struct change_item *x = vec_push(&it->v, it->al->arena);
    *x = (struct change_item){.kind = o >= 0 ? ITEM_REMOVED : ITEM_ADDED, .old_clause = o, .new_clause = n};
    struct str none = {0};
    item_judge(it, x, o >= 0 ? it->al->o.clauses->v[o].text : none, n >= 0 ? it->al->n.clauses->v[n].text : none);
}

static double pair_similarity(const struct aligner *al, ptrdiff_t o, ptrdiff_t n)
{
    if (al->o.shape == NULL || al->o.shape[o].n + al->n.shape[n].n == 0 || al->o.key[o] == al->n.key[n]) return 1;
    return 2.0 * shared(&al->o.shape[o], &al->n.shape[n]) / ((double)al->o.shape[o].n + al->n.shape[n].n);
}

static bool same_headings(const struct clause *a, const struct clause *b)
{
    if (a->nheadings != b->nheadings) return false;
    for (size_t i = 0; i < a->nheadings; i++)
        if (!str_eq(a->headings[i], b->headings[i])) return false;
    return true;
}

/* What to call a pair whose bytes differ or that moved: words first, then place, then number, then heading. */
static enum item_kind pair_kind(const struct items *it, const struct change_item *x)
{
    if (x->nmore > 0) return x->kind;
    bool same = it->same_words || it->al->o.key[x->old_clause] == it->al->n.key[x->new_clause];
    if (!same) return ITEM_MODIFIED;
    if (x->moved) return ITEM_MOVED;
    if (x->renumbered && !x->retitled) return ITEM_RENUMBERED;
    if (x->retitled) return ITEM_RETITLED;
    return ITEM_MODIFIED;
}

/* A heading stands with the first clause below it. Where another clause became the first, the heading changed its
 * bearer and nothing was said anew. */
static bool only_lead_differs(const struct clause *o, const struct clause *n)
{
    return str_eq(o->label, n->label) && str_eq(o->heading_path, n->heading_path) &&
           str_eq(str_trim(o->operative), str_trim(n->operative)) && n->kind != CLAUSE_HEADING;
}

/* A split or merge: the words first; the headings that came or went with it count where they say something. */
static void whole_judge(struct items *it, struct change_item *x, struct str old_text, struct str new_text)
{
    const struct clauses *oc = it->al->o.clauses, *nc = it->al->n.clauses;
    bool split = x->kind == ITEM_SPLIT, plain = true;
    struct arena *a = it->al->arena;
    for (size_t i = 0; i < x->nmore; i++) plain &= headings_plain(split ? &nc->v[x->more[i]] : &oc->v[x->more[i]]);
    plain &= headings_plain(&oc->v[x->old_clause]) && headings_plain(&nc->v[x->new_clause]);
    if (plain) {
        item_judge(it, x, joined_text(a, oc, x->old_clause, x->more, split ? 0 : x->nmore, true),
                   joined_text(a, nc, x->new_clause, x->more, split ? x->nmore : 0, true));
        if (x->cosmetic) return;
    }
    item_judge(it, x, old_text, new_text);
}

/* The same words under another heading: whether that one follows a split or merge of sections. */
static void heading_judge(struct items *it, struct change_item *x)
{
    const struct clause *oc = &it->al->o.clauses->v[x->old_clause], *nc = &it->al->n.clauses->v[x->new_clause];
    if (x->cosmetic || !noise_same_words(&it->scratch, oc->operative, nc->operative)) return;
    it->same_words = true;
    const char *reason = headings_follow(&it->scratch, &it->carried, (size_t)x->old_clause, (size_t)x->new_clause);
    if (reason != NULL) x->cosmetic = true, x->reason = reason;
    arena_reset(&it->scratch);
}

static void item_pair(struct items *it, ptrdiff_t o, ptrdiff_t n)
{
    struct arena *a = it->al->arena;
    const struct clause *oc = &it->al->o.clauses->v[o], *nc = &it->al->n.clauses->v[n];
    uint32_t move = it->ret->move_of_new[n];
    struct change_item x = {.old_clause = o, .new_clause = n, .move = move, .moved = move > 0};
    ptrdiff_t *more_new, *more_old;
    size_t nnew = list_copy(a, it->parts.next_new, it->parts.first_new[o], &more_new);
    size_t nold = list_copy(a, it->parts.next_old, it->parts.first_old[n], &more_old);
    bool same_path = same_headings(oc, nc), whole = nnew + nold > 0;
    if (move == 0 && !whole && (str_eq(oc->text, nc->text) || (same_path && only_lead_differs(oc, nc)))) return;
    struct str old_text = oc->text, new_text = nc->text;
    x.kind = nnew > 0 ? ITEM_SPLIT : ITEM_MERGED;
    x.more = nnew > 0 ? more_new : more_old;
    x.nmore = nnew > 0 ? nnew : nold;
    if (nold > 0) old_text = joined_text(a, it->al->o.clauses, o, more_old, nold, false);
    if (nnew > 0) new_text = joined_text(a, it->al->n.clauses, n, more_new, nnew, false);
    bool same_numbers = str_eq(oc->label, nc->label) && (!same_path || str_eq(oc->heading_path, nc->heading_path));
    x.renumbered = !same_numbers && !str_eq(oc->lead, nc->lead);
    x.retitled = !same_path && move == 0 && !str_eq(oc->lead, nc->lead);
    x.similarity = pair_similarity(it->al, o, n);
    if (whole)
        whole_judge(it, &x, old_text, new_text);
    else if (same_path || move > 0)
        item_judge(it, &x, oc->operative, nc->operative);
    else
        item_judge(it, &x, old_text, new_text);
    if (!whole && x.retitled) heading_judge(it, &x);
    x.kind = pair_kind(it, &x);
    if (x.kind == ITEM_MOVED && x.cosmetic) x.reason = "the same words at another place";
    words_diff(a, old_text, new_text, &x.edits);
    it->ret->capped |= x.edits.capped;
    *vec_push(&it->v, a) = x;
}

/* In the order of the new text; what is gone stands before the clause that followed it. */
static void items_make(struct items *it)
{
    size_t no = it->al->o.clauses->n, nn = it->al->n.clauses->n, gone = 0;
    for (size_t j = 0; j < nn; j++) {
        ptrdiff_t o = it->al->n.to[j];
        if (o >= 0 && it->ret->move_of_new[j] == 0)
            for (; gone < (size_t)o; gone++)
                if (it->al->o.to[gone] == -1) item_one_sided(it, (ptrdiff_t)gone, -1);
        if (o >= 0)
            item_pair(it, o, (ptrdiff_t)j);
        else if (o == -1)
            item_one_sided(it, -1, (ptrdiff_t)j);
    }
    for (; gone < no; gone++)
        if (it->al->o.to[gone] == -1) item_one_sided(it, (ptrdiff_t)gone, -1);
}

/* ---- regions ------------------------------------------------------------------------------------------------------
 */

/* A run of clauses between two that stayed as they were. Where the whole of it reads the same before and after, or
 * differs only in what is cosmetic, so does each of its items: a heading that became a line of the clause before, a
 * paragraph that became two. */
enum { REGION_MAX = 256 << 10 }; /* bytes of both texts: what is larger was written anew, not cut differently */

struct region {
    size_t o0, o1, n0, n1; /* clauses */
};

static struct str span_text(const struct clauses *c, size_t from, size_t to)
{
    if (from >= to) return (struct str){0};
    return str_of(c->v[from].text.p, c->v[to - 1].offset + c->v[to - 1].length - c->v[from].offset);
}

static bool in_region(const struct change_item *x, const struct region *g)
{
    bool old_in = x->old_clause < 0 || ((size_t)x->old_clause >= g->o0 && (size_t)x->old_clause < g->o1);
    bool new_in = x->new_clause < 0 || ((size_t)x->new_clause >= g->n0 && (size_t)x->new_clause < g->n1);
    return old_in && new_in;
}

/* Items come in reading order, so those of a region stand together, from *at on. */
static void region_judge(struct items *it, const struct region *g, size_t *at)
{
    size_t from = *at, substantive = 0;
    while (*at < it->v.n && in_region(&it->v.v[*at], g)) substantive += !it->v.v[(*at)++].cosmetic;
    if (substantive == 0 || *at - from < 2) return;
    struct str was = span_text(it->al->o.clauses, g->o0, g->o1), is = span_text(it->al->n.clauses, g->n0, g->n1);
    struct judgement j;
    if (was.n + is.n > REGION_MAX) return;
    bool in_new = g->n0 < g->n1;
    struct place where =
        place_of(it, in_new ? it->al->n.clauses : it->al->o.clauses, (ptrdiff_t)(in_new ? g->n0 : g->o0));
    noise_judge(&it->scratch, was, is, where, &j);
    const char *reason = arena_dupz(it->al->arena, j.reason);
    arena_reset(&it->scratch);
    for (size_t i = from; j.cosmetic && i < *at; i++)
        if (!it->v.v[i].cosmetic) it->v.v[i].cosmetic = true, it->v.v[i].reason = reason;
}

static void regions_judge(struct items *it)
{
    const struct clauses *oc = it->al->o.clauses, *nc = it->al->n.clauses;
    struct region g = {0};
    size_t at = 0;
    for (size_t j = 0; j <= nc->n; j++) {
        ptrdiff_t o = j < nc->n ? it->al->n.to[j] : (ptrdiff_t)oc->n;
        bool border = j == nc->n || (o >= 0 && it->ret->move_of_new[j] == 0 && str_eq(oc->v[o].text, nc->v[j].text));
        if (!border) continue;
        g.o1 = (size_t)o;
        g.n1 = j;
        region_judge(it, &g, &at);
        while (at < it->v.n && j < nc->n && it->v.v[at].new_clause >= 0 && (size_t)it->v.v[at].new_clause <= j) at++;
        g.o0 = (size_t)o + 1;
        g.n0 = j + 1;
    }
}

/* Steps 1 to 3. */
static void match(struct aligner *al)
{
    match_in_order(al, 0, al->o.clauses->n, 0, al->n.clauses->n);
    match_moved(al);
    keys_of_words(&al->o);
    keys_of_words(&al->n);
    match_in_gaps(al);
    match_moved(al);
    match_similar(al);
}

static void carried_make(struct items *it)
{
    struct aligner *al = it->al;
    ptrdiff_t *of_old = indices(al->arena, al->o.clauses->n), *of_new = indices(al->arena, al->n.clauses->n);
    for (size_t i = 0; i < al->o.clauses->n; i++)
        for (ptrdiff_t k = it->parts.first_new[i]; k >= 0; k = it->parts.next_new[k]) of_new[k] = (ptrdiff_t)i;
    for (size_t j = 0; j < al->n.clauses->n; j++)
        for (ptrdiff_t k = it->parts.first_old[j]; k >= 0; k = it->parts.next_old[k]) of_old[k] = (ptrdiff_t)j;
    it->carried = (struct carried){al->o.clauses,
                                   al->n.clauses,
                                   al->o.to,
                                   al->n.to,
                                   of_old,
                                   of_new,
                                   headings_sections(al->arena, al->o.clauses),
                                   headings_sections(al->arena, al->n.clauses)};
}

static void items_find(struct aligner *al, struct alignment *ret)
{
    struct items it = {.al = al, .ret = ret};
    arena_init(&it.scratch, al->arena->max_bytes);
    find_parts(al, &it.parts);
    carried_make(&it);
    find_renumberings(&it);
    items_make(&it);
    regions_judge(&it);
    arena_release(&it.scratch);
    ret->items = it.v.v;
    ret->nitems = it.v.n;
    for (size_t i = 0; i < it.v.n; i++) ret->substantive |= !it.v.v[i].cosmetic;
}

void align_clauses(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                   const struct clauses *new_clauses, struct alignment *ret)
{
    struct aligner al = {.arena = a};
    struct alignment r = {0};
    side_init(a, old_clauses, &al.o);
    side_init(a, new_clauses, &al.n);
    if (str_eq(old_text, new_text))
        for (size_t i = 0; i < old_clauses->n; i++) pair(&al, i, i);
    else
        match(&al);
    find_moves(&al, &r);
    items_find(&al, &r);
    r.capped |= al.capped;
    for (size_t i = 0; i < old_clauses->n; i++)
        if (al.o.to[i] < 0) al.o.to[i] = -1;
    for (size_t j = 0; j < new_clauses->n; j++)
        if (al.n.to[j] < 0) al.n.to[j] = -1;
    r.old_of_new = al.n.to;
    r.new_of_old = al.o.to;
    *ret = r;
}
