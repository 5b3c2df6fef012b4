/* Is this capture the document, or something that stands in its place? Judged from what the server said and what was
 * extracted, by readable rules; each can say why in a sentence for the operator. No state: "the last version" comes in.
 *
 *   QUALITY_GOOD      may become a version
 *   QUALITY_DOUBTFUL  held: the next observations or the operator decide
 *   QUALITY_BAD       refused: a block page, a challenge, a wall, an error, an empty shell
 *
 * The score is 0 … 100, larger is better; the verdict is its range (QUALITY_GOOD from 60, QUALITY_DOUBTFUL from 30). */
#ifndef ATLAS_TEXT_QUALITY_H
#define ATLAS_TEXT_QUALITY_H

#include "base/str.h"

enum quality_verdict { QUALITY_GOOD, QUALITY_DOUBTFUL, QUALITY_BAD };

struct quality_input {
    int http_status;          /* 0: unknown */
    struct str headers;       /* of the answer, "Name: value" a line; may be empty */
    struct str text;          /* extracted, canonical; may be empty where extraction failed */
    struct str title;         /* of the page */
    struct str lang;          /* of the page, may be empty */
    size_t html_bytes;        /* size of the body; 0: unknown */
    struct str previous_text; /* of the current version; empty at the first capture */
    struct str previous_lang;
};

struct quality {
    int score;
    int authentic; /* 0 … 100: whether the site itself answered at all, be it with "not found", and not a wall before it
                    */
    enum quality_verdict verdict;
    const char *reason; /* a sentence, never NULL; in the arena or static */
};

void quality_judge(struct arena *a, const struct quality_input *in, struct quality *ret);
const char *quality_verdict_name(enum quality_verdict v); /* "good", "doubtful", "bad" */

#endif
