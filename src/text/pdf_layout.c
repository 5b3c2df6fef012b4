#include "text/pdf_layout.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/dom.h"

#include <math.h>
#include <stdlib.h>
#include <utf8proc.h>

/* In points or shares of the type's size; found on files of several programs and rounded. */
#define SAME_SIZE 0.06    /* sizes that differ by less are the same type */
#define HEADING_SIZE 1.18 /* from this multiple of the body's size on it is a heading; below it by its weight */
#define PARAGRAPH_GAP 1.3 /* of the usual distance of two lines: more is a new paragraph */
#define NARROW 10
#define EDGE_ZONE 0.12 /* of the page's height: where headers and footers are */

enum {
    HEADING_MAX = 250,       /* bytes; longer is a paragraph, however large */
    PLAIN_HEADING_MAX = 120, /* the same for bold type and capitals */
    COUNTED_MAX = 60,        /* a header with a number in it is no longer than this */
    LEVEL_MAX = 5,
    SIZES_MAX = 400, /* half points */
    GAPS_MAX = 200,
    COLUMNS_MAX = 128,    /* of 20 points */
    ROW_LINES_MAX = 1500, /* pages of more lines are drawings: numbers are not sought beside them */
    DEPTH_MAX = 5
};

/* One line on its way into a paragraph. */
struct place {
    struct pdf_line l;
    bool gone;      /* furniture, or joined to another */
    bool row;       /* of cells that stand apart */
    ptrdiff_t next; /* the paragraph's next line, or -1 */
};

struct para {
    ptrdiff_t first, last;
    unsigned level; /* of a heading, from 1; 0: none */
    bool item;
    struct str text;
};

struct layout {
    struct arena *a;
    const struct pdf *pdf;
    struct place *v; /* as pdf->lines */
    VEC(struct para) paras;
    struct map words; /* of the document, for hyphens */
    double size, leading;
    bool bold;                 /* the body itself is */
    double right[COLUMNS_MAX]; /* of the page in hand: how far lines reach that begin about there */
};

/* ---- what a line looks like -----------------------------------------------------------------------------------------
 */

static uint32_t first_char(struct str s)
{
    size_t n;
    return s.n > 0 ? utf8_next(s.p, s.n, &n) : 0;
}

/* The last character that is no closing quote or bracket; its start in *ret_at. */
static uint32_t last_char(struct str s, bool skip_closing, size_t *ret_at)
{
    for (size_t at = s.n; at > 0;) {
        size_t n;
        do at--;
        while (at > 0 && ((uint8_t)s.p[at] & 0xC0) == 0x80);
        uint32_t c = utf8_next(s.p + at, s.n - at, &n);
        utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
        bool closing = c == '"' || c == '\'' || k == UTF8PROC_CATEGORY_PF || k == UTF8PROC_CATEGORY_PE;
        if (skip_closing && closing) continue;
        *ret_at = at;
        return c;
    }
    *ret_at = 0;
    return 0;
}

static bool ends_with_any(struct str s, const char *of)
{
    size_t at, n;
    uint32_t last = last_char(s, true, &at);
    for (struct str rest = strz(of); rest.n > 0; rest = str_from(rest, n))
        if (utf8_next(rest.p, rest.n, &n) == last) return true;
    return false;
}
static bool ends_sentence(struct str s) { return ends_with_any(s, ".:;!?。！？：；"); }

