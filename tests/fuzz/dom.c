/* Any bytes as a page: character set, then tree. The first byte chooses the header. Claims: text is valid UTF-8; the
 * nodes' pointers agree; enter and exit nest; a copy of the body, whole or by range, has the body's text; removal
 * leaves a tree. */
#include "text/dom.h"
#include "base/utf8.h"
#include "bytes.h"
#include "text/charset.h"

static void claim_node(const struct dom_node *n)
{
    CLAIM((n->prev != NULL ? n->prev->next : n->parent->first) == n);
    CLAIM((n->next != NULL ? n->next->prev : n->parent->last) == n);
    CLAIM(n->enter <= n->exit);
    CLAIM(n->parent->kind == DOM_DOCUMENT || (n->parent->enter < n->enter && n->exit < n->parent->exit));
    CLAIM(n->prev == NULL || n->prev->exit < n->enter);
    CLAIM(n->kind != DOM_TEXT || utf8_valid(n->text));
    for (uint32_t i = 0; i < n->nattrs; i++) CLAIM(n->attrs[i].name.n > 0 && utf8_valid(n->attrs[i].value));
}

static size_t claim_tree(const struct dom *d)
{
    size_t count = 0;
    for (const struct dom_node *n = d->document->first; n != NULL; n = dom_next(n, d->document), count++) claim_node(n);
    return count;
}

static void claim_copies(struct arena *a, const struct dom *d)
{
    size_t budget = 4 * d->nnodes + 64;
    struct dom_node *whole = dom_fragment(a), *range = dom_fragment(a);
    struct str text = dom_text(a, d->body);
    CLAIM(dom_copy(a, whole, d->body, &budget) == OK);
    CLAIM(str_eq(dom_text(a, whole), text));
    CLAIM(dom_copy_range(a, range, d, dom_range(d->body, false, d->body, true), &budget) == OK);
    CLAIM(str_eq(dom_text(a, range), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"text/html", "text/html; charset=utf-8", "text/html;charset=shift_jis",
                                        "text/html; charset=utf-16le", "text/html; charset=\"windows-1251\"", ""};
    if (size == 0) return 0;
    struct arena *a;
    struct str bytes = input(&a, data, size), text, charset;
    struct dom d;
    struct note why = {0};
    const char *type = types[data[0] % (sizeof types / sizeof *types)];
    if (charset_decode(a, str_from(bytes, 1), strz(type), &text, &charset) != OK) return 0;
    CLAIM(utf8_valid(text) && charset.n > 0);
    if (dom_parse(a, text, &d, &why) != OK) {
        CLAIM(why.text[0] != '\0');
        return 0;
    }
    CLAIM(dom_is(d.html, TAG_HTML) && d.body != NULL);
    size_t count = claim_tree(&d);
    CLAIM(count <= d.nnodes);
    claim_copies(a, &d);
    if (d.body->first != NULL && d.body->first->kind == DOM_ELEMENT && d.body->last->kind == DOM_ELEMENT)
        dom_remove_range(&d, dom_range(d.body->first, data[0] & 8, d.body->last, data[0] & 16));
    CLAIM(claim_tree(&d) <= count);
    return 0;
}
