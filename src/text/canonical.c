#include "text/canonical.h"

#include "base/utf8.h"
#include "text/space.h"
#include "text/url.h"

#include <utf8proc.h>

/* The text is treated a line at a time: characters first (spaces, invisible ones, NFC), then the line's structure. */

struct writer {
    struct arena *a;
    struct buf out, line, link;
    bool keep_links;
    bool blank_before;      /* a blank line is due before the next line */
    size_t block_lines;     /* lines written since the last blank line */
    size_t last_at, last_n; /* the last line in out */
};

/* ---- characters -------------------------------------------------------------------------------------------------- */

/* Ranges in which no character is changed by NFC, nor combines with what stands before it: most text is made of these,
 * and the library need not look at it. */
static bool nfc_is_sure(uint32_t c)
{
    static const struct {
        uint32_t lo, hi;
    } sure[] = {{0x0, 0x2FF},     {0x400, 0x482},     {0x48A, 0x52F},    {0x5D0, 0x5EA},   {0x620, 0x64A},
                {0x2010, 0x2027}, {0x2030, 0x205E},   {0x20A0, 0x20BF},  {0x2190, 0x21FF}, {0x25A0, 0x26FF},
                {0x3001, 0x3029}, {0x3041, 0x3096},   {0x30A1, 0x30FA},  {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},
                {0xFF01, 0xFF5E}, {0x1F300, 0x1F3FA}, {0x1F400, 0x1F9FF}};
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        if (c <= sure[i].hi) return c >= sure[i].lo;
    return false;
}

/* A joiner stays only behind a letter of a script that is written with it; between Latin letters it is noise, and the
 * range from 1E00 holds what NFC turns into those. */
static bool joiner_stays(uint32_t before) { return before >= 0x0590 && (before < 0x1E00 || before >= 0x2C00); }

static void normalize_line(struct writer *w)
{
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)w->line.p, (utf8proc_ssize_t)w->line.n, &nfc,
                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n < 0) return; /* only memory can be wrong: the line is UTF-8 by now */
    buf_clear(&w->line);
    buf_add(&w->line, nfc, (size_t)n);
    free(nfc);
}

/* The line's characters into w->line; spaces still as many as they were. */
static void clean_line(struct writer *w, struct str s)
{
    bool sure = true, started = false;
    uint32_t before = 0;
    buf_clear(&w->line);
    for (size_t i = 0, n; i < s.n; i += n) {
        size_t plain = i;
        while (plain < s.n && (uint8_t)s.p[plain] >= ' ' && (uint8_t)s.p[plain] < 0x7F) started |= s.p[plain++] != ' ';
        if (plain > i) {
            buf_add(&w->line, s.p + i, n = plain - i);
            before = (uint8_t)s.p[plain - 1];
            continue;
        }
        uint32_t c = utf8_next(s.p + i, s.n - i, &n);
        if (space_is(c)) {
            buf_char(&w->line, started ? ' ' : '\t'); /* before the text it is no indentation: only ' ' is */
            before = ' ';
            continue;
        }
        if (space_is_nothing(c) || (space_is_joiner(c) && !joiner_stays(before))) continue;
        sure = sure && nfc_is_sure(c);
        utf8_add(&w->line, c);
        started = true;
        before = c;
    }
    if (!sure) normalize_line(w);
}

/* ---- link targets ------------------------------------------------------------------------------------------------ */

/* From behind "](": the length of the target, up to the closing parenthesis or the title; 0 where neither comes. */
static size_t target_length(struct str s)
{
    int open = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n && s.p[i + 1] != ' ') {
            i++;
        } else if (c == ' ' || (c == ')' && open == 0)) {
            return i;
        } else {
            open += (c == '(') - (c == ')');
        }
    }
    return 0;
}

/* What comes instead of a target that `stop` ends. It must end there again when it is read again: without a parameter that
 * closed a parenthesis it might not, and then the target stays as it is. */
static void write_target(struct writer *w, struct str target, char stop)
{
    size_t at = w->link.n;
    struct str less = url_without_tracking(w->a, url_direct(w->a, target));
    buf_str(&w->link, less);
    buf_char(&w->link, stop);
    bool same_end = target_length(str_of(w->link.p + at, w->link.n - at)) == less.n;
    buf_truncate(&w->link, at + (same_end ? less.n : 0));
    if (!same_end) buf_str(&w->link, target);
}

