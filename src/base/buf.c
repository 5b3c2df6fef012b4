#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *b, size_t max_bytes)
{
    *b = (struct buf){.max_bytes = max_bytes};
}

void buf_release(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max_bytes = b->max_bytes};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p != NULL) b->p[0] = '\0';
}

static void fail(struct buf *b)
{
    buf_release(b);
    b->failed = true;
}

static bool reserve(struct buf *b, size_t more)
{
    size_t want;
    if (b->failed) return false;
    if (__builtin_add_overflow(b->n, more, &want) || want > b->max_bytes || want == SIZE_MAX) {
        fail(b);
        return false;
    }
    if (want < b->cap) return true;
    size_t cap = b->cap > 0 ? b->cap : 256;
    while (cap <= want) cap = cap > SIZE_MAX / 2 ? want + 1 : cap * 2;
    char *p = realloc(b->p, cap);
    if (p == NULL) {
        fail(b);
        return false;
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
    if (!reserve(b, n)) return;
    if (n > 0) memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s) { buf_add(b, s.p, s.n); }
void buf_strz(struct buf *b, const char *z) { buf_add(b, z, strlen(z)); }
void buf_char(struct buf *b, char c) { buf_add(b, &c, 1); }

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) bug("buf_printf: bad format");
    if (reserve(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_truncate(struct buf *b, size_t n)
{
    if (n > b->n) bug("buf_truncate: %zu of %zu", n, b->n);
    b->n = n;
    if (b->p != NULL) b->p[n] = '\0';
}

char *buf_detach(struct buf *b)
{
    if (!b->failed && b->p == NULL) buf_add(b, "", 0);
    char *p = b->p;
    *b = (struct buf){.max_bytes = b->max_bytes, .failed = b->failed};
    return p;
}
