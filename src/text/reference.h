/* The documents that a text refers to by links: those that it makes part of itself ("incorporated by reference"), and
 * those whose words or address name a document (a policy, terms, guidelines …).
 *
 * Links within the page, pictures and mail addresses are none. Each target once, without its fragment, in reading
 * order. */
#ifndef ATLAS_TEXT_REFERENCE_H
#define ATLAS_TEXT_REFERENCE_H

#include "text/segment.h"

struct reference {
    struct str words;  /* of the link, as read */
    struct str target; /* as the text has it, without fragment and title */
    bool incorporated; /* a sentence with the link says that it is part of this document */
    bool came;         /* the other text has no such link (references_compare) */
    size_t clause;
};

struct references {
    struct reference *v;
    size_t n;
};

/* At most 64. */
void references_find(struct arena *a, const struct clauses *c, struct references *ret);

/* Sets `came` of those in `now` whose target is not in `was`. */
void references_compare(const struct references *was, struct references *now);

#endif
