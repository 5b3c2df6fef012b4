#include "monitor/subject.h"

#include "base/buf.h"
#include "base/utf8.h"

/* The first n characters of s, in bytes. */
static size_t bytes_of(struct str s, size_t n)
{
    size_t i = 0;
    while (i < s.n) {
        if (((unsigned char)s.p[i] & 0xC0) != 0x80 && n-- == 0) break;
        i++;
    }
    return i;
}

/* Control characters (those of U+0080 to U+009F too, and the line and paragraph separators) become spaces. */
static void add_plain(struct buf *out, struct str s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = utf8_next(s.p + at, s.n - at, &n);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) buf_char(out, ' ');
        else utf8_add(out, c);
    }
}

const char *subject_cut(struct arena *a, struct str s, size_t most)
{
    if (utf8_count(s) <= most) return str_dupz(a, s);
    size_t n = bytes_of(s, most - 1), cut = n;
    while (cut > 0 && s.p[cut] != ' ') cut--;
    if (cut < n / 2) cut = n;
    while (cut > 0 && (s.p[cut - 1] == ' ' || s.p[cut - 1] == ',')) cut--;
    return arena_printf(a, STR_FMT "…", STR_ARG(str_upto(s, cut)));
}

static const char *finish(struct arena *a, struct buf *b)
{
    const char *ret = subject_cut(a, buf_view(b), SUBJECT_MAX);
    buf_release(b);
    return ret;
}

static void add_count(struct buf *b, size_t n, const char *one)
{
    buf_printf(b, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

const char *subject_of_many(struct arena *a, const char *lead, const struct subject_facts *f)
{
    struct buf b;
    buf_init(&b, 64 << 10);
    buf_strz(&b, lead);
    if (f->changes > 0 || f->provisions == 0) add_count(&b, f->changes, "change");
    else add_count(&b, f->provisions, "new provision");
    if (f->critical > 0 || f->high > 0) {
        buf_strz(&b, " (");
        if (f->critical > 0) buf_printf(&b, "%zu critical%s", f->critical, f->high > 0 ? ", " : "");
        if (f->high > 0) buf_printf(&b, "%zu high", f->high);
        buf_char(&b, ')');
    }
    for (size_t i = 0; i < f->nnames && b.n < 4096; i++) {
        buf_strz(&b, i == 0 ? ": " : ", ");
        add_plain(&b, strz(f->names[i]));
    }
    return finish(a, &b);
}

const char *subject_of_none(struct arena *a, const char *lead, size_t checked, size_t unread)
{
    struct buf b;
    buf_init(&b, 64 << 10);
    buf_strz(&b, lead);
    if (checked > 0) {
        buf_strz(&b, "no changes, ");
        add_count(&b, checked, "document");
        buf_strz(&b, " checked");
    }
    if (unread > 0) {
        if (checked > 0) buf_strz(&b, ", ");
        add_count(&b, unread, checked > 0 ? "other" : "document");
        buf_strz(&b, " could not be read");
    }
    return finish(a, &b);
}

const char *subject_of_one(struct arena *a, const char *severity, const char *headline)
{
    struct buf b;
    buf_init(&b, 64 << 10);
    buf_printf(&b, "[%c%s] ", severity[0] >= 'a' && severity[0] <= 'z' ? severity[0] - ('a' - 'A') : severity[0], severity + (severity[0] != '\0'));
    add_plain(&b, str_upto(strz(headline), 4096));
    return finish(a, &b);
}
