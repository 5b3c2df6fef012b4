/* The text part's lines, and the headers of each kind of mail. */
#include "monitor/message.h"

#include "../tap.h"

static struct arena arena;

static const char *filled(const char *text, unsigned columns)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    message_fill(strz(text), columns, &b);
    const char *ret = arena_dup(&arena, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return ret;
}

static void fills(const char *text, const char *expected, const char *name)
{
    const char *got = filled(text, 20);
    if (!ok(strcmp(got, expected) == 0, "%s", name)) printf("# got      %s\n# expected %s\n", got, expected);
}

static void lines(void)
{
    fills("", "", "nothing stays nothing");
    fills("short", "short\n", "a line gets its end");
    fills("exactly twenty chars", "exactly twenty chars\n", "a line of the full width stays");
    fills("twenty characters and one", "twenty characters\nand one\n", "a longer one is filled");
    fills("* one two three four five", "* one two three four\n  five\n", "lines behind a list mark are set in");
    fills("    one two three four five", "    one two three\n    four five\n", "indentation is kept");
    fills("http://a.example/very/long/address x", "http://a.example/very/long/address\nx\n", "an address stays whole");
    fills("a\n\n\n\n\nb\n\n", "a\n\nb\n", "blank lines become one, and none is last");
    fills("\n\na", "a\n", "none is first");
    fills("a  \nb", "a\nb\n", "no space ends a line");
    fills("ö ö ö ö ö ö ö ö ö öö", "ö ö ö ö ö ö ö ö ö öö\n", "columns are characters, not bytes");
}

static struct delivery mail(const char *kind)
{
    return (struct delivery){.id = 1,
                             .created_at_us = INT64_C(1772528400000000),
                             .kind = kind,
                             .state = "pending",
                             .message_id = arena_printf(&arena, "<%s.2026-W10.7@a.example>", kind),
                             .address = "anna@example.org",
                             .subject = "Weekly digest: 2 changes",
                             .payload = "{\"thread\": \"document.3\"}",
                             .unsubscribe_url = "https://a.example/unsubscribe?token=abc",
                             .last_reply = ""};
}

static const char *built(const struct delivery *d, int *ret_rc)
{
    struct sender s = {.site = "Clause Atlas", .base = "https://a.example", .operator_name = "", .contact = "", .from = "atlas@a.example", .domain = "a.example"};
    struct note why = {{0}};
    struct buf b;
    buf_init(&b, 1 << 20);
    *ret_rc = message_build(&s, &arena, d, STR("text\n"), STR("<p>html</p>"), &b, &why);
    const char *ret = arena_dup(&arena, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return ret;
}

static bool has(const char *message, const char *line)
{
    return strstr(message, line) != NULL;
}

static void headers(void)
{
    int rc;
    struct delivery d = mail("digest");
    const char *m = built(&d, &rc);
    ok(rc == OK && has(m, "\r\nList-Unsubscribe: <https://a.example/unsubscribe?token=abc>\r\n") &&
           has(m, "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") && has(m, "\r\nList-Id: <digest.a.example>\r\n"),
       "a digest can be unsubscribed from with one click");
    ok(has(m, "\r\nMessage-ID: <digest.2026-W10.7@a.example>\r\n") && has(m, "\r\nDate: Tue, 03 Mar 2026 09:00:00 +0000\r\n") &&
           has(m, "\r\nAuto-Submitted: auto-generated\r\n") && has(m, "\r\nFeedback-ID: 2026-W10:digest:clause-atlas\r\n"),
       "identity, date and origin");
    ok(strcmp(m, built(&d, &rc)) == 0, "the same delivery gives the same bytes");
    d = mail("alert");
    m = built(&d, &rc);
    ok(has(m, "\r\nIn-Reply-To: <document.3@a.example>\r\n") && has(m, "\r\nReferences: <document.3@a.example>\r\n") &&
           has(m, "\r\nList-Id: <alerts.a.example>\r\n"),
       "alerts about one document hang together");
    d = mail("reset");
    m = built(&d, &rc);
    ok(rc == OK && !has(m, "List-"), "what answers a person's own request is no list");
}

static void refusals(void)
{
    int rc;
    static const char *const bad[] = {"a\nBcc: x@example.org", "a\r\nX: y", "a\rb", "a\tb", "a\x01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct delivery d = mail("digest");
        d.subject = bad[i];
        built(&d, &rc);
        ok(rc == ERR_BAD_INPUT, "a subject with a control character is refused (%zu)", i);
        d = mail("digest");
        d.address = arena_printf(&arena, "anna@example.org%s", bad[i] + 1);
        built(&d, &rc);
        ok(rc == ERR_BAD_INPUT, "an address with one is refused (%zu)", i);
    }
    struct delivery d = mail("digest");
    d.payload = "[]";
    struct str text = STR("untouched"), html = STR("untouched");
    struct note why = {{0}};
    struct sender s = {.site = "", .base = "", .operator_name = "", .contact = "", .from = "", .domain = ""};
    ok(message_render(NULL, &s, &arena, &d, &text, &html, &why) == ERR_BAD_INPUT && str_eq(text, STR("untouched")),
       "a payload that is no object is refused, and nothing is touched");
    d.text = "stored";
    d.html = "<p>stored</p>";
    ok(message_render(NULL, &s, &arena, &d, &text, &html, &why) == OK && str_eq(text, STR("stored")) && str_eq(html, STR("<p>stored</p>")),
       "texts stored at the first attempt are those of the next");
}

int main(void)
{
    arena_init(&arena, 16 << 20);
    lines();
    headers();
    refusals();
    arena_release(&arena);
    return done();
}
