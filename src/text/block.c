#include "text/block.h"

#include "base/vec.h"

enum { LABEL_MAX = 24, BOLD_HEADING_MAX = 160, TARGET_MAX = 4096, TARGET_DEPTH_MAX = 8 };

struct line {
    size_t at, end; /* end: at the newline, or of the text */
    size_t first;   /* first byte that is no blank; == end on a blank line */
};

struct reader {
    struct str text;
    struct arena *arena;
    VEC(struct block) blocks;
    bool open;         /* the next line may continue the last block */
    bool single;       /* the last block has one line so far */
    size_t words_end;  /* of the last block, without trailing white space */
    size_t head_level; /* of an underline just read */
};

static bool blank_char(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static struct line line_at(struct str t, size_t at)
{
    const char *nl = memchr(t.p + at, '\n', t.n - at);
    struct line l = {at, nl != NULL ? (size_t)(nl - t.p) : t.n, at};
    while (l.first < l.end && blank_char(t.p[l.first])) l.first++;
    return l;
}

size_t link_target(struct str s, size_t at)
{
    if (at + 1 >= s.n || s.p[at] != ']' || s.p[at + 1] != '(') return 0;
    size_t depth = 0, end = s.n - at > TARGET_MAX ? at + TARGET_MAX : s.n;
    for (size_t i = at + 1; i < end; i++) {
        char c = s.p[i];
        if (c == '\n') return 0;
        if (c == '\\') {
            i++;
        } else if (c == '(') {
            if (++depth > TARGET_DEPTH_MAX) return 0; /* keeps a hostile text linear */
        } else if (c == ')' && --depth == 0) {
            return i + 1 - at;
        }
    }
    return 0;
}

/* ---- numbers before the words -------------------------------------------------------------------------------------
 */

static bool at_word_end(struct str s, size_t i) { return i >= s.n || blank_char(s.p[i]) || s.p[i] == '\n'; }

/* Digits with dots ("4", "4.2.1"), or letters that number: one letter, or a small roman number. */
static size_t number_length(struct str s, size_t i, bool *ret_dotted)
{
    size_t at = i;
    *ret_dotted = false;
    if (i < s.n && ascii_digit(s.p[i])) {
        for (;;) {
            size_t digits = i;
            while (i < s.n && ascii_digit(s.p[i])) i++;
            if (i - digits > 3) return 0; /* a year, an amount */
            size_t dot = i;
            if (dot < s.n && s.p[dot] == '\\') dot++;
            if (dot + 1 >= s.n || s.p[dot] != '.' || !ascii_digit(s.p[dot + 1])) return i - at;
            *ret_dotted = true;
            i = dot + 1;
        }
    }
    while (i < s.n && i - at < 5 && strchr("ivxIVX", s.p[i]) != NULL) i++;
    if (i > at && (i >= s.n || !ascii_alpha(s.p[i]))) return i - at;
    return at < s.n && ascii_alpha(s.p[at]) ? 1 : 0;
}

/* A number at s.p[i]: its end behind dot, bracket and blanks in *ret_end, the label in *ret. Bare numbers without a
 * closing mark count only where they are dotted ("4.2 We may") or stand in a heading ("4 Payment"). */
static bool number_at(struct str s, size_t i, bool heading, struct str *ret, size_t *ret_end)
{
    size_t at = i;
    bool open = i < s.n && s.p[i] == '(', dotted;
    if (open) i++;
    size_t n = number_length(s, i, &dotted);
    if (n == 0) return false;
    bool digits = ascii_digit(s.p[i]);
    i += n;
    if (i < s.n && s.p[i] == '\\') i++;
    bool closed = i < s.n && (s.p[i] == ')' || (!open && (s.p[i] == '.' || (heading && s.p[i] == ':'))));
    if (open && (!closed || s.p[i] != ')')) return false;
    if (closed)
        i++;
    else if (!(dotted || (heading && digits)))
        return false;
    while (closed && i < s.n && s.p[i] == '*') i++; /* "**4.** We may" */
    if (!at_word_end(s, i)) return false;
    size_t label = open ? i - at : n;
    *ret = str_of(s.p + at, label < LABEL_MAX ? label : LABEL_MAX);
    while (i < s.n && blank_char(s.p[i])) i++;
    *ret_end = i;
    return true;
}

/* "Section 4", "Article IV -", "§ 4": the word that announces a number in a heading, with its blanks. */
static size_t announcer_length(struct str s)
{
    static const char *const words[] = {"section ", "article ", "clause ",   "part ",     "chapter ", "schedule ",
                                        "annex ",   "artikel ", "artículo ", "articolo ", "§ ",       "§"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        struct str k = strz(words[w]);
        if (s.n > k.n && str_ascii_ieq(str_upto(s, k.n), k)) return k.n;
    }
    return 0;
}

/* A character of a private use area: the glyph of an icon font. */
static bool is_glyph(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    return c == 0xEE || (c == 0xEF && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA4);
}

/* A link without words, "[](#refunds)", with an icon at most. */
static size_t anchor_length(struct str s)
{
    if (s.n < 2 || s.p[0] != '[') return 0;
    size_t i = 1;
    while (i + 2 < s.n && is_glyph(s, i)) i += 3;
    size_t target = i < s.n ? link_target(s, i) : 0;
    return target > 0 ? i + target : 0;
}

/* Emphasis, opening brackets and anchors without words that may stand before a number. */
static size_t markup_length(struct str s)
{
    size_t i = 0;
    for (;;) {
        size_t anchor = anchor_length(str_from(s, i));
        if (anchor > 0)
            i += anchor;
        else if (i < s.n && (s.p[i] == '*' || s.p[i] == '_' || s.p[i] == '['))
            i++;
        else
            return i;
    }
}

static size_t bullet_length(struct str s)
{
    if (s.n == 0 || (s.p[0] != '-' && s.p[0] != '*' && s.p[0] != '+')) return 0;
    size_t i = 1;
    while (i < s.n && blank_char(s.p[i])) i++;
    return i > 1 ? i : 0;
}

/* The marks before the words of a line: bullets, numbers, brackets; the last number is the label. */
static size_t marks_length(struct str text, struct str s, bool heading, struct block *b)
{
    size_t i = heading ? 0 : bullet_length(s);
    for (int round = 0; round < 3; round++) {
        struct str rest = str_from(s, i), label;
        size_t skip = markup_length(rest), end;
        if (heading) skip += announcer_length(str_from(rest, skip));
        if (!number_at(rest, skip, heading, &label, &end)) break;
        b->label_at = (uint32_t)(label.p - text.p);
        b->label_n = (uint16_t)label.n;
        i += end;
    }
    return i;
}

/* ---- what a line begins -------------------------------------------------------------------------------------------
 */

static bool is_underline(struct str s)
{
    if (s.n < 2 || (s.p[0] != '=' && s.p[0] != '-')) return false;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != s.p[0]) return false;
    return true;
}

