#include "net/robots.h"

#include "../tap.h"

static struct arena arena;

static bool allows(const char *file, const char *target)
{
    struct robots *r;
    robots_parse(&arena, strz(file), ROBOTS_PRODUCT, &r);
    return robots_allows(r, strz(target));
}

struct row {
    const char *rules; /* of a group for everybody, '|' for a line end */
    const char *target;
    bool allowed;
};

static const struct row rows[] = {
    /* RFC 9309, 2.2.2: prefixes */
    {"Disallow: /", "/", false},
    {"Disallow: /", "/anything?x", false},
    {"Disallow:", "/", true},
    {"Disallow: /private", "/private", false},
    {"Disallow: /private", "/private/x", false},
    {"Disallow: /private", "/privately", false},
    {"Disallow: /private/", "/private", true},
    {"Disallow: /private", "/Private", true},
    {"Disallow: /a", "/b/a", true},
    {"Disallow: a", "/a", true},
    {"Allow: /", "/x", true},
    {"Disallow: /?q", "/?q=1", false},
    {"Disallow: /x?q=1", "/x", true},
    /* the longest wins, allow on a tie, order does not matter */
    {"Disallow: /a|Allow: /a/b", "/a/b/c", true},
    {"Allow: /a/b|Disallow: /a", "/a/b/c", true},
    {"Allow: /a|Disallow: /a/b", "/a/b/c", false},
    {"Disallow: /a/b|Allow: /a", "/a/b/c", false},
    {"Disallow: /p|Allow: /p", "/page", true},
    {"Allow: /p|Disallow: /p", "/page", true},
    {"Disallow: /|Allow: /terms", "/terms", true},
    {"Disallow: /|Allow: /terms", "/privacy", false},
    {"Allow: /page|Disallow: /*.htm", "/page.htm", false},
    {"Allow: /$|Disallow: /", "/", true},
    {"Allow: /$|Disallow: /", "/page", false},
    {"Disallow: /folder|Allow: /folder/|Disallow: /folder/x", "/folder/x", false},
    /* the star */
    {"Disallow: *", "/x", false},
    {"Disallow: /*", "/x", false},
    {"Disallow: /*.pdf", "/a/b.pdf", false},
    {"Disallow: /*.pdf", "/a/b.pdf?x", false},
    {"Disallow: /*.pdf", "/a/b.doc", true},
    {"Disallow: *.pdf", "/b.pdf", false},
    {"Disallow: /a*b", "/ab", false},
    {"Disallow: /a*b", "/acccbd", false},
    {"Disallow: /a*b", "/accc", true},
    {"Disallow: /a**b", "/axxb", false},
    {"Disallow: /a*b*c", "/a1b2c3", false},
    {"Disallow: /a*b*c", "/a1c2b3", true},
    {"Disallow: /*?", "/x?y", false},
    {"Disallow: /*?", "/x", true},
    {"Disallow: /fish*", "/fishheads/yummy", false},
    /* the end */
    {"Disallow: /a$", "/a", false},
    {"Disallow: /a$", "/ab", true},
    {"Disallow: /a$", "/a?x", true},
    {"Disallow: /*.php$", "/x.php", false},
    {"Disallow: /*.php$", "/x.php?a", true},
    {"Disallow: /*.php$", "/x.php.php", false},
    {"Disallow: /a*$", "/abc", false},
    {"Disallow: /*a$", "/ba/ca", false},
    {"Disallow: /ab*ab$", "/ab", true},
    {"Disallow: /ab*ab$", "/abab", false},
    {"Disallow: /a$b", "/a$b", false},
    {"Disallow: /a$b", "/a", true},
    {"Disallow: $", "/", true},
    /* percent-encoding: the examples of RFC 9309, 2.2.2, and what follows from them */
    {"Disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", false},
    {"Disallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", false},
    {"Disallow: /foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", false},
    {"Disallow: /foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", false},
    {"Disallow: /foo/bar/%E3%83%84", "/foo/bar/\xE3\x83\x84", false},
    {"Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false},
    {"Disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", false},
    {"Disallow: /a%3Cd.html", "/a%3cd.html", false},
    {"Disallow: /a%2fb", "/a/b", true},
    {"Disallow: /a/b", "/a%2Fb", true},
    {"Disallow: /file-with-a-%2A.html", "/file-with-a-*.html", false},
    {"Disallow: /file-with-a-%2A.html", "/file-with-a-x.html", true},
    {"Disallow: /foo-%24", "/foo-$", false},
    {"Disallow: /foo-%24", "/foo-", true},
    {"Disallow: /100%", "/100%", false},
    {"Disallow: /%7Ejoe", "/~joe/index.html", false},
    {"Disallow: /a b", "/a%20b", false},
    /* always reachable */
    {"Disallow: /", "/robots.txt", true},
    {"Disallow: /", "/robots.txt?x", false},
};

static void test_rules(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *file = arena_printf(&arena, "User-agent: *\n%s\n", rows[i].rules);
        for (char *p = file; *p != '\0'; p++)
            if (*p == '|') *p = '\n';
        ok(allows(file, rows[i].target) == rows[i].allowed, "%s: %s %s", rows[i].rules, rows[i].target,
           rows[i].allowed ? "allowed" : "refused");
    }
}

