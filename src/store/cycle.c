#include "store/cycle.h"

#include "base/clock.h"
#include "base/buf.h"
#include "store/desk.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

const char *observed_name(enum observed o)
{
    static const char *const names[OBSERVED_MAX] = {"first", "unchanged", "variant", "cosmetic", "change", "reversal", "held", "refused", "failed"};
    return names[o];
}

/* ---- claims ------------------------------------------------------------------------------------------------------------ */

/* A host that may be asked now: it has rested, and is in nobody's hands. */
#define HOST_FREE(at) " h.next_request_at <= " at " AND (h.lease_until IS NULL OR h.lease_until < " at ")"

/* The look-ahead is bounded, and hosts in other hands are passed over inside it, so that a host with a thousand due
 * sources cannot hide the others. */
STMT(claim_hosts, 4,
     "WITH due AS (SELECT s.host, min(ss.next_due) AS since FROM (SELECT ss.source_id, ss.next_due FROM source_state ss"
     "  JOIN source s ON s.id = ss.source_id JOIN host h ON h.host = s.host"
     "  WHERE ss.next_due <= $1 AND NOT ss.quarantined AND s.active AND s.role = 'policy'"
     "  AND" HOST_FREE("$1") " ORDER BY ss.next_due LIMIT 4000) ss"
     "  JOIN source s ON s.id = ss.source_id GROUP BY s.host),"
     " mine AS (SELECT h.host FROM host h JOIN due USING (host) WHERE" HOST_FREE("$1")
     "  ORDER BY due.since LIMIT $4 FOR UPDATE OF h SKIP LOCKED)"
     " UPDATE host h SET lease_owner = $2, lease_until = $3 FROM mine WHERE h.host = mine.host"
     " RETURNING h.host, h.robots_status, h.robots_at, h.robots_good_at, h.robots_body");

STMT(claim_sources, 5,
     "WITH mine AS (SELECT ss.source_id FROM source_state ss JOIN source s ON s.id = ss.source_id WHERE s.host = $1 AND s.active"
     "  AND s.role = 'policy' AND ss.next_due <= $2 AND NOT ss.quarantined AND (ss.lease_until IS NULL OR ss.lease_until < $2)"
     "  ORDER BY ss.next_due LIMIT $5 FOR UPDATE OF ss SKIP LOCKED)"
     " UPDATE source_state ss SET lease_owner = $3, lease_until = $4 FROM mine, source s, document d, platform p"
     " WHERE ss.source_id = mine.source_id AND s.id = ss.source_id AND d.id = s.document_id AND p.id = d.platform_id"
     " RETURNING s.id, s.document_id, ss.next_due, s.url, s.declaration, ss.etag, ss.last_modified, s.render = 'browser', s.interval_s,"
     " ss.body_sha256, ss.text_sha256, ss.full_fetch_at, ss.last_verified_at, ss.failures, ss.parser_deaths,"
     " ss.pending_sha256, ss.pending_count, ss.held_sha256, ss.held_count,"
     " (SELECT count(*) > 1 FROM source o WHERE o.document_id = d.id AND o.active AND o.role = 'policy'), d.title, p.name");

static const char *text_of(struct arena *a, const struct rows *r, size_t i, int col)
{
    return row_null(r, i, col) ? NULL : str_dupz(a, row_str(r, i, col));
}

static void read_source(struct arena *a, const struct rows *r, size_t i, struct due_source *s)
{
    struct sha256 key;
    *s = (struct due_source){.source_id = row_int(r, i, 0), .document_id = row_int(r, i, 1), .due_slot_us = row_time(r, i, 2)};
    s->url = text_of(a, r, i, 3);
    s->declaration_json = text_of(a, r, i, 4);
    s->etag = text_of(a, r, i, 5);
    s->last_modified = text_of(a, r, i, 6);
    s->browser = row_bool(r, i, 7);
    s->interval_s = row_int(r, i, 8);
    s->have_body = row_sha(r, i, 9, &s->body_sha);
    s->have_text = row_sha(r, i, 10, &s->text_sha);
    s->full_fetch_us = row_time(r, i, 11);
    s->verified_us = row_time(r, i, 12);
    s->failures = (unsigned)row_int(r, i, 13);
    s->parser_deaths = (unsigned)row_int(r, i, 14);
    if (row_sha(r, i, 15, &key)) memcpy(s->watch.pending.byte, key.byte, 32);
    s->watch.pending_count = (int32_t)row_int(r, i, 16);
    if (row_sha(r, i, 17, &key)) memcpy(s->watch.held.byte, key.byte, 32);
    s->watch.held_count = (int32_t)row_int(r, i, 18);
    s->parts = row_bool(r, i, 19);
    s->document_title = text_of(a, r, i, 20);
    s->platform_name = text_of(a, r, i, 21);
}

