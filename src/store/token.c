#include "store/token.h"

#include "base/clock.h"
#include "crypt/random.h"

STMT(token_end_earlier, 3, "UPDATE token SET used_at = $3 WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL");
STMT(token_add, 7,
     "INSERT INTO token (sha256, purpose, account_id, address, platform_id, created_at, expires_at) VALUES ($1, $2, "
     "$3, $4, $5, $6, $7)");
STMT(token_see, 3,
     "SELECT t.account_id, coalesce(t.platform_id, 0), t.address FROM token t JOIN account a ON a.id = t.account_id "
     "AND a.address = t.address"
     " WHERE t.sha256 = $1 AND t.purpose = $2 AND t.used_at IS NULL AND t.expires_at > $3 AND a.state IN ('pending', "
     "'active')");
STMT(token_use, 3,
     "UPDATE token t SET used_at = $3 FROM account a WHERE a.id = t.account_id AND a.address = t.address AND a.state "
     "IN ('pending', 'active')"
     " AND t.sha256 = $1 AND t.purpose = $2 AND t.used_at IS NULL AND t.expires_at > $3 RETURNING t.account_id, "
     "coalesce(t.platform_id, 0), t.address");

static const char *const purposes[] = {[TOKEN_CONFIRM] = "confirm", [TOKEN_RESET] = "reset"};

int token_issue(struct store *st, struct arena *a, enum token_purpose purpose, const struct token_owner *owner,
                int64_t now_us, const char **ret)
{
    struct sha256 hash;
    const char *token = random_token(a);
    int64_t life_us = purpose == TOKEN_CONFIRM ? TOKEN_CONFIRM_US : TOKEN_RESET_US;
    sha256_of(strz(token), &hash);
    int rc =
        db_query(st, &token_end_earlier, NULL, A_INT(owner->account_id), A_TEXT(purposes[purpose]), A_TIME(now_us));
    if (rc == OK)
        rc = db_query(st, &token_add, NULL, A_SHA(&hash), A_TEXT(purposes[purpose]), A_INT(owner->account_id),
                      A_TEXT(owner->address), A_ID(owner->platform_id), A_TIME(now_us), A_TIME(now_us + life_us));
    if (rc == OK) *ret = token;
    return rc;
}

static int ask(struct store *st, const struct stmt *stmt, struct arena *a, enum token_purpose purpose, struct str token,
               int64_t now_us, struct token_owner *ret)
{
    struct sha256 hash;
    struct rows r;
    sha256_of(token, &hash);
    int rc = db_one(st, stmt, &r, A_SHA(&hash), A_TEXT(purposes[purpose]), A_TIME(now_us));
    if (rc != OK) return rc;
    *ret = (struct token_owner){row_int(&r, 0, 0), row_int(&r, 0, 1), str_dupz(a, row_str(&r, 0, 2))};
    rows_free(&r);
    return OK;
}

int token_peek(struct store *st, struct arena *a, enum token_purpose purpose, struct str token, int64_t now_us,
               struct token_owner *ret)
{
    return ask(st, &token_see, a, purpose, token, now_us, ret);
}

int token_take(struct store *st, struct arena *a, enum token_purpose purpose, struct str token, int64_t now_us,
               struct token_owner *ret)
{
    return ask(st, &token_use, a, purpose, token, now_us, ret);
}
