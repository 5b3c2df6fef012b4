#include "text/pdf.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/canonical.h"

#include <poppler.h>

struct reader {
    struct arena *a;
    struct note *why;
    VEC(struct pdf_line) lines;
    size_t bytes;
    int64_t until_us;
};

/* Poppler's and GLib's remarks on a stranger's file are not for our log. */
static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer user)
{
    (void)level, (void)fields, (void)n, (void)user;
    return G_LOG_WRITER_HANDLED;
}

static void silence(void)
{
    static bool done; /* GLib aborts when its writer is set twice */
    if (!done) g_log_set_writer_func(say_nothing, NULL, NULL);
    done = true;
}

/* ---- a page's text, with the place and the font of each character -------------------------------------------------
 */

struct page_text {
    const char *text;
    size_t n;
    const PopplerRectangle *place; /* one per character of the text but the marks of direction */
    size_t nplaces;
    GList *font; /* PopplerTextAttributes, in order, each for a run of characters */
};

/* What poppler adds around text that runs against the page's direction, and has no place. */
static bool is_direction_mark(uint32_t c) { return c >= 0x202A && c <= 0x202E; }

static bool is_bold(const char *font)
{
    static const char *const weights[] = {"bold", "black", "heavy", "demi"};
    for (size_t i = 0; font != NULL && i < sizeof weights / sizeof *weights; i++)
        if (str_ascii_ifind(strz(font), strz(weights[i])) != STR_NONE) return true;
    return false;
}

struct line_build {
    struct pdf_line line;
    struct buf *text;
    size_t letters, bold, in_size; /* characters that count */
    bool placed;
    const PopplerRectangle *before; /* the place of the character just before; NULL after a space */
};

/* Poppler takes two words with a wide gap between them, and no other gap in the line, for one word in spaced letters.
 */
static bool is_gap(const struct line_build *b, const PopplerRectangle *r)
{
    const PopplerRectangle *q = b->before;
    return q != NULL && (r->x1 - q->x2 > 0.5 * b->line.size || q->x1 - r->x2 > 0.5 * b->line.size);
}

static void add_place(struct line_build *b, const PopplerRectangle *r)
{
    struct pdf_line *l = &b->line;
    if (is_gap(b, r)) buf_char(b->text, ' ');
    b->before = r;
    if (!(r->x1 <= r->x2 && r->y1 <= r->y2)) return; /* also NaN */
    if (!b->placed || r->x1 < l->x0) l->x0 = r->x1;
    if (!b->placed || r->y1 < l->y0) l->y0 = r->y1;
    if (!b->placed || r->x2 > l->x1) l->x1 = r->x2;
    if (!b->placed || r->y2 > l->y1) l->y1 = r->y2;
    b->placed = true;
}

/* The size that most characters have: a vote in which sizes cancel each other out, exact where there is a majority. */
static void add_font(struct line_build *b, const PopplerTextAttributes *font)
{
    b->letters++;
    if (font == NULL) return;
    b->bold += is_bold(font->font_name);
    if (b->in_size == 0) b->line.size = font->font_size;
    b->in_size += b->line.size == font->font_size ? 1 : (size_t)-1;
}

/* Words that run against the page come one by one, each between marks, in the order of their places: a run of them is
 * turned round. The marks go; so does what no reader sees. */
static void put_in_order(struct reader *r, struct buf *out, struct str s)
{
    static const struct str right = {"\xE2\x80\xAB", 3}, end = {"\xE2\x80\xAC", 3};
    size_t step;
    for (size_t i = 0; i < s.n; i += step) {
        VEC(struct str) run = {0};
        size_t close;
        for (step = 0; str_starts(str_from(s, i + step), right); step += close + 2 * end.n) {
            struct str word = str_from(s, i + step + right.n);
            close = str_find(word, end);
            if (close == STR_NONE) break;
            *vec_push(&run, r->a) = str_upto(word, close);
            if (str_starts(str_from(word, close + end.n), STR(" \xE2\x80\xAB"))) step++;
        }
        for (size_t k = run.n; k > 0; k--) {
            buf_str(out, run.v[k - 1]);
            if (k > 1) buf_char(out, ' ');
        }
        if (run.n > 0) continue;
        if (!is_direction_mark(utf8_next(s.p + i, s.n - i, &step))) buf_add(out, s.p + i, step);
    }
}

