#include "base/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

const char *const month_names[12] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
const char *const weekday_names[7] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

static const char *clock_file;

void clock_set_file(const char *path)
{
    clock_file = path;
}

static int64_t read_clock(clockid_t id)
{
    struct timespec ts;
    if (clock_gettime(id, &ts) != 0) bug("clock_gettime");
    return ts.tv_sec * USEC_PER_SEC + ts.tv_nsec / 1000;
}

static int64_t file_now(void)
{
    char text[64];
    int fd = open(clock_file, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text) : -1;
    if (fd >= 0) close(fd);
    int64_t usec;
    if (n <= 0 || clock_parse_rfc3339(str_trim(str_of(text, (size_t)n)), &usec) != OK) {
        fprintf(stderr, "ATLAS_CLOCK: %s must hold one time like 2026-03-06T20:36:08Z\n", clock_file);
        _exit(2);
    }
    return usec;
}

int64_t clock_now_us(void)
{
    return clock_file != NULL ? file_now() : read_clock(CLOCK_REALTIME);
}

int64_t clock_mono_us(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil and civil_from_days. */
int64_t civil_day(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct civil civil_of(int64_t usec)
{
    int64_t days = usec / USEC_PER_DAY - (usec % USEC_PER_DAY < 0);
    int64_t in_day = usec - days * USEC_PER_DAY;
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    int64_t sec = in_day / USEC_PER_SEC;
    return (struct civil){.year = (int)(yoe + era * 400 + (month <= 2)),
                          .month = month,
                          .day = (int)(doy - (153 * mp + 2) / 5 + 1),
                          .hour = (int)(sec / 3600),
                          .minute = (int)(sec / 60 % 60),
                          .second = (int)(sec % 60),
                          .us = (int)(in_day % USEC_PER_SEC)};
}

int64_t civil_usec(struct civil c)
{
    return (civil_day(c.year, c.month, c.day) * 86400 + c.hour * 3600 + c.minute * 60 + c.second) * USEC_PER_SEC + c.us;
}

int weekday_of(int64_t day)
{
    return (int)(((day + 4) % 7 + 7) % 7);
}

bool civil_date_valid(int year, int month, int day)
{
    static const int length[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= length[month - 1] + (month == 2 && leap);
}

const char *clock_rfc3339(int64_t usec, char out[CLOCK_RFC3339_SIZE])
{
    struct civil c = civil_of(usec);
    snprintf(out, CLOCK_RFC3339_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ", (unsigned)c.year % 10000u,
             (unsigned)c.month % 100u, (unsigned)c.day % 100u, (unsigned)c.hour % 100u, (unsigned)c.minute % 100u,
             (unsigned)c.second % 100u, (unsigned)c.us % 1000000u);
    return out;
}

static void day_and_time(int64_t usec, const char *zone, size_t size, char *out)
{
    struct civil c = civil_of(usec);
    snprintf(out, size, "%.3s, %02u %.3s %04u %02u:%02u:%02u %s",
             weekday_names[weekday_of(civil_day(c.year, c.month, c.day))], (unsigned)c.day % 100u,
             month_names[c.month - 1], (unsigned)c.year % 10000u, (unsigned)c.hour % 100u, (unsigned)c.minute % 100u,
             (unsigned)c.second % 100u, zone);
}

const char *clock_http(int64_t usec, char out[CLOCK_HTTP_SIZE])
{
    day_and_time(usec, "GMT", CLOCK_HTTP_SIZE, out);
    return out;
}

const char *clock_mail(int64_t usec, char out[CLOCK_MAIL_SIZE])
{
    day_and_time(usec, "+0000", CLOCK_MAIL_SIZE, out);
    return out;
}

/* Reads exactly n digits and moves on. */
static bool digits(struct str *s, size_t n, int *ret)
{
    int64_t v;
    if (s->n < n || !ascii_digit(s->p[0]) || str_int(str_upto(*s, n), 0, 9999, &v) != OK) return false;
    *s = str_from(*s, n);
    *ret = (int)v;
    return true;
}

static bool literal(struct str *s, struct str what)
{
    if (!str_starts(*s, what)) return false;
    *s = str_from(*s, what.n);
    return true;
}

static bool time_of_day(struct str *s, struct civil *c)
{
    return digits(s, 2, &c->hour) && literal(s, STR(":")) && digits(s, 2, &c->minute) && literal(s, STR(":")) &&
           digits(s, 2, &c->second) && c->hour < 24 && c->minute < 60 && c->second <= 60;
}

static void fraction(struct str *s, struct civil *c)
{
    if (!literal(s, STR("."))) return;
    for (int scale = 100000; s->n > 0 && ascii_digit(s->p[0]); *s = str_from(*s, 1), scale /= 10)
        c->us += (s->p[0] - '0') * scale;
}

int clock_parse_rfc3339(struct str s, int64_t *ret)
{
    struct civil c = {0};
    int sign = 0, oh = 0, om = 0;
    if (!digits(&s, 4, &c.year) || !literal(&s, STR("-")) || !digits(&s, 2, &c.month) || !literal(&s, STR("-")) ||
        !digits(&s, 2, &c.day) || !civil_date_valid(c.year, c.month, c.day))
        return ERR_BAD_INPUT;
    if (s.n > 0) {
        if (!(literal(&s, STR("T")) || literal(&s, STR(" "))) || !time_of_day(&s, &c)) return ERR_BAD_INPUT;
        fraction(&s, &c);
        if (literal(&s, STR("+"))) sign = 1;
        else if (literal(&s, STR("-"))) sign = -1;
        else if (!literal(&s, STR("Z"))) return ERR_BAD_INPUT;
        if (sign != 0 && !digits(&s, 2, &oh)) return ERR_BAD_INPUT;
        literal(&s, STR(":"));
        if (sign != 0 && s.n > 0 && !digits(&s, 2, &om)) return ERR_BAD_INPUT;
        if (s.n > 0) return ERR_BAD_INPUT;
    }
    *ret = civil_usec(c) - sign * (oh * 60 + om) * 60 * USEC_PER_SEC;
    return OK;
}

static bool month_name(struct str *s, struct civil *c)
{
    for (c->month = 1; c->month <= 12; c->month++)
        if (literal(s, str_of(month_names[c->month - 1], 3))) return true;
    return false;
}

static bool imf_fixdate(struct str s, struct civil *c) /* 06 Nov 1994 08:49:37 GMT */
{
    return digits(&s, 2, &c->day) && literal(&s, STR(" ")) && month_name(&s, c) && literal(&s, STR(" ")) &&
           digits(&s, 4, &c->year) && literal(&s, STR(" ")) && time_of_day(&s, c) && literal(&s, STR(" GMT")) &&
           s.n == 0;
}

static bool rfc850_date(struct str s, struct civil *c) /* 06-Nov-94 08:49:37 GMT; two digits: within 50 years */
{
    bool ok = digits(&s, 2, &c->day) && literal(&s, STR("-")) && month_name(&s, c) && literal(&s, STR("-")) &&
              digits(&s, 2, &c->year) && literal(&s, STR(" ")) && time_of_day(&s, c) && literal(&s, STR(" GMT"));
    c->year += c->year < 70 ? 2000 : 1900;
    return ok && s.n == 0;
}

static bool asctime_date(struct str s, struct civil *c) /* Nov  6 08:49:37 1994 */
{
    return month_name(&s, c) && literal(&s, STR(" ")) &&
           (literal(&s, STR(" ")) ? digits(&s, 1, &c->day) : digits(&s, 2, &c->day)) && literal(&s, STR(" ")) &&
           time_of_day(&s, c) && literal(&s, STR(" ")) && digits(&s, 4, &c->year) && s.n == 0;
}

int clock_parse_http(struct str s, int64_t *ret)
{
    static bool (*const form[])(struct str, struct civil *) = {imf_fixdate, rfc850_date, asctime_date};
    size_t comma = str_find(s, STR(", ")), space = str_find_char(s, ' ');
    if (space == STR_NONE) return ERR_BAD_INPUT;
    s = str_from(s, comma != STR_NONE ? comma + 2 : space + 1); /* the day's name says nothing that the date does not */
    struct civil c = {0};
    size_t i = 0;
    while (i < 3 && !form[i](s, (c = (struct civil){0}, &c))) i++;
    if (i == 3 || !civil_date_valid(c.year, c.month, c.day)) return ERR_BAD_INPUT;
    *ret = civil_usec(c);
    return OK;
}
