/* SHA-256 (FIPS 180-4) through OpenSSL. The algorithm is looked up once a process: an implicit look-up would triple the
 * cost of hashing a clause. */
#ifndef ATLAS_CRYPT_SHA256_H
#define ATLAS_CRYPT_SHA256_H

#include "base/str.h"

struct sha256 {
    uint8_t byte[32];
};
_Static_assert(sizeof(struct sha256) == 32, "the domain sha256 of the schema is octet_length = 32");

enum { SHA256_HEX_SIZE = 65 };

void sha256_of(struct str s, struct sha256 *ret);
void sha256_of_parts(const struct str *parts, size_t n, struct sha256 *ret); /* of their concatenation */
const char *sha256_hex(const struct sha256 *h, char out[SHA256_HEX_SIZE]);   /* lower case, NUL-terminated */
MUST_USE int sha256_from_hex(struct str hex, struct sha256 *ret);            /* exactly 64 digits, lower case */
static inline bool sha256_eq(const struct sha256 *a, const struct sha256 *b) { return memcmp(a, b, sizeof *a) == 0; }

/* HMAC-SHA-256 (RFC 2104), for tokens that only we make and check. */
void hmac_sha256(struct str key, struct str message, struct sha256 *ret);

#endif
