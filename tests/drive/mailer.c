/* The mailer of atlas-worker, turned by a test instead of by the second:
 *
 *     mailer turns           for each line on standard input one mailer_turn, answered with a line, "ok" or the error; who
 *                            writes the clock's file between them lives through two years of quarters of an hour in minutes
 *     mailer claims          claims deliveries, batch after batch, until none is due or ten seconds are over, and prints how
 *                            many and in how many seconds: the speed of the queue alone
 *
 * Settings by ATLAS_CONFIG, as for the worker. */
#include "base/clock.h"
#include "base/log.h"
#include "monitor/mail.h"
#include "store/delivery.h"

#include <stdio.h>
#include <string.h>

enum { LEASE_S = 3600, LONG_ENOUGH_S = 10 };

static int fail(const struct note *why)
{
    fprintf(stderr, "mailer: %s\n", why->text);
    return 1;
}

static int turns(const struct conf *c, const char *share)
{
    char line[64];
    struct note why;
    struct mailer *m = NULL;
    if (mailer_new(c, share, "test", &m, &why) != OK) return fail(&why);
    while (fgets(line, sizeof line, stdin) != NULL) {
        int rc = mailer_turn(m);
        puts(rc == OK ? "ok" : err_name(rc));
        fflush(stdout);
    }
    mailer_free(m);
    return 0;
}

static int claims(const struct conf *c)
{
    struct note why;
    struct store *st = NULL;
    struct arena a;
    size_t n = 0;
    int64_t begun = clock_mono_us();
    struct deliveries due = {.n = 1};
    if (store_open(conf_text(c, CONF_DB), 60000, &st, &why) != OK) return fail(&why);
    arena_init(&a, 64 << 20);
    int rc = OK;
    for (; rc == OK && due.n > 0 && clock_mono_us() - begun < LONG_ENOUGH_S * USEC_PER_SEC; n += due.n) {
        int64_t now = clock_now_us();
        struct lease l = {.owner = "test", .now_us = now, .until_us = now + LEASE_S * USEC_PER_SEC};
        arena_reset(&a);
        rc = delivery_claim(st, &a, &l, &due);
    }
    printf("%zu %.3f\n", n, (double)(clock_mono_us() - begun) / 1e6);
    arena_release(&a);
    store_close(st);
    return rc == OK ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct conf *c = NULL;
    struct note why;
    int code = 2;
    arena_init(&a, 4 << 20);
    log_open("mailer", LOG_INFO);
    if (conf_load(&a, NULL, &c, &why) != OK) return fail(&why);
    clock_set_file(conf_text(c, CONF_CLOCK));
    if (argc == 2 && strcmp(argv[1], "turns") == 0) code = turns(c, conf_share(&a, c));
    else if (argc == 2 && strcmp(argv[1], "claims") == 0) code = claims(c);
    else fprintf(stderr, "usage: mailer turns | mailer claims\n");
    arena_release(&a);
    return code;
}
