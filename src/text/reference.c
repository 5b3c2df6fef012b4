#include "text/reference.h"

#include "base/vec.h"
#include "text/block.h"

enum { REFERENCES_MAX = 64, WORDS_MAX = 200, SENTENCE_MAX = 600 };

static bool says_any(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ifind(s, strz(words[i])) != STR_NONE) return true;
    return false;
}

#define SAYS(s, words) says_any((s), (words), sizeof(words) / sizeof *(words))

static bool names_document(struct str words, struct str target)
{
    static const char *const documents[] = {
        "policy",   "policies",    "terms",       "agreement",  "guideline",   "conditions",     "notice",   "rules",
        "addendum", "statement",   "standards",   "schedule",   "licence",     "license",        "contract", "privacy",
        "legal",    "annex",       "bedingung",   "richtlinie", "datenschutz", "conditions",     "términos", "política",
        "termini",  "informativa", "voorwaarden", "regulamin",  "villkor",     "code of conduct"};
    return SAYS(words, documents) || SAYS(target, documents);
}

/* The sentence around [from, to). */
static struct str sentence_around(struct str s, size_t from, size_t to)
{
    size_t at = from, end = to;
    while (at > 0 && from - at < SENTENCE_MAX && s.p[at - 1] != '\n' &&
           !(s.p[at - 1] == ' ' && at > 1 && s.p[at - 2] == '.'))
        at--;
    while (end < s.n && end - to < SENTENCE_MAX && s.p[end] != '\n' &&
           !(s.p[end] == '.' && (end + 1 == s.n || s.p[end + 1] == ' ')))
        end++;
    return str_of(s.p + at, end - at);
}

static bool is_incorporated(struct str sentence)
{
    static const char *const phrases[] = {
        "incorporated",          "incorporates",      "by reference",     "part of these",      "part of this",
        "part of the agreement", "part of our",       "part of your",     "form part",          "forms part",
        "bestandteil",           "partie intégrante", "parte integrante", "integraal onderdeel"};
    return SAYS(sentence, phrases);
}

static struct str address_of(struct str target)
{
    struct str s = str_of(target.p + 2, target.n - 3); /* without "](" and ")" */
    s = str_upto(s, str_find_char(s, ' '));
    return str_upto(s, str_find_char(s, '#'));
}

static void link_add(struct arena *a, const struct clause *c, size_t from, size_t at, size_t n, struct references *ret)
{
    struct str target = address_of(str_of(c->text.p + at, n));
    if (target.n == 0 || str_starts(target, STR("mailto:")) || str_starts(target, STR("tel:")) ||
        ret->n == REFERENCES_MAX)
        return;
    struct str words = block_plain(a, str_of(c->text.p + from, at + n - from));
    bool part = is_incorporated(sentence_around(c->text, from, at + n));
    if (words.n == 0 || words.n > WORDS_MAX || !(part || names_document(words, target))) return;
    for (size_t i = 0; i < ret->n; i++) {
        if (!str_eq(ret->v[i].target, target)) continue;
        ret->v[i].incorporated |= part;
        return;
    }
    ret->v[ret->n++] =
        (struct reference){.words = words, .target = target, .incorporated = part, .clause = c->ordinal - 1};
}

void references_find(struct arena *a, const struct clauses *c, struct references *ret)
{
    *ret = (struct references){ARENA_ARRAY(a, struct reference, REFERENCES_MAX), 0};
    for (size_t k = 0; k < c->n; k++) {
        struct str s = c->v[k].text;
        size_t open = STR_NONE;
        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] == '\\') {
                i++;
            } else if (s.p[i] == '[') {
                open = i > 0 && s.p[i - 1] == '!' ? STR_NONE : i;
            } else if (s.p[i] == ']') {
                size_t n = link_target(s, i);
                if (n > 0 && open != STR_NONE) link_add(a, &c->v[k], open, i, n, ret);
                open = STR_NONE;
                i += n > 0 ? n - 1 : 0;
            }
        }
    }
}

void references_compare(const struct references *was, struct references *now)
{
    for (size_t i = 0; i < now->n; i++) {
        now->v[i].came = true;
        for (size_t k = 0; k < was->n; k++)
            if (str_eq(now->v[i].target, was->v[k].target)) now->v[i].came = false;
    }
}
