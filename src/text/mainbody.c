#include "text/mainbody.h"

#include "base/utf8.h"
#include "text/markdown.h"
#include "text/space.h"

/* The thresholds, found on real policy pages and rounded:
 *
 *   RUN_MIN        a block counts as running text from this many letters on: buttons, menu entries and labels are
 *                  shorter, sentences longer
 *   RUN_MIN_ITEM, RUN_MIN_CELL  the same in list items and in table cells, which are short in themselves
 *   KEEP_PERCENT   the body is the deepest element with this share of all running text: one stray paragraph in a banner
 *                  must not hold the choice at <body>, and a long annex must not fall out of it
 *   FURNITURE_PERCENT  what looks like furniture by its name but holds more than this share of the text is the document
 *                  ("cookie-policy", a page inside one <form>)
 *   SHORT, SHORT_PERCENT  a page with less running text is made of short lines (an imprint): the body must also keep
 * this share of any text but links MAIN_PERCENT   a <main> with this share of the page's text is believed */
enum {
    RUN_MIN = 60,
    RUN_MIN_ITEM = 12,
    RUN_MIN_CELL = 3,
    KEEP_PERCENT = 98,
    FURNITURE_PERCENT = 30,
    SHORT = 1500,
    SHORT_PERCENT = 70,
    MAIN_PERCENT = 25
};

struct weight {
    uint32_t letters, linked; /* of the text that stands directly in this block */
    uint64_t running;         /* letters of running text in the subtree */
    uint64_t plain;           /* letters of any text in the subtree but links */
};

struct pages {
    struct weight *of; /* by dom_node.enter */
    const struct dom_node *body;
};

static struct weight *weight(const struct pages *p, const struct dom_node *n) { return &p->of[n->enter]; }

/* ---- furniture --------------------------------------------------------------------------------------------------- */

/* Words in class names and ids; each is compared with whole parts ("site-footer", "navBar" → nav, bar). */
static const char *const furniture_words[] = {
    "nav",       "navbar",     "navigation",  "menu",     "breadcrumb", "breadcrumbs", "footer",   "cookie",
    "cookies",   "consent",    "onetrust",    "gdpr",     "share",      "sharing",     "social",   "newsletter",
    "subscribe", "related",    "recommended", "comments", "modal",      "popup",       "dialog",   "sidebar",
    "toolbar",   "pagination", "skip",        "search",   "login",      "signup",      "feedback", "promo",
    "advert",    "ads",        "masthead",    "topbar",   "drawer",     "overlay",     "toast",    "tooltiptext",
    "widget",    "rating",     "helpful",     "prevnext",
};

static const char *const furniture_roles[] = {"navigation", "banner",      "contentinfo", "search",
                                              "dialog",     "alertdialog", "menu",        "menubar",
                                              "tablist",    "alert",       "toolbar",     "tooltip"};

static bool listed(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ieq(s, strz(list[i]))) return true;
    return false;
}

#define LISTED(s, list) listed((s), (list), sizeof(list) / sizeof *(list))

/* Parts end where letters end, and where a capital follows a small letter. */
static bool names_furniture(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        while (i < s.n && !ascii_alpha(s.p[i])) i++;
        size_t from = i;
        while (i < s.n && ascii_alpha(s.p[i])) {
            bool hump = i > from && s.p[i] <= 'Z' && s.p[i - 1] >= 'a';
            if (hump) break;
            i++;
        }
        if (i - from >= 3 && LISTED(str_of(s.p + from, i - from), furniture_words)) return true;
    }
    return false;
}

static bool never_text(const struct dom_node *n)
{
    switch ((enum dom_tag)n->tag) {
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_NOSCRIPT:
    case TAG_SVG:
    case TAG_IFRAME:
    case TAG_TEXTAREA:
    case TAG_SELECT:
    case TAG_OPTION:
    case TAG_VIDEO:
    case TAG_AUDIO:
    case TAG_OBJECT:
    case TAG_CANVAS:
    case TAG_HEAD:
    case TAG_TEMPLATE:
    case TAG_EMBED: return true;
    default: return false;
    }
}

static bool is_heading(const struct dom_node *n)
{
    return n->kind == DOM_ELEMENT && n->tag >= TAG_H1 && n->tag <= TAG_H6;
}

/* The heading of a section that folds: a button by its make, a heading by its use. */
static bool opens_section(const struct dom_node *button)
{
    for (const struct dom_node *k = button->parent; k != NULL; k = k->parent)
        if (is_heading(k)) return true;
    for (const struct dom_node *k = button->first; k != NULL; k = dom_next(k, button))
        if (is_heading(k)) return true;
    return dom_has_attr(button, "aria-expanded") && dom_has_attr(button, "aria-controls");
}

