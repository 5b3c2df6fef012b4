#include "net/polite.h"
#include "net/transfer.h"

#include <stdio.h>

static const char *const outcome_name[FETCH_OUTCOME_MAX] = {
    [FETCH_OK] = "ok",           [FETCH_NOT_MODIFIED] = "not modified",
    [FETCH_BROKEN] = "broken",   [FETCH_HTTP_ERROR] = "http error",
    [FETCH_TLS] = "tls failure", [FETCH_UNREACHABLE] = "unreachable",
    [FETCH_LIMIT] = "limit",     [FETCH_TIMEOUT] = "timeout",
    [FETCH_DENIED] = "denied",   [FETCH_REDIRECTS] = "redirects",
};

const char *fetch_outcome_name(enum fetch_outcome o)
{
    if (o < 0 || o >= FETCH_OUTCOME_MAX) bug("fetch outcome %d", (int)o);
    return outcome_name[o];
}

struct str answer_header(struct str head, const char *name)
{
    struct str line;
    str_next(&head, '\n', &line); /* the status line */
    while (str_next(&head, '\n', &line)) {
        size_t colon = str_find_char(line, ':');
        if (colon != STR_NONE && str_ascii_ieq(str_upto(line, colon), strz(name)))
            return str_trim(str_from(line, colon + 1));
    }
    return str_of(NULL, 0);
}

struct str fetch_header(const struct fetch_result *r, const char *name) { return answer_header(r->head, name); }

void answer_reason(struct transfer *t, const char *fmt, ...)
{
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *p = text; *p != '\0'; p++) /* parts come from servers */
        if ((unsigned char)*p < ' ' || *p == 127) *p = '?';
    t->r.reason = arena_dupz(&t->arena, text);
}

static const char *detail(const struct transfer *t, CURLcode code)
{
    return t->error[0] != '\0' ? t->error : curl_easy_strerror(code);
}

static enum fetch_outcome cut_outcome(struct transfer *t)
{
    switch (t->cut) {
    case CUT_BODY: answer_reason(t, "the body is larger than %zu bytes", t->rq.max_bytes); break;
    case CUT_HELD: answer_reason(t, "too many large pages at once; this one was cut at %zu bytes", t->body.n); break;
    case CUT_RATIO:
        answer_reason(t, "the body unpacks to more than %u times its size", t->fetcher->set.max_ratio);
        break;
    default: answer_reason(t, "the header is larger than %d bytes", FETCH_HEAD_MAX); break;
    }
    return FETCH_LIMIT;
}

static enum fetch_outcome status_outcome(struct transfer *t)
{
    int status = t->r.status;
    if (status / 100 == 2 && status != 206) return FETCH_OK;
    if (status == 304 && t->conditional) return FETCH_NOT_MODIFIED;
    struct str head = buf_view(&t->head), line = str_upto(head, str_find_char(head, '\n'));
    size_t space = str_find_char(line, ' ');
    struct str said = str_upto(str_trim(str_from(line, space == STR_NONE ? line.n : space + 1)), 80);
    if (status == 206)
        answer_reason(t, "answered with a part of the page, which nobody asked for");
    else if (status == 304)
        answer_reason(t, "answered \"not modified\" to a request without a condition");
    else
        answer_reason(t, "answered " STR_FMT, STR_ARG(said));
    return FETCH_HTTP_ERROR;
}

static enum fetch_outcome connect_outcome(struct transfer *t, CURLcode code)
{
    if (t->refused != NULL && !t->socket_opened) {
        answer_reason(t, "%s is not allowed: %s", t->refused_address, t->refused);
        return FETCH_DENIED;
    }
    answer_reason(t, "cannot connect: %s", detail(t, code));
    return FETCH_UNREACHABLE;
}

static enum fetch_outcome timeout_outcome(struct transfer *t, CURLcode code)
{
    curl_off_t connected_us = 0;
    curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T, &connected_us);
    if (!t->request_sent && connected_us == 0) return connect_outcome(t, code);
    answer_reason(t, "too slow: %s", detail(t, code));
    return FETCH_TIMEOUT;
}

enum fetch_outcome answer_outcome(struct transfer *t, CURLcode code)
{
    if (t->cut == CUT_ENOUGH) return status_outcome(t);
    if (t->cut != CUT_NONE) return cut_outcome(t);
    switch (code) {
    case CURLE_OK: return status_outcome(t);
    case CURLE_ABORTED_BY_CALLBACK: t->socket_opened = false; return connect_outcome(t, code); /* on_request refused */
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT: return connect_outcome(t, code);
    case CURLE_OPERATION_TIMEDOUT: return timeout_outcome(t, code);
    case CURLE_FILESIZE_EXCEEDED: t->cut = CUT_BODY; return cut_outcome(t);
    case CURLE_OUT_OF_MEMORY: return cut_outcome(t); /* libcurl's word for a header line without end, too */
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_PEER_FAILED_VERIFICATION: answer_reason(t, "TLS: %s", detail(t, code)); return FETCH_TLS;
    default: answer_reason(t, "the answer cannot be used: %s", detail(t, code)); return FETCH_BROKEN;
    }
}

void answer_fill(struct transfer *t, enum fetch_outcome outcome)
{
    struct fetch_result *r = &t->r;
    r->outcome = outcome;
    r->hops = t->hops.v;
    r->nhops = t->hops.n;
    r->url = t->hops.n > 0 ? t->hops.v[t->hops.n - 1].url : t->rq.url;
    r->peer = t->hops.n > 0 ? t->hops.v[t->hops.n - 1].peer : "";
    r->head = buf_view(&t->head);
    r->body = buf_view(&t->body);
    r->truncated = t->cut == CUT_ENOUGH;
    r->content_type = answer_header(r->head, "content-type");
    r->content_encoding = answer_header(r->head, "content-encoding");
    r->etag = answer_header(r->head, "etag");
    r->last_modified = answer_header(r->head, "last-modified");
    r->ended_us = clock_now_us();
    r->retry_after_us = polite_retry_after_us(answer_header(r->head, "retry-after"), r->ended_us);
}
