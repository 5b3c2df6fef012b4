#include "text/reading.h"

#include "base/utf8.h"
#include "text/dateline.h"
#include "text/dates.h"
#include "text/furniture.h"
#include "text/token.h"

static uint64_t mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9FB21C651E98DF25u;
    return h ^ (h >> 31);
}

/* ---- look-alikes ------------------------------------------------------------------------------------------------- */

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

/* The bytes of a character of a folded word: what begins with 0xFF is outside ASCII. */
static size_t put_folded(char *p, uint32_t c)
{
    if (c < 0x80) {
        p[0] = (char)c;
        return 1;
    }
    const char bytes[4] = {'\xFF', (char)(c >> 16), (char)(c >> 8), (char)c};
    memcpy(p, bytes, 4);
    return 4;
}

static bool is_ascii(struct str s)
{
    uint64_t w, all = 0;
    for (; s.n >= 8; s = str_of(s.p + 8, s.n - 8)) {
        memcpy(&w, s.p, 8);
        all |= w;
    }
    for (size_t i = 0; i < s.n; i++) all |= (unsigned char)s.p[i];
    return (all & 0x8080808080808080u) == 0;
}

enum { FOLDED_MAX = 128 }; /* bytes of a folded word that are hashed as bytes; longer ones are by character */

/* Most words are ASCII and are what they look like. */
static uint64_t folded_hash(struct str s, bool no_case)
{
    if (!no_case && s.n <= FOLDED_MAX && is_ascii(s)) return token_hash(s);
    char folded[FOLDED_MAX + 4];
    uint64_t h = 7;
    size_t bytes = 0;
    bool latin = false;
    for (size_t i = 0; i < s.n; i++) latin |= ascii_alpha(s.p[i]);
    for (size_t i = 0; i < s.n;) {
        static const uint32_t ligature[] = {'f', 'i', 'f', 'l'};
        size_t n = 1;
        uint32_t c = (unsigned char)s.p[i] < 0x80 ? (uint32_t)s.p[i] : utf8_next(s.p + i, s.n - i, &n);
        i += n;
        c = no_case ? lower(fold(c)) : fold(c);
        if (latin && c >= 0x80) c = latin_double(c);
        bool two = c == 0xFB01 || c == 0xFB02;
        const uint32_t *seen = two ? ligature + (c == 0xFB02 ? 2 : 0) : &c;
        for (size_t k = 0; k < (two ? 2 : 1) && c != 0; k++) {
            h = mix(h, seen[k]);
            bytes += put_folded(folded + (bytes < FOLDED_MAX ? bytes : FOLDED_MAX), seen[k]);
        }
    }
    return bytes <= FOLDED_MAX ? token_hash(str_of(folded, bytes)) : h;
}

/* ---- signs ------------------------------------------------------------------------------------------------------- */

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

enum { STRANGE_MAX = 2 }; /* words that a phrase around a date at the top or bottom may hold besides those known */

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
                 (form == FORM_LINE || dateline_told(s, i, r->at_edge ? STRANGE_MAX : 0)))
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
/* ---- a passage --------------------------------------------------------------------------------------------------- */

static void line_read(struct reading *r, struct str text, const struct block *b)
{
    struct str marked = str_of(text.p + b->words_at, b->words_n);
    struct line *l = vec_push(&r->lines, r->arena);
    l->plain = block_plain(r->arena, marked);
    l->label = str_of(text.p + b->label_at, b->label_n);
    l->kind = b->kind;
    l->date = dateline_is(l->plain);
    l->furniture = furniture_is(l->plain);
    l->only_links = furniture_only_links(marked);
}

static void line_signs(struct reading *r, struct line *l)
{
    l->from = r->signs.n;
    r->in_heading = l->kind == BLOCK_HEADING;
    signs_read(r, l->plain, l->date ? FORM_LINE : dateline_has_phrase(l->plain) ? FORM_PHRASE : FORM_NONE);
    l->to = r->signs.n;
}

void reading_lines(struct arena *a, struct str text, bool at_edge, struct reading *ret)
{
    struct blocks blocks;
    *ret = (struct reading){.arena = a, .at_edge = at_edge};
    blocks_find(a, text, &blocks);
    for (size_t i = 0; i < blocks.n; i++)
        if (blocks.v[i].kind != BLOCK_RULE && blocks.v[i].kind != BLOCK_LABEL) line_read(ret, text, &blocks.v[i]);
}

bool reading_has_signs(struct reading *r)
{
    for (size_t i = 0; i < r->lines.n; i++)
        for (size_t k = 0; k < r->lines.v[i].plain.n; k++)
            if (ascii_alnum(r->lines.v[i].plain.p[k])) return true; /* a word or a number, without reading on */
    for (size_t i = 0; i < r->lines.n && r->signs.n == 0; i++) line_signs(r, &r->lines.v[i]);
    return r->signs.n > 0;
}

void reading_make(struct arena *a, struct str text, bool at_edge, struct reading *ret)
{
    reading_lines(a, text, at_edge, ret);
    for (size_t i = 0; i < ret->lines.n; i++) line_signs(ret, &ret->lines.v[i]);
}

bool sign_same(const struct sign *x, const struct sign *y)
{
    if (x->hash == y->hash) return true;
    if (x->heading || y->heading) return folded_hash(x->text, true) == folded_hash(y->text, true);
    return (x->kind == SIGN_HIDDEN_MAIL && y->kind == SIGN_MAIL) ||
           (x->kind == SIGN_MAIL && y->kind == SIGN_HIDDEN_MAIL);
}
