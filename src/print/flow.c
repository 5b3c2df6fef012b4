#include "print/flow.h"

enum {
    HEAD_SHARE = 145,
    HEAD_GAP = 10,
    MARK_WIDTH = 10
}; /* of a row: the width of its head in points, and beside it */

struct places { /* a VEC with a name: ids that links lead to */
    struct str *v;
    size_t n, cap;
};

struct writer {
    struct arena *arena;
    struct flow *flow;
    struct flow_text *open; /* the paragraph that is being written, or NULL */
    char *bytes;            /* of it */
    size_t n, cap, total;
    VEC(struct flow_span) spans; /* of it */
    struct places ids;           /* of it, or of the next where none is open */
    float gap;                   /* wanted above the next paragraph */
    struct flow_span white;      /* how the white space looks that is due before the next word; its end is not set */
    bool sheet, space, full;     /* space: it is due; full: over the limit */
};

struct place { /* where one is in the tree */
    struct style style;
    const char *role;
    struct str href, lang;
    float left, width;
    struct flow_bar bars[FLOW_BARS_MAX];
    size_t nbars;
    bool beside;
};

/* ---- a paragraph --------------------------------------------------------------------------------------------------
 */

static void add_piece(struct writer *w, enum flow_kind kind, const char *role, const struct flow_text *text)
{
    *vec_push(&w->flow->pieces, w->arena) = (struct flow_piece){kind, role, text};
}

static void begin_text(struct writer *w, const struct place *p)
{
    struct flow_text *t = w->open = ARENA_NEW(w->arena, struct flow_text);
    *t = (struct flow_text){.role = p->role,
                            .lang = p->lang,
                            .left = p->left,
                            .width = p->width,
                            .before = w->gap,
                            .nbars = p->nbars,
                            .beside = p->beside,
                            .sheet = w->sheet};
    memcpy(t->bars, p->bars, sizeof t->bars);
    w->n = w->cap = 0;
    w->bytes = NULL;
    w->spans.v = NULL;
    w->spans.n = w->spans.cap = 0;
    w->space = false;
}

static void end_text(struct writer *w)
{
    struct flow_text *t = w->open;
    w->open = NULL;
    if (t == NULL || w->n == 0) return;
    t->text = str_of(w->bytes, w->n);
    t->spans = w->spans.v;
    t->nspans = w->spans.n;
    t->ids = w->ids.v;
    t->nids = w->ids.n;
    w->ids = (struct places){0};
    w->gap = 0;
    w->sheet = false;
    add_piece(w, FLOW_TEXT, NULL, t);
}

static bool same_style(const struct style *a, const struct style *b)
{
    return a->size >= b->size && a->size <= b->size && a->colour == b->colour && a->ground == b->ground &&
           a->bold == b->bold && a->italic == b->italic && a->mono == b->mono && a->serif == b->serif &&
           a->underline == b->underline && a->strike == b->strike;
}

static void append(struct writer *w, struct style style, struct str href, const char *bytes, size_t n)
{
    if (w->total + n > FLOW_TEXT_MAX) w->full = true;
    if (w->full) return;
    if (w->n + n > w->cap) {
        size_t cap = 2 * (w->n + n) + 64;
        w->bytes = arena_grow(w->arena, w->bytes, w->cap, cap);
        w->cap = cap;
    }
    memcpy(w->bytes + w->n, bytes, n);
    w->n += n;
    w->total += n;
    struct flow_span *last = w->spans.n > 0 ? &w->spans.v[w->spans.n - 1] : NULL;
    if (last != NULL && same_style(&last->style, &style) && str_eq(last->href, href))
        last->end = w->n;
    else
        *vec_push(&w->spans, w->arena) = (struct flow_span){w->n, style, href};
}

/* A run of text without white space, or of it. */
static size_t run_length(struct str s)
{
    size_t n = 1;
    while (n < s.n && ascii_space(s.p[n]) == ascii_space(s.p[0])) n++;
    return n;
}

/* White space is text. Line ends get a space, which keeps words apart for who reads without lines. */
static void add_exact(struct writer *w, const struct place *p, struct str s)
{
    struct str line;
    if (s.n > 0 && w->open == NULL) begin_text(w, p);
    for (bool first = true; str_next(&s, '\n', &line); first = false) {
        if (!first) append(w, p->style, p->href, " \n", 2);
        if (line.n > 0 && line.p[line.n - 1] == '\r') line.n--;
        append(w, p->style, p->href, line.p, line.n);
    }
}

static void add_text(struct writer *w, const struct place *p, struct str s)
{
    while (s.n > 0) {
        size_t n = run_length(s);
        bool white = ascii_space(s.p[0]);
        if (white && !w->space) {
            w->space = w->open != NULL && w->n > 0;
            w->white = (struct flow_span){0, p->style, p->href};
        } else if (!white) {
            if (w->open == NULL) begin_text(w, p);
            if (w->space) append(w, w->white.style, w->white.href, " ", 1);
            w->space = false;
            append(w, p->style, p->href, s.p, n);
        }
        s = str_from(s, n);
    }
}

/* ---- elements -----------------------------------------------------------------------------------------------------
 */

static bool holds_text(const char *role)
{
    return role != NULL && (strcmp(role, "P") == 0 || (role[0] == 'H' && ascii_digit(role[1])));
}

static void add_gap(struct writer *w, float gap)
{
    if (gap > w->gap) w->gap = gap;
}

