#include "store/version.h"

#include "base/buf.h"
#include "base/clock.h"
#include "text/canonical.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

STMT(version_current_get, 1,
     "SELECT v.id, v.number, v.sha256, v.language, st.since FROM stay st JOIN version v ON v.id = st.version_id"
     " WHERE st.document_id = $1 AND st.verified_until IS NULL");
STMT(version_text_get, 1,
     "SELECT string_agg(t.body, '' ORDER BY vc.ordinal) FROM version_clause vc JOIN clause_text t USING (sha256) WHERE vc.version_id = $1"
     " HAVING count(*) > 0");
STMT(version_by_sha, 3, "SELECT id FROM version WHERE document_id = $1 AND sha256 = $2 AND canonicaliser = $3");
STMT(parts_get, 1,
     "SELECT s.id, ss.last_text FROM source s JOIN source_state ss ON ss.source_id = s.id WHERE s.document_id = $1 AND s.active"
     " AND s.role = 'policy' ORDER BY s.ordinal");

int version_current(struct store *st, int64_t document_id, struct arena *a, bool with_text, struct current_version *ret)
{
    struct rows r;
    struct current_version c = {0};
    int rc = db_query(st, &version_current_get, &r, A_INT(document_id));
    if (rc == OK && rows_n(&r) > 0) {
        c.id = row_int(&r, 0, 0);
        c.number = (int)row_int(&r, 0, 1);
        if (!row_sha(&r, 0, 2, &c.sha)) bug("version %lld has no hash", (long long)c.id);
        c.language = row_null(&r, 0, 3) ? NULL : str_dupz(a, row_str(&r, 0, 3));
        c.since_us = row_time(&r, 0, 4);
    }
    rows_free(&r);
    if (rc == OK && c.id != 0 && with_text) rc = version_body(st, c.id, a, &c.text);
    if (rc == OK) *ret = c;
    return rc;
}

int version_body(struct store *st, int64_t version_id, struct arena *a, struct str *ret)
{
    struct rows r;
    int rc = db_one(st, &version_text_get, &r, A_INT(version_id));
    if (rc == OK) *ret = str_of(str_dupz(a, row_str(&r, 0, 0)), row_str(&r, 0, 0).n);
    rows_free(&r);
    return rc;
}

int version_find(struct store *st, int64_t document_id, const struct sha256 *sha, int64_t *ret_id)
{
    int rc = db_int(st, &version_by_sha, ret_id, A_INT(document_id), A_SHA(sha), A_INT(CANONICAL_VERSION));
    if (rc != ERR_NOT_FOUND) return rc;
    *ret_id = 0;
    return OK;
}

int document_join_parts(struct store *st, struct arena *a, int64_t document_id, int64_t source_id, struct str text, struct str *ret)
{
    struct rows r;
    struct buf b;
    buf_init(&b, 64 << 20);
    int rc = db_query(st, &parts_get, &r, A_INT(document_id));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        bool ours = row_int(&r, i, 0) == source_id;
        if (!ours && row_null(&r, i, 1)) rc = ERR_NOT_FOUND;
        if (b.n > 0) buf_char(&b, '\n'); /* each part ends with a newline: this makes a blank line between blocks */
        buf_str(&b, ours ? text : row_str(&r, i, 1));
    }
    rows_free(&r);
    if (rc == OK && buf_failed(&b)) rc = ERR_LIMIT;
    if (rc == OK) *ret = str_of(arena_dup(a, b.p, b.n), b.n);
    buf_release(&b);
    return rc;
}

/* ---- the transaction ------------------------------------------------------------------------------------------------------ */

struct write { /* what the steps of one record share */
    struct store *st;
    struct arena a;
    int64_t document_id, at_us, version_id, change_id;
    const struct version_new *v;
    int64_t *clause_ids;      /* per new clause */
    int64_t *old_ids;         /* per compared old clause: the stored identity, or 0 */
    int64_t *old_ordinals;    /* its stored ordinal */
};

STMT(document_lock, 1, "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('document'), $1::int)) locked");
STMT(version_insert, 10,
     "INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, title, language, capture_id, captured_at, origin)"
     " SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''), $8, $9, $10 FROM version WHERE document_id = $1"
     " RETURNING id");
