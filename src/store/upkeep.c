#include "store/upkeep.h"

#include "base/clock.h"
#include "store/account.h"
#include "store/capture.h"
#include "store/rate.h"
#include "store/version.h"

/* What a worker with a newer taxonomy has read stays: while one is replaced by the other, they do not undo each other. */
STMT(unclassified_next, 2,
     "SELECT s.version_id FROM stay s WHERE s.verified_until IS NULL AND NOT EXISTS"
     " (SELECT FROM proposal_run r WHERE r.version_id = s.version_id AND (r.taxonomy_version > $1"
     "  OR (r.taxonomy_version = $1 AND r.model_version = $2))) ORDER BY s.version_id LIMIT 1");
STMT(classified_note, 4,
     "INSERT INTO proposal_run (version_id, taxonomy_version, model_version, run_at) VALUES ($1, $2, $3, $4)"
     " ON CONFLICT (version_id) DO UPDATE SET taxonomy_version = excluded.taxonomy_version,"
     " model_version = excluded.model_version, run_at = excluded.run_at");

int upkeep_unclassified(struct store *st, const struct taxonomy *t, int64_t *ret)
{
    int rc = db_int(st, &unclassified_next, ret, A_INT(t->version), A_TEXT(t->model_version));
    if (rc != ERR_NOT_FOUND) return rc;
    *ret = 0;
    return OK;
}

int upkeep_classified(struct store *st, int64_t version_id, const struct taxonomy *t, int64_t now_us)
{
    return db_query(st, &classified_note, NULL, A_INT(version_id), A_INT(t->version), A_TEXT(t->model_version),
                    A_TIME(now_us));
}

STMT(forget_past, 1,
     "WITH l AS (DELETE FROM login WHERE expires_at < $1), i AS (DELETE FROM invitation WHERE expires_at < $1),"
     " w AS (DELETE FROM watch_removed WHERE removed_at < $1),"
     " h AS (DELETE FROM held_text t USING source_state ss WHERE ss.source_id = t.source_id AND ss.last_outcome <> 'held' AND t.last_seen < $1)"
     " DELETE FROM token WHERE expires_at < $1");

/* A mail's row stays as evidence that it was sent, to whom and when; what it said goes after a month, and so does what was said
 * of it when it came back. That an address takes no mail is kept for half a year where it is nobody's any more. */
STMT(mails_forget, 1,
     "WITH b AS (UPDATE bounce SET words = NULL WHERE at < $1 AND words IS NOT NULL),"
     " s AS (DELETE FROM suppression s WHERE coalesce(s.counted_at, s.since) < $1::timestamptz - interval '150 days'"
     "   AND NOT EXISTS (SELECT FROM account a WHERE a.address = s.address AND a.state <> 'deleted'))"
     " UPDATE delivery SET payload = '{}', html_body = NULL, text_body = 'The text of a mail is kept for 30 days.'"
     " WHERE created_at < $1 AND state IN ('sent', 'failed', 'suppressed') AND payload <> '{}'");

STMT(reports_forget, 2, "SELECT report_forget($1, $2)");

int upkeep_forget(struct store *st, int64_t now_us)
{
    int rc = rate_forget(st, now_us);
    if (rc == OK) rc = accounts_remove_due(st, now_us);
    if (rc == OK) rc = db_query(st, &mails_forget, NULL, A_TIME(now_us - 30 * USEC_PER_DAY));
    if (rc == OK) rc = db_query(st, &reports_forget, NULL, A_TIME(now_us - 180 * USEC_PER_DAY), A_TIME(now_us));
    return rc == OK ? db_query(st, &forget_past, NULL, A_TIME(now_us - USEC_PER_DAY)) : rc;
}

STMT(partitions_make, 2, "SELECT observation_partition($1), observation_partition($2)");

int upkeep_partitions(struct store *st, int64_t now_us)
{
    return db_query(st, &partitions_make, NULL, A_TIME(now_us), A_TIME(now_us + 28 * USEC_PER_DAY));
}

STMT(hashes_due, 2,
     "SELECT id FROM (SELECT version_id AS id, 0 AS turn, asked_at AS since FROM hash_request"
     " UNION ALL (SELECT v.id, 1, h.checked_at FROM version v LEFT JOIN hash_check h ON h.version_id = v.id"
     "  WHERE (h.checked_at IS NULL OR h.checked_at < $1) AND NOT EXISTS (SELECT FROM hash_request q WHERE q.version_id = v.id)"
     "  ORDER BY h.checked_at NULLS FIRST, v.id LIMIT $2)) due ORDER BY turn, since NULLS FIRST, id LIMIT $2");
