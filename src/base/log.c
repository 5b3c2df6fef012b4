#include "base/log.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const names[] = {"debug", "info", "warn", "error"};
static const char *program = "atlas";
static enum log_level least = LOG_INFO;

enum log_level log_level_of(const char *name)
{
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return (enum log_level)i;
    return LOG_INFO;
}

void log_open(const char *name, enum log_level level)
{
    program = name;
    least = level;
}

void log_line(enum log_level level, const char *fmt, ...)
{
    if (level < least) return;
    char line[2048], when[CLOCK_RFC3339_SIZE];
    int head = snprintf(line, sizeof line, "%.19sZ %s %s: ", clock_rfc3339(clock_now_us(), when), names[level], program);
    va_list ap;
    va_start(ap, fmt);
    int body = vsnprintf(line + head, sizeof line - (size_t)head, fmt, ap);
    va_end(ap);
    size_t n = (size_t)head + (body > 0 ? (size_t)body : 0);
    if (n > sizeof line - 2) n = sizeof line - 2;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7F) line[i] = '?';
    line[n++] = '\n';
    if (write(STDERR_FILENO, line, n) < 0) return; /* nobody is left to be told */
}
