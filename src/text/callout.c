#include "text/callout.h"

#include "base/vec.h"
#include "text/block.h"
#include "text/dates.h"
#include "text/noise.h"

#include <stdlib.h>

/* FOUND_MAX, HUNKS_MAX: what is looked at before the best are chosen. SMALL: words of an edit that is told from both
 * sides. AROUND: words of context. BUDGET: bytes searched to see whether callouts are true. */
enum {
    CALLOUTS_MAX = 24,
    FOUND_MAX = 96,
    HUNKS_MAX = 400,
    QUANTITIES_MAX = 8,
    SMALL = 4,
    AROUND = 3,
    PHRASE_MAX = 90,
    BUDGET = 32 << 20
};

enum { RANK_NEGATION, RANK_DEADLINE, RANK_AMOUNT, RANK_PERCENT, RANK_ONE_SIDED, RANK_NUMBER, RANK_DATE, RANK_WORDS };

struct span {
    size_t from, to;
};

struct texts { /* an item's two texts, marked up, and its clauses' bodies */
    const struct change_item *item;
    struct str marked[2], plain[2];
    size_t lead[2]; /* bytes before the words: headings and number */
};

struct finder {
    struct arena *arena;
    VEC(struct summary_callout) found;
    size_t budget;    /* bytes that may yet be searched to see whether callouts are true */
    bool other_words; /* nothing else was found: small edits of any words count */
};

static bool in_words(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ieq(s, strz(words[i]))) return true;
    return false;
}

#define IN(s, words) in_words((s), (words), sizeof(words) / sizeof *(words))

static const char *const time_units[] = {"day",    "days",  "month",   "months",  "year",  "years", "week",   "weeks",
                                         "hour",   "hours", "minute",  "minutes", "jours", "mois",  "tage",   "tagen",
                                         "monate", "jahre", "monaten", "jahren",  "días",  "meses", "giorni", "mesi"};
static const char *const half_units[] = {"business", "calendar", "working", "consecutive"};
static const char *const currencies[] = {"usd",  "eur",    "gbp",   "dollars", "euros",
                                         "euro", "pounds", "cents", "chf",     "pln"};
static const char *const percents[] = {"percent", "prozent", "percentage"};
static const char *const counting[] = {"one",      "two",     "three",  "four",   "five",   "six",
                                       "seven",    "eight",   "nine",   "ten",    "eleven", "twelve",
                                       "fourteen", "fifteen", "twenty", "thirty", "sixty",  "ninety"};
static const char *const modals[] = {"must",  "shall",    "may",       "will",    "can",        "cannot",  "should",
                                     "might", "required", "permitted", "allowed", "prohibited", "obliged", "entitled"};
static const char *const negations[] = {"not", "no", "never", "neither", "nor", "cannot", "without", "nobody", "none"};
static const char *const exceptions[] = {"except", "unless", "excluding"};
static const char *const bounds[] = {"more",    "later",  "less",   "fewer",      "earlier", "only",
                                     "limited", "matter", "longer", "limitation", "limiting"};
static const char *const abbreviations[] = {"inc", "ltd", "llc", "co", "corp", "vs", "etc",  "mr",
                                            "mrs", "ms",  "dr",  "st", "cf",   "al", "dept", "bzw"};
static const char *const small_words[] = {"the", "a",    "an",   "to",   "be",   "of", "your", "our", "any", "in",
                                          "on",  "for",  "is",   "or",   "by",   "as", "it",   "and", "we",  "with",
                                          "at",  "been", "have", "that", "does", "do", "are",  "has"};

/* ---- words around a place -----------------------------------------------------------------------------------------
 */

static bool word_char(struct str s, size_t i)
{
    return ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80 || s.p[i] == '\'';
}

/* s[at] parts no phrase though it is one of the marks that do: the full stop of U.S. or Inc.; not that of
 * a list's letter, which stands first in its line, nor that of a section's. */