static utf8proc_category_t kind_of(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }
static bool is_letter(uint32_t c)
{
    utf8proc_category_t k = kind_of(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}
static bool is_small(uint32_t c) { return kind_of(c) == UTF8PROC_CATEGORY_LL; }

/* The bytes of a bullet and the space behind it; 0: none. What is also a letter or a dash needs the space. */
static size_t bullet(struct str s)
{
    static const char sure[] = "•‣◦▪▫■□●○⁃∙➢➤❖✓✔◆◇";
    size_t n, k;
    uint32_t c = s.n > 0 ? utf8_next(s.p, s.n, &n) : 0;
    bool found = c >= 0xF000 && c <= 0xF0FF; /* Symbol and Wingdings */
    for (struct str rest = strz(sure); !found && rest.n > 0; rest = str_from(rest, k))
        found = utf8_next(rest.p, rest.n, &k) == c;
    bool dash = c == '-' || c == '*' || c == 0xB7 || c == 0x2013 || c == 0x2014 || c == 'o';
    if (!found && !(dash && (s.n == n || s.p[n] == ' '))) return 0;
    while (n < s.n && s.p[n] == ' ') n++;
    return n;
}

/* "1.", "4.2", "(b)", "iv)", "§ 3": the bytes of the number that begins a clause; 0: none. */
static size_t ordinal(struct str s)
{
    size_t i = 0, from;
    if (str_starts(s, STR("§"))) i = s.n > 2 && s.p[2] == ' ' ? 3 : 2;
    bool open = i < s.n && s.p[i] == '(', sign = i > 0, dots = false;
    i += open;
    from = i;
    if (i < s.n && ascii_digit(s.p[i])) {
        for (; i < s.n && i < from + 12 && (ascii_digit(s.p[i]) || s.p[i] == '.'); i++) dots = dots || s.p[i] == '.';
        if (i == from) return 0;
    } else {
        while (i < s.n && i < from + 5 && strchr("ivxIVX", s.p[i]) != NULL) i++;
        if (i == from && i < s.n && ascii_alpha(s.p[i])) i++;
        if (i == from) return 0;
        if (!open && i < s.n && s.p[i] == '.') i++, dots = true;
    }
    bool closed = i < s.n && s.p[i] == ')';
    i += closed;
    if (i < s.n && s.p[i] != ' ') return 0;
    return (open && closed) || (!open && (closed || dots || sign)) ? i : 0;
}

static bool only_marker(struct str s) { return s.n > 0 && (bullet(s) == s.n || ordinal(s) == s.n); }

static bool same_size(double a, double b) { return fabs(a - b) <= SAME_SIZE * (a > b ? a : b); }

/* ---- headers and footers --------------------------------------------------------------------------------------------
 */

/* A line without its numbers, by which it is known again on another page. Roman page numbers count as numbers. */
static struct str without_numbers(struct arena *a, struct str s, bool *ret_counted)
{
    struct str low = str_ascii_lower(a, s);
    char *p = arena_alloc(a, low.n + 1);
    size_t n = 0, roman = 0;
    while (roman < low.n && strchr("ivxlc", low.p[roman]) != NULL) roman++;
    *ret_counted = roman == low.n;
    if (*ret_counted) return STR("#");
    for (size_t i = 0; i < low.n; i++) {
        bool digit = ascii_digit(low.p[i]);
        *ret_counted = *ret_counted || digit;
        if (digit && n > 0 && p[n - 1] == '#') continue;
        p[n++] = digit ? '#' : low.p[i];
    }
    return str_of(p, n);
}

static bool is_page_number(struct str known)
{
    static const char *const forms[] = {"#",
                                        "- # -",
                                        "– # –",
                                        "[#]",
                                        "# / #",
                                        "#/#",
                                        "# of #",
                                        "page # of #",
                                        "page # / #",
                                        "page #/#",
                                        "page #",
                                        "page | #",
                                        "p. #",
                                        "seite #",
                                        "seite # von #",
                                        "page # sur #",
                                        "página # de #",
                                        "pagina # van #",
                                        "pagina # di #"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_eqz(known, forms[i])) return true;
    return false;
}

/* Where a line would have to come back to be furniture: its edge, its height there, its words. Empty: it cannot be. */
static struct str furniture_key(const struct layout *y, const struct pdf_line *l, bool *ret_number)
{
    double height = y->pdf->pages[l->page].height, top = l->y0, bottom = height - l->y1;
    bool up = top < bottom, counted;
    *ret_number = false;
    bool goes_on = l->text.n > COUNTED_MAX && is_small(first_char(l->text)); /* the end of a sentence */
    if ((up ? top : bottom) > height * EDGE_ZONE || l->text.n > 400 || goes_on) return STR("");
    struct str known = without_numbers(y->a, l->text, &counted);
    *ret_number = is_page_number(known);
    if (counted && !*ret_number && known.n > COUNTED_MAX) known = l->text;
    return strz(arena_printf(y->a, "%c%d " STR_FMT, up ? 't' : 'b', (int)fmax(-99, fmin(9999, (up ? top : bottom) / 5)),
                             STR_ARG(known)));
}

struct edge { /* a line of the page that is looked at, by its distance from the edge */
    size_t line;
    double distance;
};

/* On how many pages a line must stand to be furniture: on half of them, for left and right pages have headers of their
 * own; a long one, which may be text that is repeated, on more. */
static size_t enough_pages(const struct layout *y, const struct pdf_line *l)
{
    size_t n = y->pdf->npages, enough = l->text.n > COUNTED_MAX ? (3 * n + 4) / 5 : n / 2;
    return enough > 2 ? enough : 2;
}

static int by_distance(const void *a, const void *b)
{
    const struct edge *x = a, *z = b;
    if (x->distance != z->distance) return x->distance < z->distance ? -1 : 1;
    return x->line < z->line ? -1 : x->line > z->line;
}

/* From the edge inwards: furniture goes until a line stands that is none. */
static void peel(struct layout *y, const struct pdf_page *page, const struct map *pages_with, bool up)
{
    struct edge *e = ARENA_ARRAY(y->a, struct edge, page->n);
    size_t n = 0;
    for (size_t i = page->first; i < page->first + page->n; i++) {
        const struct pdf_line *l = &y->v[i].l;
        double d = up ? l->y0 : page->height - l->y1;
        if (d <= page->height * EDGE_ZONE) e[n++] = (struct edge){i, d};
    }
    qsort(e, n, sizeof *e, by_distance);
    for (size_t i = 0; i < n; i++) {
        bool number;
        struct str key = furniture_key(y, &y->v[e[i].line].l, &number);
        const uintptr_t *seen = key.n > 0 ? map_get(pages_with, key) : NULL;
        if (!number && (seen == NULL || (*seen >> 32) < enough_pages(y, &y->v[e[i].line].l))) {
            if (i + 1 < n && e[i + 1].distance - e[i].distance < 1)
                continue; /* another line at the same height may be */
            break;
        }
        y->v[e[i].line].gone = true;
    }
}

static void drop_furniture(struct layout *y)
{
    struct map pages_with; /* value: how many pages, and the last of them plus one */
    bool number;
    map_init(&pages_with, y->a);
    for (size_t i = 0; i < y->pdf->nlines; i++) {
        struct str key = furniture_key(y, &y->v[i].l, &number);
        if (key.n == 0) continue;
        uintptr_t *seen = map_put(&pages_with, key, NULL), page = (uintptr_t)y->v[i].l.page + 1;
        if ((*seen & 0xFFFFFFFF) != page) *seen = ((*seen >> 32) + 1) << 32 | page;
    }
    for (size_t i = 0; i < y->pdf->npages; i++) {
        peel(y, &y->pdf->pages[i], &pages_with, true);
        peel(y, &y->pdf->pages[i], &pages_with, false);
    }
}

/* ---- rows
 * ------------------------------------------------------------------------------------------------------------ */

static bool same_row(const struct pdf_line *a, const struct pdf_line *b)
{
    double size = a->size > b->size ? a->size : b->size;
    return a->page == b->page && fabs(a->y1 - b->y1) < 0.35 * size && b->x0 >= a->x1 - 1;
}

static void join_row(struct layout *y, struct place *into, struct place *from)
{
    struct pdf_line *l = &into->l, *m = &from->l;
    bool marker = only_marker(l->text);
    into->row = into->row || from->row || (!marker && m->x0 - l->x1 > 2 * l->size);
    l->text = strz(arena_printf(y->a, STR_FMT " " STR_FMT, STR_ARG(l->text), STR_ARG(m->text)));
    if (m->y0 < l->y0) l->y0 = m->y0;
    if (m->y1 > l->y1) l->y1 = m->y1;
    if (m->x1 > l->x1) l->x1 = m->x1;
    l->bold = l->bold && m->bold;
    if (marker) l->size = m->size, l->bold = m->bold;
    from->gone = true;
}

/* A number or bullet that poppler put into a column of its own goes before its text. */
static void join_marker(struct layout *y, const struct pdf_page *page, size_t at)
{
    struct place *marker = &y->v[at], *best = NULL;
    for (size_t i = page->first; i < page->first + page->n; i++) {
        struct place *p = &y->v[i];
        if (p->gone || i == at || !same_row(&marker->l, &p->l) || p->l.x0 - marker->l.x1 > 8 * p->l.size) continue;
        if (best == NULL || p->l.x0 < best->l.x0) best = p;
    }
    if (best == NULL) return;
    struct pdf_line l = best->l;
    best->l.text = strz(arena_printf(y->a, STR_FMT " " STR_FMT, STR_ARG(marker->l.text), STR_ARG(l.text)));
    best->l.x0 = marker->l.x0;
    marker->gone = true;
}

static void join_rows(struct layout *y)
{
    for (size_t k = 0; k < y->pdf->npages; k++) {
        const struct pdf_page *page = &y->pdf->pages[k];
        struct place *last = NULL;
        for (size_t i = page->first; i < page->first + page->n; i++) {
            struct place *p = &y->v[i];
            if (p->gone) continue;
            /* A line that has grown long by joining ends here: a hostile page must not be copied at every step. */
            if (last != NULL && same_row(&last->l, &p->l) && last->l.text.n < 4000)
                join_row(y, last, p);
            else
                last = p;
        }
        for (size_t i = page->first; page->n <= ROW_LINES_MAX && i < page->first + page->n; i++)
            if (!y->v[i].gone && only_marker(y->v[i].l.text)) join_marker(y, page, i);
    }
}

/* ---- the usual size and distance
 * --------------------------------------------------------------------------------------- */

static size_t bucket(double value, size_t max)
{
    return value >= 0 && value * 2 < (double)max - 1 ? (size_t)(value * 2 + 0.5) : max - 1;
}

static void measure_type(struct layout *y)
{
    size_t *letters = ARENA_ARRAY(y->a, size_t, SIZES_MAX), best = 0, bold = 0, all = 0;
    for (size_t i = 0; i < y->pdf->nlines; i++) {
        const struct place *p = &y->v[i];
        if (p->gone) continue;
        letters[bucket(p->l.size, SIZES_MAX)] += p->l.text.n;
        all += p->l.text.n;
        bold += p->l.bold ? p->l.text.n : 0;
    }
    for (size_t i = 0; i < SIZES_MAX; i++)
        if (letters[i] > letters[best]) best = i;
    y->size = (double)best / 2;
    y->bold = bold * 2 > all;
}

/* The smallest distance of two lines of the body that is common: of wrapped lines, not of paragraphs. */
static void measure_leading(struct layout *y)
{
    size_t *times = ARENA_ARRAY(y->a, size_t, GAPS_MAX), most = 0;
    const struct pdf_line *last = NULL;
    for (size_t i = 0; i < y->pdf->nlines; i++) {
        const struct pdf_line *l = &y->v[i].l;
        if (y->v[i].gone || !same_size(l->size, y->size)) continue;
        double gap = last != NULL && last->page == l->page ? l->y0 - last->y0 : 0;
        if (gap > 0.7 * y->size && gap < 4 * y->size) times[bucket(gap, GAPS_MAX)]++;
        last = l;
    }
    for (size_t i = 0; i < GAPS_MAX; i++)
        if (times[i] > most) most = times[i];
    y->leading = 1.25 * y->size;
    for (size_t i = 0; i < GAPS_MAX && most > 0; i++) {
        if (times[i] * 4 < most) continue;
        y->leading = (double)i / 2;
        break;
    }
}

static size_t column(double x) { return x > 0 ? x < 20.0 * (COLUMNS_MAX - 1) ? (size_t)(x / 20) : COLUMNS_MAX - 1 : 0; }

static void measure_columns(struct layout *y, const struct pdf_page *page)
{
    for (size_t i = 0; i < COLUMNS_MAX; i++) y->right[i] = 0;
    for (size_t i = page->first; i < page->first + page->n; i++) {
        const struct place *p = &y->v[i];
        size_t c = column(p->l.x0);
        if (!p->gone && !p->row && p->l.x1 > y->right[c]) y->right[c] = p->l.x1;
    }
}

/* ---- paragraphs
 * --------------------------------------------------------------------------------------------------------- */

/* The line ended though the next one's first word had room: its writer wanted it to end. */
static bool wanted_break(const struct layout *y, const struct pdf_line *a, const struct pdf_line *b)
{
    size_t c = column(a->x0), word = str_find_char(b->text, ' ');
    double right = 0, letters = (double)b->text.n;
    for (size_t i = c > 2 ? c - 2 : 0; i <= c + 2 && i < COLUMNS_MAX; i++)
        if (y->right[i] > right) right = y->right[i];
    double width = letters > 0 ? (b->x1 - b->x0) / letters * (double)(word == STR_NONE ? b->text.n : word) : 0;
    bool narrow = right - a->x0 < NARROW * a->size; /* a table's column, where lines end for other reasons */
    return narrow || a->x1 + width + 0.4 * a->size < right;
}

static bool is_large(const struct layout *y, double size) { return size >= HEADING_SIZE * y->size; }

/* In another column or on another page: only a sentence that is not over goes on there. */
static bool continues_elsewhere(const struct layout *y, const struct pdf_line *a, const struct pdf_line *b)
{
    if (is_large(y, b->size) || ends_sentence(a->text) || ordinal(b->text) > 0) return false;
    return is_small(first_char(b->text)) || ends_with_any(a->text, ",-‐") || !wanted_break(y, a, b);
}

static bool continues(const struct layout *y, const struct place *last, const struct place *p)
{
    const struct pdf_line *a = &last->l, *b = &p->l;
    bool ended = ends_sentence(a->text), wanted = wanted_break(y, a, b);
    if (last->row || p->row || bullet(b->text) > 0 || !same_size(a->size, b->size)) return false;
    if (a->bold != b->bold && wanted) return false;
    if (a->page != b->page || b->y0 < a->y0 - a->size) return continues_elsewhere(y, a, b);
    double usual = y->leading * (a->size > y->size ? a->size / y->size : 1);
    if (b->y0 - a->y0 > PARAGRAPH_GAP * usual) return false;
    if (ordinal(b->text) > 0 && (ended || wanted || ends_with_any(a->text, ","))) return false;
    if (is_large(y, a->size)) return true;
    if (wanted) return is_small(first_char(b->text)) && !ended && fabs(b->x0 - a->x0) < 1.5 * b->size;
    return !(ended && b->x0 > a->x0 + 0.9 * b->size && b->x0 < a->x0 + 5 * b->size); /* the first line is set in */
}

/* The paragraph that a line may go on with: the last one, or, over footnotes in small type, the last of the body. */
static struct para *open_para(struct layout *y, const struct pdf_line *l)
{
    for (size_t i = y->paras.n; i > 0 && i + 20 > y->paras.n; i--) {
        struct para *p = &y->paras.v[i - 1];
        const struct pdf_line *last = &y->v[p->last].l;
        if (i == y->paras.n && same_size(last->size, l->size)) return p;
        if (last->page == l->page && i < y->paras.n) return NULL;
        if (same_size(last->size, l->size)) return last->page + 1 == l->page ? p : NULL;
        if (last->size > l->size) return NULL;
    }
    return NULL;
}

static void make_paras(struct layout *y)
{
    for (size_t k = 0; k < y->pdf->npages; k++) {
        const struct pdf_page *page = &y->pdf->pages[k];
        measure_columns(y, page);
        for (size_t i = page->first; i < page->first + page->n; i++) {
            struct place *p = &y->v[i];
            if (p->gone) continue;
            struct para *open = open_para(y, &p->l);
            if (open != NULL && continues(y, &y->v[open->last], p)) {
                y->v[open->last].next = (ptrdiff_t)i;
                open->last = (ptrdiff_t)i;
            } else {
                *vec_push(&y->paras, y->a) =
                    (struct para){.first = (ptrdiff_t)i, .last = (ptrdiff_t)i, .item = bullet(p->l.text) > 0};
            }
        }
    }
}

/* ---- the words of a paragraph
 * --------------------------------------------------------------------------------------------- */

/* Every word of the document that no line end cuts, so that a cut one can be compared. */
static void learn_words(struct layout *y)
{
    map_init(&y->words, y->a);
    for (size_t i = 0; i < y->pdf->nlines; i++) {
        struct str rest = y->v[i].gone ? STR("") : str_ascii_lower(y->a, y->v[i].l.text), word;
        while (str_next(&rest, ' ', &word)) {
            while (word.n > 0 && strchr("(\"'.,;:!?)", word.p[word.n - 1]) != NULL) word.n--;
            while (word.n > 0 && strchr("(\"'", word.p[0]) != NULL) word = str_from(word, 1);
            if (word.n > 2 && word.n < 80 && word.p[word.n - 1] != '-') map_put(&y->words, word, NULL);
        }
    }
}

static struct str last_word(struct str s)
{
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '(' && s.n - at < 80) at--;
    return str_from(s, at);
}

