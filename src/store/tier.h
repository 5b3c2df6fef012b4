/* Tiers, as data (sql/seed/010_tiers.sql): the program asks for a feature by name and knows no tier. A row is a revision: a
 * change of a tier makes another, and who has the old one keeps it. */
#ifndef ATLAS_STORE_TIER_H
#define ATLAS_STORE_TIER_H

#include "store/db.h"

/* The name of the lowest tier that has a feature now. ERR_NOT_FOUND: none has. */
MUST_USE int tier_with_feature(struct store *st, struct arena *a, const char *feature, int64_t now_us,
                               const char **ret);

/* ---- for the operator ---- */
/* What is offered now, lowest first: slug, name, former names, platforms ("all"), trial days, accounts that have it, prices. */
MUST_USE int tier_list(struct store *st, int64_t now_us, struct rows *ret);
/* Every revision of the tier that a word names, newest first: since, until ("now"), name, platforms, features, trial days,
 * accounts that have it. No row: no such tier. */
MUST_USE int tier_revisions(struct store *st, struct str word, int64_t now_us, struct rows *ret);

struct tier_price {
    struct str tier;         /* slug or name */
    const char *period;      /* month, year */
    const char *external_id; /* the provider's name of the price; NULL: the tier is not sold for that period any more */
    const char *amount, *currency; /* what people are shown: "9.00", "EUR" */
};
/* ERR_NOT_FOUND: no such tier, or no such price to take away. ERR_BAD_INPUT: what the schema refuses, in store_why(). */
MUST_USE int tier_set_price(struct store *st, const struct tier_price *p, int64_t now_us);

#endif
