/* One answer: status, headers, body. Every answer leaves through reply_head, which adds the security headers (TRUST.md
 * S6) and the cache headers, so no handler can forget them. nginx sets the same headers on the answers it makes itself.
 */
#ifndef ATLAS_WEB_REPLY_H
#define ATLAS_WEB_REPLY_H

#include "base/buf.h"

enum cache_class {
    CACHE_NEVER, /* private, no-store: a person's own page, a form with a token, an error */
    CACHE_OWN,   /* kept by the one who asked, and asked about each time (ETag): what a secret address shows */
    CACHE_SHORT, /* seconds, in nginx's micro-cache too */
    CACHE_HOUR,  /* robots.txt and the like */
};

struct reply {
    struct arena *arena;
    int status;
    const char *type;     /* Content-Type */
    const char *location; /* of a redirect; path or absolute, already encoded */
    const char *etag;     /* with its quotes, or NULL */
    enum cache_class cache;
    bool varies;      /* depends on the cookie */
    bool shared;      /* other sites may show it: a picture */
    struct buf extra; /* further header lines, each with \r\n */
    struct buf body;
};

enum { REPLY_BODY_MAX = 16 << 20 };

void reply_init(struct reply *r, struct arena *a);
void reply_release(struct reply *r);
void reply_clear(struct reply *r); /* as after init, memory kept */
void reply_header(struct reply *r, const char *name,
                  const char *value); /* value: no control characters, or it is left out */
void reply_redirect(struct reply *r, int status, const char *location);

/* name=value as a cookie of this site: HttpOnly, SameSite=Lax, Path=/, and Secure where secure. max_age_s 0 removes it.
 */
void reply_cookie(struct reply *r, const char *name, const char *value, int64_t max_age_s, bool secure);

/* The header block as FastCGI takes it, with its empty line. */
void reply_head(const struct reply *r, bool https, struct buf *out);

#endif
