#include "net/mime.h"

#include "base/utf8.h"
#include "net/smtp.h"

#include <inttypes.h>
#include <stdio.h>

enum { FOLD_AT = 78, WORD_MAX = 75, BODY_LINE = 76, QUOTED_MAX = 60, TOKEN_MAX = 900 };

/* A header being written: knows its column, so that it can fold. */
struct header {
    struct buf *out;
    size_t column;
};

static void put(struct header *h, struct str s)
{
    buf_str(h->out, s);
    h->column += s.n;
}

static void fold(struct header *h) /* the space that follows the line end is part of the value */
{
    buf_strz(h->out, "\r\n ");
    h->column = 1;
}

static bool printable_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~') return false;
    return true;
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 127) return true;
    return false;
}

static size_t longest_word(struct str s)
{
    size_t longest = 0;
    struct str word;
    while (str_next(&s, ' ', &word)) longest = word.n > longest ? word.n : longest;
    return longest;
}

/* ASCII text with single spaces, folded where a line would pass FOLD_AT; never before the first word, for some readers
 * take the line's rest for the whole value. */
static void put_words(struct header *h, struct str s)
{
    struct str word;
    for (bool first = true; str_next(&s, ' ', &word); first = false) {
        if (!first && h->column + 1 + word.n > FOLD_AT)
            fold(h);
        else if (!first)
            put(h, STR(" "));
        put(h, word);
    }
}

/* RFC 2047 "Q" with the characters that are allowed in a phrase too, so that one encoder serves all fields. */
static size_t q_encode(const char *p, size_t n, char out[16])
{
    static const char digit[] = "0123456789ABCDEF";
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (ascii_alnum((char)c) || c == '-' || c == '!' || c == '*' || c == '+' || c == '/') {
            out[length++] = (char)c;
        } else if (c == ' ') {
            out[length++] = '_';
        } else {
            out[length++] = '=';
            out[length++] = digit[c >> 4];
            out[length++] = digit[c & 15];
        }
    }
    return length;
}

/* Encoded words of at most 75 characters, each on a line of its own but the first; no character is split. */
static void put_encoded(struct header *h, struct str s)
{
    static const struct str open = {"=?UTF-8?Q?", 10}, close = {"?=", 2};
    size_t in_word = 0; /* characters of the open encoded word; 0: none is open */
    while (s.n > 0) {
        size_t n;
        char code[16];
        utf8_next(s.p, s.n, &n);
        size_t length = q_encode(s.p, n, code);
        if (in_word > 0 && (in_word + length + close.n > WORD_MAX || h->column + length + close.n > FOLD_AT)) {
            put(h, close);
            in_word = 0;
            fold(h);
        }
        if (in_word == 0) {
            if (h->column + open.n + length + close.n > FOLD_AT && h->column > 1) fold(h);
            put(h, open);
            in_word = open.n;
        }
        put(h, str_of(code, length));
        in_word += length;
        s = str_from(s, n);
    }
    if (in_word > 0) put(h, close);
}

static bool plain_text(struct str s) /* needs no encoding, and folding at its spaces loses none of them */
{
    return printable_ascii(s) && str_find(s, STR("=?")) == STR_NONE && str_find(s, STR("  ")) == STR_NONE &&
           str_eq(s, str_trim(s)) && longest_word(s) <= TOKEN_MAX;
}

static void put_phrase(struct header *h, struct str name)
{
    bool atoms = true;
    for (size_t i = 0; i < name.n; i++)
        atoms &= ascii_alnum(name.p[i]) || name.p[i] == ' ' || strchr("!#$%&'*+-/=?^_`{|}~", name.p[i]) != NULL;
    if (!plain_text(name) || (!atoms && name.n > QUOTED_MAX)) {
        put_encoded(h, name);
    } else if (atoms) {
        put_words(h, name);
    } else {
        if (h->column + 2 * name.n + 2 > FOLD_AT && h->column > 1) fold(h);
        put(h, STR("\""));
        for (size_t i = 0; i < name.n; i++) {
            if (name.p[i] == '"' || name.p[i] == '\\') put(h, STR("\\"));
            put(h, str_of(name.p + i, 1));
        }
        put(h, STR("\""));
    }
}

static int put_mailbox(struct header *h, const struct mime_field *f, struct note *why)
{
    if (!smtp_address_valid(f->address)) {
        note_set(why, "%s: not a mail address", f->name);
        return ERR_BAD_INPUT;
    }
    bool named = f->value.n > 0;
    if (named) {
        put_phrase(h, f->value);
        if (h->column + f->address.n + 3 > FOLD_AT && h->column > 1)
            fold(h);
        else
            put(h, STR(" "));
        put(h, STR("<"));
    }
    put(h, f->address);
    if (named) put(h, STR(">"));
    return OK;
}

