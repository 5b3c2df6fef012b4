#include "net/transfer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>

enum { RATIO_FLOOR = 1 << 20, RECEIVE_BUFFER = 16 * 1024 };

static bool refuse(struct transfer *t, const struct sockaddr *sa)
{
    const char *ground = guard_refusal(sa, t->fetcher->set.guard);
    if (ground == NULL) return false;
    t->refused = ground;
    guard_address(sa, t->refused_address);
    return true;
}

static curl_socket_t on_open_socket(void *me, curlsocktype purpose, struct curl_sockaddr *a)
{
    struct transfer *t = me;
    if (purpose != CURLSOCKTYPE_IPCXN || refuse(t, &a->addr)) return CURL_SOCKET_BAD;
    t->socket_opened = true;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* Called before each request is sent, on new and on kept connections: the peer is asked for again, so nothing hangs on
 * how libcurl chooses a connection to keep. */
static int on_request(void *me, char *peer_ip, char *local_ip, int peer_port, int local_port)
{
    struct transfer *t = me;
    union {
        struct sockaddr sa;
        struct sockaddr_in in;
        struct sockaddr_in6 in6;
    } peer = {0};
    (void)local_ip;
    (void)local_port;
    if (inet_pton(AF_INET, peer_ip, &peer.in.sin_addr) == 1) {
        peer.in.sin_family = AF_INET;
        peer.in.sin_port = htons((uint16_t)peer_port);
    } else if (inet_pton(AF_INET6, peer_ip, &peer.in6.sin6_addr) == 1) {
        peer.in6.sin6_family = AF_INET6;
        peer.in6.sin6_port = htons((uint16_t)peer_port);
    }
    if (refuse(t, &peer.sa)) return CURL_PREREQFUNC_ABORT;
    guard_address(&peer.sa, t->peer);
    t->request_sent = true;
    return CURL_PREREQFUNC_OK;
}

static int head_status(const struct buf *head) /* of "HTTP/1.1 200 OK"; 0: not readable */
{
    struct str line = str_upto(buf_view(head), 16);
    size_t space = str_find_char(line, ' ');
    int64_t status = 0;
    if (space == STR_NONE || str_int(str_upto(str_from(line, space + 1), 3), 100, 999, &status) != OK) return 0;
    return (int)status;
}

static size_t on_head(char *line, size_t size, size_t count, void *me)
{
    struct transfer *t = me;
    size_t n = size * count;
    t->head_bytes += n;
    if (t->head_bytes > FETCH_HEAD_MAX) {
        t->cut = CUT_HEAD;
        return 0;
    }
    if (t->head_ended) { /* after an interim answer the real one follows; after the real one, trailers: not kept */
        if (head_status(&t->head) / 100 != 1) return n;
        buf_clear(&t->head);
        t->head_ended = false;
    }
    buf_add(&t->head, line, n);
    t->head_ended = str_trim(str_of(line, n)).n == 0;
    return n;
}

static enum cut too_much(struct transfer *t)
{
    const struct fetch_settings *set = &t->fetcher->set;
    if (t->fetcher->held_bytes > set->max_held_bytes && t->body.cap > set->max_held_bytes / set->parallel)
        return CUT_HELD;
    if (t->body.n < RATIO_FLOOR) return CUT_NONE;
    curl_off_t received = 0; /* behind by at most one buffer when the body comes in chunks */
    curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
    return t->body.n / set->max_ratio > (size_t)received + RECEIVE_BUFFER ? CUT_RATIO : CUT_NONE;
}

static size_t on_body(char *p, size_t size, size_t count, void *me)
{
    struct transfer *t = me;
    size_t n = size * count, left = t->rq.max_bytes - t->body.n;
    buf_add(&t->body, p, n < left ? n : left);
    t->fetcher->held_bytes += t->body.cap - t->held_bytes;
    t->held_bytes = t->body.cap;
    if (buf_failed(&t->body))
        t->cut = CUT_HELD;
    else if (n > left)
        t->cut = t->rq.head_of_body ? CUT_ENOUGH : CUT_BODY;
    else
        t->cut = too_much(t);
    return t->cut == CUT_NONE ? n : 0;
}

static CURLcode set_callbacks(struct transfer *t)
{
    CURL *e = t->easy;
    CURLcode c = curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, on_request);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_head);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PRIVATE, t);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error);
    return c;
}

static CURLcode set_gate(CURL *e, const struct fetch_settings *set)
{
    CURLcode c = curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_PROXY, ""); /* also ends the look at http_proxy and its like */
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L);
    /* One bundle and no folder: only then does libcurl keep the parsed store for the next handshake. */
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_CAPATH, NULL);
    if (c == CURLE_OK && set->ca_file != NULL) c = curl_easy_setopt(e, CURLOPT_CAINFO, set->ca_file);
    return c;
}

