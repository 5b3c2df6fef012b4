#include "base/utf8.h"

uint32_t utf8_next(const char *p, size_t n, size_t *ret)
{
    unsigned char c = (unsigned char)p[0];
    *ret = 1;
    if (c < 0x80) return c;
    size_t len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4) return UTF8_REPLACEMENT;
    uint32_t v = c & (0xFFu >> (len + 1));
    /* The second byte's range depends on the first: no overlong forms, no surrogates, nothing above U+10FFFF. */
    unsigned char lo = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80, hi = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < len; i++) {
        unsigned char d = i < n ? (unsigned char)p[i] : 0;
        if (i >= n || d < lo || d > hi) return UTF8_REPLACEMENT;
        lo = 0x80;
        hi = 0xBF;
        v = v << 6 | (d & 0x3F);
        *ret = i + 1;
    }
    return v;
}

bool utf8_valid(struct str s)
{
    for (size_t i = 0, len; i < s.n; i += len) {
        if (s.p[i] == '\0') return false;
        if ((unsigned char)s.p[i] < 0x80) {
            len = 1;
            continue;
        }
        if (utf8_next(s.p + i, s.n - i, &len) == UTF8_REPLACEMENT && !str_starts(str_from(s, i), STR("\xEF\xBF\xBD")))
            return false;
    }
    return true;
}

void utf8_add(struct buf *b, uint32_t c)
{
    char out[4];
    size_t n;
    if (c < 0x80) {
        out[0] = (char)c;
        n = 1;
    } else if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        n = 2;
    } else if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        n = 3;
    } else {
        out[0] = (char)(0xF0 | (c >> 18 & 7));
        out[1] = (char)(0x80 | (c >> 12 & 0x3F));
        out[2] = (char)(0x80 | (c >> 6 & 0x3F));
        out[3] = (char)(0x80 | (c & 0x3F));
        n = 4;
    }
    buf_add(b, out, n);
}

size_t utf8_count(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

size_t utf8_cut(struct str s, size_t max)
{
    if (s.n <= max) return s.n;
    while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80) max--;
    return max;
}

void utf8_repair(struct buf *out, struct str s)
{
    size_t plain = 0; /* start of the stretch not yet copied */
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t c = utf8_next(s.p + i, s.n - i, &len);
        if (c != 0 && c != UTF8_REPLACEMENT) continue;
        buf_add(out, s.p + plain, i - plain);
        utf8_add(out, UTF8_REPLACEMENT);
        plain = i + len;
    }
    if (plain < s.n) buf_add(out, s.p + plain, s.n - plain);
}
