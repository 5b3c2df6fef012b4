#include "store/second_factor.h"

STMT(factor_get, 1,
     "SELECT secret, confirmed_at, last_step, (SELECT count(*) FROM recovery_code c WHERE c.account_id = f.account_id AND c.used_at IS NULL)"
     " FROM second_factor f WHERE account_id = $1");
STMT(factor_begin, 3,
     "INSERT INTO second_factor AS f (account_id, secret, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id)"
     " DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0 WHERE f.confirmed_at IS NULL RETURNING 1");
STMT(factor_step, 3,
     "UPDATE second_factor SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3) WHERE account_id = $1 AND last_step < $2 RETURNING 1");
STMT(factor_end, 1, "DELETE FROM second_factor WHERE account_id = $1");
STMT(codes_end, 1, "DELETE FROM recovery_code WHERE account_id = $1");
STMT(code_add, 3, "INSERT INTO recovery_code (account_id, sha256, created_at) VALUES ($1, $2, $3)");
STMT(code_use, 3, "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND sha256 = $2 AND used_at IS NULL RETURNING 1");

int second_factor_get(struct store *st, struct arena *a, int64_t account_id, struct second_factor *ret)
{
    struct rows r;
    *ret = (struct second_factor){.since_us = CLOCK_NONE};
    int rc = db_one(st, &factor_get, &r, A_INT(account_id));
    if (rc == ERR_NOT_FOUND) return OK;
    if (rc != OK) return rc;
    struct str secret = row_bytes(&r, 0, 0, a);
    if (secret.n != SECOND_FACTOR_SECRET) bug("a second factor's key of %zu bytes", secret.n);
    memcpy(ret->secret, secret.p, SECOND_FACTOR_SECRET);
    ret->since_us = row_time(&r, 0, 1);
    ret->on = ret->since_us != CLOCK_NONE;
    ret->begun = !ret->on;
    ret->last_step = row_int(&r, 0, 2);
    ret->codes_left = row_int(&r, 0, 3);
    rows_free(&r);
    return OK;
}

int second_factor_begin(struct store *st, int64_t account_id, const uint8_t secret[SECOND_FACTOR_SECRET], int64_t now_us)
{
    struct str bytes = str_of((const char *)secret, SECOND_FACTOR_SECRET);
    return db_did(st, &factor_begin, ERR_CONFLICT, A_INT(account_id), A_BYTES(bytes), A_TIME(now_us));
}

int second_factor_step(struct store *st, int64_t account_id, int64_t step, int64_t now_us)
{
    return db_did(st, &factor_step, ERR_DENIED, A_INT(account_id), A_INT(step), A_TIME(now_us));
}

int second_factor_end(struct store *st, int64_t account_id)
{
    int rc = db_query(st, &factor_end, NULL, A_INT(account_id));
    return rc == OK ? db_query(st, &codes_end, NULL, A_INT(account_id)) : rc;
}

int recovery_codes_set(struct store *st, int64_t account_id, const struct sha256 codes[RECOVERY_CODES], int64_t now_us)
{
    int rc = db_query(st, &codes_end, NULL, A_INT(account_id));
    for (size_t i = 0; rc == OK && i < RECOVERY_CODES; i++)
        rc = db_query(st, &code_add, NULL, A_INT(account_id), A_SHA(&codes[i]), A_TIME(now_us));
    return rc;
}

int recovery_code_use(struct store *st, int64_t account_id, const struct sha256 *code, int64_t now_us)
{
    return db_did(st, &code_use, ERR_DENIED, A_INT(account_id), A_SHA(code), A_TIME(now_us));
}
