/* Requests, routes, guards and password rules, without a server. */
#include "web/guard.h"
#include "web/multipart.h"
#include "web/password_rules.h"
#include "web/request.h"
#include "web/route.h"
#include "web/watch_lines.h"

#include "../tap.h"

#include "crypt/random.h"

static struct arena a;

/* ---- urlencoded and cookies -----------------------------------------------------------------------------------------
 */

static void encoded(void)
{
    struct pairs p;
    ok(pairs_parse(&a, STR("a=1&b=x+y&c=%C3%A9&&d&e=%26%3D"), &p) == OK && p.n == 5, "a query");
    ok(str_eqz(pairs_get(&p, "b"), "x y") && str_eqz(pairs_get(&p, "c"), "\xC3\xA9") &&
           str_eqz(pairs_get(&p, "e"), "&="),
       "its values");
    ok(pairs_get(&p, "d").p != NULL && pairs_get(&p, "d").n == 0 && pairs_get(&p, "z").p == NULL,
       "empty is not absent");
    ok(pairs_parse(&a, STR("a=1&a=2"), &p) == OK && str_eqz(pairs_get(&p, "a"), "1"), "of two the first");
    static const char *const bad[] = {"a=%",         "a=%4",           "a=%zz", "a=%00",  "a=%FF", "a=%C3%28",
                                      "a=%ED%A0%80", "a=%F5%80%80%80", "%FF=a", "a=\xFF", "a=%C3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(pairs_parse(&a, strz(bad[i]), &p) == ERR_BAD_INPUT, "refused: %zu", i);
    struct buf many;
    buf_init(&many, 4096);
    for (int i = 0; i < PAIRS_MAX; i++) buf_strz(&many, "a=1&");
    ok(pairs_parse(&a, buf_view(&many), &p) == OK && p.n == PAIRS_MAX, "as many as may be");
    buf_strz(&many, "a=1");
    ok(pairs_parse(&a, buf_view(&many), &p) == ERR_LIMIT, "one more is too many");
    buf_release(&many);
    pairs_parse_cookies(STR("a=1; b=2;c=3 ;; =x; junk; d=e=f"), &p);
    ok(p.n == 4 && str_eqz(pairs_get(&p, "b"), "2") && str_eqz(pairs_get(&p, "c"), "3") &&
           str_eqz(pairs_get(&p, "d"), "e=f"),
       "cookies");
    ok(strcmp(percent_encoded(&a, STR("a/b?c=\xC3\xA9 &~")), "a%2Fb%3Fc%3D%C3%A9%20%26~") == 0, "encoding");
    static const struct {
        const char *path;
        bool local;
    } paths[] = {{"/", true}, {"/a/b?c=d", true}, {"//evil", false}, {"/\\evil", false}, {"https://evil", false},
                 {"", false}, {"a", false},       {"/a\nb", false},  {"/a b", false},    {"/a\\b", false}};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        ok(path_is_local(strz(paths[i].path)) == paths[i].local, "local: %zu", i);
}

/* ---- requests -------------------------------------------------------------------------------------------------------
 */

static int read_as(struct request *rq, const char *method, const char *target, const char *type, const char *body)
{
    struct note why;
    char *envp[] = {arena_printf(&a, "REQUEST_METHOD=%s", method), arena_printf(&a, "REQUEST_URI=%s", target),
                    arena_printf(&a, "CONTENT_TYPE=%s", type), arena_dupz(&a, "REMOTE_ADDR=2001:db8:1:2:3:4:5:6"),
                    NULL};
    return request_read(rq, &a, envp, strz(body), &why);
}

static void requests(void)
{
    struct request rq;
    ok(read_as(&rq, "GET", "/a/%C3%A9/index.json?q=1", "", "") == 0 && str_eqz(rq.path, "/a/\xC3\xA9/") && rq.as == AS_JSON &&
           str_eqz(pairs_get(&rq.query, "q"), "1"),
       "a request");
    ok(strcmp(rq.address_prefix, "2001:db8:1:2::/64") == 0, "its network is a /64");
    ok(read_as(&rq, "GET", "/a/index.pdf", "", "") == 0 && str_eqz(rq.path, "/a/") && rq.as == AS_PDF, "a page as PDF");
    ok(read_as(&rq, "GET", "/a/og.png?q=1", "", "") == 0 && str_eqz(rq.path, "/a/") && rq.as == AS_PICTURE, "as a picture");
    ok(read_as(&rq, "GET", "/a/xog.png", "", "") == 0 && str_eqz(rq.path, "/a/xog.png") && rq.as == AS_PAGE, "as itself");
    ok(read_as(&rq, "POST", "/x", "application/x-www-form-urlencoded; charset=utf-8", "a=1") == 0 && rq.form.n == 1 &&
           !rq.form_unread,
       "a form");
    ok(read_as(&rq, "POST", "/x", "text/plain", "a=1") == 0 && rq.form.n == 0 && rq.form_unread,
       "another body is not read");
    ok(read_as(&rq, "GET", "/%2F", "", "") == 400 && read_as(&rq, "GET", "/%00", "", "") == 400 &&
           read_as(&rq, "GET", "x", "", "") == 400 && read_as(&rq, "GET", "", "", "") == 400,
       "no paths");
    ok(read_as(&rq, "POST", "/x", "application/x-www-form-urlencoded", "a=%FF") == 400, "a form that is no text");
    static const struct {
        const char *given;
        int status;
    } lengths[] = {
        {"", 0},    {"0", 0}, {"65536", 0}, {"65537", 413}, {"-1", 400}, {"1e3", 400}, {"99999999999999999999", 400},
        {" 1", 400}};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct note why;
        size_t n = 0;
        char *envp[] = {arena_printf(&a, "CONTENT_LENGTH=%s", lengths[i].given), NULL};
        ok(request_body_length(envp, BODY_MAX, &n, &why) == lengths[i].status, "length \"%s\"", lengths[i].given);
    }
    static const char *const addresses[][2] = {{"192.0.2.77", "192.0.2.0/24"},
                                               {"::ffff:192.0.2.77", "192.0.2.0/24"},
                                               {"", "local"},
                                               {"unix:", "local"},
                                               {"::1", "::/64"}};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        struct note why;
        char *envp[] = {arena_dupz(&a, "REQUEST_URI=/"), arena_printf(&a, "REMOTE_ADDR=%s", addresses[i][0]), NULL};
        ok(request_read(&rq, &a, envp, str_of(NULL, 0), &why) == 0 && strcmp(rq.address_prefix, addresses[i][1]) == 0,
           "network of \"%s\" is %s", addresses[i][0], rq.address_prefix);
    }
}

