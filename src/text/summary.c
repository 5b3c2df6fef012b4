#include "text/summary.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { HEADLINE_CHARS = 140, BULLETS_MAX = 60, CALLOUTS_MAX = 24, WORDS_MAX = 160 };

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
    VEC(struct summary_callout) callouts;
    VEC(const char *) reasons;
    enum severity severity;
};

static bool in_words(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ieq(s, strz(words[i]))) return true;
    return false;
}

#define IN(s, words) in_words((s), (words), sizeof(words) / sizeof *(words))

/* ---- called out: numbers, deadlines, amounts, modal verbs ---------------------------------------------------------
 */

static const char *const time_units[] = {"day",     "days",  "month", "months", "year",    "years",    "week",
                                         "weeks",   "hour",  "hours", "minute", "minutes", "calendar", "business",
                                         "working", "jours", "mois",  "tage",   "tagen",   "monate",   "jahre"};
static const char *const currencies[] = {"usd", "eur", "gbp", "dollars", "euros", "pounds", "percent", "cents"};
static const char *const modals[] = {"must",   "shall", "may",      "will",      "can",     "cannot",
                                     "should", "might", "required", "permitted", "allowed", "prohibited"};
static const char *const negations[] = {"not",     "no",     "never",  "neither", "nor",
                                        "without", "cannot", "except", "unless"};

static bool word_next(struct str s, size_t *at, struct str *ret)
{
    while (*at < s.n) {
        enum token_kind kind;
        size_t n = token_next(s.p + *at, s.n - *at, &kind);
        *ret = str_of(s.p + *at, n);
        *at += n;
        if (kind == TOKEN_WORD) return true;
    }
    return false;
}

struct span_of {
    size_t from, to;
};

struct quantity {
    struct str text; /* with mark and unit: "$100", "30 days", "5 %" */
    const char *what;
};

static size_t number_end(struct str s, size_t i)
{
    while (i < s.n &&
           (ascii_digit(s.p[i]) || ((s.p[i] == '.' || s.p[i] == ',') && i + 1 < s.n && ascii_digit(s.p[i + 1]))))
        i++;
    return i;
}

static size_t currency_before(struct str s, size_t at)
{
    static const char *const marks[] = {"$", "€", "£", "¥"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (at >= n && memcmp(s.p + at - n, marks[i], n) == 0) return n;
    }
    return 0;
}

/* The first number in the part of s that was edited, with its mark and unit, which may stand before and behind it. */
static bool quantity_find(struct str s, struct span_of edit, struct quantity *ret)
{
    size_t at = edit.from;
    while (at < edit.to && !(ascii_digit(s.p[at]) && (at == 0 || !ascii_alnum(s.p[at - 1])))) at++;
    if (at >= edit.to) return false;
    size_t end = number_end(s, at), mark = currency_before(s, at), next = end;
    size_t date = date_match(str_from(s, at), NULL, NULL, NULL, NULL);
    if (date > 0) {
        *ret = (struct quantity){str_of(s.p + at, date), "date"};
        return true;
    }
    struct str unit;
    while (next < s.n && s.p[next] == ' ') next++;
    *ret = (struct quantity){str_of(s.p + at - mark, end - at + mark), mark > 0 ? "amount" : "number"};
    if (next < s.n && s.p[next] == ')') next++;
    if (next < s.n && s.p[next] == '%') {
        *ret = (struct quantity){str_of(s.p + at, next + 1 - at), "amount"};
    } else if (word_next(s, &next, &unit) && (IN(unit, time_units) || IN(unit, currencies))) {
        *ret =
            (struct quantity){str_of(s.p + at - mark, next - at + mark), IN(unit, time_units) ? "deadline" : "amount"};
        bool half = str_ascii_ieq(unit, STR("business")) || str_ascii_ieq(unit, STR("calendar")) ||
                    str_ascii_ieq(unit, STR("working"));
        if (half && word_next(s, &next, &unit)) ret->text.n = next - (at - mark);
    }
    return true;
}

static bool first_of(struct str s, const char *const *words, size_t n, struct str *ret)
{
    size_t at = 0;
    while (word_next(s, &at, ret))
        if (in_words(*ret, words, n)) return true;
    *ret = (struct str){0};
    return false;
}

#define FIRST_OF(s, words, ret) first_of((s), (words), sizeof(words) / sizeof *(words), (ret))

static void callout_add(struct teller *t, const struct change_item *x, const char *what, struct str was, struct str now)
{
    if (t->callouts.n == CALLOUTS_MAX || str_eq(was, now)) return;
    was = str_trim(was);
    now = str_trim(now);
    const char *words = was.n == 0   ? arena_printf(t->arena, "“" STR_FMT "” was added", STR_ARG(now))
                        : now.n == 0 ? arena_printf(t->arena, "“" STR_FMT "” was taken out", STR_ARG(was))
                                     : arena_printf(t->arena, STR_FMT " → " STR_FMT, STR_ARG(was), STR_ARG(now));
    for (size_t i = 0; i < t->callouts.n; i++)
        if (str_eqz(t->callouts.v[i].words, words)) return;
    *vec_push(&t->callouts, t->arena) =
        (struct summary_callout){what, was, now, strz(words), x->old_clause, x->new_clause};
}

