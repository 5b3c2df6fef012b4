#include "text/space.h"

#include "base/utf8.h"

bool space_only(struct str s)
{
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t c = utf8_next(s.p + i, s.n - i, &n);
        if (!space_is(c) && !space_is_nothing(c)) return false;
    }
    return true;
}

struct str space_trim(struct str s)
{
    size_t n;
    while (s.n > 0 && space_is(utf8_next(s.p, s.n, &n))) s = str_from(s, n);
    while (s.n > 0) {
        size_t at = s.n - 1;
        while (at > 0 && ((uint8_t)s.p[at] & 0xC0) == 0x80) at--;
        if (!space_is(utf8_next(s.p + at, s.n - at, &n)) || n != s.n - at) break;
        s.n = at;
    }
    return s;
}

size_t utf16_length(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t b = (uint8_t)s.p[i];
        n += (b & 0xC0) != 0x80; /* one a character … */
        n += b >= 0xF0;          /* … two beyond the basic plane */
    }
    return n;
}
