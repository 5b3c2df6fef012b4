/* Claims about two texts and what was made of them, for the targets that compare. */
#ifndef ATLAS_TESTS_FUZZ_SIDES_H
#define ATLAS_TESTS_FUZZ_SIDES_H

#include "bytes.h"
#include "text/redline.h"
#include "text/rendered.h"
#include "text/summary.h"

/* Joining '=' and `side` gives the text, byte for byte. Ops and word edits have `op` and `text`. */
#define CLAIM_SIDE(ops, count, side, whole)                                                                            \
    do {                                                                                                               \
        struct str whole_ = (whole);                                                                                   \
        size_t at_ = 0;                                                                                                \
        for (size_t i_ = 0; i_ < (count); i_++) {                                                                      \
            struct str t_ = (ops)[i_].text;                                                                            \
            CLAIM(t_.n > 0);                                                                                           \
            if ((ops)[i_].op != '=' && (ops)[i_].op != (side)) continue;                                               \
            CLAIM(t_.n <= whole_.n - at_ && memcmp(t_.p, whole_.p + at_, t_.n) == 0);                                  \
            at_ += t_.n;                                                                                               \
        }                                                                                                              \
        CLAIM(at_ == whole_.n);                                                                                        \
    } while (0)

static inline void claim_edits(const struct word_edits *e, struct str old_text, struct str new_text)
{
    CLAIM_SIDE(e->v, e->n, '-', old_text);
    CLAIM_SIDE(e->v, e->n, '+', new_text);
}

static inline void claim_tiling(struct str text, const struct clauses *c)
{
    size_t at = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct clause *k = &c->v[i];
        CLAIM(k->offset == at && k->length > 0 && k->ordinal == i + 1 && k->title.n > 0);
        CLAIM(k->text.p == text.p + at && k->text.n == k->length && k->own_headings <= k->nheadings);
        CLAIM(k->lead.p == k->text.p && k->lead.p + k->lead.n == k->operative.p);
        CLAIM(k->lead.n + k->operative.n == k->text.n);
        at += k->length;
    }
    CLAIM(at == text.n);
}

/* Who carries whose identity: each old clause at most one new one, and both tables say the same. */
static inline void claim_identity(const struct alignment *al, size_t nold, size_t nnew)
{
    for (size_t j = 0; j < nnew; j++) {
        ptrdiff_t i = al->old_of_new[j];
        CLAIM(i < (ptrdiff_t)nold && al->move_of_new[j] <= al->nmoves);
        if (i >= 0) CLAIM(al->new_of_old[i] == (ptrdiff_t)j);
    }
    for (size_t i = 0; i < nold; i++)
        if (al->new_of_old[i] >= 0) CLAIM(al->old_of_new[al->new_of_old[i]] == (ptrdiff_t)i);
}

static inline void claim_items(const struct alignment *al, const struct clauses *o, const struct clauses *n)
{
    for (size_t i = 0; i < al->nitems; i++) {
        const struct change_item *x = &al->items[i];
        const struct clauses *more = x->kind == ITEM_MERGED ? o : n;
        CLAIM(x->reason != NULL && x->reason[0] != '\0' && x->similarity >= 0 && x->similarity <= 1);
        CLAIM(x->old_clause >= 0 || x->new_clause >= 0);
        CLAIM((x->kind == ITEM_ADDED) == (x->old_clause < 0) && (x->kind == ITEM_REMOVED) == (x->new_clause < 0));
        CLAIM(x->old_clause < (ptrdiff_t)o->n && x->new_clause < (ptrdiff_t)n->n);
        CLAIM((x->nmore > 0) == (x->kind == ITEM_SPLIT || x->kind == ITEM_MERGED));
        for (size_t k = 0; k < x->nmore; k++) CLAIM(x->more[k] >= 0 && x->more[k] < (ptrdiff_t)more->n);
        if (x->nmore == 0 && x->old_clause >= 0 && x->new_clause >= 0)
            claim_edits(&x->edits, o->v[x->old_clause].text, n->v[x->new_clause].text);
    }
}

static inline bool body_has(const struct clauses *c, ptrdiff_t at, struct str words)
{
    return words.n == 0 || (at >= 0 && str_find(c->v[at].body, words) != STR_NONE);
}

/* What a summary quotes stands in the clauses that it names. Of a split or a merge the named clause is one of several. */
static inline void claim_summary(const struct summary *s, const struct alignment *al, const struct clauses *o,
                                 const struct clauses *n)
{
    CLAIM(s->headline.n > 0);
    for (size_t i = 0; i < s->ncallouts; i++) {
        const struct summary_callout *c = &s->callouts[i];
        bool several = false;
        for (size_t k = 0; k < al->nitems; k++)
            several |= al->items[k].nmore > 0 && al->items[k].old_clause == c->old_clause &&
                       al->items[k].new_clause == c->new_clause;
        CLAIM(c->was.n + c->now.n > 0);
        CLAIM(several || (body_has(o, c->old_clause, c->was) && body_has(n, c->new_clause, c->now)));
    }
    for (size_t i = 0; i < s->references.n; i++) {
        const struct reference *r = &s->references.v[i];
        CLAIM(r->clause < n->n && str_find(n->v[r->clause].text, r->target) != STR_NONE);
    }
    for (size_t i = 0; i < s->nbullets; i++)
        CLAIM(s->bullets[i].old_clause < (ptrdiff_t)o->n && s->bullets[i].new_clause < (ptrdiff_t)n->n);
}

/* Words, numbers and ends of blocks; a gap is a gap, however wide (rendered_side and rendered_text make it one). */
static inline void claim_rendered(struct arena *a, const struct rendered *r, struct str old_text, struct str new_text)
{
    CLAIM(str_eq(rendered_side(a, r, '-'), rendered_text(a, old_text)));
    CLAIM(str_eq(rendered_side(a, r, '+'), rendered_text(a, new_text)));
    for (size_t i = 0; i < r->nruns; i++) CLAIM(r->runs[i].link <= r->nlinks);
    for (size_t i = 0; i < r->n; i++)
        CLAIM(r->blocks[i].run + r->blocks[i].nruns <= r->nruns && r->blocks[i].place + r->blocks[i].nplaces <= r->nplaces);
}

/* Everything that is made of two texts. */
static inline void claim_pair(struct arena *a, struct str old_text, struct str new_text)
{
    struct clauses o, n;
    struct alignment al;
    struct redline r;
    struct rendered shown;
    struct summary s;
    segment_text(a, old_text, &o);
    segment_text(a, new_text, &n);
    claim_tiling(old_text, &o);
    claim_tiling(new_text, &n);
    align_clauses(a, old_text, &o, new_text, &n, &al);
    claim_identity(&al, o.n, n.n);
    claim_items(&al, &o, &n);
    if (str_eq(old_text, new_text)) CLAIM(al.nitems == 0 && !al.substantive);
    redline_make(a, old_text, &o, new_text, &n, &al, &r);
    CLAIM_SIDE(r.ops, r.n, '-', old_text);
    CLAIM_SIDE(r.ops, r.n, '+', new_text);
    rendered_make(a, old_text, &o, new_text, &n, &al, &r, &shown);
    claim_rendered(a, &shown, old_text, new_text);
    summary_make(a, &o, &n, &al, STR("Terms"), STR("Example"), &s);
    claim_summary(&s, &al, &o, &n);
}

#endif
