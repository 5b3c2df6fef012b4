#include "text/declaration.h"

#include "base/vec.h"

#include <jansson.h>

/* jansson's tree lives outside arenas: every entry point frees it on its one way out. */

struct reading {
    struct arena *a;
    struct note *why;
    const char *where; /* the document being read, for the note */
};

static int wrong(const struct reading *r, const char *what)
{
    if (r->where != NULL)
        note_set(r->why, "in \"%.120s\": %s", r->where, what);
    else
        note_set(r->why, "%s", what);
    return ERR_BAD_INPUT;
}

static struct str string_of(struct arena *a, const json_t *v)
{
    size_t n = json_string_length(v);
    return n == 0 ? STR("") : str_of(arena_dup(a, json_string_value(v), n), n);
}

static struct str member(struct arena *a, const json_t *o, const char *name)
{
    const json_t *v = json_object_get(o, name);
    return json_is_string(v) ? string_of(a, v) : STR("");
}

/* One of the two members, not both, not none; after tells which. */
static int range_end(const struct reading *r, const json_t *o, const char *before_name, const char *after_name,
                     struct str *css, bool *after)
{
    const json_t *b = json_object_get(o, before_name), *f = json_object_get(o, after_name);
    if ((b == NULL) == (f == NULL))
        return wrong(r, "a range has one of startBefore and startAfter, and one of endBefore and endAfter");
    *after = f != NULL;
    const json_t *v = *after ? f : b;
    if (!json_is_string(v) || json_string_length(v) == 0) return wrong(r, "the selector of a range is not a text");
    *css = string_of(r->a, v);
    return OK;
}

static int read_selection(const struct reading *r, const json_t *v, struct selection *ret)
{
    *ret = (struct selection){0};
    if (json_is_string(v)) {
        ret->css = string_of(r->a, v);
        return ret->css.n > 0 ? OK : wrong(r, "a selector is empty");
    }
    if (!json_is_object(v)) return wrong(r, "select and remove take selectors, ranges, or a list of them");
    ret->kind = SELECTION_RANGE;
    int rc = range_end(r, v, "startBefore", "startAfter", &ret->start, &ret->start_after);
    return rc != OK ? rc : range_end(r, v, "endBefore", "endAfter", &ret->end, &ret->end_after);
}

static int read_selections(const struct reading *r, const json_t *v, struct selection_list *ret)
{
    if (v == NULL || json_is_null(v)) return OK;
    bool many = json_is_array(v);
    size_t n = many ? json_array_size(v) : 1;
    struct selection *list = ARENA_ARRAY(r->a, struct selection, n + 1);
    for (size_t i = 0; i < n; i++) {
        int rc = read_selection(r, many ? json_array_get(v, i) : v, &list[i]);
        if (rc != OK) return rc;
    }
    *ret = (struct selection_list){list, n};
    return OK;
}

static int read_query_params(const struct reading *r, const json_t *v, struct source_declaration *s)
{
    bool many = json_is_array(v);
    if (!many && !json_is_string(v)) return wrong(r, "removeQueryParams takes a name or a list of names");
    size_t n = many ? json_array_size(v) : 1;
    struct str *list = ARENA_ARRAY(r->a, struct str, n + 1);
    for (size_t i = 0; i < n; i++) {
        const json_t *name = many ? json_array_get(v, i) : v;
        if (!json_is_string(name)) return wrong(r, "removeQueryParams takes a name or a list of names");
        list[i] = string_of(r->a, name);
    }
    s->has_query_filter = true;
    s->query_params = list;
    s->nquery_params = n;
    return OK;
}

static int read_filter(const struct reading *r, const json_t *f, struct source_declaration *s, struct str *script)
{
    *script = STR("");
    if (json_is_string(f)) {
        *script = string_of(r->a, f);
        return script->n > 0 ? OK : wrong(r, "a filter's name is empty");
    }
    if (!json_is_object(f) || json_object_size(f) != 1)
        return wrong(r, "a filter is a name, or an object with one member");
    const char *name = json_object_iter_key(json_object_iter((json_t *)(uintptr_t)f));
    if (strcmp(name, "removeQueryParams") == 0) return read_query_params(r, json_object_get(f, name), s);
    *script = str_of(arena_dupz(r->a, name), strlen(name));
    return OK;
}

static int read_filters(const struct reading *r, const json_t *v, struct source_declaration *s)
{
    if (v == NULL || json_is_null(v)) return OK;
    if (!json_is_array(v)) return wrong(r, "filter is not a list");
    struct str *scripts = ARENA_ARRAY(r->a, struct str, json_array_size(v) + 1);
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(v); i++) {
        int rc = read_filter(r, json_array_get(v, i), s, &scripts[n]);
        if (rc != OK) return rc;
        n += scripts[n].n > 0;
    }
    s->scripts = scripts;
    s->nscripts = n;
    return OK;
}

