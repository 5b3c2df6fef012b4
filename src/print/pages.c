#include "print/pages.h"

/* Widest coverage last: what one has no sign for, the next is asked. */
#define SANS "Liberation Sans,DejaVu Sans,WenQuanYi Zen Hei"
#define SERIF "Liberation Serif,DejaVu Serif,DejaVu Sans,WenQuanYi Zen Hei"
#define MONO "DejaVu Sans Mono,Liberation Mono,WenQuanYi Zen Hei"
#define LEADING 1.18F
#define BODY_BOTTOM (PAPER_HEIGHT - MARGIN_BOTTOM)

/* ---- lines --------------------------------------------------------------------------------------------------------
 */

PangoContext *page_context(cairo_t *cr)
{
    PangoContext *context = pango_cairo_create_context(cr);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72); /* a point is a unit */
    cairo_font_options_destroy(options);
    return context;
}

static PangoFontDescription *font_of(const struct style *s)
{
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family_static(d, s->mono ? MONO : s->serif ? SERIF : SANS);
    pango_font_description_set_absolute_size(d, (double)s->size * PANGO_SCALE);
    pango_font_description_set_weight(d, s->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(d, s->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return d;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

PangoLayout *page_words(PangoContext *context, const struct style *style, struct str text)
{
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *d = font_of(style);
    pango_layout_set_font_description(layout, d);
    pango_font_description_free(d);
    pango_layout_set_text(layout, text.p, (int)text.n);
    return layout;
}

/* Colours are drawn by us (print/pdf.c); what stands here as a colour is the span's number, so that a run of glyphs
 * never goes over the end of a span. */
static PangoAttrList *attributes_of(const struct flow_text *t)
{
    PangoAttrList *list = pango_attr_list_new();
    for (size_t i = 0, from = 0; i < t->nspans; from = t->spans[i++].end) {
        PangoFontDescription *d = font_of(&t->spans[i].style);
        add_attribute(list, pango_attr_font_desc_new(d), from, t->spans[i].end);
        pango_font_description_free(d);
        add_attribute(list, pango_attr_foreground_new((guint16)(i & 0xFFFF), (guint16)(i >> 16), 0), from,
                      t->spans[i].end);
    }
    add_attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, t->text.n); /* a hash has none */
    return list;
}

static void set_lines(struct arena *a, struct page_text *p)
{
    p->nlines = (size_t)pango_layout_get_line_count(p->layout);
    p->lines = ARENA_ARRAY(a, struct page_line, p->nlines);
    PangoLayoutIter *i = pango_layout_get_iter(p->layout);
    for (size_t k = 0; k < p->nlines; k++, pango_layout_iter_next_line(i)) {
        int top, bottom;
        pango_layout_iter_get_line_yrange(i, &top, &bottom);
        p->lines[k] =
            (struct page_line){pango_layout_iter_get_line_readonly(i), pango_units_to_double(top),
                               pango_units_to_double(pango_layout_iter_get_baseline(i)), pango_units_to_double(bottom)};
    }
    pango_layout_iter_free(i);
}

static void set_text(struct arena *a, PangoContext *context, const struct flow_text *t, struct page_text *ret)
{
    double width = t->width > 0 ? (double)t->width : FLOW_WIDTH - (double)t->left;
    char lang[16];
    ret->text = t;
    ret->layout = page_words(context, &t->spans[0].style, t->text);
    PangoAttrList *list = attributes_of(t);
    if (t->lang.n > 0 && t->lang.n < sizeof lang) {
        memcpy(lang, t->lang.p, t->lang.n);
        lang[t->lang.n] = '\0';
        add_attribute(list, pango_attr_language_new(pango_language_from_string(lang)), 0, t->text.n);
    }
    pango_layout_set_attributes(ret->layout, list);
    pango_attr_list_unref(list);
    pango_layout_set_width(ret->layout, pango_units_from_double(width));
    pango_layout_set_wrap(ret->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(ret->layout, LEADING);
    set_lines(a, ret);
}

/* ---- pages --------------------------------------------------------------------------------------------------------
 */

struct setter {
    struct arena *arena;
    struct pages *pages;
    unsigned page;
    double y; /* where the next line would begin */
};

static double height(const struct page_text *t, size_t from, size_t to)
{
    return t->lines[to - 1].bottom - t->lines[from].top;
}

static bool is_heading(const struct page_text *t) { return t->text->role != NULL && t->text->role[0] == 'H'; }

/* The text that the ones beside it belong to. */
static size_t group_end(const struct pages *p, size_t i)
{
    while (i + 1 < p->n && p->texts[i].text->beside) i++;
    return i;
}

/* What must have room where the group at i begins. */
static double need(const struct pages *p, size_t i)
{
    size_t end = group_end(p, i);
    const struct page_text *t = &p->texts[end];
    double beside = 0, own = height(t, 0, t->nlines > 3 ? 2 : t->nlines);
    for (; i < end; i++)
        if (height(&p->texts[i], 0, p->texts[i].nlines) > beside) beside = height(&p->texts[i], 0, p->texts[i].nlines);
    if (is_heading(t)) {
        own = height(t, 0, t->nlines);
        if (end + 1 < p->n && !is_heading(&p->texts[end + 1]))
            own += (double)p->texts[end + 1].text->before + need(p, end + 1);
    }
    return own > beside ? own : beside;
}

static void new_page(struct setter *s)
{
    s->page++;
    s->y = MARGIN_TOP;
}

/* How many of the lines from `from` on go on this page. */
static size_t lines_that_fit(const struct setter *s, const struct page_text *t, size_t from)
{
    size_t to = from;
    bool at_top = s->y <= MARGIN_TOP;
    while (to < t->nlines && s->y + height(t, from, to + 1) <= BODY_BOTTOM) to++;
    if (to == from && at_top) to++; /* a line higher than a page */
    size_t rest = t->nlines - to;
    if (rest == 1 && to - from >= 3) to--;
    if (rest > 0 && from == 0 && to - from == 1 && !at_top) to = from;
    return to - from;
}

static void add_part(struct setter *s, struct page_text *t, size_t from, size_t to)
{
    *vec_push(&t->parts, s->arena) = (struct page_part){s->page, from, to, s->y};
    if (s->page >= s->pages->npages) s->pages->npages = s->page + 1;
}

static void place_lines(struct setter *s, struct page_text *t)
{
    for (size_t from = 0; from < t->nlines && s->page < PAGES_MAX;) {
        size_t n = lines_that_fit(s, t, from);
        if (n > 0) {
            add_part(s, t, from, from + n);
            s->y += height(t, from, from + n);
            from += n;
        }
        if (from < t->nlines) new_page(s);
    }
}

/* The group that begins at i; the index behind it. */
static size_t place_group(struct setter *s, size_t i)
{
    struct pages *p = s->pages;
    size_t end = group_end(p, i);
    bool at_top = s->y <= MARGIN_TOP;
    double gap = at_top ? 0 : (double)p->texts[i].text->before;
    if (!at_top && (p->texts[i].text->sheet || s->y + gap + need(p, i) > BODY_BOTTOM)) {
        new_page(s);
        gap = 0;
    }
    s->y += gap;
    double top = s->y, lowest = top;
    unsigned page = s->page;
    for (; i < end; i++) {
        add_part(s, &p->texts[i], 0, p->texts[i].nlines);
        double bottom = top + height(&p->texts[i], 0, p->texts[i].nlines);
        if (bottom > lowest) lowest = bottom;
    }
    place_lines(s, &p->texts[end]);
    if (s->page == page && s->y < lowest) s->y = lowest;
    return end + 1;
}

int pages_make(struct arena *a, cairo_t *cr, const struct flow *f, struct pages *ret, struct note *why)
{
    *ret = (struct pages){0};
    PangoContext *context = page_context(cr);
    ret->texts = ARENA_ARRAY(a, struct page_text, f->pieces.n + 1);
    for (size_t i = 0; i < f->pieces.n; i++)
        if (f->pieces.v[i].kind == FLOW_TEXT) set_text(a, context, f->pieces.v[i].text, &ret->texts[ret->n++]);
    g_object_unref(context);
    struct setter s = {.arena = a, .pages = ret, .y = MARGIN_TOP};
    for (size_t i = 0; i < ret->n && s.page < PAGES_MAX;) i = place_group(&s, i);
    if (s.page < PAGES_MAX) return OK;
    note_set(why, "the page would fill more than %d sheets", PAGES_MAX);
    pages_release(ret);
    return ERR_LIMIT;
}

void pages_release(struct pages *p)
{
    for (size_t i = 0; i < p->n; i++) g_object_unref(p->texts[i].layout);
    p->n = 0;
}
