/* A page's <main> as what is set one below the other: texts, each in one paragraph, and the structure that they stand
 * in.
 *
 * Pieces come in the order of the page: OPEN and CLOSE of a structure element (always in pairs, nested), and texts. A
 * text is one paragraph: its bytes, spans of style over them (in order, without gaps, the last ends with the text), and
 * where it stands. White space is collapsed as a browser would, but where the style keeps it. Empty texts do not occur.
 */
#ifndef ATLAS_PRINT_FLOW_H
#define ATLAS_PRINT_FLOW_H

#include "base/vec.h"
#include "print/look.h"

enum { FLOW_WIDTH = 477, /* of the column of text, in points */ FLOW_BARS_MAX = 4, FLOW_TEXT_MAX = 2 << 20 };

struct flow_span {
    size_t end; /* behind its last byte */
    struct style style;
    struct str href; /* empty: no link */
};

struct flow_bar {
    float x;
    uint32_t colour;
};

struct flow_text {
    const char *role; /* P, H1 … H6; NULL: a mark, no part of the text */
    struct str text;
    const struct flow_span *spans;
    size_t nspans;
    const struct str *ids; /* where links inside the page lead to */
    size_t nids;
    struct str lang;   /* empty: the page's */
    float left, width; /* from the left margin; width 0: to the right margin */
    float before;      /* space above it; nothing at the top of a page */
    struct flow_bar bars[FLOW_BARS_MAX];
    size_t nbars;
    bool beside; /* what comes next stands on the same height: the head of a row, the mark of a list's entry */
    bool sheet;  /* begins a new page */
};

enum flow_kind { FLOW_OPEN, FLOW_CLOSE, FLOW_TEXT };

struct flow_piece {
    enum flow_kind kind;
    const char *role;             /* of OPEN and CLOSE */
    const struct flow_text *text; /* of TEXT */
};

struct flow {
    VEC(struct flow_piece) pieces;
    struct str title, language, canonical; /* of the page's head */
};

/* ERR_LIMIT: more text than FLOW_TEXT_MAX. ERR_BAD_INPUT: there is no <main>. root lives on. */
MUST_USE int flow_make(struct arena *a, const struct markup *root, struct flow *ret, struct note *why);

#endif
