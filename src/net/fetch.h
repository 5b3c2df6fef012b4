/* The fetch gate: everything that leaves the program over HTTP goes through here. Sources, robots.txt, webhooks.
 *
 * What it holds to, on every hop:
 * - the URL policy (url.h) before, the address guard (guard.h) when the socket is opened. A kept connection is used
 *   again only for the same scheme, host, port and TLS settings; its peer passed the same guard when it was opened (a
 *   fetcher has one guard for life), and it is asked once more before each request is sent.
 * - TLS verified, 1.2 or newer. No proxy, cookies, netrc, HSTS or Alt-Svc state, no authentication.
 * - HTTP/1.1: the bytes of the answer's head are kept as they came, and one connection carries one request at a time,
 *   which is what politeness (polite.h) counts.
 * - limits: decoded body bytes, ratio of decoded to received bytes, 64 KiB of header, time of the whole chain, time to
 *   connect, low speed, redirects. A body is counted in the write callback: libcurl's own limit does not see chunked or
 *   compressed ones. All bodies held together are bounded as well (max_held_bytes).
 * - redirects are followed here, not by libcurl, so that each hop is an answer of its own: recorded, and checked anew.
 *
 * Not here: when to fetch and how often (polite.h, monitor/), robots rules (robots.h), what a body means.
 *
 * Life: fetcher_new … fetcher_free. One process and one thread owns a fetcher; it must not be used across fork. */
#ifndef ATLAS_NET_FETCH_H
#define ATLAS_NET_FETCH_H

#include "net/guard.h"
#include "net/url.h"

#include <poll.h>

enum fetch_outcome {
    FETCH_OK,           /* 2xx with its whole body (which may be empty) */
    FETCH_NOT_MODIFIED, /* 304 to a request that carried a validator */
    FETCH_HTTP_ERROR,   /* any other status; the body is kept, it may say why */
    FETCH_BROKEN,       /* the answer broke off or is not readable HTTP; never a body to rely on */
    FETCH_UNREACHABLE,  /* no address, or no connection in time */
    FETCH_TLS,          /* certificate or handshake */
    FETCH_TIMEOUT,      /* connected, then too slow */
    FETCH_LIMIT,        /* too many bytes, header bytes, or a decompression bomb; body holds what came before the cut */
    FETCH_DENIED,       /* URL policy or address guard */
    FETCH_REDIRECTS,    /* more than FETCH_REDIRECTS_MAX, a loop, or one that was not to be followed (`location`) */
    FETCH_OUTCOME_MAX
};
const char *fetch_outcome_name(enum fetch_outcome o); /* "ok", "not modified", "http error" … */

enum { FETCH_REDIRECTS_MAX = 5, FETCH_HEAD_MAX = 64 * 1024 };

struct fetch_settings {         /* what a zero means is said behind each */
    const struct guard *guard;  /* must outlive the fetcher; NULL is the strict guard */
    const char *user_agent;     /* required: see fetch_user_agent */
    const char *ca_file;        /* PEM bundle that replaces the system's; NULL: the system's */
    size_t max_bytes;           /* decoded body of one answer; 0: 8 MiB */
    size_t max_held_bytes;      /* all bodies in hand; 0: 32 MiB. Over it, those above their share are cut */
    unsigned max_ratio;         /* decoded to received bytes, counted from 1 MiB decoded on; 0: 100 */
    int64_t timeout_ms;         /* a whole chain; 0: 30 s */
    int64_t connect_timeout_ms; /* name, TCP and TLS of one hop; 0: 10 s */
    unsigned low_speed_s;       /* cut after so many seconds … ; 0: 15 */
    unsigned low_speed_bytes;   /* … below so many body bytes a second; 0: 64. Waiting for the head counts as slow */
    unsigned parallel;          /* transfers in flight and results not yet given back; 0: 64 */
    unsigned per_host;          /* connections to one host:port at a time; 0: 1 */
};

/* For one endpoint that is asked one thing at a time and may think until the deadline. */
struct fetch_settings fetch_endpoint_settings(const struct guard *guard, const char *user_agent, size_t max_bytes, int64_t deadline_ms);

