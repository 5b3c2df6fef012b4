#include "text/markdown_space.h"

#include "text/markdown.h"

struct collapse {
    struct arena *a;
    struct dom_node *before; /* the text before this place in the same line, or NULL */
    bool keep_leading;       /* a picture or the like stands between */
};

static void drop_trailing_space(struct collapse *c)
{
    struct dom_node *t = c->before;
    if (t != NULL && t->text.n > 0 && t->text.p[t->text.n - 1] == ' ') t->text.n--;
    c->before = NULL;
}

static void collapse_text(struct collapse *c, struct dom_node *n)
{
    char *p = arena_alloc(c->a, n->text.n + 1);
    size_t k = 0;
    for (size_t i = 0; i < n->text.n; i++) {
        if (!html_space(n->text.p[i]))
            p[k++] = n->text.p[i];
        else if (k == 0 || p[k - 1] != ' ')
            p[k++] = ' ';
    }
    const struct dom_node *b = c->before;
    bool after_space = b == NULL || (b->text.n > 0 && b->text.p[b->text.n - 1] == ' ');
    size_t skip = k > 0 && p[0] == ' ' && after_space && !c->keep_leading;
    n->text = str_of(p + skip, k - skip);
    if (n->text.n > 0) c->before = n;
}

static void collapse_element(struct collapse *c, const struct dom_node *n)
{
    if (markdown_is_block(n) || n->tag == TAG_BR) {
        drop_trailing_space(c);
        c->keep_leading = false;
    } else if (markdown_is_void(n) || n->tag == TAG_PRE) {
        c->before = NULL;
        c->keep_leading = true;
    } else if (c->before != NULL) {
        c->keep_leading = false;
    }
}

/* A block counts at its start and at its end. Emptied texts leave the tree, so that siblings are what is seen. */
static void collapse_texts(struct arena *a, struct dom_node *root)
{
    struct collapse c = {.a = a};
    struct dom_node *n = root->first, *then;
    while (n != NULL) {
        bool down = false;
        if (n->kind == DOM_TEXT) {
            collapse_text(&c, n);
        } else {
            collapse_element(&c, n);
            down = n->first != NULL && n->tag != TAG_PRE;
        }
        if (down) {
            n = n->first;
            continue;
        }
        for (;;) {
            then = n->next;
            struct dom_node *up = n->parent;
            if (n->kind == DOM_TEXT && n->text.n == 0) dom_remove(n);
            if (then != NULL || up == root) break;
            n = up;
            collapse_element(&c, n);
        }
        n = then;
    }
    drop_trailing_space(&c);
}

/* Texts that lost their last space only afterwards. */
static void drop_empty(struct dom_node *root)
{
    for (struct dom_node *n = root->first, *then; n != NULL; n = then) {
        then = dom_next(n, root);
        if (n->kind == DOM_TEXT && n->text.n == 0) dom_remove(n);
    }
}

void markdown_collapse(struct arena *a, struct dom_node *root)
{
    collapse_texts(a, root);
    drop_empty(root);
}
