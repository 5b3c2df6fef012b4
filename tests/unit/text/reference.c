#include "text/reference.h"

#include "../tap.h"

static struct arena arena;

static struct references find(const char *text)
{
    struct clauses c;
    struct references r;
    segment_text(&arena, strz(text), &c);
    references_find(&arena, &c, &r);
    return r;
}

int main(void)
{
    arena_init(&arena, 16u << 20);
    struct references r =
        find("# Terms\n\nOur [Privacy **Policy**](https://example.org/privacy#top \"x\") tells more. The [house "
             "list](/list) is incorporated by reference.\n\nSee [Keeping Rules](/keep), [a shop](/shop), "
             "[above](#terms), [mail](mailto:legal@example.org), and the [privacy policy](https://example.org/privacy) "
             "again.\n");
    ok(r.n == 3, "three documents, not the shop, the page itself or an address of mail: %zu", r.n);
    ok(str_eqz(r.v[0].words, "Privacy Policy") && str_eqz(r.v[0].target, "https://example.org/privacy") &&
           !r.v[0].incorporated,
       "words as read, target without fragment and title");
    ok(str_eqz(r.v[1].words, "house list") && r.v[1].incorporated, "what its sentence makes part of the document");
    ok(str_eqz(r.v[2].target, "/keep") && r.v[2].clause == 1, "and the clause");
    struct references was = find("Our [policy](https://example.org/privacy) tells more about it.\n");
    references_compare(&was, &r);
    ok(!r.v[0].came && r.v[1].came && r.v[2].came, "which of them came");
    ok(find("").n == 0 && find("No [link] here](x) (or [so).\n").n == 0, "none");
    arena_release(&arena);
    return done();
}