static bool stop_inside(struct str s, size_t at)
{
    if (s.p[at] != '.') return false;
    size_t from = at;
    while (from > 0 && word_char(s, from - 1)) from--;
    if (from == at || from == 0 || s.p[from - 1] == '\n') return false;
    bool initial = at - from == 1 && ascii_alpha(s.p[from]) &&
                   (s.p[from - 1] == ' ' || (s.p[from - 1] == '.' && from > 1 && ascii_alpha(s.p[from - 2])));
    char next = at + 1 < s.n ? s.p[at + 1] : ' ';
    if (ascii_alnum(next)) return initial && !ascii_digit(next);
    return initial || IN(str_of(s.p + from, at - from), abbreviations);
}

/* The next word of the line from at on: false at the line's or sentence's end, and at marks that part phrases. */
static bool word_after(struct str s, size_t at, struct span *ret)
{
    while (at < s.n && s.p[at] != '\n') {
        enum token_kind kind;
        size_t n = token_next(s.p + at, s.n - at, &kind);
        if (kind == TOKEN_WORD) {
            *ret = (struct span){at, at + n};
            return true;
        }
        if (kind == TOKEN_MARK && strchr(".;:!?,|()", s.p[at]) != NULL && !stop_inside(s, at)) return false;
        at += n;
    }
    return false;
}

static bool word_before(struct str s, size_t at, struct span *ret)
{
    while (at > 0 && !word_char(s, at - 1)) {
        if (strchr("\n.;:!?,|()", s.p[at - 1]) != NULL && !stop_inside(s, at - 1)) return false;
        at--;
    }
    size_t to = at;
    while (at > 0 && word_char(s, at - 1)) at--;
    *ret = (struct span){at, to};
    return at < to;
}

static struct str slice(struct str s, struct span x) { return str_of(s.p + x.from, x.to - x.from); }

/* x and so many words before it; behind it as many, and on to one that carries meaning. */
static struct span widened(struct str s, struct span x, int before, int after)
{
    struct span w;
    for (int i = 0; i < before && word_before(s, x.from, &w); i++) x.from = w.from;
    for (int i = 0; i < after + AROUND - 1 && word_after(s, x.to, &w); i++) {
        x.to = w.to;
        if (i + 1 >= after && !IN(slice(s, w), small_words) && !ascii_digit(s.p[w.from])) break;
    }
    while (x.to < s.n && stop_inside(s, x.to)) /* “in the U.S.” */
        for (x.to++; x.to < s.n && word_char(s, x.to);) x.to++;
    return x;
}

static size_t words_in(struct str s, struct span x)
{
    size_t count = 0;
    for (size_t i = x.from, n; i < x.to; i += n) {
        enum token_kind kind;
        n = token_next(s.p + i, x.to - i, &kind);
        count += kind == TOKEN_WORD;
    }
    return count;
}

/* s[at] belongs to a letter or digit; general punctuation does not. */
static bool is_letter(struct str s, size_t at)
{
    while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80) at--;
    unsigned char c = (unsigned char)s.p[at];
    return ascii_alnum(s.p[at]) || (c >= 0xC3 && c != 0xE2);
}

/* Between two letters of a word, or two digits of a number. */
static bool inside_word(struct str s, size_t at)
{
    if (at == 0 || at >= s.n) return false;
    bool letters = is_letter(s, at - 1) && is_letter(s, at);
    return letters ||
           (at > 1 && ascii_digit(s.p[at]) && (s.p[at - 1] == '.' || s.p[at - 1] == ',') && ascii_digit(s.p[at - 2]));
}

/* How often a phrase stands in s, not as a part of longer words. */
static size_t count_of(struct str s, struct str phrase)
{
    size_t count = 0;
    for (size_t at = 0; phrase.n > 0;) {
        size_t i = str_find(str_from(s, at), phrase);
        if (i == STR_NONE) break;
        at += i;
        count += !inside_word(s, at) && !inside_word(s, at + phrase.n);
        at += phrase.n;
    }
    return count;
}

