/* A text of a history from elsewhere becomes what a fetched one would have become: judged, compared with the current text
 * in a parser child, and recorded by the same transaction (store/version.h), but for what an import cannot have: no capture,
 * no observation, and nobody is told.
 *
 * A history has a text for each time that it became another one, where the cycle looks every day. So a text counts as seen
 * as often as it stood days until the next one: one that came back is a reversal when it stood three days, else a variant,
 * and a doubtful one is believed when it stood two, else held. The last one of a history was seen once.
 *
 * Texts come in the order of their times. One that is there already (same document, instant and file) is left alone. */
#ifndef ATLAS_MONITOR_IMPORT_H
#define ATLAS_MONITOR_IMPORT_H

#include "monitor/parser.h"
#include "store/version.h"

enum { IMPORT_FILE_BYTES_MAX = 8 << 20 };

struct import_text {
    int64_t document_id;
    const char *platform, *document; /* names, for headlines */
    struct str bytes;                /* Markdown, UTF-8 */
    int64_t seen_us, next_us;        /* next_us: of the next text; CLOCK_NONE: this is the last */
    int64_t now_us;
    const char *basis;               /* "imported from …" */
};

struct import_result {
    bool known;                      /* imported before: nothing was done */
    enum outcome outcome;
    const char *reason;              /* in the arena; NULL where there is nothing to say */
};

/* What is wrong with a file's bytes as a text, in words; NULL: nothing. */
const char *import_obstacle(struct str bytes);

/* One transaction. ERR_CONFLICT: the document has something newer, or another text of that instant; ERR_BAD_INPUT: what
 * import_obstacle says, or the database does not take it; why has a sentence. dry_run asks whether it is known, and of a new
 * one nothing more: outcomes follow from one another. */
MUST_USE int import_text(struct store *st, struct parser_pool *pool, struct arena *a, const struct import_text *t, bool dry_run,
                         struct import_result *ret, struct note *why);

#endif
