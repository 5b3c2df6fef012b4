#include "text/nature.h"

static const char *const forbidding[] = {"may not",       "must not",    "shall not",      "prohibited",
                                         "not permitted", "not allowed", "agree not to",   "do not use",
                                         "do not copy",   "forbidden",   "not entitled to"};
static const char *const demanding[] = {
    "must",         "shall",        "are required to", "is required to", "have to",
    "you agree to", "will need to", "are obliged to",  "is mandatory",   "are responsible for"};
static const char *const allowing[] = {"may",         "can",        "are permitted", "is permitted",
                                       "are allowed", "is allowed", "are entitled"};
/* "Some features may not be available" forbids nothing. */
static const char *const no_ban[] = {"be available", "be able", "be a",        "apply",
                                     "work",         "always",  "be complete", "be possible"};
static const char *const conditions[] = {"only",  "if",      "unless", "except", "provided", "subject",
                                         "where", "as long", "until",  "within", "up to",    "no more",
                                         "when",  "after",   "with",   "but not"};
static const char *const widening[] = {"and", "or", "as well", "also", "including"};
static const char *const explaining[] = {"for example",    "such as", "for instance", "e.g.",       "i.e.",   "that is",
                                         "in other words", "namely",  "that means",   "this means", "meaning"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool word_char(char c) { return ascii_alnum(c) || (unsigned char)c >= 0x80; }

static bool begins_with(struct str s, struct str phrase)
{
    return s.n >= phrase.n && str_ascii_ieq(str_upto(s, phrase.n), phrase) &&
           (s.n == phrase.n || !word_char(s.p[phrase.n]));
}

static bool begins_any(struct str s, const char *const *phrases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (begins_with(s, strz(phrases[i]))) return true;
    return false;
}

struct tally {
    size_t forbids, demands, allows;
};

/* Each place counts once: "may not" forbids, and does not allow besides. */
static struct tally tally_of(struct str s)
{
    struct tally t = {0};
    for (size_t i = 0; i < s.n; i++) {
        if (i > 0 && word_char(s.p[i - 1])) continue;
        struct str here = str_from(s, i);
        if (begins_any(here, forbidding, COUNT(forbidding))) {
            bool may_not = begins_with(here, STR("may not"));
            if (may_not && begins_any(str_trim(str_from(here, 7)), no_ban, COUNT(no_ban))) {
                i += 6;
                continue;
            }
            t.forbids++;
            i += 6;
        } else if (begins_any(here, demanding, COUNT(demanding))) {
            t.demands++;
        } else {
            t.allows += begins_any(here, allowing, COUNT(allowing));
        }
    }
    return t;
}

enum { BODY_MAX = 64 << 10 }; /* a clause that is longer is many things at once */

static const char *nature_of_lone(const struct clause *c, bool added)
{
    if (c->body.n > BODY_MAX) return NULL;
    struct tally t = tally_of(c->body);
    if (c->kind == CLAUSE_DEFINITION) return added ? "new definition" : "definition removed";
    if (t.forbids > 0) return added ? "new prohibition" : "prohibition removed";
    if (t.demands > 0) return added ? "new requirement" : "requirement removed";
    if (t.allows > 0) return added ? "new permission" : "permission removed";
    return NULL;
}

/* The only edit of an item where it only came or only went: op, its words, and those of its sentence before it. */
struct single {
    char op;
    struct str words, before;
};

static bool single_edit(const struct word_edits *e, struct single *ret)
{
    size_t edits = 0;
    for (size_t i = 0; i < e->n; i++) {
        if (e->v[i].op == '=') continue;
        edits++;
        struct str before = i > 0 ? e->v[i - 1].text : (struct str){0};
        size_t from = before.n;
        while (from > 0 && strchr(".;!?\n", before.p[from - 1]) == NULL) from--;
        *ret = (struct single){e->v[i].op, str_trim(e->v[i].text), str_from(before, from)};
    }
    return edits == 1;
}

/* The edit's words without the marks before them: ", for example" */
static struct str without_marks(struct str s)
{
    while (s.n > 0 && !word_char(s.p[0])) s = str_from(s, 1);
    return s;
}

static const char *nature_of_single(const struct single *x)
{
    struct str words = without_marks(x->words);
    struct tally own = tally_of(words), sentence = tally_of(x->before);
    bool bare = own.forbids + own.demands + own.allows == 0;
    for (size_t i = 0; i < words.n; i++) bare &= !ascii_digit(words.p[i]);
    if (bare && x->op == '+' && begins_any(words, explaining, COUNT(explaining))) return "clarified";
    if (sentence.allows == 0 || sentence.forbids > 0) return NULL;
    bool came = x->op == '+';
    if (begins_any(words, conditions, COUNT(conditions))) return came ? "permission narrowed" : "permission widened";
    if (begins_any(words, widening, COUNT(widening))) return came ? "permission widened" : "permission narrowed";
    return NULL;
}

static const char *nature_of_edit(const struct clause *oc, const struct clause *nc, const struct change_item *x)
{
    if (oc->kind == CLAUSE_DEFINITION && nc->kind == CLAUSE_DEFINITION) return "definition changed";
    if (oc->body.n + nc->body.n > BODY_MAX) return NULL;
    struct tally was = tally_of(oc->body), is = tally_of(nc->body);
    struct single edit = {0};
    if (is.forbids != was.forbids) return is.forbids > was.forbids ? "new prohibition" : "prohibition removed";
    if (is.demands != was.demands) return is.demands > was.demands ? "new requirement" : "requirement removed";
    if (is.allows != was.allows) return is.allows > was.allows ? "new permission" : "permission removed";
    return single_edit(&x->edits, &edit) ? nature_of_single(&edit) : NULL;
}

const char *nature_of(const struct clauses *old_clauses, const struct clauses *new_clauses, const struct change_item *x)
{
    switch (x->kind) {
    case ITEM_ADDED: return x->cosmetic ? NULL : nature_of_lone(&new_clauses->v[x->new_clause], true);
    case ITEM_REMOVED: return x->cosmetic ? NULL : nature_of_lone(&old_clauses->v[x->old_clause], false);
    case ITEM_RETITLED: return x->cosmetic ? "restructured" : "renamed";
    case ITEM_SPLIT:
    case ITEM_MERGED: return "restructured";
    case ITEM_MODIFIED:
        return x->cosmetic ? NULL : nature_of_edit(&old_clauses->v[x->old_clause], &new_clauses->v[x->new_clause], x);
    case ITEM_MOVED:
    case ITEM_RENUMBERED:
    case ITEM_KIND_MAX: break;
    }
    return NULL;
}
