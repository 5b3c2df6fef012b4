/* Whether words that somebody quotes stand in a text. What a reader does not see as a difference is none: white space
 * of any kind and length, straight or typographic quotation marks, the lengths of dashes, characters without width.
 * Letters, digits and their case are compared as they are. */
#ifndef ATLAS_TEXT_QUOTE_H
#define ATLAS_TEXT_QUOTE_H

#include "base/str.h"

/* The form that is compared; in the arena. Marks of Markdown are the caller's to take away (text/block.h block_plain).
 */
struct str quote_fold(struct arena *a, struct str s);

/* Both folded. An empty quote stands nowhere; a quote that would begin or end inside a word does not stand there. */
bool quote_stands(struct str folded_text, struct str folded_quote);

#endif
