/* From what a parser child says of a text to what the database records of it: the same for a text that the worker fetched
 * and for one that was imported. The child's answer is checked against the texts first: a child is never believed. */
#ifndef ATLAS_MONITOR_PARSED_H
#define ATLAS_MONITOR_PARSED_H

#include "monitor/parser.h"
#include "store/version.h"

struct parsed_text {  /* what the answer is about */
    struct str text;  /* canonical */
    struct sha256 sha;
    const char *title, *language; /* of the page; NULL or "" where unknown */
    const struct current_version *current; /* with its text; id 0: the document had none */
    int64_t known_id; /* an earlier version of the same text, or 0 */
    const char *document, *platform; /* names, for the headline of a reversal */
};

/* Whether the clauses tile the text, those of the old text the current one, and all words are UTF-8. */
bool parsed_fits(const struct parsed_text *p, const struct text_result *t);

/* The version to record, where t->becomes_current and the answer fits. Lies in the arena and points into p and t. */
void parsed_version(struct arena *a, const struct parsed_text *p, const struct text_result *t, struct version_new *ret);

#endif
