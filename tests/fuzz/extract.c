/* Pages to texts. The first byte chooses the way to the content. Claims: what comes out is not empty and in its
 * canonical form, its clauses tile it, and the same page gives it again; what fails says why. */
#include "sides.h"
#include "text/canonical.h"
#include "text/extract.h"

static const char *const declarations[] = {
    NULL, /* the main content */
    "{\"fetch\":\"https://a.example/t\",\"select\":\"body\"}",
    "{\"fetch\":\"https://a.example/t\",\"select\":[\"main p\",\"h2 ~ *\",\"li:nth-child(2n+1)\"],\"remove\":[\"nav\",\".x\",\"[href]\"]}",
    "{\"fetch\":\"https://a.example/t\",\"select\":{\"startBefore\":\"h1\",\"endAfter\":\"p:last-of-type\"}}",
    "{\"fetch\":\"https://a.example/t\",\"select\":[\"table\",{\"startAfter\":\"p\",\"endBefore\":\"h2\"}],"
    "\"remove\":{\"startBefore\":\"ul\",\"endBefore\":\"p\"},\"filter\":[{\"removeQueryParams\":[\"u\"]}]}",
};
enum { WAYS = sizeof declarations / sizeof *declarations };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    struct arena *a;
    struct str page = str_from(input(&a, data, size), 1);
    struct source_declaration *decl = NULL;
    struct note why = {0};
    const char *json = declarations[data[0] % WAYS];
    if (json != NULL) CLAIM(source_declaration_parse(a, strz(json), &decl, &why) == OK);
    struct extraction x, again;
    if (extract_page(a, page, STR("text/html"), STR("https://a.example/t"), decl, &x, &why) != OK) {
        CLAIM(why.text[0] != '\0');
        return 0;
    }
    CLAIM(x.text.n > 0);
    CLAIM(str_eq(canonical_text_keeping_links(a, x.text), x.text));
    if (json == NULL) CLAIM(str_eq(canonical_text(a, x.text), x.text));
    CLAIM(extract_page(a, page, STR("text/html"), STR("https://a.example/t"), decl, &again, &why) == OK);
    CLAIM(str_eq(again.text, x.text));
    struct clauses c;
    segment_text(a, x.text, &c);
    claim_tiling(x.text, &c);
    return 0;
}
