/* Accounts. An address is what its owner proved to read: `pending` until confirmed, then `active`. `suspended` and
 * `deleted` accounts cannot log in and get no mail; a deleted one keeps its row, for the records that point at it,
 * under an address that is nobody's. */
#ifndef ATLAS_STORE_ACCOUNT_H
#define ATLAS_STORE_ACCOUNT_H

#include "store/db.h"

struct account {
    int64_t id;
    const char *address, *state, *zone;
    const char *password; /* argon2id string; NULL: none set */
    bool digest;
    int digest_day, digest_hour;
    int64_t created_at, confirmed_at; /* CLOCK_NONE: not confirmed */
};

/* An address as it is kept: lower case, ASCII, something@domain.tld, at most 254 characters. ERR_BAD_INPUT otherwise.
 */
MUST_USE int account_address(struct arena *a, struct str typed, struct str *ret);

/* Of any state but deleted. */
MUST_USE int account_by_address(struct store *st, struct arena *a, struct str address, struct account *ret);
/* confirmed: active at once (the operator vouches); else pending. password NULL: none. ERR_CONFLICT: the address is
 * taken. */
MUST_USE int account_create(struct store *st, struct str address, const char *password, bool confirmed, int64_t now_us,
                            int64_t *ret);
/* pending → active, with the record of consent (JSON). An active account stays as it is. */
MUST_USE int account_confirm(struct store *st, int64_t id, const char *consent, int64_t now_us);
MUST_USE int account_set_password(struct store *st, int64_t id, const char *password);
MUST_USE int account_set_state(struct store *st, int64_t id, const char *state);
/* day: 1 Monday … 7. ERR_BAD_INPUT: no such time zone, day or hour. */
MUST_USE int account_set_mail(struct store *st, int64_t id, bool digest, int64_t day, int64_t hour, struct str zone);
/* Wrong passwords in a row, for the operator's eyes: the limit itself counts in store/rate.h. */
MUST_USE int account_note_failure(struct store *st, struct str address, int64_t now_us);
MUST_USE int account_clear_failures(struct store *st, int64_t id);
/* What is personal goes, mails sent or waiting too; records stay. */
MUST_USE int account_delete(struct store *st, int64_t id);

/* A trial of the tier, once an account and tier. ERR_NOT_FOUND: no such tier, or it has none. ERR_CONFLICT: had it. */
MUST_USE int account_start_trial(struct store *st, int64_t id, struct str tier, int64_t now_us);
/* The operator's word: this tier from now on (until valid_to_us, or for good with CLOCK_NONE); earlier ones end. */
MUST_USE int account_set_tier(struct store *st, int64_t id, struct str tier, int64_t now_us, int64_t valid_to_us);

/* One-click unsubscribe: what the token is for ends at once. Saying it twice is fine. *ret_list: "digest" or "alerts".
 */
MUST_USE int account_unsubscribe(struct store *st, struct str token, int64_t now_us, const char **ret_list);

#endif
