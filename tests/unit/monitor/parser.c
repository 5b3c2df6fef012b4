/* Parser children: they do their work, they are locked up, and what goes wrong in one costs one job. */
#include "../tap.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "monitor/parser.h"
#include "monitor/sandbox.h"
#include "monitor/wire.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena a;

static int64_t soon(void) { return clock_mono_us() + 20 * USEC_PER_SEC; }

static bool wait_for(struct parser_pool *p, struct parse_result *ret)
{
    for (int64_t stop = soon() + 10 * USEC_PER_SEC; clock_mono_us() < stop;) {
        struct pollfd fds[8];
        poll(fds, parser_fds(p, fds, 8), 50);
        if (parser_next(p, clock_mono_us(), &a, ret)) return true;
    }
    return false;
}

static struct page_job page(struct str body)
{
    return (struct page_job){.body = body, .content_type = STR("text/html; charset=utf-8"), .url = STR("http://127.0.0.1/terms"),
                             .declaration = STR("{\"fetch\":\"http://127.0.0.1/terms\",\"select\":[\"main\"]}"), .http_status = 200};
}

/* The process ids of a process's children that live. */
static size_t children_of(pid_t pid, pid_t *ret, size_t max)
{
    size_t n = 0;
    DIR *d = opendir("/proc");
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        char *path = arena_printf(&a, "/proc/%s/stat", e->d_name);
        int self, parent;
        char state;
        FILE *f = atoi(e->d_name) > 0 ? fopen(path, "r") : NULL;
        if (f == NULL) continue;
        if (fscanf(f, "%d %*s %c %d", &self, &state, &parent) == 3 && state != 'Z' && parent == (int)pid && n < max) ret[n++] = self;
        fclose(f);
    }
    closedir(d);
    return n;
}

static void test_work(struct parser_pool *p)
{
    struct parse_result r = {0};
    int one, two;
    struct page_job job = page(STR("<!doctype html><title>T</title><main><h1>Terms</h1><p>You may use it.</p></main><p>outside</p>"));
    ok(parser_idle(p) && parser_page(p, &job, soon(), &one) == OK, "a page is given");
    ok(wait_for(p, &r) && r.status == PARSE_DONE && r.is_page && r.cookie == &one, "and comes back");
    ok(str_find(r.page.text, STR("You may use it.")) != STR_NONE && str_find(r.page.text, STR("outside")) == STR_NONE, "with what the selector says");
    ok(str_eqz(r.page.title, "T"), "and its title");
    job = page(STR("<p>no main here</p>"));
    ok(parser_page(p, &job, soon(), &one) == OK && wait_for(p, &r) && r.page.text.n == 0 && str_find(r.page.failure, STR("main")) != STR_NONE,
       "a selector that finds nothing is named: " STR_FMT, STR_ARG(r.page.failure));
    struct text_job t = {.sighting = {.text = STR("Terms\n=====\n\nYou may use it for 30 days.\n"), .quality = VERDICT_GOOD}, .thresholds = THRESHOLDS_DEFAULT};
    ok(parser_text(p, &t, soon(), &two) == OK && wait_for(p, &r) && !r.is_page && r.text.outcome == OUTCOME_FIRST && r.text.nclauses > 0, "a first text has clauses");
    size_t bytes = 0;
    for (size_t i = 0; i < r.text.nclauses; i++) bytes += r.text.clauses[i].length;
    ok(bytes == t.sighting.text.n, "and they tile it");
}

/* In a sandboxed child: the C library's tables of these charsets are files, loaded before the sandbox closed. */
static void test_charsets(struct parser_pool *p)
{
    static const struct {
        const char *type, *bytes, *text;
    } cases[] = {
        {"text/html; charset=Shift_JIS", "\x96\x7b\x8b\x4b\x96\xf1\x82\xc9\x93\xaf\x88\xd3\x82\xb5\x82\xc4\x82\xad\x82\xbe\x82\xb3\x82\xa2\x81\x42",
         "本規約に同意してください。\n"},
        {"text/html; charset=koi8-r", "\xf7\xd9 \xd0\xd2\xc9\xce\xc9\xcd\xc1\xc5\xd4\xc5 \xd5\xd3\xcc\xcf\xd7\xc9\xd1", "Вы принимаете условия\n"},
        {"text/html; charset=big5", "\xaa\x41\xb0\xc8\xb1\xf8\xb4\xda", "服務條款\n"},
    };
    struct parse_result r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page_job job = page(strz(arena_printf(&a, "<main><p>%s</p></main>", cases[i].bytes)));
        job.content_type = strz(cases[i].type);
        ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && str_eqz(r.page.text, cases[i].text), "%s is read", cases[i].type);
    }
}

