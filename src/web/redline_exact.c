#include "text/rendered.h"
#include "web/redline_pair.h"

#include <stdio.h>

enum { CONTEXT = 320 }; /* bytes of unchanged text shown beside a change; what is longer is folded */

struct builder {
    json_t *parts, *runs; /* runs: of the open, unfolded part */
    unsigned changes, moves;
    size_t inserted, deleted;
    size_t weight;
    unsigned left; /* changes that are cut off */
    bool last_kept;
    struct arena *arena;
    const struct redline_pair *p;
    uint8_t *begun_from, *begun_to; /* moves whose ends have begun, by number */
};

/* What a list of changes leads to, as an empty run of its own. */
static void add_place(struct builder *b, const struct redline_place *place)
{
    b->weight += RUN_WEIGHT;
    if (b->weight > REDLINE_WEIGHT_MAX) return;
    json_array_append_new(b->runs, json_pack("{s:s,s:s,s:o}", "op", "kept", "text", "", "place",
                                             json_sprintf("%c%zu", place->side, place->clause)));
}

static void add_first(struct builder *b, json_t *run, const struct redline_op *op)
{
    uint8_t *begun = op->op == '-' ? b->begun_from : b->begun_to;
    if (op->move == 0 || op->edited || begun[op->move]) return;
    begun[op->move] = 1;
    struct str there = redline_there(b->arena, b->p, op->move, op->op == '-');
    json_object_set_new(run, "first", json_true());
    json_object_set_new(run, "there", json_stringn(there.p, there.n));
}

static void add_run(struct builder *b, const char *op, struct str text, const struct redline_op *from)
{
    bool kept = from == NULL;
    b->weight += text.n + RUN_WEIGHT;
    if (b->weight > REDLINE_WEIGHT_MAX) {
        b->left += !kept && b->last_kept;
        b->last_kept = kept;
        return;
    }
    json_t *run = json_pack("{s:s,s:s%}", "op", op, "text", text.p, text.n);
    if (!kept && from->move > 0) {
        json_object_set_new(run, "move", json_integer(from->move));
        json_object_set_new(run, "edited", json_boolean(from->edited));
    }
    if (!kept && b->last_kept) {
        char anchor[16];
        snprintf(anchor, sizeof anchor, "r%u", ++b->changes);
        json_object_set_new(run, "anchor", json_string(anchor));
    }
    b->last_kept = kept;
    if (!kept) add_first(b, run, from);
    json_array_append_new(b->runs, run);
}

static void close_part(struct builder *b, bool folded, size_t words)
{
    if (json_array_size(b->runs) == 0) return;
    json_array_append_new(
        b->parts, json_pack("{s:b,s:I,s:o}", "folded", (int)folded, "words", (json_int_t)words, "runs", b->runs));
    b->runs = json_array();
}

/* The largest cut ≤ most bytes that ends a line, or else a word: a fold begins and ends where a reader would. */
static size_t cut_before(struct str s, size_t most)
{
    size_t space = 0;
    for (size_t i = most < s.n ? most : s.n; i > 0; i--) {
        if (s.p[i - 1] == '\n') return i;
        if (space == 0 && s.p[i - 1] == ' ') space = i;
    }
    return space;
}

static size_t cut_behind(struct str s, size_t most)
{
    size_t from = s.n > most ? s.n - most : 0, space = s.n;
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] == '\n') return i + 1;
        if (space == s.n && s.p[i] == ' ') space = i + 1;
    }
    return space;
}

static void add_kept(struct builder *b, struct str text, bool first, bool last)
{
    size_t head = first ? 0 : cut_before(text, CONTEXT), tail = last ? text.n : cut_behind(text, CONTEXT);
    if (text.n < FOLD_MIN || head >= tail) {
        add_run(b, "kept", text, NULL);
        return;
    }
    if (head > 0) add_run(b, "kept", str_upto(text, head), NULL);
    close_part(b, false, 0);
    struct str middle = str_of(text.p + head, tail - head);
    add_run(b, "kept", middle, NULL);
    close_part(b, true, redline_words(middle));
    if (tail < text.n) add_run(b, "kept", str_from(text, tail), NULL);
}

static void add_op(struct builder *b, const struct redline_op *op, bool first, bool last)
{
    if (op->op == '=') {
        add_kept(b, op->text, first, last);
        return;
    }
    bool gone = op->op == '-';
    if (op->move == 0 || op->edited) *(gone ? &b->deleted : &b->inserted) += redline_words(op->text);
    if (op->move > b->moves) b->moves = op->move;
    add_run(b,
            op->move > 0 && !op->edited ? (gone ? "moved_from" : "moved_to")
            : gone                      ? "deleted"
                                        : "inserted",
            op->text, op);
}

json_t *redline_exact(struct arena *a, const struct redline_pair *p)
{
    const struct redline *red = &p->red;
    struct builder b = {.parts = json_array(),
                        .runs = json_array(),
                        .last_kept = true,
                        .arena = a,
                        .p = p,
                        .begun_from = arena_alloc(a, p->al.nmoves + 1),
                        .begun_to = arena_alloc(a, p->al.nmoves + 1)};
    struct redline_places places;
    redline_places(a, &p->o, &p->n, &p->al, red, &places);
    for (size_t i = 0, k = 0; i < red->n;) {
        struct redline_op op = red->ops[i];
        bool first = i == 0;
        for (; k < places.n && places.v[k].op == i; k++) add_place(&b, &places.v[k]);
        i++;
        /* What is kept comes clause by clause; here it is one run, or nothing long would ever be folded. */
        while (op.op == '=' && i < red->n && !(k < places.n && places.v[k].op == i) && red->ops[i].op == '=' &&
               red->ops[i].text.p == op.text.p + op.text.n)
            op.text.n += red->ops[i++].text.n;
        add_op(&b, &op, first, i == red->n);
    }
    close_part(&b, false, 0);
    json_decref(b.runs);
    return json_pack("{s:b,s:b,s:b,s:i,s:i,s:i,s:I,s:I,s:o}", "exact", 1, "capped", (int)(red->capped || p->al.capped),
                     "cut", b.weight > REDLINE_WEIGHT_MAX, "left", (int)b.left, "changes", (int)(b.changes + b.left),
                     "moves", (int)b.moves, "words_inserted", (json_int_t)b.inserted, "words_deleted",
                     (json_int_t)b.deleted, "parts", b.parts);
}
