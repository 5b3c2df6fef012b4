#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char mem[];
};

enum { BLOCK_MIN = 64 * 1024, ALIGN = alignof(max_align_t) };

static void overflow_exit(const struct arena *a, size_t wanted)
{
    fprintf(stderr, "this input needs more memory than the limit of %zu bytes (%zu more wanted)\n", a->max_bytes, wanted);
    exit(1);
}

static arena_overflow_fn *overflow = overflow_exit;

void arena_on_overflow(arena_overflow_fn *fn)
{
    overflow = fn != NULL ? fn : overflow_exit;
}

static NORETURN void overflowed(const struct arena *a, size_t wanted)
{
    overflow(a, wanted);
    bug("the arena's overflow hook returned");
}

void arena_init(struct arena *a, size_t max_bytes)
{
    *a = (struct arena){.max_bytes = max_bytes};
}

static void free_blocks(struct arena *a, struct arena_block *keep)
{
    for (struct arena_block *b = a->blocks, *next; b != NULL && b != keep; b = next) {
        next = b->next;
        a->held_bytes -= b->size;
        free(b);
    }
    a->blocks = keep;
}

void arena_reset(struct arena *a)
{
    struct arena_block *first = a->blocks;
    while (first != NULL && first->next != NULL) first = first->next;
    if (first != NULL && first->size > 4 * (size_t)BLOCK_MIN) first = NULL; /* one large job must not pin its memory */
    free_blocks(a, first);
    if (first != NULL) {
        memset(first->mem, 0, first->used);
        first->used = 0;
    }
    a->used_bytes = 0;
}

void arena_release(struct arena *a)
{
    free_blocks(a, NULL);
    *a = (struct arena){.max_bytes = a->max_bytes};
}

static struct arena_block *add_block(struct arena *a, size_t n)
{
    /* Blocks double with the arena, so that a large job costs few of them and a small one little memory. */
    size_t size = BLOCK_MIN;
    while (size < n || (size < a->held_bytes && size < (8u << 20))) {
        if (__builtin_mul_overflow(size, 2, &size)) overflowed(a, n);
    }
    if (size > n && a->held_bytes + size > a->max_bytes) size = n; /* the last stretch below the ceiling is usable too */
    size_t held;
    if (__builtin_add_overflow(a->held_bytes, size, &held) || held > a->max_bytes) overflowed(a, n);
    struct arena_block *b = calloc(1, sizeof *b + size);
    if (b == NULL) overflowed(a, n);
    b->size = size;
    b->next = a->blocks;
    a->blocks = b;
    a->held_bytes = held;
    if (held > a->peak_bytes) a->peak_bytes = held;
    return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
    size_t need;
    if (__builtin_add_overflow(n, ALIGN - 1, &need)) overflowed(a, n);
    need &= ~(size_t)(ALIGN - 1);
    if (need == 0) need = ALIGN;
    struct arena_block *b = a->blocks;
    if (b == NULL || b->size - b->used < need) b = add_block(a, need);
    void *p = b->mem + b->used;
    b->used += need;
    a->used_bytes += need;
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) overflowed(a, SIZE_MAX);
    return arena_alloc(a, bytes);
}

void *arena_grow(struct arena *a, void *old, size_t old_n, size_t n)
{
    size_t old_need = (old_n + ALIGN - 1) & ~(size_t)(ALIGN - 1), need = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct arena_block *b = a->blocks;
    if (old != NULL && old_need > 0 && n >= old_n && b != NULL && b->used >= old_need &&
        (unsigned char *)old == b->mem + b->used - old_need && b->size - b->used >= need - old_need) {
        b->used += need - old_need;
        a->used_bytes += need - old_need;
        return old;
    }
    void *p = arena_alloc(a, n);
    if (old_n > 0) memcpy(p, old, old_n < n ? old_n : n);
    return p;
}

char *arena_dup(struct arena *a, const char *p, size_t n)
{
    size_t with_nul;
    if (__builtin_add_overflow(n, 1, &with_nul)) overflowed(a, n);
    char *copy = arena_alloc(a, with_nul);
    if (n > 0) memcpy(copy, p, n);
    copy[n] = '\0';
    return copy;
}

char *arena_dupz(struct arena *a, const char *z)
{
    return arena_dup(a, z, strlen(z));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) bug("arena_printf: bad format");
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p;
}
