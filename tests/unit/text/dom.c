#include "text/dom.h"

#include "../tap.h"

static struct arena a;

static struct dom parsed(const char *html)
{
    struct dom d = {0};
    struct note why = {""};
    if (dom_parse(&a, strz(html), &d, &why) != OK) printf("# %s\n", why.text);
    return d;
}

static struct dom_node *by_id(const struct dom *d, const char *id)
{
    for (struct dom_node *n = d->document->first; n != NULL; n = dom_next(n, d->document))
        if (n->kind == DOM_ELEMENT && str_eqz(dom_attr(n, "id"), id)) return n;
    return NULL;
}

/* Pointers of every node agree, and intervals nest. */
static bool tree_check(const struct dom_node *root)
{
    for (const struct dom_node *n = root->first; n != NULL; n = dom_next(n, root)) {
        const struct dom_node *up = n->parent;
        if ((n->prev != NULL ? n->prev->next : up->first) != n || (n->next != NULL ? n->next->prev : up->last) != n)
            return false;
        if (up->enter != 0 && (n->enter <= up->enter || n->exit >= up->exit)) return false;
    }
    return true;
}

static void test_tree(void)
{
    struct dom d = parsed("<p id=x>one<!-- c --> <b>two</b><template><i>no</i></template><p>three");
    ok(tree_check(d.document), "pointers and intervals agree");
    ok(d.body != NULL && d.html != NULL && d.html->tag == TAG_HTML, "html and body are made where the page has none");
    struct dom_node *x = by_id(&d, "x");
    ok(x != NULL && x->tag == TAG_P && str_eqz(x->text, "p"), "an element has its tag and its name");
    ok(str_eqz(dom_text(&a, d.body), "one twothree"), "comments and templates are no part of the text");
    ok(dom_attr(x, "href").n == 0 && !dom_has_attr(x, "href"), "an attribute that is not there is empty");
    d = parsed("<noscript><p id=n>seen</p></noscript><custom-thing id=c>x</custom-thing>");
    ok(by_id(&d, "n") != NULL, "noscript has children: scripting is off");
    ok(by_id(&d, "c")->tag == TAG_OTHER && str_eqz(by_id(&d, "c")->text, "custom-thing"),
       "unknown elements go by their name");
    d = parsed("<frameset><frame></frameset>");
    ok(d.body != NULL, "a page of frames has a body to walk");
    d = parsed("");
    ok(d.body != NULL && d.body->first == NULL, "so has the empty page");
}

static void test_changes(void)
{
    struct dom d = parsed("<div id=a><i id=b>1</i><i id=c>2</i><i id=e>3</i></div>");
    dom_remove(by_id(&d, "c"));
    ok(tree_check(d.document) && str_eqz(dom_text(&a, d.body), "13"), "a node leaves, its siblings close up");
    dom_remove(by_id(&d, "b"));
    dom_remove(by_id(&d, "e"));
    ok(tree_check(d.document) && by_id(&d, "a")->first == NULL && by_id(&d, "a")->last == NULL, "until none is left");
}

static const char *range_text(struct dom *d, const char *start, bool after, const char *end, bool after_end)
{
    struct dom_node *f = dom_fragment(&a);
    size_t budget = 100;
    struct dom_range r = dom_range(by_id(d, start), after, by_id(d, end), after_end);
    if (dom_copy_range(&a, f, d, r, &budget) != OK) return "limit";
    return str_dupz(&a, dom_text(&a, f));
}

static void test_ranges(void)
{
    const char *html = "<div><p id=a>A</p><section><p id=b>B<u>b</u></p></section><p id=c>C</p></div>D";
    struct dom d = parsed(html);
    ok(strcmp(range_text(&d, "a", false, "c", true), "ABbC") == 0, "before … after holds both ends");
    ok(strcmp(range_text(&d, "a", true, "c", false), "Bb") == 0, "after … before holds none");
    ok(strcmp(range_text(&d, "a", true, "b", true), "Bb") == 0, "an end inside another element");
    ok(strcmp(range_text(&d, "c", false, "a", true), "") == 0, "an end before the start is nothing");
    struct dom_node *f = dom_fragment(&a);
    size_t budget = 2;
    ok(dom_copy(&a, f, d.body, &budget) == ERR_LIMIT, "copies have a budget");

    struct dom_range r = dom_range(by_id(&d, "a"), true, by_id(&d, "c"), false);
    dom_remove(by_id(&d, "a"));
    dom_remove_range(&d, r);
    ok(str_eqz(dom_text(&a, d.body), "CD"), "a range holds its place though its start is gone");
    ok(tree_check(d.document), "and the tree is whole");
}

static char *repeated(const char *s, size_t n)
{
    size_t k = strlen(s);
    char *p = arena_alloc(&a, n * k + 1);
    for (size_t i = 0; i < n; i++) memcpy(p + i * k, s, k);
    return p;
}

static void test_limits(void)
{
    struct dom d;
    struct note why = {""};
    ok(dom_parse(&a, strz(repeated("<div>", 20000)), &d, &why) == ERR_LIMIT && strstr(why.text, "deeper") != NULL,
       "20,000 nested elements are refused: %s", why.text);
    ok(dom_parse(&a, strz(repeated("<p>x", 5000)), &d, &why) == OK, "5,000 paragraphs without end tags are not nested");
    ok(dom_parse(&a, strz(repeated("<div><span>x</div>", 3000)), &d, &why) == OK,
       "nor are spans that a sloppy page leaves open");
    char *attrs = arena_printf(&a, "<p%s>", repeated(" a=b", 600));
    ok(dom_parse(&a, strz(attrs), &d, &why) == ERR_LIMIT && strstr(why.text, "attributes") != NULL,
       "600 attributes are refused");
    ok(dom_parse(&a, strz(arena_printf(&a, "<script>if(a<b){%s}</script>", repeated(" x y", 600))), &d, &why) == OK,
       "a script's text is no tag");
    ok(dom_parse(&a, strz(repeated("<p>", DOM_MAX_TAGS + 1)), &d, &why) == ERR_LIMIT &&
           strstr(why.text, "tags") != NULL,
       "so are too many tags");
    ok(dom_parse(&a, STR("a\0b<p>c\0d"), &d, &why) == OK, "NULs do no harm");
}

int main(void)
{
    arena_init(&a, 256u << 20);
    test_tree();
    test_changes();
    test_ranges();
    test_limits();
    arena_release(&a);
    return done();
}
