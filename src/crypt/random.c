#include "crypt/random.h"

#include "crypt/encode.h"

#include <openssl/crypto.h>
#include <sys/random.h>

void random_bytes(void *ret, size_t n)
{
    for (size_t got = 0; got < n;) {
        ssize_t k = getrandom((char *)ret + got, n - got, 0);
        if (k <= 0) bug("getrandom");
        got += (size_t)k;
    }
}

char *random_token(struct arena *a)
{
    char raw[32];
    random_bytes(raw, sizeof raw);
    return base64url_encode(a, str_of(raw, sizeof raw));
}

bool bytes_equal_secret(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || CRYPTO_memcmp(a.p, b.p, a.n) == 0);
}
