#include "text/charset.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

/* The value of charset= in a header or a <meta>, wherever it stands. */
static struct str charset_in(struct str s)
{
    for (size_t at; (at = str_ascii_ifind(s, STR("charset"))) != STR_NONE;) {
        s = str_from(s, at + 7);
        struct str v = str_trim(s);
        if (v.n == 0 || v.p[0] != '=') continue;
        v = str_trim(str_from(v, 1));
        if (v.n > 0 && (v.p[0] == '"' || v.p[0] == '\'')) v = str_from(v, 1);
        size_t n = 0;
        while (n < v.n && (ascii_alnum(v.p[n]) || strchr("-_:.", v.p[n]) != NULL)) n++;
        if (n > 0) return str_upto(v, n);
    }
    return STR("");
}

/* The first <meta> that names one, within the stretch that browsers look at too. */
static struct str charset_of_meta(struct str body)
{
    struct str s = str_upto(body, 4096);
    for (size_t at; (at = str_ascii_ifind(s, STR("<meta"))) != STR_NONE;) {
        s = str_from(s, at + 5);
        struct str found = charset_in(str_upto(s, str_find_char(s, '>')));
        if (found.n > 0) return found;
    }
    return STR("");
}

static struct str charset_detected(struct arena *a, struct str body)
{
    uchardet_t d = uchardet_new();
    if (d == NULL) return STR("");
    struct str found = STR("");
    if (uchardet_handle_data(d, body.p, body.n < (64u << 10) ? body.n : (64u << 10)) == 0) {
        uchardet_data_end(d);
        found = strz(arena_dupz(a, uchardet_get_charset(d)));
    }
    uchardet_delete(d);
    return found;
}

static struct str charset_of_mark(struct str body, size_t *ret_skip)
{
    *ret_skip = 0;
    if (str_starts(body, STR("\xEF\xBB\xBF"))) {
        *ret_skip = 3;
        return STR("utf-8");
    }
    if (str_starts(body, STR("\xFF\xFE")) || str_starts(body, STR("\xFE\xFF"))) {
        *ret_skip = 2;
        return body.p[0] == '\xFF' ? STR("utf-16le") : STR("utf-16be");
    }
    return STR("");
}

static struct str as_browsers_read_it(struct arena *a, struct str name)
{
    name = str_ascii_lower(a, name);
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
                                        "latin-1",    "us-ascii",  "ascii",      "l1"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (str_eqz(name, latin[i])) return STR("windows-1252");
    if (str_eqz(name, "utf8")) return STR("utf-8");
    if (str_eqz(name, "gb2312") || str_eqz(name, "gbk")) return STR("gb18030");
    if (str_eqz(name, "shift_jis") || str_eqz(name, "sjis") || str_eqz(name, "x-sjis")) return STR("cp932");
    if (str_eqz(name, "euc-kr") || str_eqz(name, "ks_c_5601-1987")) return STR("cp949");
    return name;
}

static int repaired(struct arena *a, struct str s, struct str *ret)
{
    if (utf8_valid(s)) {
        *ret = s;
        return OK;
    }
    struct buf b;
    buf_init(&b, s.n * 3 + 16);
    utf8_repair(&b, s);
    int rc = buf_failed(&b) ? ERR_LIMIT : OK;
    if (rc == OK) *ret = str_of(arena_dup(a, b.p, b.n), b.n);
    buf_release(&b);
    return rc;
}

/* The upper half of windows-1252 that differs from Latin-1; five places are empty and stay controls. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static void convert_1252(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = (uint8_t)s.p[i];
        utf8_add(b, c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
}

/* Descriptors that stay open, so that their tables do. */
static struct {
    const char *name;
    iconv_t cd;
    bool open;
} prepared[] = {
    {"utf-16le", 0, 0},     {"utf-16be", 0, 0},     {"windows-1250", 0, 0}, {"windows-1251", 0, 0},
    {"windows-1253", 0, 0}, {"windows-1254", 0, 0}, {"windows-1255", 0, 0}, {"windows-1256", 0, 0},
    {"windows-1257", 0, 0}, {"windows-1258", 0, 0}, {"windows-874", 0, 0},  {"iso-8859-2", 0, 0},
    {"iso-8859-5", 0, 0},   {"iso-8859-7", 0, 0},   {"iso-8859-8", 0, 0},   {"iso-8859-9", 0, 0},
    {"iso-8859-13", 0, 0},  {"iso-8859-15", 0, 0},  {"koi8-r", 0, 0},       {"koi8-u", 0, 0},
    {"cp932", 0, 0},        {"euc-jp", 0, 0},       {"iso-2022-jp", 0, 0},  {"cp949", 0, 0},
    {"gb18030", 0, 0},      {"big5", 0, 0},         {"tis-620", 0, 0},
};

