#include "web/password_rules.h"

#include "base/utf8.h"
#include "web/password_words.h"

enum { WORDS_MAX = 2, CONTEXT_MAX = 16, CANDIDATE_MAX = PASSWORD_MAX * 4, RUN_MIN = 3 };

struct context { /* words of this service and this person, besides the common ones */
    struct str words[CONTEXT_MAX];
    size_t n;
};

static size_t characters(struct str s)
{
    size_t n = 0, step;
    for (size_t i = 0; i < s.n; i += step, n++) utf8_next(s.p + i, s.n - i, &step);
    return n;
}

/* Letters as the common words have them: lower case, and digits and signs that stand for letters read as letters. */
static char plain_letter(char c)
{
    static const char *const stand_ins = "4a@a3e1i!i0o5s$s7t+t8b9g";
    for (const char *p = stand_ins; *p != '\0'; p += 2)
        if (c == p[0]) return p[1];
    return ascii_lower(c);
}

static bool starts_as(struct str s, struct str word)
{
    if (word.n > s.n) return false;
    for (size_t i = 0; i < word.n; i++)
        if (ascii_lower(s.p[i]) != word.p[i] && plain_letter(s.p[i]) != word.p[i]) return false;
    return true;
}

/* The length of the run at the start: one character repeated, characters counted up or down, keys side by side. */
static size_t run_length(struct str s)
{
    static const char *const rows[] = {"1234567890",           "qwertyuiop", "asdfghjkl", "zxcvbnm",
                                       "1qaz2wsx3edc4rfv5tgb", "azertyuiop", "qwertzuiop"};
    size_t best = 0, n;
    for (int step = -1; step <= 1; step++) {
        for (n = 1; n < s.n && ascii_lower(s.p[n]) == ascii_lower(s.p[n - 1]) + step; n++) continue;
        if (n > best) best = n;
    }
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        const char *at = s.n > 0 ? strchr(rows[r], ascii_lower(s.p[0])) : NULL;
        for (int step = -1; at != NULL && step <= 1; step += 2) {
            const char *p = at;
            for (n = 1; n < s.n && (step > 0 || p > rows[r]) && p[step] != '\0' && p[step] == ascii_lower(s.p[n]); n++)
                p += step;
            if (n > best) best = n;
        }
    }
    return best >= RUN_MIN ? best : 0;
}

/* The length of what fills and adds nothing: signs, and digits up to a date's eight. */
static size_t filler_length(struct str s)
{
    size_t digits = 0;
    while (digits < s.n && ascii_digit(s.p[digits])) digits++;
    if (digits > 0) return digits <= 8 ? digits : 0;
    return s.n > 0 && !ascii_alnum(s.p[0]) && (unsigned char)s.p[0] < 0x80 ? 1 : 0;
}

struct search {
    const struct context *context;
    struct str used[WORDS_MAX];
    size_t nused;
    unsigned budget; /* steps left: what takes longer is no common pattern */
};

static bool covered(struct search *s, struct str rest);

static bool covered_by_word(struct search *s, struct str rest, struct str word)
{
    if (word.n == 0 || !starts_as(rest, word)) return false;
    bool known = false;
    for (size_t i = 0; i < s->nused; i++) known = known || str_eq(s->used[i], word);
    if (!known && s->nused == WORDS_MAX) return false;
    if (!known) s->used[s->nused++] = word;
    bool good = covered(s, str_from(rest, word.n));
    if (!good && !known) s->nused--;
    return good;
}

/* Whether rest is nothing but runs, filler, words of the context, and at most WORDS_MAX different common words. */
static bool covered(struct search *s, struct str rest)
{
    if (rest.n == 0) return true;
    if (s->budget == 0) return false;
    s->budget--;
    size_t run = run_length(rest), filler = filler_length(rest);
    if (run > 0 && covered(s, str_from(rest, run))) return true;
    if (filler > 0 && covered(s, str_from(rest, filler))) return true;
    for (size_t i = 0; i < s->context->n; i++)
        if (starts_as(rest, s->context->words[i]) && covered(s, str_from(rest, s->context->words[i].n))) return true;
    for (size_t i = 0; i < sizeof common_words / sizeof *common_words; i++)
        if (covered_by_word(s, rest, strz(common_words[i]))) return true;
    return false;
}

/* Whether it is a part shorter than a password may be, said twice or more, however spelt; the last time may be cut short. */
static bool only_repeats(struct str s)
{
    for (size_t part = 1; part < PASSWORD_MIN && 2 * part <= s.n; part++) {
        size_t i = part;
        while (i < s.n && plain_letter(s.p[i]) == plain_letter(s.p[i - part])) i++;
        if (i == s.n) return true;
    }
    return false;
}

static void add_words(struct arena *a, struct context *c, struct str text)
{
    struct str lower = str_ascii_lower(a, text);
    for (size_t from = 0, i = 0; i <= lower.n; i++) {
        if (i < lower.n && ascii_alnum(lower.p[i])) continue;
        if (i - from >= 3 && c->n < CONTEXT_MAX) c->words[c->n++] = str_of(lower.p + from, i - from);
        from = i + 1;
    }
}

static unsigned different_bytes(struct str s)
{
    bool seen[256] = {false};
    unsigned n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool *b = &seen[(unsigned char)s.p[i]];
        n += !*b;
        *b = true;
    }
    return n;
}

const char *password_refusal(struct arena *a, struct str password, struct str address, const char *site)
{
    size_t n = password.n <= CANDIDATE_MAX ? characters(password) : PASSWORD_MAX + 1;
    if (n < PASSWORD_MIN)
        return "Use at least 15 characters. A few words that do not belong together are easy to remember.";
    if (n > PASSWORD_MAX) return "Use at most 256 characters.";
    struct context context = {0};
    add_words(a, &context, STR("clause atlas clauseatlas"));
    add_words(a, &context, strz(site));
    add_words(a, &context, address);
    struct search s = {.context = &context, .budget = 20000};
    if (!only_repeats(password) && different_bytes(password) >= 5 && !covered(&s, password)) return NULL;
    return "This one is easy to guess: it is made of common words, rows of keys, dates, or your own address. Use a few "
           "words that do not belong together.";
}
