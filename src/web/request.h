/* One request as our code sees it: taken from FastCGI's parameters and body, decoded and checked once. All slices live
 * in the request's arena. What a client may send is bounded here: 64 KiB of body (a signed message: 256, a file: 576 KiB), 8 KiB of path and
 * query, 64 fields.
 *
 * Not here: who asks (web/viewer.h) and what may be done (web/guard.h). */
#ifndef ATLAS_WEB_REQUEST_H
#define ATLAS_WEB_REQUEST_H

#include "web/urlencoded.h"

enum { BODY_MAX = 65536, SIGNED_MAX = 4 * BODY_MAX, UPLOAD_MAX = 9 * BODY_MAX, TARGET_MAX = 8192 };

/* What of a page is asked for: beside /change/CA-C-000001/ lie index.json, index.pdf and og.png. */
enum wanted_as { AS_PAGE, AS_JSON, AS_PDF, AS_PICTURE };

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OTHER };

struct request {
    struct arena *arena;
    int64_t now_us; /* of base/clock, once a request */
    enum method method;
    struct str path;      /* decoded, begins with '/', without the last part where that says what the page is wanted as */
    struct str raw_query; /* as sent, for redirects */
    struct pairs query, form, cookies;
    struct pairs params;   /* of the route's pattern; filled by route_find */
    enum wanted_as as;
    bool multipart;        /* the form came as multipart/form-data, which only routes with UPLOAD take */
    bool form_unread;      /* a body of another type than urlencoded: only routes that look at tokens alone take it */
    struct str body;       /* as it came */
    bool private_listener; /* came through the operator's own socket */
    const char *address_prefix; /* "192.0.2.0/24", "2001:db8:1:2::/64": what limits count; "local" when unknown */
    struct str origin, fetch_site, if_none_match, agent, content_type, signature; /* signature: Stripe-Signature */
};

/* How many bytes of body to read: `most` at most. Returns 0, or the HTTP status of the refusal with a sentence in *why. */
MUST_USE int request_body_length(char *const *envp, size_t most, size_t *ret, struct note *why);
struct str request_raw_path(char *const *envp); /* as sent, without the query */
/* envp: FastCGI parameters, "NAME=value". Returns 0, or an HTTP status and a sentence. *rq is usable for an error page
 * either way: arena, now_us and method are set. */
MUST_USE int request_read(struct request *rq, struct arena *a, char *const *envp, struct str body, struct note *why);

bool request_has_type(const struct request *rq, struct str type); /* of the body, parameters aside */

/* A path on this site that a person may be sent to after logging in: begins with one '/', no backslash, no control
 * character. Anything else, "//other.host/" included, is not local. */
bool path_is_local(struct str path);

#endif
