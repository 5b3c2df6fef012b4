#include "monitor/webhook.h"

#include "base/clock.h"
#include "base/log.h"
#include "crypt/random.h"
#include "monitor/message.h"
#include "monitor/webhook_body.h"
#include "net/fetch.h"
#include "net/polite.h"
#include "store/alert.h"
#include "store/letter.h"
#include "store/webhook.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum { STATEMENT_TIMEOUT_MS = 60000, DEADLINE_MS = 10000, ANSWER_BYTES = 64 << 10, JOB_ARENA_MAX = 4 << 20 };
#define LEASE_US (30 * USEC_PER_SEC) /* well over a deadline: all that is claimed is sent at once */
#define PAUSE_US USEC_PER_SEC
#define ONLY_FAILURES_US (5 * USEC_PER_DAY)

struct sending { /* one message under way */
    struct arena arena;
    bool busy;
    struct webhook_job job;
    int64_t started_us; /* monotonic */
};

struct webhook_sender {
    struct arena arena; /* as long as the sender */
    struct store *st;
    struct fetcher *fetcher;
    struct sender sender;
    const char *owner;
    int64_t ask_at_us; /* monotonic: not before, the database is asked what is due */
    unsigned nbusy;
    size_t delivered, later, failed;
    struct sending v[WEBHOOKS_AT_ONCE];
};

int webhook_sender_new(const struct conf *c, const struct guard *g, const char *owner, struct webhook_sender **ret, struct note *why)
{
    struct webhook_sender *ws = calloc(1, sizeof *ws);
    if (ws == NULL) bug("no memory for a sender of webhooks");
    arena_init(&ws->arena, 1 << 20);
    for (size_t i = 0; i < WEBHOOKS_AT_ONCE; i++) arena_init(&ws->v[i].arena, JOB_ARENA_MAX);
    ws->sender = sender_of(c);
    ws->owner = arena_printf(&ws->arena, "%s/webhooks:%d", owner, (int)getpid());
    int64_t patience_ms = conf_int(c, CONF_FETCH_TIMEOUT_S) * 1000, deadline_ms = patience_ms < DEADLINE_MS ? patience_ms : DEADLINE_MS;
    struct fetch_settings fs = {.guard = g,
                                .user_agent = fetch_user_agent(&ws->arena, conf_text(c, CONF_BASE_URL), conf_text(c, CONF_CONTACT)),
                                .max_bytes = ANSWER_BYTES,
                                .timeout_ms = deadline_ms,
                                .connect_timeout_ms = deadline_ms,
                                .parallel = WEBHOOKS_AT_ONCE,
                                .per_host = WEBHOOKS_AT_ONCE}; /* many endpoints share a host, and none waits for another */
    int rc = store_open(conf_text(c, CONF_DB), STATEMENT_TIMEOUT_MS, &ws->st, why);
    if (rc == OK) rc = fetcher_new(&fs, &ws->fetcher, why);
    if (rc == OK) *ret = ws;
    else webhook_sender_free(ws);
    return rc;
}

void webhook_sender_free(struct webhook_sender *ws)
{
    if (ws == NULL) return;
    fetcher_free(ws->fetcher);
    store_close(ws->st);
    for (size_t i = 0; i < WEBHOOKS_AT_ONCE; i++) arena_release(&ws->v[i].arena);
    arena_release(&ws->arena);
    free(ws);
}

static struct lease lease_now(const struct webhook_sender *ws)
{
    int64_t now = clock_now_us();
    return (struct lease){.owner = ws->owner, .now_us = now, .until_us = now + LEASE_US};
}

/* ---- what came of it ------------------------------------------------------------------------------------------------------ */

/* The host alone: the rest of an endpoint's address may be a secret. */
static const char *host_of(struct arena *a, const char *url)
{
    const char *host = strstr(url, "://");
    host = host != NULL ? host + 3 : url;
    return arena_dup(a, host, strcspn(host, "/?#"));
}

static int tell_owner(struct webhook_sender *ws, struct sending *s, const char *address, const char *reason, int64_t now_us)
{
    const struct webhook_job *j = &s->job;
    json_t *o = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "site", ws->sender.site, "base", ws->sender.base, "what", "webhook_off", "url",
                          arena_printf(&s->arena, "%s/account/webhooks/%" PRId64 "/", ws->sender.base, j->webhook_id), "endpoint",
                          host_of(&s->arena, j->url), "reason", reason);
    char *payload = json_dumps(o, JSON_COMPACT);
    json_decref(o);
    if (payload == NULL) bug("a letter that is not JSON");
    struct letter l = {.kind = "notice",
                       .account_id = j->account_id,
                       .address = address,
                       .subject = "A webhook of yours is switched off",
                       .payload = payload,
                       .key = arena_printf(&s->arena, "webhook_off %" PRId64 " %" PRId64, j->webhook_id, now_us),
                       .domain = ws->sender.domain,
                       .now_us = now_us};
    int rc = letter_queue(ws->st, &s->arena, &l);
    free(payload);
    return rc;
}

