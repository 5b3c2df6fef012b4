/* What a parser child says of a text is believed only where it fits the text; and what becomes of it. */
#include "monitor/parsed.h"

#include "../tap.h"

#include <stdlib.h>
#include <string.h>

static struct parsed_clause clause(size_t offset, size_t length, const char *title)
{
    return (struct parsed_clause){.offset = offset, .length = length, .kind = CLAUSE_PROSE, .title = strz(title), .label = STR("1"), .old = -1};
}

static void test_fits(void)
{
    struct parsed_clause clauses[] = {clause(0, 6, "One"), clause(6, 4, "Two")};
    struct current_version current = {.id = 7, .text = STR("Old.\n")};
    struct parsed_text p = {.text = STR("First.Two.")};
    struct text_result t = {.outcome = OUTCOME_FIRST, .becomes_current = true, .clauses = clauses, .nclauses = 2};
    p.current = &(struct current_version){0};
    ok(parsed_fits(&p, &t), "clauses that tile the text");
    clauses[1].length = 3;
    ok(!parsed_fits(&p, &t), "clauses that leave a byte over");
    t.becomes_current = false;
    ok(parsed_fits(&p, &t), "which is nothing where no version is made");
    clauses[1].length = 4;
    t.becomes_current = t.compared = true;
    p.current = &current;
    t.nold = 1;
    t.old = calloc(1, sizeof *t.old);
    t.old[0].length = 5;
    ok(parsed_fits(&p, &t), "an old text that is the current one");
    t.old[0].length = 4;
    ok(!parsed_fits(&p, &t), "an old text of another length");
    t.old[0].length = 5;
    clauses[0].title = STR("");
    ok(!parsed_fits(&p, &t), "a clause without a title");
    clauses[0].title = STR("\xff");
    ok(!parsed_fits(&p, &t), "a title that is no UTF-8");
    clauses[0].title = STR("One");
    t.headline = STR("\xc3");
    ok(!parsed_fits(&p, &t), "a headline that is no UTF-8");
    free(t.old);
}

static void test_version(void)
{
    struct arena a;
    struct parsed_clause clauses[] = {clause(0, 10, "One")};
    struct current_version current = {.id = 7, .text = STR("Old.\n")}, none = {0};
    struct parsed_text p = {.text = STR("First.Two."), .current = &none, .known_id = 3, .document = "Terms", .platform = "Larkfield"};
    struct text_result t = {.outcome = OUTCOME_FIRST, .becomes_current = true, .clauses = clauses, .nclauses = 1, .headline = STR("said")};
    struct version_new v;
    arena_init(&a, 1 << 20);
    parsed_version(&a, &p, &t, &v);
    ok(v.from == NULL && v.existing_id == 0 && v.nclauses == 1 && v.clauses[0].length == 10, "a first version follows from nothing");
    p.current = &current;
    t.outcome = OUTCOME_CHANGE;
    parsed_version(&a, &p, &t, &v);
    ok(v.from == &current && v.existing_id == 0 && strcmp(v.change_kind, "change") == 0 && strcmp(v.headline, "said") == 0, "a change from the current one");
    t.outcome = OUTCOME_COSMETIC;
    parsed_version(&a, &p, &t, &v);
    ok(strcmp(v.change_kind, "cosmetic") == 0, "a cosmetic one");
    t.outcome = OUTCOME_REVERSAL;
    parsed_version(&a, &p, &t, &v);
    ok(v.existing_id == 3 && strcmp(v.change_kind, "reversal") == 0 && strcmp(v.headline, "Larkfield returns to an earlier text of its Terms") == 0,
       "a reversal is the version that was there");
    arena_release(&a);
}

int main(void)
{
    test_fits();
    test_version();
    return done();
}