/* A source; what it does not say itself comes from `outer`, the declaration around a combine. */
static int read_source(const struct reading *r, const json_t *o, const json_t *outer, struct source_declaration *ret)
{
    if (!json_is_object(o)) return wrong(r, "a source is an object");
    struct source_declaration s = {0};
    const json_t *said[5];
    static const char *const names[5] = {"fetch", "select", "remove", "filter", "executeClientScripts"};
    for (int i = 0; i < 5; i++) {
        said[i] = json_object_get(o, names[i]);
        if (said[i] == NULL && outer != NULL) said[i] = json_object_get(outer, names[i]);
    }
    if (said[0] != NULL && !json_is_string(said[0])) return wrong(r, "fetch is not a text");
    if (said[0] != NULL) s.fetch = string_of(r->a, said[0]);
    int rc = read_selections(r, said[1], &s.select);
    if (rc == OK) rc = read_selections(r, said[2], &s.remove);
    if (rc == OK) rc = read_filters(r, said[3], &s);
    if (rc != OK) return rc;
    if (said[4] != NULL && !json_is_boolean(said[4])) return wrong(r, "executeClientScripts is not true or false");
    s.execute_client_scripts = json_is_true(said[4]);
    s.valid_until = member(r->a, o, "validUntil");
    *ret = s;
    return OK;
}

static int read_terms(const struct reading *r, struct str name, const json_t *o, struct terms_declaration *ret)
{
    if (!json_is_object(o)) return wrong(r, "the document's declaration is not an object");
    const json_t *combine = json_object_get(o, "combine");
    if (combine != NULL && (!json_is_array(combine) || json_array_size(combine) == 0))
        return wrong(r, "combine is not a list of sources");
    size_t n = combine != NULL ? json_array_size(combine) : 1;
    struct source_declaration *sources = ARENA_ARRAY(r->a, struct source_declaration, n);
    for (size_t i = 0; i < n; i++) {
        int rc = combine != NULL ? read_source(r, json_array_get(combine, i), o, &sources[i])
                                 : read_source(r, o, NULL, &sources[i]);
        if (rc != OK) return rc;
    }
    *ret = (struct terms_declaration){name, sources, n};
    return OK;
}

static int load(struct str json, json_t **ret, struct note *why)
{
    json_error_t e;
    *ret = json_loadb(json.n > 0 ? json.p : "", json.n, 0, &e);
    if (*ret == NULL) {
        note_set(why, "not JSON: %s (line %d, column %d)", e.text, e.line, e.column);
        return ERR_BAD_INPUT;
    }
    return OK;
}

static void read_platform(struct arena *a, const json_t *o, struct platform_declaration *ret)
{
    *ret = (struct platform_declaration){
        .slug = member(a, o, "slug"),
        .kind = member(a, o, "kind"),
        .homepage = member(a, o, "homepage"),
        .jurisdiction = member(a, o, "jurisdiction"),
        .invented = json_is_true(json_object_get(o, "invented")),
    };
}

/* {"name": terms…}: each member one document. */
static int read_all_terms(struct reading *r, json_t *map, struct declaration *d)
{
    size_t n = json_object_size(map), i = 0;
    const char *name;
    json_t *v;
    d->terms = ARENA_ARRAY(r->a, struct terms_declaration, n + 1);
    json_object_foreach(map, name, v)
    {
        r->where = arena_dupz(r->a, name);
        int rc = read_terms(r, strz(r->where), v, &d->terms[i++]);
        if (rc != OK) return rc;
    }
    d->nterms = n;
    return OK;
}

static int read_declaration(struct reading *r, json_t *root, struct declaration *d)
{
    if (!json_is_object(root)) return wrong(r, "a declaration is a JSON object");
    d->name = member(r->a, root, "name");
    if (d->name.n == 0) d->name = member(r->a, root, "service");
    json_t *map = json_object_get(root, "terms");
    if (!json_is_object(map)) map = json_object_get(root, "documents");
    const json_t *own = json_object_get(root, "platform");
    if (json_is_object(own)) read_platform(r->a, own, &d->platform);
    if (json_is_object(map)) {
        if (d->name.n == 0) return wrong(r, "the declaration has no name");
        return read_all_terms(r, map, d);
    }
    if (json_object_get(root, "fetch") == NULL && json_object_get(root, "select") == NULL &&
        json_object_get(root, "combine") == NULL)
        return wrong(r, "the declaration has neither terms nor fetch and select");
    d->terms = ARENA_NEW(r->a, struct terms_declaration);
    d->nterms = 1;
    return read_terms(r, member(r->a, root, "terms"), root, &d->terms[0]);
}

int declaration_parse(struct arena *a, struct str json, struct declaration **ret, struct note *why)
{
    struct reading r = {.a = a, .why = why};
    json_t *root;
    int rc = load(json, &root, why);
    if (rc != OK) return rc;
    struct declaration *d = ARENA_NEW(a, struct declaration);
    rc = read_declaration(&r, root, d);
    json_decref(root);
    if (rc == OK) *ret = d;
    return rc;
}

