#include "net/mime.h"

#include "../tap.h"
#include "base/utf8.h"
#include "net/smtp.h"

static struct arena arena;

/* ---- a reader of its own, so that what is written is read back by other rules than it was written by ----------------
 */

static int hex(char c)
{
    const char *digits = "0123456789ABCDEF", *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

static struct str decode(struct str s, bool words) /* quoted-printable, or the inside of an encoded word */
{
    char *out = arena_alloc(&arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '=' && i + 2 < s.n && s.p[i + 1] == '\r' && s.p[i + 2] == '\n')
            i += 2;
        else if (s.p[i] == '=' && i + 2 < s.n && hex(s.p[i + 1]) >= 0) {
            out[n++] = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
            i += 2;
        } else
            out[n++] = words && s.p[i] == '_' ? ' ' : s.p[i];
    }
    return str_of(out, n);
}

static struct str unfolded(struct str message, const char *name) /* the raw value with folding undone; empty: absent */
{
    struct buf b;
    buf_init(&b, 1 << 20);
    struct str line;
    bool on = false;
    while (str_next(&message, '\n', &line)) {
        if (line.n > 0 && line.p[line.n - 1] == '\r') line.n--;
        if (line.n == 0) break;
        if (line.p[0] == ' ') {
            if (on) buf_str(&b, line);
            continue;
        }
        on = str_starts(line, strz(arena_printf(&arena, "%s: ", name)));
        if (on) buf_str(&b, str_from(line, strlen(name) + 2));
    }
    struct str got = str_of(arena_dup(&arena, b.p, b.n), b.n);
    buf_release(&b);
    return got;
}

static struct str words_decoded(struct str s)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    while (s.n > 0) {
        size_t at = str_find(s, STR("=?UTF-8?Q?"));
        if (at == STR_NONE) break;
        struct str between = str_upto(s, at);
        if (str_trim(between).n > 0) buf_str(&b, between); /* white space between encoded words does not count */
        s = str_from(s, at + 10);
        size_t end = str_find(s, STR("?="));
        if (end == STR_NONE || end + 12 > 75) bug("a broken encoded word");
        buf_str(&b, decode(str_upto(s, end), true));
        if (!utf8_valid(decode(str_upto(s, end), true))) bug("a split character");
        s = str_from(s, end + 2);
    }
    buf_str(&b, s);
    struct str got = str_of(arena_dup(&arena, b.p, b.n), b.n);
    buf_release(&b);
    return got;
}

static bool lines_ok(struct str s, size_t longest)
{
    struct str line;
    while (str_next(&s, '\n', &line)) {
        if (s.p == NULL) return line.n == 0; /* the last line has its end */
        if (line.n == 0 || line.p[line.n - 1] != '\r' || line.n - 1 > longest) return false;
        line.n--;
        if (memchr(line.p, '\r', line.n) != NULL) return false;
        for (size_t i = 0; i < line.n; i++)
            if ((unsigned char)line.p[i] > 126 || (unsigned char)line.p[i] < ' ') return false;
    }
    return true;
}

/* ---- tests
 * ----------------------------------------------------------------------------------------------------------- */

static int build(const struct mime_field *fields, size_t n, struct str text, struct str html, struct str *ret)
{
    struct buf b;
    struct note why;
    buf_init(&b, 4 << 20);
    int rc =
        mime_build(&(struct mime_message){fields, n, text, html, STR("<digest.2026-W10.7@atlas.example>")}, &b, &why);
    if (rc == OK) *ret = str_of(arena_dup(&arena, b.p, b.n), b.n);
    buf_release(&b);
    return rc;
}

static struct str subject_of(struct str value)
{
    struct str m = {0};
    struct mime_field f = {.kind = MIME_TEXT, .name = "Subject", .value = value};
    if (build(&f, 1, STR("x"), STR(""), &m) != OK || !lines_ok(m, 78)) return STR("(not built)");
    return words_decoded(unfolded(m, "Subject"));
}

static void test_text_fields(void)
{
    char *long_word = arena_alloc(&arena, 3000), *cjk = arena_alloc(&arena, 3000);
    memset(long_word, 'w', 2000);
    for (int i = 0; i < 300; i++) strcat(cjk + 3 * (size_t)i, "\xE6\x9D\xA1");
    const char *const list[] = {"Hello",
                                "Two changes at Example Inc.",
                                "",
                                "Ünïcode über alles",
                                "€ 5 → 7 in ‘Privacy’",
                                "a  double space",
                                " leading",
                                "trailing ",
                                "=?UTF-8?Q?not_mine?=",
                                "100 % _under_ = equal ? mark",
                                "A rather long subject of plain words that certainly does not fit into one line of "
                                "seventy-eight columns at all",
                                "Ein ziemlich langer Betreff mit Umlauten: Änderungen an den Nutzungsbedingungen, der "
                                "Datenschutzerklärung und mehr",
                                cjk,
                                "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
                                long_word};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        ok(str_eqz(subject_of(strz(list[i])), list[i]), "subject comes back: %.40s", list[i]);
}

