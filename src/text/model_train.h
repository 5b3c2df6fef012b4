/* Training of the linear judge (text/model.h) with liblinear: `atlas model train`, nothing else calls it.
 *
 * Two sources. A *labelled data set* names for every sentence of whole documents the types that it marks, and marks
 * only some types: those become full. *Own sentences* name all types that they are of, and are few: they add to the
 * full types and make all others thin.
 *
 * For each type an L2-regularised L2-loss SVM, positives weighed by the square root of how rare they are. Sigmoid and
 * threshold come from cross-validation by document inside the training set: no sentence is scored by weights that saw
 * its document. Thin types share one sigmoid, for each alone has too few. The same input gives the same bytes in every
 * process (liblinear draws from rand(), so a second training in one process may differ in the last digits). */
#ifndef ATLAS_TEXT_MODEL_TRAIN_H
#define ATLAS_TEXT_MODEL_TRAIN_H

#include "text/classify.h"
#include "text/model.h"

struct example {
    struct str group; /* document, or the example itself: what cross-validation keeps together */
    struct str heading, text;
    bool *is;   /* by the classifier's types */
    bool whole; /* of a labelled data set: it says nothing of types that are not in `marked` */
};

struct examples {
    struct example *v;
    size_t n, cap;
    bool *marked; /* types that the data set marks; NULL until one was read */
};

/* A file of the CLAUDETTE corpus: document, line, tags, sentence by tab. Documents named in leave_out (commas) are
 * skipped. ERR_BAD_INPUT: a line that is none; why says which. */
MUST_USE int examples_claudette(struct arena *a, const struct classifier *c, struct str tsv, struct str leave_out,
                                struct examples *add, struct note *why);
/* Own sentences: types by comma (`-`: none), heading path, sentence, by tab; lines with # are comments. ERR_BAD_INPUT:
 * also for a type that is not in the taxonomy. */
MUST_USE int examples_own(struct arena *a, const struct classifier *c, struct str tsv, struct examples *add,
                          struct note *why);

struct training {
    bool full_only; /* leave the thin types untrained: for measuring */
    void (*progress)(void *of, struct str slug, bool full, size_t positive, double f1); /* may be NULL */
    void *of;
};

/* told_json: an object with what the file should say of itself. */
MUST_USE int model_train(struct arena *a, const struct classifier *c, const struct examples *e, const char *told_json,
                         const struct training *how, struct buf *ret, struct note *why);

#endif
