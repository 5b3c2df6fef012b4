#include "text/dom.h"

#include "base/map.h"
#include "base/utf8.h"

#include <gumbo.h>

/* ---- gumbo's memory: one arena that goes when the tree has been copied, with lists of freed pieces by size ----------
 */

enum { PIECE_STEP = 16, PIECE_SMALL = 64, PIECE_CLASSES = PIECE_SMALL + 40 };

struct pool {
    struct arena arena;
    struct piece *freed[PIECE_CLASSES];
};

struct piece { /* before each piece that gumbo holds */
    struct piece *next;
    size_t class;
};
_Static_assert(sizeof(struct piece) == PIECE_STEP, "pieces stay aligned for any type");

static size_t piece_class(size_t n, size_t *ret_size)
{
    if (n <= (size_t)PIECE_SMALL * PIECE_STEP) {
        size_t class = (n + PIECE_STEP - 1) / PIECE_STEP;
        *ret_size = class * PIECE_STEP;
        return class;
    }
    size_t class = PIECE_SMALL + 1, size = (size_t)PIECE_SMALL * PIECE_STEP * 2;
    while (size < n) size *= 2, class ++;
    *ret_size = size;
    return class;
}

static void *pool_take(void *userdata, size_t n)
{
    struct pool *p = userdata;
    size_t size, class = piece_class(n, &size);
    struct piece *piece = class < PIECE_CLASSES ? p->freed[class] : NULL;
    if (piece != NULL)
        p->freed[class] = piece->next;
    else
        piece = arena_alloc(&p->arena, sizeof *piece + size);
    piece->class = class;
    return piece + 1;
}

static void pool_give(void *userdata, void *ptr)
{
    struct pool *p = userdata;
    if (ptr == NULL) return;
    struct piece *piece = (struct piece *)ptr - 1;
    if (piece->class >= PIECE_CLASSES) return;
    piece->next = p->freed[piece->class];
    p->freed[piece->class] = piece;
}

/* ---- tags ---------------------------------------------------------------------------------------------------------
 */

static const struct str tag_names[TAG_MAX] = {
#define X(t) [TAG_##t] = {#t, sizeof #t - 1},
    DOM_TAGS(X)
#undef X
};

static const uint16_t tag_from_gumbo[GUMBO_TAG_LAST] = {
#define X(t) [GUMBO_TAG_##t] = TAG_##t,
    DOM_TAGS(X)
#undef X
};

enum dom_tag dom_tag_of(struct str name)
{
    for (int t = 1; t < TAG_MAX; t++)
        if (str_ascii_ieq(name, tag_names[t])) return (enum dom_tag)t;
    return TAG_OTHER;
}

static bool tag_is_void(enum dom_tag t)
{
    switch (t) {
    case TAG_AREA:
    case TAG_BASE:
    case TAG_BR:
    case TAG_COL:
    case TAG_EMBED:
    case TAG_HR:
    case TAG_IMG:
    case TAG_INPUT:
    case TAG_KEYGEN:
    case TAG_LINK:
    case TAG_META:
    case TAG_PARAM:
    case TAG_SOURCE:
    case TAG_TRACK:
    case TAG_WBR: return true;
    default: return false;
    }
}

/* Elements whose end tag may be left out: they do not nest without another element between. */
static bool tag_closes_itself(enum dom_tag t)
{
    switch (t) {
    case TAG_P:
    case TAG_LI:
    case TAG_DT:
    case TAG_DD:
    case TAG_TR:
    case TAG_TD:
    case TAG_TH:
    case TAG_TBODY:
    case TAG_THEAD:
    case TAG_TFOOT:
    case TAG_OPTION:
    case TAG_HTML:
    case TAG_HEAD:
    case TAG_BODY: return true;
    default: return false;
    }
}

/* ---- the look before parsing: depth and attributes, roughly, in one pass ----------------------------------------- */

struct scan {
    struct str s;
    size_t at;
    uint32_t open[DOM_MAX_DEPTH]; /* hashes of the names of open elements */
    size_t depth, tags;
};

static void scan_past(struct scan *sc, struct str what)
{
    size_t k = str_ascii_ifind(str_from(sc->s, sc->at), what);
    sc->at = k == STR_NONE ? sc->s.n : sc->at + k;
}

