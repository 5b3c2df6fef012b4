#include "net/fetch.h"

#include "../tap.h"
#include "base/buf.h"
#include "base/clock.h"
#include "server.h"

#include <fcntl.h>

static struct arena arena;
static struct server web;
static struct guard guard; /* allows the server's address and port, nothing else of this machine */

/* ---- the server: what it answers hangs on the path
 * -------------------------------------------------------------------- */

static uint32_t crc32_of(const uint8_t *p, size_t n)
{
    uint32_t c = ~0u;
    for (size_t i = 0; i < n; i++) {
        c ^= p[i];
        for (int k = 0; k < 8; k++) c = c >> 1 ^ (c & 1 ? 0xEDB88320u : 0);
    }
    return ~c;
}

static void chunk(int fd, const void *p, size_t n)
{
    char size[20];
    snprintf(size, sizeof size, "%zx\r\n", n);
    if (!sayz(fd, size) || !say(fd, p, n) || !sayz(fd, "\r\n")) _exit(0);
}

static void say_gzip(int fd) /* "hello, gzip\n" as one stored block */
{
    static const char text[12] = "hello, gzip\n";
    uint8_t z[64] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 12, 0, 0xf3, 0xff};
    uint32_t crc = crc32_of((const uint8_t *)text, 12);
    memcpy(z + 15, text, 12);
    for (int i = 0; i < 4; i++) z[27 + i] = (uint8_t)(crc >> 8 * i);
    z[31] = 12;
    sayz(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 35\r\nContent-Type: text/plain\r\n\r\n");
    say(fd, (const char *)z, 35);
}