static bool is_row_border(struct str s)
{
    bool dash = false;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("|-: ", s.p[i]) == NULL) return false;
        dash |= s.p[i] == '-';
    }
    return dash;
}

static size_t hash_marks(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == '#') n++;
    return n > 0 && n <= 6 && (n == s.n || blank_char(s.p[n])) ? n : 0;
}

/* Letters and digits of the words; a character of an East Asian script weighs three. */
static uint16_t visible_count(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < UINT16_MAX; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == ' ' || ascii_alpha((char)c)) { /* nearly all */
            n += c != ' ';
        } else if (c == ']' && i + 1 < s.n && s.p[i + 1] == '(') {
            size_t target = link_target(s, i);
            i += target > 0 ? target - 1 : 0;
        } else if (c < 0x80) {
            n += ascii_alnum((char)c);
        } else if (c >= 0xC3 && c != 0xE2 && !is_glyph(s, i)) {
            n += c >= 0xE3 && c < 0xF0 ? 3 : 1;
        }
    }
    return n < UINT16_MAX ? (uint16_t)n : UINT16_MAX;
}

static bool has_year(struct str s)
{
    size_t run = 0;
    for (size_t i = 0; i < s.n; i++) {
        run = ascii_digit(s.p[i]) ? run + 1 : 0;
        if (run == 4) return true;
    }
    return false;
}

