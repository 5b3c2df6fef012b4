#include "text/redline.h"

#include "base/vec.h"

struct drawer {
    struct arena *arena, room; /* room: of one comparison */
    struct str old_text, new_text;
    const struct clauses *o, *n;
    const struct alignment *al;
    struct word_edits *moves;         /* by number: the edits inside a moved clause */
    const struct change_item **items; /* by new clause: the item of a pair, or NULL */
    size_t old_at, new_at;            /* bytes drawn so far */
    size_t oc, nc;                    /* the clauses at old_at and new_at */
    VEC(struct redline_op) ops;
    bool capped;
};

static void op_add(struct drawer *d, struct redline_op op)
{
    if (op.text.n == 0) return;
    struct redline_op *last = d->ops.n > 0 ? &d->ops.v[d->ops.n - 1] : NULL;
    if (last != NULL && last->op == op.op && last->move == op.move && last->edited == op.edited &&
        last->old_clause == op.old_clause && last->new_clause == op.new_clause &&
        last->text.p + last->text.n == op.text.p)
        last->text.n += op.text.n;
    else
        *vec_push(&d->ops, d->arena) = op;
}

static size_t clause_end(const struct clauses *c, size_t at, size_t text_n)
{
    return at < c->n ? c->v[at].offset + c->v[at].length : text_n;
}

static void clause_advance(const struct clauses *c, size_t *at, size_t offset)
{
    while (*at < c->n && c->v[*at].offset + c->v[*at].length <= offset) ++*at;
}

static ptrdiff_t index_or_none(const struct clauses *c, size_t at) { return at < c->n ? (ptrdiff_t)at : -1; }

/* How far from `within` bytes into one side of a pair's edits the text stays kept, or stays edited. */
static size_t edit_run(const struct word_edits *e, char side, size_t within, bool *ret_edited)
{
    size_t at = 0;
    for (size_t i = 0; i < e->n; i++) {
        if (e->v[i].op != '=' && e->v[i].op != side) continue;
        at += e->v[i].text.n;
        if (at <= within) continue;
        *ret_edited = e->v[i].op == side;
        return at - within;
    }
    *ret_edited = false;
    return SIZE_MAX;
}

/* Text of one side alone: cut where a clause ends, and inside a moved one where its edits begin and end. */
static void draw_side(struct drawer *d, char op, size_t n)
{
    bool old_side = op == '-';
    const struct clauses *c = old_side ? d->o : d->n;
    struct str text = old_side ? d->old_text : d->new_text;
    size_t *at = old_side ? &d->old_at : &d->new_at, *clause = old_side ? &d->oc : &d->nc;
    while (n > 0) {
        clause_advance(c, clause, *at);
        size_t left = clause_end(c, *clause, text.n) - *at, step = n < left ? n : left;
        ptrdiff_t k = index_or_none(c, *clause), new_k = old_side ? (k >= 0 ? d->al->new_of_old[k] : -1) : k;
        struct redline_op x = {.op = op, .move = new_k >= 0 ? d->al->move_of_new[new_k] : 0};
        if (x.move > 0) {
            size_t run = edit_run(&d->moves[x.move], op, *at - c->v[*clause].offset, &x.edited);
            if (run < step) step = run;
        }
        x.text = str_of(text.p + *at, step);
        x.old_clause = old_side ? k : -1;
        x.new_clause = old_side ? -1 : k;
        op_add(d, x);
        *at += step;
        n -= step;
    }
}

static void draw_kept(struct drawer *d, size_t n)
{
    while (n > 0) {
        clause_advance(d->o, &d->oc, d->old_at);
        clause_advance(d->n, &d->nc, d->new_at);
        size_t left = clause_end(d->n, d->nc, d->new_text.n) - d->new_at, step = n < left ? n : left;
        op_add(d, (struct redline_op){.op = '=',
                                      .text = str_of(d->new_text.p + d->new_at, step),
                                      .old_clause = index_or_none(d->o, d->oc),
                                      .new_clause = index_or_none(d->n, d->nc)});
        d->old_at += step;
        d->new_at += step;
        n -= step;
    }
}

/* The parts of [at, end) that belong to moved clauses, counted from `at`. */
static struct apart moved_ranges(struct drawer *d, bool old_side, size_t clause, size_t at, size_t end)
{
    const struct clauses *c = old_side ? d->o : d->n;
    VEC(struct text_range) v = {0};
    clause_advance(c, &clause, at);
    for (; clause < c->n && c->v[clause].offset < end; clause++) {
        ptrdiff_t k = old_side ? d->al->new_of_old[clause] : (ptrdiff_t)clause;
        if (k < 0 || d->al->move_of_new[k] == 0) continue;
        size_t from = c->v[clause].offset > at ? c->v[clause].offset : at, to = clause_end(c, clause, end);
        *vec_push(&v, d->arena) = (struct text_range){from - at, (to < end ? to : end) - from};
    }
    return (struct apart){v.v, v.n};
}

