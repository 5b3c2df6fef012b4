/* The block list of TRUST.md S1, measured: over three thousand passwords of 15 characters and more that guessers try, built
 * here from a short list of the words on top of every published list and from what people do to a word that is too short.
 * The rules know patterns, not this list: the words here and there were written down apart. */
#include "../tap.h"

#include "web/password_rules.h"

static const char *const top[] = {
    "password", "123456", "qwerty", "iloveyou", "dragon", "monkey", "letmein", "football", "baseball", "sunshine",
    "princess", "welcome", "shadow", "superman", "michael", "batman", "master", "killer", "jordan", "jennifer",
    "hunter", "soccer", "harley", "ranger", "buster", "thomas", "robert", "charlie", "andrew", "daniel",
    "summer", "winter", "spring", "autumn", "monday", "friday", "flower", "cheese", "computer", "internet",
    "secret", "freedom", "whatever", "starwars", "pokemon", "liverpool", "chelsea", "arsenal", "london", "berlin",
    "orange", "banana", "chocolate", "cookie", "pepper", "ginger", "tigger", "purple", "yellow", "silver"};
enum { WORDS = sizeof top / sizeof *top, LONG = 15 };

static struct arena a;
static unsigned tried, taken;

static void try_one(const char *password)
{
    if (strlen(password) < LONG) return;
    tried++;
    if (password_refusal(&a, strz(password), STR("reader@example.org"), "Clause Atlas") != NULL) return;
    if (taken++ < 2000) printf("# taken: %s\n", password);
    if (tried % 100 == 0) arena_reset(&a);
}

/* The word again and again, or with what is counted, dated or shouted behind it, until it is long enough. */
static void try_stretched(const char *word)
{
    static const char *const tails[] = {"", "1", "12", "123", "1234567890", "2024", "2025!", "!", "!!!", "01011990", "qwerty"};
    for (size_t t = 0; t < sizeof tails / sizeof *tails; t++) {
        char *p = arena_printf(&a, "%s%s", word, tails[t]);
        while (strlen(p) < LONG) p = arena_printf(&a, "%s%s%s", p, word, tails[t]);
        try_one(p);
        if (p[0] >= 'a' && p[0] <= 'z') p[0] = (char)(p[0] - 32);
        try_one(p);
        for (char *c = p; *c != '\0'; c++) *c = *c == 'a' ? '@' : *c == 'e' ? '3' : *c == 'i' ? '1' : *c == 'o' ? '0' : *c;
        try_one(p);
    }
    try_one(arena_printf(&a, "%s1234567890123456", word));
    try_one(arena_printf(&a, "%s!!!!!!!!!!!!!!!!", word));
    try_one(arena_printf(&a, "1234567890123456%s", word));
}

int main(void)
{
    arena_init(&a, 16 << 20);
    for (size_t i = 0; i < WORDS; i++) try_stretched(top[i]);
    for (size_t i = 0; i < WORDS; i++)
        for (size_t k = 0; k < WORDS; k++) {
            if (i == k) continue;
            try_one(arena_printf(&a, "%s%s", top[i], top[k]));
            try_one(arena_printf(&a, "%s-%s-2024", top[i], top[k]));
        }
    printf("# %u passwords of 15 characters and more, %u of them taken\n", tried, taken);
    ok(tried >= 3000, "there are more than three thousand");
    ok(taken == 0, "and none is taken");
    ok(password_refusal(&a, STR("seven quiet herons wade"), STR(""), "x") == NULL, "words that do not belong together are");
    ok(password_refusal(&a, STR("xK3vQ9mTz7LwPb2Rd8Hn4Jc6Fg5Ys1AeUoIiBbNnMmQqWwErTyPlKjHgFdSaZxCv"), STR(""), "x") == NULL, "and 64 characters");
    ok(password_refusal(&a, STR("sch\xc3\xb6ne gr\xc3\xbc\xc3\x9f" "e aus k\xc3\xb6ln"), STR(""), "x") == NULL, "and letters beyond ASCII");
    arena_release(&a);
    return done();
}
