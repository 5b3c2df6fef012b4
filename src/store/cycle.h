/* The worker's view of the database: what is due, and the record of what was observed.
 *
 * Claims. A claim is a host with some of its due sources, held by a lease until a deadline; any number of workers claim at
 * once (SKIP LOCKED), and one host is in one worker's hands at a time, which is what keeps them polite to it. A worker
 * that dies leaves an expired lease and nothing else.
 *
 * Records. An observation belongs to a due slot: UNIQUE (source, slot), and it is written together with all that follows
 * from it in one transaction, only while the claim is still ours. So a slot is observed once, or again by whoever takes
 * the lease over, never twice and never by half. */
#ifndef ATLAS_STORE_CYCLE_H
#define ATLAS_STORE_CYCLE_H

#include "store/capture.h"
#include "text/decide.h"

struct due_source {
    int64_t source_id, document_id;
    int64_t due_slot_us;
    const char *url, *declaration_json, *etag, *last_modified;
    bool browser;            /* the declaration wants a browser */
    int64_t interval_s;      /* 0: the worker's default */
    bool have_body;
    struct sha256 body_sha;  /* of the last body that led to the current text */
    bool have_text;
    struct sha256 text_sha;  /* of the source's last accepted text */
    int64_t full_fetch_us;   /* CLOCK_NONE: never */
    int64_t verified_us;     /* CLOCK_NONE: never */
    unsigned failures, parser_deaths;
    struct watch_state watch;
    bool parts;              /* the document is read from several sources */
    const char *document_title, *platform_name;
};

struct claim {
    const char *origin;      /* "https://example.com": the host's key */
    bool robots_known;
    int robots_status;       /* 0: unreachable */
    int64_t robots_at_us, robots_good_at_us; /* CLOCK_NONE: never */
    struct str robots_body;
    struct due_source *sources;
    size_t nsources;
};

/* At most max_hosts claims of at most per_host sources each. */
MUST_USE int cycle_claim(struct store *st, struct arena *a, const char *owner, int64_t now_us, int64_t lease_until_us, unsigned max_hosts,
                         unsigned per_host, struct claim **ret, size_t *ret_n);

/* A host's lease alone, for one who fetches from it beside the cycle; given back by cycle_release. ERR_CONFLICT: not before
 * *ret_until_us. */
struct host_lease { /* the robots file as it was fetched last; body in the arena */
    int64_t robots_good_at_us;
    struct str robots_body;
    bool robots_none; /* the site had none */
};
MUST_USE int host_lease_take(struct store *st, struct arena *a, const char *origin, const char *owner, int64_t now_us, int64_t lease_until_us,
                             struct host_lease *ret, int64_t *ret_until_us);

struct robots_news {
    int status; /* HTTP status; 0: unreachable */
    struct str body;
    bool good;  /* rules, or a definite "none" */
};
/* Gives the host back (and what was not observed of it): it may be asked again at next_request_us. news may be NULL. */
MUST_USE int cycle_release(struct store *st, const char *owner, const char *origin, int64_t now_us, int64_t next_request_us,
                           const struct robots_news *news);

enum observed { OBSERVED_FIRST, OBSERVED_UNCHANGED, OBSERVED_VARIANT, OBSERVED_COSMETIC, OBSERVED_CHANGE, OBSERVED_REVERSAL,
                OBSERVED_HELD, OBSERVED_REFUSED, OBSERVED_FAILED, OBSERVED_MAX };
const char *observed_name(enum observed o);

struct observation {
    int64_t source_id, document_id, due_slot_us, observed_at_us, next_due_us;
    enum observed outcome;
    const char *reason;      /* NULL only where the outcome needs none */
    int http_status;         /* 0: none */
    int64_t duration_ms;
    int64_t capture_id, version_id; /* 0: none */
    /* what the source's state becomes */
    bool verified;           /* the current text was seen */
    bool changed;            /* another text became current */
    bool full_fetch;         /* not a 304 */
    bool parser_died;
    const char *etag, *last_modified; /* kept where verified; NULL leaves them */
    const struct sha256 *body_sha, *text_sha; /* NULL leaves them */
    const char *part_text;   /* the source's own text, where the document has several sources; NULL leaves it */
    struct str held_text;    /* of an observation that was held: the text, kept for the desk (store/desk.h); else empty */
    const struct sha256 *held_sha; /* of it */
    struct watch_state watch;
};

/* Writes observations that make no version, in one transaction: the capture of each first, where there is one (captures[i]
 * may be NULL). *ret_written counts those whose claim was still ours. */
MUST_USE int cycle_record(struct store *st, const char *owner, struct observation *v, const struct capture *const *captures, size_t n,
                          size_t *ret_written);
/* The same for one, inside the caller's transaction. ERR_CONFLICT: the claim is not ours any more. */
MUST_USE int observation_add(struct store *st, const char *owner, const struct observation *o);

#endif
