#include "text/noise.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/block.h"
#include "text/dates.h"
#include "text/worddiff.h"

#include <stdlib.h>

/* How a passage is read: block by block, without marks and numbers, as a list of signs. A sign is a word, a number,
 * a currency or other mark that carries meaning, or a placeholder for what may differ: a date in an "updated"
 * phrase, an address of the web. Two passages are the same when their signs are. */

/* In bytes. LONE_MAX: what came or went as a whole and is longer is no furniture. In words: REASON_WORDS, and
 * STRANGE_MAX that a phrase around a date at the top or bottom may hold besides those that are known. */
enum { DATE_LINE_MAX = 220, FURNITURE_MAX = 60, LONE_MAX = 8192, REASON_WORDS = 6, STRANGE_MAX = 2 };

enum sign_kind { SIGN_WORD, SIGN_NUMBER, SIGN_MARK, SIGN_UPDATED, SIGN_URL, SIGN_MAIL, SIGN_HIDDEN_MAIL };

struct sign {
    struct str text; /* as read, case kept */
    uint64_t hash;   /* of its folded form */
    uint8_t kind;
    bool heading;
    bool tight; /* no white space before it */
};

struct line {        /* a block */
    size_t from, to; /* its signs */
    uint64_t hash;
    struct str label, plain;
    enum block_kind kind;
    bool furniture, date, only_links;
};

struct reading {
    struct arena *arena;
    VEC(struct sign) signs;
    VEC(struct line) lines;
    bool in_heading;
    bool at_edge; /* near the top or bottom, where documents tell when they were updated */
};

static uint64_t mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9FB21C651E98DF25u;
    return h ^ (h >> 31);
}

/* ---- look-alikes --------------------------------------------------------------------------------------------------
 */

/* A character as what it looks like: ASCII where it has a double there, else itself; 0 where nobody sees it. Capitals
 * stay: a term with a capital is a defined one. Only in headings are they a matter of style. */
static uint32_t fold(uint32_t c)
{
    if (c < 0x80) return c;
    if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF)
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E) return fold(c - 0xFEE0); /* fullwidth */
    if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0x02BC || c == 0xB4) return '\'';
    if (c >= 0x2010 && c <= 0x2015) return '-';
    if (c == 0x2212) return '-';
    return c;
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80) return (uint32_t)(unsigned char)ascii_lower((char)c);
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9))
        return c + 32;
    if (c >= 0x100 && c <= 0x17F && c != 0x138 && c != 0x149 && c != 0x17F)
        return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ? c + (c & 1) : c | 1;
    return c;
}

/* Letters of other scripts that cannot be told from Latin ones, in a word that has Latin letters too. */
static uint32_t latin_double(uint32_t c)
{
    static const struct {
        uint32_t c;
        char latin;
    } doubles[] = {{0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'},
                   {0x456, 'i'}, {0x458, 'j'}, {0x455, 's'}, {0x3BF, 'o'}, {0x3B1, 'a'}, {0x3BD, 'v'}, {0x261, 'g'}};
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++)
        if (doubles[i].c == c) return (unsigned char)doubles[i].latin;
    return c;
}

static uint64_t folded_hash(struct str s, bool no_case)
{
    uint64_t h = 7;
    bool latin = false;
    for (size_t i = 0; i < s.n; i++) latin |= ascii_alpha(s.p[i]);
    for (size_t i = 0; i < s.n;) {
        size_t n = 1;
        uint32_t c = (unsigned char)s.p[i] < 0x80 ? (uint32_t)s.p[i] : utf8_next(s.p + i, s.n - i, &n);
        i += n;
        c = no_case ? lower(fold(c)) : fold(c);
        if (latin && c >= 0x80) c = latin_double(c);
        if (c == 0xFB01 || c == 0xFB02) h = mix(h, 'f'), c = c == 0xFB01 ? 'i' : 'l'; /* ligatures fi, fl */
        if (c != 0) h = mix(h, c);
    }
    return h;
}

/* ---- signs --------------------------------------------------------------------------------------------------------
 */

static size_t url_length(struct str s)
{
    if (s.p[0] != 'h' && s.p[0] != 'w') return 0;
    if (!str_starts(s, STR("www.")) && !str_starts(s, STR("http://")) && !str_starts(s, STR("https://"))) return 0;
    size_t n = 0;
    while (n < s.n && !ascii_space(s.p[n]) && strchr("<>\"|", s.p[n]) == NULL && (unsigned char)s.p[n] < 0x80) n++;
    while (n > 0 && strchr(".,;:!?)'", s.p[n - 1]) != NULL) n--;
    return n;
}

