#include "text/rendered.h"

#include "base/vec.h"
#include "text/shown.h"

#define NO_BLOCK UINT32_MAX

enum piece_kind { PIECE_TEXT, PIECE_END, PIECE_LINK, PIECE_PLACE };

/* What the exact redline comes to once the marks are gone, in its order: text, ends of blocks, ends of links. */
struct piece {
    enum piece_kind kind;
    char op; /* '=', '-', '+'; of a place: 'n' or 'o' */
    bool edited;
    uint32_t move;
    uint32_t old_block, new_block; /* of text: where it stands; of an end: which block ends; else NO_BLOCK */
    size_t index;                  /* of a link or a clause */
    ptrdiff_t old_clause, new_clause;
    struct str text;
};

struct side {
    struct str text;
    struct shown shown;
    size_t at, block, link; /* what comes next */
};

struct maker {
    struct arena *arena;
    struct side o, n;
    char *out; /* the runs' texts, one behind the other; a byte of both sides may show twice */
    size_t out_n;
    VEC(struct piece) pieces;
    uint8_t *begun_old, *begun_new; /* blocks whose beginning is behind us */
    uint8_t *moved_from, *moved_to; /* moves whose ends have begun */
    VEC(struct rendered_block) blocks;
    VEC(struct rendered_run) runs;
    VEC(struct rendered_place) places;
    VEC(struct rendered_link) links;
};

/* ---- where clauses begin to differ --------------------------------------------------------------------------------
 */

struct placer {
    struct arena *arena;
    const struct clauses *o, *n;
    const struct alignment *al;
    uint8_t *marked_old, *marked_new; /* 1: an op that is not kept is still to come; 2: the clause has its place */
    VEC(struct redline_place) places;
};

/* The clause that an op which is not kept belongs to, by its name in the lists. */
static uint8_t *placer_clause(struct placer *p, const struct redline_op *x, struct redline_place *ret)
{
    ptrdiff_t new_of = x->op == '-' && x->old_clause >= 0 ? p->al->new_of_old[x->old_clause] : -1;
    bool gone = x->op == '-' && x->old_clause >= 0 && new_of < 0;
    ptrdiff_t at = gone ? x->old_clause : x->op == '-' ? new_of : x->new_clause;
    if (x->op == '=' || at < 0) return NULL;
    ret->side = gone ? 'o' : 'n';
    ret->clause = (size_t)at;
    return (gone ? p->marked_old : p->marked_new) + at;
}

/* The clauses of one side that begin before `end`, from *at on, differ, and have no op of their own. */
static void placer_begin(struct placer *p, char side, size_t op, size_t end, size_t *at)
{
    const struct clauses *c = side == 'o' ? p->o : p->n;
    uint8_t *marked = side == 'o' ? p->marked_old : p->marked_new;
    for (; *at < c->n && c->v[*at].offset < end; ++*at) {
        ptrdiff_t other = side == 'o' ? p->al->new_of_old[*at] : p->al->old_of_new[*at];
        bool differs = other < 0 || (side == 'n' && !str_eq(c->v[*at].text, p->o->v[other].text));
        if (!differs || marked[*at] != 0) continue;
        *vec_push(&p->places, p->arena) = (struct redline_place){op, side, *at};
        marked[*at] = 2;
    }
}

void redline_places(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                    const struct alignment *al, const struct redline *r, struct redline_places *ret)
{
    struct placer p = {.arena = a, .o = old_clauses, .n = new_clauses, .al = al};
    size_t old_end = 0, new_end = 0, o = 0, n = 0;
    p.marked_old = arena_alloc(a, old_clauses->n + 1);
    p.marked_new = arena_alloc(a, new_clauses->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct redline_place place;
        uint8_t *marked = placer_clause(&p, &r->ops[i], &place);
        if (marked != NULL) *marked = 1;
    }
    for (size_t i = 0; i < r->n; i++) {
        const struct redline_op *x = &r->ops[i];
        struct redline_place place = {.op = i};
        uint8_t *marked = placer_clause(&p, x, &place);
        if (marked != NULL && *marked == 1) {
            *vec_push(&p.places, a) = place;
            *marked = 2;
        }
        old_end += x->op != '+' ? x->text.n : 0;
        new_end += x->op != '-' ? x->text.n : 0;
        placer_begin(&p, 'o', i, old_end, &o);
        placer_begin(&p, 'n', i, new_end, &n);
    }
    *ret = (struct redline_places){p.places.v, p.places.n};
}

