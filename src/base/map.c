#include "base/map.h"

#include <sys/random.h>

static uint64_t seed(void)
{
    static uint64_t s;
    if (s == 0) {
        if (getrandom(&s, sizeof s, 0) != (ssize_t)sizeof s) s = 0x9e3779b97f4a7c15u;
        s |= 1;
    }
    return s;
}

/* Eight bytes a step, multiply and fold: fast enough that shingling is not bound by it. */
static uint64_t key_hash(struct str s)
{
    uint64_t h = seed() ^ s.n;
    while (s.n >= 8) {
        uint64_t w;
        memcpy(&w, s.p, 8);
        h = (h ^ w) * 0x9fb21c651e98df25u;
        h ^= h >> 29;
        s = str_of(s.p + 8, s.n - 8);
    }
    uint64_t w = 0;
    if (s.n > 0) memcpy(&w, s.p, s.n);
    h = (h ^ w) * 0x9fb21c651e98df25u;
    return h ^ (h >> 32);
}

void map_init(struct map *m, struct arena *a)
{
    *m = (struct map){.arena = a};
}

static struct map_slot *slot_of(struct map_slot *slots, size_t cap, struct str key, uint64_t hash)
{
    for (size_t i = hash & (cap - 1);; i = (i + 1) & (cap - 1)) {
        struct map_slot *s = &slots[i];
        if (s->key.p == NULL || (s->hash == hash && str_eq(s->key, key))) return s;
    }
}

static void grow(struct map *m)
{
    size_t cap = m->cap > 0 ? m->cap * 2 : 16;
    struct map_slot *slots = ARENA_ARRAY(m->arena, struct map_slot, cap);
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].key.p != NULL) *slot_of(slots, cap, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    m->slots = slots;
    m->cap = cap;
}

uintptr_t *map_put(struct map *m, struct str key, bool *ret_new)
{
    if (key.p == NULL) key.p = ""; /* NULL marks a free slot */
    if (m->n * 2 >= m->cap) grow(m);
    uint64_t h = key_hash(key);
    struct map_slot *s = slot_of(m->slots, m->cap, key, h);
    bool fresh = s->key.p == NULL;
    if (fresh) {
        *s = (struct map_slot){.key = key, .hash = h};
        m->n++;
    }
    if (ret_new != NULL) *ret_new = fresh;
    return &s->value;
}

uintptr_t *map_get(const struct map *m, struct str key)
{
    if (m->cap == 0) return NULL;
    if (key.p == NULL) key.p = "";
    struct map_slot *s = slot_of(m->slots, m->cap, key, key_hash(key));
    return s->key.p != NULL ? &s->value : NULL;
}
