/* The second half of an alignment: from who is whose to what happened to it (align.h). Splits and merges, then an item
 * for each clause that is not as it was, then what the items of a region come to together.
 *
 * For align.c alone, whose state this is. */
#ifndef ATLAS_TEXT_ALIGN_ITEMS_H
#define ATLAS_TEXT_ALIGN_ITEMS_H

#include "base/vec.h"
#include "text/align.h"
#include "text/shingle.h"

struct side { /* one text's clauses while they are matched */
    const struct clauses *clauses;
    ptrdiff_t *to;          /* clause of the other side, or -1 */
    uint64_t *key;          /* of the operative bytes */
    struct shingles *shape; /* of those that no equal bytes were found for; NULL where none were looked for */
    uint32_t *gap;          /* which gap between matched clauses it stands in */
};

struct edge { /* an old and a new clause that share words */
    uint32_t o, n;
    uint32_t shared; /* shingles */
    float similarity, rank;
};

struct aligner {
    struct arena *arena, room; /* room: of one step */
    struct side o, n;
    VEC(struct edge) edges;
    int64_t budget; /* of comparing */
    bool capped;
};

/* Fills in items, nitems and substantive; move_of_new is there. Clauses that were split off or merged away get -2 in
 * `to`. */
void align_items(struct aligner *al, struct alignment *ret);

#endif