static bool mail_char(char c) { return ascii_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'; }

/* "name@host.tld" at a word start. */
static size_t mail_length(struct str s)
{
    size_t n = 0, at, dot = 0;
    while (n < s.n && n < 64 && mail_char(s.p[n])) n++;
    if (n == 0 || n >= s.n || s.p[n] != '@') return 0;
    at = n++;
    for (; n < s.n && n - at < 128 && mail_char(s.p[n]); n++)
        if (s.p[n] == '.') dot = n;
    while (n > at && s.p[n - 1] == '.') n--;
    return dot > at + 1 && dot + 1 < n ? n : 0;
}

static bool is_number(struct str s) { return s.n > 0 && ascii_digit(s.p[0]); }

/* Digits with the points and commas between them: "1,000.50". */
static size_t number_length(struct str s)
{
    size_t n = 0;
    while (n < s.n &&
           (ascii_alnum(s.p[n]) || ((s.p[n] == '.' || s.p[n] == ',') && n + 1 < s.n && ascii_digit(s.p[n + 1]))))
        n++;
    return n;
}

/* Marks that change what is said. */
static bool meaningful_mark(struct str s)
{
    if (s.n == 1) return strchr("%$+<>=#", s.p[0]) != NULL;
    static const char *const marks[] = {"€", "£", "¥", "§", "±", "≥", "≤", "×", "°", "₹", "₩", "≠"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_eqz(s, marks[i])) return true;
    return (unsigned char)s.p[0] >= 0xE3 && (unsigned char)s.p[0] != 0xEE && s.n == 3 &&
           !str_starts(s, STR("\xE3\x80")) && !str_starts(s, STR("\xEF\xBC")); /* an ideograph */
}

static void sign_add(struct reading *r, struct str text, enum sign_kind kind, bool tight)
{
    bool any = kind == SIGN_UPDATED || kind == SIGN_URL;
    uint64_t h = any ? 0x1000u + (uint64_t)kind : folded_hash(text, false);
    *vec_push(&r->signs, r->arena) =
        (struct sign){.text = text, .hash = h, .kind = (uint8_t)kind, .heading = r->in_heading, .tight = tight};
}

static void sign_word(struct reading *r, struct str s, bool tight)
{
    if (str_starts(s, STR("protected]")) || r->signs.n == 0) {
        sign_add(r, s, is_number(s) ? SIGN_NUMBER : SIGN_WORD, tight);
        return;
    }
    struct sign *last = &r->signs.v[r->signs.n - 1];
    if (str_ascii_ieq(s, STR("protected")) && str_ascii_ieq(last->text, STR("email"))) {
        last->hash = 0x2000u;
        last->kind = SIGN_HIDDEN_MAIL;
        return;
    }
    sign_add(r, s, is_number(s) ? SIGN_NUMBER : SIGN_WORD, tight);
}

enum { FORM_NONE, FORM_PHRASE, FORM_LINE }; /* of a block: whether its dates may be those of the last update */

static bool is_told(struct str s, size_t at, size_t strange);

/* The signs of a block's plain words. A date of the last update is a placeholder: any of a line that is nothing but
 * such (FORM_LINE), and those that a phrase tells (FORM_PHRASE). */
static void signs_read(struct reading *r, struct str s, int form)
{
    bool tight = false, mail = str_find_char(s, '@') != STR_NONE;
    for (size_t i = 0; i < s.n;) {
        struct str rest = str_from(s, i);
        size_t n = url_length(rest);
        bool word_start = i == 0 || !ascii_alnum(s.p[i - 1]);
        enum token_kind kind = TOKEN_WORD;
        if (n > 0)
            sign_add(r, str_upto(rest, n), SIGN_URL, tight);
        else if (mail && word_start && (n = mail_length(rest)) > 0)
            sign_add(r, str_upto(rest, n), SIGN_MAIL, tight);
        else if (form != FORM_NONE && word_start && (n = date_match(rest, NULL, NULL, NULL, NULL)) > 0 &&
                 (form == FORM_LINE || is_told(s, i, r->at_edge ? STRANGE_MAX : 0)))
            sign_add(r, str_upto(rest, n), SIGN_UPDATED, tight);
        else if (is_number(rest))
            sign_word(r, str_upto(rest, n = number_length(rest)), tight);
        else {
            n = token_next(rest.p, rest.n, &kind);
            if (kind == TOKEN_WORD)
                sign_word(r, str_upto(rest, n), tight);
            else if (kind == TOKEN_MARK && meaningful_mark(str_upto(rest, n)))
                sign_add(r, str_upto(rest, n), SIGN_MARK, tight);
        }
        tight = kind != TOKEN_SPACE;
        i += n;
    }
}

/* ---- date lines and furniture -------------------------------------------------------------------------------------
 */

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

static bool is_in_force(struct str s)
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
            if (kind == TOKEN_WORD && !is_number(rest) && !is_line_word(str_upto(rest, n))) return false;
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

static bool is_date_line(struct str plain)
{
    size_t dates;
    if (plain.n > DATE_LINE_MAX || !has_year(plain) || is_in_force(plain)) return false;
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

/* The date at s[at] is told by a phrase like "These terms were last updated on": one of the words that say so, and
 * around it their like, names, and at most `strange` other words. */
static bool is_told(struct str s, size_t at, size_t strange)
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

bool noise_date_line(struct str line)
{
    struct arena a;
    arena_init(&a, 1u << 20);
    bool is = line.n <= 2 * DATE_LINE_MAX && is_date_line(block_plain(&a, line));
    arena_release(&a);
    return is;
}

/* Whole short lines that belong to the page and not to the document. */
static bool is_furniture(struct str s)
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
    if (s.n > FURNITURE_MAX) return false;
    while (s.n > 0 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':')) s.n--;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (s.n == lines[i].n && str_ascii_ieq(s, lines[i])) return true;
    return false;
}