/* A deflate stream of fixed codes: a literal, then for ever "the last byte, 258 times" in 13 bits. 158 to 1. */
static void say_bomb(int fd)
{
    static const uint8_t head[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
    static const char again[] = "1100010100000";
    uint8_t out[13 * 1024] = {0};
    size_t bit = 0;
    const char *p = "11010010001"; /* last block, fixed codes, the literal 'a' */
    sayz(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunk(fd, head, sizeof head);
    for (int sent = 0; sent < 2000;) {
        for (; *p != '\0'; p++, bit++) out[bit / 8] |= (uint8_t)((*p - '0') << bit % 8);
        p = again;
        if (bit + 16 < 8 * sizeof out) continue;
        size_t whole = bit / 8;
        chunk(fd, out, whole);
        out[0] = out[whole];
        memset(out + 1, 0, sizeof out - 1);
        bit %= 8;
        sent++;
    }
}

static void say_endless(int fd, const char *head, const char *line, int pause_ms)
{
    sayz(fd, head);
    while (sayz(fd, line))
        if (pause_ms > 0) wait_ms(pause_ms);
    _exit(0);
}

static void say_location(int fd, int status, const char *to)
{
    char text[600];
    snprintf(text, sizeof text, "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 5\r\n\r\nmoved", status, to);
    sayz(fd, text);
}

static void say_chain(int fd, const char *path)
{
    int n = path[0] - '0';
    char to[32];
    snprintf(to, sizeof to, "/chain/%d", n - 1);
    say_location(fd, 301 + (n & 1), n > 1 ? to : "../ok#fragment");
}

static void say_back(int fd, const char *request) /* the request as the body of the answer */
{
    char head[80];
    snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", strlen(request));
    sayz(fd, head);
    sayz(fd, request);
}

static void say_conditional(int fd, const char *request)
{
    if (strstr(request, "If-None-Match: \"v1\"\r\n") != NULL ||
        strstr(request, "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n") != NULL)
        sayz(fd, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    else
        sayz(fd, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                 "content-TYPE:  text/html; charset=utf-8 \r\nContent-Length: 6\r\n\r\nhello\n");
}

static const struct {
    const char *path, *answer;
    bool close;
} fixed[] = {
    {"/empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false},
    {"/none", "HTTP/1.1 204 No Content\r\n\r\n", false},
    {"/chunked",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n\n\r\n0\r\nX-Trailer: late\r\n\r\n",
     false},
    {"/until-close", "HTTP/1.0 200 OK\r\n\r\nhello\n", true},
    {"/hints",
     "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 Fine\r\nX-Real: 1\r\nContent-Length: 2\r\n\r\nok",
     false},
    {"/missing", "HTTP/1.1 404 Not Here\r\nContent-Length: 4\r\n\r\nsad\n", false},
    {"/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", false},
    {"/error", "HTTP/1.1 500 Oh\x1b[31m\r\nContent-Length: 0\r\n\r\n", false},
    {"/wait", "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", false},
    {"/wait-date", "HTTP/1.1 429 Slow\r\nRetry-After: Fri, 31 Dec 9998 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n",
     false},
    {"/wait-word", "HTTP/1.1 503 Busy\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n", false},
    {"/lies-304", "HTTP/1.1 304 Not Modified\r\n\r\n", false},
    {"/part", "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\nhe", false},
    {"/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", false},
    {"/choices", "HTTP/1.1 300 Choices\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n", false},
    {"/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", true},
    {"/short-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nonly this", true},
    {"/bad-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", true},
    {"/nothing", "", true},
    {"/babble", "220 mail.example ESMTP\r\n", true},
    {"/odd-coding", "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 5\r\n\r\nuryyb", false},
    {"/broken-gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789", false},
    {"/huge", "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nxxxx", true},
};

static bool say_fixed(int fd, const char *path)
{
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        if (strcmp(path, fixed[i].path) != 0) continue;
        sayz(fd, fixed[i].answer);
        if (fixed[i].close) _exit(0);
        return true;
    }
    return false;
}

static bool say_redirect(int fd, const char *path)
{
    static const char *const to[][2] = {
        {"/loop", "/loop-b"},
        {"/loop-b", "/loop"},
        {"/self", "/self"},
        {"/meta", "http://169.254.169.254/latest/meta-data/"},
        {"/inner", "http://127.0.0.1:80/"},
        {"/mapped", "http://[::ffff:10.0.0.1]/"},
        {"/file", "file:///etc/passwd"},
        {"/gopher", "gopher://127.0.0.1:70/_x"},
        {"/postgres", "http://127.0.0.1:5432/"},
        {"/junk", "http://:::/"},
        {"/space", "/ok?a b"},
        {"/empty-to", ""},
        {"/ftp", "ftp://example.com/"},
    };
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        if (strcmp(path, to[i][0]) != 0) continue;
        say_location(fd, 302, to[i][1]);
        return true;
    }
    return false;
}

static uint16_t own_port(int fd)
{
    struct sockaddr_in in = {0};
    socklen_t n = sizeof in;
    if (getsockname(fd, (struct sockaddr *)&in, &n) != 0) _exit(1);
    return ntohs(in.sin_port);
}

static void say_special(int fd, const char *path, const char *request)
{
    if (strncmp(path, "/ok", 3) == 0)
        say_conditional(fd, request);
    else if (strncmp(path, "/chain/", 7) == 0)
        say_chain(fd, path + 7);
    else if (strncmp(path, "/echo", 5) == 0)
        say_back(fd, request);
    else if (strncmp(path, "/to-echo", 8) == 0)
        say_location(fd, 307, "/echo");
    else if (strcmp(path, "/secret") == 0) {
        char to[64];
        snprintf(to, sizeof to, "http://user:pass@127.0.0.1:%u/ok", own_port(fd));
        say_location(fd, 302, to);
    } else if (strcmp(path, "/localhost") == 0) {
        char to[64];
        snprintf(to, sizeof to, "http://localhost:%u/echo", own_port(fd));
        say_location(fd, 302, to);
    } else if (strcmp(path, "/gzip") == 0)
        say_gzip(fd);
    else if (strcmp(path, "/bomb") == 0)
        say_bomb(fd);
    else if (strcmp(path, "/endless") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\n0123456789abcde\n\r\n", 0);
    else if (strcmp(path, "/endless-plain") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\n\r\n", "0123456789abcde\n", 0);
    else if (strcmp(path, "/endless-redirect") == 0)
        say_endless(fd, "HTTP/1.1 302 Found\r\nLocation: /ok\r\n\r\n", "0123456789abcde\n", 0);
    else if (strcmp(path, "/endless-head") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\n", "X-Header: again and again and again\r\n", 0);
    else if (strcmp(path, "/endless-line") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\nX-Line: ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0);
    else if (strcmp(path, "/endless-hints") == 0)
        say_endless(fd, "", "HTTP/1.1 103 Hint\r\nLink: </a>\r\n\r\n", 0);
    else if (strcmp(path, "/drip") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\n\r\n", "x", 100);
    else if (strcmp(path, "/drip-head") == 0)
        say_endless(fd, "HTTP/1.1 200 OK\r\nX-Drip: ", "x", 100);
    else if (strcmp(path, "/hang") == 0)
        wait_ms(60000);
    else
        sayz(fd, "HTTP/1.1 400 What\r\nContent-Length: 0\r\n\r\n");
}

static void serve_http(int fd, struct seen *seen)
{
    char request[16384], path[256];
    for (size_t n = 0;;) {
        char *end = NULL;
        while (n == 0 || (end = strstr(request, "\r\n\r\n")) == NULL) {
            ssize_t got = recv(fd, request + n, sizeof request - 1 - n, 0);
            if (got <= 0) return;
            n += (size_t)got;
            request[n] = '\0';
            if (request[0] == 0x16) { /* a TLS hello */
                sayz(fd, "HTTP/1.1 400 Speak HTTP\r\n\r\n");
                return;
            }
        }
        const char *length = strstr(request, "Content-Length: ");
        size_t want = (size_t)(end + 4 - request) + (length != NULL ? (size_t)strtoul(length + 16, NULL, 10) : 0);
        while (n < want) {
            ssize_t got = recv(fd, request + n, sizeof request - 1 - n, 0);
            if (got <= 0) return;
            n += (size_t)got;
            request[n] = '\0';
        }
        seen->requests++;
        if (sscanf(request, "%*s %255s", path) != 1) return;
        if (!say_fixed(fd, path) && !say_redirect(fd, path)) say_special(fd, path, request);
        n = 0;
    }
}

/* ---- one request through a fetcher of its own
 * --------------------------------------------------------------------------- */

static struct fetch_settings settings(void)
{
    return (struct fetch_settings){.guard = &guard,
                                   .user_agent = "ClauseAtlas/1.0 (+https://atlas.example/about/; ops@atlas.example)",
                                   .max_bytes = 1 << 20,
                                   .timeout_ms = 20000,
                                   .low_speed_s = 2,
                                   .low_speed_bytes = 100};
}

static const char *at(const char *path) { return arena_printf(&arena, "http://127.0.0.1:%u%s", web.port, path); }

static struct fetch_result once(const struct fetch_settings *s, const struct fetch_request *rq)
{
    struct fetch_result r = {0};
    struct note why;
    int rc = fetch_once(s, rq, &arena, &r, &why);
    if (rc != OK) bug("fetch_once: %s", why.text);
    return r;
}

static struct fetch_result get(const char *url)
{
    struct fetch_settings s = settings();
    return once(&s, &(struct fetch_request){.url = url});
}

/* ---- every answer, all at once, through one fetcher
 * ---------------------------------------------------------------------- */

struct expected {
    const char *path;
    enum fetch_outcome outcome;
    int status;
    const char *body;   /* NULL: not looked at */
    const char *reason; /* a part of it; NULL: none at all */
    size_t nhops;
};

static const struct expected table[] = {
    {"/ok", FETCH_OK, 200, "hello\n", NULL, 1},
    {"/empty", FETCH_OK, 200, "", NULL, 1},
    {"/none", FETCH_OK, 204, "", NULL, 1},
    {"/chunked", FETCH_OK, 200, "hello\n", NULL, 1},
    {"/until-close", FETCH_OK, 200, "hello\n", NULL, 1},
    {"/hints", FETCH_OK, 200, "ok", NULL, 1},
    {"/gzip", FETCH_OK, 200, "hello, gzip\n", NULL, 1},
    {"/chain/1", FETCH_OK, 200, "hello\n", NULL, 2},
    {"/chain/5", FETCH_OK, 200, "hello\n", NULL, 6},
    {"/space", FETCH_OK, 200, "hello\n", NULL, 2},
    {"/chain/6", FETCH_REDIRECTS, 302, NULL, "more than 5 redirects", 6},
    {"/loop", FETCH_REDIRECTS, 302, NULL, "in a circle", 2},
    {"/self", FETCH_REDIRECTS, 302, NULL, "in a circle", 1},
    {"/meta", FETCH_DENIED, 0, NULL, "169.254.169.254:80 is not allowed: link-local", 2},
    {"/inner", FETCH_DENIED, 0, NULL, "127.0.0.1:80 is not allowed: loopback", 2},
    {"/mapped", FETCH_DENIED, 0, NULL, "10.0.0.1:80 is not allowed: private use", 2},
    {"/postgres", FETCH_DENIED, 0, NULL, "127.0.0.1:5432 is not allowed", 2},
    {"/file", FETCH_DENIED, 302, NULL, "only http and https", 1},
    {"/ftp", FETCH_DENIED, 302, NULL, "only http and https", 1},
    {"/gopher", FETCH_DENIED, 302, NULL, "only http and https", 1},
    {"/secret", FETCH_DENIED, 302, NULL, "user name or password", 1},
    {"/junk", FETCH_HTTP_ERROR, 302, NULL, "not a URL", 1},
    {"/nowhere", FETCH_HTTP_ERROR, 302, NULL, "without saying where", 1},
    {"/empty-to", FETCH_HTTP_ERROR, 302, NULL, "without saying where", 1},
    {"/choices", FETCH_HTTP_ERROR, 300, NULL, "answered 300 Choices", 1},
    {"/missing", FETCH_HTTP_ERROR, 404, "sad\n", "answered 404 Not Here", 1},
    {"/gone", FETCH_HTTP_ERROR, 410, NULL, "answered 410", 1},
    {"/error", FETCH_HTTP_ERROR, 500, NULL, "answered 500 Oh?[31m", 1},
    {"/wait", FETCH_HTTP_ERROR, 503, NULL, "answered 503", 1},
    {"/lies-304", FETCH_HTTP_ERROR, 304, NULL, "without a condition", 1},
    {"/part", FETCH_HTTP_ERROR, 206, NULL, "nobody asked for", 1},
    {"/short", FETCH_BROKEN, 200, NULL, "cannot be used", 1},
    {"/short-chunk", FETCH_BROKEN, 200, NULL, "cannot be used", 1},
    {"/bad-chunk", FETCH_BROKEN, 200, NULL, "cannot be used", 1},
    {"/nothing", FETCH_BROKEN, 0, NULL, "cannot be used", 1},
    {"/babble", FETCH_BROKEN, 0, NULL, "cannot be used", 1},
    {"/odd-coding", FETCH_BROKEN, 200, NULL, "cannot be used", 1},
    {"/broken-gzip", FETCH_BROKEN, 200, NULL, "cannot be used", 1},
    {"/huge", FETCH_LIMIT, 200, "", "larger than 1048576 bytes", 1},
    {"/endless", FETCH_LIMIT, 200, NULL, "larger than 1048576 bytes", 1},
    {"/endless-plain", FETCH_LIMIT, 200, NULL, "larger than 1048576 bytes", 1},
    {"/endless-redirect", FETCH_LIMIT, 302, NULL, "larger than 1048576 bytes", 1},
    {"/bomb", FETCH_LIMIT, 200, NULL, "larger than 1048576 bytes", 1},
    {"/endless-head", FETCH_LIMIT, 200, NULL, "header is larger", 1},
    {"/endless-line", FETCH_LIMIT, 200, NULL, "header is larger", 1},
    {"/endless-hints", FETCH_LIMIT, 103, NULL, "header is larger", 1},
    {"/drip", FETCH_TIMEOUT, 200, NULL, "too slow", 1},
    {"/drip-head", FETCH_TIMEOUT, 200, NULL, "too slow", 1},
    {"/hang", FETCH_TIMEOUT, 0, NULL, "too slow", 1},
};
enum { NTABLE = sizeof table / sizeof table[0] };

static void check(const struct expected *x, const struct fetch_result *r)
{
    bool reason = x->reason != NULL ? strstr(r->reason, x->reason) != NULL : r->reason[0] == '\0';
    bool body = x->body == NULL || str_eqz(r->body, x->body);
    bool good = r->outcome == x->outcome && r->status == x->status && reason && body && r->nhops == x->nhops &&
                r->ended_us >= r->started_us && r->body.n <= 1 << 20;
    ok(good, "%s: %s %d %s", x->path, fetch_outcome_name(r->outcome), r->status, r->reason);
    if (!good) printf("# hops %zu, body %zu bytes\n", r->nhops, r->body.n);
}

static void test_table(void)
{
    struct fetch_settings s = settings();
    struct fetcher *f = NULL;
    struct fetch_result *r;
    struct note why;
    size_t got = 0;
    s.parallel = NTABLE;
    s.per_host = NTABLE;
    if (fetcher_new(&s, &f, &why) != OK) bug("%s", why.text);
    int64_t t0 = clock_mono_us();
    bool started = true;
    for (size_t i = 0; i < NTABLE; i++)
        started &= fetcher_start(f, &(struct fetch_request){.url = at(table[i].path),
                                                            .cookie = (void *)(uintptr_t)&table[i]}) == OK;
    ok(started && fetcher_room(f) == 0 && fetcher_running(f) == NTABLE, "all are under way");
    ok(fetcher_start(f, &(struct fetch_request){.url = at("/ok")}) == ERR_LIMIT, "one more is too many");
    while (got < NTABLE && fetcher_poll(f, 1000, NULL, 0) == OK)
        for (; fetcher_next(f, &r); got++) {
            check(r->cookie, r);
            fetch_done(f, r);
        }
    ok(fetcher_room(f) == NTABLE && fetcher_running(f) == 0 && !fetcher_next(f, &r), "all are back");
    ok(clock_mono_us() - t0 < 10 * USEC_PER_SEC, "slow ones are cut in time: %lld ms",
       (long long)(clock_mono_us() - t0) / 1000);
    fetcher_free(f);
}

static void test_details(void)
{
    struct fetch_result r = get(at("/ok"));
    ok(str_eqz(r.content_type, "text/html; charset=utf-8") && str_eqz(r.etag, "\"v1\"") &&
           str_eqz(r.last_modified, "Sun, 06 Nov 1994 08:49:37 GMT") && r.content_encoding.n == 0 &&
           r.retry_after_us == -1,
       "header fields");
    ok(str_starts(r.head, STR("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\n")) && str_ends(r.head, STR("\r\n\r\n")) &&
           str_find(r.head, STR("content-TYPE:  text/html; charset=utf-8 \r\n")) != STR_NONE,
       "the head is kept byte for byte");
    ok(strcmp(r.peer, arena_printf(&arena, "127.0.0.1:%u", web.port)) == 0, "peer %s", r.peer);
    ok(str_eqz(fetch_header(&r, "CONTENT-length"), "6") && fetch_header(&r, "X-None").n == 0, "any header by name");
    r = get(at("/hints"));
    ok(str_starts(r.head, STR("HTTP/1.1 200 Fine\r\nX-Real")) && fetch_header(&r, "X-Early").n == 0,
       "an interim head is not kept");
    r = get(at("/chunked"));
    ok(fetch_header(&r, "X-Trailer").n == 0, "nor is a trailer");
    r = get(at("/gzip"));
    ok(str_eqz(r.content_encoding, "gzip") && r.received_bytes == 35 && r.body.n == 12, "decoded and received bytes");
    r = get(at("/wait"));
    ok(r.retry_after_us == 120 * USEC_PER_SEC, "Retry-After in seconds");
    r = get(at("/wait-date"));
    ok(r.retry_after_us > 7000 * 365 * USEC_PER_DAY, "Retry-After as a date");
    r = get(at("/wait-word"));
    ok(r.retry_after_us == -1, "Retry-After as nonsense");
    r = get(at("/chain/2"));
    ok(r.nhops == 3 && strcmp(r.hops[0].url, at("/chain/2")) == 0 && r.hops[0].status == 301 &&
           strcmp(r.hops[1].url, at("/chain/1")) == 0 && r.hops[1].status == 302 &&
           strcmp(r.hops[2].url, at("/ok")) == 0 && r.hops[2].status == 200 && strcmp(r.url, at("/ok")) == 0 &&
           strcmp(r.hops[2].peer, r.peer) == 0 && r.location == NULL,
       "every hop is recorded");
    r = get(at("/meta"));
    ok(r.nhops == 2 && r.hops[1].status == 0 && r.hops[1].peer[0] == '\0' && strstr(r.hops[1].url, "169.254") != NULL,
       "so is the one that was refused");
}

static void test_conditional(void)
{
    struct fetch_settings s = settings();
    struct fetch_result r = once(&s, &(struct fetch_request){.url = at("/ok"), .etag = "\"v1\""});
    ok(r.outcome == FETCH_NOT_MODIFIED && r.status == 304 && r.body.n == 0 && str_eqz(r.etag, "\"v1\""), "ETag: 304");
    r = once(&s, &(struct fetch_request){.url = at("/ok"), .last_modified = "Sun, 06 Nov 1994 08:49:37 GMT"});
    ok(r.outcome == FETCH_NOT_MODIFIED, "Last-Modified: 304");
    r = once(&s, &(struct fetch_request){.url = at("/ok"), .etag = "\"v0\"", .last_modified = ""});
    ok(r.outcome == FETCH_OK && r.status == 200, "another ETag: 200");
    r = once(&s, &(struct fetch_request){.url = at("/chain/2"), .etag = "\"v1\""});
    ok(r.outcome == FETCH_NOT_MODIFIED && r.nhops == 3, "the condition goes along a redirect");
}

static void test_requests(void)
{
    struct fetch_settings s = settings();
    static const char *const own[] = {"X-Token: secret", "Accept-Language: de"};
    struct fetch_result r = get(at("/echo"));
    ok(str_find(r.body,
                STR("\r\nUser-Agent: ClauseAtlas/1.0 (+https://atlas.example/about/; ops@atlas.example)\r\n")) !=
           STR_NONE,
       "user agent");
    ok(str_find(r.body, STR("Cookie:")) == STR_NONE && str_find(r.body, STR("Authorization:")) == STR_NONE &&
           str_find(r.body, STR("Referer:")) == STR_NONE &&
           str_find(r.body, STR("Accept-Encoding: gzip, deflate\r\n")) != STR_NONE,
       "no cookies, no login, no referer");
    struct fetch_request rq = {.url = at("/to-echo"), .headers = own, .nheaders = 2};
    r = once(&s, &rq);
    ok(r.nhops == 2 && str_find(r.body, STR("X-Token: secret\r\n")) != STR_NONE,
       "own header lines stay within the origin");
    rq.url = at("/localhost");
    r = once(&s, &rq);
    ok(r.outcome == FETCH_OK && r.nhops == 2 && str_find(r.body, STR("secret")) == STR_NONE &&
           str_find(r.body, STR("Language")) == STR_NONE,
       "and do not go to another: %s", r.reason);
    rq = (struct fetch_request){
        .url = at("/echo"), .post = true, .body = STR("{\"a\":1}"), .content_type = "application/json"};
    r = once(&s, &rq);
    ok(str_starts(r.body, STR("POST /echo HTTP/1.1\r\n")) && str_ends(r.body, STR("\r\n\r\n{\"a\":1}")) &&
           str_find(r.body, STR("Content-Type: application/json\r\n")) != STR_NONE &&
           str_find(r.body, STR("Expect:")) == STR_NONE,
       "POST");
    rq.url = at("/to-echo");
    r = once(&s, &rq);
    ok(r.outcome == FETCH_REDIRECTS && r.nhops == 1 && strcmp(r.location, at("/echo")) == 0,
       "a POST is not redirected");
    rq = (struct fetch_request){.url = at("/chain/2"), .single_hop = true};
    r = once(&s, &rq);
    ok(r.outcome == FETCH_REDIRECTS && r.nhops == 1 && strcmp(r.location, at("/chain/1")) == 0,
       "a single hop hands the redirect back");
    rq = (struct fetch_request){.url = at("/endless"), .max_bytes = 1000, .head_of_body = true};
    r = once(&s, &rq);
    ok(r.outcome == FETCH_OK && r.truncated && r.body.n == 1000, "the head of a body is enough where it is said");
    rq.url = at("/ok");
    r = once(&s, &rq);
    ok(r.outcome == FETCH_OK && !r.truncated && r.body.n == 6, "and a short one is whole");
    rq = (struct fetch_request){.url = at("/ok"), .max_bytes = 6};
    r = once(&s, &rq);
    ok(r.outcome == FETCH_OK, "a body of exactly the limit");
    rq.max_bytes = 5;
    r = once(&s, &rq);
    ok(r.outcome == FETCH_LIMIT && strstr(r.reason, "larger than 5 bytes") != NULL, "one byte more");
    s.max_bytes = 64 << 20;
    r = once(&s, &(struct fetch_request){.url = at("/bomb")});
    ok(r.outcome == FETCH_LIMIT && strstr(r.reason, "unpacks") != NULL && r.body.n < 8 << 20,
       "a bomb is known by its ratio: %zu bytes", r.body.n);
}

static void test_refused_input(void)
{
    static const char *const bad[] = {"http://a\r\nb/", "ok\r\nBcc: x", "x\ny", "\x7f"};
    struct fetch_settings s = settings();
    struct fetcher *f = NULL;
    struct note why;
    s.user_agent = "bad\r\nX: y";
    ok(fetcher_new(&s, &f, &why) == ERR_BAD_INPUT && f == NULL, "a user agent of two lines");
    s.user_agent = NULL;
    ok(fetcher_new(&s, &f, &why) == ERR_BAD_INPUT && f == NULL, "no user agent");
    s = settings();
    s.ca_file = "/no/such/bundle.pem";
    ok(fetcher_new(&s, &f, &why) == ERR_BAD_INPUT && strstr(why.text, s.ca_file) != NULL,
       "a CA file that is not there: %s", why.text);
    s = settings();
    if (fetcher_new(&s, &f, &why) != OK) bug("%s", why.text);
    for (size_t i = 1; i < sizeof bad / sizeof bad[0]; i++) {
        const char *const line[] = {bad[i]};
        ok(fetcher_start(f, &(struct fetch_request){.url = at("/ok"), .etag = bad[i]}) == ERR_BAD_INPUT &&
               fetcher_start(f, &(struct fetch_request){.url = at("/ok"), .last_modified = bad[i]}) == ERR_BAD_INPUT &&
               fetcher_start(f, &(struct fetch_request){.url = at("/ok"), .headers = line, .nheaders = 1}) ==
                   ERR_BAD_INPUT,
           "a line end in a header is refused: case %zu", i);
    }
    ok(fetcher_running(f) == 0, "and nothing was started");
    fetcher_free(f);
    fetcher_free(NULL);
}

/* ---- the guard, from the outside
 * ------------------------------------------------------------------------------------------ */

static const char *const inner[] = {
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://169.254.169.254/latest/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "https://127.0.0.1/",
    "http://127.0.0.1:5432/",
    "http://127.0.0.1:22/",
    "http://8.8.8.8:53/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/",
    "dict://127.0.0.1/",
    "http://user@127.0.0.1/",
    "//127.0.0.1/",
    "127.0.0.1",
    "",
    "/etc/passwd",
};

static void test_guard(void)
{
    for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++) {
        struct fetch_result r = get(inner[i]);
        ok(r.outcome == FETCH_DENIED && r.status == 0 && r.body.n == 0, "\"%s\": %s", inner[i], r.reason);
    }
    int requests = web.seen->requests;
    const struct guard strict = {0};
    struct fetch_settings s = settings();
    s.guard = &strict;
    struct fetch_result r = once(&s, &(struct fetch_request){.url = at("/ok")});
    ok(r.outcome == FETCH_DENIED, "without the exception the server is out of reach: %s", r.reason);
    s.guard = NULL;
    r = once(&s, &(struct fetch_request){.url = at("/ok")});
    ok(r.outcome == FETCH_DENIED && web.seen->requests == requests, "no guard at all is the strict one");
    r = get(arena_printf(&arena, "http://0x7f.1:%u/ok", web.port));
    ok(r.outcome == FETCH_OK, "another spelling of the allowed pair: %s", r.reason);
    r = get(arena_printf(&arena, "http://localhost:%u/ok", web.port));
    ok(r.outcome == FETCH_OK && strstr(r.peer, "127.0.0.1:") == r.peer, "a name: its allowed address is taken (%s)",
       r.peer);
    setenv("http_proxy", at("/"), 1);
    setenv("ALL_PROXY", at("/"), 1);
    r = get("http://10.0.0.1/");
    ok(r.outcome == FETCH_DENIED && web.seen->requests == requests + 2, "a proxy in the environment is not used");
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
}

static void test_unreachable(void)
{
    uint16_t port;
    close(listen_loopback(&port));
    struct guard g = {0};
    struct note why;
    if (guard_parse_allow(&arena, strz(arena_printf(&arena, "127.0.0.1:%u", port)), &g, &why) != OK)
        bug("%s", why.text);
    struct fetch_settings s = settings();
    s.guard = &g;
    struct fetch_result r =
        once(&s, &(struct fetch_request){.url = arena_printf(&arena, "http://127.0.0.1:%u/", port)});
    ok(r.outcome == FETCH_UNREACHABLE && r.status == 0, "a port where nobody listens: %s", r.reason);
    s = settings();
    s.timeout_ms = 300;
    s.low_speed_s = 60;
    r = once(&s, &(struct fetch_request){.url = at("/hang")});
    ok(r.outcome == FETCH_TIMEOUT && r.ended_us - r.started_us < 3 * USEC_PER_SEC, "the time of the whole chain: %s",
       r.reason);
}

/* ---- the loop
 * -------------------------------------------------------------------------------------------------------------- */

static void test_descriptors(void)
{
    struct fetch_settings s = settings();
    struct fetcher *f = NULL;
    struct note why;
    struct fetch_result *r;
    int p[2], q[2];
    if (pipe(p) != 0 || pipe(q) != 0 || fetcher_new(&s, &f, &why) != OK) bug("set-up");
    struct pollfd fds[2] = {{.fd = p[0], .events = POLLIN}, {.fd = q[0], .events = POLLIN}};
    ok(fetcher_start(f, &(struct fetch_request){.url = at("/hang")}) == OK, "a transfer that hangs");
    ok(fetcher_poll(f, 50, fds, 2) == OK && fds[0].revents == 0 && fds[1].revents == 0,
       "nothing ready: the time passes");
    if (write(p[1], "x", 1) != 1) bug("pipe");
    int64_t t0 = clock_mono_us();
    while (fds[0].revents == 0 && clock_mono_us() - t0 < 5 * USEC_PER_SEC)
        if (fetcher_poll(f, 5000, fds, 2) != OK) bug("poll");
    ok((fds[0].revents & POLLIN) != 0 && fds[1].revents == 0 && clock_mono_us() - t0 < USEC_PER_SEC,
       "a byte wakes the loop");
    char c;
    if (read(p[0], &c, 1) != 1) bug("pipe");
    close(q[1]);
    while (fds[1].revents == 0 && clock_mono_us() - t0 < 5 * USEC_PER_SEC)
        if (fetcher_poll(f, 5000, fds, 2) != OK) bug("poll");
    ok((fds[1].revents & POLLHUP) != 0 && fds[0].revents == 0 && clock_mono_us() - t0 < USEC_PER_SEC,
       "so does a hang-up");
    ok(!fetcher_next(f, &r) && fetcher_running(f) == 1, "the transfer still runs");
    fetcher_free(f);
    ok(true, "and is cut by fetcher_free");
    close(p[0]);
    close(p[1]);
    close(q[0]);
}

static void test_one_connection(void)
{
    struct fetch_settings s = settings();
    struct fetcher *f = NULL;
    struct note why;
    struct fetch_result *r;
    int got = 0, good = 0;
    struct server own = server_start(serve_http);
    struct guard g = {0};
    const char *pair = arena_printf(&arena, "127.0.0.1:%u", own.port),
               *url = arena_printf(&arena, "http://%s/ok", pair);
    if (guard_parse_allow(&arena, strz(pair), &g, &why) != OK) bug("%s", why.text);
    s.guard = &g;
    if (fetcher_new(&s, &f, &why) != OK) bug("%s", why.text);
    for (int i = 0; i < 20; i++)
        if (fetcher_start(f, &(struct fetch_request){.url = url}) != OK) bug("start");
    while (got < 20 && fetcher_poll(f, 1000, NULL, 0) == OK)
        for (; fetcher_next(f, &r); got++) {
            good += r->outcome == FETCH_OK && r->peer[0] != '\0';
            fetch_done(f, r);
        }
    ok(good == 20 && own.seen->connections == 1, "twenty requests to one host: %d connection", own.seen->connections);
    fetcher_free(f);
    server_stop(&own);
}

static void test_held_bytes(void)
{
    struct fetch_settings s = settings();
    struct fetcher *f = NULL;
    struct note why;
    struct fetch_result *r;
    int cut = 0, fine = 0;
    s.parallel = s.per_host = 8;
    s.max_bytes = 4 << 20;
    s.max_held_bytes = 1 << 20;
    if (fetcher_new(&s, &f, &why) != OK) bug("%s", why.text);
    for (int i = 0; i < 8; i++)
        if (fetcher_start(f, &(struct fetch_request){.url = at(i < 4 ? "/endless" : "/ok")}) != OK) bug("start");
    size_t held = 0;
    while (cut + fine < 8 && fetcher_poll(f, 1000, NULL, 0) == OK)
        while (fetcher_next(f, &r)) { /* kept, as a worker does whose parsers are busy */
            cut += r->outcome == FETCH_LIMIT;
            fine += r->outcome == FETCH_OK;
            held += r->body.n;
        }
    ok(cut == 4 && fine == 4 && held < 3 << 20, "large pages together: %d cut, small ones untouched, %zu bytes held",
       cut, held);
    fetcher_free(f);
}

/* ---- TLS
 * --------------------------------------------------------------------------------------------------------------------
 */

static pid_t run(const char *const *argv)
{
    pid_t pid = fork();
    if (pid != 0) return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

static bool answers(uint16_t port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(port)};
    for (int i = 0; i < 500; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        bool up = connect(fd, (struct sockaddr *)&in, sizeof in) == 0;
        close(fd);
        if (up) return true;
        wait_ms(10);
    }
    return false;
}

static bool make_certificate(const char *dir, const char *name)
{
    int status = 1;
    pid_t pid = run((const char *const[]){
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
        "-subj", "/CN=test", "-addext", arena_printf(&arena, "subjectAltName=%s", name), "-keyout",
        arena_printf(&arena, "%s/key.pem", dir), "-out", arena_printf(&arena, "%s/cert.pem", dir), NULL});
    return waitpid(pid, &status, 0) == pid && status == 0;
}

static void tls_case(const char *dir, const char *name, bool trusted, enum fetch_outcome want)
{
    uint16_t port;
    struct guard g = {0};
    struct note why;
    close(listen_loopback(&port));
    const char *cert = arena_printf(&arena, "%s/cert.pem", dir), *address = arena_printf(&arena, "127.0.0.1:%u", port);
    if (!make_certificate(dir, name)) {
        ok(true, "# skip there is no openssl command to make a certificate with");
        return;
    }
    pid_t pid = run((const char *const[]){"openssl", "s_server", "-accept", address, "-cert", cert, "-key",
                                          arena_printf(&arena, "%s/key.pem", dir), "-www", "-quiet", NULL});
    if (!answers(port) || guard_parse_allow(&arena, strz(address), &g, &why) != OK) bug("no TLS server");
    struct fetch_settings s = settings();
    s.guard = &g;
    s.ca_file = trusted ? cert : NULL;
    struct fetch_result r = once(&s, &(struct fetch_request){.url = arena_printf(&arena, "https://%s/", address)});
    ok(r.outcome == want && (want == FETCH_OK) == (r.body.n > 0), "TLS, certificate for %s, %s: %s %s", name,
       trusted ? "trusted" : "not trusted", fetch_outcome_name(r.outcome), r.reason);
    if (want == FETCH_OK) {
        r = once(&s, &(struct fetch_request){.url = arena_printf(&arena, "http://%s/", address)});
        ok(r.outcome == FETCH_BROKEN, "plain HTTP to a TLS port: %s", r.reason);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void test_tls(void)
{
    char dir[] = "/tmp/atlas-fetch-XXXXXX";
    if (mkdtemp(dir) == NULL) bug("no temporary folder");
    tls_case(dir, "IP:127.0.0.1", false, FETCH_TLS);
    tls_case(dir, "IP:127.0.0.1", true, FETCH_OK);
    tls_case(dir, "DNS:other.example", true, FETCH_TLS);
    unlink(arena_printf(&arena, "%s/key.pem", dir));
    unlink(arena_printf(&arena, "%s/cert.pem", dir));
    rmdir(dir);
    struct fetch_result r = get(arena_printf(&arena, "https://127.0.0.1:%u/ok", web.port));
    ok(r.outcome == FETCH_TLS, "TLS to a plain HTTP port: %s", r.reason);
}

int main(void)
{
    struct note why;
    signal(SIGPIPE, SIG_IGN);
    arena_init(&arena, 256 << 20);
    web = server_start(serve_http);
    if (guard_parse_allow(&arena, strz(arena_printf(&arena, "127.0.0.1:%u", web.port)), &guard, &why) != OK)
        bug("%s", why.text);
    test_table();
    test_details();
    test_conditional();
    test_requests();
    test_refused_input();
    test_guard();
    test_unreachable();
    test_descriptors();
    test_one_connection();
    test_held_bytes();
    test_tls();
    ok(strcmp(fetch_user_agent(&arena, "https://a.example", "ops@a.example"),
              "ClauseAtlas/1.0 (+https://a.example/about/; ops@a.example)") == 0 &&
           strcmp(fetch_user_agent(&arena, "https://a.example", ""), "ClauseAtlas/1.0 (+https://a.example/about/)") ==
               0,
       "user agent with and without contact");
    server_stop(&web);
    arena_release(&arena);
    return done();
}
