#include "text/extract.h"

#include "base/buf.h"
#include "text/canonical.h"
#include "text/charset.h"
#include "text/mainbody.h"
#include "text/markdown.h"
#include "text/pdf_layout.h"
#include "text/select.h"
#include "text/space.h"
#include "text/url.h"

enum { COPY_BUDGET = 2 * 1000 * 1000 }; /* nodes that selectors may copy, over all entries */

struct job {
    struct arena *a;
    struct note *why;
    struct dom dom;
    struct str base; /* what links are relative to */
    const struct source_declaration *decl;
    int64_t steps;
    size_t copies;
};

static int too_costly(const struct job *j, struct str css)
{
    note_set(j->why, "the selector \"" STR_FMT "\" takes too long on this page", STR_ARG(str_upto(css, 160)));
    return ERR_LIMIT;
}

/* ---- selecting --------------------------------------------------------------------------------------------------- */

static int find_one(struct job *j, struct str css, const char *end, struct dom_node **ret)
{
    struct selector *s;
    int rc = selector_parse(j->a, css, &s, j->why);
    if (rc != OK) return rc;
    rc = selector_first(s, j->dom.document, &j->steps, ret);
    if (rc == ERR_LIMIT) return too_costly(j, css);
    if (rc == ERR_NOT_FOUND)
        note_set(j->why, "the \"%s\" selector \"" STR_FMT "\" of a range has no match in the page", end,
                 STR_ARG(str_upto(css, 160)));
    return rc;
}

static int find_all(struct job *j, struct str css, struct node_list *ret)
{
    struct selector *s;
    int rc = selector_parse(j->a, css, &s, j->why);
    if (rc != OK) return rc;
    rc = selector_all(j->a, s, j->dom.document, &j->steps, ret);
    return rc == ERR_LIMIT ? too_costly(j, css) : rc;
}

static int find_range(struct job *j, const struct selection *s, struct dom_range *ret)
{
    struct dom_node *start, *end;
    int rc = find_one(j, s->start, "start", &start);
    if (rc == OK) rc = find_one(j, s->end, "end", &end);
    if (rc == OK) *ret = dom_range(start, s->start_after, end, s->end_after);
    return rc;
}

/* All places are found on the whole page first; then elements go, then ranges: so entries do not depend on each other.
 */
static int remove_all(struct job *j)
{
    const struct selection_list *l = &j->decl->remove;
    struct dom_range *ranges = ARENA_ARRAY(j->a, struct dom_range, l->n + 1);
    struct node_list *lists = ARENA_ARRAY(j->a, struct node_list, l->n + 1);
    size_t nranges = 0;
    for (size_t i = 0; i < l->n; i++) {
        bool range = l->v[i].kind == SELECTION_RANGE;
        int rc = range ? find_range(j, &l->v[i], &ranges[nranges]) : find_all(j, l->v[i].css, &lists[i]);
        if (rc != OK) return rc;
        nranges += range;
    }
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k < lists[i].n; k++) dom_remove(lists[i].v[k]);
    for (size_t i = 0; i < nranges; i++) dom_remove_range(&j->dom, ranges[i]);
    return OK;
}

static int copy_selection(struct job *j, const struct selection *s, struct dom_node *into)
{
    if (s->kind == SELECTION_RANGE) {
        struct dom_range r;
        int rc = find_range(j, s, &r);
        return rc != OK ? rc : dom_copy_range(j->a, into, &j->dom, r, &j->copies);
    }
    struct node_list found = {0};
    int rc = find_all(j, s->css, &found);
    for (size_t i = 0; rc == OK && i < found.n; i++) rc = dom_copy(j->a, into, found.v[i], &j->copies);
    return rc;
}

