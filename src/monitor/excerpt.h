/* The piece of a redline that a mail shows: the clauses that were touched, the words that went and came, and as much of
 * what stands around them as tells where one is. At most EXCERPT_LINES lines of text over the whole mail; what does not
 * fit is cut at a word, with an ellipsis, and `cut` says so: the change record has all of it.
 *
 * The words as a reader sees them, without the marks of the canonical form (text/rendered.h), and white space is one
 * space: an excerpt is for reading, the record is for quoting. */
#ifndef ATLAS_MONITOR_EXCERPT_H
#define ATLAS_MONITOR_EXCERPT_H

#include "store/alert.h"

#include <jansson.h>

enum { EXCERPT_LINES = 15, EXCERPT_COLUMNS = 68 };

struct excerpt { /* what is left of the room; begin with excerpt_room */
    size_t lines;
    bool cut;
};
static inline struct excerpt excerpt_room(void) { return (struct excerpt){.lines = EXCERPT_LINES}; }

/* {label, title, runs: [{op: kept|inserted|deleted, text}]}, the caller's; NULL where no room is left or no word changed. */
json_t *excerpt_passage(struct arena *a, const struct alert_passage *p, struct excerpt *e);

#endif
