#include "cmd/atlas_diff_page.h"

#include "text/rendered.h"

#include <stdio.h>

enum { HEADING_TOP = 2, HEADING_LAST = 6, DEPTH_MAX = 9 };

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Redline</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>\n"
    "body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif;color-scheme:light dark;"
    "overflow-wrap:anywhere}\n"
    "ul.text{list-style:none;padding-left:1.5rem}ul.text>li.bullet{list-style:disc}\n"
    "table{border-collapse:collapse}td{border:1px solid;padding:.25rem .5rem;vertical-align:top}\n"
    "ins{color:#0b3d91;background:#e6f0ff;text-decoration:underline}\n"
    "del{color:#a4000f;background:#ffecec;text-decoration:line-through}\n"
    ".moved{color:#0a5c2b;background:#e5f6ea}\n"
    ".note{font:.8rem/1.4 sans-serif;user-select:none}\n"
    ".said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);user-select:none}\n"
    "@media (prefers-color-scheme:dark){ins{color:#a9c9ff;background:#10274d}del{color:#ffb3b3;background:#4a1217}"
    ".moved{color:#9fe0b5;background:#0f3a20}}\n</style>\n</head>\n<body>\n";

struct page {
    const struct rendered *r;
    uint8_t heading[HEADING_LAST + 1]; /* levels of the headings that enclose what comes, outermost first */
    unsigned nheadings;
    unsigned lists; /* open, each in an item of the one before, with an open item of its own */
    bool table;
};

static void html_text(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '<': fputs("&lt;", stdout); break;
        case '>': fputs("&gt;", stdout); break;
        case '&': fputs("&amp;", stdout); break;
        case '"': fputs("&quot;", stdout); break;
        case '\n': fputs("<br>", stdout); break;
        case '\0': fputs("\xEF\xBF\xBD", stdout); break;
        default: putchar(s.p[i]);
        }
    }
}

/* ---- runs -------------------------------------------------------------------------------------------------------- */

static bool is_moved(const struct rendered_run *x) { return x->move > 0 && !x->edited; }

static void mark_begin(const struct rendered_run *x)
{
    bool came = x->op == '+';
    if (x->op == '=') return;
    if (!is_moved(x)) {
        fputs(came ? "<ins><span class=\"said\">[inserted: </span>" : "<del><span class=\"said\">[deleted: </span>",
              stdout);
        return;
    }
    fputs(came ? "<ins class=\"moved\"><span class=\"said\">[moved here: </span>"
               : "<del class=\"moved\"><span class=\"said\">[moved away: </span>",
          stdout);
}

static void mark_end(const struct rendered_run *x)
{
    if (x->op == '=') return;
    const char *what = is_moved(x) ? "move" : x->op == '+' ? "insertion" : "deletion";
    printf("<span class=\"said\"> end %s]</span></%s>", what, x->op == '+' ? "ins" : "del");
}

static void move_link(const struct rendered_run *x)
{
    const char *here = x->op == '+' ? "to" : "from", *there = x->op == '+' ? "from" : "to";
    printf("<a class=\"note\" id=\"move-%u-%s\" href=\"#move-%u-%s\">%s</a> ", x->move, here, x->move, there,
           x->op == '+' ? "moved from there" : "moved to there");
}

static void link_note(const struct page *p, uint32_t link)
{
    const struct rendered_link *l = &p->r->links[link - 1];
    printf(" <a class=\"note\" id=\"at-link-%u\" href=\"#link-%u\">%s</a>", link, link,
           l->was.n == 0   ? "now a link"
           : l->now.n == 0 ? "no longer a link"
                           : "link now leads elsewhere");
}

