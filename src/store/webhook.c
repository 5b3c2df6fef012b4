#include "store/webhook.h"

#include "base/clock.h"

STMT(webhook_put, 6,
     "WITH made AS (INSERT INTO webhook (account_id, url, format, threshold, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id),"
     " signed AS (INSERT INTO webhook_secret (webhook_id, account_id, secret, created_at) SELECT id, $1, $6, $5 FROM made)"
     " SELECT id FROM made");
STMT(webhook_wish, 4, "UPDATE webhook SET threshold = $3, active = $4 WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(webhook_secret_end, 4,
     "UPDATE webhook_secret SET until = $3::timestamptz + $4 * interval '1 microsecond' WHERE account_id = $1 AND webhook_id = $2 AND until IS NULL RETURNING 1");
STMT(webhook_secret_put, 4, "INSERT INTO webhook_secret (webhook_id, account_id, secret, created_at) VALUES ($2, $1, $3, $4)");
STMT(webhook_remove, 2, "DELETE FROM webhook WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(webhook_test_put, 3,
     "INSERT INTO webhook_message (webhook_id, account_id, type, asked, created_at, next_try_at)"
     " SELECT id, account_id, 'webhook.test', true, $3, $3 FROM webhook WHERE account_id = $1 AND id = $2 RETURNING 1");
STMT(webhook_ask_again, 4,
     "UPDATE webhook_message SET asked = asked OR state <> 'pending', state = 'pending', next_try_at = $4"
     " WHERE account_id = $1 AND webhook_id = $2 AND id = $3 RETURNING 1");

/* The message that is next: what a person asked for, else the oldest; of an endpoint that is off only the former. */
#define NEXT(columns) \
    "(SELECT " columns " FROM webhook_message m WHERE m.webhook_id = w.id AND m.state = 'pending' AND (m.asked OR w.active)" \
    " ORDER BY m.asked DESC, m.id LIMIT 1)"
STMT(webhook_take, 4,
     "WITH due AS (SELECT w.id FROM webhook w JOIN account a ON a.id = w.account_id AND a.state = 'active'"
     "   JOIN LATERAL " NEXT("m.next_try_at") " n ON n.next_try_at <= $1"
     "   WHERE (w.lease_until IS NULL OR w.lease_until <= $1)"
     "     AND w.id IN (SELECT webhook_id FROM webhook_message WHERE state = 'pending' AND next_try_at <= $1)"
     "   ORDER BY n.next_try_at, w.id LIMIT $4 FOR NO KEY UPDATE OF w SKIP LOCKED)"
     " UPDATE webhook w SET lease_owner = $2, lease_until = $3 FROM due WHERE w.id = due.id RETURNING w.id");
/* A statement of its own, after the lease: it sees what the last holder of the lease wrote. */
STMT(webhook_next_get, 2,
     "SELECT w.account_id, n.id, webhook_message_name(n.id), n.type, w.url, w.format, n.change_id, d.record_id, n.watch::text, n.body,"
     "  n.created_at, n.first_try_at, n.attempts, n.asked,"
     "  (SELECT string_agg(s.secret, ''::bytea ORDER BY s.until DESC NULLS FIRST) FROM (SELECT secret, until FROM webhook_secret"
     "    WHERE webhook_id = w.id AND (until IS NULL OR until > $2) ORDER BY until DESC NULLS FIRST LIMIT 4) s)"
     " FROM webhook w JOIN LATERAL " NEXT("m.*") " n ON n.next_try_at <= $2"
     " LEFT JOIN change c ON c.id = n.change_id LEFT JOIN document d ON d.id = c.document_id WHERE w.id = $1");
STMT(webhook_start, 6,
     "WITH held AS (UPDATE webhook SET lease_until = $4 WHERE id = $5 AND lease_owner = $2 AND lease_until > $3 RETURNING id)"
     " UPDATE webhook_message m SET attempts = attempts + 1, first_try_at = coalesce(first_try_at, $3), tried_at = $3, body = coalesce(body, $6),"
     "  http_status = NULL, duration_ms = NULL, answer = NULL, reason = 'Sent; there is no answer yet.'"
     " FROM held WHERE m.webhook_id = held.id AND m.id = $1 AND m.state = 'pending' RETURNING 1");