/* The declaration's selectors as one text, for the sentence that says they failed. */
static const char *selectors_named(struct job *j)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < j->decl->select.n; i++) {
        const struct selection *s = &j->decl->select.v[i];
        if (i > 0) buf_strz(&b, ", ");
        buf_str(&b, s->kind == SELECTION_CSS ? s->css : s->start);
        if (s->kind == SELECTION_RANGE) {
            buf_strz(&b, " … ");
            buf_str(&b, s->end);
        }
    }
    const char *z = buf_failed(&b) ? "(too long)" : arena_dup(j->a, b.p, b.n < 240 ? b.n : 240);
    buf_release(&b);
    return z;
}

static int select_all(struct job *j, struct dom_node **ret)
{
    struct dom_node *into = dom_fragment(j->a);
    for (size_t i = 0; i < j->decl->select.n; i++) {
        int rc = copy_selection(j, &j->decl->select.v[i], into);
        if (rc == ERR_LIMIT && j->copies == 0)
            note_set(j->why, "the selectors match elements inside each other too often");
        if (rc != OK) return rc;
    }
    if (into->first == NULL) {
        note_set(j->why, "the selector \"%s\" has no match in the page", selectors_named(j));
        return ERR_NOT_FOUND;
    }
    *ret = into;
    return OK;
}

/* ---- links and what is no text ----------------------------------------------------------------------------------- */

static void set_attr(struct job *j, struct dom_node *n, const char *name, struct str value)
{
    struct dom_attr *attrs = ARENA_ARRAY(j->a, struct dom_attr, n->nattrs);
    memcpy(attrs, n->attrs, n->nattrs * sizeof *attrs); /* shared with the page and other copies */
    for (uint32_t i = 0; i < n->nattrs; i++)
        if (str_eqz(attrs[i].name, name)) attrs[i].value = value;
    n->attrs = attrs;
}

static void filter_params(struct job *j, struct dom_node *n, const char *name)
{
    if (j->decl == NULL || j->decl->nquery_params == 0) return;
    struct str was = dom_attr(n, name), full;
    if (url_resolve(j->a, j->base, was, &full) != OK) return;
    struct str now = url_without(j->a, full, j->decl->query_params, j->decl->nquery_params);
    if (!str_eq(now, full)) set_attr(j, n, name, now);
}

/* Cloudflare writes e-mail addresses anew at every request: the address becomes a fixed text. */
static void protect_email(struct job *j, struct dom_node *n, struct str href)
{
    set_attr(j, n, "href", str_upto(href, str_find_char(href, '#')));
    while (n->first != NULL) dom_remove(n->first);
    struct dom_node *t = ARENA_NEW(j->a, struct dom_node);
    *t = (struct dom_node){.kind = DOM_TEXT, .text = STR("[email protected]")};
    dom_append(n, t);
}

static void fix_link(struct job *j, struct dom_node *n)
{
    struct str href = dom_attr(n, "href"), full;
    filter_params(j, n, "href");
    href = dom_attr(n, "href");
    if (href.n == 0) return;
    if (href.p[0] != '#' && url_resolve(j->a, j->base, href, &full) == OK && !str_eq(full, href))
        set_attr(j, n, "href", full);
    href = dom_attr(n, "href");
    if (str_find(href, STR("/email-protection")) != STR_NONE) protect_email(j, n, href);
}

static void fix_elements(struct job *j, struct dom_node *root)
{
    for (struct dom_node *n = root->first, *then; n != NULL; n = then) {
        then = dom_next(n, root);
        if (n->kind != DOM_ELEMENT) continue;
        if (n->tag == TAG_SCRIPT || n->tag == TAG_STYLE) {
            then = dom_skip(n, root);
            dom_remove(n);
        } else if (n->tag == TAG_A && n->nattrs > 0) {
            fix_link(j, n);
            then = dom_next(n, root);
        } else if (n->tag == TAG_IMG) {
            filter_params(j, n, "src");
        }
    }
}

/* ---- about the page ---------------------------------------------------------------------------------------------- */

static struct dom_node *first_of(const struct dom_node *root, enum dom_tag tag)
{
    for (struct dom_node *n = root->first; n != NULL; n = dom_next(n, root))
        if (dom_is(n, tag)) return n;
    return NULL;
}