/* "© 2024 Example Ltd. All rights reserved." */
static bool is_copyright(struct str s)
{
    return s.n <= 200 && (str_starts(s, STR("©")) || str_starts(s, STR("Copyright ©")) ||
                          str_starts(s, STR("Copyright (c)")) || str_starts(s, STR("(c) ")));
}

/* Every word of the block is the text of a link. */
static bool only_links(struct str marked)
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

/* ---- a passage ----------------------------------------------------------------------------------------------------
 */

static void line_read(struct reading *r, struct str text, const struct block *b)
{
    struct str marked = str_of(text.p + b->words_at, b->words_n);
    struct line *l = vec_push(&r->lines, r->arena);
    l->plain = block_plain(r->arena, marked);
    l->label = str_of(text.p + b->label_at, b->label_n);
    l->kind = b->kind;
    l->from = r->signs.n;
    l->date = is_date_line(l->plain);
    l->furniture = is_furniture(l->plain) || is_copyright(l->plain);
    l->only_links = only_links(marked);
    bool phrase = l->plain.n <= DATE_LINE_MAX && has_year(l->plain) &&
                  ((HAS_ANY(l->plain, update_words) && !is_in_force(l->plain)) ||
                   str_ascii_ifind(l->plain, STR("(updated ")) != STR_NONE);
    r->in_heading = b->kind == BLOCK_HEADING;
    signs_read(r, l->plain, l->date ? FORM_LINE : phrase ? FORM_PHRASE : FORM_NONE);
    l = &r->lines.v[r->lines.n - 1];
    l->to = r->signs.n;
    l->hash = 3;
    for (size_t i = l->from; i < l->to; i++) l->hash = mix(l->hash, r->signs.v[i].hash);
}

static void reading_make(struct arena *a, struct str text, const struct place *where, struct reading *ret)
{
    struct blocks blocks;
    *ret = (struct reading){.arena = a, .at_edge = where->near_top || where->near_bottom};
    blocks_find(a, text, &blocks);
    for (size_t i = 0; i < blocks.n; i++)
        if (blocks.v[i].kind != BLOCK_RULE && blocks.v[i].kind != BLOCK_LABEL) line_read(ret, text, &blocks.v[i]);
}

/* ---- comparing ----------------------------------------------------------------------------------------------------
 */

struct pick { /* which lines of a reading count */
    bool skip_dates, skip_furniture, skip_menus;
};

struct sequence {
    const struct sign **v;
    size_t n;
};

static bool picked(const struct line *l, struct pick p)
{
    return !(p.skip_dates && l->date) && !(p.skip_furniture && l->furniture) && !(p.skip_menus && l->only_links);
}

