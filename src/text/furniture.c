#include "text/furniture.h"

#include "text/block.h"

enum { COPYRIGHT_MAX = 200 }; /* bytes */

#define W(lit)                                                                                                         \
    {                                                                                                                  \
        lit, sizeof(lit) - 1                                                                                           \
    }

/* Whole short lines that belong to the page and not to the document. */
static bool is_page_line(struct str s)
{
    static const struct str lines[] = {W("copy link"),
                                       W("link copied"),
                                       W("back to top"),
                                       W("top of page"),
                                       W("return to top"),
                                       W("print"),
                                       W("print this page"),
                                       W("share"),
                                       W("skip to main content"),
                                       W("skip to content"),
                                       W("download pdf"),
                                       W("download"),
                                       W("expand all"),
                                       W("collapse all"),
                                       W("show all"),
                                       W("hide all"),
                                       W("read more"),
                                       W("learn more"),
                                       W("show more"),
                                       W("see more"),
                                       W("view full policy"),
                                       W("menu"),
                                       W("search"),
                                       W("log in"),
                                       W("login"),
                                       W("sign in"),
                                       W("sign up"),
                                       W("cookie settings"),
                                       W("cookie preferences"),
                                       W("manage cookies"),
                                       W("was this helpful?"),
                                       W("was this article helpful?"),
                                       W("table of contents"),
                                       W("contents"),
                                       W("on this page"),
                                       W("in this article"),
                                       W("all rights reserved"),
                                       W("nach oben"),
                                       W("drucken"),
                                       W("haut de page"),
                                       W("imprimer"),
                                       W("volver arriba"),
                                       W("torna su")};
    while (s.n > 0 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':')) s.n--;
    if (s.n > FURNITURE_MAX) return false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (s.n == lines[i].n && str_ascii_ieq(s, lines[i])) return true;
    return false;
}

/* "© 2024 Example Ltd. All rights reserved." */
static bool is_copyright(struct str s)
{
    return s.n <= COPYRIGHT_MAX && (str_starts(s, STR("©")) || str_starts(s, STR("Copyright ©")) ||
                                    str_starts(s, STR("Copyright (c)")) || str_starts(s, STR("(c) ")));
}

bool furniture_is(struct str plain) { return is_page_line(plain) || is_copyright(plain); }

bool furniture_only_links(struct str marked)
{
    bool links = false;
    size_t depth = 0;
    for (size_t i = 0; i < marked.n; i++) {
        char c = marked.p[i];
        size_t target = c == ']' ? link_target(marked, i) : 0;
        if (target > 0) {
            i += target - 1;
            links = true;
            depth -= depth > 0;
        } else if (c == '[') {
            depth++;
        } else if (depth == 0 && (ascii_alnum(c) || (unsigned char)c >= 0xC3)) {
            return false;
        }
    }
    return links;
}
