#include "store/billing.h"

STMT(order_ask, 5, "SELECT billing_ask($1, $2, $3, $4, $5)");
STMT(cancel_ask, 3, "SELECT billing_wish($1, $2, $3)");
STMT(event_keep, 5,
     "INSERT INTO billing_event (id, type, created_at, received_at, facts, look_at) VALUES ($1, $2, $3, $4, $5::jsonb, $4) ON CONFLICT DO NOTHING");
STMT(event_apply, 1, "SELECT what, key, account_id, address, payload::text FROM billing_apply($1)");
STMT(orders_expire, 1, "UPDATE billing_order SET state = 'expired', ended_at = $1 WHERE state = 'ready' AND expires_at < $1::timestamptz - interval '10 minutes'");
#define OUT_OF_TIME "'The payment page could not be made in time. Nothing was charged.'"
STMT(orders_give_up, 3,
     "UPDATE billing_order SET state = 'failed', ended_at = $1, reason = " OUT_OF_TIME
     " WHERE state = 'asked' AND next_try_at <= $1 AND (tries >= $2 OR asked_at < $1::timestamptz - $3::bigint * interval '1 microsecond')");
STMT(order_claim, 2,
     "UPDATE billing_order SET next_try_at = $2, tries = tries + 1 WHERE id = (SELECT id FROM billing_order WHERE state = 'asked' AND next_try_at <= $1"
     " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, asked_at, price, token, answers");
STMT(order_ready, 4, "UPDATE billing_order SET state = 'ready', external_id = $2, url = $3, expires_at = $4, reason = NULL WHERE id = $1 AND state = 'asked'");
STMT(order_failed, 8,
     "UPDATE billing_order o SET state = CASE WHEN w.again THEN 'asked' ELSE 'failed' END, reason = CASE WHEN w.again OR NOT $3 THEN $2 ELSE " OUT_OF_TIME " END, answers = answers + $4::boolean::int,"
     " ended_at = CASE WHEN w.again THEN NULL ELSE $5::timestamptz END, next_try_at = w.next"
     " FROM (SELECT n.id, n.next, $3 AND n.tries < $6 AND n.next < n.asked_at + $8::bigint * interval '1 microsecond' AS again"
     "  FROM (SELECT id, asked_at, tries, $5::timestamptz + greatest(least(interval '5 seconds' * 2 ^ least(tries, 12), interval '10 minutes'),"
     "   least($7::bigint, $8::bigint) * interval '1 microsecond') AS next FROM billing_order WHERE id = $1) n) w"
     " WHERE o.id = w.id AND o.state = 'asked'");
STMT(wish_claim, 2,
     "UPDATE billing_subscription SET cancel_next_at = $2, cancel_tries = cancel_tries + 1 WHERE id = (SELECT id FROM billing_subscription"
     " WHERE cancel_wanted <> cancel_known AND ended_at IS NULL AND cancel_next_at <= $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)"
     " RETURNING id, external_id, cancel_wanted");
STMT(wish_taken, 3, "UPDATE billing_subscription SET cancel_known = $2, cancel_tries = 0, cancel_reason = NULL, cancel_next_at = $3 WHERE id = $1");
STMT(wish_failed, 3,
     "UPDATE billing_subscription SET cancel_reason = $2, cancel_next_at = $3::timestamptz + least(interval '5 seconds' * 2 ^ least(cancel_tries, 12), interval '1 hour')"
     " WHERE id = $1");

int billing_order(struct store *st, int64_t account_id, const struct billing_wanted *w, int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &order_ask, &r, A_INT(account_id), A_STR(w->tier), A_STR(w->period), A_TEXT(w->token), A_TIME(now_us));
    if (rc == OK && row_null(&r, 0, 0)) rc = ERR_NOT_FOUND;
    rows_free(&r);
    return rc;
}

int billing_cancel(struct store *st, int64_t account_id, bool cancel, int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &cancel_ask, &r, A_INT(account_id), A_BOOL(cancel), A_TIME(now_us));
    if (rc == OK && !row_bool(&r, 0, 0)) rc = ERR_NOT_FOUND;
    rows_free(&r);
    return rc;
}

int billing_keep_event(struct store *st, const struct billing_event *e, int64_t now_us)
{
    return db_query(st, &event_keep, NULL, A_TEXT(e->id), A_TEXT(e->type), A_TIME(e->created_us), A_TIME(now_us), A_TEXT(e->facts));
}

int billing_take_event(struct store *st, struct arena *a, int64_t now_us, struct tier_news *ret)
{
    struct rows r;
    int rc = db_one(st, &event_apply, &r, A_TIME(now_us));
    if (rc == OK) tier_news_read(&r, a, ret);
    rows_free(&r);
    return rc;
}

int billing_claim_order(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct billing_session *ret)
{
    struct rows r = {0};
    int rc = db_query(st, &orders_expire, NULL, A_TIME(now_us));
    if (rc == OK) rc = db_query(st, &orders_give_up, NULL, A_TIME(now_us), A_INT(BILLING_TRIES), A_INT(BILLING_TIME_US));
    if (rc == OK) rc = db_one(st, &order_claim, &r, A_TIME(now_us), A_TIME(lease_until_us));
    if (rc == OK)
        *ret = (struct billing_session){.id = row_int(&r, 0, 0),
                                        .asked_us = row_time(&r, 0, 1),
                                        .price = str_dupz(a, row_str(&r, 0, 2)),
                                        .token = str_dupz(a, row_str(&r, 0, 3)),
                                        .answers = (int)row_int(&r, 0, 4)};
    rows_free(&r);
    return rc;
}

int billing_order_ready(struct store *st, int64_t id, const char *external_id, const char *url, int64_t expires_us)
{
    return db_query(st, &order_ready, NULL, A_INT(id), A_TEXT(external_id), A_TEXT(url), A_TIME(expires_us));
}

int billing_order_failed(struct store *st, int64_t id, const struct billing_failure *f, int64_t now_us)
{
    return db_query(st, &order_failed, NULL, A_INT(id), A_TEXT(f->reason), A_BOOL(f->again), A_BOOL(f->answered), A_TIME(now_us), A_INT(BILLING_TRIES),
                    A_INT(f->wait_us), A_INT(BILLING_TIME_US));
}

int billing_claim_wish(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct billing_wish *ret)
{
    struct rows r;
    int rc = db_one(st, &wish_claim, &r, A_TIME(now_us), A_TIME(lease_until_us));
    if (rc == OK) *ret = (struct billing_wish){row_int(&r, 0, 0), str_dupz(a, row_str(&r, 0, 1)), row_bool(&r, 0, 2)};
    rows_free(&r);
    return rc;
}

int billing_wish_taken(struct store *st, int64_t id, bool cancel, int64_t now_us)
{
    return db_query(st, &wish_taken, NULL, A_INT(id), A_BOOL(cancel), A_TIME(now_us));
}

int billing_wish_failed(struct store *st, int64_t id, const char *reason, int64_t now_us)
{
    return db_query(st, &wish_failed, NULL, A_INT(id), A_TEXT(reason), A_TIME(now_us));
}
