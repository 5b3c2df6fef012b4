/* Background work of a worker, in small bites between turns of the cycle: new versions are classified, stored hashes are
 * re-computed once a day; hourly, what is past its time is forgotten, months get their partition, and watches over the
 * limit of a tier that ended are paused. Nothing is lost when it is cut off: what is due is asked from the database. */
#ifndef ATLAS_MONITOR_UPKEEP_H
#define ATLAS_MONITOR_UPKEEP_H

#include "store/db.h"

struct upkeep;

MUST_USE int upkeep_new(struct store *st, const char *share, struct upkeep **ret, struct note *why);
void upkeep_free(struct upkeep *u);
/* One bite. *ret_more: there is more to do at once. */
MUST_USE int upkeep_turn(struct upkeep *u, bool *ret_more);

#endif
