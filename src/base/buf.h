/* A growing string of bytes with a ceiling. Invariants: p is NUL-terminated behind n bytes whenever p != NULL; n never
 * passes max_bytes. An append that would, or for which memory is missing, frees the content and the buffer stays
 * failed: every later append fails too, so ten appends need one check at the end (buf_failed).
 *
 * Lifetime: buf_init … buf_release by the holder. buf_detach hands the storage over: you free() it. */
#ifndef ATLAS_BASE_BUF_H
#define ATLAS_BASE_BUF_H

#include "base/str.h"

struct buf {
    char *p;
    size_t n, cap, max_bytes;
    bool failed;
};

void buf_init(struct buf *b, size_t max_bytes);
void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* empty and unfailed, memory kept */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_strz(struct buf *b, const char *z);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_truncate(struct buf *b, size_t n); /* n ≤ b->n */
char *buf_detach(struct buf *b);            /* the bytes, yours to free(); NULL when failed; the buffer is empty again */
static inline bool buf_failed(const struct buf *b) { return b->failed; }
static inline struct str buf_view(const struct buf *b) { return str_of(b->p, b->n); } /* valid until the next append */

#endif
