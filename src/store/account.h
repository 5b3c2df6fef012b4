/* Accounts. An address is what its owner proved to read: `pending` until confirmed, then `active`. A `leaving` one is
 * deleted when its time to think is over; logging in makes it active again. `suspended` and `deleted` accounts cannot log
 * in and get no mail; a deleted one keeps its row, for the records that point at it, under an address that is nobody's.
 *
 * A pending account has no password: whoever signs up with the address has one of their own beside the token that is
 * mailed (store/token.h), and the one whose token is confirmed becomes the account's. */
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
    int64_t delete_after;             /* CLOCK_NONE: stays */
};

/* What a person chose about mail. Hours are of the zone. */
struct account_mail {
    bool digest, digest_empty;    /* digest_empty: a week with nothing to tell is told in a line */
    int64_t day, hour;            /* of the digest; day: 1 Monday … 7 */
    int64_t quiet_from, quiet_to; /* -1, -1: no quiet hours */
    struct str zone;
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
/* pending → active, with its password (argon2id string) and the record of consent (JSON). Another stays as it is. */
MUST_USE int account_confirm(struct store *st, int64_t id, const char *password, const char *consent, int64_t now_us);
MUST_USE int account_set_password(struct store *st, int64_t id, const char *password);
/* One that was leaving when it was suspended is leaving when it is resumed. */
MUST_USE int account_set_state(struct store *st, int64_t id, const char *state);
/* ERR_BAD_INPUT: no such time zone, day or hour; quiet hours that begin when they end, or only begin. */
MUST_USE int account_set_mail(struct store *st, int64_t id, const struct account_mail *m);
/* From one address to another. ERR_NOT_FOUND: it has not the first; ERR_CONFLICT: the second is another account's. from
 * NULL: from whichever it has. */
MUST_USE int account_move(struct store *st, int64_t id, const char *from, const char *to);
/* Wrong passwords in a row, for the operator's eyes: the limit itself counts in store/rate.h. */
MUST_USE int account_note_failure(struct store *st, struct str address, int64_t now_us);
MUST_USE int account_clear_failures(struct store *st, int64_t id);
/* active → leaving. ERR_NOT_FOUND: it was not active. */
MUST_USE int account_leave(struct store *st, int64_t id, int64_t delete_after_us);
/* leaving → active; *ret: whether it was leaving. */
MUST_USE int account_stay(struct store *st, int64_t id, bool *ret);
/* Now: what is personal goes, mails sent or waiting too; records stay. For the owner of the database. */
MUST_USE int account_delete(struct store *st, int64_t id);
/* For the worker: those whose time to think is over, and sign-ups that nobody confirmed in a month. */
MUST_USE int accounts_remove_due(struct store *st, int64_t now_us);
/* Everything stored about the account the store acts for (store_act_as), as JSON in the arena: table → rows. */
MUST_USE int account_export(struct store *st, struct arena *a, int64_t id, struct str *ret);

/* A trial of the tier, once an account, person and tier; what was paused comes back as far as there is room. For the account
 * the store acts for. ERR_NOT_FOUND: no such tier, it has none, or the account has as much already. ERR_CONFLICT: had it. */
MUST_USE int account_start_trial(struct store *st, int64_t id, struct str tier, int64_t now_us);
struct account_grant {
    struct str tier;     /* slug, name or former name */
    int64_t until_us;    /* CLOCK_NONE: for good */
    const char *invoice; /* the operator's reference, at most 100 characters; NULL: none */
};
/* The operator's word: this tier from now on; what he gave before, and trials, end. What is paid for goes on beside it.
 * ERR_NOT_FOUND: no such tier. */
MUST_USE int account_set_tier(struct store *st, int64_t id, const struct account_grant *g, int64_t now_us);

/* By the token of a mail, at once: its list ends (one-click unsubscribe), or everything; or what it ended is on again. Saying
 * it twice is fine. ERR_NOT_FOUND: no such token. */
enum unsubscribe { UNSUBSCRIBE_LIST, UNSUBSCRIBE_ALL, SUBSCRIBE_AGAIN };
MUST_USE int account_unsubscribe(struct store *st, struct str token, enum unsubscribe what, int64_t now_us);

#endif
