/* The document on a page that no declaration describes: where the running text is, without navigation, banners, share
 * buttons, related articles and footers. What a platform's page shows when it is added by address alone; a
 * declaration's selectors are exact where this is a good guess.
 *
 * How: every element gets the text that stands in it as running text (long enough, few links, not under a navigation,
 * footer or dialog by tag, role, id or class). The body is the deepest element that holds nearly all of it; what inside
 * is still furniture is left out. The thresholds are in mainbody.c, each with its reason. */
#ifndef ATLAS_TEXT_MAINBODY_H
#define ATLAS_TEXT_MAINBODY_H

#include "text/dom.h"

/* A fragment with the document, ready for markdown_of. ERR_NOT_FOUND: the page has no running text. */
MUST_USE int mainbody_find(struct arena *a, const struct dom *d, struct dom_node **ret, struct note *why);

#endif