static CURLcode set_limits(CURL *e, const struct fetch_settings *set)
{
    CURLcode c = curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)set->connect_timeout_ms);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)set->low_speed_s);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)set->low_speed_bytes);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_BUFFERSIZE, (long)RECEIVE_BUFFER);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_USERAGENT, set->user_agent);
    /* A resolver thread cannot be cancelled: without this a dead name server would stop the whole loop when a transfer
     * is cut. The thread frees its own memory when it ends. */
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L);
    return c;
}

bool transfer_open(struct transfer *t)
{
    if (t->easy != NULL) return true;
    arena_init(&t->arena, 4u << 20);
    buf_init(&t->head, FETCH_HEAD_MAX);
    buf_init(&t->body, SIZE_MAX / 2); /* on_body holds it to the request's limit, so that the bytes before a cut stay */
    t->easy = curl_easy_init();
    t->url = curl_url();
    if (t->easy != NULL && t->url != NULL && set_callbacks(t) == CURLE_OK &&
        set_gate(t->easy, &t->fetcher->set) == CURLE_OK && set_limits(t->easy, &t->fetcher->set) == CURLE_OK)
        return true;
    transfer_close(t);
    return false;
}

void transfer_close(struct transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_url_cleanup(t->url);
    curl_slist_free_all(t->lines);
    t->easy = NULL;
    t->url = NULL;
    t->lines = NULL;
    arena_release(&t->arena);
    buf_release(&t->head);
    buf_release(&t->body);
}

static bool add_line(struct transfer *t, const char *line)
{
    struct curl_slist *more = curl_slist_append(t->lines, line);
    if (more != NULL) t->lines = more;
    return more != NULL;
}

/* Lines of the request's own may carry a secret: they go to the origin it named, never on to another. */
static bool same_origin(const struct transfer *t)
{
    if (t->hops.n == 0) return true;
    struct str first = strz(t->hops.v[0].url), now = strz(t->url_text);
    size_t host = str_find(first, STR("://")) + 3, n = 0;
    while (host + n < first.n && first.p[host + n] != '/' && first.p[host + n] != '?') n++;
    return str_starts(now, str_upto(first, host + n)) &&
           (now.n == host + n || now.p[host + n] == '/' || now.p[host + n] == '?');
}

static bool build_lines(struct transfer *t)
{
    const struct fetch_request *rq = &t->rq;
    curl_slist_free_all(t->lines);
    t->lines = NULL;
    bool ok = add_line(
        t, rq->post ? "Accept: */*"
                    : "Accept: text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.9,*/*;q=0.5");
    if (rq->post) {
        ok = ok && add_line(t, "Expect:"); /* no waiting for a 100 */
        ok = ok && add_line(t, arena_printf(&t->arena, "Content-Type: %s", rq->content_type));
    }
    if (rq->etag[0] != '\0') ok = ok && add_line(t, arena_printf(&t->arena, "If-None-Match: %s", rq->etag));
    if (rq->last_modified[0] != '\0')
        ok = ok && add_line(t, arena_printf(&t->arena, "If-Modified-Since: %s", rq->last_modified));
    for (size_t i = 0; i < rq->nheaders && same_origin(t); i++) ok = ok && add_line(t, rq->headers[i]);
    return ok;
}

static CURLcode set_request(struct transfer *t, int64_t left_ms)
{
    CURL *e = t->easy;
    const struct fetch_request *rq = &t->rq;
    CURLcode c = curl_easy_setopt(e, CURLOPT_URL, t->url_text);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->lines);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)left_ms);
    /* An announced length over the limit ends it before the body; on_body counts what comes all the same. */
    curl_off_t announced = rq->head_of_body ? 0 : (curl_off_t)rq->max_bytes;
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE, announced);
    if (c != CURLE_OK || !rq->post) return c != CURLE_OK ? c : curl_easy_setopt(e, CURLOPT_HTTPGET, 1L);
    c = curl_easy_setopt(e, CURLOPT_POST, 1L);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)rq->body.n);
    if (c == CURLE_OK) c = curl_easy_setopt(e, CURLOPT_POSTFIELDS, rq->body.n > 0 ? rq->body.p : "");
    return c;
}

bool transfer_prepare_hop(struct transfer *t)
{
    buf_clear(&t->head);
    buf_clear(&t->body);
    t->cut = CUT_NONE;
    t->head_bytes = 0;
    t->head_ended = t->socket_opened = t->request_sent = false;
    t->refused = NULL;
    t->peer[0] = t->error[0] = '\0';
    int64_t left_ms = (t->deadline_us - clock_mono_us()) / 1000;
    if (left_ms <= 0) return false;
    if (!build_lines(t) || set_request(t, left_ms) != CURLE_OK) bug("no memory for the lines of a request");
    return true;
}
