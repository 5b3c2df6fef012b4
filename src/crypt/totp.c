#include "crypt/totp.h"

#include "base/clock.h"
#include "crypt/random.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

enum { MAC_SIZE = 20, MODULUS = 1000000 };

uint32_t hotp(struct str key, uint64_t counter)
{
    unsigned char message[8], mac[MAC_SIZE];
    unsigned n = 0;
    for (int i = 0; i < 8; i++) message[i] = (unsigned char)(counter >> (56 - 8 * i));
    if (HMAC(EVP_sha1(), key.p, (int)key.n, message, sizeof message, mac, &n) == NULL || n != MAC_SIZE) bug("HMAC");
    const unsigned char *at = mac + (mac[MAC_SIZE - 1] & 15); /* dynamic truncation, RFC 4226 §5.3 */
    uint32_t v = (uint32_t)(at[0] & 0x7F) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return v % MODULUS;
}

int totp_check(struct str key, struct str digits, int64_t now_us, int64_t last, int64_t *ret)
{
    int64_t now = now_us / USEC_PER_SEC / TOTP_STEP_S, found = -1;
    if (digits.n != TOTP_DIGITS) return ERR_BAD_INPUT;
    for (size_t i = 0; i < digits.n; i++)
        if (!ascii_digit(digits.p[i])) return ERR_BAD_INPUT;
    for (int64_t step = now + 1; step >= now - 1; step--) {
        char want[TOTP_DIGITS];
        uint32_t v = step >= 0 ? hotp(key, (uint64_t)step) : 0;
        for (int i = TOTP_DIGITS - 1; i >= 0; i--, v /= 10) want[i] = (char)('0' + v % 10);
        if (bytes_equal_secret(str_of(want, sizeof want), digits) && step > last && step >= 0) found = step;
    }
    if (found < 0) return ERR_DENIED;
    *ret = found;
    return OK;
}

char *base32_encode(struct arena *a, struct str bytes)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *out = arena_alloc(a, (bytes.n * 8 + 4) / 5 + 1), *p = out;
    uint32_t held = 0;
    int bits = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        held = held << 8 | (unsigned char)bytes.p[i];
        for (bits += 8; bits >= 5; bits -= 5) *p++ = alphabet[held >> (bits - 5) & 31];
    }
    if (bits > 0) *p++ = alphabet[held << (5 - bits) & 31];
    return out;
}
