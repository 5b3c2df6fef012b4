#include "web/redline_json.h"

#include "store/version_text.h"
#include "text/redline.h"

#include <stdio.h>

enum {
    WORK_MAX = 192 << 20, /* of the comparison's own arena, given back at once */
    CONTEXT = 320,        /* bytes of unchanged text shown beside a change; what is longer is folded */
    FOLD_MIN = 1200,      /* a shorter unchanged run is not worth a fold */
};

struct builder {
    json_t *parts, *runs; /* runs: of the open, unfolded part */
    unsigned changes, moves;
    size_t inserted, deleted;
    bool last_kept;
    const struct alignment *al;
    uint8_t *placed_new, *placed_old; /* clauses whose place is marked already */
    uint8_t *begun_from, *begun_to;   /* moves whose ends have begun, by number */
};

static size_t words_in(struct str s)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        bool space = ascii_space(s.p[i]);
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

/* Where an item of a list of changes leads: the first marked run of its clause, named by its position in the newer
 * text, or, where the clause has gone, in the older. */
static void add_place(struct builder *b, json_t *run, const struct redline_op *op)
{
    bool gone = op->op == '-' && op->old_clause >= 0 && b->al->new_of_old[op->old_clause] < 0;
    ptrdiff_t at = gone                                   ? op->old_clause
                   : op->op == '-' && op->old_clause >= 0 ? b->al->new_of_old[op->old_clause]
                                                          : op->new_clause;
    uint8_t *placed = gone ? b->placed_old : b->placed_new;
    if (at < 0 || placed[at]) return;
    placed[at] = 1;
    char place[24];
    snprintf(place, sizeof place, "%c%td", gone ? 'o' : 'n', at);
    json_object_set_new(run, "place", json_string(place));
}

static void add_first(struct builder *b, json_t *run, const struct redline_op *op)
{
    uint8_t *begun = op->op == '-' ? b->begun_from : b->begun_to;
    if (op->move == 0 || op->edited || begun[op->move]) return;
    begun[op->move] = 1;
    json_object_set_new(run, "first", json_true());
}

static void add_run(struct builder *b, const char *op, struct str text, const struct redline_op *from)
{
    json_t *run = json_pack("{s:s,s:s%,s:i,s:b}", "op", op, "text", text.p, text.n, "move",
                            from != NULL ? (int)from->move : 0, "edited", from != NULL && from->edited);
    bool kept = from == NULL;
    if (!kept && b->last_kept) {
        char anchor[16];
        snprintf(anchor, sizeof anchor, "r%u", ++b->changes);
        json_object_set_new(run, "anchor", json_string(anchor));
    }
    b->last_kept = kept;
    if (!kept) {
        add_place(b, run, from);
        add_first(b, run, from);
    }
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
    close_part(b, true, words_in(middle));
    if (tail < text.n) add_run(b, "kept", str_from(text, tail), NULL);
}

static void add_op(struct builder *b, const struct redline_op *op, bool first, bool last)
{
    if (op->op == '=') {
        add_kept(b, op->text, first, last);
        return;
    }
    bool gone = op->op == '-';
    if (op->move == 0 || op->edited) *(gone ? &b->deleted : &b->inserted) += words_in(op->text);
    if (op->move > b->moves) b->moves = op->move;
    add_run(b,
            op->move > 0 && !op->edited ? (gone ? "moved_from" : "moved_to")
            : gone                      ? "deleted"
                                        : "inserted",
            op->text, op);
}

static json_t *redline_of(struct arena *work, struct str old_text, struct str new_text)
{
    struct clauses old_clauses, new_clauses;
    struct alignment al;
    struct redline red;
    segment_text(work, old_text, &old_clauses);
    segment_text(work, new_text, &new_clauses);
    align_clauses(work, old_text, &old_clauses, new_text, &new_clauses, &al);
    redline_make(work, old_text, &old_clauses, new_text, &new_clauses, &al, &red);
    struct builder b = {.parts = json_array(),
                        .runs = json_array(),
                        .last_kept = true,
                        .al = &al,
                        .placed_new = arena_alloc(work, new_clauses.n + 1),
                        .placed_old = arena_alloc(work, old_clauses.n + 1),
                        .begun_from = arena_alloc(work, al.nmoves + 1),
                        .begun_to = arena_alloc(work, al.nmoves + 1)};
    for (size_t i = 0; i < red.n;) {
        struct redline_op op = red.ops[i];
        bool first = i++ == 0;
        /* What is kept comes clause by clause; here it is one run, or nothing long would ever be folded. */
        while (op.op == '=' && i < red.n && red.ops[i].op == '=' && red.ops[i].text.p == op.text.p + op.text.n)
            op.text.n += red.ops[i++].text.n;
        add_op(&b, &op, first, i == red.n);
    }
    close_part(&b, false, 0);
    json_decref(b.runs);
    return json_pack("{s:b,s:i,s:i,s:I,s:I,s:o}", "capped", (int)(red.capped || al.capped), "changes", (int)b.changes,
                     "moves", (int)b.moves, "words_inserted", (json_int_t)b.inserted, "words_deleted",
                     (json_int_t)b.deleted, "parts", b.parts);
}

static struct str version_id(const json_t *root, const char *key)
{
    const json_t *id = json_object_get(json_object_get(root, key), "id");
    return str_of(json_string_value(id), json_string_length(id));
}

int redline_add(struct exchange *x, json_t *root)
{
    struct str from = version_id(root, "from"), to = version_id(root, "to"), old_text, new_text;
    struct arena work;
    struct store *st;
    if (from.n == 0 || to.n == 0) return OK;
    arena_init(&work, WORK_MAX);
    json_t *made = NULL;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = version_text(st, &work, from, REDLINE_TEXT_MAX, &old_text);
    if (rc == OK) rc = version_text(st, &work, to, REDLINE_TEXT_MAX, &new_text);
    if (rc == OK) made = redline_of(&work, old_text, new_text);
    if (rc == ERR_LIMIT) made = json_pack("{s:b}", "too_large", 1);
    arena_release(&work);
    if (made == NULL) return rc;
    return json_object_set_new(root, "redline", made) == 0 ? OK : ERR_LIMIT;
}
