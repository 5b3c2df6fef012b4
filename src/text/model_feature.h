/* What the linear judge sees of a sentence: a sparse vector over hashed features, the same in training and in judging.
 *
 * Features, each hashed into 2^FEATURE_BITS buckets with its block in the hash:
 *   words     one and two in a row, in lower case; a number is `0`
 *   stems     one to three in a row, where a word stands for its class (`may|can|reserves|right` is one class, so are
 *             change, end, remove, content, terms, provider, user, …) or, without one, for its stem
 *   pairs     two classes anywhere in the sentence
 *   letters   four in a row, over word boundaries: endings, compounds, other languages
 *   heading   the stems of the heading path
 *   shape     length, capitals, whether it looks like a heading
 * A block's features are weighed by 1 + ln(count) and the inverse document frequency that training found, then brought
 * to length one block by block, so that the many letters do not drown the few pairs; a bucket that training never saw
 * twice weighs nothing.
 *
 * Pure; memory from the arena; linear in the sentence. A feature knows where it stands, so that a decision can name its
 * words. */
#ifndef ATLAS_TEXT_MODEL_FEATURE_H
#define ATLAS_TEXT_MODEL_FEATURE_H

#include "base/str.h"

enum { FEATURE_BITS = 18, FEATURE_BUCKETS = 1 << FEATURE_BITS, IDF_UNIT = 16 };

enum feature_block { IN_WORDS, IN_STEMS, IN_PAIRS, IN_LETTERS, IN_HEADING, IN_SHAPE, IN_MAX };

struct feature {
    uint32_t bucket;
    uint32_t count;    /* how often it stands in the sentence */
    float value;       /* 0 until weighed */
    uint32_t from, to; /* the bytes of the sentence where it stands first; equal: nowhere in particular */
    enum feature_block block;
};

struct features { /* each bucket once */
    struct feature *v;
    size_t n;
};

void features_of(struct arena *a, struct str heading_path, struct str sentence, struct features *ret);

/* Gives every feature its value. idf: FEATURE_BUCKETS bytes, in units of 1/IDF_UNIT; 0: unknown. */
void features_weigh(struct features *f, const uint8_t *idf);

#endif
