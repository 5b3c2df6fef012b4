/* Whole files, bounded. */
#ifndef ATLAS_BASE_FILE_H
#define ATLAS_BASE_FILE_H

#include "base/str.h"

/* The file's bytes in the arena, a NUL behind them; "-" is standard input. ERR_NOT_FOUND: there is none; ERR_IO: it cannot
 * be read; ERR_LIMIT: it is larger than max_bytes. `why` (may be NULL) names the file. */
MUST_USE int file_read(struct arena *a, const char *path, size_t max_bytes, struct str *ret, struct note *why);

#endif
