/* Texts set in lines and put on pages: where everything stands, before anything is drawn, because a page says of how
 * many it is one.
 *
 * A heading stands on the page of what follows it; a row's head and a list's mark on the height of what they belong to;
 * of a paragraph never a single line stands alone at the foot or the head of a page where it has more. */
#ifndef ATLAS_PRINT_PAGES_H
#define ATLAS_PRINT_PAGES_H

#include "print/flow.h"

#include <pango/pangocairo.h>

#define PAPER_WIDTH 595.28 /* A4, in points */
#define PAPER_HEIGHT 841.89
enum {
    MARGIN_LEFT = 62,
    MARGIN_RIGHT = 56,
    /* FLOW_WIDTH between them */ MARGIN_TOP = 72,
    MARGIN_BOTTOM = 68,
    PAGES_MAX = 400
};

struct page_line { /* heights from the top of the text's first line */
    PangoLayoutLine *line;
    double top, baseline, bottom;
};

struct page_part { /* lines [from, to) stand on one page, the first with its top at y */
    unsigned page; /* from 0 */
    size_t from, to;
    double y;
};

struct page_text {
    const struct flow_text *text;
    PangoLayout *layout;
    struct page_line *lines;
    size_t nlines;
    VEC(struct page_part) parts; /* in order, at least one */
};

struct pages {
    struct page_text *texts; /* one for each FLOW_TEXT, in order */
    size_t n;
    unsigned npages;
};

/* ERR_LIMIT: more than PAGES_MAX. The lines live until pages_release. */
MUST_USE int pages_make(struct arena *a, cairo_t *cr, const struct flow *f, struct pages *ret, struct note *why);
void pages_release(struct pages *p);

/* One line of text in the print's own type, for headers and pictures. The caller unrefs it. */
PangoLayout *page_words(PangoContext *context, const struct style *style, struct str text);
PangoContext *
page_context(cairo_t *cr); /* that measures as it will be drawn, whatever the screen; the caller's to unref */

#endif