/* `head` ends before its hyphen, `tail` is the next line. */
static bool hyphen_belongs(const struct layout *y, struct str head, struct str tail)
{
    static const char *const always[] = {"non", "self", "third", "first", "second", "well", "high",
                                         "low", "full", "half",  "one",   "two",    "opt",  "all"};
    struct str a = str_ascii_lower(y->a, last_word(head)),
               b = str_ascii_lower(y->a, str_upto(tail, str_find_char(tail, ' ')));
    while (b.n > 0 && strchr(".,;:!?)\"'", b.p[b.n - 1]) != NULL) b.n--;
    b = str_upto(b, 80);
    bool with = map_get(&y->words, strz(arena_printf(y->a, STR_FMT "-" STR_FMT, STR_ARG(a), STR_ARG(b)))) != NULL;
    bool without = map_get(&y->words, strz(arena_printf(y->a, STR_FMT STR_FMT, STR_ARG(a), STR_ARG(b)))) != NULL;
    for (size_t i = 0; !with && !without && i < sizeof always / sizeof *always; i++)
        if (str_eqz(a, always[i])) return true;
    return with && !without;
}

/* Scripts that are written without spaces. */
static bool is_spaceless(uint32_t c)
{
    return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/* What stands between a paragraph's text so far and its next line. */
static void put_joint(struct layout *y, struct buf *b, struct str tail)
{
    size_t at, before_at;
    struct str head = buf_view(b);
    uint32_t last = last_char(head, false, &at), next = first_char(tail);
    struct str before = str_upto(head, at);
    if (last == 0xAD) {
        buf_truncate(b, at);
    } else if ((last == '-' || last == 0x2010) && is_letter(last_char(before, false, &before_at))) {
        if (is_small(next) && !hyphen_belongs(y, before, tail)) buf_truncate(b, at);
    } else if (!is_spaceless(last) || !is_spaceless(next)) {
        buf_char(b, ' ');
    }
}

static void put_letters(struct buf *b, struct str s)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"}; /* from U+FB00 on */
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t c = utf8_next(s.p + i, s.n - i, &n);
        if (c >= 0xFB00 && c <= 0xFB06)
            buf_strz(b, ligatures[c - 0xFB00]);
        else
            buf_add(b, s.p + i, n);
    }
}