/* ---- from the exact redline to pieces -----------------------------------------------------------------------------
 */

static void side_init(struct side *s, struct arena *a, struct str text)
{
    s->text = text;
    shown_find(a, text, &s->shown);
}

static size_t block_end(const struct side *s)
{
    const struct blocks *b = &s->shown.blocks;
    return s->block < b->n ? (size_t)b->v[s->block].at + b->v[s->block].length : STR_NONE;
}

static bool at_link_end(const struct side *s)
{
    return s->link < s->shown.nlinks && s->shown.links[s->link].end == s->at;
}

static void put_text(struct maker *m, const struct redline_op *x, char op, const char *p, size_t n)
{
    bool only_side = op == x->op;
    struct piece t = {.kind = PIECE_TEXT,
                      .op = op,
                      .edited = only_side && x->edited,
                      .move = only_side ? x->move : 0,
                      .old_block = op != '+' ? (uint32_t)m->o.block : NO_BLOCK,
                      .new_block = op != '-' ? (uint32_t)m->n.block : NO_BLOCK,
                      .old_clause = op != '+' ? x->old_clause : -1,
                      .new_clause = op != '-' ? x->new_clause : -1,
                      .text = {m->out + m->out_n, n}};
    memcpy(m->out + m->out_n, p, n);
    m->out_n += n;
    struct piece *last = m->pieces.n > 0 ? &m->pieces.v[m->pieces.n - 1] : NULL;
    if (last != NULL && last->kind == PIECE_TEXT && last->op == op && last->edited == t.edited &&
        last->move == t.move && last->old_clause == t.old_clause && last->new_clause == t.new_clause)
        last->text.n += n;
    else
        *vec_push(&m->pieces, m->arena) = t;
}

static void put_end(struct maker *m, char op)
{
    *vec_push(&m->pieces, m->arena) = (struct piece){.kind = PIECE_END,
                                                     .op = op,
                                                     .old_block = op != '+' ? (uint32_t)m->o.block : NO_BLOCK,
                                                     .new_block = op != '-' ? (uint32_t)m->n.block : NO_BLOCK};
}

static void put_link(struct maker *m, struct side *s, char op)
{
    *vec_push(&m->pieces, m->arena) =
        (struct piece){.kind = PIECE_LINK, .op = op, .index = s->link, .old_block = NO_BLOCK, .new_block = NO_BLOCK};
    s->link++;
}

/* Both sides have a link that ends in the same kept byte: its target changed, or nothing did. */
static void put_links(struct maker *m, bool in_old, bool in_new)
{
    bool o = in_old && at_link_end(&m->o), n = in_new && at_link_end(&m->n);
    if (o && n && str_eq(m->o.shown.links[m->o.link].target, m->n.shown.links[m->n.link].target)) {
        m->o.link++;
        m->n.link++;
        return;
    }
    if (o) put_link(m, &m->o, '-');
    if (n) put_link(m, &m->n, '+');
}

static void put_ends(struct maker *m, bool in_old, bool in_new)
{
    bool o = in_old && m->o.at == block_end(&m->o), n = in_new && m->n.at == block_end(&m->n);
    bool old_shows = o && m->o.shown.block[m->o.block].any, new_shows = n && m->n.shown.block[m->n.block].any;
    if (old_shows || new_shows) put_end(m, !new_shows ? '-' : !old_shows ? '+' : '=');
    m->o.block += o;
    m->n.block += n;
}

/* How many of the next bytes are shown as they are on the sides that have them. */
static size_t plain_run(const struct maker *m, bool in_old, bool in_new, size_t most)
{
    size_t n = 0;
    if (in_old && block_end(&m->o) - m->o.at < most) most = block_end(&m->o) - m->o.at;
    if (in_new && block_end(&m->n) - m->n.at < most) most = block_end(&m->n) - m->n.at;
    const uint8_t *o = m->o.shown.bytes + m->o.at, *w = m->n.shown.bytes + m->n.at;
    while (n < most && (!in_old || o[n] == SHOWN_AS_IS) && (!in_new || w[n] == SHOWN_AS_IS)) n++;
    return n;
}

