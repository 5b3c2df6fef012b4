#include "store/provision.h"

#include "store/registry.h"
#include "text/block.h"
#include "text/quote.h"

#include <jansson.h>
#include <stdlib.h>

enum { WORK_BYTES_MAX = 64 << 20, SLUG_MAX = 80 };

/* A failure whose sentence is not written yet: the server's own words. */
static int told(struct store *st, int rc, struct note *why)
{
    if (rc != OK && why->text[0] == '\0') note_set(why, "%s", store_why(st));
    return rc;
}

PRINTF(3, 4) static int refuse(struct note *why, int rc, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why->text, sizeof why->text, fmt, ap);
    va_end(ap);
    return rc;
}

/* ---- finding clauses
 * -------------------------------------------------------------------------------------------------------- */

STMT(provision_document, 2,
     "SELECT d.id, s.version_id FROM platform p JOIN document d ON d.platform_id = p.id"
     " LEFT JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL"
     " WHERE p.slug = $1 AND (d.slug = $2 OR d.id = (SELECT document_id FROM document_alias WHERE platform_id = p.id "
     "AND slug = $2))");
STMT(provision_clauses, 2,
     "SELECT vc.clause_id, vc.ordinal, t.body FROM version_clause vc JOIN clause_text t USING (sha256) WHERE "
     "vc.version_id = $1 AND ($2::text IS NULL OR vc.sha256 = decode($2, 'hex')) ORDER BY vc.ordinal");
STMT(provision_clause, 1,
     "SELECT $1::bigint, vc.ordinal, t.body, vc.document_id, vc.version_id FROM clause_now($1) n"
     " JOIN version_clause vc ON vc.version_id = n.version_id AND vc.ordinal = n.ordinal JOIN clause_text t USING "
     "(sha256)");

static struct str as_read(struct arena *a, struct str body) { return quote_fold(a, block_plain(a, body)); }

static int document_version(struct store *st, const char *platform, const char *document, struct clause_place *ret,
                            struct note *why)
{
    struct rows r;
    int rc = db_one(st, &provision_document, &r, A_TEXT(platform), A_TEXT(document));
    if (rc == ERR_NOT_FOUND)
        rc = refuse(why, rc, "there is no document %s/%s", platform, document);
    else if (rc == OK && row_null(&r, 0, 1))
        rc = refuse(why, ERR_NOT_FOUND, "%s/%s has no version yet", platform, document);
    if (rc == OK) *ret = (struct clause_place){.document_id = row_int(&r, 0, 0), .version_id = row_int(&r, 0, 1)};
    rows_free(&r);
    return rc;
}

int clause_find(struct store *st, struct arena *a, const char *platform, const char *document, const char *quote,
                const char *sha, struct clause_place *ret, struct note *why)
{
    struct rows r = {NULL};
    struct clause_place place, found = {0};
    struct str wanted = as_read(a, strz(quote));
    size_t n = 0;
    why->text[0] = '\0';
    int rc = document_version(st, platform, document, &place, why);
    if (rc == OK) rc = db_query(st, &provision_clauses, &r, A_INT(place.version_id), A_TEXT(sha));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        struct str text = as_read(a, row_str(&r, i, 2));
        if (quote != NULL && !quote_stands(text, wanted)) continue;
        n++;
        found = place;
        found.clause_id = row_int(&r, i, 0);
        found.ordinal = row_int(&r, i, 1);
        found.text = text;
    }
    rows_free(&r);
    if (rc == OK && n == 0 && sha == NULL)
        rc = refuse(why, ERR_NOT_FOUND, "the quote stands in no clause of the current version of %s/%s", platform,
                    document);
    if (rc == OK && n == 0)
        rc = refuse(why, ERR_NOT_FOUND, "no clause of that SHA-256%s is in the current version of %s/%s",
                    quote != NULL ? " with that quote" : "", platform, document);
    if (rc == OK && n > 1 && sha != NULL)
        rc = refuse(why, ERR_CONFLICT, "%zu clauses of %s/%s are of that SHA-256", n, platform, document);
    if (rc == OK && n > 1)
        rc = refuse(why, ERR_CONFLICT, "the quote stands in %zu clauses of %s/%s: quote more of the one that is meant",
                    n, platform, document);
    if (rc == OK) *ret = found;
    return told(st, rc, why);
}

int clause_at(struct store *st, struct arena *a, int64_t clause_id, struct clause_place *ret, struct note *why)
{
    struct rows r;
    why->text[0] = '\0';
    int rc = db_one(st, &provision_clause, &r, A_INT(clause_id));
    if (rc == ERR_NOT_FOUND) rc = refuse(why, rc, "that clause does not stand in the current version of its document");
    if (rc == OK)
        *ret = (struct clause_place){.clause_id = row_int(&r, 0, 0),
                                     .ordinal = row_int(&r, 0, 1),
                                     .text = as_read(a, row_str(&r, 0, 2)),
                                     .document_id = row_int(&r, 0, 3),
                                     .version_id = row_int(&r, 0, 4)};
    rows_free(&r);
    return told(st, rc, why);
}

bool clause_says(struct arena *a, const struct clause_place *at, const char *quote)
{
    return quote_stands(at->text, as_read(a, strz(quote)));
}

/* ---- what an analysis must be
 * ------------------------------------------------------------------------------------------------- */

static bool blank(const char *z) { return z == NULL || str_trim(strz(z)).n == 0; }

