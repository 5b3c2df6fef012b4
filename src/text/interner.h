/* Numbers for byte strings, equal for equal ones, from 0 in the order in which they are first seen: what sequences are
 * compared by (worddiff.h). Keys are borrowed. The table grows with the strings that differ, not with those there are;
 * its hash is seeded once a process, so that hostile strings cannot be prepared, and the numbers do not depend on it.
 */
#ifndef ATLAS_TEXT_INTERNER_H
#define ATLAS_TEXT_INTERNER_H

#include "base/str.h"

#define INTERNER_NONE UINT32_MAX

struct interner {
    struct arena *arena;
    struct str *key; /* by number: the string where it was seen first */
    uint32_t *slot;  /* number + 1; 0: free */
    size_t mask;
    uint32_t n;
};

void interner_init(struct interner *t, struct arena *a);
uint32_t interner_put(struct interner *t, struct str key);
uint32_t interner_get(const struct interner *t, struct str key); /* INTERNER_NONE: not there */

#endif
