#include "print/picture.h"

#include "print/pages.h"

enum {
    ROOM = PICTURE_WIDTH - 2 * PICTURE_MARGIN,
    BAND = 24,
    KICKER_TOP = 76,
    HEADLINE_TOP = 128,
    HEADLINE_BOTTOM = 400,
    PLACE_TOP = 410,
    FOOT = 520
};

static const uint32_t ground = 0xFFFFFF, ink = 0x15191D, soft = 0x3F474F, brand = 0x12474F;

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

/* Words in at most `lines` lines of a width, cut where they are more. The caller unrefs it. */
static PangoLayout *words(PangoContext *context, struct str text, const struct style *style, double width, int lines)
{
    PangoLayout *layout = page_words(context, style, text);
    pango_layout_set_width(layout, pango_units_from_double(width));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, -lines);
    return layout;
}

static void draw_words(cairo_t *cr, PangoLayout *layout, uint32_t colour, double x, double y)
{
    set_colour(cr, colour);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
    g_object_unref(layout);
}

static double width_of(PangoLayout *layout)
{
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    return pango_units_to_double(logical.width);
}

/* The largest of a few sizes in which the headline has room; the smallest is cut. */
static void draw_headline(cairo_t *cr, PangoContext *context, struct str text)
{
    static const struct {
        float size;
        int lines;
    } tries[] = {{72, 3}, {60, 4}, {46, 5}};
    enum { TRIES = sizeof tries / sizeof *tries };
    for (size_t i = 0; i < TRIES; i++) {
        struct style style = {.size = tries[i].size, .bold = true, .serif = true};
        PangoLayout *layout = words(context, text, &style, ROOM, tries[i].lines);
        PangoRectangle logical;
        pango_layout_get_extents(layout, NULL, &logical);
        bool fits = !pango_layout_is_ellipsized(layout) &&
                    pango_units_to_double(logical.height) <= HEADLINE_BOTTOM - HEADLINE_TOP;
        if (fits || i + 1 == TRIES) {
            draw_words(cr, layout, ink, PICTURE_MARGIN, HEADLINE_TOP);
            return;
        }
        g_object_unref(layout);
    }
}

static const struct severity {
    struct str name;
    uint32_t colour, ground;
} severities[] = {{STR("low"), 0x3F474F, 0xE9EDEF},
                  {STR("medium"), 0x5C3900, 0xFFF0CC},
                  {STR("high"), 0x7A2000, 0xFFE3D6},
                  {STR("critical"), 0x75001C, 0xFFDDE4}};

/* The severity as a badge; how far it reaches from the margin. */
static double draw_severity(struct arena *a, cairo_t *cr, PangoContext *context, struct str name)
{
    static const struct style style = {.size = 30, .bold = true};
    for (size_t i = 0; i < sizeof severities / sizeof *severities; i++) {
        const struct severity *s = &severities[i];
        if (!str_eq(s->name, name)) continue;
        PangoLayout *layout =
            words(context, strz(arena_printf(a, STR_FMT " severity", STR_ARG(name))), &style, ROOM, 1);
        double width = width_of(layout) + 40;
        fill(cr, s->ground, PICTURE_MARGIN, FOOT - 34, width, 56);
        draw_words(cr, layout, s->colour, PICTURE_MARGIN + 20, FOOT - 25);
        return width + 28;
    }
    return 0;
}

/* static/icon.svg, 64 points wide. */
static void draw_mark(cairo_t *cr, double x, double y)
{
    static const double boxes[][4] = {{7, 7, 7, 18}, {18, 7, 7, 5}, {18, 14.5, 7, 4}, {18, 21, 7, 4}};
    fill(cr, brand, x, y, 64, 64);
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        fill(cr, ground, x + 2 * boxes[i][0], y + 2 * boxes[i][1], 2 * boxes[i][2], 2 * boxes[i][3]);
}

static void draw_foot(struct arena *a, cairo_t *cr, PangoContext *context, const struct picture_job *job)
{
    static const struct style name_style = {.size = 34, .bold = true}, date_style = {.size = 30};
    PangoLayout *name = words(context, strz(job->site_name), &name_style, ROOM / 2.6, 1);
    double name_x = PICTURE_WIDTH - PICTURE_MARGIN - width_of(name),
           badge = draw_severity(a, cr, context, job->severity);
    draw_words(cr, name, brand, name_x, FOOT - 28);
    draw_mark(cr, name_x - 80, FOOT - 38);
    double room = name_x - 100 - PICTURE_MARGIN - badge;
    if (job->date.n > 0 && room > 60)
        draw_words(cr, words(context, job->date, &date_style, room, 1), soft, PICTURE_MARGIN + badge, FOOT - 25);
}

static cairo_status_t write_to_buf(void *closure, const unsigned char *data, unsigned n)
{
    buf_add(closure, data, n);
    return buf_failed(closure) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

int picture_make(struct arena *a, const struct picture_job *job, struct buf *out, struct note *why)
{
    static const struct style kicker_style = {.size = 30, .bold = true}, place_style = {.size = 32};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
    cairo_t *cr = cairo_create(surface);
    PangoContext *context = page_context(cr);
    fill(cr, ground, 0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
    fill(cr, brand, 0, 0, PICTURE_WIDTH, BAND);
    fill(cr, 0xD3D9DD, PICTURE_MARGIN, FOOT - 62, ROOM, 2);
    draw_words(cr, words(context, job->kicker, &kicker_style, ROOM, 1), brand, PICTURE_MARGIN, KICKER_TOP);
    draw_headline(cr, context, job->headline);
    draw_foot(a, cr, context, job);
    if (job->place.n > 0)
        draw_words(cr, words(context, job->place, &place_style, ROOM, 1), soft, PICTURE_MARGIN, PLACE_TOP);
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, write_to_buf, out);
    g_object_unref(context);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS) return OK;
    note_set(why, "cairo: %s", cairo_status_to_string(status));
    return ERR_IO;
}
