#include "store/delivery.h"

/* An address is suppressed by a complaint, or by two hard bounces in a row. */
#define SUPPRESSED(address) "EXISTS (SELECT FROM suppression s WHERE s.address = " address " AND suppressed(s))"
#define COLUMNS                                                                                                     \
    "id, created_at, kind, state, message_id, address, subject, payload, text_body, html_body, unsubscribe_url,"   \
    " coalesce(last_reply, ''), attempts, replace(secret::text, '-', '')"

STMT(delivery_put, 10,
     "WITH token AS (INSERT INTO unsubscribe_token (sha256, account_id, list, created_at) VALUES ($10, $3, $2, $9))"
     " INSERT INTO delivery AS d (message_id, kind, account_id, address, subject, payload, unsubscribe_url, created_at, next_try_at)"
     " VALUES ($4, $1, $3, $5, $6, $7::jsonb, $8, $9, $9)"
     " ON CONFLICT (message_id) DO UPDATE SET message_id = d.message_id RETURNING id");
#define DIGITS(n) #n
#define DIGITS_OF(macro) DIGITS(macro)
STMT(delivery_take, 3,
     "WITH due AS (SELECT id FROM delivery WHERE state IN ('pending', 'claimed') AND next_try_at <= $1"
     "   ORDER BY (kind = 'digest'), next_try_at LIMIT " DIGITS_OF(DELIVERY_BATCH) " FOR UPDATE SKIP LOCKED),"
     " taken AS (UPDATE delivery d SET state = 'claimed', lease_owner = $2, lease_until = $3, next_try_at = $3"
     "   FROM due WHERE d.id = due.id RETURNING d.*)"
     " SELECT " COLUMNS " FROM taken ORDER BY (kind = 'digest'), created_at, id");
/* Whether the person still wants it, and wants it now, is asked here, so that unsubscribing and quiet hours work on what is
 * queued already. */
STMT(delivery_start, 6,
     "WITH asked AS (SELECT d.id, CASE WHEN " SUPPRESSED("d.address") " THEN 'the address does not take our mail'"
     "   WHEN d.kind = 'digest' AND NOT EXISTS (SELECT FROM account a WHERE a.id = d.account_id AND a.state = 'active' AND a.digest)"
     "     THEN 'unsubscribed before it was sent'"
     "   WHEN d.kind = 'alert' AND NOT EXISTS (SELECT FROM account a JOIN watch_reader w ON w.account_id = a.id AND w.alerts"
     "     WHERE a.id = d.account_id AND a.state = 'active') THEN 'unsubscribed before it was sent' END AS refusal,"
     "   (SELECT quiet_until(a.zone, a.quiet_from, a.quiet_to, $3) FROM account a"
     "     WHERE a.id = d.account_id AND d.kind = 'alert' AND a.quiet_from IS NOT NULL) AS rest"
     "   FROM delivery d WHERE d.id = $1 AND d.state = 'claimed' AND d.lease_owner = $2 AND d.lease_until > $3),"
     " told AS (SELECT id, rest, CASE WHEN refusal IS NOT NULL THEN 'suppressed' WHEN rest IS NOT NULL THEN 'pending' ELSE 'claimed' END AS state,"
     "   coalesce(refusal, CASE WHEN rest IS NOT NULL THEN 'waits for the end of quiet hours' ELSE 'handed over; no answer yet' END) AS reply FROM asked)"
     " UPDATE delivery d SET state = t.state, lease_owner = CASE t.state WHEN 'claimed' THEN $2 END,"
     "  lease_until = CASE t.state WHEN 'claimed' THEN $4::timestamptz END, next_try_at = CASE t.state WHEN 'pending' THEN rest ELSE $4 END,"
     "  attempts = attempts + (t.state = 'claimed')::int, last_reply = t.reply, text_body = coalesce(d.text_body, $5),"
     "  html_body = coalesce(d.html_body, $6)"
     " FROM told t WHERE d.id = t.id AND d.state = 'claimed' AND d.lease_owner = $2 RETURNING d.state");
STMT(delivery_done, 3,
     "WITH done AS (UPDATE delivery SET state = 'sent', sent_at = $2, lease_owner = NULL, lease_until = NULL, last_reply = $3"
     "   WHERE id = $1 AND state <> 'sent' RETURNING address)"
     " UPDATE suppression s SET hard_bounces = 0 FROM done WHERE s.address = done.address AND s.hard_bounces = 1 AND NOT s.returned");
STMT(delivery_later, 4,
     "UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL, next_try_at = $3, last_reply = $4"
     " WHERE id = $1 AND state = 'claimed' AND lease_owner = $2");
STMT(delivery_give_up, 5,
     "WITH gone AS (UPDATE delivery SET state = 'failed', lease_owner = NULL, lease_until = NULL, last_reply = $4"
     "   WHERE id = $1 AND state = 'claimed' AND lease_owner = $2 RETURNING address)"
     " INSERT INTO suppression AS s (address, since, counted_at, reason, hard_bounces) SELECT address, $3, $3, left($4, 200), 1 FROM gone WHERE $5"
     " ON CONFLICT (address) DO UPDATE SET hard_bounces = s.hard_bounces + 1, counted_at = excluded.counted_at,"
     "  reason = CASE s.reason WHEN 'complaint' THEN s.reason ELSE excluded.reason END");
