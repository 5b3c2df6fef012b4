/* Alignment: which clause of the new text is which clause of the old one, and what happened to it.
 *
 * Five steps (DESIGN.md §5): the same bytes, in order; the same words elsewhere; similar words, in the gaps and then
 * anywhere; split and merge; what is left is added or removed. The cost is near-linear: candidates come from an index
 * of word shingles, and what is compared in a gap is capped (`capped` says that a cap was met: the result is still a
 * valid alignment, with more added and removed than there might be).
 *
 * Identity: old_of_new[j] is the old clause whose identity new clause j carries, or -1. No old clause is carried twice.
 * Of a split, the largest part carries it; of a merge, the largest of the merged. */
#ifndef ATLAS_TEXT_ALIGN_H
#define ATLAS_TEXT_ALIGN_H

#include "text/segment.h"
#include "text/worddiff.h"

enum item_kind {
    ITEM_ADDED,
    ITEM_REMOVED,
    ITEM_MODIFIED,
    ITEM_MOVED,      /* the same words elsewhere */
    ITEM_SPLIT,      /* one old clause became several new ones: old_clause, new_clause and more[] */
    ITEM_MERGED,     /* several old clauses became one: new_clause, old_clause and more[] */
    ITEM_RENUMBERED, /* the same words under another number */
    ITEM_RETITLED,   /* the same words under another heading */
    ITEM_KIND_MAX
};
const char *item_kind_name(enum item_kind kind); /* "added", "removed", "modified", … */

struct change_item {
    enum item_kind kind;
    bool cosmetic;        /* text/noise.h decides */
    const char *reason;   /* why it is cosmetic or not: a short phrase, static or in the arena */
    ptrdiff_t old_clause; /* index, or -1 */
    ptrdiff_t new_clause; /* index, or -1 */
    ptrdiff_t *more;      /* of a split: the other new clauses; of a merge: the other old ones; in reading order */
    size_t nmore;
    double similarity; /* of the words, 0–1; 0 for added and removed */
    bool moved;        /* its place among the clauses that stayed has changed (also where kind is modified …) */
    bool renumbered, retitled, links; /* attributes that changed besides: number, heading path, a link's target */
    uint32_t move;                    /* where moved: the number of the move, from 1, the same in the redline */
    struct word_edits edits;          /* old against new text of the clause; empty for added and removed */
};

struct alignment {
    struct change_item *items; /* what changed, in reading order of the new text; the removed at their old place */
    size_t nitems;
    ptrdiff_t *old_of_new; /* one per new clause */
    ptrdiff_t *new_of_old; /* the reverse */
    uint32_t *move_of_new; /* one per new clause: the number of its move, or 0 */
    uint32_t nmoves;
    bool capped;
    bool substantive; /* at least one item is */
};

void align_clauses(struct arena *a, struct str old_text, const struct clauses *old_clauses, struct str new_text,
                   const struct clauses *new_clauses, struct alignment *ret);

#endif
