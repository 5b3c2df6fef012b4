/* What of a change matters most to people, called out in the words of the two texts: a negation or an obligation that
 * changed with a few words around it (“may not use” → “may use”), a deadline, an amount, a percentage, another number
 * with its noun, a date. Never a section's number, never the date of the last update.
 *
 * Invariants: `was` stands in the old clause more often than in the new one, `now` the other way round; both as the
 * clause's body has them (segment.h). A callout that cannot be said so is not made. */
#ifndef ATLAS_TEXT_CALLOUT_H
#define ATLAS_TEXT_CALLOUT_H

#include "text/align.h"

struct summary_callout {
    const char *what;    /* "negation", "obligation", "exception", "deadline", "age", "amount", "percentage", "number",
                            "date", or "words" where nothing of those changed */
    struct str was, now; /* "30 days", "10 days"; one may be empty */
    struct str words;    /* one line: "30 days → 10 days" */
    ptrdiff_t old_clause, new_clause;
    int rank; /* 0 matters most */
};

struct callouts {
    struct summary_callout *v; /* the most important first, else in reading order */
    size_t n;
};

/* Those of the substantive items, at most 24. */
void callouts_find(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                   const struct alignment *al, struct callouts *ret);

#endif