static bool web_address(const char *url)
{
    return str_starts(strz(url), STR("https://")) || str_starts(strz(url), STR("http://")) ||
           str_starts(strz(url), STR("mailto:"));
}

int analysis_check(struct arena *a, struct str clause_text, const struct analysis_new *n, struct note *why)
{
    if (blank(n->what)) return refuse(why, ERR_BAD_INPUT, "the analysis does not say what the clause is");
    if (n->nwhy == 0) return refuse(why, ERR_BAD_INPUT, "the analysis has no sentence");
    for (size_t i = 0; i < n->nwhy; i++) {
        if (blank(n->why[i].text)) return refuse(why, ERR_BAD_INPUT, "sentence %zu of the analysis is empty", i + 1);
        if (blank(n->why[i].quote))
            return refuse(why, ERR_BAD_INPUT, "sentence %zu of the analysis quotes nothing", i + 1);
        if (!quote_stands(clause_text, as_read(a, strz(n->why[i].quote))))
            return refuse(why, ERR_BAD_INPUT,
                          "sentence %zu of the analysis quotes words that do not stand in the clause: \"%.120s\"",
                          i + 1, n->why[i].quote);
    }
    for (size_t i = 0; i < n->noptions; i++) {
        if (blank(n->options[i].text)) return refuse(why, ERR_BAD_INPUT, "option %zu is empty", i + 1);
        if (n->options[i].url != NULL && !web_address(n->options[i].url))
            return refuse(why, ERR_BAD_INPUT, "option %zu has an address that is none: \"%.120s\"", i + 1,
                          n->options[i].url);
    }
    return OK;
}

/* ---- writing, inside a transaction
 * ------------------------------------------------------------------------------------------------ */

STMT(provision_type, 1, "SELECT id FROM clause_type WHERE slug = $1");
STMT(provision_same_slug, 2,
     "SELECT id, record_id, state, clause_id FROM provision WHERE document_id = $1 AND slug = $2 FOR UPDATE");
STMT(provision_same_title, 3,
     "SELECT record_id FROM provision WHERE document_id = $1 AND lower(title) = lower($2) AND state <> 'withdrawn' AND "
     "id <> $3 LIMIT 1");
STMT(provision_insert, 7,
     "INSERT INTO provision (document_id, clause_id, clause_type_id, slug, title, severity, state, created_at)"
     " VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7) RETURNING id");
STMT(provision_record_get, 1,
     "SELECT id, state, clause_id, clause_type_id, document_id, title FROM provision WHERE record_id = $1 FOR UPDATE");
STMT(provision_open, 2, "UPDATE provision SET state = 'published', published_at = $2 WHERE id = $1");
STMT(provision_rename, 3,
     "UPDATE provision SET title = coalesce($2, title), severity = coalesce($3, severity) WHERE id = $1");
STMT(provision_close, 3,
     "UPDATE provision SET state = 'withdrawn', withdrawn_at = $2, withdrawn_reason = $3 WHERE id = $1");
STMT(provision_proposal_accept, 2,
     "UPDATE proposal SET state = 'accepted' WHERE clause_id = $1 AND clause_type_id = $2");
STMT(provision_correction, 3, "INSERT INTO correction (record_id, corrected_at, what) VALUES ($1, $2, $3)");
STMT(analysis_insert, 10,
     "INSERT INTO analysis (provision_id, revision, version_id, ordinal, what, why, impact, options, institutional, "
     "author, written_at)"
     " SELECT $1, coalesce(max(revision), 0) + 1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8::jsonb, $9, $10 FROM "
     "analysis WHERE provision_id = $1");
STMT(analysis_same, 8,
     "SELECT 1 FROM (SELECT * FROM analysis WHERE provision_id = $1 ORDER BY revision DESC LIMIT 1) a"
     " JOIN version_clause was ON was.version_id = a.version_id AND was.ordinal = a.ordinal"
     " JOIN version_clause now ON now.version_id = $2 AND now.ordinal = $3 AND now.sha256 = was.sha256"
     " WHERE a.what = $4 AND a.why = $5::jsonb AND a.impact IS NOT DISTINCT FROM $6 AND a.options = $7::jsonb"
     " AND a.institutional IS NOT DISTINCT FROM $8::jsonb");
STMT(provision_same, 4,
     "SELECT 1 FROM provision WHERE id = $1 AND title = $2 AND severity = $3 AND clause_type_id = $4");
STMT(provision_regulations_clear, 1, "DELETE FROM provision_regulation WHERE provision_id = $1");
STMT(provision_agencies_clear, 1, "DELETE FROM provision_agency WHERE provision_id = $1");
STMT(provision_regulation_add, 3,
     "INSERT INTO provision_regulation (provision_id, regulation_id, reason) SELECT $1, id, $3 FROM regulation WHERE "
     "slug = $2 RETURNING 1");
STMT(provision_agency_add, 3,
     "INSERT INTO provision_agency (provision_id, agency_id, reason) SELECT $1, id, $3 FROM agency WHERE slug = $2 "
     "RETURNING 1");
STMT(provision_regulations_of_type, 2,
     "INSERT INTO provision_regulation (provision_id, regulation_id, reason)"
     " SELECT $1, m.regulation_id, m.reason FROM clause_type_regulation m JOIN regulation g ON g.id = m.regulation_id "
     "WHERE "
     "m.clause_type_id = $2"
     " AND NOT EXISTS (SELECT FROM provision_law_refused f WHERE f.provision_id = $1 AND f.kind = 'regulation' AND "
     "f.slug = "
     "g.slug)");
