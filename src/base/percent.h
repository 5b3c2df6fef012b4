/* Percent-encoding (RFC 3986 §2.1): letters, digits and -._~ stay, every other byte becomes %XX. So text can stand as one
 * value in a query string or a form, or as one segment of a path. */
#ifndef ATLAS_BASE_PERCENT_H
#define ATLAS_BASE_PERCENT_H

#include "base/buf.h"

void percent_encode(struct buf *out, struct str text); /* appends */
char *percent_encoded(struct arena *a, struct str text);

#endif
