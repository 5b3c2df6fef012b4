#include "text/quote.h"

#include "base/utf8.h"
#include "text/space.h"

static uint32_t look_alike(uint32_t c)
{
    if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x02BC) return '\'';
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB) return '"';
    if (c >= 0x2010 && c <= 0x2015) return '-';
    return c;
}

struct str quote_fold(struct arena *a, struct str s)
{
    struct buf b;
    bool gap = false;
    buf_init(&b, s.n + 1);
    for (size_t step; s.n > 0; s = str_from(s, step)) {
        uint32_t c = utf8_next(s.p, s.n, &step);
        if (space_is(c)) {
            gap = b.n > 0;
            continue;
        }
        if (space_is_nothing(c)) continue;
        if (gap) buf_char(&b, ' ');
        gap = false;
        utf8_add(&b, look_alike(c)); /* never longer than what it stands for */
    }
    if (buf_failed(&b)) bug("a folded text grew");
    struct str out = str_of(arena_dup(a, b.p != NULL ? b.p : "", b.n), b.n);
    buf_release(&b);
    return out;
}

static bool inside_word(struct str s, size_t border)
{
    return border > 0 && border < s.n && ascii_alnum(s.p[border - 1]) && ascii_alnum(s.p[border]);
}

bool quote_stands(struct str folded_text, struct str folded_quote)
{
    if (folded_quote.n == 0) return false;
    for (size_t from = 0, at; (at = str_find(str_from(folded_text, from), folded_quote)) != STR_NONE; from += at + 1)
        if (!inside_word(folded_text, from + at) && !inside_word(folded_text, from + at + folded_quote.n)) return true;
    return false;
}
