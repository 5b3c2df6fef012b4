/* Watches on whole platforms: what a person follows. How many a tier allows is the database's to hold, under
 * concurrency too (trigger watch_limit). The store must act as the account (store_act_as). */
#ifndef ATLAS_STORE_WATCH_H
#define ATLAS_STORE_WATCH_H

#include "store/db.h"

/* ERR_NOT_FOUND: no such platform. ERR_CONFLICT: watched already. ERR_LIMIT: the tier's number is reached. */
MUST_USE int watch_add_platform(struct store *st, int64_t account_id, struct str slug, int64_t now_us);
MUST_USE int watch_add_platform_id(struct store *st, int64_t account_id, int64_t platform_id, int64_t now_us);
/* ERR_NOT_FOUND: the account has no such watch. */
MUST_USE int watch_delete(struct store *st, int64_t account_id, int64_t watch_id);
/* A watch that was paused because a tier ended: watched again. ERR_LIMIT as above. */
MUST_USE int watch_unpause(struct store *st, int64_t account_id, int64_t watch_id);
/* The platform's id; ERR_NOT_FOUND. */
MUST_USE int watch_platform(struct store *st, struct str slug, int64_t *ret);

struct watch_allowance {
    int64_t limit, used; /* platforms; limit -1: no limit */
    const char *tier;    /* its name */
};
MUST_USE int watch_allowed(struct store *st, struct arena *a, int64_t account_id, int64_t now_us,
                           struct watch_allowance *ret);

#endif