static struct sequence pick_signs(struct reading *r, struct pick p)
{
    struct sequence s = {ARENA_ARRAY(r->arena, const struct sign *, r->signs.n + 1), 0};
    for (size_t l = 0; l < r->lines.n; l++)
        if (picked(&r->lines.v[l], p))
            for (size_t i = r->lines.v[l].from; i < r->lines.v[l].to; i++) s.v[s.n++] = &r->signs.v[i];
    return s;
}

static bool same_sign(const struct sign *x, const struct sign *y)
{
    if (x->hash == y->hash) return true;
    if (x->heading || y->heading) return folded_hash(x->text, true) == folded_hash(y->text, true);
    return (x->kind == SIGN_HIDDEN_MAIL && y->kind == SIGN_MAIL) ||
           (x->kind == SIGN_MAIL && y->kind == SIGN_HIDDEN_MAIL);
}

static bool same_signs(const struct sequence *x, const struct sequence *y)
{
    if (x->n != y->n) return false;
    for (size_t i = 0; i < x->n; i++)
        if (!same_sign(x->v[i], y->v[i])) return false;
    return true;
}

/* Letters alike though the words are parted elsewhere ("e-mail", a lost space); numbers must be parted alike. */
static bool same_letters(const struct sequence *x, const struct sequence *y)
{
    size_t i = 0, j = 0, a = 0, b = 0;
    for (;;) {
        while (i < x->n && a >= x->v[i]->text.n) i++, a = 0;
        while (j < y->n && b >= y->v[j]->text.n) j++, b = 0;
        if (i >= x->n || j >= y->n) return i >= x->n && j >= y->n;
        if ((x->v[i]->kind != SIGN_WORD || y->v[j]->kind != SIGN_WORD)) {
            if (a > 0 || b > 0 || !same_sign(x->v[i], y->v[j])) return false;
            i++, j++;
            continue;
        }
        if (x->v[i]->text.p[a++] != y->v[j]->text.p[b++]) return false;
    }
}

static bool same_links(const struct reading *x, const struct reading *y)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < x->signs.n && x->signs.v[i].kind != SIGN_URL) i++;
        while (j < y->signs.n && y->signs.v[j].kind != SIGN_URL) j++;
        if (i >= x->signs.n || j >= y->signs.n) return i >= x->signs.n && j >= y->signs.n;
        if (!str_eq(x->signs.v[i].text, y->signs.v[j].text)) return false;
    }
}

static bool same_targets(struct str x, struct str y)
{
    size_t i = 0, j = 0;
    for (;;) {
        size_t n = 0, m = 0;
        while (i < x.n && (x.p[i] != ']' || (n = link_target(x, i)) == 0)) i++;
        while (j < y.n && (y.p[j] != ']' || (m = link_target(y, j)) == 0)) j++;
        if (i >= x.n || j >= y.n) return i >= x.n && j >= y.n;
        if (!str_eq(str_of(x.p + i, n), str_of(y.p + j, m))) return false;
        i += n;
        j += m;
    }
}

static bool same_labels(const struct reading *x, const struct reading *y)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < x->lines.n && x->lines.v[i].label.n == 0) i++;
        while (j < y->lines.n && y->lines.v[j].label.n == 0) j++;
        if (i >= x->lines.n || j >= y->lines.n) return i >= x->lines.n && j >= y->lines.n;
        if (!str_eq(x->lines.v[i].label, y->lines.v[j].label)) return false;
    }
}

static int compare_hash(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* The same lines in another order, list entries and rows only: what is no entry must not have moved. */
static bool same_entries(struct arena *a, const struct reading *x, const struct reading *y)
{
    if (x->lines.n != y->lines.n || x->lines.n < 2) return false;
    uint64_t *h = ARENA_ARRAY(a, uint64_t, x->lines.n), *k = ARENA_ARRAY(a, uint64_t, y->lines.n);
    for (size_t i = 0; i < x->lines.n; i++) {
        const struct line *o = &x->lines.v[i], *n = &y->lines.v[i];
        if (o->hash != n->hash && (o->kind != n->kind || (o->kind != BLOCK_ITEM && o->kind != BLOCK_ROW))) return false;
        h[i] = o->hash;
        k[i] = n->hash;
    }
    qsort(h, x->lines.n, sizeof *h, compare_hash);
    qsort(k, y->lines.n, sizeof *k, compare_hash);
    return memcmp(h, k, x->lines.n * sizeof *h) == 0;
}

/* ---- the answer ---------------------------------------------------------------------------------------------------
 */

/* The words as written, with the marks between them where they stand in one line. */
static struct str quoted(struct arena *a, const struct sequence *s, size_t from, size_t to)
{
    struct str out = {0};
    for (size_t i = from; i < to; i++) {
        struct str t = s->v[i]->text;
        const char *end = out.n > 0 ? out.p + out.n : t.p;
        if (out.n > 0 && t.p >= end && (size_t)(t.p - end) < 4 && memchr(end, '\0', (size_t)(t.p - end)) == NULL)
            out.n = (size_t)(t.p + t.n - out.p);
        else if (out.n == 0)
            out = t;
        else
            out = strz(arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(out), STR_ARG(t)));
    }
    return out;
}