STMT(provision_respell, 3, "UPDATE provision SET title = $2, slug = $3 WHERE id = $1");
STMT(provision_record_of, 1, "SELECT record_id FROM provision WHERE id = $1");
STMT(draft_put, 7,
     "INSERT INTO provision_draft (provision_id, title, clause_type_id, severity, content, saved_by, saved_at)"
     " VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) ON CONFLICT (provision_id) DO UPDATE SET title = excluded.title,"
     " clause_type_id = excluded.clause_type_id, severity = excluded.severity, content = excluded.content,"
     " saved_by = excluded.saved_by, saved_at = excluded.saved_at");
STMT(draft_done, 1, "DELETE FROM provision_draft WHERE provision_id = $1");
STMT(draft_drop, 4, "SELECT provision_draft_drop($1, $2, $3, $4)");
STMT(analysis_last, 1,
     "SELECT what, why::text, impact, options::text, institutional::text, author FROM analysis WHERE provision_id = $1 "
     "ORDER BY revision DESC LIMIT 1");
STMT(analysis_again, 6,
     "INSERT INTO analysis (provision_id, revision, version_id, ordinal, what, why, impact, options, institutional, "
     "author, written_at)"
     " SELECT $1, revision + 1, $2, $3, what, why, impact, options, institutional, $4, $5 FROM analysis WHERE "
     "provision_id = $1 AND version_id <> $6 ORDER BY revision DESC LIMIT 1 RETURNING revision");
STMT(regulation_put, 3,
     "INSERT INTO provision_regulation AS l (provision_id, regulation_id, reason) SELECT $1, id, $3 FROM regulation "
     "WHERE "
     "slug = $2 ON CONFLICT (provision_id, regulation_id) DO NOTHING RETURNING 1");
STMT(
    agency_put, 3,
    "INSERT INTO provision_agency AS l (provision_id, agency_id, reason) SELECT $1, id, $3 FROM agency WHERE slug = $2 "
    "ON CONFLICT (provision_id, agency_id) DO NOTHING RETURNING 1");
STMT(regulation_take, 2,
     "DELETE FROM provision_regulation USING regulation g WHERE provision_id = $1 AND regulation_id = g.id AND g.slug "
     "= $2 "
     "RETURNING 1");
STMT(agency_take, 2,
     "DELETE FROM provision_agency USING agency g WHERE provision_id = $1 AND agency_id = g.id AND g.slug = $2 "
     "RETURNING 1");
STMT(law_refused_add, 5,
     "INSERT INTO provision_law_refused (provision_id, kind, slug, reason, refused_at) VALUES ($1, $2, $3, $4, $5) ON "
     "CONFLICT DO NOTHING");
STMT(law_refused_undo, 3, "DELETE FROM provision_law_refused WHERE provision_id = $1 AND kind = $2 AND slug = $3");
STMT(provision_near, 5,
     "SELECT CASE WHEN r.clause_id = $2 AND t.slug = $3 THEN r.record_id || ' (' || r.title || ') is about the same "
     "clause, of the "
     "same type.' ELSE r.record_id || ' of this document has nearly the same title: ' || r.title || '.' END"
     " FROM provision r JOIN clause_type t ON t.id = r.clause_type_id WHERE r.document_id = $1 AND r.state <> "
     "'withdrawn'"
     " AND r.record_id IS DISTINCT FROM $5 AND lower(r.title) <> lower($4)"
     " AND (r.clause_id = $2 AND t.slug = $3 OR similarity(lower(r.title), lower($4)) > 0.55) ORDER BY r.id LIMIT 5");
STMT(provision_match_no, 5, "SELECT provision_match_refuse($1, $2, $3, $4, $5)");
STMT(provision_retype, 2, "UPDATE provision SET clause_type_id = $2 WHERE id = $1 AND clause_type_id <> $2");

struct writing { /* one transaction */
    struct store *st;
    struct arena a;
    int64_t now_us;
    struct note *why;
    int64_t type_id;
    struct desk_actor who;
};

/* An import is the operator's: signed as what it is. */
MUST_USE static int writing_begin(struct writing *w, struct store *st, const struct desk_actor *who, int64_t now_us,
                                  struct note *why)
{
    *w = (struct writing){.st = st, .now_us = now_us, .why = why, .who = *who};
    if (who->account_id == 0 && who->name == NULL) w->who.name = "import";
    why->text[0] = '\0';
    int rc = store_begin(st);
    if (rc == OK) arena_init(&w->a, WORK_BYTES_MAX);
    return told(st, rc, why);
}

static int writing_end(struct writing *w, int rc)
{
    rc = told(w->st, store_end(w->st, rc), w->why);
    arena_release(&w->a);
    return rc;
}

static int record_act(struct writing *w, enum desk_right right, const char *act, const char *record_id,
                      const char *detail)
{
    int rc = desk_note(w->st, &w->who, right, act, record_id, detail, w->now_us);
    if (rc == ERR_DENIED) refuse(w->why, rc, "you do not have the right to do this at the desk");
    return rc;
}

static bool severity_known(const char *s)
{
    return s != NULL &&
           (strcmp(s, "low") == 0 || strcmp(s, "medium") == 0 || strcmp(s, "high") == 0 || strcmp(s, "critical") == 0);
}

