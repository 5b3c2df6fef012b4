#include "text/wording.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    IN_TITLE = 1 << WORDING_TITLE,
    IN_ONE = 1 << WORDING_ONE,
    IN_SENTENCE = 1 << WORDING_SENTENCE,
    IN_ADVICE = 1 << WORDING_ADVICE
};
enum { ANYWHERE = IN_TITLE | IN_ONE | IN_SENTENCE | IN_ADVICE, ANALYSIS = IN_TITLE | IN_ONE | IN_SENTENCE };

struct rule {
    unsigned where;
    const char *why;
    const char *phrases; /* separated by '|'; a star at the end stands for the rest of a word */
};

static const struct rule rules[] = {
    {ANYWHERE, "is a judgement, not a fact of the text",
     "absurd*|aggressive*|alarming*|awful*|bizarre|careless*|creepy|cruel*|cynical*|deceitful*|despicable|disgraceful*|"
     "dishonest*|"
     "disturbing*|draconian|dubious|egregious*|evil|excessive*|extreme*|fair|fairly|generous*|grab*|greed*|harsh*|"
     "horrible|ironic*|"
     "nasty|notorious*|obnoxious|onerous|oppressive*|outrageous*|overreach*|predatory|reckless*|ridiculous*|ruthless*|"
     "scandalous*|"
     "scary|shady|shameful*|shocking*|sinister|sleazy|sneak*|spying|steal*|suspicious*|terrible|trap|traps|trick|"
     "tricks|tricky|troubling|unacceptable|"
     "unethical|unfair*|unreasonable|unscrupulous|user-friendly|vague|weasel|worrying|worst"},
    {ANYWHERE, "tells the reader what to feel",
     "alarmingly|fortunately|hopefully|luckily|regrettably|sadly|surprisingly|unfortunately|worryingly|thankfully"},
    {ANALYSIS, "claims more certainty than a quotation gives",
     "absolutely|clearly|completely|definitely|everyone knows|in fact|obviously|of "
     "course|simply|totally|undeniably|undoubtedly|utterly"},
    {ANALYSIS, "is a verdict that only a court or an authority gives; say what the text says",
     "breaks the law|is illegal|are illegal|is invalid|is void|null and void|unenforceable|is unlawful|are "
     "unlawful|violat* the law|violat* gdpr|not allowed by law|is criminal"},
    {IN_TITLE | IN_ONE, "is not the present tense: the record says what the text says now",
     "did|had|has been|have been|was|were|will|would"},
    {ANALYSIS, "speaks to the reader or for the platform; name who is meant", "our|ours|we"},
    {ANALYSIS, "tells people what to do; that belongs under what one can do",
     "beware|you must|you should|watch out|people should|users should|avoid this"},
};

static const char of_law[] = "by law|legal rights|legal right|statutory|consumer law|consumer protection law|data "
                             "protection law|privacy law|labour law|copyright law|"
                             "under the law|the law requires|the law forbids|protected by law|regulator|regulators";
static const char places[] =
    "argentina|australia*|austria*|belgi*|brazil*|britain|british|california*|canad*|chile*|china|chinese|colorado|"
    "connecticut|croatia*|czech|danish|denmark|dutch|"
    "england|english "
    "law|estonia*|eu|europe*|finland|finnish|france|french|german*|greece|greek|hungar*|iceland*|illinois|india*|"
    "indonesia*|ireland|irish|israel*|"
    "ital*|japan*|kenya*|korea*|latvia*|lithuania*|luxembourg*|malta|maltese|mexic*|netherlands|new york|new "
    "zealand|nigeria*|norw*|poland|polish|portug*|quebec|"
    "romania*|scot*|singapore*|slovak*|sloven*|south "
    "africa*|spain|spanish|swed*|swiss|switzerland|taiwan*|texas|turk*|uk|ukrain*|united kingdom|united states|the us|"
    "us law|u.s.|utah|vietnam*|virginia|wales|washington|country of residence|where the user lives|where a person "
    "lives|home country";

static bool word_byte(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80;
}

