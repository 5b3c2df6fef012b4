/* Two texts compared, and the two forms in which a page shows that: as exact text (redline_exact.c) and as read
 * (redline_page.c). Both are JSON for templates/parts/redline.tpl; web/redline_json.h says what is in it. */
#ifndef ATLAS_WEB_REDLINE_PAIR_H
#define ATLAS_WEB_REDLINE_PAIR_H

#include "text/redline.h"

#include <jansson.h>

/* A page has 12 MiB for everything; the redline's share, and what a run and a block of it take in objects besides their
 * text. What is over that is cut, and the page says so. */
enum { REDLINE_WEIGHT_MAX = 6 << 20, RUN_WEIGHT = 900, BLOCK_WEIGHT = 1300, FOLD_MIN = 1200 };

struct redline_pair {
    struct str old_text, new_text;
    struct clauses o, n;
    struct alignment al;
    struct redline red;
    ptrdiff_t *new_of_move; /* by number of the move: its clause in the newer text */
};

void redline_compare(struct arena *a, struct redline_pair *p); /* the texts are set; fills in the rest */

json_t *redline_exact(struct arena *a, const struct redline_pair *p);
json_t *redline_page(struct arena *a, const struct redline_pair *p);

size_t redline_words(struct str s); /* gaps between them count nothing, nor do marks without a letter or digit */

/* For the link at one end of a move: where the other end is, "18.4, Disputes". gone: the link stands at the source. */
struct str redline_there(struct arena *a, const struct redline_pair *p, uint32_t move, bool gone);

#endif
