/* The kind of a change, named only where the words show it: "new prohibition", "prohibition removed", "new
 * requirement", "requirement removed", "new permission", "permission removed", "permission widened", "permission
 * narrowed", "new definition", "definition changed", "definition removed", "clarified", "renamed", "restructured".
 *
 * From words that forbid, demand and allow, counted on both sides; widened and narrowed, where something came into or
 * went from a sentence that allows, and clarified, where nothing came but an example or an explanation. English. */
#ifndef ATLAS_TEXT_NATURE_H
#define ATLAS_TEXT_NATURE_H

#include "text/align.h"

/* Static, or NULL. */
const char *nature_of(const struct clauses *old_clauses, const struct clauses *new_clauses,
                      const struct change_item *x);

#endif