/* One edit with some of the kept text around it, as both sides read: the currency before a number and the unit behind
 * it are often not edited. */
struct edit_context {
    struct str went, came; /* the words edited */
    struct str was, is;    /* the same with what is around them */
    struct span_of in_was, in_is;
};

enum { AROUND = 40 };

static void context_make(struct arena *a, struct str before, struct str went, struct str came, struct str behind,
                         struct edit_context *ret)
{
    size_t mark = currency_before(before, before.n);
    struct str head = str_from(before, before.n - mark), tail = str_upto(behind, AROUND);
    struct str parts[2] = {went, came}, whole[2];
    for (int side = 0; side < 2; side++) {
        char *p = arena_alloc(a, head.n + parts[side].n + tail.n + 1);
        if (head.n > 0) memcpy(p, head.p, head.n);
        if (parts[side].n > 0) memcpy(p + head.n, parts[side].p, parts[side].n);
        if (tail.n > 0) memcpy(p + head.n + parts[side].n, tail.p, tail.n);
        whole[side] = str_of(p, head.n + parts[side].n + tail.n);
    }
    *ret = (struct edit_context){went, came, whole[0], whole[1], {head.n, head.n + went.n}, {head.n, head.n + came.n}};
}

static void callouts_of_edit(struct teller *t, const struct change_item *x, const struct edit_context *e)
{
    struct quantity was, now;
    bool had = quantity_find(e->was, e->in_was, &was), has = quantity_find(e->is, e->in_is, &now);
    if (had && has && !str_eq(was.text, now.text)) callout_add(t, x, now.what, was.text, now.text);
    struct str a, b;
    bool no_a = FIRST_OF(e->went, negations, &a), no_b = FIRST_OF(e->came, negations, &b);
    if (no_a != no_b) callout_add(t, x, "negation", a, b);
    bool may_a = FIRST_OF(e->went, modals, &a), may_b = FIRST_OF(e->came, modals, &b);
    if (may_a && may_b && !str_ascii_ieq(a, b)) callout_add(t, x, "obligation", a, b);
}

static void callouts_of_item(struct teller *t, const struct change_item *x)
{
    const struct word_edits *w = &x->edits;
    for (size_t i = 0; i < w->n; i++) {
        if (w->v[i].op == '=') continue;
        struct str before = i > 0 ? w->v[i - 1].text : (struct str){0}, went = {0}, came = {0};
        for (size_t from = i; i < w->n && i < from + 2 && w->v[i].op != '='; i++)
            *(w->v[i].op == '-' ? &went : &came) = w->v[i].text;
        struct edit_context e;
        context_make(t->arena, before, went, came, i < w->n ? w->v[i].text : (struct str){0}, &e);
        callouts_of_edit(t, x, &e);
        i--;
    }
}

/* ---- bullets ------------------------------------------------------------------------------------------------------
 */

static const char *verb_of(const struct change_item *x)
{
    static const char *const verbs[ITEM_KIND_MAX] = {"Added", "Removed", "Changed",    "Moved",
                                                     "Split", "Merged",  "Renumbered", "Retitled"};
    return verbs[x->kind];
}

static const struct clause *clause_of(const struct teller *t, const struct change_item *x)
{
    return x->new_clause >= 0 ? &t->n->v[x->new_clause] : &t->o->v[x->old_clause];
}

static bool says(struct str body, const char *const *phrases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ifind(body, strz(phrases[i])) != STR_NONE) return true;
    return false;
}

#define SAYS(s, phrases) says((s), (phrases), sizeof(phrases) / sizeof *(phrases))

/* Named only where a whole clause came or went, or its definition changed: there the words show it. */
static const char *nature_of(const struct teller *t, const struct change_item *x)
{
    static const char *const forbids[] = {"may not",       "must not",    "shall not",        "prohibited",
                                          "not permitted", "not allowed", "you agree not to", "do not "};
    static const char *const requires[] = {"you must", "you shall",    "you are required", "is required",
                                           "must be",  "you agree to", "you will need to"};
    static const char *const permits[] = {"you may ", "you can ", "is permitted", "are permitted", "you are allowed"};
    const struct clause *c = clause_of(t, x);
    if (c->kind == CLAUSE_DEFINITION && (x->kind == ITEM_MODIFIED || x->kind == ITEM_ADDED))
        return x->kind == ITEM_ADDED ? "new definition" : "definition changed";
    if (x->kind == ITEM_RETITLED) return "renamed";
    if (x->kind == ITEM_SPLIT || x->kind == ITEM_MERGED) return "restructured";
    if (x->kind != ITEM_ADDED && x->kind != ITEM_REMOVED) return NULL;
    bool added = x->kind == ITEM_ADDED;
    if (SAYS(c->body, forbids)) return added ? "new prohibition" : "prohibition removed";
    if (SAYS(c->body, requires)) return added ? "new requirement" : "requirement removed";
    if (SAYS(c->body, permits)) return added ? "new permission" : "permission removed";
    return NULL;
}