STMT(clauses_make, 3, "INSERT INTO clause (document_id, first_version_id) SELECT $1, $2 FROM generate_series(1, $3::int) RETURNING id");
/* Under the identities that analysts' corrections give: so a correction is carried into every later version. */
STMT(old_clauses_get, 1,
     "SELECT vc.ordinal, coalesce(l.same_as_clause_id, vc.clause_id), vc.\"offset\" FROM version_clause vc"
     " LEFT JOIN clause_link_now l ON l.version_id = vc.version_id AND l.clause_id = vc.clause_id WHERE vc.version_id = $1 ORDER BY vc.ordinal");
STMT(texts_put, 1,
     "INSERT INTO clause_text (sha256, body) SELECT DISTINCT ON (sha) decode(sha, 'hex'), body FROM jsonb_to_recordset($1::jsonb)"
     " AS c(sha text, body text) ON CONFLICT DO NOTHING");
STMT(version_clauses_put, 3,
     "INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, \"offset\", length, kind, label, title, heading_path)"
     " SELECT $1, c.ordinal, $2, c.clause, decode(c.sha, 'hex'), c.\"offset\", c.length, c.kind, nullif(c.label, ''), c.title,"
     " ARRAY(SELECT jsonb_array_elements_text(c.headings)) FROM jsonb_to_recordset($3::jsonb)"
     " AS c(ordinal int, clause bigint, sha text, \"offset\" int, length int, kind text, label text, title text, headings jsonb)");
STMT(stay_close, 2,
     "UPDATE stay SET verified_until = greatest(since, (SELECT min(ss.last_verified_at) FROM source_state ss JOIN source s ON s.id = ss.source_id"
     " WHERE s.document_id = $1 AND s.active AND s.role = 'policy' AND ss.last_verified_at < $2))"
     " WHERE document_id = $1 AND verified_until IS NULL");
STMT(stay_open, 3, "INSERT INTO stay (document_id, version_id, since) VALUES ($1, $2, $3)");
STMT(title_note, 3,
     "INSERT INTO document_title (document_id, title, first_seen) SELECT $1, $2, $3 WHERE $2 <> '' AND $2 IS DISTINCT FROM"
     " (SELECT title FROM document_title WHERE document_id = $1 ORDER BY first_seen DESC LIMIT 1) ON CONFLICT DO NOTHING");
STMT(change_insert, 10,
     "INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary, capped, unsure)"
     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10) RETURNING id");
STMT(items_insert, 2,
     "INSERT INTO change_item (change_id, ordinal, kind, cosmetic, reason, clause_id, old_ordinal, new_ordinal, similarity)"
     " SELECT $1, i.ordinal, i.kind, i.cosmetic, i.reason, i.clause, i.old, i.new, i.similarity FROM jsonb_to_recordset($2::jsonb)"
     " AS i(ordinal int, kind text, cosmetic boolean, reason text, clause bigint, old int, new int, similarity real)");
STMT(dates_insert, 2,
     "INSERT INTO stated_date (version_id, kind, day, basis) SELECT $1, d.kind, d.day, d.basis FROM jsonb_to_recordset($2::jsonb)"
     " AS d(kind text, day date, basis text)");
/* Of several watches that tell one person of the change, the closest to it gives the reason. */
STMT(alerts_make, 2,
     "INSERT INTO alert (account_id, change_id, watch_id, created_at)"
     " SELECT DISTINCT ON (r.account_id) r.account_id, $1, w.id, $2 FROM watches_reached($1, $2) r JOIN watch w ON w.id = r.watch_id"
     " WHERE r.alerts AND 'alerts' = ANY (r.features)"
     " ORDER BY r.account_id, w.provision_id NULLS LAST, w.document_id NULLS LAST, w.id ON CONFLICT DO NOTHING RETURNING account_id");