/* ---- callouts -----------------------------------------------------------------------------------------------------
 */

struct draft {
    const char *what;
    int rank;
    struct span at[2]; /* in the marked texts; empty: this side says nothing */
    bool quoted;
};

/* Bytes of a quote, space or comma at the start or end of a phrase, which say nothing there; 0: none. */
static size_t edge_length(struct str s, bool end)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "‘", " ", "\xC2\xA0", ",",
                                        ";",  ":", "(", ")", "[", "]", "|"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str m = strz(marks[i]);
        if (end ? str_ends(s, m) : str_starts(s, m)) return m.n;
    }
    return 0;
}

static struct str told(struct arena *a, const struct texts *t, int side, struct span x)
{
    if (x.from >= x.to) return (struct str){0};
    struct str s = block_plain(a, slice(t->marked[side], x));
    for (size_t n; (n = edge_length(s, false)) > 0;) s = str_from(s, n);
    for (size_t n; (n = edge_length(s, true)) > 0;) s.n -= n;
    return s;
}

static bool has_letters(struct str s)
{
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++) letters += ascii_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0xC3;
    return letters >= 3;
}

/* Whether it is true of the two texts; both sides are given in *ret as read. */
static bool is_true(struct finder *f, struct texts *t, const struct draft *d, struct str *ret)
{
    struct arena *a = f->arena;
    size_t cost = 4 * (t->plain[0].n + t->plain[1].n);
    for (int side = 0; side < 2; side++) {
        ret[side] = told(a, t, side, d->at[side]);
        if (ret[side].n > PHRASE_MAX) return false;
    }
    if (ret[0].n + ret[1].n == 0 || noise_same_words(a, ret[0], ret[1])) return false;
    if (d->quoted && !has_letters(ret[0]) && !has_letters(ret[1])) return false;
    if (cost > f->budget) return false;
    f->budget -= cost;
    for (int side = 0; side < 2; side++)
        if (ret[side].n > 0 && count_of(t->plain[side], ret[side]) <= count_of(t->plain[1 - side], ret[side]))
            return false;
    return true;
}

static void add(struct finder *f, struct texts *t, struct draft d)
{
    struct str s[2];
    if (f->found.n == FOUND_MAX) return;
    for (int more = 0; !is_true(f, t, &d, s); more++) { /* with more of what stands around it */
        if (more == 2) return;
        for (int side = 0; side < 2; side++)
            if (d.at[side].from < d.at[side].to) d.at[side] = widened(t->marked[side], d.at[side], 1, more);
        d.quoted = true;
    }
    const char *words = s[0].n == 0   ? arena_printf(f->arena, "“" STR_FMT "” was added", STR_ARG(s[1]))
                        : s[1].n == 0 ? arena_printf(f->arena, "“" STR_FMT "” was taken out", STR_ARG(s[0]))
                        : d.quoted
                            ? arena_printf(f->arena, "“" STR_FMT "” → “" STR_FMT "”", STR_ARG(s[0]), STR_ARG(s[1]))
                            : arena_printf(f->arena, STR_FMT " → " STR_FMT, STR_ARG(s[0]), STR_ARG(s[1]));
    for (size_t i = 0; i < f->found.n; i++)
        if (str_eqz(f->found.v[i].words, words)) return;
    *vec_push(&f->found, f->arena) =
        (struct summary_callout){d.what, s[0], s[1], strz(words), t->item->old_clause, t->item->new_clause, d.rank};
}

/* ---- quantities ---------------------------------------------------------------------------------------------------
 */

struct quantity {
    struct span at; /* with mark and unit: "$100", "30 days", "5 %" */
    const char *what;
    int rank;
    bool quoted;
};

static size_t number_end(struct str s, size_t i)
{
    while (i < s.n &&
           (ascii_digit(s.p[i]) || ((s.p[i] == '.' || s.p[i] == ',') && i + 1 < s.n && ascii_digit(s.p[i + 1]))))
        i++;
    return i;
}

