/* A page of this site as a tree: what the printed form is made from. The input is what our own templates give, checked
 * by two HTML validators in the tests: elements are closed where they end, attributes are quoted. Not a reader of
 * strangers' pages; what it does not understand it refuses, and no PDF is better than a wrong one.
 *
 * Invariants: text is decoded (&amp; &lt; &gt; &quot; &nbsp; and numbers) and otherwise as it stands, white space too.
 * Comments, the doctype, <script>, <style> and <svg> leave nothing. At most MARKUP_DEPTH deep. */
#ifndef ATLAS_PRINT_MARKUP_H
#define ATLAS_PRINT_MARKUP_H

#include "base/str.h"

enum { MARKUP_DEPTH = 64 };

struct markup {
    struct str tag;  /* lower case, as our templates write it; empty: this is text */
    struct str text; /* of a text */
    struct str cls, id, href, lang, rel;
    struct markup *first, *next;
};

/* ERR_BAD_INPUT: not what our templates give. The root has no tag and holds the document. */
MUST_USE int markup_parse(struct arena *a, struct str html, const struct markup **ret, struct note *why);

/* The first element of that name in the order of the text, m itself included; NULL: there is none. */
const struct markup *markup_find(const struct markup *m, const char *tag);
/* Whether the element's class attribute holds the word. */
bool markup_has_class(const struct markup *m, const char *word);

#endif
