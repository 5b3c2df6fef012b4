#include "crypt/encode.h"

void hex_encode(struct str bytes, char *out)
{
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.n; i++) {
        *out++ = digit[(unsigned char)bytes.p[i] >> 4];
        *out++ = digit[(unsigned char)bytes.p[i] & 15];
    }
    *out = '\0';
}

static int nibble(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int hex_decode(struct str hex, uint8_t *ret)
{
    if (hex.n % 2 != 0) return ERR_BAD_INPUT;
    for (size_t i = 0; i < hex.n; i++)
        if (nibble(hex.p[i]) < 0) return ERR_BAD_INPUT;
    for (size_t i = 0; i < hex.n; i += 2) *ret++ = (uint8_t)(nibble(hex.p[i]) << 4 | nibble(hex.p[i + 1]));
    return OK;
}

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char alphabet_padded[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static char *encode(struct arena *a, struct str bytes, const char *letters, bool padded)
{
    char *out = arena_alloc(a, bytes.n / 3 * 4 + 5), *w = out;
    const unsigned char *p = (const unsigned char *)bytes.p;
    for (size_t i = 0; i < bytes.n; i += 3) {
        size_t left = bytes.n - i < 3 ? bytes.n - i : 3;
        uint32_t v = (uint32_t)p[i] << 16 | (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
        for (size_t k = 0; k <= left; k++) *w++ = letters[v >> (18 - 6 * k) & 63];
        for (size_t k = left; padded && k < 3; k++) *w++ = '=';
    }
    *w = '\0';
    return out;
}

char *base64_encode(struct arena *a, struct str bytes) { return encode(a, bytes, alphabet_padded, true); }

char *base64url_encode(struct arena *a, struct str bytes) { return encode(a, bytes, alphabet, false); }

int base64url_decode(struct arena *a, struct str text, struct str *ret)
{
    if (text.n % 4 == 1) return ERR_BAD_INPUT;
    char *out = arena_alloc(a, text.n), *w = out;
    uint32_t v = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *at = text.p[i] != '\0' ? strchr(alphabet, text.p[i]) : NULL;
        if (at == NULL) return ERR_BAD_INPUT;
        v = v << 6 | (uint32_t)(at - alphabet);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *w++ = (char)(v >> bits & 255);
        }
    }
    if ((v & ((1u << bits) - 1)) != 0) return ERR_BAD_INPUT; /* stray bits: not what the encoder writes */
    *ret = str_of(out, (size_t)(w - out));
    return OK;
}
