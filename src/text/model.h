/* The linear judge: for each clause type that it was trained on, a score from the features of a sentence
 * (text/model_feature.h) and from what the readable rules of all types say of it. Trained by text/model_train.h and
 * read from a file; pure from then on. Without a file the rules judge alone.
 *
 * A type is *full* where it was trained and calibrated on a labelled data set of whole documents: there the linear
 * judge decides, with the rules as evidence among the rest. It is *thin* where a handful of sentences is all there is:
 * there the rules decide, and the linear judge may add what they miss.
 *
 * margin = bias + Σ weight × value over features and rules; score = 1 / (1 + e^(slope × margin + offset)), Platt's
 * sigmoid, fitted on documents that the margin's own training had not seen: of the sentences with score 0.7, 70 % are
 * of the type. `threshold` is the score from which the judge says so: half of the F1 that is reached there, which is
 * where F1 is greatest for calibrated scores (Lipton, Elkan, Naryanaswamy 2014).
 *
 * The file: one line "clause-atlas-model 1", one line of JSON (types, their numbers, what it was trained on and whom to
 * thank for it), then the inverse document frequencies and for each type its weights, sorted by bucket, as pairs of
 * (distance, signed byte); the type's scale makes a weight of the byte. Hashed features only: no text can be read back.
 * Its version is a checksum of its bytes. */
#ifndef ATLAS_TEXT_MODEL_H
#define ATLAS_TEXT_MODEL_H

#include "base/buf.h"
#include "text/model_feature.h"

#define MODEL_PATH "sql/seed/model/weights" /* in the folder of ATLAS_SHARE */
enum { MODEL_TYPES_MAX = 512, MODEL_BYTES_MAX = 16 << 20 };

#define RULE_LEAST 0.40F /* a rule's score below is none; above, its value as a feature is 0.5 × (0.5 + score) */

struct weights; /* opaque; never changes */

struct weights_type {
    struct str slug;
    bool full;
    double bias, slope, offset, threshold;
};

/* Lives in the arena, which also must hold `file`. ERR_BAD_INPUT: not a model, or a damaged one. */
MUST_USE int weights_read(struct arena *a, struct str file, struct weights **ret, struct note *why);
size_t weights_n(const struct weights *w);
const struct weights_type *weights_type(const struct weights *w, size_t type);
struct str weights_version(const struct weights *w); /* 16 hex digits */
struct str weights_told(const struct weights *w);    /* the line of JSON */

/* The margins of all types for a sentence. rules: the rules' score of each type, in the model's order; 0 where unknown.
 * Weighs f. */
void weights_margins(const struct weights *w, struct features *f, const float *rules, double *ret);
double weights_score(const struct weights_type *t, double margin);
double weights_of(const struct weights *w, size_t type, uint32_t bucket);  /* 0: none */
double weights_of_rule(const struct weights *w, size_t type, size_t rule); /* of the rules of another type or its own */

static inline float rule_value(float score) { return score < RULE_LEAST ? 0.0F : 0.5F * (0.5F + score); }

/* What training writes; the lists are sorted by bucket, rules behind the features: FEATURE_BUCKETS + type. */
struct weights_row {
    struct weights_type type;
    double scale;
    const uint32_t *bucket;
    const int8_t *weight;
    size_t n;
};
MUST_USE int weights_write(const char *told_json, const uint8_t *idf, const struct weights_row *rows, size_t n,
                           struct buf *ret);

#endif
