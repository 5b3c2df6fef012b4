#include "text/segment.h"

#include "base/utf8.h"
#include "text/block.h"
#include "text/dates.h"

/* In visible letters (block.h). A paragraph of one sentence stands alone, "and" and "Yours, the team" do not; list
 * items and rows are cited with their introduction unless they say something themselves. */
enum { PARAGRAPH_MIN = 25, ITEM_MIN = 40, HEADING_LEVELS = 7, ITEM_DEPTH = 8, TITLE_MAX = 72 };
enum { DATES_LETTERS = 40 }; /* more than two dates have: a line that is longer need not be looked at for them */

struct title_of { /* a heading in force */
    struct str words, label;
    bool set;
};

struct item_of { /* a list item that encloses what is indented deeper */
    unsigned indent;
    struct str label;
};

struct segmenter {
    struct arena *arena;
    struct str text;
    const struct blocks *blocks;
    struct title_of heading[HEADING_LEVELS];
    struct item_of item[ITEM_DEPTH];
    size_t nitems;
    struct str loose_label; /* from a BLOCK_LABEL, for the clause it begins */
    struct str *path;       /* the headings in force; shared by the clauses below them, NULL when they changed */
    size_t npath;
    struct str path_text;
    struct clauses clauses;
};

const char *clause_kind_name(enum clause_kind kind)
{
    static const char *const names[CLAUSE_KIND_MAX] = {"prose", "item", "row", "definition", "heading"};
    return names[kind];
}

static bool is_prefix(const struct block *b)
{
    return b->kind == BLOCK_HEADING || b->kind == BLOCK_LABEL || b->kind == BLOCK_ROW_HEAD;
}

static struct str slice(const struct segmenter *s, size_t at, size_t n) { return str_of(s->text.p + at, n); }

/* Letters and digits of the dates in s. */
static size_t date_letters(struct str s)
{
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < s.n && digits < 4; i++) digits = ascii_digit(s.p[i]) ? digits + 1 : 0;
    if (digits < 4) return 0; /* no year */
    for (size_t i = 0, n; i < s.n; i += n) {
        bool starts = ascii_alnum(s.p[i]) && (i == 0 || !ascii_alnum(s.p[i - 1]));
        size_t date = starts ? date_match(str_from(s, i), NULL, NULL, NULL, NULL) : 0;
        for (size_t k = 0; k < date; k++) letters += ascii_alnum(s.p[i + k]) || (unsigned char)s.p[i + k] >= 0xC3;
        n = date > 0 ? date : 1;
    }
    return letters;
}

static bool stands_alone(const struct segmenter *s, const struct block *b)
{
    size_t min = b->kind == BLOCK_PARAGRAPH ? PARAGRAPH_MIN : ITEM_MIN;
    if (b->visible < min || b->visible >= min + DATES_LETTERS) return b->visible >= min;
    return b->visible >= min + date_letters(slice(s, b->words_at, b->words_n));
}

static struct str joined(struct arena *a, struct str x, const char *between, struct str y)
{
    if (x.n == 0) return y;
    if (y.n == 0) return x;
    size_t b = strlen(between), n = x.n + b + y.n;
    char *p = arena_alloc(a, n + 1);
    memcpy(p, x.p, x.n);
    memcpy(p + x.n, between, b);
    memcpy(p + x.n + b, y.p, y.n);
    return str_of(p, n);
}

static struct str without_escapes(struct arena *a, struct str label)
{
    if (str_find_char(label, '\\') == STR_NONE) return label;
    char *p = arena_alloc(a, label.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < label.n; i++)
        if (label.p[i] != '\\') p[n++] = label.p[i];
    return str_of(p, n);
}

/* ---- headings and labels ------------------------------------------------------------------------------------------
 */

static void heading_enter(struct segmenter *s, const struct block *b)
{
    size_t level = (size_t)b->level - 1;
    for (size_t i = level; i < HEADING_LEVELS; i++) s->heading[i].set = false;
    s->heading[level] = (struct title_of){
        .words = block_plain(s->arena, slice(s, b->words_at, b->words_n)),
        .label = without_escapes(s->arena, slice(s, b->label_at, b->label_n)),
        .set = true,
    };
    s->path = NULL;
    s->nitems = 0;
    s->loose_label = (struct str){0};
}