/* One message to each endpoint of who is reached, whatever mail they want; told for the narrowest of the watches. */
STMT(webhooks_make, 2,
     "INSERT INTO webhook_message (webhook_id, account_id, type, change_id, watch, created_at, next_try_at)"
     " SELECT DISTINCT ON (h.id) h.id, h.account_id, 'change.recorded', c.id, watch_name(w) || jsonb_build_object('id', w.id), $2, $2"
     " FROM watches_reached($1, $2) r JOIN watch w ON w.id = r.watch_id JOIN webhook h ON h.account_id = r.account_id AND h.active"
     " JOIN change c ON c.id = $1 WHERE 'webhooks' = ANY (r.features) AND EXISTS (SELECT FROM webhook WHERE active)"
     " AND array_position(ARRAY['low', 'medium', 'high', 'critical'], h.threshold) <= array_position(ARRAY['low', 'medium', 'high', 'critical'], c.severity)"
     " ORDER BY h.id, w.provision_id NULLS LAST, w.document_id NULLS LAST, w.id ON CONFLICT DO NOTHING");

/* A JSON value as an argument that lives in the arena; the value is given up. */
static struct arg json_arg(struct arena *a, json_t *j)
{
    char *text = j != NULL ? json_dumps(j, JSON_COMPACT) : NULL;
    if (text == NULL) bug("a record that is not JSON"); /* texts were checked to be UTF-8 when they came in */
    struct arg arg = A_TEXT(arena_dupz(a, text));
    free(text);
    json_decref(j);
    return arg;
}

static json_t *json_str(struct str s)
{
    return json_stringn(s.n > 0 ? s.p : "", s.n);
}

static json_t *json_index(int64_t i)
{
    return i >= 0 ? json_integer(i) : json_null();
}

static size_t count_words(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += !ascii_space(s.p[i]) && (i == 0 || ascii_space(s.p[i - 1]));
    return n;
}

static int write_version(struct write *w, int64_t capture_id)
{
    const struct version_new *v = w->v;
    if (v->existing_id != 0) {
        w->version_id = v->existing_id;
        return OK;
    }
    return db_int(w->st, &version_insert, &w->version_id, A_INT(w->document_id), A_SHA(&v->sha), A_INT((int64_t)v->text.n),
                  A_INT((int64_t)count_words(v->text)), A_INT(CANONICAL_VERSION), A_TEXT(v->title), A_TEXT(v->language), A_ID(capture_id),
                  A_TIME(w->at_us), A_TEXT(v->imported != NULL ? "imported" : "captured"));
}

/* Which stored clause each compared old clause is: the one in which it begins. They are the same list unless the
 * segmentation has changed since the old version was stored. A stored clause is found once. */
static int find_old(struct write *w)
{
    const struct version_new *v = w->v;
    struct rows r;
    w->old_ids = ARENA_ARRAY(&w->a, int64_t, v->nold);
    w->old_ordinals = ARENA_ARRAY(&w->a, int64_t, v->nold);
    if (v->from == NULL) return OK;
    int rc = db_query(w->st, &old_clauses_get, &r, A_INT(v->from->id));
    size_t n = rows_n(&r), k = 0;
    int64_t last = -1;
    for (size_t i = 0; rc == OK && i < v->nold; i++) {
        while (k + 1 < n && row_int(&r, k + 1, 2) <= (int64_t)v->old_offsets[i]) k++;
        w->old_ordinals[i] = n > 0 ? row_int(&r, k, 0) : -1;
        if (n > 0 && w->old_ordinals[i] != last) w->old_ids[i] = row_int(&r, k, 1);
        last = w->old_ordinals[i];
    }
    rows_free(&r);
    return rc;
}

/* Identities: carried ones from the old version, new ones made. */
static int make_identities(struct write *w)
{
    const struct version_new *v = w->v;
    size_t fresh = 0;
    w->clause_ids = ARENA_ARRAY(&w->a, int64_t, v->nclauses);
    for (size_t i = 0; i < v->nclauses; i++) {
        if (v->clauses[i].old >= 0) w->clause_ids[i] = w->old_ids[v->clauses[i].old];
        fresh += w->clause_ids[i] == 0;
    }
    if (fresh == 0) return OK;
    struct rows r;
    int rc = db_query(w->st, &clauses_make, &r, A_INT(w->document_id), A_INT(w->version_id), A_INT((int64_t)fresh));
    for (size_t i = 0, k = 0; rc == OK && i < v->nclauses; i++)
        if (w->clause_ids[i] == 0) w->clause_ids[i] = row_int(&r, k++, 0);
    rows_free(&r);
    return rc;
}

