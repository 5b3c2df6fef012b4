#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *err_name(int err)
{
    switch (err) {
    case OK: return "ok";
    case ERR_NOT_FOUND: return "not found";
    case ERR_CONFLICT: return "conflict";
    case ERR_LIMIT: return "over a limit";
    case ERR_BAD_INPUT: return "bad input";
    case ERR_IO: return "input/output";
    case ERR_DENIED: return "denied";
    default: return "unknown error";
    }
}

void note_set(struct note *n, const char *fmt, ...)
{
    if (n == NULL) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(n->text, sizeof n->text, fmt, ap);
    va_end(ap);
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    fprintf(stderr, "bug at %s:%d: ", file, line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    abort();
}