static bool looks_like_furniture(const struct dom_node *n)
{
    switch ((enum dom_tag)n->tag) {
    case TAG_BUTTON: return !opens_section(n);
    case TAG_NAV:
    case TAG_FOOTER:
    case TAG_ASIDE:
    case TAG_MENU:
    case TAG_FORM:
    case TAG_INPUT: return true;
    case TAG_A:
    case TAG_BODY:
    case TAG_MAIN:
    case TAG_ARTICLE:
    case TAG_HTML:
    case TAG_SPAN:
    case TAG_P:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6: return false;
    default: break;
    }
    if (LISTED(str_trim(dom_attr(n, "role")), furniture_roles)) return true;
    if (n->tag == TAG_OTHER && names_furniture(n->text)) return true; /* <app-footer> */
    return n->nattrs > 0 && (names_furniture(dom_attr(n, "class")) || names_furniture(dom_attr(n, "id")));
}

/* ---- weighing ---------------------------------------------------------------------------------------------------- */

/* Letters as a measure of text; those of scripts without spaces say more each. */
static uint32_t count_letters(struct str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t b = (uint8_t)s.p[i];
        n += b > ' ' && (b & 0xC0) != 0x80;
        n += b >= 0xE3 && b <= 0xED;
    }
    return n;
}

static void weigh_text(const struct pages *p, const struct dom_node *text)
{
    uint32_t letters = count_letters(text->text);
    if (letters == 0) return;
    bool linked = false;
    const struct dom_node *k = text->parent;
    for (; k != p->body && !markdown_is_block(k); k = k->parent) linked |= k->tag == TAG_A || k->tag == TAG_BUTTON;
    weight(p, k)->letters += letters;
    if (linked) weight(p, k)->linked += letters;
}

static bool is_running(const struct dom_node *n, const struct weight *w)
{
    bool item = false, cell = false;
    for (int up = 0; up < 3 && n != NULL; up++, n = n->parent) { /* the block, or boxes around it */
        item |= n->tag == TAG_LI || n->tag == TAG_DD || n->tag == TAG_DT;
        cell |= n->tag == TAG_TD || n->tag == TAG_TH;
    }
    return w->letters >= (cell ? RUN_MIN_CELL : item ? RUN_MIN_ITEM : RUN_MIN) && w->linked * 2 < w->letters;
}

