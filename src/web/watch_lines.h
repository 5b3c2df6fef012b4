/* A pasted list of what to watch → lines for the store (store/watch.h): names, slugs or addresses, one a line or with commas,
 * semicolons or tabs between; or a table with a first row that names its columns: name, url, platform, document, threshold,
 * channel, note, in any order, our own export among them. Pure. */
#ifndef ATLAS_WEB_WATCH_LINES_H
#define ATLAS_WEB_WATCH_LINES_H

#include "base/str.h"

#include <jansson.h>

enum { WATCH_LINES_MAX = 10000, WATCH_TEXT_MAX = 512 << 10, WATCH_WORD_MAX = 500 };

/* Appends to a JSON array, whose elements so far count too and are numbered on in `line`. ERR_LIMIT, ERR_BAD_INPUT: why says in a
 * sentence for the person what is wrong and where. */
MUST_USE int watch_lines_read(struct arena *a, struct str text, json_t *lines, struct note *why);

#endif