static bool name_ok(const char *name)
{
    size_t n = 0;
    for (; name[n] != '\0'; n++)
        if (name[n] <= ' ' || name[n] > '~' || name[n] == ':') return false;
    struct str s = strz(name);
    return n > 0 && n <= 64 && !str_ascii_ieq(s, STR("MIME-Version")) &&
           !str_ascii_ieq(str_upto(s, 8), STR("Content-"));
}

static int put_field(struct buf *out, const struct mime_field *f, struct note *why)
{
    struct header h = {.out = out};
    if (!name_ok(f->name)) {
        note_set(why, "\"%.64s\" is not a header that a message may bring along", f->name);
        return ERR_BAD_INPUT;
    }
    if (has_control(f->value) || has_control(f->address) || !utf8_valid(f->value)) {
        note_set(why, "%s: a control character, line end or broken UTF-8 in the value", f->name);
        return ERR_BAD_INPUT;
    }
    put(&h, strz(f->name));
    put(&h, STR(": "));
    int rc = OK;
    if (f->kind == MIME_MAILBOX) {
        rc = put_mailbox(&h, f, why);
    } else if (plain_text(f->value)) {
        put_words(&h, f->value);
    } else if (f->kind == MIME_TEXT) {
        put_encoded(&h, f->value);
    } else {
        note_set(why, "%s: more than plain ASCII words with single spaces", f->name);
        rc = ERR_BAD_INPUT;
    }
    buf_strz(out, "\r\n");
    return rc;
}

/* ---- bodies ------------------------------------------------------------------------------------------------------ */

struct qp {
    struct buf *out;
    size_t column;
};

static void qp_put(struct qp *q, const char *code, size_t n)
{
    if (q->column + n > BODY_LINE - 1) { /* one column is left for the soft break's "=" */
        buf_strz(q->out, "=\r\n");
        q->column = 0;
    }
    buf_add(q->out, code, n);
    q->column += n;
}

static void qp_hex(struct qp *q, unsigned char c)
{
    static const char digit[] = "0123456789ABCDEF";
    char code[3] = {'=', digit[c >> 4], digit[c & 15]};
    qp_put(q, code, 3);
}

/* One line. A dot or "From " at its start is encoded: some mail system on the way would touch it otherwise. */
static void qp_line(struct buf *out, struct str line)
{
    struct qp q = {.out = out};
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        bool last = i + 1 == line.n, space = c == ' ' || c == '\t';
        bool fragile = (i == 0 && (c == '.' || str_starts(line, STR("From ")))) || (space && last);
        if ((space || (c > ' ' && c <= '~' && c != '=')) && !fragile)
            qp_put(&q, line.p + i, 1);
        else
            qp_hex(&q, c);
    }
    buf_strz(out, "\r\n");
}

static void put_part(struct buf *out, const char *type, struct str body)
{
    buf_printf(out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
    while (body.n > 0) {
        size_t n = 0;
        while (n < body.n && body.p[n] != '\r' && body.p[n] != '\n') n++;
        qp_line(out, str_upto(body, n));
        bool pair = n + 1 < body.n && body.p[n] == '\r' && body.p[n + 1] == '\n';
        body = str_from(body, n + (pair ? 2 : 1));
    }
}

int mime_build(const struct mime_message *m, struct buf *out, struct note *why)
{
    if (!utf8_valid(m->text) || !utf8_valid(m->html)) {
        note_set(why, "the body is not UTF-8");
        return ERR_BAD_INPUT;
    }
    for (size_t i = 0; i < m->nfields; i++) {
        int rc = put_field(out, &m->fields[i], why);
        if (rc != OK) return rc;
    }
    buf_strz(out, "MIME-Version: 1.0\r\n");
    if (m->html.n == 0) {
        put_part(out, "text/plain", m->text);
    } else {
        char boundary[24];
        snprintf(boundary, sizeof boundary, "=_%016" PRIx64, str_hash(m->seed));
        buf_printf(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary);
        put_part(out, "text/plain", m->text);
        buf_printf(out, "--%s\r\n", boundary);
        put_part(out, "text/html", m->html);
        buf_printf(out, "--%s--\r\n", boundary);
    }
    if (!buf_failed(out)) return OK;
    note_set(why, "the message is larger than %zu bytes", out->max_bytes);
    return ERR_LIMIT;
}