static int read_claim(struct store *st, struct arena *a, const char *owner, int64_t now_us, int64_t lease_until_us, unsigned per_host,
                      const struct rows *hosts, size_t i, struct claim *c)
{
    struct rows r;
    *c = (struct claim){.origin = text_of(a, hosts, i, 0), .robots_known = !row_null(hosts, i, 1)};
    c->robots_status = (int)row_int(hosts, i, 1);
    c->robots_at_us = row_time(hosts, i, 2);
    c->robots_good_at_us = row_time(hosts, i, 3);
    c->robots_body = row_bytes(hosts, i, 4, a);
    int rc = db_query(st, &claim_sources, &r, A_TEXT(c->origin), A_TIME(now_us), A_TEXT(owner), A_TIME(lease_until_us), A_INT(per_host));
    if (rc == OK) {
        c->nsources = rows_n(&r);
        c->sources = ARENA_ARRAY(a, struct due_source, c->nsources);
        for (size_t k = 0; k < c->nsources; k++) read_source(a, &r, k, &c->sources[k]);
    }
    rows_free(&r);
    return rc;
}

int cycle_claim(struct store *st, struct arena *a, const char *owner, int64_t now_us, int64_t lease_until_us, unsigned max_hosts,
                unsigned per_host, struct claim **ret, size_t *ret_n)
{
    struct rows hosts;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_query(st, &claim_hosts, &hosts, A_TIME(now_us), A_TEXT(owner), A_TIME(lease_until_us), A_INT(max_hosts));
    size_t n = rows_n(&hosts);
    struct claim *v = ARENA_ARRAY(a, struct claim, n);
    for (size_t i = 0; rc == OK && i < n; i++) rc = read_claim(st, a, owner, now_us, lease_until_us, per_host, &hosts, i, &v[i]);
    rows_free(&hosts);
    rc = store_end(st, rc);
    if (rc == OK) {
        *ret = v;
        *ret_n = n;
    }
    return rc;
}

STMT(host_take, 4,
     "INSERT INTO host AS h (host, next_request_at, lease_owner, lease_until) VALUES ($1, $3, $2, $4) ON CONFLICT (host) DO UPDATE"
     " SET lease_owner = $2, lease_until = $4 WHERE" HOST_FREE("$3")
     " RETURNING robots_good_at, robots_body, robots_status");
STMT(host_free_at, 1, "SELECT greatest(next_request_at, lease_until) FROM host WHERE host = $1");

int host_lease_take(struct store *st, struct arena *a, const char *origin, const char *owner, int64_t now_us, int64_t lease_until_us,
                    struct host_lease *ret, int64_t *ret_until_us)
{
    struct rows r;
    int rc = db_query(st, &host_take, &r, A_TEXT(origin), A_TEXT(owner), A_TIME(now_us), A_TIME(lease_until_us));
    if (rc != OK) return rc;
    bool taken = rows_n(&r) > 0;
    if (taken) *ret = (struct host_lease){row_time(&r, 0, 0), row_bytes(&r, 0, 1, a), row_int(&r, 0, 2) >= 300};
    rows_free(&r);
    if (taken) return OK;
    rc = db_one(st, &host_free_at, &r, A_TEXT(origin));
    if (rc != OK) return rc;
    *ret_until_us = row_time(&r, 0, 0);
    rows_free(&r);
    return ERR_CONFLICT;
}

STMT(release_host, 7,
     "UPDATE host SET lease_owner = NULL, lease_until = NULL, next_request_at = $3,"
     " robots_status = CASE WHEN $5 >= 0 THEN $5 ELSE robots_status END, robots_at = CASE WHEN $5 >= 0 THEN $4 ELSE robots_at END,"
     " robots_good_at = CASE WHEN $5 >= 0 AND $6 THEN $4 ELSE robots_good_at END,"
     " robots_body = CASE WHEN $5 >= 0 AND $6 THEN $7 ELSE robots_body END WHERE host = $1 AND lease_owner = $2");
STMT(release_sources, 2,
     "UPDATE source_state ss SET lease_owner = NULL, lease_until = NULL FROM source s WHERE s.id = ss.source_id AND s.host = $1 AND ss.lease_owner = $2");

int cycle_release(struct store *st, const char *owner, const char *origin, int64_t now_us, int64_t next_request_us, const struct robots_news *news)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_query(st, &release_host, NULL, A_TEXT(origin), A_TEXT(owner), A_TIME(next_request_us), A_TIME(now_us),
                  A_INT(news != NULL ? news->status : -1), A_BOOL(news != NULL && news->good), A_BYTES(news != NULL ? news->body : str_of("", 0)));
    if (rc == OK) rc = db_query(st, &release_sources, NULL, A_TEXT(origin), A_TEXT(owner));
    return store_end(st, rc);
}

/* ---- observations --------------------------------------------------------------------------------------------------------- */

