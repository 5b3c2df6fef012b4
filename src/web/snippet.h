/* Search snippets. SQL marks what was found with two private-use characters, U+E000 before and U+E001 behind it
 * (ts_headline's own markup is not safe with hostile text); here every string `snippet` becomes a list of {text, hit},
 * which the template shows as text and <mark>. */
#ifndef ATLAS_WEB_SNIPPET_H
#define ATLAS_WEB_SNIPPET_H

#include <jansson.h>

void snippets_split(json_t *root); /* wherever the key stands, at any depth of our own JSON */

#endif
