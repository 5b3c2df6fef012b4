/* The editor's lint (text/wording.h) over the whole of a provision: what the desk shows before it publishes, and what bulk
 * import says of an entry. Advice, never an obstacle by itself. */
#ifndef ATLAS_STORE_REMARKS_H
#define ATLAS_STORE_REMARKS_H

#include "store/provision.h"
#include "text/wording.h"

/* Fields are named title, what, sentence 1, sentence 2 …, impact, option 1 … Strings lie in the arena. */
void provision_remarks(struct arena *a, const struct provision_new *p, const struct analysis_new *n, struct remarks *ret);

#endif