static void path_make(struct segmenter *s)
{
    static struct str no_path;
    s->path = &no_path;
    s->npath = 0;
    s->path_text = (struct str){0};
    struct str *path = ARENA_ARRAY(s->arena, struct str, HEADING_LEVELS);
    for (size_t i = 0; i < HEADING_LEVELS; i++) {
        const struct title_of *h = &s->heading[i];
        if (!h->set || h->words.n + h->label.n == 0) continue;
        path[s->npath++] = h->words;
        s->path_text = joined(s->arena, s->path_text, " › ", joined(s->arena, h->label, " ", h->words));
    }
    if (s->npath > 0) s->path = path;
}

static struct str heading_label(const struct segmenter *s)
{
    for (size_t i = HEADING_LEVELS; i-- > 0;)
        if (s->heading[i].set && s->heading[i].label.n > 0) return s->heading[i].label;
    return (struct str){0};
}

/* A label that says the whole place ("4.2") stands for itself; "b" and "(b)" stand below what encloses them. */
static struct str label_below(struct segmenter *s, struct str above, struct str own)
{
    if (own.n == 0) return above;
    if (str_find_char(own, '.') != STR_NONE || above.n == 0) return own;
    if (own.p[0] != '(') own = joined(s->arena, joined(s->arena, STR("("), "", own), "", STR(")"));
    return joined(s->arena, above, str_ends(above, STR(")")) ? "" : " ", own);
}

/* The label of a list item, and its place among the items that enclose others. */
static struct str item_enter(struct segmenter *s, const struct block *b)
{
    while (s->nitems > 0 && s->item[s->nitems - 1].indent >= b->level) s->nitems--;
    struct str above = s->nitems > 0 ? s->item[s->nitems - 1].label : heading_label(s);
    struct str label = label_below(s, above, without_escapes(s->arena, slice(s, b->label_at, b->label_n)));
    if (s->nitems < ITEM_DEPTH) s->item[s->nitems++] = (struct item_of){b->level, label};
    return label;
}

/* A paragraph indented below an item belongs to it; one at the margin ends the list. */
static struct str paragraph_label(struct segmenter *s, const struct block *b)
{
    while (s->nitems > 0 && s->item[s->nitems - 1].indent >= b->level) s->nitems--;
    return s->nitems > 0 ? s->item[s->nitems - 1].label : heading_label(s);
}

/* ---- a clause -----------------------------------------------------------------------------------------------------
 */

static bool begins_definition(struct str body)
{
    static const char *const verbs[] = {" means ",    " mean ",       " shall mean ", " refers to ",
                                        " bedeutet ", " bezeichnet ", " désigne ",    " significa ",
                                        " indica ",   " oznacza ",    " betekent ",   " : "};
    struct str s = str_upto(body, 160);
    bool quoted = false;
    static const char *const quotes[] = {"\"", "“", "„", "«", "‘", "'"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) quoted |= str_starts(s, strz(quotes[i]));
    for (size_t i = 0; quoted && i < sizeof verbs / sizeof *verbs; i++)
        if (str_find(s, strz(verbs[i])) != STR_NONE) return true;
    return false;
}

static struct str first_words(struct arena *a, struct str body)
{
    if (body.n <= TITLE_MAX) return body;
    size_t n = utf8_cut(body, TITLE_MAX), space = n;
    while (space > TITLE_MAX / 2 && body.p[space] != ' ') space--;
    if (body.p[space] == ' ') n = space;
    return joined(a, str_upto(body, n), "", STR("…"));
}

/* A label that is only the section's does not name the clauses further down in it. */
static void name_clause(struct segmenter *s, struct clause *c, bool heads, bool own_label)
{
    struct str label = heads || own_label ? c->label : (struct str){0};
    if (heads && c->nheadings > 0 && c->headings[c->nheadings - 1].n > 0)
        c->title = joined(s->arena, label, " ", first_words(s->arena, c->headings[c->nheadings - 1]));
    else
        c->title = joined(s->arena, label, " ", first_words(s->arena, c->body));
    if (c->title.n == 0) c->title = STR("(no words)");
}

