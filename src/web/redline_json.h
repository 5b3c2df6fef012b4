/* The redline of two versions as JSON for a template (STYLE.md habit 16: sections, no markup in C).
 *
 * The page's JSON names the two: members `from` and `to`, objects whose `id` is a record like CA-V-0000271. Added is
 *
 *     "redline": { "capped": false, "changes": 12, "moves": 1, "words_inserted": 40, "words_deleted": 12,
 *                  "parts": [ {"folded": true, "words": 812, "runs": [{"op": "kept", "text": "…"}]},
 *                             {"folded": false, "words": 0, "runs": [{"op": "deleted", "text": "30", "anchor": "r1",
 *                                                                     "move": 0, "edited": false}, …]} ] }
 *
 * op: kept, inserted, deleted, moved_from, moved_to (a move's words; `move` is its number, the same at both ends;
 * `edited` tells words that went or came inside a moved clause). `anchor` stands on the first run of each change;
 * `place` on the first marked run of each clause ("n" and its position in the newer text, from 0, or "o" and that in
 * the older where it has gone); `first` on the first run of a move at each end. A folded part is one long unchanged
 * run. Joining kept + deleted + moved_from gives the old text, kept + inserted + moved_to the new one, byte for byte.
 * Where the texts are too large to compare, `redline` is
 * {"too_large": true}. */
#ifndef ATLAS_WEB_REDLINE_JSON_H
#define ATLAS_WEB_REDLINE_JSON_H

#include "web/exchange.h"

enum { REDLINE_TEXT_MAX = 2 << 20 };

/* ERR_NOT_FOUND: no such version. A page without from and to (a first version) gets no redline, and that is fine. */
MUST_USE int redline_add(struct exchange *x, json_t *root);

#endif
