/* application/x-www-form-urlencoded, in query strings and bodies, and the percent-decoding of paths (base/percent.h encodes).
 * Everything decoded is checked: well-formed UTF-8, no NUL; what is not is refused, never repaired. */
#ifndef ATLAS_WEB_URLENCODED_H
#define ATLAS_WEB_URLENCODED_H

#include "base/percent.h"

/* Of one query or form: our largest form has a third of that. A form with a file (multipart.h) may hold more. */
enum { PAIRS_MAX = 64, PAIRS_HELD = 256 };

struct pair {
    struct str name, value;
};
struct pairs { /* in order; a name may stand more than once */
    struct pair v[PAIRS_HELD];
    size_t n;
};

/* "a=1&b=x+y": ERR_BAD_INPUT ill-formed (a `%` without two digits, bad UTF-8, NUL), ERR_LIMIT too many pairs. Slices
 * are in the arena. */
MUST_USE int pairs_parse(struct arena *a, struct str text, struct pairs *ret);
/* "a=1; b=2", the Cookie header. Values are not decoded. What is malformed is passed over: cookies of others reach us.
 */
void pairs_parse_cookies(struct str header, struct pairs *ret);

/* The first value of that name, white space kept; p == NULL: there is none. */
struct str pairs_get(const struct pairs *p, const char *name);

/* Percent-decoding alone (`+` stays). A path with an encoded slash is refused. */
MUST_USE int path_decode(struct arena *a, struct str raw, struct str *ret);

#endif
