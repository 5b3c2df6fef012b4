/* What happens to people's tiers, and the letters about it: trials that begin, end soon or have ended, payments that the
 * provider's events tell of. Each step is one transaction: what is done, its mark and its letter. A letter that cannot be
 * written costs neither the step nor the others'. */
#ifndef ATLAS_MONITOR_TIDINGS_H
#define ATLAS_MONITOR_TIDINGS_H

#include "monitor/message.h"

struct tidings {
    const struct sender *sender;
    bool billing; /* tiers can be paid for here: letters about one that has a price lead there */
};

/* As many as one bite takes. *ret_more: there are more. */
MUST_USE int tidings_turn(struct store *st, const struct tidings *t, int64_t now_us, bool *ret_more);

#endif