/* State and observation in one statement, so that neither is without the other. Where the claim is not ours any more the
 * update finds no row, and nothing is inserted. coalesce keeps what the observation does not know. */
STMT(observe, 24,
     "WITH mine AS (UPDATE source_state SET lease_owner = NULL, lease_until = NULL, next_due = $5, last_checked_at = $4,"
     "  last_verified_at = CASE WHEN $12 THEN $4 ELSE last_verified_at END,"
     "  last_changed_at = CASE WHEN $13 THEN $4 ELSE last_changed_at END,"
     "  full_fetch_at = CASE WHEN $14 THEN $4 ELSE full_fetch_at END,"
     "  failures = CASE WHEN $6 IN ('failed', 'refused') THEN failures + 1 ELSE 0 END,"
     "  parser_deaths = CASE WHEN $15 THEN parser_deaths + 1 ELSE 0 END, quarantined = $15 AND parser_deaths + 1 >= 3,"
     "  last_outcome = $6, last_reason = $7, etag = coalesce($16, etag), last_modified = coalesce($17, last_modified),"
     "  body_sha256 = coalesce($18, body_sha256), text_sha256 = coalesce($19, text_sha256), last_text = coalesce($20, last_text),"
     "  pending_sha256 = $21, pending_count = $22, held_sha256 = $23, held_count = $24"
     "  WHERE source_id = $1 AND lease_owner = $2 RETURNING source_id)"
     " INSERT INTO observation (source_id, due_slot, observed_at, outcome, reason, http_status, duration_ms, capture_id, version_id)"
     " SELECT source_id, $3, $4, $6, $7, $8, $9, $10, $11 FROM mine RETURNING source_id");

/* The common case in bulk: the page said 304, or served the same bytes. */
STMT(observe_unchanged, 2,
     "WITH seen AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS o(source_id bigint, due_slot timestamptz, observed_at timestamptz,"
     "  next_due timestamptz, http_status int, duration_ms int, full_fetch boolean, etag text, last_modified text)),"
     " mine AS (UPDATE source_state ss SET lease_owner = NULL, lease_until = NULL, next_due = o.next_due, last_checked_at = o.observed_at,"
     "  last_verified_at = o.observed_at, full_fetch_at = CASE WHEN o.full_fetch THEN o.observed_at ELSE full_fetch_at END, failures = 0,"
     "  etag = coalesce(o.etag, ss.etag), last_modified = coalesce(o.last_modified, ss.last_modified),"
     "  parser_deaths = 0, last_outcome = 'unchanged', last_reason = NULL, pending_sha256 = NULL, pending_count = 0,"
     "  held_sha256 = NULL, held_count = 0 FROM seen o WHERE ss.source_id = o.source_id AND ss.lease_owner = $1 RETURNING ss.source_id)"
     " INSERT INTO observation (source_id, due_slot, observed_at, outcome, http_status, duration_ms, version_id)"
     " SELECT o.source_id, o.due_slot, o.observed_at, 'unchanged', o.http_status, o.duration_ms,"
     "  (SELECT st.version_id FROM source s JOIN stay st ON st.document_id = s.document_id AND st.verified_until IS NULL WHERE s.id = o.source_id)"
     " FROM seen o JOIN mine USING (source_id) RETURNING source_id");

/* A flip to an earlier text that has not held: counted for the history page. */
STMT(variant_note, 3,
     "INSERT INTO variant (document_id, version_id, sightings, first_seen, last_seen) VALUES ($1, $2, 1, $3, $3)"
     " ON CONFLICT (document_id, version_id) DO UPDATE SET sightings = variant.sightings + 1, last_seen = greatest(variant.last_seen, $3)");

static struct arg key_arg(const struct text_key *k, int32_t count)
{
    return count > 0 ? A_BYTES(str_of((const char *)k->byte, sizeof k->byte)) : A_NULL;
}

