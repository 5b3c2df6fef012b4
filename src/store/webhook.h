/* Webhooks: an account's endpoints, their secrets, and the messages to them, which are outbox and log in one.
 *
 *     pending ──attempt──► delivered
 *        ▲  │                  a failure that may pass: pending, with a later time; given up after days: failed
 *        └──┘              ► failed: the endpoint will not take it, or is switched off
 *
 * A message about a change is inserted in the transaction of the change (store/version.c). The lease is the endpoint's, not
 * the message's: who holds it sends the endpoint's messages one at a time, oldest first, so a failing endpoint holds up
 * only itself. What a person asked for (`asked`) goes first and is tried once.
 *
 * Crash story: webhook_begin is committed before the first byte leaves, webhook_settle after the answer. A sender that dies
 * between the two leaves a lease; when that is over, the same message is sent again under the same webhook-id, by which its
 * receiver knows it. Nothing is lost. */
#ifndef ATLAS_STORE_WEBHOOK_H
#define ATLAS_STORE_WEBHOOK_H

#include "crypt/webhook.h"
#include "store/delivery.h"

enum { WEBHOOKS_MAX = 10 }; /* an account; held by trigger webhook_guard */

/* ---- the web's side; the store acts as the account (store_act_as) ---- */

struct webhook_new {
    struct str url;
    const char *format, *threshold;      /* standard, slack; low, high, critical */
    uint8_t secret[WEBHOOK_SECRET];
    int64_t now_us;
};
/* ERR_LIMIT: ten are there. ERR_DENIED: not in this tier. ERR_CONFLICT: that address is there already, in that format.
 * ERR_BAD_INPUT: no address of the web. */
MUST_USE int webhook_add(struct store *st, int64_t account_id, const struct webhook_new *w, int64_t *ret_id);
/* ERR_NOT_FOUND: the account has no such endpoint; so for all below. ERR_DENIED: as above, when it is to be switched on. */
MUST_USE int webhook_set(struct store *st, int64_t account_id, int64_t id, const char *threshold, bool active);
/* Another secret; the old one signs beside it for a day. */
MUST_USE int webhook_rotate(struct store *st, int64_t account_id, int64_t id, const uint8_t secret[WEBHOOK_SECRET], int64_t now_us);
MUST_USE int webhook_delete(struct store *st, int64_t account_id, int64_t id);
MUST_USE int webhook_test(struct store *st, int64_t account_id, int64_t id, int64_t now_us);
/* A message once more, at once. One that waits to be tried again is tried now, and goes on as before if that fails. */
MUST_USE int webhook_again(struct store *st, int64_t account_id, int64_t id, int64_t message, int64_t now_us);

/* ---- the worker's side ---- */

/* Leases of at most `most` endpoints whose next message is due; ids into ret. */
MUST_USE int webhook_claim(struct store *st, const struct lease *l, unsigned most, int64_t *ret, size_t *ret_n);

struct webhook_job { /* strings in the arena */
    int64_t webhook_id, account_id, id; /* id: of the message */
    const char *message_id;             /* webhook-id: "msg_00000042" */
    const char *type, *url, *format;
    int64_t change_id;      /* 0: none */
    const char *document;   /* record id of its document; NULL: no change */
    const char *watch;      /* JSON; NULL: none */
    const char *body;       /* as sent first; NULL: never */
    int64_t created_at_us, first_try_us; /* first_try_us CLOCK_NONE: never */
    unsigned attempts;
    bool asked;
    struct str secrets; /* 32 bytes each, newest first */
};
/* The message that is to be sent next to an endpoint under lease. ERR_NOT_FOUND: none; webhook_release it. */
MUST_USE int webhook_next(struct store *st, struct arena *a, int64_t webhook_id, int64_t now_us, struct webhook_job *ret);
/* The last word before a message leaves: counts the attempt, keeps the body, lengthens the lease. ERR_CONFLICT: the lease was
 * lost, or the message was dealt with meanwhile. */
MUST_USE int webhook_begin(struct store *st, const struct webhook_job *j, const struct lease *l, const char *body);

struct webhook_settled {
    const char *state; /* "delivered", "failed", "pending" */
    int64_t next_us;   /* of pending */
    int status;        /* 0: no answer */
    int64_t duration_ms;
    const char *answer, *reason; /* valid UTF-8; NULL: none */
};
/* What came of it; gives the lease back. "delivered" holds even where the lease was lost, ends a time of failures and makes
 * due at once what waited for it. Of what is over the newest fifty stay. *ret_failing_us: since when there were only failures;
 * CLOCK_NONE: it is delivered, or the endpoint is gone or in other hands. */
MUST_USE int webhook_settle(struct store *st, const struct webhook_job *j, const struct lease *l, const struct webhook_settled *s,
                            int64_t *ret_failing_us);
/* Switches the endpoint off. *ret_address: of its owner, in the arena. ERR_NOT_FOUND: it is off already, or gone. */
MUST_USE int webhook_off(struct store *st, struct arena *a, int64_t webhook_id, int64_t now_us, const char *reason, const char **ret_address);
MUST_USE int webhook_release(struct store *st, int64_t webhook_id, const struct lease *l);

/* ---- the feed of a watchlist ---- */

/* A token's hash for the account's feed, in place of the one before. */
MUST_USE int watchlist_feed_set(struct store *st, int64_t account_id, const struct sha256 *token, int64_t now_us);
MUST_USE int watchlist_feed_end(struct store *st, int64_t account_id);

#endif
