/* A redline as a reader sees it: headings, paragraphs, list items and table rows, each with runs of kept, inserted,
 * deleted and moved words. The marks of the canonical form are gone: emphasis, code, escapes, link targets, underlines,
 * bullets, table borders. Built from the exact redline (redline.h), byte by byte: what shows on one side only is marked
 * as that side's, what shows on neither goes.
 *
 * Where a block ends is itself a token: kept, inserted (one block became two) or deleted (two became one). A number
 * before the words ("4.2", "(b)", "Section 4") is an attribute: a new number marks no word. A link whose target alone
 * changed marks no word either; it is in `links`.
 *
 * Invariants: for each side, rendered_side() of the redline and rendered_text() of that side's text are the same words,
 * numbers and block ends, equal but for how wide a gap is. Words are never split. Blocks and runs are in reading
 * order. Linear in both texts. Runs' texts and the rest are in the arena; link targets are slices of the inputs. */
#ifndef ATLAS_TEXT_RENDERED_H
#define ATLAS_TEXT_RENDERED_H

#include "text/block.h"
#include "text/redline.h"

struct rendered_run {
    char op;                          /* '=', '-', '+' */
    bool edited, first;               /* of a move: words that went or came inside it; where it begins at this end */
    uint32_t move;                    /* its number, or 0 */
    uint32_t link;                    /* number of the link change to be told behind this run, from 1, or 0 */
    ptrdiff_t old_clause, new_clause; /* of the run's beginning; -1: the side has no such text */
    struct str text;                  /* white space as one space, or one newline where a line was broken */
};

struct rendered_place { /* a clause begins to differ in this block */
    char side;          /* 'n': clause of the newer text, 'o': of the older, which has gone */
    size_t clause;
};

struct rendered_block {
    enum block_kind kind, kind_was; /* they differ where a paragraph became a heading and the like */
    uint8_t level;                  /* of a heading: 1–7; else how deep in lists, from 0 */
    bool bullet;                    /* an item with a bullet for a number */
    bool marked;                    /* something in it is not as it was; a number alone does not count */
    char op;                        /* '-': of the older text alone, '+': of the newer alone, '=': of both */
    char end;                       /* likewise of the place where it ends */
    struct str number, number_was;  /* of the newer and the older text; empty where none begins here */
    size_t run, nruns, place, nplaces;
};

struct rendered_link {
    struct str words, was, now; /* targets; was empty: the words are a link now; now empty: they are none any more */
};

struct rendered {
    struct rendered_block *blocks;
    size_t n;
    struct rendered_run *runs;
    size_t nruns;
    struct rendered_place *places;
    size_t nplaces;
    struct rendered_link *links;
    size_t nlinks;
};

/* Where the lists of a page lead to: before which op each clause first differs. Every clause that is not byte for byte
 * what it was is named once: by its first op that is not kept, or, where other clauses have all its words, by the op in
 * which it begins. In the order of the ops. */
struct redline_place {
    size_t op;
    char side; /* as in rendered_place */
    size_t clause;
};
struct redline_places {
    struct redline_place *v;
    size_t n;
};
void redline_places(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                    const struct alignment *al, const struct redline *r, struct redline_places *ret);

void rendered_make(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                   const struct clauses *new_clauses, const struct alignment *al, const struct redline *r,
                   struct rendered *ret);

static inline bool rendered_renumbered(const struct rendered_block *b)
{
    return b->op == '=' && !str_eq(b->number, b->number_was);
}

/* One side of a rendered redline, and a canonical text by itself, in the same form: number, space, words; an empty line
 * between blocks; every other gap one space. side: '-' the older, '+' the newer. */
struct str rendered_side(struct arena *a, const struct rendered *r, char side);
struct str rendered_text(struct arena *a, struct str text);

#endif
