/* What a call can report. One closed list for the whole program, few values: a caller that must tell more cases apart
 * calls something that does too much. Details for a person go where the call says (struct note, err.c of a layer).
 *
 * Not here: bugs. A broken invariant calls bug() and the process ends: a dead worker is cheap, a wrong citation is not. */
#ifndef ATLAS_BASE_ERR_H
#define ATLAS_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

enum err {
    OK = 0,
    ERR_NOT_FOUND = -1, /* no such record */
    ERR_CONFLICT = -2,  /* somebody else got there first, or it exists already */
    ERR_LIMIT = -3,     /* a ceiling on bytes, time, depth or count was met */
    ERR_BAD_INPUT = -4, /* the input is not what it claims to be */
    ERR_IO = -5,        /* the world outside failed: disk, network, database */
    ERR_DENIED = -6,    /* not allowed: guard, grant, tier */
};

/* The name of an error for a log line: "not found", "conflict" … Never NULL. */
const char *err_name(int err);

/* A sentence for the person who must mend it, filled by the callee on failure. Always NUL-terminated; long text is cut. */
struct note {
    char text[400];
};
void note_set(struct note *n, const char *fmt, ...) PRINTF(2, 3); /* n may be NULL: then nothing is kept */

/* Ends the process: an invariant of the program does not hold. Prints where, then aborts. */
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
NORETURN void bug_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);

#endif
