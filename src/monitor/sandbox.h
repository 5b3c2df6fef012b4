/* What a parser child gives up before it reads its first stranger's byte. Degrades loudly: what the kernel cannot do is
 * said in the note, and the worker logs it; seccomp missing is an error. */
#ifndef ATLAS_MONITOR_SANDBOX_H
#define ATLAS_MONITOR_SANDBOX_H

#include "base/err.h"

/* After this the process may read and write the descriptors it has, manage memory, and end. Irreversible. */
MUST_USE int sandbox_enter(size_t memory_bytes, unsigned cpu_s, struct note *why);

/* Tries to open a file, a socket and a program from inside a fresh sandboxed process; OK when all are denied. */
MUST_USE int sandbox_self_test(struct note *why);

#endif
