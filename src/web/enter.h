/* The way in: from a first factor (the password, or a link that was mailed) over the second, where the account has one,
 * to an open login. Every login of a person is opened here. */
#ifndef ATLAS_WEB_ENTER_H
#define ATLAS_WEB_ENTER_H

#include "web/exchange.h"

struct entrant {
    int64_t account_id;
    const char *address;
    struct str next; /* the page wanted; anything but a path of this site means the watchlist */
};

/* The first factor was shown: makes the reply, which asks for the second or opens the login. event: how, for the log. */
MUST_USE int enter_first(struct exchange *x, struct store *st, const struct entrant *e, const char *event);
/* All factors were shown: opens the login, clears the counts of failures, keeps an account that was leaving. */
MUST_USE int enter_open(struct exchange *x, struct store *st, const struct entrant *e, const char *event);

#endif
