/* Blocks: a canonical text cut at its blank lines and line starts into headings, paragraphs, list items and table rows.
 * The smallest units that segment.c groups into clauses.
 *
 * Invariants: blocks tile the text exactly and in order; a block holds its own trailing white space; no block is empty.
 * A block's kind depends on its own lines and the next one only, so an edit moves no border but its own. Reads ATX and
 * underlined headings, `-` `*` `+` `1.` `1\.` `(a)` items nested by indentation, `|` rows. Linear in the text. */
#ifndef ATLAS_TEXT_BLOCK_H
#define ATLAS_TEXT_BLOCK_H

#include "base/str.h"

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_ITEM,     /* of a list, or a paragraph that begins with a clause number: "4.2 We may …" */
    BLOCK_ROW,      /* of a table */
    BLOCK_ROW_HEAD, /* the row above the `| --- |` row, and that row itself */
    BLOCK_RULE,     /* `---`, `* * *`, and blocks without a letter or digit */
    BLOCK_LABEL     /* a number alone: "4.2" on a line of its own; it numbers what follows */
};

struct block {
    uint32_t at, length; /* bytes of the text, trailing white space included */
    uint32_t words_at;   /* where the words begin, behind indentation, bullet, `#` and number; ≥ at */
    uint32_t words_n;    /* their bytes, without trailing white space, closing `#` and underline */
    uint32_t label_at;   /* the number before the words: "4.2", "(b)"; label_n 0: none */
    uint16_t label_n;    /* without closing dots, colons and escapes */
    uint16_t visible;    /* letters and digits of the words, link targets not counted; at most UINT16_MAX */
    uint8_t kind;        /* enum block_kind */
    uint8_t level;       /* of a heading: 1–6, 7 = a paragraph that is bold as a whole; of an item: its indentation */
};

struct blocks {
    struct block *v;
    size_t n;
};

/* text.n < 4 GiB. */
void blocks_find(struct arena *a, struct str text, struct blocks *ret);

/* The text of a slice of a canonical text as a person reads it: links as their words, no emphasis, code or escape
 * marks, white space as one space, none at the ends. In the arena. */
struct str block_plain(struct arena *a, struct str marked);

/* The length of the link target `](…)` that begins at p[at] == ']', or 0. Balanced parentheses, at most 4 KiB. */
size_t link_target(struct str s, size_t at);

#endif
