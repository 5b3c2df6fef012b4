/* Stripe, the worker's side (store/billing.h): makes the checkout session of an order, and tells the provider of wishes to end
 * a subscription or to keep it. One request at a time through the fetch gate, beside all other work and never in its way:
 * each turn returns at once. Off unless a key is configured.
 *
 * A session is asked for with an Idempotency-Key made of the order and of how often the provider answered with a failure of its
 * own: over a broken line it is made once, however often it is asked for. After a 5xx the next request has a key of its own, for
 * the old one would bring the same answer; where that failure came behind the making there are two sessions, the person sees the
 * link of the second, and the first expires. A provider that is away, busy (429) or in trouble (5xx) is asked again, not before
 * its Retry-After; where that is later than the order can wait, the order fails. What it refuses is the operator's to mend and
 * is logged; the person reads a sentence that says so. Its link is kept only if it leads to Stripe's own checkout,
 * or, where another API is configured, to that one's host. */
#ifndef ATLAS_MONITOR_CHECKOUT_H
#define ATLAS_MONITOR_CHECKOUT_H

#include "net/fetch.h"
#include "store/billing.h"

struct checkout;

struct checkout_settings {
    const char *api;      /* https://api.stripe.com, no slash at the end */
    const char *key;      /* sent as a bearer token */
    const char *base_url; /* ours, where the checkout leads back to */
    const char *user_agent;
    const struct guard *guard; /* must outlive it */
};

/* The address of the API: https (http where the guard has exceptions, which only a demonstration has), no slash at the end.
 * ERR_BAD_INPUT: why says what is wrong. */
MUST_USE int checkout_api_check(const char *api, bool plain_allowed, struct note *why);
/* ERR_BAD_INPUT: the settings cannot be; why says what. */
MUST_USE int checkout_new(const struct checkout_settings *s, struct store *st, struct checkout **ret, struct note *why);
void checkout_free(struct checkout *c); /* NULL is fine; a request in hand is made again when its lease ends */
/* Takes up an order or a wish, moves it on, waiting wait_ms at most, or notes its answer. *ret_busy: one is in hand, or
 * another may be waiting; not for a provider in trouble. */
MUST_USE int checkout_turn(struct checkout *c, int wait_ms, bool *ret_busy);

/* ---- pure parts, for the tests ---- */
const char *checkout_form(struct arena *a, const char *base_url, const struct billing_session *s);
struct checkout_answer {
    const char *id, *url;
    int64_t expires_us;
};
/* The body of an answer. ERR_BAD_INPUT: it is none, or its link leads elsewhere; why says what. */
MUST_USE int checkout_answer_read(struct arena *a, struct str body, const char *api, struct checkout_answer *ret, struct note *why);

#endif
