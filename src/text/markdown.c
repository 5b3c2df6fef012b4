#include "text/markdown.h"

#include "base/utf8.h"
#include "text/dom.h"
#include "text/markdown_space.h"
#include "text/space.h"

enum { OUTPUT_MAX = 32 << 20 };
#define MOVED_MAX ((size_t)512 << 20)

/* ---- kinds of elements ------------------------------------------------------------------------------------------- */

enum {
    BLOCK = 1, /* stands apart from what is around it */
    VOID = 2,  /* has no content and may still mean something */
    SOLID = 4, /* means something even when it holds only white space */
};

static const uint8_t kinds[TAG_MAX] = {
    [TAG_ADDRESS] = BLOCK,
    [TAG_ARTICLE] = BLOCK,
    [TAG_ASIDE] = BLOCK,
    [TAG_AUDIO] = BLOCK | SOLID,
    [TAG_BLOCKQUOTE] = BLOCK,
    [TAG_BODY] = BLOCK,
    [TAG_CANVAS] = BLOCK,
    [TAG_CENTER] = BLOCK,
    [TAG_DD] = BLOCK,
    [TAG_DIR] = BLOCK,
    [TAG_DIV] = BLOCK,
    [TAG_DL] = BLOCK,
    [TAG_DT] = BLOCK,
    [TAG_FIELDSET] = BLOCK,
    [TAG_FIGCAPTION] = BLOCK,
    [TAG_FIGURE] = BLOCK,
    [TAG_FOOTER] = BLOCK,
    [TAG_FORM] = BLOCK,
    [TAG_FRAMESET] = BLOCK,
    [TAG_H1] = BLOCK,
    [TAG_H2] = BLOCK,
    [TAG_H3] = BLOCK,
    [TAG_H4] = BLOCK,
    [TAG_H5] = BLOCK,
    [TAG_H6] = BLOCK,
    [TAG_HEADER] = BLOCK,
    [TAG_HGROUP] = BLOCK,
    [TAG_HR] = BLOCK | VOID,
    [TAG_HTML] = BLOCK,
    [TAG_LI] = BLOCK,
    [TAG_MAIN] = BLOCK,
    [TAG_MENU] = BLOCK,
    [TAG_NAV] = BLOCK,
    [TAG_NOFRAMES] = BLOCK,
    [TAG_NOSCRIPT] = BLOCK,
    [TAG_OL] = BLOCK,
    [TAG_OUTPUT] = BLOCK,
    [TAG_P] = BLOCK,
    [TAG_PRE] = BLOCK,
    [TAG_SECTION] = BLOCK,
    [TAG_TABLE] = BLOCK | SOLID,
    [TAG_TBODY] = BLOCK | SOLID,
    [TAG_TD] = BLOCK | SOLID,
    [TAG_TFOOT] = BLOCK | SOLID,
    [TAG_TH] = BLOCK | SOLID,
    [TAG_THEAD] = BLOCK | SOLID,
    [TAG_TR] = BLOCK,
    [TAG_UL] = BLOCK,
    [TAG_A] = SOLID,
    [TAG_IFRAME] = SOLID,
    [TAG_SCRIPT] = SOLID,
    [TAG_VIDEO] = SOLID,
    [TAG_AREA] = VOID,
    [TAG_BASE] = VOID,
    [TAG_BR] = VOID,
    [TAG_COL] = VOID,
    [TAG_EMBED] = VOID,
    [TAG_IMG] = VOID,
    [TAG_INPUT] = VOID,
    [TAG_KEYGEN] = VOID,
    [TAG_LINK] = VOID,
    [TAG_META] = VOID,
    [TAG_PARAM] = VOID,
    [TAG_SOURCE] = VOID,
    [TAG_TRACK] = VOID,
    [TAG_WBR] = VOID,
};