static int read_history(struct reading *r, json_t *root, struct declaration *d)
{
    if (!json_is_object(root)) return wrong(r, "a history is a JSON object");
    const char *name;
    json_t *list;
    d->terms = ARENA_ARRAY(r->a, struct terms_declaration, json_object_size(root) + 1);
    json_object_foreach(root, name, list)
    {
        if (strcmp(name, "name") == 0) continue;
        r->where = arena_dupz(r->a, name);
        if (!json_is_array(list)) return wrong(r, "the document's history is not a list");
        size_t n = json_array_size(list);
        VEC(struct source_declaration) sources = {0};
        for (size_t i = 0; i < n; i++) {
            struct terms_declaration then;
            const json_t *entry = json_array_get(list, i);
            int rc = read_terms(r, strz(r->where), entry, &then);
            if (rc != OK) return rc;
            struct str until = member(r->a, entry, "validUntil");
            if (until.n == 0) return wrong(r, "an entry of the history has no validUntil");
            for (size_t k = 0; k < then.nsources; k++) {
                then.sources[k].valid_until = until;
                *vec_push(&sources, r->a) = then.sources[k];
            }
        }
        d->terms[d->nterms++] = (struct terms_declaration){strz(r->where), sources.v, sources.n};
    }
    return OK;
}

int declaration_parse_history(struct arena *a, struct str json, struct declaration **ret, struct note *why)
{
    struct reading r = {.a = a, .why = why};
    json_t *root;
    int rc = load(json, &root, why);
    if (rc != OK) return rc;
    struct declaration *d = ARENA_NEW(a, struct declaration);
    rc = read_history(&r, root, d);
    json_decref(root);
    if (rc == OK) *ret = d;
    return rc;
}

const struct terms_declaration *declaration_terms(const struct declaration *d, struct str name)
{
    if (name.n == 0) return d->nterms == 1 ? &d->terms[0] : NULL;
    for (size_t i = 0; i < d->nterms; i++)
        if (str_eq(d->terms[i].name, name)) return &d->terms[i];
    return NULL;
}

int source_declaration_parse(struct arena *a, struct str json, struct source_declaration **ret, struct note *why)
{
    struct reading r = {.a = a, .why = why};
    json_t *root;
    int rc = load(json, &root, why);
    if (rc != OK) return rc;
    struct source_declaration *s = ARENA_NEW(a, struct source_declaration);
    rc = read_source(&r, root, NULL, s);
    json_decref(root);
    if (rc == OK) *ret = s;
    return rc;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static json_t *json_text(struct str s) { return json_stringn(s.n > 0 ? s.p : "", s.n); }

static json_t *selections_json(const struct selection_list *l)
{
    json_t *list = json_array();
    for (size_t i = 0; i < l->n; i++) {
        const struct selection *s = &l->v[i];
        if (s->kind == SELECTION_CSS) {
            json_array_append_new(list, json_text(s->css));
            continue;
        }
        json_t *range = json_object();
        json_object_set_new(range, s->start_after ? "startAfter" : "startBefore", json_text(s->start));
        json_object_set_new(range, s->end_after ? "endAfter" : "endBefore", json_text(s->end));
        json_array_append_new(list, range);
    }
    return list;
}

static json_t *filters_json(const struct source_declaration *s)
{
    json_t *list = json_array();
    if (s->has_query_filter) {
        json_t *params = json_array(), *filter = json_object();
        for (size_t i = 0; i < s->nquery_params; i++) json_array_append_new(params, json_text(s->query_params[i]));
        json_object_set_new(filter, "removeQueryParams", params);
        json_array_append_new(list, filter);
    }
    for (size_t i = 0; i < s->nscripts; i++) json_array_append_new(list, json_text(s->scripts[i]));
    return list;
}

struct str source_declaration_json(struct arena *a, const struct source_declaration *s)
{
    json_t *o = json_object();
    if (s->fetch.n > 0) json_object_set_new(o, "fetch", json_text(s->fetch));
    if (s->select.n > 0) json_object_set_new(o, "select", selections_json(&s->select));
    if (s->remove.n > 0) json_object_set_new(o, "remove", selections_json(&s->remove));
    if (s->has_query_filter || s->nscripts > 0) json_object_set_new(o, "filter", filters_json(s));
    if (s->execute_client_scripts) json_object_set_new(o, "executeClientScripts", json_true());
    if (s->valid_until.n > 0) json_object_set_new(o, "validUntil", json_text(s->valid_until));
    char *text = json_dumps(o, JSON_COMPACT);
    json_decref(o);
    if (text == NULL) bug("a declaration's texts are not UTF-8");
    struct str ret = strz(arena_dupz(a, text));
    free(text);
    return ret;
}