/* "**Refunds**" alone, or "**4** **Refunds**": a heading that the page marks by weight only. */
static bool is_bold(struct str s)
{
    if (s.n < 5 || s.n > BOLD_HEADING_MAX || strchr("*_ \t\r", s.p[0]) == NULL || has_year(s) ||
        strchr(".;,", s.p[s.n - 3]) != NULL)
        return false;
    bool bold = false;
    for (size_t i = 0; i < s.n; i++) {
        if (i + 1 < s.n && (s.p[i] == '*' || s.p[i] == '_') && s.p[i + 1] == s.p[i])
            bold = !bold, i++;
        else if (s.p[i] == '\n' || (!bold && !blank_char(s.p[i])))
            return false;
    }
    return !bold;
}

static void close_block(struct reader *r)
{
    if (r->blocks.n == 0 || !r->open) return;
    r->open = false;
    struct block *b = &r->blocks.v[r->blocks.n - 1];
    struct str words = str_of(r->text.p + b->words_at, r->words_end > b->words_at ? r->words_end - b->words_at : 0);
    b->words_n = (uint32_t)words.n;
    b->visible = visible_count(words);
    if (b->kind == BLOCK_PARAGRAPH && is_bold(words)) {
        b->kind = BLOCK_HEADING;
        b->level = 7;
    }
    if (b->kind == BLOCK_HEADING && b->level == 7)
        b->words_at += (uint32_t)marks_length(r->text, words, true, b),
            b->words_n = (uint32_t)(r->words_end - b->words_at);
    if (b->visible == 0 && b->kind != BLOCK_ROW_HEAD) b->kind = b->label_n > 0 ? BLOCK_LABEL : BLOCK_RULE;
}

static void open_block(struct reader *r, const struct line *l)
{
    close_block(r);
    struct block *b = vec_push(&r->blocks, r->arena);
    if (r->blocks.n > 1) b->at = (uint32_t)l->at;
    struct str s = str_of(r->text.p + l->first, l->end - l->first);
    size_t hashes = hash_marks(s), bullet = bullet_length(s), marks;
    if (hashes > 0) {
        b->kind = BLOCK_HEADING;
        b->level = (uint8_t)hashes;
        while (hashes < s.n && blank_char(s.p[hashes])) hashes++;
        marks = hashes + marks_length(r->text, str_from(s, hashes), true, b);
    } else if (s.p[0] == '|') {
        b->kind = is_row_border(s) ? BLOCK_ROW_HEAD : BLOCK_ROW;
        marks = 0;
    } else {
        marks = marks_length(r->text, s, false, b);
        size_t indent = l->first - l->at;
        b->kind = bullet > 0 || b->label_n > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH;
        b->level = (uint8_t)(indent < UINT8_MAX ? indent : UINT8_MAX);
    }
    b->words_at = (uint32_t)(l->first + marks);
    r->open = r->single = true;
}

/* Whether a line that follows another without a blank one begins a block of its own. */
static bool interrupts(const struct reader *r, struct str s)
{
    const struct block *last = &r->blocks.v[r->blocks.n - 1];
    if (last->kind == BLOCK_ROW || last->kind == BLOCK_ROW_HEAD || (last->kind == BLOCK_HEADING && last->level < 7))
        return true;
    if (s.p[0] == '|' || hash_marks(s) > 0 || bullet_length(s) > 0) return true;
    struct str label;
    size_t end;
    return number_at(s, 0, false, &label, &end);
}

