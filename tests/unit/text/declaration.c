#include "text/declaration.h"

#include "../tap.h"

static struct arena a;
static struct note why;

static const struct declaration *parsed(const char *json)
{
    struct declaration *d = NULL;
    int rc = declaration_parse(&a, strz(json), &d, &why);
    if (rc != OK) printf("# %s\n", why.text);
    return rc == OK ? d : NULL;
}

static void test_forms(void)
{
    const struct declaration *d =
        parsed("{\"name\":\"X\",\"terms\":{\"Privacy "
               "Policy\":{\"fetch\":\"https://x.y/p\",\"select\":\"main\",\"remove\":[\".a\","
               "{\"startBefore\":\"h1\",\"endAfter\":\"#e\"}]},\"Terms\":{\"fetch\":\"https://x.y/t.pdf\"}}}");
    ok(d != NULL && str_eqz(d->name, "X") && d->nterms == 2, "terms in the order of the file");
    const struct terms_declaration *t = declaration_terms(d, STR("Privacy Policy"));
    ok(t != NULL && t->nsources == 1 && str_eqz(t->sources[0].fetch, "https://x.y/p"), "found by name");
    const struct source_declaration *s = &t->sources[0];
    ok(s->select.n == 1 && str_eqz(s->select.v[0].css, "main"), "one selector as a text");
    ok(s->remove.n == 2 && s->remove.v[1].kind == SELECTION_RANGE && !s->remove.v[1].start_after &&
           s->remove.v[1].end_after,
       "a list with a range");
    ok(declaration_terms(d, STR("Other")) == NULL && declaration_terms(d, STR("")) == NULL,
       "no name, no document where there are two");
    d = parsed("{\"name\":\"X\",\"documents\":{\"T\":{\"fetch\":\"https://x.y/\",\"select\":\"b\"}}}");
    ok(d != NULL && d->nterms == 1 && declaration_terms(d, STR("")) == &d->terms[0], "the old form");
    d = parsed("{\"fetch\":\"https://x.y/\",\"select\":[\"b\"],\"service\":\"S\",\"terms\":\"T\"}");
    ok(d != NULL && str_eqz(d->name, "S") && str_eqz(d->terms[0].name, "T"), "a source without a frame");
    d = parsed("{\"name\":\"X\",\"terms\":{},\"platform\":{\"slug\":\"x\",\"invented\":true,\"kind\":\"shop\"}}");
    ok(d != NULL && d->nterms == 0 && d->platform.invented && str_eqz(d->platform.slug, "x"), "our own part");
}

static void test_combine(void)
{
    const struct declaration *d = parsed("{\"name\":\"X\",\"terms\":{\"T\":{\"select\":\"main\",\"remove\":\"nav\","
                                         "\"executeClientScripts\":true,\"combine\":["
                                         "{\"fetch\":\"https://a.b/1\"},{\"fetch\":\"https://a.b/"
                                         "2\",\"select\":\"p\",\"executeClientScripts\":false}]}}}");
    ok(d != NULL && d->terms[0].nsources == 2, "combine gives sources");
    const struct source_declaration *s = d->terms[0].sources;
    ok(str_eqz(s[0].select.v[0].css, "main") && str_eqz(s[1].select.v[0].css, "p"), "what a source lacks it inherits");
    ok(str_eqz(s[1].remove.v[0].css, "nav") && s[0].execute_client_scripts && !s[1].execute_client_scripts,
       "… and what it says, it keeps");
}

static void test_filters(void)
{
    const struct declaration *d = parsed(
        "{\"name\":\"X\",\"terms\":{\"T\":{\"fetch\":\"https://a.b/\",\"select\":\"p\",\"filter\":[\"removeBanner\","
        "{\"removeQueryParams\":[\"utm\",\"sid\"]},{\"custom\":{\"k\":1}}]}}}");
    const struct source_declaration *s = &d->terms[0].sources[0];
    ok(s->has_query_filter && s->nquery_params == 2 && str_eqz(s->query_params[1], "sid"), "removeQueryParams is data");
    ok(s->nscripts == 2 && str_eqz(s->scripts[0], "removeBanner") && str_eqz(s->scripts[1], "custom"),
       "script filters are named");
}

static void test_history(void)
{
    struct declaration *d;
    ok(declaration_parse_history(
           &a, STR("{\"T\":[{\"fetch\":\"https://a.b/\",\"select\":\"p\",\"validUntil\":\"2024-01-01T00:00:00Z\"}]}"),
           &d, &why) == OK &&
           d->nterms == 1 && str_eqz(d->terms[0].sources[0].valid_until, "2024-01-01T00:00:00Z"),
       "a history file");
    ok(declaration_parse_history(&a, STR("{\"T\":[{\"fetch\":\"https://a.b/\",\"select\":\"p\"}]}"), &d, &why) ==
           ERR_BAD_INPUT,
       "validUntil is needed: %s", why.text);
    ok(declaration_parse_history(&a, STR("{\"T\":{}}"), &d, &why) == ERR_BAD_INPUT, "a history is lists");
}

static void test_round_trip(void)
{
    const char *json = "{\"fetch\":\"https://x.y/"
                       "ü\",\"select\":[\"main\",{\"startAfter\":\"a\",\"endBefore\":\"b\"}],\"remove\":[\".x\"],"
                       "\"filter\":[{\"removeQueryParams\":[]},\"f\"],\"executeClientScripts\":true}";
    struct source_declaration *s, *again;
    ok(source_declaration_parse(&a, strz(json), &s, &why) == OK, "one source");
    struct str out = source_declaration_json(&a, s);
    if (!ok(str_eqz(out, json), "is written as it was read")) printf("# " STR_FMT "\n", STR_ARG(out));
    ok(source_declaration_parse(&a, out, &again, &why) == OK && str_eq(source_declaration_json(&a, again), out),
       "and again");
    ok(source_declaration_parse(&a, STR("{}"), &s, &why) == OK && str_eqz(source_declaration_json(&a, s), "{}"),
       "the empty source");
}

static void refused(const char *json, const char *part)
{
    struct declaration *d = NULL;
    note_set(&why, "-");
    ok(declaration_parse(&a, strz(json), &d, &why) == ERR_BAD_INPUT && d == NULL && strstr(why.text, part) != NULL,
       "refused: %s", why.text);
}

static void test_refusals(void)
{
    refused("", "not JSON");
    refused("{\"name\":", "line 1");
    refused("[]", "JSON object");
    refused("{\"name\":\"X\"}", "neither terms");
    refused("{\"terms\":{}}", "no name");
    refused("{\"name\":\"X\",\"terms\":{\"T\":[]}}", "\"T\"");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"fetch\":1}}}", "fetch");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"select\":\"\"}}}", "empty");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"select\":[1]}}}", "selectors");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"select\":{\"startBefore\":\"a\"}}}}", "range");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"select\":{\"startBefore\":\"a\",\"startAfter\":\"b\",\"endAfter\":"
            "\"c\"}}}}",
            "range");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"filter\":\"f\"}}}", "list");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"filter\":[{\"a\":1,\"b\":2}]}}}", "one member");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"combine\":[]}}}", "combine");
    refused("{\"name\":\"X\",\"terms\":{\"T\":{\"executeClientScripts\":\"yes\"}}}", "executeClientScripts");
}

int main(void)
{
    arena_init(&a, 64u << 20);
    test_forms();
    test_combine();
    test_filters();
    test_history();
    test_round_trip();
    test_refusals();
    arena_release(&a);
    return done();
}