static void json_put(json_t *o, const char *key, const char *value)
{
    if (value != NULL) json_object_set_new(o, key, json_string(value));
}

/* The text of a JSON list in the arena; the list is given up. NULL: a string in it is not UTF-8. */
static const char *json_given(struct arena *a, json_t *list)
{
    char *text = json_dumps(list, JSON_COMPACT);
    const char *copy = text != NULL ? arena_dupz(a, text) : NULL;
    free(text);
    json_decref(list);
    return copy;
}

static const char *why_json(struct arena *a, const struct analysis_new *n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n->nwhy; i++) {
        json_t *o = json_object();
        json_put(o, "text", n->why[i].text);
        json_put(o, "quote", n->why[i].quote);
        json_array_append_new(list, o);
    }
    return json_given(a, list);
}

static const char *options_json(struct arena *a, const struct analysis_new *n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n->noptions; i++) {
        json_t *o = json_object();
        json_put(o, "text", n->options[i].text);
        json_put(o, "kind", n->options[i].kind);
        json_put(o, "url", n->options[i].url);
        json_array_append_new(list, o);
    }
    return json_given(a, list);
}

static int write_analysis(struct writing *w, int64_t id, const struct clause_place *at, const struct analysis_new *n)
{
    int rc = analysis_check(&w->a, at->text, n, w->why);
    if (rc == OK)
        rc = db_query(w->st, &analysis_insert, NULL, A_INT(id), A_INT(at->version_id), A_INT(at->ordinal),
                      A_TEXT(n->what), A_TEXT(why_json(&w->a, n)), A_TEXT(n->impact), A_TEXT(options_json(&w->a, n)),
                      A_TEXT(n->institutional), A_TEXT(n->author), A_TIME(w->now_us));
    return rc;
}

static int check_new(struct writing *w, const struct clause_place *at, const struct provision_new *p, int64_t id)
{
    struct rows r = {NULL};
    if (blank(p->title)) return refuse(w->why, ERR_BAD_INPUT, "the title is missing");
    if (!severity_known(p->severity)) return refuse(w->why, ERR_BAD_INPUT, "severity is low, medium, high or critical");
    int rc = db_int(w->st, &provision_type, &w->type_id, A_TEXT(p->clause_type));
    if (rc == ERR_NOT_FOUND)
        return refuse(w->why, ERR_BAD_INPUT, "there is no clause type \"%s\"",
                      p->clause_type != NULL ? p->clause_type : "");
    if (rc == OK) rc = db_query(w->st, &provision_same_title, &r, A_INT(at->document_id), A_TEXT(p->title), A_INT(id));
    if (rc == OK && rows_n(&r) > 0)
        rc = refuse(w->why, ERR_CONFLICT, "%s of this document has the same title: \"%.150s\"", row_text(&r, 0, 0),
                    p->title);
    rows_free(&r);
    return rc;
}

static const char *slug_for(struct writing *w, const struct provision_new *p)
{
    if (p->slug != NULL) return p->slug;
    struct str s = strz(slug_of(&w->a, strz(p->title)));
    if (s.n > SLUG_MAX) s.n = SLUG_MAX;
    while (s.n > 1 && s.p[s.n - 1] == '-') s.n--;
    return str_dupz(&w->a, s);
}

static int write_law(struct writing *w, int64_t id, const struct stmt *add, const char *noun, const struct law_link *v,
                     size_t n)
{
    int rc = OK;
    for (size_t i = 0; rc == OK && i < n; i++) {
        struct rows r = {NULL};
        if (blank(v[i].reason)) return refuse(w->why, ERR_BAD_INPUT, "%s \"%s\" has no reason", noun, v[i].slug);
        rc = db_query(w->st, add, &r, A_INT(id), A_TEXT(v[i].slug), A_TEXT(v[i].reason));
        if (rc == OK && rows_n(&r) == 0)
            rc = refuse(w->why, ERR_BAD_INPUT, "there is no %s \"%s\"", noun, v[i].slug != NULL ? v[i].slug : "");
        rows_free(&r);
    }
    return rc;
}

static int write_laws(struct writing *w, int64_t id, const struct provision_new *p)
{
    int rc = db_query(w->st, &provision_regulations_clear, NULL, A_INT(id));
    if (rc == OK) rc = db_query(w->st, &provision_agencies_clear, NULL, A_INT(id));
    if (rc == OK && p->regulations_of_type)
        rc = db_query(w->st, &provision_regulations_of_type, NULL, A_INT(id), A_INT(w->type_id));
    if (rc == OK && !p->regulations_of_type)
        rc = write_law(w, id, &provision_regulation_add, "regulation", p->regulations, p->nregulations);
    if (rc == OK) rc = write_law(w, id, &provision_agency_add, "agency", p->agencies, p->nagencies);
    return rc;
}

static int write_draft(struct writing *w, const struct clause_place *at, const struct provision_new *p, int64_t *ret_id)
{
    const char *slug = slug_for(w, p);
    struct rows r = {NULL};
    int rc = check_new(w, at, p, 0);
    if (rc == OK) rc = db_query(w->st, &provision_same_slug, &r, A_INT(at->document_id), A_TEXT(slug));
    if (rc == OK && rows_n(&r) > 0)
        rc = refuse(w->why, ERR_CONFLICT, "%s of this document has the same address: \"%s\"", row_text(&r, 0, 1), slug);
    rows_free(&r);
    if (rc == OK)
        rc = db_int(w->st, &provision_insert, ret_id, A_INT(at->document_id), A_INT(at->clause_id), A_INT(w->type_id),
                    A_TEXT(slug), A_TEXT(p->title), A_TEXT(p->severity), A_TIME(w->now_us));
    if (rc == ERR_BAD_INPUT && w->why->text[0] == '\0')
        rc = refuse(w->why, rc,
                    "\"%s\" is no address: lower-case letters, digits and single hyphens, and not history or diff",
                    slug);
    if (rc == OK) rc = write_laws(w, *ret_id, p);
    return rc;
}

