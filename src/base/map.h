/* A hash table from byte strings to one pointer-sized value, in an arena. Keys are borrowed: they must live as long as
 * the map. No removal: the maps of this program are built, asked and dropped. Open addressing, load ≤ 1/2. The hash is
 * seeded once a process, so hostile keys cannot be prepared. */
#ifndef ATLAS_BASE_MAP_H
#define ATLAS_BASE_MAP_H

#include "base/str.h"

struct map_slot {
    struct str key;
    uint64_t hash;
    uintptr_t value;
};

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t n, cap;
};

void map_init(struct map *m, struct arena *a);
/* The place of the key's value, made with value 0 where the key was not there (*ret_new says so; may be NULL). Valid
 * until the next map_put. */
uintptr_t *map_put(struct map *m, struct str key, bool *ret_new);
uintptr_t *map_get(const struct map *m, struct str key); /* NULL: not there */

#endif
