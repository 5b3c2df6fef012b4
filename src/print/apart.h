/* Work in a process of its own: a short-lived child of a web process lays out the page or the picture, and what it
 * leaves behind (fonts, caches, what pango and cairo think of memory) goes with it. A web process stays small, and a
 * crash in a font costs one answer.
 *
 * The child has the descriptors that it needs and no other, a ceiling on memory and processor time, may write no file,
 * and is ended at the deadline. It never returns: it does not touch the request, the database or the socket. */
#ifndef ATLAS_PRINT_APART_H
#define ATLAS_PRINT_APART_H

#include "base/buf.h"

struct apart_limits {
    size_t memory_bytes; /* address space; not held under a sanitizer */
    size_t arena_bytes;
    size_t out_bytes; /* of what it makes */
    unsigned cpu_s;
    int64_t deadline_ms;
};

/* Runs in the child; writes what it makes to out. */
typedef int apart_fn(struct arena *a, const void *job, struct buf *out, struct note *why);

/* Appends what fn made to out. What fn returned; ERR_LIMIT: over a limit; ERR_IO: it crashed, or there can be no child.
 * `why` tells in each case. */
MUST_USE int apart_run(const struct apart_limits *limits, apart_fn *fn, const void *job, struct buf *out,
                       struct note *why);

#endif
