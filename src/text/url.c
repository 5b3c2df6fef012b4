#include "text/url.h"

#include "base/buf.h"

/* ---- parts ------------------------------------------------------------------------------------------------------- */

struct url_parts {
    struct str scheme;                /* without ':' */
    struct str authority;             /* without '//' */
    struct str path, query, fragment; /* without ? and # */
    bool has_authority, has_query, has_fragment;
};

static size_t scheme_length(struct str s)
{
    if (s.n == 0 || !ascii_alpha(s.p[0])) return 0;
    size_t i = 1;
    while (i < s.n && (ascii_alnum(s.p[i]) || s.p[i] == '+' || s.p[i] == '-' || s.p[i] == '.')) i++;
    return i < s.n && s.p[i] == ':' ? i : 0;
}

/* "Special" schemes have hosts and paths, and read \ as /. */
static const char *special_port(struct str scheme)
{
    static const struct {
        const char *scheme, *port;
    } known[] = {{"http", "80"}, {"https", "443"}, {"ftp", "21"}, {"ws", "80"}, {"wss", "443"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ascii_ieq(scheme, strz(known[i].scheme))) return known[i].port;
    return NULL;
}

static struct url_parts split(struct str s, bool special_base)
{
    struct url_parts u = {0};
    size_t n = scheme_length(s);
    if (n > 0) {
        u.scheme = str_upto(s, n);
        s = str_from(s, n + 1);
    }
    size_t hash = str_find_char(s, '#');
    if (hash != STR_NONE) {
        u.has_fragment = true;
        u.fragment = str_from(s, hash + 1);
        s = str_upto(s, hash);
    }
    size_t ask = str_find_char(s, '?');
    if (ask != STR_NONE) {
        u.has_query = true;
        u.query = str_from(s, ask + 1);
        s = str_upto(s, ask);
    }
    bool special = n > 0 ? special_port(u.scheme) != NULL : special_base;
    bool slashes =
        s.n >= 2 && (s.p[0] == '/' || (special && s.p[0] == '\\')) && (s.p[1] == '/' || (special && s.p[1] == '\\'));
    if (slashes) {
        size_t from = 2;
        while (special && from < s.n && (s.p[from] == '/' || s.p[from] == '\\')) from++;
        size_t end = from;
        while (end < s.n && s.p[end] != '/' && !(special && s.p[end] == '\\')) end++;
        u.has_authority = true;
        u.authority = str_of(s.p + from, end - from);
        s = str_from(s, end);
    }
    u.path = s;
    return u;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static void add_encoded(struct buf *b, struct str s, const char *unsafe)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = (uint8_t)s.p[i];
        if (c > 0x20 && c < 0x7F && strchr(unsafe, c) == NULL) {
            buf_char(b, (char)c);
        } else {
            buf_char(b, '%');
            buf_char(b, hex[c >> 4]);
            buf_char(b, hex[c & 15]);
        }
    }
}