/* A list's mark: • beside the entry's text, in the structure as its label where the entry is one. */
static void add_mark(struct writer *w, const struct place *p, bool label)
{
    struct place mark = *p;
    mark.role = label ? "P" : NULL;
    mark.left = p->left - MARK_WIDTH;
    mark.width = MARK_WIDTH;
    mark.beside = true;
    mark.href = (struct str){0};
    struct places ids = w->ids; /* they belong to the text, not to its mark */
    w->ids = (struct places){0};
    if (label) add_piece(w, FLOW_OPEN, "Lbl", NULL);
    begin_text(w, &mark);
    append(w, mark.style, mark.href, "•", 3);
    end_text(w);
    if (label) add_piece(w, FLOW_CLOSE, "Lbl", NULL);
    w->ids = ids;
}

static bool is_cell(const struct markup *m) { return str_eqz(m->tag, "th") || str_eqz(m->tag, "td"); }

/* A row of facts has a head of fixed width and what is said of it; a row of a table has columns of one width. Cells but
 * the last stand beside what follows. */
static void enter_cell(const struct markup *m, const struct markup *parent, struct place *p)
{
    float n = 0, k = 0;
    if (str_eqz(m->tag, "dt")) {
        p->width = HEAD_SHARE;
        p->beside = true;
    }
    if (str_eqz(m->tag, "dd")) p->left += HEAD_SHARE + HEAD_GAP;
    if (parent == NULL || !is_cell(m)) return;
    for (const struct markup *c = parent->first; c != NULL; c = c->next) {
        if (c == m) k = n;
        n += is_cell(c) ? 1 : 0;
    }
    float share = ((float)FLOW_WIDTH - p->left) / n;
    p->left += k * share;
    p->width = share - HEAD_GAP;
    p->beside = k + 1 < n;
}

static void enter_box(const struct box *b, struct place *p)
{
    if (b->bar != COLOUR_NONE && p->nbars < FLOW_BARS_MAX) p->bars[p->nbars++] = (struct flow_bar){p->left, b->bar};
    p->left += b->indent;
    if (b->bullet && b->indent < MARK_WIDTH) p->left += MARK_WIDTH;
    p->role = holds_text(b->role) ? b->role : "P";
}

static void walk_children(struct writer *w, const struct markup *m, const struct place *p);

static void walk_block(struct writer *w, const struct markup *m, const struct markup *parent, const struct box *b,
                       struct place p)
{
    const char *container = b->role != NULL && !holds_text(b->role) ? b->role : NULL;
    bool entry = container != NULL && strcmp(container, "LI") == 0;
    end_text(w);
    add_gap(w, b->before);
    w->sheet |= b->sheet;
    enter_box(b, &p);
    enter_cell(m, parent, &p);
    if (container != NULL) add_piece(w, FLOW_OPEN, container, NULL);
    if (m->id.n > 0) *vec_push(&w->ids, w->arena) = m->id;
    if (b->bullet) add_mark(w, &p, entry);
    if (entry) add_piece(w, FLOW_OPEN, "LBody", NULL);
    walk_children(w, m, &p);
    end_text(w);
    if (entry) add_piece(w, FLOW_CLOSE, "LBody", NULL);
    if (container != NULL) add_piece(w, FLOW_CLOSE, container, NULL);
    add_gap(w, b->after);
}

static void walk(struct writer *w, const struct markup *m, const struct markup *parent, struct place p)
{
    struct box box;
    if (m->tag.n == 0) {
        (p.style.keep_space ? add_exact : add_text)(w, &p, m->text);
        return;
    }
    look_at(m, parent, &p.style, &box);
    if (box.show == SHOW_GONE) return;
    if (m->lang.n > 0) p.lang = m->lang;
    if (box.show == SHOW_BLOCK) {
        walk_block(w, m, parent, &box, p);
        return;
    }
    if (str_eqz(m->tag, "br")) {
        static const char line_end[] = " \xE2\x80\xA8"; /* the space keeps words apart for who reads without lines */
        if (w->open != NULL) append(w, p.style, p.href, line_end, 4);
        w->space = false;
        return;
    }
    if (parent != NULL && markup_has_class(parent, "meta") && w->open != NULL &&
        w->n > 0) { /* the style sheet keeps them apart */
        w->space = true;
        w->white = (struct flow_span){0, p.style, p.href};
    }
    if (m->id.n > 0) *vec_push(&w->ids, w->arena) = m->id;
    if (m->href.n > 0) p.href = m->href;
    walk_children(w, m, &p);
}

static void walk_children(struct writer *w, const struct markup *m, const struct place *p)
{
    for (const struct markup *c = m->first; c != NULL; c = c->next) walk(w, c, m, *p);
}

/* ---- the page -----------------------------------------------------------------------------------------------------
 */

static void read_head(const struct markup *root, struct flow *f)
{
    const struct markup *html = markup_find(root, "html"), *head = markup_find(root, "head");
    const struct markup *title = head != NULL ? markup_find(head, "title") : NULL;
    if (html != NULL) f->language = html->lang;
    if (title != NULL && title->first != NULL) f->title = str_trim(title->first->text);
    for (const struct markup *c = head != NULL ? head->first : NULL; c != NULL; c = c->next)
        if (str_eqz(c->rel, "canonical")) f->canonical = c->href;
}

int flow_make(struct arena *a, const struct markup *root, struct flow *ret, struct note *why)
{
    *ret = (struct flow){0};
    struct writer w = {.arena = a, .flow = ret};
    const struct markup *body = markup_find(root, "main");
    if (body == NULL) {
        note_set(why, "the page has no <main>");
        return ERR_BAD_INPUT;
    }
    read_head(root, ret);
    walk(&w, body, NULL, (struct place){.style = look_base, .role = "P"});
    end_text(&w);
    if (!w.full) return OK;
    note_set(why, "the page holds more than %d bytes of text", FLOW_TEXT_MAX);
    return ERR_LIMIT;
}
