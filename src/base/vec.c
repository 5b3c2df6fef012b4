#include "base/vec.h"

void *vec_grow(struct arena *a, void *v, size_t *cap, size_t size)
{
    size_t old = *cap, cap_new = old > 0 ? old * 2 : 8, bytes;
    if (__builtin_mul_overflow(cap_new, size, &bytes)) bug("vec_grow: %zu elements of %zu bytes", cap_new, size);
    *cap = cap_new;
    return arena_grow(a, v, old * size, bytes);
}
