#include "print/look.h"

const struct style look_base = {.size = 10, .colour = 0x15191D, .ground = COLOUR_NONE};

enum switched { AS_IS, ON, OFF };

struct rule {
    const char *in, *tag, *cls; /* parent's name, name, word of the class attribute; NULL: any */
    enum show show;
    const char *role;
    float before, after, indent, size;
    uint32_t colour, ground, bar; /* 0: as it is; black is never wanted */
    enum switched bold, italic, mono, serif, underline, strike, keep_space;
    bool sheet, bullet;
};

#define GONE_TAG(t)                                                                                                    \
    {                                                                                                                  \
        .tag = (t), .show = SHOW_GONE                                                                                  \
    }
#define GONE(c)                                                                                                        \
    {                                                                                                                  \
        .cls = (c), .show = SHOW_GONE                                                                                  \
    }

enum {
    SOFT = 0x4D565F,
    LINK = 0x0D5563,
    FIRM = 0x6B757E,
    INSERTED = 0x0B3D91,
    INSERTED_GROUND = 0xE6F0FF,
    DELETED = 0xA4000F,
    DELETED_GROUND = 0xFFECEC,
    MOVED = 0x0A5C2B,
    MOVED_GROUND = 0xE5F6EA
};

/* From the general to the particular: a later rule overrides an earlier one, member by member. */
static const struct rule rules[] = {
    GONE_TAG("form"),
    GONE_TAG("button"),
    GONE_TAG("input"),
    GONE_TAG("hr"),
    GONE_TAG("img"),
    {.tag = "div", .show = SHOW_BLOCK},
    {.tag = "main", .show = SHOW_BLOCK},
    {.tag = "section", .show = SHOW_BLOCK},
    {.tag = "nav", .show = SHOW_BLOCK},
    {.tag = "details", .show = SHOW_BLOCK, .after = 4},
    {.tag = "p", .show = SHOW_BLOCK, .role = "P", .after = 6},
    {.tag = "summary", .show = SHOW_BLOCK, .role = "P", .before = 4, .after = 3, .size = 9, .bold = ON, .serif = OFF},
    {.tag = "pre", .show = SHOW_BLOCK, .role = "P", .after = 6, .size = 8.5F, .mono = ON, .keep_space = ON},
    {.tag = "blockquote",
     .show = SHOW_BLOCK,
     .role = "BlockQuote",
     .before = 2,
     .after = 6,
     .indent = 12,
     .bar = 0xB9C2C9,
     .serif = ON,
     .size = 10.5F},
    {.tag = "h1", .show = SHOW_BLOCK, .role = "H1", .before = 2, .after = 8, .size = 21, .bold = ON, .serif = ON},
    {.tag = "h2", .show = SHOW_BLOCK, .role = "H2", .before = 18, .after = 6, .size = 15, .bold = ON, .serif = ON},
    {.tag = "h3", .show = SHOW_BLOCK, .role = "H3", .before = 12, .after = 4, .size = 12, .bold = ON, .serif = ON},
    {.tag = "h4", .show = SHOW_BLOCK, .role = "H4", .before = 10, .after = 4, .size = 11, .bold = ON, .serif = ON},
    {.tag = "h5", .show = SHOW_BLOCK, .role = "H5", .before = 8, .after = 3, .size = 10.5F, .bold = ON, .serif = ON},
    {.tag = "h6", .show = SHOW_BLOCK, .role = "H6", .before = 8, .after = 3, .size = 10, .bold = ON, .serif = ON},
    {.tag = "ul", .show = SHOW_BLOCK, .role = "L", .after = 6},
    {.tag = "ol", .show = SHOW_BLOCK, .role = "L", .after = 6},
    {.in = "ul", .tag = "li", .show = SHOW_BLOCK, .role = "LI", .after = 3, .indent = 12, .bullet = true},
    {.in = "ol", .tag = "li", .show = SHOW_BLOCK, .role = "LI", .after = 3, .indent = 12, .bullet = true},
    {.tag = "dl", .show = SHOW_BLOCK, .role = "Table", .before = 2, .after = 8},
    {.in = "dl", .tag = "div", .role = "TR", .after = 4},
    {.tag = "dt", .show = SHOW_BLOCK, .role = "TH", .size = 9, .bold = ON, .colour = SOFT},
    {.tag = "dd", .show = SHOW_BLOCK, .role = "TD", .size = 9.5F},
    {.tag = "table", .show = SHOW_BLOCK, .role = "Table", .before = 2, .after = 8},
    {.tag = "caption", .show = SHOW_BLOCK, .role = "Caption", .after = 4, .size = 9, .bold = ON, .colour = SOFT},
    {.tag = "thead", .show = SHOW_BLOCK},
    {.tag = "tbody", .show = SHOW_BLOCK},
    {.tag = "tr", .show = SHOW_BLOCK, .role = "TR", .after = 4},
    {.tag = "th", .show = SHOW_BLOCK, .role = "TH", .size = 9, .bold = ON, .colour = SOFT},
    {.tag = "td", .show = SHOW_BLOCK, .role = "TD", .size = 9},
    {.tag = "a", .colour = LINK},
    {.tag = "strong", .bold = ON},
    {.tag = "em", .italic = ON},
    {.tag = "code", .mono = ON, .size = 8.5F},
    {.tag = "ins", .colour = INSERTED, .ground = INSERTED_GROUND, .underline = ON},
    {.tag = "del", .colour = DELETED, .ground = DELETED_GROUND, .strike = ON},
    {.cls = "moved-from", .colour = MOVED, .ground = MOVED_GROUND},
    {.cls = "moved-to", .colour = MOVED, .ground = MOVED_GROUND},
    {.cls = "soft", .colour = SOFT},
    {.cls = "small", .size = 8.5F},
    {.cls = "meta", .size = 9, .colour = SOFT},
    {.cls = "kicker", .size = 9, .after = 1, .bold = ON, .colour = LINK},
    {.cls = "lede", .size = 11.5F, .after = 8},
    {.cls = "call", .size = 13, .serif = ON, .after = 8},
    {.cls = "hash", .size = 8, .mono = ON},
    {.cls = "badge", .bold = ON, .colour = SOFT},
    {.cls = "badge-medium", .colour = 0x7A4B00},
    {.cls = "badge-high", .colour = 0x9C2A00},
    {.cls = "badge-critical", .colour = 0x8F0022},
    {.cls = "notice", .before = 2, .after = 8, .indent = 10, .bar = 0x7A4B00},
    {.cls = "banner", .before = 2, .after = 8, .indent = 10, .bar = 0x7A4B00},
    {.cls = "panel", .before = 2, .after = 8, .indent = 10, .bar = 0x12474F},
    {.cls = "changed", .indent = 10, .bar = FIRM},
    {.cls = "redline", .serif = ON},
    {.cls = "exact", .keep_space = ON},
    {.cls = "block", .keep_space = ON},
    {.tag = "p", .cls = "block", .after = 6, .size = 10.5F},
    {.cls = "said", .size = 8, .colour = SOFT, .serif = OFF, .italic = ON, .bold = OFF},
    {.cls = "d1", .indent = 16},
    {.cls = "d2", .indent = 32},
    {.cls = "d3", .indent = 48},
    {.cls = "d4", .indent = 64},
    {.cls = "sheet", .sheet = true},
    /* What atlas.css does not print, and words for those who listen: marks say it here. */
    GONE("filters"),
    GONE("seek"),
    GONE("side"),
    GONE("pager"),
    GONE("tools"),
    GONE("actions"),
    GONE("no-print"),
    GONE("flashes"),
    GONE("anchor"),
    GONE("hidden-text"),
};

