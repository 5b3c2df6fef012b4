#include "store/import.h"

STMT(imported_text_get, 2, "SELECT file_sha256, outcome FROM imported_text WHERE document_id = $1 AND seen_at = $2");
STMT(imported_horizon, 1,
     "SELECT greatest((SELECT max(since) FROM stay WHERE document_id = $1), (SELECT max(seen_at) FROM imported_text WHERE document_id = $1),"
     " (SELECT max(ss.last_verified_at) FROM source_state ss JOIN source s ON s.id = ss.source_id WHERE s.document_id = $1))");
STMT(imported_text_add, 8,
     "INSERT INTO imported_text (document_id, seen_at, file_sha256, basis, outcome, reason, version_id, imported_at)"
     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

static enum outcome outcome_named(struct str name)
{
    for (enum outcome o = 0; o < OUTCOME_MAX; o++)
        if (str_eqz(name, outcome_name(o))) return o;
    bug("an outcome that is none: " STR_FMT, STR_ARG(name));
}

int import_find(struct store *st, int64_t document_id, int64_t seen_us, const struct sha256 *file_sha, enum outcome *ret)
{
    struct rows r;
    struct sha256 known;
    int rc = db_one(st, &imported_text_get, &r, A_INT(document_id), A_TIME(seen_us));
    if (rc == OK && !(row_sha(&r, 0, 0, &known) && sha256_eq(&known, file_sha))) rc = ERR_CONFLICT;
    if (rc == OK) *ret = outcome_named(row_str(&r, 0, 1));
    rows_free(&r);
    return rc;
}

int import_horizon(struct store *st, int64_t document_id, int64_t *ret_us)
{
    struct rows r;
    int rc = db_one(st, &imported_horizon, &r, A_INT(document_id));
    if (rc == OK) *ret_us = row_time(&r, 0, 0);
    rows_free(&r);
    return rc;
}

int import_note(struct store *st, int64_t document_id, int64_t version_id, const struct imported_text *t)
{
    return db_query(st, &imported_text_add, NULL, A_INT(document_id), A_TIME(t->seen_us), A_SHA(&t->file_sha), A_TEXT(t->basis),
                    A_TEXT(outcome_name(t->outcome)), A_TEXT(t->reason), A_ID(version_id), A_TIME(t->imported_us));
}