static size_t number_start(struct str s, size_t i)
{
    while (i > 0 &&
           (ascii_digit(s.p[i - 1]) || (i > 1 && (s.p[i - 1] == '.' || s.p[i - 1] == ',') && ascii_digit(s.p[i - 2]))))
        i--;
    return i;
}

/* Bytes of a currency's mark right before the number, or of its short name. */
static size_t currency_before(struct str s, size_t at)
{
    static const char *const marks[] = {"$", "€", "£", "¥", "₹", "US$", "\\$"};
    size_t best = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (at >= n && n > best && memcmp(s.p + at - n, marks[i], n) == 0) best = n;
    }
    struct span w;
    if (best == 0 && word_before(s, at, &w) && IN(slice(s, w), currencies)) best = at - w.from;
    return best;
}

static size_t line_start(struct str s, size_t at)
{
    while (at > 0 && s.p[at - 1] != '\n') at--;
    return at;
}

/* The number of a clause or list entry, or of a section that is referred to. */
static bool is_section_number(struct str s, struct span x)
{
    size_t i = line_start(s, x.from);
    while (i < x.from && strchr(" \t*_#([-+>", s.p[i]) != NULL) i++;
    bool dotted = memchr(s.p + x.from, '.', x.to - x.from) != NULL;
    if (i == x.from && (dotted || (x.to < s.n && strchr(".)\\:", s.p[x.to]) != NULL))) return true;
    for (size_t at = x.from, n = 0; n < 12; n++) {
        static const char *const joints[] = {"and", "or", "to", "through", "und", "bis"};
        while (at > 0 && strchr(" ,(\t", s.p[at - 1]) != NULL) at--;
        if (at >= 2 && memcmp(s.p + at - 2, "§", 2) == 0) return true;
        size_t to = at;
        while (at > 0 && (word_char(s, at - 1) || (s.p[at - 1] == '.' && to > at))) at--;
        struct str w = str_of(s.p + at, to - at);
        if (noise_reference_word(w)) return true;
        if (w.n == 0 || !(ascii_digit(w.p[0]) || IN(w, joints))) return false;
    }
    return false;
}

/* The date that the number at `at` is a part of. */
static bool date_around(struct str s, size_t at, struct span *ret)
{
    size_t from = at > 24 ? at - 24 : 0;
    for (size_t i = from; i <= at; i++) {
        if (!ascii_alnum(s.p[i]) || (i > 0 && word_char(s, i - 1))) continue;
        size_t n = date_match(str_from(s, i), NULL, NULL, NULL, NULL);
        if (n == 0 || i + n <= at) continue;
        *ret = (struct span){i, i + n};
        return true;
    }
    return false;
}

/* Of a date: none of the last update. */
static bool date_matters(struct arena *a, struct str s, struct span x, struct quantity *ret)
{
    struct stated_dates dates;
    size_t from = line_start(s, x.from), to = x.to;
    while (to < s.n && s.p[to] != '\n') to++;
    struct str line = str_of(s.p + from, to - from);
    *ret = (struct quantity){x, "date", RANK_DATE, false};
    if (line.n > 4096) return true;
    if (noise_date_line(line)) return false;
    dates_find(a, line, &dates);
    for (size_t i = 0; i < dates.n; i++)
        if (dates.v[i].at == x.from - from && dates.v[i].basis != DATE_EFFECTIVE) return false;
    return true;
}

