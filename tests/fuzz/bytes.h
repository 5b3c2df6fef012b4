/* What the fuzz targets share: an arena per input, and a claim that ends the run when it does not hold. */
#ifndef ATLAS_TESTS_FUZZ_BYTES_H
#define ATLAS_TESTS_FUZZ_BYTES_H

#include "base/arena.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Statement of the header under test; a breach is a finding like a crash. */
#define CLAIM(holds)                                                                                                   \
    do {                                                                                                               \
        if (!(holds)) {                                                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);                                 \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* The input as a slice of its own memory, a NUL behind it, so that a read past the end is seen. */
static inline struct str input(struct arena *a, const uint8_t *data, size_t size)
{
    arena_init(a, (size_t)512 << 20);
    return str_of(arena_dup(a, (const char *)data, size), size);
}

#endif
