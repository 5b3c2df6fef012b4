#include "store/suggestion.h"

STMT(suggestion_is_known, 2,
     "SELECT CASE WHEN EXISTS (SELECT FROM source s JOIN document d ON d.id = s.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active"
     "  WHERE s.active AND url_key(s.url) = url_key($2)) THEN 1"
     " WHEN EXISTS (SELECT FROM suggestion s WHERE s.account_id = $1 AND url_key(s.url) = url_key($2) AND s.answer IS NULL) THEN 3"
     " WHEN EXISTS (SELECT FROM platform p WHERE p.active AND host_key(p.homepage) = host_key($2)) THEN 2 ELSE 0 END");
STMT(suggestion_insert, 5,
     "INSERT INTO suggestion (account_id, url, name, note, created_at) VALUES ($1, $2, nullif($3, ''), nullif($4, ''), $5)");
STMT(suggestion_take, 3,
     "UPDATE suggestion SET state = 'claimed', wait_until = $2, tries = tries + 1 WHERE id = (SELECT id FROM suggestion"
     " WHERE state IN ('asked', 'claimed') AND (wait_until IS NULL OR wait_until < $1) AND tries < $3 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)"
     " RETURNING id, tries, url");
STMT(suggestion_give_up, 2,
     "UPDATE suggestion SET state = 'refused', wait_until = NULL, reason = 'looking at it was broken off several times', checked_at = $1"
     " WHERE state = 'claimed' AND wait_until < $1 AND tries >= $2");
STMT(suggestion_put_off, 2, "UPDATE suggestion SET state = 'asked', wait_until = $2, tries = tries - 1 WHERE id = $1 AND state = 'claimed'");
STMT(suggestion_note, 7,
     "UPDATE suggestion SET state = $2, wait_until = NULL, reason = nullif(left($3, 500), ''), title = nullif(left($4, 300), ''), words = $5, final_url = $6,"
     " checked_at = $7 WHERE id = $1 AND state = 'claimed'");
STMT(suggestion_one, 1,
     "SELECT s.id, s.account_id, a.address, s.url, s.final_url, s.name, s.title, s.state, s.answer,"
     " (SELECT min(p.id) FROM platform p WHERE p.active AND host_key(p.homepage) = host_key(s.url))"
     " FROM suggestion s JOIN account a ON a.id = s.account_id WHERE s.id = $1");
STMT(suggestion_end, 6,
     "UPDATE suggestion SET answer = CASE WHEN $2::bigint IS NULL THEN 'declined' ELSE 'accepted' END, document_id = $2, why = $3, answered_by = $4,"
     " answered_at = $5 WHERE id = $1 AND answer IS NULL AND $6 RETURNING 1");

int suggestion_known(struct store *st, int64_t account_id, struct str url, enum suggestion_known *ret)
{
    int64_t known;
    int rc = db_int(st, &suggestion_is_known, &known, A_INT(account_id), A_STR(url));
    if (rc == OK) *ret = (enum suggestion_known)known;
    return rc;
}

int suggestion_add(struct store *st, int64_t account_id, struct str url, struct str name, struct str note, int64_t now_us)
{
    return db_query(st, &suggestion_insert, NULL, A_INT(account_id), A_STR(url), A_STR(name), A_STR(note), A_TIME(now_us));
}

int suggestion_claim(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct suggestion_claimed *ret)
{
    struct rows r;
    int rc = db_query(st, &suggestion_give_up, NULL, A_TIME(now_us), A_INT(SUGGESTION_TRIES));
    if (rc == OK) rc = db_one(st, &suggestion_take, &r, A_TIME(now_us), A_TIME(lease_until_us), A_INT(SUGGESTION_TRIES));
    if (rc != OK) return rc;
    *ret = (struct suggestion_claimed){row_int(&r, 0, 0), row_int(&r, 0, 1), str_dupz(a, row_str(&r, 0, 2))};
    rows_free(&r);
    return OK;
}

int suggestion_wait(struct store *st, int64_t id, int64_t until_us)
{
    return db_query(st, &suggestion_put_off, NULL, A_INT(id), A_TIME(until_us));
}

int suggestion_found(struct store *st, int64_t id, const struct suggestion_finding *f, int64_t now_us)
{
    return db_query(st, &suggestion_note, NULL, A_INT(id), A_TEXT(f->state), A_STR(f->reason), A_STR(f->title), A_ID(f->words), A_TEXT(f->final_url), A_TIME(now_us));
}

static const char *text_of(struct arena *a, const struct rows *r, int col) { return row_null(r, 0, col) ? NULL : str_dupz(a, row_str(r, 0, col)); }

int suggestion_get(struct store *st, struct arena *a, int64_t id, struct suggestion *ret)
{
    struct rows r;
    int rc = db_one(st, &suggestion_one, &r, A_INT(id));
    if (rc != OK) return rc;
    *ret = (struct suggestion){row_int(&r, 0, 0), row_int(&r, 0, 1), text_of(a, &r, 2), text_of(a, &r, 3), text_of(a, &r, 4), text_of(a, &r, 5),
                               text_of(a, &r, 6), text_of(a, &r, 7), text_of(a, &r, 8), row_int(&r, 0, 9)};
    rows_free(&r);
    return OK;
}

int suggestion_answer(struct store *st, int64_t id, int64_t document_id, const char *why, const char *by, int64_t now_us)
{
    struct rows r;
    int rc = db_query(st, &suggestion_end, &r, A_INT(id), A_ID(document_id), A_TEXT(why), A_TEXT(by), A_TIME(now_us), A_BOOL(document_id != 0 || why != NULL));
    if (rc == OK && rows_n(&r) == 0) rc = ERR_CONFLICT;
    rows_free(&r);
    return rc;
}
