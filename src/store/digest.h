/* Weekly digests: which accounts' hour has come, what there is to tell each, and that it was told.
 *
 * Key: (account, ISO week of the account's zone), UNIQUE in the schema; weeks only go forward, so a change of zone, day or
 * hour gives no week twice, and one whose hour is jumped over is made up for (SQL function digest_week). Due: the account's newest weekly hour (SQL function digest_due) has passed, was after its
 * confirmation, and its week has no digest. The period is what lies between the previous digest, or the confirmation, and
 * now: a week that was missed is told in the next. A change that the judge was unsure of, whose text was gone at the second
 * look, is not told.
 *
 * All calls stand in one transaction that begins with digest_lock: one mailer at a time builds digests. */
#ifndef ATLAS_STORE_DIGEST_H
#define ATLAS_STORE_DIGEST_H

#include "store/db.h"

struct digest_due {
    int64_t account_id, since_us;
    const char *address, *iso_week;
    size_t changes, critical, high; /* that the period holds for the account's watches */
    size_t provisions;              /* newly published */
    bool tell_empty;                /* the person wants to hear of a week without a change */
    size_t verified, unread;        /* documents that did not change, and that could not be read */
    const char *names;              /* JSON array: platforms, most severe first */
    const char *payload;            /* JSON for the template */
};

/* ERR_CONFLICT: another mailer is at it. */
MUST_USE int digest_lock(struct store *st);
/* At most `most` accounts with ids above after_id, by id; fewer than `most`: there are no others. Addresses of pages begin
 * with `base`. Suppressed addresses are left out. */
MUST_USE int digest_due(struct store *st, struct arena *a, int64_t now_us, const char *base, int64_t after_id, unsigned most,
                        struct digest_due **ret, size_t *ret_n);

struct digest_mail { /* message_id NULL: there is nothing to tell; the week is done without a mail */
    const char *message_id, *subject, *unsubscribe_url;
    struct sha256 token; /* of the token in unsubscribe_url */
};
/* mails[i] is of due[i]. */
MUST_USE int digest_add(struct store *st, struct arena *a, const struct digest_due *due, const struct digest_mail *mails, size_t n, int64_t now_us);

#endif