static void bullet_add(struct teller *t, const struct change_item *x)
{
    if (t->bullets.n == BULLETS_MAX) return;
    if (x->cosmetic && !x->moved && x->kind != ITEM_RENUMBERED && x->kind != ITEM_SPLIT && x->kind != ITEM_MERGED)
        return;
    const struct clause *c = clause_of(t, x);
    bool tell = !x->cosmetic && x->kind != ITEM_ADDED && x->kind != ITEM_REMOVED && strlen(x->reason) <= WORDS_MAX;
    const char *text = x->kind == ITEM_RENUMBERED
                           ? arena_printf(t->arena, STR_FMT " (" STR_FMT " → " STR_FMT ")", STR_ARG(c->title),
                                          STR_ARG(t->o->v[x->old_clause].label), STR_ARG(t->n->v[x->new_clause].label))
                       : tell ? arena_printf(t->arena, STR_FMT ": %s", STR_ARG(c->title), x->reason)
                              : arena_printf(t->arena, STR_FMT, STR_ARG(c->title));
    *vec_push(&t->bullets, t->arena) =
        (struct summary_bullet){verb_of(x), strz(text), nature_of(t, x), x->old_clause, x->new_clause};
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

static void weigh_item(struct teller *t, const struct change_item *x)
{
    const struct clause *c = clause_of(t, x);
    if (x->kind == ITEM_ADDED)
        raise(t, SEVERITY_MEDIUM, "a clause was added");
    else if (x->kind == ITEM_REMOVED)
        raise(t, SEVERITY_MEDIUM, "a clause was removed");
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        if (str_ascii_ifind(c->body, strz(topics[i].phrase)) == STR_NONE &&
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
        if (strcmp(what, "date") != 0)
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

static struct str headline(struct teller *t, struct str document, struct str platform)
{
    struct arena *a = t->arena;
    struct tally n = tally_items(t->al);
    const char *who = platform.n > 0 ? str_dupz(a, platform) : "The publisher";
    const char *what = document.n > 0 ? arena_printf(a, "its " STR_FMT, STR_ARG(document)) : "the text";
    const char *s;
    if (n.added + n.removed + n.changed == 0)
        s = n.moved > 0 ? arena_printf(a, "%s moves %zu %s of %s without changing a word that matters", who, n.moved,
                                       clauses_word(n.moved), what)
                        : arena_printf(a, "%s edits the form of %s, not what it says", who, what);
    else if (n.only != NULL && n.only->kind == ITEM_ADDED)
        s = arena_printf(a, "%s adds to %s: " STR_FMT, who, what, STR_ARG(clause_of(t, n.only)->title));
    else if (n.only != NULL && n.only->kind == ITEM_REMOVED)
        s = arena_printf(a, "%s removes from %s: " STR_FMT, who, what, STR_ARG(clause_of(t, n.only)->title));
    else if (t->callouts.n > 0)
        s = arena_printf(a, "%s %s in %s: " STR_FMT, who, counted(a, &n), what, STR_ARG(t->callouts.v[0].words));
    else if (n.only != NULL)
        s = arena_printf(a, "%s changes a clause of %s: " STR_FMT, who, what, STR_ARG(clause_of(t, n.only)->title));
    else
        s = arena_printf(a, "%s %s in %s", who, counted(a, &n), what);
    return cut_chars(a, strz(s), HEADLINE_CHARS);
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

void summary_make(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                  const struct alignment *al, struct str document, struct str platform, struct summary *ret)
{
    struct teller t = {.arena = a, .o = old_clauses, .n = new_clauses, .al = al};
    for (size_t i = 0; i < al->nitems; i++) {
        if (!al->items[i].cosmetic) callouts_of_item(&t, &al->items[i]);
        bullet_add(&t, &al->items[i]);
    }
    weigh(&t);
    struct summary s = {.headline = headline(&t, document, platform), .severity = t.severity};
    new_dates(&t, &s.dates);
    s.bullets = t.bullets.v;
    s.nbullets = t.bullets.n;
    s.callouts = t.callouts.v;
    s.ncallouts = t.callouts.n;
    s.reasons = t.reasons.v;
    s.nreasons = t.reasons.n;
    *ret = s;
}
