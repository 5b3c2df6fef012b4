#include "store/tier.h"

STMT(tier_with, 2,
     "SELECT name FROM tier WHERE $1 = ANY (features) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)"
     " ORDER BY rank LIMIT 1");
STMT(tiers_offered, 1,
     "SELECT t.slug, t.name, array_to_string(t.aliases, ', '), coalesce(t.platform_limit::text, 'all'), t.trial_days,"
     " (SELECT count(*) FROM account a JOIN tier h ON h.id = account_tier(a.id, $1) WHERE a.state = 'active' AND h.slug = t.slug),"
     " coalesce((SELECT string_agg(concat_ws(' ', p.amount, p.currency, 'a', p.period, p.external_id), '; ' ORDER BY p.period) FROM tier_price p WHERE p.slug = t.slug), '')"
     " FROM tier t WHERE t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to > $1) ORDER BY t.rank");
STMT(tier_history, 2,
     "SELECT to_char(t.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD'), coalesce(to_char(t.valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'now'), t.name,"
     " coalesce(t.platform_limit::text, 'all'), array_to_string(t.features, ','), t.trial_days,"
     " (SELECT count(*) FROM account a WHERE a.state = 'active' AND account_tier(a.id, $2) = t.id)"
     " FROM tier t WHERE t.slug = (SELECT slug FROM tier WHERE id = tier_named($1, $2)) ORDER BY t.valid_from DESC");
STMT(price_put, 6,
     "INSERT INTO tier_price (slug, period, external_id, amount, currency) SELECT slug, $3, $4, $5::numeric, $6 FROM tier WHERE id = tier_named($1, $2)"
     " ON CONFLICT (slug, period) DO UPDATE SET external_id = excluded.external_id, amount = excluded.amount, currency = excluded.currency RETURNING 1");
STMT(price_drop, 3, "DELETE FROM tier_price p USING tier t WHERE t.id = tier_named($1, $2) AND p.slug = t.slug AND p.period = $3 RETURNING 1");

int tier_with_feature(struct store *st, struct arena *a, const char *feature, int64_t now_us, const char **ret)
{
    struct rows r;
    int rc = db_one(st, &tier_with, &r, A_TEXT(feature), A_TIME(now_us));
    if (rc == OK) *ret = str_dupz(a, row_str(&r, 0, 0));
    rows_free(&r);
    return rc;
}

int tier_list(struct store *st, int64_t now_us, struct rows *ret) { return db_query(st, &tiers_offered, ret, A_TIME(now_us)); }

int tier_revisions(struct store *st, struct str word, int64_t now_us, struct rows *ret)
{
    return db_query(st, &tier_history, ret, A_STR(word), A_TIME(now_us));
}

int tier_set_price(struct store *st, const struct tier_price *p, int64_t now_us)
{
    struct rows r;
    int rc = p->external_id != NULL ? db_one(st, &price_put, &r, A_STR(p->tier), A_TIME(now_us), A_TEXT(p->period), A_TEXT(p->external_id), A_TEXT(p->amount), A_TEXT(p->currency))
                                    : db_one(st, &price_drop, &r, A_STR(p->tier), A_TIME(now_us), A_TEXT(p->period));
    rows_free(&r);
    return rc;
}
