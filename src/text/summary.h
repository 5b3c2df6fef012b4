/* What a change says, in words made from its items alone: no outside service, no guess. Every sentence names a clause
 * of the two texts or quotes words of them, so it can be checked against the redline. */
#ifndef ATLAS_TEXT_SUMMARY_H
#define ATLAS_TEXT_SUMMARY_H

#include "text/align.h"
#include "text/callout.h"
#include "text/dates.h"
#include "text/reference.h"

enum severity { SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH, SEVERITY_CRITICAL, SEVERITY_MAX };
const char *severity_name(enum severity s); /* "low", "medium", "high", "critical" */

struct summary_bullet {
    const char *verb;   /* "Added", "Removed", "Changed", "Moved", "Split", "Merged", "Renumbered", "Renamed" */
    struct str text;    /* the clause's title and, where the edit is small, its words */
    const char *nature; /* text/nature.h, or NULL */
    ptrdiff_t old_clause, new_clause; /* as in the item */
};

struct summary {
    struct str headline; /* ≤ 140 characters; the platform as subject, present tense, neutral */
    struct summary_bullet *bullets;
    size_t nbullets;
    struct summary_callout *callouts;
    size_t ncallouts;
    enum severity severity; /* proposed; an analyst decides */
    bool unsure; /* nothing but figures moved, and none that is called out for what it means: a counter on the page may have
                    moved them. A second observation should confirm it before anybody is mailed */
    const char **reasons;   /* why, each a short phrase */
    size_t nreasons;
    const char **natures; /* those of the bullets, each once */
    size_t nnatures;
    struct references references; /* documents that the new text refers to */
    struct stated_dates dates;    /* those that the new text states and the old one did not */
};

void summary_make(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                  const struct alignment *al, struct str document, struct str platform, struct summary *ret);

#endif
