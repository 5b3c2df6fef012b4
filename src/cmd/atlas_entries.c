#include "cmd/atlas_entries.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>

enum form { FORM_LIST, FORM_LINES, FORM_CSV };

struct entries {
    struct arena *a;
    enum form form;
    struct str rest;  /* of the text */
    size_t line, at;  /* line of rest; number of the entry */
    size_t total;
    json_t *list, *current;
    VEC(struct str) columns, fields;
};

static bool of_lists(struct str part)
{
    static const char *const parts[] = {"why", "option", "regulation", "agency"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eqz(part, parts[i])) return true;
    return false;
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------- */

/* A field in quotes: to its closing quote, doubled ones made single. */
static int quoted_field(struct entries *e, struct str *ret)
{
    size_t end = 1, n = 0;
    while (end < e->rest.n && (e->rest.p[end] != '"' || (end + 1 < e->rest.n && e->rest.p[end + 1] == '"')))
        end += e->rest.p[end] == '"' ? 2 : 1;
    if (end >= e->rest.n) return ERR_BAD_INPUT;
    char *out = arena_alloc(e->a, end);
    for (size_t i = 1; i < end; i++) {
        e->line += e->rest.p[i] == '\n';
        i += e->rest.p[i] == '"';
        out[n++] = e->rest.p[i];
    }
    e->rest = str_from(e->rest, end + 1);
    *ret = str_of(out, n);
    return OK;
}

static struct str plain_field(struct entries *e)
{
    size_t n = 0;
    while (n < e->rest.n && e->rest.p[n] != ',' && e->rest.p[n] != '\n' && e->rest.p[n] != '\r') n++;
    struct str field = str_upto(e->rest, n);
    e->rest = str_from(e->rest, n);
    return field;
}

/* The fields of a record, and past its end. */
static int read_record(struct entries *e, struct note *why)
{
    e->fields.n = 0;
    for (;;) {
        struct str *field = vec_push(&e->fields, e->a);
        bool quoted = e->rest.n > 0 && e->rest.p[0] == '"';
        if (quoted && quoted_field(e, field) != OK) {
            e->rest = str_of(NULL, 0);
            note_set(why, "a quotation mark is not closed");
            return ERR_BAD_INPUT;
        }
        if (!quoted) *field = plain_field(e);
        char c = e->rest.n > 0 ? e->rest.p[0] : '\n';
        if (c != ',') break;
        e->rest = str_from(e->rest, 1);
    }
    bool whole = e->rest.n == 0 || e->rest.p[0] == '\n' || str_starts(e->rest, STR("\r\n"));
    size_t end = str_find_char(e->rest, '\n');
    e->rest = end == STR_NONE ? str_of(NULL, 0) : str_from(e->rest, end + 1);
    e->line++;
    if (whole) return OK;
    note_set(why, "something follows a closing quotation mark");
    return ERR_BAD_INPUT;
}

/* The object of that number in a list that is made as needed; NULL: another column gave the member as a text. */
static json_t *member_list(json_t *o, const char *name, size_t number)
{
    json_t *list = json_object_get(o, name);
    if (list == NULL) json_object_set_new(o, name, list = json_array());
    while (json_is_array(list) && json_array_size(list) < number) json_array_append_new(list, json_object());
    return json_array_get(list, number - 1);
}

/* "why_2" and "why_2_quote" are parts of an object in a list. */
static int set_part(json_t *o, struct str column, struct str value, struct note *why)
{
    static const struct {
        const char *part, *list, *itself, *other;
    } lists[] = {{"why", "why", "text", "quote"}, {"option", "options", "text", "url"},
                 {"regulation", "regulations", "slug", "reason"}, {"agency", "agencies", "slug", "reason"}};
    struct str rest = column, part, number, other = STR("");
    int64_t n = 0;
    str_next(&rest, '_', &part);
    bool good = str_next(&rest, '_', &number) && str_int(number, 1, 99, &n) == OK;
    if (rest.n > 0) other = rest;
    for (size_t i = 0; good && i < sizeof lists / sizeof *lists; i++) {
        if (!str_eqz(part, lists[i].part) || (other.n > 0 && !str_eqz(other, lists[i].other))) continue;
        const char *key = other.n > 0 ? lists[i].other : lists[i].itself;
        json_t *element = member_list(o, lists[i].list, (size_t)n);
        if (element == NULL) break;
        json_object_set_new(element, key, json_stringn(value.n > 0 ? value.p : "", value.n));
        return OK;
    }
    note_set(why, "the column \"" STR_FMT "\" is no part of a provision", STR_ARG(column));
    return ERR_BAD_INPUT;
}

static int set_member(struct entries *e, json_t *o, struct str column, struct str value, struct note *why)
{
    struct str rest = column, part;
    if (str_trim(value).n == 0) return OK;
    str_next(&rest, '_', &part);
    if (of_lists(part)) return set_part(o, column, value, why);
    json_object_set_new(o, str_dupz(e->a, column), json_stringn(value.p, value.n));
    return OK;
}

static int next_record(struct entries *e, json_t **ret, struct note *why)
{
    int rc = read_record(e, why);
    if (rc != OK) return rc;
    if (e->fields.n != e->columns.n) {
        note_set(why, "it has %zu fields, and there are %zu columns", e->fields.n, e->columns.n);
        return ERR_BAD_INPUT;
    }
    *ret = json_object();
    for (size_t i = 0; rc == OK && i < e->columns.n; i++) rc = set_member(e, *ret, e->columns.v[i], e->fields.v[i], why);
    return rc;
}

static int read_columns(struct entries *e, struct note *why)
{
    struct str bom = STR("\xEF\xBB\xBF");
    if (str_starts(e->rest, bom)) e->rest = str_from(e->rest, bom.n);
    int rc = read_record(e, why);
    if (rc == OK && e->fields.n < 2) {
        note_set(why, "it is neither a JSON list, nor lines of JSON objects, nor CSV with names of columns");
        rc = ERR_BAD_INPUT;
    }
    for (size_t i = 0; rc == OK && i < e->fields.n; i++) *vec_push(&e->columns, e->a) = str_trim(e->fields.v[i]);
    return rc;
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------------- */

static int next_line(struct entries *e, json_t **ret, struct note *why)
{
    struct str line;
    json_error_t error;
    str_next(&e->rest, '\n', &line);
    e->line++;
    *ret = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    if (*ret != NULL) return OK;
    note_set(why, "%s", error.text);
    return ERR_BAD_INPUT;
}

static void skip_empty_lines(struct entries *e)
{
    for (size_t i = 0; i < e->rest.n && ascii_space(e->rest.p[i]); i++) {
        if (e->rest.p[i] != '\n') continue;
        e->line++;
        e->rest = str_from(e->rest, i + 1);
        i = SIZE_MAX;
    }
    if (str_trim(e->rest).n == 0) e->rest = str_of(NULL, 0);
}

static int open_list(struct entries *e, struct note *why)
{
    json_error_t error;
    e->list = json_loadb(e->rest.p, e->rest.n, JSON_REJECT_DUPLICATES, &error);
    if (e->list == NULL) {
        note_set(why, "line %d: %s", error.line, error.text);
        return ERR_BAD_INPUT;
    }
    e->total = json_array_size(e->list);
    return OK;
}

/* ---- all three ---------------------------------------------------------------------------------------------------------------- */

int entries_open(struct arena *a, struct str text, struct entries **ret, struct note *why)
{
    struct entries *e = ARENA_NEW(a, struct entries);
    struct str head = str_trim(text);
    char first = head.n > 0 ? head.p[0] : '\0';
    int rc = OK;
    *e = (struct entries){.a = a, .rest = text, .line = 1, .form = first == '[' ? FORM_LIST : first == '{' ? FORM_LINES : FORM_CSV};
    if (!utf8_valid(text)) {
        note_set(why, "it is no UTF-8 text");
        return ERR_BAD_INPUT;
    }
    for (size_t i = 0; i < text.n; i++) e->total += text.p[i] == '\n';
    if (e->form == FORM_LIST) rc = open_list(e, why);
    if (e->form == FORM_CSV) rc = read_columns(e, why);
    if (rc == OK) *ret = e;
    return rc;
}

void entries_close(struct entries *e)
{
    if (e == NULL) return;
    json_decref(e->list);
    json_decref(e->current);
}

int entries_next(struct entries *e, const json_t **ret, const char **ret_where, struct note *why)
{
    int rc;
    json_decref(e->current);
    e->current = NULL;
    if (e->form == FORM_LIST) {
        if (e->at == json_array_size(e->list)) return ERR_NOT_FOUND;
        *ret = json_array_get(e->list, e->at++);
        *ret_where = arena_printf(e->a, "entry %zu", e->at);
        return OK;
    }
    skip_empty_lines(e);
    if (e->rest.n == 0) return ERR_NOT_FOUND;
    *ret_where = arena_printf(e->a, "line %zu", e->line);
    rc = e->form == FORM_LINES ? next_line(e, &e->current, why) : next_record(e, &e->current, why);
    if (rc == OK) *ret = e->current;
    return rc;
}

size_t entries_total(const struct entries *e)
{
    return e->total;
}
