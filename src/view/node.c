#include "view/node.h"

struct reader {
    struct arena *arena;
    const char *start, *p, *end;
    unsigned depth;
};

static void skip_space(struct reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r')) r->p++;
}

static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (r->p == r->end || *r->p != c) return false;
    r->p++;
    return true;
}

/* ---- strings -------------------------------------------------------------------------------------------------------
 */

static bool hex_four(struct reader *r, uint32_t *ret)
{
    uint32_t v = 0;
    if (r->end - r->p < 4) return false;
    for (int i = 0; i < 4; i++) {
        char c = ascii_lower(*r->p++);
        if (ascii_digit(c))
            v = v << 4 | (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v << 4 | (uint32_t)(c - 'a' + 10);
        else
            return false;
    }
    *ret = v;
    return true;
}

/* Behind "\u". Surrogates come in pairs; NUL and halves are refused. */
static bool unicode_escape(struct reader *r, uint32_t *ret)
{
    uint32_t high, low;
    if (!hex_four(r, &high) || high == 0 || (high >= 0xDC00 && high <= 0xDFFF)) return false;
    *ret = high;
    if (high < 0xD800 || high > 0xDBFF) return true;
    if (r->end - r->p < 2 || r->p[0] != '\\' || r->p[1] != 'u') return false;
    r->p += 2;
    if (!hex_four(r, &low) || low < 0xDC00 || low > 0xDFFF) return false;
    *ret = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static size_t put_utf8(char *w, uint32_t c)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (n == 1) {
        w[0] = (char)c;
        return 1;
    }
    for (size_t i = n; i-- > 1; c >>= 6) w[i] = (char)(0x80 | (c & 63));
    w[0] = (char)(lead[n] | c);
    return n;
}

/* A string with escapes, from its first character on: what it stands for is never longer than what is written. */
static bool escaped_string(struct reader *r, struct str *ret)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *end = r->p;
    while (end < r->end && *end != '"') end += *end == '\\' ? 2 : 1;
    if (end >= r->end) return false;
    char *out = arena_alloc(r->arena, (size_t)(end - r->p) + 1), *w = out;
    while (r->p < end) {
        const char *next = memchr(r->p, '\\', (size_t)(end - r->p));
        size_t plain = (size_t)((next != NULL ? next : end) - r->p);
        memcpy(w, r->p, plain);
        w += plain;
        r->p += plain;
        if (next == NULL) break;
        char c = r->p[1];
        const char *at = c != '\0' ? strchr(from, c) : NULL;
        uint32_t code;
        r->p += 2;
        if (at != NULL)
            *w++ = to[at - from];
        else if (c == 'u' && unicode_escape(r, &code))
            w += put_utf8(w, code);
        else
            return false;
    }
    *ret = str_of(out, (size_t)(w - out));
    r->p = end + 1;
    return true;
}

static bool string(struct reader *r, struct str *ret)
{
    if (!take(r, '"')) return false;
    const char *quote = memchr(r->p, '"', (size_t)(r->end - r->p));
    if (quote == NULL) return false;
    size_t n = (size_t)(quote - r->p);
    if (memchr(r->p, '\\', n) != NULL) return escaped_string(r, ret);
    *ret = str_of(r->p, n);
    r->p = quote + 1;
    return true;
}

/* ---- values --------------------------------------------------------------------------------------------------------
 */

static bool value(struct reader *r, struct node *n);

static bool literal(struct reader *r, struct node *n)
{
    static const struct {
        struct str word;
        enum node_kind kind;
    } words[] = {{STR("null"), NODE_NULL}, {STR("true"), NODE_TRUE}, {STR("false"), NODE_FALSE}};
    struct str rest = str_of(r->p, (size_t)(r->end - r->p));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_starts(rest, words[i].word)) continue;
        n->kind = words[i].kind;
        r->p += words[i].word.n;
        return true;
    }
    size_t digits = 0;
    while (digits < rest.n && (ascii_digit(rest.p[digits]) || strchr("+-.eE", rest.p[digits]) != NULL)) digits++;
    n->kind = NODE_NUMBER;
    n->text = str_upto(rest, digits);
    r->p += digits;
    return digits > 0 && (ascii_digit(rest.p[0]) || rest.p[0] == '-');
}

