#include "text/shingle.h"

#include "text/token.h"

enum { PART_MIN = 4 };                                /* shingles */
static const double SHARE_IN = 0.66, SHARE_OWN = 0.4; /* of a part's shingles: in the whole; and not in the other */

/* Small lists by insertion, larger ones by four passes over their bytes; `room` is as long as v. */
static void sort_u32(uint32_t *v, size_t n, uint32_t *room)
{
    enum { FEW = 48 };
    if (n <= FEW) {
        for (size_t i = 1; i < n; i++) {
            uint32_t x = v[i];
            size_t j = i;
            for (; j > 0 && v[j - 1] > x; j--) v[j] = v[j - 1];
            v[j] = x;
        }
        return;
    }
    for (unsigned shift = 0; shift < 32; shift += 8) {
        size_t at[257] = {0};
        for (size_t i = 0; i < n; i++) at[((v[i] >> shift) & 255) + 1]++;
        for (size_t b = 1; b < 257; b++) at[b] += at[b - 1];
        for (size_t i = 0; i < n; i++) room[at[(v[i] >> shift) & 255]++] = v[i];
        uint32_t *swap = v;
        v = room;
        room = swap;
    }
}

/* The words' hashes without case into room; how many. An ideograph is a word too. */
static size_t words_hash(struct str text, uint32_t *room, uint64_t *ret_key)
{
    uint64_t h = 1;
    size_t n = 0;
    for (size_t at = 0, step; at < text.n; at += step) {
        enum token_kind kind;
        step = token_next(text.p + at, text.n - at, &kind);
        struct str token = str_of(text.p + at, step);
        if (kind == TOKEN_WORD)
            h = (h ^ token_hash(token)) * 0x9FB21C651E98DF25u;
        else if (kind != TOKEN_MARK || (unsigned char)token.p[0] < 0xE3)
            continue;
        room[n++] = (uint32_t)token_hash_as(token, true, 0);
    }
    if (h != 1) *ret_key = h;
    return n;
}

void shingles_make(struct arena *a, struct str text, uint32_t *room, struct shingles *ret, uint64_t *ret_key)
{
    size_t words = words_hash(text, room, ret_key), n = 0, kept = 0;
    uint32_t *v = room + words, before = 0;
    for (size_t i = 0; i < words; i++) {
        v[n++] = room[i];
        v[n++] = (before * 31 + 7) ^ (room[i] * 2654435761u);
        before = room[i];
    }
    sort_u32(v, n, v + n);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || v[i] != v[i - 1]) v[kept++] = v[i];
    ret->v = ARENA_ARRAY(a, uint32_t, kept + 1);
    memcpy(ret->v, v, kept * sizeof *v);
    ret->n = (uint32_t)kept;
}

uint32_t shingles_shared(const struct shingles *x, const struct shingles *y)
{
    uint32_t i = 0, j = 0, n = 0;
    while (i < x->n && j < y->n) {
        uint32_t a = x->v[i], b = y->v[j];
        n += a == b;
        i += a <= b;
        j += b <= a;
    }
    return n;
}

bool shingles_part(const struct shingles *part, const struct shingles *whole, const struct shingles *other)
{
    uint32_t in = 0, own = 0;
    for (uint32_t i = 0, w = 0, o = 0; i < part->n; i++) {
        while (w < whole->n && whole->v[w] < part->v[i]) w++;
        while (o < other->n && other->v[o] < part->v[i]) o++;
        bool here = w < whole->n && whole->v[w] == part->v[i];
        in += here;
        own += here && !(o < other->n && other->v[o] == part->v[i]);
    }
    return part->n >= PART_MIN && (double)in >= SHARE_IN * part->n && (double)own >= SHARE_OWN * part->n;
}
