/* The cycle: claim → fetch → extract → judge → compare → record (DESIGN.md §4). One process, one thread, one loop over
 * the fetcher's, the parser children's and the browsers' descriptors.
 *
 * What a crash leaves: before the commit of an observation an expired lease and nothing else, after it everything. What a
 * stop (cycle_stop) leaves: nothing new is begun, what is in hand is finished within a grace period, the rest is given
 * back or left to its lease. */
#ifndef ATLAS_MONITOR_CYCLE_H
#define ATLAS_MONITOR_CYCLE_H

#include "base/conf.h"
#include "monitor/parser.h"
#include "net/fetch.h"
#include "net/render.h"
#include "store/cycle.h"

struct cycle;

struct cycle_settings {
    const char *owner;        /* who holds the leases: host name and process, unique among workers */
    int64_t host_delay_us, interval_us, lease_us;
    unsigned parallel;        /* hosts in hand */
    int64_t parse_deadline_us;
    struct renderer *renderer; /* for sources that want a browser; NULL: there is none, they are fetched as others are */
};

struct cycle_line { /* one observation, for the table of `atlas-worker --once` and the log */
    const char *platform, *document, *url, *reason; /* reason NULL: nothing to say */
    enum observed outcome;
    int http_status;
    size_t bytes;
    int64_t duration_ms;
};
typedef void cycle_told_fn(void *user, const struct cycle_line *line);

MUST_USE int cycle_new(const struct cycle_settings *s, struct store *st, struct fetcher *f, struct parser_pool *p, cycle_told_fn *told,
                       void *user, struct cycle **ret);
void cycle_free(struct cycle *c);

/* One turn: claims what there is room for, waits at most wait_ms for something to happen, and deals with it. ERR_IO: the
 * database is away; call again later. */
MUST_USE int cycle_turn(struct cycle *c, int wait_ms);
bool cycle_idle(const struct cycle *c);  /* nothing in hand, and the last look found nothing due */
void cycle_stop(struct cycle *c);        /* begin nothing new */
MUST_USE int cycle_give_back(struct cycle *c); /* records what is finished and releases every lease */
int64_t cycle_count(const struct cycle *c, enum observed o);

#endif
