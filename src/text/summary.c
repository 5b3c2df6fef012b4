#include "text/summary.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/nature.h"

enum { HEADLINE_CHARS = 140, BULLETS_MAX = 60, WORDS_MAX = 160 };

const char *severity_name(enum severity s)
{
    static const char *const names[SEVERITY_MAX] = {"low", "medium", "high", "critical"};
    return names[s];
}

struct teller {
    struct arena *arena;
    const struct clauses *o, *n;
    const struct alignment *al;
    VEC(struct summary_bullet) bullets;
    struct callouts callouts;
    VEC(const char *) reasons;
    enum severity severity;
};

/* ---- bullets ------------------------------------------------------------------------------------------------------
 */

static const char *verb_of(const struct change_item *x)
{
    static const char *const verbs[ITEM_KIND_MAX] = {"Added", "Removed", "Changed",    "Moved",
                                                     "Split", "Merged",  "Renumbered", "Renamed"};
    return verbs[x->kind];
}

static const struct clause *clause_of(const struct teller *t, const struct change_item *x)
{
    return x->new_clause >= 0 ? &t->n->v[x->new_clause] : &t->o->v[x->old_clause];
}

static void bullet_add(struct teller *t, const struct change_item *x)
{
    if (t->bullets.n == BULLETS_MAX) return;
    if (x->cosmetic && !x->moved && x->kind != ITEM_RENUMBERED && x->kind != ITEM_SPLIT && x->kind != ITEM_MERGED &&
        x->kind != ITEM_RETITLED)
        return;
    const struct clause *c = clause_of(t, x);
    bool tell = !x->cosmetic && x->kind != ITEM_ADDED && x->kind != ITEM_REMOVED && strlen(x->reason) <= WORDS_MAX;
    const char *text = x->kind == ITEM_RENUMBERED
                           ? arena_printf(t->arena, STR_FMT " (" STR_FMT " → " STR_FMT ")", STR_ARG(c->title),
                                          STR_ARG(t->o->v[x->old_clause].label), STR_ARG(t->n->v[x->new_clause].label))
                       : tell ? arena_printf(t->arena, STR_FMT ": %s", STR_ARG(c->title), x->reason)
                              : arena_printf(t->arena, STR_FMT, STR_ARG(c->title));
    *vec_push(&t->bullets, t->arena) =
        (struct summary_bullet){verb_of(x), strz(text), nature_of(t->o, t->n, x), x->old_clause, x->new_clause};
}

/* ---- severity -----------------------------------------------------------------------------------------------------
 */

static void raise(struct teller *t, enum severity s, const char *reason)
{
    if (s > t->severity) t->severity = s;
    for (size_t i = 0; i < t->reasons.n; i++)
        if (strcmp(t->reasons.v[i], reason) == 0) return;
    *vec_push(&t->reasons, t->arena) = reason;
}

struct topic {
    const char *phrase, *name;
};

static const struct topic topics[] = {
    {"arbitrat", "dispute resolution"},
    {"class action", "dispute resolution"},
    {"jury", "dispute resolution"},
    {"liabilit", "liability"},
    {"indemni", "indemnity"},
    {"terminat", "termination"},
    {"suspend", "termination"},
    {"refund", "refunds"},
    {"auto-renew", "renewal"},
    {"automatically renew", "renewal"},
    {"sell your", "sale of data"},
    {"sell personal", "sale of data"},
    {"third part", "sharing with third parties"},
    {"retain", "retention"},
    {"retention", "retention"},
    {"train", "training on content"},
    {"biometric", "biometric data"},
    {"children", "children"},
    {"governing law", "governing law"},
    {"license to", "licence of content"},
    {"licence to", "licence of content"},
    {"fees", "fees"},
    {"price", "fees"},
};

enum { TOPIC_BYTES = 16 << 10 }; /* of a clause; what is longer touches everything */