int observation_add(struct store *st, const char *owner, const struct observation *o)
{
    int64_t id;
    const struct watch_state *w = &o->watch;
    int rc = db_int(st, &observe, &id, A_INT(o->source_id), A_TEXT(owner), A_TIME(o->due_slot_us), A_TIME(o->observed_at_us),
                    A_TIME(o->next_due_us), A_TEXT(observed_name(o->outcome)), A_TEXT(o->reason), A_ID(o->http_status), A_INT(o->duration_ms),
                    A_ID(o->capture_id), A_ID(o->version_id), A_BOOL(o->verified), A_BOOL(o->changed), A_BOOL(o->full_fetch),
                    A_BOOL(o->parser_died), A_TEXT(o->etag), A_TEXT(o->last_modified), o->body_sha != NULL ? A_SHA(o->body_sha) : A_NULL,
                    o->text_sha != NULL ? A_SHA(o->text_sha) : A_NULL, A_TEXT(o->part_text), key_arg(&w->pending, w->pending_count),
                    A_INT(w->pending_count), key_arg(&w->held, w->held_count), A_INT(w->held_count));
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

/* Nothing but "unchanged" is said: it can go in bulk. */
static bool plain(const struct observation *o, const struct capture *c)
{
    return c == NULL && o->outcome == OBSERVED_UNCHANGED && o->reason == NULL && o->body_sha == NULL && o->text_sha == NULL && o->part_text == NULL && o->capture_id == 0;
}

static void plain_json(struct buf *b, const struct observation *o)
{
    char due[CLOCK_RFC3339_SIZE], seen[CLOCK_RFC3339_SIZE], next[CLOCK_RFC3339_SIZE];
    json_t *row = json_pack("{s:I, s:s, s:s, s:s, s:i, s:I, s:b, s:s?, s:s?}", "source_id", (json_int_t)o->source_id, "due_slot",
                            clock_rfc3339(o->due_slot_us, due), "observed_at", clock_rfc3339(o->observed_at_us, seen), "next_due",
                            clock_rfc3339(o->next_due_us, next), "http_status", o->http_status, "duration_ms", (json_int_t)o->duration_ms,
                            "full_fetch", (int)o->full_fetch, "etag", o->etag, "last_modified", o->last_modified);
    char *text = row != NULL ? json_dumps(row, JSON_COMPACT) : NULL;
    if (text == NULL) bug("an observation that is not JSON"); /* validators were checked to be UTF-8 when they came in */
    buf_printf(b, "%s%s", b->n > 1 ? "," : "", text);
    free(text);
    json_decref(row);
}

static int record_plain(struct store *st, const char *owner, struct buf *json, size_t *written)
{
    struct rows r;
    buf_char(json, ']');
    if (buf_failed(json)) return ERR_LIMIT;
    int rc = db_query(st, &observe_unchanged, &r, A_TEXT(owner), A_STR(buf_view(json)));
    if (rc == OK) *written += rows_n(&r);
    rows_free(&r);
    return rc;
}

/* The capture goes in only while the claim is ours: an orphan would be evidence of nothing. */
static int try_one(struct store *st, const char *owner, struct observation *o, const struct capture *c)
{
    int rc = OK;
    if (c != NULL) rc = capture_add(st, c, &o->capture_id);
    if (rc == OK) rc = observation_add(st, owner, o);
    if (rc == OK && o->outcome == OBSERVED_VARIANT)
        rc = db_query(st, &variant_note, NULL, A_INT(o->document_id), A_INT(o->version_id), A_TIME(o->observed_at_us));
    if (rc == OK && o->outcome == OBSERVED_HELD && o->held_text.n > 0)
        rc = held_text_keep(st, o->source_id, o->held_sha, o->held_text, o->observed_at_us);
    return rc;
}

/* What the database does not take must neither cost the batch nor leave the slot open, or it would be fetched again at once
 * and for ever: then the observation says only that, and why. */
static int record_one(struct store *st, const char *owner, struct observation *o, const struct capture *c, size_t *written)
{
    char why[256];
    int rc = store_mark(st);
    if (rc == OK) rc = try_one(st, owner, o, c);
    if (rc == OK) (*written)++;
    if (rc == OK || rc == ERR_IO) return rc;
    snprintf(why, sizeof why, "what was fetched could not be recorded: %.200s", store_why(st));
    int undo = store_undo(st);
    if (undo != OK || rc == ERR_CONFLICT) return undo;
    const struct observation bare = {.source_id = o->source_id, .document_id = o->document_id, .due_slot_us = o->due_slot_us, .reason = why,
                                     .observed_at_us = o->observed_at_us, .next_due_us = o->next_due_us, .outcome = OBSERVED_FAILED,
                                     .http_status = o->http_status, .duration_ms = o->duration_ms, .watch = o->watch};
    rc = observation_add(st, owner, &bare);
    if (rc == OK) (*written)++;
    return rc == ERR_CONFLICT ? store_undo(st) : rc;
}

int cycle_record(struct store *st, const char *owner, struct observation *v, const struct capture *const *captures, size_t n, size_t *ret_written)
{
    size_t written = 0;
    struct buf json;
    buf_init(&json, 16 << 20);
    buf_char(&json, '[');
    int rc = store_begin(st);
    if (rc != OK) goto out;
    for (size_t i = 0; rc == OK && i < n; i++) {
        if (plain(&v[i], captures[i])) plain_json(&json, &v[i]);
        else rc = record_one(st, owner, &v[i], captures[i], &written);
    }
    if (rc == OK && json.n > 1) rc = record_plain(st, owner, &json, &written);
    rc = store_end(st, rc);
    if (rc == OK) *ret_written = written;
out:
    buf_release(&json);
    return rc;
}