STMT(webhook_done, 10,
     "WITH w AS MATERIALIZED (SELECT id, lease_owner FROM webhook WHERE id = $10 FOR NO KEY UPDATE)," /* first, as whoever deletes it */
     " told AS (UPDATE webhook_message m SET state = $4, asked = false, next_try_at = coalesce($5, m.next_try_at), http_status = $6,"
     "   duration_ms = $7, answer = $8, reason = $9 FROM w"
     "   WHERE m.id = $1 AND w.id = m.webhook_id AND ((m.state = 'pending' AND w.lease_owner = $2) OR $4 = 'delivered') RETURNING m.webhook_id),"
     " due AS (UPDATE webhook_message m SET next_try_at = $3 FROM told"
     "   WHERE $4 = 'delivered' AND m.webhook_id = told.webhook_id AND m.id <> $1 AND m.state = 'pending' AND m.next_try_at > $3),"
     " old AS (DELETE FROM webhook_message m USING told WHERE m.webhook_id = told.webhook_id AND m.state <> 'pending' AND m.id <> $1"
     "   AND m.id < (SELECT min(id) FROM (SELECT id FROM webhook_message l WHERE l.webhook_id = $10 ORDER BY id DESC LIMIT 50) l)),"
     " ended AS (DELETE FROM webhook_secret WHERE webhook_id = $10 AND until <= $3)"
     " UPDATE webhook w SET failing_since = CASE WHEN $4 <> 'delivered' THEN coalesce(w.failing_since, $3) END,"
     "  lease_until = CASE WHEN w.lease_owner <> $2 THEN w.lease_until END, lease_owner = CASE WHEN w.lease_owner <> $2 THEN w.lease_owner END"
     " FROM told WHERE w.id = told.webhook_id RETURNING w.failing_since");
STMT(webhook_end, 3,
     "UPDATE webhook w SET active = false, off_at = $2, off_reason = $3 FROM account a WHERE w.id = $1 AND w.active AND a.id = w.account_id RETURNING a.address");
STMT(webhook_give_back, 2, "UPDATE webhook SET lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2");

STMT(watchlist_feed_put, 3,
     "INSERT INTO watchlist_feed (account_id, sha256, created_at) VALUES ($1, $2, $3)"
     " ON CONFLICT (account_id) DO UPDATE SET sha256 = $2, created_at = $3");
STMT(watchlist_feed_remove, 1, "DELETE FROM watchlist_feed WHERE account_id = $1");

#define OLD_SECRET_US USEC_PER_DAY

static struct arg secret_arg(const uint8_t *secret) { return A_BYTES(str_of((const char *)secret, WEBHOOK_SECRET)); }

int webhook_add(struct store *st, int64_t account_id, const struct webhook_new *w, int64_t *ret_id)
{
    return db_int(st, &webhook_put, ret_id, A_INT(account_id), A_STR(w->url), A_TEXT(w->format), A_TEXT(w->threshold), A_TIME(w->now_us),
                  secret_arg(w->secret));
}

int webhook_set(struct store *st, int64_t account_id, int64_t id, const char *threshold, bool active)
{
    return db_did(st, &webhook_wish, ERR_NOT_FOUND, A_INT(account_id), A_INT(id), A_TEXT(threshold), A_BOOL(active));
}

int webhook_rotate(struct store *st, int64_t account_id, int64_t id, const uint8_t secret[WEBHOOK_SECRET], int64_t now_us)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_did(st, &webhook_secret_end, ERR_NOT_FOUND, A_INT(account_id), A_INT(id), A_TIME(now_us), A_INT(OLD_SECRET_US));
    if (rc == OK) rc = db_query(st, &webhook_secret_put, NULL, A_INT(account_id), A_INT(id), secret_arg(secret), A_TIME(now_us));
    return store_end(st, rc);
}

int webhook_delete(struct store *st, int64_t account_id, int64_t id)
{
    return db_did(st, &webhook_remove, ERR_NOT_FOUND, A_INT(account_id), A_INT(id));
}

int webhook_test(struct store *st, int64_t account_id, int64_t id, int64_t now_us)
{
    return db_did(st, &webhook_test_put, ERR_NOT_FOUND, A_INT(account_id), A_INT(id), A_TIME(now_us));
}

