#include "text/headings.h"

#include "text/noise.h"
#include "text/worddiff.h"

enum { HEADING_MAX = 120 };

static const double WORDS_KEPT = 0.5; /* of a heading worded anew: share of its words that the sections' had before */

/* A heading that a list or a sentence leans on says part of what they say. A question asks and says nothing. */
static bool is_plain(struct str s)
{
    static const char *const telling[] = {"not",       "no",      "never",     "must",       "shall",
                                          "may",       "can",     "cannot",    "don't",      "without",
                                          "except",    "only",    "unless",    "required",   "optional",
                                          "mandatory", "allowed", "permitted", "prohibited", "forbidden"};
    s = str_trim(s);
    if (s.n == 0) return true;
    if (s.n > HEADING_MAX || s.p[s.n - 1] == ':') return false;
    bool asks = s.p[s.n - 1] == '?';
    for (size_t i = 0, n; i < s.n; i += n) {
        enum token_kind kind;
        n = token_next(s.p + i, s.n - i, &kind);
        struct str word = str_of(s.p + i, n);
        if (kind != TOKEN_WORD) continue;
        if (ascii_digit(word.p[0])) return false;
        for (size_t k = 0; !asks && k < sizeof telling / sizeof *telling; k++)
            if (str_ascii_ieq(word, strz(telling[k]))) return false;
    }
    return true;
}

static struct str own_heading(const struct clause *c, size_t i)
{
    return c->headings[c->nheadings - c->own_headings + i];
}

bool headings_plain(const struct clause *c)
{
    for (size_t i = 0; i < c->own_headings; i++)
        if (!is_plain(own_heading(c, i))) return false;
    return true;
}

/* Those of x's own headings that y has not among its own; the last of them in *ret. */
static size_t heads_without(struct arena *a, const struct clause *x, const struct clause *y, struct str *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < x->own_headings; i++) {
        bool there = false;
        for (size_t k = 0; k < y->own_headings && !there; k++)
            there = noise_same_words(a, own_heading(x, i), own_heading(y, k));
        if (there) continue;
        *ret = own_heading(x, i);
        count++;
    }
    return count;
}

size_t *headings_sections(struct arena *a, const struct clauses *c)
{
    size_t *section = ARENA_ARRAY(a, size_t, c->n + 1);
    for (size_t i = 0; i < c->n; i++) section[i] = i == 0 || c->v[i].own_headings > 0 ? i : section[i - 1];
    return section;
}

/* One of the clauses of the section that begins with clause `at` of one side went to, or came from, a section of the
 * other that is not `home`: that section, or -1. */
static ptrdiff_t parted(const size_t *sections, size_t nclauses, const ptrdiff_t *pair, const ptrdiff_t *whole,
                        size_t at, const size_t *other_sections, size_t home)
{
    for (size_t i = at; i < nclauses && sections[i] == sections[at]; i++) {
        ptrdiff_t to = pair[i] >= 0 ? pair[i] : whole[i];
        if (to >= 0 && other_sections[to] != home) return (ptrdiff_t)other_sections[to];
    }
    return -1;
}

static bool has_word(struct str s, struct str word)
{
    for (size_t i = 0, n; i < s.n; i += n) {
        enum token_kind kind;
        n = token_next(s.p + i, s.n - i, &kind);
        if (str_ascii_ieq(str_of(s.p + i, n), word)) return true;
    }
    return false;
}

/* The share of a heading's words that one of the two others has. */
static double share_of(struct str heading, struct str one, struct str other)
{
    size_t words = 0, kept = 0;
    for (size_t i = 0, n; i < heading.n; i += n) {
        enum token_kind kind;
        n = token_next(heading.p + i, heading.n - i, &kind);
        if (kind != TOKEN_WORD) continue;
        words++;
        kept += has_word(one, str_of(heading.p + i, n)) || has_word(other, str_of(heading.p + i, n));
    }
    return words > 0 ? (double)kept / (double)words : 0;
}

static struct str last_heading(const struct clauses *c, ptrdiff_t at)
{
    if (at < 0 || c->v[at].nheadings == 0) return (struct str){0};
    return c->v[at].headings[c->v[at].nheadings - 1];
}

const char *headings_follow(struct arena *a, const struct carried *c, size_t o, size_t n)
{
    const struct clause *oc = &c->o->v[o], *nc = &c->n->v[n];
    struct str went = {0}, came = {0};
    size_t ngone = heads_without(a, oc, nc, &went), ncome = heads_without(a, nc, oc, &came);
    if (ngone > 1 || ncome > 1 || ngone + ncome == 0 || !is_plain(went) || !is_plain(came)) return NULL;
    if (ngone == 0) return oc->own_headings == 0 && o > 0 ? "a section was split" : NULL;
    if (ncome == 0) return nc->own_headings == 0 && n > 0 ? "sections were merged" : NULL;
    const size_t *so = c->section_of_old, *sn = c->section_of_new;
    ptrdiff_t split = parted(so, c->o->n, c->new_of_old, c->whole_of_old, so[o], sn, sn[n]);
    if (split >= 0 && share_of(came, went, (struct str){0}) >= WORDS_KEPT) return "a section was split";
    ptrdiff_t merged = parted(sn, c->n->n, c->old_of_new, c->whole_of_new, sn[n], so, so[o]);
    if (merged >= 0 && share_of(came, went, last_heading(c->o, merged)) >= WORDS_KEPT) return "sections were merged";
    return NULL;
}
