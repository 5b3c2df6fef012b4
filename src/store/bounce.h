/* What mail that came back does: it is noted beside the delivery, and counts against the address.
 *
 *   hard       the mailbox is not there: two, of two mails, suppress the address; one that comes 60 days after the last
 *              starts anew
 *   complaint  somebody pressed "this is spam": suppressed at once, and the lists of the account end
 *   soft, delayed  noted only
 *
 * Each kind counts once a mail, so doing it again is harmless. The secret is that of the delivery: who does not know it
 * changes nothing. A suppressed address gets no mail of any kind until its owner (suppression_lift in the schema) or the
 * operator lifts it. */
#ifndef ATLAS_STORE_BOUNCE_H
#define ATLAS_STORE_BOUNCE_H

#include "store/db.h"

struct bounce_note {
    int64_t delivery_id;
    const char *secret;         /* 32 hexadecimal digits */
    const char *kind;           /* hard, soft, delayed, complaint */
    const char *status, *words; /* "5.1.1"; the other side's words, printable, at most 500 bytes; both may be "" */
    int64_t now_us;
};

/* *ret_new: it was not known yet. ERR_NOT_FOUND: there is no such mail, or the secret is another. */
MUST_USE int bounce_add(struct store *st, const struct bounce_note *b, bool *ret_new);

/* For the operator: a line "address, since, hard bounces, reason" each, the newest last. */
struct suppression {
    const char *address, *reason;
    int64_t since_us, account_id; /* account 0: nobody's */
    int hard_bounces;
};
MUST_USE int suppression_list(struct store *st, struct arena *a, struct suppression **ret, size_t *ret_n);
/* *ret_account: whose address it is; 0: nobody's. ERR_NOT_FOUND: it is not suppressed. */
MUST_USE int suppression_end(struct store *st, struct str address, int64_t *ret_account);
/* For its owner, on the account's page: one bounce stays counted. ERR_NOT_FOUND: the address is not suppressed. */
MUST_USE int suppression_try_again(struct store *st, int64_t account_id, int64_t now_us);

#endif
