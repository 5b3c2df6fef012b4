#include "net/bounce.h"

#include "base/buf.h"

#include <inttypes.h>

enum { PARTS_MAX = 64, FIELDS_MAX = 1000, FIELD_BYTES_MAX = 16 << 10 };

const char *bounce_kind_name(enum bounce_kind k)
{
    static const char *const names[BOUNCE_KIND_MAX] = {"other", "hard", "soft", "delayed", "complaint"};
    return names[k];
}

/* ---- the address ----------------------------------------------------------------------------------------------------- */

const char *bounce_address(struct arena *a, const char *base, int64_t delivery_id, const char *secret)
{
    size_t at = str_find_char(strz(base), '@');
    return arena_printf(a, "%.*s+%" PRId64 ".%s%s", (int)at, base, delivery_id, secret, base + at);
}

bool bounce_base_valid(struct str base)
{
    size_t at = str_find_char(base, '@');
    return at != STR_NONE && at > 0 && at <= BOUNCE_NAME_MAX && at + 1 < base.n && str_find_char(str_upto(base, at), '+') == STR_NONE &&
           str_find_char(str_from(base, at + 1), '@') == STR_NONE;
}

static bool secret_copy(struct str s, char out[BOUNCE_SECRET_SIZE])
{
    if (s.n != BOUNCE_SECRET_SIZE - 1) return false;
    for (size_t i = 0; i < s.n; i++) {
        out[i] = ascii_lower(s.p[i]);
        if (!ascii_digit(out[i]) && (out[i] < 'a' || out[i] > 'f')) return false;
    }
    out[s.n] = '\0';
    return true;
}

/* Looks for name+ID.SECRET@domain anywhere in a field: in angle brackets, among other addresses, after "rfc822;". */
static bool find_address(struct str field, struct str base, struct bounce *b)
{
    size_t at = str_find_char(base, '@');
    struct str name = str_upto(base, at), domain = str_from(base, at), rest = field;
    for (size_t i; (i = str_ascii_ifind(rest, name)) != STR_NONE; rest = str_from(rest, i + 1)) {
        struct str s = str_from(rest, i + name.n), id, secret;
        size_t dot = str_find_char(s, '.');
        if ((i > 0 && (ascii_alnum(rest.p[i - 1]) || strchr("._-+", rest.p[i - 1]) != NULL)) || s.n == 0 || s.p[0] != '+' || dot == STR_NONE) continue;
        id = str_upto(str_from(s, 1), dot - 1);
        secret = str_upto(str_from(s, dot + 1), BOUNCE_SECRET_SIZE - 1);
        s = str_from(s, dot + BOUNCE_SECRET_SIZE);
        int64_t delivery_id;
        bool whole = s.n >= domain.n && str_ascii_ieq(str_upto(s, domain.n), domain) &&
                     (s.n == domain.n || (!ascii_alnum(s.p[domain.n]) && s.p[domain.n] != '.' && s.p[domain.n] != '-'));
        if (!whole || str_int(id, 1, INT64_MAX, &delivery_id) != OK || !secret_copy(secret, b->secret)) continue;
        b->delivery_id = delivery_id;
        return true;
    }
    return false;
}

/* ---- fields and parts ------------------------------------------------------------------------------------------------ */

/* The next line of a message, without its end; false at the end. */
static bool next_line(struct str *rest, struct str *ret)
{
    if (!str_next(rest, '\n', ret)) return false;
    if (ret->n > 0 && ret->p[ret->n - 1] == '\r') ret->n--;
    return true;
}

struct field {
    struct str name, value; /* the value unfolded and trimmed; cut at FIELD_BYTES_MAX */
};

/* The next field of a block. false: the block has ended, with *rest behind the empty line. Lines that are no field are
 * passed over. */
static bool next_field(struct arena *a, struct str *rest, struct field *ret)
{
    struct str line;
    while (next_line(rest, &line)) {
        if (line.n == 0) return false;
        size_t colon = str_find_char(line, ':');
        if (colon == STR_NONE || colon == 0 || ascii_space(line.p[0])) continue;
        struct buf b;
        buf_init(&b, FIELD_BYTES_MAX);
        struct str more = *rest, value = str_from(line, colon + 1);
        buf_str(&b, str_upto(value, FIELD_BYTES_MAX - 2));
        while (more.n > 0 && (more.p[0] == ' ' || more.p[0] == '\t') && next_line(&more, &value)) {
            if (b.n + value.n + 2 < FIELD_BYTES_MAX) buf_str(&b, value);
            *rest = more;
        }
        *ret = (struct field){str_trim(str_upto(line, colon)), str_trim(strz(arena_dupz(a, b.p != NULL ? b.p : "")))};
        buf_release(&b);
        return true;
    }
    return false;
}

struct part {
    struct str head, body;
};

