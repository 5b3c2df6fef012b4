#include "store/redline_kept.h"

#include "base/clock.h"

STMT(redline_kept_get, 3,
     "SELECT k.body, k.used_at FROM version a, version b, redline_kept k"
     " WHERE a.record_id = $1 AND b.record_id = $2 AND k.from_sha256 = a.sha256 AND k.to_sha256 = b.sha256 AND "
     "k.made_by = $3");
STMT(redline_kept_used, 4,
     "UPDATE redline_kept k SET used_at = $4 FROM version a, version b"
     " WHERE a.record_id = $1 AND b.record_id = $2 AND k.from_sha256 = a.sha256 AND k.to_sha256 = b.sha256 AND "
     "k.made_by = $3");
STMT(redline_kept_add, 5,
     "INSERT INTO redline_kept (from_sha256, to_sha256, made_by, body, used_at)"
     " SELECT a.sha256, b.sha256, $3, $4, $5 FROM version a, version b WHERE a.record_id = $1 AND b.record_id = $2"
     " ON CONFLICT DO NOTHING");
STMT(redline_kept_trim, 1,
     "DELETE FROM redline_kept k USING (SELECT from_sha256, to_sha256, made_by, sum(bytes) OVER (ORDER BY used_at DESC,"
     " from_sha256, to_sha256, made_by) AS so_far FROM redline_kept) s WHERE s.so_far > $1"
     " AND k.from_sha256 = s.from_sha256 AND k.to_sha256 = s.to_sha256 AND k.made_by = s.made_by");
/* 7143: no other advisory lock of ours has that class. */
STMT(redline_slot_get, 1, "SELECT s FROM generate_series(1, $1::int) s WHERE pg_try_advisory_lock(7143, s) LIMIT 1");
STMT(redline_slot_put, 1, "SELECT pg_advisory_unlock(7143, $1::int)");

int redline_find(struct store *st, const struct redline_key *key, int64_t now_us, struct rows *ret)
{
    int rc = db_one(st, &redline_kept_get, ret, A_STR(key->from), A_STR(key->to), A_TEXT(key->made_by));
    bool note = rc == OK && now_us - row_time(ret, 0, 1) > 3600 * USEC_PER_SEC;
    if (note && db_query(st, &redline_kept_used, NULL, A_STR(key->from), A_STR(key->to), A_TEXT(key->made_by),
                         A_TIME(now_us)) != OK)
        return OK; /* it was found all the same */
    return rc;
}

int redline_keep(struct store *st, const struct redline_key *key, struct str json, int64_t now_us)
{
    if (json.n > REDLINE_KEPT_ONE) return ERR_LIMIT;
    int rc = db_query(st, &redline_kept_add, NULL, A_STR(key->from), A_STR(key->to), A_TEXT(key->made_by), A_STR(json),
                      A_TIME(now_us));
    return rc == OK ? db_query(st, &redline_kept_trim, NULL, A_INT(REDLINE_KEPT_ALL)) : rc;
}

int redline_slot_take(struct store *st, int64_t *ret)
{
    int rc = db_int(st, &redline_slot_get, ret, A_INT(REDLINE_SLOTS));
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

int redline_slot_give(struct store *st, int64_t slot) { return db_query(st, &redline_slot_put, NULL, A_INT(slot)); }
