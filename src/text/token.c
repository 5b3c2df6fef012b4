#include "text/token.h"

#include "text/block.h"

const uint8_t byte_class[256] = {
    ['\t'] = BYTE_SPACE,       ['\n'] = BYTE_SPACE,         ['\v'] = BYTE_SPACE,       ['\f'] = BYTE_SPACE,
    ['\r'] = BYTE_SPACE,       [' '] = BYTE_SPACE,          ['0' ... '9'] = BYTE_WORD, ['A' ... 'Z'] = BYTE_WORD,
    ['a' ... 'z'] = BYTE_WORD, [0x80 ... 0xFF] = BYTE_LEAD,
};

/* Of the characters outside ASCII: general punctuation and fullwidth marks are marks, the no-break spaces are spaces,
 * an East Asian character is a word of its own, the rest are letters. */
static unsigned wide_class(const char *p, size_t n, size_t *ret_n)
{
    const unsigned char *u = (const unsigned char *)p;
    *ret_n = u[0] < 0xC0 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
    if (*ret_n > n) *ret_n = n;
    for (size_t i = 1; i < *ret_n; i++)
        if ((u[i] & 0xC0) != 0x80) *ret_n = i;
    if (*ret_n < 2) return BYTE_WORD;
    if (u[0] == 0xC2)
        return u[1] == 0xA0                                                  ? BYTE_SPACE
               : u[1] < 0xC0 && u[1] != 0xAA && u[1] != 0xB5 && u[1] != 0xBA ? BYTE_MARK
                                                                             : BYTE_WORD;
    if (*ret_n < 3) return BYTE_WORD;
    if (u[0] == 0xE2 && u[1] == 0x80) return u[2] <= 0x8B || u[2] == 0xAF ? BYTE_SPACE : BYTE_MARK;
    if (u[0] == 0xE2) return BYTE_MARK;
    if (u[0] == 0xEF) { /* the ligatures ﬀ to ﬆ, fullwidth digits and letters */
        bool letter = (u[1] == 0xAC && u[2] <= 0x86) || (u[1] == 0xBC && u[2] >= 0x90 && u[2] <= 0x99) ||
                      (u[1] == 0xBC && u[2] >= 0xA1 && u[2] <= 0xBA) || (u[1] == 0xBD && u[2] >= 0x81 && u[2] <= 0x9A);
        return letter ? BYTE_WORD : BYTE_MARK;
    }
    if (u[0] == 0xE3 && u[1] == 0x80) return u[2] == 0x80 ? BYTE_SPACE : BYTE_MARK;
    return (u[0] >= 0xE3 && u[0] <= 0xE9) || u[0] >= 0xEE ? BYTE_MARK : BYTE_WORD; /* Hangul writes words */
}

static unsigned class_at(const char *p, size_t n, size_t *ret_n)
{
    unsigned class = byte_class[(unsigned char)p[0]];
    *ret_n = 1;
    return class == BYTE_LEAD ? wide_class(p, n, ret_n) : class;
}

/* The apostrophe, straight or curled, inside a word: before a letter (don't, d'être). Else it is a quotation mark, and
 * so that of "users'" is, in either form. 0: none. */
static size_t apostrophe(const char *p, size_t n)
{
    bool curled = n >= 3 && (memcmp(p, "\xE2\x80\x99", 3) == 0 || memcmp(p, "\xE2\x80\x98", 3) == 0);
    size_t step, mark = p[0] == '\'' ? 1 : curled ? 3 : 0;
    if (mark == 0 || mark == n) return 0;
    bool letter =
        ascii_alpha(p[mark]) || ((unsigned char)p[mark] >= 0x80 && class_at(p + mark, n - mark, &step) == BYTE_WORD);
    return letter ? mark : 0;
}

size_t token_any(const char *p, size_t n, enum token_kind *ret_kind)
{
    size_t step, i;
    unsigned class = class_at(p, n, &step);
    *ret_kind = class == BYTE_SPACE ? TOKEN_SPACE : class == BYTE_WORD ? TOKEN_WORD : TOKEN_MARK;
    if (class == BYTE_MARK) {
        size_t target = p[0] == ']' ? link_target(str_of(p, n), 0) : 0;
        for (size_t k = 0; k < target; k++)
            if (ascii_space(p[k])) return step; /* no token but white space holds white space */
        if (target > 0) *ret_kind = TOKEN_TARGET;
        return target > 0 ? target : step;
    }
    for (i = step; i < n; i += step) {
        while (class == BYTE_WORD && i < n && byte_class[(unsigned char)p[i]] == BYTE_WORD) i++;
        if (i == n) break;
        if (class == BYTE_WORD && (step = apostrophe(p + i, n - i)) > 0) continue;
        if (class_at(p + i, n - i, &step) != class) break;
    }
    return i;
}
