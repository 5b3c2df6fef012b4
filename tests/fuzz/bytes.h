/* What the fuzz targets share: an arena that is emptied for each input, and a claim that ends the run when it does not
 * hold. */
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

/* Memory that was freed is kept from use for the last megabytes only: the sanitizer's usual 256 MB are cold in the
 * caches and cost half of the runs. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "quarantine_size_mb=4"; }

/* The arena, empty, and the input as a slice of the fuzzer's own block, so that a read past its end is seen. */
static inline struct str input(struct arena **ret, const uint8_t *data, size_t size)
{
    static struct arena a;
    if (a.max_bytes == 0) arena_init(&a, (size_t)512 << 20);
    arena_reset(&a);
    *ret = &a;
    return str_of((const char *)data, size);
}

/* The two halves of an input that is cut at its first byte 0xff. */
static inline struct str before_cut(struct str s)
{
    size_t cut = str_find_char(s, '\xff');
    return str_upto(s, cut);
}

static inline struct str behind_cut(struct str s)
{
    size_t cut = str_find_char(s, '\xff');
    return str_from(s, cut == STR_NONE ? s.n : cut + 1);
}

#endif