static const char *record_of(struct writing *w, int64_t id)
{
    struct rows r;
    const char *record = "";
    if (db_one(w->st, &provision_record_of, &r, A_INT(id)) == OK) record = str_dupz(&w->a, row_str(&r, 0, 0));
    rows_free(&r);
    return record;
}

static int open_provision(struct writing *w, int64_t id, const struct clause_place *at, const struct analysis_new *n)
{
    int rc = write_analysis(w, id, at, n);
    if (rc == OK) rc = db_query(w->st, &provision_open, NULL, A_INT(id), A_TIME(w->now_us));
    if (rc == OK) rc = db_query(w->st, &provision_proposal_accept, NULL, A_INT(at->clause_id), A_INT(w->type_id));
    if (rc == OK) rc = record_act(w, DESK_PUBLISH, "published", record_of(w, id), n->remarks);
    return rc;
}

static const char *draft_json(struct arena *a, const struct analysis_new *n)
{
    json_t *o = json_object(), *sentences = json_array(), *options = json_array();
    json_put(o, "what", n->what != NULL ? n->what : "");
    json_put(o, "impact", n->impact != NULL ? n->impact : "");
    json_put(o, "help", n->help);
    json_object_set_new(o, "automatic", json_boolean(n->author == NULL));
    for (size_t i = 0; i < n->nwhy; i++)
        json_array_append_new(sentences, json_pack("{s:s,s:s}", "text", n->why[i].text, "quote", n->why[i].quote));
    for (size_t i = 0; i < n->noptions; i++)
        json_array_append_new(options, json_pack("{s:s,s:s*,s:s*}", "text", n->options[i].text, "kind",
                                                 n->options[i].kind, "url", n->options[i].url));
    json_object_set_new(o, "sentences", sentences);
    json_object_set_new(o, "options", options);
    return json_given(a, o);
}

static int keep_draft(struct writing *w, int64_t id, const struct provision_new *p, const struct analysis_new *n)
{
    const char *by = n->author != NULL ? n->author : w->who.name != NULL ? w->who.name : "an analyst";
    return db_query(w->st, &draft_put, NULL, A_INT(id), A_TEXT(p->title), A_INT(w->type_id), A_TEXT(p->severity),
                    A_TEXT(draft_json(&w->a, n)), A_TEXT(by), A_TIME(w->now_us));
}

/* ---- the transactions
 * ----------------------------------------------------------------------------------------------------------------- */

int provision_draft(struct store *st, struct arena *a, const struct clause_place *at, const struct provision_new *p,
                    const struct analysis_new *n, int64_t now_us, const char **ret, struct note *why)
{
    struct writing w;
    const char *record = NULL;
    int64_t id = 0;
    int rc = writing_begin(&w, st, &n->who, now_us, why);
    if (rc != OK) return rc;
    rc = write_draft(&w, at, p, &id);
    if (rc == OK) rc = keep_draft(&w, id, p, n);
    if (rc == OK) rc = db_query(st, &provision_proposal_accept, NULL, A_INT(at->clause_id), A_INT(w.type_id));
    if (rc == OK) record = arena_dupz(a, record_of(&w, id));
    if (rc == OK) rc = record_act(&w, DESK_WRITE, "drafted", record, p->title);
    rc = writing_end(&w, rc);
    if (rc == OK) *ret = record;
    return rc;
}

/* The provision of a record id, locked; withdrawn ones are refused, and drafts where `drafts` is false. */
static int take(struct writing *w, struct rows *r, const char *record_id, bool drafts)
{
    int rc = db_one(w->st, &provision_record_get, r, A_TEXT(record_id));
    if (rc == ERR_NOT_FOUND) return refuse(w->why, rc, "there is no such provision");
    if (rc != OK) return rc;
    struct str state = row_str(r, 0, 1);
    if (str_eqz(state, "withdrawn") || (str_eqz(state, "draft") && !drafts))
        return refuse(w->why, ERR_CONFLICT, "this provision is %s",
                      str_eqz(state, "draft") ? "a draft" : "withdrawn already");
    w->type_id = row_int(r, 0, 3);
    return OK;
}

int provision_save(struct store *st, const char *record_id, const struct provision_new *p, const struct analysis_new *n,
                   int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    int rc = writing_begin(&w, st, &n->who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, true);
    struct clause_place at = {.document_id = rc == OK ? row_int(&r, 0, 4) : 0};
    if (rc == OK) rc = check_new(&w, &at, p, row_int(&r, 0, 0));
    if (rc == OK) rc = keep_draft(&w, row_int(&r, 0, 0), p, n);
    if (rc == OK) rc = record_act(&w, DESK_WRITE, "draft saved", record_id, NULL);
    rows_free(&r);
    return writing_end(&w, rc);
}

