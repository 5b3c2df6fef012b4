/* Who may edit: roles of accounts, and the name under which an analyst signs. Each change is a security event. */
#ifndef ATLAS_STORE_ANALYST_H
#define ATLAS_STORE_ANALYST_H

#include "store/db.h"

/* role: analyst, reviewer, operator. name: the byline, NULL keeps it; the first grant needs one. actor: the operator's
 * system user. ERR_NOT_FOUND: no active account of that address; ERR_BAD_INPUT: unknown role, or no name yet. */
MUST_USE int analyst_grant(struct store *st, const char *address, const char *role, const char *name, const char *actor,
                           int64_t now_us);
/* role NULL: all. ERR_NOT_FOUND: the account has no such role. */
MUST_USE int analyst_revoke(struct store *st, const char *address, const char *role, const char *actor, int64_t now_us);

typedef void analyst_told_fn(void *user, const char *address, const char *name, const char *roles);
MUST_USE int analyst_each(struct store *st, analyst_told_fn *told, void *user);

/* The byline of an account that may write at the desk; in the arena. ERR_DENIED: it may not. */
MUST_USE int analyst_byline(struct store *st, struct arena *a, int64_t account_id, const char **ret);

#endif
