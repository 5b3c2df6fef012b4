/* TAP for unit tests: ok(condition, "name …"), at the end `return done();`. */
#ifndef ATLAS_TESTS_TAP_H
#define ATLAS_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_run, tap_failed;

__attribute__((format(printf, 4, 5))) static bool tap_ok(bool good, const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    printf("%sok %d - ", good ? "" : "not ", ++tap_run);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    if (!good) printf("# failed at %s:%d\n", file, line);
    tap_failed += !good;
    fflush(stdout);
    return good;
}
#define ok(good, ...) tap_ok((good), __FILE__, __LINE__, __VA_ARGS__)

static int done(void)
{
    printf("1..%d\n", tap_run);
    return tap_failed != 0;
}

#endif
