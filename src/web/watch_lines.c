#include "web/watch_lines.h"

#include "base/utf8.h"
#include "text/csv.h"

enum column { NAME, URL, PLATFORM, DOCUMENT, THRESHOLD, CHANNEL, NOTE, COLUMN_MAX };

/* The column that a first row's field names; COLUMN_MAX: none. */
static enum column column_of(struct str field)
{
    static const struct {
        const char *name;
        enum column is;
    } known[] = {{"name", NAME}, {"company", NAME}, {"vendor", NAME}, {"url", URL}, {"address", URL}, {"homepage", URL}, {"website", URL},
                 {"platform", PLATFORM}, {"slug", PLATFORM}, {"document", DOCUMENT}, {"threshold", THRESHOLD}, {"severity", THRESHOLD},
                 {"channel", CHANNEL}, {"mail", CHANNEL}, {"note", NOTE}, {"notes", NOTE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ascii_ieq(field, strz(known[i].name))) return known[i].is;
    return COLUMN_MAX;
}

/* A legal form, which a comma before it does not make a name of its own. */
static bool legal_form(struct str s)
{
    static const char *const known[] = {"inc", "llc", "ltd", "limited", "corp", "co", "gmbh", "plc", "s.a", "b.v", "n.v", "ag", "llp", "incorporated"};
    if (str_ends(s, STR("."))) s = str_upto(s, s.n - 1);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ascii_ieq(s, strz(known[i]))) return true;
    return false;
}

static json_t *text_or_null(struct str s, size_t max)
{
    s = str_trim(s);
    return s.n > 0 ? json_stringn(s.p, utf8_cut(s, max)) : json_null();
}

/* Words of people and of our own export; NULL: not said, or not understood, which is the usual setting. */
static const char *threshold_of(struct str s)
{
    if (str_ascii_ieq(s, STR("critical"))) return "critical";
    return str_ascii_ieq(str_upto(s, 4), STR("high")) ? "high" : NULL;
}

static const char *channel_of(struct str s)
{
    if (str_ascii_ieq(str_upto(s, 5), STR("alert"))) return "alert";
    return str_ascii_ieq(s, STR("digest")) ? "digest" : NULL;
}

static int add(json_t *lines, struct str word, const struct str *cells, struct note *why)
{
    size_t n = json_array_size(lines);
    if (n == WATCH_LINES_MAX) {
        note_set(why, "The list has more than %d lines. Send it in parts.", WATCH_LINES_MAX);
        return ERR_LIMIT;
    }
    json_array_append_new(lines, json_pack("{s:I,s:o,s:o,s:s?,s:s?,s:o}", "line", (json_int_t)n + 1, "word", text_or_null(word, WATCH_WORD_MAX), "document",
                                           text_or_null(cells[DOCUMENT], WATCH_WORD_MAX), "threshold", threshold_of(cells[THRESHOLD]), "mail",
                                           channel_of(cells[CHANNEL]), "note", text_or_null(cells[NOTE], 2000)));
    return OK;
}

static int add_row(json_t *lines, const struct csv_record *c, const enum column *columns, struct note *why)
{
    struct str cells[COLUMN_MAX + 1] = {{0}};
    for (size_t i = 0; i < c->n; i++)
        if (cells[columns[i]].n == 0) cells[columns[i]] = c->v[i];
    static const enum column surest[] = {URL, PLATFORM, NAME, DOCUMENT};
    for (size_t i = 0; i < sizeof surest / sizeof *surest; i++) {
        struct str word = cells[surest[i]];
        if (word.n == 0) continue;
        if (surest[i] == DOCUMENT) cells[DOCUMENT] = str_of(NULL, 0); /* a document's own number */
        return add(lines, word, cells, why);
    }
    return OK;
}

static int add_names(struct arena *a, json_t *lines, const struct csv_record *c, struct note *why)
{
    static const struct str none[COLUMN_MAX + 1];
    int rc = OK;
    for (size_t i = 0; rc == OK && i < c->n; i++) {
        struct str word = c->v[i];
        while (i + 1 < c->n && legal_form(c->v[i + 1])) word = strz(arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(c->v[i + 1]))), i++;
        if (word.n > 0) rc = add(lines, word, none, why);
    }
    return rc;
}

/* Whether the record names columns, one of which says what is meant. */
static bool names_columns(const struct csv_record *c, enum column *ret)
{
    bool found = false;
    for (size_t i = 0; i < CSV_FIELDS_MAX; i++) {
        ret[i] = i < c->n ? column_of(c->v[i]) : COLUMN_MAX;
        found = found || ret[i] <= DOCUMENT;
    }
    return found;
}

int watch_lines_read(struct arena *a, struct str text, json_t *lines, struct note *why)
{
    struct csv_reader r;
    struct csv_record c;
    enum column columns[CSV_FIELDS_MAX];
    bool table = false;
    if (text.n > WATCH_TEXT_MAX) {
        note_set(why, "The list is longer than %d kB. Send it in parts.", WATCH_TEXT_MAX / 1024);
        return ERR_LIMIT;
    }
    csv_read(&r, text);
    for (bool first = true;; first = false) {
        int rc = csv_next(&r, a, &c);
        if (rc == ERR_NOT_FOUND) return OK;
        if (rc == ERR_BAD_INPUT) note_set(why, "Line %u: a quotation mark is opened and not closed.", r.line);
        if (rc == ERR_LIMIT) note_set(why, "Line %u: more than %d columns.", r.line, CSV_FIELDS_MAX);
        if (rc == OK && first && names_columns(&c, columns)) {
            table = true;
            continue;
        }
        if (rc == OK) rc = table ? add_row(lines, &c, columns, why) : add_names(a, lines, &c, why);
        if (rc != OK) return rc;
    }
}
