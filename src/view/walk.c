#include "view/walk.h"

enum { KEY_MAX = 64 }; /* a longer name is no key of ours */

static const struct node *member(const struct node *object, struct str upper)
{
    char key[KEY_MAX];
    if (upper.n == 0 || upper.n > sizeof key) return NULL;
    for (size_t i = 0; i < upper.n; i++) key[i] = ascii_lower(upper.p[i]);
    return node_member(object, str_of(key, upper.n));
}

/* What follows "PREFIX_" in the name; p == NULL: another prefix. */
static struct str behind(struct str name, struct str prefix)
{
    if (prefix.n == 0) return name;
    if (name.n <= prefix.n + 1 || name.p[prefix.n] != '_' || memcmp(name.p, prefix.p, prefix.n) != 0)
        return str_of(NULL, 0);
    return str_from(name, prefix.n + 1);
}

static const struct node *flattened(const struct node *top, struct str name)
{
    static const struct {
        struct str key, prefix;
    } objects[] = {{STR("site"), STR("SITE")},
                   {STR("page"), STR("PAGE")},
                   {STR("form"), STR("FORM")},
                   {STR("values"), STR("VALUES")}};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        struct str rest = behind(name, objects[i].prefix);
        if (rest.p != NULL) return member(node_member(top, objects[i].key), rest);
    }
    return NULL;
}

/* The value a name stands for, and its key in upper case. NULL: no such value on the path. */
static const struct node *resolve(const struct walk_scope *s, struct str name, struct str *ret_key)
{
    for (; s != NULL; s = s->parent) {
        struct str key = behind(name, s->prefix);
        if (key.p == NULL) continue;
        const struct node *v;
        if (s->value->kind != NODE_OBJECT)
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

static bool something(const struct node *v)
{
    switch (v == NULL ? NODE_NULL : v->kind) {
    case NODE_NULL:
    case NODE_FALSE: return false;
    case NODE_STRING: return v->text.n > 0;
    case NODE_ARRAY: return v->first != NULL;
    default: return true;
    }
}

struct str walk_value(const struct walk_scope *s, struct str name)
{
    struct str key;
    const struct node *v = resolve(s, name, &key);
    switch (v == NULL ? NODE_NULL : v->kind) {
    case NODE_STRING:
    case NODE_NUMBER: return v->text;
    case NODE_TRUE: return STR("true");
    case NODE_FALSE: return STR("false");
    default: return STR("");
    }
}

/* Where "_IS_" stands in a name that asks for a value: "SEVERITY_IS_HIGH"; or STR_NONE. */
static size_t variant_at(struct str name)
{
    for (size_t at = name.n; at-- > 1;)
        if (name.p[at] == '_' && str_starts(str_from(name, at), STR("_IS_"))) return at;
    return STR_NONE;
}

void walk_section(const struct walk_scope *s, struct str name, struct walk_section *ret)
{
    struct str key;
    size_t is;
    const struct node *v;
    *ret = (struct walk_section){0};
    if (str_starts(name, STR("NO_"))) {
        ret->shown = !something(resolve(s, str_from(name, 3), &key));
    } else if (str_starts(name, STR("ANY_"))) {
        v = resolve(s, str_from(name, 4), &key);
        ret->shown = v != NULL && v->kind == NODE_ARRAY && v->first != NULL;
    } else if ((is = variant_at(name)) != STR_NONE) {
        v = resolve(s, str_upto(name, is), &key);
        ret->shown = v != NULL && v->kind == NODE_STRING && str_ascii_ieq(v->text, str_from(name, is + 4));
    } else if ((v = resolve(s, name, &key)) != NULL) {
        ret->shown = something(v);
        if (v->kind != NODE_OBJECT && v->kind != NODE_ARRAY) return;
        ret->each = v;
        ret->prefix = key;
    }
}
