/* Tiers, as data (sql/seed/010_tiers.sql): the program asks for a feature by name and knows no tier. */
#ifndef ATLAS_STORE_TIER_H
#define ATLAS_STORE_TIER_H

#include "store/db.h"

/* The name of the lowest tier that has a feature now. ERR_NOT_FOUND: none has. */
MUST_USE int tier_with_feature(struct store *st, struct arena *a, const char *feature, int64_t now_us,
                               const char **ret);

#endif
