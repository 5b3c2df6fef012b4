/* Messages between the worker and its parser children: a flat run of fields, integers as 8 bytes little-endian, strings as
 * a length and the bytes. The reader trusts nothing: a field that does not fit, or a number out of its range, makes the
 * whole message bad, and stays so: check wire_bad once at the end. */
#ifndef ATLAS_MONITOR_WIRE_H
#define ATLAS_MONITOR_WIRE_H

#include "base/buf.h"

void wire_put_int(struct buf *b, int64_t v);
void wire_put_str(struct buf *b, struct str s);

struct wire {
    struct str rest;
    bool bad;
};
int64_t wire_int(struct wire *w, int64_t min, int64_t max); /* min on a bad message */
struct str wire_str(struct wire *w);                        /* a slice of the message; empty on a bad message */
static inline bool wire_bad(const struct wire *w) { return w->bad || w->rest.n > 0; }

#endif
