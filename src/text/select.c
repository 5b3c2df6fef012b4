#include "text/select.h"

#include "base/utf8.h"
#include "base/vec.h"

/* A selector is a list of alternatives; an alternative is a chain of compounds, matched from the right; a compound is a
 * tag and conditions that one element must meet. */

enum condition_kind {
    COND_ID,
    COND_CLASS,
    COND_ATTR,
    COND_NTH,
    COND_NOT,
    COND_IS,
    COND_HAS,
    COND_EMPTY,
    COND_ROOT,
    COND_LINK,
    COND_FLAG, /* an attribute that must be there (want) or not */
    COND_NEVER,
};

struct condition {
    enum condition_kind kind;
    struct str name, value;
    char op; /* COND_ATTR: '\0' present, '=' equal, else the character before '=' */
    bool fold;
    bool from_end, of_type; /* COND_NTH */
    int64_t a, b;
    bool want;
    struct selector *inner;
};

struct compound {
    bool any_tag, scope; /* scope: the element that :has() stands on */
    enum dom_tag tag;
    struct str tag_name;
    struct condition *conditions;
    size_t n;
    char combinator; /* to its left: ' ' '>' '+' '~'; '\0' for the leftmost */
};

struct chain {
    struct compound *v;
    size_t n;
};

struct selector {
    struct chain *v;
    size_t n;
};

/* ---- parsing ----------------------------------------------------------------------------------------------------- */

enum { NESTING_MAX = 8, COMPOUNDS_MAX = 64 };

struct parser {
    struct arena *a;
    struct str s;
    size_t at;
    int nesting;
    struct note *why;
};

static int wrong(struct parser *p, const char *what)
{
    note_set(p->why, "the selector \"" STR_FMT "\" is malformed at character %zu: %s", STR_ARG(str_upto(p->s, 160)),
             p->at + 1, what);
    return ERR_BAD_INPUT;
}

static char peek(const struct parser *p) { return p->at < p->s.n ? p->s.p[p->at] : '\0'; }

static bool take(struct parser *p, char c)
{
    if (p->at >= p->s.n || p->s.p[p->at] != c) return false;
    p->at++;
    return true;
}

static bool skip_space(struct parser *p)
{
    size_t from = p->at;
    while (p->at < p->s.n && ascii_space(p->s.p[p->at])) p->at++;
    return p->at > from;
}

static bool name_char(char c) { return ascii_alnum(c) || c == '-' || c == '_' || (uint8_t)c >= 0x80; }

static bool at_name(const struct parser *p)
{
    char c = peek(p), d = p->at + 1 < p->s.n ? p->s.p[p->at + 1] : '\0';
    if (c == '-') return (name_char(d) && !ascii_digit(d)) || d == '\\';
    return (name_char(c) && !ascii_digit(c)) || (c == '\\' && p->at + 1 < p->s.n && d != '\n');
}

