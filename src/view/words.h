/* Days, instants, ages and numbers as a person reads them, in English: the one formatter of pages and mail. Input is
 * the text that SQL gives ("2026-03-06", "2026-03-06T20:36:08Z", "12345"); what does not parse is passed through
 * unchanged, so that a mistake in a query is seen. */
#ifndef ATLAS_VIEW_WORDS_H
#define ATLAS_VIEW_WORDS_H

#ifdef __cplusplus
extern "C" {
#endif

#include "base/buf.h"

void words_day(struct buf *out, struct str when);                 /* 6 March 2026 */
void words_time(struct buf *out, struct str when);                /* 6 March 2026, 20:36 UTC */
void words_ago(struct buf *out, struct str when, int64_t now_us); /* 3 hours ago; in 2 days */
void words_int(struct buf *out, struct str number);               /* 12,345 */

#ifdef __cplusplus
}
#endif

#endif
