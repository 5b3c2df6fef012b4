#include "print/pdf.h"

#include "base/clock.h"
#include "base/map.h"
#include "print/pages.h"

#include <cairo-pdf.h>
#include <hb.h>
#include <stdlib.h>

struct printer {
    struct arena *arena;
    const struct pdf_job *job;
    const struct flow *flow;
    struct pages pages;
    cairo_t *cr;
    cairo_surface_t *surface;
    PangoContext *context;
    unsigned page;     /* that is being drawn */
    const char *leaf;  /* open structure leaf, or NULL */
    struct map ids;    /* that links may lead to */
    int outline[7];    /* the newest entry of each level of headings; [0] is the root */
    size_t next;       /* text to be drawn */
    double bar_bottom; /* of the text drawn last, where it had bars on this page */
    const struct page_text *above;
};

static void set_colour(cairo_t *cr, uint32_t rgb)
{
    cairo_set_source_rgb(cr, (double)(rgb >> 16 & 0xFF) / 255, (double)(rgb >> 8 & 0xFF) / 255,
                         (double)(rgb & 0xFF) / 255);
}

static void fill(cairo_t *cr, uint32_t rgb, double x, double y, double width, double height)
{
    set_colour(cr, rgb);
    cairo_rectangle(cr, x, y, width, height);
    cairo_fill(cr);
}

/* ---- sheets -------------------------------------------------------------------------------------------------------
 */

enum side { LEFT, RIGHT };

static void frame_words(struct printer *p, enum side side, double y, struct str words)
{
    static const struct style style = {.size = 8, .colour = 0x4D565F, .ground = COLOUR_NONE};
    PangoLayout *layout = page_words(p->context, &style, words);
    double room = PAPER_WIDTH - MARGIN_LEFT - MARGIN_RIGHT;
    pango_layout_set_width(layout, pango_units_from_double(side == LEFT ? room * 0.78 : room));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(layout, side == LEFT ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    set_colour(p->cr, style.colour);
    cairo_move_to(p->cr, MARGIN_LEFT, y);
    pango_cairo_show_layout(p->cr, layout);
    g_object_unref(layout);
}

static void draw_frame(struct printer *p)
{
    enum { HEAD = 38, RULE_HEAD = 52, FOOT = 794, RULE_FOOT = 788 };
    struct civil c = civil_of(p->job->now_us);
    double room = PAPER_WIDTH - MARGIN_LEFT - MARGIN_RIGHT;
    frame_words(p, LEFT, HEAD, strz(p->job->site_name));
    frame_words(p, RIGHT, HEAD, strz(p->job->record));
    fill(p->cr, 0x12474F, MARGIN_LEFT, RULE_HEAD, room, 0.75);
    fill(p->cr, 0xD3D9DD, MARGIN_LEFT, RULE_FOOT, room, 0.5);
    frame_words(p, LEFT, FOOT, p->flow->canonical);
    frame_words(p, RIGHT, FOOT, strz(arena_printf(p->arena, "Page %u of %u", p->page + 1, p->pages.npages)));
    frame_words(p, LEFT, FOOT + 11,
                strz(arena_printf(p->arena, "As it stood on %d %s %d, %02d:%02d UTC", c.day, month_names[c.month - 1],
                                  c.year, c.hour, c.minute)));
}

static void go_to_page(struct printer *p, unsigned page)
{
    while (p->page < page) {
        cairo_show_page(p->cr);
        p->page++;
        p->above = NULL;
        draw_frame(p);
    }
}

/* ---- structure ----------------------------------------------------------------------------------------------------
 */

static void end_leaf(struct printer *p)
{
    if (p->leaf != NULL) cairo_tag_end(p->cr, p->leaf);
    p->leaf = NULL;
}

/* As cairo reads attributes: 'text', with \' and \\. What is not ASCII goes percent-encoded, and the parentheses, which
 * cairo writes into the file as they are. */
static void add_quoted(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c >= 0x7F || c == '(' || c == ')')
            buf_printf(b, "%%%02X", c);
        else {
            if (c == '\'' || c == '\\') buf_char(b, '\\');
            buf_char(b, (char)c);
        }
    }
}