STMT(hash_request_done, 1, "DELETE FROM hash_request WHERE version_id = $1");
STMT(hash_request_add, 2, "WITH v AS (SELECT id FROM version WHERE record_id = $1), i AS (INSERT INTO hash_request SELECT id, $2 FROM v ON CONFLICT DO NOTHING)"
     " SELECT id FROM v");
STMT(hashes_stored, 1,
     "SELECT v.sha256, v.capture_id, c.sha256, c.frame IS NULL FROM version v LEFT JOIN capture c ON c.id = v.capture_id WHERE v.id = $1");
STMT(clause_hashes, 1, "SELECT vc.sha256, t.body FROM version_clause vc JOIN clause_text t USING (sha256) WHERE vc.version_id = $1");
STMT(hash_note, 4,
     "INSERT INTO hash_check (version_id, checked_at, text_ok, capture_ok) VALUES ($1, $2, $3, $4)"
     " ON CONFLICT (version_id) DO UPDATE SET checked_at = excluded.checked_at, text_ok = excluded.text_ok, capture_ok = excluded.capture_ok");

static bool hash_is(struct str bytes, const struct sha256 *want)
{
    struct sha256 have;
    sha256_of(bytes, &have);
    return sha256_eq(&have, want);
}

/* The version's own hash and that of each of its clauses. */
static int check_text(struct store *st, struct arena *a, int64_t version_id, const struct sha256 *want, bool *ret)
{
    struct rows r;
    struct str text;
    struct sha256 sum;
    int rc = version_body(st, version_id, a, &text);
    if (rc != OK) return rc;
    rc = db_query(st, &clause_hashes, &r, A_INT(version_id));
    bool good = hash_is(text, want);
    for (size_t i = 0; rc == OK && good && i < rows_n(&r); i++) good = row_sha(&r, i, 0, &sum) && hash_is(row_str(&r, i, 1), &sum);
    rows_free(&r);
    if (rc == OK) *ret = good;
    return rc;
}

int hash_check(struct store *st, int64_t version_id, int64_t now_us, bool *ret_good)
{
    struct arena a;
    struct rows r;
    struct sha256 text_sha, body_sha;
    struct str body;
    struct note why;
    bool text_good = false, capture_good = true;
    arena_init(&a, (size_t)1 << 30);
    int rc = db_one(st, &hashes_stored, &r, A_INT(version_id));
    bool have_text = rc == OK && row_sha(&r, 0, 0, &text_sha);
    bool have_body = rc == OK && !row_null(&r, 0, 1) && !row_bool(&r, 0, 3) && row_sha(&r, 0, 2, &body_sha);
    int64_t capture_id = rc == OK ? row_int(&r, 0, 1) : 0;
    rows_free(&r);
    if (have_text) rc = check_text(st, &a, version_id, &text_sha, &text_good);
    if (rc != OK && rc != ERR_IO) rc = OK; /* a text that cannot be read is a finding too, and not in the way of the next version */
    if (rc == OK && have_body) { /* reading a capture back checks it; that it fails is a finding, not a failure */
        int read = capture_body(st, capture_id, &a, &body, &why);
        capture_good = read == OK && hash_is(body, &body_sha);
        if (read == ERR_IO) rc = read;
    }
    if (rc == OK) rc = db_query(st, &hash_note, NULL, A_INT(version_id), A_TIME(now_us), A_BOOL(text_good), have_body ? A_BOOL(capture_good) : A_NULL);
    if (rc == OK) rc = db_query(st, &hash_request_done, NULL, A_INT(version_id)); /* a crash in between: it is done twice */
    if (rc == OK) *ret_good = text_good && capture_good;
    arena_release(&a);
    return rc;
}

int hash_request(struct store *st, struct str record, int64_t now_us)
{
    int64_t id;
    return db_int(st, &hash_request_add, &id, A_STR(record), A_TIME(now_us));
}

int upkeep_hashes(struct store *st, unsigned most, int64_t before_us, int64_t now_us, size_t *ret_checked, size_t *ret_bad)
{
    struct rows r;
    size_t checked = 0, bad = 0;
    int rc = db_query(st, &hashes_due, &r, A_TIME(before_us), A_INT(most));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        bool good = false;
        rc = hash_check(st, row_int(&r, i, 0), now_us, &good);
        checked += rc == OK;
        bad += rc == OK && !good;
    }
    rows_free(&r);
    *ret_checked = checked;
    *ret_bad = bad;
    return rc;
}