static int hex_value(char c)
{
    if (ascii_digit(c)) return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int add_authority(struct buf *b, struct str authority, struct str scheme)
{
    struct str host = authority, user = {0};
    for (size_t i = authority.n; i > 0; i--) {
        if (authority.p[i - 1] != '@') continue;
        user = str_upto(authority, i);
        host = str_from(authority, i);
        break;
    }
    struct str port;
    bool number_host = host.n > 0 && host.p[0] == '['; /* an IPv6 address */
    size_t end = str_find_char(host, number_host ? ']' : ':');
    if (number_host && end == STR_NONE) return ERR_BAD_INPUT;
    end = end == STR_NONE ? host.n : end + number_host;
    port = str_from(host, end);
    host = str_upto(host, end);
    if (port.n > 0 && port.p[0] != ':') return ERR_BAD_INPUT;
    if (port.n > 0) port = str_from(port, 1);
    if (host.n == 0) return ERR_BAD_INPUT;
    int64_t number = -1;
    if (port.n > 0 && str_int(port, 0, 65535, &number) != OK) return ERR_BAD_INPUT;
    for (size_t i = number_host; i + number_host < host.n; i++) {
        bool good = number_host ? hex_value(host.p[i]) >= 0 || host.p[i] == ':' || host.p[i] == '.'
                                : (uint8_t)host.p[i] > 0x20 && strchr("#/<>?@[\\]^|:", host.p[i]) == NULL;
        if (!good) return ERR_BAD_INPUT;
    }
    buf_strz(b, "//");
    buf_str(b, user);
    for (size_t i = 0; i < host.n; i++) buf_char(b, ascii_lower(host.p[i]));
    const char *usual = special_port(scheme);
    if (port.n > 0 && (usual == NULL || !str_eqz(port, usual))) buf_printf(b, ":%d", (int)number);
    return OK;
}

static bool is_dot(struct str s) { return str_eqz(s, ".") || str_ascii_ieq(s, STR("%2e")); }

static bool is_dots(struct str s)
{
    return str_eqz(s, "..") || str_ascii_ieq(s, STR(".%2e")) || str_ascii_ieq(s, STR("%2e.")) ||
           str_ascii_ieq(s, STR("%2e%2e"));
}

/* Takes `.` and `..` out of a path that begins with '/'. */
static void add_path(struct buf *b, struct str path, bool special)
{
    size_t root = b->n;
    for (size_t i = 0; i < path.n;) {
        size_t from = ++i; /* behind the slash */
        while (i < path.n && path.p[i] != '/' && !(special && path.p[i] == '\\')) i++;
        struct str segment = str_of(path.p + from, i - from);
        bool last = i == path.n;
        if (is_dots(segment)) {
            while (b->n > root && b->p[b->n - 1] != '/') buf_truncate(b, b->n - 1);
            if (b->n > root) buf_truncate(b, b->n - 1);
            if (last) buf_char(b, '/');
        } else if (is_dot(segment)) {
            if (last) buf_char(b, '/');
        } else {
            buf_char(b, '/');
            add_encoded(b, segment, "\"<>`{}");
        }
    }
    if (b->n == root) buf_char(b, '/');
}

/* The path of a relative reference: base's up to its last slash, then the reference's. */
static struct str merge_paths(struct arena *a, struct str base, struct str path)
{
    size_t n = base.n;
    while (n > 0 && base.p[n - 1] != '/') n--;
    struct str folder = n > 0 ? str_upto(base, n) : STR("/");
    char *p = arena_alloc(a, folder.n + path.n + 1);
    memcpy(p, folder.p, folder.n);
    if (path.n > 0) memcpy(p + folder.n, path.p, path.n);
    return str_of(p, folder.n + path.n);
}

static struct str clean(struct arena *a, struct str href)
{
    while (href.n > 0 && (uint8_t)href.p[0] <= 0x20) href = str_from(href, 1);
    while (href.n > 0 && (uint8_t)href.p[href.n - 1] <= 0x20) href.n--;
    char *p = arena_alloc(a, href.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < href.n; i++)
        if (href.p[i] != '\n' && href.p[i] != '\r' && href.p[i] != '\t') p[n++] = href.p[i];
    return str_of(p, n);
}

static int inherit(struct arena *a, struct url_parts *u, struct str base, bool *special)
{
    struct url_parts b = split(clean(a, base), false);
    if (b.scheme.n == 0 || !b.has_authority) return ERR_BAD_INPUT;
    *special = special_port(b.scheme) != NULL;
    u->scheme = b.scheme;
    if (u->has_authority) return OK;
    u->has_authority = true;
    u->authority = b.authority;
    if (u->path.n == 0) {
        u->path = b.path;
        if (!u->has_query) {
            u->has_query = b.has_query;
            u->query = b.query;
        }
    } else if (u->path.p[0] != '/' && !(*special && u->path.p[0] == '\\')) {
        u->path = merge_paths(a, b.path, u->path);
    }
    return OK;
}

/* http:host/path and http:/host/path are http://host/path to a browser. */
static void take_authority(struct url_parts *u)
{
    size_t from = 0, end;
    while (from < u->path.n && (u->path.p[from] == '/' || u->path.p[from] == '\\')) from++;
    for (end = from; end < u->path.n && u->path.p[end] != '/' && u->path.p[end] != '\\';) end++;
    u->has_authority = true;
    u->authority = str_of(u->path.p + from, end - from);
    u->path = str_from(u->path, end);
}

int url_resolve(struct arena *a, struct str base, struct str href, struct str *ret)
{
    href = clean(a, href);
    bool special_base = special_port(str_upto(base, scheme_length(base))) != NULL;
    struct url_parts u = split(href, special_base);
    bool special = special_port(u.scheme) != NULL;
    if (special && !u.has_authority && u.path.n > 0) take_authority(&u);
    if (u.scheme.n == 0) {
        int rc = inherit(a, &u, base, &special);
        if (rc != OK) return rc;
    }
    struct buf b;
    buf_init(&b, 4 * (base.n + href.n) + 64);
    for (size_t i = 0; i < u.scheme.n; i++) buf_char(&b, ascii_lower(u.scheme.p[i]));
    buf_char(&b, ':');
    int rc = u.has_authority ? add_authority(&b, u.authority, u.scheme) : OK;
    if (rc == OK && u.has_authority)
        add_path(&b, u.path, special);
    else if (rc == OK)
        buf_str(&b, u.path); /* mailto:, javascript:, tel:, data: */
    if (u.has_query) {
        buf_char(&b, '?');
        add_encoded(&b, u.query, special ? "\"<>'" : "\"<>");
    }
    if (u.has_fragment) {
        buf_char(&b, '#');
        add_encoded(&b, u.fragment, "\"<>`");
    }
    if (rc == OK && buf_failed(&b)) rc = ERR_LIMIT;
    if (rc == OK) *ret = str_of(arena_dup(a, b.p, b.n), b.n);
    buf_release(&b);
    return rc;
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

static const char *const tracking[] = {
    "fbclid",    "gclid",         "gclsrc",        "dclid",
    "gbraid",    "wbraid",        "msclkid",       "yclid",
    "twclid",    "ttclid",        "li_fat_id",     "igshid",
    "igsh",      "mc_cid",        "mc_eid",        "mkt_tok",
    "vero_id",   "vero_conv",     "oly_anon_id",   "oly_enc_id",
    "_openstat", "wickedid",      "rb_clickid",    "s_cid",
    "_hsenc",    "_hsmi",         "__hssc",        "__hstc",
    "__hsfp",    "hsCtaTracking", "ml_subscriber", "ml_subscriber_hash",
    "_ga",       "_gl",           "phpsessid",     "jsessionid",
};

static bool is_tracking(struct str name)
{
    if (name.n > 4 && str_ascii_ieq(str_upto(name, 4), STR("utm_"))) return true;
    for (size_t i = 0; i < sizeof tracking / sizeof *tracking; i++)
        if (str_ascii_ieq(name, strz(tracking[i]))) return true;
    return false;
}

struct unwanted {
    const struct str *names; /* NULL: the known ones */
    size_t n;
};

static bool unwanted(const struct unwanted *u, struct str pair)
{
    struct str name = str_upto(pair, str_find_char(pair, '='));
    if (u->names == NULL) return is_tracking(name);
    for (size_t i = 0; i < u->n; i++)
        if (str_eq(u->names[i], name)) return true;
    return false;
}

static struct str without(struct arena *a, struct str url, const struct unwanted *u)
{
    size_t hash = str_find_char(url, '#');
    struct str head = str_upto(url, hash), tail = hash == STR_NONE ? STR("") : str_from(url, hash);
    size_t ask = str_find_char(head, '?');
    if (ask == STR_NONE) return url;
    struct str rest = str_from(head, ask + 1), pair;
    char *p = arena_alloc(a, url.n + 1);
    memcpy(p, head.p, ask);
    size_t n = ask, kept = 0, dropped = 0;
    if (rest.p == NULL) return url;
    while (str_next(&rest, '&', &pair)) {
        if (unwanted(u, pair)) {
            dropped++;
            continue;
        }
        p[n++] = kept++ == 0 ? '?' : '&';
        if (pair.n > 0) memcpy(p + n, pair.p, pair.n);
        n += pair.n;
    }
    if (dropped == 0) return url;
    if (tail.n > 0) memcpy(p + n, tail.p, tail.n);
    return str_of(p, n + tail.n);
}

struct str url_without(struct arena *a, struct str url, const struct str *names, size_t n)
{
    if (n == 0) return url;
    return without(a, url, &(struct unwanted){names, n});
}

struct str url_without_tracking(struct arena *a, struct str url)
{
    return without(a, url, &(struct unwanted){NULL, 0});
}

/* ---- forwarding services ----------------------------------------------------------------------------------------- */

struct forwarder {
    const char *host; /* ".x": every host below x too */
    const char *path; /* that begins so */
    const char *name; /* parameter with the address */
};

static const struct forwarder forwarders[] = {
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"l.messenger.com", "/l.php", "u"},
    {"l.instagram.com", "/", "u"},
    {"l.threads.net", "/", "u"},
    {"www.google.com", "/url", "q"},
    {"www.google.com", "/url", "url"},
    {"google.com", "/url", "q"},
    {"www.youtube.com", "/redirect", "q"},
    {".safelinks.protection.outlook.com", "/", "url"},
    {"slack-redir.net", "/link", "url"},
    {"out.reddit.com", "/", "url"},
    {"vk.com", "/away.php", "to"},
    {"away.vk.com", "/away.php", "to"},
    {"steamcommunity.com", "/linkfilter", "url"},
    {"steamcommunity.com", "/linkfilter", "u"},
    {"www.linkedin.com", "/redir/redirect", "url"},
};

enum { FORWARDS_MAX = 4 }; /* one service inside another */

static bool host_is(struct str host, struct str wanted)
{
    if (wanted.p[0] != '.') return str_ascii_ieq(host, wanted);
    return host.n > wanted.n && str_ascii_ieq(str_from(host, host.n - wanted.n), wanted);
}

/* The value of a parameter of the query, percent-decoded; brackets stay encoded, they would end a link's target. */
static struct str parameter(struct arena *a, struct str query, struct str name)
{
    struct str pair;
    while (query.p != NULL && str_next(&query, '&', &pair)) {
        if (!str_eq(str_upto(pair, str_find_char(pair, '=')), name) || pair.n == name.n) continue;
        struct str value = str_from(pair, name.n + 1);
        char *p = arena_alloc(a, value.n + 1);
        size_t n = 0;
        for (size_t i = 0; i < value.n; i++) {
            int hi = i + 2 < value.n && value.p[i] == '%' ? hex_value(value.p[i + 1]) : -1;
            int lo = hi >= 0 ? hex_value(value.p[i + 2]) : -1, c = lo >= 0 ? hi * 16 + lo : value.p[i];
            bool decode = lo >= 0 && c > ' ' && c < 0x7F && strchr("()<>\"\\`", c) == NULL;
            p[n++] = decode ? (char)c : value.p[i];
            if (decode) i += 2;
        }
        return str_of(p, n);
    }
    return (struct str){0};
}

static bool forwarded(struct arena *a, struct str url, struct str *ret)
{
    struct url_parts u = split(url, true);
    if (!str_ascii_ieq(u.scheme, STR("https")) && !str_ascii_ieq(u.scheme, STR("http"))) return false;
    for (size_t i = 0; i < sizeof forwarders / sizeof *forwarders; i++) {
        const struct forwarder *f = &forwarders[i];
        if (!u.has_query || !host_is(u.authority, strz(f->host)) || !str_starts(u.path, strz(f->path))) continue;
        struct str value = parameter(a, u.query, strz(f->name));
        bool web = str_starts(value, STR("http://")) || str_starts(value, STR("https://"));
        if (web && url_resolve(a, (struct str){0}, value, ret) == OK) return true;
    }
    return false;
}

struct str url_direct(struct arena *a, struct str url)
{
    for (int i = 0; i < FORWARDS_MAX && forwarded(a, url, &url); i++) continue;
    return url;
}
