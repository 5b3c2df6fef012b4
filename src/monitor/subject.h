/* Subjects of mails about changes: the fact first, at most 120 characters, never a control character. */
#ifndef ATLAS_MONITOR_SUBJECT_H
#define ATLAS_MONITOR_SUBJECT_H

#include "base/str.h"

enum { SUBJECT_MAX = 120 }; /* characters, the ellipsis included */

struct subject_facts {
    size_t changes, critical, high;
    size_t provisions;        /* newly published; named where there is no change */
    const char *const *names; /* of platforms, most important first */
    size_t nnames;
};

/* "Weekly digest: 2 changes (1 high): Anthropic, OpenAI" with lead "Weekly digest: "; without one, "2 changes (1 high): …" */
const char *subject_of_many(struct arena *a, const char *lead, const struct subject_facts *f);
/* "Weekly digest: no changes, 12 documents checked"; of documents that could not be read it says so. */
const char *subject_of_none(struct arena *a, const char *lead, size_t checked, size_t unread);
/* "[High] Anthropic shortens …": severity as the schema names it. */
const char *subject_of_one(struct arena *a, const char *severity, const char *headline);

/* At most `most` characters, cut at a space where one is near, with an ellipsis. */
const char *subject_cut(struct arena *a, struct str subject, size_t most);

#endif
