/* Quotes: what a reader does not see as a difference is none, and everything else is. */
#include "text/quote.h"
#include "../tap.h"

static struct arena a;

static bool stands(const char *text, const char *quote)
{
    return quote_stands(quote_fold(&a, strz(text)), quote_fold(&a, strz(quote)));
}

int main(void)
{
    arena_init(&a, 1 << 20);
    ok(stands("We may end it.", "We may end it."), "the whole");
    ok(stands("Now: we may  end\n\tit, today.", "we may end it"), "white space of any length");
    ok(stands("we\xC2\xA0may\xE2\x80\x83"
              "end",
              " we may end "),
       "white space of any kind, and around");
    ok(stands("the \xE2\x80\x9Cprovider\xE2\x80\x9D\xE2\x80\x99s right", "the \"provider\"'s right"),
       "typographic quotation marks");
    ok(stands("ten \xE2\x80\x93 twenty", "ten - twenty"), "dashes");
    ok(stands("ter\xC2\xADmi\xE2\x80\x8Bnate", "terminate"), "soft hyphens and zero-width spaces");
    ok(stands("renew, renewal", "renewal"), "the second place, where the first is inside a word");
    ok(!stands("We may end it", "we may end it"), "case counts");
    ok(!stands("within 30 days", "within 3"), "no part of a number");
    ok(!stands("termination", "terminat"), "no part of a word");
    ok(!stands("We may not end it", "We may end it"), "no word may be missing");
    ok(!stands("anything", ""), "an empty quote stands nowhere");
    ok(!stands("anything", " \n"), "nor does white space");
    ok(!stands("", "anything"), "nothing stands in nothing");
    arena_release(&a);
    return done();
}
