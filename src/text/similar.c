#include "text/similar.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { CHARACTER_BITS = 21 };

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool of_word(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

struct window { /* the last three characters of a word with its blanks */
    uint64_t last;
    struct trigrams *out;
};

static void slide(struct window *w, int32_t c)
{
    w->last = (w->last << CHARACTER_BITS | (uint64_t)(uint32_t)c) & (((uint64_t)1 << 3 * CHARACTER_BITS) - 1);
    w->out->v[w->out->n++] = w->last;
}

static const uint64_t two_blanks = (uint64_t)' ' << CHARACTER_BITS | ' ';

static void gather(struct str text, struct window *w)
{
    bool inside = false;
    for (size_t at = 0; at < text.n;) {
        int32_t c;
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)text.p + at, (utf8proc_ssize_t)(text.n - at), &c);
        bool letter = step > 0 && of_word(c);
        at += step > 0 ? (size_t)step : 1;
        if (inside && !letter) slide(w, ' ');
        if (letter && !inside) w->last = two_blanks;
        inside = letter;
        if (letter) slide(w, utf8proc_tolower(c));
    }
    if (inside) slide(w, ' ');
}

void trigrams_of(struct arena *a, struct str text, struct trigrams *ret)
{
    struct trigrams all = {ARENA_ARRAY(a, uint64_t, 2 * text.n + 4), 0};
    struct window w = {two_blanks, &all};
    size_t n = 0;
    gather(text, &w);
    qsort(all.v, all.n, sizeof *all.v, by_number);
    for (size_t i = 0; i < all.n; i++)
        if (n == 0 || all.v[n - 1] != all.v[i]) all.v[n++] = all.v[i];
    *ret = (struct trigrams){all.v, n};
}

double trigrams_alike(const struct trigrams *a, const struct trigrams *b)
{
    size_t both = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        both += a->v[i] == b->v[k];
        uint64_t x = a->v[i], y = b->v[k];
        i += x <= y;
        k += y <= x;
    }
    size_t all = a->n + b->n - both;
    return all > 0 ? (double)both / (double)all : 0;
}
