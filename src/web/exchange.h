/* What belongs to the process (struct site), who asks (struct viewer), and one request with its answer (struct
 * exchange). The order of an exchange: read, find the route, guard, page or handler, head. Whatever fails becomes an
 * error page. */
#ifndef ATLAS_WEB_EXCHANGE_H
#define ATLAS_WEB_EXCHANGE_H

#include "base/conf.h"
#include "store/pages.h"
#include "view/view.h"
#include "web/route.h"

struct site { /* lives as long as the process; one request at a time */
    const struct conf *conf;
    const char *base_url; /* no slash at the end */
    const char *origin;   /* scheme://host[:port] of it, lower case */
    bool https;
    struct view *view;
    struct pages *pages;
    const char *edition; /* of the static files: part of their addresses, so that they can be cached for long */
    const char *build;      /* of the program's own bytes: what it keeps for later is its own */
    struct str webhook_secret; /* of Stripe's events; empty: tiers cannot be paid for */
    struct store *st;       /* NULL: not connected yet */
    int64_t away_until_us;  /* monotonic: connecting took too long, and is not tried again before */
    bool acting;            /* the connection shows an account's rows: to be undone before an anonymous page */
    struct arena lasting;   /* holds features */
    const char *features;   /* of the lowest tier, as a text[] literal */
    int64_t features_at_us; /* monotonic; read again after a minute */
};

struct viewer {
    int64_t account_id;                                /* 0: anonymous */
    const char *address, *tier, *tier_name, *features; /* features: a text[] literal */
    unsigned rights;                                   /* at the desk: enum desk_right; 0: there is none */
    struct str token; /* of the login: the cookie's value */
    const char *viewed_by; /* an operator looks at the account, and may change nothing; NULL: the person */
};

struct exchange {
    struct site *site;
    struct arena *arena;
    struct request rq;
    const struct route *route; /* NULL until found */
    struct viewer viewer;
    struct reply reply;
    const char *form_cookie; /* value of the cookie that form tokens are bound to when nobody is logged in; or NULL */
};

void site_init(struct site *s, const struct conf *c); /* zeroes the rest */

/* Answers one request: reply and status line in *head, body in x->reply.body (not to be sent for HEAD). */
void exchange_run(struct exchange *x, char *const *envp, struct str body);
/* A refusal before there is a request to speak of: bad length, too large. */
void exchange_refuse(struct exchange *x, int status, const char *sentence);

/* ---- for handlers ---- */

/* The database, connected; ERR_IO when it is away. */
MUST_USE int site_store(struct site *s, struct store **ret);

/* Renders a page of sql/pages and templates/pages into the reply. extra (may be NULL; taken over) is merged over the
 * query's JSON: errors, values. ERR_NOT_FOUND: the query gave no row. */
MUST_USE int page_show(struct exchange *x, const char *name, json_t *extra);

/* An error page. The sentence says what the person can do; NULL: the usual one of that status. */
void error_show(struct exchange *x, int status, const char *sentence);

/* 403: the viewer's tier has not the feature; the page names one that has. what: begins the sentence. */
void error_locked(struct exchange *x, const char *feature, const char *what);

/* 303 to a path of this site. */
void see_other(struct exchange *x, const char *path);

#endif
