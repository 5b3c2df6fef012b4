/* Mailed tokens: 256 random bits, kept as SHA-256, single use, bound to a purpose and to the address they were mailed
 * to, short-lived. A new one ends the earlier ones of the same account and purpose. */
#ifndef ATLAS_STORE_TOKEN_H
#define ATLAS_STORE_TOKEN_H

#include "store/db.h"

#define TOKEN_CONFIRM_US USEC_PER_DAY /* who signs up in the evening may confirm in the morning */
#define TOKEN_RESET_US (30 * 60 * USEC_PER_SEC)

enum token_purpose { TOKEN_CONFIRM, TOKEN_RESET };

struct token_owner {
    int64_t account_id, platform_id; /* platform 0: none */
    const char *address;
};

/* *ret: what the link holds, in the arena. platform_id 0: none. */
MUST_USE int token_issue(struct store *st, struct arena *a, enum token_purpose purpose, const struct token_owner *owner,
                         int64_t now_us, const char **ret);
/* ERR_NOT_FOUND: no such token for that purpose, used, too old, or the account has another address by now. */
MUST_USE int token_peek(struct store *st, struct arena *a, enum token_purpose purpose, struct str token, int64_t now_us,
                        struct token_owner *ret);
/* As peek, and it is used: of two at the same time one succeeds. */
MUST_USE int token_take(struct store *st, struct arena *a, enum token_purpose purpose, struct str token, int64_t now_us,
                        struct token_owner *ret);

#endif
