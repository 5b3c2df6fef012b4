#include "net/transfer.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    FETCHER_MAGIC = 0x66657463,
    BODY_KEPT_BYTES = 128 * 1024,                                             /* of an idle transfer */
    LENIENT = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE | CURLU_ALLOW_SPACE, /* a Location as servers write it */
};

static struct fetcher *fetcher_ok(const struct fetcher *f)
{
    if (f == NULL || f->magic != FETCHER_MAGIC) bug("not a fetcher");
    return (struct fetcher *)(uintptr_t)f;
}

static bool printable(const char *z) /* no control character: it would end the header line */
{
    for (; z != NULL && *z != '\0'; z++)
        if ((unsigned char)*z < ' ' || *z == 127) return false;
    return true;
}

static int check_settings(const struct fetch_settings *s, struct note *why)
{
    if (s->user_agent == NULL || s->user_agent[0] == '\0' || !printable(s->user_agent)) {
        note_set(why, "the fetcher needs a user agent of one line");
        return ERR_BAD_INPUT;
    }
    if (s->ca_file != NULL && access(s->ca_file, R_OK) != 0) {
        note_set(why, "%s: %s", s->ca_file, strerror(errno));
        return ERR_BAD_INPUT;
    }
    return OK;
}

static char *copied(const char *z)
{
    char *copy = z != NULL ? strdup(z) : NULL;
    if (z != NULL && copy == NULL) bug("no memory for the fetcher's settings");
    return copy;
}

static struct fetch_settings with_defaults(const struct fetch_settings *s, const struct guard *strict)
{
    struct fetch_settings d = *s;
    if (d.guard == NULL) d.guard = strict;
    d.user_agent = copied(s->user_agent);
    d.ca_file = copied(s->ca_file);
    if (d.max_bytes == 0) d.max_bytes = 8u << 20;
    if (d.max_held_bytes == 0) d.max_held_bytes = 32u << 20;
    if (d.max_ratio == 0) d.max_ratio = 100;
    if (d.timeout_ms <= 0) d.timeout_ms = 30000;
    if (d.connect_timeout_ms <= 0) d.connect_timeout_ms = 10000;
    if (d.low_speed_s == 0) d.low_speed_s = 15;
    if (d.low_speed_bytes == 0) d.low_speed_bytes = 64;
    if (d.parallel == 0) d.parallel = 64;
    if (d.per_host == 0) d.per_host = 1;
    return d;
}

struct fetch_settings fetch_endpoint_settings(const struct guard *guard, const char *user_agent, size_t max_bytes, int64_t deadline_ms)
{
    return (struct fetch_settings){.guard = guard,
                                   .user_agent = user_agent,
                                   .max_bytes = max_bytes,
                                   .max_held_bytes = 2 * max_bytes,
                                   .timeout_ms = deadline_ms,
                                   .low_speed_s = (unsigned)(deadline_ms / 1000),
                                   .low_speed_bytes = 1,
                                   .parallel = 1};
}

int fetcher_new(const struct fetch_settings *s, struct fetcher **ret, struct note *why)
{
    int rc = check_settings(s, why);
    if (rc != OK) return rc;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        note_set(why, "libcurl does not start");
        return ERR_IO;
    }
    struct fetcher *f = calloc(1, sizeof *f);
    if (f == NULL) bug("no memory for a fetcher");
    f->magic = FETCHER_MAGIC;
    f->set = with_defaults(s, &f->strict);
    f->last = &f->first;
    f->multi = curl_multi_init();
    f->transfers = calloc(f->set.parallel, sizeof *f->transfers);
    if (f->multi == NULL || f->transfers == NULL) bug("no memory for a fetcher");
    curl_multi_setopt(f->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)f->set.per_host);
    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, 2 * (long)f->set.parallel);
    for (unsigned i = f->set.parallel; i-- > 0;) {
        f->transfers[i].fetcher = f;
        f->transfers[i].next = f->idle;
        f->idle = &f->transfers[i];
    }
    f->nidle = f->set.parallel;
    *ret = f;
    return OK;
}