static int hex_value(char c)
{
    if (ascii_digit(c)) return c - '0';
    char l = ascii_lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

static void read_escape(struct parser *p, struct buf *out)
{
    p->at++; /* the backslash */
    uint32_t c = 0;
    int digits = 0;
    while (digits < 6 && p->at < p->s.n && hex_value(peek(p)) >= 0) {
        c = c * 16 + (uint32_t)hex_value(peek(p));
        p->at++;
        digits++;
    }
    if (digits == 0) {
        size_t n;
        if (p->at >= p->s.n) return;
        utf8_next(p->s.p + p->at, p->s.n - p->at, &n);
        buf_add(out, p->s.p + p->at, n);
        p->at += n;
        return;
    }
    if (p->at < p->s.n && ascii_space(peek(p))) p->at++;
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = UTF8_REPLACEMENT;
    utf8_add(out, c);
}

static struct str keep(struct parser *p, struct buf *b)
{
    struct str s = buf_view(b);
    s.p = arena_dup(p->a, s.p != NULL ? s.p : "", s.n);
    buf_release(b);
    return s;
}

static struct str read_name(struct parser *p)
{
    struct buf b;
    buf_init(&b, p->s.n * 4 + 8);
    while (p->at < p->s.n) {
        if (peek(p) == '\\' && p->at + 1 < p->s.n)
            read_escape(p, &b);
        else if (name_char(peek(p)))
            buf_char(&b, p->s.p[p->at++]);
        else
            break;
    }
    return keep(p, &b);
}

static int read_quoted(struct parser *p, struct str *ret)
{
    struct buf b;
    char quote = p->s.p[p->at++];
    buf_init(&b, p->s.n * 4 + 8);
    while (p->at < p->s.n && peek(p) != quote) {
        if (peek(p) == '\\' && p->at + 1 < p->s.n)
            read_escape(p, &b);
        else
            buf_char(&b, p->s.p[p->at++]);
    }
    *ret = keep(p, &b);
    return take(p, quote) ? OK : wrong(p, "a quote is not closed");
}

/* Declarations in use leave out quotes where CSS asks for them ([href=/legal], [id=6]): taken up to white space or ].
 */
static void read_bare_value(struct parser *p, struct str *ret)
{
    struct buf b;
    buf_init(&b, p->s.n * 4 + 8);
    while (p->at < p->s.n && peek(p) != ']' && !ascii_space(peek(p))) {
        if (peek(p) == '\\' && p->at + 1 < p->s.n)
            read_escape(p, &b);
        else
            buf_char(&b, p->s.p[p->at++]);
    }
    *ret = keep(p, &b);
}

static int parse_attribute(struct parser *p, struct condition *c)
{
    *c = (struct condition){.kind = COND_ATTR};
    p->at++;
    skip_space(p);
    if (take(p, '*') && !take(p, '|')) return wrong(p, "an attribute's name is expected");
    if (!at_name(p)) return wrong(p, "an attribute's name is expected");
    c->name = str_ascii_lower(p->a, read_name(p));
    skip_space(p);
    if (take(p, ']')) return OK;
    c->op = '=';
    if (peek(p) != '\0' && strchr("~|^$*", peek(p)) != NULL) c->op = p->s.p[p->at++];
    if (!take(p, '=')) return wrong(p, "one of = ~= |= ^= $= *= or ] is expected");
    skip_space(p);
    if (peek(p) == '"' || peek(p) == '\'') {
        int rc = read_quoted(p, &c->value);
        if (rc != OK) return rc;
    } else {
        read_bare_value(p, &c->value);
        if (c->value.n == 0) return wrong(p, "a value is expected");
    }
    skip_space(p);
    char flag = ascii_lower(peek(p));
    if (flag == 'i' || flag == 's') {
        c->fold = flag == 'i';
        p->at++;
        skip_space(p);
    }
    return take(p, ']') ? OK : wrong(p, "] is expected");
}

static bool read_number(struct parser *p, int64_t *ret)
{
    if (!ascii_digit(peek(p))) return false;
    int64_t n = 0;
    for (; ascii_digit(peek(p)); p->at++) n = n < 1000000000 ? n * 10 + (peek(p) - '0') : n;
    *ret = n;
    return true;
}

/* an+b, odd, even; the sign of b may stand apart. */
static int parse_nth(struct parser *p, struct condition *c)
{
    skip_space(p);
    struct str rest = str_from(p->s, p->at);
    if (rest.n >= 4 && str_ascii_ieq(str_upto(rest, 4), STR("even"))) {
        c->a = 2, p->at += 4;
    } else if (rest.n >= 3 && str_ascii_ieq(str_upto(rest, 3), STR("odd"))) {
        c->a = 2, c->b = 1, p->at += 3;
    } else {
        int64_t sign = take(p, '-') ? -1 : (take(p, '+'), 1), n = 1;
        bool number = read_number(p, &n);
        if (ascii_lower(peek(p)) != 'n') {
            if (!number) return wrong(p, "a number or an+b is expected");
            c->b = sign * n;
        } else {
            p->at++;
            c->a = sign * n;
            skip_space(p);
            sign = take(p, '-') ? -1 : take(p, '+') ? 1 : 0;
            skip_space(p);
            if (sign != 0 && !read_number(p, &c->b)) return wrong(p, "a number is expected");
            c->b *= sign;
        }
    }
    skip_space(p);
    return take(p, ')') ? OK : wrong(p, ") is expected");
}

static int parse_list(struct parser *p, bool relative, struct selector **ret);

static int parse_inner(struct parser *p, enum condition_kind kind, struct condition *c)
{
    c->kind = kind;
    if (p->nesting == NESTING_MAX) return wrong(p, "too many selectors inside each other");
    p->nesting++;
    int rc = parse_list(p, kind == COND_HAS, &c->inner);
    p->nesting--;
    if (rc != OK) return rc;
    return take(p, ')') ? OK : wrong(p, ") is expected");
}

struct pseudo {
    const char *name; /* ending with ( where it takes an argument */
    struct condition means;
};

static const struct pseudo pseudos[] = {
    {"first-child", {.kind = COND_NTH, .b = 1}},
    {"last-child", {.kind = COND_NTH, .b = 1, .from_end = true}},
    {"first-of-type", {.kind = COND_NTH, .b = 1, .of_type = true}},
    {"last-of-type", {.kind = COND_NTH, .b = 1, .of_type = true, .from_end = true}},
    {"nth-child(", {.kind = COND_NTH}},
    {"nth-last-child(", {.kind = COND_NTH, .from_end = true}},
    {"nth-of-type(", {.kind = COND_NTH, .of_type = true}},
    {"nth-last-of-type(", {.kind = COND_NTH, .of_type = true, .from_end = true}},
    {"not(", {.kind = COND_NOT}},
    {"is(", {.kind = COND_IS}},
    {"where(", {.kind = COND_IS}},
    {"matches(", {.kind = COND_IS}},
    {"has(", {.kind = COND_HAS}},
    {"empty", {.kind = COND_EMPTY}},
    {"root", {.kind = COND_ROOT}},
    {"link", {.kind = COND_LINK}},
    {"any-link", {.kind = COND_LINK}},
    {"checked", {.kind = COND_FLAG, .name = {"checked", 7}, .want = true}},
    {"disabled", {.kind = COND_FLAG, .name = {"disabled", 8}, .want = true}},
    {"enabled", {.kind = COND_FLAG, .name = {"disabled", 8}, .want = false}},
    {"hover", {.kind = COND_NEVER}},
    {"focus", {.kind = COND_NEVER}},
    {"active", {.kind = COND_NEVER}},
    {"visited", {.kind = COND_NEVER}},
    {"target", {.kind = COND_NEVER}},
};

static void push(struct parser *p, struct compound *c, struct condition cond)
{
    c->conditions = arena_grow(p->a, c->conditions, c->n * sizeof cond, (c->n + 1) * sizeof cond);
    c->conditions[c->n++] = cond;
}

static int parse_pseudo(struct parser *p, struct compound *comp)
{
    size_t from = p->at++;
    if (peek(p) == ':') return wrong(p, "pseudo-elements name no part of the page");
    struct str name = str_ascii_lower(p->a, read_name(p));
    bool call = take(p, '(');
    if (!call && (str_eqz(name, "only-child") || str_eqz(name, "only-of-type"))) {
        bool of_type = str_eqz(name, "only-of-type");
        push(p, comp, (struct condition){.kind = COND_NTH, .b = 1, .of_type = of_type});
        push(p, comp, (struct condition){.kind = COND_NTH, .b = 1, .of_type = of_type, .from_end = true});
        return OK;
    }
    for (size_t i = 0; i < sizeof pseudos / sizeof *pseudos; i++) {
        struct str known = strz(pseudos[i].name);
        bool known_call = str_ends(known, STR("("));
        if (known_call != call || !str_eq(str_upto(known, known.n - known_call), name)) continue;
        struct condition c = pseudos[i].means;
        int rc = OK;
        if (call) rc = c.kind == COND_NTH ? parse_nth(p, &c) : parse_inner(p, c.kind, &c);
        if (rc == OK) push(p, comp, c);
        return rc;
    }
    p->at = from;
    return wrong(p, "this pseudo-class is not known");
}

static int parse_compound(struct parser *p, struct compound *comp)
{
    size_t from = p->at;
    comp->any_tag = true;
    if (!take(p, '*') && at_name(p)) {
        comp->any_tag = false;
        comp->tag_name = str_ascii_lower(p->a, read_name(p));
        comp->tag = dom_tag_of(comp->tag_name);
    }
    for (;;) {
        int rc = OK;
        switch (peek(p)) {
        case '#':
            p->at++;
            if (!name_char(peek(p)) && peek(p) != '\\') return wrong(p, "an id is expected");
            push(p, comp, (struct condition){.kind = COND_ID, .value = read_name(p)});
            break;
        case '.':
            p->at++;
            if (!at_name(p)) return wrong(p, "a class is expected");
            push(p, comp, (struct condition){.kind = COND_CLASS, .value = read_name(p)});
            break;
        case '[': {
            struct condition c;
            rc = parse_attribute(p, &c);
            if (rc == OK) push(p, comp, c);
            break;
        }
        case ':': rc = parse_pseudo(p, comp); break;
        default:
            return p->at > from ? OK
                                : wrong(p, p->at < p->s.n ? "a selector is expected" : "the selector ends too early");
        }
        if (rc != OK) return rc;
    }
}

static char read_combinator(struct parser *p)
{
    bool space = skip_space(p);
    char c = peek(p);
    if (c == '>' || c == '+' || c == '~') {
        p->at++;
        skip_space(p);
        return c;
    }
    return space && c != '\0' && c != ',' && c != ')' ? ' ' : '\0';
}

static int parse_chain(struct parser *p, bool relative, struct chain *ret)
{
    VEC(struct compound) v = {0};
    char combinator = '\0';
    if (relative) {
        skip_space(p);
        *vec_push(&v, p->a) = (struct compound){.any_tag = true, .scope = true};
        combinator = read_combinator(p);
        if (combinator == '\0') combinator = ' ';
    }
    do {
        if (v.n == COMPOUNDS_MAX) return wrong(p, "the selector is too long");
        struct compound c = {.combinator = combinator};
        int rc = parse_compound(p, &c);
        if (rc != OK) return rc;
        *vec_push(&v, p->a) = c;
        combinator = read_combinator(p);
    } while (combinator != '\0');
    *ret = (struct chain){v.v, v.n};
    return OK;
}

static int parse_list(struct parser *p, bool relative, struct selector **ret)
{
    VEC(struct chain) v = {0};
    do {
        skip_space(p);
        struct chain c = {0};
        int rc = parse_chain(p, relative, &c);
        if (rc != OK) return rc;
        *vec_push(&v, p->a) = c;
    } while (take(p, ','));
    struct selector *s = ARENA_NEW(p->a, struct selector);
    *s = (struct selector){v.v, v.n};
    *ret = s;
    return OK;
}

int selector_parse(struct arena *a, struct str css, struct selector **ret, struct note *why)
{
    struct parser p = {.a = a, .s = css, .why = why};
    struct selector *s = NULL;
    int rc = parse_list(&p, false, &s);
    if (rc != OK) return rc;
    if (p.at < css.n) return wrong(&p, "a comma or a selector is expected");
    *ret = s;
    return OK;
}

/* ---- matching ---------------------------------------------------------------------------------------------------- */

struct match {
    int64_t *budget;
    const struct dom_node *scope;
};

static bool list_matches(const struct match *m, const struct selector *s, const struct dom_node *n);

static bool spend(const struct match *m, size_t steps)
{
    *m->budget -= (int64_t)steps;
    return *m->budget >= 0;
}

static bool has_word(struct str list, struct str word)
{
    if (word.n == 0) return false;
    for (size_t i = 0; i + word.n <= list.n;) {
        while (i < list.n && ascii_space(list.p[i])) i++;
        size_t from = i;
        while (i < list.n && !ascii_space(list.p[i])) i++;
        if (str_eq(str_of(list.p + from, i - from), word)) return true;
    }
    return false;
}

static bool value_matches(const struct condition *c, struct str v, struct str want)
{
    switch (c->op) {
    case '=': return str_eq(v, want);
    case '~': return has_word(v, want);
    case '|': return str_eq(v, want) || (str_starts(v, want) && v.n > want.n && v.p[want.n] == '-');
    case '^': return want.n > 0 && str_starts(v, want);
    case '$': return want.n > 0 && str_ends(v, want);
    default: return want.n > 0 && str_find(v, want) != STR_NONE;
    }
}

/* Without case: one letter at a time, for values in hand are short and copies would need an arena. */
static bool value_matches_folded(const struct condition *c, struct str v)
{
    struct str want = c->value;
    if (want.n == 0) return c->op == '=' && v.n == 0;
    switch (c->op) {
    case '=': return str_ascii_ieq(v, want);
    case '|':
        return str_ascii_ieq(v, want) ||
               (v.n > want.n && v.p[want.n] == '-' && str_ascii_ieq(str_upto(v, want.n), want));
    case '^': return v.n >= want.n && str_ascii_ieq(str_upto(v, want.n), want);
    case '$': return v.n >= want.n && str_ascii_ieq(str_from(v, v.n - want.n), want);
    case '*': return str_ascii_ifind(v, want) != STR_NONE;
    default: break;
    }
    struct str word;
    for (struct str rest = v; str_next(&rest, ' ', &word);)
        if (str_ascii_ieq(word, want)) return true;
    return false;
}

static bool attribute_matches(const struct match *m, const struct condition *c, const struct dom_node *n)
{
    for (uint32_t i = 0; i < n->nattrs; i++) {
        if (!str_ascii_ieq(n->attrs[i].name, c->name)) continue;
        struct str v = n->attrs[i].value;
        if (c->op == '\0') return true;
        if (!spend(m, v.n / 64)) return false;
        return c->fold ? value_matches_folded(c, v) : value_matches(c, v, c->value);
    }
    return false;
}

static bool same_type(const struct dom_node *x, const struct dom_node *y)
{
    return x->tag == y->tag && (x->tag != TAG_OTHER || str_eq(x->text, y->text));
}

static bool nth_matches(const struct match *m, const struct condition *c, const struct dom_node *n)
{
    int64_t at = 1;
    for (const struct dom_node *k = n; (k = c->from_end ? dom_element_after(k) : dom_element_before(k)) != NULL;) {
        if (!spend(m, 1)) return false;
        at += !c->of_type || same_type(k, n);
        if (c->a <= 0 && at > c->b) return false; /* it can only grow */
    }
    if (c->a == 0) return at == c->b;
    int64_t d = at - c->b;
    return d % c->a == 0 && d / c->a >= 0;
}

static bool is_empty(const struct dom_node *n)
{
    for (const struct dom_node *k = n->first; k != NULL; k = k->next)
        if (k->kind == DOM_ELEMENT || k->text.n > 0) return false;
    return true;
}

/* :has(): candidates are the descendants, or, after + and ~, the following siblings and theirs. */
static bool has_matches(const struct match *m, const struct selector *s, const struct dom_node *n)
{
    struct match inner = {.budget = m->budget, .scope = n};
    for (size_t i = 0; i < s->n; i++) {
        const struct selector one = {&s->v[i], 1};
        bool beside = s->v[i].v[1].combinator == '+' || s->v[i].v[1].combinator == '~';
        const struct dom_node *root = beside ? n->parent : n;
        const struct dom_node *k = beside ? dom_skip(n, root) : n->first;
        for (; k != NULL; k = dom_next(k, root)) {
            if (!spend(m, 1)) return false;
            if (k->kind == DOM_ELEMENT && list_matches(&inner, &one, k)) return true;
        }
    }
    return false;
}

static bool condition_matches(const struct match *m, const struct condition *c, const struct dom_node *n)
{
    switch (c->kind) {
    case COND_ID: return str_eq(dom_attr(n, "id"), c->value);
    case COND_CLASS: return has_word(dom_attr(n, "class"), c->value);
    case COND_ATTR: return attribute_matches(m, c, n);
    case COND_NTH: return nth_matches(m, c, n);
    case COND_NOT: return !list_matches(m, c->inner, n);
    case COND_IS: return list_matches(m, c->inner, n);
    case COND_HAS: return has_matches(m, c->inner, n);
    case COND_EMPTY: return is_empty(n);
    case COND_ROOT: return n->parent != NULL && n->parent->kind == DOM_DOCUMENT;
    case COND_LINK: return (n->tag == TAG_A || n->tag == TAG_AREA) && dom_has_attr(n, "href");
    case COND_FLAG: {
        bool form = n->tag == TAG_INPUT || n->tag == TAG_BUTTON || n->tag == TAG_SELECT || n->tag == TAG_OPTION ||
                    n->tag == TAG_TEXTAREA || n->tag == TAG_FIELDSET;
        return form && dom_has_attr(n, c->name.p) == c->want;
    }
    case COND_NEVER: return false;
    }
    return false;
}

static bool compound_matches(const struct match *m, const struct compound *c, const struct dom_node *n)
{
    if (!spend(m, 1 + n->nattrs / 4)) return false;
    if (c->scope) return n == m->scope;
    if (n->kind != DOM_ELEMENT) return false;
    if (!c->any_tag) {
        if (c->tag != n->tag) return false;
        if (c->tag == TAG_OTHER && !str_ascii_ieq(c->tag_name, n->text)) return false;
    }
    for (size_t i = 0; i < c->n; i++)
        if (!condition_matches(m, &c->conditions[i], n)) return false;
    return true;
}

/* Whether v[0..i] matches with v[i] on n. Recursion is as deep as the selector is long, at most COMPOUNDS_MAX. */
static bool chain_matches(const struct match *m, const struct compound *v, size_t i, const struct dom_node *n)
{
    if (!compound_matches(m, &v[i], n)) return false;
    if (i == 0) return true;
    const struct dom_node *k;
    switch (v[i].combinator) {
    case '>': return n->parent != NULL && chain_matches(m, v, i - 1, n->parent);
    case '+': return (k = dom_element_before(n)) != NULL && chain_matches(m, v, i - 1, k);
    case '~':
        for (k = dom_element_before(n); k != NULL && *m->budget >= 0; k = dom_element_before(k))
            if (chain_matches(m, v, i - 1, k)) return true;
        return false;
    default:
        for (k = n->parent; k != NULL && *m->budget >= 0; k = k->parent)
            if (chain_matches(m, v, i - 1, k)) return true;
        return false;
    }
}

static bool list_matches(const struct match *m, const struct selector *s, const struct dom_node *n)
{
    for (size_t i = 0; i < s->n; i++)
        if (chain_matches(m, s->v[i].v, s->v[i].n - 1, n)) return true;
    return false;
}

bool selector_matches(const struct selector *s, struct dom_node *n, int64_t *budget)
{
    struct match m = {.budget = budget};
    bool yes = n->kind == DOM_ELEMENT && list_matches(&m, s, n);
    return yes && *budget >= 0; /* a spent budget makes :not() true */
}

int selector_all(struct arena *a, const struct selector *s, struct dom_node *root, int64_t *budget,
                 struct node_list *ret)
{
    VEC(struct dom_node *) found = {0};
    for (struct dom_node *n = root->first; n != NULL; n = dom_next(n, root)) {
        if (selector_matches(s, n, budget)) *vec_push(&found, a) = n;
        if (*budget < 0) return ERR_LIMIT;
    }
    *ret = (struct node_list){found.v, found.n};
    return OK;
}

int selector_first(const struct selector *s, struct dom_node *root, int64_t *budget, struct dom_node **ret)
{
    for (struct dom_node *n = root->first; n != NULL; n = dom_next(n, root)) {
        bool yes = selector_matches(s, n, budget);
        if (*budget < 0) return ERR_LIMIT;
        if (!yes) continue;
        *ret = n;
        return OK;
    }
    return ERR_NOT_FOUND;
}