static void test_injection(void)
{
    static const char *const bad[] = {
        "a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\tb", "a\x7f", "\x1b[31m", "\xff\xfe", "a\xc3"};
    struct str m;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct mime_field text = {.kind = MIME_TEXT, .name = "Subject", .value = strz(bad[i])};
        struct mime_field tokens = {.kind = MIME_TOKENS, .name = "Message-ID", .value = strz(bad[i])};
        struct mime_field name = {
            .kind = MIME_MAILBOX, .name = "To", .value = strz(bad[i]), .address = STR("a@b.example")};
        struct mime_field to = {
            .kind = MIME_MAILBOX, .name = "To", .address = strz(arena_printf(&arena, "a%s@b.example", bad[i]))};
        ok(build(&text, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT &&
               build(&tokens, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT &&
               build(&name, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT &&
               build(&to, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT,
           "refused in every kind of field: case %zu", i);
    }
    struct mime_field nul = {.kind = MIME_TEXT, .name = "Subject", .value = str_of("a\0b", 3)};
    ok(build(&nul, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT, "NUL");
    static const char *const names[] = {
        "", "Sub ject", "Subject:", "X\r\nBcc", "MIME-Version", "Content-Type", "content-foo", "Ü"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct mime_field f = {.kind = MIME_TEXT, .name = names[i], .value = STR("x")};
        ok(build(&f, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT, "field name %zu is refused", i);
    }
    struct mime_field wide = {.kind = MIME_TOKENS, .name = "List-Id", .value = STR("\xC3\xBC")};
    ok(build(&wide, 1, STR("x"), STR(""), &m) == ERR_BAD_INPUT, "a structured field is ASCII");
    ok(build(NULL, 0, STR("a\xff"), STR(""), &m) == ERR_BAD_INPUT, "a body that is not UTF-8");
    ok(build(NULL, 0, str_of("a\0b", 3), STR(""), &m) == ERR_BAD_INPUT, "a body with a NUL");
}

static void test_mailboxes(void)
{
    static const struct {
        const char *name, *address, *written;
    } table[] = {
        {"", "ann@example.org", "ann@example.org"},
        {"Ann Smith", "ann@example.org", "Ann Smith <ann@example.org>"},
        {"Smith, Ann", "ann@example.org", "\"Smith, Ann\" <ann@example.org>"},
        {"Ann \"A\" \\ Smith", "ann@example.org", "\"Ann \\\"A\\\" \\\\ Smith\" <ann@example.org>"},
        {"a@b.example", "ann@example.org", "\"a@b.example\" <ann@example.org>"},
        {"Änn", "ann@example.org", "=?UTF-8?Q?=C3=84nn?= <ann@example.org>"},
        {"", "änn@example.org", "änn@example.org"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str m = {0};
        struct mime_field f = {MIME_MAILBOX, "To", strz(table[i].name), strz(table[i].address)};
        ok(build(&f, 1, STR("x"), STR(""), &m) == OK && str_eqz(unfolded(m, "To"), table[i].written), "To: %s",
           table[i].written);
    }
    static const char *const bad[] = {"",
                                      "ann",
                                      "@b.example",
                                      "ann@",
                                      "a@b@c",
                                      "a b@c.example",
                                      "<a@c.example>",
                                      "a@.b",
                                      "a@b.",
                                      "a,b@c.example",
                                      "a@c.example>",
                                      "\"a\"@c.org",
                                      "a@[127.0.0.1]",
                                      "a@b\r\nRCPT TO:<x@y>",
                                      "a@-b.org",
                                      "(x)a@c.example"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!smtp_address_valid(strz(bad[i])), "not an address: case %zu", i);
    char *local = arena_alloc(&arena, 400);
    memset(local, 'l', 65);
    memcpy(local + 65, "@b.example", 11);
    ok(!smtp_address_valid(strz(local)) && smtp_address_valid(strz(local + 1)), "64 bytes before the @ at most");
    ok(smtp_address_valid(STR("bounce+12=ann=example.org@atlas.example")), "a VERP sender is an address");
}

static void test_bodies(void)
{
    char *wide = arena_alloc(&arena, 6000);
    for (int i = 0; i < 1000; i++) strcat(wide + 2 * (size_t)i, "\xC3\xA4");
    const char *const list[] = {
        "",
        "x",
        "a\nb\n",
        "a\r\nb\r\n",
        "a\rb",
        "trailing space \nx",
        "tab\t\n",
        ".\n.\n..x\n",
        "From here\n",
        "a = b =3D =\n",
        "\n\n\n",
        "äöü €\n",
        "--=_0\n",
        "a very long line that goes on and on and on and on and on and on and on and on and on and on and on\n",
        wide};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct str m = {0}, body;
        if (build(NULL, 0, strz(list[i]), STR(""), &m) != OK) bug("not built");
        body = str_from(m, str_find(m, STR("\r\n\r\n")) + 4);
        struct buf want;
        buf_init(&want, 1 << 20);
        for (const char *p = list[i]; *p != '\0'; p++) {
            if (*p == '\r' || *p == '\n') {
                buf_strz(&want, "\r\n");
                if (*p == '\r' && p[1] == '\n') p++;
            } else
                buf_char(&want, *p);
        }
        if (want.n > 0 && !str_ends(buf_view(&want), STR("\r\n"))) buf_strz(&want, "\r\n");
        bool dot = str_starts(body, STR(".")) || str_find(body, STR("\n.")) != STR_NONE ||
                   str_find(body, STR("\nFrom ")) != STR_NONE;
        ok(str_eq(decode(body, false), buf_view(&want)) && lines_ok(m, 76 + 22) && lines_ok(body, 76) && !dot,
           "body %zu comes back", i);
        buf_release(&want);
    }
}

static void test_whole(void)
{
    struct mime_field f[] = {
        {MIME_TOKENS, "Date", STR("Fri, 06 Mar 2026 20:36:08 +0000"), {0}},
        {MIME_MAILBOX, "From", STR("Clause Atlas"), STR("atlas@atlas.example")},
        {MIME_MAILBOX, "To", STR("Jürgen"), STR("j@example.org")},
        {MIME_TEXT, "Subject", STR("2 changes — ‘Privacy’"), {0}},
        {MIME_TOKENS, "Message-ID", STR("<digest.2026-W10.7@atlas.example>"), {0}},
        {MIME_TOKENS,
         "List-Unsubscribe",
         STR("<https://atlas.example/unsubscribe?token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>, "
             "<mailto:u@atlas.example>"),
         {0}},
    };
    struct str one = {0}, two = {0};
    struct str text = STR("Plain – text\n"), html = STR("<p>HTML – text</p>\n");
    ok(build(f, 6, text, html, &one) == OK && build(f, 6, text, html, &two) == OK && str_eq(one, two),
       "the same input, the same bytes");
    size_t last = 0;
    bool order = true;
    static const char *const names[] = {"Date: ",
                                        "\r\nFrom: ",
                                        "\r\nTo: ",
                                        "\r\nSubject: ",
                                        "\r\nMessage-ID: ",
                                        "\r\nList-Unsubscribe:",
                                        "\r\nMIME-Version: 1.0\r\n"};
    for (size_t i = 0; i < 7; i++) {
        size_t at = str_find(one, strz(names[i]));
        order &= at != STR_NONE && at >= last;
        last = at;
    }
    ok(order, "headers in the order given");
    ok(str_eq(unfolded(one, "List-Unsubscribe"), f[5].value), "a long token is not broken");
    struct str type = unfolded(one, "Content-Type");
    ok(str_starts(type, STR("multipart/alternative; boundary=\"=_")), "multipart/alternative");
    size_t quote = str_find_char(type, '"');
    struct str mark =
        strz(arena_printf(&arena, "\r\n--" STR_FMT, STR_ARG(str_of(type.p + quote + 1, type.n - quote - 2))));
    size_t first = str_find(one, mark), marks = 0;
    for (struct str rest = one; str_find(rest, mark) != STR_NONE; marks++)
        rest = str_from(rest, str_find(rest, mark) + mark.n);
    ok(first != STR_NONE && marks == 3 && str_ends(one, strz(arena_printf(&arena, STR_FMT "--\r\n", STR_ARG(mark)))),
       "two parts and an end");
    ok(str_find(one, STR("Plain =E2=80=93 text\r\n")) < str_find(one, STR("<p>HTML =E2=80=93 text</p>\r\n")),
       "text before HTML");
    struct buf small;
    struct note why;
    buf_init(&small, 100);
    ok(mime_build(&(struct mime_message){f, 6, text, html, STR("s")}, &small, &why) == ERR_LIMIT,
       "a buffer that is too small");
    buf_release(&small);
}

int main(void)
{
    arena_init(&arena, 64 << 20);
    test_text_fields();
    test_injection();
    test_mailboxes();
    test_bodies();
    test_whole();
    arena_release(&arena);
    return done();
}
