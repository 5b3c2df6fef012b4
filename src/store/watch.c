#include "store/watch.h"

/* $1 who acts, $2 the organisation or NULL: the rows of that watchlist that they may change. */
#define CHANGEABLE                                                                                                      \
    "(($2::bigint IS NULL AND account_id = $1) OR organisation_id = (SELECT m.organisation_id FROM member m"            \
    " WHERE m.organisation_id = $2 AND m.account_id = $1 AND m.role IN ('owner', 'member')))"
/* Whether they may add to it: asked where a row is made, because the triggers on it lock and count before row security asks. */
#define MAY_ADD                                                                                                         \
    "($2::bigint IS NULL OR EXISTS (SELECT FROM member m WHERE m.organisation_id = $2 AND m.account_id = $1"            \
    " AND m.role IN ('owner', 'member')))"
#define OWNER "CASE WHEN $2::bigint IS NULL THEN $1::bigint END, $2"

STMT(watch_platform_add, 4, "INSERT INTO watch (account_id, organisation_id, platform_id, created_at) SELECT " OWNER ", $3, $4 WHERE " MAY_ADD " RETURNING 1");
STMT(watch_named_add, 4,
     "INSERT INTO watch (account_id, organisation_id, platform_id, document_id, provision_id, clause_type_id, created_at)"
     " SELECT " OWNER ", platform_id, document_id, provision_id, clause_type_id, $4 FROM watch_target($3) WHERE " MAY_ADD " LIMIT 1 RETURNING 1");
STMT(watch_wish_set, 7,
     "UPDATE watch SET threshold = $4, alerts = $5, digest = $6, note = $7 WHERE " CHANGEABLE " AND id = $3 RETURNING 1");
STMT(watch_seen_set, 3,
     "WITH common AS (UPDATE member SET seen_at = $3 WHERE account_id = $1 AND organisation_id = $2)"
     " UPDATE account SET seen_at = $3 WHERE id = $1 AND $2::bigint IS NULL");
#define KEPT "account_id, organisation_id, platform_id, document_id, provision_id, clause_type_id, threshold, alerts, digest, note"
STMT(watch_remove, 4,
     "WITH gone AS (DELETE FROM watch WHERE " CHANGEABLE " AND id = $3 RETURNING *)"
     " INSERT INTO watch_removed (" KEPT ", watched_since, removed_at) SELECT " KEPT ", created_at, $4 FROM gone RETURNING 1");
STMT(watch_unremove, 4,
     "WITH back AS (DELETE FROM watch_removed WHERE " CHANGEABLE " AND id = $3 AND removed_at > $4::timestamptz - interval '1 day' RETURNING *)"
     " INSERT INTO watch (" KEPT ", created_at) SELECT " KEPT ", watched_since FROM back RETURNING 1");
STMT(watch_resume, 3, "UPDATE watch SET paused_at = NULL WHERE " CHANGEABLE " AND id = $3 RETURNING 1");
STMT(watch_used, 3,
     "SELECT coalesce(t.platform_limit, -1), t.name, w.platforms, w.n FROM tier t,"
     " (SELECT count(DISTINCT platform_id) FILTER (WHERE paused_at IS NULL) AS platforms, count(*) AS n FROM watches_of($1, $2)) w"
     " WHERE t.id = watchlist_tier($1, $2, $3) AND " MAY_ADD);
STMT(watch_list_role, 2,
     "SELECT CASE WHEN $2::bigint IS NULL THEN 'owner' ELSE (SELECT role FROM member WHERE account_id = $1 AND organisation_id = $2) END");

/* ERR_NOT_FOUND: no such watchlist for this person. ERR_DENIED: they read it only. */
static int may_add(struct store *st, const struct watchlist *l)
{
    struct rows r;
    int rc = db_one(st, &watch_list_role, &r, A_INT(l->account_id), A_ID(l->organisation_id));
    if (rc != OK) return rc;
    rc = row_null(&r, 0, 0) ? ERR_NOT_FOUND : str_eqz(row_str(&r, 0, 0), "viewer") ? ERR_DENIED : OK;
    rows_free(&r);
    return rc;
}

/* Nothing was added: because they may not, or because there is no such thing. */
static int added(struct store *st, const struct watchlist *l, int rc)
{
    int may = rc == ERR_NOT_FOUND ? may_add(st, l) : OK;
    return may != OK ? may : rc;
}