static void weigh_item(struct teller *t, const struct change_item *x)
{
    const struct clause *c = clause_of(t, x);
    if (x->kind == ITEM_ADDED)
        raise(t, SEVERITY_MEDIUM, "a clause was added");
    else if (x->kind == ITEM_REMOVED)
        raise(t, SEVERITY_MEDIUM, "a clause was removed");
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        if (str_ascii_ifind(str_upto(c->body, TOPIC_BYTES), strz(topics[i].phrase)) == STR_NONE &&
            str_ascii_ifind(c->heading_path, strz(topics[i].phrase)) == STR_NONE)
            continue;
        bool whole = x->kind == ITEM_ADDED || x->kind == ITEM_REMOVED;
        bool grave = whole && strcmp(topics[i].name, "dispute resolution") == 0;
        raise(t,
              grave   ? SEVERITY_CRITICAL
              : whole ? SEVERITY_HIGH
                      : SEVERITY_MEDIUM,
              arena_printf(t->arena, "it touches %s", topics[i].name));
        return;
    }
}

static void weigh(struct teller *t)
{
    size_t substantive = 0;
    for (size_t i = 0; i < t->al->nitems; i++) {
        if (t->al->items[i].cosmetic) continue;
        if (substantive++ < BULLETS_MAX) weigh_item(t, &t->al->items[i]);
    }
    for (size_t i = 0; i < t->callouts.n; i++) {
        const char *what = t->callouts.v[i].what;
        if (strcmp(what, "date") != 0 && strcmp(what, "words") != 0)
            raise(t, strcmp(what, "number") == 0 ? SEVERITY_MEDIUM : SEVERITY_HIGH,
                  arena_printf(t->arena, "a changed %s", what));
    }
    if (substantive >= 10) raise(t, SEVERITY_HIGH, "ten clauses or more");
    if (substantive == 0)
        raise(t, SEVERITY_LOW, "nothing but appearance");
    else if (t->reasons.n == 0)
        raise(t, SEVERITY_LOW, "small edits of words");
}

/* ---- headline -----------------------------------------------------------------------------------------------------
 */

struct tally {
    size_t added, removed, changed, moved;
    const struct change_item *only; /* where one item alone matters */
};

static struct tally tally_items(const struct alignment *al)
{
    struct tally n = {0};
    for (size_t i = 0; i < al->nitems; i++) {
        const struct change_item *x = &al->items[i];
        n.moved += x->moved;
        if (x->cosmetic) continue;
        n.only = n.added + n.removed + n.changed == 0 ? x : NULL;
        n.added += x->kind == ITEM_ADDED;
        n.removed += x->kind == ITEM_REMOVED;
        n.changed += x->kind != ITEM_ADDED && x->kind != ITEM_REMOVED;
    }
    return n;
}

static struct str cut_chars(struct arena *a, struct str s, size_t max)
{
    size_t chars = 0, at = 0, space = 0;
    for (size_t n; at < s.n; at += n, chars++) {
        (void)utf8_next(s.p + at, s.n - at, &n);
        if (chars + 1 == max) {
            if (at + n >= s.n) return s;
            if (space < at / 2) space = at;
            return strz(arena_printf(a, STR_FMT "…", STR_ARG(str_upto(s, space))));
        }
        if (s.p[at] == ' ') space = at;
    }
    return s;
}

static const char *clauses_word(size_t n) { return n == 1 ? "clause" : "clauses"; }

static const char *counted(struct arena *a, const struct tally *n)
{
    const char *s = ""; /* each step wraps the one before */
    if (n->changed > 0) s = arena_printf(a, "changes %zu %s", n->changed, clauses_word(n->changed));
    if (n->added > 0)
        s = arena_printf(a, "%s%sadds %zu%s", s, *s ? (n->removed ? ", " : " and ") : "", n->added,
                         *s              ? ""
                         : n->added == 1 ? " clause"
                                         : " clauses");
    if (n->removed > 0)
        s = arena_printf(a, "%s%sremoves %zu%s", s, *s ? " and " : "", n->removed,
                         *s                ? ""
                         : n->removed == 1 ? " clause"
                                           : " clauses");
    return s;
}

