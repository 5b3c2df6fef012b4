/* A typed growing array in an arena. VEC(type) declares it; the elements may move while it grows, so keep indices, not
 * pointers, across a push. It is never freed: the arena is.
 *
 *     VEC(struct clause) clauses = {0};
 *     *vec_push(&clauses, arena) = (struct clause){…};        clauses.v[i], clauses.n */
#ifndef ATLAS_BASE_VEC_H
#define ATLAS_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)      \
    struct {           \
        type *v;       \
        size_t n, cap; \
    }

/* The address of a new, zeroed last element. */
#define vec_push(vec, arena)                                                                                          \
    ((vec)->n == (vec)->cap ? ((vec)->v = vec_grow((arena), (vec)->v, &(vec)->cap, sizeof *(vec)->v)) : (void *)0,    \
     &(vec)->v[(vec)->n++])

void *vec_grow(struct arena *a, void *v, size_t *cap, size_t size);

#endif
