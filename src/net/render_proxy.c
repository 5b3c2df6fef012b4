#include "net/render_proxy.h"

#include "base/buf.h"
#include "base/fd.h"
#include "net/url.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

enum { HEAD_MAX = 32 * 1024, CHUNK = 32 * 1024, STALL_S = 15, CONNECT_MS = 10000, IDLE_MS = 30000, STACK_BYTES = 256 * 1024 };

struct visit { /* one connection of the browser */
    struct render_proxy *proxy;
    int client, server; /* -1: not open */
    struct buf head;    /* of the request, and what came behind it */
    size_t head_n;      /* up to and with the empty line */
};

int render_proxy_listen(int *ret_fd, uint16_t *ret_port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return ERR_IO;
    if (bind(fd, (struct sockaddr *)&at, n) != 0 || listen(fd, 64) != 0 || getsockname(fd, (struct sockaddr *)&at, &n) != 0) {
        close(fd);
        return ERR_IO;
    }
    *ret_fd = fd;
    *ret_port = ntohs(at.sin_port);
    return OK;
}

static void answer(const struct visit *v, const char *status)
{
    struct buf b;
    buf_init(&b, 1000);
    buf_printf(&b, "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
    fd_send(v->client, b.p, b.n);
    buf_release(&b);
}

static void set_stall_limit(int fd)
{
    struct timeval tv = {.tv_sec = STALL_S};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv);
}

/* ---- to the server -------------------------------------------------------------------------------------------------------- */

static int connect_to(const struct addrinfo *ai)
{
    int fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), error = 0;
    if (fd < 0) return -1;
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    socklen_t n = sizeof error;
    bool good = connect(fd, ai->ai_addr, ai->ai_addrlen) == 0;
    if (!good && errno == EINPROGRESS) good = poll(&p, 1, CONNECT_MS) == 1 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n) == 0 && error == 0;
    if (good && fcntl(fd, F_SETFL, 0) == 0) return fd; /* blocking from here on */
    close(fd);
    return -1;
}

/* The status line's beginning that says why not; NULL when connected. */
static const char *reach(struct visit *v, const char *host, uint16_t port)
{
    struct addrinfo want = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *list = NULL;
    bool refused = false;
    char service[8];
    snprintf(service, sizeof service, "%u", port);
    if (getaddrinfo(host, service, &want, &list) != 0) return "502 Unknown Host";
    for (struct addrinfo *ai = list; ai != NULL && v->server < 0; ai = ai->ai_next) {
        if (guard_allows(ai->ai_addr, v->proxy->guard)) v->server = connect_to(ai);
        else refused = true;
    }
    freeaddrinfo(list);
    if (v->server >= 0) {
        set_stall_limit(v->server);
        atomic_fetch_add(&v->proxy->reached, 1);
        return NULL;
    }
    if (refused) atomic_fetch_add(&v->proxy->refused, 1);
    return refused ? "403 Forbidden" : "502 Unreachable";
}

/* Moves bytes until one side ends. from_client: how many the client may still send; the first answer's status line is
 * followed by a line of ours where `mark` says so. */
static void relay(struct visit *v, size_t from_client, bool mark)
{
    static const char closes[] = "Connection: close\r\n";
    char chunk[CHUNK];
    for (;;) {
        struct pollfd p[2] = {{.fd = v->server, .events = POLLIN}, {.fd = from_client > 0 ? v->client : -1, .events = POLLIN}};
        if (poll(p, 2, IDLE_MS) <= 0) return;
        if (p[1].revents != 0) {
            ssize_t n = recv(v->client, chunk, from_client < sizeof chunk ? from_client : sizeof chunk, 0);
            if (n <= 0 || !fd_send(v->server, chunk, (size_t)n)) return;
            if (from_client != SIZE_MAX) from_client -= (size_t)n;
        }
        if (p[0].revents == 0) continue;
        ssize_t n = recv(v->server, chunk, sizeof chunk, 0);
        if (n <= 0 || atomic_fetch_add(&v->proxy->bytes, (size_t)n) + (size_t)n > v->proxy->max_bytes) return;
        size_t line = mark ? str_find_char(str_of(chunk, (size_t)n), '\n') : STR_NONE, sent = 0;
        if (line != STR_NONE) {
            sent = line + 1;
            mark = false;
            if (!fd_send(v->client, chunk, sent) || !fd_send(v->client, closes, sizeof closes - 1)) return;
        }
        if (!fd_send(v->client, chunk + sent, (size_t)n - sent)) return;
    }
}

/* ---- requests ------------------------------------------------------------------------------------------------------------- */

/* "host:port" or "[::1]:port". */
static bool split_authority(struct arena *a, struct str s, const char **ret_host, uint16_t *ret_port)
{
    size_t colon = s.n;
    int64_t port;
    while (colon > 0 && s.p[colon - 1] != ':') colon--;
    if (colon < 2 || str_int(str_from(s, colon), 1, 65535, &port) != OK) return false;
    struct str host = str_upto(s, colon - 1);
    bool bracketed = host.p[0] == '[' && host.p[host.n - 1] == ']';
    if (bracketed) host = str_of(host.p + 1, host.n - 2);
    if (host.n == 0 || host.n > 255 || (!bracketed && str_find_char(host, ':') != STR_NONE)) return false;
    *ret_host = str_dupz(a, host);
    *ret_port = (uint16_t)port;
    return true;
}

