#include "view/words.h"

#include "base/clock.h"

#include <inttypes.h>

void words_day(struct buf *out, struct str when)
{
    int64_t usec;
    if (clock_parse_rfc3339(when, &usec) != OK) {
        buf_str(out, when);
        return;
    }
    struct civil c = civil_of(usec);
    buf_printf(out, "%d %s %d", c.day, month_names[c.month - 1], c.year);
}

void words_time(struct buf *out, struct str when)
{
    int64_t usec;
    words_day(out, when);
    if (clock_parse_rfc3339(when, &usec) != OK) return;
    struct civil c = civil_of(usec);
    buf_printf(out, ", %02d:%02d UTC", c.hour, c.minute);
}

void words_ago(struct buf *out, struct str when, int64_t now_us)
{
    static const struct {
        int64_t below_s, unit_s; /* the unit is used for distances below */
        const char *name;
    } units[] = {
        {3600, 60, "minute"},
        {48 * 3600, 3600, "hour"},
        {60 * 86400, 86400, "day"},
        {730 * 86400, 30 * 86400 + 43200, "month"}, /* a mean month of 30.5 days */
        {INT64_MAX, 365 * 86400 + 21600, "year"},
    };
    int64_t usec;
    if (clock_parse_rfc3339(when, &usec) != OK) {
        buf_str(out, when);
        return;
    }
    int64_t distance_s = (now_us - usec) / USEC_PER_SEC;
    bool future = distance_s < 0;
    if (future) distance_s = -distance_s;
    if (distance_s < 60) {
        buf_strz(out, future ? "in a moment" : "just now");
        return;
    }
    size_t u = 0;
    while (distance_s >= units[u].below_s) u++;
    int64_t n = distance_s / units[u].unit_s;
    buf_printf(out, "%s%" PRId64 " %s%s%s", future ? "in " : "", n, units[u].name, n == 1 ? "" : "s",
               future ? "" : " ago");
}

void words_int(struct buf *out, struct str number)
{
    size_t sign = number.n > 0 && number.p[0] == '-' ? 1 : 0;
    size_t digits = number.n - sign;
    for (size_t i = sign; i < number.n; i++)
        if (!ascii_digit(number.p[i])) digits = 0;
    if (digits == 0) {
        buf_str(out, number);
        return;
    }
    for (size_t i = 0; i < number.n; i++) {
        size_t left = number.n - i; /* digits to come */
        if (i > sign && left % 3 == 0) buf_char(out, ',');
        buf_char(out, number.p[i]);
    }
}
