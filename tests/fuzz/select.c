/* Selectors on pages, and addresses: the first line is a selector and a link, the rest a page. Claims: what is found is
 * in document order, each once, and the first of it is the first; the tree holds together after what was found has left
 * it; an address in normal form is its own. */
#include "text/select.h"
#include "bytes.h"
#include "text/url.h"

static void claim_tree(const struct dom_node *root)
{
    for (const struct dom_node *n = root->first; n != NULL; n = dom_next(n, root)) {
        CLAIM((n->prev != NULL ? n->prev->next : n->parent->first) == n);
        CLAIM((n->next != NULL ? n->next->prev : n->parent->last) == n);
    }
}

static void select_and_remove(struct arena *a, const struct selector *s, struct dom *d)
{
    int64_t budget = 2000000, again = 2000000;
    struct node_list found;
    struct dom_node *first = NULL;
    int rc = selector_all(a, s, d->document, &budget, &found);
    if (rc != OK) return;
    if (selector_first(s, d->document, &again, &first) == OK) CLAIM(found.n > 0 && found.v[0] == first);
    for (size_t i = 1; i < found.n; i++) CLAIM(found.v[i - 1]->enter < found.v[i]->enter);
    for (size_t i = 0; i < found.n; i++) dom_remove(found.v[i]);
    claim_tree(d->document);
    if (found.n > 1) dom_remove_range(d, dom_range(found.v[0], false, found.v[found.n - 1], true));
    claim_tree(d->document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str all = input(&a, data, size), line = {0}, url, again;
    if (!str_next(&all, '\n', &line)) line = STR("");
    struct note why;
    struct selector *s;
    struct dom d;
    if (selector_parse(a, line, &s, &why) == OK && dom_parse(a, all.p != NULL ? all : STR(""), &d, &why) == OK)
        select_and_remove(a, s, &d);
    if (url_resolve(a, STR("https://a.example/b/c?d#e"), line, &url) == OK) {
        CLAIM(url_resolve(a, STR(""), url, &again) == OK);
        CLAIM(str_eq(again, url));
        struct str less = url_without_tracking(a, url);
        CLAIM(str_eq(url_without_tracking(a, less), less));
    }
    return 0;
}
