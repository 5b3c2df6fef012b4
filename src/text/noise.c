#include "text/noise.h"

#include "text/worddiff.h"

static bool next_word(struct str s, size_t *at, struct str *ret)
{
    while (*at < s.n) {
        enum token_kind kind;
        size_t n = token_next(s.p + *at, s.n - *at, &kind);
        *ret = str_of(s.p + *at, n);
        *at += n;
        if (kind == TOKEN_WORD) return true;
    }
    return false;
}

bool noise_same_words(struct arena *a, struct str old_text, struct str new_text)
{
    (void)a;
    size_t i = 0, j = 0;
    struct str x, y;
    for (;;) {
        bool more_x = next_word(old_text, &i, &x), more_y = next_word(new_text, &j, &y);
        if (!more_x || !more_y) return more_x == more_y;
        if (!str_eq(x, y)) return false;
    }
}

void noise_judge(struct arena *a, struct str old_text, struct str new_text, struct place where, struct judgement *ret)
{
    (void)where;
    bool same = noise_same_words(a, old_text, new_text);
    *ret = (struct judgement){.cosmetic = same, .reason = same ? "only white space and markup" : "words changed"};
}
