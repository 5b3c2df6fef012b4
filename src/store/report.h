/* Reports from outside: a mistake in a record, or a publisher's request that one be removed. Anybody may send one; the
 * sender gets a key by which to see what became of it, and the desk answers (sql/migrations/0012_desk.sql).
 *
 *     new ──► open ──► corrected | withdrawn | declined      (each answer a row with a note that the sender reads)
 *
 * Reports and answers are never changed. */
#ifndef ATLAS_STORE_REPORT_H
#define ATLAS_STORE_REPORT_H

#include "store/desk.h"

enum report_kind { REPORT_MISTAKE, REPORT_REMOVAL };
enum { REPORT_BODY_MIN = 10, REPORT_BODY_MAX = 4000, REPORT_WORDS_MAX = 2000 }; /* characters */

struct report {
    enum report_kind kind;
    const char *of_record; /* "CA-P-000012"; NULL: the site as a whole, mistakes only */
    struct str body;
    struct str words;         /* of the document, that show it; may be empty */
    const char *organisation; /* a removal needs both; else may be NULL */
    const char *contact;
};

/* *ret_key: 43 characters for the sender's link, in the arena; the table keeps its SHA-256. ERR_BAD_INPUT: a length or
 * a missing part. */
MUST_USE int report_add(struct store *st, struct arena *a, const struct report *r, int64_t now_us,
                        const char **ret_key);

/* The record a report may be about. ERR_NOT_FOUND: there is none of that id. */
MUST_USE int report_record(struct store *st, const char *record_id);

/* state: open, corrected, withdrawn, declined. ERR_NOT_FOUND: no such report; ERR_DENIED: not with this role. */
MUST_USE int report_reply(struct store *st, const char *report_id, const char *state, const char *note,
                          const struct desk_actor *who, int64_t now_us);

#endif
