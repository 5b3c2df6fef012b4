/* Addresses as links have them: relative ones made absolute as a browser does (WHATWG URL Standard), and parameters
 * that only track a reader taken off. Not for fetching: net/ parses what it connects to itself. */
#ifndef ATLAS_TEXT_URL_H
#define ATLAS_TEXT_URL_H

#include "base/str.h"

/* href resolved against base and written in normal form: scheme and host in lower case, no default port, no dot
 * segments, unsafe characters percent-encoded. ERR_BAD_INPUT: not an address, or relative without a base; the caller
 * then leaves the link as it is. Host names beyond ASCII stay as they are (no punycode). */
MUST_USE int url_resolve(struct arena *a, struct str base, struct str href, struct str *ret);

/* Without the query parameters named (exact names, every occurrence). url itself where none of them is in it. */
struct str url_without(struct arena *a, struct str url, const struct str *names, size_t n);

/* Without parameters that are known to track readers (utm_*, gclid, fbclid …); url itself where there is none. Applied
 * twice, it does nothing more. */
struct str url_without_tracking(struct arena *a, struct str url);

/* Where a link really leads that goes through a service which only counts or checks clicks and forwards
 * (l.facebook.com/l.php?u=…, www.google.com/url?q=…, safelinks.protection.outlook.com/?url=… and their like), in normal
 * form; url itself where it is none of those, or says no address of the web. Applied twice, it does nothing more. */
struct str url_direct(struct arena *a, struct str url);

#endif