static void tunnel(struct visit *v, struct arena *a, struct str authority)
{
    const char *host;
    uint16_t port;
    const char *refusal = split_authority(a, authority, &host, &port) ? reach(v, host, port) : "400 Bad Request";
    if (refusal != NULL) {
        answer(v, refusal);
        return;
    }
    static const char made[] = "HTTP/1.1 200 Connection Established\r\n\r\n";
    if (!fd_send(v->client, made, sizeof made - 1)) return;
    if (fd_send(v->server, v->head.p + v->head_n, v->head.n - v->head_n)) relay(v, SIZE_MAX, false);
}

static bool line_is(struct str line, const char *name)
{
    size_t n = strlen(name);
    return line.n > n && line.p[n] == ':' && str_ascii_ieq(str_upto(line, n), strz(name));
}

/* The request as the server gets it. false: it cannot be passed on. *ret_body: how many bytes follow. */
static bool rewrite(struct buf *out, struct str method, const char *target, struct str lines, int64_t *ret_body)
{
    static const char *const ours[] = {"Proxy-Connection", "Proxy-Authorization", "Connection", "Keep-Alive", "TE", "Upgrade"};
    struct str line;
    *ret_body = 0;
    buf_printf(out, STR_FMT " %s HTTP/1.1\r\n", STR_ARG(method), target);
    while (str_next(&lines, '\n', &line)) {
        bool drop = false;
        line = str_trim(line);
        for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) drop = drop || line_is(line, ours[i]);
        if (line_is(line, "Transfer-Encoding")) return false;
        if (line_is(line, "Content-Length") && str_int(str_trim(str_from(line, 15)), 0, 1 << 20, ret_body) != OK) return false;
        if (drop || line.n == 0) continue;
        buf_str(out, line);
        buf_strz(out, "\r\n");
    }
    buf_strz(out, "Connection: close\r\n\r\n");
    return !buf_failed(out);
}

static void plain(struct visit *v, struct arena *a, struct str method, struct str target, struct str lines)
{
    struct url u;
    struct buf rq;
    int64_t body = 0;
    buf_init(&rq, 2 * HEAD_MAX);
    bool good = url_parse(a, str_dupz(a, target), &u, NULL) == OK && !u.https && rewrite(&rq, method, u.target, lines, &body);
    size_t have = v->head.n - v->head_n;
    if (have > (size_t)body) have = (size_t)body; /* no second request on this connection */
    struct str host = good ? strz(u.host) : STR("");
    if (host.n > 2 && host.p[0] == '[') host = str_of(host.p + 1, host.n - 2);
    if (good) buf_add(&rq, v->head.p + v->head_n, have);
    const char *refusal = good ? reach(v, str_dupz(a, host), u.port) : "400 Bad Request";
    if (refusal != NULL) answer(v, refusal);
    else if (fd_send(v->server, rq.p, rq.n)) relay(v, (size_t)body - have, true);
    buf_release(&rq);
}

static bool read_head(struct visit *v)
{
    char chunk[4096];
    for (;;) {
        ssize_t n = recv(v->client, chunk, sizeof chunk, 0);
        if (n <= 0) return false;
        buf_add(&v->head, chunk, (size_t)n);
        if (buf_failed(&v->head)) return false;
        size_t end = str_find(buf_view(&v->head), STR("\r\n\r\n"));
        if (end == STR_NONE) continue;
        v->head_n = end + 4;
        return true;
    }
}

static void serve_request(struct visit *v)
{
    struct arena a;
    struct str rest = str_upto(buf_view(&v->head), v->head_n), line, method, target;
    arena_init(&a, 1 << 20);
    bool good = str_next(&rest, '\n', &line) && str_next(&line, ' ', &method) && str_next(&line, ' ', &target) && str_starts(line, STR("HTTP/1."));
    for (size_t i = 0; good && i < method.n; i++) good = ascii_alpha(method.p[i]);
    if (!good || method.n == 0 || target.n == 0 || target.n > URL_MAX) answer(v, "400 Bad Request");
    else if (str_eqz(method, "CONNECT")) tunnel(v, &a, target);
    else plain(v, &a, method, target, rest);
    arena_release(&a);
}

static void *serve(void *arg)
{
    struct visit *v = arg;
    buf_init(&v->head, HEAD_MAX);
    set_stall_limit(v->client);
    if (read_head(v)) serve_request(v);
    buf_release(&v->head);
    if (v->server >= 0) close(v->server);
    close(v->client);
    atomic_fetch_sub(&v->proxy->live, 1);
    free(v);
    return NULL;
}

void render_proxy_accept(struct render_proxy *p, int listener)
{
    pthread_t thread;
    pthread_attr_t small;
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) return;
    struct visit *v = atomic_load(&p->live) < p->max_live ? malloc(sizeof *v) : NULL;
    if (v == NULL) {
        close(fd);
        return;
    }
    *v = (struct visit){.proxy = p, .client = fd, .server = -1};
    atomic_fetch_add(&p->live, 1);
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, STACK_BYTES);
    pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &small, serve, v) != 0) {
        atomic_fetch_sub(&p->live, 1);
        close(fd);
        free(v);
    }
    pthread_attr_destroy(&small);
}
