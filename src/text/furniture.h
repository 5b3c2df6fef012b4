/* Furniture: lines that belong to the page and not to the document ("Back to top", a copyright line, a menu). */
#ifndef ATLAS_TEXT_FURNITURE_H
#define ATLAS_TEXT_FURNITURE_H

#include "base/str.h"

enum { FURNITURE_MAX = 32 }; /* bytes of such a line, but for a copyright line, which has a sign or a bracket */

bool furniture_is(struct str plain);          /* a whole block, as read */
bool furniture_only_links(struct str marked); /* every word of the block, as marked up, is the text of a link */

#endif
