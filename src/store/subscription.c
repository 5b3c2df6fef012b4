#include "store/subscription.h"

STMT(subscription_next, 1, "SELECT what, key, account_id, address, payload::text FROM subscription_news($1)");

static const char *text_or_null(const struct rows *r, struct arena *a, int col)
{
    return row_null(r, 0, col) ? NULL : str_dupz(a, row_str(r, 0, col));
}

void tier_news_read(const struct rows *r, struct arena *a, struct tier_news *ret)
{
    *ret = (struct tier_news){.what = text_or_null(r, a, 0),
                              .key = text_or_null(r, a, 1),
                              .account_id = row_int(r, 0, 2),
                              .address = text_or_null(r, a, 3),
                              .payload = text_or_null(r, a, 4)};
}

int subscription_take(struct store *st, struct arena *a, int64_t now_us, struct tier_news *ret)
{
    struct rows r;
    int rc = db_one(st, &subscription_next, &r, A_TIME(now_us));
    if (rc == OK) tier_news_read(&r, a, ret);
    rows_free(&r);
    return rc;
}
