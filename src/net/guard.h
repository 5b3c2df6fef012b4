/* Which network addresses the fetch gate may connect to. A pure decision on the address of the socket, made when it is
 * opened: so it does not matter how a host was spelt (name, decimal, hex, octal, mapped), what its name resolved to a
 * moment ago, or which redirect led there.
 *
 * Allowed: TCP to ports 80 and 443 of global unicast addresses. Not allowed: every block of IANA's special-purpose
 * registries for IPv4 (also those marked globally reachable: no document lives on an AS112 sink) and, of IPv6, all that
 * lies outside 2000::/3 (loopback, link-local, unique local, multicast, NAT64) and the special blocks inside (Teredo,
 * ORCHID, documentation, 6to4 …). An IPv4-mapped IPv6 address is judged as the IPv4 address.
 * Sources: iana-ipv4-special-registry and iana-ipv6-special-registry as of 2025; RFC 6890, RFC 8190, RFC 9637.
 *
 * Exceptions are exact address:port pairs, for the demonstration and the tests. There is no wildcard and no name. */
#ifndef ATLAS_NET_GUARD_H
#define ATLAS_NET_GUARD_H

#include "base/str.h"

#include <sys/socket.h>

struct guard_pair {
    uint8_t address[16]; /* IPv4 as ::ffff:a.b.c.d */
    uint16_t port;
};

struct guard { /* zero is the strict guard, without exceptions */
    const struct guard_pair *pairs;
    size_t npairs;
};

/* Reads "127.0.0.1:8081, [::1]:8081"; empty text is no exception. A name, a range, a missing or zero port:
 * ERR_BAD_INPUT and a sentence. The pairs live in the arena. */
MUST_USE int guard_parse_allow(struct arena *a, struct str text, struct guard *ret, struct note *why);

bool guard_allows(const struct sockaddr *sa, const struct guard *g);

/* NULL when allowed, else the ground for a sentence: "loopback", "private use", "a port other than 80 and 443" … */
const char *guard_refusal(const struct sockaddr *sa, const struct guard *g);

/* "192.0.2.7:80" or "[2001:db8::1]:443". */
enum { GUARD_ADDRESS_SIZE = 56 };
const char *guard_address(const struct sockaddr *sa, char out[GUARD_ADDRESS_SIZE]);

#endif
