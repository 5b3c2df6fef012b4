/* Signatures of webhooks: a vector made by the npm library stripe 23.1.0 (generateTestHeaderString), and all that is not it. */
#include "../tap.h"

#include "base/buf.h"
#include "base/clock.h"
#include "crypt/sha256.h"
#include "crypt/signature.h"

enum { AT = 1772442000 };
static struct arena a;
static const struct str body = {"{\"id\":\"evt_1\"}", 14}, secret = {"whsec_test", 10};

static const char *mac_of(const char *seconds, struct str of, struct str key)
{
    static char hex[SHA256_HEX_SIZE];
    struct sha256 mac;
    hmac_sha256(key, strz(arena_printf(&a, "%s." STR_FMT, seconds, STR_ARG(of))), &mac);
    return sha256_hex(&mac, hex);
}

static int check(const char *header, int64_t now_s) { return signature_check(&a, strz(header), body, secret, now_s * USEC_PER_SEC); }

static void test_library(void)
{
    static const char by_library[] = "t=1772442000,v1=58a127a24fe905b327df81e4529bf4d9ebb3032e3fcedf32d3e5d221f6848b33";
    ok(check(by_library, AT) == OK, "the library's header is right");
    ok(signature_check(&a, strz(by_library), STR("{\"id\":\"evt_2\"}"), secret, AT * USEC_PER_SEC) == ERR_DENIED, "not for another body");
    ok(signature_check(&a, strz(by_library), body, STR("whsec_tess"), AT * USEC_PER_SEC) == ERR_DENIED, "nor with another secret");
    ok(signature_check(&a, strz(by_library), body, STR(""), AT * USEC_PER_SEC) == ERR_DENIED, "nor without one");
}

static void test_time(void)
{
    const char *header = arena_printf(&a, "t=%d,v1=%s", AT, mac_of("1772442000", body, secret));
    ok(check(header, AT + 300) == OK && check(header, AT - 300) == OK, "five minutes old, or five ahead");
    ok(check(header, AT + 301) == ERR_DENIED, "a second older is too old");
    ok(check(header, AT - 301) == ERR_DENIED, "and a second farther ahead");
    ok(check(arena_printf(&a, "t=%d,v1=%s", AT + 600, mac_of("1772442000", body, secret)), AT + 600) == ERR_DENIED, "the time is signed too");
}

static void test_shapes(void)
{
    const char *mac = arena_dupz(&a, mac_of("1772442000", body, secret)), *other = arena_dupz(&a, mac_of("1772442000", body, STR("old")));
    ok(check(arena_printf(&a, "t=%d,v1=%s,v1=%s", AT, other, mac), AT) == OK, "one of several is enough");
    ok(check(arena_printf(&a, " v0=%s, v1=%s, t=%d", other, mac, AT), AT) == OK, "in any order, with blanks, beside other schemes");
    ok(check(arena_printf(&a, "t=%d,v0=%s", AT, mac), AT) == ERR_DENIED, "another scheme alone is none");
    ok(check(arena_printf(&a, "t=%d,t=%d,v1=%s", AT, AT, mac), AT) == ERR_DENIED, "two times are none");
    ok(check(arena_printf(&a, "t=%d,v1=%.63s", AT, mac), AT) == ERR_DENIED, "cut by a digit");
    ok(check(arena_printf(&a, "t=%d,v1=%s0", AT, mac), AT) == ERR_DENIED, "or longer");
    ok(check(arena_printf(&a, "t=+%d,v1=%s", AT, mac), AT) == ERR_DENIED, "a sign before the time");
    static const char *const bad[] = {"", ",", "t=", "v1=", "t=1772442000", "t=1772442000,v1=", "t=99999999999999999999,v1=00", "t=-1,v1=00", "v1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(check(bad[i], AT) == ERR_DENIED, "\"%s\"", bad[i]);
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_printf(&b, "t=%d", AT);
    for (int i = 0; i < SIGNATURES_MAX; i++) buf_strz(&b, ",v1=00");
    buf_printf(&b, ",v1=%s", mac);
    ok(check(b.p, AT) == ERR_DENIED, "more signatures than anybody sends");
    buf_release(&b);
}

int main(void)
{
    arena_init(&a, 1 << 20);
    test_library();
    test_time();
    test_shapes();
    arena_release(&a);
    return done();
}
