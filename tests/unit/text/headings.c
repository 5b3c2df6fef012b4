#include "text/headings.h"

#include "../tap.h"
#include "text/align.h"

static struct arena arena;

#define A "Your account is yours alone and you look after its password with care.\n\n"
#define B "We store the photographs that you upload in two places far apart.\n\n"
#define C "A court in the town where we live hears what we cannot settle ourselves.\n\n"
#define INTRO "# Terms\n\nThese terms were invented for a test and bind nobody at all.\n\n"

static struct alignment aligned(const char *was, const char *is)
{
    struct clauses o, n;
    struct alignment al;
    segment_text(&arena, strz(was), &o);
    segment_text(&arena, strz(is), &n);
    align_clauses(&arena, strz(was), &o, strz(is), &n, &al);
    return al;
}

static void follows(const char *was, const char *is, const char *what)
{
    struct alignment al = aligned(was, is);
    ok(!al.substantive && al.nitems > 0, "cosmetic: %s (%s)", what, al.nitems > 0 ? al.items[0].reason : "no item");
}

static void says(const char *was, const char *is, const char *what)
{
    struct alignment al = aligned(was, is);
    ok(al.substantive, "a change: %s", what);
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    follows(INTRO "## Accounts and photographs\n\n" A B, INTRO "## Accounts\n\n" A "## Photographs\n\n" B,
            "a section was split");
    follows(INTRO "## Accounts\n\n" A "## Photographs\n\n" B, INTRO "## Accounts and photographs\n\n" A B,
            "two were merged");
    follows(INTRO "## Accounts\n\n" A B, INTRO "## Accounts\n\n" A "## Storage\n\n" B, "a heading came in the middle");
    follows(INTRO "## Accounts\n\n" A "## Storage\n\n" B, INTRO "## Accounts\n\n" A B, "and went again");
    follows(INTRO "## 1. Accounts\n\n" A "## 2. Courts\n\n" C, INTRO "## 2. Accounts\n\n" A "## 3. Courts\n\n" C,
            "numbers");
    says(INTRO "## Accounts\n\n" A "## Courts\n\n" C, INTRO "## Passwords\n\n" A "## Courts\n\n" C,
         "a section was renamed");
    says(INTRO "## Accounts\n\n" A B, INTRO "## Accounts\n\n" A "## You may not:\n\n" B, "a heading that forbids");
    says(INTRO "## Accounts\n\n" A B, INTRO "## Accounts\n\n" A "## Until 2031\n\n" B, "a heading that counts");
    says(INTRO "## Accounts\n\n" A B, INTRO "## Everything else\n\n" A "## Storage\n\n" B,
         "split, but under other words");
    says(INTRO "## Accounts\n\n" A B,
         INTRO "## Accounts\n\n" A "## Storage\n\nWe no longer store anything at all.\n\n" B,
         "a heading with a clause of its own");
    struct clauses c;
    segment_text(&arena, STR("# Terms\n\n## One\n\n" A B "## Two\n\n" C), &c);
    const size_t *s = headings_sections(&arena, &c);
    ok(c.n == 3 && c.v[0].own_headings == 2 && c.v[1].own_headings == 0 && c.v[2].own_headings == 1, "whose headings");
    ok(s[0] == 0 && s[1] == 0 && s[2] == 2, "sections");
    ok(headings_plain(&c.v[0]) && headings_plain(&c.v[1]), "plain headings");
    arena_release(&arena);
    return done();
}
