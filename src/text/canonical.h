/* The canonical form of a document's text: what is hashed, cited and compared. It takes away what no reader sees and
 * nothing that a reader does see:
 *
 *   - Unicode NFC; ill-formed bytes become U+FFFD; control characters go;
 *   - white space: every kind of space is one space, runs are one, none at the end of a line; lines end with \n; blocks
 *     are separated by one blank line; one newline at the end, none before the start. Kept: indentation, the gap behind
 *     a list marker and the padding of table cells, which are structure;
 *   - zero-width characters, soft hyphens and direction marks go (joiners stay between letters of scripts that need
 * them);
 *   - tracking parameters go from link targets, and services that only forward clicks (url.h);
 *   - the underline of a heading is as long as the heading.
 *
 * Idempotent: canonical(canonical(x)) == canonical(x). Letters, digits, punctuation, quotes and case stay as written:
 * whether a difference in them matters is decided when versions are compared. */
#ifndef ATLAS_TEXT_CANONICAL_H
#define ATLAS_TEXT_CANONICAL_H

#include "base/str.h"

/* Part of every version's record. A new one re-derives texts and makes no changes. 1 is the form described above, with
 * links that only forward taken as where they lead: no text was ever kept under an earlier rule. From the first
 * deployment on, any edit of canonical.c or of url.c that gives another text for the same input raises it. */
#define CANONICAL_VERSION 1

/* Empty input, or white space only, gives the empty text (no newline). */
struct str canonical_text(struct arena *a, struct str markdown);

/* The same but for link targets, which stay as they are: for a declaration that says itself which parameters go. */
struct str canonical_text_keeping_links(struct arena *a, struct str markdown);

#endif
