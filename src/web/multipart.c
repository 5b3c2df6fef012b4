#include "web/multipart.h"

#include "base/utf8.h"
#include "text/charset.h"

enum { BOUNDARY_MAX = 70, HEAD_MAX = 1024 }; /* RFC 2046 5.1.1; the lines of one part's head */

bool multipart_is(struct str type)
{
    size_t end = str_find_char(type, ';');
    return str_ascii_ieq(str_trim(str_upto(type, end)), STR("multipart/form-data"));
}

/* The value of `name=` behind a semicolon, with or without quotes; p NULL: it is not there. */
static struct str parameter(struct str line, struct str name)
{
    struct str part;
    while (str_next(&line, ';', &part)) {
        part = str_trim(part);
        if (!str_ascii_ieq(str_upto(part, name.n), name) || part.n == name.n || part.p[name.n] != '=') continue;
        part = str_from(part, name.n + 1);
        bool quoted = part.n >= 2 && part.p[0] == '"' && part.p[part.n - 1] == '"';
        return quoted ? str_of(part.p + 1, part.n - 2) : part.p != NULL ? part : STR("");
    }
    return str_of(NULL, 0);
}

/* The line of a head that begins with this name. */
static struct str head_line(struct str head, struct str name)
{
    struct str line;
    while (str_next(&head, '\n', &line))
        if (str_ascii_ieq(str_upto(line, name.n), name)) return str_trim(str_from(line, name.n));
    return str_of(NULL, 0);
}

static int take_part(struct arena *a, struct str part, struct pairs *ret)
{
    size_t cut = str_find(str_upto(part, HEAD_MAX), STR("\r\n\r\n"));
    if (cut == STR_NONE) return ERR_BAD_INPUT;
    struct str head = str_upto(part, cut), value = str_from(part, cut + 4), encoding;
    struct str says = head_line(head, STR("Content-Disposition:")), name = parameter(says, STR("name"));
    if (name.p == NULL || !utf8_valid(name)) return ERR_BAD_INPUT;
    if (value.p == NULL) value = STR("");
    if (parameter(says, STR("filename")).p != NULL) {
        int rc = value.n > 0 ? charset_decode(a, value, STR("text/csv"), &value, &encoding) : OK;
        if (rc != OK) return rc;
    } else if (!utf8_valid(value)) {
        return ERR_BAD_INPUT;
    }
    if (ret->n == PAIRS_HELD) return ERR_LIMIT;
    ret->v[ret->n++] = (struct pair){name, value};
    return OK;
}

int multipart_parse(struct arena *a, struct str type, struct str body, struct pairs *ret)
{
    struct str boundary = parameter(type, STR("boundary"));
    ret->n = 0;
    if (boundary.n == 0 || boundary.n > BOUNDARY_MAX) return ERR_BAD_INPUT;
    struct str line = strz(arena_printf(a, "\r\n--" STR_FMT, STR_ARG(boundary)));
    struct str first = str_from(line, 2);
    if (!str_starts(body, first)) return ERR_BAD_INPUT;
    body = str_from(body, first.n);
    while (!str_starts(body, STR("--"))) {
        size_t end = str_find(body, line);
        if (!str_starts(body, STR("\r\n")) || end == STR_NONE) return ERR_BAD_INPUT;
        int rc = take_part(a, str_of(body.p + 2, end >= 2 ? end - 2 : 0), ret);
        if (rc != OK) return rc;
        body = str_from(body, end + line.n);
    }
    return OK;
}
