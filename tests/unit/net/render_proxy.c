/* The browser's proxy: what it passes on and what it refuses, against a server of our own on loopback. */
#include "../tap.h"

#include "base/buf.h"
#include "net/render_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena a;
static struct render_proxy proxy = {.max_bytes = 1 << 20, .max_live = 8};
static uint16_t proxy_port, server_port;
static int proxy_fd, server_fd;
static char seen[8192]; /* the last request the server got */

static void *accept_for_ever(void *arg)
{
    (void)arg;
    for (;;) {
        struct pollfd p = {.fd = proxy_fd, .events = POLLIN};
        if (poll(&p, 1, -1) == 1) render_proxy_accept(&proxy, proxy_fd);
    }
    return NULL;
}

/* One request: an answer that claims to keep the connection, or endless bytes for "/endless". */
static void *serve_for_ever(void *arg)
{
    static const char reply[] = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nword";
    (void)arg;
    for (;;) {
        int fd = accept(server_fd, NULL, NULL);
        ssize_t n = recv(fd, seen, sizeof seen - 1, 0);
        seen[n > 0 ? n : 0] = '\0';
        if (send(fd, reply, sizeof reply - 1, MSG_NOSIGNAL) < 0) close(fd);
        while (strstr(seen, "/endless") != NULL && send(fd, seen, sizeof seen, MSG_NOSIGNAL) > 0) continue;
        close(fd);
    }
    return NULL;
}

/* What the proxy says to a request. */
static struct str ask(const char *request)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(proxy_port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct buf b;
    char chunk[4096];
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    buf_init(&b, 64 << 20);
    seen[0] = '\0';
    if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0 && send(fd, request, strlen(request), MSG_NOSIGNAL) > 0)
        for (ssize_t n; (n = recv(fd, chunk, sizeof chunk, 0)) > 0;) buf_add(&b, chunk, (size_t)n);
    close(fd);
    struct str ret = str_of(arena_dup(&a, b.p != NULL ? b.p : "", b.n), b.n);
    buf_release(&b);
    return ret;
}

static bool says(struct str answer, const char *status) { return str_starts(answer, strz(arena_printf(&a, "HTTP/1.1 %s", status))); }

static void test_passes(void)
{
    const char *rq = arena_printf(&a, "GET http://127.0.0.1:%u/a?b=c HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy-Connection: keep-alive\r\nX-Own: 1\r\n\r\n"
                                      "GET http://127.0.0.1:%u/second HTTP/1.1\r\n\r\n", server_port, server_port);
    struct str got = ask(rq);
    ok(says(got, "200 OK\r\nConnection: close\r\n") && str_ends(got, STR("\r\n\r\nword")), "an allowed request is answered, and the connection ends");
    ok(strncmp(seen, "GET /a?b=c HTTP/1.1\r\n", 21) == 0 && strstr(seen, "X-Own: 1\r\n") != NULL, "the server sees path and header lines");
    ok(strstr(seen, "Proxy-") == NULL && strstr(seen, "second") == NULL, "and neither the proxy's nor a second request");
    got = ask(arena_printf(&a, "POST http://127.0.0.1:%u/p HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /x", server_port));
    ok(says(got, "200") && str_ends(strz(seen), STR("\r\n\r\nabc")), "a body goes along, and nothing behind it");
    got = ask(arena_printf(&a, "CONNECT 127.0.0.1:%u HTTP/1.1\r\n\r\nraw bytes", server_port));
    ok(says(got, "200 Connection Established\r\n\r\nHTTP/1.1 200 OK") && strcmp(seen, "raw bytes") == 0, "a tunnel carries what comes");
}

static void test_refuses(void)
{
    static const char *const never[] = {"CONNECT 127.0.0.1:%u HTTP/1.1\r\n\r\n",         "CONNECT [::1]:%u HTTP/1.1\r\n\r\n",
                                        "CONNECT 10.0.0.1:443 HTTP/1.1\r\nX: %u\r\n\r\n", "CONNECT 169.254.169.254:80 HTTP/1.1\r\nX: %u\r\n\r\n",
                                        "CONNECT localhost:%u HTTP/1.1\r\n\r\n",         "GET http://127.1:%u/ HTTP/1.1\r\n\r\n",
                                        "GET http://2130706433:%u/ HTTP/1.1\r\n\r\n",    "CONNECT [::ffff:127.0.0.1]:%u HTTP/1.1\r\n\r\n",
                                        "CONNECT 0.0.0.0:%u HTTP/1.1\r\n\r\n",           "GET http://[::1]:%u/ HTTP/1.1\r\n\r\n"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        struct buf b;
        struct str before = strz(never[i]);
        size_t at = str_find(before, STR("%u"));
        buf_init(&b, 1000);
        buf_str(&b, str_upto(before, at));
        buf_printf(&b, "%u", server_port + 1u);
        buf_str(&b, str_from(before, at + 2));
        ok(says(ask(b.p), "403"), "refused: " STR_FMT, STR_ARG(str_upto(before, str_find_char(before, '\r'))));
        buf_release(&b);
    }
    static const char *const malformed[] = {"GET / HTTP/1.1\r\n\r\n", "GET file:///etc/passwd HTTP/1.1\r\n\r\n", "GET https://a.example/ HTTP/1.1\r\n\r\n",
                                            "CONNECT a.example HTTP/1.1\r\n\r\n", "CONNECT :80 HTTP/1.1\r\n\r\n", "CONNECT a:99999 HTTP/1.1\r\n\r\n",
                                            "GET http://a:b@a.example/ HTTP/1.1\r\n\r\n", "\r\n\r\n", "G@T http://a.example/ HTTP/1.1\r\n\r\n"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        ok(says(ask(malformed[i]), "400"), "malformed: " STR_FMT, STR_ARG(str_upto(strz(malformed[i]), str_find_char(strz(malformed[i]), '\r'))));
    ok(says(ask("CONNECT no-such-host.invalid:443 HTTP/1.1\r\n\r\n"), "502"), "a name that does not exist");
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_strz(&b, "GET http://a.example/ HTTP/1.1\r\n");
    for (int i = 0; i < 5000; i++) buf_strz(&b, "X: yyyyyyyyyyyyyyy\r\n");
    ok(ask(b.p).n == 0, "a head without end is not read on");
    buf_release(&b);
    ok(atomic_load(&proxy.refused) >= 10 && atomic_load(&proxy.reached) == 3, "both are counted");
}

static void test_limit(void)
{
    struct str got = ask(arena_printf(&a, "GET http://127.0.0.1:%u/endless HTTP/1.1\r\n\r\n", server_port));
    ok(got.n > 0 && got.n <= (1 << 20) + 8192, "the page's bytes are counted over all connections: %zu", got.n);
    got = ask(arena_printf(&a, "GET http://127.0.0.1:%u/a HTTP/1.1\r\n\r\n", server_port));
    ok(got.n == 0, "when they are used up nothing more comes");
}

int main(void)
{
    struct guard guard;
    struct note why;
    pthread_t t;
    arena_init(&a, 64 << 20);
    ok(render_proxy_listen(&server_fd, &server_port) == OK && render_proxy_listen(&proxy_fd, &proxy_port) == OK, "two sockets listen");
    ok(guard_parse_allow(&a, strz(arena_printf(&a, "127.0.0.1:%u", server_port)), &guard, &why) == OK, "one pair is allowed");
    proxy.guard = &guard;
    pthread_create(&t, NULL, serve_for_ever, NULL);
    pthread_create(&t, NULL, accept_for_ever, NULL);
    test_passes();
    test_refuses();
    test_limit();
    return done();
}