static struct str para_text(struct layout *y, const struct para *p)
{
    struct buf b;
    buf_init(&b, 4 * PDF_MAX_TEXT);
    for (ptrdiff_t i = p->first; i >= 0; i = y->v[i].next) {
        struct str s = y->v[i].l.text;
        if (i == p->first && p->item) s = str_from(s, bullet(s));
        if (b.n > 0) put_joint(y, &b, s);
        put_letters(&b, s);
    }
    struct str ret = str_trim(str_of(arena_dup(y->a, b.p != NULL ? b.p : "", b.n), b.n));
    buf_release(&b);
    return ret;
}

/* ---- headings
 * -------------------------------------------------------------------------------------------------------------- */

static bool all_capitals(struct str s)
{
    size_t n, capitals = 0;
    for (size_t i = 0; i < s.n; i += n) {
        uint32_t c = utf8_next(s.p + i, s.n - i, &n);
        if (is_small(c)) return false;
        capitals += kind_of(c) == UTF8PROC_CATEGORY_LU;
    }
    return capitals >= 4;
}

static bool has_letter(struct str s)
{
    size_t n;
    for (size_t i = 0; i < s.n; i += n)
        if (is_letter(utf8_next(s.p + i, s.n - i, &n))) return true;
    return false;
}

static bool is_plain_heading(const struct layout *y, const struct para *p)
{
    struct str s = p->text;
    bool bold = !y->bold;
    for (ptrdiff_t i = p->first; bold && i >= 0; i = y->v[i].next) bold = y->v[i].l.bold;
    if (s.n > PLAIN_HEADING_MAX || (!bold && !all_capitals(s))) return false;
    struct str words = str_trim(str_from(s, ordinal(s)));
    bool one_dot = str_find_char(words, '.') == words.n - 1 && ordinal(s) > 0; /* "4. Fees." */
    return !ends_with_any(s, ".,;:") || one_dot;
}

