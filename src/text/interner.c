#include "text/interner.h"

#include "text/token.h"

#include <sys/random.h>

enum { SLOTS_MIN = 256 };

static uint64_t seed(void)
{
    static uint64_t s;
    if (s == 0) {
        if (getrandom(&s, sizeof s, 0) != (ssize_t)sizeof s) s = 0x9E3779B97F4A7C15u;
        s |= 1;
    }
    return s;
}

void interner_init(struct interner *t, struct arena *a) { *t = (struct interner){.arena = a}; }

/* The slot of the key, or the free one where it belongs. */
static size_t slot_of(const struct interner *t, struct str key)
{
    size_t i = token_hash_as(key, false, seed()) & t->mask;
    while (t->slot[i] != 0 && !str_eq(t->key[t->slot[i] - 1], key)) i = (i + 1) & t->mask;
    return i;
}

static void grow(struct interner *t)
{
    size_t cap = t->mask > 0 ? 2 * (t->mask + 1) : SLOTS_MIN;
    struct str *key = ARENA_ARRAY(t->arena, struct str, cap / 2);
    if (t->n > 0) memcpy(key, t->key, t->n * sizeof *key);
    t->key = key;
    t->slot = ARENA_ARRAY(t->arena, uint32_t, cap);
    t->mask = cap - 1;
    for (uint32_t id = 0; id < t->n; id++) t->slot[slot_of(t, key[id])] = id + 1;
}

uint32_t interner_put(struct interner *t, struct str key)
{
    if (t->mask == 0 || t->n >= (t->mask + 1) / 2) grow(t);
    size_t i = slot_of(t, key);
    if (t->slot[i] == 0) {
        t->key[t->n] = key;
        t->slot[i] = ++t->n;
    }
    return t->slot[i] - 1;
}

uint32_t interner_get(const struct interner *t, struct str key)
{
    if (t->mask == 0) return INTERNER_NONE;
    uint32_t found = t->slot[slot_of(t, key)];
    return found > 0 ? found - 1 : INTERNER_NONE;
}
