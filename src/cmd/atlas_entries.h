/* Files of many provisions, read entry by entry; every form gives the JSON object that atlas_entry.h describes.
 *
 *   JSON list     [{…}, {…}]
 *   JSON lines    an object a line; empty lines are passed over
 *   CSV           RFC 4180, UTF-8; the first record names the columns: the members that hold text have their names, and of
 *                 lists the numbered parts are columns: why_1, why_1_quote, why_2 …; option_1 …; regulation_1,
 *                 regulation_1_reason …; agency_1, agency_1_reason … An empty field is a missing member.
 *
 * Which one it is, the first character tells. */
#ifndef ATLAS_CMD_ATLAS_ENTRIES_H
#define ATLAS_CMD_ATLAS_ENTRIES_H

#include "base/str.h"

#include <jansson.h>

struct entries; /* opaque */

/* The text must outlive it, and so must the arena. ERR_BAD_INPUT: it is none of the three; why says where. */
MUST_USE int entries_open(struct arena *a, struct str text, struct entries **ret, struct note *why);
void entries_close(struct entries *e); /* NULL is fine */

/* The next entry, valid until the next call, and where it stands ("entry 3", "line 12"). ERR_NOT_FOUND: there is none;
 * ERR_BAD_INPUT: this one cannot be read, why says so, and the next call goes on behind it. */
MUST_USE int entries_next(struct entries *e, const json_t **ret, const char **ret_where, struct note *why);
size_t entries_total(const struct entries *e); /* as far as it can be told: an upper bound */

#endif
