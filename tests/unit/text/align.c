#include "text/align.h"

#include "../tap.h"

static struct arena arena;

struct pair {
    struct clauses o, n;
    struct alignment al;
};

static struct pair compare(const char *old_text, const char *new_text)
{
    struct pair p;
    segment_text(&arena, strz(old_text), &p.o);
    segment_text(&arena, strz(new_text), &p.n);
    align_clauses(&arena, strz(old_text), &p.o, strz(new_text), &p.n, &p.al);
    return p;
}

static const struct change_item *item_of(const struct pair *p, enum item_kind kind)
{
    for (size_t i = 0; i < p->al.nitems; i++)
        if (p->al.items[i].kind == kind) return &p->al.items[i];
    return NULL;
}

#define A "You may cancel your subscription at any time in the settings of your account.\n\n"
#define B "We keep invoices for ten years because the tax law of our country demands it.\n\n"
#define C "Questions about this document reach us by letter at the address given below.\n\n"
#define D "The courts of the city in which we have our seat decide about any dispute.\n\n"
#define F "Nothing in here takes away rights that the law gives you as a consumer.\n\n"
#define LONG1 "We may end the contract with thirty days of notice where you break its terms and do not mend it in time."
#define LONG2 "Before we do so we send you a message that says what you did and how you can put it right again."

static void test_identity(void)
{
    struct pair p = compare(A B C, A B C);
    ok(p.al.nitems == 0 && !p.al.substantive, "equal texts: nothing happened");
    p = compare(A C, A B C);
    ok(p.al.nitems == 1 && p.al.items[0].kind == ITEM_ADDED && p.al.items[0].new_clause == 1, "an added clause");
    ok(p.al.old_of_new[0] == 0 && p.al.old_of_new[1] == -1 && p.al.old_of_new[2] == 1,
       "the others keep their identity");
    p = compare(A B C, A C);
    ok(p.al.nitems == 1 && p.al.items[0].kind == ITEM_REMOVED && p.al.items[0].old_clause == 1, "a removed clause");
    p = compare("", A);
    ok(p.al.nitems == 1 && p.al.substantive, "from nothing");
    p = compare(A, "");
    ok(p.al.nitems == 1 && p.al.items[0].kind == ITEM_REMOVED, "to nothing");
    p = compare(A B C, A "We keep invoices for six years because the tax law of our country demands it.\n\n" C);
    const struct change_item *x = item_of(&p, ITEM_MODIFIED);
    ok(p.al.nitems == 1 && x != NULL && !x->cosmetic && x->similarity > 0.6 && x->similarity < 1, "a modified clause");
    ok(p.al.old_of_new[1] == 1, "keeps its identity");
    p = compare(A B, C D);
    ok(p.al.old_of_new[0] == -1 && p.al.old_of_new[1] == -1, "unlike clauses are not paired");
}

static void test_moves(void)
{
    struct pair p = compare(A B C D F, B C D F A);
    const struct change_item *x = item_of(&p, ITEM_MOVED);
    ok(p.al.nitems == 1 && x != NULL && x->moved && x->cosmetic, "a pure move is listed and cosmetic");
    ok(p.al.old_of_new[4] == 0 && p.al.nmoves == 1 && p.al.move_of_new[4] == x->move, "and keeps its identity");
    p = compare(A B C D F, B C D F "You may cancel your subscription at any date in the settings of your account.\n\n");
    x = item_of(&p, ITEM_MODIFIED);
    ok(x != NULL && x->moved && !x->cosmetic, "a move with an edit inside is modified and moved");
    p = compare(A "Yes.\n\n" B "No.\n\n" C, A "No.\n\n" B "Yes.\n\n" C);
    ok(item_of(&p, ITEM_MOVED) == NULL && p.al.substantive, "two words are no clause that moved");
}