/* "days", "business days", "years of age", "%", "dollars", behind a number that ends at *to: what it is then. */
static bool unit_after(struct str s, size_t *to, struct quantity *q)
{
    size_t at = *to;
    struct span w, v;
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '-' || s.p[at] == ')')) at++;
    if (at + 1 < s.n && s.p[at] == '\xC2' && s.p[at + 1] == '\xA0') at += 2;
    if (at < s.n && s.p[at] == '%') {
        *q = (struct quantity){{q->at.from, at + 1}, "percentage", RANK_PERCENT, false};
        *to = at + 1;
        return true;
    }
    if (!word_after(s, at, &w) || w.from > at + 1) return false;
    struct str unit = slice(s, w);
    if (IN(unit, half_units) && word_after(s, w.to, &v)) w.to = v.to, unit = slice(s, v);
    bool percent = IN(unit, percents) || (str_ascii_ieq(unit, STR("per")) && word_after(s, w.to, &v) &&
                                          str_ascii_ieq(slice(s, v), STR("cent")));
    if (percent && str_ascii_ieq(unit, STR("per"))) w.to = v.to;
    if (!percent && !IN(unit, time_units) && !IN(unit, currencies)) return false;
    *q = (struct quantity){{q->at.from, w.to}, "amount", RANK_AMOUNT, false};
    if (percent) q->what = "percentage", q->rank = RANK_PERCENT;
    if (IN(unit, time_units)) {
        bool age = word_after(s, w.to, &v) && (str_ascii_ieq(slice(s, v), STR("old")) ||
                                               (str_ascii_ieq(slice(s, v), STR("of")) && word_after(s, v.to, &v) &&
                                                str_ascii_ieq(slice(s, v), STR("age"))));
        q->what = age ? "age" : "deadline";
        q->rank = RANK_DEADLINE;
    }
    *to = w.to;
    return true;
}

/* The quantity of the number, in digits or words, at s[at]; *ret_next: where to look for another. */
static bool quantity_at(struct arena *a, struct str s, size_t at, size_t *ret_next, struct quantity *ret)
{
    struct quantity q = {{at, at}, "number", RANK_NUMBER, false};
    bool digits = ascii_digit(s.p[at]);
    size_t end = digits ? number_end(s, at) : at;
    if (digits) q.at.from = number_start(s, at);
    enum token_kind kind;
    if (!digits) end = at + token_next(s.p + at, s.n - at, &kind);
    *ret_next = end;
    q.at.to = end;
    if (!digits) {
        if (!IN(slice(s, q.at), counting) || !unit_after(s, &end, &q)) return false;
        *ret = q;
        *ret_next = end;
        return true;
    }
    if (date_around(s, at, &q.at)) {
        *ret_next = q.at.to;
        return date_matters(a, s, q.at, ret);
    }
    size_t mark = currency_before(s, q.at.from);
    bool in_name = (mark == 0 && q.at.from > 0 && word_char(s, q.at.from - 1)) || (end < s.n && ascii_alpha(s.p[end]));
    if (in_name || is_section_number(s, q.at)) return false;
    q.at.from -= mark;
    struct span w;
    if (mark > 0)
        q.what = "amount", q.rank = RANK_AMOUNT;
    else if (!unit_after(s, &end, &q)) {
        if (word_after(s, end, &w) && w.from <= end + 1 && !IN(slice(s, w), small_words) && !IN(slice(s, w), modals))
            q.at.to = w.to;
        else
            q.at = widened(s, q.at, 2, 0), q.at.to = end;
        q.quoted = true;
    }
    *ret = q;
    *ret_next = end;
    return true;
}

static size_t quantities_in(struct arena *a, struct str s, struct span x, struct quantity *ret)
{
    size_t count = 0;
    for (size_t i = x.from; i < x.to && count < QUANTITIES_MAX;) {
        bool starts = word_char(s, i) && (i == x.from || i == 0 || !word_char(s, i - 1));
        if (!starts || (unsigned char)s.p[i] >= 0x80) {
            i++;
            continue;
        }
        size_t next = i + 1;
        count += quantity_at(a, s, i, &next, &ret[count]);
        i = next > i ? next : i + 1;
    }
    return count;
}