static struct str one_line(struct arena *a, struct str s)
{
    struct str t = canonical_text(a, s);
    char *p = arena_dup(a, t.p != NULL ? t.p : "", t.n);
    for (size_t i = 0; i < t.n; i++)
        if (p[i] == '\n') p[i] = ' ';
    return str_trim(str_of(p, t.n));
}

static size_t count_words(struct str s)
{
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < s.n; i++) {
        bool space = ascii_space(s.p[i]);
        n += !space && !in;
        in = !space;
    }
    return n;
}

static size_t visible_words(const struct dom *d)
{
    size_t n = 0;
    for (const struct dom_node *k = d->body->first; k != NULL; k = dom_next(k, d->body))
        if (k->kind == DOM_TEXT && !dom_is(k->parent, TAG_SCRIPT) && !dom_is(k->parent, TAG_STYLE) &&
            !dom_is(k->parent, TAG_NOSCRIPT))
            n += count_words(k->text);
    return n;
}

static void find_base(struct job *j, struct str base_url)
{
    j->base = base_url.n > 0 ? base_url : j->decl != NULL ? j->decl->fetch : STR("");
    const struct dom_node *base = first_of(j->dom.document, TAG_BASE);
    struct str full;
    if (base != NULL && dom_attr(base, "href").n > 0 && url_resolve(j->a, j->base, dom_attr(base, "href"), &full) == OK)
        j->base = full;
}

/* ---- what kind of bytes ------------------------------------------------------------------------------------------ */

static bool type_is(struct str content_type, const char *want)
{
    size_t semicolon = str_find_char(content_type, ';');
    struct str type = str_trim(str_upto(content_type, semicolon));
    return str_ascii_ieq(str_upto(type, strlen(want)), strz(want)) &&
           (type.n == strlen(want) || want[strlen(want) - 1] == '/');
}

/* A server that calls a PDF something else is believed less than the bytes; one that calls a page a PDF is not. */
static bool is_pdf(struct str body, struct str content_type)
{
    struct str start = str_trim(str_upto(body, 1024));
    return str_starts(start, STR("%PDF-")) || (type_is(content_type, "application/pdf") && !str_starts(start, STR("<")));
}

static int check_kind(struct str body, struct str content_type, struct note *why)
{
    if (body.n > EXTRACT_MAX_BYTES) {
        note_set(why, "the page has %zu bytes; more than %zu are not read", body.n, EXTRACT_MAX_BYTES);
        return ERR_LIMIT;
    }
    static const char *const foreign[] = {"image/",
                                          "audio/",
                                          "video/",
                                          "font/",
                                          "application/json",
                                          "application/zip",
                                          "application/octet-stream",
                                          "application/gzip",
                                          "text/css",
                                          "text/javascript"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign && !is_pdf(body, content_type); i++) {
        if (!type_is(content_type, foreign[i])) continue;
        note_set(why, "the source is no page: its type is \"" STR_FMT "\"", STR_ARG(str_upto(content_type, 80)));
        return ERR_BAD_INPUT;
    }
    if (str_trim(body).n == 0) {
        note_set(why, "the page is empty");
        return ERR_BAD_INPUT;
    }
    return OK;
}

/* Bytes that are no text in any charset: control characters and undecodable parts stand thick. */
static bool is_garbage(struct str utf8)
{
    size_t bad = 0, n = utf8.n < 65536 ? utf8.n : 65536;
    for (size_t i = 0; i < n; i++) {
        uint8_t c = (uint8_t)utf8.p[i];
        bad += (c < ' ' && !ascii_space((char)c)) ||
               (c == 0xEF && i + 2 < n && (uint8_t)utf8.p[i + 1] == 0xBF && (uint8_t)utf8.p[i + 2] == 0xBD);
    }
    return bad > 16 && bad > n / 50;
}

/* ---- PDF --------------------------------------------------------------------------------------------------------- */