static void test_groups(void)
{
    ok(allows("", "/x"), "an empty file allows");
    ok(allows("Disallow: /\n", "/x"), "rules before any group are nobody's");
    ok(!allows("User-agent: clauseatlas\nDisallow: /\n", "/x"), "our name, case ignored");
    ok(!allows("User-agent: ClauseAtlas/1.0 (+x)\nDisallow: /\n", "/x"), "our name with a version");
    ok(allows("User-agent: ClauseAtlasPlus\nDisallow: /\n", "/x"), "a longer name is another's");
    ok(allows("User-agent: Clause\nDisallow: /\n", "/x"), "a shorter one too");
    ok(allows("User-agent: OtherBot\nDisallow: /\n", "/x"), "another's group");
    ok(allows("User-agent: *\nDisallow: /\n\nUser-agent: ClauseAtlas\nAllow: /\n", "/x"),
       "our group hides that for everybody");
    ok(allows("User-agent: ClauseAtlas\n\nUser-agent: *\nDisallow: /\n", "/x") == false,
       "agent lines in a row share their rules");
    ok(allows("User-agent: ClauseAtlas\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/x"),
       "an empty group of ours allows all");
    ok(!allows("User-agent: a\nUser-agent: ClauseAtlas\nUser-agent: b\nDisallow: /x\n", "/x"), "one of three agents");
    const char *two = "User-agent: ClauseAtlas\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\nUser-agent: "
                      "ClauseAtlas\nDisallow: /b\n";
    ok(!allows(two, "/a") && !allows(two, "/b") && allows(two, "/c"), "two groups of ours are one");
    ok(!allows("User-agent: ClauseAtlas\nSitemap: http://x/\nUser-agent: b\nDisallow: /\n", "/x"),
       "a sitemap does not end a group");
    ok(!allows("User-agent: *\nnonsense\nFoo: bar\nDisallow: /x\n", "/x"), "unknown lines do no harm");
    ok(!allows("User-agent:*\nDisallow:/x", "/x"), "no space, no last line end");
    ok(!allows("\xef\xbb\xbfUser-agent: *\r\nDisallow: /x\r\n", "/x"), "BOM and CRLF");
    ok(!allows("User-agent: *\rDisallow: /x\r", "/x"), "CR alone");
    ok(!allows("USER-AGENT: *\ndIsAlLoW: /x\n", "/x"), "keys in any case");
    ok(!allows("User-agent: * # all\nDisallow: /x # y\n", "/x"), "comments");
    ok(!allows("  User-agent : *\n\tDisallow : /x\t\n", "/x"), "white space around");
    ok(allows("User-agent: *foo\nDisallow: /x\n", "/x"), "*foo is not *");
    ok(!allows(str_dupz(&arena, STR("User-agent: *\nDisallow: /x\n\x01\xff\xfe\n")), "/x"), "bytes that are no text");
    ok(allows("<html><body>Not found: sorry</body></html>", "/x"), "an HTML page in its place");
}

static int64_t delay(const char *file)
{
    struct robots *r;
    robots_parse(&arena, strz(file), ROBOTS_PRODUCT, &r);
    return robots_crawl_delay_us(r);
}