static int by_size_down(const void *a, const void *b)
{
    unsigned x = *(const unsigned *)a, z = *(const unsigned *)b;
    return x > z ? -1 : x < z;
}

static void find_headings(struct layout *y)
{
    VEC(unsigned) sizes = {0};
    size_t distinct = 0;
    for (size_t i = 0; i < y->paras.n; i++) {
        struct para *p = &y->paras.v[i];
        double size = y->v[p->first].l.size;
        if (p->item || y->v[p->first].row || p->text.n > HEADING_MAX || !has_letter(p->text)) continue;
        if (is_large(y, size))
            *vec_push(&sizes, y->a) = p->level = 100 + (unsigned)bucket(size, SIZES_MAX);
        else if (size > (1 - SAME_SIZE) * y->size && is_plain_heading(y, p))
            p->level = 1;
    }
    if (sizes.n > 1) qsort(sizes.v, sizes.n, sizeof *sizes.v, by_size_down);
    for (size_t i = 0; i < sizes.n; i++)
        if (i == 0 || sizes.v[i] != sizes.v[distinct - 1]) sizes.v[distinct++] = sizes.v[i];
    for (size_t i = 0; i < y->paras.n; i++) {
        struct para *p = &y->paras.v[i];
        size_t rank = p->level == 1 && distinct == 0 ? 1 : distinct;
        for (size_t k = 0; k < distinct && p->level >= 100; k++)
            if (sizes.v[k] == p->level) rank = k;
        if (p->level > 0) p->level = rank + 1 < LEVEL_MAX ? (unsigned)rank + 1 : LEVEL_MAX;
    }
}

