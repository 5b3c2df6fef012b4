#include "store/account.h"

#include "base/clock.h"

enum { ADDRESS_MAX = 254, DOMAIN_MAX = 253, LOCAL_MAX = 64 };

STMT(account_get, 1,
     "SELECT id, address, state, zone, password, digest, digest_day, digest_hour, created_at, confirmed_at, delete_after"
     " FROM account WHERE address = $1 AND state <> 'deleted'");
STMT(account_add, 4,
     "INSERT INTO account (address, password, state, created_at, confirmed_at)"
     " VALUES ($1, $2, CASE WHEN $3::boolean THEN 'active' ELSE 'pending' END, $4, CASE WHEN $3::boolean THEN "
     "$4::timestamptz END) RETURNING id");
STMT(account_activate, 4,
     "UPDATE account SET state = 'active', password = $2, confirmed_at = $4, consent = $3 WHERE id = $1 AND state = 'pending'");
STMT(account_password, 2, "UPDATE account SET password = $2 WHERE id = $1");
STMT(account_state, 2,
     "UPDATE account SET state = CASE WHEN $2 = 'active' AND delete_after IS NOT NULL THEN 'leaving' ELSE $2 END WHERE id = $1");
STMT(account_mail, 8,
     "UPDATE account SET digest = $2, digest_day = $3, digest_hour = $4, zone = $5, quiet_from = $6, quiet_to = $7, digest_empty = $8"
     " WHERE id = $1 AND $5 IN (SELECT name FROM pg_timezone_names) RETURNING 1");
STMT(account_readdress, 3, "UPDATE account SET address = $3 WHERE id = $1 AND address = coalesce($2, address) RETURNING 1");
STMT(account_goes, 2, "UPDATE account SET state = 'leaving', delete_after = $2 WHERE id = $1 AND state = 'active' RETURNING 1");
STMT(account_stays, 1, "UPDATE account SET state = 'active', delete_after = NULL WHERE id = $1 AND state = 'leaving' RETURNING 1");
STMT(account_all, 1, "SELECT jsonb_pretty(account_export($1))");
STMT(account_failure, 2,
     "UPDATE account SET failures = failures + 1, last_failure_at = $2 WHERE address = $1 AND state <> 'deleted'");
STMT(account_failures_none, 1, "UPDATE account SET failures = 0 WHERE id = $1 AND failures > 0");
STMT(account_erase, 1, "SELECT account_remove($1)");
STMT(account_erase_due, 1, "SELECT accounts_remove_due($1)");
STMT(trial_start, 3, "SELECT trial_begin($1, $2, $3)");
STMT(tier_give, 5, "SELECT tier_set($1, $2, $3, $4, $5)");
STMT(unsubscribe_find, 1, "SELECT account_id FROM unsubscribe_token WHERE sha256 = $1");
/* What the token's list, or everything ($4), comes down to; of a common watchlist only what concerns this person; and what of it
 * was on, so that it can be taken back. */
STMT(unsubscribe_do, 4,
     "WITH t AS (SELECT list FROM unsubscribe_token WHERE sha256 = $2),"
     " d AS (UPDATE account SET digest = false WHERE id = $1 AND digest AND ($4 OR EXISTS (SELECT FROM t WHERE list = 'digest')) RETURNING id),"
     " w AS (UPDATE watch SET alerts = false WHERE account_id = $1 AND alerts AND ($4 OR EXISTS (SELECT FROM t WHERE list = 'alerts')) RETURNING id),"
     " m AS (UPDATE member SET alerts = false WHERE account_id = $1 AND alerts AND ($4 OR EXISTS (SELECT FROM t WHERE list = 'alerts')) RETURNING organisation_id)"
     " UPDATE unsubscribe_token SET used_at = coalesce(used_at, $3), ended_all = ended_all OR $4,"
     "  ended_digest = ended_digest OR EXISTS (SELECT FROM d), ended_watches = ended_watches || ARRAY(SELECT id FROM w),"
     "  ended_organisations = ended_organisations || ARRAY(SELECT organisation_id FROM m) WHERE sha256 = $2");