static int switch_off(struct webhook_sender *ws, struct sending *s, const char *reason, int64_t now_us)
{
    const char *address;
    int rc = webhook_off(ws->st, &s->arena, s->job.webhook_id, now_us, reason, &address);
    if (rc == ERR_NOT_FOUND) return OK;
    log_info("webhook %" PRId64 " is switched off: %s", s->job.webhook_id, reason);
    return rc == OK ? tell_owner(ws, s, address, reason, now_us) : rc;
}

/* Why the endpoint is to be switched off, in a sentence; NULL: it is not. */
static const char *end_of(const struct webhook_settled *done, enum webhook_fate fate, int64_t failing_us, int64_t now_us, bool given_up)
{
    if (fate == WEBHOOK_GONE) return "It answered 410: there will be no endpoint at this address any more.";
    if (failing_us == CLOCK_NONE || strcmp(done->state, "delivered") == 0) return NULL;
    if (given_up) return "An event could not be delivered within three days.";
    return now_us - failing_us >= ONLY_FAILURES_US ? "Nothing was delivered within five days." : NULL;
}

static int64_t next_try(const struct webhook_job *j, const struct fetch_result *r, int64_t now_us)
{
    uint32_t jitter;
    random_bytes(&jitter, sizeof jitter);
    int64_t next = retry_next(&retry_webhook, now_us, j->attempts + 1, jitter);
    int64_t asked = r->retry_after_us < POLITE_RETRY_AFTER_MAX_US ? r->retry_after_us : POLITE_RETRY_AFTER_MAX_US;
    return asked > 0 && now_us + asked > next ? now_us + asked : next;
}

static int note(struct webhook_sender *ws, struct sending *s, const struct webhook_settled *done, enum webhook_fate fate, bool given_up)
{
    struct lease l = lease_now(ws);
    int64_t failing_us;
    int rc = store_begin(ws->st);
    if (rc != OK) return rc;
    rc = webhook_settle(ws->st, &s->job, &l, done, &failing_us);
    const char *end = rc == OK ? end_of(done, fate, failing_us, l.now_us, given_up) : NULL;
    if (end != NULL) rc = switch_off(ws, s, end, l.now_us);
    if (rc == OK) rc = webhook_release(ws->st, s->job.webhook_id, &l);
    return store_end(ws->st, rc);
}

static int finish(struct webhook_sender *ws, struct sending *s, const struct fetch_result *r)
{
    const char *reason;
    int64_t now = clock_now_us();
    enum webhook_fate fate = webhook_fate(&s->arena, r, &reason);
    bool over = s->job.first_try_us != CLOCK_NONE && retry_over(&retry_webhook, s->job.first_try_us, now);
    bool again = fate == WEBHOOK_LATER && !s->job.asked && !over;
    struct webhook_settled done = {.state = fate == WEBHOOK_DELIVERED ? "delivered" : again ? "pending" : "failed",
                                   .next_us = again ? next_try(&s->job, r, now) : 0,
                                   .status = r->status,
                                   .duration_ms = (clock_mono_us() - s->started_us) / 1000,
                                   .answer = webhook_answer(&s->arena, r->body),
                                   .reason = reason};
    if (fate == WEBHOOK_DELIVERED) ws->delivered++;
    else if (again) ws->later++;
    else ws->failed++;
    if (reason != NULL) log_info("webhook %" PRId64 ", %s: %s %s", s->job.webhook_id, s->job.message_id, reason, r->reason);
    int rc = note(ws, s, &done, fate, fate == WEBHOOK_LATER && !s->job.asked && over);
    s->busy = false;
    ws->nbusy--;
    ws->ask_at_us = 0; /* the next of this endpoint may be due */
    return rc;
}

/* ---- taking up ------------------------------------------------------------------------------------------------------------- */

/* The bytes of the message: those that were sent first, or made now. NULL in *ret: they cannot be made. */
static int body_of(struct webhook_sender *ws, struct sending *s, const char **ret)
{
    const struct webhook_job *j = &s->job;
    const char *text = NULL;
    *ret = j->body;
    if (j->body != NULL) return OK;
    int rc = j->change_id != 0 ? alert_change(ws->st, &s->arena, j->change_id, ws->sender.base, &text) : OK;
    if (rc != OK) return rc;
    json_t *change = text != NULL ? json_loads(text, 0, NULL) : NULL, *watch = j->watch != NULL ? json_loads(j->watch, 0, NULL) : NULL;
    struct webhook_event e = {.type = j->type,
                              .format = j->format,
                              .at_us = j->created_at_us,
                              .endpoint = j->webhook_id,
                              .site = ws->sender.site,
                              .base = ws->sender.base,
                              .change = change,
                              .document = j->document,
                              .watch = watch};
    *ret = webhook_body(&s->arena, &e);
    json_decref(change);
    json_decref(watch);
    return OK;
}

