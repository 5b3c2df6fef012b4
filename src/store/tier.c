#include "store/tier.h"

STMT(tier_with, 2,
     "SELECT name FROM tier WHERE $1 = ANY (features) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)"
     " ORDER BY rank LIMIT 1");

int tier_with_feature(struct store *st, struct arena *a, const char *feature, int64_t now_us, const char **ret)
{
    struct rows r;
    int rc = db_one(st, &tier_with, &r, A_TEXT(feature), A_TIME(now_us));
    if (rc == OK) *ret = str_dupz(a, row_str(&r, 0, 0));
    rows_free(&r);
    return rc;
}
