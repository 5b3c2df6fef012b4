#include "store/bounce.h"

STMT(bounce_of, 2, "SELECT 1 FROM delivery WHERE id = $1 AND replace(secret::text, '-', '') = lower($2)");
STMT(bounce_put, 5,
     "WITH noted AS (INSERT INTO bounce (delivery_id, kind, account_id, at, status, words)"
     "   SELECT id, $2, account_id, $3, nullif($4, ''), nullif($5, '') FROM delivery WHERE id = $1 ON CONFLICT DO NOTHING RETURNING kind, account_id),"
     " mail AS (SELECT d.address, n.kind, n.account_id FROM noted n, delivery d WHERE d.id = $1),"
     " counted AS (INSERT INTO suppression AS s (address, since, counted_at, reason, hard_bounces, returned)"
     "   SELECT address, $3, $3, CASE kind WHEN 'complaint' THEN kind ELSE left(concat_ws(' ', nullif($4, ''), nullif($5, '')), 200) END,"
     "     (kind = 'hard')::int, true FROM mail WHERE kind IN ('hard', 'complaint')"
     "   ON CONFLICT (address) DO UPDATE SET counted_at = excluded.counted_at, returned = true,"
     "     hard_bounces = excluded.hard_bounces + CASE WHEN s.hard_bounces = 1 AND s.counted_at < $3::timestamptz - interval '60 days' THEN 0 ELSE s.hard_bounces END,"
     "     reason = CASE s.reason WHEN 'complaint' THEN s.reason ELSE excluded.reason END),"
     " lists AS (UPDATE account a SET digest = false FROM mail m WHERE m.kind = 'complaint' AND a.id = m.account_id AND a.address = m.address),"
     " alerts AS (UPDATE watch w SET alerts = false FROM mail m JOIN account a ON a.id = m.account_id AND a.address = m.address"
     "   WHERE m.kind = 'complaint' AND w.account_id = a.id AND w.alerts),"
     " common AS (UPDATE member o SET alerts = false FROM mail m JOIN account a ON a.id = m.account_id AND a.address = m.address"
     "   WHERE m.kind = 'complaint' AND o.account_id = a.id AND o.alerts)"
     " SELECT 1 FROM noted");
STMT(suppressions, 0,
     "SELECT s.address, s.reason, coalesce(s.counted_at, s.since), s.hard_bounces, a.id FROM suppression s"
     " LEFT JOIN account a ON a.address = s.address AND a.state <> 'deleted' WHERE suppressed(s) ORDER BY 3, 1");
STMT(suppression_remove, 1,
     "WITH gone AS (DELETE FROM suppression s WHERE address = lower($1) AND suppressed(s) RETURNING address)"
     " SELECT coalesce(a.id, 0) FROM gone LEFT JOIN account a ON a.address = gone.address AND a.state <> 'deleted'");
STMT(suppression_own, 2, "SELECT 1 WHERE suppression_lift($1, $2)");

int bounce_add(struct store *st, const struct bounce_note *b, bool *ret_new)
{
    int64_t one;
    struct rows r;
    int rc = db_int(st, &bounce_of, &one, A_INT(b->delivery_id), A_TEXT(b->secret));
    if (rc != OK) return rc;
    rc = db_query(st, &bounce_put, &r, A_INT(b->delivery_id), A_TEXT(b->kind), A_TIME(b->now_us), A_TEXT(b->status), A_TEXT(b->words));
    if (rc == OK) *ret_new = rows_n(&r) > 0;
    rows_free(&r);
    return rc;
}

int suppression_list(struct store *st, struct arena *a, struct suppression **ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query_n(st, &suppressions, &r, NULL, 0);
    size_t n = rows_n(&r);
    struct suppression *v = ARENA_ARRAY(a, struct suppression, n);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct suppression){.address = str_dupz(a, row_str(&r, i, 0)), .reason = str_dupz(a, row_str(&r, i, 1)), .since_us = row_time(&r, i, 2),
                                    .hard_bounces = (int)row_int(&r, i, 3), .account_id = row_int(&r, i, 4)};
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

int suppression_end(struct store *st, struct str address, int64_t *ret_account)
{
    return db_int(st, &suppression_remove, ret_account, A_STR(address));
}

int suppression_try_again(struct store *st, int64_t account_id, int64_t now_us)
{
    int64_t one;
    return db_int(st, &suppression_own, &one, A_INT(account_id), A_TIME(now_us));
}
