/* Numbers for strings: equal for equal ones, in the order in which they are first seen, through every growth. */
#include "text/interner.h"

#include "../tap.h"

enum { MANY = 5000 };

int main(void)
{
    struct arena a;
    struct interner t;
    arena_init(&a, 64u << 20);
    interner_init(&t, &a);
    ok(interner_get(&t, STR("a")) == INTERNER_NONE, "an empty table has nothing");
    ok(interner_put(&t, STR("a")) == 0 && interner_put(&t, STR("b")) == 1 && interner_put(&t, STR("a")) == 0, "the first seen is 0");
    ok(interner_put(&t, STR("")) == 2 && interner_put(&t, STR("")) == 2, "the empty string is a string");
    ok(interner_put(&t, str_of("a\0b", 3)) == 3 && interner_put(&t, str_of("a\0c", 3)) == 4, "bytes behind a NUL count");
    bool same = true;
    struct str *key = ARENA_ARRAY(&a, struct str, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        key[i] = strz(arena_printf(&a, "word %u", i));
        same &= interner_put(&t, key[i]) == i + 5;
    }
    ok(same && t.n == MANY + 5, "numbers go up by one");
    for (uint32_t i = 0; i < MANY; i++)
        same &= interner_get(&t, strz(arena_printf(&a, "word %u", i))) == i + 5 && t.key[i + 5].p == key[i].p;
    ok(same, "and stay through growth, with the string where it was seen first");
    ok(interner_get(&t, STR("word")) == INTERNER_NONE && t.n == MANY + 5, "asking adds nothing");
    arena_release(&a);
    return done();
}
