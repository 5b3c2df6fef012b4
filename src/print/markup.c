#include "print/markup.h"

#include "base/utf8.h"

struct reader {
    struct arena *arena;
    struct str rest;
};

static bool is_one_of(struct str tag, const char *const *list)
{
    for (; *list != NULL; list++)
        if (str_eqz(tag, *list)) return true;
    return false;
}

/* ---- text ---------------------------------------------------------------------------------------------------------
 */

/* The character that `&…;` at the beginning of s means, its length in *ret; 0: none that our pages hold. */
static uint32_t entity(struct str s, size_t *ret)
{
    static const struct {
        struct str name;
        uint32_t character;
    } names[] = {
        {STR("&amp;"), '&'}, {STR("&lt;"), '<'}, {STR("&gt;"), '>'}, {STR("&quot;"), '"'}, {STR("&nbsp;"), 0xA0}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *ret = names[i].name.n;
        if (str_starts(s, names[i].name)) return names[i].character;
    }
    int64_t number;
    size_t end = str_find_char(str_upto(s, 12), ';');
    if (!str_starts(s, STR("&#")) || end == STR_NONE) return 0;
    *ret = end + 1;
    bool good = str_int(str_of(s.p + 2, end - 2), 9, 0x10FFFF, &number) == OK && !(number >= 0xD800 && number < 0xE000);
    return good ? (uint32_t)number : 0;
}

static struct str decoded(struct reader *r, struct str s)
{
    struct buf b;
    if (str_find_char(s, '&') == STR_NONE) return s;
    buf_init(&b, s.n + 1);
    while (s.n > 0) {
        size_t n = 1;
        uint32_t c = s.p[0] == '&' ? entity(s, &n) : 0;
        if (c != 0)
            utf8_add(&b, c);
        else
            buf_add(&b, s.p, n = 1);
        s = str_from(s, n);
    }
    struct str out = str_of(arena_dup(r->arena, b.n > 0 ? b.p : "", b.n), b.n);
    buf_release(&b);
    return out;
}

/* ---- tags ---------------------------------------------------------------------------------------------------------
 */

static bool name_char(char c) { return ascii_alnum(c) || c == '-' || c == ':' || c == '_'; }

static struct str take_name(struct str *s)
{
    size_t n = 0;
    while (n < s->n && name_char(s->p[n])) n++;
    struct str name = str_upto(*s, n);
    *s = str_from(*s, n);
    return name;
}

