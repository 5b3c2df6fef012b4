/* What is due besides fetching: current versions that the taxonomy in force has not classified, and versions whose hashes
 * have not been re-computed for a day. */
#ifndef ATLAS_STORE_UPKEEP_H
#define ATLAS_STORE_UPKEEP_H

#include "store/db.h"
#include "store/taxonomy.h"

/* A current version that was not classified with this taxonomy and model; *ret 0: none is left. */
MUST_USE int upkeep_unclassified(struct store *st, const struct taxonomy *t, int64_t *ret);
MUST_USE int upkeep_classified(struct store *st, int64_t version_id, const struct taxonomy *t, int64_t now_us);

/* What the privacy notice promises to forget: counters a day after their window, logins and mailed tokens a day past their end, removed watches after a day,
 * accounts when their time to think is over, what a mail said a month after it was sent, addresses of reporters 180 days after
 * the answer. */
MUST_USE int upkeep_forget(struct store *st, int64_t now_us);

/* Makes the partitions of observations for this month and, four weeks ahead, the next. */
MUST_USE int upkeep_partitions(struct store *st, int64_t now_us);

/* Re-computes the hashes of the versions that have waited longest, at most `most` of those not checked since before_us:
 * the canonical text put together again, each clause text, and the body of the capture. *ret_checked counts them,
 * *ret_bad those of which one did not come out (the record says which). */
MUST_USE int upkeep_hashes(struct store *st, unsigned most, int64_t before_us, int64_t now_us, size_t *ret_checked, size_t *ret_bad);
/* The same for one version, now. */
MUST_USE int hash_check(struct store *st, int64_t version_id, int64_t now_us, bool *ret_good);
/* Somebody wants that for the version of this record: noted for the next upkeep_hashes, which takes wishes first and away.
 * A wish that stands is enough. ERR_NOT_FOUND: no such version. */
MUST_USE int hash_request(struct store *st, struct str record, int64_t now_us);

#endif