static char shown_as(uint8_t as, char c) { return as == SHOWN_AS_SPACE ? ' ' : as == SHOWN_AS_BREAK ? '\n' : c; }

/* One byte of both sides is kept only where both show the same of it: a gap is a gap, however wide. */
static void put_byte(struct maker *m, const struct redline_op *x, char c)
{
    uint8_t o = x->op != '+' ? m->o.shown.bytes[m->o.at] : SHOWN_NOT,
            n = x->op != '-' ? m->n.shown.bytes[m->n.at] : SHOWN_NOT;
    char was = shown_as(o, c), now = shown_as(n, c);
    if (o != SHOWN_NOT && n != SHOWN_NOT && (o == SHOWN_AS_IS) == (n == SHOWN_AS_IS)) {
        put_text(m, x, '=', &now, 1);
        return;
    }
    if (o != SHOWN_NOT) put_text(m, x, '-', &was, 1);
    if (n != SHOWN_NOT) put_text(m, x, '+', &now, 1);
}

static void put_op(struct maker *m, const struct redline_op *x)
{
    bool in_old = x->op != '+', in_new = x->op != '-';
    for (size_t i = 0; i < x->text.n;) {
        size_t n = plain_run(m, in_old, in_new, x->text.n - i);
        if (n > 0) {
            put_text(m, x, x->op, x->text.p + i, n);
        } else {
            put_links(m, in_old, in_new);
            put_byte(m, x, x->text.p[i]);
            n = 1;
        }
        i += n;
        if (in_old) m->o.at += n;
        if (in_new) m->n.at += n;
        put_ends(m, in_old, in_new);
    }
}

static void put_place(struct maker *m, const struct redline_place *x)
{
    *vec_push(&m->pieces, m->arena) = (struct piece){
        .kind = PIECE_PLACE, .op = x->side, .index = x->clause, .old_block = NO_BLOCK, .new_block = NO_BLOCK};
}

/* ---- ends of blocks -----------------------------------------------------------------------------------------------
 */

/* An end of one side may be told anywhere in a stretch of the other side's text, and be one with the other side's end
 * there. The comparison of bytes takes any; readers want the one that makes whole paragraphs of what went and came:
 *
 *   end- text- end+  →  end= text-            (and the same with the signs changed)
 *   text= end+ text+ end=  →  text= end= text+ end+
 *
 * One pass: `first` is the end of sign `op` that could be told as kept, `last` the latest, with nothing but text of
 * that sign since. */
struct ends {
    struct piece *first, *last;
    bool other; /* the block so far holds text that is not of one sign alone */
    char op;
};

static void ends_forget(struct ends *e) { e->first = e->last = NULL; }

static void end_becomes_kept(struct piece *kept, struct piece *from)
{
    if (from->op != '+') kept->old_block = kept->old_block != NO_BLOCK ? kept->old_block : from->old_block;
    if (from->op != '-') kept->new_block = kept->new_block != NO_BLOCK ? kept->new_block : from->new_block;
    kept->op = '=';
}

/* first (of one sign) and then kept (of both) change their roles. */
static void ends_swap(struct piece *first, struct piece *kept)
{
    char op = first->op;
    uint32_t *other = op == '+' ? &first->old_block : &first->new_block,
             *theirs = op == '+' ? &kept->old_block : &kept->new_block;
    *other = *theirs;
    *theirs = NO_BLOCK;
    first->op = '=';
    kept->op = op;
}

static void ends_meet(struct ends *e, struct piece *p)
{
    if (e->last != NULL && p->op != e->op && p->op != '=') {
        end_becomes_kept(e->last, p);
        p->kind = PIECE_PLACE; /* nothing: a place without a clause */
        p->op = 0;
        if (e->first != NULL && e->first != e->last) ends_swap(e->first, e->last);
        ends_forget(e);
    } else if (p->op == '=') {
        if (e->first != NULL) ends_swap(e->first, p);
        ends_forget(e);
    } else {
        if (e->last == NULL || e->op != p->op) *e = (struct ends){.first = e->other ? p : NULL, .other = e->other};
        e->op = p->op;
        e->last = p;
    }
}