static void call_quantities(struct finder *f, struct texts *t, const struct span *hunk)
{
    struct quantity q[2][QUANTITIES_MAX];
    size_t n = quantities_in(f->arena, t->marked[0], hunk[0], q[0]);
    if (n == 0 || quantities_in(f->arena, t->marked[1], hunk[1], q[1]) != n) return;
    for (size_t i = 0; i < n; i++) {
        bool quoted = q[0][i].quoted || q[1][i].quoted;
        const struct quantity *first = q[0][i].rank < q[1][i].rank ? &q[0][i] : &q[1][i];
        add(f, t, (struct draft){first->what, first->rank, {q[0][i].at, q[1][i].at}, quoted});
    }
}

/* ---- negations, obligations, exceptions ---------------------------------------------------------------------------
 */

/* "no longer than", "not only", "but not limited to" bound and do not deny. */
static bool denies(struct str s, struct span word)
{
    struct span w, v;
    struct str text = slice(s, word);
    bool contracted = str_ends(text, STR("n't")) || str_ends(text, STR("n’t"));
    if (!contracted && !IN(text, negations)) return false;
    if (word_after(s, word.to, &w) && IN(slice(s, w), bounds))
        return str_ascii_ieq(slice(s, w), STR("longer")) &&
               !(word_after(s, w.to, &v) && str_ascii_ieq(slice(s, v), STR("than")));
    return !(word_before(s, word.from, &w) && str_ascii_ieq(slice(s, w), STR("or")) && word_before(s, w.from, &v) &&
             str_ascii_ieq(slice(s, v), STR("whether")));
}

struct force { /* what an edit's words of one side deny, demand or except */
    size_t denials, exceptions;
    struct span denial, exception, modal; /* the first of each; empty: none */
};

static struct force force_of(struct str s, struct span x)
{
    struct force f = {0};
    for (size_t i = x.from, n; i < x.to; i += n) {
        enum token_kind kind;
        n = token_next(s.p + i, x.to - i, &kind);
        struct span w = {i, i + n};
        if (kind != TOKEN_WORD) continue;
        if (denies(s, w) && f.denials++ == 0) f.denial = w;
        if (IN(slice(s, w), exceptions) && f.exceptions++ == 0) f.exception = w;
        if (f.modal.to == 0 && IN(slice(s, w), modals)) f.modal = w;
    }
    return f;
}

static void call_one_sided(struct finder *f, struct texts *t, int side, struct span word, const char *what)
{
    struct draft d = {.what = what, .rank = RANK_ONE_SIDED, .quoted = true};
    d.at[side] = widened(t->marked[side], word, strcmp(what, "exception") != 0, AROUND + 1);
    add(f, t, d);
}

static void call_force(struct finder *f, struct texts *t, const struct span *hunk)
{
    struct force was = force_of(t->marked[0], hunk[0]), now = force_of(t->marked[1], hunk[1]);
    bool small = words_in(t->marked[0], hunk[0]) <= SMALL && words_in(t->marked[1], hunk[1]) <= SMALL;
    struct str a = slice(t->marked[0], was.modal), b = slice(t->marked[1], now.modal);
    const char *what = was.denials != now.denials                   ? "negation"
                       : was.exceptions != now.exceptions           ? "exception"
                       : a.n > 0 && b.n > 0 && !str_ascii_ieq(a, b) ? "obligation"
                                                                    : NULL;
    if (what == NULL && small && f->other_words)
        add(f, t,
            (struct draft){"words",
                           RANK_WORDS,
                           {widened(t->marked[0], hunk[0], 1, 1), widened(t->marked[1], hunk[1], 1, 1)},
                           true});
    if (what == NULL) return;
    if (small && strcmp(what, "exception") != 0) {
        add(f, t,
            (struct draft){what,
                           RANK_NEGATION,
                           {widened(t->marked[0], hunk[0], 1, 1), widened(t->marked[1], hunk[1], 1, 1)},
                           true});
    } else if (was.denials != now.denials) {
        int side = was.denials > now.denials ? 0 : 1;
        call_one_sided(f, t, side, side == 0 ? was.denial : now.denial, what);
    } else if (was.exceptions != now.exceptions) {
        int side = was.exceptions > now.exceptions ? 0 : 1;
        call_one_sided(f, t, side, side == 0 ? was.exception : now.exception, what);
    }
}

