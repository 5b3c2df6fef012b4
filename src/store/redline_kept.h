/* Redlines kept for the next reader (sql/migrations/0014_print.sql): a cache, found by the hashes of the two texts and
 * by who made it, never wrong and never needed. Bounded in bytes: what was not read for longest goes first.
 *
 * And the slots of large comparisons: so many at a time over all web processes, because each may take a great part of a
 * machine's memory for a while. A crash gives a slot back. */
#ifndef ATLAS_STORE_REDLINE_KEPT_H
#define ATLAS_STORE_REDLINE_KEPT_H

#include "store/db.h"

enum { REDLINE_KEPT_ONE = 4 << 20, REDLINE_KEPT_ALL = 256 << 20, REDLINE_SLOTS = 2 };

struct redline_key {
    struct str from, to; /* records, CA-V-… */
    const char *made_by;
};

/* The JSON, in *ret until rows_free. ERR_NOT_FOUND: not kept. Notes the use, at most once an hour. */
MUST_USE int redline_find(struct store *st, const struct redline_key *key, int64_t now_us, struct rows *ret);
/* Keeps it, and lets others go where all together are more than the bound. ERR_LIMIT: too large by itself. */
MUST_USE int redline_keep(struct store *st, const struct redline_key *key, struct str json, int64_t now_us);

/* ERR_CONFLICT: all are taken. */
MUST_USE int redline_slot_take(struct store *st, int64_t *ret);
MUST_USE int redline_slot_give(struct store *st, int64_t slot);

#endif
