#include "store/drafting.h"

STMT(drafting_ask_add, 5, "SELECT draft_help_ask($1, $2, $3, $4, $5)");
STMT(
    drafting_take, 2,
    "UPDATE draft_help SET state = 'claimed', lease_until = $2, tries = tries + 1 WHERE id = (SELECT id FROM draft_help"
    " WHERE state = 'asked' OR (state = 'claimed' AND lease_until < $1) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) "
    "RETURNING id");
STMT(drafting_get, 1,
     "SELECT t.title, t.definition, t.severity, p.name, d.title, vc.title, x.body FROM draft_help h JOIN clause_type t "
     "ON t.id "
     "= h.clause_type_id JOIN version_clause vc ON vc.version_id = h.version_id AND vc.clause_id = h.clause_id JOIN "
     "clause_text "
     "x USING (sha256) JOIN document d ON d.id = vc.document_id JOIN platform p ON p.id = d.platform_id WHERE h.id = "
     "$1");
STMT(drafting_done, 4,
     "UPDATE draft_help SET state = 'answered', lease_until = NULL, model = $2, answer = $3::jsonb, ended_at = $4 "
     "WHERE id = $1 "
     "AND state = 'claimed'");
STMT(drafting_over, 5,
     "UPDATE draft_help SET state = CASE WHEN $3 AND tries < $5 THEN 'asked' ELSE 'failed' END, lease_until = NULL, "
     "reason = $2, "
     "ended_at = $4 WHERE id = $1 AND state = 'claimed'");

int drafting_ask(struct store *st, int64_t clause_id, const char *clause_type, const struct desk_actor *who,
                 int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &drafting_ask_add, &r, A_INT(clause_id), A_TEXT(clause_type), A_ID(who->account_id),
                    A_TEXT(who->name), A_TIME(now_us));
    if (rc == OK && !row_bool(&r, 0, 0)) rc = ERR_NOT_FOUND;
    rows_free(&r);
    return rc;
}

int drafting_claim(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us,
                   struct drafting_question *ret)
{
    struct rows r;
    int64_t id;
    int rc = db_int(st, &drafting_take, &id, A_TIME(now_us), A_TIME(lease_until_us));
    if (rc == OK) rc = db_one(st, &drafting_get, &r, A_INT(id));
    if (rc != OK) return rc;
    *ret = (struct drafting_question){.id = id,
                                      .type_title = str_dupz(a, row_str(&r, 0, 0)),
                                      .definition = str_dupz(a, row_str(&r, 0, 1)),
                                      .severity = str_dupz(a, row_str(&r, 0, 2)),
                                      .platform = str_dupz(a, row_str(&r, 0, 3)),
                                      .document = str_dupz(a, row_str(&r, 0, 4)),
                                      .clause_title = str_dupz(a, row_str(&r, 0, 5)),
                                      .clause = strz(str_dupz(a, row_str(&r, 0, 6)))};
    rows_free(&r);
    return OK;
}

int drafting_answered(struct store *st, int64_t id, const char *model, const char *answer_json, int64_t now_us)
{
    return db_query(st, &drafting_done, NULL, A_INT(id), A_TEXT(model), A_TEXT(answer_json), A_TIME(now_us));
}

int drafting_failed(struct store *st, int64_t id, const char *reason, bool again, int64_t now_us)
{
    return db_query(st, &drafting_over, NULL, A_INT(id), A_TEXT(reason), A_BOOL(again), A_TIME(now_us),
                    A_INT(DRAFTING_TRIES));
}
