/* The outbox: one row is one mail to one address. pending → claimed (a lease) → sent; back to pending with a later time;
 * or failed; or suppressed: the address bounces, or the person has unsubscribed since.
 *
 * Invariants: a claimed row's next_try_at is the end of its lease, so "due" is one condition and a mailer that died is
 * forgotten as soon as its lease ends. A row is claimed by one mailer at a time (SKIP LOCKED). delivery_begin is committed
 * before the first byte of a message leaves and delivery_sent after the relay's answer: a crash between the two sends the
 * mail again, under the same Message-ID; no crash loses it. Mail that somebody waits for (confirm, reset, notice, alert)
 * goes before digests, and what has waited longest before the rest. */
#ifndef ATLAS_STORE_DELIVERY_H
#define ATLAS_STORE_DELIVERY_H

#include "store/db.h"

struct delivery { /* strings live in the arena given; never NULL but text, html and unsubscribe_url */
    int64_t id, created_at_us;
    const char *kind, *state, *message_id, *address, *subject;
    const char *payload;        /* JSON: what the template of this kind shows */
    const char *text, *html;    /* as rendered at the first attempt; NULL before */
    const char *unsubscribe_url;
    const char *last_reply;     /* "" before the first attempt */
    unsigned attempts;
    const char *secret;         /* 32 hexadecimal digits: what a bounce of it shows (net/bounce.h); "" in a list */
};

struct deliveries {
    struct delivery *v;
    size_t n;
};

struct lease {
    const char *owner;
    int64_t now_us, until_us;
};

/* Queues a mail of a list ("digest", "alerts") inside the caller's transaction, with the token that ends the list; only its
 * hash is stored beside the account. A Message-ID that is there already is not queued again. *ret_id: the row either way. */
struct list_mail {
    const char *kind, *list, *message_id, *address, *subject, *payload, *unsubscribe_url;
    struct sha256 token; /* of the token in unsubscribe_url */
    int64_t account_id, now_us;
};
MUST_USE int delivery_queue(struct store *st, const struct list_mail *m, int64_t *ret_id);

/* A batch that is due now, for the lease's owner. Its size is part of the statement: of a number that comes as an argument the
 * planner thinks "a tenth of the queue", and sorts all of it. */
#define DELIVERY_BATCH 32
MUST_USE int delivery_claim(struct store *st, struct arena *a, const struct lease *l, struct deliveries *ret);
/* The last word before a message is handed over: counts the attempt, stores its texts, lengthens the lease. OK: send it.
 * ERR_DENIED: it is not to be sent any more and has become `suppressed`. ERR_CONFLICT: not now: the lease was lost, or it is
 * an alert, its account is in quiet hours, and it is due again when they end. */
MUST_USE int delivery_begin(struct store *st, int64_t id, const struct lease *l, struct str text, struct str html);
/* What became of it. reply: the relay's words, printable. delivery_sent holds even where the lease was lost meanwhile.
 * delivery_fail with `bounced` counts against the address: two in a row without a mail that arrives suppress it (where mail
 * came back from behind the relay, that the relay takes another says nothing: store/bounce.h). */
MUST_USE int delivery_sent(struct store *st, int64_t id, int64_t now_us, const char *reply);
MUST_USE int delivery_retry(struct store *st, int64_t id, const struct lease *l, int64_t next_us, const char *reply);
MUST_USE int delivery_fail(struct store *st, int64_t id, const struct lease *l, const char *reply, bool bounced);
/* Gives back everything the owner still holds, due again at once. */
MUST_USE int delivery_release(struct store *st, const struct lease *l);

/* For the operator. state and address NULL: any. Oldest first; texts and payload are not read. */
MUST_USE int delivery_list(struct store *st, struct arena *a, const char *state, const char *address,
                           struct deliveries *ret);
MUST_USE int delivery_get(struct store *st, struct arena *a, int64_t id, struct delivery *ret);

#endif
