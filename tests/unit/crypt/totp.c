/* One-time codes against the vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B, the last six digits), base32
 * against RFC 4648 §10. */
#include "../tap.h"

#include "base/clock.h"
#include "crypt/totp.h"

static const struct str key = {"12345678901234567890", 20};

static void test_hotp(void)
{
    static const uint32_t want[] = {755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489};
    for (uint64_t i = 0; i < sizeof want / sizeof *want; i++) ok(hotp(key, i) == want[i], "counter %d", (int)i);
}

static void test_totp(void)
{
    static const struct {
        int64_t second;
        const char *code;
    } want[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        int64_t step = -7, now = want[i].second * USEC_PER_SEC, here = want[i].second / TOTP_STEP_S;
        struct str code = strz(want[i].code);
        ok(totp_check(key, code, now, 0, &step) == OK && step == here, "at %lld s: %s", (long long)want[i].second, want[i].code);
        ok(totp_check(key, code, now, here, &step) == ERR_DENIED, "not again in the same step");
        ok(totp_check(key, code, now, here + 5, &step) == ERR_DENIED, "nor after a later one was taken");
        ok(totp_check(key, code, now + 30 * USEC_PER_SEC, 0, &step) == OK && step == here, "a step later it is still taken");
        ok(totp_check(key, code, now - 30 * USEC_PER_SEC, 0, &step) == OK && step == here, "and a step before");
        step = -7;
        ok(totp_check(key, code, now + 60 * USEC_PER_SEC, 0, &step) == ERR_DENIED && step == -7, "two steps later not, and the result is untouched");
        ok(now < 60 * USEC_PER_SEC || totp_check(key, code, now - 60 * USEC_PER_SEC, 0, &step) == ERR_DENIED, "nor two before");
    }
}

static void test_refusals(void)
{
    static const char *const bad[] = {"", "28708", "2870822", "28708a", " 87082", "+87082", "-87082"};
    int64_t step = -7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(totp_check(key, strz(bad[i]), 59 * USEC_PER_SEC, 0, &step) == ERR_BAD_INPUT, "no code: \"%s\"", bad[i]);
    ok(totp_check(key, STR("287083"), 59 * USEC_PER_SEC, 0, &step) == ERR_DENIED, "a wrong one");
    ok(totp_check(STR("another key of 20 by"), STR("287082"), 59 * USEC_PER_SEC, 0, &step) == ERR_DENIED, "another key");
    ok(totp_check(key, STR("755224"), 0, -1, &step) == OK && step == 0 && totp_check(key, STR("755224"), 0, 0, &step) == ERR_DENIED, "the first step of all");
    ok(step == 0, "a refusal leaves the result alone");
}

int main(void)
{
    static const char *const words[][2] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    struct arena a;
    arena_init(&a, 1 << 20);
    test_hotp();
    test_totp();
    test_refusals();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) ok(strcmp(base32_encode(&a, strz(words[i][0])), words[i][1]) == 0, "base32 of \"%s\"", words[i][0]);
    ok(strcmp(base32_encode(&a, STR("\xff\xff\xff\xff\xff")), "77777777") == 0, "and of bytes");
    arena_release(&a);
    return done();
}