/* One more detail behind the sentence, where there is room for it. */
static const char *with_detail(struct arena *a, const char *s, const char *detail, size_t *details)
{
    const char *longer = arena_printf(a, "%s%s%s", s, *details == 0 ? ": " : "; ", detail);
    if (*details > 0 && utf8_count(strz(longer)) > HEADLINE_CHARS) return s;
    ++*details;
    return longer;
}

enum { DETAILS_MAX = 3 };

/* What is called out, then the titles of clauses that came or went, then what a small edit says. */
static const char *with_details(struct teller *t, const char *s, const struct tally *n)
{
    struct arena *a = t->arena;
    size_t details = 0;
    struct str last = {0};
    for (size_t i = 0; i < t->callouts.n && details < DETAILS_MAX; i++)
        if (strcmp(t->callouts.v[i].what, "date") != 0)
            s = with_detail(a, s, str_dupz(a, t->callouts.v[i].words), &details);
    if (details == 0 && t->callouts.n > 0 && n->added + n->removed == 0)
        s = with_detail(a, s, str_dupz(a, t->callouts.v[0].words), &details);
    for (size_t i = 0; i < t->al->nitems && details < DETAILS_MAX; i++) {
        const struct change_item *x = &t->al->items[i];
        bool one_sided = x->kind == ITEM_ADDED || x->kind == ITEM_REMOVED;
        if (x->cosmetic || (!one_sided && n->added + n->removed > 0)) continue;
        const struct clause *c = clause_of(t, x);
        struct str title =
            c->nheadings > 0 && c->headings[c->nheadings - 1].n > 0 ? c->headings[c->nheadings - 1] : c->title;
        if (str_eq(title, last) || (!one_sided && details > 0)) continue;
        last = title;
        s = with_detail(a, s, str_dupz(a, title), &details);
    }
    return s;
}

/* Nothing that matters: moved, cut or joined differently, or only its form. */
static const char *form_headline(struct teller *t, const char *who, const char *what, size_t moved)
{
    bool cut = false;
    for (size_t i = 0; i < t->al->nitems; i++) {
        enum item_kind k = t->al->items[i].kind;
        cut |= k == ITEM_SPLIT || k == ITEM_MERGED || k == ITEM_RETITLED;
    }
    if (cut) return arena_printf(t->arena, "%s restructures %s without changing what it says", who, what);
    if (moved > 0)
        return arena_printf(t->arena, "%s moves %zu %s of %s without changing a word that matters", who, moved,
                            clauses_word(moved), what);
    return arena_printf(t->arena, "%s edits the form of %s, not what it says", who, what);
}

static struct str headline(struct teller *t, struct str document, struct str platform)
{
    struct arena *a = t->arena;
    struct tally n = tally_items(t->al);
    const char *who = platform.n > 0 ? str_dupz(a, platform) : "The publisher";
    const char *what = document.n > 0 ? arena_printf(a, "its " STR_FMT, STR_ARG(document)) : "the text";
    const char *s;
    if (n.added + n.removed + n.changed == 0)
        return cut_chars(a, strz(form_headline(t, who, what, n.moved)), HEADLINE_CHARS);
    if (n.only != NULL && n.only->kind == ITEM_RETITLED)
        s = arena_printf(a, "%s renames a section of %s", who, what);
    else if (n.added > 0 && n.changed + n.removed == 0)
        s = n.added == 1 ? arena_printf(a, "%s adds to %s", who, what)
                         : arena_printf(a, "%s adds %zu clauses to %s", who, n.added, what);
    else if (n.removed > 0 && n.changed + n.added == 0)
        s = n.removed == 1 ? arena_printf(a, "%s removes from %s", who, what)
                           : arena_printf(a, "%s removes %zu clauses from %s", who, n.removed, what);
    else
        s = arena_printf(a, "%s %s in %s", who, counted(a, &n), what);
    return cut_chars(a, strz(with_details(t, s, &n)), HEADLINE_CHARS);
}

/* ---- dates --------------------------------------------------------------------------------------------------------
 */

