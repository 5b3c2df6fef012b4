/* What an element of a page looks like on paper: one table, the print's style sheet (look.c). It answers
 * static/atlas.css where that speaks of print: what is `display: none` there has SHOW_GONE here, and details stand
 * open.
 *
 * Lengths are in points. Colours are 0xRRGGBB; COLOUR_NONE: not drawn. */
#ifndef ATLAS_PRINT_LOOK_H
#define ATLAS_PRINT_LOOK_H

#include "print/markup.h"

#define COLOUR_NONE 0xFFFFFFFFu

struct style { /* of characters; what an element does not say it has from where it stands */
    float size;
    uint32_t colour, ground;
    bool bold, italic, mono, serif, underline, strike;
    bool keep_space; /* white space and line ends are text */
};

enum show { SHOW_INLINE, SHOW_BLOCK, SHOW_GONE };

struct box { /* of a block; its own */
    enum show show;
    const char *role; /* structure type of PDF 1.7, 14.8.4: P and H1 … hold text, others hold blocks; NULL: none */
    float before, after, indent;
    uint32_t bar; /* a line along its left side */
    bool sheet;   /* begins a new page */
    bool bullet;  /* a mark stands before it, which is no part of the text */
};

extern const struct style look_base;

/* style comes in as where the element stands, and goes out as what it gives. parent may be NULL. */
void look_at(const struct markup *m, const struct markup *parent, struct style *style, struct box *ret);

#endif