static void ends_arrange(struct maker *m)
{
    struct ends e = {0};
    char block_op = 0; /* of the text since the last end: 0 none, a sign, or '=' for several */
    for (size_t i = 0; i < m->pieces.n; i++) {
        struct piece *p = &m->pieces.v[i];
        if (p->kind == PIECE_TEXT) {
            if (e.last != NULL && p->op != e.op) ends_forget(&e);
            block_op = block_op == 0 || block_op == p->op ? p->op : '=';
        } else if (p->kind == PIECE_END) {
            e.other = block_op != 0 && block_op != p->op;
            ends_meet(&e, p);
            block_op = 0;
        }
    }
}

/* ---- from pieces to blocks ----------------------------------------------------------------------------------------
 */

static bool only_space(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '\n') return false;
    return true;
}

static void add_run(struct maker *m, struct rendered_block *b, const struct piece *p)
{
    struct rendered_run *last = b->nruns > 0 ? &m->runs.v[m->runs.n - 1] : NULL;
    if (last != NULL && last->op == p->op && last->edited == p->edited && last->move == p->move && last->link == 0 &&
        last->text.p + last->text.n == p->text.p) {
        last->text.n += p->text.n;
        return;
    }
    uint8_t *begun = p->op == '-' ? m->moved_from : m->moved_to;
    bool first = p->move > 0 && !p->edited && !begun[p->move];
    if (first) begun[p->move] = 1;
    *vec_push(&m->runs, m->arena) = (struct rendered_run){.op = p->op,
                                                          .edited = p->edited,
                                                          .first = first,
                                                          .move = p->move,
                                                          .old_clause = p->old_clause,
                                                          .new_clause = p->new_clause,
                                                          .text = p->text};
    b->nruns++;
}

static bool is_join(const struct rendered_run *x, const struct rendered_run *y)
{
    return x->op == '=' && y->op == '=' && x->link == 0;
}

/* What lies between the two texts in `out` is not shown any more. */
static void append_run(struct maker *m, struct rendered_run *x, const struct rendered_run *y)
{
    memmove(m->out + (x->text.p - m->out) + x->text.n, y->text.p, y->text.n);
    x->text.n += y->text.n;
    x->link = y->link;
}

/* One gap for another is no difference that a reader sees. */
static void join_gaps(struct maker *m, struct rendered_block *b)
{
    size_t k = b->run;
    for (size_t i = b->run; i < b->run + b->nruns; i++) {
        struct rendered_run x = m->runs.v[i];
        struct rendered_run *last = k > b->run ? &m->runs.v[k - 1] : NULL;
        if (last != NULL && x.op != '=' && last->op != '=' && last->op != x.op && last->link == 0 && x.move == 0 &&
            last->move == 0 && only_space(x.text) && only_space(last->text)) {
            if (x.op == '-') x.text = last->text;
            x.op = '=', x.edited = false;
            *last = x;
            if (k > b->run + 1 && is_join(last - 1, last)) append_run(m, last - 1, last), k--;
        } else if (last != NULL && is_join(last, &x)) {
            append_run(m, last, &x);
        } else {
            m->runs.v[k++] = x;
        }
    }
    b->nruns = k - b->run;
    m->runs.n = k;
}

static struct str link_words(struct maker *m, const struct side *s, const struct shown_link *l)
{
    return block_plain(m->arena, str_of(s->text.p + l->words_at, l->end - l->words_at));
}

/* Tells of a link that leads elsewhere, began or ceased; o or n may be NULL, not both. */
static void tell_link(struct maker *m, struct rendered_block *b, const struct piece *o, const struct piece *n)
{
    struct rendered_run *last = b->nruns > 0 ? &m->runs.v[m->runs.n - 1] : NULL;
    if (last == NULL || last->link != 0 || ((o == NULL || n == NULL) && last->op != '=')) return;
    const struct shown_link *was = o != NULL ? &m->o.shown.links[o->index] : NULL,
                            *now = n != NULL ? &m->n.shown.links[n->index] : NULL;
    if (was != NULL && now != NULL && str_eq(was->target, now->target)) return;
    *vec_push(&m->links, m->arena) = (struct rendered_link){
        .words = now != NULL ? link_words(m, &m->n, now) : link_words(m, &m->o, was),
        .was = was != NULL ? was->target : (struct str){0},
        .now = now != NULL ? now->target : (struct str){0},
    };
    last->link = (uint32_t)m->links.n;
    b->marked = true;
}

