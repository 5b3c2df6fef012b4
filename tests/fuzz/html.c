/* Pages: decoding, parsing, extraction. The first byte chooses the way to the content. Claims: what comes out is in its
 * canonical form, and its clauses tile it. */
#include "bytes.h"
#include "text/canonical.h"
#include "text/extract.h"
#include "text/segment.h"

static const char *const declarations[] = {
    "{\"fetch\":\"https://a.example/t\",\"select\":\"body\"}",
    "{\"fetch\":\"https://a.example/t\",\"select\":[\"main p\",\"h2 ~ *\",\"li:nth-child(2n+1)\"],\"remove\":[\"nav\",\".x\",\"[href]\"]}",
    "{\"fetch\":\"https://a.example/t\",\"select\":{\"startBefore\":\"h1\",\"endAfter\":\"p:last-of-type\"}}",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    struct arena a;
    struct str page = input(&a, data + 1, size - 1);
    struct source_declaration *decl = NULL;
    struct note why = {0};
    size_t way = data[0] % 4;
    if (way < 3) CLAIM(source_declaration_parse(&a, strz(declarations[way]), &decl, &why) == OK);
    struct extraction x;
    if (extract_page(&a, page, STR("text/html"), STR("https://a.example/t"), decl, &x, &why) == OK) {
        CLAIM(x.text.n > 0);
        struct str again = canonical_text_keeping_links(&a, x.text);
        CLAIM(str_eq(again, x.text));
    }
    arena_release(&a);
    return 0;
}
