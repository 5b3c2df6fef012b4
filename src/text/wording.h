/* The editor's lint: remarks on the wording of titles and analyses. What is published says what a text says, in words
 * that nobody could call a judgement: short, in the present tense, without loaded words, without a verdict that only a
 * court can give, and with the place whose law is meant wherever law is spoken of.
 *
 * A remark is advice: an analyst may publish in spite of it, and the desk's record says so. Pure; words are compared
 * without regard to ASCII case, as whole words; linear in the text. English. */
#ifndef ATLAS_TEXT_WORDING_H
#define ATLAS_TEXT_WORDING_H

#include "base/str.h"

enum wording_kind {
    WORDING_TITLE,    /* at most 140 characters, present tense, no full stop */
    WORDING_ONE,      /* one sentence: what it is */
    WORDING_SENTENCE, /* of the analysis: at most 45 words */
    WORDING_ADVICE    /* what a person can do: may speak to the reader, and of the future */
};

enum { WORDING_TITLE_MAX = 140, WORDING_WORDS_MAX = 45, WORDING_REMARKS_MAX = 40 };

struct remark {
    const char *field; /* as the caller named it */
    const char *text;  /* a sentence: what and why */
};

struct remarks { /* zeroed is empty; more than fit are not kept */
    struct remark v[WORDING_REMARKS_MAX];
    size_t n;
};

/* Adds the remarks on one text; sentences lie in the arena. An empty text has none. */
void wording_check(struct arena *a, const char *field, enum wording_kind kind, struct str text, struct remarks *ret);

#endif
