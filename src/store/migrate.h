/* The schema's way to the newest: numbered files of sql/migrations/ are applied once each, in order, each in a transaction
 * of its own, under an advisory lock, so that two `atlas migrate` at once do the work once. The SHA-256 of each applied
 * file is kept: a file that was changed or lost after it ran is an error, never silently accepted. Files of sql/seed/ are
 * idempotent upserts of reference data (tiers, taxonomy, regulations) and run again whenever their checksum changes. Both
 * find the instant in the setting atlas.now. */
#ifndef ATLAS_STORE_MIGRATE_H
#define ATLAS_STORE_MIGRATE_H

#include "store/db.h"

/* Called for each file: verb "applied" or "seeded". */
typedef void migrate_told_fn(const char *verb, const char *file);

/* share_dir holds sql/. ERR_BAD_INPUT: a file changed after it was applied, or does not run; why names it. */
MUST_USE int migrate_run(struct store *st, const char *share_dir, int64_t now_us, migrate_told_fn *told, struct note *why);
/* How many files are not applied yet. */
MUST_USE int migrate_pending(struct store *st, const char *share_dir, size_t *ret, struct note *why);

#endif
