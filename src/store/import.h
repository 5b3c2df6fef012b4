/* Texts of histories from elsewhere: a row each, in the same transaction as what followed from it, as an observation has
 * one. So a history that is imported again, or whose import was cut off, is taken up behind the last row. */
#ifndef ATLAS_STORE_IMPORT_H
#define ATLAS_STORE_IMPORT_H

#include "store/db.h"
#include "text/decide.h"

struct imported_text {
    int64_t seen_us;             /* when it was observed, as its source says */
    int64_t imported_us;         /* now */
    struct sha256 file_sha;      /* of the file's bytes */
    const char *basis;           /* "imported from …" */
    enum outcome outcome;
    const char *reason;          /* NULL only where the outcome needs none */
};

/* The row of a document's text of that instant. ERR_NOT_FOUND: there is none; ERR_CONFLICT: there is one, of another file. */
MUST_USE int import_find(struct store *st, int64_t document_id, int64_t seen_us, const struct sha256 *file_sha, enum outcome *ret);
/* The last instant that is known of a document: a text can only be imported behind it. CLOCK_NONE: nothing is known. */
MUST_USE int import_horizon(struct store *st, int64_t document_id, int64_t *ret_us);
/* version_id 0: it made none. Inside the caller's transaction where something else is written with it. */
MUST_USE int import_note(struct store *st, int64_t document_id, int64_t version_id, const struct imported_text *t);

#endif
