/* The taxonomy as the database has it, compiled: for those who classify what is stored. `atlas classify`, which needs
 * no database, compiles the same list from its seed file (text/classify.h taxonomy_of_seed). */
#ifndef ATLAS_STORE_TAXONOMY_H
#define ATLAS_STORE_TAXONOMY_H

#include "store/db.h"
#include "text/classify.h"

struct taxonomy { /* load once, use for many versions; release frees all of it */
    struct arena arena;
    const struct classifier *classifier;
    int64_t *ids; /* clause_type.id of each of its types */
    size_t n;
    int64_t version; /* the newest taxonomy_version in the table */
    const char *model_version; /* of the linear judge; "": there is none, the rules judge alone */
};

/* share: the folder that may hold the model (text/model.h MODEL_PATH). ERR_BAD_INPUT: the rules in the table do not
 * compile, or the model is damaged; why says which. On failure nothing need be released. */
MUST_USE int taxonomy_load(struct store *st, const char *share, struct taxonomy *ret, struct note *why);
void taxonomy_release(struct taxonomy *t); /* also of a zeroed one */

#endif
