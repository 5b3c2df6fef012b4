#include "text/dateline.h"

#include "text/dates.h"
#include "text/token.h"

enum { DATE_LINE_MAX = 220 }; /* bytes */

static bool has_any(struct str s, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ascii_ifind(s, words[i]) != STR_NONE) return true;
    return false;
}

#define W(lit)                                                                                                         \
    {                                                                                                                  \
        lit, sizeof(lit) - 1                                                                                           \
    }
#define HAS_ANY(s, words) has_any((s), (words), sizeof(words) / sizeof *(words))

static const struct str in_force_words[] = {
    W("effective"), W("effect"), W("in force"),  W("into force"), W("gültig"), W("in kraft"), W("vigueur"), W("vigor"),
    W("vigencia"),  W("vigore"), W("obowiązuj"), W("van kracht"), W("gäller"), W("starting"), W("ab dem")};

/* "from" says since when a text holds, but not where it says of which day the text is. */
static const struct str of_that_day_words[] = {W("version is from"), W("version from"),    W("policy is from"),
                                               W("terms are from"),  W("text is from"),    W("page is from"),
                                               W("notice is from"),  W("document is from")};
static const struct str update_words[] = {W("updated"),     W("last update"),  W("latest update"),
                                          W("update:"),     W("revised"),      W("last modified"),
                                          W("modified"),    W("last changed"), W("amended"),
                                          W("last edited"), W("aktualisiert"), W("stand:"),
                                          W("geändert"),    W("mise à jour"),  W("modifié"),
                                          W("actualiz"),    W("aggiornat"),    W("ultimo aggiornamento"),
                                          W("atualiza"),    W("bijgewerkt"),   W("gewijzigd"),
                                          W("aktualizac"),  W("uppdaterad"),   W("published"),
                                          W("posted"),      W("release date"), W("version"),
                                          W("issued"),      W("issue date"),   W("reviewed"),
                                          W("is from"),     W("are from")};

/* Dates and numbers gone, what is left of a date line are these and their like. */
static const struct str line_words[] = {W("last"),
                                        W("updated"),
                                        W("update"),
                                        W("date"),
                                        W("on"),
                                        W("of"),
                                        W("revised"),
                                        W("revision"),
                                        W("modified"),
                                        W("changed"),
                                        W("version"),
                                        W("published"),
                                        W("posted"),
                                        W("the"),
                                        W("view"),
                                        W("see"),
                                        W("prior"),
                                        W("archived"),
                                        W("archive"),
                                        W("versions"),
                                        W("here"),
                                        W("click"),
                                        W("to"),
                                        W("this"),
                                        W("was"),
                                        W("is"),
                                        W("as"),
                                        W("policy"),
                                        W("page"),
                                        W("terms"),
                                        W("privacy"),
                                        W("document"),
                                        W("notice"),
                                        W("release"),
                                        W("latest"),
                                        W("most"),
                                        W("recently"),
                                        W("edited"),
                                        W("am"),
                                        W("vom"),
                                        W("stand"),
                                        W("zuletzt"),
                                        W("aktualisiert"),
                                        W("le"),
                                        W("dernière"),
                                        W("mise"),
                                        W("à"),
                                        W("jour"),
                                        W("última"),
                                        W("actualización"),
                                        W("ultimo"),
                                        W("aggiornamento"),
                                        W("laatst"),
                                        W("bijgewerkt"),
                                        W("op"),
                                        W("data"),
                                        W("ostatnia"),
                                        W("aktualizacja"),
                                        W("amended"),
                                        W("change"),
                                        W("changes"),
                                        W("older"),
                                        W("at"),
                                        W("utc"),
                                        W("gmt"),
                                        W("issued"),
                                        W("issue"),
                                        W("reviewed"),
                                        W("from"),
                                        W("are"),
                                        W("these"),
                                        W("our"),
                                        W("were"),
                                        W("been"),
                                        W("has"),
                                        W("have"),
                                        W("text"),
                                        W("de"),
                                        W("del"),
                                        W("der"),
                                        W("wurde")};

bool dateline_in_force(struct str s)
{
    if (HAS_ANY(s, in_force_words)) return true;
    return str_ascii_ifind(s, STR("from")) != STR_NONE && !HAS_ANY(s, of_that_day_words);
}

static bool is_line_word(struct str s)
{
    for (size_t i = 0; i < sizeof line_words / sizeof *line_words; i++)
        if (s.n == line_words[i].n && str_ascii_ieq(s, line_words[i])) return true;
    return false;
}

/* The line with its dates cut out holds nothing but the vocabulary of date lines. */
static bool only_date_words(struct str s, size_t *ret_dates)
{
    *ret_dates = 0;
    for (size_t i = 0; i < s.n;) {
        struct str rest = str_from(s, i);
        size_t n = ascii_alnum(s.p[i]) ? date_match(rest, NULL, NULL, NULL, NULL) : 0;
        enum token_kind kind = TOKEN_MARK;
        if (n > 0)
            ++*ret_dates;
        else {
            n = token_next(rest.p, rest.n, &kind);
            if (kind == TOKEN_WORD && !ascii_digit(rest.p[0]) && !is_line_word(str_upto(rest, n))) return false;
        }
        i += n;
    }
    return true;
}

/* Four digits in a row: without them there is no date, and a line need not be looked at closer. */
static bool has_year(struct str s)
{
    size_t run = 0;
    for (size_t i = 0; i < s.n && run < 4; i++) run = ascii_digit(s.p[i]) ? run + 1 : 0;
    return run == 4;
}

bool dateline_is(struct str plain)
{
    size_t dates;
    if (plain.n > DATE_LINE_MAX || !has_year(plain) || dateline_in_force(plain)) return false;
    return only_date_words(plain, &dates) && dates > 0;
}

/* Where the phrase that s[at] stands in begins: behind a bracket, a stop or a mark that sets parts of a line apart. */
static size_t phrase_start(struct str s, size_t at)
{
    static const char *const marks[] = {"(", "|", ";", "[", ". ", "·", "•", "–", "—"};
    for (size_t i = at; i > 0; i--)
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            size_t n = strlen(marks[m]);
            if (i >= n && memcmp(s.p + i - n, marks[m], n) == 0) return i;
        }
    return 0;
}

bool dateline_told(struct str s, size_t at, size_t strange)
{
    size_t from = phrase_start(s, at), others = 0;
    struct str phrase = str_of(s.p + from, at - from);
    if (!HAS_ANY(phrase, update_words)) return false;
    for (size_t i = 0, n; i < phrase.n; i += n) {
        enum token_kind kind;
        n = token_next(phrase.p + i, phrase.n - i, &kind);
        bool name = phrase.p[i] >= 'A' && phrase.p[i] <= 'Z';
        others += kind == TOKEN_WORD && !name && !is_line_word(str_of(phrase.p + i, n));
    }
    return others <= strange;
}

bool dateline_has_phrase(struct str plain)
{
    if (plain.n > DATE_LINE_MAX || !has_year(plain)) return false;
    return (HAS_ANY(plain, update_words) && !dateline_in_force(plain)) ||
           str_ascii_ifind(plain, STR("(updated ")) != STR_NONE;
}