/* Whether a phrase stands at the beginning of `at`, its end at a word's end; *ret is how much of it. */
static bool phrase_here(struct str at, struct str phrase, size_t *ret)
{
    bool open = phrase.n > 0 && phrase.p[phrase.n - 1] == '*';
    size_t n = phrase.n - (open ? 1 : 0);
    /* a star inside a phrase ends a word there: "violat* the law" */
    size_t star = str_find_char(str_upto(phrase, n), '*');
    if (star != STR_NONE) {
        size_t first, rest;
        if (!phrase_here(at, str_upto(phrase, star + 1), &first) ||
            !phrase_here(str_from(at, first), str_from(phrase, star + 1), &rest))
            return false;
        *ret = first + rest;
        return true;
    }
    if (at.n < n || !str_ascii_ieq(str_upto(at, n), str_upto(phrase, n))) return false;
    while (open && n < at.n && word_byte(at.p[n])) n++;
    if (!open && n < at.n && word_byte(at.p[n]) && word_byte(at.p[n - 1])) return false;
    *ret = n;
    return true;
}

/* The first of the phrases that stands in the text as whole words; empty: none does. */
static struct str find_phrase(struct str text, const char *phrases)
{
    for (size_t i = 0; i < text.n; i++) {
        if (i > 0 && word_byte(text.p[i - 1])) continue;
        struct str list = strz(phrases), phrase;
        size_t n;
        while (str_next(&list, '|', &phrase))
            if (phrase_here(str_from(text, i), phrase, &n)) return str_of(text.p + i, n);
    }
    return str_of("", 0);
}

PRINTF(4, 5) static void remark(struct arena *a, struct remarks *r, const char *field, const char *fmt, ...)
{
    va_list ap;
    char text[300];
    if (r->n == WORDING_REMARKS_MAX) return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    r->v[r->n++] = (struct remark){field, arena_dupz(a, text)};
}

static size_t count_words(struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) n += word_byte(text.p[i]) && (i == 0 || !word_byte(text.p[i - 1]));
    return n;
}

/* Ends of sentences: a word of three letters, a mark, a space and a capital. "e.g. Delaware" and "No. 4" are none. */
static size_t count_sentences(struct str text)
{
    size_t n = 1;
    for (size_t i = 3; i + 2 < text.n; i++)
        n += strchr(".!?", text.p[i]) != NULL && word_byte(text.p[i - 1]) && word_byte(text.p[i - 2]) &&
             word_byte(text.p[i - 3]) && text.p[i + 1] == ' ' && text.p[i + 2] >= 'A' && text.p[i + 2] <= 'Z';
    return n;
}

static void check_length(struct arena *a, const char *field, enum wording_kind kind, struct str text,
                         struct remarks *ret)
{
    size_t words = count_words(text);
    if (kind == WORDING_TITLE && utf8_count(text) > WORDING_TITLE_MAX)
        remark(a, ret, field, "The title has %zu characters; %d are the most that lists and mails can show.",
               utf8_count(text), WORDING_TITLE_MAX);
    if (kind == WORDING_TITLE && text.p[text.n - 1] == '.') remark(a, ret, field, "A title has no full stop.");
    if ((kind == WORDING_ONE || kind == WORDING_SENTENCE) && words > WORDING_WORDS_MAX)
        remark(a, ret, field, "The sentence has %zu words; beyond %d it is hard to read.", words, WORDING_WORDS_MAX);
    if (kind == WORDING_ONE && count_sentences(text) > 1)
        remark(a, ret, field, "What it is should be one sentence; the rest belongs to why it matters.");
    if (kind == WORDING_SENTENCE && count_sentences(text) > 1)
        remark(a, ret, field, "Here are several sentences on one quotation: give each the words that it rests on.");
}

void wording_check(struct arena *a, const char *field, enum wording_kind kind, struct str text, struct remarks *ret)
{
    text = str_trim(text);
    if (text.n == 0) return;
    check_length(a, field, kind, text, ret);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str found = (rules[i].where & (1u << kind)) != 0 ? find_phrase(text, rules[i].phrases) : str_of("", 0);
        if (found.n > 0) remark(a, ret, field, "“" STR_FMT "” %s.", STR_ARG(found), rules[i].why);
    }
    struct str law = find_phrase(text, of_law);
    if (law.n > 0 && find_phrase(text, places).n == 0)
        remark(a, ret, field, "“" STR_FMT "”: say of which country, state or union; law differs.", STR_ARG(law));
}