static struct str without_tracking(struct writer *w, struct str s)
{
    if (w->keep_links || str_find(s, STR("](")) == STR_NONE || str_find_char(s, '?') == STR_NONE) return s;
    buf_clear(&w->link);
    for (size_t at; (at = str_find(s, STR("]("))) != STR_NONE;) {
        struct str target = str_from(s, at + 2);
        target = str_upto(target, target_length(target));
        buf_add(&w->link, s.p, at + 2);
        if (target.n > 0) write_target(w, target, target.p[target.n]);
        s = str_from(s, at + 2 + target.n);
    }
    buf_str(&w->link, s);
    return buf_view(&w->link);
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static bool gap(char c) { return c == ' ' || c == '\t'; }

static struct str skip_gap(struct str s)
{
    while (s.n > 0 && gap(s.p[0])) s = str_from(s, 1);
    return s;
}

/* `*`, `-`, `+` or `12.` before a gap and more: its length without the gap, else 0. */
static size_t marker_length(struct str s)
{
    size_t n = 0;
    if (s.n > 0 && (s.p[0] == '*' || s.p[0] == '-' || s.p[0] == '+')) {
        n = 1;
    } else {
        while (n < s.n && n < 9 && ascii_digit(s.p[n])) n++;
        if (n == 0 || n >= s.n || s.p[n] != '.') return 0;
        n++;
    }
    return n < s.n && gap(s.p[n]) && skip_gap(str_from(s, n)).n > 0 ? n : 0;
}

static bool is_rule(struct str s) { return str_eqz(s, "* * *"); }

/* Indentation, quote marks and list markers, in their one form; returns what follows. */
static struct str write_prefix(struct buf *out, struct str s)
{
    for (;;) {
        size_t n = 0;
        while (n < s.n && s.p[n] == ' ') n++;
        struct str rest = skip_gap(s);
        if (rest.n == 0) return rest;
        for (size_t i = 0; i < n / 4 * 4; i++) buf_char(out, ' ');
        if (rest.p[0] == '>') {
            buf_char(out, '>');
            s = str_from(rest, 1);
            if (s.n > 0 && s.p[0] == ' ') s = str_from(s, 1);
            if (skip_gap(s).n > 0) buf_char(out, ' ');
            continue;
        }
        size_t marker = is_rule(rest) ? 0 : marker_length(rest);
        if (marker == 0) return rest;
        buf_add(out, rest.p, marker);
        buf_strz(out, ascii_digit(rest.p[0]) ? "  " : "   ");
        s = skip_gap(str_from(rest, marker));
    }
}

static void write_words(struct buf *out, struct str s)
{
    bool due = false, any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (gap(s.p[i])) {
            due = any;
            continue;
        }
        if (due) buf_char(out, ' ');
        due = false;
        any = true;
        buf_char(out, s.p[i]);
    }
}

/* | a   | b   |: each cell trimmed, and padded to three. */
static void write_row(struct writer *w, struct str s)
{
    struct buf *out = &w->out;
    for (size_t from = 1, i = 1; i < s.n; i++) {
        if (s.p[i] == '\\') {
            i++;
            continue;
        }
        if (s.p[i] != '|') continue;
        buf_strz(out, from == 1 ? "| " : " ");
        size_t at = out->n;
        write_words(out, without_tracking(w, str_trim(str_of(s.p + from, i - from))));
        for (size_t n = utf16_length(str_of(out->p + at, out->n - at)); n < 3; n++) buf_char(out, ' ');
        buf_strz(out, " |");
        from = i + 1;
    }
}

static bool is_row(struct str s)
{
    while (s.n > 0 && gap(s.p[s.n - 1])) s.n--;
    if (s.n < 2 || s.p[0] != '|' || s.p[s.n - 1] != '|') return false;
    size_t slashes = 0;
    while (slashes + 1 < s.n && s.p[s.n - 2 - slashes] == '\\') slashes++;
    return slashes % 2 == 0;
}

static bool is_underline(struct str s)
{
    if (s.n == 0 || (s.p[0] != '=' && s.p[0] != '-')) return false;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != s.p[0]) return false;
    return true;
}

/* A line may be a row only when its last link has lost a parameter. */
static void write_content(struct writer *w, struct str s)
{
    if (is_row(s)) {
        write_row(w, s);
        return;
    }
    s = without_tracking(w, str_trim(s));
    if (is_row(s))
        write_row(w, str_of(arena_dup(w->a, s.p, s.n), s.n));
    else
        write_words(&w->out, s);
}

static void write_line(struct writer *w, struct str raw)
{
    clean_line(w, raw);
    struct str s = buf_view(&w->line);
    if (skip_gap(s).n == 0) {
        w->blank_before = true;
        return;
    }
    bool heading_end = !w->blank_before && w->block_lines == 1 && is_underline(str_trim(s));
    if (w->blank_before || w->block_lines == 0) {
        if (w->out.n > 0) buf_char(&w->out, '\n');
        w->block_lines = 0;
    }
    w->blank_before = false;
    size_t at = w->out.n;
    if (heading_end) {
        size_t n = utf16_length(str_of(w->out.p + w->last_at, w->last_n));
        for (size_t i = 0; i < n; i++) buf_char(&w->out, skip_gap(s).p[0]);
    } else {
        s = write_prefix(&w->out, s);
        write_content(w, s);
    }
    while (w->out.n > at && w->out.p[w->out.n - 1] == ' ') buf_truncate(&w->out, w->out.n - 1);
    w->last_at = at;
    w->last_n = w->out.n - at;
    w->block_lines++;
    buf_char(&w->out, '\n');
}

static struct str canonical(struct arena *a, struct str s, bool keep_links)
{
    struct writer w = {.a = a, .keep_links = keep_links};
    size_t max = 4 * s.n + (1u << 16);
    buf_init(&w.out, 2 * max);
    buf_init(&w.line, max);
    buf_init(&w.link, max);
    for (size_t from = 0; from < s.n;) {
        size_t end = from;
        while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r') end++;
        write_line(&w, str_of(s.p + from, end - from));
        from = end + 1 + (end + 1 < s.n && s.p[end] == '\r' && s.p[end + 1] == '\n');
    }
    if (buf_failed(&w.out) || buf_failed(&w.line) || buf_failed(&w.link)) bug("a canonical text passed its bound");
    struct str ret = w.out.n == 0 ? STR("") : str_of(arena_dup(a, w.out.p, w.out.n), w.out.n);
    buf_release(&w.out);
    buf_release(&w.line);
    buf_release(&w.link);
    return ret;
}

struct str canonical_text(struct arena *a, struct str markdown) { return canonical(a, markdown, false); }

struct str canonical_text_keeping_links(struct arena *a, struct str markdown) { return canonical(a, markdown, true); }
