/* An arena: memory that lives as long as one request or one job and goes all at once.
 *
 * Invariants: what arena_alloc returns is zeroed, aligned for any type and valid until the arena is reset or released.
 * It never returns NULL. An arena has a ceiling in bytes; a job that would pass it is over: the overflow hook runs, and
 * may not return (a command line tool prints a sentence and exits, a parser child exits with its code, a test jumps).
 * So no caller checks, and no hostile input can take more than the ceiling.
 *
 * Not in arenas: PGresult, curl handles, file descriptors. Whoever opens those closes them at `out:`. */
#ifndef ATLAS_BASE_ARENA_H
#define ATLAS_BASE_ARENA_H

#include "base/err.h"

#include <stdarg.h>

struct arena_block;
struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used_bytes;          /* asked for by callers, all blocks */
    size_t held_bytes;          /* taken from malloc */
    size_t max_bytes;           /* ceiling of held_bytes */
    size_t peak_bytes;          /* largest held_bytes since init */
};

void arena_init(struct arena *a, size_t max_bytes);
void arena_reset(struct arena *a);   /* everything goes; the first block is kept for the next job */
void arena_release(struct arena *a); /* everything goes; usable again only after arena_init */

void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc, alloc_size(2), returns_nonnull));
void *arena_array(struct arena *a, size_t n, size_t size) __attribute__((malloc, alloc_size(2, 3), returns_nonnull));
/* Grows the newest allocation in place where it can, else copies. old may be NULL with old_n 0. */
void *arena_grow(struct arena *a, void *old, size_t old_n, size_t n) __attribute__((returns_nonnull));
char *arena_dup(struct arena *a, const char *p, size_t n) __attribute__((returns_nonnull)); /* NUL-terminated copy */
char *arena_dupz(struct arena *a, const char *z) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))

/* What happens when an arena meets its ceiling, or malloc fails. The default prints a sentence and exits with 1. The
 * hook may not return. One hook a process, set by main() or a test. */
typedef void arena_overflow_fn(const struct arena *a, size_t wanted_bytes);
void arena_on_overflow(arena_overflow_fn *fn);

#endif