struct fetch_request {
    const char *url;
    const char *etag;           /* → If-None-Match; NULL or "" leaves it out */
    const char *last_modified;  /* → If-Modified-Since, as the server sent it; NULL or "" leaves it out */
    const char *const *headers; /* further lines "Name: value", nheaders of them; no control characters */
    size_t nheaders;
    bool post;       /* POST with body and content_type; a redirect of a POST is never followed */
    struct str body; /* borrowed until the result is given back */
    const char *content_type;
    size_t max_bytes;  /* 0: that of the settings */
    bool head_of_body; /* the first max_bytes are enough: then OK with `truncated`, not LIMIT (robots.txt) */
    bool single_hop;   /* hand a redirect back instead of following it, so that the caller can wait politely */
    void *cookie;      /* the caller's, returned in the result */
};

struct fetch_hop {
    const char *url;
    const char *peer; /* "203.0.113.7:443"; "" when there was no connection */
    int status;       /* 0: no answer */
    bool downgrade;   /* this hop left https for http */
};

struct fetch_result { /* everything inside lives until fetch_done */
    void *cookie;
    enum fetch_outcome outcome;
    const char *reason;           /* a sentence for the operator; "" when OK */
    int status;                   /* of the last answer; 0: none */
    const char *url;              /* of the last hop */
    const char *location;         /* FETCH_REDIRECTS: where it would have gone next, absolute; else NULL */
    const char *peer;             /* of the last hop */
    const struct fetch_hop *hops; /* every request sent or tried, in order; the last one is the answer above */
    size_t nhops;
    struct str head; /* status line and header lines of the last answer, byte for byte */
    struct str body; /* decoded (Content-Encoding undone) */
    bool truncated;  /* head_of_body and there was more */
    struct str content_type, content_encoding, etag, last_modified; /* views into head; empty when absent */
    int64_t retry_after_us; /* to wait from ended_us on; -1: the server did not say */
    int64_t received_bytes; /* body bytes of the last answer as they came over the wire */
    int64_t started_us, ended_us;
};

struct fetcher;

/* ERR_BAD_INPUT for settings that cannot be, ERR_IO when libcurl cannot start. */
MUST_USE int fetcher_new(const struct fetch_settings *s, struct fetcher **ret, struct note *why);
void fetcher_free(struct fetcher *f); /* cuts what is in flight; results become invalid; NULL is fine */

/* How many more transfers may be started now. */
unsigned fetcher_room(const struct fetcher *f);
unsigned fetcher_running(const struct fetcher *f);

/* Begins a transfer. Strings of the request are copied, the body is not. A URL that is refused or malformed is no error
 * here: it becomes a result (FETCH_DENIED), so that the caller has one path. ERR_LIMIT: no room. ERR_BAD_INPUT: a
 * control character in a header line or a validator. */
MUST_USE int fetcher_start(struct fetcher *f, const struct fetch_request *rq);

/* Moves transfers on and waits, at most timeout_ms, until one has finished or one of the caller's descriptors is ready;
 * their revents are set as by poll(2). A signal ends the wait. Returns at once while finished results are waiting. */
MUST_USE int fetcher_poll(struct fetcher *f, int timeout_ms, struct pollfd *extra, unsigned nextra);

bool fetcher_next(struct fetcher *f, struct fetch_result **ret); /* a finished transfer, oldest first; false: none */
void fetch_done(struct fetcher *f, struct fetch_result *r);      /* gives it back; each result exactly once */

/* One request, waiting for its end; for the command line. The result lives in the arena. */
MUST_USE int fetch_once(const struct fetch_settings *s, const struct fetch_request *rq, struct arena *a,
                        struct fetch_result *ret, struct note *why);

/* The value of a header line of the answer (the first of that name, ASCII case ignored, trimmed); empty when absent. */
struct str fetch_header(const struct fetch_result *r, const char *name);

/* "ClauseAtlas/1.0 (+https://atlas.example/about/; legal@example.org)": who we are and where to complain. */
const char *fetch_user_agent(struct arena *a, const char *base_url, const char *contact);

#endif
