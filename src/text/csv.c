#include "text/csv.h"

static bool risky(struct str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] == '\'') i++;
    return i < s.n && strchr("=+-@\t\r", s.p[i]) != NULL && s.p[i] != '\0';
}

static struct str without_guard(struct str s) { return s.n > 0 && s.p[0] == '\'' && risky(s) ? str_from(s, 1) : s; }

static char commonest(struct str text)
{
    static const char known[] = ",;\t";
    size_t n[3] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.n && (quoted || (text.p[i] != '\n' && text.p[i] != '\r')); i++) {
        if (text.p[i] == '"') quoted = !quoted;
        for (size_t k = 0; k < 3 && !quoted; k++) n[k] += text.p[i] == known[k];
    }
    for (size_t k = 1; k < 3; k++)
        if (n[k] > n[best]) best = k;
    return known[best];
}

void csv_read(struct csv_reader *r, struct str text)
{
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_from(text, 3);
    *r = (struct csv_reader){.rest = text, .delimiter = commonest(text), .line = 1};
}

/* Over one end of a line, which may be CR LF. */
static void end_line(struct csv_reader *r)
{
    size_t n = r->rest.n > 1 && r->rest.p[0] == '\r' && r->rest.p[1] == '\n' ? 2 : 1;
    r->rest = str_from(r->rest, n);
    r->line++;
}

static bool at_end(const struct csv_reader *r, size_t i)
{
    return i == r->rest.n || r->rest.p[i] == r->delimiter || r->rest.p[i] == '\n' || r->rest.p[i] == '\r';
}

/* The offset of the quote that closes the one at 0; STR_NONE: there is none. */
static size_t closing_quote(struct str s)
{
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] != '"') continue;
        if (i + 1 == s.n || s.p[i + 1] != '"') return i;
        i++;
    }
    return STR_NONE;
}

/* From its opening quote on. What follows the closing one up to the delimiter is kept too, as spreadsheets do. */
static int quoted_field(struct csv_reader *r, struct arena *a, struct str *ret)
{
    size_t close = closing_quote(r->rest), end = close;
    if (close == STR_NONE) return ERR_BAD_INPUT;
    while (end < r->rest.n && !at_end(r, end)) end++;
    char *out = arena_alloc(a, end);
    size_t n = 0;
    for (size_t i = 1; i < end; i++) {
        char c = r->rest.p[i];
        if (i == close) continue;
        if (i < close && c == '"') i++; /* of two that stand for one */
        if (i < close && (c == '\n' || (c == '\r' && r->rest.p[i + 1] != '\n'))) r->line++;
        out[n++] = c;
    }
    *ret = str_of(out, n);
    r->rest = str_from(r->rest, end);
    return OK;
}

static int field(struct csv_reader *r, struct arena *a, struct str *ret)
{
    size_t i = 0, skip = 0;
    while (skip < r->rest.n && (r->rest.p[skip] == ' ' || (r->rest.p[skip] == '\t' && r->delimiter != '\t'))) skip++;
    if (skip < r->rest.n && r->rest.p[skip] == '"') {
        r->rest = str_from(r->rest, skip);
        int rc = quoted_field(r, a, ret);
        if (rc == OK) *ret = without_guard(*ret);
        return rc;
    }
    while (!at_end(r, i)) i++;
    *ret = without_guard(str_trim(str_upto(r->rest, i)));
    r->rest = str_from(r->rest, i);
    return OK;
}

static int record(struct csv_reader *r, struct arena *a, struct csv_record *ret)
{
    ret->n = 0;
    ret->line = r->line;
    for (;;) {
        if (ret->n == CSV_FIELDS_MAX) return ERR_LIMIT;
        int rc = field(r, a, &ret->v[ret->n]);
        if (rc != OK) return rc;
        ret->n++;
        if (r->rest.n == 0) return OK;
        if (r->rest.p[0] != r->delimiter) {
            end_line(r);
            return OK;
        }
        r->rest = str_from(r->rest, 1);
    }
}

int csv_next(struct csv_reader *r, struct arena *a, struct csv_record *ret)
{
    while (r->rest.n > 0) {
        int rc = record(r, a, ret);
        if (rc != OK) return rc;
        for (size_t i = 0; i < ret->n; i++)
            if (ret->v[i].n > 0) return OK;
    }
    return ERR_NOT_FOUND;
}

void csv_add(struct buf *out, struct str s, bool first)
{
    bool guard = risky(s), quote = guard || (s.n > 0 && (ascii_space(s.p[0]) || ascii_space(s.p[s.n - 1])));
    for (size_t i = 0; i < s.n && !quote; i++) quote = strchr(",;\t\"\r\n", s.p[i]) != NULL;
    if (!first) buf_char(out, ',');
    if (!quote) {
        buf_str(out, s);
        return;
    }
    buf_char(out, '"');
    if (guard) buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_char(out, '"');
        buf_char(out, s.p[i]);
    }
    buf_char(out, '"');
}
