#include "crypt/signature.h"

#include "base/clock.h"
#include "crypt/random.h"
#include "crypt/sha256.h"

struct signatures { /* of one header */
    struct str seconds;
    struct str v1[SIGNATURES_MAX];
    size_t n;
};

static int read_header(struct str header, struct signatures *ret)
{
    struct str item;
    *ret = (struct signatures){0};
    if (header.n > SIGNATURE_HEADER_MAX) return ERR_DENIED;
    while (str_next(&header, ',', &item)) {
        item = str_trim(item);
        if (str_starts(item, STR("t="))) {
            if (ret->seconds.n > 0) return ERR_DENIED;
            ret->seconds = str_from(item, 2);
        } else if (str_starts(item, STR("v1="))) {
            if (ret->n == SIGNATURES_MAX) return ERR_DENIED;
            ret->v1[ret->n++] = str_from(item, 3);
        }
    }
    return OK;
}

int signature_check(struct arena *a, struct str header, struct str body, struct str secret, int64_t now_us)
{
    struct signatures s;
    struct sha256 mac;
    char hex[SHA256_HEX_SIZE];
    int64_t at, now_s = now_us / USEC_PER_SEC;
    bool good = false;
    if (secret.n == 0 || read_header(header, &s) != OK || s.n == 0) return ERR_DENIED;
    if (str_int(s.seconds, 0, INT32_MAX * INT64_C(4), &at) != OK) return ERR_DENIED;
    if (at < now_s - SIGNATURE_AGE_S || at > now_s + SIGNATURE_AGE_S) return ERR_DENIED;
    char *signed_bytes = arena_alloc(a, s.seconds.n + 1 + body.n);
    memcpy(signed_bytes, s.seconds.p, s.seconds.n);
    signed_bytes[s.seconds.n] = '.';
    if (body.n > 0) memcpy(signed_bytes + s.seconds.n + 1, body.p, body.n);
    hmac_sha256(secret, str_of(signed_bytes, s.seconds.n + 1 + body.n), &mac);
    struct str want = strz(sha256_hex(&mac, hex));
    for (size_t i = 0; i < s.n; i++) good |= bytes_equal_secret(s.v1[i], want);
    return good ? OK : ERR_DENIED;
}
