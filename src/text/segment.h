/* Segmentation: a canonical text as an ordered list of clauses, each small enough to cite and large enough to mean
 * something.
 *
 * A clause is a paragraph, a list item or a table row, with what cannot stand alone: the headings above it that nothing
 * else has claimed, the number on a line of its own, and the short items, rows and lines that follow it. A heading
 * alone is a clause only where the document has nothing else.
 *
 * Invariants: the clauses tile the text: v[0].offset is 0, each begins where the one before ends, the last ends with
 * the text; so the texts joined are the canonical text, byte for byte. An empty text has no clauses. Whether a clause
 * begins at a block depends on that block, the one before and the headings directly above, never on sizes added up, so
 * an inserted paragraph moves no border of another clause (its heading goes to it where it is put first under one). The
 * letters of dates do not count for what stands alone: another date of the last update moves no border.
 *
 * Lifetime: `text` and `operative` are slices of the input; the rest is in the arena. */
#ifndef ATLAS_TEXT_SEGMENT_H
#define ATLAS_TEXT_SEGMENT_H

#include "base/str.h"

enum clause_kind { CLAUSE_PROSE, CLAUSE_ITEM, CLAUSE_ROW, CLAUSE_DEFINITION, CLAUSE_HEADING, CLAUSE_KIND_MAX };
const char *clause_kind_name(enum clause_kind kind); /* "prose", "item", "row", "definition", "heading" */

struct clause {
    size_t offset, length; /* bytes of the canonical text */
    struct str text;       /* those bytes */
    struct str operative;  /* the part of text behind its headings, list marks and number, to the end: marked up */
    struct str lead;       /* the part before it: headings, marks, number */
    struct str *headings;  /* the titles in force, outermost first, plain, without their numbers */
    size_t nheadings;
    size_t own_headings;     /* how many of them, the innermost, stand in this clause's own lead */
    struct str heading_path; /* "Terms › 4 Payment › Refunds"; "" where there is no heading above */
    struct str section;      /* number of the innermost numbered heading in force: "4"; "" where there is none */
    struct str label;        /* "4.2 (b)"; "" where unnumbered. An attribute: a new number is no new clause */
    enum clause_kind kind;
    unsigned ordinal; /* from 1 */
    struct str title; /* for lists: the label and the heading or the first words; never empty */
    struct str body;  /* the operative words as read: plain, one space, no marks */
};

struct clauses {
    struct clause *v;
    size_t n;
};

void segment_text(struct arena *a, struct str text, struct clauses *ret);

#endif
