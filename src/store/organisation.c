#include "store/organisation.h"

STMT(organisation_make, 3, "SELECT organisation_create($1, $2, $3)");
#define SEEN "SELECT o.id, o.name, m.role, o.carried_by = m.account_id FROM organisation o JOIN member m ON m.organisation_id = o.id AND m.account_id = $1"
STMT(organisation_get, 2, SEEN " WHERE o.id = $2");
STMT(organisation_get_carried, 1, SEEN " WHERE o.carried_by = $1");
STMT(organisation_members, 1,
     "SELECT a.id, a.address, m.role FROM member m JOIN account a ON a.id = m.account_id WHERE m.organisation_id = $1 ORDER BY a.address");
STMT(organisation_name, 2, "UPDATE organisation SET name = $2 WHERE id = $1 RETURNING 1");
STMT(organisation_give, 4, "UPDATE organisation SET carried_by = $3, carried_since = $4 WHERE id = $1 AND carried_by = $2 RETURNING 1");
STMT(organisation_delete, 2, "DELETE FROM organisation WHERE id = $1 AND carried_by = $2 RETURNING 1");
STMT(invitations_lapse, 3, "UPDATE invitation SET answered_at = $3, answer = 'withdrawn' WHERE organisation_id = $1 AND address = $2"
     " AND answered_at IS NULL AND expires_at <= $3");
STMT(invitation_put, 6,
     "INSERT INTO invitation (organisation_id, address, role, invited_by, created_at, expires_at)"
     " SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT FROM member m JOIN account a ON a.id = m.account_id"
     "  WHERE m.organisation_id = $1 AND a.address = $2) RETURNING id");
STMT(invitation_take_back, 3,
     "UPDATE invitation SET answered_at = $3, answer = 'withdrawn' WHERE id = $2 AND organisation_id = $1 AND answered_at IS NULL RETURNING 1");
STMT(invitation_take, 3, "SELECT invitation_accept($1, $2, $3)");
STMT(invitation_refuse, 3,
     "UPDATE invitation SET answered_at = $3, answer = 'declined' WHERE id = $1 AND address = $2 AND answered_at IS NULL RETURNING 1");
STMT(member_role, 3, "UPDATE member SET role = $3 WHERE organisation_id = $1 AND account_id = $2 RETURNING 1");
STMT(member_take_out, 2,
     "DELETE FROM member m WHERE organisation_id = $1 AND account_id = $2 AND NOT EXISTS (SELECT FROM organisation o WHERE o.id = $1"
     " AND o.carried_by = $2) RETURNING 1");
STMT(member_mail, 4, "UPDATE member SET alerts = $3, digest = $4 WHERE organisation_id = $1 AND account_id = $2 RETURNING 1");

int organisation_create(struct store *st, int64_t account_id, struct str name, int64_t now_us, int64_t *ret)
{
    return db_int(st, &organisation_make, ret, A_STR(name), A_INT(account_id), A_TIME(now_us));
}

static int seen(int rc, struct rows *r, struct arena *a, struct organisation *ret)
{
    if (rc == OK)
        *ret = (struct organisation){.id = row_int(r, 0, 0), .name = str_dupz(a, row_str(r, 0, 1)),
                                     .role = str_dupz(a, row_str(r, 0, 2)), .carries = row_bool(r, 0, 3)};
    rows_free(r);
    return rc;
}

int organisation_see(struct store *st, struct arena *a, int64_t account_id, int64_t id, struct organisation *ret)
{
    struct rows r;
    return seen(db_one(st, &organisation_get, &r, A_INT(account_id), A_INT(id)), &r, a, ret);
}

int organisation_carried(struct store *st, struct arena *a, int64_t account_id, struct organisation *ret)
{
    struct rows r;
    return seen(db_one(st, &organisation_get_carried, &r, A_INT(account_id)), &r, a, ret);
}

int organisation_people(struct store *st, struct arena *a, int64_t id, struct person **ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &organisation_members, &r, A_INT(id));
    size_t n = rows_n(&r);
    struct person *v = ARENA_ARRAY(a, struct person, n);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct person){row_int(&r, i, 0), str_dupz(a, row_str(&r, i, 1)), str_dupz(a, row_str(&r, i, 2))};
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

int organisation_rename(struct store *st, int64_t id, struct str name)
{
    return db_did(st, &organisation_name, ERR_NOT_FOUND, A_INT(id), A_STR(name));
}

int organisation_hand_over(struct store *st, int64_t id, int64_t from, int64_t to, int64_t now_us)
{
    return db_did(st, &organisation_give, ERR_NOT_FOUND, A_INT(id), A_INT(from), A_INT(to), A_TIME(now_us));
}

int organisation_end(struct store *st, int64_t id, int64_t carrier)
{
    return db_did(st, &organisation_delete, ERR_NOT_FOUND, A_INT(id), A_INT(carrier));
}

/* In the caller's transaction, or not: one that is too old makes room, whatever comes of the new one. */
int invitation_add(struct store *st, const struct invitation *i, int64_t now_us, int64_t *ret)
{
    int rc = db_query(st, &invitations_lapse, NULL, A_INT(i->organisation_id), A_STR(i->address), A_TIME(now_us));
    if (rc == OK)
        rc = db_int(st, &invitation_put, ret, A_INT(i->organisation_id), A_STR(i->address), A_TEXT(i->role), A_INT(i->invited_by),
                    A_TIME(now_us), A_TIME(now_us + INVITATION_US));
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

int invitation_withdraw(struct store *st, int64_t organisation_id, int64_t id, int64_t now_us)
{
    return db_did(st, &invitation_take_back, ERR_NOT_FOUND, A_INT(organisation_id), A_INT(id), A_TIME(now_us));
}

int invitation_accept(struct store *st, int64_t account_id, int64_t id, int64_t now_us, int64_t *ret_organisation)
{
    struct rows r;
    int rc = db_one(st, &invitation_take, &r, A_INT(id), A_INT(account_id), A_TIME(now_us));
    if (rc == OK && row_null(&r, 0, 0)) rc = ERR_NOT_FOUND;
    if (rc == OK) *ret_organisation = row_int(&r, 0, 0);
    rows_free(&r);
    return rc;
}

int invitation_decline(struct store *st, struct str address, int64_t id, int64_t now_us)
{
    return db_did(st, &invitation_refuse, ERR_NOT_FOUND, A_INT(id), A_STR(address), A_TIME(now_us));
}

int member_set_role(struct store *st, int64_t organisation_id, int64_t account_id, const char *role)
{
    return db_did(st, &member_role, ERR_NOT_FOUND, A_INT(organisation_id), A_INT(account_id), A_TEXT(role));
}

int member_remove(struct store *st, int64_t organisation_id, int64_t account_id)
{
    return db_did(st, &member_take_out, ERR_NOT_FOUND, A_INT(organisation_id), A_INT(account_id));
}

int member_set_mail(struct store *st, int64_t organisation_id, int64_t account_id, bool alerts, bool digest)
{
    return db_did(st, &member_mail, ERR_NOT_FOUND, A_INT(organisation_id), A_INT(account_id), A_BOOL(alerts), A_BOOL(digest));
}
