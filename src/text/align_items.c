#include "text/align_items.h"

#include "text/headings.h"
#include "text/noise.h"

const char *item_kind_name(enum item_kind kind)
{
    static const char *const names[ITEM_KIND_MAX] = {"added", "removed", "modified",   "moved",
                                                     "split", "merged",  "renumbered", "retitled"};
    return names[kind];
}

/* ---- splits and merges ------------------------------------------------------------------------------------------- */

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
            shingles_part(&al->n.shape[d->n], &al->o.shape[d->o], &al->n.shape[new_pair])) {
            taken_new[d->n] = 1;
            part_insert(ret->first_new, ret->next_new, d->o, d->n);
        } else if (new_pair < 0 && old_pair >= 0 && !taken_old[d->o] &&
                   distance(old_pair, (ptrdiff_t)d->o) <= PART_REACH &&
                   shingles_part(&al->o.shape[d->o], &al->n.shape[d->n], &al->o.shape[old_pair])) {
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
    return 2.0 * shingles_shared(&al->o.shape[o], &al->n.shape[n]) / ((double)al->o.shape[o].n + al->n.shape[n].n);
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
    words_diff_apart(a, &it->scratch, old_text, (struct apart){0}, new_text, (struct apart){0}, &x.edits);
    arena_reset(&it->scratch);
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

/* ---- regions ----------------------------------------------------------------------------------------------------- */

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

void align_items(struct aligner *al, struct alignment *ret)
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
