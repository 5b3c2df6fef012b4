#include "text/noise.h"

#include "../tap.h"

static struct arena arena;

static struct judgement judge(const char *was, const char *is, struct place where)
{
    struct judgement j;
    noise_judge(&arena, strz(was), strz(is), where, &j);
    return j;
}

static void cosmetic(const char *was, const char *is, const char *what)
{
    struct judgement j = judge(was, is, (struct place){0});
    ok(j.cosmetic && j.reason[0] != '\0', "cosmetic, %s (%s)", what, j.reason);
    j = judge(is, was, (struct place){0});
    ok(j.cosmetic, "and the other way round");
}

static void change(const char *was, const char *is, const char *what)
{
    struct judgement j = judge(was, is, (struct place){0});
    ok(!j.cosmetic && j.reason[0] != '\0', "a change, %s (%s)", what, j.reason);
    j = judge(is, was, (struct place){0});
    ok(!j.cosmetic, "and the other way round");
}

static void test_cosmetic(void)
{
    cosmetic("We keep  it.\n", "We keep\nit.\n", "white space");
    cosmetic("We **keep** it.\n", "We keep _it_.\n", "emphasis");
    cosmetic("Terms\n=====\n\nWe keep it.\n", "# Terms\n\nWe keep it.\n", "the form of a heading");
    cosmetic("### Terms\n\nWe keep it.\n", "**Terms**\n\nWe keep it.\n", "the level of a heading");
    cosmetic("# OUR TERMS\n\nWe keep it.\n", "# Our Terms\n\nWe keep it.\n", "capitals of a heading");
    cosmetic("* We keep it.\n", "- We keep it.\n", "bullets");
    cosmetic("See [us](https://a.example/?x=1).\n", "See [us](https://a.example/?x=2).\n", "a link's target");
    cosmetic("See [https://a.example/x](https://a.example/x).\n", "See [https://b.example/x](https://b.example/x).\n",
             "an address shown");
    cosmetic("“We” don’t – ever – sell.\n", "\"We\" don't - ever - sell.\n", "quotes and dashes");
    cosmetic("We sell.\n", "We\xc2\xa0sell.\n", "no-break space");
    cosmetic("We se\xe2\x80\x8bll.\n", "We sell.\n", "zero-width space");
    cosmetic("We s\xd0\xb5ll data.\n", "We sell data.\n", "a Cyrillic e in a Latin word");
    cosmetic("Last updated: May 1, 2023\n", "Last updated: November 19, 2024\n", "last updated");
    cosmetic("Updated: 2023-04-17\n", "Updated: 2025-01-20\n", "updated, ISO");
    cosmetic("Zuletzt aktualisiert am 1. Mai 2023\n", "Zuletzt aktualisiert am 3. Juni 2024\n", "German");
    cosmetic("Active users in the EU (Updated February 14, 2025).\n",
             "Active users in the EU (Updated August 15, 2025).\n", "updated in brackets");
    cosmetic("4\\. Payment is due at once.\n", "5\\. Payment is due at once.\n", "a section's number");
    cosmetic("- red apples\n- green pears\n- blue plums\n", "- blue plums\n- red apples\n- green pears\n",
             "the order of list entries");
    cosmetic("We keep it.\n\nBack to top\n", "We keep it.\n", "page furniture");
    cosmetic("We keep it.\n\n© 2023 Example Ltd.\n", "We keep it.\n\n© 2024 Example Ltd.\n", "a copyright line");
    cosmetic("Write to privacy@example.org now.\n",
             "Write to [\\[email protected\\]](/cdn-cgi/l/email-protection) now.\n", "a hidden e-mail address");
    cosmetic("We use e-mail.\n", "We use email.\n", "a hyphen");
    cosmetic("Red, green and blue.\n", "Red, green, and blue.\n", "a comma");
}

static void test_change(void)
{
    change("You pay within 30 days.\n", "You pay within 10 days.\n", "a deadline");
    change("You pay $100.\n", "You pay $50.\n", "an amount");
    change("You pay $100.\n", "You pay €100.\n", "a currency");
    change("You pay 1.5 %.\n", "You pay 15 %.\n", "a decimal point");
    change("You pay 5.\n", "You pay 5%.\n", "a per cent sign");
    change("We do share it.\n", "We do not share it.\n", "a negation");
    change("We never share it.\n", "We share it.\n", "never");
    change("You may cancel.\n", "You must cancel.\n", "may and must");
    change("We can end it.\n", "We cannot end it.\n", "cannot");
    change("With Example Ltd.\n", "With Example Inc.\n", "a party");
    change("Effective May 1, 2024\n", "Effective June 1, 2024\n", "an effective date");
    change("Effective date: May 1, 2024. Last updated: April 1, 2024\n",
           "Effective date: June 1, 2024. Last updated: April 1, 2024\n", "an effective date beside another");
    change("- name\n- phone\n", "- name\n- phone\n- race\n", "a list entry added");
    change("- name\n- phone\n", "- name\n", "a list entry removed");
    change("You may, for 14 days, object.\n", "You may object.\n", "a right's term taken out");
    change("all users\n", "some users\n", "a quantifier");
    change("in Ireland\n", "in Germany\n", "a place");
    change("data and content\n", "data or content\n", "and, or");
    change("before use\n", "after use\n", "before, after");
    change("at least 16 years\n", "at least 13 years\n", "an age");
    change("Write to a@example.org.\n", "Write to b@example.org.\n", "an e-mail address");
    change("the Service is free\n", "the service is free\n", "a defined term");
    change("1. pay\n2. leave\n\nIn this order.\n", "1. leave\n2. pay\n\nIn that order.\n", "order and a word");
    change("Do we sell it? No\n", "Do we sell it? Yes\n", "yes and no");
    change("within 2-6 weeks\n", "within 26 weeks\n", "a range");
    change("Articles 5 to 9\n", "Articles 5 to 8\n", "a reference");
    change("我们保留数据三十天。\n", "我们保留数据十天。\n", "an amount in Chinese");
}