/* In a table's row a bar ends a cell, and whatever mark is open with it. */
static void run_print(const struct page *p, const struct rendered_run *x, bool row)
{
    struct str rest = x->text;
    if (x->first) move_link(x);
    for (;;) {
        size_t bar = row ? str_find_char(rest, '|') : STR_NONE;
        struct str words = str_upto(rest, bar);
        if (row && str_trim(words).n == 0) {
            html_text(words); /* the padding of a cell says nothing */
        } else if (words.n > 0) {
            mark_begin(x);
            html_text(words);
            mark_end(x);
        }
        if (bar == STR_NONE) break;
        fputs("</td><td>", stdout);
        rest = str_from(rest, bar + 1);
    }
    if (x->link > 0) link_note(p, x->link);
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static void lists_close(struct page *p, unsigned keep)
{
    for (; p->lists > keep; p->lists--) fputs("</li>\n</ul>\n", stdout);
}

static void table_close(struct page *p)
{
    if (p->table) fputs("</tbody></table>\n", stdout);
    p->table = false;
}

/* A paragraph of an item stands in it; everything else ends the lists, and what is no row the table. */
static void item_begin(struct page *p, const struct rendered_block *b)
{
    unsigned depth = b->level < p->lists ? b->level : p->lists; /* one step down at a time */
    if (depth + 1 >= DEPTH_MAX) depth = DEPTH_MAX - 1;
    lists_close(p, depth + 1);
    fputs(p->lists == depth + 1 ? "</li>\n" : "\n<ul class=\"text\">\n", stdout);
    p->lists = depth + 1;
    fputs(b->bullet ? "<li class=\"bullet\">" : "<li>", stdout);
}

/* Pages take no step down that is deeper than one: the document's levels as they are nested. */
static unsigned heading_tag(struct page *p, uint8_t level)
{
    while (p->nheadings > 0 && p->heading[p->nheadings - 1] >= level) p->nheadings--;
    unsigned tag = HEADING_TOP + p->nheadings;
    if (p->nheadings < HEADING_LAST) p->heading[p->nheadings++] = level;
    return tag < HEADING_LAST ? tag : HEADING_LAST;
}

/* Returns what ends the block. */
static const char *block_begin(struct page *p, const struct rendered_block *b)
{
    static const char *const ends[] = {"", "", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"};
    if (b->kind != BLOCK_ROW) table_close(p);
    if (b->kind == BLOCK_ITEM) {
        item_begin(p, b);
        return "";
    }
    lists_close(p, b->kind == BLOCK_PARAGRAPH ? b->level : 0);
    if (b->kind == BLOCK_HEADING) {
        unsigned tag = heading_tag(p, b->level);
        printf("<h%u>", tag);
        return ends[tag];
    }
    if (b->kind == BLOCK_ROW) {
        fputs(p->table ? "<tr><td>" : "<table><tbody>\n<tr><td>", stdout);
        p->table = true;
        return "</td></tr>\n";
    }
    fputs("<p>", stdout);
    return "</p>\n";
}

static const char *kind_words(enum block_kind kind)
{
    return kind == BLOCK_HEADING ? "a heading"
           : kind == BLOCK_ITEM  ? "a list item or numbered paragraph"
           : kind == BLOCK_ROW   ? "a table row"
                                 : "a paragraph";
}

static void number_print(const struct rendered_block *b)
{
    struct str number = b->op == '-' ? b->number_was : b->number;
    html_text(number);
    if (number.n > 0) putchar(' ');
    if (rendered_renumbered(b)) {
        fputs("<span class=\"note\">", stdout);
        if (b->number.n == 0)
            fputs("no longer numbered ", stdout);
        else
            fputs(b->number_was.n > 0 ? "renumbered from " : "now numbered", stdout);
        html_text(b->number_was);
        fputs("</span> ", stdout);
    }
    if (b->kind != b->kind_was) printf("<span class=\"note\">was %s</span> ", kind_words(b->kind_was));
}

static void block_print(struct page *p, const struct rendered_block *b)
{
    const char *end = block_begin(p, b);
    for (size_t i = b->place; i < b->place + b->nplaces; i++)
        printf("<span id=\"%c%zu\"></span>", p->r->places[i].side, p->r->places[i].clause + 1);
    number_print(b);
    for (size_t i = b->run; i < b->run + b->nruns; i++) run_print(p, &p->r->runs[i], b->kind == BLOCK_ROW);
    if (b->op == '=' && b->end != '=')
        printf(" <span class=\"note\">¶ %s</span>", b->end == '+' ? "divided here" : "joined with the next");
    fputs(end, stdout);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

/* The place of a clause that differs is named by the clause; of one that went, by the older text's. */
static bool has_place(const struct rendered *r, char side, ptrdiff_t clause)
{
    for (size_t i = 0; i < r->nplaces; i++)
        if (r->places[i].side == side && r->places[i].clause == (size_t)clause) return true;
    return false;
}

static void bullets_print(const struct rendered *r, const struct summary *s)
{
    fputs("<ul>\n", stdout);
    for (size_t i = 0; i < s->nbullets; i++) {
        const struct summary_bullet *b = &s->bullets[i];
        char side = b->new_clause >= 0 ? 'n' : 'o';
        ptrdiff_t clause = b->new_clause >= 0 ? b->new_clause : b->old_clause;
        bool leads = clause >= 0 && has_place(r, side, clause);
        printf("<li>%s: ", b->verb);
        if (leads) printf("<a href=\"#%c%td\">", side, clause + 1);
        html_text(b->text);
        fputs(leads ? "</a></li>\n" : "</li>\n", stdout);
    }
    fputs("</ul>\n", stdout);
}

static void links_print(const struct rendered *r)
{
    if (r->nlinks == 0) return;
    fputs("<h2>Links that changed</h2>\n<ul>\n", stdout);
    for (size_t i = 0; i < r->nlinks; i++) {
        const struct rendered_link *l = &r->links[i];
        printf("<li id=\"link-%zu\"><a href=\"#at-link-%zu\">", i + 1, i + 1);
        html_text(l->words.n > 0 ? l->words : STR("a link without words"));
        fputs("</a>: ", stdout);
        if (l->was.n > 0) fputs("<del>", stdout), html_text(l->was), fputs("</del> ", stdout);
        if (l->now.n > 0) fputs("<ins>", stdout), html_text(l->now), fputs("</ins>", stdout);
        fputs("</li>\n", stdout);
    }
    fputs("</ul>\n", stdout);
}

void diff_page_print(struct arena *a, const struct comparison *c)
{
    struct rendered r;
    rendered_make(a, c->old_text, &c->o, c->new_text, &c->n, &c->al, &c->redline, &r);
    struct page p = {.r = &r};
    fputs(page_head, stdout);
    fputs("<main>\n<h1>Redline</h1>\n<p>", stdout);
    html_text(c->summary.headline);
    printf("</p>\n<p>Legend: <ins>inserted</ins>, <del>deleted</del>, <del class=\"moved\">moved away</del>, "
           "<ins class=\"moved\">moved here</ins>. %zu changed passages.%s</p>\n",
           c->al.nitems,
           c->redline.capped ? " The comparison stopped at its limit: what is marked is right, but may be coarser than "
                               "need be."
                             : "");
    if (c->summary.nbullets > 0) bullets_print(&r, &c->summary);
    for (size_t i = 0; i < r.n; i++) block_print(&p, &r.blocks[i]);
    lists_close(&p, 0);
    table_close(&p);
    links_print(&r);
    fputs("</main>\n</body>\n</html>\n", stdout);
}
