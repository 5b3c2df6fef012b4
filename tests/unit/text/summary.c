#include "text/summary.h"

#include "../tap.h"

static struct arena arena;

static struct summary tell(const char *was, const char *is)
{
    struct clauses o, n;
    struct alignment al;
    struct summary s;
    segment_text(&arena, strz(was), &o);
    segment_text(&arena, strz(is), &n);
    align_clauses(&arena, strz(was), &o, strz(is), &n, &al);
    summary_make(&arena, &o, &n, &al, STR("Terms of Use"), STR("Example"), &s);
    return s;
}

static size_t chars(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

#define A                                                                                                              \
    "## Cancelling\n\nYou may cancel your subscription with notice of 30 days in the settings of your account.\n\n"
#define A10                                                                                                            \
    "## Cancelling\n\nYou may cancel your subscription with notice of 10 days in the settings of your account.\n\n"
#define AMUST                                                                                                          \
    "## Cancelling\n\nYou must cancel your subscription with notice of 30 days in the settings of your account.\n\n"
#define B "## Invoices\n\nWe keep invoices for as long as the tax law of our country demands it of us.\n\n"
#define BNOT "## Invoices\n\nWe do not keep invoices for as long as the tax law of our country demands it of us.\n\n"
#define C "## Disputes\n\nYou agree to settle every dispute by binding arbitration and waive a class action.\n\n"

static void callout(const char *was, const char *is, const char *what, const char *words)
{
    struct summary s = tell(was, is);
    bool found = false;
    for (size_t i = 0; i < s.ncallouts; i++)
        found |= strcmp(s.callouts[i].what, what) == 0 && str_eqz(s.callouts[i].words, words);
    ok(found, "%s: %s", what, words);
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    callout(A B, A10 B, "deadline", "30 days → 10 days");
    callout(A B, AMUST B, "obligation", "may → must");
    callout(A B, A BNOT, "negation", "“not” was added");
    callout("You pay $100 for each of the months in which you use it.\n",
            "You pay $50 for each of the months in which you use it.\n", "amount", "$100 → $50");
    callout("You pay a fee of 5% on each of the sales that you make.\n",
            "You pay a fee of 7% on each of the sales that you make.\n", "amount", "5% → 7%");
    struct summary s = tell(A B, A10 B);
    ok(str_eqz(s.headline, "Example changes 1 clause in its Terms of Use: 30 days → 10 days"), "headline: " STR_FMT,
       STR_ARG(s.headline));
    ok(s.nbullets == 1 && strcmp(s.bullets[0].verb, "Changed") == 0 && str_starts(s.bullets[0].text, STR("Cancelling")),
       "a bullet names the clause");
    ok(s.severity == SEVERITY_HIGH && s.nreasons > 0, "a shorter deadline is proposed as high, with a reason");
    s = tell(A B, A B C);
    ok(str_eqz(s.headline, "Example adds to its Terms of Use: Disputes"), "headline: " STR_FMT, STR_ARG(s.headline));
    ok(s.severity == SEVERITY_CRITICAL && strcmp(s.bullets[0].verb, "Added") == 0,
       "new arbitration is proposed as critical");
    s = tell(A B C, B C A);
    ok(s.nbullets == 1 && strcmp(s.bullets[0].verb, "Moved") == 0 && s.severity == SEVERITY_LOW,
       "a pure move is told and low");
    s = tell(A B, "# Terms\n\n" A B);
    ok(chars(s.headline) <= 140 && s.headline.n > 0, "a new title");
    s = tell(A "Effective May 1, 2024\n", A "Effective June 6, 2024\n");
    ok(s.dates.n == 1 && s.dates.v[0].basis == DATE_EFFECTIVE && s.dates.v[0].month == 6,
       "the new effective date, and only it");
    s = tell(A, A);
    ok(s.nbullets == 0 && s.ncallouts == 0, "nothing happened, nothing is told");
    s = tell("", A B C);
    ok(s.nbullets == 3 && chars(s.headline) <= 140, "from nothing");
    arena_release(&arena);
    return done();
}