/* The attributes of a link; NULL: it leads nowhere from a sheet of paper. */
static const char *link_attributes(struct printer *p, struct str href)
{
    struct buf b;
    bool inside = str_starts(href, STR("#")), own = str_starts(href, STR("/"));
    if (inside ? map_get(&p->ids, str_from(href, 1)) == NULL
               : !own && !str_starts(href, STR("https://")) && !str_starts(href, STR("http://")) &&
                     !str_starts(href, STR("mailto:")))
        return NULL;
    buf_init(&b, 16384);
    buf_strz(&b, inside ? "dest='" : "uri='");
    if (own) add_quoted(&b, strz(p->job->base_url));
    add_quoted(&b, inside ? str_from(href, 1) : href);
    buf_char(&b, '\'');
    const char *out = buf_failed(&b) ? NULL : arena_dup(p->arena, b.p, b.n);
    buf_release(&b);
    return out;
}

static void mark_places(struct printer *p, const struct page_text *t, double x, double y)
{
    for (size_t i = 0; i < t->text->nids; i++) {
        struct buf b;
        buf_init(&b, 4096);
        buf_strz(&b, "name='");
        add_quoted(&b, t->text->ids[i]);
        buf_printf(&b, "' x=%.1f y=%.1f", x, y - 4);
        if (!buf_failed(&b)) {
            cairo_tag_begin(p->cr, CAIRO_TAG_DEST, b.p);
            cairo_tag_end(p->cr, CAIRO_TAG_DEST);
        }
        buf_release(&b);
    }
}

static void add_to_outline(struct printer *p, const struct page_text *t)
{
    unsigned level = t->text->role != NULL && t->text->role[0] == 'H' ? (unsigned)(t->text->role[1] - '0') : 0;
    if (level == 0 || level > 6) return;
    int parent = 0;
    for (unsigned i = 1; i < level; i++)
        if (p->outline[i] != 0) parent = p->outline[i];
    char *title = str_dupz(p->arena, t->text->text);
    const char *where = arena_printf(p->arena, "page=%u pos=[%d %.1f]", p->page + 1, MARGIN_LEFT, t->parts.v[0].y);
    p->outline[level] =
        cairo_pdf_surface_add_outline(p->surface, parent, title, where, level <= 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    for (unsigned i = level + 1; i <= 6; i++) p->outline[i] = 0;
}

/* ---- lines --------------------------------------------------------------------------------------------------------
 */

struct run { /* of glyphs in one style */
    PangoGlyphItem *item;
    const struct flow_span *span;
    double x, width;
};

static const struct flow_span *span_at(const struct flow_text *t, size_t offset)
{
    size_t low = 0, high = t->nspans - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->spans[middle].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return &t->spans[low];
}

static int by_offset(const void *a, const void *b)
{
    return ((const struct run *)a)->item->item->offset - ((const struct run *)b)->item->item->offset;
}

/* The runs of a line, placed from left to right and then put in the order in which they are read. */
static struct run *runs_of(struct printer *p, const struct page_text *t, PangoLayoutLine *line, double x, size_t *ret_n)
{
    struct run *runs = ARENA_ARRAY(p->arena, struct run, g_slist_length(line->runs) + 1);
    size_t n = 0;
    for (GSList *l = line->runs; l != NULL; l = l->next) {
        PangoGlyphItem *item = l->data;
        double width = pango_units_to_double(pango_glyph_string_get_width(item->glyphs));
        runs[n++] = (struct run){item, span_at(t->text, (size_t)item->item->offset), x, width};
        x += width;
    }
    qsort(runs, n, sizeof *runs, by_offset);
    *ret_n = n;
    return runs;
}

/* Where a line is broken Pango takes the space's glyph away, and cairo would tell of it in a way (a Span with
 * ActualText) at which some readers of the structure stop. A real space that takes no room does no harm. */
static void keep_spaces(const char *text, PangoGlyphItem *item)
{
    hb_codepoint_t space;
    if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(item->item->analysis.font), ' ', &space)) return;
    for (int i = 0; i < item->glyphs->num_glyphs; i++) {
        PangoGlyphInfo *g = &item->glyphs->glyphs[i];
        if (g->glyph == PANGO_GLYPH_EMPTY && text[item->item->offset + item->glyphs->log_clusters[i]] == ' ')
            g->glyph = space;
    }
}

static bool is_white(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_space(s.p[i])) return false;
    return true;
}

static struct str text_of(const char *text, const PangoItem *i) { return str_of(text + i->offset, (size_t)i->length); }

/* cairo draws nothing where there is nothing to see, and so a run of white space alone would be missing in the text,
 * and two words become one. The run before it takes it in, as a space of its own font. */
