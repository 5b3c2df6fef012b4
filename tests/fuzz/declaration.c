/* Declarations, which operators paste from elsewhere. Claims: each document has a source (its history may have none); a
 * source that was read and written is read the same again; whatever stands as a selector is one, or an error that says
 * where. */
#include "text/declaration.h"
#include "bytes.h"
#include "text/select.h"

static void claim_selector(struct arena *a, struct str css)
{
    struct selector *s = NULL;
    struct note why = {0};
    if (selector_parse(a, css, &s, &why) == OK)
        CLAIM(s != NULL);
    else
        CLAIM(why.text[0] != '\0');
}

static void claim_selections(struct arena *a, const struct selection_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        claim_selector(a, l->v[i].css);
        claim_selector(a, l->v[i].start);
        claim_selector(a, l->v[i].end);
    }
}

static void claim_source(struct arena *a, const struct source_declaration *s)
{
    struct source_declaration *again;
    struct note why = {0};
    struct str once = source_declaration_json(a, s);
    CLAIM(source_declaration_parse(a, once, &again, &why) == OK);
    CLAIM(str_eq(source_declaration_json(a, again), once));
    claim_selections(a, &s->select);
    claim_selections(a, &s->remove);
}

static void claim_terms(struct arena *a, const struct declaration *d, size_t least)
{
    for (size_t i = 0; i < d->nterms; i++) {
        CLAIM(d->terms[i].nsources >= least);
        for (size_t k = 0; k < d->terms[i].nsources; k++) claim_source(a, &d->terms[i].sources[k]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str text = input(&a, data, size);
    struct note why = {0};
    struct declaration *d;
    struct source_declaration *source;
    if (declaration_parse(a, text, &d, &why) == OK) claim_terms(a, d, 1);
    if (declaration_parse_history(a, text, &d, &why) == OK) {
        claim_terms(a, d, 0);
        CLAIM(declaration_terms(d, STR("\x01none")) == NULL);
    }
    if (source_declaration_parse(a, text, &source, &why) == OK) claim_source(a, source);
    return 0;
}
