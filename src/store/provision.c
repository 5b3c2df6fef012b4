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
STMT(provision_clauses, 1,
     "SELECT vc.clause_id, vc.ordinal, t.body FROM version_clause vc JOIN clause_text t USING (sha256) WHERE "
     "vc.version_id = $1 ORDER BY vc.ordinal");
STMT(provision_clause, 1,
     "SELECT vc.clause_id, vc.ordinal, t.body, vc.document_id, vc.version_id FROM clause c"
     " JOIN stay s ON s.document_id = c.document_id AND s.verified_until IS NULL"
     " JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = c.id JOIN clause_text t USING "
     "(sha256) WHERE c.id = $1");

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
                struct clause_place *ret, struct note *why)
{
    struct rows r = {NULL};
    struct clause_place place, found = {0};
    struct str wanted = as_read(a, strz(quote));
    size_t n = 0;
    why->text[0] = '\0';
    int rc = document_version(st, platform, document, &place, why);
    if (rc == OK) rc = db_query(st, &provision_clauses, &r, A_INT(place.version_id));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        struct str text = as_read(a, row_str(&r, i, 2));
        if (!quote_stands(text, wanted)) continue;
        n++;
        found = place;
        found.clause_id = row_int(&r, i, 0);
        found.ordinal = row_int(&r, i, 1);
        found.text = text;
    }
    rows_free(&r);
    if (rc == OK && n == 0)
        rc = refuse(why, ERR_NOT_FOUND, "the quote stands in no clause of the current version of %s/%s", platform,
                    document);
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
STMT(provision_state_get, 1,
     "SELECT id, state, clause_id, clause_type_id, document_id FROM provision WHERE id = $1 FOR UPDATE");
STMT(provision_record_get, 1,
     "SELECT id, state, clause_id, clause_type_id, document_id FROM provision WHERE record_id = $1 FOR UPDATE");
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
     " SELECT $1, regulation_id, reason FROM clause_type_regulation WHERE clause_type_id = $2");
STMT(provision_retype, 2, "UPDATE provision SET clause_type_id = $2 WHERE id = $1 AND clause_type_id <> $2");

struct writing { /* one transaction */
    struct store *st;
    struct arena a;
    int64_t now_us;
    struct note *why;
    int64_t type_id;
};

MUST_USE static int writing_begin(struct writing *w, struct store *st, int64_t now_us, struct note *why)
{
    *w = (struct writing){.st = st, .now_us = now_us, .why = why};
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

static int open_provision(struct writing *w, int64_t id, const struct clause_place *at, const struct analysis_new *n)
{
    int rc = write_analysis(w, id, at, n);
    if (rc == OK) rc = db_query(w->st, &provision_open, NULL, A_INT(id), A_TIME(w->now_us));
    if (rc == OK) rc = db_query(w->st, &provision_proposal_accept, NULL, A_INT(at->clause_id), A_INT(w->type_id));
    return rc;
}

/* ---- the transactions
 * ----------------------------------------------------------------------------------------------------------------- */

int provision_draft(struct store *st, const struct clause_place *at, const struct provision_new *p, int64_t now_us,
                    int64_t *ret_id, struct note *why)
{
    struct writing w;
    int64_t id;
    int rc = writing_begin(&w, st, now_us, why);
    if (rc != OK) return rc;
    rc = writing_end(&w, write_draft(&w, at, p, &id));
    if (rc == OK) *ret_id = id;
    return rc;
}

/* The provision behind a statement, locked, in the state wanted. */
static int take(struct writing *w, struct rows *r, int found, const char *state)
{
    if (found == ERR_NOT_FOUND) return refuse(w->why, found, "there is no such provision");
    if (found != OK) return found;
    if (!str_eqz(row_str(r, 0, 1), state))
        return refuse(w->why, ERR_CONFLICT, "this provision is %s already", row_text(r, 0, 1));
    w->type_id = row_int(r, 0, 3);
    return OK;
}

int provision_publish(struct store *st, int64_t id, const struct analysis_new *n, int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    struct clause_place at;
    int rc = writing_begin(&w, st, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, db_one(st, &provision_state_get, &r, A_INT(id)), "draft");
    if (rc == OK) rc = clause_at(st, &w.a, row_int(&r, 0, 2), &at, why);
    if (rc == OK) rc = open_provision(&w, id, &at, n);
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
    int rc = writing_begin(&w, st, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, db_one(st, &provision_record_get, &r, A_TEXT(record_id)), "published");
    if (rc == OK) rc = write_revision(&w, &r, title, severity, n);
    rows_free(&r);
    return writing_end(&w, rc);
}

int provision_withdraw(struct store *st, const char *record_id, const char *reason, int64_t now_us, struct note *why)
{
    struct writing w;
    struct rows r = {NULL};
    if (blank(reason)) return refuse(why, ERR_BAD_INPUT, "a withdrawal needs its reason");
    int rc = writing_begin(&w, st, now_us, why);
    if (rc != OK) return rc;
    rc = take(&w, &r, db_one(st, &provision_record_get, &r, A_TEXT(record_id)), "published");
    if (rc == OK) rc = db_query(st, &provision_close, NULL, A_INT(row_int(&r, 0, 0)), A_TIME(now_us), A_TEXT(reason));
    if (rc == OK)
        rc = db_query(st, &provision_correction, NULL, A_TEXT(record_id), A_TIME(now_us),
                      A_TEXT(arena_printf(&w.a, "Withdrawn: %s", reason)));
    rows_free(&r);
    return writing_end(&w, rc);
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
    return rc;
}

int provision_put(struct store *st, const struct clause_place *at, const struct provision_new *p,
                  const struct analysis_new *n, int64_t now_us, unsigned flags, enum put_outcome *ret, struct note *why)
{
    struct writing w;
    struct rows known = {NULL};
    enum put_outcome outcome = PUT_PUBLISHED;
    int64_t id;
    int rc = writing_begin(&w, st, now_us, why);
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
