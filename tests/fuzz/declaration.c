/* Declarations and their selectors, which operators paste from elsewhere. Claim: a source that was read and written is
 * read the same again. */
#include "bytes.h"
#include "text/declaration.h"
#include "text/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct str text = input(&a, data, size);
    struct note why = {0};
    struct declaration *d;
    struct selector *s;
    struct source_declaration *source;
    if (declaration_parse(&a, text, &d, &why) == OK) CLAIM(d->nterms == 0 || d->terms[0].nsources > 0);
    if (declaration_parse_history(&a, text, &d, &why) == OK) CLAIM(declaration_terms(d, STR("\x01none")) == NULL);
    if (source_declaration_parse(&a, text, &source, &why) == OK) {
        struct str once = source_declaration_json(&a, source);
        CLAIM(source_declaration_parse(&a, once, &source, &why) == OK);
        CLAIM(str_eq(source_declaration_json(&a, source), once));
    }
    struct dom page;
    if (selector_parse(&a, text, &s, &why) == OK &&
        dom_parse(&a, STR("<main><h1 id=a>T</h1><p class='b c'>x<a href=/>y</a></p><ul><li>1<li>2</ul></main>"), &page, &why) == OK) {
        int64_t budget = SELECT_BUDGET;
        struct node_list found;
        if (selector_all(&a, s, page.document, &budget, &found) == OK)
            for (size_t i = 0; i < found.n; i++) CLAIM(selector_matches(s, found.v[i], &budget));
    }
    arena_release(&a);
    return 0;
}
