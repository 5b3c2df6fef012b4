/* Versions: the one transaction in which a new text of a document becomes its current version, with its clauses, the change
 * that led to it, stated dates, alerts to be told, and the observation that saw it. After the commit everything is there;
 * before it, nothing but an expired lease. */
#ifndef ATLAS_STORE_VERSION_H
#define ATLAS_STORE_VERSION_H

#include "store/cycle.h"
#include "store/import.h"
#include "text/summary.h"

struct current_version { /* id 0: the document has none */
    int64_t id, since_us;
    int number;
    struct sha256 sha;
    struct str text;      /* where it was asked for */
    const char *language; /* NULL: unknown */
};
MUST_USE int version_current(struct store *st, int64_t document_id, struct arena *a, bool with_text, struct current_version *ret);
MUST_USE int version_body(struct store *st, int64_t version_id, struct arena *a, struct str *ret); /* canonical text, byte for byte */
/* An earlier version of that text; *ret_id 0 where there is none. */
MUST_USE int version_find(struct store *st, int64_t document_id, const struct sha256 *sha, int64_t *ret_id);
/* The texts of the document's other sources in order, one of them replaced by `text`; ERR_NOT_FOUND: a part was never seen. */
MUST_USE int document_join_parts(struct store *st, struct arena *a, int64_t document_id, int64_t source_id, struct str text, struct str *ret);

struct clause_new {
    size_t offset, length;
    const char *kind, *label, *title; /* label NULL or "" where there is none */
    const struct str *headings;
    size_t nheadings;
    ptrdiff_t old; /* index into the old version's clauses as compared, or -1: a new identity */
};

struct item_new {
    const char *kind, *reason;
    bool cosmetic;
    ptrdiff_t old_clause, new_clause; /* indices, or -1 */
    double similarity;
};

struct date_new {
    const char *kind, *basis;
    int year, month, day;
};

struct version_new {
    struct str text;
    struct sha256 sha;
    const char *title, *language; /* the page's; NULL or "" where unknown */
    int64_t existing_id;          /* a reversal: the version that is current again; else 0 */
    const struct current_version *from; /* what it was compared with; NULL: the first version */
    const struct clause_new *clauses;
    size_t nclauses;
    const size_t *old_offsets;    /* where the compared old clauses begin: stored clauses are found by it */
    size_t nold;
    const char *change_kind;      /* cosmetic, change, reversal; NULL: the first version */
    const char *headline, *summary_json, *severity;
    bool capped, unsure;          /* unsure: mailed when the text was seen again (text/summary.h) */
    const struct item_new *items;
    size_t nitems;
    const struct date_new *dates;
    size_t ndates;
    const struct imported_text *imported; /* a text from elsewhere: no capture, no observation, nobody is told; else NULL */
};

struct version_written {
    int64_t version_id, change_id; /* change_id 0: the first version */
    size_t alerts;
};

/* ERR_NOT_FOUND: the claim is not ours any more. ERR_CONFLICT: another version became current meanwhile. Nothing was written. o and c
 * are NULL for imported versions; o's capture_id and version_id are filled in. */
MUST_USE int version_record(struct store *st, const char *owner, struct observation *o, const struct capture *c, int64_t document_id,
                            const struct version_new *v, struct version_written *ret);

#endif