static bool children(struct reader *r, struct node *n, bool keyed, char close)
{
    struct node **link = &n->first;
    const char *start = r->p - 1;
    if (++r->depth > NODE_DEPTH) return false;
    if (!take(r, close)) {
        do {
            struct node *child = ARENA_NEW(r->arena, struct node);
            skip_space(r);
            const char *from = r->p;
            if (keyed && (!string(r, &child->key) || !take(r, ':'))) return false;
            if (!value(r, child)) return false;
            child->raw = str_of(from, (size_t)(r->p - from));
            *link = child;
            link = &child->next;
        } while (take(r, ','));
        if (!take(r, close)) return false;
    }
    r->depth--;
    n->text = str_of(start, (size_t)(r->p - start));
    return true;
}

static bool value(struct reader *r, struct node *n)
{
    skip_space(r);
    if (r->p == r->end) return false;
    switch (*r->p) {
    case '"': n->kind = NODE_STRING; return string(r, &n->text);
    case '[':
        r->p++;
        n->kind = NODE_ARRAY;
        return children(r, n, false, ']');
    case '{':
        r->p++;
        n->kind = NODE_OBJECT;
        return children(r, n, true, '}');
    default: return literal(r, n);
    }
}

int node_parse(struct arena *a, struct str text, struct node **ret, struct note *why)
{
    struct reader r = {.arena = a, .start = text.p, .p = text.p, .end = text.p + text.n};
    struct node *n = ARENA_NEW(a, struct node);
    bool good = text.n > 0 && memchr(text.p, '\0', text.n) == NULL && value(&r, n);
    if (good) skip_space(&r);
    if (!good || r.p != r.end) {
        note_set(why, "not JSON at byte %zu of %zu", text.n > 0 ? (size_t)(r.p - r.start) : 0, text.n);
        return ERR_BAD_INPUT;
    }
    *ret = n;
    return OK;
}

static void convert(struct arena *a, const json_t *v, struct node *n)
{
    const char *key;
    const json_t *member;
    struct node **link = &n->first;
    size_t i;
    switch (json_typeof(v)) {
    case JSON_NULL: n->kind = NODE_NULL; return;
    case JSON_FALSE: n->kind = NODE_FALSE; return;
    case JSON_TRUE: n->kind = NODE_TRUE; return;
    case JSON_INTEGER:
        n->kind = NODE_NUMBER;
        n->text = strz(arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(v)));
        return;
    case JSON_REAL:
        n->kind = NODE_NUMBER;
        n->text = strz(arena_printf(a, "%.10g", json_real_value(v)));
        return;
    case JSON_STRING:
        n->kind = NODE_STRING;
        n->text = str_of(json_string_value(v), json_string_length(v));
        return;
    case JSON_ARRAY:
        n->kind = NODE_ARRAY;
        for (i = 0; i < json_array_size(v); i++, link = &(*link)->next)
            convert(a, json_array_get(v, i), *link = ARENA_NEW(a, struct node));
        return;
    case JSON_OBJECT:
        n->kind = NODE_OBJECT;
        json_object_foreach((json_t *)(uintptr_t)v, key, member)
        {
            *link = ARENA_NEW(a, struct node);
            (*link)->key = strz(key);
            convert(a, member, *link);
            link = &(*link)->next;
        }
        return;
    }
}

struct node *node_of_json(struct arena *a, const json_t *v)
{
    struct node *n = ARENA_NEW(a, struct node);
    convert(a, v, n);
    return n;
}

const struct node *node_member(const struct node *n, struct str key)
{
    if (n == NULL || n->kind != NODE_OBJECT || key.n == 0) return NULL;
    for (const struct node *m = n->first; m != NULL; m = m->next)
        if (m->key.n == key.n && m->key.p[0] == key.p[0] && memcmp(m->key.p, key.p, key.n) == 0) return m;
    return NULL;
}

int64_t node_int(const struct node *n)
{
    int64_t v;
    return n != NULL && n->kind == NODE_NUMBER && str_int(n->text, INT64_MIN, INT64_MAX, &v) == OK ? v : 0;
}

void node_override(struct node *into, struct node *from)
{
    if (from->first == NULL) return;
    struct node *last = from->first;
    while (last->next != NULL) last = last->next;
    last->next = into->first;
    into->first = from->first;
}