static int line_end(struct reader *r, struct line_build *b, unsigned page)
{
    struct str s = str_trim(buf_view(b->text));
    if (s.n > 0 && b->letters > 0) {
        struct buf ordered, whole;
        buf_init(&ordered, s.n + 16);
        buf_init(&whole, s.n * 3 + 16);
        put_in_order(r, &ordered, s);
        utf8_repair(&whole, str_trim(buf_view(&ordered)));
        b->line.text = str_of(arena_dup(r->a, whole.p != NULL ? whole.p : "", whole.n), whole.n);
        buf_release(&ordered);
        buf_release(&whole);
        b->line.page = page;
        b->line.bold = b->bold == b->letters;
        if (b->line.text.n > 0) *vec_push(&r->lines, r->a) = b->line;
        r->bytes += s.n;
    }
    buf_clear(b->text);
    *b = (struct line_build){.text = b->text};
    return r->bytes > PDF_MAX_TEXT || r->lines.n > PDF_MAX_LINES ? ERR_LIMIT : OK;
}

static int split_lines(struct reader *r, const struct page_text *t, unsigned page)
{
    struct buf text;
    struct line_build b = {.text = &text};
    GList *font = t->font;
    size_t place = 0;
    int rc = OK;
    buf_init(&text, 2 * t->n + 16);
    for (size_t i = 0, step = 1; rc == OK && i < t->n; i += step) {
        uint32_t c = utf8_next(t->text + i, t->n - i, &step);
        bool mark = is_direction_mark(c), visible = c > ' ' && c != 0xA0 && !mark;
        while (font != NULL && (size_t)((PopplerTextAttributes *)font->data)->end_index < place) font = font->next;
        if (visible) add_font(&b, font != NULL ? font->data : NULL);
        if (visible && place < t->nplaces) add_place(&b, &t->place[place]);
        if (!visible) b.before = NULL;
        if (c == '\n')
            rc = line_end(r, &b, page);
        else
            buf_add(&text, t->text + i, step);
        place += !mark;
    }
    if (rc == OK) rc = line_end(r, &b, page);
    buf_release(&text);
    return rc;
}

static int read_page(struct reader *r, PopplerPage *page, unsigned number, struct pdf_page *ret)
{
    PopplerRectangle *place = NULL;
    guint nplaces = 0;
    char *text = poppler_page_get_text(page);
    if (text == NULL || !poppler_page_get_text_layout(page, &place, &nplaces)) nplaces = 0;
    struct page_text t = {.text = text, .n = text != NULL ? strlen(text) : 0, .place = place, .nplaces = nplaces};
    if (t.n > 0) t.font = poppler_page_get_text_attributes(page);
    ret->first = r->lines.n;
    poppler_page_get_size(page, &ret->width, &ret->height);
    int rc = split_lines(r, &t, number);
    ret->n = r->lines.n - ret->first;
    poppler_page_free_text_attributes(t.font);
    g_free(place);
    g_free(text);
    if (rc != OK) note_set(r->why, "the PDF has too much text: more than %d MB are not read", PDF_MAX_TEXT >> 20);
    return rc;
}

/* ---- the document --------------------------------------------------------------------------------------------------
 */

static int open_document(GBytes *bytes, PopplerDocument **ret, struct note *why)
{
    GError *error = NULL;
    *ret = poppler_document_new_from_bytes(bytes, NULL, &error);
    if (*ret != NULL) return OK;
    bool locked = error != NULL && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    note_set(why, "%s",
             locked ? "the PDF is locked with a password"
                    : "the source says it is a PDF, and it is broken: it cannot be opened");
    g_clear_error(&error);
    return ERR_BAD_INPUT;
}

static struct str title_of(struct arena *a, PopplerDocument *doc)
{
    char *title = poppler_document_get_title(doc);
    struct str s = canonical_text(a, str_upto(strz(title), 1000));
    char *p = arena_dup(a, s.n > 0 ? s.p : "", s.n);
    for (size_t i = 0; i < s.n; i++)
        if (p[i] == '\n') p[i] = ' ';
    g_free(title);
    return str_trim(str_of(p, s.n));
}