/* What poppler opens and sets up at its first document was there before the sandbox closed. */
static void test_pdf(struct parser_pool *p)
{
    static const char file[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/J 6 0 R>>>>>>endobj\n"
                               "4 0 obj<</Length 87>>stream\nBT /F 11 Tf 72 700 Td (The fee is \\24410.) Tj /J 11 Tf 0 -40 Td <0041004200430044> Tj ET  \nendstream endobj\n"
                               "5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>endobj\n"
                               "6 0 obj<</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/UniJIS-UCS2-H/DescendantFonts[7 0 R]>>endobj\n"
                               "7 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>endobj\n"
                               "trailer<</Root 1 0 R/Info<</Title<FEFF00C40067>>>>>\n";
    struct parse_result r = {0};
    struct page_job job = page(str_of(file, sizeof file - 1));
    job.content_type = STR("application/pdf");
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.status == PARSE_DONE && str_starts(r.page.text, STR("The fee is")),
       "a PDF is read, fonts and character tables of the system out of reach");
    ok(str_eqz(r.page.title, "Äg"), "and its title");
    job = page(STR("%PDF-1.4 broken"));
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.page.text.n == 0 && str_find(r.page.failure, STR("PDF")) != STR_NONE, "a broken one says so");
}

static void test_hostile(struct parser_pool *p)
{
    struct parse_result r = {0};
    struct buf b;
    buf_init(&b, 8 << 20);
    for (int i = 0; i < 20000; i++) buf_strz(&b, "<div><b>");
    buf_strz(&b, "<main>deep</main>");
    struct page_job job = page(buf_view(&b));
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r), "20,000 nested elements end in time");
    buf_clear(&b);
    for (unsigned i = 0; i < 300000; i++) buf_char(&b, (char)(i * 2654435761u >> 13));
    job = page(buf_view(&b));
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.page.text.n == 0, "binary garbage is no page");
    job = page(STR(""));
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.page.text.n == 0 && r.page.failure.n > 0, "an empty body says so: " STR_FMT, STR_ARG(r.page.failure));
    buf_release(&b);
}

static void test_death(struct parser_pool *p)
{
    struct parse_result r = {0};
    pid_t zygote[4], child[8];
    struct page_job job = page(STR("<main><p>words</p></main>"));
    ok(parser_page(p, &job, clock_mono_us() - 1, &r) == OK && parser_next(p, clock_mono_us() + USEC_PER_SEC, &a, &r) && (r.status == PARSE_DIED || r.page.text.n > 0),
       "a job past its deadline is given up");
    bool found = children_of(getpid(), zygote, 4) == 1;
    size_t n = found ? children_of(zygote[0], child, 8) : 0;
    for (size_t i = 0; i < n; i++) kill(child[i], SIGKILL);
    for (int round = 0; found && round < 400 && children_of(zygote[0], child, 8) > 0; round++) poll(NULL, 0, 5);
    ok(found && n >= 1, "%zu children are killed while idle", n); /* one given up is replaced by the next job */
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.status == PARSE_DONE, "the next job finds another child");
    struct page_job slow = page(strz(arena_printf(&a, "<main>%s</main>", "x")));
    n = children_of(zygote[0], child, 8);
    for (size_t i = 0; i < n; i++) kill(child[i], SIGSTOP);
    ok(parser_page(p, &slow, soon(), NULL) == OK, "a job is given to a child that stands still");
    n = children_of(zygote[0], child, 8);
    for (size_t i = 0; i < n; i++) kill(child[i], SIGKILL);
    ok(wait_for(p, &r) && r.status == PARSE_DIED && r.why.n > 0, "its death is told: " STR_FMT, STR_ARG(r.why));
    ok(parser_page(p, &job, soon(), NULL) == OK && wait_for(p, &r) && r.status == PARSE_DONE, "and the pool goes on");
}

