#include "text/canonical.h"
#include "text/markdown.h"

#include "../tap.h"

static struct arena a;

/* Every case is also put in again: a canonical text is its own canonical text. */
static void is(const char *in, const char *want, const char *name)
{
    struct str got = canonical_text(&a, strz(in)), again = canonical_text(&a, got);
    if (!ok(str_eqz(got, want), "%s", name)) printf("# got  \"" STR_FMT "\"\n# want \"%s\"\n", STR_ARG(got), want);
    if (!str_eq(got, again)) ok(false, "… and is stable: \"" STR_FMT "\"", STR_ARG(again));
}

static void test_space(void)
{
    is("", "", "nothing is nothing");
    is(" \n\t\n\xC2\xA0", "", "white space is nothing");
    is("a", "a\n", "one newline at the end");
    is("\n\na\n\n\n\nb\n\n", "a\n\nb\n", "one blank line between blocks");
    is("a\r\nb\rc", "a\nb\nc\n", "line ends");
    is("a  b\t c   ", "a b c\n", "runs of spaces, and those at the end");
    is("a\xC2\xA0\xE2\x80\x83\xE3\x80\x80"
       "b",
       "a b\n", "no-break, em and ideographic spaces");
    is("\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"
       "a",
       "a\n", "no-break spaces are no indentation");
    is("a\xE2\x80\x8B"
       "b\xEF\xBB\xBF"
       "c\xC2\xAD"
       "d\xE2\x80\x8E",
       "abcd\n", "zero-width space, byte order mark, soft hyphen, direction mark");
    is("a\xE2\x80\x8D"
       "b",
       "ab\n", "a joiner between Latin letters goes");
    is("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88\n",
       "one in Persian stays");
    is("\xE5\xAD\x97\xE2\x80\x82\xE2\x80\x8C\xE5\xAD\x97", "\xE5\xAD\x97 \xE5\xAD\x97\n",
       "one behind a space joins nothing");
    is("\xE2\x84\xAB\xE2\x80\x8D", "\xC3\x85\n", "nor does one behind what NFC makes Latin");
    is("e\xCC\x81", "\xC3\xA9\n", "NFC");
    is("\xE2\x84\xAB", "\xC3\x85\n", "NFC of a look-alike letter");
    is("a\xFF"
       "b",
       "a\xEF\xBF\xBD"
       "b\n",
       "ill-formed bytes");
    is("a\x01"
       "b",
       "ab\n", "control characters");
    is("“Quotes” – don’t", "“Quotes” – don’t\n", "quotes and dashes stay");
}

static void test_structure(void)
{
    is("* item", "*   item\n", "a list item's gap");
    is("1. item\n    *   sub", "1.  item\n    *   sub\n", "nested items keep their level");
    is("  text", "text\n", "less than a level is no indentation");
    is("* * *", "* * *\n", "a rule is no list");
    is(">text\n>\n> more", "> text\n>\n> more\n", "quotes");
    is("Title\n===", "Title\n=====\n", "an underline as long as its heading");
    is("Ti\xE2\x80\x8Btle\n======", "Title\n=====\n", "also when the heading lost a character");
    is("a\nb\n---", "a\nb\n---\n", "but not below two lines");
    is("|a|  b  |\n|---|---|", "| a   | b   |\n| --- | --- |\n", "cells are trimmed and padded");
    is("|     |\n| --- |", "|     |\n| --- |\n", "the empty heading of a table");
    is("1\\. no list", "1\\. no list\n", "escapes stay");
}

static void test_links(void)
{
    is("[a](https://x.y/z?utm_source=q&k=1)", "[a](https://x.y/z?k=1)\n", "tracking parameters leave a link");
    is("[a](https://x.y/?gclid=1#f)", "[a](https://x.y/#f)\n", "the fragment stays");
    is("[a](https://x.y/?id=1&lang=de)", "[a](https://x.y/?id=1&lang=de)\n", "others stay");
    is("[a](/p_(q)?fbclid=1 \"t\") and [b](/c?k)", "[a](/p_(q) \"t\") and [b](/c?k)\n", "parentheses and titles");
    is("see https://x.y/?utm_source=q", "see https://x.y/?utm_source=q\n", "an address in the text is text");
    struct str kept = canonical_text_keeping_links(&a, STR("[a](/b?utm_source=1)"));
    ok(str_eqz(kept, "[a](/b?utm_source=1)\n"), "links can be kept");
}

static void plain(const char *in, const char *want)
{
    struct str got = markdown_plain(&a, strz(in));
    if (!ok(str_eqz(got, want), "plain: %s", want)) printf("# got \"" STR_FMT "\"\n", STR_ARG(got));
}

static void test_plain(void)
{
    plain("### 1\\. A **bold** _claim_", "1. A bold claim");
    plain("Title\n=====", "Title");
    plain("*   [text](https://x.y/a_(b) \"t\") more", "text more");
    plain("![picture](x.png) text", "text");
    plain("| a   | b<br>c |\n| --- | --- |", "a     b c");
    plain("> quoted data\\_impl", "quoted data_impl");
    plain("\\[email protected\\]", "[email protected]");
}

int main(void)
{
    arena_init(&a, 64u << 20);
    test_space();
    test_structure();
    test_links();
    test_plain();
    arena_release(&a);
    return done();
}
