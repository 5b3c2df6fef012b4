/* JSON as a tree in an arena: what templates are rendered from. Made from the text that a page's query gives, without
 * copying it, or from a jansson value where C has put the JSON together (mail, redlines, error pages).
 *
 * Why not jansson for both: reading a page's text with it costs more than the rendering; here a string without escapes
 * is a slice, an object a list in the order of the text, and all goes with the request's arena.
 *
 * Invariants: text and raw are slices of the input or of the arena; both must outlive the tree. The tree is acyclic and
 * at most NODE_DEPTH deep. A key may stand twice: the first counts. */
#ifndef ATLAS_VIEW_NODE_H
#define ATLAS_VIEW_NODE_H

#ifdef __cplusplus
extern "C" {
#endif

#include "base/str.h"

#include <jansson.h>

enum { NODE_DEPTH = 64 };
enum node_kind { NODE_NULL, NODE_FALSE, NODE_TRUE, NODE_NUMBER, NODE_STRING, NODE_ARRAY, NODE_OBJECT };

struct node {
    enum node_kind kind;
    struct str key;  /* of a member of an object */
    struct str text; /* string: its characters; number: its literal; array, object: the JSON, where made from text */
    struct str raw;  /* member made from text: `"key":value` as it stands there */
    struct node *first, *next; /* first child; next sibling */
};

/* ERR_BAD_INPUT: not JSON, a NUL, too deep. The note may be NULL. */
MUST_USE int node_parse(struct arena *a, struct str text, struct node **ret, struct note *why);
struct node *node_of_json(struct arena *a, const json_t *v);

/* The member of an object, or NULL; also where n is NULL or no object. */
const struct node *node_member(const struct node *n, struct str key);
static inline const struct node *node_get(const struct node *n, const char *key) { return node_member(n, strz(key)); }
int64_t node_int(const struct node *n); /* 0 where it is no whole number */

/* The members of `from` are put before those of `into`, and so override them. Both are objects; from is used up. */
void node_override(struct node *into, struct node *from);

#ifdef __cplusplus
}
#endif

#endif
