#include "net/guard.h"

#include "base/vec.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

struct block {
    uint8_t prefix[16];
    uint8_t bits;
    const char *what;
};

/* IPv4 blocks are compared on the four bytes alone; longest first is not needed, any hit refuses. */
static const struct block special_v4[] = {
    {{0}, 8, "\"this network\""},
    {{10}, 8, "private use"},
    {{100, 64}, 10, "shared address space of carriers"},
    {{127}, 8, "loopback"},
    {{169, 254}, 16, "link-local"},
    {{172, 16}, 12, "private use"},
    {{192, 0, 0}, 24, "IETF protocol assignments"},
    {{192, 0, 2}, 24, "documentation"},
    {{192, 31, 196}, 24, "AS112"},
    {{192, 52, 193}, 24, "AMT"},
    {{192, 88, 99}, 24, "6to4 relay"},
    {{192, 168}, 16, "private use"},
    {{192, 175, 48}, 24, "AS112"},
    {{198, 18}, 15, "benchmarking"},
    {{198, 51, 100}, 24, "documentation"},
    {{203, 0, 113}, 24, "documentation"},
    {{224}, 4, "multicast"},
    {{240}, 4, "reserved"},
};

/* Inside 2000::/3; what lies outside is refused without a table. */
static const struct block special_v6[] = {
    {{0x20, 0x01}, 32, "Teredo"},
    {{0x20, 0x01, 0, 0x10}, 28, "ORCHID"},
    {{0x20, 0x01, 0, 0x20}, 28, "ORCHID"},
    {{0x20, 0x01}, 23, "IETF protocol assignments"},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"},
    {{0x20, 0x02}, 16, "6to4"},
    {{0x26, 0x20, 0, 0x4f, 0x80}, 48, "AS112"},
    {{0x3f, 0xfe}, 16, "the former 6bone"},
    {{0x3f, 0xff}, 20, "documentation"},
};

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

static bool inside(const uint8_t *address, const struct block *b)
{
    size_t whole = b->bits / 8;
    unsigned rest = b->bits % 8;
    if (memcmp(address, b->prefix, whole) != 0) return false;
    return rest == 0 || ((address[whole] ^ b->prefix[whole]) >> (8 - rest)) == 0;
}

static const char *found_in(const uint8_t *address, const struct block *table, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (inside(address, &table[i])) return table[i].what;
    return NULL;
}

/* IPv4 becomes the mapped IPv6 address, so that both spellings of one address are one. */
static bool pair_of(const struct sockaddr *sa, struct guard_pair *ret)
{
    if (sa->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, sa, sizeof in);
        memcpy(ret->address, mapped, sizeof mapped);
        memcpy(ret->address + 12, &in.sin_addr, 4);
        ret->port = ntohs(in.sin_port);
        return true;
    }
    if (sa->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, sa, sizeof in6);
        memcpy(ret->address, &in6.sin6_addr, 16);
        ret->port = ntohs(in6.sin6_port);
        return true;
    }
    return false;
}

static bool excepted(const struct guard *g, const struct guard_pair *p)
{
    for (size_t i = 0; g != NULL && i < g->npairs; i++)
        if (g->pairs[i].port == p->port && memcmp(g->pairs[i].address, p->address, 16) == 0) return true;
    return false;
}

const char *guard_refusal(const struct sockaddr *sa, const struct guard *g)
{
    struct guard_pair p;
    if (!pair_of(sa, &p)) return "not an internet address";
    if (excepted(g, &p)) return NULL;
    const char *what;
    if (memcmp(p.address, mapped, sizeof mapped) == 0) {
        what = found_in(p.address + 12, special_v4, sizeof special_v4 / sizeof special_v4[0]);
    } else if (p.address[0] >> 5 != 1) {
        static const uint8_t loopback[16] = {[15] = 1};
        what = memcmp(p.address, loopback, 16) == 0 ? "loopback" : "outside of global unicast";
    } else {
        what = found_in(p.address, special_v6, sizeof special_v6 / sizeof special_v6[0]);
    }
    if (what != NULL) return what;
    return p.port == 80 || p.port == 443 ? NULL : "a port other than 80 and 443";
}

bool guard_allows(const struct sockaddr *sa, const struct guard *g) { return guard_refusal(sa, g) == NULL; }

const char *guard_address(const struct sockaddr *sa, char out[GUARD_ADDRESS_SIZE])
{
    struct guard_pair p;
    char text[INET6_ADDRSTRLEN] = "";
    if (!pair_of(sa, &p)) {
        snprintf(out, GUARD_ADDRESS_SIZE, "unknown address");
    } else if (memcmp(p.address, mapped, sizeof mapped) == 0) {
        inet_ntop(AF_INET, p.address + 12, text, sizeof text);
        snprintf(out, GUARD_ADDRESS_SIZE, "%s:%u", text, p.port);
    } else {
        inet_ntop(AF_INET6, p.address, text, sizeof text);
        snprintf(out, GUARD_ADDRESS_SIZE, "[%s]:%u", text, p.port);
    }
    return out;
}

static int parse_pair(struct str item, struct guard_pair *ret, struct note *why)
{
    char host[INET6_ADDRSTRLEN];
    bool v6 = item.n > 0 && item.p[0] == '[';
    size_t at = v6 ? str_find(item, STR("]:")) : str_find_char(item, ':');
    struct str address = v6 && at != STR_NONE ? str_of(item.p + 1, at - 1) : str_upto(item, at);
    int64_t port;
    if (at == STR_NONE || address.n == 0 || address.n >= sizeof host ||
        str_int(str_from(item, at + (v6 ? 2 : 1)), 1, 65535, &port) != OK)
        goto bad;
    memcpy(host, address.p, address.n);
    host[address.n] = '\0';
    memcpy(ret->address, mapped, sizeof mapped);
    if (inet_pton(v6 ? AF_INET6 : AF_INET, host, v6 ? ret->address : ret->address + 12) != 1) goto bad;
    ret->port = (uint16_t)port;
    return OK;
bad:
    note_set(why, "\"" STR_FMT "\" is not an exact address and port like 127.0.0.1:8081 or [::1]:8081", STR_ARG(item));
    return ERR_BAD_INPUT;
}

int guard_parse_allow(struct arena *a, struct str text, struct guard *ret, struct note *why)
{
    VEC(struct guard_pair) pairs = {0};
    text = str_trim(text);
    struct str item;
    while (text.n > 0 && str_next(&text, ',', &item)) {
        struct guard_pair p;
        int rc = parse_pair(str_trim(item), &p, why);
        if (rc != OK) return rc;
        *vec_push(&pairs, a) = p;
    }
    *ret = (struct guard){.pairs = pairs.v, .npairs = pairs.n};
    return OK;
}