/* An underline makes the paragraph above it a heading; the number is read anew, by the rule of headings. */
static void underline(struct reader *r, char mark)
{
    struct block *b = &r->blocks.v[r->blocks.n - 1];
    size_t first = b->at;
    while (first < r->words_end && ascii_space(r->text.p[first])) first++;
    b->kind = BLOCK_HEADING;
    b->level = mark == '=' ? 1 : 2;
    b->label_n = 0;
    b->words_at = (uint32_t)(first + marks_length(r->text, str_of(r->text.p + first, r->words_end - first), true, b));
}

static void read_line(struct reader *r, const struct line *l)
{
    struct str s = str_of(r->text.p + l->first, l->end - l->first);
    while (s.n > 0 && blank_char(s.p[s.n - 1])) s.n--;
    bool first = !r->open || r->blocks.n == 0;
    struct block *last = r->blocks.n > 0 ? &r->blocks.v[r->blocks.n - 1] : NULL;
    if (!first && is_underline(s) && (last->kind == BLOCK_PARAGRAPH || (last->kind == BLOCK_ITEM && r->single))) {
        underline(r, s.p[0]);
        close_block(r);
        return;
    }
    if (!first && last->kind == BLOCK_ROW && is_row_border(s)) {
        last->kind = BLOCK_ROW_HEAD;
        return;
    }
    if (first || interrupts(r, s))
        open_block(r, l);
    else
        r->single = false;
    last = &r->blocks.v[r->blocks.n - 1];
    r->words_end = l->first + s.n;
    if (last->kind == BLOCK_HEADING && last->level < 7)
        while (r->words_end > last->words_at &&
               (r->text.p[r->words_end - 1] == '#' || blank_char(r->text.p[r->words_end - 1])))
            r->words_end--;
}

void blocks_find(struct arena *a, struct str text, struct blocks *ret)
{
    struct reader r = {.text = text, .arena = a};
    if (text.n > UINT32_MAX) bug("blocks_find: a text of %zu bytes", text.n);
    for (size_t at = 0; at < text.n;) {
        struct line l = line_at(text, at);
        if (l.first == l.end)
            close_block(&r);
        else
            read_line(&r, &l);
        at = l.end < text.n ? l.end + 1 : text.n;
    }
    close_block(&r);
    if (r.blocks.n == 0 && text.n > 0) *vec_push(&r.blocks, a) = (struct block){.kind = BLOCK_RULE};
    for (size_t i = 0; i < r.blocks.n; i++) {
        size_t end = i + 1 < r.blocks.n ? r.blocks.v[i + 1].at : text.n;
        r.blocks.v[i].length = (uint32_t)(end - r.blocks.v[i].at);
    }
    *ret = (struct blocks){r.blocks.v, r.blocks.n};
}

/* ---- as a person reads it -----------------------------------------------------------------------------------------
 */

struct plain {
    char *p;
    size_t n;
    bool space;             /* white space is owed before the next character */
    bool space_before_word; /* the same, where that is a letter or digit */
    size_t brackets[16];    /* where "[" stand that may turn out to begin links */
    size_t nbrackets;
};

static void plain_add(struct plain *o, const char *p, size_t n)
{
    bool word = ascii_alnum(p[0]) || (unsigned char)p[0] >= 0x80;
    if ((o->space || (o->space_before_word && word)) && o->n > 0) o->p[o->n++] = ' ';
    o->space = o->space_before_word = false;
    memcpy(o->p + o->n, p, n);
    o->n += n;
}

/* A link ends: its opening bracket goes. An address as the link's words ends there even where a word follows at once.
 */
