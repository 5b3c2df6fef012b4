/* Arenas, vectors, maps and buffers: ceilings hold, contents survive growth. */
#include "../tap.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf out;
static void jump(const struct arena *a, size_t wanted)
{
    (void)a;
    (void)wanted;
    longjmp(out, 1);
}

static void test_arena(void)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    unsigned char *p = arena_alloc(&a, 1000);
    bool zero = true;
    for (int i = 0; i < 1000; i++) zero = zero && p[i] == 0;
    ok(zero, "fresh memory is zero");
    memset(p, 7, 1000);
    arena_reset(&a);
    unsigned char *q = arena_alloc(&a, 1000);
    ok(q == p && q[0] == 0 && q[999] == 0, "after a reset the same memory is zero again");
    char *s = arena_alloc(&a, 10);
    memcpy(s, "0123456789", 10);
    char *t = arena_grow(&a, s, 10, 100);
    ok(t == s && memcmp(t, "0123456789", 10) == 0, "the newest allocation grows in place");
    arena_alloc(&a, 1);
    t = arena_grow(&a, t, 100, 5000);
    ok(t != s && memcmp(t, "0123456789", 10) == 0, "an older one is copied");
    ok((uintptr_t)arena_alloc(&a, 3) % 16 == 0 && (uintptr_t)arena_alloc(&a, 1) % 16 == 0, "everything is aligned");
    arena_on_overflow(jump);
    volatile int met = setjmp(out);
    if (met == 0)
        for (int i = 0; i < 100; i++) arena_alloc(&a, 100000);
    ok(met == 1 && a.held_bytes <= 1 << 20, "the ceiling ends the job and is not passed");
    met = setjmp(out);
    if (met == 0) {
        volatile size_t huge = SIZE_MAX / 2;
        void *never = arena_array(&a, huge, 8);
        ok(never == NULL, "unreachable");
    }
    ok(met == 1, "a size that overflows ends the job");
    arena_release(&a);
    ok(a.held_bytes == 0 && a.blocks == NULL, "release gives everything back");
}

static void test_vec(void)
{
    struct arena a;
    VEC(int) v = {0};
    arena_init(&a, 8 << 20);
    for (int i = 0; i < 10000; i++) {
        *vec_push(&v, &a) = i;
        if (i % 100 == 0) arena_alloc(&a, 1);
    }
    bool same = v.n == 10000;
    for (int i = 0; i < 10000 && same; i++) same = v.v[i] == i;
    ok(same, "10,000 pushed elements are there, in order");
    arena_release(&a);
}

static void test_map(void)
{
    struct arena a;
    struct map m;
    arena_init(&a, 64 << 20);
    map_init(&m, &a);
    ok(map_get(&m, STR("x")) == NULL, "an empty map has nothing");
    for (uintptr_t i = 0; i < 20000; i++) *map_put(&m, strz(arena_printf(&a, "key %zu", (size_t)i)), NULL) = i;
    bool all = m.n == 20000, fresh = true;
    for (uintptr_t i = 0; i < 20000; i++) {
        uintptr_t *v = map_get(&m, strz(arena_printf(&a, "key %zu", (size_t)i)));
        all = all && v != NULL && *v == i;
    }
    ok(all, "20,000 keys keep their values");
    map_put(&m, STR("key 5"), &fresh);
    ok(!fresh && m.n == 20000, "a known key is not new");
    map_put(&m, str_of(NULL, 0), &fresh);
    ok(fresh && map_get(&m, STR("")) != NULL, "the empty key is a key");
    ok(map_get(&m, STR("key 20000")) == NULL, "an unknown key is not there");
    arena_release(&a);
}

static void test_buf(void)
{
    struct buf b;
    buf_init(&b, 10);
    buf_strz(&b, "12345");
    buf_printf(&b, "%d", 67890);
    ok(!buf_failed(&b) && str_eq(buf_view(&b), STR("1234567890")), "a buffer holds exactly its ceiling");
    buf_char(&b, 'x');
    ok(buf_failed(&b) && b.n == 0, "one byte more frees it and it stays failed");
    buf_strz(&b, "a");
    ok(buf_failed(&b), "an append to a failed buffer fails");
    ok(buf_detach(&b) == NULL, "nothing can be taken from a failed buffer");
    buf_clear(&b);
    buf_strz(&b, "abc");
    buf_truncate(&b, 1);
    char *p = buf_detach(&b);
    ok(p != NULL && strcmp(p, "a") == 0 && b.n == 0, "a cleared buffer works again; what is detached is ours");
    free(p);
    p = buf_detach(&b);
    ok(p != NULL && p[0] == '\0', "an empty buffer detaches as an empty string");
    free(p);
    buf_release(&b);
}

int main(void)
{
    test_arena();
    test_vec();
    test_map();
    test_buf();
    return done();
}