static void keep_attribute(struct reader *r, struct markup *m, struct str name, struct str value)
{
    struct {
        const char *name;
        struct str *place;
    } kept[] = {{"class", &m->cls}, {"id", &m->id}, {"href", &m->href}, {"lang", &m->lang}, {"rel", &m->rel}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (str_eqz(name, kept[i].name)) *kept[i].place = decoded(r, value);
}

/* ` name="value" name …` up to '>', which is taken too. */
static int take_attributes(struct reader *r, struct markup *m)
{
    for (;;) {
        while (r->rest.n > 0 && (ascii_space(r->rest.p[0]) || r->rest.p[0] == '/')) r->rest = str_from(r->rest, 1);
        if (r->rest.n > 0 && r->rest.p[0] == '>') break;
        struct str name = take_name(&r->rest), value = {0};
        if (name.n == 0) return ERR_BAD_INPUT;
        if (r->rest.n > 1 && r->rest.p[0] == '=') {
            char quote = r->rest.p[1];
            r->rest = str_from(r->rest, 2);
            size_t end = str_find_char(r->rest, quote);
            if ((quote != '"' && quote != '\'') || end == STR_NONE) return ERR_BAD_INPUT;
            value = str_upto(r->rest, end);
            r->rest = str_from(r->rest, end + 1);
        }
        keep_attribute(r, m, name, value);
    }
    r->rest = str_from(r->rest, 1);
    return OK;
}

static bool skip_past(struct str *s, struct str what)
{
    size_t at = str_find(*s, what);
    if (at == STR_NONE) return false;
    *s = str_from(*s, at + what.n);
    return true;
}

/* ---- tree ---------------------------------------------------------------------------------------------------------
 */

static struct markup *add_child(struct reader *r, struct markup *parent, struct markup **last)
{
    struct markup *m = ARENA_NEW(r->arena, struct markup);
    *(*last != NULL ? &(*last)->next : &parent->first) = m;
    *last = m;
    return m;
}

static int parse_into(struct reader *r, struct markup *parent, unsigned depth);

static int parse_element(struct reader *r, struct markup *parent, struct markup **last, unsigned depth)
{
    static const char *const empty[] = {"br", "hr", "img", "input", "link", "meta", "wbr", NULL};
    static const char *const dropped[] = {"script", "style", "svg", NULL};
    struct markup *m = ARENA_NEW(r->arena, struct markup);
    r->rest = str_from(r->rest, 1);
    m->tag = take_name(&r->rest);
    if (m->tag.n == 0 || take_attributes(r, m) != OK) return ERR_BAD_INPUT;
    if (is_one_of(m->tag, dropped)) {
        const char *end = arena_printf(r->arena, "</" STR_FMT ">", STR_ARG(m->tag));
        return skip_past(&r->rest, strz(end)) ? OK : ERR_BAD_INPUT;
    }
    *add_child(r, parent, last) = *m;
    return is_one_of(m->tag, empty) ? OK : parse_into(r, *last, depth + 1);
}

/* What is inside an element, and its end tag. */
static int parse_into(struct reader *r, struct markup *parent, unsigned depth)
{
    struct markup *last = NULL;
    if (depth > MARKUP_DEPTH) return ERR_BAD_INPUT;
    while (r->rest.n > 0) {
        if (str_starts(r->rest, STR("</"))) {
            r->rest = str_from(r->rest, 2);
            struct str name = take_name(&r->rest);
            return parent->tag.n > 0 && str_eq(name, parent->tag) && skip_past(&r->rest, STR(">")) ? OK : ERR_BAD_INPUT;
        }
        int rc = OK;
        if (str_starts(r->rest, STR("<!--")))
            rc = skip_past(&r->rest, STR("-->")) ? OK : ERR_BAD_INPUT;
        else if (str_starts(r->rest, STR("<!")))
            rc = skip_past(&r->rest, STR(">")) ? OK : ERR_BAD_INPUT;
        else if (r->rest.p[0] == '<')
            rc = parse_element(r, parent, &last, depth);
        else {
            size_t end = str_find_char(r->rest, '<');
            struct str text = end == STR_NONE ? r->rest : str_upto(r->rest, end);
            r->rest = str_from(r->rest, text.n);
            add_child(r, parent, &last)->text = decoded(r, text);
        }
        if (rc != OK) return rc;
    }
    return parent->tag.n == 0 ? OK : ERR_BAD_INPUT;
}

int markup_parse(struct arena *a, struct str html, const struct markup **ret, struct note *why)
{
    struct reader r = {.arena = a, .rest = html};
    struct markup *root = ARENA_NEW(a, struct markup);
    int rc = utf8_valid(html) ? parse_into(&r, root, 0) : ERR_BAD_INPUT;
    if (rc == OK)
        *ret = root;
    else
        note_set(why, "the page cannot be read for printing near “" STR_FMT "”", STR_ARG(str_upto(r.rest, 60)));
    return rc;
}

const struct markup *markup_find(const struct markup *m, const char *tag)
{
    if (str_eqz(m->tag, tag)) return m;
    for (const struct markup *c = m->first; c != NULL; c = c->next) {
        const struct markup *found = markup_find(c, tag);
        if (found != NULL) return found;
    }
    return NULL;
}

bool markup_has_class(const struct markup *m, const char *word)
{
    struct str rest = m->cls, one;
    while (str_next(&rest, ' ', &one))
        if (str_eqz(one, word)) return true;
    return false;
}