void fetcher_free(struct fetcher *f)
{
    if (f == NULL) return;
    fetcher_ok(f);
    for (unsigned i = 0; i < f->set.parallel; i++) {
        struct transfer *t = &f->transfers[i];
        if (t->easy == NULL) continue;
        if (t->state == TRANSFER_RUNNING) curl_multi_remove_handle(f->multi, t->easy);
        transfer_close(t);
    }
    curl_multi_cleanup(f->multi);
    free(f->transfers);
    free(f->wait);
    free((char *)(uintptr_t)f->set.user_agent);
    free((char *)(uintptr_t)f->set.ca_file);
    f->magic = 0;
    free(f);
    curl_global_cleanup();
}

unsigned fetcher_room(const struct fetcher *f) { return fetcher_ok(f)->nidle; }

unsigned fetcher_running(const struct fetcher *f) { return fetcher_ok(f)->nrunning; }

static void finish(struct transfer *t, enum fetch_outcome outcome)
{
    struct fetcher *f = t->fetcher;
    answer_fill(t, outcome);
    t->state = TRANSFER_FINISHED;
    t->next = NULL;
    *f->last = t;
    f->last = &t->next;
    f->nrunning--;
}

static void record_hop(struct transfer *t)
{
    struct fetch_hop *hop = vec_push(&t->hops, &t->arena);
    *hop = (struct fetch_hop){.url = t->url_text, .peer = arena_dupz(&t->arena, t->peer), .status = t->r.status};
}