/* The slug of a draft follows its title until it is published. */
static int publish_draft(struct writing *w, int64_t id, const struct clause_place *at, const struct provision_new *p,
                         const struct analysis_new *n)
{
    struct rows r = {NULL};
    const char *slug = slug_for(w, p);
    int rc = db_query(w->st, &provision_same_slug, &r, A_INT(at->document_id), A_TEXT(slug));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        if (row_int(&r, i, 0) != id)
            rc = refuse(w->why, ERR_CONFLICT, "%s of this document has the same address: \"%s\"", row_text(&r, i, 1),
                        slug);
    rows_free(&r);
    if (rc == OK) rc = db_query(w->st, &provision_respell, NULL, A_INT(id), A_TEXT(p->title), A_TEXT(slug));
    if (rc == ERR_BAD_INPUT)
        rc = refuse(w->why, rc, "\"%s\" is no address: a title needs letters or digits, and is not history or diff",
                    slug);
    return rc == OK ? open_provision(w, id, at, n) : rc;
}

static int publish_revision(struct writing *w, int64_t id, const char *record_id, const struct clause_place *at,
                            const struct analysis_new *given, const char *correction)
{
    struct rows last = {NULL};
    struct analysis_new n = *given;
    int rc = db_one(w->st, &analysis_last, &last, A_INT(id));
    if (rc == OK && n.institutional == NULL) n.institutional = row_text(&last, 0, 4);
    if (rc == OK) rc = write_analysis(w, id, at, &n);
    rows_free(&last);
    if (rc == OK && !blank(correction))
        rc = db_query(w->st, &provision_correction, NULL, A_TEXT(record_id), A_TIME(w->now_us), A_TEXT(correction));
    if (rc == OK)
        rc = record_act(w, DESK_PUBLISH, blank(correction) ? "revised" : "corrected", record_id, given->remarks);
    return rc;
}

int provision_publish(struct store *st, const char *record_id, const struct provision_new *p,
                      const struct analysis_new *n, const char *correction, int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    struct clause_place at;
    int rc = writing_begin(&w, st, &n->who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, true);
    int64_t id = rc == OK ? row_int(&r, 0, 0) : 0;
    if (rc == OK) rc = clause_at(st, &w.a, row_int(&r, 0, 2), &at, why);
    if (rc == OK) rc = check_new(&w, &at, p, id);
    if (rc == OK) rc = db_query(st, &provision_rename, NULL, A_INT(id), A_TEXT(p->title), A_TEXT(p->severity));
    if (rc == OK) rc = db_query(st, &provision_retype, NULL, A_INT(id), A_INT(w.type_id));
    if (rc == OK)
        rc = str_eqz(row_str(&r, 0, 1), "draft") ? publish_draft(&w, id, &at, p, n)
                                                 : publish_revision(&w, id, record_id, &at, n, correction);
    if (rc == OK) rc = db_query(st, &draft_done, NULL, A_INT(id));
    rows_free(&r);
    return writing_end(&w, rc);
}

static int write_revision(struct writing *w, const struct rows *r, const char *title, const char *severity,
                          const struct analysis_new *n)
{
    struct rows same = {NULL};
    struct clause_place at;
    int64_t id = row_int(r, 0, 0);
    if (severity != NULL && !severity_known(severity))
        return refuse(w->why, ERR_BAD_INPUT, "severity is low, medium, high or critical");
    int rc = clause_at(w->st, &w->a, row_int(r, 0, 2), &at, w->why);
    if (rc == OK && title != NULL)
        rc = db_query(w->st, &provision_same_title, &same, A_INT(at.document_id), A_TEXT(title), A_INT(id));
    if (rc == OK && rows_n(&same) > 0)
        rc = refuse(w->why, ERR_CONFLICT, "%s of this document has the same title: \"%.150s\"", row_text(&same, 0, 0),
                    title);
    rows_free(&same);
    if (rc == OK) rc = db_query(w->st, &provision_rename, NULL, A_INT(id), A_TEXT(title), A_TEXT(severity));
    if (rc == OK) rc = write_analysis(w, id, &at, n);
    return rc;
}

int provision_revise(struct store *st, const char *record_id, const char *title, const char *severity,
                     const struct analysis_new *n, int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    int rc = writing_begin(&w, st, &n->who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, false);
    if (rc == OK) rc = write_revision(&w, &r, title, severity, n);
    if (rc == OK) rc = record_act(&w, DESK_PUBLISH, "revised", record_id, NULL);
    rows_free(&r);
    return writing_end(&w, rc);
}

/* The quotes of the newest analysis, as the check of a new one wants them. */
static int quotes_read(struct arena *a, const char *why_json, struct analysis_new *ret)
{
    json_t *list = json_loads(why_json, 0, NULL);
    size_t n = json_array_size(list);
    struct sentence *v = arena_alloc(a, (n + 1) * sizeof *v);
    for (size_t i = 0; i < n; i++) {
        const json_t *s = json_array_get(list, i);
        const char *text = json_string_value(json_object_get(s, "text")),
                   *quote = json_string_value(json_object_get(s, "quote"));
        v[i] = (struct sentence){arena_dupz(a, text != NULL ? text : ""), arena_dupz(a, quote != NULL ? quote : "")};
    }
    json_decref(list);
    ret->why = v;
    ret->nwhy = n;
    return OK;
}