STMT(delivery_give_back, 2,
     "UPDATE delivery SET state = 'pending', lease_owner = NULL, lease_until = NULL, next_try_at = $2"
     " WHERE state = 'claimed' AND lease_owner = $1");
STMT(delivery_one, 1, "SELECT " COLUMNS " FROM delivery WHERE id = $1");
STMT(delivery_all, 2,
     "SELECT id, created_at, kind, state, message_id, address, subject, '{}', NULL, NULL, unsubscribe_url,"
     " coalesce(last_reply, ''), attempts, '' FROM delivery"
     " WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR address = lower($2)) ORDER BY created_at, id");

static const char *text_or_null(const struct rows *r, size_t i, int col, struct arena *a)
{
    return row_null(r, i, col) ? NULL : str_dupz(a, row_str(r, i, col));
}

static struct delivery delivery_of(const struct rows *r, size_t i, struct arena *a)
{
    return (struct delivery){.id = row_int(r, i, 0),
                             .created_at_us = row_time(r, i, 1),
                             .kind = str_dupz(a, row_str(r, i, 2)),
                             .state = str_dupz(a, row_str(r, i, 3)),
                             .message_id = str_dupz(a, row_str(r, i, 4)),
                             .address = str_dupz(a, row_str(r, i, 5)),
                             .subject = str_dupz(a, row_str(r, i, 6)),
                             .payload = str_dupz(a, row_str(r, i, 7)),
                             .text = text_or_null(r, i, 8, a),
                             .html = text_or_null(r, i, 9, a),
                             .unsubscribe_url = text_or_null(r, i, 10, a),
                             .last_reply = str_dupz(a, row_str(r, i, 11)),
                             .attempts = (unsigned)row_int(r, i, 12),
                             .secret = str_dupz(a, row_str(r, i, 13))};
}

static struct deliveries list_of(struct rows *r, struct arena *a)
{
    struct deliveries list = {.n = rows_n(r)};
    list.v = ARENA_ARRAY(a, struct delivery, list.n);
    for (size_t i = 0; i < list.n; i++) list.v[i] = delivery_of(r, i, a);
    return list;
}

int delivery_queue(struct store *st, const struct list_mail *m, int64_t *ret_id)
{
    return db_int(st, &delivery_put, ret_id, A_TEXT(m->kind), A_TEXT(m->list), A_INT(m->account_id), A_TEXT(m->message_id),
                  A_TEXT(m->address), A_TEXT(m->subject), A_TEXT(m->payload), A_TEXT(m->unsubscribe_url), A_TIME(m->now_us),
                  A_SHA(&m->token));
}

int delivery_claim(struct store *st, struct arena *a, const struct lease *l, struct deliveries *ret)
{
    struct rows r;
    int rc = db_query(st, &delivery_take, &r, A_TIME(l->now_us), A_TEXT(l->owner), A_TIME(l->until_us));
    if (rc == OK) *ret = list_of(&r, a);
    rows_free(&r);
    return rc;
}

int delivery_begin(struct store *st, int64_t id, const struct lease *l, struct str text, struct str html)
{
    struct rows r;
    int rc = db_one(st, &delivery_start, &r, A_INT(id), A_TEXT(l->owner), A_TIME(l->now_us), A_TIME(l->until_us),
                    A_STR(text), html.n > 0 ? A_STR(html) : A_NULL);
    if (rc == ERR_NOT_FOUND) return ERR_CONFLICT;
    if (rc == OK && str_eqz(row_str(&r, 0, 0), "suppressed")) rc = ERR_DENIED;
    else if (rc == OK && str_eqz(row_str(&r, 0, 0), "pending")) rc = ERR_CONFLICT;
    rows_free(&r);
    return rc;
}

int delivery_sent(struct store *st, int64_t id, int64_t now_us, const char *reply)
{
    return db_query(st, &delivery_done, NULL, A_INT(id), A_TIME(now_us), A_TEXT(reply));
}

int delivery_retry(struct store *st, int64_t id, const struct lease *l, int64_t next_us, const char *reply)
{
    return db_query(st, &delivery_later, NULL, A_INT(id), A_TEXT(l->owner), A_TIME(next_us), A_TEXT(reply));
}

int delivery_fail(struct store *st, int64_t id, const struct lease *l, const char *reply, bool bounced)
{
    return db_query(st, &delivery_give_up, NULL, A_INT(id), A_TEXT(l->owner), A_TIME(l->now_us), A_TEXT(reply),
                    A_BOOL(bounced));
}

int delivery_release(struct store *st, const struct lease *l)
{
    return db_query(st, &delivery_give_back, NULL, A_TEXT(l->owner), A_TIME(l->now_us));
}

int delivery_list(struct store *st, struct arena *a, const char *state, const char *address, struct deliveries *ret)
{
    struct rows r;
    int rc = db_query(st, &delivery_all, &r, A_TEXT(state), A_TEXT(address));
    if (rc == OK) *ret = list_of(&r, a);
    rows_free(&r);
    return rc;
}

int delivery_get(struct store *st, struct arena *a, int64_t id, struct delivery *ret)
{
    struct rows r;
    int rc = db_one(st, &delivery_one, &r, A_INT(id));
    if (rc == OK) *ret = delivery_of(&r, 0, a);
    rows_free(&r);
    return rc;
}