/* Asks for the URL, which has passed the policy. */
static void start_hop(struct transfer *t, const char *url)
{
    t->url_text = url;
    t->r.status = 0;
    t->r.reason = "";
    if (!transfer_prepare_hop(t)) {
        answer_reason(t, "too slow: no time left after %zu redirects", t->hops.n);
        record_hop(t);
        finish(t, FETCH_TIMEOUT);
        return;
    }
    CURLMcode c = curl_multi_add_handle(t->fetcher->multi, t->easy);
    if (c != CURLM_OK) bug("curl_multi_add_handle: %s", curl_multi_strerror(c));
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool seen_before(const struct transfer *t, const char *url)
{
    for (size_t i = 0; i < t->hops.n; i++)
        if (strcmp(t->hops.v[i].url, url) == 0) return true;
    return false;
}

/* A redirect to `next`, which has passed the policy: followed, or the end of the chain. */
static void redirect(struct transfer *t, const char *next)
{
    struct fetch_hop *last = &t->hops.v[t->hops.n - 1];
    last->downgrade = str_starts(strz(last->url), STR("https:")) && str_starts(strz(next), STR("http:"));
    if (t->rq.single_hop || t->rq.post)
        answer_reason(t, "redirects to %.200s", next);
    else if (seen_before(t, next))
        answer_reason(t, "redirects in a circle, back to %.200s (perhaps the site insists on cookies)", next);
    else if (t->hops.n > FETCH_REDIRECTS_MAX)
        answer_reason(t, "more than %d redirects; the next would be %.200s", FETCH_REDIRECTS_MAX, next);
    else {
        start_hop(t, next);
        return;
    }
    t->r.location = next;
    finish(t, FETCH_REDIRECTS);
}

static void follow(struct transfer *t)
{
    const char *to = str_dupz(&t->arena, answer_header(buf_view(&t->head), "location"));
    struct note why;
    if (to[0] == '\0') {
        answer_reason(t, "answered %d without saying where to", t->r.status);
        finish(t, FETCH_HTTP_ERROR);
    } else if (curl_url_set(t->url, CURLUPART_URL, to, LENIENT) != CURLUE_OK) {
        answer_reason(t, "redirects to \"%.200s\", which is not a URL", to);
        finish(t, FETCH_HTTP_ERROR);
    } else if (url_policy(t->url, &why) != OK) {
        answer_reason(t, "redirects to %.200s: %s", to, why.text);
        finish(t, FETCH_DENIED);
    } else {
        redirect(t, url_text(&t->arena, t->url));
    }
}

static void end_hop(struct transfer *t, CURLcode code)
{
    long status = 0;
    curl_off_t received = 0;
    curl_multi_remove_handle(t->fetcher->multi, t->easy);
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
    t->r.status = (int)status;
    t->r.received_bytes = received;
    record_hop(t);
    enum fetch_outcome outcome = answer_outcome(t, code);
    if (outcome == FETCH_HTTP_ERROR && is_redirect(t->r.status))
        follow(t);
    else
        finish(t, outcome);
}

static const char *kept(struct arena *a, const char *z) { return arena_dupz(a, z != NULL ? z : ""); }

static void take_request(struct transfer *t, const struct fetch_request *rq)
{
    struct arena *a = &t->arena;
    struct fetch_settings *set = &t->fetcher->set;
    const char **lines = ARENA_ARRAY(a, const char *, rq->nheaders);
    for (size_t i = 0; i < rq->nheaders; i++) lines[i] = arena_dupz(a, rq->headers[i]);
    t->rq = *rq;
    t->rq.url = kept(a, rq->url);
    t->rq.etag = kept(a, rq->etag);
    t->rq.last_modified = kept(a, rq->last_modified);
    t->rq.content_type = kept(a, rq->content_type);
    t->rq.headers = lines;
    if (rq->max_bytes == 0) t->rq.max_bytes = set->max_bytes;
    t->conditional = t->rq.etag[0] != '\0' || t->rq.last_modified[0] != '\0';
    t->deadline_us = clock_mono_us() + set->timeout_ms * 1000;
    t->r =
        (struct fetch_result){.cookie = rq->cookie, .reason = "", .retry_after_us = -1, .started_us = clock_now_us()};
    t->hops.v = NULL;
    t->hops.n = t->hops.cap = 0;
}

static void begin(struct transfer *t)
{
    struct note why;
    curl_url_cleanup(t->url); /* a used one would take a relative text for a place on its last host */
    t->url = curl_url();
    if (t->url == NULL) bug("no memory for a URL");
    CURLUcode c = CURLUE_MALFORMED_INPUT;
    if (strlen(t->rq.url) <= URL_MAX) c = curl_url_set(t->url, CURLUPART_URL, t->rq.url, CURLU_NON_SUPPORT_SCHEME);
    if (c != CURLUE_OK) {
        answer_reason(t, "not a URL: %s", curl_url_strerror(c));
        finish(t, FETCH_DENIED);
    } else if (url_policy(t->url, &why) != OK) {
        answer_reason(t, "%s", why.text);
        finish(t, FETCH_DENIED);
    } else {
        start_hop(t, url_text(&t->arena, t->url));
    }
}

int fetcher_start(struct fetcher *f, const struct fetch_request *rq)
{
    fetcher_ok(f);
    bool clean = printable(rq->etag) && printable(rq->last_modified) && printable(rq->content_type);
    for (size_t i = 0; i < rq->nheaders; i++) clean = clean && printable(rq->headers[i]);
    if (!clean) return ERR_BAD_INPUT;
    struct transfer *t = f->idle;
    if (t == NULL || !transfer_open(t)) return ERR_LIMIT;
    f->idle = t->next;
    f->nidle--;
    f->nrunning++;
    t->state = TRANSFER_RUNNING;
    take_request(t, rq);
    begin(t);
    return OK;
}

static int move_on(struct fetcher *f)
{
    int running, left;
    CURLMsg *msg;
    CURLMcode c = curl_multi_perform(f->multi, &running);
    if (c != CURLM_OK) return ERR_IO;
    while ((msg = curl_multi_info_read(f->multi, &left)) != NULL) {
        char *me = NULL;
        if (msg->msg != CURLMSG_DONE) continue;
        CURLcode code = msg->data.result; /* msg is gone once the handle is removed */
        curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, &me);
        end_hop((struct transfer *)(void *)me, code);
    }
    return OK;
}

