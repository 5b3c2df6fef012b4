#include "store/proposal.h"

#include "text/block.h"

#include <jansson.h>
#include <stdlib.h>

enum { CLAUSE_BYTES_MAX = 128 << 20 };

STMT(proposal_clauses, 1,
     "SELECT vc.clause_id, clause_operative(t.body), array_to_string(vc.heading_path, ' / '), d.kind"
     " FROM version_clause vc JOIN clause_text t USING (sha256) JOIN document d ON d.id = vc.document_id"
     " WHERE vc.version_id = $1 ORDER BY vc.clause_id");
STMT(proposal_kinds, 1, "SELECT kinds = '{}' OR $1 = 'other' OR $1 = ANY (kinds) FROM clause_type ORDER BY id");
STMT(proposals_put, 4,
     "INSERT INTO proposal AS p (clause_id, document_id, clause_type_id, version_id, score, severity, words, sentence, "
     "taxonomy_version, model_version)"
     " SELECT n.clause, v.document_id, n.type, v.id, n.score, n.severity, n.words, n.sentence, $3, $4"
     " FROM jsonb_to_recordset($2::jsonb) AS n(clause bigint, type bigint, score real, severity text, words text, sentence text)"
     " JOIN version v ON v.id = $1 ORDER BY n.clause, n.type"
     " ON CONFLICT (clause_id, clause_type_id) DO UPDATE SET version_id = excluded.version_id, score = excluded.score,"
     " severity = excluded.severity, words = excluded.words, sentence = excluded.sentence,"
     " taxonomy_version = excluded.taxonomy_version, model_version = excluded.model_version"
     " WHERE p.state = 'proposed'");
STMT(proposals_drop, 2,
     "DELETE FROM proposal p USING version_clause vc WHERE vc.version_id = $1 AND vc.clause_id = p.clause_id AND "
     "p.state = 'proposed'"
     " AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS n(clause bigint, type bigint)"
     " WHERE n.clause = p.clause_id AND n.type = p.clause_type_id)");
STMT(proposals_count, 1,
     "SELECT count(*) FROM proposal p JOIN version_clause vc ON vc.clause_id = p.clause_id WHERE vc.version_id = $1 "
     "AND p.state = 'proposed'");
STMT(versions_current, 2,
     "SELECT s.version_id FROM stay s JOIN document d ON d.id = s.document_id JOIN platform p ON p.id = d.platform_id"
     " WHERE s.verified_until IS NULL AND ($1::text IS NULL OR p.slug = $1) AND ($2::text IS NULL OR d.slug = $2) "
     "ORDER BY s.version_id");
STMT(proposal_refused, 2,
     "UPDATE proposal SET state = 'refused' FROM clause_type t WHERE t.id = clause_type_id AND t.slug = $2 AND "
     "clause_id = $1"
     " AND state = 'proposed' RETURNING clause_id");

static json_t *json_text(struct str s) { return json_stringn_nocheck(s.p != NULL ? s.p : "", s.n); }

static void add_hits(json_t *list, const struct taxonomy *t, const struct rows *kinds, int64_t clause_id,
                     const struct hits *hits)
{
    for (size_t i = 0; i < hits->n; i++) {
        const struct hit *h = &hits->v[i];
        if (h->type >= rows_n(kinds) || !row_bool(kinds, h->type, 0)) continue;
        json_t *o = json_object();
        json_object_set_new(o, "clause", json_integer(clause_id));
        json_object_set_new(o, "type", json_integer(t->ids[h->type]));
        json_object_set_new(o, "score", json_real(h->score));
        json_object_set_new(o, "severity", json_string(severity_name(h->severity)));
        json_object_set_new(o, "words", json_text(h->words));
        json_object_set_new(o, "sentence", json_text(h->sentence));
        json_array_append_new(list, o);
    }
}

/* What the classifier says of every clause, as the JSON that the statements take. */
static int classify_version(struct store *st, const struct taxonomy *t, int64_t version_id, char **ret)
{
    struct rows clauses = {NULL}, kinds = {NULL};
    struct arena a;
    json_t *list = json_array();
    arena_init(&a, CLAUSE_BYTES_MAX);
    int rc = db_one(st, &proposal_clauses, &clauses, A_INT(version_id));
    if (rc == OK) rc = db_query(st, &proposal_kinds, &kinds, A_STR(row_str(&clauses, 0, 3)));
    for (size_t i = 0; rc == OK && i < rows_n(&clauses); i++) {
        struct hits hits;
        classify_clause(t->classifier, &a, row_str(&clauses, i, 2), block_plain(&a, row_str(&clauses, i, 1)), &hits);
        add_hits(list, t, &kinds, row_int(&clauses, i, 0), &hits);
        arena_reset(&a);
    }
    if (rc == OK) *ret = json_dumps(list, JSON_COMPACT);
    if (rc == OK && *ret == NULL) rc = ERR_LIMIT;
    json_decref(list);
    rows_free(&clauses);
    rows_free(&kinds);
    arena_release(&a);
    return rc;
}

int proposals_refresh(struct store *st, const struct taxonomy *t, int64_t version_id, size_t *ret)
{
    char *json = NULL;
    int64_t n = 0;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = classify_version(st, t, version_id, &json);
    if (rc == OK) rc = db_query(st, &proposals_drop, NULL, A_INT(version_id), A_TEXT(json));
    if (rc == OK) rc = db_query(st, &proposals_put, NULL, A_INT(version_id), A_TEXT(json), A_INT(t->version), A_TEXT(t->model_version));
    if (rc == OK) rc = db_int(st, &proposals_count, &n, A_INT(version_id));
    rc = store_end(st, rc);
    if (rc == OK) *ret = (size_t)n;
    free(json);
    return rc;
}

int current_versions(struct store *st, struct arena *a, const char *platform, const char *document, int64_t **ret,
                     size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &versions_current, &r, A_TEXT(platform), A_TEXT(document));
    if (rc == OK) {
        *ret_n = rows_n(&r);
        *ret = ARENA_ARRAY(a, int64_t, *ret_n + 1);
        for (size_t i = 0; i < *ret_n; i++) (*ret)[i] = row_int(&r, i, 0);
    }
    rows_free(&r);
    return rc;
}

int proposal_refuse(struct store *st, int64_t clause_id, const char *clause_type)
{
    struct rows r;
    int rc = db_one(st, &proposal_refused, &r, A_INT(clause_id), A_TEXT(clause_type));
    rows_free(&r);
    return rc;
}
