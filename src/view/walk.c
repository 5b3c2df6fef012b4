#include "view/walk.h"

#include <inttypes.h>
#include <stdio.h>

enum { KEY_MAX = 64 }; /* a longer name is no key of ours */

static const json_t *member(const json_t *object, struct str upper)
{
    char key[KEY_MAX];
    if (upper.n == 0 || upper.n > sizeof key) return NULL;
    for (size_t i = 0; i < upper.n; i++) key[i] = ascii_lower(upper.p[i]);
    return json_object_getn(object, key, upper.n);
}

/* What follows "PREFIX_" in the name; p == NULL: another prefix. */
static struct str behind(struct str name, struct str prefix)
{
    if (prefix.n == 0) return name;
    if (name.n <= prefix.n + 1 || name.p[prefix.n] != '_' || memcmp(name.p, prefix.p, prefix.n) != 0)
        return str_of(NULL, 0);
    return str_from(name, prefix.n + 1);
}

static const json_t *flattened(const json_t *top, struct str name)
{
    static const struct {
        struct str key, prefix;
    } objects[] = {{STR("site"), STR("SITE")},
                   {STR("page"), STR("PAGE")},
                   {STR("form"), STR("FORM")},
                   {STR("values"), STR("VALUES")}};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        struct str rest = behind(name, objects[i].prefix);
        if (rest.p != NULL) return member(json_object_getn(top, objects[i].key.p, objects[i].key.n), rest);
    }
    return NULL;
}

/* The value a name stands for, and its key in upper case. NULL: no such value on the path. */
static const json_t *resolve(const struct walk_scope *s, struct str name, struct str *ret_key)
{
    for (; s != NULL; s = s->parent) {
        struct str key = behind(name, s->prefix);
        if (key.p == NULL) continue;
        const json_t *v;
        if (!json_is_object(s->value))
            v = str_eq(key, STR("VALUE")) ? s->value : NULL;
        else
            v = member(s->value, key);
        if (v == NULL && s->parent == NULL) v = flattened(s->value, name);
        if (v == NULL) continue;
        *ret_key = key;
        return v;
    }
    return NULL;
}

static bool something(const json_t *v)
{
    switch (v == NULL ? JSON_NULL : json_typeof(v)) {
    case JSON_STRING: return json_string_length(v) > 0;
    case JSON_ARRAY: return json_array_size(v) > 0;
    case JSON_NULL:
    case JSON_FALSE: return false;
    default: return true;
    }
}

struct str walk_value(const struct walk_scope *s, struct str name, char scratch[WALK_SCRATCH])
{
    struct str key;
    const json_t *v = resolve(s, name, &key);
    int n = 0;
    switch (v == NULL ? JSON_NULL : json_typeof(v)) {
    case JSON_STRING: return str_of(json_string_value(v), json_string_length(v));
    case JSON_INTEGER: n = snprintf(scratch, WALK_SCRATCH, "%" JSON_INTEGER_FORMAT, json_integer_value(v)); break;
    case JSON_REAL: n = snprintf(scratch, WALK_SCRATCH, "%.10g", json_real_value(v)); break;
    case JSON_TRUE: return STR("true");
    case JSON_FALSE: return STR("false");
    default: break;
    }
    return str_of(scratch, (size_t)n);
}

/* "SEVERITY_IS_HIGH": whether the value of SEVERITY is "high". */
static bool variant_chosen(const struct walk_scope *s, struct str name)
{
    for (size_t at = name.n; at-- > 1;) {
        if (!str_starts(str_from(name, at), STR("_IS_"))) continue;
        struct str key, want = str_from(name, at + 4);
        const json_t *v = resolve(s, str_upto(name, at), &key);
        return json_is_string(v) && str_ascii_ieq(str_of(json_string_value(v), json_string_length(v)), want);
    }
    return false;
}

void walk_section(const struct walk_scope *s, struct str name, struct walk_section *ret)
{
    struct str key;
    *ret = (struct walk_section){0};
    const json_t *v = resolve(s, name, &key);
    if (v != NULL) {
        ret->shown = something(v);
        if (!json_is_object(v) && !json_is_array(v)) return;
        ret->each = v;
        ret->prefix = key;
    } else if (str_starts(name, STR("NO_"))) {
        ret->shown = !something(resolve(s, str_from(name, 3), &key));
    } else if (str_starts(name, STR("ANY_"))) {
        ret->shown = json_array_size(resolve(s, str_from(name, 4), &key)) > 0;
    } else {
        ret->shown = variant_chosen(s, name);
    }
}