static void test_lone(void)
{
    struct place top = {.near_top = true}, force = {.heading = STR("Effective date")};
    ok(judge("", "Back to top\n", top).cosmetic, "furniture that came");
    ok(judge("Last updated May 1, 2024\n", "", top).cosmetic, "a date line that went");
    ok(!judge("", "We may now sell it.\n", top).cosmetic, "a sentence that came");
    ok(!judge("We never sell it.\n", "", top).cosmetic, "a sentence that went");
    ok(!judge("May 1, 2024\n", "May 2, 2024\n", force).cosmetic, "a bare date under “Effective date”");
    ok(judge("May 1, 2024\n", "May 2, 2024\n", top).cosmetic, "a bare date elsewhere");
    ok(!judge("", "Effective May 1, 2024\n", top).cosmetic, "an effective date that came");
    struct renumbering r = {STR("4.2"), STR("5.2")};
    struct place where = {.renumberings = &r, .nrenumberings = 1};
    ok(judge("see Section 4.2 below\n", "see Section 5.2 below\n", where).cosmetic,
       "a reference that follows a renumbering");
    ok(!judge("see Section 4.2 below\n", "see Section 5.3 below\n", where).cosmetic, "one that does not");
    ok(!judge("within 4.2 days\n", "within 5.2 days\n", where).cosmetic, "a number that is no reference");
}

static void test_references(void)
{
    struct renumbering r[] = {{STR("12"), STR("13")}, {STR("17"), STR("18")}, {STR("12.5"), STR("13.5")}};
    struct place where = {.renumberings = r, .nrenumberings = 3};
    ok(judge("Sections 12, 14 and 17 survive.\n", "Sections 13, 14 and 18 survive.\n", where).cosmetic,
       "each of several references follows");
    ok(!judge("Sections 12, 14 and 17 survive.\n", "Sections 13, 15 and 18 survive.\n", where).cosmetic,
       "one of several does not");
    ok(!judge("Pay 12 of 17 parts.\n", "Pay 13 of 18 parts.\n", where).cosmetic, "numbers that refer to nothing");
    ok(!judge("Within section 9 you have 17 days.\n", "Within section 9 you have 18 days.\n", where).cosmetic,
       "a number behind a reference is none");
    ok(!judge("Section 12 applies.\n", "Section 13 does not apply.\n", where).cosmetic, "a reference and a negation");
}

static void test_told_dates(void)
{
    struct place top = {.near_top = true}, middle = {0};
    ok(judge("**Terms** · Issued on 6 January 2026\n", "**Terms** · Issued on 15 April 2026\n", top).cosmetic,
       "issued on, behind a title");
    ok(judge("This version is from 9 January 2026\n", "This version is from 5 April 2026\n", top).cosmetic,
       "this version is from");
    ok(judge("The Example Terms were last revised on May 1, 2024.\n",
             "The Example Terms were last revised on June 2, 2024.\n", top)
           .cosmetic,
       "with the document's name");
    ok(!judge("Valid from 9 January 2026\n", "Valid from 5 April 2026\n", top).cosmetic, "valid from");
    ok(!judge("If you signed up before we updated the fees on May 1, 2024, you pay less.\n",
              "If you signed up before we updated the fees on June 1, 2024, you pay less.\n", middle)
            .cosmetic,
       "a sentence that happens to say “updated”");
    ok(!judge("We follow the standard clauses that the Commission published on June 4, 2021.\n",
              "We follow the standard clauses that the Commission published on June 5, 2021.\n", top)
            .cosmetic,
       "the date of something else");
    ok(!judge("Orders placed from May 1, 2024\n", "Orders placed from June 1, 2024\n", top).cosmetic, "from");
}

static void test_date_line(void)
{
    ok(noise_date_line(STR("**Last modified:** 3 June 2024 (view archived versions)")), "a date line");
    ok(!noise_date_line(STR("Effective June 3, 2024")), "in force: none");
    ok(!noise_date_line(STR("Last updated yesterday")), "no date: none");
    ok(!noise_date_line(STR("We updated the fees on June 3, 2024")), "a sentence: none");
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    test_cosmetic();
    test_change();
    test_lone();
    test_references();
    test_told_dates();
    test_date_line();
    arena_release(&arena);
    return done();
}
