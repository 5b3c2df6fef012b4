#include "text/shown.h"

#include "base/vec.h"

enum { BRACKETS_MAX = 16, DEPTH_MAX = 8, INDENTS_MAX = 16 };

struct scanner {
    struct arena *arena;
    struct str text;
    uint8_t *bytes;
    VEC(struct shown_link) links;
    size_t brackets[BRACKETS_MAX]; /* of the block: "[" that may turn out to begin links */
    size_t nbrackets;
    size_t gap; /* where white space is owed, or STR_NONE */
    bool gap_breaks, any;
    uint8_t indents[INDENTS_MAX]; /* of the items that enclose what comes */
    size_t nindents;
};

static bool blank(char c) { return c == ' ' || c == '\t'; }
static bool word_byte(struct str s, size_t i)
{
    return i < s.n && (ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80);
}

static bool escapable(char c) { return !ascii_alnum(c) && !ascii_space(c) && (unsigned char)c < 0x80; }

/* ---- lines --------------------------------------------------------------------------------------------------------
 */

/* Nothing but the dashes of a rule, an underline or a table's border. */
static bool is_border(struct str line)
{
    size_t marks = 0, same = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (strchr("=-|: ", line.p[i]) == NULL) return false;
        marks += line.p[i] == '-' || line.p[i] == '=';
        same += line.p[i] == line.p[0];
    }
    return line.n >= 2 && marks > 0 && (same == line.n || memchr(line.p, '=', line.n) == NULL);
}

/* Indentation, heading signs or a bullet, quote signs: the marks that begin the line at `at`, or the whole line. */
static size_t line_marks(struct str text, size_t at, size_t end)
{
    size_t i = at, n;
    while (i < end && (blank(text.p[i]) || text.p[i] == '>')) i++;
    struct str line = str_of(text.p + i, end - i);
    size_t nl = str_find_char(line, '\n');
    if (nl != STR_NONE) line.n = nl;
    while (line.n > 0 && blank(line.p[line.n - 1])) line.n--;
    if (is_border(line)) return i + line.n - at;
    for (n = 0; n < line.n && line.p[n] == '#';) n++;
    if (n == 0 && line.n > 1 && strchr("-*+", line.p[0]) != NULL) n = 1;
    if (n > 6 || (n > 0 && n < line.n && !blank(line.p[n]))) n = 0;
    return i + n - at;
}

/* ---- inside of a line ---------------------------------------------------------------------------------------------
 */

static void show(struct scanner *s, size_t at)
{
    if (s->gap != STR_NONE && s->any) s->bytes[s->gap] = s->gap_breaks ? SHOWN_AS_BREAK : SHOWN_AS_SPACE;
    s->gap = STR_NONE;
    s->any = true;
    s->bytes[at] = SHOWN_AS_IS;
}

static void owe_gap(struct scanner *s, size_t at, bool breaks)
{
    if (s->gap == STR_NONE) {
        s->gap = at;
        s->gap_breaks = false;
    }
    s->gap_breaks |= breaks;
}

static void open_bracket(struct scanner *s, size_t at)
{
    show(s, at);
    if (s->nbrackets == BRACKETS_MAX) memmove(s->brackets, s->brackets + 1, --s->nbrackets * sizeof *s->brackets);
    s->brackets[s->nbrackets++] = at;
}

/* A link or an image ends at `at`, its target included `n` bytes: their marks go. */
static void close_link(struct scanner *s, size_t at, size_t n)
{
    if (s->nbrackets == 0) return;
    size_t open = s->brackets[--s->nbrackets];
    bool image = open > 0 && s->text.p[open - 1] == '!' && s->bytes[open - 1] == SHOWN_AS_IS;
    s->bytes[open] = SHOWN_NOT;
    if (image)
        s->bytes[open - 1] = SHOWN_NOT;
    else
        *vec_push(&s->links, s->arena) = (struct shown_link){open + 1, at, str_of(s->text.p + at + 2, n - 3)};
}

/* One token at `at`; its length. */
static size_t scan_token(struct scanner *s, size_t at, size_t end, bool row)
{
    struct str t = str_upto(s->text, end);
    char c = t.p[at];
    size_t target = c == ']' ? link_target(t, at) : 0;
    if (target > 0) {
        close_link(s, at, target);
        return target;
    }
    if (c == '\\' && at + 1 < end && escapable(t.p[at + 1])) {
        show(s, at + 1);
        return 2;
    }
    if (str_starts(str_from(t, at), STR("<br>"))) {
        owe_gap(s, at, !row);
        return 4;
    }
    if (ascii_space(c)) {
        owe_gap(s, at, c == '\n' && !row);
    } else if (c == '[') {
        open_bracket(s, at);
    } else if (c == '*' || c == '`' || (c == '_' && !(at > 0 && word_byte(t, at - 1) && word_byte(t, at + 1)))) {
        return 1;
    } else {
        if (c == ']' && s->nbrackets > 0) s->nbrackets--;
        show(s, at);
    }
    return 1;
}

