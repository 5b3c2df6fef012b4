/* Date lines: what tells when a document was last changed or published, known by its place and form; never what tells
 * from when it is in force. The vocabulary is of the usual European languages; what is not recognised is no date line.
 *
 * All take words as read (block_plain), and none allocates. */
#ifndef ATLAS_TEXT_DATELINE_H
#define ATLAS_TEXT_DATELINE_H

#include "base/str.h"

/* One line or short paragraph that says nothing else: "Last updated: 3 June 2024 (see archived versions)". */
bool dateline_is(struct str plain);

/* A short paragraph in which a phrase may tell the date of the last update, and the date at plain.p[at] is told by such
 * a phrase: one of the words that say so, and around it their like, names, and at most `strange` other words. */
bool dateline_has_phrase(struct str plain);
bool dateline_told(struct str plain, size_t at, size_t strange);

/* Words that say from when a document holds: "effective", "in force", "gültig ab". */
bool dateline_in_force(struct str words);

#endif