/* ---- the tree
 * -------------------------------------------------------------------------------------------------------------- */

static struct dom_node *put_element(struct layout *y, struct dom_node *into, enum dom_tag tag, const char *name)
{
    struct dom_node *n = ARENA_NEW(y->a, struct dom_node);
    *n = (struct dom_node){.kind = DOM_ELEMENT, .tag = (uint16_t)tag, .text = strz(name)};
    dom_append(into, n);
    return n;
}

static void put_text(struct layout *y, struct dom_node *into, struct str s)
{
    struct dom_node *n = ARENA_NEW(y->a, struct dom_node);
    *n = (struct dom_node){.kind = DOM_TEXT, .text = s};
    dom_append(into, n);
}

struct list { /* the lists that are open, outermost first */
    struct dom_node *ul[DEPTH_MAX], *li[DEPTH_MAX];
    double x[DEPTH_MAX];
    size_t depth;
};

static void put_item(struct layout *y, struct dom_node *root, struct list *open, const struct para *p)
{
    const struct pdf_line *l = &y->v[p->first].l;
    while (open->depth > 0 && l->x0 < open->x[open->depth - 1] - 0.5 * l->size) open->depth--;
    bool deeper = open->depth == 0 || l->x0 > open->x[open->depth - 1] + 0.5 * l->size;
    if (deeper && open->depth < DEPTH_MAX) {
        struct dom_node *into = open->depth > 0 ? open->li[open->depth - 1] : root;
        open->ul[open->depth] = put_element(y, into, TAG_UL, "ul");
        open->x[open->depth++] = l->x0;
    }
    open->li[open->depth - 1] = put_element(y, open->ul[open->depth - 1], TAG_LI, "li");
    put_text(y, open->li[open->depth - 1], p->text);
}