int webhook_again(struct store *st, int64_t account_id, int64_t id, int64_t message, int64_t now_us)
{
    return db_did(st, &webhook_ask_again, ERR_NOT_FOUND, A_INT(account_id), A_INT(id), A_INT(message), A_TIME(now_us));
}

/* ---- the worker's side ---- */

int webhook_claim(struct store *st, const struct lease *l, unsigned most, int64_t *ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &webhook_take, &r, A_TIME(l->now_us), A_TEXT(l->owner), A_TIME(l->until_us), A_INT(most));
    *ret_n = rows_n(&r);
    for (size_t i = 0; i < *ret_n; i++) ret[i] = row_int(&r, i, 0);
    rows_free(&r);
    return rc;
}

static const char *text_of(const struct rows *r, int col, struct arena *a)
{
    return row_null(r, 0, col) ? NULL : str_dupz(a, row_str(r, 0, col));
}

int webhook_next(struct store *st, struct arena *a, int64_t webhook_id, int64_t now_us, struct webhook_job *ret)
{
    struct rows r;
    int rc = db_one(st, &webhook_next_get, &r, A_INT(webhook_id), A_TIME(now_us));
    if (rc != OK) return rc;
    *ret = (struct webhook_job){.webhook_id = webhook_id,
                                .account_id = row_int(&r, 0, 0),
                                .id = row_int(&r, 0, 1),
                                .message_id = text_of(&r, 2, a),
                                .type = text_of(&r, 3, a),
                                .url = text_of(&r, 4, a),
                                .format = text_of(&r, 5, a),
                                .change_id = row_int(&r, 0, 6),
                                .document = text_of(&r, 7, a),
                                .watch = text_of(&r, 8, a),
                                .body = text_of(&r, 9, a),
                                .created_at_us = row_time(&r, 0, 10),
                                .first_try_us = row_time(&r, 0, 11),
                                .attempts = (unsigned)row_int(&r, 0, 12),
                                .asked = row_bool(&r, 0, 13),
                                .secrets = row_bytes(&r, 0, 14, a)};
    rows_free(&r);
    return OK;
}

int webhook_begin(struct store *st, const struct webhook_job *j, const struct lease *l, const char *body)
{
    int rc = db_did(st, &webhook_start, ERR_NOT_FOUND, A_INT(j->id), A_TEXT(l->owner), A_TIME(l->now_us), A_TIME(l->until_us),
                              A_INT(j->webhook_id), A_TEXT(body));
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

int webhook_settle(struct store *st, const struct webhook_job *j, const struct lease *l, const struct webhook_settled *s,
                   int64_t *ret_failing_us)
{
    struct rows r;
    int rc = db_query(st, &webhook_done, &r, A_INT(j->id), A_TEXT(l->owner), A_TIME(l->now_us), A_TEXT(s->state),
                      s->next_us != 0 ? A_TIME(s->next_us) : A_NULL, A_ID(s->status), A_INT(s->duration_ms), A_TEXT(s->answer),
                      A_TEXT(s->reason), A_INT(j->webhook_id));
    *ret_failing_us = rows_n(&r) > 0 ? row_time(&r, 0, 0) : CLOCK_NONE;
    rows_free(&r);
    return rc;
}

int webhook_off(struct store *st, struct arena *a, int64_t webhook_id, int64_t now_us, const char *reason, const char **ret_address)
{
    struct rows r;
    int rc = db_one(st, &webhook_end, &r, A_INT(webhook_id), A_TIME(now_us), A_TEXT(reason));
    if (rc == OK) *ret_address = str_dupz(a, row_str(&r, 0, 0));
    rows_free(&r);
    return rc;
}

int webhook_release(struct store *st, int64_t webhook_id, const struct lease *l)
{
    return db_query(st, &webhook_give_back, NULL, A_INT(webhook_id), A_TEXT(l->owner));
}

/* ---- the feed of a watchlist ---- */

int watchlist_feed_set(struct store *st, int64_t account_id, const struct sha256 *token, int64_t now_us)
{
    return db_query(st, &watchlist_feed_put, NULL, A_INT(account_id), A_SHA(token), A_TIME(now_us));
}

int watchlist_feed_end(struct store *st, int64_t account_id)
{
    return db_query(st, &watchlist_feed_remove, NULL, A_INT(account_id));
}
