/* robots.txt by RFC 9309: parser, matcher, and what a failed fetch of it means. Pure.
 *
 * Parsing: lines end in CR, LF or both; BOM and comments are ignored; keys are case-insensitive. All groups that name
 * our product token (case-insensitive, up to the first character outside [A-Za-z_-]) are one group; only where none
 * does, those of "*" are. Unknown lines, sitemaps among them, never end a group. Of a longer file the first
 * ROBOTS_BYTES_MAX count, up to the last whole line.
 *
 * Matching: the rule with the longest pattern wins, allow before disallow when equal; no match is allowed; /robots.txt
 * itself is always allowed. `*` stands for any bytes, `$` at the end for the end. Both sides are brought to one form of
 * percent-encoding first: unreserved characters decoded, everything outside printable ASCII encoded, hex in upper case
 * (so %2A and %24 in a pattern mean the characters themselves). Linear in pattern and path: no pattern can be slow.
 *
 * Stored form: the body itself, with its status and fetch time. */
#ifndef ATLAS_NET_ROBOTS_H
#define ATLAS_NET_ROBOTS_H

#include "base/clock.h"
#include "net/fetch.h"

#define ROBOTS_PRODUCT "ClauseAtlas"
#define ROBOTS_FRESH_US USEC_PER_DAY        /* RFC 9309 2.4: not used longer than 24 hours … */
#define ROBOTS_STALE_US (30 * USEC_PER_DAY) /* … unless the file is unreachable (2.3.1.4) */
enum { ROBOTS_BYTES_MAX = 512 * 1024 };     /* RFC 9309 2.5: at least 500 KiB */

struct robots; /* lives in its arena; borrows nothing from the bytes */

/* Never fails: whatever is not a rule is skipped. */
void robots_parse(struct arena *a, struct str bytes, const char *product, struct robots **ret);

/* target: path and query as in struct url. */
bool robots_allows(const struct robots *r, struct str target);

/* Crawl-delay of our group in microseconds (fractions of a second allowed), -1 when there is none. Not in the RFC, but
 * sites mean it; polite.h caps it. */
int64_t robots_crawl_delay_us(const struct robots *r);

enum robots_verdict {
    ROBOTS_RULES,        /* use the fetched body */
    ROBOTS_COPY,         /* unreachable: use the copy from before */
    ROBOTS_ALLOW_ALL,    /* the site has no robots.txt */
    ROBOTS_DISALLOW_ALL, /* unreachable and no copy young enough: fetch nothing */
};

/* What the fetch of robots.txt means. copy_age_us: age of an earlier 2xx copy, -1 for none. 2xx (and 304): rules or the
 * copy. 4xx: no rules. More redirects than fetch.h follows: as 4xx (2.3.1.2). 5xx, no connection, TLS, timeout, broken
 * answer, guard: unreachable. */
enum robots_verdict robots_verdict(enum fetch_outcome outcome, int status, int64_t copy_age_us);

#endif