/* The pieces [from, to) of a block: its runs, places and link changes. What one side's link ended and the other side's
 * ends with no kept word between are one link. */
static void fill_block(struct maker *m, struct rendered_block *b, size_t from, size_t to)
{
    const struct piece *owed = NULL;
    for (size_t i = from; i < to; i++) {
        const struct piece *p = &m->pieces.v[i];
        if (p->kind == PIECE_PLACE && p->op != 0) {
            *vec_push(&m->places, m->arena) = (struct rendered_place){p->op, p->index};
            b->nplaces++;
        } else if (p->kind == PIECE_LINK && owed != NULL && owed->op != p->op) {
            tell_link(m, b, p->op == '-' ? p : owed, p->op == '-' ? owed : p);
            owed = NULL;
        } else if (p->kind == PIECE_LINK || (p->kind == PIECE_TEXT && p->op == '=')) {
            if (owed != NULL) tell_link(m, b, owed->op == '-' ? owed : NULL, owed->op == '-' ? NULL : owed);
            owed = p->kind == PIECE_LINK ? p : NULL;
        }
        if (p->kind == PIECE_TEXT) add_run(m, b, p);
    }
    if (owed != NULL) tell_link(m, b, owed->op == '-' ? owed : NULL, owed->op == '-' ? NULL : owed);
    join_gaps(m, b);
}

static uint8_t level_of(const struct side *s, uint32_t block)
{
    const struct block *b = &s->shown.blocks.v[block];
    return b->kind == BLOCK_HEADING ? b->level : s->shown.block[block].depth;
}

/* Rows of a table are one kind, and so are paragraphs and what is left of rules and labels. */
static enum block_kind kind_of(const struct side *s, uint32_t block)
{
    enum block_kind kind = (enum block_kind)s->shown.blocks.v[block].kind;
    if (kind == BLOCK_ROW_HEAD) return BLOCK_ROW;
    return kind == BLOCK_RULE || kind == BLOCK_LABEL ? BLOCK_PARAGRAPH : kind;
}

static struct str number_once(const struct side *s, uint32_t block, uint8_t *begun)
{
    if (block == NO_BLOCK || begun[block]) return (struct str){0};
    begun[block] = 1;
    return s->shown.block[block].number;
}

static void add_block(struct maker *m, size_t from, size_t to, const struct piece *end)
{
    uint32_t o = end != NULL ? end->old_block : NO_BLOCK, n = end != NULL ? end->new_block : NO_BLOCK;
    for (size_t i = from; i < to; i++) {
        const struct piece *p = &m->pieces.v[i];
        if (p->kind == PIECE_TEXT && p->old_block != NO_BLOCK) o = p->old_block;
        if (p->kind == PIECE_TEXT && p->new_block != NO_BLOCK) n = p->new_block;
    }
    struct rendered_block b = {.run = m->runs.n, .place = m->places.n, .end = end != NULL ? end->op : '='};
    b.op = o == NO_BLOCK ? '+' : n == NO_BLOCK ? '-' : '=';
    const struct side *s = b.op == '-' ? &m->o : &m->n;
    uint32_t shown = b.op == '-' ? o : n;
    bool both_begin = b.op == '=' && !m->begun_old[o] && !m->begun_new[n];
    b.kind = kind_of(s, shown);
    b.kind_was = both_begin ? kind_of(&m->o, o) : b.kind;
    b.level = level_of(s, shown);
    b.bullet = s->shown.block[shown].bullet && !(b.op == '-' ? m->begun_old : m->begun_new)[shown];
    b.number_was = number_once(&m->o, o, m->begun_old);
    b.number = number_once(&m->n, n, m->begun_new);
    b.marked = b.op != '=' || b.end != '=' || b.kind != b.kind_was;
    fill_block(m, &b, from, to);
    for (size_t i = b.run; i < b.run + b.nruns; i++) b.marked |= m->runs.v[i].op != '=';
    *vec_push(&m->blocks, m->arena) = b;
}

