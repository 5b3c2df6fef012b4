/* The routes: one table, read from top to bottom, the first that fits wins. A pattern is literal text with parameters:
 * `:name` takes the shortest non-empty text without '/' up to what follows it ("/platform/:p/:d/diff/:a..:b/"). HEAD is
 * GET. A path that fits only with or without its last slash is redirected (301); one that fits under another method
 * answers 405 with the methods that would do.
 *
 * Guards are columns: web/guard.c reads the flags, no handler checks them itself. */
#ifndef ATLAS_WEB_ROUTE_H
#define ATLAS_WEB_ROUTE_H

#include "web/reply.h"
#include "web/request.h"

struct exchange; /* web/exchange.h */

/* A handler fills the exchange's reply. OK, or an error that becomes the page for it. */
typedef int route_fn(struct exchange *x);

enum route_flag {
    NEED_ACCOUNT = 1 << 0, /* GET: leads to the login page and back; POST: 403 */
    NEED_CSRF =
        1 << 1, /* POST: the form's token, bound to the login or the form cookie, and Origin or Sec-Fetch-Site */
    TOKEN_ONLY = 1 << 2,   /* POST without a cookie: the mailed token is the authority, and any body is taken */
    NEED_ANALYST = 1 << 3, /* 404 for everybody without a right at the desk; `rights` may ask for certain ones */
    HAS_FORM = 1 << 4,     /* GET: the page holds a form, so it needs a token and is never cached */
    PRIVATE = 1 << 5,      /* 404 unless it came through the operator's own socket */
    REDLINE = 1 << 6,      /* the page's JSON names two versions; their redline is added to it */
    NO_JSON = 1 << 7,      /* has no index.json */
    SNIPPETS = 1 << 8,     /* strings `snippet` of the page's JSON hold marks (web/snippet.h) */
    PDF = 1 << 9,          /* has an index.pdf, for tiers with the feature pdf; for others that is a 403 */
    PICTURE = 1 << 10,     /* has an og.png; how it is filled stands in web/printed.c */
    OWNER_ONLY = 1 << 11,  /* GET: not in an operator's view of the account */
    VIEW_MAY = 1 << 12,    /* POST: in such a view too; no other POST is */
    SECRET_PATH = 1 << 13, /* the path holds a secret: it is in no log of ours and in no search engine */
    SIGNED = 1 << 14,      /* POST of a machine: the signature over its body is the authority; no cookie, up to SIGNED_MAX bytes */
    PAYING = 1 << 15,      /* 404 where tiers cannot be paid for */
    WATCH_FORM = 1 << 16,  /* GET: holds forms for who is logged in; for everybody else it has none and is cached */
    UPLOAD = 1 << 17,      /* POST: multipart/form-data too, and up to UPLOAD_MAX */
};

struct route {
    const char *method; /* "GET" or "POST" */
    const char *pattern;
    const char *page;  /* name of its query and template, or NULL */
    route_fn *handler; /* where page is NULL */
    unsigned flags;
    enum cache_class cache;
    unsigned rights; /* at the desk (store/desk.h enum desk_right): one of them is needed; 0: any */
    const char *type; /* Content-Type, NULL: HTML. Text comes from the template, or from `text` of the JSON */
};

extern const struct route routes[];
extern const size_t nroutes;

enum route_match { ROUTE_FOUND, ROUTE_NONE, ROUTE_METHOD, ROUTE_MOVED };
/* Fills rq->params where found. ROUTE_MOVED: *ret_path is the path with or without its slash. ROUTE_METHOD: *ret_allow.
 */
enum route_match route_find(struct request *rq, const struct route **ret, const char **ret_path,
                            const char **ret_allow);

/* How large a body may be that is sent to this path. */
size_t route_body_max(struct str path);

/* Whether a pattern fits a path; params in the pattern's order. For route_find and the tests. */
bool route_fits(const char *pattern, struct str path, struct pairs *ret);

#endif