bool markdown_is_block(const struct dom_node *n) { return n->kind == DOM_ELEMENT && (kinds[n->tag] & BLOCK); }
bool markdown_is_void(const struct dom_node *n) { return n->kind == DOM_ELEMENT && (kinds[n->tag] & VOID); }

/* ---- what a subtree holds ---------------------------------------------------------------------------------------- */

enum { HAS_CONTENT = 1, HAS_TABLE = 2 };

static void mark(struct dom_node *root)
{
    for (struct dom_node *n = root->first; n != NULL; n = dom_next(n, root)) {
        uint8_t marks = 0;
        if (n->kind == DOM_TEXT)
            marks = space_only(n->text) ? 0 : HAS_CONTENT;
        else if (kinds[n->tag] & (VOID | SOLID))
            marks = HAS_CONTENT;
        n->marks |= marks;
        if (dom_is(n, TAG_TABLE)) marks |= HAS_TABLE; /* of its ancestors */
        for (struct dom_node *k = n->parent; k != NULL && k != root && (k->marks & marks) != marks; k = k->parent)
            k->marks |= marks;
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

struct table {
    const struct dom_node *node;
    size_t columns;
    bool plain; /* for layout: cells are written one behind the other */
};

static size_t count_children(const struct dom_node *n)
{
    size_t k = 0;
    for (n = n->first; n != NULL; n = n->next) k++;
    return k;
}

static bool is_rows(const struct dom_node *n)
{
    return dom_is(n, TAG_THEAD) || dom_is(n, TAG_TBODY) || dom_is(n, TAG_TFOOT);
}

static struct table measure(const struct dom_node *t)
{
    struct table m = {.node = t};
    size_t rows = 0, first_row = 0;
    for (const struct dom_node *n = t->first; n != NULL;) {
        if (dom_is(n, TAG_TR)) {
            size_t k = count_children(n);
            if (rows++ == 0) first_row = k;
            if (k > m.columns) m.columns = k;
        }
        n = is_rows(n) ? dom_next(n, t) : dom_skip(n, t);
    }
    m.plain = rows == 0 || (rows == 1 && first_row <= 1) || (t->marks & HAS_TABLE);
    return m;
}

static bool is_heading_row(const struct dom_node *tr)
{
    const struct dom_node *up = tr->parent;
    if (dom_is(up, TAG_THEAD)) return true;
    if (tr->prev != NULL) return false;
    bool first_rows = dom_is(up, TAG_TBODY) &&
                      (up->prev == NULL || (dom_is(up->prev, TAG_THEAD) && !(up->prev->marks & HAS_CONTENT)));
    if (!dom_is(up, TAG_TABLE) && !first_rows) return false;
    for (const struct dom_node *k = tr->first; k != NULL; k = k->next)
        if (!dom_is(k, TAG_TH)) return false;
    return true;
}

/* The first row as the reference finds it: those of <thead> come first, wherever it stands. */
static const struct dom_node *first_row(const struct dom_node *t)
{
    const struct dom_node *first = NULL;
    for (const struct dom_node *n = t->first; n != NULL;) {
        if (dom_is(n, TAG_TR) && dom_is(n->parent, TAG_THEAD)) return n;
        if (dom_is(n, TAG_TR) && first == NULL) first = n;
        n = is_rows(n) ? dom_next(n, t) : dom_skip(n, t);
    }
    return first;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* One buffer. Newlines between parts are not written when they are asked for but when something follows, and then as
 * many as the greater of what both sides asked for, at most two. An element whose content must be changed as a whole (a
 * list item that is indented, a link) opens a frame: its content starts anew at the buffer's end, and when it closes,
 * the content is taken back, changed, and written into the frame around it. */

struct frame {
    const struct dom_node *node;
    size_t at;           /* where its content begins in out */
    unsigned lead, pend; /* newlines asked for before the content and after it */
    bool any;            /* content was written */
};

struct writer {
    struct arena *a;
    struct buf out, tmp, taken;
    struct frame *frames;
    size_t depth, cap;
    struct table *tables;
    size_t ntables, tables_cap;
    unsigned in_code;
    size_t moved, links;
    const struct dom_node *last_item; /* with its number, so that long lists are counted once */
    int64_t last_number;
};

static struct frame *top(struct writer *w) { return &w->frames[w->depth - 1]; }

static void ask(struct writer *w, unsigned newlines)
{
    struct frame *f = top(w);
    if (newlines > 2) newlines = 2;
    if (newlines > f->pend) f->pend = newlines;
}

static void write_due(struct writer *w)
{
    struct frame *f = top(w);
    if (f->any)
        buf_add(&w->out, "\n\n", f->pend);
    else
        f->lead = f->pend;
    f->any = true;
    f->pend = 0;
}

static void write_text(struct writer *w, struct str s)
{
    unsigned before = 0, after = 0;
    while (s.n > 0 && s.p[0] == '\n') s = str_from(s, 1), before++;
    ask(w, before);
    if (s.n == 0) return;
    while (s.p[s.n - 1] == '\n') s.n--, after++;
    write_due(w);
    buf_str(&w->out, s);
    ask(w, after);
}

static void open_frame(struct writer *w, const struct dom_node *n)
{
    if (w->depth == w->cap) {
        size_t cap = w->cap ? 2 * w->cap : 32;
        w->frames = arena_grow(w->a, w->frames, w->cap * sizeof *w->frames, cap * sizeof *w->frames);
        w->cap = cap;
    }
    w->frames[w->depth++] = (struct frame){.node = n, .at = w->out.n};
}

/* The content of the innermost frame, taken out of the buffer; valid until the next frame closes. The newlines around
 * it are in the frame. */
static struct str close_frame(struct writer *w, struct frame *ret)
{
    *ret = w->frames[--w->depth];
    buf_clear(&w->taken);
    if (buf_failed(&w->out) || w->out.n == ret->at) return STR("");
    buf_add(&w->taken, w->out.p + ret->at, w->out.n - ret->at);
    buf_truncate(&w->out, ret->at);
    w->moved += w->taken.n;
    return buf_view(&w->taken);
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

/* What Markdown would take for a mark at the start of a text gets a backslash; the length that it takes. */
static size_t escape_start(struct buf *b, struct str s)
{
    char c = s.p[0];
    size_t n = 0;
    if (c == '-' || c == '>' || c == '=') {
        buf_char(b, '\\');
        buf_char(b, c);
        return 1;
    }
    if ((c == '+' && s.n > 1 && s.p[1] == ' ') || str_starts(s, STR("~~~"))) {
        buf_char(b, '\\');
        buf_char(b, c);
        return 1;
    }
    while (n < s.n && s.p[n] == '#') n++;
    if (n >= 1 && n <= 6 && n < s.n && s.p[n] == ' ') {
        buf_char(b, '\\');
        buf_add(b, s.p, n);
        return n;
    }
    n = 0;
    while (n < s.n && ascii_digit(s.p[n])) n++;
    if (n > 0 && n + 1 < s.n && s.p[n] == '.' && s.p[n + 1] == ' ') {
        buf_add(b, s.p, n);
        buf_strz(b, "\\.");
        return n + 1;
    }
    return 0;
}

static void escape(struct buf *b, struct str s)
{
    if (s.n == 0) return;
    size_t from = escape_start(b, s);
    for (size_t i = from; i < s.n; i++) {
        char c = s.p[i];
        if (c != '\\' && c != '*' && c != '`' && c != '[' && c != ']' && c != '_') continue;
        buf_add(b, s.p + from, i - from);
        buf_char(b, '\\');
        from = i;
    }
    buf_add(b, s.p + from, s.n - from);
}

static void put_text(struct writer *w, const struct dom_node *n)
{
    if (w->in_code > 0) {
        write_text(w, n->text);
        return;
    }
    buf_clear(&w->tmp);
    escape(&w->tmp, n->text);
    write_text(w, buf_view(&w->tmp));
}

/* ---- white space at the edges of inline elements goes outside of their marks ------------------------------------- */

static bool edge_is_space(const struct dom_node *n, bool left)
{
    struct str s = {0};
    if (n->kind == DOM_TEXT) {
        s = n->text;
    } else {
        for (const struct dom_node *k = n->first; k != NULL; k = dom_next(k, n)) {
            if (k->kind != DOM_TEXT || k->text.n == 0) continue;
            s = k->text;
            if (left) break;
        }
    }
    if (s.n == 0) return false;
    size_t len;
    if (left) return space_is(utf8_next(s.p, s.n, &len));
    return space_trim(s).n == 0 || space_trim(s).p + space_trim(s).n != s.p + s.n;
}

static bool flanked(const struct dom_node *sibling, bool left)
{
    return sibling != NULL && !markdown_is_block(sibling) && edge_is_space(sibling, !left);
}

/* Closes an inline frame: space before, the marks around the trimmed content, space after. */
static struct str close_inline(struct writer *w, struct frame *f, bool *ret_after)
{
    struct str body = close_frame(w, f);
    const struct dom_node *n = f->node;
    bool left = edge_is_space(n, true), right = edge_is_space(n, false);
    *ret_after = right && !flanked(n->next, false);
    buf_clear(&w->tmp);
    if (left && !flanked(n->prev, true)) buf_char(&w->tmp, ' ');
    if (left || right) {
        f->lead = f->pend = 0;
        return space_trim(body);
    }
    return body;
}

static void put_newlines(struct writer *w, unsigned n)
{
    if (n > 0) buf_add(&w->tmp, "\n\n", n);
}

static void end_tmp(struct writer *w, bool space_after)
{
    if (space_after) buf_char(&w->tmp, ' ');
    write_text(w, buf_view(&w->tmp));
}

static void close_marked(struct writer *w, const char *mark)
{
    struct frame f;
    bool after;
    struct str body = close_inline(w, &f, &after);
    if (space_trim(body).n > 0) {
        buf_strz(&w->tmp, mark);
        put_newlines(w, f.lead);
        buf_str(&w->tmp, body);
        put_newlines(w, f.pend);
        buf_strz(&w->tmp, mark);
    }
    end_tmp(w, after);
}

static void put_attribute(struct writer *w, struct str s, bool quoted)
{
    s = space_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        char c = html_space(s.p[i]) ? ' ' : s.p[i];
        if (quoted && c == '"') buf_char(&w->tmp, '\\');
        buf_char(&w->tmp, c);
    }
}

static void put_title(struct writer *w, const struct dom_node *n)
{
    struct str title = space_trim(dom_attr(n, "title"));
    if (title.n == 0) return;
    buf_strz(&w->tmp, " \"");
    put_attribute(w, title, true);
    buf_char(&w->tmp, '"');
}

static void put_target(struct writer *w, const struct dom_node *n)
{
    buf_strz(&w->tmp, "](");
    put_attribute(w, dom_attr(n, "href"), false);
    put_title(w, n);
    buf_char(&w->tmp, ')');
    w->links++;
}

/* A link around several blocks is written on the first of their lines, behind its marks, so that the blocks stay
 * blocks. */
static void close_link(struct writer *w)
{
    struct frame f;
    bool after;
    struct str body = close_inline(w, &f, &after);
    size_t line = str_find_char(body, '\n'), marks = 0;
    if (line != STR_NONE) marks = markdown_line_marks(str_upto(body, line));
    buf_add(&w->tmp, body.p, marks);
    buf_char(&w->tmp, '[');
    buf_str(&w->tmp, str_upto(str_from(body, marks), line == STR_NONE ? STR_NONE : line - marks));
    put_target(w, f.node);
    if (line == STR_NONE) {
        end_tmp(w, after);
        return;
    }
    buf_str(&w->tmp, str_from(body, line));
    ask(w, 2);
    write_text(w, buf_view(&w->tmp));
    ask(w, 2);
}

static void put_image(struct writer *w, const struct dom_node *n)
{
    struct str src = dom_attr(n, "src");
    if (src.n == 0) return;
    buf_clear(&w->tmp);
    buf_strz(&w->tmp, "![");
    put_attribute(w, dom_attr(n, "alt"), false);
    buf_strz(&w->tmp, "](");
    put_attribute(w, src, false);
    put_title(w, n);
    buf_char(&w->tmp, ')');
    write_text(w, buf_view(&w->tmp));
}

static size_t longest_ticks(struct str s)
{
    size_t longest = 0;
    for (size_t i = 0, run = 0; i < s.n; i++) {
        run = s.p[i] == '`' ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

static void close_code(struct writer *w)
{
    struct frame f;
    bool after;
    struct str body = close_inline(w, &f, &after);
    if (body.n > 0) {
        size_t ticks = longest_ticks(body) + 1;
        bool pad = body.p[0] == '`' || body.p[body.n - 1] == '`';
        for (size_t i = 0; i < ticks; i++) buf_char(&w->tmp, '`');
        if (pad) buf_char(&w->tmp, ' ');
        for (size_t i = 0; i < body.n; i++) buf_char(&w->tmp, body.p[i] == '\n' ? ' ' : body.p[i]);
        if (pad) buf_char(&w->tmp, ' ');
        for (size_t i = 0; i < ticks; i++) buf_char(&w->tmp, '`');
    }
    end_tmp(w, after);
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

/* A heading that nobody has closed holds all that follows, and is none. */
static bool swallowed_blocks(struct str body)
{
    size_t blocks = 1;
    for (size_t i = 0; i + 1 < body.n && blocks < 3; i++) blocks += body.p[i] == '\n' && body.p[i + 1] == '\n';
    return blocks > 2 && body.n > 120;
}

/* A heading is one line, whatever breaks or boxes it holds (the reference writes them out and loses the heading). */
static void close_heading(struct writer *w)
{
    struct frame f;
    struct str body = space_trim(close_frame(w, &f));
    int level = f.node->tag - TAG_H1 + 1;
    if (swallowed_blocks(body)) {
        ask(w, 2);
        write_text(w, body);
        ask(w, 2);
        return;
    }
    buf_clear(&w->tmp);
    if (level > 2) {
        for (int i = 0; i < level; i++) buf_char(&w->tmp, '#');
        buf_char(&w->tmp, ' ');
    }
    size_t at = w->tmp.n;
    for (size_t i = 0; i < body.n; i++) {
        bool space = body.p[i] == '\n' || body.p[i] == ' ';
        if (!space)
            buf_char(&w->tmp, body.p[i]);
        else if (w->tmp.n > at && w->tmp.p[w->tmp.n - 1] != ' ')
            buf_char(&w->tmp, ' ');
    }
    if (level <= 2 && !buf_failed(&w->tmp)) {
        size_t n = utf16_length(str_of(w->tmp.p + at, w->tmp.n - at));
        buf_char(&w->tmp, '\n');
        while (n-- > 0) buf_char(&w->tmp, level == 1 ? '=' : '-');
    }
    ask(w, 2);
    if (body.n > 0) write_text(w, buf_view(&w->tmp));
    ask(w, 2);
}

static void put_indented(struct buf *b, struct str s, const char *indent)
{
    for (size_t i = 0; i < s.n; i++) {
        buf_char(b, s.p[i]);
        if (s.p[i] == '\n') buf_strz(b, indent);
    }
}

static void close_quote(struct writer *w)
{
    struct frame f;
    struct str body = close_frame(w, &f);
    buf_clear(&w->tmp);
    buf_strz(&w->tmp, "> ");
    put_indented(&w->tmp, body, "> ");
    ask(w, 2);
    write_text(w, buf_view(&w->tmp));
    ask(w, 2);
}

static int64_t item_number(struct writer *w, const struct dom_node *li)
{
    const struct dom_node *before = dom_element_before(li);
    int64_t n = 0;
    if (before == NULL) {
        struct str start = dom_attr(li->parent, "start");
        if (start.n == 0 || str_int(str_trim(start), -1000000000, 1000000000, &n) != OK) n = 1;
    } else if (before == w->last_item) {
        n = w->last_number + 1;
    } else {
        n = 1; /* what stands before is no item: count anew from the list's start */
        struct str start = dom_attr(li->parent, "start");
        if (start.n > 0 && str_int(str_trim(start), -1000000000, 1000000000, &n) != OK) n = 1;
        for (const struct dom_node *k = before; k != NULL && k != w->last_item; k = dom_element_before(k)) n++;
    }
    w->last_item = li;
    w->last_number = n;
    return n;
}

static void close_item(struct writer *w)
{
    struct frame f;
    struct str body = close_frame(w, &f);
    const struct dom_node *li = f.node;
    buf_clear(&w->tmp);
    if (dom_is(li->parent, TAG_OL))
        buf_printf(&w->tmp, "%lld.  ", (long long)item_number(w, li));
    else
        buf_strz(&w->tmp, "*   ");
    put_indented(&w->tmp, body, "    ");
    write_text(w, buf_view(&w->tmp));
    ask(w, f.pend > 0 ? 2 : li->next != NULL ? 1 : 0);
}

static void put_code_block(struct writer *w, const struct dom_node *pre)
{
    struct str code = dom_text(w->a, pre->first);
    while (code.n > 0 && code.p[code.n - 1] == '\n') code.n--;
    buf_clear(&w->tmp);
    buf_strz(&w->tmp, "    ");
    put_indented(&w->tmp, code, "    ");
    ask(w, 2);
    write_text(w, buf_view(&w->tmp));
    ask(w, 2);
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static const struct table *table_around(const struct writer *w)
{
    return w->ntables > 0 ? &w->tables[w->ntables - 1] : NULL;
}

static bool in_plain_table(const struct writer *w)
{
    const struct table *t = table_around(w);
    return t == NULL || t->plain;
}

static void open_table(struct writer *w, const struct dom_node *n)
{
    if (w->ntables == w->tables_cap) {
        size_t cap = w->tables_cap ? 2 * w->tables_cap : 8;
        w->tables = arena_grow(w->a, w->tables, w->tables_cap * sizeof *w->tables, cap * sizeof *w->tables);
        w->tables_cap = cap;
    }
    struct table t = measure(n);
    w->tables[w->ntables++] = t;
    if (!t.plain) open_frame(w, n);
}

static void close_table(struct writer *w)
{
    struct table t = w->tables[--w->ntables];
    if (t.plain) return;
    struct frame f;
    struct str body = close_frame(w, &f);
    const struct dom_node *head = first_row(t.node);
    buf_clear(&w->tmp);
    if (t.columns > 0 && (head == NULL || !is_heading_row(head))) { /* Markdown knows no table without a heading */
        buf_char(&w->tmp, '|');
        for (size_t i = 0; i < t.columns; i++) buf_strz(&w->tmp, "     |");
        buf_strz(&w->tmp, "\n|");
        for (size_t i = 0; i < t.columns; i++) buf_strz(&w->tmp, " --- |");
        buf_char(&w->tmp, '\n');
    }
    for (size_t i = 0; i < body.n; i++)
        if (body.p[i] != '\n' || (i > 0 && body.p[i - 1] != '\n')) buf_char(&w->tmp, body.p[i]);
    ask(w, 2);
    write_text(w, buf_view(&w->tmp));
    ask(w, 2);
}

static void open_row(struct writer *w)
{
    if (!in_plain_table(w)) ask(w, 1);
}

static void close_row(struct writer *w, const struct dom_node *tr)
{
    if (in_plain_table(w) || !is_heading_row(tr)) return;
    buf_clear(&w->tmp);
    buf_strz(&w->tmp, "\n|");
    for (size_t i = 0; i < table_around(w)->columns; i++) buf_strz(&w->tmp, " --- |");
    write_text(w, buf_view(&w->tmp));
}

static void close_cell(struct writer *w)
{
    struct frame f;
    struct str body = space_trim(close_frame(w, &f));
    int64_t span = 1;
    if (str_int(str_trim(dom_attr(f.node, "colspan")), 1, 100, &span) != OK) span = 1;
    buf_clear(&w->tmp);
    buf_strz(&w->tmp, f.node->prev == NULL ? "| " : " ");
    size_t at = w->tmp.n;
    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] == '|') { /* a run of them, as the reference has it */
            if (i == 0 || body.p[i - 1] != '|') buf_strz(&w->tmp, "\\|");
            continue;
        }
        if (body.p[i] != '\n') {
            buf_char(&w->tmp, body.p[i]);
            continue;
        }
        while (w->tmp.n > at && w->tmp.p[w->tmp.n - 1] == ' ') buf_truncate(&w->tmp, w->tmp.n - 1);
        buf_strz(&w->tmp, "<br>");
    }
    for (size_t n = buf_failed(&w->tmp) ? 3 : utf16_length(str_of(w->tmp.p + at, w->tmp.n - at)); n < 3; n++)
        buf_char(&w->tmp, ' ');
    for (int64_t i = 1; i < span; i++) buf_strz(&w->tmp, " |    ");
    buf_strz(&w->tmp, " |");
    write_text(w, buf_view(&w->tmp));
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static bool is_link(const struct dom_node *n) { return n->tag == TAG_A && dom_attr(n, "href").n > 0; }

static bool is_inline_code(const struct dom_node *n)
{
    return n->tag == TAG_CODE && !(dom_is(n->parent, TAG_PRE) && n->prev == NULL && n->next == NULL);
}

static void put_checkbox(struct writer *w, const struct dom_node *n)
{
    if (!str_ascii_ieq(dom_attr(n, "type"), STR("checkbox")) || !dom_is(n->parent, TAG_LI)) return;
    write_text(w, dom_has_attr(n, "checked") ? STR("[x] ") : STR("[ ] "));
}

/* Before the children. False: there is nothing to walk below. */
static bool enter(struct writer *w, const struct dom_node *n)
{
    if (n->tag == TAG_CODE) w->in_code++;
    switch ((enum dom_tag)n->tag) {
    case TAG_BR: write_text(w, STR("  \n")); return false;
    case TAG_IMG: put_image(w, n); return false;
    case TAG_INPUT: put_checkbox(w, n); return false;
    case TAG_HR:
        ask(w, 2);
        write_text(w, STR("* * *"));
        ask(w, 2);
        return false;
    case TAG_PRE:
        if (n->first != NULL && dom_is(n->first, TAG_CODE)) {
            put_code_block(w, n);
            return false;
        }
        ask(w, 2);
        return true;
    case TAG_UL:
    case TAG_OL: ask(w, dom_is(n->parent, TAG_LI) && dom_element_after(n) == NULL ? 1 : 2); return true;
    case TAG_TABLE: open_table(w, n); return true;
    case TAG_TR: open_row(w); return true;
    case TAG_THEAD:
    case TAG_TBODY:
    case TAG_TFOOT: return true;
    case TAG_TD:
    case TAG_TH:
        if (!in_plain_table(w)) open_frame(w, n);
        return true;
    case TAG_A:
        if (is_link(n)) open_frame(w, n);
        return true;
    case TAG_CODE:
        if (is_inline_code(n)) open_frame(w, n);
        return true;
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_BLOCKQUOTE:
    case TAG_LI:
    case TAG_EM:
    case TAG_I:
    case TAG_STRONG:
    case TAG_B:
    case TAG_DEL:
    case TAG_S:
    case TAG_STRIKE: open_frame(w, n); return true;
    default:
        if (markdown_is_block(n)) ask(w, 2);
        return true;
    }
}

static void leave(struct writer *w, const struct dom_node *n)
{
    if (n->tag == TAG_CODE) w->in_code--;
    switch ((enum dom_tag)n->tag) {
    case TAG_BR:
    case TAG_IMG:
    case TAG_INPUT:
    case TAG_HR:
    case TAG_THEAD:
    case TAG_TBODY:
    case TAG_TFOOT: break;
    case TAG_UL:
    case TAG_OL:
        if (!dom_is(n->parent, TAG_LI) || dom_element_after(n) != NULL) ask(w, 2);
        break;
    case TAG_TABLE: close_table(w); break;
    case TAG_TR: close_row(w, n); break;
    case TAG_TD:
    case TAG_TH:
        if (!in_plain_table(w)) close_cell(w);
        break;
    case TAG_A:
        if (is_link(n)) close_link(w);
        break;
    case TAG_CODE:
        if (is_inline_code(n)) close_code(w);
        break;
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6: close_heading(w); break;
    case TAG_BLOCKQUOTE: close_quote(w); break;
    case TAG_LI: close_item(w); break;
    case TAG_EM:
    case TAG_I: close_marked(w, "_"); break;
    case TAG_STRONG:
    case TAG_B: close_marked(w, "**"); break;
    case TAG_DEL:
    case TAG_S:
    case TAG_STRIKE: close_marked(w, "~~"); break;
    default:
        if (markdown_is_block(n)) ask(w, 2);
    }
}

static bool is_blank(const struct dom_node *n) { return n->kind == DOM_ELEMENT && !(n->marks & HAS_CONTENT); }

static int walk(struct writer *w, struct dom_node *root, struct note *why)
{
    struct dom_node *n = root->first;
    while (n != NULL) {
        bool down = false, plain = false; /* a blank inline element is the space in it */
        if (n->kind == DOM_TEXT) {
            put_text(w, n);
        } else if (is_blank(n)) {
            if (markdown_is_block(n)) ask(w, 2);
            plain = true;
            for (const struct dom_node *k = n->first; k != NULL && !markdown_is_block(n); k = dom_next(k, n))
                if (k->kind == DOM_TEXT) write_text(w, k->text);
        } else {
            down = enter(w, n) && n->first != NULL;
        }
        if (down) {
            n = n->first;
            continue;
        }
        if (n->kind == DOM_ELEMENT && !plain) leave(w, n);
        while (n->next == NULL && n->parent != root) {
            n = n->parent;
            leave(w, n);
        }
        n = n->next;
        if (w->moved > MOVED_MAX || buf_failed(&w->out) || buf_failed(&w->tmp)) {
            note_set(why, "the page's text is too large, or nested too deep to be written out");
            return ERR_LIMIT;
        }
    }
    return OK;
}

int markdown_of(struct arena *a, struct dom_node *root, struct str *ret, size_t *ret_links, struct note *why)
{
    markdown_collapse(a, root);
    mark(root);
    struct writer w = {.a = a};
    buf_init(&w.out, OUTPUT_MAX);
    buf_init(&w.tmp, OUTPUT_MAX);
    buf_init(&w.taken, OUTPUT_MAX);
    open_frame(&w, root);
    int rc = walk(&w, root, why);
    if (rc == OK) {
        struct str s = buf_view(&w.out);
        while (s.n > 0 && (s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n')) s = str_from(s, 1);
        *ret = s.n == 0 ? STR("") : str_of(arena_dup(a, s.p, s.n), s.n);
        *ret_links = w.links;
    }
    buf_release(&w.out);
    buf_release(&w.tmp);
    buf_release(&w.taken);
    return rc;
}