static void test_split_and_merge(void)
{
    struct pair p = compare(A LONG1 " " LONG2 "\n\n" C, A LONG1 "\n\n" LONG2 "\n\n" C);
    const struct change_item *x = item_of(&p, ITEM_SPLIT);
    ok(p.al.nitems == 1 && x != NULL && x->nmore == 1 && x->old_clause == 1, "a split is one item");
    ok(x != NULL && x->cosmetic, "without other words it is cosmetic");
    ok(p.al.old_of_new[1] == 1 || p.al.old_of_new[2] == 1, "a part carries the identity");
    p = compare(A LONG1 "\n\n" LONG2 "\n\n" C, A LONG1 " " LONG2 "\n\n" C);
    x = item_of(&p, ITEM_MERGED);
    ok(p.al.nitems == 1 && x != NULL && x->nmore == 1 && x->new_clause == 1, "a merge is one item");
    p = compare(A LONG1 " " LONG2 "\n\n" C, A LONG1 "\n\n" B C);
    ok(item_of(&p, ITEM_SPLIT) == NULL, "a clause that lost half, beside a new one, was not split");
}

static void test_numbers_and_headings(void)
{
    struct pair p = compare("## 4. Money\n\n" A "## 5. Tax\n\n" B, "## 5. Money\n\n" A "## 6. Tax\n\n" B);
    ok(p.al.nitems == 2 && p.al.items[0].kind == ITEM_RENUMBERED && p.al.items[0].cosmetic,
       "a new number is an attribute");
    ok(!p.al.substantive, "and nothing to mail");
    p = compare("## 4. Money\n\n" A "## 5. Tax\n\nAs said in Section 4, we keep invoices for a while.\n",
                "## 5. Money\n\n" A "## 6. Tax\n\nAs said in Section 5, we keep invoices for a while.\n");
    ok(!p.al.substantive, "references that follow a renumbering are cosmetic");
    p = compare("## 4. Money\n\n" A "## 5. Tax\n\nAs said in Section 4, we keep invoices for a while.\n",
                "## 4. Money\n\n" A "## 5. Tax\n\nAs said in Section 3, we keep invoices for a while.\n");
    ok(p.al.substantive, "a reference that follows none is not");
    p = compare("# T\n\n## Money\n\n" A B, "# T\n\n## Money\n\n" C A B);
    ok(p.al.nitems == 1 && p.al.items[0].kind == ITEM_ADDED,
       "a clause put first under a heading takes nothing from the next");
    p = compare("# T\n\n## Money\n\n" A B "## Law\n\n" C D, "# T\n\n## Money\n\n" B "## Law\n\n" C A D);
    ok(p.al.nitems == 1 && p.al.items[0].moved && p.al.items[0].cosmetic, "nor does one that moves away from there");
    p = compare("## Money\n\n" A, "## Payments\n\n" A);
    ok(p.al.nitems == 1 && p.al.items[0].kind == ITEM_RETITLED && !p.al.items[0].cosmetic,
       "another heading over the same words");
    p = compare(A "Money\n\n" B, A "### Money\n\n" B);
    ok(!p.al.substantive, "a line that became a heading reads the same");
}

static int word_add(char *p, unsigned r)
{
    static const char *const words[] = {"we",  "may",   "keep", "data",  "about", "you",
                                        "for", "years", "and",  "share", "it",    "never"};
    return snprintf(p, 32, "%s%s", words[r % 12], r / 12 % 40 == 0 ? ".\n\n" : " ");
}

static void test_size(void)
{
    struct arena a;
    arena_init(&a, 64u << 20);
    char *old_text = arena_alloc(&a, 1 << 20), *new_text = arena_alloc(&a, 1 << 20);
    size_t n = 0, m = 0;
    unsigned seed = 1;
    while (n < 500000) {
        seed = seed * 1103515245 + 12345;
        n += (size_t)word_add(old_text + n, seed >> 16);
        m += (size_t)word_add(new_text + m, seed >> 15);
    }
    struct pair p;
    segment_text(&a, str_of(old_text, n), &p.o);
    segment_text(&a, str_of(new_text, m), &p.n);
    align_clauses(&a, str_of(old_text, n), &p.o, str_of(new_text, m), &p.n, &p.al);
    ok(p.al.nitems > 0, "half a megabyte of noise is compared within 64 MB");
    arena_release(&a);
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    test_identity();
    test_moves();
    test_split_and_merge();
    test_numbers_and_headings();
    test_size();
    arena_release(&arena);
    return done();
}