int watch_add_platform_id(struct store *st, const struct watchlist *l, int64_t platform_id, int64_t now_us)
{
    return added(st, l, db_did(st, &watch_platform_add, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_INT(platform_id), A_TIME(now_us)));
}

int watch_add(struct store *st, const struct watchlist *l, struct str named, int64_t now_us)
{
    return added(st, l, db_did(st, &watch_named_add, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_STR(named), A_TIME(now_us)));
}

int watch_tell(struct store *st, const struct watchlist *l, int64_t watch_id, const struct watch_wish *w)
{
    return db_did(st, &watch_wish_set, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_INT(watch_id), A_TEXT(w->threshold),
                            A_BOOL(w->alerts), A_BOOL(w->digest), w->note.n > 0 ? A_STR(w->note) : A_NULL);
}

int watch_seen(struct store *st, const struct watchlist *l, int64_t now_us)
{
    return db_query(st, &watch_seen_set, NULL, A_INT(l->account_id), A_ID(l->organisation_id), A_TIME(now_us));
}

int watch_delete(struct store *st, const struct watchlist *l, int64_t watch_id, int64_t now_us)
{
    return db_did(st, &watch_remove, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_INT(watch_id), A_TIME(now_us));
}

int watch_restore(struct store *st, const struct watchlist *l, int64_t removed_id, int64_t now_us)
{
    return db_did(st, &watch_unremove, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_INT(removed_id), A_TIME(now_us));
}

int watch_unpause(struct store *st, const struct watchlist *l, int64_t watch_id)
{
    return db_did(st, &watch_resume, ERR_NOT_FOUND, A_INT(l->account_id), A_ID(l->organisation_id), A_INT(watch_id));
}

int watch_allowed(struct store *st, struct arena *a, const struct watchlist *l, int64_t now_us, struct watch_allowance *ret)
{
    struct rows r;
    int rc = db_one(st, &watch_used, &r, A_INT(l->account_id), A_ID(l->organisation_id), A_TIME(now_us));
    if (rc != OK) return rc;
    *ret = (struct watch_allowance){row_int(&r, 0, 0), row_int(&r, 0, 2), row_int(&r, 0, 3), str_dupz(a, row_str(&r, 0, 1))};
    rows_free(&r);
    return OK;
}

STMT(watch_preview_get, 5, "SELECT watch_preview($1, $2, $3::jsonb, $4, $5)");
STMT(watch_list_put, 5, "SELECT added, already, over FROM watch_add_list($1, $2, $3::jsonb, $4, $5)");
STMT(watch_table_get, 3, "SELECT * FROM watch_table($1, $2, $3)");

/* Whoever reads it only may look. */
static int there(struct store *st, const struct watchlist *l)
{
    int rc = may_add(st, l);
    return rc == ERR_DENIED ? OK : rc;
}

int watch_list_preview(struct store *st, struct arena *a, const struct watchlist *l, struct str lines, const char *base, int64_t now_us,
                       struct str *ret)
{
    struct rows r;
    int rc = there(st, l);
    if (rc == OK) rc = db_one(st, &watch_preview_get, &r, A_INT(l->account_id), A_ID(l->organisation_id), A_STR(lines), A_TEXT(base), A_TIME(now_us));
    if (rc != OK) return rc;
    struct str text = row_str(&r, 0, 0);
    *ret = str_of(arena_dup(a, text.p, text.n), text.n);
    rows_free(&r);
    return OK;
}

int watch_list_add(struct store *st, const struct watchlist *l, struct str lines, const char *base, int64_t now_us, struct watch_listed *ret)
{
    struct rows r;
    int rc = may_add(st, l);
    if (rc == OK) rc = db_one(st, &watch_list_put, &r, A_INT(l->account_id), A_ID(l->organisation_id), A_STR(lines), A_TEXT(base), A_TIME(now_us));
    if (rc != OK) return rc;
    *ret = (struct watch_listed){row_int(&r, 0, 0), row_int(&r, 0, 1), row_int(&r, 0, 2)};
    rows_free(&r);
    return OK;
}

const char *const watch_columns[WATCH_COLUMNS] = {"kind", "name", "url", "platform", "document", "threshold", "channel", "note"};

int watch_list_rows(struct store *st, const struct watchlist *l, const char *base, struct rows *ret)
{
    int rc = there(st, l);
    return rc == OK ? db_query(st, &watch_table_get, ret, A_INT(l->account_id), A_ID(l->organisation_id), A_TEXT(base)) : rc;
}
