#include "print/apart.h"
#include "print/flow.h"
#include "print/pdf.h"
#include "print/picture.h"

#include "../tap.h"

#include <signal.h>
#include <unistd.h>

static struct arena arena;

static int parse(const char *html, const struct markup **ret) { return markup_parse(&arena, strz(html), ret, NULL); }

static bool reads(const char *html)
{
    const struct markup *m;
    return parse(html, &m) == OK;
}

static void test_markup(void)
{
    const struct markup *m;
    ok(parse("<!doctype html><p class=\"a b\">x &lt;&amp;&gt;&quot;&#39;&nbsp;é<br>y</p><!-- <p> --><script>if (a < b) "
             "\"</p>\"</script>",
             &m) == OK,
       "a page of ours is read");
    const struct markup *p = markup_find(m, "p");
    ok(str_eqz(p->first->text, "x <&>\"'\xC2\xA0é") && str_eqz(p->first->next->tag, "br"),
       "entities are characters, void elements have no end");
    ok(p->next == NULL, "comments and scripts leave nothing");
    ok(markup_has_class(p, "b") && !markup_has_class(p, "ab") && !markup_has_class(p, ""),
       "words of the class attribute");
    ok(markup_find(m, "h1") == NULL, "what is not there is not found");
    static const char *const bad[] = {
        "<p>a",          "a</p>",     "<p>a</b></p>",   "<p class=a>b</p>", "<p class=\"a>b</p>", "<p",
        "<p><!-- x</p>", "<script>x", "<!doctype html", "< p>a</p>",        "<p>\xFF</p>",        "<ul><li>a</ul>"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(!reads(bad[i]), "refused: %s", bad[i]);
    ok(reads("a & b &unknown; &#0; &#xD800; &#55296;"), "an ampersand alone is one");
    struct buf deep;
    buf_init(&deep, 1 << 16);
    for (int i = 0; i <= MARKUP_DEPTH; i++) buf_strz(&deep, "<b>");
    for (int i = 0; i <= MARKUP_DEPTH; i++) buf_strz(&deep, "</b>");
    ok(markup_parse(&arena, buf_view(&deep), &m, NULL) == ERR_BAD_INPUT, "too deep is refused");
    buf_release(&deep);
}

/* The pieces as one line: <role …>, texts in quotes with their role. */
static const char *flow_line(const char *inside)
{
    const struct markup *m;
    struct flow f;
    struct buf b;
    buf_init(&b, 1 << 16);
    if (parse(arena_printf(&arena, "<html lang=\"en\"><main>%s</main></html>", inside), &m) != OK ||
        flow_make(&arena, m, &f, NULL) != OK)
        return "?";
    for (size_t i = 0; i < f.pieces.n; i++) {
        const struct flow_piece *p = &f.pieces.v[i];
        if (p->kind == FLOW_TEXT)
            buf_printf(&b, "%s'" STR_FMT "'", p->text->role != NULL ? p->text->role : "-", STR_ARG(p->text->text));
        else
            buf_printf(&b, "%s%s>", p->kind == FLOW_OPEN ? "<" : "</", p->role);
    }
    const char *out = arena_dup(&arena, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return out;
}

static void same_flow(const char *html, const char *expected, const char *name)
{
    const char *got = flow_line(html);
    if (!ok(strcmp(got, expected) == 0, "%s", name)) printf("# got %s\n", got);
}

static void test_flow(void)
{
    same_flow("<h1>A  b\n</h1> <p> c <b>d</b>e <i> f</i></p>g", "H1'A b'P'c de f'P'g'",
              "headings, paragraphs, white space as a browser has it");
    same_flow("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>",
              "<L><LI><Lbl>P'•'</Lbl><LBody>P'a'</LBody></LI><LI><Lbl>P'•'</Lbl><LBody>P'b'P'c'</LBody></LI></L>",
              "lists");
    same_flow("<ul class=\"plain\"><li>a</li></ul>", "<L><LI><LBody>P'a'</LBody></LI></L>", "lists without marks");
    same_flow("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<Table><TR><TH>P'a'</TH><TD>P'b'</TD></TR></Table>",
              "facts are a table");
    same_flow("<table><caption>c</caption><thead><tr><th>a</th></tr></thead></table>",
              "<Table><Caption>P'c'</Caption><TR><TH>P'a'</TH></TR></Table>", "tables");
    same_flow("<p>a<span class=\"hidden-text\">b</span></p><p class=\"x no-print\">c</p><nav "
              "class=\"side\">d</nav><form><p>e</p></form>",
              "P'a'", "what is not printed is left out");
    same_flow("<p class=\"meta\"><span>a</span><span>b</span></p>", "P'a b'", "what the style sheet keeps apart");
    same_flow("<p></p><p> </p><ul></ul>", "<L></L>", "empty texts do not occur");
    same_flow("<pre>a\r\n  b</pre>", "P'a \n  b'", "white space that is text");
    same_flow("<p>a<br>b</p>",
              "P'a \xE2\x80\xA8"
              "b'",
              "a line's end");
    same_flow("<p class=\"block bullet\">a</p>", "-'•'P'a'", "a mark that is no label");
    same_flow("<details><summary>a</summary>b</details>", "P'a'P'b'", "details stand open");
    const struct markup *m;
    struct flow f;
    ok(parse("<html><p>a</p></html>", &m) == OK && flow_make(&arena, m, &f, NULL) == ERR_BAD_INPUT,
       "a page without <main> is none");
    char *much = arena_alloc(&arena, FLOW_TEXT_MAX + 64);
    memset(much, 'x', FLOW_TEXT_MAX + 63);
    memcpy(much, "<main><p>", 9);
    memcpy(much + FLOW_TEXT_MAX + 48, "</p></main>", 12);
    ok(parse(much, &m) == OK && flow_make(&arena, m, &f, NULL) == ERR_LIMIT, "too much text is refused");
}

static void test_catalogue(void)
{
    static const char good[] = "%PDF-1.5\n7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n>>\nendobj\nxref\n0 "
                               "1\n0000000000 65535 f \ntrailer\n<< /Size 8\n   /Root 7 0 R\n   /Info 6 0 R\n>>\n"
                               "startxref\n64\n%%EOF\n";
    struct buf b;
    buf_init(&b, 4096);
    buf_strz(&b, good);
    ok(pdf_add_language(&b, STR("de")) == OK, "a language is added");
    ok(str_starts(buf_view(&b), strz(good)) && str_find(buf_view(&b), STR("/Lang (de)")) != STR_NONE &&
           str_find(buf_view(&b), STR("/Prev 64\n")) != STR_NONE,
       "behind what was there, which stays as it is");
    ok(pdf_add_language(&b, STR("d) /x")) == ERR_BAD_INPUT && pdf_add_language(&b, STR("")) == ERR_BAD_INPUT,
       "what is no language is refused");
    buf_clear(&b);
    ok(pdf_add_language(&b, STR("en")) == ERR_BAD_INPUT, "so is nothing");
    buf_strz(&b, "%PDF-1.5\ntrailer\n<< /Size 8 /Root 7 0 R /Info 6 0 R >>\nstartxref\n99999\n%%EOF\n");
    ok(pdf_add_language(&b, STR("en")) == ERR_BAD_INPUT, "and a table beyond the end");
    buf_release(&b);
}

static const struct apart_limits limits = {
    .memory_bytes = 512 << 20, .arena_bytes = 64 << 20, .out_bytes = 1 << 22, .cpu_s = 10, .deadline_ms = 20000};

static int pdf_apart(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    return pdf_make(a, job, out, why);
}

/* In a process apart, as the program does it: what fontconfig keeps for itself goes with it. */
static int make(const char *inside, struct buf *out, struct note *why)
{
    struct pdf_job job = {.html = strz(arena_printf(
                              &arena, "<html lang=\"en\"><head><title>T</title></head><main>%s</main></html>", inside)),
                          .site_name = "S",
                          .base_url = "https://s.example",
                          .record = "R",
                          .now_us = 1772828768000000};
    return apart_run(&limits, pdf_apart, &job, out, why);
}

static void test_pdf(void)
{
    struct buf one, two;
    struct note why = {""};
    buf_init(&one, 1 << 24);
    buf_init(&two, 1 << 24);
    ok(make("<h1>a</h1><p>b <a href=\"#none\">c</a> <a href=\"javascript:alert(1)\">d</a> <a href=\"/e\">f</a></p>",
            &one, &why) == OK,
       "a page is printed");
    ok(str_find(buf_view(&one), STR("/URI (https://s.example/e)")) != STR_NONE, "a link of this site is whole");
    ok(str_find(buf_view(&one), STR("javascript")) == STR_NONE && str_find(buf_view(&one), STR("/Dests")) == STR_NONE,
       "what leads nowhere is no link");
    ok(make("<h1>a</h1><p>b <a href=\"#none\">c</a> <a href=\"javascript:alert(1)\">d</a> <a href=\"/e\">f</a></p>",
            &two, &why) == OK &&
           str_eq(buf_view(&one), buf_view(&two)),
       "the same page gives the same bytes");
    buf_clear(&one);
    ok(make("", &one, &why) == OK && one.n > 500, "an empty page is a sheet");
    buf_clear(&one);
    struct buf many;
    buf_init(&many, 1 << 20);
    for (int i = 0; i < 500; i++) buf_strz(&many, "<section class=\"sheet\"><p>a</p></section>");
    buf_char(&many, '\0');
    ok(make(many.p, &one, &why) == ERR_LIMIT, "more sheets than a printed page may have: %s", why.text);
    buf_release(&many);
    buf_release(&one);
    buf_release(&two);
}

/* ---- apart --------------------------------------------------------------------------------------------------------
 */

static int well(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)why;
    buf_strz(out, job);
    return OK;
}
static int badly(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)job, (void)out;
    note_set(why, "no good");
    return ERR_BAD_INPUT;
}
static int crash(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)job, (void)out, (void)why;
    raise(SIGSEGV);
    return OK;
}
static int greedy(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)job, (void)out, (void)why;
    for (size_t i = 0; i < 100000; i++) (void)arena_alloc(a, 4096);
    return OK;
}
static int wordy(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)job, (void)why;
    for (int i = 0; i < 1000; i++) buf_strz(out, "0123456789");
    return OK;
}
static int slow(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)job, (void)out, (void)why;
    pause();
    return OK;
}
static int nosy(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    (void)a, (void)why;
    buf_printf(out, "%d", write(*(const int *)job, "x", 1) == 1);
    return OK;
}