STMT(unsubscribe_undo, 2,
     "WITH t AS (SELECT * FROM unsubscribe_token WHERE sha256 = $2),"
     " d AS (UPDATE account SET digest = true FROM t WHERE id = $1 AND t.ended_digest),"
     " w AS (UPDATE watch SET alerts = true FROM t WHERE watch.account_id = $1 AND watch.id = ANY (t.ended_watches)),"
     " m AS (UPDATE member SET alerts = true FROM t WHERE member.account_id = $1 AND member.organisation_id = ANY (t.ended_organisations))"
     " UPDATE unsubscribe_token SET used_at = NULL, ended_all = false, ended_digest = false, ended_watches = '{}', ended_organisations = '{}'"
     "  WHERE sha256 = $2");

static bool domain_good(struct str domain)
{
    size_t dots = 0;
    if (domain.n == 0 || domain.n > DOMAIN_MAX) return false;
    for (size_t i = 0; i < domain.n; i++) {
        char c = domain.p[i];
        bool edge = i == 0 || i + 1 == domain.n || domain.p[i - 1] == '.' || domain.p[i + 1] == '.';
        if (!ascii_alnum(c) && ((c != '.' && c != '-') || edge)) return false;
        dots += c == '.';
    }
    return dots > 0;
}

int account_address(struct arena *a, struct str typed, struct str *ret)
{
    struct str s = str_ascii_lower(a, str_trim(typed));
    size_t at = STR_NONE;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] <= ' ' || s.p[i] >= 0x7F || strchr("<>()[],;:\\\"", s.p[i]) != NULL) return ERR_BAD_INPUT;
        if (s.p[i] == '@' && at != STR_NONE) return ERR_BAD_INPUT;
        if (s.p[i] == '@') at = i;
    }
    if (at == STR_NONE || at == 0 || at > LOCAL_MAX || s.n > ADDRESS_MAX || !domain_good(str_from(s, at + 1)))
        return ERR_BAD_INPUT;
    *ret = s;
    return OK;
}

int account_by_address(struct store *st, struct arena *a, struct str address, struct account *ret)
{
    struct rows r;
    int rc = db_one(st, &account_get, &r, A_STR(address));
    if (rc != OK) return rc;
    *ret = (struct account){
        .id = row_int(&r, 0, 0),
        .address = str_dupz(a, row_str(&r, 0, 1)),
        .state = str_dupz(a, row_str(&r, 0, 2)),
        .zone = str_dupz(a, row_str(&r, 0, 3)),
        .password = row_null(&r, 0, 4) ? NULL : str_dupz(a, row_str(&r, 0, 4)),
        .digest = row_bool(&r, 0, 5),
        .digest_day = (int)row_int(&r, 0, 6),
        .digest_hour = (int)row_int(&r, 0, 7),
        .created_at = row_time(&r, 0, 8),
        .confirmed_at = row_time(&r, 0, 9),
        .delete_after = row_time(&r, 0, 10),
    };
    rows_free(&r);
    return OK;
}

int account_create(struct store *st, struct str address, const char *password, bool confirmed, int64_t now_us,
                   int64_t *ret)
{
    return db_int(st, &account_add, ret, A_STR(address), A_TEXT(password), A_BOOL(confirmed), A_TIME(now_us));
}

int account_confirm(struct store *st, int64_t id, const char *password, const char *consent, int64_t now_us)
{
    return db_query(st, &account_activate, NULL, A_INT(id), A_TEXT(password), A_TEXT(consent), A_TIME(now_us));
}

int account_set_password(struct store *st, int64_t id, const char *password)
{
    return db_query(st, &account_password, NULL, A_INT(id), A_TEXT(password));
}

int account_set_state(struct store *st, int64_t id, const char *state)
{
    return db_query(st, &account_state, NULL, A_INT(id), A_TEXT(state));
}

