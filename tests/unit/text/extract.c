#include "text/extract.h"

#include "text/canonical.h"
#include "text/charset.h"

#include "../tap.h"

static struct arena a;
static struct note why;
static struct extraction x;

static int run(const char *html, const char *decl)
{
    struct source_declaration *d = NULL;
    note_set(&why, "-");
    x = (struct extraction){0};
    if (decl != NULL && source_declaration_parse(&a, strz(decl), &d, &why) != OK) return ERR_IO;
    return extract_page(&a, strz(html), STR("text/html"), STR("https://shop.example/legal/terms?v=1"), d, &x, &why);
}

static void is(const char *html, const char *decl, const char *want, const char *name)
{
    int rc = run(html, decl);
    if (!ok(rc == OK && str_eqz(x.text, want), "%s", name))
        printf("# %s %s\n# got  \"" STR_FMT "\"\n# want \"%s\"\n", err_name(rc), why.text, STR_ARG(x.text), want);
    if (rc == OK && !str_eq(canonical_text_keeping_links(&a, x.text), x.text))
        ok(false, "%s: the text is in canonical form", name);
}

#define BODY "{\"select\":\"body\"}"

static void test_blocks(void)
{
    is("<h1>One</h1><h2>Two</h2><h3>Three</h3><p>text", BODY, "One\n===\n\nTwo\n---\n\n### Three\n\ntext\n",
       "headings");
    is("<h2><span>A<br>B</span> <div>C</div></h2>", BODY, "A B C\n-----\n", "a heading is one line");
    is("<div>a<div>b</div>c</div>", BODY, "a\n\nb\n\nc\n", "text between boxes is blocks");
    is("<p>a\n  b <b> c </b>d <i>e</i><i> </i>f", BODY, "a b **c** d _e_ f\n", "white space goes outside of marks");
    is("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", BODY, "*   a\n*   b\n    *   c\n*   d\n", "nested lists");
    is("<ol start=4><li>a<li><p>b<p>c</ol>", BODY, "4.  a\n5.  b\n\n    c\n", "numbered lists, and paragraphs in them");
    is("<ol><p>x</p><li>a</li></ol>", BODY, "x\n\n2.  a\n", "a number counts what stands before");
    is("<p>line<br>line<br><br>line", BODY, "line\nline\n\nline\n", "line breaks");
    is("<dl><dt>Term<dd>Meaning</dl>", BODY, "Term\n\nMeaning\n", "definitions");
    is("<blockquote><p>a<p>b</blockquote>", BODY, "> a\n>\n> b\n", "quotes");
    is("<p>a<hr><p>b", BODY, "a\n\n* * *\n\nb\n", "rules");
    is("<pre><code>if x:\n    y</code></pre>", BODY, "    if x:\n        y\n", "code");
    is("<p>use <code>a_b`c</code>", BODY, "use ``a_b`c``\n", "code in text");
    is("<p>1. no list <p>- nor this <p># nor this <p>a_b [c]", BODY,
       "1\\. no list\n\n\\- nor this\n\n\\# nor this\n\na\\_b \\[c\\]\n", "what looks like a mark is escaped");
    is("<p>مرحبا <b>بكم</b></p><p>利用規約　第一条</p>", BODY, "مرحبا **بكم**\n\n利用規約 第一条\n", "other scripts");
    is("<p>a<script>x</script><style>y</style><!-- z -->b", BODY, "ab\n", "scripts, styles, comments");
}

static void test_tables(void)
{
    is("<table><tr><th>A<th>B<tr><td>1<td>2</table>", BODY, "| A   | B   |\n| --- | --- |\n| 1   | 2   |\n",
       "a table with a heading");
    is("<table><tr><td>1<td>2<tr><td>3<td>4</table>", BODY,
       "|     |     |\n| --- | --- |\n| 1   | 2   |\n| 3   | 4   |\n", "one without");
    is("<table><tr><td><p>a<p>b<td>c<tr><td colspan=2>d</table>", BODY,
       "|     |     |\n| --- | --- |\n| a<br><br>b | c   |\n| d   |     |\n", "paragraphs and spans in cells");
    is("<table><tr><td><h2>Layout</h2><p>text</table>", BODY, "Layout\n------\n\ntext\n",
       "a table of one cell is layout");
    is("<table><tr><td>out<td><table><tr><td>1<td>2</table></table>", BODY,
       "out\n\n|     |     |\n| --- | --- |\n| 1   | 2   |\n", "so is one around another");
}

