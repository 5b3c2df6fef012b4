/* A provision as files have it: what `atlas import provisions` and `atlas analyst publish|revise` read, and `atlas export
 * drafts` writes.
 *
 *     {"platform": "ondrith", "document": "terms-of-service",      where; the document as it is now
 *      "quote": "…", "clause": "…",                                words that stand in one clause only, or its SHA-256, or both
 *      "clause_type": "arbitration", "severity": "high",
 *      "slug": "…", "title": "…",                                  slug may be missing: made from the title
 *      "what": "…", "why": [{"text": "…", "quote": "…"}],          each sentence with words of the clause
 *      "impact": "…", "options": ["…", {"text", "kind", "url"}],   may be missing
 *      "institutional": {"framework", "enforcement", "diligence"}, may be missing
 *      "regulations": [{"slug", "reason"}],                        missing: those of the clause type
 *      "agencies": [{"slug", "reason"}],
 *      "author": "…",                                              missing: automatic
 *      "note": "…"}                                                for the reader of the file: passed over
 *
 * Strings point into the JSON value, which must outlive the entry. */
#ifndef ATLAS_CMD_ATLAS_ENTRY_H
#define ATLAS_CMD_ATLAS_ENTRY_H

#include "store/provision.h"

#include <jansson.h>

struct entry {
    const char *platform, *document, *quote, *clause; /* quote or clause may be NULL */
    struct provision_new provision;
    struct analysis_new analysis;
};

/* The analysis alone ("what", "why" …); title and severity where they are there. ERR_BAD_INPUT: why names the member.
 */
MUST_USE int entry_read_analysis(struct arena *a, const json_t *json, struct entry *ret, struct note *why);
/* All of it. An unknown member is an error: it is a typing mistake. */
MUST_USE int entry_read(struct arena *a, const json_t *json, struct entry *ret, struct note *why);

#endif
