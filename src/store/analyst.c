#include "store/analyst.h"

STMT(analyst_add, 3,
     "UPDATE account SET roles = (SELECT array_agg(DISTINCT role ORDER BY role) FROM unnest(roles || $2::text) role),"
     " display_name = coalesce($3, display_name) WHERE address = lower($1) AND state = 'active' AND coalesce($3, "
     "display_name, '') <> ''"
     " RETURNING id");
STMT(analyst_known, 1, "SELECT id FROM account WHERE address = lower($1) AND state = 'active'");
STMT(analyst_remove, 2,
     "UPDATE account SET roles = CASE WHEN $2::text IS NULL THEN '{}' ELSE array_remove(roles, $2::text) END"
     " WHERE address = lower($1) AND state <> 'deleted' AND roles && CASE WHEN $2::text IS NULL THEN roles ELSE "
     "ARRAY[$2::text] END RETURNING id");
STMT(analyst_event, 5, "INSERT INTO security_event (at, account_id, actor, event, detail) VALUES ($1, $2, $3, $4, $5)");
STMT(analyst_list, 0,
     "SELECT address, coalesce(display_name, ''), array_to_string(roles, ',') FROM account WHERE roles <> '{}' AND "
     "state <> 'deleted' ORDER BY address");
STMT(analyst_name, 1,
     "SELECT coalesce(nullif(display_name, ''), 'an analyst') FROM account WHERE id = $1 AND desk_rights(id) && "
     "'{write,publish}'");

int analyst_grant(struct store *st, const char *address, const char *role, const char *name, const char *actor,
                  int64_t now_us)
{
    int64_t id;
    if (strcmp(role, "analyst") != 0 && strcmp(role, "reviewer") != 0 && strcmp(role, "operator") != 0)
        return ERR_BAD_INPUT;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_int(st, &analyst_known, &id, A_TEXT(address));
    if (rc == OK) {
        rc = db_int(st, &analyst_add, &id, A_TEXT(address), A_TEXT(role), A_TEXT(name));
        if (rc == ERR_NOT_FOUND) rc = ERR_BAD_INPUT; /* the account is there: it has no name to sign with */
    }
    if (rc == OK)
        rc = db_query(st, &analyst_event, NULL, A_TIME(now_us), A_INT(id), A_TEXT(actor), A_TEXT("role granted"),
                      A_TEXT(role));
    return store_end(st, rc);
}

int analyst_revoke(struct store *st, const char *address, const char *role, const char *actor, int64_t now_us)
{
    int64_t id;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_int(st, &analyst_remove, &id, A_TEXT(address), A_TEXT(role));
    if (rc == OK)
        rc = db_query(st, &analyst_event, NULL, A_TIME(now_us), A_INT(id), A_TEXT(actor), A_TEXT("role revoked"),
                      A_TEXT(role != NULL ? role : "all"));
    return store_end(st, rc);
}

int analyst_each(struct store *st, analyst_told_fn *told, void *user)
{
    struct rows r;
    int rc = db_query_n(st, &analyst_list, &r, NULL, 0);
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        told(user, row_text(&r, i, 0), row_text(&r, i, 1), row_text(&r, i, 2));
    rows_free(&r);
    return rc;
}

int analyst_byline(struct store *st, struct arena *a, int64_t account_id, const char **ret)
{
    struct rows r;
    int rc = db_one(st, &analyst_name, &r, A_INT(account_id));
    if (rc == OK) *ret = str_dupz(a, row_str(&r, 0, 0));
    rows_free(&r);
    return rc == ERR_NOT_FOUND ? ERR_DENIED : rc;
}
