#include "store/rate.h"

#include "base/clock.h"

STMT(rate_add, 3,
     "INSERT INTO rate (bucket, key, window_start, n) VALUES ($1, $2, $3, 1)"
     " ON CONFLICT (bucket, key, window_start) DO UPDATE SET n = rate.n + 1 RETURNING n");
STMT(rate_get, 3, "SELECT coalesce(sum(n), 0) FROM rate WHERE bucket = $1 AND key = $2 AND window_start = $3");
STMT(rate_reset, 2, "UPDATE rate SET n = 0 WHERE bucket = $1 AND key = $2 AND n > 0");
STMT(rate_forget_past, 2,
     "DELETE FROM rate WHERE window_start < CASE bucket WHEN '" RATE_LOGIN_ADDRESS "' THEN $2::timestamptz ELSE $1::timestamptz END");

static int64_t window_start(int64_t now_us, int64_t window_us) { return now_us - now_us % window_us; }

int rate_hit(struct store *st, const char *bucket, const char *key, int64_t now_us, int64_t window_us, int64_t *ret)
{
    return db_int(st, &rate_add, ret, A_TEXT(bucket), A_TEXT(key), A_TIME(window_start(now_us, window_us)));
}

int rate_count(struct store *st, const char *bucket, const char *key, int64_t now_us, int64_t window_us, int64_t *ret)
{
    return db_int(st, &rate_get, ret, A_TEXT(bucket), A_TEXT(key), A_TIME(window_start(now_us, window_us)));
}

int rate_clear(struct store *st, const char *bucket, const char *key)
{
    return db_query(st, &rate_reset, NULL, A_TEXT(bucket), A_TEXT(key));
}

int rate_forget(struct store *st, int64_t now_us)
{
    int64_t day_ago = now_us - USEC_PER_DAY;
    return db_query(st, &rate_forget_past, NULL, A_TIME(day_ago), A_TIME(day_ago - RATE_MONTH_US));
}

const char *rate_address_key(struct arena *a, struct str address)
{
    struct sha256 hash;
    char *hex = arena_alloc(a, SHA256_HEX_SIZE);
    sha256_of(address, &hash);
    return sha256_hex(&hash, hex);
}
