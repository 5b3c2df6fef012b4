/* Phrases: words, sentences, patterns, and that a phrase is found exactly where it stands. */
#include "text/phrase.h"
#include "../tap.h"

#include <string.h>

static struct arena a;
static struct phrases *set;
static struct found f;

static uint32_t add(const char *pattern)
{
    struct note why;
    uint32_t id = UINT32_MAX;
    ok(phrases_add(set, strz(pattern), &id, &why) == OK, "\"%s\" is a phrase", pattern);
    return id;
}

static void refused(const char *pattern)
{
    struct note why = {""};
    uint32_t id = 7;
    bool no = phrases_add(set, strz(pattern), &id, &why) == ERR_BAD_INPUT;
    ok(no && id == 7 && why.text[0] != '\0', "\"%s\" is no phrase: %s", pattern, why.text);
}

static size_t count(const char *text, uint32_t id)
{
    size_t n = 0;
    phrases_find(set, &a, strz(text), &f);
    for (const struct occurrence *o = f.by_phrase[id]; o != NULL; o = o->next) n++;
    return n;
}

static void patterns(void)
{
    uint32_t stem = add("terminat*"), either = add("we may|can end"), spelled = add("organi?ation"),
             pair = add("without notice");
    ok(add("terminat*") == stem, "the same pattern has the same id");
    ok(phrases_n(set) == 4, "four phrases");
    ok(count("Termination is terminated by terminators.", stem) == 3,
       "a stem takes any ending, and case does not matter");
    ok(count("The terminus and the interminat", stem) == 0, "and no other beginning");
    ok(count("We may end this. We can end this. We will end this.", either) == 2, "alternatives stand for each other");
    ok(count("organisation organization organidation", spelled) == 2, "? is s, z or c");
    ok(count("without notice, without\tnotice\xC2\xA0", pair) == 2, "white space and punctuation do not count");
    ok(count("without any notice", pair) == 0, "a word between does");
    ok(count("This comes without. Notice is given.", pair) == 0, "a phrase does not cross sentences");
}

static void words(void)
{
    uint32_t opt = add("opt out"), dont = add("dont"), mail = add("email"), us = add("u s government");
    ok(count("opt-out, opt/out, OPT OUT", opt) == 3, "hyphens and slashes part words");
    ok(count("don't don\xE2\x80\x99t dont", dont) == 3, "apostrophes vanish");
    ok(count("email, e-mail, E-Mail", mail) == 3, "e-mail is email");
    ok(count("The U.S. Government", us) == 1, "dots of an abbreviation end no sentence");
    phrases_find(set, &a,
                 STR("\xC3\x9C"
                     "ber stra\xC3\x9F"
                     "e"),
                 &f);
    ok(f.nwords == 2 && str_eq(f.words[0].text, STR("\xC3\x9C"
                                                    "ber")),
       "letters of other alphabets are parts of words");
    phrases_find(set, &a, STR("caf\xC3"), &f);
    ok(f.nwords == 1, "a cut character at the end does no harm");
    phrases_find(set, &a, STR(""), &f);
    ok(f.nwords == 0 && f.nsentences == 0, "nothing in nothing");
    phrases_find(set, &a, STR(" .!? \n"), &f);
    ok(f.nwords == 0 && f.nsentences == 0, "nothing in marks");
}

static void sentences(void)
{
    phrases_find(set, &a, STR("  We end it, e.g. today. You (may) leave! Why? Acme Inc. is free\nA line 3.5 long"), &f);
    ok(f.nsentences == 5, "five sentences (%zu)", f.nsentences);
    ok(f.nsentences > 4 && str_eq(f.sentences[0], STR("We end it, e.g. today.")), "an abbreviation ends none");
    ok(f.nsentences > 4 && str_eq(f.sentences[3], STR("Acme Inc. is free")), "nor does a company's form");
    ok(f.nsentences > 4 && str_eq(f.sentences[4], STR("A line 3.5 long")), "a line end does, a decimal point does not");
    ok(f.words[f.nwords - 1].sentence == 4, "a word knows its sentence");
}

int main(void)
{
    arena_init(&a, 64 << 20);
    set = phrases_new(&a);
    patterns();
    words();
    sentences();
    refused("");
    refused("Upper");
    refused("two  spaces");
    refused("a||b");
    refused("sto*p");
    refused("ab*");
    refused("comma,");
    refused("???");
    refused("one two three four five six seven eight nine ten eleven twelve thirteen");
    arena_release(&a);
    return done();
}