static void take_white(const char *text, const struct run *r, const struct run *white)
{
    hb_codepoint_t space;
    PangoItem *item = r->item->item, *next = white->item->item;
    PangoGlyphString *glyphs = r->item->glyphs;
    bool joins = item->offset + item->length == next->offset && item->analysis.level % 2 == 0;
    if (!joins || !is_white(text_of(text, next)) ||
        !hb_font_get_nominal_glyph(pango_font_get_hb_font(item->analysis.font), ' ', &space))
        return;
    int n = glyphs->num_glyphs;
    pango_glyph_string_set_size(glyphs, n + 1);
    glyphs->glyphs[n] = (PangoGlyphInfo){
        .glyph = space, .geometry.width = pango_units_from_double(white->width), .attr.is_cluster_start = 1};
    glyphs->log_clusters[n] = item->length;
    item->length += next->length;
    item->num_chars += next->num_chars;
}

static void draw_run(struct printer *p, const struct page_text *t, const struct run *r, double baseline)
{
    const struct style *s = &r->span->style;
    double size = (double)s->size;
    if (s->ground != COLOUR_NONE) fill(p->cr, s->ground, r->x, baseline - size * 0.92, r->width, size * 1.2);
    set_colour(p->cr, s->colour);
    cairo_move_to(p->cr, r->x, baseline);
    keep_spaces(pango_layout_get_text(t->layout), r->item);
    pango_cairo_show_glyph_item(p->cr, pango_layout_get_text(t->layout), r->item);
    if (s->underline) fill(p->cr, s->colour, r->x, baseline + size * 0.12, r->width, 0.6);
    if (s->strike) fill(p->cr, s->colour, r->x, baseline - size * 0.3, r->width, 0.6);
}

/* Opens the leaf that a run belongs in, unless it is open. One link is one leaf a line: its annotation is a rectangle.
 */
static void want_leaf(struct printer *p, const struct flow_span *span, const struct flow_span *before)
{
    const char *attributes = span->href.n > 0 ? link_attributes(p, span->href) : NULL;
    bool same_link = before != NULL && attributes != NULL && span->href.p == before->href.p;
    if (p->leaf != NULL && (attributes == NULL ? strcmp(p->leaf, "Span") == 0 : same_link)) return;
    end_leaf(p);
    p->leaf = attributes != NULL ? CAIRO_TAG_LINK : "Span";
    cairo_tag_begin(p->cr, p->leaf, attributes);
}

static void draw_line(struct printer *p, const struct page_text *t, const struct page_line *line, double top,
                      bool leaves)
{
    int x_units;
    size_t n;
    PangoRectangle logical;
    pango_layout_line_get_extents(line->line, NULL, &logical);
    int width = pango_layout_get_width(t->layout);
    bool rtl = pango_layout_line_get_resolved_direction(line->line) == PANGO_DIRECTION_RTL;
    x_units = rtl ? width - logical.width : 0;
    double x = MARGIN_LEFT + (double)t->text->left + pango_units_to_double(x_units);
    struct run *runs = runs_of(p, t, line->line, x, &n);
    for (size_t i = 0; i < n; i++) {
        if (leaves) want_leaf(p, runs[i].span, i > 0 ? runs[i - 1].span : NULL);
        if (i + 1 < n) take_white(pango_layout_get_text(t->layout), &runs[i], &runs[i + 1]);
        draw_run(p, t, &runs[i], top + line->baseline);
    }
    if (p->leaf != NULL && strcmp(p->leaf, CAIRO_TAG_LINK) == 0) end_leaf(p);
}

/* ---- texts --------------------------------------------------------------------------------------------------------
 */

/* Bars stand through the space between two texts that share them. */
static void draw_bars(struct printer *p, const struct page_text *t, double top, double bottom)
{
    for (size_t i = 0; i < t->text->nbars; i++) {
        const struct flow_bar *b = &t->text->bars[i];
        bool joined = false;
        for (size_t k = 0; p->above != NULL && k < p->above->text->nbars; k++)
            joined |= p->above->text->bars[k].colour == b->colour && p->above->text->bars[k].x <= b->x &&
                      p->above->text->bars[k].x >= b->x;
        double from = joined && p->bar_bottom <= top ? p->bar_bottom : top;
        fill(p->cr, b->colour, MARGIN_LEFT + (double)b->x, from, 1.5, bottom - from);
    }
    p->above = t;
    p->bar_bottom = bottom;
}