static void turn(bool *what, enum switched to)
{
    if (to != AS_IS) *what = to == ON;
}

static void apply_style(const struct rule *r, struct style *s)
{
    if (r->size > 0) s->size = r->size;
    if (r->colour != 0) s->colour = r->colour;
    if (r->ground != 0) s->ground = r->ground;
    turn(&s->bold, r->bold);
    turn(&s->italic, r->italic);
    turn(&s->mono, r->mono);
    turn(&s->serif, r->serif);
    turn(&s->underline, r->underline);
    turn(&s->strike, r->strike);
    turn(&s->keep_space, r->keep_space);
}

static void apply_box(const struct rule *r, struct box *b)
{
    if (r->show != SHOW_INLINE) b->show = r->show;
    if (r->role != NULL) b->role = r->role;
    if (r->before > 0) b->before = r->before;
    if (r->after > 0) b->after = r->after;
    if (r->indent > 0) b->indent = r->indent;
    if (r->bar != 0) b->bar = r->bar;
    b->sheet |= r->sheet;
    b->bullet |= r->bullet;
}

static bool fits(const struct rule *r, const struct markup *m, const struct markup *parent)
{
    return (r->tag == NULL || str_eqz(m->tag, r->tag)) && (r->cls == NULL || markup_has_class(m, r->cls)) &&
           (r->in == NULL || (parent != NULL && str_eqz(parent->tag, r->in)));
}

void look_at(const struct markup *m, const struct markup *parent, struct style *style, struct box *ret)
{
    *ret = (struct box){.bar = COLOUR_NONE};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!fits(&rules[i], m, parent)) continue;
        apply_style(&rules[i], style);
        apply_box(&rules[i], ret);
    }
    /* A list that says that its entries need no marks, and the items of a text that bring their own. */
    if (parent != NULL &&
        (markup_has_class(parent, "rows") || markup_has_class(parent, "plain") || markup_has_class(parent, "legend"))) {
        ret->bullet = false;
        ret->indent = 0;
    }
    if (markup_has_class(m, "bullet")) ret->bullet = true;
}