static void borrow(struct fetcher *f, const struct pollfd *extra, unsigned n)
{
    if (n > f->nwait) {
        f->wait = reallocarray(f->wait, n, sizeof *f->wait);
        if (f->wait == NULL) bug("no memory for %u descriptors", n);
        f->nwait = n;
    }
    for (unsigned i = 0; i < n; i++) {
        int want = (extra[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                   (extra[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0) |
                   (extra[i].events & POLLPRI ? CURL_WAIT_POLLPRI : 0);
        f->wait[i] = (struct curl_waitfd){.fd = extra[i].fd, .events = (short)want};
    }
}

int fetcher_poll(struct fetcher *f, int timeout_ms, struct pollfd *extra, unsigned nextra)
{
    fetcher_ok(f);
    int rc = move_on(f);
    if (rc == OK && f->first == NULL && timeout_ms > 0) {
        borrow(f, extra, nextra);
        if (curl_multi_poll(f->multi, f->wait, nextra, timeout_ms, NULL) != CURLM_OK) rc = ERR_IO;
        if (rc == OK) rc = move_on(f);
    }
    /* libcurl does not tell of a hang-up; so the caller's descriptors are asked again, which costs one call. */
    if (rc == OK && nextra > 0 && poll(extra, nextra, 0) < 0 && errno != EINTR) rc = ERR_IO;
    return rc;
}

bool fetcher_next(struct fetcher *f, struct fetch_result **ret)
{
    struct transfer *t = fetcher_ok(f)->first;
    if (t == NULL) return false;
    f->first = t->next;
    if (f->first == NULL) f->last = &f->first;
    t->state = TRANSFER_HELD;
    *ret = &t->r;
    return true;
}

void fetch_done(struct fetcher *f, struct fetch_result *r)
{
    struct transfer *t = (struct transfer *)(void *)r;
    if (t->fetcher != fetcher_ok(f) || t->state != TRANSFER_HELD)
        bug("a fetch result is given back twice, or elsewhere");
    arena_reset(&t->arena);
    buf_clear(&t->head);
    buf_clear(&t->body);
    if (t->body.cap > BODY_KEPT_BYTES) buf_release(&t->body);
    f->held_bytes -= t->held_bytes;
    t->held_bytes = 0;
    t->state = TRANSFER_IDLE;
    t->next = f->idle;
    f->idle = t;
    f->nidle++;
}

static struct str str_kept(struct arena *a, struct str s) { return str_of(arena_dup(a, s.p, s.n), s.n); }

static void copy_result(struct arena *a, const struct fetch_result *r, struct fetch_result *ret)
{
    struct fetch_hop *hops = ARENA_ARRAY(a, struct fetch_hop, r->nhops);
    for (size_t i = 0; i < r->nhops; i++) {
        hops[i] = r->hops[i];
        hops[i].url = arena_dupz(a, r->hops[i].url);
        hops[i].peer = arena_dupz(a, r->hops[i].peer);
    }
    *ret = *r;
    ret->hops = hops;
    ret->reason = arena_dupz(a, r->reason);
    ret->url = arena_dupz(a, r->url);
    ret->peer = arena_dupz(a, r->peer);
    if (r->location != NULL) ret->location = arena_dupz(a, r->location);
    ret->head = str_kept(a, r->head);
    ret->body = str_kept(a, r->body);
    ret->content_type = answer_header(ret->head, "content-type");
    ret->content_encoding = answer_header(ret->head, "content-encoding");
    ret->etag = answer_header(ret->head, "etag");
    ret->last_modified = answer_header(ret->head, "last-modified");
}

int fetch_once(const struct fetch_settings *s, const struct fetch_request *rq, struct arena *a,
               struct fetch_result *ret, struct note *why)
{
    struct fetch_settings one = *s;
    struct fetcher *f = NULL;
    struct fetch_result *r = NULL;
    one.parallel = 1;
    int rc = fetcher_new(&one, &f, why);
    if (rc != OK) return rc;
    rc = fetcher_start(f, rq);
    if (rc != OK) note_set(why, "a header line of the request has a control character");
    while (rc == OK && !fetcher_next(f, &r)) {
        rc = fetcher_poll(f, 1000, NULL, 0);
        if (rc != OK) note_set(why, "libcurl failed while waiting");
    }
    if (rc == OK) copy_result(a, r, ret);
    fetcher_free(f);
    return rc;
}

const char *fetch_user_agent(struct arena *a, const char *base_url, const char *contact)
{
    bool has = contact != NULL && contact[0] != '\0';
    return arena_printf(a, "ClauseAtlas/1.0 (+%s/about/%s%s)", base_url, has ? "; " : "", has ? contact : "");
}