static int reaffirm(struct writing *w, const struct rows *r, const char *author)
{
    struct clause_place at;
    struct rows last = {NULL};
    struct analysis_new n = {0};
    int64_t id = row_int(r, 0, 0), revision;
    int rc = clause_at(w->st, &w->a, row_int(r, 0, 2), &at, w->why);
    if (rc == OK) rc = db_one(w->st, &analysis_last, &last, A_INT(id));
    if (rc == OK) n.what = str_dupz(&w->a, row_str(&last, 0, 0));
    if (rc == OK) rc = quotes_read(&w->a, row_text(&last, 0, 1), &n);
    rows_free(&last);
    if (rc == OK) rc = analysis_check(&w->a, at.text, &n, w->why);
    if (rc == OK)
        rc = db_int(w->st, &analysis_again, &revision, A_INT(id), A_INT(at.version_id), A_INT(at.ordinal),
                    A_TEXT(author), A_TIME(w->now_us), A_INT(at.version_id));
    if (rc == ERR_NOT_FOUND && w->why->text[0] == '\0')
        rc = refuse(w->why, ERR_CONFLICT, "it speaks of the current version already");
    return rc;
}

int provision_reaffirm(struct store *st, const char *record_id, const char *author, const struct desk_actor *who,
                       int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, false);
    if (rc == OK) rc = reaffirm(&w, &r, author);
    if (rc == OK) rc = record_act(&w, DESK_PUBLISH, "still right", record_id, NULL);
    rows_free(&r);
    return writing_end(&w, rc);
}

/* Acts that are one statement answering whether there was something to act on. */
static int act_end(struct writing *w, struct rows *r, int rc, const char *none)
{
    if (rc == ERR_DENIED) rc = refuse(w->why, rc, "you do not have the right to do this at the desk");
    if (rc == OK && !row_bool(r, 0, 0)) rc = refuse(w->why, ERR_NOT_FOUND, "%s", none);
    rows_free(r);
    return writing_end(w, rc);
}

int provision_drop(struct store *st, const char *record_id, const struct desk_actor *who, int64_t now_us,
                   struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = db_one(st, &draft_drop, &r, A_TEXT(record_id), A_ID(w.who.account_id), A_TEXT(w.who.name), A_TIME(now_us));
    return act_end(&w, &r, rc, "nothing is being written about this provision");
}

int provision_unlike(struct store *st, const char *record_id, const char *other, const struct desk_actor *who,
                     int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = db_one(st, &provision_match_no, &r, A_TEXT(record_id), A_TEXT(other), A_ID(w.who.account_id),
                A_TEXT(w.who.name), A_TIME(now_us));
    return act_end(&w, &r, rc, "these are not two published provisions");
}

int provision_doubles(struct store *st, struct arena *a, const struct clause_place *at, const struct provision_new *p,
                      const char *own, const char ***ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &provision_near, &r, A_INT(at->document_id), A_INT(at->clause_id), A_TEXT(p->clause_type),
                      A_TEXT(p->title), A_TEXT(own));
    size_t n = rc == OK ? rows_n(&r) : 0;
    const char **v = arena_alloc(a, (n + 1) * sizeof *v);
    for (size_t i = 0; i < n; i++) v[i] = str_dupz(a, row_str(&r, i, 0));
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

int provision_withdraw(struct store *st, const char *record_id, const char *reason, const struct desk_actor *who,
                       int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    if (blank(reason)) return refuse(why, ERR_BAD_INPUT, "a withdrawal needs its reason");
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, false);
    if (rc == OK) rc = db_query(st, &provision_close, NULL, A_INT(row_int(&r, 0, 0)), A_TIME(now_us), A_TEXT(reason));
    if (rc == OK) rc = db_query(st, &draft_done, NULL, A_INT(row_int(&r, 0, 0)));
    if (rc == OK)
        rc = db_query(st, &provision_correction, NULL, A_TEXT(record_id), A_TIME(now_us),
                      A_TEXT(arena_printf(&w.a, "Withdrawn: %s", reason)));
    if (rc == OK) rc = record_act(&w, DESK_PUBLISH, "withdrawn", record_id, reason);
    rows_free(&r);
    return writing_end(&w, rc);
}

int provision_correct(struct store *st, const char *record_id, const char *what, const struct desk_actor *who,
                      int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    if (blank(what)) return refuse(why, ERR_BAD_INPUT, "say what was wrong");
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, false);
    if (rc == OK) rc = db_query(st, &provision_correction, NULL, A_TEXT(record_id), A_TIME(now_us), A_TEXT(what));
    if (rc == OK) rc = record_act(&w, DESK_PUBLISH, "correction noted", record_id, what);
    rows_free(&r);
    return writing_end(&w, rc);
}

/* ---- laws
 * ------------------------------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *name, *put_act, *take_act;
    const struct stmt *put, *take;
} laws[] = {
    [LAW_REGULATION] = {"regulation", "regulation put", "regulation removed", &regulation_put, &regulation_take},
    [LAW_AGENCY] = {"agency", "agency put", "agency removed", &agency_put, &agency_take}};

static int law_change(struct writing *w, int64_t id, enum law_kind kind, const char *slug, const char *reason, bool put)
{
    struct rows r = {NULL};
    const char *name = laws[kind].name;
    int rc = put ? db_query(w->st, laws[kind].put, &r, A_INT(id), A_TEXT(slug), A_TEXT(reason))
                 : db_query(w->st, laws[kind].take, &r, A_INT(id), A_TEXT(slug));
    size_t n = rc == OK ? rows_n(&r) : 0;
    rows_free(&r);
    if (rc == OK && put && n == 0)
        return refuse(w->why, ERR_CONFLICT, "there is no such %s, or the provision has it already", name);
    /* One that was only proposed is refused all the same, so that it is not proposed again. */
    if (rc == OK && put) rc = db_query(w->st, &law_refused_undo, NULL, A_INT(id), A_TEXT(name), A_TEXT(slug));
    if (rc == OK && !put)
        rc = db_query(w->st, &law_refused_add, NULL, A_INT(id), A_TEXT(name), A_TEXT(slug), A_TEXT(reason),
                      A_TIME(w->now_us));
    return rc;
}