/* The bodies of the item's clauses on one side. */
static struct str bodies(struct arena *a, const struct clauses *c, ptrdiff_t main, const ptrdiff_t *more, size_t nmore)
{
    struct str s = c->v[main].body;
    for (size_t i = 0; i < nmore; i++)
        s = strz(more[i] < main ? arena_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(c->v[more[i]].body), STR_ARG(s))
                                : arena_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(s), STR_ARG(c->v[more[i]].body)));
    return s;
}

/* ---- items --------------------------------------------------------------------------------------------------------
 */

static struct str one_side(struct arena *a, const struct word_edits *e, char skip)
{
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) n += e->v[i].op != skip ? e->v[i].text.n : 0;
    char *p = arena_alloc(a, n + 1);
    n = 0;
    for (size_t i = 0; i < e->n; i++) {
        if (e->v[i].op == skip || e->v[i].text.n == 0) continue;
        memcpy(p + n, e->v[i].text.p, e->v[i].text.n);
        n += e->v[i].text.n;
    }
    return str_of(p, n);
}

static void call_item(struct finder *f, struct texts *t)
{
    const struct word_edits *e = &t->item->edits;
    struct span hunk[2] = {{0, 0}, {0, 0}};
    size_t hunks = 0;
    for (size_t i = 0; i < e->n && hunks < HUNKS_MAX; hunks++) {
        for (; i < e->n && e->v[i].op == '='; i++) hunk[0].to += e->v[i].text.n, hunk[1].to += e->v[i].text.n;
        hunk[0].from = hunk[0].to;
        hunk[1].from = hunk[1].to;
        for (; i < e->n && e->v[i].op != '='; i++) hunk[e->v[i].op == '+'].to += e->v[i].text.n;
        bool words = hunk[0].to > t->lead[0] || hunk[1].to > t->lead[1];
        if (!words || (hunk[0].from == hunk[0].to && hunk[1].from == hunk[1].to)) continue;
        call_quantities(f, t, hunk);
        call_force(f, t, hunk);
    }
}

static int compare_ranks(const void *x, const void *y)
{
    const struct summary_callout *a = x, *b = y;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return (a->new_clause > b->new_clause) - (a->new_clause < b->new_clause);
}

static void call_all(struct finder *f, const struct clauses *o, const struct clauses *n, const struct alignment *al)
{
    for (size_t i = 0; i < al->nitems && f->found.n < FOUND_MAX; i++) {
        const struct change_item *x = &al->items[i];
        if (x->cosmetic || x->edits.n == 0) continue;
        struct texts t = {.item = x,
                          .marked = {one_side(f->arena, &x->edits, '+'), one_side(f->arena, &x->edits, '-')}};
        bool split = x->kind == ITEM_SPLIT;
        t.plain[0] = bodies(f->arena, o, x->old_clause, x->more, split ? 0 : x->nmore);
        t.plain[1] = bodies(f->arena, n, x->new_clause, x->more, split ? x->nmore : 0);
        if (x->nmore == 0) t.lead[0] = o->v[x->old_clause].lead.n, t.lead[1] = n->v[x->new_clause].lead.n;
        call_item(f, &t);
    }
}

void callouts_find(struct arena *a, const struct clauses *old_clauses, const struct clauses *new_clauses,
                   const struct alignment *al, struct callouts *ret)
{
    struct finder f = {.arena = a, .budget = BUDGET};
    call_all(&f, old_clauses, new_clauses, al);
    f.other_words = f.found.n == 0;
    if (f.other_words) call_all(&f, old_clauses, new_clauses, al);
    if (f.found.n > 1) qsort(f.found.v, f.found.n, sizeof *f.found.v, compare_ranks);
    *ret = (struct callouts){f.found.v, f.found.n < CALLOUTS_MAX ? f.found.n : CALLOUTS_MAX};
}
