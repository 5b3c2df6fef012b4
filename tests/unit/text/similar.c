/* Likeness by three-letter groups: the figures are those of PostgreSQL's similarity() for the same pairs. */
#include "text/similar.h"
#include "../tap.h"

#include <math.h>

static struct arena a;

static void alike(const char *one, const char *other, double want)
{
    struct trigrams x, y;
    trigrams_of(&a, strz(one), &x);
    trigrams_of(&a, strz(other), &y);
    double is = trigrams_alike(&x, &y), back = trigrams_alike(&y, &x);
    ok(fabs(is - want) < 1e-6 && is == back, "\"%s\" and \"%s\": %f", one, other, is);
}

int main(void)
{
    struct trigrams t;
    arena_init(&a, 1 << 24);
    trigrams_of(&a, STR("cat"), &t);
    ok(t.n == 4, "a word of three letters has four groups");
    trigrams_of(&a, STR("cat cat CAT!"), &t);
    ok(t.n == 4, "however often it stands there");
    alike("word", "word", 1);
    alike("word", "two words", 4.0 / 11);
    alike("", "", 0);
    alike("word", "", 0);
    alike("...", "!!!", 0);
    alike("one two", "two one", 1);
    alike("Stra\xC3\x9F" "e", "stra\xC3\x9F" "e", 1);
    alike("\xC3\x84rger", "\xC3\xA4rger", 1);
    alike("abc-def", "abc def", 1);
    alike("We may end your account.", "We may close your account.", 20.0 / 30);
    alike("\xFF\xFE", "word", 0);
    arena_release(&a);
    return done();
}
