/* Tokens: 256 random bits, kept as SHA-256, single use, bound to a purpose and to the address of the account at the time,
 * short-lived. A new one ends the earlier ones of the same account and purpose, but for two: each sign-up with an address
 * that is not confirmed has its own token and its own password, so that nobody's later sign-up can be confirmed in place
 * of one's own; and the way back to an old address stays open whatever happens after it. */
#ifndef ATLAS_STORE_TOKEN_H
#define ATLAS_STORE_TOKEN_H

#include "store/db.h"

#define TOKEN_CONFIRM_US USEC_PER_DAY /* who signs up in the evening may confirm in the morning */
#define TOKEN_RESET_US (30 * 60 * USEC_PER_SEC)
#define TOKEN_LOGIN_US (15 * 60 * USEC_PER_SEC)
#define TOKEN_MOVE_US USEC_PER_DAY
#define TOKEN_UNDO_US (7 * USEC_PER_DAY) /* who has lost an address looks into it less often */

enum token_purpose {
    TOKEN_CONFIRM, /* mailed: the address of a new account */
    TOKEN_RESET,   /* mailed: a new password */
    TOKEN_LOGIN,   /* mailed: a login without a password; in the browser that asked */
    TOKEN_FACTOR,  /* in a cookie: the first factor was shown, the second is to follow; in the same browser */
    TOKEN_MOVE,    /* mailed to new_address: it becomes the account's */
    TOKEN_UNDO,    /* mailed to the address that was: it becomes the account's again, whichever it has by then */
    TOKEN_VIEW,    /* printed for an operator: to look at the account */
};

struct token_owner {
    int64_t account_id, platform_id; /* platform 0: none */
    const char *address;             /* of the account when the token was made */
    const char *new_address;         /* MOVE, UNDO; else NULL */
    const char *password;            /* CONFIRM: argon2id string; else NULL */
    const char *viewed_by;           /* VIEW: the operator; else NULL */
    const struct sha256 *browser;    /* LOGIN, FACTOR: of what only that browser has; else NULL. Not given back */
};

/* *ret: what the link or cookie holds, in the arena. */
MUST_USE int token_issue(struct store *st, struct arena *a, enum token_purpose purpose, const struct token_owner *owner,
                         int64_t now_us, const char **ret);

struct token_shown { /* what somebody comes with */
    enum token_purpose purpose;
    struct str token;
    const struct sha256 *browser; /* NULL: unknown, which is right for no token that is bound to one */
    int64_t now_us;
};
/* ERR_NOT_FOUND: no such token for that purpose and browser, used, too old, or the account has another address by now. */
MUST_USE int token_peek(struct store *st, struct arena *a, const struct token_shown *t, struct token_owner *ret);
/* As peek, and it is used: of two at the same time one succeeds. */
MUST_USE int token_take(struct store *st, struct arena *a, const struct token_shown *t, struct token_owner *ret);

/* Ends all tokens of the account that are open, but the ways back to older addresses. */
MUST_USE int token_end_all(struct store *st, int64_t account_id, int64_t now_us);
/* The way back was taken: ends all tokens of the account, but the ways back that are older than this one. */
MUST_USE int token_end_later(struct store *st, int64_t account_id, struct str undo, int64_t now_us);

#endif
