#include "web/urlencoded.h"

#include "base/utf8.h"

static int hex_digit(char c)
{
    if (ascii_digit(c)) return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int decode(struct arena *a, struct str raw, bool plus, struct str *ret)
{
    char *out = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%') {
            bool whole = raw.n - i > 2;
            int high = whole ? hex_digit(raw.p[i + 1]) : -1, low = whole ? hex_digit(raw.p[i + 2]) : -1;
            if (high < 0 || low < 0) return ERR_BAD_INPUT;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        out[n++] = c;
    }
    if (!utf8_valid(str_of(out, n))) return ERR_BAD_INPUT;
    *ret = str_of(out, n);
    return OK;
}

int pairs_parse(struct arena *a, struct str text, struct pairs *ret)
{
    struct str part;
    ret->n = 0;
    while (str_next(&text, '&', &part)) {
        if (part.n == 0) continue;
        if (ret->n == PAIRS_MAX) return ERR_LIMIT;
        struct pair *p = &ret->v[ret->n];
        size_t eq = str_find_char(part, '=');
        int rc = decode(a, eq == STR_NONE ? part : str_upto(part, eq), true, &p->name);
        if (rc == OK) rc = decode(a, eq == STR_NONE ? str_of("", 0) : str_from(part, eq + 1), true, &p->value);
        if (rc != OK) return rc;
        ret->n++;
    }
    return OK;
}

void pairs_parse_cookies(struct str header, struct pairs *ret)
{
    struct str part;
    ret->n = 0;
    while (ret->n < PAIRS_MAX && str_next(&header, ';', &part)) {
        part = str_trim(part);
        size_t eq = str_find_char(part, '=');
        if (eq == STR_NONE || eq == 0) continue;
        ret->v[ret->n++] = (struct pair){.name = str_upto(part, eq), .value = str_from(part, eq + 1)};
    }
}

struct str pairs_get(const struct pairs *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_eqz(p->v[i].name, name)) return p->v[i].value.p != NULL ? p->v[i].value : str_of("", 0);
    return str_of(NULL, 0);
}

int path_decode(struct arena *a, struct str raw, struct str *ret)
{
    if (str_ascii_ifind(raw, STR("%2f")) != STR_NONE) return ERR_BAD_INPUT;
    return decode(a, raw, false, ret);
}
