#include "net/robots.h"

#include "base/vec.h"

struct rule {
    struct str pattern; /* in the common form; `*` and a last `$` are operators */
    bool allow, anchored;
    size_t length; /* what counts for "longest": the bytes of the pattern, operators included */
};

struct group {
    VEC(struct rule) rules;
    int64_t delay_us;
    bool named; /* some user-agent line of the file says this one */
};

struct robots {
    struct group ours, any;
};

static bool unreserved(unsigned char c) { return ascii_alnum((char)c) || c == '-' || c == '.' || c == '_' || c == '~'; }

static int hex_value(char c)
{
    if (ascii_digit(c)) return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The common form of percent-encoding. In a pattern `*` stays, as does a `$` at the end; in a path both are encoded. */
static struct str common_form(struct arena *a, struct str s, bool pattern)
{
    static const char digit[] = "0123456789ABCDEF";
    char *out = arena_alloc(a, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        int high = c == '%' && i + 2 < s.n ? hex_value(s.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.p[i + 2]) : -1;
        bool encode = c <= ' ' || c >= 127 || (!pattern && (c == '*' || c == '$')) || (c == '$' && i + 1 < s.n);
        if (low >= 0) {
            c = (unsigned char)(high * 16 + low);
            encode = !unreserved(c);
            i += 2;
        }
        if (encode) {
            out[n++] = '%';
            out[n++] = digit[c >> 4];
            out[n++] = digit[c & 15];
        } else {
            out[n++] = (char)c;
        }
    }
    return str_of(out, n);
}

/* "Crawl-delay: 2.5": whole and up to six decimal places of seconds. -1: not a number. */
static int64_t seconds_us(struct str s)
{
    size_t dot = str_find_char(s, '.');
    struct str decimals = dot != STR_NONE ? str_from(s, dot + 1) : str_of(NULL, 0);
    int64_t whole, scale = USEC_PER_SEC / 10, us = 0;
    if (s.n == 0 || !ascii_digit(s.p[0]) || str_int(str_upto(s, dot), 0, 1000000000, &whole) != OK) return -1;
    for (size_t i = 0; i < decimals.n; i++, scale /= 10) {
        if (!ascii_digit(decimals.p[i])) return -1;
        us += (decimals.p[i] - '0') * scale;
    }
    return whole * USEC_PER_SEC + us;
}

struct parser {
    struct arena *arena;
    struct str product;
    struct robots *robots;
    bool ours, any; /* the group being read is for us, for everybody */
    bool in_rules;  /* a rule was seen: the next user-agent line opens a new group */
};

static void read_agent(struct parser *p, struct str value)
{
    if (p->in_rules) p->ours = p->any = p->in_rules = false;
    size_t n = 0;
    while (n < value.n && (ascii_alpha(value.p[n]) || value.p[n] == '_' || value.p[n] == '-')) n++;
    if (str_ascii_ieq(str_upto(value, n), p->product)) p->ours = p->robots->ours.named = true;
    if (value.n > 0 && value.p[0] == '*' && (value.n == 1 || ascii_space(value.p[1])))
        p->any = p->robots->any.named = true;
}

static void read_rule(struct parser *p, struct str value, bool allow)
{
    p->in_rules = true;
    if (value.n == 0 || !(p->ours || p->any)) return; /* an empty pattern matches nothing */
    struct str pattern = common_form(p->arena, value, true);
    struct rule rule = {.pattern = pattern, .allow = allow, .length = pattern.n};
    if (str_ends(pattern, STR("$"))) {
        rule.anchored = true;
        rule.pattern.n--;
    }
    if (p->ours) *vec_push(&p->robots->ours.rules, p->arena) = rule;
    if (p->any) *vec_push(&p->robots->any.rules, p->arena) = rule;
}

static void read_delay(struct parser *p, struct str value)
{
    int64_t us = seconds_us(value);
    if (us < 0) return;
    if (p->ours && us > p->robots->ours.delay_us) p->robots->ours.delay_us = us;
    if (p->any && us > p->robots->any.delay_us) p->robots->any.delay_us = us;
}

static void read_line(struct parser *p, struct str line)
{
    line = str_upto(line, str_find_char(line, '#'));
    size_t colon = str_find_char(line, ':');
    if (colon == STR_NONE) return;
    struct str key = str_trim(str_upto(line, colon)), value = str_trim(str_from(line, colon + 1));
    if (str_ascii_ieq(key, STR("user-agent")))
        read_agent(p, value);
    else if (str_ascii_ieq(key, STR("allow")))
        read_rule(p, value, true);
    else if (str_ascii_ieq(key, STR("disallow")))
        read_rule(p, value, false);
    else if (str_ascii_ieq(key, STR("crawl-delay")))
        read_delay(p, value);
}

static size_t line_end(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r') n++;
    return n;
}

void robots_parse(struct arena *a, struct str bytes, const char *product, struct robots **ret)
{
    struct robots *r = ARENA_NEW(a, struct robots);
    r->ours.delay_us = r->any.delay_us = -1;
    struct parser p = {.arena = a, .product = strz(product), .robots = r};
    bool cut = bytes.n > ROBOTS_BYTES_MAX;
    bytes = str_upto(bytes, ROBOTS_BYTES_MAX);
    if (str_starts(bytes, STR("\xef\xbb\xbf"))) bytes = str_from(bytes, 3);
    while (bytes.n > 0) {
        size_t n = line_end(bytes);
        if (n == bytes.n && cut) break; /* half a pattern would say something else */
        read_line(&p, str_upto(bytes, n));
        bytes = str_from(bytes, n + 1);
    }
    *ret = r;
}

/* Between stars the leftmost place is always as good as any later one, so no search ever goes back. */
static bool matches(const struct rule *rule, struct str path)
{
    struct str rest = rule->pattern, piece;
    size_t star = str_find_char(rest, '*');
    piece = str_upto(rest, star);
    if (!str_starts(path, piece)) return false;
    path = str_from(path, piece.n);
    if (star == STR_NONE) return !rule->anchored || path.n == 0;
    rest = str_from(rest, star + 1);
    for (;;) {
        star = str_find_char(rest, '*');
        piece = str_upto(rest, star);
        if (star == STR_NONE && rule->anchored) return piece.n == 0 || str_ends(path, piece);
        size_t at = str_find(path, piece);
        if (at == STR_NONE) return false;
        if (star == STR_NONE) return true;
        path = str_from(path, at + piece.n);
        rest = str_from(rest, star + 1);
    }
}

static const struct group *our_group(const struct robots *r) { return r->ours.named ? &r->ours : &r->any; }

bool robots_allows(const struct robots *r, struct str target)
{
    if (str_eq(target, STR("/robots.txt"))) return true;
    const struct group *g = our_group(r);
    if (g->rules.n == 0) return true;
    struct arena scratch;
    arena_init(&scratch, 3 * target.n + 256 * 1024);
    struct str path = common_form(&scratch, target.n > 0 ? target : STR("/"), false);
    size_t longest = 0;
    bool allow = true;
    for (size_t i = 0; i < g->rules.n; i++) {
        const struct rule *rule = &g->rules.v[i];
        if (rule->length < longest || (rule->length == longest && allow) || !matches(rule, path)) continue;
        longest = rule->length;
        allow = rule->allow;
    }
    arena_release(&scratch);
    return allow;
}

int64_t robots_crawl_delay_us(const struct robots *r) { return our_group(r)->delay_us; }

enum robots_verdict robots_verdict(enum fetch_outcome outcome, int status, int64_t copy_age_us)
{
    switch (outcome) {
    case FETCH_OK: return ROBOTS_RULES;
    case FETCH_NOT_MODIFIED: return copy_age_us >= 0 ? ROBOTS_COPY : ROBOTS_DISALLOW_ALL;
    case FETCH_REDIRECTS: return ROBOTS_ALLOW_ALL;
    case FETCH_HTTP_ERROR:
        if (status >= 400 && status <= 499) return ROBOTS_ALLOW_ALL;
        break;
    default: break;
    }
    return copy_age_us >= 0 && copy_age_us <= ROBOTS_STALE_US ? ROBOTS_COPY : ROBOTS_DISALLOW_ALL;
}
