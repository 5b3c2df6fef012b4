/* How alike two passages are: the share of their three-letter groups that they have in common. "How other platforms
 * handle this" shows what is at least SIMILAR_LEAST alike.
 *
 * The same figure as similarity() of PostgreSQL's pg_trgm, with which the database keeps provision_match (migration
 * 0011): words are runs of letters and digits in lower case, each with two spaces before and one behind; the set of all
 * groups of three characters; common ones over all of both. tests/sql compares the two. So what is measured on labelled
 * passages (tests/corpus/classify.py) is what the page shows. Pure. */
#ifndef ATLAS_TEXT_SIMILAR_H
#define ATLAS_TEXT_SIMILAR_H

#include "base/str.h"

#define SIMILAR_LEAST 0.42 /* below, two legal sentences are as often of different matters as of one */
enum { SIMILAR_SHOWN = 3 };

struct trigrams { /* sorted, each once; three characters in one number */
    uint64_t *v;
    size_t n;
};

/* text: UTF-8. In the arena. */
void trigrams_of(struct arena *a, struct str text, struct trigrams *ret);
double trigrams_alike(const struct trigrams *a, const struct trigrams *b); /* 0 … 1; 0 where both are empty */

#endif