void charset_prepare(void)
{
    for (size_t i = 0; i < sizeof prepared / sizeof *prepared; i++) {
        if (prepared[i].open) continue;
        prepared[i].cd = iconv_open("UTF-8", prepared[i].name);
        prepared[i].open = prepared[i].cd != (iconv_t)-1;
    }
}

/* *ret_keep: the descriptor is not the caller's to close. */
static bool open_converter(struct arena *a, struct str charset, iconv_t *ret, bool *ret_keep)
{
    for (size_t i = 0; i < sizeof prepared / sizeof *prepared; i++) {
        if (!prepared[i].open || !str_eqz(charset, prepared[i].name)) continue;
        iconv(prepared[i].cd, NULL, NULL, NULL, NULL); /* back to its initial state */
        *ret = prepared[i].cd;
        return *ret_keep = true;
    }
    *ret_keep = false;
    *ret = iconv_open("UTF-8", str_dupz(a, charset));
    return *ret != (iconv_t)-1;
}

static void convert_with(struct buf *b, iconv_t cd, struct str s)
{
    char *in = (char *)(uintptr_t)s.p, chunk[4096];
    size_t left = s.n;
    while (left > 0 && !buf_failed(b)) {
        char *out = chunk;
        size_t room = sizeof chunk, got = iconv(cd, &in, &left, &out, &room);
        int e = errno;
        buf_add(b, chunk, sizeof chunk - room);
        if (got != (size_t)-1 || e == E2BIG) continue;
        utf8_add(b, UTF8_REPLACEMENT); /* EILSEQ, or EINVAL at the end: one byte is given up */
        in++;
        left--;
    }
}

/* ERR_NOT_FOUND: no such charset here. */
static int convert(struct arena *a, struct str s, struct str charset, struct str *ret)
{
    struct buf b;
    buf_init(&b, s.n * 4 + 16);
    if (str_eqz(charset, "windows-1252")) {
        convert_1252(&b, s);
    } else {
        iconv_t cd;
        bool keep;
        if (!open_converter(a, charset, &cd, &keep)) return ERR_NOT_FOUND;
        convert_with(&b, cd, s);
        if (!keep) iconv_close(cd);
    }
    int rc = buf_failed(&b) ? ERR_LIMIT : OK;
    if (rc == OK) rc = repaired(a, str_of(arena_dup(a, b.p != NULL ? b.p : "", b.n), b.n), ret); /* NULs */
    buf_release(&b);
    return rc;
}

static int decode_as(struct arena *a, struct str body, struct str charset, struct str *ret)
{
    return str_eqz(charset, "utf-8") ? repaired(a, body, ret) : convert(a, body, charset, ret);
}

/* Several characters beyond ASCII are ill-formed, and fewer are well-formed: whatever it is, it is not UTF-8. */
static bool not_utf8(struct str s)
{
    size_t good = 0, bad = 0;
    for (size_t i = 0, len; i < s.n; i += len) {
        bool ascii = (uint8_t)s.p[i] < 0x80;
        uint32_t c = utf8_next(s.p + i, s.n - i, &len);
        if (!ascii && c != UTF8_REPLACEMENT) good++;
        else if (!ascii) bad++;
    }
    return bad > 3 && bad > good;
}

int charset_decode(struct arena *a, struct str body, struct str content_type, struct str *ret, struct str *ret_charset)
{
    size_t skip;
    struct str said[3] = {charset_of_mark(body, &skip), charset_in(content_type), charset_of_meta(body)};
    struct str rest = str_from(body, skip);
    for (int i = 0; i < 3; i++) {
        if (said[i].n == 0) continue;
        struct str charset = as_browsers_read_it(a, said[i]);
        if (i == 2 && str_starts(charset, STR("utf-16"))) charset = STR("utf-8"); /* it could be read, so it is not */
        /* A page that says latin and is valid UTF-8 beyond ASCII says it wrongly. */
        if (str_eqz(charset, "windows-1252") && utf8_valid(rest)) charset = STR("utf-8");
        if (str_eqz(charset, "utf-8") && not_utf8(rest)) continue;
        int rc = decode_as(a, rest, charset, ret);
        if (rc == OK) *ret_charset = charset;
        if (rc != ERR_NOT_FOUND) return rc;
    }
    struct str charset = STR("utf-8");
    if (!utf8_valid(rest)) charset = as_browsers_read_it(a, charset_detected(a, rest));
    if (charset.n == 0) charset = STR("windows-1252");
    int rc = decode_as(a, rest, charset, ret);
    if (rc == ERR_NOT_FOUND) rc = decode_as(a, rest, charset = STR("windows-1252"), ret);
    if (rc == OK) *ret_charset = charset;
    return rc;
}
