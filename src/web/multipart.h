/* multipart/form-data (RFC 7578): how a browser sends a form with a file. Only routes with the flag UPLOAD take it. */
#ifndef ATLAS_WEB_MULTIPART_H
#define ATLAS_WEB_MULTIPART_H

#include "web/urlencoded.h"

/* Whether a Content-Type names it. */
bool multipart_is(struct str type);

/* The parts in their order, as pairs; of a file its content, decoded to UTF-8 whatever it is encoded in. Values are slices of
 * the body where they can be. ERR_BAD_INPUT: no boundary, a part without a name, a field that is no text, or the body ends
 * before its last boundary. ERR_LIMIT: more than PAIRS_HELD parts. */
MUST_USE int multipart_parse(struct arena *a, struct str type, struct str body, struct pairs *ret);

#endif