/* Of a reversal the clauses are stored already, under the identities they had then. */
static int take_stored_identities(struct write *w)
{
    struct rows r;
    int rc = db_query(w->st, &old_clauses_get, &r, A_INT(w->version_id));
    size_t n = rows_n(&r), k = 0;
    w->clause_ids = ARENA_ARRAY(&w->a, int64_t, w->v->nclauses);
    for (size_t i = 0; rc == OK && n > 0 && i < w->v->nclauses; i++) {
        while (k + 1 < n && row_int(&r, k + 1, 2) <= (int64_t)w->v->clauses[i].offset) k++;
        w->clause_ids[i] = row_int(&r, k, 1);
    }
    rows_free(&r);
    return rc;
}

static int write_clauses(struct write *w)
{
    const struct version_new *v = w->v;
    json_t *texts = json_array(), *places = json_array();
    for (size_t i = 0; i < v->nclauses; i++) {
        const struct clause_new *c = &v->clauses[i];
        struct str body = str_of(v->text.p + c->offset, c->length);
        struct sha256 sum;
        char hex[SHA256_HEX_SIZE];
        sha256_of(body, &sum);
        sha256_hex(&sum, hex);
        json_t *headings = json_array();
        for (size_t k = 0; k < c->nheadings; k++) json_array_append_new(headings, json_str(c->headings[k]));
        json_array_append_new(texts, json_pack("{s:s, s:o}", "sha", hex, "body", json_str(body)));
        json_array_append_new(places, json_pack("{s:I, s:I, s:s, s:I, s:I, s:s, s:s, s:s, s:o}", "ordinal", (json_int_t)i, "clause",
                                                (json_int_t)w->clause_ids[i], "sha", hex, "offset", (json_int_t)c->offset, "length",
                                                (json_int_t)c->length, "kind", c->kind, "label", c->label != NULL ? c->label : "", "title",
                                                c->title, "headings", headings));
    }
    int rc = db_query(w->st, &texts_put, NULL, json_arg(&w->a, texts));
    struct arg rows = json_arg(&w->a, places);
    return rc == OK ? db_query(w->st, &version_clauses_put, NULL, A_INT(w->version_id), A_INT(w->document_id), rows) : rc;
}

static int write_dates(struct write *w)
{
    json_t *dates = json_array();
    for (size_t i = 0; i < w->v->ndates; i++) {
        const struct date_new *d = &w->v->dates[i];
        char day[32];
        snprintf(day, sizeof day, "%04d-%02d-%02d", d->year, d->month, d->day);
        json_array_append_new(dates, json_pack("{s:s, s:s, s:s}", "kind", d->kind, "day", day, "basis", d->basis));
    }
    struct arg rows = json_arg(&w->a, dates);
    return w->v->ndates > 0 && w->v->existing_id == 0 ? db_query(w->st, &dates_insert, NULL, A_INT(w->version_id), rows) : OK;
}

static int write_stays(struct write *w)
{
    int rc = db_query(w->st, &stay_close, NULL, A_INT(w->document_id), A_TIME(w->at_us));
    if (rc == OK) rc = db_query(w->st, &stay_open, NULL, A_INT(w->document_id), A_INT(w->version_id), A_TIME(w->at_us));
    if (rc == OK) rc = db_query(w->st, &title_note, NULL, A_INT(w->document_id), A_TEXT(w->v->title != NULL ? w->v->title : ""), A_TIME(w->at_us));
    return rc;
}

static int64_t item_identity(const struct write *w, const struct item_new *it)
{
    if (it->new_clause >= 0) return w->clause_ids[it->new_clause];
    return it->old_clause >= 0 ? w->old_ids[it->old_clause] : 0;
}