static int extract_pdf(struct arena *a, struct str body, struct extraction *x, struct note *why)
{
    struct pdf pdf;
    struct str markdown = STR("");
    int rc = pdf_read(a, body, &pdf, why);
    if (rc != OK) return rc;
    for (size_t i = 0; i < pdf.nlines; i++) x->page_words += count_words(pdf.lines[i].text);
    struct dom_node *content = pdf_layout(a, &pdf);
    x->content = STR("pdf");
    x->title = pdf.title;
    for (const struct dom_node *n = content->first; n != NULL && x->title.n == 0; n = n->next)
        if (dom_is(n, TAG_H1)) x->title = one_line(a, dom_text(a, n));
    rc = markdown_of(a, content, &markdown, &x->links, why);
    if (rc != OK) return rc;
    x->text = canonical_text(a, markdown);
    if (x->text.n > 0) return OK;
    note_set(why, "the PDF contains no text but page numbers and running headers");
    return ERR_NOT_FOUND;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static int find_content(struct job *j, struct dom_node **ret, struct extraction *x)
{
    int rc = j->decl != NULL ? remove_all(j) : OK;
    if (rc != OK) return rc;
    bool selected = j->decl != NULL && j->decl->select.n > 0;
    x->content = selected ? STR("selector") : STR("main");
    return selected ? select_all(j, ret) : mainbody_find(j->a, &j->dom, ret, j->why);
}

static int extract_html(struct job *j, struct str utf8, struct str base_url, struct extraction *x)
{
    int rc = dom_parse(j->a, utf8, &j->dom, j->why);
    if (rc != OK) return rc;
    find_base(j, base_url);
    x->lang = str_ascii_lower(j->a, str_trim(dom_attr(j->dom.html, "lang")));
    const struct dom_node *title = first_of(j->dom.document, TAG_TITLE);
    if (title != NULL) x->title = one_line(j->a, dom_text(j->a, title));
    x->page_words = visible_words(&j->dom);
    struct dom_node *content = NULL;
    rc = find_content(j, &content, x);
    if (rc != OK) return rc;
    fix_elements(j, content);
    struct str markdown = STR("");
    rc = markdown_of(j->a, content, &markdown, &x->links, j->why);
    if (rc != OK) return rc;
    bool own_params = j->decl != NULL && j->decl->has_query_filter;
    x->text = own_params ? canonical_text_keeping_links(j->a, markdown) : canonical_text(j->a, markdown);
    if (x->text.n > 0) return OK;
    if (j->decl != NULL && j->decl->select.n > 0)
        note_set(j->why, "the selector \"%s\" matches empty content", selectors_named(j));
    else
        note_set(j->why, "the page has no text");
    return ERR_NOT_FOUND;
}

int extract_page(struct arena *a, struct str body, struct str content_type, struct str base_url,
                 const struct source_declaration *decl, struct extraction *ret, struct note *why)
{
    int rc = check_kind(body, content_type, why);
    if (rc != OK) return rc;
    struct extraction x = {0};
    struct str utf8 = STR("");
    if (is_pdf(body, content_type)) {
        rc = extract_pdf(a, body, &x, why);
        if (rc == OK) *ret = x;
        return rc;
    }
    rc = charset_decode(a, body, content_type, &utf8, &x.charset);
    if (rc == OK && is_garbage(utf8)) rc = ERR_BAD_INPUT;
    if (rc != OK) {
        note_set(why, "the source is no page: its bytes are no text in %s",
                 x.charset.n > 0 ? str_dupz(a, x.charset) : "any charset");
        return rc;
    }
    if (type_is(content_type, "text/plain") && (decl == NULL || decl->select.n == 0)) {
        x.text = canonical_text(a, utf8);
        x.content = STR("main");
        x.page_words = count_words(x.text);
        if (x.text.n == 0) rc = ERR_NOT_FOUND, note_set(why, "the page has no text");
    } else {
        struct job j = {.a = a, .why = why, .decl = decl, .steps = SELECT_BUDGET, .copies = COPY_BUDGET};
        rc = extract_html(&j, utf8, base_url, &x);
    }
    if (rc == OK) *ret = x;
    return rc;
}
