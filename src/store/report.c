#include "store/report.h"

#include "crypt/random.h"

STMT(report_insert, 8,
     "INSERT INTO report (key_sha256, kind, of_record, body, words, organisation, contact, created_at)"
     " VALUES ($1, $2, $3, $4, nullif($5, ''), nullif($6, ''), nullif($7, ''), $8)");
STMT(report_about, 1, "SELECT 1 WHERE record_title($1) IS NOT NULL");
STMT(report_reply_add, 6, "SELECT report_reply($1, $2, $3, $4, $5, $6)");

int report_add(struct store *st, struct arena *a, const struct report *r, int64_t now_us, const char **ret_key)
{
    struct sha256 hash;
    const char *key = random_token(a);
    sha256_of(strz(key), &hash);
    int rc = db_query(st, &report_insert, NULL, A_SHA(&hash), A_TEXT(r->kind == REPORT_REMOVAL ? "removal" : "mistake"),
                      A_TEXT(r->of_record), A_STR(r->body), A_STR(r->words), A_TEXT(r->organisation),
                      A_TEXT(r->contact), A_TIME(now_us));
    if (rc == OK) *ret_key = key;
    return rc;
}

int report_record(struct store *st, const char *record_id)
{
    int64_t one;
    return db_int(st, &report_about, &one, A_TEXT(record_id));
}

int report_reply(struct store *st, const char *report_id, const char *state, const char *note,
                 const struct desk_actor *who, int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &report_reply_add, &r, A_TEXT(report_id), A_TEXT(state), A_TEXT(note), A_ID(who->account_id),
                    A_TEXT(who->name), A_TIME(now_us));
    if (rc == OK && !row_bool(&r, 0, 0)) rc = ERR_NOT_FOUND;
    rows_free(&r);
    return rc;
}
