#include "store/token.h"

#include "base/clock.h"
#include "crypt/random.h"

STMT(token_end_earlier, 3, "UPDATE token SET used_at = $3 WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL");
STMT(token_add, 11,
     "INSERT INTO token (sha256, purpose, account_id, address, platform_id, created_at, expires_at, new_address, password,"
     " viewed_by, browser) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
#define GOOD                                                                                                            \
    "a.id = t.account_id AND (a.address = t.address OR t.purpose = 'undo') AND a.state IN ('pending', 'active', 'leaving')" \
    " AND t.sha256 = $1 AND t.purpose = $2 AND t.used_at IS NULL AND t.expires_at > $3"                                  \
    " AND (t.browser IS NULL OR t.browser = $4)"
#define OWNER "t.account_id, coalesce(t.platform_id, 0), t.address, t.new_address, t.password, t.viewed_by"
STMT(token_see, 4, "SELECT " OWNER " FROM token t JOIN account a ON " GOOD);
STMT(token_use, 4, "UPDATE token t SET used_at = $3 FROM account a WHERE " GOOD " RETURNING " OWNER);
STMT(token_end_open, 2, "UPDATE token SET used_at = $2 WHERE account_id = $1 AND purpose <> 'undo' AND used_at IS NULL");
STMT(token_end_after, 3,
     "UPDATE token SET used_at = $3 WHERE account_id = $1 AND used_at IS NULL AND (purpose <> 'undo' OR created_at >="
     " (SELECT created_at FROM token WHERE sha256 = $2))");

static const struct {
    const char *name;
    int64_t life_us;
    bool several; /* earlier ones stay open */
} purposes[] = {
    [TOKEN_CONFIRM] = {"confirm", TOKEN_CONFIRM_US, true},
    [TOKEN_RESET] = {"reset", TOKEN_RESET_US, false},
    [TOKEN_LOGIN] = {"login", TOKEN_LOGIN_US, false},
    [TOKEN_FACTOR] = {"factor", 10 * 60 * USEC_PER_SEC, false},
    [TOKEN_MOVE] = {"move", TOKEN_MOVE_US, false},
    [TOKEN_UNDO] = {"undo", TOKEN_UNDO_US, true},
    [TOKEN_VIEW] = {"view", 10 * 60 * USEC_PER_SEC, false},
};

int token_issue(struct store *st, struct arena *a, enum token_purpose purpose, const struct token_owner *owner,
                int64_t now_us, const char **ret)
{
    struct sha256 hash;
    const char *token = random_token(a), *name = purposes[purpose].name;
    sha256_of(strz(token), &hash);
    int rc = OK;
    if (!purposes[purpose].several)
        rc = db_query(st, &token_end_earlier, NULL, A_INT(owner->account_id), A_TEXT(name), A_TIME(now_us));
    if (rc == OK)
        rc = db_query(st, &token_add, NULL, A_SHA(&hash), A_TEXT(name), A_INT(owner->account_id), A_TEXT(owner->address),
                      A_ID(owner->platform_id), A_TIME(now_us), A_TIME(now_us + purposes[purpose].life_us),
                      A_TEXT(owner->new_address), A_TEXT(owner->password), A_TEXT(owner->viewed_by),
                      owner->browser != NULL ? A_SHA(owner->browser) : A_NULL);
    if (rc == OK) *ret = token;
    return rc;
}

static const char *text_or_null(struct arena *a, const struct rows *r, int col)
{
    return row_null(r, 0, col) ? NULL : str_dupz(a, row_str(r, 0, col));
}

static int ask(struct store *st, const struct stmt *stmt, struct arena *a, const struct token_shown *t, struct token_owner *ret)
{
    struct sha256 hash;
    struct rows r;
    sha256_of(t->token, &hash);
    int rc = db_one(st, stmt, &r, A_SHA(&hash), A_TEXT(purposes[t->purpose].name), A_TIME(t->now_us),
                    t->browser != NULL ? A_SHA(t->browser) : A_NULL);
    if (rc != OK) return rc;
    *ret = (struct token_owner){.account_id = row_int(&r, 0, 0),
                                .platform_id = row_int(&r, 0, 1),
                                .address = str_dupz(a, row_str(&r, 0, 2)),
                                .new_address = text_or_null(a, &r, 3),
                                .password = text_or_null(a, &r, 4),
                                .viewed_by = text_or_null(a, &r, 5)};
    rows_free(&r);
    return OK;
}

int token_peek(struct store *st, struct arena *a, const struct token_shown *t, struct token_owner *ret)
{
    return ask(st, &token_see, a, t, ret);
}

int token_take(struct store *st, struct arena *a, const struct token_shown *t, struct token_owner *ret)
{
    return ask(st, &token_use, a, t, ret);
}

int token_end_all(struct store *st, int64_t account_id, int64_t now_us)
{
    return db_query(st, &token_end_open, NULL, A_INT(account_id), A_TIME(now_us));
}

int token_end_later(struct store *st, int64_t account_id, struct str undo, int64_t now_us)
{
    struct sha256 hash;
    sha256_of(undo, &hash);
    return db_query(st, &token_end_after, NULL, A_INT(account_id), A_SHA(&hash), A_TIME(now_us));
}