static void draw_edits(struct drawer *d, const struct word_edits *e)
{
    d->capped |= e->capped;
    for (size_t i = 0; i < e->n; i++) {
        if (e->v[i].op == '=')
            draw_kept(d, e->v[i].text.n);
        else
            draw_side(d, e->v[i].op, e->v[i].text.n);
    }
}

/* Everything up to these two places, compared jointly. */
static void draw_until(struct drawer *d, size_t old_end, size_t new_end)
{
    struct str o = str_of(d->old_text.p + d->old_at, old_end - d->old_at),
               n = str_of(d->new_text.p + d->new_at, new_end - d->new_at);
    if (str_eq(o, n)) {
        draw_kept(d, n.n);
        return;
    }
    struct word_edits e;
    words_diff_apart(d->arena, &d->room, o, moved_ranges(d, true, d->oc, d->old_at, old_end), n,
                     moved_ranges(d, false, d->nc, d->new_at, new_end), &e);
    arena_reset(&d->room);
    draw_edits(d, &e);
}

static size_t words_offset(const struct clause *c) { return c->offset + c->lead.n; }

/* Clauses that were split or merged are compared together with what lies around them. */
static uint8_t *loose_clauses(struct drawer *d)
{
    uint8_t *loose = ARENA_ARRAY(d->arena, uint8_t, d->n->n + 1);
    for (size_t i = 0; i < d->al->nitems; i++) {
        const struct change_item *x = &d->al->items[i];
        if (x->nmore > 0 && x->new_clause >= 0) loose[x->new_clause] = 1;
    }
    return loose;
}

static void items_read(struct drawer *d)
{
    d->items = ARENA_ARRAY(d->arena, const struct change_item *, d->n->n + 1);
    for (size_t i = 0; i < d->al->nitems; i++)
        if (d->al->items[i].new_clause >= 0 && d->al->items[i].old_clause >= 0)
            d->items[d->al->items[i].new_clause] = &d->al->items[i];
}

/* A pair with nothing between it and the one before, under the same headings and number: its item has compared it. */
static bool draw_item(struct drawer *d, const struct clause *oc, const struct clause *nc, size_t j)
{
    bool next = d->old_at == oc->offset && d->new_at == nc->offset;
    if (!next || d->items[j] == NULL || !str_eq(oc->lead, nc->lead)) return false;
    draw_edits(d, &d->items[j]->edits);
    return true;
}

/* The items' own edits, but of those that were split or merged on the way, whose edits are of several clauses. */
static void moves_read(struct drawer *d)
{
    d->moves = ARENA_ARRAY(d->arena, struct word_edits, d->al->nmoves + 1);
    for (size_t i = 0; i < d->al->nitems; i++) {
        const struct change_item *x = &d->al->items[i];
        if (x->move == 0) continue;
        if (x->nmore == 0)
            d->moves[x->move] = x->edits;
        else
            words_diff(d->arena, d->o->v[x->old_clause].text, d->n->v[x->new_clause].text, &d->moves[x->move]);
    }
}

void redline_make(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                  const struct clauses *new_clauses, const struct alignment *al, struct redline *ret)
{
    if (old_text.p == NULL) old_text.p = "";
    if (new_text.p == NULL) new_text.p = "";
    struct drawer d = {
        .arena = a, .old_text = old_text, .new_text = new_text, .o = old_clauses, .n = new_clauses, .al = al};
    arena_init(&d.room, a->max_bytes);
    moves_read(&d);
    items_read(&d);
    const uint8_t *loose = loose_clauses(&d);
    for (size_t j = 0; j < new_clauses->n; j++) {
        ptrdiff_t o = al->old_of_new[j];
        if (o < 0 || al->move_of_new[j] > 0 || loose[j]) continue;
        const struct clause *oc = &old_clauses->v[o], *nc = &new_clauses->v[j];
        if (draw_item(&d, oc, nc, j)) continue;
        draw_until(&d, words_offset(oc), words_offset(nc));
        draw_until(&d, oc->offset + oc->length, nc->offset + nc->length);
    }
    draw_until(&d, old_text.n, new_text.n);
    arena_release(&d.room);
    *ret = (struct redline){d.ops.v, d.ops.n, d.capped || al->capped};
}