static struct part part_of(struct str s)
{
    struct str rest = s, line;
    while (next_line(&rest, &line))
        if (line.n == 0) return (struct part){str_upto(s, s.n - rest.n), rest};
    return (struct part){s, str_of(NULL, 0)};
}

static struct str field_of(struct arena *a, struct str head, const char *name)
{
    struct field f;
    for (size_t n = 0; n < FIELDS_MAX && next_field(a, &head, &f); n++)
        if (str_ascii_ieq(f.name, strz(name))) return f.value;
    return STR("");
}

/* A parameter of a Content-Type, quoted or not. */
static struct str parameter(struct arena *a, struct str type, const char *name)
{
    struct str rest = type;
    for (size_t i; (i = str_find_char(rest, ';')) != STR_NONE;) {
        rest = str_trim(str_from(rest, i + 1));
        size_t eq = str_find_char(rest, '=');
        if (eq == STR_NONE || !str_ascii_ieq(str_trim(str_upto(rest, eq)), strz(name))) continue;
        struct str v = str_trim(str_from(rest, eq + 1));
        struct buf b;
        buf_init(&b, FIELD_BYTES_MAX);
        bool quoted = v.n > 0 && v.p[0] == '"';
        for (size_t k = quoted; k < v.n && (quoted ? v.p[k] != '"' : v.p[k] != ';' && !ascii_space(v.p[k])); k++) {
            if (quoted && v.p[k] == '\\' && k + 1 < v.n) k++;
            buf_char(&b, v.p[k]);
        }
        struct str value = strz(arena_dupz(a, b.p != NULL ? b.p : ""));
        buf_release(&b);
        return value;
    }
    return STR("");
}

static bool type_is(struct str type, const char *what)
{
    struct str bare = str_trim(str_upto(type, str_find_char(type, ';'))); /* STR_NONE: all of it */
    return str_ascii_ieq(bare, strz(what));
}

/* The parts between the boundaries, at most PARTS_MAX. */
static size_t split(struct str body, struct str boundary, struct part parts[PARTS_MAX])
{
    struct str rest = body, line;
    const char *begin = NULL;
    size_t n = 0;
    if (boundary.n == 0) return 0;
    while (n < PARTS_MAX && rest.n > 0) {
        const char *at = rest.p;
        if (!next_line(&rest, &line)) break;
        if (!str_starts(line, STR("--")) || !str_starts(str_from(line, 2), boundary)) continue;
        struct str tail = str_trim(str_from(line, 2 + boundary.n));
        if (tail.n > 0 && !str_eqz(tail, "--")) continue;
        if (begin != NULL) parts[n++] = part_of(str_of(begin, (size_t)(at - begin)));
        begin = tail.n == 0 ? rest.p : NULL;
        if (tail.n > 0) return n;
    }
    if (begin != NULL && n < PARTS_MAX) parts[n++] = part_of(str_of(begin, (size_t)(body.p + body.n - begin))); /* cut off: no last boundary */
    return n;
}

/* ---- what a report says ----------------------------------------------------------------------------------------------- */

/* The first "d.d.d" of a text, as a word of its own. */
static struct str status_in(struct str s)
{
    for (size_t i = 0; i + 4 < s.n; i++) {
        size_t k = i, dots = 0, digits = 0;
        if ((s.p[i] != '2' && s.p[i] != '4' && s.p[i] != '5') || (i > 0 && (ascii_alnum(s.p[i - 1]) || s.p[i - 1] == '.'))) continue;
        for (; k < s.n && (ascii_digit(s.p[k]) || (s.p[k] == '.' && digits > 0)); k++) {
            if (s.p[k] == '.') dots++, digits = 0;
            else if (++digits > 3) break;
        }
        if (dots == 2 && digits > 0 && digits <= 3 && s.p[i + 1] == '.' && (k == s.n || !ascii_alnum(s.p[k]))) return str_of(s.p + i, k - i);
    }
    return STR("");
}

bool bounce_is_hard(struct str status_or_reply)
{
    struct str s = status_in(status_or_reply);
    if (s.n == 0) return true;
    if (str_eqz(s, "5.2.2") || str_eqz(s, "5.4.7")) return false;
    return s.p[0] == '5' && strchr("0124", s.p[2]) != NULL && s.p[3] == '.';
}

static void keep_words(struct str s, struct bounce *b)
{
    size_t n = 0, semicolon = str_find_char(s, ';');
    if (semicolon != STR_NONE && semicolon < 12) s = str_trim(str_from(s, semicolon + 1)); /* "smtp; " */
    for (size_t i = 0; i < s.n && n + 1 < sizeof b->words; i++) b->words[n++] = s.p[i] >= ' ' && s.p[i] < 0x7f ? s.p[i] : '?';
    b->words[n] = '\0';
}

