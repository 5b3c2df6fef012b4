/* CSV: as RFC 4180 has it, as spreadsheets write it, and as nobody should. */
#include "text/csv.h"
#include "../tap.h"

static struct arena a;

/* All records, fields in brackets, records with '/' between; what stopped it behind '!'. */
static const char *read_all(struct str text)
{
    struct csv_reader r;
    struct csv_record c;
    struct buf b;
    int rc;
    buf_init(&b, 1 << 20);
    csv_read(&r, text);
    for (bool first = true; (rc = csv_next(&r, &a, &c)) == OK; first = false) {
        if (!first) buf_char(&b, '/');
        for (size_t i = 0; i < c.n; i++) buf_printf(&b, "[" STR_FMT "]", STR_ARG(c.v[i]));
    }
    if (rc != ERR_NOT_FOUND) buf_printf(&b, "!%s %u", rc == ERR_LIMIT ? "limit" : "quote", r.line);
    char *z = arena_dup(&a, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return z;
}

#define READS(text, want) ok(strcmp(read_all(STR(text)), (want)) == 0, "%s: %s", (want), read_all(STR(text)))

static void reads(void)
{
    READS("", "");
    READS("\n \r\n,,\n", "");
    READS("a", "[a]");
    READS("a,b\nc,d", "[a][b]/[c][d]");
    READS("a,b\r\nc,d\r\n", "[a][b]/[c][d]");
    READS("a,b\rc,d\r", "[a][b]/[c][d]");
    READS("\xEF\xBB\xBFname,url\nx,y", "[name][url]/[x][y]");
    READS("a;b,c;d\n1;2;3", "[a][b,c][d]/[1][2][3]");
    READS("a\tb c\td\n1\t\t3", "[a][b c][d]/[1][][3]");
    READS("\"a,b\";c;d", "[a,b][c][d]");
    READS("\"a \"\"b\"\" c\",d", "[a \"b\" c][d]");
    READS("\"two\r\nlines\",x\ny", "[two\r\nlines][x]/[y]");
    READS("  a , b  ", "[a][b]");
    READS(" \"a\" , \"b\" ", "[a ][b ]");
    READS("a,", "[a][]");
    READS("a\"b,c", "[a\"b][c]");
    READS("x\n\"open,1\n2\n", "[x]!quote 2");
    READS("'=1+1,'@x,'a,''-", "[=1+1][@x]['a]['-]");
    struct buf many;
    buf_init(&many, 1000);
    for (int i = 0; i <= CSV_FIELDS_MAX; i++) buf_strz(&many, "x,");
    ok(strcmp(read_all(buf_view(&many)), "!limit 1") == 0, "too many fields");
    buf_release(&many);
}

static void lines(void)
{
    struct csv_reader r;
    struct csv_record c;
    csv_read(&r, STR("a\n\n\"b\nb\"\nc"));
    ok(csv_next(&r, &a, &c) == OK && c.line == 1, "line 1");
    ok(csv_next(&r, &a, &c) == OK && c.line == 3, "line 3, behind an empty one");
    ok(csv_next(&r, &a, &c) == OK && c.line == 5, "line 5, behind a field of two lines");
}

static void writes(void)
{
    static const char *const fields[] = {"",  "plain", "a,b",  "a;b", "a\tb", "say \"so\"", "two\r\nlines", " spaced ", "=1+1",
                                         "+1", "-1",    "@SUM", "'=1", "''@x", "\tx",          "\rx",           "'",         "'a",
                                         "a=b", "\xC3\xA4"};
    struct buf b;
    struct csv_reader r;
    struct csv_record c;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_init(&b, 1000);
        csv_add(&b, STR("first"), true);
        csv_add(&b, strz(fields[i]), false);
        csv_add(&b, STR("last"), false);
        csv_read(&r, buf_view(&b));
        ok(csv_next(&r, &a, &c) == OK && c.n == 3 && str_eqz(c.v[1], fields[i]), "what is written is read: %s", b.p);
        const char *cell = b.p + (b.p[6] == '"' ? 7 : 6);
        ok(strchr("=+-@\t\r", *cell) == NULL || *cell == '\0', "and no spreadsheet computes it");
        buf_release(&b);
    }
}

int main(void)
{
    arena_init(&a, 1 << 22);
    reads();
    lines();
    writes();
    arena_release(&a);
    return done();
}
