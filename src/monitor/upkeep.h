/* Background work of a worker, in small bites between turns of the cycle: new versions are classified, stored hashes are
 * re-computed once a day; tiers begin and end and their people are told (monitor/tidings.h); hourly, what is past its time is
 * forgotten and months get their partition. Nothing is lost when it is cut off: what is due is asked from the database. */
#ifndef ATLAS_MONITOR_UPKEEP_H
#define ATLAS_MONITOR_UPKEEP_H

#include "base/conf.h"
#include "store/db.h"

struct upkeep;

/* The configuration must outlive it. */
MUST_USE int upkeep_new(struct store *st, const struct conf *c, const char *share, struct upkeep **ret, struct note *why);
void upkeep_free(struct upkeep *u);
/* One bite. *ret_more: there is more to do at once. */
MUST_USE int upkeep_turn(struct upkeep *u, bool *ret_more);

#endif
