#include "text/decide.h"

#include "../tap.h"

static struct arena arena;

#define A "You may cancel your subscription at any time in the settings of your account.\n\n"
#define B "We keep invoices for ten years because the tax law of our country demands it.\n\n"
#define B6 "We keep invoices for six years because the tax law of our country demands it.\n\n"
#define OTHER                                                                                                          \
    "Unser Angebot an Modellen umfasst Werkzeuge für Bilder, Sprache und Musik aller Art.\n\nJetzt kostenlos "        \
    "ausprobieren und Freunde einladen.\n"

struct source { /* a source as worker and replay keep it */
    struct watch_state state;
    const char *current;
    const char *versions[8];
    size_t nversions;
};

static enum outcome see(struct source *s, const char *text, enum verdict quality)
{
    struct sighting x = {
        .text = strz(text), .quality = quality, .have_current = s->current != NULL, .current = strz(s->current)};
    struct decision d;
    uint64_t h = str_hash(x.text) | 1;
    memcpy(x.key.byte, &h, sizeof h);
    x.equals_current = s->current != NULL && strcmp(text, s->current) == 0;
    for (size_t i = 0; i < s->nversions; i++) x.known |= !x.equals_current && strcmp(text, s->versions[i]) == 0;
    decide(&arena, &x, &s->state, THRESHOLDS_DEFAULT, &d);
    s->state = d.state;
    if (d.becomes_current) s->current = s->versions[s->nversions++] = text;
    if (d.reason == NULL || d.reason[0] == '\0') return OUTCOME_MAX;
    return d.outcome;
}

static void test_plain(void)
{
    struct source s = {0};
    ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_FIRST, "the first text");
    ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_UNCHANGED, "again");
    ok(see(&s, A B6, VERDICT_GOOD) == OUTCOME_CHANGE, "another number is a change");
    ok(see(&s, "**You may** cancel your subscription at any time in the settings of your account.\n\n" B6,
           VERDICT_GOOD) == OUTCOME_COSMETIC,
       "other markup is cosmetic");
    ok(see(&s, "", VERDICT_GOOD) == OUTCOME_REFUSED, "no text is refused");
    ok(see(&s, "Checking your browser.\n", VERDICT_BAD) == OUTCOME_REFUSED, "a bad capture is refused");
    ok(strstr(s.current, "six") != NULL, "and neither became current");
}

static void test_variants(void)
{
    struct source s = {0};
    (void)see(&s, A B, VERDICT_GOOD);
    (void)see(&s, A B6, VERDICT_GOOD);
    for (int i = 0; i < 3; i++) {
        ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_VARIANT, "flip %d: an earlier text", i);
        ok(see(&s, A B6, VERDICT_GOOD) == OUTCOME_UNCHANGED, "flip %d: and back", i);
    }
    ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_VARIANT && see(&s, A B, VERDICT_GOOD) == OUTCOME_VARIANT,
       "twice in a row is a variant still");
    ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_REVERSAL, "three times in a row is a reversal");
    ok(see(&s, A B, VERDICT_GOOD) == OUTCOME_UNCHANGED, "and current");
}

static void test_held(void)
{
    struct source s = {0};
    (void)see(&s, A B, VERDICT_GOOD);
    ok(see(&s, A B6, VERDICT_DOUBTFUL) == OUTCOME_HELD, "a doubtful capture is held");
    ok(see(&s, A B6, VERDICT_DOUBTFUL) == OUTCOME_CHANGE, "and believed when it comes again");
    ok(see(&s, OTHER, VERDICT_GOOD) == OUTCOME_HELD, "a text with nothing of the current one is held");
    ok(see(&s, A B6, VERDICT_GOOD) == OUTCOME_UNCHANGED, "the old text comes back");
    ok(see(&s, OTHER, VERDICT_GOOD) == OUTCOME_HELD, "held anew: the count began anew");
    ok(see(&s, OTHER, VERDICT_GOOD) == OUTCOME_CHANGE, "two observations that agree");
    struct source t = {0};
    ok(see(&t, A B, VERDICT_DOUBTFUL) == OUTCOME_HELD && see(&t, A B, VERDICT_DOUBTFUL) == OUTCOME_FIRST,
       "a doubtful first text too");
    struct source u = {0};
    (void)see(&u, A B, VERDICT_GOOD);
    ok(see(&u, A B6, VERDICT_DOUBTFUL) == OUTCOME_HELD &&
           see(&u, A "Something else altogether stands here now, twice over.\n", VERDICT_DOUBTFUL) == OUTCOME_HELD,
       "two doubtful captures that disagree are both held");
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    test_plain();
    test_variants();
    test_held();
    arena_release(&arena);
    return done();
}