/* The first words that differ, said shortly. */
static const char *describe(struct arena *a, const struct sequence *x, const struct sequence *y)
{
    size_t head = 0, tail = 0;
    while (head < x->n && head < y->n && same_sign(x->v[head], y->v[head])) head++;
    while (tail < x->n - head && tail < y->n - head && same_sign(x->v[x->n - tail - 1], y->v[y->n - tail - 1])) tail++;
    size_t went = x->n - head - tail, came = y->n - head - tail;
    if (went > REASON_WORDS || came > REASON_WORDS)
        return went == 0 ? "words were added" : came == 0 ? "words were taken out" : "words were replaced";
    struct str w = quoted(a, x, head, head + went), c = quoted(a, y, head, head + came);
    if (went == 0) return arena_printf(a, "“" STR_FMT "” was added", STR_ARG(c));
    if (came == 0) return arena_printf(a, "“" STR_FMT "” was taken out", STR_ARG(w));
    return arena_printf(a, "“" STR_FMT "” became “" STR_FMT "”", STR_ARG(w), STR_ARG(c));
}

bool noise_reference_word(struct str s)
{
    static const char *const words[] = {"section",    "sections", "clause",  "clauses",   "article",  "articles",
                                        "paragraph",  "§",        "part",    "parts",     "schedule", "annex",
                                        "paragraphs", "ziffer",   "ziffern", "abschnitt", "punkt",    "artikel",
                                        "abschnitte", "artículo", "sección", "articolo",  "punkte",   "chapter"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ascii_ieq(s, strz(words[i]))) return true;
    return false;
}

/* "Sections 13, 14, 15 and 17": from a number back over those before it to the word that announces them. */
static bool is_reference(const struct sequence *s, size_t i)
{
    static const char *const joints[] = {"and", "or", "to", "through", "und", "oder", "bis", "et", "y", "e"};
    if (s->v[i]->kind != SIGN_NUMBER) return false;
    while (i-- > 0) {
        if (noise_reference_word(s->v[i]->text)) return true;
        bool joint = s->v[i]->kind == SIGN_NUMBER;
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
            joint |= str_ascii_ieq(s->v[i]->text, strz(joints[k]));
        if (!joint) return false;
    }
    return false;
}

static bool follows_renumbering(const struct place *where, struct str was, struct str is)
{
    for (size_t i = 0; i < where->nrenumberings; i++)
        if (str_eq(where->renumberings[i].was, was) && str_eq(where->renumberings[i].is, is)) return true;
    return false;
}

/* "see Section 4.2" → "see Section 5.2", where the clause 4.2 has become 5.2. */
static bool only_references(const struct sequence *x, const struct sequence *y, const struct place *where)
{
    if (x->n != y->n || where->nrenumberings == 0) return false;
    for (size_t i = 0; i < x->n; i++) {
        if (same_sign(x->v[i], y->v[i])) continue;
        if (!is_reference(y, i) || !is_reference(x, i) || !follows_renumbering(where, x->v[i]->text, y->v[i]->text))
            return false;
    }
    return true;
}

/* Letters and digits, link targets left out. */
static size_t letters(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        size_t target = s.p[i] == ']' ? link_target(s, i) : 0;
        n += ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0xC3;
        i += target > 0 ? target - 1 : 0;
    }
    return n;
}

enum { SLACK = 500 }; /* letters that menus, date lines and shown addresses may bring */

/* So many letters more or less that the passages cannot read the same: they need not be read. */
static bool far_apart(struct str x, struct str y)
{
    size_t n = letters(x), m = letters(y);
    return (n < m ? m - n : n - m) > SLACK + (n + m) / 32;
}

