#include "store/login.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "crypt/random.h"
#include "store/desk.h"

enum { TOKEN_LENGTH = 43, AGENT_MAX = 200 };

STMT(login_add, 7,
     "INSERT INTO login (token_sha256, account_id, created_at, used_at, expires_at, address_prefix, agent, viewed_by)"
     " VALUES ($1, $2, $3, $3, $4, $5, $6, $7)");
STMT(login_get, 3,
     "SELECT l.account_id, a.address, CASE WHEN a.roles <> '{}' THEN array_to_string(desk_rights(a.id), ' ') END, l.used_at, l.viewed_by FROM login l JOIN account a ON a.id = "
     "l.account_id"
     " WHERE l.token_sha256 = $1 AND l.revoked_at IS NULL AND l.expires_at > $2 AND l.used_at > $3 AND (a.state = "
     "'active' OR l.viewed_by IS NOT NULL AND a.state <> 'deleted')");
STMT(login_use, 2, "UPDATE login SET used_at = greatest(used_at, $2) WHERE token_sha256 = $1");
STMT(login_revoke, 2, "UPDATE login SET revoked_at = $2 WHERE token_sha256 = $1 AND revoked_at IS NULL");
STMT(login_revoke_all, 2, "UPDATE login SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL");
STMT(login_revoke_one, 3,
     "UPDATE login SET revoked_at = $3 WHERE account_id = $1 AND token_sha256 = $2 AND revoked_at IS NULL RETURNING 1");
STMT(login_known, 3,
     "SELECT count(*) FROM login l JOIN account a ON a.id = l.account_id"
     " WHERE a.address = $1 AND l.address_prefix = $2 AND l.created_at > $3 AND l.viewed_by IS NULL");
STMT(tier_of_account, 2, "SELECT slug, name, features::text FROM tier WHERE id = viewer_tier($1, $2)");
STMT(tier_lowest, 1, "SELECT slug, name, features::text FROM tier WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1) ORDER BY rank LIMIT 1");

/* An agent is shown on the account's page: text, cut to what the column holds. */
static struct str agent_shown(struct str agent)
{
    if (!utf8_valid(agent)) return STR("unknown");
    return str_upto(agent, utf8_cut(agent, AGENT_MAX));
}

int login_open(struct store *st, struct arena *a, const struct login_opened *l, const char **ret_token)
{
    struct sha256 hash;
    const char *token = random_token(a);
    sha256_of(strz(token), &hash);
    int64_t life_us = l->viewed_by != NULL ? LOGIN_VIEW_US : LOGIN_ABSOLUTE_US;
    int rc = db_query(st, &login_add, NULL, A_SHA(&hash), A_INT(l->account_id), A_TIME(l->now_us), A_TIME(l->now_us + life_us),
                      A_TEXT(l->address_prefix), A_STR(agent_shown(l->agent)), A_TEXT(l->viewed_by));
    if (rc == OK) *ret_token = token;
    return rc;
}

int login_find(struct store *st, struct arena *a, struct str token, int64_t now_us, struct login *ret)
{
    struct sha256 hash;
    struct rows r;
    if (token.n != TOKEN_LENGTH) return ERR_NOT_FOUND;
    sha256_of(token, &hash);
    int rc = db_one(st, &login_get, &r, A_SHA(&hash), A_TIME(now_us), A_TIME(now_us - LOGIN_IDLE_US));
    if (rc != OK) return rc;
    *ret = (struct login){.account_id = row_int(&r, 0, 0),
                          .address = str_dupz(a, row_str(&r, 0, 1)),
                          .rights = row_null(&r, 0, 4) ? desk_rights_read(row_str(&r, 0, 2)) : 0,
                          .viewed_by = row_null(&r, 0, 4) ? NULL : str_dupz(a, row_str(&r, 0, 4))};
    bool stale = row_time(&r, 0, 3) < now_us - 600 * USEC_PER_SEC;
    rows_free(&r);
    return stale ? db_query(st, &login_use, NULL, A_SHA(&hash), A_TIME(now_us)) : OK;
}

int login_end(struct store *st, struct str token, int64_t now_us)
{
    struct sha256 hash;
    sha256_of(token, &hash);
    return db_query(st, &login_revoke, NULL, A_SHA(&hash), A_TIME(now_us));
}

int login_end_all(struct store *st, int64_t account_id, int64_t now_us)
{
    return db_query(st, &login_revoke_all, NULL, A_INT(account_id), A_TIME(now_us));
}

int login_end_one(struct store *st, int64_t account_id, struct str hash_hex, int64_t now_us)
{
    struct sha256 hash;
    struct rows r;
    if (sha256_from_hex(hash_hex, &hash) != OK) return ERR_NOT_FOUND;
    int rc = db_one(st, &login_revoke_one, &r, A_INT(account_id), A_SHA(&hash), A_TIME(now_us));
    rows_free(&r);
    return rc;
}

int login_prefix_known(struct store *st, struct str address, const char *address_prefix, int64_t now_us, bool *ret)
{
    int64_t n;
    int rc = db_int(st, &login_known, &n, A_STR(address), A_TEXT(address_prefix), A_TIME(now_us - LOGIN_ABSOLUTE_US));
    if (rc == OK) *ret = n > 0;
    return rc;
}

static void take_tier(struct rows *r, struct arena *a, struct login_tier *ret)
{
    *ret = (struct login_tier){str_dupz(a, row_str(r, 0, 0)), str_dupz(a, row_str(r, 0, 1)),
                               str_dupz(a, row_str(r, 0, 2))};
    rows_free(r);
}

int login_tier(struct store *st, struct arena *a, int64_t account_id, int64_t now_us, struct login_tier *ret)
{
    struct rows r;
    int rc = db_one(st, &tier_of_account, &r, A_INT(account_id), A_TIME(now_us));
    if (rc == OK) take_tier(&r, a, ret);
    return rc;
}

int login_tier_lowest(struct store *st, struct arena *a, int64_t now_us, struct login_tier *ret)
{
    struct rows r;
    int rc = db_one(st, &tier_lowest, &r, A_TIME(now_us));
    if (rc == OK) take_tier(&r, a, ret);
    return rc;
}
