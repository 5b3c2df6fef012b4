/* The redline of two texts, in reading order: what a page, a mail or `atlas diff` shows.
 *
 * Invariants: joining '=' and '-' gives the old text, joining '=' and '+' the new one, byte for byte; a word is never
 * split, punctuation is a token of its own; neighbouring ops differ in something. A moved clause stands as '-' at its
 * source and as '+' at its target, both with the same `move` number; inside it, `edited` tells the words that really
 * went or came from those that only moved. Numbers and headings belong to the text between the clauses' words, so a
 * renumbering costs its digits and nothing else.
 *
 * Built on the alignment: words are compared inside aligned clauses and, jointly, in what lies between two of them.
 * Slices of the two texts, ops in the arena. */
#ifndef ATLAS_TEXT_REDLINE_H
#define ATLAS_TEXT_REDLINE_H

#include "text/align.h"

struct redline_op {
    char op;       /* '=', '-', '+' */
    bool edited;   /* of a moved clause: the text went or came besides the move */
    uint32_t move; /* 0, or the number of the move that it belongs to */
    struct str text;
    ptrdiff_t old_clause, new_clause; /* the clauses in which the text begins; -1: the side has no such text */
};

struct redline {
    struct redline_op *ops;
    size_t n;
    bool capped;
};

void redline_make(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                  const struct clauses *new_clauses, const struct alignment *al, struct redline *ret);

#endif