static int write_change(struct write *w)
{
    const struct version_new *v = w->v;
    if (v->from == NULL || v->change_kind == NULL) return OK;
    int rc = db_int(w->st, &change_insert, &w->change_id, A_INT(w->document_id), A_INT(v->from->id), A_INT(w->version_id), A_TEXT(v->change_kind),
                    A_TIME(w->at_us), A_TEXT(v->severity), A_TEXT(v->headline), A_TEXT(v->summary_json), A_BOOL(v->capped), A_BOOL(v->unsure));
    if (rc != OK) return rc;
    json_t *items = json_array();
    for (size_t i = 0; i < v->nitems; i++) {
        const struct item_new *it = &v->items[i];
        int64_t id = item_identity(w, it);
        json_array_append_new(items, json_pack("{s:I, s:s, s:b, s:s, s:o, s:o, s:o, s:f}", "ordinal", (json_int_t)i, "kind", it->kind, "cosmetic",
                                               (int)it->cosmetic, "reason", it->reason, "clause", id != 0 ? json_integer(id) : json_null(), "old",
                                               json_index(it->old_clause >= 0 ? w->old_ordinals[it->old_clause] : -1), "new",
                                               json_index(it->new_clause), "similarity", it->similarity));
    }
    return db_query(w->st, &items_insert, NULL, A_INT(w->change_id), json_arg(&w->a, items));
}

/* What is told of the change, by mail and by webhook. */
static int write_alerts(struct write *w, size_t *ret)
{
    struct rows r;
    if (w->change_id == 0 || w->v->imported != NULL) return OK;
    int rc = db_query(w->st, &alerts_make, &r, A_INT(w->change_id), A_TIME(w->at_us));
    *ret = rows_n(&r);
    rows_free(&r);
    return rc == OK ? db_query(w->st, &webhooks_make, NULL, A_INT(w->change_id), A_TIME(w->at_us)) : rc;
}

/* What we compared with must still be the current version. */
static int check_current(struct write *w)
{
    struct current_version now;
    int rc = db_query(w->st, &document_lock, NULL, A_INT(w->document_id));
    if (rc == OK) rc = version_current(w->st, w->document_id, &w->a, false, &now);
    if (rc == OK && now.id != (w->v->from != NULL ? w->v->from->id : 0)) rc = ERR_CONFLICT;
    return rc;
}

int version_record(struct store *st, const char *owner, struct observation *o, const struct capture *c, int64_t document_id,
                   const struct version_new *v, struct version_written *ret)
{
    struct write w = {.st = st, .document_id = document_id, .v = v, .at_us = o != NULL ? o->observed_at_us : v->imported->seen_us};
    int64_t capture_id = 0;
    size_t alerts = 0;
    if ((v->imported != NULL) != (o == NULL)) bug("an imported version has no observation, and a captured one has");
    arena_init(&w.a, (size_t)512 << 20);
    int rc = store_begin(st);
    if (rc != OK) goto out;
    rc = check_current(&w);
    if (rc == OK && c != NULL) rc = capture_add(st, c, &capture_id);
    if (rc == OK) rc = write_version(&w, capture_id);
    if (rc == OK) rc = find_old(&w);
    if (rc == OK) rc = v->existing_id != 0 ? take_stored_identities(&w) : make_identities(&w);
    if (rc == OK && v->existing_id == 0) rc = write_clauses(&w);
    if (rc == OK) rc = write_dates(&w);
    if (rc == OK) rc = write_stays(&w);
    if (rc == OK) rc = write_change(&w);
    if (rc == OK) rc = write_alerts(&w, &alerts);
    if (rc == OK && o != NULL) {
        o->capture_id = capture_id;
        o->version_id = w.version_id;
        rc = observation_add(st, owner, o);
        if (rc == ERR_CONFLICT) rc = ERR_NOT_FOUND;
    }
    if (rc == OK && o == NULL) rc = import_note(st, document_id, w.version_id, v->imported);
    rc = store_end(st, rc);
    if (rc == OK) *ret = (struct version_written){.version_id = w.version_id, .change_id = w.change_id, .alerts = alerts};
out:
    arena_release(&w.a);
    return rc;
}