/* ---- routes ---------------------------------------------------------------------------------------------------------
 */

static const char *found(const char *method, const char *target)
{
    struct request rq;
    const struct route *r;
    const char *to, *allow;
    if (read_as(&rq, method, target, "", "") != 0) return "unreadable";
    switch (route_find(&rq, &r, &to, &allow)) {
    case ROUTE_FOUND: return r->page != NULL ? r->page : r->pattern;
    case ROUTE_MOVED: return arena_printf(&a, "-> %s", to);
    case ROUTE_METHOD: return arena_printf(&a, "only %s", allow);
    default: return "none";
    }
}

static void finding(void)
{
    static const char *const cases[][3] = {
        {"GET", "/", "home"},
        {"HEAD", "/platforms/", "platforms"},
        {"GET", "/platform/x/", "platform"},
        {"GET", "/platform/x/terms/history/", "document_history"},
        {"GET", "/platform/x/terms/@2026-03-06/", "document_asof"},
        {"GET", "/platform/x/terms/arbitration/", "provision"},
        {"GET", "/platform/x/terms/diff/1..2/", "diff"},
        {"GET", "/platform/x/terms/diff/1..2/index.json", "diff"},
        {"GET", "/platform/x/terms/diff/..2/", "none"},
        {"GET", "/platform/x/terms/diff/1../", "none"},
        {"GET", "/platform/x/terms/diff/1/", "none"},
        {"GET", "/platform//", "none"},
        {"GET", "/version/CA-V-0000001/text", "version_text"},
        {"GET", "/version/CA-V-0000001/text/", "-> /version/CA-V-0000001/text"},
        {"GET", "/feeds/platform/x.atom", "feed_platform"},
        {"GET", "/feeds/platform/x", "none"},
        {"GET", "/index.json", "home"},
        {"GET", "/search/index.json", "search"},
        {"GET", "/login/index.json", "none"},
        {"GET", "/platform/x", "-> /platform/x/"},
        {"POST", "/platform/x", "none"},
        {"POST", "/platforms/", "only GET, HEAD"},
        {"PUT", "/login", "only GET, HEAD, POST"},
        {"GET", "/logout", "only POST"},
        {"GET", "/nothing", "none"},
        {"POST", "/watchlist/", "/watchlist/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = found(cases[i][0], cases[i][1]);
        ok(strcmp(got, cases[i][2]) == 0, "%s %s: %s", cases[i][0], cases[i][1], got);
    }
    struct pairs p;
    ok(route_fits("/platform/:p/:d/diff/:a..:b/", STR("/platform/x.y/z/diff/1...2/"), &p) && p.n == 4 &&
           str_eqz(pairs_get(&p, "p"), "x.y") && str_eqz(pairs_get(&p, "a"), "1") && str_eqz(pairs_get(&p, "b"), ".2"),
       "parameters are as short as may be");
}

static void bodies(void)
{
    ok(route_body_max(STR("/billing/stripe")) == SIGNED_MAX, "a signed message may be large");
    ok(route_body_max(STR("/watchlist/import")) == UPLOAD_MAX && route_body_max(STR("/watchlist/import/add")) == UPLOAD_MAX,
       "and a list of what to watch, with the page that confirms it");
    ok(route_body_max(STR("/watchlist/")) == BODY_MAX && route_body_max(STR("/watchlist/import/")) == BODY_MAX &&
           route_body_max(STR("/billing/stripe/")) == BODY_MAX && route_body_max(STR("/login")) == BODY_MAX && route_body_max(STR("")) == BODY_MAX, "nothing else may");
}

static void table(void)
{
    for (size_t i = 0; i < nroutes; i++) {
        const struct route *r = &routes[i];
        bool post = strcmp(r->method, "POST") == 0, unsubscribe = strcmp(r->pattern, "/unsubscribe") == 0;
        if (!post && strcmp(r->method, "GET") != 0) ok(false, "%s %s: method", r->method, r->pattern);
        if ((r->page != NULL) == (r->handler != NULL)) ok(false, "%s %s: a page or a handler", r->method, r->pattern);
        /* RFC 8058: mail clients send no cookie. No other POST goes without the form's token. */
        bool event = strcmp(r->pattern, "/billing/stripe") == 0; /* a machine's: its signature is the authority */
        if (post)
            ok(((r->flags & NEED_CSRF) != 0) == !(unsubscribe || event) && ((r->flags & TOKEN_ONLY) != 0) == unsubscribe && ((r->flags & SIGNED) != 0) == event,
               "POST %s is guarded", r->pattern);
        if (post && (r->page != NULL || r->cache != CACHE_NEVER)) ok(false, "POST %s is a form", r->pattern);
        if ((r->flags & (HAS_FORM | NEED_ACCOUNT | NEED_ANALYST | PRIVATE)) != 0)
            ok(r->cache == CACHE_NEVER, "%s %s is not cached", r->method, r->pattern);
    }
}

/* ---- guards ---------------------------------------------------------------------------------------------------------
 */

static void tokens(void)
{
    const char *one = random_token(&a), *two = random_token(&a);
    const char *t = form_token_of(&a, strz(one));
    ok(form_token_good(&a, strz(one), strz(t)), "a form's own token");
    ok(!form_token_good(&a, strz(two), strz(t)), "another secret's");
    ok(!form_token_good(&a, strz(one), STR("")) && !form_token_good(&a, strz(one), str_of(NULL, 0)), "none");
    ok(!form_token_good(&a, strz(one), str_upto(strz(t), 42)), "cut");
    ok(!form_token_good(&a, STR(""), strz(form_token_of(&a, STR("")))), "an empty secret is none");
    static const struct {
        const char *origin, *site;
        bool good;
    } cases[] = {{"", "", true},
                 {"https://atlas.example", "", true},
                 {"HTTPS://Atlas.example", "same-origin", true},
                 {"", "same-origin", true},
                 {"https://atlas.example.evil", "", false},
                 {"https://atlas.example:444", "", false},
                 {"http://atlas.example", "", false},
                 {"null", "", false},
                 {"https://atlas.example", "same-site", false},
                 {"https://atlas.example", "cross-site", false},
                 {"", "none", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ok(same_origin(strz(cases[i].origin), strz(cases[i].site), "https://atlas.example") == cases[i].good,
           "\"%s\" \"%s\"", cases[i].origin, cases[i].site);
}

static void passwords(void)
{
    static const char *const taken[] = {
        "seven quiet herons wade", "xkT4-99aQw!mmZp",
        "\xD0\xBA\xD0\xBE\xD1\x82 \xD0\xBF\xD0\xBE\xD1\x88\xD1\x91\xD0\xBB \xD0\xB4\xD0\xBE\xD0\xBC\xD0\xBE\xD0\xB9",
        "tangerine postbox umbrella glacier", "0123 4567 heron otter brick"};
    static const char *const refused[] = {
        "fourteen chars",       "passwordpassword",    "PasswordPassword1!",        "p@$$w0rdp@$$w0rd",
        "123456789012345",      "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaa",        "abcdefghijklmnopqrstuvwxyz",
        "iloveyouiloveyou",     "monkeymonkeymonkey",  "letmeinletmein123",         "clauseatlasclauseatlas",
        "clause-atlas-2026!",   "reader.example.org",  "reader1999reader2000",      "1qaz2wsx3edc4rfv",
        "liverpool20202020",    "trustno1trustno1",    "ababababababababab",        "Welcome12345678!",
        "summer2026summer2026", "zxcvbnmasdfghjkl",    "correcthorsebatterystaple", "000000000000000"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        ok(password_refusal(&a, strz(taken[i]), STR("reader@example.org"), "Clause Atlas") == NULL, "taken: %s",
           taken[i]);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ok(password_refusal(&a, strz(refused[i]), STR("reader@example.org"), "Clause Atlas") != NULL, "refused: %s",
           refused[i]);
    char *long_one = arena_alloc(&a, 400);
    for (size_t i = 0; i < 399; i++) long_one[i] = "correctly tuned violins"[i % 23];
    ok(password_refusal(&a, str_of(long_one, 256), STR(""), "x") == NULL &&
           password_refusal(&a, str_of(long_one, 257), STR(""), "x") != NULL,
       "256 characters, and no more");
    long_one[0] = 'a';
    for (size_t i = 0; i < 250; i++) long_one[i] = "password1"[i % 9];
    long_one[250] = 'q';
    ok(password_refusal(&a, str_of(long_one, 256), STR(""), "x") == NULL,
       "what takes long to judge is not refused, and is judged in bounded time");
}

#define PART(head, body) "--x\r\nContent-Disposition: form-data; " head "\r\n\r\n" body "\r\n"

static void parts(void)
{
    struct pairs p;
    struct str type = STR("multipart/form-data; boundary=x");
    ok(multipart_is(type) && multipart_is(STR("Multipart/Form-Data")) && !multipart_is(STR("multipart/mixed")), "what it is called");
    ok(multipart_parse(&a, type, STR(PART("name=\"a\"", "1") PART("name=\"f\"; filename=\"x.csv\"", "f\xFCr") PART("name=b", "") "--x--\r\n"), &p) == OK && p.n == 3,
       "three parts");
    ok(str_eqz(pairs_get(&p, "a"), "1") && str_eqz(pairs_get(&p, "f"), "f\xC3\xBCr") && pairs_get(&p, "b").p != NULL, "a field, a file in Latin-1, an empty field");
    ok(multipart_parse(&a, STR("multipart/form-data; boundary=\"x\""), STR("--x--"), &p) == OK && p.n == 0, "no part, a boundary in quotes");
    static const char *const bad[] = {"", "--x", "--y--", "--x\r\n\r\na\r\n--x--", PART("name=\"a\"", "1"), PART("filename=\"a\"", "1") "--x--",
                                      PART("name=\"a\"", "\xFF") "--x--", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n--x--"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(multipart_parse(&a, type, strz(bad[i]), &p) == ERR_BAD_INPUT, "refused: %zu", i);
    ok(multipart_parse(&a, STR("multipart/form-data"), STR("--x--"), &p) == ERR_BAD_INPUT, "refused: no boundary");
}

/* The words of a list, with a bar between; what is wrong with it behind '!'. */
static const char *listed(const char *text)
{
    struct note why;
    json_t *lines = json_array(), *line;
    size_t i;
    const char *all = "";
    int rc = watch_lines_read(&a, strz(text), lines, &why);
    json_array_foreach (lines, i, line) all = arena_printf(&a, "%s%s%s", all, i > 0 ? "|" : "", json_string_value(json_object_get(line, "word")));
    json_decref(lines);
    return rc == OK ? all : arena_printf(&a, "!%s", why.text);
}

static void lists(void)
{
    static const char *const cases[][2] = {{"heron", "heron"}, {"a\nb\r\nc", "a|b|c"}, {"a, b; c", "a|b; c"}, {"a; b", "a|b"}, {"Foo, Inc., Bar, Ltd", "Foo Inc.|Bar Ltd"}, {"Inc", "Inc"},
                                           {"name\nfoo", "foo"}, {"Note,URL\nx,http://a.b", "http://a.b"}, {"document,threshold\nCA-D-00001,high", "CA-D-00001"}, {"name,url\nfoo,", "foo"},
                                           {"name\n\n\n", ""}, {"x\n\"y", "!Line 2: a quotation mark is opened and not closed."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) ok(strcmp(listed(cases[i][0]), cases[i][1]) == 0, "%s: %s", cases[i][0], listed(cases[i][0]));
}

int main(void)
{
    arena_init(&a, 64 << 20);
    encoded();
    requests();
    finding();
    table();
    bodies();
    tokens();
    passwords();
    parts();
    lists();
    arena_release(&a);
    return done();
}
