/* Log lines of the three programs, to stderr: `2026-03-06T20:36:08Z info worker: fetched source=12 bytes=3456`.
 * Only main programs, monitor/ and web/ log; lower layers return. Control characters in what is logged become '?', so
 * one call is one line. Never log passwords, tokens or whole addresses of people. */
#ifndef ATLAS_BASE_LOG_H
#define ATLAS_BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

enum log_level log_level_of(const char *name); /* LOG_INFO where there is no such level */
void log_open(const char *program, enum log_level least); /* program must live on */
void log_line(enum log_level level, const char *fmt, ...) PRINTF(2, 3);
#define log_debug(...) log_line(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_line(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_line(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)

#endif
