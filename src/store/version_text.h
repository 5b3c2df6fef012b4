/* The canonical text of a version, put together from its clauses. */
#ifndef ATLAS_STORE_VERSION_TEXT_H
#define ATLAS_STORE_VERSION_TEXT_H

#include "store/db.h"

/* record_id: CA-V-… ERR_NOT_FOUND: there is none. ERR_LIMIT: longer than max_bytes. */
MUST_USE int version_text(struct store *st, struct arena *a, struct str record_id, size_t max_bytes, struct str *ret);

#endif