int account_set_mail(struct store *st, int64_t id, const struct account_mail *m)
{
    bool none = m->quiet_from == -1 && m->quiet_to == -1;
    bool quiet = m->quiet_from >= 0 && m->quiet_from <= 23 && m->quiet_to >= 0 && m->quiet_to <= 23 && m->quiet_from != m->quiet_to;
    if (m->day < 1 || m->day > 7 || m->hour < 0 || m->hour > 23 || (!none && !quiet)) return ERR_BAD_INPUT;
    return db_did(st, &account_mail, ERR_BAD_INPUT, A_INT(id), A_BOOL(m->digest), A_INT(m->day), A_INT(m->hour), A_STR(m->zone),
                      none ? A_NULL : A_INT(m->quiet_from), none ? A_NULL : A_INT(m->quiet_to), A_BOOL(m->digest_empty));
}

int account_move(struct store *st, int64_t id, const char *from, const char *to)
{
    return db_did(st, &account_readdress, ERR_NOT_FOUND, A_INT(id), A_TEXT(from), A_TEXT(to));
}

int account_note_failure(struct store *st, struct str address, int64_t now_us)
{
    return db_query(st, &account_failure, NULL, A_STR(address), A_TIME(now_us));
}

int account_clear_failures(struct store *st, int64_t id)
{
    return db_query(st, &account_failures_none, NULL, A_INT(id));
}

int account_leave(struct store *st, int64_t id, int64_t delete_after_us)
{
    return db_did(st, &account_goes, ERR_NOT_FOUND, A_INT(id), A_TIME(delete_after_us));
}

int account_stay(struct store *st, int64_t id, bool *ret)
{
    int rc = db_did(st, &account_stays, ERR_NOT_FOUND, A_INT(id));
    if (rc == OK || rc == ERR_NOT_FOUND) *ret = rc == OK;
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int account_delete(struct store *st, int64_t id)
{
    return db_query(st, &account_erase, NULL, A_INT(id));
}

int accounts_remove_due(struct store *st, int64_t now_us)
{
    return db_query(st, &account_erase_due, NULL, A_TIME(now_us));
}

int account_export(struct store *st, struct arena *a, int64_t id, struct str *ret)
{
    struct rows r;
    int rc = db_one(st, &account_all, &r, A_INT(id));
    if (rc == OK) *ret = strz(str_dupz(a, row_str(&r, 0, 0)));
    rows_free(&r);
    return rc;
}

/* A function that gives the id of what it made, or NULL. */
static int made_or(int rc, struct rows *r, int otherwise)
{
    if (rc == OK && row_null(r, 0, 0)) rc = otherwise;
    rows_free(r);
    return rc;
}

int account_start_trial(struct store *st, int64_t id, struct str tier, int64_t now_us)
{
    struct rows r;
    return made_or(db_one(st, &trial_start, &r, A_INT(id), A_STR(tier), A_TIME(now_us)), &r, ERR_NOT_FOUND);
}

int account_set_tier(struct store *st, int64_t id, const struct account_grant *g, int64_t now_us)
{
    struct rows r;
    return made_or(db_one(st, &tier_give, &r, A_INT(id), A_STR(g->tier), A_TIME(now_us), A_TIME(g->until_us), A_TEXT(g->invoice)), &r, ERR_NOT_FOUND);
}

/* The rows of watches are shown to their account alone. */
static int act(struct store *st, int64_t account_id, enum unsubscribe what, const struct sha256 *hash, int64_t now_us)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_act_as(st, account_id, now_us);
    if (rc == OK && what == SUBSCRIBE_AGAIN) rc = db_query(st, &unsubscribe_undo, NULL, A_INT(account_id), A_SHA(hash));
    else if (rc == OK) rc = db_query(st, &unsubscribe_do, NULL, A_INT(account_id), A_SHA(hash), A_TIME(now_us), A_BOOL(what == UNSUBSCRIBE_ALL));
    if (rc == OK) rc = store_act_as(st, 0, CLOCK_NONE);
    return store_end(st, rc);
}

int account_unsubscribe(struct store *st, struct str token, enum unsubscribe what, int64_t now_us)
{
    struct sha256 hash;
    int64_t account_id;
    sha256_of(token, &hash);
    int rc = db_int(st, &unsubscribe_find, &account_id, A_SHA(&hash));
    return rc == OK ? act(st, account_id, what, &hash, now_us) : rc;
}
