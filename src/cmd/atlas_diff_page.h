/* The page of `atlas diff --format html`: the redline as it reads (text/rendered.h), with headings, lists, tables and
 * marks that are real elements; each mark says in hidden words what it is, both ends of a move link to each other, and
 * the list of changes on top leads to their places. One file, without script or anything from elsewhere. */
#ifndef ATLAS_CMD_ATLAS_DIFF_PAGE_H
#define ATLAS_CMD_ATLAS_DIFF_PAGE_H

#include "text/redline.h"
#include "text/summary.h"

struct comparison { /* all that `atlas diff` knows of two texts */
    struct str old_text, new_text;
    struct clauses o, n;
    struct alignment al;
    struct redline redline;
    struct summary summary;
};

void diff_page_print(struct arena *a, const struct comparison *c); /* to standard output */

#endif
