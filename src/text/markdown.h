/* A DOM subtree as Markdown text, in the form of the Open Terms Archive's engine (turndown with GitHub tables), so that
 * texts of both compare. Written from the observed behaviour of the reference, iteratively, in one output buffer; the
 * rules stand as one table in markdown.c.
 *
 * Ceilings: output bytes, and bytes moved while nested blocks are indented. Over them: ERR_LIMIT. */
#ifndef ATLAS_TEXT_MARKDOWN_H
#define ATLAS_TEXT_MARKDOWN_H

#include "base/str.h"

struct dom;
struct dom_node;

/* The children of root. White-space nodes of that subtree are changed on the way: it is a fragment made for this (see
 * dom_fragment), not the page. Links: how many were written. */
MUST_USE int markdown_of(struct arena *a, struct dom_node *root, struct str *ret, size_t *ret_links, struct note *why);

/* Whether an element stands apart from what is around it (a paragraph, a cell), by its tag alone. */
bool markdown_is_block(const struct dom_node *n);
bool markdown_is_void(const struct dom_node *n); /* or holds nothing that is text: a picture, a rule */

/* A block of Markdown as a reader sees it: emphasis and code marks, escapes, link targets, images, heading marks, list
 * markers and table bars taken away. For display, excerpts and comparison; byte offsets are not kept. */
struct str markdown_plain(struct arena *a, struct str block);

/* The length of the marks that begin a line: indentation, quotes, list markers, heading signs. */
size_t markdown_line_marks(struct str line);

#endif
