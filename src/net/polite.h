/* How often: pure functions of what a host asked for and of the clock. Intervals and instants in microseconds. */
#ifndef ATLAS_NET_POLITE_H
#define ATLAS_NET_POLITE_H

#include "base/clock.h"

#define POLITE_CRAWL_DELAY_MAX_US (60 * USEC_PER_SEC) /* a longer Crawl-delay would only mean "never" */
#define POLITE_RETRY_AFTER_MAX_US USEC_PER_DAY        /* a longer one is a mistake or malice */

/* Least time between two requests to one host: max(min(crawl delay, 60 s), minimum). crawl_delay_us -1: none asked. */
int64_t polite_delay_us(int64_t crawl_delay_us, int64_t minimum_us);

/* Retry-After of RFC 9110, 10.2.3: seconds or a date. The time to wait from now on, ≥ 0 (a date in the past: 0), or -1
 * when the value is neither. Not capped. */
int64_t polite_retry_after_us(struct str value, int64_t now_us);

/* When the host may be asked again after an answer: its delay, and on 429 and 503 its Retry-After (-1: none) up to
 * POLITE_RETRY_AFTER_MAX_US. */
int64_t polite_next_us(int64_t now_us, int64_t delay_us, int status, int64_t retry_after_us);

/* Retries of something that failed. Exponential with a cap and full jitter: the n-th failure waits between least_us and
 * min(cap_us, first_us * 2^(n-1)), evenly spread by `jitter` (0 … UINT32_MAX), so that what failed together does not
 * come back together. */
struct retry_plan {
    int64_t least_us, first_us, cap_us;
    int64_t give_up_us; /* after the first attempt; 0: never */
};
extern const struct retry_plan retry_fetch; /* a source: 1 min least, from 15 min, up to a day, never given up */
extern const struct retry_plan
    retry_mail; /* a delivery: from 15 min up to 6 h, given up after 5 days (RFC 5321, 4.5.4.1) */
extern const struct retry_plan retry_webhook; /* a message to an endpoint: from 1 min up to 8 h, given up after 3 days */

int64_t retry_next(const struct retry_plan *p, int64_t now_us, unsigned failures, uint32_t jitter);
bool retry_over(const struct retry_plan *p, int64_t first_attempt_us, int64_t now_us);

#endif
