#include "net/guard.h"

#include "../tap.h"
#include "net/url.h"

#include <arpa/inet.h>
#include <netinet/in.h>

union address {
    struct sockaddr sa;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
};

static union address address_of(const char *text, uint16_t port)
{
    union address a = {0};
    if (inet_pton(AF_INET, text, &a.in.sin_addr) == 1) {
        a.in.sin_family = AF_INET;
        a.in.sin_port = htons(port);
    } else if (inet_pton(AF_INET6, text, &a.in6.sin6_addr) == 1) {
        a.in6.sin6_family = AF_INET6;
        a.in6.sin6_port = htons(port);
    } else {
        bug("not an address: %s", text);
    }
    return a;
}

static const char *refusal(const char *text, uint16_t port, const struct guard *g)
{
    union address a = address_of(text, port);
    return guard_refusal(&a.sa, g);
}

static const char *const refused[] = {
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.171",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.9",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:10.0.0.1",
    "64:ff9b::808:808",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378::1",
    "2001:2::1",
    "2001:10::1",
    "2001:1f:ffff::1",
    "2001:20::1",
    "2001:2f::1",
    "2001:1ff::1",
    "2001:db8::1",
    "2001:db8:ffff::1",
    "2002::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2620:4f:8000::1",
    "3ffe::1",
    "3fff::1",
    "3fff:fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
};

static void test_refused(void)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const char *why80 = refusal(refused[i], 80, NULL);
        ok(why80 != NULL && refusal(refused[i], 443, NULL) != NULL, "%s is refused (%s)", refused[i],
           why80 != NULL ? why80 : "-");
    }
}

static const char *const allowed[] = {
    "1.1.1.1",         "8.8.8.8",         "9.255.255.255",   "11.0.0.0",        "93.184.216.34",
    "100.63.255.255",  "100.128.0.0",     "126.255.255.255", "128.0.0.1",       "169.253.255.255",
    "169.255.0.0",     "172.15.255.255",  "172.32.0.0",      "192.0.1.0",       "192.0.3.0",
    "192.167.255.255", "192.169.0.0",     "198.17.255.255",  "198.20.0.0",      "203.0.112.255",
    "203.0.114.0",     "223.255.255.255", "::ffff:8.8.8.8",  "2001:200::1",     "2001:4860:4860::8888",
    "2001:db7::1",     "2001:db9::1",     "2003::1",         "2606:4700::1111", "2620:4f:8001::1",
    "2a00:1450::1",    "3fff:1000::1",    "3ffd::1",
};

static void test_allowed(void)
{
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        const char *why = refusal(allowed[i], 443, NULL);
        ok(why == NULL && refusal(allowed[i], 80, NULL) == NULL, "%s is allowed (%s)", allowed[i],
           why != NULL ? why : "-");
    }
}

static void test_ports(void)
{
    static const uint16_t list[] = {0, 1, 22, 25, 79, 81, 442, 444, 5432, 8080, 8443, 65535};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        ok(refusal("8.8.8.8", list[i], NULL) != NULL && refusal("2606:4700::1111", list[i], NULL) != NULL,
           "port %u is refused", list[i]);
    struct sockaddr local = {.sa_family = AF_UNIX};
    ok(!guard_allows(&local, NULL), "a unix socket is refused");
}

static void test_exceptions(struct arena *a)
{
    struct guard g = {0};
    struct note why;
    ok(guard_parse_allow(a, STR(" 127.0.0.1:8081, [::1]:8082 ,192.168.1.5:80"), &g, &why) == OK && g.npairs == 3,
       "three pairs");
    ok(refusal("127.0.0.1", 8081, &g) == NULL, "the pair itself");
    ok(refusal("::ffff:127.0.0.1", 8081, &g) == NULL, "the pair, mapped");
    ok(refusal("::1", 8082, &g) == NULL, "the IPv6 pair");
    ok(refusal("192.168.1.5", 80, &g) == NULL, "the third");
    ok(refusal("127.0.0.1", 8082, &g) != NULL, "the address of one with the port of another");
    ok(refusal("127.0.0.2", 8081, &g) != NULL, "a neighbour");
    ok(refusal("127.0.0.1", 80, &g) != NULL, "the address with port 80");
    ok(refusal("192.168.1.5", 443, &g) != NULL, "port 443 of an address allowed for 80");
    ok(refusal("8.8.8.8", 443, &g) == NULL, "public addresses stay allowed");
    ok(guard_parse_allow(a, STR(""), &g, &why) == OK && g.npairs == 0, "empty text: no exception");
    ok(guard_parse_allow(a, STR(" \n"), &g, &why) == OK && g.npairs == 0, "white space: no exception");
    static const char *const bad[] = {"127.0.0.1",       "localhost:80",   "127.0.0.1:",    "127.0.0.1:0",
                                      "127.0.0.1:65536", "127.0.0.1:80x",  "::1:80",        "[::1]",
                                      "[::1]80",         "[127.0.0.1]:80", "10.0.0.0/8:80", "*:80",
                                      "127.0.0.1:80,,",  "127.1:80",       "0x7f.0.0.1:80", "127.0.0.1:80;",
                                      "[fe80::1%lo]:80", "127.0.0.1: 80",  ":80",           "http://127.0.0.1:80"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        g.npairs = 77;
        why.text[0] = '\0';
        ok(guard_parse_allow(a, strz(bad[i]), &g, &why) == ERR_BAD_INPUT && g.npairs == 77 && why.text[0] != '\0',
           "\"%s\" is not a pair", bad[i]);
    }
}

