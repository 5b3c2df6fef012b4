/* Proposals: what the classifier thinks of the clauses of current versions. A machine's opinion, derived anew whenever
 * a version, the taxonomy or the model changes; what an analyst accepted or refused is never touched, and a published record never
 * depends on one. */
#ifndef ATLAS_STORE_PROPOSAL_H
#define ATLAS_STORE_PROPOSAL_H

#include "store/taxonomy.h"

/* Classifies the clauses of a version and makes their open proposals what the classifier says now: new ones are added,
 * those that changed are updated, those that fell away are removed. Types that cannot stand in a document of this kind
 * are left out. One transaction of its own; the same again changes nothing. *ret: open proposals of the version's
 * clauses. */
MUST_USE int proposals_refresh(struct store *st, const struct taxonomy *t, int64_t version_id, size_t *ret);

/* The current versions of a platform's documents, or of one of them; NULL: of all. ids in the arena. */
MUST_USE int current_versions(struct store *st, struct arena *a, const char *platform, const char *document,
                              int64_t **ret, size_t *ret_n);

/* An analyst's no: the proposal does not come back. ERR_NOT_FOUND: no open proposal. */
MUST_USE int proposal_refuse(struct store *st, int64_t clause_id, const char *clause_type);

#endif