static void test_links(void)
{
    is("<a href='../privacy'>p</a> <a href='#x'>x</a> <a href='//cdn.example/y'>y</a> <a href='mailto:a@b.c'>m</a>",
       BODY, "[p](https://shop.example/privacy) [x](#x) [y](https://cdn.example/y) [m](mailto:a@b.c)\n",
       "links become absolute");
    is("<base href='https://other.example/d/'><a href=e>e</a>", BODY, "[e](https://other.example/d/e)\n",
       "a base element counts");
    is("<a href='HTTPS://Shop.Example:443/a/./b/../c d'>e</a>", BODY, "[e](https://shop.example/a/c%20d)\n",
       "addresses in normal form");
    is("<a href='http://[bad'>e</a>", BODY, "[e](http://[bad)\n", "what is no address stays");
    is("<a href='/a?utm_medium=m&k=1'>e</a>", BODY, "[e](https://shop.example/a?k=1)\n", "tracking goes");
    is("<a href='/a?utm_medium=m&k=1'>e</a>", "{\"select\":\"body\",\"filter\":[{\"removeQueryParams\":\"k\"}]}",
       "[e](https://shop.example/a?utm_medium=m)\n", "unless the declaration says what goes");
    is("<a href='/cdn-cgi/l/email-protection#a1b2'>x</a>", BODY,
       "[\\[email protected\\]](https://shop.example/cdn-cgi/l/email-protection)\n", "protected addresses stand still");
    is("<a href='/c'><h3>Card</h3><p>text</p></a>", BODY, "### [Card](https://shop.example/c)\n\ntext\n",
       "a link around blocks");
    is("<a name=x>no link</a><img src=i.png alt='A picture'>", BODY, "no link![A picture](i.png)\n",
       "anchors and pictures");
    ok(run("<a href=/a>1</a><a href=/b>2</a>", BODY) == OK && x.links == 2, "links are counted");
}

static const char page[] = "<html lang=EN><title> The\n title </title><body><nav>menu</nav><main><h1>T</h1><p id=a>1<p "
                           "id=b class=x>2<p id=c>3</main>";

static void test_declaration(void)
{
    is(page, "{\"select\":[\"#c\",\"h1\",\".missing\"]}", "3\n\nT\n=\n", "the order of the list, a miss skipped");
    is(page, "{\"select\":\"main\",\"remove\":[\".x\",\".missing\",{\"startAfter\":\"#b\",\"endAfter\":\"#c\"}]}",
       "T\n=\n\n1\n", "elements and ranges removed");
    ok(str_eqz(x.title, "The title") && str_eqz(x.lang, "en") && str_eqz(x.content, "selector"),
       "title and language of the page");
    ok(run(page, "{\"select\":\".missing\"}") == ERR_NOT_FOUND && strstr(why.text, ".missing") != NULL, "no match: %s",
       why.text);
    ok(run(page, "{\"select\":{\"startBefore\":\"h1\",\"endAfter\":\".no\"}}") == ERR_NOT_FOUND &&
           strstr(why.text, "end") != NULL,
       "no end: %s", why.text);
    ok(run(page, "{\"select\":\"main\",\"remove\":{\"startBefore\":\".no\",\"endAfter\":\"h1\"}}") == ERR_NOT_FOUND &&
           strstr(why.text, "start") != NULL,
       "no start: %s", why.text);
    ok(run("<p></p><div>&nbsp;</div>", BODY) == ERR_NOT_FOUND && strstr(why.text, "empty") != NULL, "emptiness: %s",
       why.text);
    ok(run(page, "{\"select\":\"main >\"}") == ERR_BAD_INPUT && strstr(why.text, "character 7") != NULL,
       "malformed: %s", why.text);
}

#define SENTENCE "You may use this service only as these terms allow, and we may change them at any time. "

