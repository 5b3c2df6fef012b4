/* Subscriptions that have something to say: one that began, one that ends within three days, one that has ended
 * (sql/migrations/0019_billing.sql says which tell whom). Each says it once: taking it up marks it, under the lock of its
 * account, and pauses what the tier that is left has no room for. So any number of workers may ask. */
#ifndef ATLAS_STORE_SUBSCRIPTION_H
#define ATLAS_STORE_SUBSCRIPTION_H

#include "store/db.h"

struct tier_news { /* strings in the arena */
    const char *what; /* of the notice: tier_begun, tier_ends, tier_ended, payment_failed; NULL: nobody is to be told */
    const char *key;  /* tells its letter from all others */
    const char *address;
    const char *payload; /* JSON: what the letter's template shows */
    int64_t account_id;
};

/* Takes up one, inside the caller's transaction, which is to hold the letter too. ERR_NOT_FOUND: nothing is due. */
MUST_USE int subscription_take(struct store *st, struct arena *a, int64_t now_us, struct tier_news *ret);

/* The columns what, key, account_id, address, payload of a row as news; for store/billing.h too. */
void tier_news_read(const struct rows *r, struct arena *a, struct tier_news *ret);

#endif