static void answer(struct judgement *ret, bool cosmetic, const char *reason)
{
    ret->cosmetic = cosmetic;
    ret->reason = reason;
}

/* What came or went as a whole. */
static void judge_lone(const struct reading *r, const struct place *where, bool came, struct judgement *ret)
{
    size_t words = r->signs.n;
    bool dates = r->lines.n > 0, furniture = true, menu = true;
    for (size_t i = 0; i < r->lines.n; i++) {
        const struct line *l = &r->lines.v[i];
        dates &= l->date || l->furniture;
        furniture &= l->furniture;
        menu &= l->only_links || l->furniture;
    }
    bool in_force = is_in_force(where->heading);
    if (words == 0)
        answer(ret, true, "no words");
    else if (furniture)
        answer(ret, true, "page furniture");
    else if (dates && !in_force)
        answer(ret, true, "a date of the last update");
    else if (menu && (where->near_top || where->near_bottom) && r->lines.n > 1)
        answer(ret, true, "a menu of the page");
    else
        answer(ret, false, came ? "a passage was added" : "a passage was removed");
}

void noise_judge(struct arena *a, struct str old_text, struct str new_text, struct place where, struct judgement *ret)
{
    *ret = (struct judgement){0};
    struct reading x, y;
    bool came = str_trim(old_text).n == 0, lone = came || str_trim(new_text).n == 0;
    if (lone && old_text.n + new_text.n > LONE_MAX) {
        answer(ret, false, came ? "a passage was added" : "a passage was removed");
        return;
    }
    if (!lone && far_apart(old_text, new_text)) {
        answer(ret, false, old_text.n > new_text.n ? "words were taken out" : "words were added");
        return;
    }
    reading_make(a, old_text, &where, &x);
    reading_make(a, new_text, &where, &y);
    if (lone) {
        judge_lone(came ? &y : &x, &where, came, ret);
        return;
    }
    ret->links = !same_links(&x, &y) || !same_targets(old_text, new_text);
    ret->renumbered = !same_labels(&x, &y);
    bool in_force = is_in_force(where.heading);
    struct pick all = {0}, no_dates = {.skip_dates = !in_force},
                body = {.skip_dates = !in_force, .skip_furniture = true};
    struct sequence ox = pick_signs(&x, all), oy = pick_signs(&y, all);
    const char *plain = ret->renumbered ? "only a number before the words"
                        : ret->links    ? "only the targets of links"
                                        : "only white space and markup";
    if (same_signs(&ox, &oy)) {
        bool update = false;
        for (size_t i = 0; i < ox.n; i++)
            update |= ox.v[i]->kind == SIGN_UPDATED && !str_eq(ox.v[i]->text, oy.v[i]->text);
        if (update && in_force)
            answer(ret, false, "the date from which it is in force");
        else
            answer(ret, true, update ? "the date of the last update" : plain);
        ret->same_words = !update;
        return;
    }
    struct sequence dx = pick_signs(&x, no_dates), dy = pick_signs(&y, no_dates), bx = pick_signs(&x, body),
                    by = pick_signs(&y, body);
    if (same_letters(&ox, &oy))
        answer(ret, true, "only white space and hyphens");
    else if (same_signs(&dx, &dy))
        answer(ret, true, "the date of the last update");
    else if (same_signs(&bx, &by))
        answer(ret, true, "page furniture");
    else if (same_entries(a, &x, &y))
        answer(ret, true, "the order of list entries");
    else if (only_references(&bx, &by, &where))
        answer(ret, true, "references that follow a new numbering");
    else
        answer(ret, false, describe(a, &bx, &by));
}

bool noise_same_words(struct arena *a, struct str old_text, struct str new_text)
{
    if (str_eq(old_text, new_text)) return true;
    struct reading x, y;
    struct place nowhere = {0};
    reading_make(a, old_text, &nowhere, &x);
    reading_make(a, new_text, &nowhere, &y);
    struct sequence ox = pick_signs(&x, (struct pick){0}), oy = pick_signs(&y, (struct pick){0});
    if (ox.n != oy.n) return false;
    for (size_t i = 0; i < ox.n; i++)
        if (!same_sign(ox.v[i], oy.v[i]) || (ox.v[i]->kind == SIGN_UPDATED && !str_eq(ox.v[i]->text, oy.v[i]->text)))
            return false;
    return true;
}