static void test_main_content(void)
{
    is("<nav><a href=/>Home page of the shop with a long name that is a link and no text</a></nav><div "
       "class=cookie-banner><p>" SENTENCE "</div><div><h1>Terms</h1><p>" SENTENCE "<p>" SENTENCE "<ul><li>" SENTENCE
       "</ul></div><footer><p>" SENTENCE "</footer>",
       NULL,
       "Terms\n=====\n\nYou may use this service only as these terms allow, and we may change them at any time.\n\nYou "
       "may use this service only as these terms "
       "allow, and we may change them at any time.\n\n*   You may use this service only as these terms allow, and we "
       "may change them at any time.\n",
       "navigation, banner and footer are left out");
    is("<header><h1>Rules</h1></header><div id=w><p>" SENTENCE "</div>", NULL,
       "Rules\n=====\n\nYou may use this service only as these terms allow, and we may change them at any time.\n",
       "the heading comes along");
    ok(run("<div id=root></div><script>app()</script>", NULL) == ERR_NOT_FOUND && strstr(why.text, "script") != NULL,
       "an empty shell: %s", why.text);
}

static int bytes(const char *body, size_t n, const char *type)
{
    note_set(&why, "-");
    x = (struct extraction){0};
    struct source_declaration d = {.select = {(struct selection[]){{.css = STR("body")}}, 1}};
    return extract_page(&a, str_of(body, n), strz(type), STR(""), &d, &x, &why);
}

static void test_bytes(void)
{
    ok(bytes("<p>caf\xE9 \x80", 9, "text/html; charset=ISO-8859-1") == OK && str_eqz(x.text, "café €\n"),
       "a charset of the header, read as browsers do");
    ok(bytes("<meta charset=windows-1251><p>\xC4\xE0", 32, "") == OK && str_eqz(x.text, "Да\n"), "one of the page");
    ok(bytes("\xEF\xBB\xBF<p>\xC3\xA9", 8, "text/html; charset=latin1") == OK && str_eqz(x.text, "é\n"),
       "a byte order mark is stronger");
    ok(bytes("\xFF\xFE<\0p\0>\0a\0", 10, "") == OK && str_eqz(x.text, "a\n"), "UTF-16");
    ok(bytes("<p>a\xFF"
             "b",
             6, "text/html; charset=utf-8") == OK &&
           str_eqz(x.text, "a\xEF\xBF\xBD"
                           "b\n"),
       "an ill-formed byte is replaced");
    ok(bytes("<p>\x93\xFA\x96{", 7, "text/html; charset=Shift_JIS") == OK && str_eqz(x.text, "日本\n") &&
           str_eqz(x.charset, "cp932"),
       "a charset of two bytes");
    ok(bytes("<p>\x93\xFA\x96{", 7, "text/html; charset=Shift_JIS") == OK && str_eqz(x.text, "日本\n"),
       "and again, from the kept table");
    ok(bytes("<p>a", 4, "text/html; charset=no-such") == OK && str_eqz(x.text, "a\n"),
       "an unknown charset is passed over");
    ok(bytes("%PDF-1.7 ...", 12, "text/html") == ERR_BAD_INPUT && strstr(why.text, "PDF") != NULL, "a PDF: %s",
       why.text);
    ok(bytes("{}", 2, "application/json") == ERR_BAD_INPUT, "another type: %s", why.text);
    ok(bytes("  \n ", 4, "text/html") == ERR_BAD_INPUT, "an empty body: %s", why.text);
    char *noise = arena_alloc(&a, 4096);
    for (size_t i = 0, r = 1; i < 4096; i++) noise[i] = (char)((r = r * 1103515245 + 12345) >> 16);
    ok(bytes(noise, 4096, "text/html; charset=utf-8") == ERR_BAD_INPUT, "binary garbage: %s", why.text);
    ok(bytes("x", EXTRACT_MAX_BYTES + 1, "") == ERR_LIMIT, "a page too large: %s", why.text);
    char *deep = arena_alloc(&a, 100001);
    for (size_t i = 0; i < 20000; i++) memcpy(deep + i * 5, "<div>", 5);
    ok(bytes(deep, 100000, "") == ERR_LIMIT, "a page too deep: %s", why.text);
}

int main(void)
{
    arena_init(&a, 512u << 20);
    charset_prepare();
    test_blocks();
    test_tables();
    test_links();
    test_declaration();
    test_main_content();
    test_bytes();
    arena_release(&a);
    return done();
}
