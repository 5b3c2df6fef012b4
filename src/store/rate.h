/* Counters of what must not happen often: wrong passwords, sign-ups, mails to one address. A counter is (bucket, key)
 * in windows of fixed length that begin at multiples of it; old windows are the worker's to delete. Keys hold no
 * address of a person: networks as /24 or /64, mail addresses as SHA-256.
 *
 * Windows are an hour long at most, but for one bucket. */
#ifndef ATLAS_STORE_RATE_H
#define ATLAS_STORE_RATE_H

#include "store/db.h"

#define RATE_LOGIN_ADDRESS "login-address" /* wrong passwords for one address: in windows of … */
#define RATE_MONTH_US (30 * USEC_PER_DAY)

/* Counts one and returns the new number of this window. */
MUST_USE int rate_hit(struct store *st, const char *bucket, const char *key, int64_t now_us, int64_t window_us,
                      int64_t *ret);
MUST_USE int rate_count(struct store *st, const char *bucket, const char *key, int64_t now_us, int64_t window_us,
                        int64_t *ret);
MUST_USE int rate_clear(struct store *st, const char *bucket, const char *key); /* all windows of the key begin anew */

MUST_USE int rate_forget(struct store *st, int64_t now_us); /* deletes windows that ended a day ago */

const char *rate_address_key(struct arena *a, struct str address); /* SHA-256, hex */

#endif
