#include "net/polite.h"

#include "../tap.h"

#define SEC USEC_PER_SEC

static const int64_t noon = INT64_C(784111777) * USEC_PER_SEC; /* Sun, 06 Nov 1994 08:49:37 GMT */

static void test_delay(void)
{
    ok(polite_delay_us(-1, 2 * SEC) == 2 * SEC, "no crawl-delay: the minimum");
    ok(polite_delay_us(0, 2 * SEC) == 2 * SEC, "crawl-delay 0: the minimum all the same");
    ok(polite_delay_us(5 * SEC, 2 * SEC) == 5 * SEC, "a longer crawl-delay is honoured");
    ok(polite_delay_us(3600 * SEC, 2 * SEC) == 60 * SEC, "an hour becomes a minute");
    ok(polite_delay_us(3600 * SEC, 90 * SEC) == 90 * SEC, "but never less than the minimum");
    ok(polite_delay_us(INT64_MAX, 0) == 60 * SEC, "no overflow");
}

static void test_retry_after(void)
{
    static const struct {
        const char *value;
        int64_t wait;
    } table[] = {{"120", 120 * SEC},
                 {"0", 0},
                 {" 7 ", 7 * SEC},
                 {"0007", 7 * SEC},
                 {"Sun, 06 Nov 1994 08:50:37 GMT", 60 * SEC},
                 {"Sunday, 06-Nov-94 08:50:37 GMT", 60 * SEC},
                 {"Sun Nov  6 08:50:37 1994", 60 * SEC},
                 {"Sun, 06 Nov 1994 08:00:00 GMT", 0},
                 {"", -1},
                 {"-1", -1},
                 {"+5", -1},
                 {"1.5", -1},
                 {"5 s", -1},
                 {"soon", -1},
                 {"Sun, 31 Feb 1994 08:49:37 GMT", -1},
                 {"Sun, 06 Nov 1994 25:49:37 GMT", -1}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t got = polite_retry_after_us(strz(table[i].value), noon);
        ok(got == table[i].wait, "Retry-After: \"%s\" is %lld", table[i].value, (long long)got);
    }
    ok(polite_retry_after_us(STR("99999999999999999999999"), noon) > 1000 * USEC_PER_DAY,
       "digits beyond measure: very long");
}

static void test_next(void)
{
    ok(polite_next_us(noon, 2 * SEC, 200, -1) == noon + 2 * SEC, "200: the delay");
    ok(polite_next_us(noon, 2 * SEC, 429, 60 * SEC) == noon + 60 * SEC, "429 with Retry-After");
    ok(polite_next_us(noon, 2 * SEC, 503, 60 * SEC) == noon + 60 * SEC, "503 with Retry-After");
    ok(polite_next_us(noon, 2 * SEC, 301, 60 * SEC) == noon + 2 * SEC, "Retry-After elsewhere is not heeded");
    ok(polite_next_us(noon, 2 * SEC, 429, 0) == noon + 2 * SEC, "Retry-After 0 does not shorten the delay");
    ok(polite_next_us(noon, 2 * SEC, 429, -1) == noon + 2 * SEC, "429 without it");
    ok(polite_next_us(noon, 2 * SEC, 503, INT64_MAX / 2) == noon + USEC_PER_DAY, "a year becomes a day");
}

static void test_retry(void)
{
    static const struct retry_plan p = {
        .least_us = 60 * SEC, .first_us = 600 * SEC, .cap_us = 7200 * SEC, .give_up_us = 432000 * SEC};
    static const int64_t longest[] = {600, 600, 1200, 2400, 4800, 7200, 7200};
    for (unsigned n = 0; n < 7; n++) {
        ok(retry_next(&p, noon, n, UINT32_MAX) == noon + longest[n] * SEC, "failure %u waits at most %lld s", n,
           (long long)longest[n]);
        ok(retry_next(&p, noon, n, 0) == noon + 60 * SEC, "failure %u waits at least 60 s", n);
    }
    int64_t half = retry_next(&p, noon, 3, UINT32_MAX / 2) - noon;
    ok(half > 1229 * SEC && half < 1231 * SEC, "jitter spreads evenly");
    ok(retry_next(&p, noon, UINT32_MAX, UINT32_MAX) == noon + 7200 * SEC,
       "four thousand million failures do not overflow");
    int64_t before = noon;
    for (uint32_t j = 0; j < 16; j++) {
        int64_t now = retry_next(&p, noon, 5, j << 28);
        tap_failed += now < before;
        before = now;
    }
    ok(!retry_over(&p, noon, noon + 432000 * SEC - 1) && retry_over(&p, noon, noon + 432000 * SEC),
       "given up after five days");
    ok(!retry_over(&retry_fetch, 0, INT64_MAX / 2), "a source is never given up");
    ok(retry_mail.give_up_us == 5 * USEC_PER_DAY, "mail: five days");
    int64_t waited = 0;
    unsigned tries = 0;
    for (; waited < retry_webhook.give_up_us; tries++) waited = retry_next(&retry_webhook, waited, tries + 1, UINT32_MAX);
    ok(tries >= 15 && tries <= 20 && retry_webhook.give_up_us == 3 * USEC_PER_DAY, "a webhook: three days, in %u waits of the longest kind", tries);
}

/* The table of mail: the n-th failure waits between a minute and so many minutes; a mailbox that never takes its mail is tried
 * between 24 times, where chance always picks the longest wait, and once a minute, where it picks the shortest. */
static void test_mail_schedule(void)
{
    static const int64_t minutes[] = {15, 30, 60, 120, 240, 360, 360, 360};
    size_t wrong = 0;
    for (unsigned n = 1; n <= sizeof minutes / sizeof *minutes; n++) {
        wrong += retry_next(&retry_mail, noon, n, UINT32_MAX) != noon + minutes[n - 1] * 60 * SEC;
        wrong += retry_next(&retry_mail, noon, n, 0) != noon + 60 * SEC;
    }
    ok(wrong == 0, "mail: 15, 30, 60, 120, 240, 360 minutes at most, a minute at least");
    int64_t at = noon;
    unsigned tries = 1;
    for (; !retry_over(&retry_mail, noon, at); tries++) at = retry_next(&retry_mail, at, tries, UINT32_MAX);
    ok(tries - 1 == 24 && at >= noon + 5 * USEC_PER_DAY && at < noon + 5 * USEC_PER_DAY + 6 * 3600 * SEC, "given up at try %u, five days later", tries);
}

int main(void)
{
    test_mail_schedule();
    test_delay();
    test_retry_after();
    test_next();
    test_retry();
    return done();
}
