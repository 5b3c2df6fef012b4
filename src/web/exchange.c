#include "web/exchange.h"

#include "base/clock.h"
#include "base/log.h"
#include "web/guard.h"
#include "web/viewer.h"

/* Both well under the hard deadline of a request. Who looks at a page is told after a second that the database is away. */
enum { STATEMENT_TIMEOUT_MS = 8000, PATIENCE_MS = 1000 };

void site_init(struct site *s, const struct conf *c)
{
    *s = (struct site){.conf = c, .base_url = conf_text(c, CONF_BASE_URL)};
    arena_init(&s->lasting, 1 << 16);
    struct str base = strz(s->base_url);
    size_t host = str_find(base, STR("://"));
    size_t path = host == STR_NONE ? STR_NONE : str_find_char(str_from(base, host + 3), '/');
    static char origin[256]; /* one site a process */
    size_t n = path == STR_NONE ? base.n : host + 3 + path;
    if (n >= sizeof origin) n = sizeof origin - 1;
    for (size_t i = 0; i < n; i++) origin[i] = ascii_lower(base.p[i]);
    origin[n] = '\0';
    s->origin = origin;
    s->https = str_starts(base, STR("https://"));
}

int site_store(struct site *s, struct store **ret)
{
    *ret = s->st;
    if (s->st != NULL) return OK;
    struct note why;
    int64_t begun = clock_mono_us();
    if (begun < s->away_until_us) return ERR_IO;
    int rc = store_open_patient(conf_text(s->conf, CONF_DB), STATEMENT_TIMEOUT_MS, PATIENCE_MS, &s->st, &why);
    if (rc != OK) {
        /* Waited for in vain, it is not waited for again in this request; refused at once, it may be back at once. */
        int64_t now = clock_mono_us();
        if (now - begun > PATIENCE_MS * INT64_C(500)) s->away_until_us = now + USEC_PER_SEC;
        log_warn("%s", why.text);
        return ERR_IO;
    }
    s->acting = false;
    *ret = s->st;
    return OK;
}

void see_other(struct exchange *x, const char *path) { reply_redirect(&x->reply, 303, path); }

static void show_failure(struct exchange *x, int rc)
{
    switch (rc) {
    case ERR_NOT_FOUND: error_show(x, 404, NULL); return;
    case ERR_IO: error_show(x, 503, NULL); return;
    case ERR_DENIED: error_show(x, 403, NULL); return;
    case ERR_BAD_INPUT:
        if (x->rq.query.n > 0 || x->rq.params.n > 0)
            error_show(x, 400, NULL);
        else
            error_show(x, 500, NULL);
        return;
    default: error_show(x, 500, NULL); return;
    }
}

static void log_failure(const struct exchange *x, int rc)
{
    const char *why = x->site->st != NULL ? store_why(x->site->st) : "";
    struct str path = (x->route->flags & SECRET_PATH) != 0 ? strz(x->route->pattern) : x->rq.path;
    if (rc != OK && rc != ERR_NOT_FOUND) log_warn(STR_FMT ": %s %s", STR_ARG(path), err_name(rc), why);
}

/* A connection that went away between two requests is made anew: looking a login up twice does no harm. Two tries, for
 * the first may only bring the dead server's last words. */
static int viewer_load_again(struct exchange *x)
{
    int rc = viewer_load(x);
    for (int tries = 0; rc == ERR_IO && tries < 2 && x->site->st != NULL && store_ready(x->site->st) == OK; tries++)
        rc = viewer_load(x);
    return rc;
}

static void answer(struct exchange *x)
{
    int rc = (x->route->flags & (TOKEN_ONLY | SIGNED)) == 0 ? viewer_load_again(x) : OK;
    if ((x->route->flags & SECRET_PATH) != 0) reply_header(&x->reply, "X-Robots-Tag", "noindex");
    if (rc == OK && !guard_pass(x)) return;
    if (rc == OK) rc = x->route->page != NULL ? page_show(x, x->route->page, NULL) : x->route->handler(x);
    if (rc == OK) return;
    log_failure(x, rc);
    show_failure(x, rc);
}

static void redirect_to(struct exchange *x, const char *path)
{
    struct buf b;
    buf_init(&b, 4 * TARGET_MAX);
    for (const char *p = path; *p != '\0'; p++) {
        if (*p == '/')
            buf_char(&b, '/');
        else
            percent_encode(&b, str_of(p, 1));
    }
    if (x->rq.raw_query.n > 0) buf_char(&b, '?'), buf_str(&b, x->rq.raw_query);
    reply_redirect(&x->reply, 301, arena_dup(x->arena, b.n > 0 ? b.p : "/", b.n > 0 ? b.n : 1));
    buf_release(&b);
}

void exchange_run(struct exchange *x, char *const *envp, struct str body)
{
    struct note why;
    const char *to, *allow;
    int status = request_read(&x->rq, x->arena, envp, body, &why);
    if (status != 0) {
        exchange_refuse(x, status, why.text);
        return;
    }
    switch (route_find(&x->rq, &x->route, &to, &allow)) {
    case ROUTE_FOUND: answer(x); return;
    case ROUTE_MOVED: redirect_to(x, to); return;
    case ROUTE_METHOD:
        error_show(x, 405, NULL);
        reply_header(&x->reply, "Allow", allow);
        return;
    case ROUTE_NONE:
        if (viewer_load_again(x) != OK) log_warn("who asks for a missing page is unknown");
        error_show(x, 404, NULL);
        return;
    }
}

void exchange_refuse(struct exchange *x, int status, const char *sentence)
{
    if (x->rq.arena == NULL) x->rq = (struct request){.arena = x->arena, .path = STR("/")};
    error_show(x, status, sentence);
}
