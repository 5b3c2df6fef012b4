#include "crypt/sha256.h"

#include "crypt/encode.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

static EVP_MD *md;
static EVP_MD_CTX *ctx;

static void start(void)
{
    if (md == NULL) md = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (ctx == NULL) ctx = EVP_MD_CTX_new();
    if (md == NULL || ctx == NULL || EVP_DigestInit_ex2(ctx, md, NULL) != 1) bug("OpenSSL has no SHA-256");
}

void sha256_of_parts(const struct str *parts, size_t n, struct sha256 *ret)
{
    start();
    for (size_t i = 0; i < n; i++)
        if (EVP_DigestUpdate(ctx, parts[i].p, parts[i].n) != 1) bug("EVP_DigestUpdate");
    if (EVP_DigestFinal_ex(ctx, ret->byte, NULL) != 1) bug("EVP_DigestFinal_ex");
}

void sha256_of(struct str s, struct sha256 *ret)
{
    sha256_of_parts(&s, 1, ret);
}

const char *sha256_hex(const struct sha256 *h, char out[SHA256_HEX_SIZE])
{
    hex_encode(str_of((const char *)h->byte, sizeof h->byte), out);
    return out;
}

int sha256_from_hex(struct str hex, struct sha256 *ret)
{
    return hex.n == 64 ? hex_decode(hex, ret->byte) : ERR_BAD_INPUT;
}

void hmac_sha256(struct str key, struct str message, struct sha256 *ret)
{
    unsigned n = 0;
    if (HMAC(EVP_sha256(), key.p, (int)key.n, (const unsigned char *)message.p, message.n, ret->byte, &n) == NULL || n != sizeof *ret)
        bug("HMAC");
}
