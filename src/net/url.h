/* URLs as the fetch gate reads them. One parser for the whole program's traffic: libcurl's own, so that what is checked
 * is what is fetched.
 *
 * Policy: http and https only; a host of letters, digits, '-', '_' and dots, or an IPv6 address without zone (an
 * international name in its xn-- form); no user name or password inside; at most URL_MAX bytes. Everything else about
 * where a URL leads is decided on the connected address (guard.h). */
#ifndef ATLAS_NET_URL_H
#define ATLAS_NET_URL_H

#include "base/str.h"

enum { URL_MAX = 8192 };

struct url {
    const char *text;   /* normalised, without fragment: scheme and host in lower case, default port left out */
    const char *origin; /* "https://example.com" or "http://example.com:8080": robots.txt and politeness hang on it */
    const char *host;   /* as in the URL; an IPv6 address in brackets */
    const char *target; /* path and query, begins with '/': what robots rules are asked about */
    uint16_t port;
    bool https;
};

/* ERR_BAD_INPUT: not a URL. ERR_DENIED: a URL that the policy forbids. The parts live in the arena. */
MUST_USE int url_parse(struct arena *a, const char *text, struct url *ret, struct note *why);

/* For the fetcher, on a URL of libcurl (CURLU): the policy alone, OK or ERR_DENIED; and the normalised text, as in
 * struct url, of one that has passed. */
struct Curl_URL;
MUST_USE int url_policy(struct Curl_URL *u, struct note *why);
const char *url_text(struct arena *a, struct Curl_URL *u);

#endif
