/* Logins: server-side, named by a token of 256 random bits that only the browser keeps; the table holds its SHA-256. A
 * login ends 14 days after its last use, 60 days after it was opened, by logging out, by revocation, and with every
 * change of password. A new one is opened at each login (rotation), never an old one taken up.
 *
 * An operator's view is a login that lasts an hour at most, says who looks (viewed_by), and lets nothing be changed
 * (web/guard.h). It begins with a token that `atlas account impersonate-view` prints, and is in the account's security log. */
#ifndef ATLAS_STORE_LOGIN_H
#define ATLAS_STORE_LOGIN_H

#include "store/db.h"

#define LOGIN_IDLE_US (14 * USEC_PER_DAY)
#define LOGIN_ABSOLUTE_US (60 * USEC_PER_DAY)
#define LOGIN_VIEW_US (60 * 60 * USEC_PER_SEC)

struct login {
    int64_t account_id;
    const char *address;
    unsigned rights; /* at the desk (store/desk.h); 0: for this one there is none, as in a view */
    const char *viewed_by; /* NULL: the person's own */
};

struct login_opened {
    int64_t account_id, now_us;
    const char *address_prefix;
    struct str agent;
    const char *viewed_by; /* NULL: the person's own; else an operator, and it lasts LOGIN_VIEW_US */
};
/* *ret_token: what the cookie holds, in the arena. */
MUST_USE int login_open(struct store *st, struct arena *a, const struct login_opened *l, const char **ret_token);
/* ERR_NOT_FOUND: no such login, or it has ended, or its account is not active. Notes the use, at most once in ten
 * minutes. */
MUST_USE int login_find(struct store *st, struct arena *a, struct str token, int64_t now_us, struct login *ret);
MUST_USE int login_end(struct store *st, struct str token, int64_t now_us);
/* Views too. */
MUST_USE int login_end_all(struct store *st, int64_t account_id, int64_t now_us);
/* By the hash shown on the account's page, 64 hex digits; ERR_NOT_FOUND where the account has no such login. */
MUST_USE int login_end_one(struct store *st, int64_t account_id, struct str hash_hex, int64_t now_us);
/* Whether the account has logged in from that network in the last 60 days. */
MUST_USE int login_prefix_known(struct store *st, struct str address, const char *address_prefix, int64_t now_us,
                                bool *ret);

/* The tier of the account whose rows the store shows (store_act_as). */
struct login_tier {
    const char *slug, *name, *features; /* features: a text[] literal */
};
MUST_USE int login_tier(struct store *st, struct arena *a, int64_t account_id, int64_t now_us, struct login_tier *ret);
/* The lowest tier's: what a visitor without a login may see. */
MUST_USE int login_tier_lowest(struct store *st, struct arena *a, int64_t now_us, struct login_tier *ret);

#endif
