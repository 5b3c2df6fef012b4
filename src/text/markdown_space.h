/* White space that a browser would not show goes from a tree, in document order: runs are one space, none stands at the
 * start or end of a line, and texts that are empty then leave. What is preformatted stays. */
#ifndef ATLAS_TEXT_MARKDOWN_SPACE_H
#define ATLAS_TEXT_MARKDOWN_SPACE_H

#include "text/dom.h"

static inline bool html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

void markdown_collapse(struct arena *a, struct dom_node *root);

#endif
