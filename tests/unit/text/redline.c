#include "text/redline.h"

#include "../tap.h"
#include "base/buf.h"

static struct arena arena;

struct pair {
    struct str old_text, new_text;
    struct clauses o, n;
    struct alignment al;
    struct redline r;
};

static struct pair compare(struct str old_text, struct str new_text)
{
    struct pair p = {.old_text = old_text, .new_text = new_text};
    segment_text(&arena, old_text, &p.o);
    segment_text(&arena, new_text, &p.n);
    align_clauses(&arena, old_text, &p.o, new_text, &p.n, &p.al);
    redline_make(&arena, old_text, &p.o, new_text, &p.n, &p.al, &p.r);
    return p;
}

static bool rebuilds(const struct pair *p)
{
    struct buf o, n;
    buf_init(&o, 1u << 20);
    buf_init(&n, 1u << 20);
    for (size_t i = 0; i < p->r.n; i++) {
        if (p->r.ops[i].op != '+') buf_str(&o, p->r.ops[i].text);
        if (p->r.ops[i].op != '-') buf_str(&n, p->r.ops[i].text);
    }
    bool good = str_eq(buf_view(&o), p->old_text) && str_eq(buf_view(&n), p->new_text);
    buf_release(&o);
    buf_release(&n);
    return good;
}

/* The edits as one line: "-old+new". */
static struct str edits(const struct pair *p)
{
    const char *s = "";
    for (size_t i = 0; i < p->r.n; i++)
        if (p->r.ops[i].op != '=')
            s = arena_printf(&arena, "%s%c" STR_FMT, s, p->r.ops[i].op, STR_ARG(p->r.ops[i].text));
    return strz(s);
}

#define A "You may cancel your subscription at any time in the settings of your account.\n\n"
#define B "We keep invoices for ten years because the tax law of our country demands it.\n\n"
#define C "Questions about this document reach us by letter at the address given below.\n\n"
#define D "The courts of the city in which we have our seat decide about any dispute.\n\n"

static void test_words(void)
{
    struct pair p = compare(STR("You pay within 30 days.\n"), STR("You pay within 10 days.\n"));
    ok(rebuilds(&p) && str_eqz(edits(&p), "-30+10"), "one word: " STR_FMT, STR_ARG(edits(&p)));
    p = compare(STR("You pay, then we ship.\n"), STR("You pay; then we ship.\n"));
    ok(rebuilds(&p) && str_eqz(edits(&p), "-,+;"), "punctuation is a token of its own");
    p = compare(STR("We share data.\n"), STR("We don’t share data.\n"));
    ok(rebuilds(&p) && str_eqz(edits(&p), "+don’t "), "an apostrophe does not split a word: " STR_FMT,
       STR_ARG(edits(&p)));
    p = compare(STR("See [a](https://x.org/1?b=2).\n"), STR("See [a](https://x.org/1?b=3).\n"));
    ok(rebuilds(&p) && str_eqz(edits(&p), "-](https://x.org/1?b=2)+](https://x.org/1?b=3)"),
       "a link target is one token");
    p = compare(STR("## H\n\n" A), STR("## H\n\n" B A));
    ok(rebuilds(&p) && str_eqz(str_trim(edits(&p)),
                               "+We keep invoices for ten years because the tax law of our country demands it."),
       "a paragraph put under a heading does not take the heading out and in: " STR_FMT, STR_ARG(edits(&p)));
    p = compare(STR("## 4. Money\n\n" A), STR("## 5. Money\n\n" A));
    ok(rebuilds(&p) && str_eqz(edits(&p), "-4+5"), "renumbering costs its digit");
}

static void test_bytes(void)
{
    static const struct {
        struct str o, n;
    } pairs[] = {
        {{"", 0}, {"", 0}},
        {{"", 0}, {"a\n", 2}},
        {{"a", 1}, {"", 0}},
        {{"a", 1}, {"a\n", 2}},
        {{"a b\r\n\r\nc", 8}, {"a b\n\nc\n", 7}},
        {{"\xc2\xa0 x", 4}, {" \xc2\xa0x", 4}},
        {{"x  y", 4}, {"x y", 3}},
        {{"a\0b c", 5}, {"a\0d c", 5}},
        {{"\xff\xfe x", 4}, {"\xff x", 3}},
        {{"\xe4\xb8\xad\xe6\x96\x87", 6}, {"\xe4\xb8\xad\xe5\x9b\xbd", 6}},
        {{"](x](x", 6}, {"](x)", 4}},
        {{"\n\n\n", 3}, {"\n", 1}},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct pair p = compare(pairs[i].o, pairs[i].n);
        ok(rebuilds(&p), "rebuilds both sides: pair %zu", i);
    }
}

static void test_moves(void)
{
    struct pair p = compare(STR(A B C D), STR(B C D A));
    uint32_t source = 0, target = 0;
    for (size_t i = 0; i < p.r.n; i++) {
        if (p.r.ops[i].op == '-') source = p.r.ops[i].move;
        if (p.r.ops[i].op == '+') target = p.r.ops[i].move;
    }
    ok(rebuilds(&p) && source > 0 && source == target, "a move stands at both ends under one number");
    p = compare(STR(A B C D),
                STR(B C D "You may cancel your subscription at any date in the settings of your account.\n\n"));
    bool went = false, came = false, others = false;
    for (size_t i = 0; i < p.r.n; i++) {
        const struct redline_op *x = &p.r.ops[i];
        if (!x->edited) continue;
        if (x->op == '-' && str_eqz(x->text, "time") && x->move > 0)
            went = true;
        else if (x->op == '+' && str_eqz(x->text, "date") && x->move > 0)
            came = true;
        else
            others = true;
    }
    ok(rebuilds(&p) && went && came && !others, "the words edited inside a move are told from those that moved");
}

/* Random texts of few words: every redline rebuilds, and no neighbours could be one. */
static void test_random(void)
{
    static const char *const words[] = {"a ", "b ", "we ", "may ", "not ", ". ", ", ", "\n",      "\n\n",
                                        "# ", "* ", "1. ", "| ",   "](u)", "[",  "**", "30 days "};
    unsigned seed = 42;
    bool good = true;
    for (int round = 0; round < 400 && good; round++) {
        const char *text[2] = {"", ""};
        for (int side = 0; side < 2; side++)
            for (int k = 0; k < 40; k++) {
                seed = seed * 1103515245 + 12345;
                text[side] = arena_printf(&arena, "%s%s", text[side], words[(seed >> 16) % 17]);
            }
        struct pair p = compare(strz(text[0]), strz(text[1]));
        good = rebuilds(&p);
    }
    ok(good, "400 random pairs rebuild");
}

int main(void)
{
    arena_init(&arena, 256u << 20);
    test_words();
    test_bytes();
    test_moves();
    test_random();
    arena_release(&arena);
    return done();
}
