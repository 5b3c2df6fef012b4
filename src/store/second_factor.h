/* The second factor: a TOTP key (crypt/totp.h) and recovery codes. Begun, it is not asked for until a first code has shown
 * that the person's program has the key. No code is taken twice: the newest step taken is kept, and only later ones are.
 * Recovery codes are kept as SHA-256 (80 random bits each) and work once.
 *
 * The rows are shown to the account alone: the store must act as it (store_act_as). */
#ifndef ATLAS_STORE_SECOND_FACTOR_H
#define ATLAS_STORE_SECOND_FACTOR_H

#include "store/db.h"

enum { SECOND_FACTOR_SECRET = 20, RECOVERY_CODES = 10 };

struct second_factor {
    bool on, begun; /* neither: none */
    uint8_t secret[SECOND_FACTOR_SECRET];
    int64_t last_step, since_us; /* since: on, else CLOCK_NONE */
    int64_t codes_left;          /* recovery codes not used */
};

MUST_USE int second_factor_get(struct store *st, struct arena *a, int64_t account_id, struct second_factor *ret);
/* Begins, or begins anew with another key. ERR_CONFLICT: it is on. */
MUST_USE int second_factor_begin(struct store *st, int64_t account_id, const uint8_t secret[SECOND_FACTOR_SECRET], int64_t now_us);
/* The code of that step was shown: begun → on, or on stays on. ERR_DENIED: that step or a later one was shown before. */
MUST_USE int second_factor_step(struct store *st, int64_t account_id, int64_t step, int64_t now_us);
MUST_USE int second_factor_end(struct store *st, int64_t account_id); /* key and codes go */

/* In place of all there were. */
MUST_USE int recovery_codes_set(struct store *st, int64_t account_id, const struct sha256 codes[RECOVERY_CODES], int64_t now_us);
/* ERR_DENIED: no such code, or used. Of two at the same time one succeeds. */
MUST_USE int recovery_code_use(struct store *st, int64_t account_id, const struct sha256 *code, int64_t now_us);

#endif
