/* Weekly digests: for accounts whose hour has come, one mail each in the outbox and one row each in `digest`, in one
 * transaction; a week with nothing to tell has the row, and a mail only where the account asked for one (account.digest_empty). The Message-ID is <digest.WEEK.ACCOUNT@domain>.
 *
 * Who is due changes at quarters of an hour only: offsets of zones are multiples of one, and digests begin on the hour. So
 * the accounts are looked through once a quarter, in order of their ids, a batch a turn, and not once a second. */
#ifndef ATLAS_MONITOR_DIGEST_H
#define ATLAS_MONITOR_DIGEST_H

#include "monitor/message.h"

struct digest_look { /* where the look through the accounts stands; begin with zeros */
    int64_t quarter;  /* of the clock, the one being looked at or looked at last */
    int64_t after_id; /* accounts up to this one are done */
    bool finished;
};

/* One batch. *ret_done: accounts dealt with; 0: nothing to do now, or another mailer is at it. *ret_mails: those of them
 * that get a mail. */
MUST_USE int digest_turn(struct digest_look *look, struct store *st, const struct sender *s, struct arena *a, size_t *ret_done,
                         size_t *ret_mails);

#endif
