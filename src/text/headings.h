/* Headings that came, went or changed while the words below them stayed: whether that says anything.
 *
 * Where a section was cut in two or two became one, the headings follow and say nothing new: a heading that came in the
 * middle of a section, one that went from it, and one that was worded anew because its section was split or merged. Any
 * other new wording of a heading is a change ("renamed"), and so is a heading that forbids, allows, demands or counts
 * ("You may not:"), whatever happened to its section. */
#ifndef ATLAS_TEXT_HEADINGS_H
#define ATLAS_TEXT_HEADINGS_H

#include "text/segment.h"

/* Which clause is which. Of `parts` of a split or merge: the whole's index, or -1. */
struct carried {
    const struct clauses *o, *n;
    const ptrdiff_t *new_of_old, *old_of_new;      /* < 0: none */
    const ptrdiff_t *whole_of_old, *whole_of_new;  /* new clause that old clause i went into; the reverse */
    const size_t *section_of_old, *section_of_new; /* headings_sections */
};

/* Of each clause the one that its section begins with: the nearest before it, or itself, that has headings of its own.
 */
size_t *headings_sections(struct arena *a, const struct clauses *c);

/* Of two clauses that are the same but for their headings: a short phrase where these follow a split or merge, or NULL:
 * then the heading itself changed. */
const char *headings_follow(struct arena *a, const struct carried *c, size_t o, size_t n);

/* No heading of this clause's own forbids, allows, demands or counts. */
bool headings_plain(const struct clause *c);

#endif