static struct str clause_label(struct segmenter *s, const struct block *b)
{
    struct str label = b->kind == BLOCK_ITEM        ? item_enter(s, b)
                       : b->kind == BLOCK_PARAGRAPH ? paragraph_label(s, b)
                                                    : heading_label(s);
    if (s->loose_label.n > 0) label = b->kind == BLOCK_ITEM ? label_below(s, s->loose_label, label) : s->loose_label;
    s->loose_label = (struct str){0};
    return label;
}

/* The blocks [from, to) as a clause; `main` is the first that is no heading, or `to`. */
static void clause_add(struct segmenter *s, size_t from, size_t main, size_t to)
{
    const struct block *v = s->blocks->v;
    size_t heads = 0;
    for (size_t i = from; i < main; i++) {
        if (v[i].kind == BLOCK_HEADING)
            heading_enter(s, &v[i]), heads++;
        else if (v[i].kind == BLOCK_LABEL)
            s->loose_label = without_escapes(s->arena, slice(s, v[i].label_at, v[i].label_n));
    }
    size_t end = (size_t)v[to - 1].at + v[to - 1].length;
    const struct block *b = main < to ? &v[main] : &v[from];
    size_t words = main < to ? b->words_at : end;
    struct clause *c = &s->clauses.v[s->clauses.n++];
    c->offset = v[from].at;
    c->length = end - c->offset;
    c->text = slice(s, c->offset, c->length);
    c->lead = slice(s, c->offset, words - c->offset);
    c->operative = slice(s, words, end - words);
    c->ordinal = (unsigned)s->clauses.n;
    c->section = heading_label(s);
    c->label = clause_label(s, b);
    for (size_t i = main + 1; i < to; i++)
        if (v[i].kind == BLOCK_ITEM) (void)item_enter(s, &v[i]);
    if (s->path == NULL) path_make(s);
    c->headings = s->path;
    c->nheadings = s->npath;
    c->own_headings = heads < s->npath ? heads : s->npath;
    c->heading_path = s->path_text;
    c->body = block_plain(s->arena, c->operative);
    c->kind = main == to                   ? CLAUSE_HEADING
              : b->kind == BLOCK_ROW       ? CLAUSE_ROW
              : begins_definition(c->body) ? CLAUSE_DEFINITION
              : b->kind == BLOCK_ITEM      ? CLAUSE_ITEM
                                           : CLAUSE_PROSE;
    name_clause(s, c, heads > 0, b->kind == BLOCK_ITEM && b->label_n > 0);
}

void segment_text(struct arena *a, struct str text, struct clauses *ret)
{
    struct blocks blocks;
    blocks_find(a, text, &blocks);
    struct segmenter s = {.arena = a, .text = text, .blocks = &blocks};
    s.clauses.v = ARENA_ARRAY(a, struct clause, blocks.n + 1); /* each has a block of its own */
    size_t from = 0, main = 0; /* the clause being gathered, and its first block that is no heading */
    for (size_t i = 0; i < blocks.n; i++) {
        const struct block *b = &blocks.v[i];
        bool gathering = main == i; /* only headings so far: whatever comes belongs to them */
        if (gathering) {
            if (is_prefix(b) || b->kind == BLOCK_RULE) main = i + 1;
        } else if (is_prefix(b) || (b->kind != BLOCK_RULE && stands_alone(&s, b))) {
            clause_add(&s, from, main, i);
            from = i;
            main = is_prefix(b) ? i + 1 : i;
        }
    }
    if (from < blocks.n && main == blocks.n &&
        s.clauses.n > 0) { /* headings at the very end belong to what is before */
        struct clause *c = &s.clauses.v[s.clauses.n - 1];
        c->length = text.n - c->offset;
        c->text = slice(&s, c->offset, c->length);
        c->operative = str_of(c->operative.p, (size_t)(text.p + text.n - c->operative.p));
        c->body = block_plain(a, c->operative);
    } else if (from < blocks.n) {
        clause_add(&s, from, main, blocks.n);
    }
    *ret = s.clauses;
}