static void test_delays(void)
{
    ok(delay("User-agent: *\nDisallow: /x\n") == -1, "no crawl-delay");
    ok(delay("User-agent: *\nCrawl-delay: 10\n") == 10 * USEC_PER_SEC, "ten seconds");
    ok(delay("User-agent: *\nCrawl-delay: 0.5\n") == USEC_PER_SEC / 2, "half a second");
    ok(delay("User-agent: *\nCrawl-delay: 10\nUser-agent: ClauseAtlas\nDisallow:\n") == -1 &&
           delay("User-agent: *\nCrawl-delay: 10\nDisallow:\nUser-agent: ClauseAtlas\nDisallow:\n") == -1,
       "everybody's delay is not ours when we have a group");
    ok(delay("User-agent: *\nCrawl-delay: -1\n") == -1, "negative");
    ok(delay("User-agent: *\nCrawl-delay: soon\n") == -1, "a word");
    ok(delay("User-agent: *\nCrawl-delay: 1e9\n") == -1, "an exponent");
    ok(delay("User-agent: *\nCrawl-delay: 99999999999999999999\n") == -1, "a number beyond measure");
    ok(delay("User-agent: *\nCrawl-delay:\n") == -1, "nothing");
}

static void test_size(void)
{
    size_t n = 600 * 1024, at = 0;
    char *file = arena_alloc(&arena, n + 64);
    at += (size_t)sprintf(file, "User-agent: *\n");
    while (at < 500 * 1024) at += (size_t)sprintf(file + at, "Disallow: /filler%zu\n", at);
    at += (size_t)sprintf(file + at, "Disallow: /within\n");
    while (at < n) at += (size_t)sprintf(file + at, "Disallow: /late%zu\n", at);
    struct robots *r;
    robots_parse(&arena, str_of(file, at), ROBOTS_PRODUCT, &r);
    ok(!robots_allows(r, STR("/within")), "a rule behind 500 KiB counts");
    ok(robots_allows(r, strz(arena_printf(&arena, "/late%zu", at))), "what lies behind the limit does not");
    char *stars = arena_alloc(&arena, 8192), *path = arena_alloc(&arena, 8192);
    strcat(stars, "User-agent: *\nDisallow: /");
    for (int i = 0; i < 1000; i++) strcat(stars + 2 * (size_t)i, "a*");
    strcat(stars, "b$\n");
    memset(path, 'a', 8000);
    path[0] = '/';
    int64_t t0 = clock_mono_us();
    bool allowed = true;
    for (int i = 0; i < 100; i++) allowed &= allows(stars, path);
    ok(allowed && clock_mono_us() - t0 < 5 * USEC_PER_SEC, "a pattern of a thousand stars is not slow: %lld us",
       (long long)(clock_mono_us() - t0) / 100);
}

static void test_verdict(void)
{
    static const struct {
        enum fetch_outcome outcome;
        int status;
        int64_t age_days; /* -1: no copy */
        enum robots_verdict want;
    } table[] = {
        {FETCH_OK, 200, -1, ROBOTS_RULES},
        {FETCH_OK, 204, 3, ROBOTS_RULES},
        {FETCH_NOT_MODIFIED, 304, 1, ROBOTS_COPY},
        {FETCH_HTTP_ERROR, 404, -1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 404, 1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 401, -1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 403, -1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 410, -1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 499, -1, ROBOTS_ALLOW_ALL},
        {FETCH_REDIRECTS, 302, -1, ROBOTS_ALLOW_ALL},
        {FETCH_HTTP_ERROR, 500, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_HTTP_ERROR, 503, 29, ROBOTS_COPY},
        {FETCH_HTTP_ERROR, 503, 30, ROBOTS_COPY},
        {FETCH_HTTP_ERROR, 503, 31, ROBOTS_DISALLOW_ALL},
        {FETCH_HTTP_ERROR, 206, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_HTTP_ERROR, 304, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_UNREACHABLE, 0, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_UNREACHABLE, 0, 5, ROBOTS_COPY},
        {FETCH_TLS, 0, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_TIMEOUT, 0, 2, ROBOTS_COPY},
        {FETCH_TIMEOUT, 200, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_BROKEN, 200, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_LIMIT, 200, -1, ROBOTS_DISALLOW_ALL},
        {FETCH_DENIED, 0, -1, ROBOTS_DISALLOW_ALL},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t age = table[i].age_days < 0 ? -1 : table[i].age_days * USEC_PER_DAY;
        ok(robots_verdict(table[i].outcome, table[i].status, age) == table[i].want, "%s %d, copy of %lld days",
           fetch_outcome_name(table[i].outcome), table[i].status, (long long)table[i].age_days);
    }
}

int main(void)
{
    arena_init(&arena, 64 << 20);
    test_rules();
    test_groups();
    test_delays();
    test_size();
    test_verdict();
    arena_release(&arena);
    return done();
}
