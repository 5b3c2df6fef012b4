/* A page as a tree. HTML5 parsing is gumbo's, and only dom.c knows that; what comes out lies in the caller's arena.
 *
 * Invariants: pointers of a node agree with each other; every node below the document has a parent; text is UTF-8
 * without ill-formed parts. `enter` and `exit` number the nodes in document order at the time of parsing, a node's
 * interval enclosing those of its descendants; they survive the removal of nodes, so that a place in the page can be
 * named before anything is removed and still be found after it (dom_range).
 *
 * Comments, doctypes and the content of <template> are not in the tree. Scripting counts as off: <noscript> has
 * children.
 *
 * Ceilings, all ERR_LIMIT: depth, attributes of one tag, bytes. They are looked at before gumbo runs, whose time is
 * quadratic in the first two. Memory while parsing: 6 to 25 times a real page, 160 MB at most for a hostile one,
 * counted against the arena's ceiling.
 *
 * Every walk here and elsewhere is iterative: dom_next, dom_skip. */
#ifndef ATLAS_TEXT_DOM_H
#define ATLAS_TEXT_DOM_H

#include "base/str.h"

enum { DOM_MAX_DEPTH = 512, DOM_MAX_ATTRIBUTES = 512, DOM_MAX_TAGS = 500 * 1000 };

/* The elements that this program tells apart by number; any other is TAG_OTHER and goes by its name. */
#define DOM_TAGS(X)                                                                                                    \
    X(A)                                                                                                               \
    X(ABBR)                                                                                                            \
    X(ADDRESS)                                                                                                         \
    X(AREA) X(ARTICLE) X(ASIDE) X(AUDIO) X(B) X(BASE) X(BLOCKQUOTE) X(BODY) X(BR) X(BUTTON) X(CANVAS) X(CENTER)        \
        X(CODE) X(COL) X(DD) X(DEL) X(DETAILS) X(DIR) X(DIV) X(DL) X(DT) X(EM) X(EMBED) X(FIELDSET) X(FIGCAPTION)      \
            X(FIGURE) X(FOOTER) X(FORM) X(FRAMESET) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(HEAD) X(HEADER) X(HGROUP)    \
                X(HR) X(HTML) X(I) X(IFRAME) X(IMG) X(INPUT) X(KEYGEN) X(LABEL) X(LI) X(LINK) X(MAIN) X(MENU) X(META)  \
                    X(NAV) X(NOFRAMES) X(NOSCRIPT) X(OBJECT) X(OL) X(OPTION) X(OUTPUT) X(P) X(PARAM) X(PRE) X(S)       \
                        X(SCRIPT) X(SECTION) X(SELECT) X(SOURCE) X(SPAN) X(STRIKE) X(STRONG) X(STYLE) X(SUMMARY)       \
                            X(SVG) X(TABLE) X(TBODY) X(TD) X(TEMPLATE) X(TEXTAREA) X(TFOOT) X(TH) X(THEAD) X(TITLE)    \
                                X(TR) X(TRACK) X(U) X(UL) X(VIDEO) X(WBR)

enum dom_tag {
    TAG_OTHER,
#define X(t) TAG_##t,
    DOM_TAGS(X)
#undef X
        TAG_MAX
};

enum dom_kind { DOM_DOCUMENT, DOM_FRAGMENT, DOM_ELEMENT, DOM_TEXT };

struct dom_attr {
    struct str name, value;
};

struct dom_node {
    struct dom_node *parent, *first, *last, *prev, *next;
    struct str text; /* DOM_TEXT: the characters; DOM_ELEMENT: the name, lower case but for SVG's */
    const struct dom_attr *attrs;
    uint32_t nattrs;
    uint32_t enter, exit; /* place in the page as parsed; 0 in a fragment */
    uint16_t tag;         /* enum dom_tag */
    uint8_t kind;         /* enum dom_kind */
    uint8_t marks;        /* of whoever walks the tree; 0 at first */
};

struct dom {
    struct dom_node *document;
    struct dom_node *html, *body; /* never NULL: HTML5 makes both */
    size_t nnodes;
};

MUST_USE int dom_parse(struct arena *a, struct str utf8, struct dom *ret, struct note *why);

struct str dom_attr(const struct dom_node *n, const char *name); /* empty where it is not there; name in lower case */
bool dom_has_attr(const struct dom_node *n, const char *name);
enum dom_tag dom_tag_of(struct str name); /* TAG_OTHER: none of ours */

/* Document order within root's subtree, root itself excluded; NULL at the end. dom_skip leaves out n's descendants. */
struct dom_node *dom_next(const struct dom_node *n, const struct dom_node *root);
struct dom_node *dom_skip(const struct dom_node *n, const struct dom_node *root);
struct dom_node *dom_element_before(const struct dom_node *n); /* previous sibling that is an element, or NULL */
struct dom_node *dom_element_after(const struct dom_node *n);
static inline bool dom_is(const struct dom_node *n, enum dom_tag tag)
{
    return n->kind == DOM_ELEMENT && n->tag == tag;
}

void dom_remove(struct dom_node *n);                            /* n and its subtree leave their parent */
void dom_append(struct dom_node *parent, struct dom_node *n);   /* n has no parent */
struct str dom_text(struct arena *a, const struct dom_node *n); /* all text below n, joined */

/* A fragment: copies of parts of the page in a new root, free to be changed. Copies share strings and attributes with
 * the page. *budget nodes may be copied; ERR_LIMIT past that (nested matches of one selector copy quadratically). */
struct dom_node *dom_fragment(struct arena *a);
MUST_USE int dom_copy(struct arena *a, struct dom_node *into, const struct dom_node *n, size_t *budget);

/* What lies between two places of the page, as the DOM's Range has it: from lo to hi, numbers of enter and exit. */
struct dom_range {
    uint32_t lo, hi; /* lo > hi: empty */
};
struct dom_range dom_range(const struct dom_node *start, bool after_start, const struct dom_node *end, bool after_end);
/* Copies the range into a fragment; ancestors that it cuts are copied without what lies outside. */
MUST_USE int dom_copy_range(struct arena *a, struct dom_node *into, const struct dom *d, struct dom_range r,
                            size_t *budget);
void dom_remove_range(struct dom *d, struct dom_range r); /* nodes wholly inside leave */

#endif
