/* PDF sources. The first byte chooses: a file, read by poppler; or lines at places that no file would give, to the layout
 * alone, which is our own. Claims: what comes out is canonical; no letter is invented. */
#include "bytes.h"
#include "text/canonical.h"
#include "text/dom.h"
#include "text/extract.h"
#include "text/markdown.h"
#include "text/pdf_layout.h"

static void read_file(struct arena *a, struct str file)
{
    struct note why = {0};
    struct extraction x;
    if (extract_page(a, file, STR("application/pdf"), STR("https://a.example/t"), NULL, &x, &why) == OK) {
        CLAIM(x.text.n > 0);
        CLAIM(str_eq(canonical_text(a, x.text), x.text));
    } else {
        CLAIM(why.text[0] != '\0');
    }
}

/* Eight bytes of places, then the words up to the next line break; a page begins where the first byte is 0xFF. */
static size_t make_lines(struct arena *a, struct str s, struct pdf *ret)
{
    static const double sizes[] = {11, 11, 11, 8, 14, 20, 0, -4, 1e30, 11.4};
    struct pdf_page *pages = ARENA_ARRAY(a, struct pdf_page, s.n / 9 + 1);
    struct pdf_line *lines = ARENA_ARRAY(a, struct pdf_line, s.n / 9 + 1);
    size_t n = 0, npages = 1, letters = 0;
    while (s.n > 8) {
        const uint8_t *b = (const uint8_t *)s.p;
        struct str words = str_from(s, 8);
        size_t end = str_find_char(words, '\n');
        if (b[0] == 0xFF) pages[npages++].first = n;
        struct str repaired = canonical_text(a, str_upto(words, end));
        repaired = str_trim(str_upto(repaired, str_find_char(repaired, '\n')));
        double x0 = b[1] * 3.0, y0 = b[2] * 4.0 + b[3];
        if (repaired.n > 0) {
            lines[n++] = (struct pdf_line){.text = repaired, .x0 = x0, .x1 = x0 + b[4] * 4.0, .y0 = y0, .y1 = y0 + b[5] / 8.0,
                                           .size = sizes[b[6] % 10], .bold = (b[7] & 1) != 0, .page = (unsigned)npages - 1};
            pages[npages - 1].n++;
            letters += repaired.n;
        }
        s = str_from(words, end == STR_NONE ? words.n : end + 1);
    }
    for (size_t i = 0; i < npages; i++) pages[i].width = 595, pages[i].height = 842;
    *ret = (struct pdf){.lines = lines, .nlines = n, .pages = pages, .npages = npages};
    return letters + n;
}

static void lay_out(struct arena *a, struct str bytes)
{
    struct pdf pdf = {0};
    struct note why = {0};
    struct str markdown = STR("");
    size_t links, letters = make_lines(a, bytes, &pdf);
    struct dom_node *root = pdf_layout(a, &pdf);
    CLAIM(dom_text(a, root).n <= letters + 2 * pdf.nlines);
    if (markdown_of(a, root, &markdown, &links, &why) != OK) return;
    struct str text = canonical_text(a, markdown);
    CLAIM(str_eq(canonical_text(a, text), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    struct arena *a;
    struct str rest = input(&a, data + 1, size - 1);
    if (data[0] % 2 == 0) read_file(a, rest);
    else lay_out(a, rest);
    return 0;
}
