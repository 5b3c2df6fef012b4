/* A text cut into tokens: a word, a run of white space, one punctuation mark, or a link target `](…)`. Tokens tile the
 * text. Here because every comparison reads every text by them, several times: what most tokens are, a word or a space
 * in ASCII, is found in place. */
#ifndef ATLAS_TEXT_TOKEN_H
#define ATLAS_TEXT_TOKEN_H

#include "base/str.h"

enum token_kind { TOKEN_WORD, TOKEN_SPACE, TOKEN_MARK, TOKEN_TARGET };

/* Of each byte at the start of a character; BYTE_LEAD begins one outside ASCII. */
enum { BYTE_MARK, BYTE_SPACE, BYTE_WORD, BYTE_LEAD };
extern const uint8_t byte_class[256];

/* token_next of anything. */
size_t token_any(const char *p, size_t n, enum token_kind *ret_kind);

/* The length of the token at p[0] of n > 0 bytes of UTF-8 (ill-formed bytes count as letters). */
static inline size_t token_next(const char *p, size_t n, enum token_kind *ret_kind)
{
    const unsigned char *u = (const unsigned char *)p;
    size_t i = 1;
    if (byte_class[u[0]] == BYTE_WORD) {
        while (i < n && byte_class[u[i]] == BYTE_WORD) i++;
        *ret_kind = TOKEN_WORD;
        if (i == n || (byte_class[u[i]] != BYTE_LEAD && u[i] != '\'')) return i;
    } else if (u[0] == ' ' && n > 1 && byte_class[u[1]] == BYTE_WORD) {
        *ret_kind = TOKEN_SPACE;
        return 1;
    }
    return token_any(p, n, ret_kind);
}

/* The ASCII capitals among eight bytes as small letters. */
static inline uint64_t eight_lower(uint64_t w)
{
    uint64_t low = w & 0x7F7F7F7F7F7F7F7Fu, from_a = low + 0x3F3F3F3F3F3F3F3Fu, past_z = low + 0x2525252525252525u;
    return w | ((from_a & ~past_z & ~w & 0x8080808080808080u) >> 2);
}

/* The last bytes of a token, fewer than eight. */
static inline uint64_t few_bytes(struct str s)
{
    uint64_t w = 0;
    if (s.n >= 4) { /* two loads that overlap, and no loop */
        uint32_t lo, hi;
        memcpy(&lo, s.p, 4);
        memcpy(&hi, s.p + s.n - 4, 4);
        w = lo | (uint64_t)hi << 32;
    } else if (s.n > 0) {
        w = (uint64_t)(unsigned char)s.p[0] | (uint64_t)(unsigned char)s.p[s.n / 2] << 8 |
            (uint64_t)(unsigned char)s.p[s.n - 1] << 16;
    }
    return w;
}

/* A hash of a token's bytes, as they are or with small letters for ASCII capitals. */
static inline uint64_t token_hash_as(struct str s, bool lower, uint64_t seed)
{
    uint64_t h = seed ^ (s.n * 0x9E3779B97F4A7C15u), w;
    for (; s.n >= 8; s = str_of(s.p + 8, s.n - 8)) {
        memcpy(&w, s.p, 8);
        h = (h ^ (lower ? eight_lower(w) : w)) * 0x9FB21C651E98DF25u;
        h ^= h >> 32;
    }
    w = few_bytes(s);
    h = (h ^ (lower ? eight_lower(w) : w)) * 0x9FB21C651E98DF25u;
    return h ^ (h >> 32);
}

static inline uint64_t token_hash(struct str s) { return token_hash_as(s, false, 0); }

#endif