static void scan(struct scanner *s, size_t at, size_t end, bool row)
{
    while (at < end) {
        at += scan_token(s, at, end, row);
        if (at < end && s->text.p[at - 1] == '\n') at += line_marks(s->text, at, end);
    }
}

/* ---- blocks -------------------------------------------------------------------------------------------------------
 */

/* The bars at both ends of each line of a row are borders; those between cells stay. */
static void hide_outer_bars(struct scanner *s, size_t at, size_t end)
{
    while (at < end) {
        const char *nl = memchr(s->text.p + at, '\n', end - at);
        size_t stop = nl != NULL ? (size_t)(nl - s->text.p) : end, last = stop;
        if (s->text.p[at] == '|') s->bytes[at] = SHOWN_NOT;
        while (last > at && blank(s->text.p[last - 1])) last--;
        if (last > at && s->text.p[last - 1] == '|') s->bytes[last - 1] = SHOWN_NOT;
        at = stop + 1;
    }
}

/* A row without its borders: no gap at either end, and none shown twice. */
static bool trim_row(struct scanner *s, size_t at, size_t end)
{
    size_t last = STR_NONE;
    bool words = false;
    for (size_t i = at; i < end; i++) {
        if (s->bytes[i] == SHOWN_AS_IS) {
            words |= s->text.p[i] != '|';
            last = i;
        } else if (s->bytes[i] != SHOWN_NOT && (last == STR_NONE || s->bytes[last] != SHOWN_AS_IS)) {
            s->bytes[i] = SHOWN_NOT;
        } else if (s->bytes[i] != SHOWN_NOT) {
            last = i;
        }
    }
    if (last != STR_NONE && s->bytes[last] != SHOWN_AS_IS) s->bytes[last] = SHOWN_NOT;
    if (!words) memset(s->bytes + at, SHOWN_NOT, end - at);
    return words;
}

/* What is shown before the words becomes the number. */
static struct str take_number(struct scanner *s, size_t at, size_t end)
{
    char *p = arena_alloc(s->arena, end - at + 1);
    size_t n = 0;
    for (size_t i = at; i < end; i++) {
        if (s->bytes[i] != SHOWN_NOT) p[n++] = s->bytes[i] == SHOWN_AS_IS ? s->text.p[i] : ' ';
        s->bytes[i] = SHOWN_NOT;
    }
    return str_of(p, n);
}

static uint8_t depth_of(struct scanner *s, const struct block *b)
{
    if (b->kind == BLOCK_HEADING || b->kind == BLOCK_LABEL) s->nindents = 0;
    if (b->kind != BLOCK_ITEM && b->kind != BLOCK_PARAGRAPH) return 0;
    while (s->nindents > 0 && s->indents[s->nindents - 1] >= b->level) s->nindents--;
    size_t depth = s->nindents < DEPTH_MAX ? s->nindents : DEPTH_MAX;
    if (b->kind == BLOCK_ITEM && s->nindents < INDENTS_MAX) s->indents[s->nindents++] = b->level;
    return (uint8_t)depth;
}

static void scan_block(struct scanner *s, const struct block *b, struct shown_block *ret)
{
    size_t at = b->at, words = b->words_at, end = words + b->words_n, first;
    bool row = b->kind == BLOCK_ROW || b->kind == BLOCK_ROW_HEAD;
    s->nbrackets = 0;
    s->gap = STR_NONE;
    s->any = false;
    for (first = at; first < end && ascii_space(s->text.p[first]);) first++;
    ret->bullet = b->kind == BLOCK_ITEM && first + 1 < end && strchr("-*+", s->text.p[first]) != NULL &&
                  blank(s->text.p[first + 1]);
    first += line_marks(s->text, first, end);
    if (first < words) scan(s, first, words, false);
    s->gap = STR_NONE;
    s->any = false;
    scan(s, first < words ? words : first, end, row);
    if (first < words) ret->number = take_number(s, first, words); /* now that links are known for what they are */
    ret->bullet &= ret->number.n == 0;
    if (row) {
        hide_outer_bars(s, words, end);
        s->any = trim_row(s, words, end);
    }
    ret->depth = depth_of(s, b);
    ret->any = s->any || ret->number.n > 0;
}

void shown_find(struct arena *a, struct str text, struct shown *ret)
{
    struct scanner s = {.arena = a, .text = text, .bytes = arena_alloc(a, text.n + 1)};
    blocks_find(a, text, &ret->blocks);
    ret->block = ARENA_ARRAY(a, struct shown_block, ret->blocks.n + 1);
    for (size_t i = 0; i < ret->blocks.n; i++) scan_block(&s, &ret->blocks.v[i], &ret->block[i]);
    ret->bytes = s.bytes;
    ret->links = s.links.v;
    ret->nlinks = s.links.n;
}
