/* Which bytes of a canonical text a reader sees, block by block. Follows block_plain (block.h), but keeps offsets,
 * keeps line breaks inside of a block and the bars between cells, and tells links apart. */
#ifndef ATLAS_TEXT_SHOWN_H
#define ATLAS_TEXT_SHOWN_H

#include "text/block.h"

enum { SHOWN_NOT, SHOWN_AS_IS, SHOWN_AS_SPACE, SHOWN_AS_BREAK };

struct shown_link {
    size_t words_at, end; /* the words are [words_at, end); text[end] == ']' */
    struct str target;    /* between the parentheses */
};

struct shown_block {
    struct str number; /* before the words, without marks, with its dot: "4.2", "(b)", "Section 4." */
    uint8_t depth;     /* in lists, from 0 */
    bool bullet;
    bool any; /* it shows words or a number; a rule, an empty row and the like show nothing */
};

struct shown {
    struct blocks blocks;
    struct shown_block *block; /* one per block */
    uint8_t *bytes;            /* SHOWN_…, one per byte; numbers are not shown here */
    struct shown_link *links;  /* by end, ascending; images are none */
    size_t nlinks;
};

void shown_find(struct arena *a, struct str text, struct shown *ret);

#endif