static int read_pages(struct reader *r, PopplerDocument *doc, struct pdf *ret)
{
    int n = poppler_document_get_n_pages(doc), rc = OK;
    if (n > PDF_MAX_PAGES) {
        note_set(r->why, "the PDF has %d pages; more than %d are not read", n, PDF_MAX_PAGES);
        return ERR_LIMIT;
    }
    ret->npages = n > 0 ? (size_t)n : 0;
    ret->pages = ARENA_ARRAY(r->a, struct pdf_page, ret->npages);
    for (size_t i = 0; rc == OK && i < ret->npages; i++) {
        PopplerPage *page = poppler_document_get_page(doc, (int)i);
        ret->pages[i].first = r->lines.n;
        if (page == NULL) continue; /* a hole in the page tree */
        rc = read_page(r, page, (unsigned)i, &ret->pages[i]);
        g_object_unref(page);
        if (rc == OK && clock_mono_us() > r->until_us) {
            note_set(r->why, "the PDF takes too long to read: more than %d seconds", PDF_MAX_SECONDS);
            rc = ERR_LIMIT;
        }
    }
    ret->lines = r->lines.v;
    ret->nlines = r->lines.n;
    if (rc == OK && ret->nlines == 0) {
        note_set(r->why, "the PDF contains no text, only pictures or nothing at all");
        rc = ERR_NOT_FOUND;
    }
    return rc;
}

int pdf_read(struct arena *a, struct str body, struct pdf *ret, struct note *why)
{
    struct reader r = {.a = a, .why = why, .until_us = clock_mono_us() + PDF_MAX_SECONDS * USEC_PER_SEC};
    struct pdf pdf = {0};
    PopplerDocument *doc = NULL;
    silence();
    GBytes *bytes = g_bytes_new_static(body.p, body.n);
    int rc = open_document(bytes, &doc, why);
    if (rc == OK) pdf.title = title_of(a, doc);
    if (rc == OK) rc = read_pages(&r, doc, &pdf);
    if (doc != NULL) g_object_unref(doc);
    g_bytes_unref(bytes);
    if (rc == OK) *ret = pdf;
    return rc;
}

/* One page with a few words in fonts that are not embedded, without an index: poppler makes its own. The Chinese,
 * Japanese and Korean ones are there for the tables that poppler opens for them: what the characters of each of the
 * four collections are in Unicode, and, last, the four commonest encodings. Poppler keeps no more than four of either.
 */
/* clang-format off */
#define CID_FONT(n, m, collection, encoding)                                                                           \
    #n " 0 obj<</Type/Font/Subtype/Type0/BaseFont/C/Encoding/" encoding "/DescendantFonts[" #m " 0 R]>>endobj\n"       \
    #m " 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/C/DW 1000"                                                    \
       "/CIDSystemInfo<</Registry(Adobe)/Ordering(" collection ")/Supplement 2>>>>endobj\n"

static const char smallest[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R/A 6 0 R/B 8 0 R/C 10 0 R/D 12 0 R/E 14 0 R/G 16 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 120>>stream\n"
    "BT/F 9 Tf 9 9 Td(word)Tj/A 9 Tf<0022>Tj/B 9 Tf<0022>Tj/C 9 Tf<0022>Tj/D 9 Tf<0022>Tj/E 9 Tf<0041>Tj"
    "/G 9 Tf<0041>Tj ET  \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    CID_FONT(6, 7, "Korea1", "Identity-H")
    CID_FONT(8, 9, "CNS1", "Identity-H")
    CID_FONT(10, 11, "Japan1", "UniJIS-UCS2-H")
    CID_FONT(12, 13, "Japan1", "90ms-RKSJ-H")
    CID_FONT(14, 15, "GB1", "UniGB-UCS2-H")
    CID_FONT(16, 17, "GB1", "GBK-EUC-H")
    "trailer<</Root 1 0 R>>\n%%EOF\n";
/* clang-format on */

void pdf_prepare(void)
{
    static PopplerDocument *kept; /* while one lives, poppler keeps its tables */
    struct arena a;
    struct pdf pdf;
    if (kept != NULL) return;
    silence();
    arena_init(&a, 1 << 20);
    GBytes *bytes = g_bytes_new_static(smallest, sizeof smallest - 1);
    if (open_document(bytes, &kept, NULL) != OK || pdf_read(&a, strz(smallest), &pdf, NULL) != OK)
        bug("poppler does not read the smallest PDF");
    g_bytes_unref(bytes);
    arena_release(&a);
}
