#include "store/version_text.h"

STMT(version_text_size, 1, "SELECT text_bytes FROM version WHERE record_id = $1");
STMT(version_text_whole, 1,
     "SELECT string_agg(t.body, '' ORDER BY c.ordinal) FROM version v JOIN version_clause c ON c.version_id = v.id"
     " JOIN clause_text t ON t.sha256 = c.sha256 WHERE v.record_id = $1");

int version_text(struct store *st, struct arena *a, struct str record_id, size_t max_bytes, struct str *ret)
{
    int64_t bytes;
    struct rows r;
    int rc = db_int(st, &version_text_size, &bytes, A_STR(record_id));
    if (rc == OK && (uint64_t)bytes > max_bytes) rc = ERR_LIMIT;
    if (rc != OK) return rc;
    rc = db_one(st, &version_text_whole, &r, A_STR(record_id));
    if (rc != OK) return rc;
    struct str text = row_str(&r, 0, 0);
    *ret = str_of(arena_dup(a, text.p, text.n), text.n);
    rows_free(&r);
    return OK;
}