static int law_act(struct store *st, const char *record_id, enum law_kind kind, const char *slug, const char *reason,
                   bool put, const struct desk_actor *who, int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    if (blank(reason)) return refuse(why, ERR_BAD_INPUT, "a %s needs its reason, either way", laws[kind].name);
    int rc = writing_begin(&w, st, who, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, record_id, true);
    if (rc == OK) rc = law_change(&w, row_int(&r, 0, 0), kind, slug, reason, put);
    if (rc == OK)
        rc = record_act(&w, DESK_WRITE, put ? laws[kind].put_act : laws[kind].take_act, record_id,
                        arena_printf(&w.a, "%s: %s", slug, reason));
    rows_free(&r);
    return writing_end(&w, rc);
}

int provision_law_put(struct store *st, const char *record_id, enum law_kind kind, const char *slug, const char *reason,
                      const struct desk_actor *who, int64_t now_us, struct note *why)
{
    return law_act(st, record_id, kind, slug, reason, true, who, now_us, why);
}

int provision_law_take(struct store *st, const char *record_id, enum law_kind kind, const char *slug,
                       const char *reason, const struct desk_actor *who, int64_t now_us, struct note *why)
{
    return law_act(st, record_id, kind, slug, reason, false, who, now_us, why);
}

/* Whether the newest analysis, title, severity and type say all of this already, of the same clause text. */
static int says_the_same(struct writing *w, int64_t id, const struct clause_place *at, const struct provision_new *p,
                         const struct analysis_new *n, bool *ret)
{
    int64_t one;
    int rc = db_int(w->st, &provision_same, &one, A_INT(id), A_TEXT(p->title), A_TEXT(p->severity), A_INT(w->type_id));
    if (rc == OK)
        rc = db_int(w->st, &analysis_same, &one, A_INT(id), A_INT(at->version_id), A_INT(at->ordinal), A_TEXT(n->what),
                    A_TEXT(why_json(&w->a, n)), A_TEXT(n->impact), A_TEXT(options_json(&w->a, n)),
                    A_TEXT(n->institutional));
    *ret = rc == OK;
    return rc == ERR_NOT_FOUND ? OK : rc;
}

static int put_existing(struct writing *w, const struct rows *known, const struct clause_place *at,
                        const struct provision_new *p, const struct analysis_new *n, enum put_outcome *ret)
{
    bool same = false;
    int64_t id = row_int(known, 0, 0);
    if (!str_eqz(row_str(known, 0, 2), "published"))
        return refuse(w->why, ERR_CONFLICT, "%s has this address and is %s", row_text(known, 0, 1),
                      row_text(known, 0, 2));
    if (row_int(known, 0, 3) != at->clause_id)
        return refuse(w->why, ERR_CONFLICT, "%s has this address and is about another clause", row_text(known, 0, 1));
    int rc = check_new(w, at, p, id);
    if (rc == OK) rc = says_the_same(w, id, at, p, n, &same);
    *ret = same ? PUT_UNCHANGED : PUT_REVISED;
    if (rc != OK || same) return rc;
    rc = db_query(w->st, &provision_rename, NULL, A_INT(id), A_TEXT(p->title), A_TEXT(p->severity));
    if (rc == OK) rc = db_query(w->st, &provision_retype, NULL, A_INT(id), A_INT(w->type_id));
    if (rc == OK) rc = write_laws(w, id, p);
    if (rc == OK) rc = write_analysis(w, id, at, n);
    if (rc == OK) rc = record_act(w, DESK_PUBLISH, "revised", row_text(known, 0, 1), NULL);
    return rc;
}

int provision_put(struct store *st, const struct clause_place *at, const struct provision_new *p,
                  const struct analysis_new *n, int64_t now_us, unsigned flags, enum put_outcome *ret, struct note *why)
{
    struct writing w;
    struct rows known = {NULL};
    enum put_outcome outcome = PUT_PUBLISHED;
    int64_t id;
    int rc = writing_begin(&w, st, &n->who, now_us, why);
    if (rc != OK) return rc;
    rc = db_query(st, &provision_same_slug, &known, A_INT(at->document_id),
                  A_TEXT(blank(p->title) ? "" : slug_for(&w, p)));
    if (rc == OK && rows_n(&known) > 0 && (flags & PUT_NEW_ONLY) == 0)
        rc = put_existing(&w, &known, at, p, n, &outcome);
    else if (rc == OK) {
        rc = write_draft(&w, at, p, &id);
        if (rc == OK) rc = open_provision(&w, id, at, n);
    }
    rows_free(&known);
    bool undo = rc == OK && (flags & PUT_DRY_RUN) != 0;
    rc = writing_end(&w, undo ? ERR_DENIED : rc); /* any error rolls back */
    if (undo) rc = OK;
    if (rc == OK) *ret = outcome;
    return rc;
}