static bool has_links(const struct flow_text *t)
{
    for (size_t i = 0; i < t->nspans; i++)
        if (t->spans[i].href.n > 0) return true;
    return false;
}

static void draw_part(struct printer *p, const struct page_text *t, const struct page_part *part, bool leaves)
{
    double first = t->lines[part->from].top;
    for (size_t i = part->from; i < part->to; i++) draw_line(p, t, &t->lines[i], part->y - first, leaves);
    if (leaves) end_leaf(p);
}

static void draw_text(struct printer *p, const struct page_text *t)
{
    const char *role = t->text->role;
    bool leaves = role != NULL && (t->parts.n > 1 || has_links(t->text));
    for (size_t i = 0; i < t->parts.n; i++) {
        const struct page_part *part = &t->parts.v[i];
        go_to_page(p, part->page);
        draw_bars(p, t, part->y, part->y + t->lines[part->to - 1].bottom - t->lines[part->from].top);
        if (i == 0) {
            mark_places(p, t, MARGIN_LEFT, part->y);
            add_to_outline(p, t);
            if (role != NULL) cairo_tag_begin(p->cr, role, NULL);
        }
        draw_part(p, t, part, leaves);
    }
    if (role != NULL) cairo_tag_end(p->cr, role);
}

static void draw_all(struct printer *p)
{
    draw_frame(p);
    cairo_tag_begin(p->cr, "Document", NULL);
    for (size_t i = 0; i < p->flow->pieces.n; i++) {
        const struct flow_piece *piece = &p->flow->pieces.v[i];
        switch (piece->kind) {
        case FLOW_OPEN: cairo_tag_begin(p->cr, piece->role, NULL); break;
        case FLOW_CLOSE: cairo_tag_end(p->cr, piece->role); break;
        case FLOW_TEXT: draw_text(p, &p->pages.texts[p->next++]); break;
        }
    }
    cairo_tag_end(p->cr, "Document");
    cairo_show_page(p->cr);
}

/* ---- the file -----------------------------------------------------------------------------------------------------
 */

static cairo_status_t write_to_buf(void *closure, const unsigned char *data, unsigned n)
{
    buf_add(closure, data, n);
    return buf_failed(closure) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_metadata(struct printer *p)
{
    char at[CLOCK_RFC3339_SIZE];
    clock_rfc3339(p->job->now_us / USEC_PER_SEC * USEC_PER_SEC, at);
    memcpy(at + 19, "Z", 2); /* cairo reads whole seconds */
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, str_dupz(p->arena, p->flow->title));
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, p->job->site_name);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_SUBJECT, p->job->record);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Clause Atlas");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, at);
}

static int print_flow(struct printer *p, struct buf *out, struct note *why)
{
    const struct pages *pages = &p->pages;
    int rc = pages_make(p->arena, p->cr, p->flow, &p->pages, why);
    if (rc != OK) return rc;
    map_init(&p->ids, p->arena);
    for (size_t i = 0; i < pages->n; i++)
        for (size_t k = 0; k < pages->texts[i].text->nids; k++) map_put(&p->ids, pages->texts[i].text->ids[k], NULL);
    set_metadata(p);
    draw_all(p);
    pages_release(&p->pages);
    cairo_surface_finish(p->surface);
    cairo_status_t status =
        cairo_status(p->cr) != CAIRO_STATUS_SUCCESS ? cairo_status(p->cr) : cairo_surface_status(p->surface);
    if (status != CAIRO_STATUS_SUCCESS) note_set(why, "cairo: %s", cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS && !buf_failed(out) ? OK : ERR_IO;
}

int pdf_make(struct arena *a, const struct pdf_job *job, struct buf *out, struct note *why)
{
    const struct markup *root;
    struct flow flow;
    int rc = markup_parse(a, job->html, &root, why);
    if (rc == OK) rc = flow_make(a, root, &flow, why);
    if (rc != OK) return rc;
    struct printer p = {.arena = a, .job = job, .flow = &flow};
    p.surface = cairo_pdf_surface_create_for_stream(write_to_buf, out, PAPER_WIDTH, PAPER_HEIGHT);
    p.cr = cairo_create(p.surface);
    p.context = page_context(p.cr);
    rc = print_flow(&p, out, why);
    g_object_unref(p.context);
    cairo_destroy(p.cr);
    cairo_surface_destroy(p.surface);
    if (rc == OK) rc = pdf_add_language(out, flow.language.n > 0 ? flow.language : STR("en"));
    return rc;
}
