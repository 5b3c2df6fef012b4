/* Slices, UTF-8, numbers and times. */
#include "../tap.h"

#include "base/clock.h"
#include "base/utf8.h"

static void test_str(void)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    int64_t v = 77;
    ok(str_int(STR("-9223372036854775808"), INT64_MIN, INT64_MAX, &v) == OK && v == INT64_MIN, "the smallest integer is read");
    ok(str_int(STR("9223372036854775807"), INT64_MIN, INT64_MAX, &v) == OK && v == INT64_MAX, "the largest integer is read");
    static const char *const bad[] = {"", "-", "9223372036854775808", "1 ", " 1", "0x1", "1.0", "+1", "--1", "1e3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        v = 77;
        ok(str_int(strz(bad[i]), INT64_MIN, INT64_MAX, &v) == ERR_BAD_INPUT && v == 77, "\"%s\" is no integer, and the result is untouched", bad[i]);
    }
    ok(str_int(STR("11"), 0, 10, &v) == ERR_BAD_INPUT, "a number out of range is refused");
    struct str rest = STR("a,,b"), part;
    int n = 0;
    while (str_next(&rest, ',', &part)) n++;
    ok(n == 3, "empty parts count");
    ok(str_find(STR("abcabd"), STR("abd")) == 3 && str_find(STR("ab"), STR("abc")) == STR_NONE, "find");
    ok(str_ascii_ifind(STR("xx ContENT"), STR("content")) == 3, "find without case");
    ok(str_eq(str_trim(STR(" \t a b \r\n")), STR("a b")) && str_trim(STR("  ")).n == 0, "trim");
    ok(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0 && str_cmp(STR("x"), STR("x")) == 0, "compare");
    arena_release(&a);
}

static void test_utf8(void)
{
    static const struct { const char *s; bool good; } t[] = {
        {"plain", true}, {"\xc3\xa9", true}, {"\xe2\x82\xac", true}, {"\xf0\x9f\x98\x80", true}, {"\xef\xbf\xbd", true},
        {"\xc0\xaf", false}, {"\xe0\x80\xaf", false}, {"\xed\xa0\x80", false}, {"\xf4\x90\x80\x80", false}, {"\xff", false}, {"\xc3", false},
        {"a\x80", false}, {"\xe2\x82", false}, {"\xf0\x9f\x98", false}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) ok(utf8_valid(strz(t[i].s)) == t[i].good, "utf8 case %zu is %s", i, t[i].good ? "well-formed" : "refused");
    ok(!utf8_valid(str_of("a\0b", 3)), "a NUL is refused");
    struct buf b;
    buf_init(&b, 1000);
    utf8_repair(&b, str_of("a\0\xff\xe2\x82z\xc3\xa9", 8));
    ok(str_eq(buf_view(&b), STR("a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\xc3\xa9")), "repair puts one replacement for each maximal part");
    buf_clear(&b);
    for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 977) {
        if (c >= 0xD800 && c < 0xE000) continue;
        buf_clear(&b);
        utf8_add(&b, c);
        size_t n;
        if (utf8_next(b.p, b.n, &n) != c || n != b.n) {
            ok(false, "round trip of U+%04X", c);
            break;
        }
    }
    ok(utf8_cut(STR("a\xe2\x82\xac"), 3) == 1 && utf8_cut(STR("abc"), 9) == 3, "a cut falls between characters");
    buf_release(&b);
}

static void test_note(void)
{
    struct note n;
    char euros[600];
    for (size_t i = 0; i + 3 < sizeof euros; i += 3) memcpy(euros + i, "\xe2\x82\xac", 4);
    for (int pad = 0; pad < 3; pad++) {
        note_set(&n, "%.*s%s", pad, "ab", euros);
        ok(utf8_valid(strz(n.text)) && strlen(n.text) >= sizeof n.text - 4, "a long note ends with a whole character (%d before)", pad);
    }
    note_set(&n, "\"%.4s\" is no name", euros);
    ok(strcmp(n.text, "\"\xe2\x82\xac\" is no name") == 0, "nor does a quote in it keep half of one");
    note_set(&n, "\xef\xbf\xbd stays");
    ok(strcmp(n.text, "\xef\xbf\xbd stays") == 0, "a replacement character is a character");
    note_set(NULL, "nowhere");
}

static void test_civil(void)
{
    bool round = true;
    for (int64_t d = -800000; d < 800000; d += 37) {
        struct civil c = civil_of(d * USEC_PER_DAY + 12345);
        round = round && civil_usec(c) == d * USEC_PER_DAY + 12345 && civil_day(c.year, c.month, c.day) == d;
    }
    ok(round, "days and civil dates are inverse over four thousand years");
    ok(civil_date_valid(2024, 2, 29) && !civil_date_valid(2023, 2, 29) && !civil_date_valid(1900, 2, 29) && civil_date_valid(2000, 2, 29) &&
           !civil_date_valid(2024, 4, 31) && !civil_date_valid(2024, 13, 1) && !civil_date_valid(2024, 0, 1), "leap years and months");
    ok(weekday_of(0) == 4 && weekday_of(-1) == 3 && weekday_of(civil_day(2026, 11, 20)) == 5, "weekdays");
}

static void test_times(void)
{
    char out[CLOCK_RFC3339_SIZE], http[CLOCK_HTTP_SIZE], mail[CLOCK_MAIL_SIZE];
    int64_t t = 0, u = 0;
    ok(clock_parse_rfc3339(STR("2026-03-06T20:36:08.5Z"), &t) == OK && strcmp(clock_rfc3339(t, out), "2026-03-06T20:36:08.500000Z") == 0, "RFC 3339 round trip");
    ok(clock_parse_rfc3339(STR("2026-03-06T22:36:08.500+02:00"), &u) == OK && u == t, "an offset");
    ok(clock_parse_rfc3339(STR("2026-03-06 20:36:08.5+00"), &u) == OK && u == t, "as PostgreSQL writes it");
    ok(clock_parse_rfc3339(STR("2026-03-06"), &u) == OK && u % USEC_PER_DAY == 0, "a day");
    static const char *const bad[] = {"", "2026", "2026-02-30", "2026-03-06T25:00:00Z", "2026-03-06T20:36:08", "2026-03-06T20:36:08Zx", "now", "2026-3-6"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(clock_parse_rfc3339(strz(bad[i]), &u) == ERR_BAD_INPUT, "\"%s\" is no time", bad[i]);
    ok(clock_parse_http(STR("Sun, 06 Nov 1994 08:49:37 GMT"), &t) == OK && strcmp(clock_http(t, http), "Sun, 06 Nov 1994 08:49:37 GMT") == 0, "IMF-fixdate");
    ok(clock_parse_http(STR("Sunday, 06-Nov-94 08:49:37 GMT"), &u) == OK && u == t, "RFC 850 date");
    ok(clock_parse_http(STR("Sun Nov  6 08:49:37 1994"), &u) == OK && u == t, "asctime date");
    static const char *const worse[] = {"", "Sun", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "120"};
    for (size_t i = 0; i < sizeof worse / sizeof *worse; i++) ok(clock_parse_http(strz(worse[i]), &u) == ERR_BAD_INPUT, "\"%s\" is no HTTP date", worse[i]);
    ok(strcmp(clock_mail(t, mail), "Sun, 06 Nov 1994 08:49:37 +0000") == 0, "a mail date");
}

int main(void)
{
    test_str();
    test_utf8();
    test_note();
    test_civil();
    test_times();
    return done();
}
