/* Does a text read like a document that governs users: terms, a policy, a notice, a set of rules? By its words: those
 * of law, duties and data on the one side, those of shops, feeds, listings and forms on the other, for the languages
 * whose words are listed in plausible.c. No statistics that nobody can read: the counts are in the result, and a
 * sentence of quality.h names them.
 *
 * Also the language of a text, from its commonest words and its script, which needs the same walk. */
#ifndef ATLAS_TEXT_PLAUSIBLE_H
#define ATLAS_TEXT_PLAUSIBLE_H

#include "base/str.h"

struct plausible {
    size_t words;      /* looked at, at most PLAUSIBLE_WORDS; of scripts without spaces, two characters are one */
    size_t governing;  /* of these, words of terms and policies */
    size_t addressing; /* you, we, must, may … */
    size_t other;      /* of shops, listings, feeds, forms */
    size_t prose;      /* words in lines of 10 words or more */
    const char *lang;  /* "en", "de" …, "" where unsure */
    bool judged;       /* false: a language without a list; the counts say nothing */
    int likeness;      /* per hundred words: governing × 2 + addressing − other × 4 */
};

enum { PLAUSIBLE_WORDS = 8000 };

/* markdown: canonical text. */
struct plausible plausible_measure(struct arena *a, struct str markdown);

#endif
