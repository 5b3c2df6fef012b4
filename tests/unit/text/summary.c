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

/* Nothing but small words of other kinds may be called out. */
static void quiet(const char *was, const char *is, const char *what)
{
    struct summary s = tell(was, is);
    size_t called = 0;
    for (size_t i = 0; i < s.ncallouts; i++) called += strcmp(s.callouts[i].what, "words") != 0;
    ok(called == 0, "not called out: %s", what);
}

#define COUNT(n) "## Members\n\nMore than " n " households have joined this service since it was opened to everybody.\n\n"

static void test_unsure(void)
{
    ok(tell(COUNT("12,345") B, COUNT("12,346") B).unsure, "a figure that means nothing by itself may be a counter");
    ok(tell(COUNT("12,345") "Asked on 3 March 2026 by your browser.\n", COUNT("12,347") "Asked on 4 March 2026 by your browser.\n").unsure, "so may a date, and two");
    ok(!tell(A B, A10 B).unsure, "a deadline is none");
    ok(!tell(COUNT("12,345") A, COUNT("12,346") A10).unsure, "nor is a deadline beside a counter");
    ok(!tell(COUNT("12,345") B, COUNT("12,346 happy") B).unsure, "nor a word beside it");
    ok(!tell(COUNT("12,345") B, COUNT("12,346") B C).unsure, "nor a clause that came");
    ok(!tell("You pay a fee of $10 for each letter that we send to you by the post.\n", "You pay a fee of $12 for each letter that we send to you by the post.\n").unsure, "nor an amount");
    ok(!tell(A "Effective May 1, 2024\n", A "Effective May 6, 2024\n").unsure, "nor the day from which a text is in force");
    ok(!tell(A B, A B).unsure, "nor nothing");
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    callout(A B, A10 B, "deadline", "30 days → 10 days");
    callout(A B, AMUST B, "obligation", "“You may cancel” → “You must cancel”");
    callout(A B, A BNOT, "negation", "“We keep” → “We do not keep”");
    callout("Members buy here unless they live in the U.S. and have not yet been asked.\n",
            "Members buy here and have not yet been asked.\n", "exception",
            "“unless they live in the U.S.” was taken out");
    callout("We send your letters to Example Inc. and to its partners abroad.\n",
            "We do not send your letters to Example Inc. and to its partners abroad.\n", "negation",
            "“We send” → “We do not send”");
    callout("You pay $100 for each of the months in which you use it.\n",
            "You pay $50 for each of the months in which you use it.\n", "amount", "$100 → $50");
    callout("You pay a fee of 5% on each of the sales that you make.\n",
            "You pay a fee of 7% on each of the sales that you make.\n", "percentage", "5% → 7%");
    callout("You may not be younger than 16 years of age when you open an account here.\n",
            "You may not be younger than 13 years of age when you open an account here.\n", "age",
            "16 years → 13 years");
    callout("We answer your letter within six months of the day on which it reached us.\n",
            "We answer your letter within 30 days of the day on which it reached us.\n", "deadline",
            "six months → 30 days");
    callout("Each member may store up to 500 photographs in the album of a household.\n",
            "Each member may store up to 200 photographs in the album of a household.\n", "number",
            "“500 photographs” → “200 photographs”");
    callout("We sell nothing to advertisers unless you have given us your permission for it.\n",
            "We sell nothing to advertisers and tell you about it.\n", "exception",
            "“unless you have given us” was taken out");
    quiet("Last updated May 1, 2024\n\n" A B, "Last updated June 1, 2024\n\n" A B, "the date of the last update");
    quiet("Read section 12.5 before you write a letter to the court.\n",
          "Read section 13.5 before you write a letter to our court.\n", "a section's number");
    quiet("12.5 Read this before you write a letter to the court.\n",
          "13.5 Read this before you write a letter to our court.\n", "a clause's number");
    quiet("We keep your letters no longer than the law of our country demands it.\n",
          "We keep your letters for as long as the law of our country demands it.\n", "a bound is no negation");
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
    test_unsure();
    arena_release(&arena);
    return done();
}
