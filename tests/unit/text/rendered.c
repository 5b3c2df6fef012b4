/* Redlines as a reader sees them: no marks, blocks and their ends, numbers and link targets as attributes; both sides
 * come out whole, whatever the texts. */
#include "text/rendered.h"

#include "../tap.h"
#include "base/buf.h"

static struct arena arena;

struct pair {
    struct str old_text, new_text;
    struct rendered r;
};

static struct pair compare(struct str old_text, struct str new_text)
{
    struct pair p = {.old_text = old_text, .new_text = new_text};
    struct clauses o, n;
    struct alignment al;
    struct redline r;
    segment_text(&arena, old_text, &o);
    segment_text(&arena, new_text, &n);
    align_clauses(&arena, old_text, &o, new_text, &n, &al);
    redline_make(&arena, old_text, &o, new_text, &n, &al, &r);
    rendered_make(&arena, old_text, &o, new_text, &n, &al, &r, &p.r);
    return p;
}

static bool whole(const struct pair *p)
{
    return str_eq(rendered_side(&arena, &p->r, '-'), rendered_text(&arena, p->old_text)) &&
           str_eq(rendered_side(&arena, &p->r, '+'), rendered_text(&arena, p->new_text));
}

/* A line a block: its op and kind, "number was>number" where it has one, its runs in brackets, how it ends. */
static const char *drawn(const struct pair *p)
{
    static const char kinds[] = "PHIRRRR";
    const char *s = "";
    for (size_t i = 0; i < p->r.n; i++) {
        const struct rendered_block *b = &p->r.blocks[i];
        s = arena_printf(&arena, "%s%c%c", s, b->op, kinds[b->kind]);
        if (rendered_renumbered(b))
            s = arena_printf(&arena, "%s(" STR_FMT ">" STR_FMT ")", s, STR_ARG(b->number_was), STR_ARG(b->number));
        for (size_t k = b->run; k < b->run + b->nruns; k++) {
            const struct rendered_run *x = &p->r.runs[k];
            s = x->op == '=' ? arena_printf(&arena, "%s[" STR_FMT "]", s, STR_ARG(x->text))
                             : arena_printf(&arena, "%s[%c" STR_FMT "]", s, x->op, STR_ARG(x->text));
        }
        s = arena_printf(&arena, "%s%c\n", s, b->end == '=' ? '.' : b->end);
    }
    return s;
}

static void is(struct pair p, const char *want, const char *what)
{
    const char *got = drawn(&p);
    if (!ok(whole(&p) && strcmp(got, want) == 0, "%s", what)) printf("# got:\n%s# want:\n%s", got, want);
}

#define A "You may cancel your subscription at any time in the settings of your account.\n\n"
#define B "We keep invoices for ten years because the tax law of our country demands it.\n\n"
#define C "Questions about this document reach us by letter at the address given below.\n\n"