/* Thousands of tiny clauses would become as many rows, and half a gigabyte on the way. */
static void test_many_clauses(struct parser_pool *p)
{
    struct parse_result r = {0};
    struct buf b;
    buf_init(&b, 8 << 20);
    for (int i = 0; i < 20000; i++) buf_strz(&b, "## Rule\n\nYou agree to it.\n\n");
    struct text_job t = {.sighting = {.text = buf_view(&b), .quality = VERDICT_GOOD}, .thresholds = THRESHOLDS_DEFAULT};
    ok(parser_text(p, &t, soon(), NULL) == OK && wait_for(p, &r) && r.status == PARSE_DONE && r.text.outcome == OUTCOME_FIRST && r.text.nclauses == 20000,
       "a text of 20,000 clauses is taken");
    buf_strz(&b, "## Rule\n\nYou agree to it.\n");
    t.sighting.text = buf_view(&b);
    bool answered = parser_text(p, &t, soon(), NULL) == OK && wait_for(p, &r) && r.status == PARSE_DONE;
    ok(answered && r.text.outcome == OUTCOME_REFUSED && !r.text.becomes_current && r.text.nclauses == 0 && str_find(r.text.reason, STR("20001")) != STR_NONE,
       "one of more is refused: " STR_FMT, STR_ARG(r.text.reason));
    buf_release(&b);
}

/* Without the zygote no child can be replaced: whoever holds the pool must see it, or it would wait for one for ever. */
static void test_zygote(struct parser_pool *p)
{
    pid_t zygote[4] = {0}, child[8];
    ok(parser_pool_alive(p) && children_of(getpid(), zygote, 4) == 1, "the zygote lives");
    size_t n = children_of(zygote[0], child, 8);
    kill(zygote[0], SIGKILL);
    for (int64_t stop = soon(); parser_pool_alive(p) && clock_mono_us() < stop;) poll(NULL, 0, 10);
    ok(!parser_pool_alive(p), "and that it was killed is seen");
    size_t left = n;
    for (int64_t stop = soon(); left > 0 && clock_mono_us() < stop; poll(NULL, 0, 10))
        for (size_t i = left = 0; i < n; i++) left += kill(child[i], 0) == 0;
    ok(n > 0 && left == 0, "its %zu children end with it", n);
}

static void test_wire(void)
{
    struct buf b;
    buf_init(&b, 1000);
    wire_put_int(&b, -5);
    wire_put_str(&b, STR("abc"));
    struct wire w = {.rest = buf_view(&b)};
    ok(wire_int(&w, -10, 10) == -5 && str_eqz(wire_str(&w), "abc") && !wire_bad(&w), "fields come back");
    w = (struct wire){.rest = buf_view(&b)};
    ok(wire_int(&w, 0, 10) == 0 && wire_bad(&w), "a number out of range is bad");
    w = (struct wire){.rest = str_upto(buf_view(&b), 17)};
    wire_int(&w, -10, 10);
    ok(wire_str(&w).n == 0 && wire_bad(&w), "a string longer than the message is bad");
    w = (struct wire){.rest = buf_view(&b)};
    wire_int(&w, -10, 10);
    ok(wire_bad(&w), "bytes left over are bad");
    buf_release(&b);
}

int main(void)
{
    struct note why = {{0}};
    struct parser_pool *p = NULL;
    arena_init(&a, 512 << 20);
    test_wire();
    ok(sandbox_self_test(&why) == OK, "files, sockets and programs are out of reach %s", why.text);
    ok(parser_pool_new(2, &p, &why) == OK, "two children start %s", why.text);
    test_work(p);
    test_charsets(p);
    test_pdf(p);
    test_hostile(p);
    test_many_clauses(p);
    test_death(p);
    test_zygote(p);
    parser_pool_free(p);
    arena_release(&a);
    return done();
}
