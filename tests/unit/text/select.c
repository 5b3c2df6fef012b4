#include "text/select.h"

#include "../tap.h"

static struct arena a;

static const char page[] =
    "<html><body><main id=m class='doc wide'>"
    "<h1 id=t>T</h1>"
    "<p id=p1 class=a>1</p><p id=p2 class='a b' lang=en-GB>2</p><div id=d1>x<p id=p3 title='Say \"hi\"'>3</p></div>"
    "<p id=p4>4</p><ul id=u><li id=l1>1</li><li id=l2>2<b id=b>!</b></li><li id=l3></li></ul>"
    "<a id=k href='/legal?x=1#y'>l</a><i id='xl:sticky' class='xl:pr-0 6'>e</i><em id=ü>ü</em><input id=in disabled>"
    "</main></body></html>";

/* The ids of what matches, joined by spaces; "error: …" for a selector that is refused. */
static const char *ids(const char *css)
{
    struct dom d;
    struct selector *s;
    struct node_list found;
    struct note why = {""};
    int64_t budget = SELECT_BUDGET;
    if (dom_parse(&a, strz(page), &d, &why) != OK) return "no page";
    if (selector_parse(&a, strz(css), &s, &why) != OK) return arena_printf(&a, "error: %s", why.text);
    if (selector_all(&a, s, d.document, &budget, &found) != OK) return "limit";
    const char *z = "";
    for (size_t i = 0; i < found.n; i++) {
        struct str id = dom_attr(found.v[i], "id");
        z = arena_printf(&a, "%s%s" STR_FMT, z, i > 0 ? " " : "", STR_ARG(id.n > 0 ? id : found.v[i]->text));
    }
    return z;
}

static void is(const char *css, const char *want)
{
    const char *got = ids(css);
    if (!ok(strcmp(got, want) == 0, "%s", css)) printf("# got  %s\n# want %s\n", got, want);
}

static void test_simple(void)
{
    is("h1", "t");
    is("H1", "t");
    is(".a", "p1 p2");
    is(".a.b", "p2");
    is("p.a", "p1 p2");
    is("#p3", "p3");
    is("h1, #p3, h1", "t p3");
    is("main *", "t p1 p2 d1 p3 p4 u l1 l2 b l3 k xl:sticky ü in");
    is(".A", "");
    is("nothing", "");
    is("  .a  ,  h1  ", "t p1 p2");
}

static void test_attributes(void)
{
    is("[href]", "k");
    is("[href='/legal?x=1#y']", "k");
    is("[href=/legal?x=1#y]", "k");
    is("[href^='/legal']", "k");
    is("[href$=y]", "k");
    is("[href*=\"legal\"]", "k");
    is("[href*='']", "");
    is("[class~=b]", "p2");
    is("[lang|=en]", "p2");
    is("[lang|='en-GB']", "p2");
    is("[ lang = 'EN-gb' i ]", "p2");
    is("[title='Say \"hi\"']", "p3");
    is("[title=\"Say \\\"hi\\\"\"]", "p3");
    is("[id=ü]", "ü");
    is("#ü", "ü");
    is("#xl\\:sticky", "xl:sticky");
    is(".xl\\:pr-0", "xl:sticky");
    is(".\\36", "xl:sticky");
    is("[class~=\"6\"]", "xl:sticky");
}

static void test_combinators(void)
{
    is("main > p", "p1 p2 p4");
    is("main p", "p1 p2 p3 p4");
    is("h1 + p", "p1");
    is("h1+p+p", "p2");
    is("h1 ~ p", "p1 p2 p4");
    is("div ~ p", "p4");
    is("body > main > ul li b", "b");
    is("html > p", "");
}

static void test_pseudo(void)
{
    is("li:first-child", "l1");
    is("li:last-child", "l3");
    is("li:nth-child(2)", "l2");
    is("li:nth-child(odd)", "l1 l3");
    is("li:nth-child( 2n + 1 )", "l1 l3");
    is("li:nth-child(-n+2)", "l1 l2");
    is("li:nth-child(n)", "l1 l2 l3");
    is("li:nth-last-child(1)", "l3");
    is("main > p:nth-of-type(2)", "p2");
    is("p:first-of-type", "p1 p3");
    is("main > p:last-of-type", "p4");
    is("main > p:nth-last-of-type(2)", "p2");
    is("h1:only-of-type", "t");
    is("b:only-child", "b");
    is("p:not(.a)", "p3 p4");
    is("p:not(.a, #p4)", "p3");
    is(":is(h1, b)", "t b");
    is("main :where(h1)", "t");
    is("li:has(b)", "l2");
    is("main:has(> h1)", "m");
    is("p:has(+ div)", "p2");
    is("h1:has(~ ul)", "t");
    is("li:has(> i)", "");
    is("li:empty", "l3");
    is(":root", "html");
    is(":any-link", "k");
    is("input:disabled", "in");
    is("a:hover", "");
}

static void refused(const char *css, const char *part)
{
    const char *got = ids(css);
    if (!ok(strncmp(got, "error: ", 7) == 0 && strstr(got, part) != NULL, "refused: %s", css))
        printf("# got %s\n", got);
}

static void test_refusals(void)
{
    refused("", "character 1");
    refused("p >", "too early");
    refused("> p", "character 1");
    refused("p,", "too early");
    refused("p,,b", "character 3");
    refused(".", "a class");
    refused("#", "an id");
    refused(".6", "a class");
    refused("[href", "]");
    refused("[href=", "a value");
    refused("[href='x", "a quote");
    refused("[=x]", "attribute's name");
    refused("p:nth-child(", "a number");
    refused("p:nth-child(2n+)", "a number");
    refused("p:unknown", "not known");
    refused("p::before", "pseudo-elements");
    refused("p:not(", "too early");
    refused("p)", "character 2");
    refused("p { color: red }", "character 3");
    refused(":not(:not(:not(:not(:not(:not(:not(:not(:not(p)))))))))", "inside each other");
}

static void test_budget(void)
{
    char *html = arena_alloc(&a, 400000), *p = html;
    for (int i = 0; i < 400; i++) p = memcpy(p, "<div class=x>", 13), p += 13;
    struct dom d;
    struct selector *s;
    struct node_list found;
    struct note why;
    int64_t budget = 200000;
    ok(dom_parse(&a, strz(html), &d, &why) == OK &&
           selector_parse(&a, STR("div div div div div div .y"), &s, &why) == OK &&
           selector_all(&a, s, d.document, &budget, &found) == OK,
       "a selector that fails at its right end costs little");
    budget = 200000;
    ok(selector_parse(&a, STR(".y div div div div div div"), &s, &why) == OK &&
           selector_all(&a, s, d.document, &budget, &found) == ERR_LIMIT,
       "one that tries every way up meets the budget");
    budget = 200000;
    struct dom_node *n;
    ok(selector_parse(&a, STR("div:not(.x div div div div div)"), &s, &why) == OK &&
           selector_first(s, d.document, &budget, &n) == OK,
       "the first match is enough for a range");
}

int main(void)
{
    arena_init(&a, 256u << 20);
    test_simple();
    test_attributes();
    test_combinators();
    test_pseudo();
    test_refusals();
    test_budget();
    arena_release(&a);
    return done();
}