/* Text goes to its block; what the blocks hold is summed up to the body, from the last node to the first. */
static void weigh(struct pages *p)
{
    struct dom_node *last = NULL;
    for (struct dom_node *n = p->body->first, *then; n != NULL; n = then) {
        bool skip = n->kind == DOM_ELEMENT && never_text(n);
        then = skip ? dom_skip(n, p->body) : dom_next(n, p->body);
        if (n->kind == DOM_TEXT) weigh_text(p, n);
        last = n;
    }
    /* Backwards in document order: the node before n is its previous sibling's last descendant, or its parent. */
    for (struct dom_node *n = last; n != NULL && n != p->body;) {
        if (n->kind == DOM_ELEMENT) {
            struct weight *w = weight(p, n), *up = weight(p, n->parent);
            if (is_running(n, w)) w->running += w->letters;
            w->plain += w->letters - w->linked;
            up->running += w->running;
            up->plain += w->plain;
        }
        if (n->prev != NULL) {
            n = n->prev;
            while (n->last != NULL) n = n->last;
        } else {
            n = n->parent;
        }
    }
    struct weight *w = weight(p, p->body);
    if (is_running(p->body, w)) w->running += w->letters;
    w->plain += w->letters - w->linked;
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

/* Furniture leaves the tree before the body is chosen, so that its text does not count. */
static void remove_furniture(struct pages *p)
{
    uint64_t total = weight(p, p->body)->running;
    for (struct dom_node *n = ((struct dom_node *)(uintptr_t)p->body)->first, *then; n != NULL; n = then) {
        then = dom_next(n, p->body);
        if (n->kind != DOM_ELEMENT) continue;
        bool out = never_text(n);
        if (!out && looks_like_furniture(n)) out = weight(p, n)->running * 100 <= total * FURNITURE_PERCENT;
        if (!out) continue;
        then = dom_skip(n, p->body);
        for (struct dom_node *k = n->parent; k != NULL; k = k->parent) {
            weight(p, k)->running -= weight(p, n)->running;
            weight(p, k)->plain -= weight(p, n)->plain;
            if (k == p->body) break;
        }
        dom_remove(n);
    }
}

/* Where the page says itself what its main part is, once, and it is not a shell. */
static const struct dom_node *said_main(const struct pages *p)
{
    const struct dom_node *found = NULL;
    for (const struct dom_node *n = p->body->first; n != NULL; n = dom_next(n, p->body)) {
        if (n->kind != DOM_ELEMENT || (n->tag != TAG_MAIN && !str_eqz(dom_attr(n, "role"), "main"))) continue;
        if (weight(p, n)->plain * 100 < weight(p, p->body)->plain * MAIN_PERCENT) continue;
        if (found == NULL) found = n;
    }
    return found != NULL ? found : p->body;
}

/* The parts of these mean nothing without the whole. A table that holds tables lays out the page, and is a box. */
static bool is_whole(const struct dom_node *n)
{
    switch ((enum dom_tag)n->tag) {
    case TAG_P:
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
    case TAG_BLOCKQUOTE: return true;
    case TAG_TABLE:
        for (const struct dom_node *k = n->first; k != NULL; k = dom_next(k, n))
            if (dom_is(k, TAG_TABLE)) return false;
        return true;
    default: return is_heading(n);
    }
}

static const struct dom_node *descend(const struct pages *p)
{
    const struct dom_node *at = said_main(p);
    uint64_t total = weight(p, at)->running;
    for (;;) {
        const struct dom_node *heir = NULL;
        for (const struct dom_node *k = at->first; k != NULL; k = k->next)
            if (k->kind == DOM_ELEMENT && weight(p, k)->running * 100 >= total * KEEP_PERCENT) heir = k;
        if (heir != NULL && total < SHORT && weight(p, heir)->plain * 100 < weight(p, at)->plain * SHORT_PERCENT)
            return at;
        if (heir == NULL || weight(p, heir)->running == 0 || is_whole(heir)) return at;
        at = heir;
    }
}

/* The page's heading often stands in a box of its own before the body. */
static int copy_title(struct arena *a, const struct pages *p, const struct dom_node *body, struct dom_node *into)
{
    const struct dom_node *title = NULL;
    size_t budget = 200;
    for (const struct dom_node *n = p->body->first; n != NULL; n = dom_next(n, p->body))
        if (dom_is(n, TAG_H1) && (n->enter < body->enter ? title == NULL : n->enter < body->exit)) {
            if (n->enter >= body->enter || n->exit > body->enter) return OK; /* the body has its own, or is in it */
            title = n;
        }
    return title == NULL || body == p->body ? OK : dom_copy(a, into, title, &budget);
}

static void become_box(struct dom_node *n) { n->tag = TAG_DIV; }

static void box_cells(struct dom_node *row)
{
    become_box(row);
    for (struct dom_node *k = row->first; k != NULL; k = k->next)
        if (dom_is(k, TAG_TD) || dom_is(k, TAG_TH)) become_box(k);
}

/* The rows right below n, a table or what was left of one. */
static void box_rows(struct dom_node *n)
{
    for (struct dom_node *k = n->first; k != NULL; k = k->next) {
        if (dom_is(k, TAG_TR)) box_cells(k);
        if (!dom_is(k, TAG_TBODY) && !dom_is(k, TAG_THEAD) && !dom_is(k, TAG_TFOOT)) continue;
        become_box(k);
        for (struct dom_node *row = k->first; row != NULL; row = row->next)
            if (dom_is(row, TAG_TR)) box_cells(row);
    }
}

/* A table that holds tables lays out the page. In Markdown its cells would run into each other, as they do where a
 * declaration selects them (the reference's way): here they become boxes. */
static void unfold_layout(struct dom_node *f)
{
    box_rows(f);
    for (struct dom_node *n = f->first; n != NULL; n = dom_next(n, f)) {
        if (!dom_is(n, TAG_TABLE)) continue;
        struct dom_node *outer = n->parent;
        while (outer != NULL && !dom_is(outer, TAG_TABLE)) outer = outer->parent;
        if (outer == NULL) continue;
        become_box(outer);
        box_rows(outer);
    }
}

int mainbody_find(struct arena *a, const struct dom *d, struct dom_node **ret, struct note *why)
{
    struct pages p = {.of = ARENA_ARRAY(a, struct weight, d->document->exit + 1), .body = d->body};
    weigh(&p);
    remove_furniture(&p);
    const struct dom_node *body = descend(&p);
    if (weight(&p, body)->plain == 0) {
        note_set(why, "the page has no running text; its content may be made by a script");
        return ERR_NOT_FOUND;
    }
    struct dom_node *f = dom_fragment(a);
    size_t budget = d->nnodes + 2;
    int rc = copy_title(a, &p, body, f);
    if (rc == OK) rc = dom_copy(a, f, body, &budget);
    if (rc != OK) return rc;
    unfold_layout(f);
    *ret = f;
    return OK;
}
