#include "base/err.h"

#include "base/utf8.h"

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

/* Takes out what is no whole character. Sentences are cut where they are too long, and so are the quotes in them (%.80s);
 * they go to pages, logs and the database, which take UTF-8 only. */
static void make_whole(char *text)
{
    size_t n = strlen(text), kept = 0;
    for (size_t i = 0, len; i < n; i += len) {
        bool whole = utf8_next(text + i, n - i, &len) != UTF8_REPLACEMENT || str_starts(str_of(text + i, n - i), STR("\xEF\xBF\xBD"));
        if (whole) memmove(text + kept, text + i, len);
        if (whole) kept += len;
    }
    text[kept] = '\0';
}

void note_set(struct note *n, const char *fmt, ...)
{
    if (n == NULL) return;
    va_list ap;
    va_start(ap, fmt);
    int wanted = vsnprintf(n->text, sizeof n->text, fmt, ap);
    va_end(ap);
    if (wanted < 0) n->text[0] = '\0';
    make_whole(n->text);
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
