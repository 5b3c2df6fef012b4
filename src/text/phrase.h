/* A set of phrases, looked for all at once in a passage: what the readable rules of the taxonomy are made of.
 *
 * Words: runs of letters and digits in lower case; hyphens and slashes part them ("opt-out" is `opt out`), apostrophes
 * vanish ("don't" is `dont`), a hyphen after a single letter too ("e-mail" is `email`). Other alphabets are kept as
 * their bytes and not folded.
 *
 * A phrase is one or more tokens with one space between; a token is one or more words with `|` between, each of them
 * ASCII letters and digits, with `?` for one of s, z, c (`organi?ation`, `licen?e`) and a last `*` for any ending
 * (`terminat*`). A phrase stands where its tokens stand in consecutive words of one sentence.
 *
 * Sentences end at . ! ? before white space, where the word before is not an abbreviation, and at line ends.
 *
 * One pass: each word is looked up once (whole, and as the stems that exist); a phrase is tried only where its rarest
 * token, the longest, stands. Lifetime: everything lives in the arena given; slices of `words` point into the passage.
 */
#ifndef ATLAS_TEXT_PHRASE_H
#define ATLAS_TEXT_PHRASE_H

#include "base/str.h"

struct phrases; /* opaque */

struct phrases *phrases_new(struct arena *a); /* the set's memory is taken from a, also later */
/* Equal patterns have one id; ids count from 0. ERR_BAD_INPUT: not a pattern; why says which and why. */
MUST_USE int phrases_add(struct phrases *p, struct str pattern, uint32_t *ret, struct note *why);
size_t phrases_n(const struct phrases *p);

struct word {
    struct str text;   /* as it stands in the passage */
    uint32_t sentence; /* index */
};

struct occurrence {    /* of one phrase; in the order of the passage */
    uint32_t from, to; /* words: first, and behind the last */
    uint32_t sentence;
    const struct occurrence *next;
};

struct found {
    struct word *words;
    size_t nwords;
    struct str *sentences; /* as they stand in the passage, white space trimmed */
    size_t nsentences;
    const struct occurrence **by_phrase; /* index: a phrase's id; NULL where it stands nowhere */
};

void phrases_find(const struct phrases *p, struct arena *a, struct str passage, struct found *ret);

#endif
