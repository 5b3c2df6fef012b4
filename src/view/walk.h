/* What a marker of a template means, given the page's JSON. The rules, for the whole program:
 *
 *   {{NAME}}          the value of key `name` of the nearest enclosing container whose prefix fits. The prefix of the
 * top level is empty; inside {{#CHANGES}} (key `changes`) it is CHANGES_, so {{CHANGES_URL}} is `url` of that element;
 * inside {{#CHANGES_ITEMS}} it is ITEMS_. Names are the keys in upper case.
 *   {{TAGS_VALUE}}    inside {{#TAGS}}, an array of scalars: the element itself
 *   {{#NAME}}         array: once an element; object: once; else once when the value is something: not null, false or
 * ""
 *   {{#NO_NAME}}      once when it is nothing: absent, null, false, "" or []
 *   {{#ANY_NAME}}     once when the array is not empty
 *   {{#NAME_IS_HIGH}} once when the value is the string "high"
 *                     (so no key begins with no_ or any_ or holds _is_)
 *   flattened         the members of the top-level objects site, page, form and values have names at the top level:
 *                     {{SITE_NAME}} needs no section
 *
 * Nothing is built: a marker is looked up when it is met. Slices point into the JSON. */
#ifndef ATLAS_VIEW_WALK_H
#define ATLAS_VIEW_WALK_H

#ifdef __cplusplus
extern "C" {
#endif

#include "view/node.h"

struct walk_scope { /* where a marker stands */
    const struct walk_scope *parent;
    const struct node *value; /* an object, or a scalar element of an array */
    struct str prefix;        /* "CHANGES", without the underscore; empty at the top */
};

struct walk_section {
    bool shown;
    const struct node *each; /* the array or object to go into; NULL: shown once, in the same scope */
    struct str prefix;       /* of the scopes inside */
};

struct str walk_value(const struct walk_scope *s, struct str name); /* absent: empty */
void walk_section(const struct walk_scope *s, struct str name, struct walk_section *ret);

#ifdef __cplusplus
}
#endif

#endif