static struct str whole(const struct clauses *c)
{
    if (c->n == 0) return (struct str){0};
    return str_of(c->v[0].text.p, c->v[c->n - 1].offset + c->v[c->n - 1].length);
}

static void new_dates(struct teller *t, struct stated_dates *ret)
{
    struct stated_dates was, now;
    dates_find(t->arena, whole(t->o), &was);
    dates_find(t->arena, whole(t->n), &now);
    size_t n = 0;
    for (size_t i = 0; i < now.n; i++) {
        bool known = false;
        for (size_t k = 0; k < was.n; k++)
            known |= was.v[k].basis == now.v[i].basis && was.v[k].year == now.v[i].year &&
                     was.v[k].month == now.v[i].month && was.v[k].day == now.v[i].day;
        if (!known) now.v[n++] = now.v[i];
    }
    *ret = (struct stated_dates){now.v, n};
}

static void natures(struct teller *t, struct summary *ret)
{
    ret->natures = ARENA_ARRAY(t->arena, const char *, t->bullets.n + 1);
    for (size_t i = 0; i < t->bullets.n; i++) {
        bool known = t->bullets.v[i].nature == NULL;
        for (size_t k = 0; k < ret->nnatures && !known; k++)
            known = strcmp(ret->natures[k], t->bullets.v[i].nature) == 0;
        if (!known) ret->natures[ret->nnatures++] = t->bullets.v[i].nature;
    }
}

static void references(struct teller *t, struct references *ret)
{
    struct references was;
    references_find(t->arena, t->o, &was);
    references_find(t->arena, t->n, ret);
    references_compare(&was, ret);
}

/* ---- whether it may be noise ---------------------------------------------------------------------------------------
 */

/* What is left out and put in are figures: every word of them holds a digit. */
static bool only_figures(const struct word_edits *edits)
{
    size_t figures = 0;
    for (size_t i = 0; i < edits->n; i++) {
        struct str s = edits->v[i].text;
        enum token_kind kind;
        for (size_t at = 0, n; edits->v[i].op != '=' && at < s.n; at += n) {
            n = token_next(s.p + at, s.n - at, &kind);
            if (kind == TOKEN_SPACE || kind == TOKEN_MARK) continue;
            bool digit = false;
            for (size_t k = 0; k < n; k++) digit = digit || ascii_digit(s.p[at + k]);
            if (!digit) return false;
            figures++;
        }
    }
    return figures > 0;
}

/* Figures that mean something are called out by what they are; a date and a number of things may run by themselves. */
static bool unsure(const struct teller *t)
{
    if (!t->al->substantive || t->al->capped) return false;
    for (size_t i = 0; i < t->callouts.n; i++) {
        const char *what = t->callouts.v[i].what;
        if (strcmp(what, "number") != 0 && strcmp(what, "date") != 0 && strcmp(what, "words") != 0) return false;
    }
    for (size_t i = 0; i < t->al->nitems; i++) {
        const struct change_item *x = &t->al->items[i];
        if (!x->cosmetic && (x->kind != ITEM_MODIFIED || !only_figures(&x->edits))) return false;
    }
    return true;
}

void summary_make(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                  const struct alignment *al, struct str document, struct str platform, struct summary *ret)
{
    struct teller t = {.arena = a, .o = old_clauses, .n = new_clauses, .al = al};
    callouts_find(a, old_clauses, new_clauses, al, &t.callouts);
    for (size_t i = 0; i < al->nitems; i++) bullet_add(&t, &al->items[i]);
    weigh(&t);
    struct summary s = {.headline = headline(&t, document, platform), .severity = t.severity};
    new_dates(&t, &s.dates);
    s.unsure = s.dates.n == 0 && unsure(&t); /* a date that the text states for itself runs by nobody's clock */
    natures(&t, &s);
    references(&t, &s.references);
    s.bullets = t.bullets.v;
    s.nbullets = t.bullets.n;
    s.callouts = t.callouts.v;
    s.ncallouts = t.callouts.n;
    s.reasons = t.reasons.v;
    s.nreasons = t.reasons.n;
    *ret = s;
}
