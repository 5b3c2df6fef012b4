/* The shape of a passage: what words it has, and which two stand side by side, whatever the case, the marks and their
 * order otherwise. Passages are similar when their shapes share much (align.h). */
#ifndef ATLAS_TEXT_SHINGLE_H
#define ATLAS_TEXT_SHINGLE_H

#include "base/str.h"

struct shingles { /* distinct hashes of words and of pairs of neighbours, ascending */
    uint32_t *v;
    uint32_t n;
};

/* *ret_key: of the words alone, in their order, with case; as it was where there are none. `room` holds five numbers
 * for each byte of the text. */
void shingles_make(struct arena *a, struct str text, uint32_t *room, struct shingles *ret, uint64_t *ret_key);

uint32_t shingles_shared(const struct shingles *x, const struct shingles *y); /* how many both have */

/* Whether `part` lies in `whole` and brings words that `other`, which the whole already has its likeness in, has not.
 */
bool shingles_part(const struct shingles *part, const struct shingles *whole, const struct shingles *other);

#endif
