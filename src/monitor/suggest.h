/* Looks at what people suggest (store/suggestion.h): the page is fetched once through the gate, as a source would be (robots,
 * the host's lease and rest, guard, limits), its text extracted and judged in a parser child, and the finding noted. Nothing is
 * kept of the page. One at a time, beside all other work: each turn returns at once. */
#ifndef ATLAS_MONITOR_SUGGEST_H
#define ATLAS_MONITOR_SUGGEST_H

#include "monitor/parser.h"
#include "net/fetch.h"
#include "store/db.h"

struct suggester;

struct suggester_settings {
    const char *owner; /* who holds the host's lease; not that of the cycle, which gives its own back */
    const char *user_agent;
    const struct guard *guard; /* must outlive the suggester */
    size_t max_bytes;
    int64_t timeout_ms, host_delay_us, parse_deadline_us;
    struct parser_pool *pool; /* for this alone: a pool hands finished jobs to whoever asks first */
};

MUST_USE int suggester_new(const struct suggester_settings *s, struct store *st, struct suggester **ret, struct note *why);
void suggester_free(struct suggester *s); /* NULL is fine; what is in hand is looked at again when its lease ends */
/* Takes one up, moves it on, waiting wait_ms at most, or notes what was found. *ret_busy: one is in hand, or another may wait. */
MUST_USE int suggester_turn(struct suggester *s, int wait_ms, bool *ret_busy);

#endif
