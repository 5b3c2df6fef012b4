/* Time. All instants are int64_t microseconds since 1970-01-01T00:00:00Z (`usec`); no local time anywhere below the web's
 * and mail's formatting. Intervals are measured with clock_mono_us, which never jumps.
 *
 * The only module that asks the system what time it is. Where clock_set_file named a file, the instant is the RFC 3339
 * time in that file, read anew on each call: so the demonstration and the tests replay a year in seconds with several
 * processes on one clock. SQL never asks for the time: it gets it as a parameter. */
#ifndef ATLAS_BASE_CLOCK_H
#define ATLAS_BASE_CLOCK_H

#include "base/str.h"

#define USEC_PER_SEC INT64_C(1000000)
#define USEC_PER_DAY (86400 * USEC_PER_SEC)

int64_t clock_now_us(void);
int64_t clock_mono_us(void);
void clock_set_file(const char *path); /* NULL: the system's clock. The string must live on */

struct civil { /* proleptic Gregorian, UTC */
    int year, month, day, hour, minute, second; /* month and day from 1 */
    int us;
};
struct civil civil_of(int64_t usec);
int64_t civil_usec(struct civil c);      /* fields in range; the inverse of civil_of */
int64_t civil_day(int year, int month, int day); /* days since 1970-01-01 */
int weekday_of(int64_t day);             /* 0 Sunday … 6 Saturday, of days since 1970-01-01 */
bool civil_date_valid(int year, int month, int day);

/* Fixed-format texts; the buffers hold them with their NUL. */
enum { CLOCK_RFC3339_SIZE = 28, CLOCK_HTTP_SIZE = 30, CLOCK_MAIL_SIZE = 32 };
const char *clock_rfc3339(int64_t usec, char out[CLOCK_RFC3339_SIZE]); /* 2026-03-06T20:36:08.000000Z */
const char *clock_http(int64_t usec, char out[CLOCK_HTTP_SIZE]);       /* Fri, 06 Mar 2026 20:36:08 GMT */
const char *clock_mail(int64_t usec, char out[CLOCK_MAIL_SIZE]);       /* Fri, 06 Mar 2026 20:36:08 +0000 */
MUST_USE int clock_parse_rfc3339(struct str s, int64_t *ret);          /* also "2026-03-06" and an offset */
MUST_USE int clock_parse_http(struct str s, int64_t *ret);             /* the three forms of RFC 9110, 5.6.7 */

extern const char *const month_names[12];   /* January … in English; of mail, HTTP and pages alike */
extern const char *const weekday_names[7];  /* Sunday … */

#endif