/* Action, Status and Diagnostic-Code of the recipients of a delivery report; ours have one. A failure tells more than a delay. */
static void read_status(struct arena *a, struct str body, struct bounce *b)
{
    for (size_t blocks = 0; body.n > 0 && blocks < PARTS_MAX; blocks++) {
        struct field f;
        struct str action = STR(""), status = STR(""), words = STR("");
        for (size_t n = 0; n < FIELDS_MAX && next_field(a, &body, &f); n++) {
            if (str_ascii_ieq(f.name, STR("Action"))) action = f.value;
            if (str_ascii_ieq(f.name, STR("Status"))) status = status_in(f.value);
            if (str_ascii_ieq(f.name, STR("Diagnostic-Code"))) words = f.value;
        }
        bool failed = str_ascii_ieq(str_upto(action, 6), STR("failed")), delayed = str_ascii_ieq(str_upto(action, 7), STR("delayed"));
        if (!failed && (!delayed || b->kind != BOUNCE_OTHER)) continue;
        if (status.n == 0) status = status_in(words);
        b->kind = delayed ? BOUNCE_DELAYED : status.n > 0 && bounce_is_hard(status) ? BOUNCE_HARD : BOUNCE_SOFT;
        memcpy(b->status, status.n > 0 ? status.p : "", status.n); /* at most d.ddd.ddd */
        b->status[status.n] = '\0';
        keep_words(words, b);
        if (failed) return;
    }
}

static void read_feedback(struct arena *a, struct str body, struct str base, struct bounce *ret)
{
    struct field f;
    struct bounce b = {.kind = BOUNCE_OTHER};
    for (size_t n = 0; n < FIELDS_MAX && next_field(a, &body, &f); n++) {
        bool spam = str_ascii_ieq(f.value, STR("abuse")) || str_ascii_ieq(str_upto(f.value, 7), STR("opt-out"));
        if (str_ascii_ieq(f.name, STR("Feedback-Type")) && spam) {
            b.kind = BOUNCE_COMPLAINT;
            keep_words(f.value, &b);
        }
        if (b.delivery_id == 0 && str_ascii_ieq(f.name, STR("Original-Mail-From"))) (void)find_address(f.value, base, &b);
    }
    if (b.kind == BOUNCE_COMPLAINT) *ret = b;
}

/* Where the report itself was sent; for a complaint, what it says of the mail it is about. */
static void read_address(struct arena *a, struct str head, struct str base, bool of_mail, struct bounce *b)
{
    static const char *const sent_to[] = {"Delivered-To", "X-Original-To", "Envelope-To", "To"};
    struct field f;
    for (size_t n = 0; b->delivery_id == 0 && n < FIELDS_MAX && next_field(a, &head, &f); n++) {
        bool fits = of_mail && str_ascii_ieq(f.name, STR("Return-Path"));
        for (size_t i = 0; !of_mail && i < sizeof sent_to / sizeof *sent_to; i++) fits = fits || str_ascii_ieq(f.name, strz(sent_to[i]));
        if (fits) (void)find_address(f.value, base, b);
    }
}

static void read_report(struct arena *a, const struct part *parts, size_t n, struct str base, struct bounce *b)
{
    for (size_t i = 0; i < n; i++) {
        struct str type = field_of(a, parts[i].head, "Content-Type");
        if (type_is(type, "message/delivery-status") || type_is(type, "message/global-delivery-status")) read_status(a, parts[i].body, b);
        else if (type_is(type, "message/feedback-report")) read_feedback(a, parts[i].body, base, b);
        else if (b->kind == BOUNCE_COMPLAINT && (type_is(type, "message/rfc822") || type_is(type, "text/rfc822-headers")))
            read_address(a, parts[i].body, base, true, b);
    }
}

/* The first report among the parts. OpenSMTPD calls what should be a multipart/report a multipart/mixed. */
static bool find_report(struct arena *a, struct part whole, struct str base, unsigned depth, struct bounce *b)
{
    struct str type = field_of(a, whole.head, "Content-Type");
    if (!str_ascii_ieq(str_upto(type, 10), STR("multipart/")) || depth > BOUNCE_DEPTH) return false;
    struct part *parts = ARENA_ARRAY(a, struct part, PARTS_MAX);
    size_t n = split(whole.body, parameter(a, type, "boundary"), parts);
    read_report(a, parts, n, base, b);
    for (size_t i = 0; i < n && b->kind == BOUNCE_OTHER; i++)
        if (find_report(a, parts[i], base, depth + 1, b)) break;
    return b->kind != BOUNCE_OTHER;
}

void bounce_read(struct arena *a, struct str message, const char *base, struct bounce *ret)
{
    struct bounce b = {.kind = BOUNCE_OTHER};
    *ret = b;
    if (message.n > BOUNCE_BYTES_MAX || memchr(message.n > 0 ? message.p : "", '\0', message.n) != NULL) return;
    struct part whole = part_of(message);
    if (!bounce_base_valid(strz(base)) || !find_report(a, whole, strz(base), 1, &b)) return;
    if (b.delivery_id == 0) read_address(a, whole.head, strz(base), false, &b);
    if (b.delivery_id != 0) *ret = b;
}