static void cut_blocks(struct maker *m)
{
    size_t from = 0;
    for (size_t i = 0; i < m->pieces.n; i++) {
        if (m->pieces.v[i].kind != PIECE_END) continue;
        add_block(m, from, i, &m->pieces.v[i]);
        from = i + 1;
    }
    /* Behind the last end no text can stand; places may (of a rule that went). */
    for (; from < m->pieces.n && m->blocks.n > 0; from++) {
        const struct piece *p = &m->pieces.v[from];
        if (p->kind != PIECE_PLACE || p->op == 0) continue;
        *vec_push(&m->places, m->arena) = (struct rendered_place){p->op, p->index};
        m->blocks.v[m->blocks.n - 1].nplaces++;
    }
}

void rendered_make(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                   const struct clauses *new_clauses, const struct alignment *al, const struct redline *r,
                   struct rendered *ret)
{
    struct maker m = {.arena = a, .out = arena_alloc(a, old_text.n + new_text.n + 1)};
    side_init(&m.o, a, old_text);
    side_init(&m.n, a, new_text);
    m.begun_old = arena_alloc(a, m.o.shown.blocks.n + 1);
    m.begun_new = arena_alloc(a, m.n.shown.blocks.n + 1);
    m.moved_from = arena_alloc(a, al->nmoves + 1);
    m.moved_to = arena_alloc(a, al->nmoves + 1);
    struct redline_places places;
    redline_places(a, old_clauses, new_clauses, al, r, &places);
    for (size_t i = 0, k = 0; i < r->n; i++) {
        for (; k < places.n && places.v[k].op == i; k++) put_place(&m, &places.v[k]);
        put_op(&m, &r->ops[i]);
    }
    ends_arrange(&m);
    cut_blocks(&m);
    *ret = (struct rendered){.blocks = m.blocks.v,
                             .n = m.blocks.n,
                             .runs = m.runs.v,
                             .nruns = m.runs.n,
                             .places = m.places.v,
                             .nplaces = m.places.n,
                             .links = m.links.v,
                             .nlinks = m.links.n};
}

/* ---- one side as text ---------------------------------------------------------------------------------------------
 */

struct lines {
    char *p;
    size_t n;
    bool gap; /* owed before the next character of the block */
    bool any; /* the block has begun */
};

static void lines_add(struct lines *l, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || s.p[i] == '\n') {
            l->gap = l->any;
            continue;
        }
        if (l->gap) l->p[l->n++] = ' ';
        l->p[l->n++] = s.p[i];
        l->gap = false;
        l->any = true;
    }
}

static void lines_number(struct lines *l, struct str number)
{
    if (number.n == 0) return;
    lines_add(l, number);
    l->gap = true;
}

static void lines_end(struct lines *l)
{
    l->p[l->n++] = '\n';
    l->p[l->n++] = '\n';
    l->gap = l->any = false;
}

struct str rendered_side(struct arena *a, const struct rendered *r, char side)
{
    size_t most = 0;
    for (size_t i = 0; i < r->nruns; i++) most += r->runs[i].text.n + 1;
    for (size_t i = 0; i < r->n; i++) most += r->blocks[i].number.n + r->blocks[i].number_was.n + 4;
    struct lines l = {.p = arena_alloc(a, most + 1)};
    for (size_t i = 0; i < r->n; i++) {
        const struct rendered_block *b = &r->blocks[i];
        lines_number(&l, side == '-' ? b->number_was : b->number);
        for (size_t k = b->run; k < b->run + b->nruns; k++)
            if (r->runs[k].op == '=' || r->runs[k].op == side) lines_add(&l, r->runs[k].text);
        if (b->end == '=' || b->end == side) lines_end(&l);
    }
    return str_of(l.p, l.n);
}

struct str rendered_text(struct arena *a, struct str text)
{
    struct shown shown;
    shown_find(a, text, &shown);
    struct lines l = {.p = arena_alloc(a, text.n + 4 * shown.blocks.n + 1)};
    for (size_t i = 0; i < shown.blocks.n; i++) {
        const struct block *b = &shown.blocks.v[i];
        if (!shown.block[i].any) continue;
        lines_number(&l, shown.block[i].number);
        for (size_t k = b->at; k < (size_t)b->at + b->length; k++)
            if (shown.bytes[k] != SHOWN_NOT)
                lines_add(&l, shown.bytes[k] == SHOWN_AS_IS ? str_of(text.p + k, 1) : STR(" "));
        lines_end(&l);
    }
    return str_of(l.p, l.n);
}