/* Behind the `>` of a tag; counts attributes, which are what white space or a quote separates. */
static size_t scan_attributes(struct scan *sc)
{
    size_t n = 0;
    bool gap = true;
    char quote = '\0', before = '\0';
    for (; sc->at < sc->s.n; sc->at++) {
        char c = sc->s.p[sc->at];
        if (quote != '\0') {
            if (c == quote) quote = '\0', gap = true;
        } else if (c == '>') {
            sc->at++;
            break;
        } else if (before == '=' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (ascii_space(c) || c == '/') {
            gap = true;
            continue; /* `a = "b"` keeps its `=` in view */
        } else if (gap) {
            n += c != '=';
            gap = false;
        }
        before = c;
    }
    return n;
}

static void scan_close(struct scan *sc, uint32_t hash)
{
    size_t floor = sc->depth > 64 ? sc->depth - 64 : 0;
    for (size_t i = sc->depth; i > floor; i--) {
        if (sc->open[i - 1] != hash) continue;
        sc->depth = i - 1;
        return;
    }
}

static int scan_tag(struct scan *sc, struct note *why)
{
    bool end = sc->at < sc->s.n && sc->s.p[sc->at] == '/';
    sc->at += end;
    size_t from = sc->at;
    while (sc->at < sc->s.n && (ascii_alnum(sc->s.p[sc->at]) || sc->s.p[sc->at] == '-')) sc->at++;
    struct str name = str_of(sc->s.p + from, sc->at - from);
    if (name.n == 0 || !ascii_alpha(name.p[0])) return OK;
    if (++sc->tags > DOM_MAX_TAGS) {
        note_set(why, "the page has more than %d tags", DOM_MAX_TAGS);
        return ERR_LIMIT;
    }
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.n; i++) hash = (hash ^ (uint8_t)ascii_lower(name.p[i])) * 16777619u;
    if (scan_attributes(sc) > DOM_MAX_ATTRIBUTES) {
        note_set(why, "an element of the page has more than %d attributes", DOM_MAX_ATTRIBUTES);
        return ERR_LIMIT;
    }
    if (end) {
        scan_close(sc, hash);
        return OK;
    }
    enum dom_tag tag = name.n <= 10 ? dom_tag_of(name) : TAG_OTHER;
    if (tag == TAG_SCRIPT || tag == TAG_STYLE || tag == TAG_TEXTAREA || tag == TAG_TITLE) {
        char close[16] = "</";
        memcpy(close + 2, name.p, name.n);
        scan_past(sc, str_of(close, name.n + 2));
        return OK;
    }
    if (tag_is_void(tag) || tag_closes_itself(tag)) return OK;
    if (sc->at >= 2 && sc->s.p[sc->at - 2] == '/' && tag == TAG_OTHER) return OK; /* <path/> of an SVG */
    if (sc->depth == DOM_MAX_DEPTH) {
        note_set(why, "the page nests elements deeper than %d", DOM_MAX_DEPTH);
        return ERR_LIMIT;
    }
    sc->open[sc->depth++] = hash;
    return OK;
}

static int scan_page(struct str s, struct note *why)
{
    struct scan sc = {.s = s};
    while (sc.at < s.n) {
        const char *lt = memchr(s.p + sc.at, '<', s.n - sc.at);
        if (lt == NULL) break;
        sc.at = (size_t)(lt - s.p) + 1;
        if (str_starts(str_from(s, sc.at), STR("!--"))) {
            scan_past(&sc, STR("-->"));
            continue;
        }
        int rc = scan_tag(&sc, why);
        if (rc != OK) return rc;
    }
    return OK;
}

/* ---- gumbo's tree into ours -------------------------------------------------------------------------------------- */

/* A reference to a character beyond the last one (&#xBBBBBBBB;) comes out of gumbo as bytes that are none. */
static struct str own(struct arena *a, const char *z)
{
    struct str s = strz(z);
    if (utf8_valid(s)) return str_of(arena_dup(a, s.p, s.n), s.n);
    struct buf b;
    buf_init(&b, 4 * s.n + 64);
    utf8_repair(&b, s);
    if (buf_failed(&b)) bug("a repaired text passed its bound");
    s = str_of(arena_dup(a, b.p, b.n), b.n);
    buf_release(&b);
    return s;
}

