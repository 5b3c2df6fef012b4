#include "store/watch.h"

STMT(watch_find_platform, 1, "SELECT id FROM platform WHERE slug = $1 AND active");
STMT(watch_platform_add, 3, "INSERT INTO watch (account_id, platform_id, created_at) VALUES ($1, $2, $3)");
STMT(watch_named_add, 3,
     "INSERT INTO watch (account_id, platform_id, document_id, provision_id, clause_type_id, created_at)"
     " SELECT $1, platform_id, document_id, provision_id, clause_type_id, $3 FROM watch_target($2) LIMIT 1 RETURNING 1");
STMT(watch_wish_set, 6,
     "UPDATE watch SET threshold = $3, alerts = $4, digest = $5, note = $6 WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(watch_seen_set, 2, "UPDATE account SET seen_at = $2 WHERE id = $1");
STMT(watch_remove, 2, "DELETE FROM watch WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(watch_resume, 2, "UPDATE watch SET paused_at = NULL WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(watch_used, 2,
     "SELECT coalesce(t.platform_limit, -1), t.name, (SELECT count(DISTINCT platform_id) FROM watch WHERE account_id = "
     "$1 AND paused_at IS NULL)"
     " FROM tier t WHERE t.id = account_tier($1, $2)");

int watch_platform(struct store *st, struct str slug, int64_t *ret)
{
    return db_int(st, &watch_find_platform, ret, A_STR(slug));
}

static int one_row(int rc, struct rows *r)
{
    if (rc == OK && rows_n(r) == 0) rc = ERR_NOT_FOUND;
    rows_free(r);
    return rc;
}

int watch_add_platform_id(struct store *st, int64_t account_id, int64_t platform_id, int64_t now_us)
{
    return db_query(st, &watch_platform_add, NULL, A_INT(account_id), A_INT(platform_id), A_TIME(now_us));
}

int watch_add(struct store *st, int64_t account_id, struct str named, int64_t now_us)
{
    struct rows r;
    return one_row(db_query(st, &watch_named_add, &r, A_INT(account_id), A_STR(named), A_TIME(now_us)), &r);
}

int watch_tell(struct store *st, int64_t account_id, int64_t watch_id, const struct watch_wish *w)
{
    struct rows r;
    return one_row(db_query(st, &watch_wish_set, &r, A_INT(account_id), A_INT(watch_id), A_TEXT(w->threshold),
                            A_BOOL(w->alerts), A_BOOL(w->digest), w->note.n > 0 ? A_STR(w->note) : A_NULL),
                   &r);
}

int watch_seen(struct store *st, int64_t account_id, int64_t now_us)
{
    return db_query(st, &watch_seen_set, NULL, A_INT(account_id), A_TIME(now_us));
}

int watch_delete(struct store *st, int64_t account_id, int64_t watch_id)
{
    struct rows r;
    return one_row(db_query(st, &watch_remove, &r, A_INT(account_id), A_INT(watch_id)), &r);
}

int watch_unpause(struct store *st, int64_t account_id, int64_t watch_id)
{
    struct rows r;
    return one_row(db_query(st, &watch_resume, &r, A_INT(account_id), A_INT(watch_id)), &r);
}

int watch_allowed(struct store *st, struct arena *a, int64_t account_id, int64_t now_us, struct watch_allowance *ret)
{
    struct rows r;
    int rc = db_one(st, &watch_used, &r, A_INT(account_id), A_TIME(now_us));
    if (rc != OK) return rc;
    *ret = (struct watch_allowance){row_int(&r, 0, 0), row_int(&r, 0, 2), str_dupz(a, row_str(&r, 0, 1))};
    rows_free(&r);
    return OK;
}