static void marks(void)
{
    static const struct {
        const char *marked, *plain, *what;
    } list[] = {
        {"Terms of Use\n============\n", "Terms of Use\n\n", "an underlined heading"},
        {"## 4\\. Payment ##\n", "4. Payment\n\n", "a heading with signs and an escaped number"},
        {"**Refunds and _more_**\n", "Refunds and more\n\n", "emphasis"},
        {"We (\"**Heron**\") use `cookies`.\n", "We (\"Heron\") use cookies.\n\n",
         "marks inside of brackets and quotes"},
        {"snake\\_case and snake_case, \\*not\\*.\n", "snake_case and snake_case, *not*.\n\n", "escapes"},
        {"See [our policy](https://a.example/x_(1)?b=c) now.\n", "See our policy now.\n\n", "a link"},
        {"See [[1]](https://a.example/) and \\[2\\].\n", "See [1] and [2].\n\n", "brackets that stay"},
        {"![A seal](https://a.example/s.png) Sealed.\n", "A seal Sealed.\n\n", "an image's words"},
        {"[4\\. Refunds](#refunds) are slow.\n", "4. Refunds are slow.\n\n", "a number inside of a link"},
        {"*   one\n    *   (a) two\n", "one\n\n(a) two\n\n", "bullets"},
        {"| A | B |\n| --- | --- |\n| x  | `y` |\n", "A | B\n\nx | y\n\n", "a table"},
        {"a\n\n---\n\nb\n\n* * *\n\n", "a\n\nb\n\n", "rules"},
        {"Calder Street 1\nWilmington\n", "Calder Street 1 Wilmington\n\n", "a broken line"},
        {"> quoted\n> twice\n", "quoted twice\n\n", "a quotation"},
        {"4.2\n\nWe may.\n", "4.2\n\nWe may.\n\n", "a number alone"},
        {"", "", "nothing"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        struct str got = rendered_text(&arena, strz(list[i].marked));
        if (!ok(str_eqz(got, list[i].plain), "%s", list[i].what)) printf("# got “" STR_FMT "”\n", STR_ARG(got));
    }
}

static void words(void)
{
    is(compare(STR("You pay within 30 days.\n"), STR("You pay within 10 days.\n")),
       "=P[You pay within ][-30][+10][ days.].\n", "a word");
    is(compare(STR("We at **Heron** sell.\n"), STR("We at Heron sell.\n")), "=P[We at Heron sell.].\n",
       "emphasis that went marks nothing");
    is(compare(STR("One line\nand two of them.\n"), STR("One line and two of them.\n")),
       "=P[One line and two of them.].\n", "nor does a line that is no longer broken");
    is(compare(STR(A C), STR(A B C)),
       "=P[You may cancel your subscription at any time in the settings of your account.].\n"
       "+P[+We keep invoices for ten years because the tax law of our country demands it.]+\n"
       "=P[Questions about this document reach us by letter at the address given below.].\n",
       "a paragraph that came is whole");
    is(compare(STR(A B C), STR(A C)),
       "=P[You may cancel your subscription at any time in the settings of your account.].\n"
       "-P[-We keep invoices for ten years because the tax law of our country demands it.]-\n"
       "=P[Questions about this document reach us by letter at the address given below.].\n",
       "and one that went");
    is(compare(STR("Terms\n=====\n\nShort.\n"), STR("Terms and Rules\n===============\n\nShort.\n")),
       "=H[Terms][+ and Rules].\n=P[Short.].\n", "an underline that grew marks nothing");
}

static void blocks(void)
{
    struct pair p = compare(STR("Payment of fees\n\n" A), STR("## Payment of fees\n\n" A));
    ok(whole(&p) && p.r.n == 2 && p.r.blocks[0].kind == BLOCK_HEADING && p.r.blocks[0].kind_was == BLOCK_PARAGRAPH &&
           p.r.blocks[0].marked && p.r.blocks[0].nruns == 1 && !p.r.blocks[1].marked,
       "a paragraph that became a heading: no word is marked");
    p = compare(STR("- One thing that we do is to sell birds of prey to zoos.\n"),
                STR("One thing that we do is to sell birds of prey to zoos.\n"));
    ok(whole(&p) && p.r.n == 1 && p.r.blocks[0].kind_was == BLOCK_ITEM && p.r.blocks[0].nruns == 1,
       "an item, likewise");
    p = compare(STR("You may cancel at any time in your settings. We keep your invoices for ten years.\n"),
                STR("You may cancel at any time in your settings.\n\nWe keep your invoices for ten years.\n"));
    is(p,
       "=P[You may cancel at any time in your settings.][- ]+\n"
       "=P[We keep your invoices for ten years.].\n",
       "one paragraph became two");
    p = compare(STR("- top one that says something\n    - below it, something deeper\n"), STR(""));
    ok(whole(&p) && p.r.n == 2 && p.r.blocks[0].bullet && p.r.blocks[0].level == 0 && p.r.blocks[1].level == 1,
       "depth in lists");
}

static void numbers(void)
{
    is(compare(STR("## 4\\. Payment\n\n" A "## 5\\. Law\n\n" B), STR("## 5\\. Payment\n\n" A "## 6\\. Law\n\n" B)),
       "=H(4.>5.)[Payment].\n=P[You may cancel your subscription at any time in the settings of your account.].\n"
       "=H(5.>6.)[Law].\n=P[We keep invoices for ten years because the tax law of our country demands it.].\n",
       "new numbers mark no words");
    is(compare(STR("(a) " A), STR(A)),
       "=P((a)>)[You may cancel your subscription at any time in the settings of your account.].\n",
       "a number that went");
}

static void links(void)
{
    struct pair p = compare(STR("See [our policy](https://a.example/1) for more.\n"),
                            STR("See [our policy](https://a.example/2) for more.\n"));
    ok(whole(&p) && p.r.nlinks == 1 && str_eqz(p.r.links[0].was, "https://a.example/1") &&
           str_eqz(p.r.links[0].now, "https://a.example/2") && str_eqz(p.r.links[0].words, "our policy"),
       "a target that changed");
    ok(p.r.nruns == 2 && p.r.runs[0].op == '=' && p.r.runs[1].op == '=' && p.r.runs[0].link == 1 &&
           p.r.blocks[0].marked,
       "is told behind the link's words, and marks none");
    p = compare(STR("See our policy for more.\n"), STR("See [our policy](https://a.example/2) for more.\n"));
    ok(whole(&p) && p.r.nlinks == 1 && p.r.links[0].was.n == 0 && p.r.links[0].now.n > 0, "words that became a link");
    p = compare(STR("See [our policy](https://a.example/2) for more.\n"), STR("See our policy for more.\n"));
    ok(whole(&p) && p.r.nlinks == 1 && p.r.links[0].now.n == 0, "and ceased to be one");
    p = compare(STR("See [our policy](/1) for more.\n"), STR("See [our new policy](/1) for more.\n"));
    ok(whole(&p) && p.r.nlinks == 0, "the same target behind other words");
    p = compare(STR("See this.\n"), STR("See this. And [that](/2).\n"));
    ok(whole(&p) && p.r.nlinks == 0, "a link that came with its words");
    p = compare(STR("[a](/1) [b](/2) [c](/3)\n"), STR("[a](/1) [b](/4) [c](/5)\n"));
    ok(whole(&p) && p.r.nlinks == 2 && str_eqz(p.r.links[0].was, "/2") && str_eqz(p.r.links[1].was, "/3"), "two");
}

static void moves(void)
{
    struct pair p = compare(STR(A B C), STR(B C A));
    size_t first = 0, from = 0, to = 0;
    for (size_t i = 0; i < p.r.nruns; i++) {
        first += p.r.runs[i].first;
        from += p.r.runs[i].move == 1 && p.r.runs[i].op == '-';
        to += p.r.runs[i].move == 1 && p.r.runs[i].op == '+';
    }
    ok(whole(&p) && first == 2 && from == 1 && to == 1, "a move has both ends, each once");
}

/* ---- random texts -------------------------------------------------------------------------------------------------
 */

static uint32_t seed = 7;
static uint32_t below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void write_random(struct buf *b, unsigned n)
{
    static const char *const bits[] = {"the ",    "of ",       "days ",
                                       "not ",    "may ",      "pay ",
                                       "30 ",     "*",         "**",
                                       "_",       "`",         "\\",
                                       "\\*",     "[",         "]",
                                       "](/x)",   "![",        "](/y) ",
                                       "4.2 ",    "(a)",       "1\\. ",
                                       "\n",      "\n\n",      "\n\n",
                                       "\n\n",    "# ",        "- ",
                                       "  - ",    "| a | b |", "\n---\n",
                                       "> ",      "<br>",      "\xC3\xA9t\xC3\xA9 ",
                                       "\n===\n", "data ",     "we ",
                                       "you ",    "shall ",    "\t",
                                       "4.",      "~",         "] ",
                                       "](",      ")"};
    for (unsigned i = 0; i < n; i++) buf_strz(b, bits[below(sizeof bits / sizeof *bits)]);
}

/* The new text is the old one with pieces taken out, put in, and put elsewhere. */
static void write_edited(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = 1 + below(40);
        if (n > s.n - i) n = s.n - i;
        uint32_t what = below(12);
        if (what == 0) write_random(b, 1 + below(6));
        if (what != 1) buf_str(b, str_of(s.p + i, n));
        if (what == 2) { /* and once more elsewhere */
            size_t at = below((uint32_t)s.n), most = s.n - at;
            buf_str(b, str_of(s.p + at, most < 60 ? most : 60));
        }
        i += n;
    }
}

static void random_pairs(void)
{
    unsigned bad = 0;
    for (unsigned i = 0; i < 4000; i++) {
        struct buf o, n;
        buf_init(&o, 1u << 16);
        buf_init(&n, 1u << 16);
        write_random(&o, below(120));
        if (below(4) == 0)
            write_random(&n, below(120));
        else
            write_edited(&n, buf_view(&o));
        struct pair p = compare(buf_view(&o), buf_view(&n));
        if (!whole(&p) && bad++ < 3)
            printf("# old <<" STR_FMT ">>\n# new <<" STR_FMT ">>\n# drawn\n%s", STR_ARG(buf_view(&o)),
                   STR_ARG(buf_view(&n)), drawn(&p));
        buf_release(&o);
        buf_release(&n);
        arena_reset(&arena);
    }
    ok(bad == 0, "4000 random pairs: both sides come out whole (%u do not)", bad);
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    marks();
    words();
    blocks();
    numbers();
    links();
    moves();
    random_pairs();
    arena_release(&arena);
    return done();
}