static struct str element_name(struct arena *a, const GumboElement *e, enum dom_tag tag)
{
    if (tag != TAG_OTHER) return str_ascii_lower(a, tag_names[tag]);
    if (e->tag != GUMBO_TAG_UNKNOWN && e->tag < GUMBO_TAG_LAST) {
        struct str known = own(a, gumbo_normalized_tagname(e->tag));
        if (known.n > 0) return known;
    }
    GumboStringPiece piece = e->original_tag;
    gumbo_tag_from_original_text(&piece);
    return piece.data == NULL ? STR("") : str_ascii_lower(a, str_of(piece.data, piece.length));
}

/* Names repeat on every page by the thousand: one copy each. */
struct copying {
    struct arena *a;
    struct map names;
    struct str tag_name[TAG_MAX];
    uint32_t clock;
    size_t nnodes;
};

static struct str shared_name(struct copying *c, const char *z)
{
    uintptr_t *slot = map_get(&c->names, strz(z));
    if (slot != NULL) return *(struct str *)*slot;
    struct str *s = ARENA_NEW(c->a, struct str);
    *s = own(c->a, z);
    *map_put(&c->names, *s, NULL) = (uintptr_t)s;
    return *s;
}

static void copy_element(struct copying *c, const GumboElement *e, struct dom_node *n)
{
    n->kind = DOM_ELEMENT;
    n->tag = e->tag < GUMBO_TAG_LAST ? tag_from_gumbo[e->tag] : TAG_OTHER;
    if (n->tag == TAG_OTHER) {
        n->text = element_name(c->a, e, TAG_OTHER);
    } else {
        struct str *name = &c->tag_name[n->tag];
        if (name->p == NULL) *name = element_name(c->a, e, n->tag);
        n->text = *name;
    }
    if (e->attributes.length == 0) return;
    struct dom_attr *attrs = ARENA_ARRAY(c->a, struct dom_attr, e->attributes.length);
    for (unsigned i = 0; i < e->attributes.length; i++) {
        const GumboAttribute *from = e->attributes.data[i];
        attrs[i] = (struct dom_attr){shared_name(c, from->name), own(c->a, from->value)};
    }
    n->attrs = attrs;
    n->nattrs = e->attributes.length;
}

/* NULL for what does not come along: comments, and templates, which are no part of the page before a script says so. */
static struct dom_node *copy_node(struct copying *c, const GumboNode *g)
{
    struct dom_node *n;
    switch (g->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
        n = ARENA_NEW(c->a, struct dom_node);
        n->kind = DOM_TEXT;
        n->text = own(c->a, g->v.text.text);
        break;
    case GUMBO_NODE_ELEMENT:
        n = ARENA_NEW(c->a, struct dom_node);
        copy_element(c, &g->v.element, n);
        break;
    default: return NULL;
    }
    n->enter = n->exit = ++c->clock;
    c->nnodes++;
    return n;
}

static const GumboVector *children_of(const GumboNode *g)
{
    static const GumboVector none;
    if (g->type == GUMBO_NODE_DOCUMENT) return &g->v.document.children;
    return g->type == GUMBO_NODE_ELEMENT ? &g->v.element.children : &none;
}

struct place { /* in gumbo's tree: the next child to copy, and our node that it goes into */
    const GumboVector *children;
    unsigned at;
    struct dom_node *into;
};

static int copy_tree(struct copying *c, const GumboNode *document, struct dom_node *root, struct note *why)
{
    enum { PLACES = 2 * DOM_MAX_DEPTH };
    struct place *stack = ARENA_ARRAY(c->a, struct place, PLACES);
    size_t depth = 1;
    root->enter = ++c->clock;
    stack[0] = (struct place){children_of(document), 0, root};
    while (depth > 0) {
        struct place *top = &stack[depth - 1];
        if (top->at == top->children->length) {
            top->into->exit = ++c->clock;
            depth--;
            continue;
        }
        const GumboNode *g = top->children->data[top->at++];
        struct dom_node *n = copy_node(c, g);
        if (n == NULL) continue;
        dom_append(top->into, n);
        if (children_of(g)->length == 0) continue;
        if (depth == PLACES) {
            note_set(why, "the page nests elements deeper than %d", (int)PLACES);
            return ERR_LIMIT;
        }
        stack[depth++] = (struct place){children_of(g), 0, n};
    }
    return OK;
}

