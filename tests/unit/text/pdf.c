/* PDF sources: the lines that poppler sees, and the document made of them. The files are written here, object by
 * object, without an index: readers make their own. */
#include "../tap.h"

#include "base/buf.h"
#include "text/dom.h"
#include "text/extract.h"
#include "text/pdf_layout.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static struct arena a;

/* ---- writing PDFs -------------------------------------------------------------------------------------------------
 */

static const char *text(const char *font, double size, double x, double y, const char *words)
{
    return arena_printf(&a, "/%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n", font, size, x, y, words);
}

static const char *join(const char *const *parts, size_t n)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < n; i++) buf_strz(&b, parts[i]);
    const char *z = arena_dup(&a, b.p != NULL ? b.p : "", b.n);
    buf_release(&b);
    return z;
}
#define PARTS(...) join((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Objects: 1 catalogue, 2 page tree, 3 and 4 fonts, 5 information, from 6 on a page and its content by turns. */
static struct str pdf(const char *const *pages, size_t n, const char *info, const char *trailer)
{
    struct buf b;
    buf_init(&b, 8 << 20);
    buf_strz(&b, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[");
    for (size_t i = 0; i < n; i++) buf_printf(&b, "%zu 0 R ", 6 + 2 * i);
    buf_printf(&b, "]/Count %zu>>endobj\n", n);
    buf_strz(&b, "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
                 "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>endobj\n");
    buf_printf(&b, "5 0 obj<<%s>>endobj\n", info);
    for (size_t i = 0; i < n; i++) {
        const char *content = arena_printf(&a, "BT\n%sET", pages[i]);
        buf_printf(
            &b,
            "%zu 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %zu 0 R"
            "/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>endobj\n%zu 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n",
            6 + 2 * i, 7 + 2 * i, 7 + 2 * i, strlen(content), content);
    }
    buf_printf(&b, "trailer<</Root 1 0 R/Info 5 0 R%s>>\n%%%%EOF\n", trailer);
    struct str ret = str_of(arena_dup(&a, b.p, b.n), b.n);
    buf_release(&b);
    return ret;
}
#define PDF(...)                                                                                                       \
    pdf((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), "", "")

static struct extraction x;
static struct note why;

static int extract(struct str file, const char *type)
{
    struct source_declaration d = {.fetch = STR("https://a.example/t.pdf")};
    struct selection select = {.kind = SELECTION_CSS, .css = STR("#nothing-like-it")};
    d.select = (struct selection_list){&select, 1};
    x = (struct extraction){0};
    why.text[0] = '\0';
    return extract_page(&a, file, strz(type), d.fetch, &d, &x, &why);
}

static void gives(struct str file, const char *want, const char *name)
{
    int rc = extract(file, "application/pdf");
    bool same = rc == OK && str_eqz(x.text, want);
    ok(same, "%s", name);
    if (!same) printf("# %d %s\n# got:\n%.*s# want:\n%s", rc, why.text, STR_ARG(x.text), want);
}

static void refused(struct str file, const char *type, int want, const char *says, const char *name)
{
    int rc = extract(file, type);
    ok(rc == want && str_find(strz(why.text), strz(says)) != STR_NONE, "%s: %s", name, why.text);
}

/* A paragraph, one string a line, set with a distance of 14. */
static const char *lines(double x0, double y, const char *const *v, size_t n)
{
    const char **parts = ARENA_ARRAY(&a, const char *, n);
    for (size_t i = 0; i < n; i++) parts[i] = text("R", 11, x0, y - 14 * (double)i, v[i]);
    return join(parts, n);
}
#define LINES(x0, y, ...)                                                                                              \
    lines(x0, y, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#define LONG "The customer pays the fee within thirty days after it has received the"

/* ---- tests ----------------------------------------------------------------------------------------------------------
 */

static void test_paragraphs(void)
{
    gives(PDF(LINES(72, 700, LONG, "invoice.")), LONG " invoice.\n", "lines are joined");
    gives(PDF(PARTS(LINES(72, 700, LONG, "invoice."), LINES(72, 660, "A second paragraph."))),
          LONG " invoice.\n\nA second paragraph.\n", "a gap parts paragraphs");
    gives(PDF(LINES(72, 700, LONG, "invoice.", "Another begins without a gap.", LONG, "bill.")),
          LONG " invoice.\n\nAnother begins without a gap.\n\n" LONG " bill.\n", "so does a line that ends early");
    gives(PDF(LINES(72, 700, LONG " following:", "1. invoice;", "2. bill;", "\\(b\\) note.")),
          LONG " following:\n\n1\\. invoice;\n\n2\\. bill;\n\n(b) note.\n", "numbers begin paragraphs");
    gives(PDF(LINES(72, 700, LONG " respon-", "sible person.")), LONG " responsible person.\n",
          "a hyphen at a line's end goes");
    gives(PDF(LINES(72, 700, "Every third-party claim, and " LONG " third-", "party claim.")),
          "Every third-party claim, and " LONG " third-party claim.\n", "a hyphen that the word has elsewhere stays");
    gives(PDF(LINES(72, 700, LONG " Anti-", "Money form.")), LONG " Anti-Money form.\n",
          "so does one before a capital");
    gives(PDF(LINES(72, 120, LONG), LINES(72, 700, "invoice, and then it is over.", "")),
          LONG " invoice, and then it is over.\n", "a sentence goes on on the next page");
    gives(PDF(PARTS(LINES(72, 120, LONG), text("R", 8, 72, 90, "1 A note in small type.")),
              LINES(72, 700, "invoice, and then it is over.")),
          LONG " invoice, and then it is over.\n\n1 A note in small type.\n", "over a footnote too");
    gives(PDF(PARTS(text("R", 11, 72, 700, "1.1"), text("R", 11, 110, 700, LONG), text("R", 11, 110, 686, "invoice."),
                    text("R", 11, 72, 660, "1.2"), text("R", 11, 110, 660, "The fee is low."))),
          "1.1 " LONG " invoice.\n\n1.2 The fee is low.\n", "a number in a column of its own goes before its text");
    gives(PDF(PARTS(text("R", 11, 72, 700, "Fee"), text("R", 11, 300, 700, "$10"), text("R", 11, 72, 686, "Late fee"),
                    text("R", 11, 300, 686, "$50"))),
          "Fee\n\nLate fee\n\n$10\n\n$50\n", "a table's cells are not mixed up");
    gives(PDF(LINES(72, 700, "Use *this* [link] and a_b \\134 c")), "Use \\*this\\* \\[link\\] and a\\_b \\\\ c\n",
          "Markdown's characters are escaped");
}

static void test_structure(void)
{
    gives(PDF(PARTS(text("B", 20, 72, 760, "Terms of Example"), text("B", 14, 72, 720, "1. Fees"),
                    LINES(72, 700, LONG, "invoice."), text("B", 11, 72, 650, "1.1 Late fees"),
                    LINES(72, 630, LONG, "bill."))),
          "Terms of Example\n================\n\n1\\. Fees\n--------\n\n" LONG " invoice.\n\n### 1.1 Late fees\n\n" LONG
          " bill.\n",
          "headings by size, then by weight");
    gives(PDF(PARTS(LINES(72, 700, LONG, "invoice:"), text("R", 11, 90, 660, "\\225 first point, which is"),
                    text("R", 11, 100, 646, "wrapped;"), text("R", 11, 90, 632, "\\225 second;"),
                    text("R", 11, 120, 618, "\\225 inner."), LINES(72, 590, "After it."))),
          LONG " invoice:\n\n*   first point, which is wrapped;\n*   second;\n    *   inner.\n\nAfter it.\n",
          "bullets are lists");
    gives(PDF(PARTS(text("B", 11, 72, 700, "This warning is bold throughout and it is a sentence."),
                    LINES(72, 670, LONG, "invoice."))),
          "This warning is bold throughout and it is a sentence.\n\n" LONG " invoice.\n",
          "a bold sentence is no heading");
}

static const char *framed(const char *header, const char *footer, const char *words)
{
    return PARTS(text("R", 8, 72, 810, header), LINES(72, 700, words), text("R", 8, 290, 30, footer));
}

static void test_furniture(void)
{
    gives(PDF(framed("Example Terms", "Page 1 of 3", "One."), framed("Example Terms", "Page 2 of 3", "Two."),
              framed("Example Terms", "Page 3 of 3", "Three.")),
          "One.\n\nTwo.\n\nThree.\n", "running headers and page numbers go");
    gives(PDF(framed("Left", "2", "One."), framed("Right", "3", "Two."), framed("Left", "4", "Three."),
              framed("Right", "5", "Four.")),
          "One.\n\nTwo.\n\nThree.\n\nFour.\n", "also where left and right pages differ");
    gives(PDF(framed("Example Terms", "1", "The only page.")), "Example Terms\n\nThe only page.\n",
          "what stands once is text, a page number is not");
    gives(PDF(LINES(72, 700, "Fee: 10"), LINES(72, 700, "Fee: 20"), LINES(72, 700, "Fee: 30")),
          "Fee: 10\n\nFee: 20\n\nFee: 30\n", "what repeats inside a page is text");
    refused(PDF(framed("7", "8", "")), "application/pdf", ERR_NOT_FOUND, "page numbers", "a page of numbers only");
}

static void test_about(void)
{
    struct str file = pdf(&(const char *){LINES(72, 700, "Words.")}, 1, "/Title(Terms of\\nExample)", "");
    ok(extract(file, "application/pdf") == OK && str_eqz(x.title, "Terms of Example") && str_eqz(x.content, "pdf"),
       "the title of the metadata, in a line");
    ok(extract(file, "text/html") == OK && str_eqz(x.text, "Words.\n"), "the bytes are believed against the type");
    file = pdf(&(const char *){LINES(72, 700, "Words.")}, 1, "/Title<FEFF00C400620063>", "");
    ok(extract(file, "") == OK && str_eqz(x.title, "Äbc"), "a title in UTF-16");
    file = PDF(PARTS(text("B", 20, 72, 760, "Terms"), LINES(72, 700, LONG, "invoice.")));
    ok(extract(file, "") == OK && str_eqz(x.title, "Terms"), "without metadata the first heading");
    ok(extract(STR("<p>no PDF</p><p id=nothing-like-it>x</p>"), "application/pdf") == OK && str_eqz(x.text, "x\n"),
       "a page that is called a PDF is a page");
}

static void test_refusals(void)
{
    refused(PDF("", ""), "application/pdf", ERR_NOT_FOUND, "contains no text", "pages without text");
    refused(STR("%PDF-1.7 and nothing else"), "", ERR_BAD_INPUT, "broken", "no document");
    refused(STR("words"), "application/pdf", ERR_BAD_INPUT, "broken", "what is called a PDF and is none");
    refused(str_upto(PDF(LINES(72, 700, "Words.")), 40), "", ERR_BAD_INPUT, "broken", "a file that breaks off");
    const char *words = LINES(72, 700, "Words.");
    struct str locked = pdf(&words, 1, "",
                            "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P "
                            "-4/O<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>"
                            "/U<0000000000000000000000000000000000000000000000000000000000000000>>>");
    refused(locked, "", ERR_BAD_INPUT, "password", "a locked file");
    const char **many = ARENA_ARRAY(&a, const char *, PDF_MAX_PAGES + 1);
    for (size_t i = 0; i <= PDF_MAX_PAGES; i++) many[i] = "";
    refused(pdf(many, PDF_MAX_PAGES + 1, "", ""), "", ERR_LIMIT, "1001 pages", "too many pages");
    char loop[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count "
                  "2>>endobj\ntrailer<</Root 1 0 R>>\n";
    ok(extract(strz(loop), "") != OK && why.text[0] != '\0', "a page tree that holds itself: %s", why.text);
    struct str file = PDF(PARTS(text("R", 11, 72, 700, LONG), text("R", 1e30, -1e30, 1e38, "far"),
                                text("R", 0, 0, 0, "none"), text("R", -9, 99, 99, "back")));
    ok(extract(file, "") == OK, "places and sizes that cannot be");
    size_t cut = 0;
    for (size_t n = 0; n < file.n; n += 7) cut += extract(str_upto(file, n), "application/pdf") == OK;
    ok(cut < file.n / 7, "a file cut anywhere is read or refused");
}

/* The same layout whoever calls: nothing of the call before is left. */
static void test_steady(void)
{
    struct str file = PDF(framed("H", "1", LONG), framed("H", "2", "invoice."));
    ok(extract(file, "") == OK, "read once");
    struct str first = x.text;
    pdf_prepare();
    pdf_prepare();
    ok(extract(file, "") == OK && str_eq(first, x.text), "and again, to the same text");
}

/* A page in a Chinese or Japanese font that is only named: no ToUnicode table, nothing embedded. */
static struct str named_font(const char *collection, const char *encoding, const char *hex)
{
    const char *content = arena_printf(&a, "BT/R 12 Tf 50 700 Td<%s>Tj ET", hex);
    return strz(arena_printf(
        &a,
        "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</R 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/%s/DescendantFonts[6 0 R]>>endobj\n"
        "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/X/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)"
        "/Supplement 2>>>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
        strlen(content), content, encoding, collection));
}

/* In a child no file can be opened any more: what pdf_prepare has loaded must do. */
static void test_named_fonts(void)
{
    static const struct {
        const char *collection, *encoding, *hex, *text;
    } fonts[] = {
        {"GB1", "UniGB-UCS2-H", "60A8540C610F672C534F8BAE", "您同意本协议"},
        {"GB1", "GBK-EUC-H", "C4FACDACD2E2B1BED0ADD2E9", "您同意本协议"},
        {"Japan1", "UniJIS-UCS2-H", "52297528898F7D04", "利用規約"},
        {"Japan1", "90ms-RKSJ-H", "979897708B4B96F1", "利用規約"},
    };
    bool there = access("/usr/share/poppler/cMap", R_OK) == 0;
    struct rlimit was, none;
    pdf_prepare();
    ok(getrlimit(RLIMIT_NOFILE, &was) == 0, "the limit of open files is known");
    none = (struct rlimit){0, was.rlim_max};
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        struct str file = named_font(fonts[i].collection, fonts[i].encoding, fonts[i].hex);
        struct pdf p = {0};
        setrlimit(RLIMIT_NOFILE, &none);
        int rc = pdf_read(&a, file, &p, &why);
        setrlimit(RLIMIT_NOFILE, &was);
        bool read = rc == OK && p.nlines == 1 && str_eqz(p.lines[0].text, fonts[i].text);
        ok(read || (!there && rc == ERR_NOT_FOUND), "%s, with %s: %s", fonts[i].encoding,
           there ? "its table loaded before" : "no package poppler-data", read ? "read" : why.text);
    }
}

int main(void)
{
    arena_init(&a, 512 << 20);
    test_paragraphs();
    test_structure();
    test_furniture();
    test_about();
    test_refusals();
    test_steady();
    test_named_fonts();
    arena_release(&a);
    return done();
}