static int start(struct webhook_sender *ws, struct sending *s, const char *body)
{
    struct webhook_job *j = &s->job;
    struct arena *a = &s->arena;
    int64_t second = clock_now_us() / USEC_PER_SEC;
    const char *headers[] = {arena_printf(a, "webhook-id: %s", j->message_id), arena_printf(a, "webhook-timestamp: %" PRId64, second),
                             arena_printf(a, "webhook-signature: %s", webhook_signature(a, j->secrets, j->message_id, second, strz(body)))};
    struct fetch_request rq = {.url = j->url,
                               .headers = headers,
                               .nheaders = sizeof headers / sizeof *headers,
                               .post = true,
                               .body = strz(body),
                               .content_type = "application/json",
                               .head_of_body = true,
                               .single_hop = true,
                               .cookie = s};
    int rc = fetcher_start(ws->fetcher, &rq);
    if (rc != OK) return rc;
    s->started_us = clock_mono_us();
    s->busy = true;
    ws->nbusy++;
    return OK;
}

/* The next message of an endpoint whose lease is ours. */
static int send_next(struct webhook_sender *ws, struct sending *s, int64_t webhook_id)
{
    const char *body = NULL;
    arena_reset(&s->arena);
    struct lease l = lease_now(ws);
    int rc = webhook_next(ws->st, &s->arena, webhook_id, l.now_us, &s->job);
    if (rc == ERR_NOT_FOUND) return webhook_release(ws->st, webhook_id, &l);
    if (rc == OK) rc = body_of(ws, s, &body);
    if (rc == OK && body != NULL) rc = webhook_begin(ws->st, &s->job, &l, body);
    if (rc == ERR_CONFLICT) return webhook_release(ws->st, webhook_id, &l);
    if (rc == OK && body != NULL && start(ws, s, body) == OK) return OK;
    if (rc != OK) return rc;
    struct webhook_settled unsendable = {.state = "failed", .reason = "This event could not be written as a message. The operator finds it in the log."};
    log_error("webhook %" PRId64 ", %s cannot be sent", webhook_id, s->job.message_id);
    ws->failed++;
    return note(ws, s, &unsendable, WEBHOOK_REFUSED, false);
}

static struct sending *idle(struct webhook_sender *ws)
{
    for (size_t i = 0; i < WEBHOOKS_AT_ONCE; i++)
        if (!ws->v[i].busy) return &ws->v[i];
    bug("more webhooks were claimed than there is room for");
}

static int take_up(struct webhook_sender *ws)
{
    int64_t ids[WEBHOOKS_AT_ONCE];
    size_t n;
    unsigned room = WEBHOOKS_AT_ONCE - ws->nbusy;
    if (room == 0 || clock_mono_us() < ws->ask_at_us) return OK;
    struct lease l = lease_now(ws);
    int rc = webhook_claim(ws->st, &l, room, ids, &n);
    ws->ask_at_us = n == room ? 0 : clock_mono_us() + PAUSE_US;
    for (size_t i = 0; i < n && rc != ERR_IO; i++) {
        rc = send_next(ws, idle(ws), ids[i]);
        if (rc != OK && rc != ERR_IO)
            log_error("webhook %" PRId64 " cannot be dealt with, and waits for its lease: %s: %s", ids[i], err_name(rc), store_why(ws->st));
        if (rc != ERR_IO) rc = OK; /* the others do not wait for it */
    }
    return rc;
}

int webhook_sender_turn(struct webhook_sender *ws, int wait_ms, const volatile sig_atomic_t *stop, bool *ret_busy)
{
    struct fetch_result *r;
    bool stopping = stop != NULL && *stop;
    int rc = stopping ? OK : take_up(ws);
    if (ws->nbusy > 0) { /* while the database is away too: an answer that lies unread would be taken for none */
        int polled = fetcher_poll(ws->fetcher, wait_ms, NULL, 0);
        if (rc == OK) rc = polled;
    }
    while (fetcher_next(ws->fetcher, &r)) {
        int noted = finish(ws, r->cookie, r);
        fetch_done(ws->fetcher, r);
        if (rc == OK) rc = noted;
    }
    *ret_busy = ws->nbusy > 0 || (!stopping && rc == OK && ws->ask_at_us == 0);
    return rc;
}

void webhook_sender_print(const struct webhook_sender *ws, FILE *out)
{
    if (ws->delivered + ws->later + ws->failed > 0)
        fprintf(out, "webhooks: delivered %zu, to be tried again %zu, failed %zu\n", ws->delivered, ws->later, ws->failed);
}