static void test_apart(void)
{
    static const struct apart_limits l = {
        .memory_bytes = 256 << 20, .arena_bytes = 1 << 20, .out_bytes = 4096, .cpu_s = 2, .deadline_ms = 5000};
    struct apart_limits hurry = l;
    struct note why = {""};
    struct buf out;
    hurry.deadline_ms = 50;
    buf_init(&out, 1 << 16);
    buf_strz(&out, "before ");
    ok(apart_run(&l, well, "made", &out, &why) == OK && str_eqz(buf_view(&out), "before made"),
       "what the child made is appended");
    ok(apart_run(&l, badly, NULL, &out, &why) == ERR_BAD_INPUT && strcmp(why.text, "no good") == 0,
       "its errors come with their words");
    ok(apart_run(&l, crash, NULL, &out, &why) == ERR_IO, "a crash is an error: %s", why.text);
    ok(apart_run(&l, greedy, NULL, &out, &why) == ERR_LIMIT, "so is too much memory: %s", why.text);
    ok(apart_run(&l, wordy, NULL, &out, &why) == ERR_LIMIT, "and too much to say: %s", why.text);
    ok(apart_run(&hurry, slow, NULL, &out, &why) == ERR_LIMIT, "and too much time: %s", why.text);
    int ends[2];
    ok(pipe(ends) == 0, "a pipe");
    buf_clear(&out);
    ok(apart_run(&l, nosy, &ends[1], &out, &why) == OK && str_eqz(buf_view(&out), "0"), "it has no descriptor of ours");
    ok(str_eqz(buf_view(&out), "0"), "and nothing of what failed is in the answer");
    buf_release(&out);
}

int main(void)
{
    arena_init(&arena, 256 << 20);
    test_markup();
    test_flow();
    test_catalogue();
    test_pdf();
    test_apart();
    return done();
}