static void test_text(void)
{
    char out[GUARD_ADDRESS_SIZE];
    union address a = address_of("::ffff:192.0.2.7", 80), b = address_of("2001:db8::1", 443);
    ok(strcmp(guard_address(&a.sa, out), "192.0.2.7:80") == 0, "mapped is written as IPv4");
    ok(strcmp(guard_address(&b.sa, out), "[2001:db8::1]:443") == 0, "IPv6 in brackets");
}

static void test_urls(struct arena *a)
{
    struct url u = {.text = "", .origin = "", .target = ""};
    struct note why;
    ok(url_parse(a, "HTTPS://Example.COM:443/a/../b?q=1#top", &u, &why) == OK &&
           strcmp(u.text, "https://example.com/b?q=1") == 0,
       "a URL is normalised: %s", u.text);
    ok(strcmp(u.origin, "https://example.com") == 0 && strcmp(u.target, "/b?q=1") == 0 && u.https && u.port == 443,
       "its parts");
    ok(url_parse(a, "http://example.com:8080", &u, &why) == OK && strcmp(u.origin, "http://example.com:8080") == 0 &&
           strcmp(u.target, "/") == 0 && !u.https,
       "a port that is not the usual one belongs to the origin");
    ok(url_parse(a, "http://[2001:DB8::1]/x", &u, &why) == OK && strcmp(u.origin, "http://[2001:db8::1]") == 0,
       "IPv6: %s", u.origin);
    static const struct {
        const char *url;
        int rc;
    } bad[] = {{"ftp://example.com/", ERR_DENIED},
               {"file:///etc/passwd", ERR_DENIED},
               {"gopher://example.com/", ERR_DENIED},
               {"http://u:p@example.com/", ERR_DENIED},
               {"http://u@example.com/", ERR_DENIED},
               {"javascript:alert(1)", ERR_BAD_INPUT},
               {"http://:p@example.com/", ERR_DENIED},
               {"http://", ERR_BAD_INPUT},
               {"example.com/terms", ERR_BAD_INPUT},
               {"/terms", ERR_BAD_INPUT},
               {"", ERR_BAD_INPUT},
               {"http://exa mple.com/", ERR_BAD_INPUT},
               {"http://example.com:99999/", ERR_BAD_INPUT},
               {"http://example.com/a b", ERR_BAD_INPUT},
               {"http://example.com/\r\nX: y", ERR_BAD_INPUT},
               {"//example.com/", ERR_BAD_INPUT},
               {"unix:///run/x", ERR_DENIED},
               {"smtp://example.com/", ERR_DENIED}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int rc = url_parse(a, bad[i].url, &u, &why);
        ok(rc == bad[i].rc, "\"%s\" is refused (%s)", bad[i].url, rc == OK ? "no!" : why.text);
    }
    char *long_url = arena_alloc(a, URL_MAX + 32);
    memset(long_url, 'a', URL_MAX + 20);
    memcpy(long_url, "http://a/", 9);
    ok(url_parse(a, long_url, &u, &why) == ERR_BAD_INPUT, "a URL of more than URL_MAX bytes");
}

int main(void)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    test_refused();
    test_allowed();
    test_ports();
    test_exceptions(&a);
    test_text();
    test_urls(&a);
    arena_release(&a);
    return done();
}