static struct dom_node *build(struct layout *y)
{
    static const struct {
        enum dom_tag tag;
        const char *name;
    } blocks[] = {{TAG_P, "p"}, {TAG_H1, "h1"}, {TAG_H2, "h2"}, {TAG_H3, "h3"}, {TAG_H4, "h4"}, {TAG_H5, "h5"}};
    struct dom_node *root = dom_fragment(y->a);
    struct list open = {0};
    for (size_t i = 0; i < y->paras.n; i++) {
        const struct para *p = &y->paras.v[i];
        if (p->text.n == 0) continue;
        if (p->item) {
            put_item(y, root, &open, p);
        } else {
            open.depth = 0;
            put_text(y, put_element(y, root, blocks[p->level].tag, blocks[p->level].name), p->text);
        }
    }
    return root;
}

struct dom_node *pdf_layout(struct arena *a, const struct pdf *pdf)
{
    struct layout *y = ARENA_NEW(a, struct layout);
    y->a = a;
    y->pdf = pdf;
    y->v = ARENA_ARRAY(a, struct place, pdf->nlines);
    for (size_t i = 0; i < pdf->nlines; i++) y->v[i] = (struct place){.l = pdf->lines[i], .next = -1};
    drop_furniture(y);
    join_rows(y);
    measure_type(y);
    measure_leading(y);
    learn_words(y);
    make_paras(y);
    for (size_t i = 0; i < y->paras.n; i++) y->paras.v[i].text = para_text(y, &y->paras.v[i]);
    find_headings(y);
    return build(y);
}
