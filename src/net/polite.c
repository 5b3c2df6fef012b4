#include "net/polite.h"

#define MINUTE_US (60 * USEC_PER_SEC)
#define HOUR_US (60 * MINUTE_US)

const struct retry_plan retry_fetch = {.least_us = MINUTE_US, .first_us = 15 * MINUTE_US, .cap_us = USEC_PER_DAY};
const struct retry_plan retry_mail = {
    .least_us = MINUTE_US, .first_us = 15 * MINUTE_US, .cap_us = 6 * HOUR_US, .give_up_us = 5 * USEC_PER_DAY};
const struct retry_plan retry_webhook = {
    .least_us = 10 * USEC_PER_SEC, .first_us = MINUTE_US, .cap_us = 8 * HOUR_US, .give_up_us = 3 * USEC_PER_DAY};

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

int64_t polite_delay_us(int64_t crawl_delay_us, int64_t minimum_us)
{
    return most(least(crawl_delay_us, POLITE_CRAWL_DELAY_MAX_US), minimum_us);
}

int64_t polite_retry_after_us(struct str value, int64_t now_us)
{
    value = str_trim(value);
    bool number = value.n > 0;
    for (size_t i = 0; i < value.n; i++) number &= ascii_digit(value.p[i]);
    if (number) {
        int64_t seconds = INT64_MAX / USEC_PER_SEC; /* more digits than fit still mean "very long" */
        if (str_int(value, 0, seconds, &seconds) != OK) seconds = INT64_MAX / USEC_PER_SEC;
        return seconds * USEC_PER_SEC;
    }
    int64_t until;
    if (clock_parse_http(value, &until) != OK) return -1;
    return most(until - now_us, 0);
}

int64_t polite_next_us(int64_t now_us, int64_t delay_us, int status, int64_t retry_after_us)
{
    if (status != 429 && status != 503) retry_after_us = -1;
    return now_us + most(delay_us, least(retry_after_us, POLITE_RETRY_AFTER_MAX_US));
}

int64_t retry_next(const struct retry_plan *p, int64_t now_us, unsigned failures, uint32_t jitter)
{
    int64_t bound = p->first_us;
    for (unsigned i = 1; i < failures && bound < p->cap_us; i++) bound *= 2;
    bound = most(least(bound, p->cap_us), p->least_us);
    uint64_t span = (uint64_t)(bound - p->least_us);
    uint64_t part =
        span / UINT32_MAX * jitter + span % UINT32_MAX * jitter / UINT32_MAX; /* span * jitter would overflow */
    return now_us + p->least_us + (int64_t)part;
}

bool retry_over(const struct retry_plan *p, int64_t first_attempt_us, int64_t now_us)
{
    return p->give_up_us > 0 && now_us - first_attempt_us >= p->give_up_us;
}
