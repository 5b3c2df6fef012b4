/* Paying for a tier. There is one way in which a tier is given (subscription_give in sql/migrations/0019_billing.sql: kind,
 * period, reference), and two that use it:
 *
 *   manual   the operator's word: `atlas account tier ADDRESS TIER --until DATE --invoice REF` (account_set_tier)
 *   Stripe   Checkout, where it is configured; what the provider's signed events tell (billing_take_event)
 *
 * Both end by the same rules (store/subscription.h). Nothing outside the second half of this file, monitor/checkout.h and
 * web/stripe_event.h knows of Stripe; another provider would be another three like them.
 *
 * An order:    asked ──worker: a checkout session──► ready (a link) ──event──► paid
 *                │ no answer: again, later, BILLING_TRIES times and for BILLING_TIME_US; then failed, with words
 * An event:    kept by the web when its signature is right, once by its id; applied by the worker, once, in one transaction;
 *              in whatever order they come: what a subscription is paid until only grows, by invoices that were paid, its
 *              end is final, and of its states the newest by the provider's clock counts.
 * A wish:      to end with the period, or not to; the worker says it to the provider until that has taken it. Leaving
 *              wishes an end, and staying takes that back. */
#ifndef ATLAS_STORE_BILLING_H
#define ATLAS_STORE_BILLING_H

#include "base/clock.h"
#include "store/subscription.h"

enum { BILLING_TRIES = 8 };
#define BILLING_TIME_US (85 * 60 * USEC_PER_SEC) /* from the order on; after it no session is asked for any more */

/* ---- the web's side ---- */
struct billing_wanted {
    struct str tier, period; /* slug or name; month, year */
    const char *token;       /* crypt/random.h random_token: names the order at the provider */
};
/* For the account the store acts for. ERR_NOT_FOUND: it has no such price, or the account pays for as much already.
 * ERR_CONFLICT: an order is open. */
MUST_USE int billing_order(struct store *st, int64_t account_id, const struct billing_wanted *w, int64_t now_us);
/* ERR_NOT_FOUND: nothing is paid for. */
MUST_USE int billing_cancel(struct store *st, int64_t account_id, bool cancel, int64_t now_us);

struct billing_event {
    const char *id, *type;
    int64_t created_us;
    const char *facts; /* JSON object: see web/stripe_event.h */
};
/* Its signature was right. The same id again is passed over. */
MUST_USE int billing_keep_event(struct store *st, const struct billing_event *e, int64_t now_us);

/* ---- the worker's side ---- */
/* As subscription_take: one event, inside the caller's transaction. */
MUST_USE int billing_take_event(struct store *st, struct arena *a, int64_t now_us, struct tier_news *ret);

struct billing_session { /* an order that a checkout session is to be made for; strings in the arena */
    int64_t id, asked_us;
    const char *price, *token;
    int answers; /* that the provider answered with a failure of its own so far */
};
/* The oldest that is due, leased until then. ERR_NOT_FOUND: none. Orders whose link has expired end here too, and those that used
 * up their tries or their time, by a worker that died each time or by none. */
MUST_USE int billing_claim_order(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct billing_session *ret);
MUST_USE int billing_order_ready(struct store *st, int64_t id, const char *external_id, const char *url, int64_t expires_us);

struct billing_failure {
    const char *reason; /* for the person who ordered */
    bool again;         /* the provider was away or busy: another try, until they are used up */
    bool answered;      /* it answered: a request like the last would get the same answer */
    int64_t wait_us;    /* that it asked for; 0: none. Longer than the order may take: it fails at once */
};
MUST_USE int billing_order_failed(struct store *st, int64_t id, const struct billing_failure *f, int64_t now_us);

struct billing_wish {
    int64_t id;
    const char *external_id;
    bool cancel;
};
MUST_USE int billing_claim_wish(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct billing_wish *ret);
MUST_USE int billing_wish_taken(struct store *st, int64_t id, bool cancel, int64_t now_us);
MUST_USE int billing_wish_failed(struct store *st, int64_t id, const char *reason, int64_t now_us); /* tried for ever, hourly in the end */

#endif