static struct dom_node *child_named(const struct dom_node *n, enum dom_tag tag)
{
    for (struct dom_node *k = n->first; k != NULL; k = k->next)
        if (dom_is(k, tag)) return k;
    return NULL;
}

/* gumbo gives every page its <html> and <body>, but a page of frames has <frameset> in the body's place. */
static void find_frame(struct arena *a, struct dom *d)
{
    d->html = child_named(d->document, TAG_HTML);
    if (d->html == NULL) {
        d->html = ARENA_NEW(a, struct dom_node);
        *d->html = (struct dom_node){.kind = DOM_ELEMENT, .tag = TAG_HTML, .text = STR("html")};
        dom_append(d->document, d->html);
    }
    d->body = child_named(d->html, TAG_BODY);
    if (d->body == NULL) d->body = child_named(d->html, TAG_FRAMESET);
    if (d->body != NULL) return;
    d->body = ARENA_NEW(a, struct dom_node);
    *d->body = (struct dom_node){.kind = DOM_ELEMENT, .tag = TAG_BODY, .text = STR("body")};
    dom_append(d->html, d->body);
}

int dom_parse(struct arena *a, struct str utf8, struct dom *ret, struct note *why)
{
    int rc = scan_page(utf8, why);
    if (rc != OK) return rc;

    struct pool pool = {0};
    arena_init(&pool.arena, a->max_bytes > a->held_bytes ? a->max_bytes - a->held_bytes : 1);
    GumboOptions o = kGumboDefaultOptions;
    o.max_errors = 0;
    o.allocator = pool_take;
    o.deallocator = pool_give;
    o.userdata = &pool;
    const char *z = arena_dup(&pool.arena, utf8.p, utf8.n); /* gumbo reads the NUL behind its input */
    const GumboOutput *g = gumbo_parse_with_options(&o, z, utf8.n);

    struct dom d = {.document = ARENA_NEW(a, struct dom_node)};
    struct copying c = {.a = a};
    map_init(&c.names, a);
    rc = copy_tree(&c, g->document, d.document, why);
    arena_release(&pool.arena);
    if (rc != OK) return rc;
    d.document->kind = DOM_DOCUMENT;
    d.nnodes = c.nnodes;
    find_frame(a, &d);
    *ret = d;
    return OK;
}

/* ---- walking and changing ---------------------------------------------------------------------------------------- */

bool dom_has_attr(const struct dom_node *n, const char *name)
{
    for (uint32_t i = 0; i < n->nattrs; i++)
        if (str_eqz(n->attrs[i].name, name)) return true;
    return false;
}

struct str dom_attr(const struct dom_node *n, const char *name)
{
    for (uint32_t i = 0; i < n->nattrs; i++)
        if (str_eqz(n->attrs[i].name, name)) return n->attrs[i].value;
    return STR("");
}

struct dom_node *dom_skip(const struct dom_node *n, const struct dom_node *root)
{
    while (n != root) {
        if (n->next != NULL) return n->next;
        n = n->parent;
    }
    return NULL;
}

struct dom_node *dom_next(const struct dom_node *n, const struct dom_node *root)
{
    return n->first != NULL ? n->first : dom_skip(n, root);
}

struct dom_node *dom_element_before(const struct dom_node *n)
{
    struct dom_node *k = n->prev;
    while (k != NULL && k->kind != DOM_ELEMENT) k = k->prev;
    return k;
}

struct dom_node *dom_element_after(const struct dom_node *n)
{
    struct dom_node *k = n->next;
    while (k != NULL && k->kind != DOM_ELEMENT) k = k->next;
    return k;
}

