#include "base/str.h"

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n > 0 ? memcmp(a.p, b.p, n) : 0;
    return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_upto(s, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

size_t str_find(struct str s, struct str what)
{
    if (what.n == 0) return 0;
    if (s.n < what.n) return STR_NONE;
    const char *hit = memmem(s.p, s.n, what.p, what.n);
    return hit != NULL ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find_char(struct str s, char c)
{
    const char *hit = s.n > 0 ? memchr(s.p, c, s.n) : NULL;
    return hit != NULL ? (size_t)(hit - s.p) : STR_NONE;
}

bool str_ascii_ieq(struct str a, struct str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i])) return false;
    return true;
}

size_t str_ascii_ifind(struct str s, struct str what)
{
    for (size_t i = 0; i + what.n <= s.n; i++)
        if (str_ascii_ieq(str_of(s.p + i, what.n), what)) return i;
    return STR_NONE;
}

struct str str_ascii_lower(struct arena *a, struct str s)
{
    char *p = arena_dup(a, s.p, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = ascii_lower(p[i]);
    return str_of(p, s.n);
}

struct str str_trim(struct str s)
{
    while (s.n > 0 && ascii_space(s.p[0])) s = str_of(s.p + 1, s.n - 1);
    while (s.n > 0 && ascii_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool str_next(struct str *rest, char sep, struct str *ret)
{
    if (rest->p == NULL) return false;
    size_t at = str_find_char(*rest, sep);
    if (at == STR_NONE) {
        *ret = *rest;
        *rest = str_of(NULL, 0);
    } else {
        *ret = str_of(rest->p, at);
        *rest = str_of(rest->p + at + 1, rest->n - at - 1);
    }
    return true;
}

char *str_dupz(struct arena *a, struct str s)
{
    return arena_dup(a, s.p, s.n);
}

int str_int(struct str s, int64_t min, int64_t max, int64_t *ret)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    if (negative) s = str_of(s.p + 1, s.n - 1);
    if (s.n == 0) return ERR_BAD_INPUT;
    int64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_digit(s.p[i])) return ERR_BAD_INPUT;
        int64_t d = s.p[i] - '0';
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, d, &v)) return ERR_BAD_INPUT;
    }
    if (!negative && __builtin_sub_overflow(0, v, &v)) return ERR_BAD_INPUT; /* counted downwards: INT64_MIN fits too */
    if (v < min || v > max) return ERR_BAD_INPUT;
    *ret = v;
    return OK;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    return h ^ (h >> 32);
}
