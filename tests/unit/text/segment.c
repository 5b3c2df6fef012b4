#include "text/segment.h"

#include "../tap.h"
#include "text/block.h"

static struct arena arena;

static struct clauses cut(struct str text)
{
    struct clauses c;
    segment_text(&arena, text, &c);
    return c;
}

static bool tiles(struct str text)
{
    struct clauses c = cut(text);
    size_t at = 0;
    for (size_t i = 0; i < c.n; i++) {
        if (c.v[i].offset != at || c.v[i].length == 0 || c.v[i].ordinal != i + 1 || c.v[i].title.n == 0) return false;
        if (c.v[i].lead.n + c.v[i].operative.n != c.v[i].length) return false;
        at += c.v[i].length;
    }
    return at == text.n;
}

static const char sample[] =
    "Terms of Use\n============\n\nThese terms govern what you may do with the service.\n\n"
    "## 4. Payment\n\nYou pay each month, in advance, by the means you chose.\n\n"
    "### Refunds\n\n1.  We give your money back within 14 days of the first payment you make.\n"
    "2.  (b) Later than that we give back nothing at all, whatever the reason may be.\n\n"
    "“Subscriber” means the person who pays for the service under these terms.\n";

static void test_structure(void)
{
    struct clauses c = cut(strz(sample));
    ok(c.n == 5, "a clause per paragraph and per item that says something: %zu", c.n);
    ok(str_eqz(c.v[0].heading_path, "Terms of Use") && c.v[0].kind == CLAUSE_PROSE,
       "an underlined heading is the path");
    ok(str_eqz(c.v[1].heading_path, "Terms of Use › 4 Payment"), "a numbered heading keeps its number in the path");
    ok(str_eqz(c.v[1].label, "4") && str_eqz(c.v[1].title, "4 Payment"),
       "the first clause under it bears its number and name");
    ok(str_eqz(c.v[1].body, "You pay each month, in advance, by the means you chose."), "the body is the words alone");
    ok(str_eqz(c.v[2].label, "4 (1)") && c.v[2].kind == CLAUSE_ITEM, "an item's number stands below its section's");
    ok(str_eqz(c.v[3].label, "4 (b)"), "a number in brackets counts before the list's own");
    ok(c.v[4].kind == CLAUSE_DEFINITION, "“X” means: a definition");
    ok(str_starts(c.v[1].text, STR("## 4.")), "a heading's bytes belong to the clause below it");
}

static void test_tiling(void)
{
    static const char *const texts[] = {"",
                                        "\n",
                                        "   \n\n",
                                        "word",
                                        "# only a heading",
                                        "# a\n\n# b\n",
                                        "\r\nfoo\r\n\r\nbar\r\n",
                                        "| a | b |\n| --- | --- |\n| c | d |\n",
                                        "- x\n- y\n",
                                        "===\n",
                                        "---\n\n---\n",
                                        "x\n===\n# \n",
                                        "\xff\xfe broken \xc3",
                                        "[](",
                                        "](",
                                        "\\",
                                        "**",
                                        "4.2\n\nWe may end it at any time we like.\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ok(tiles(strz(texts[i])), "tiles: text %zu", i);
    ok(tiles(STR("nul \0 inside\n\nand a second paragraph of some length")), "tiles: a NUL byte");
    ok(tiles(strz(sample)), "tiles: the sample");
}

/* What an inserted paragraph may touch: the clause it goes into, or none. */
static void test_borders_hold(void)
{
    struct str text = strz(sample);
    struct clauses before = cut(text);
    struct blocks blocks;
    blocks_find(&arena, text, &blocks);
    for (size_t b = 0; b <= blocks.n; b++) {
        size_t at = b < blocks.n ? blocks.v[b].at : text.n;
        struct str with =
            strz(arena_printf(&arena, STR_FMT "\nA paragraph that was not there before the edit.\n\n" STR_FMT,
                              STR_ARG(str_upto(text, at)), STR_ARG(str_from(text, at))));
        struct clauses after = cut(with);
        size_t lost = 0;
        for (size_t i = 0; i < before.n; i++) {
            bool found = false;
            for (size_t j = 0; j < after.n; j++) found |= str_eq(before.v[i].body, after.v[j].body);
            lost += !found;
        }
        ok(lost <= 1 && tiles(with), "a paragraph before block %zu moves the borders of no other clause", b);
    }
}

static void test_dates_move_no_border(void)
{
    static const char *const lines[] = {"Version date: 7 May 2026", "Version date: 24 February 2026",
                                        "Effective 1 May 2024", "Effective from 30 September 2024"};
    size_t clauses[4];
    for (size_t i = 0; i < 4; i++)
        clauses[i] = cut(strz(arena_printf(&arena,
                                           "Terms\n=====\n\nA first paragraph of some length.\n\n**%s**\n\n"
                                           "A second paragraph of some length.\n",
                                           lines[i])))
                         .n;
    ok(clauses[0] == clauses[1], "a longer date of the last update moves no border");
    ok(clauses[2] == clauses[3], "nor does a longer effective date");
}

static void test_small_things(void)
{
    struct clauses c = cut(STR(
        "# A\n\nWe collect the following from you:\n\n- Name\n- Phone\n\n## B\n\nWe keep it for a year and a day.\n"));
    ok(c.n == 2 && str_ends(c.v[0].text, STR("- Phone\n\n")), "short items stay with their introduction");
    ok(str_eqz(c.v[0].body, "We collect the following from you: Name Phone"), "their bullets are no words");
    c = cut(STR("# Only\n\n## Headings\n"));
    ok(c.n == 1 && c.v[0].kind == CLAUSE_HEADING, "a document of headings is one clause");
    c = cut(STR("A first paragraph of some length.\n\n## The end\n"));
    ok(c.n == 1, "a heading at the very end is no clause of its own");
    c = cut(STR("**Refunds**\n\nWe give your money back within 14 days.\n"));
    ok(c.n == 1 && str_eqz(c.v[0].heading_path, "Refunds"), "a bold line is a heading");
    c = cut(STR("**Updated 1 May 2024**\n\nWe give your money back within 14 days.\n"));
    ok(c.n == 1 || c.v[0].nheadings == 0, "a bold date is none");
    c = cut(STR("See [our **policy**](https://example.org/a_(b)) for \\*more\\* and snake_case.\n"));
    ok(str_eqz(c.v[0].body, "See our policy for *more* and snake_case."), "links, emphasis and escapes as read");
    c = cut(STR("[](#x \"#x\")1\\. Scope\n===\n\nThis applies to everybody who visits.\n"));
    ok(c.n == 1 && str_eqz(c.v[0].label, "1") && str_eqz(c.v[0].headings[0], "Scope"),
       "an anchor before a heading's number");
    c = cut(STR("2024 was a good year for everybody who took part.\n"));
    ok(c.v[0].label.n == 0, "a year is no clause number");
    c = cut(STR("4.2.1 You may end the contract at any time you like.\n"));
    ok(str_eqz(c.v[0].label, "4.2.1") && c.v[0].kind == CLAUSE_ITEM, "a dotted number without a mark is one");
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    test_structure();
    test_tiling();
    test_borders_hold();
    test_dates_move_no_border();
    test_small_things();
    arena_release(&arena);
    return done();
}
