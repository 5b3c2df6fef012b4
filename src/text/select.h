/* CSS selectors over a dom.h tree: selectors level 4 as far as declarations use them.
 *
 *   type  *  .class  #id  [attr] [attr=v] ~= |= ^= $= *= (quoted or not, flags i and s)
 *   descendant  >  +  ~  and lists
 *   :nth-child(an+b) :nth-last-child :nth-of-type :nth-last-of-type :first-child :last-child :only-child
 *   :first-of-type :last-of-type :only-of-type :not(list) :is(list) :where(list) :has(relative list) :empty :root
 *   :link :any-link :checked :disabled :enabled; :hover :focus :active :visited :target match nothing
 *   escapes (\: \31 ), names with any character above ASCII
 *
 * Names of elements and attributes are compared without case, classes, ids and values with it.
 *
 * Matching costs steps, taken from a budget that the caller holds over all selectors of a page: hostile pages and
 * selectors end in ERR_LIMIT, not in hours. */
#ifndef ATLAS_TEXT_SELECT_H
#define ATLAS_TEXT_SELECT_H

#include "text/dom.h"

enum { SELECT_BUDGET = 50 * 1000 * 1000 }; /* about a fifth of a second */

struct selector;

/* ERR_BAD_INPUT: malformed or unknown; the note names the place ("at character 7"). */
MUST_USE int selector_parse(struct arena *a, struct str css, struct selector **ret, struct note *why);

struct node_list {
    struct dom_node **v;
    size_t n;
};

/* Elements below root in document order, each once. An empty list is no error. ERR_LIMIT: the budget is spent. */
MUST_USE int selector_all(struct arena *a, const struct selector *s, struct dom_node *root, int64_t *budget,
                          struct node_list *ret);
/* The first of them; ERR_NOT_FOUND where there is none. */
MUST_USE int selector_first(const struct selector *s, struct dom_node *root, int64_t *budget, struct dom_node **ret);
/* Whether n itself matches; false too when the budget is spent (then *budget < 0). */
bool selector_matches(const struct selector *s, struct dom_node *n, int64_t *budget);

#endif
