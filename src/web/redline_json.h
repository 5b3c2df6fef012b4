/* The redline of two versions as JSON for a template (STYLE.md habit 16: sections, no markup in C).
 *
 * The page's JSON names the two: members `from` and `to`, objects whose `id` is a record like CA-V-0000271. Added is
 * `redline`, computed once and kept (store/redline_kept.h), in one of two forms. Both have
 *
 *     "capped": false, "cut": false, "changes": 12, "moves": 1, "words_inserted": 40, "words_deleted": 12
 *
 * capped: the comparison met a limit and may be coarser than need be; cut: the page did, and `left` changes of the text
 * are not in it. Where the texts are too large to be compared, `redline` is {"too_large": true}.
 *
 * As read (the default, redline_page.c; text/rendered.h):
 *
 *     "renumbered": 3, "sections": [{"title": "4 Payment", "to": "r3", "changes": 2}], "many_sections": false, "long": false,
 *     "passages": [{"folded": true, "words": 812, "blocks": [{"tag": "p", "look": "item d1", "number": "(a)",
 *                   "runs": [{"op": "kept", "text": "…"}]}]}],
 *     "links": [{"number": 1, "words": "Policy", "was": "…", "now": "…"}], "numbers": [{"was": "4", "now": "5",
 *     "words": "…"}]
 *
 * tag: p, h3–h6. look: classes. Of a block besides: renumbered and was (the number in the older text), kind_was, ended
 * ("split", "joined": its end came or went), places (what lists of the page lead to: "n" and a clause's position in the
 * newer text, from 0, or "o" and that in the older where it has gone), previous and next (anchors of the changes around
 * those in it; steps: there is at least one). Of a run: op is kept, inserted, deleted, moved_from or moved_to; `anchor`
 * ("r1", "r2" …) stands on the first run of each change; move, edited, first, there (redline_there); link: the number
 * in `links` to tell of behind it; leads: elsewhere, nowhere (any more) or first (the words were no link). A folded
 * passage of a long document has `omitted` and no blocks,
 * or `renumbered`, how many of its blocks.
 *
 * As exact text (?view=text, and in index.json; redline_exact.c):
 *
 *     "exact": true, "parts": [{"folded": true, "words": 812, "runs": [{"op": "kept", "text": "…"}]}]
 *
 * with `place` on an empty run before each clause's first difference. Joining kept + deleted + moved_from gives the old
 * text, kept + inserted + moved_to the new one, byte for byte (unless cut). */
#ifndef ATLAS_WEB_REDLINE_JSON_H
#define ATLAS_WEB_REDLINE_JSON_H

#include "web/exchange.h"

enum { REDLINE_TEXT_MAX = 2 << 20 };

/* The member `redline` is put before those of the root. *ret holds its text and must outlive the root: rows_free.
 * ERR_NOT_FOUND: no such version. ERR_CONFLICT: too many large comparisons are being made. A page without from and to (a
 * first version) gets no redline, and that is fine. */
struct redline_text {
    struct rows kept;
    char *made;
};
MUST_USE int redline_add(struct exchange *x, struct node *root, struct redline_text *ret);
void redline_text_free(struct redline_text *t);

#endif