void dom_remove(struct dom_node *n)
{
    struct dom_node *up = n->parent;
    if (up == NULL) return;
    *(n->prev != NULL ? &n->prev->next : &up->first) = n->next;
    *(n->next != NULL ? &n->next->prev : &up->last) = n->prev;
    n->parent = n->prev = n->next = NULL;
}

void dom_append(struct dom_node *parent, struct dom_node *n)
{
    n->parent = parent;
    n->prev = parent->last;
    n->next = NULL;
    *(parent->last != NULL ? &parent->last->next : &parent->first) = n;
    parent->last = n;
}

struct str dom_text(struct arena *a, const struct dom_node *n)
{
    if (n->kind == DOM_TEXT) return n->text;
    size_t total = 0;
    for (const struct dom_node *k = n->first; k != NULL; k = dom_next(k, n))
        if (k->kind == DOM_TEXT) total += k->text.n;
    char *p = arena_alloc(a, total + 1);
    size_t at = 0;
    for (const struct dom_node *k = n->first; k != NULL; k = dom_next(k, n)) {
        if (k->kind != DOM_TEXT || k->text.n == 0) continue;
        memcpy(p + at, k->text.p, k->text.n);
        at += k->text.n;
    }
    return str_of(p, total);
}

/* ---- fragments and ranges -------------------------------------------------------------------------------------------
 */

struct dom_node *dom_fragment(struct arena *a)
{
    struct dom_node *f = ARENA_NEW(a, struct dom_node);
    f->kind = DOM_FRAGMENT;
    return f;
}

static struct dom_node *copy_one(struct arena *a, struct dom_node *into, const struct dom_node *n)
{
    struct dom_node *k = ARENA_NEW(a, struct dom_node);
    *k = (struct dom_node){.kind = n->kind, .tag = n->tag, .text = n->text, .attrs = n->attrs, .nattrs = n->nattrs};
    dom_append(into, k);
    return k;
}

static bool outside(struct dom_range r, const struct dom_node *n) { return n->exit < r.lo || n->enter > r.hi; }

static int copy_within(struct arena *a, struct dom_node *into, const struct dom_node *top, const struct dom_range *r,
                       size_t *budget)
{
    const struct dom_node *n = top;
    struct dom_node *at = into;
    for (;;) {
        if (r == NULL || !outside(*r, n)) { /* an element that the border cuts comes as its shell */
            if (*budget == 0) return ERR_LIMIT;
            --*budget;
            struct dom_node *k = copy_one(a, at, n);
            if (n->first != NULL) {
                at = k;
                n = n->first;
                continue;
            }
        }
        while (n != top && n->next == NULL) {
            n = n->parent;
            at = at->parent;
        }
        if (n == top) return OK;
        n = n->next;
    }
}

int dom_copy(struct arena *a, struct dom_node *into, const struct dom_node *n, size_t *budget)
{
    return copy_within(a, into, n, NULL, budget);
}

struct dom_range dom_range(const struct dom_node *start, bool after_start, const struct dom_node *end, bool after_end)
{
    return (struct dom_range){after_start ? start->exit + 1 : start->enter, after_end ? end->exit : end->enter - 1};
}

int dom_copy_range(struct arena *a, struct dom_node *into, const struct dom *d, struct dom_range r, size_t *budget)
{
    if (r.lo > r.hi) return OK;
    const struct dom_node *common = d->document; /* the deepest node that holds both borders */
    for (const struct dom_node *k = common->first; k != NULL;) {
        if (k->kind == DOM_ELEMENT && k->enter < r.lo && r.hi < k->exit)
            common = k, k = k->first;
        else
            k = k->next;
    }
    for (const struct dom_node *k = common->first; k != NULL; k = k->next) {
        int rc = !outside(r, k) ? copy_within(a, into, k, &r, budget) : OK;
        if (rc != OK) return rc;
    }
    return OK;
}

void dom_remove_range(struct dom *d, struct dom_range r)
{
    for (struct dom_node *n = d->document->first, *then; n != NULL; n = then) {
        bool inside = n->enter >= r.lo && n->exit <= r.hi;
        then = inside || outside(r, n) ? dom_skip(n, d->document) : dom_next(n, d->document);
        if (inside) dom_remove(n);
    }
}