static void plain_end_link(struct plain *o)
{
    if (o->nbrackets == 0) return;
    size_t at = o->brackets[--o->nbrackets];
    if (o->n - at > 5 && memcmp(o->p + at + 1, "http", 4) == 0) o->space_before_word = true;
    memmove(o->p + at, o->p + at + 1, o->n - at - 1);
    o->n--;
    if (at > 0 && at < o->n && o->p[at - 1] == '!') { /* an image's mark */
        memmove(o->p + at - 1, o->p + at, o->n - at);
        o->n--;
    }
}

/* Marks at the start of a line: `#`, bullets, `>`, a table's bars are spaces anyway; an underline goes as a whole. */
static size_t line_marks(struct str s)
{
    size_t i = 0;
    while (i < s.n && blank_char(s.p[i])) i++;
    struct str rest = str_from(s, i);
    size_t nl = str_find_char(rest, '\n');
    struct str line = str_upto(rest, nl != STR_NONE ? nl : rest.n);
    while (line.n > 0 && blank_char(line.p[line.n - 1])) line.n--;
    if (line.n > 0 && (is_underline(line) || is_row_border(line))) return i + line.n;
    size_t marks = hash_marks(rest);
    if (marks == 0) marks = bullet_length(rest);
    if (marks == 0 && rest.n > 0 && rest.p[0] == '>') marks = 1;
    return i + marks;
}

static bool word_byte(struct str s, size_t i)
{
    return i < s.n && (ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80);
}

/* The same, but for no-break spaces and general punctuation: an emphasis may end before them. */
static bool letter_byte(struct str s, size_t i)
{
    return word_byte(s, i) && (unsigned char)s.p[i] != 0xC2 && (unsigned char)s.p[i] != 0xE2;
}

/* Bytes from i on that stand for themselves, with single spaces between them. A table: every byte passes here. */
static size_t plain_run(struct str s, size_t i)
{
    static const bool plain[256] = {
        ['0' ... '9'] = true,   ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
        [0x80 ... 0xFF] = true, [','] = true,         ['.'] = true,
    };
    const unsigned char *u = (const unsigned char *)s.p;
    size_t n = i;
    for (;;) {
        while (n < s.n && plain[u[n]]) n++;
        if (n == i || n + 1 >= s.n || u[n] != ' ' || !plain[u[n + 1]]) return n - i;
        n++;
    }
}

struct str block_plain(struct arena *a, struct str s)
{
    struct plain o = {.p = arena_alloc(a, s.n + 1)};
    bool line_start = true;
    for (size_t i = 0; i < s.n;) {
        if (line_start) i += line_marks(str_from(s, i));
        line_start = false;
        if (i >= s.n) break;
        size_t run = plain_run(s, i);
        if (run > 0) {
            plain_add(&o, s.p + i, run);
            i += run;
            continue;
        }
        char c = s.p[i];
        size_t target = c == ']' ? link_target(s, i) : 0;
        if (ascii_space(c) || (c == '|' && (i == 0 || s.p[i - 1] != '\\'))) {
            o.space = true;
            line_start = c == '\n';
        } else if (c == '\\' && i + 1 < s.n && !ascii_alnum(s.p[i + 1]) && (unsigned char)s.p[i + 1] < 0x80 &&
                   !ascii_space(s.p[i + 1])) {
            plain_add(&o, s.p + ++i, 1);
        } else if (target > 0) {
            plain_end_link(&o);
            i += target - 1;
        } else if (c == '[') {
            plain_add(&o, "[", 1);
            if (o.nbrackets < sizeof o.brackets / sizeof *o.brackets) o.brackets[o.nbrackets++] = o.n - 1;
        } else if (c != '*' && c != '`' && !(c == '_' && !(i > 0 && word_byte(s, i - 1) && letter_byte(s, i + 1)))) {
            plain_add(&o, &c, 1);
        }
        i++;
    }
    o.p[o.n] = '\0';
    return str_of(o.p, o.n);
}
