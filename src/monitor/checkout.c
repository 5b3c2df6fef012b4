#include "monitor/checkout.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/percent.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

enum { ANSWER_BYTES_MAX = 256 << 10, DEADLINE_MS = 20000, LINK_MAX = 4000, FORM_MAX = 16384 };
#define LEASE_US (60 * USEC_PER_SEC)
#define PAUSE_US USEC_PER_SEC
#define SESSION_LIFE_US (BILLING_TIME_US + 35 * 60 * USEC_PER_SEC) /* the provider allows half an hour to a day, counted from when it makes it */
#define API_VERSION "2025-03-31.basil"            /* what its answers look like */
#define STRIPE_API "https://api.stripe.com"
#define STRIPE_PAGE "https://checkout.stripe.com/"

static const char away[] = "The payment provider does not answer. It is asked again by itself; nothing was charged.";
static const char refused[] = "The payment provider did not take the order; the operator has to look. Nothing was charged.";

struct checkout {
    struct store *st;
    struct fetcher *fetcher;
    const char *api, *key, *base_url;
    struct arena arena;           /* of the request in hand */
    struct billing_session order; /* id 0: none */
    struct billing_wish wish;     /* id 0: none */
    int64_t ask_at_us;            /* by the monotonic clock: not before, the database is asked for another one */
};

int checkout_api_check(const char *api, bool plain_allowed, struct note *why)
{
    struct url u;
    struct arena a;
    arena_init(&a, 64 << 10);
    bool good = url_parse(&a, api, &u, why) == OK;
    const char *bad = !good ? NULL
                      : str_ends(strz(api), STR("/")) ? "it must not end with a slash"
                      : api[strcspn(api, "?#")] != '\0' ? "it must have neither query nor fragment"
                      : !u.https && !plain_allowed ? "it must begin with https://, or the key would travel in the clear"
                                                   : NULL;
    if (bad != NULL) note_set(why, "%s", bad);
    arena_release(&a);
    return good && bad == NULL ? OK : ERR_BAD_INPUT;
}

int checkout_new(const struct checkout_settings *s, struct store *st, struct checkout **ret, struct note *why)
{
    struct note bad = {{0}};
    if (checkout_api_check(s->api, s->guard->npairs > 0, &bad) != OK) {
        note_set(why, "ATLAS_STRIPE_API is \"%.300s\": %s", s->api, bad.text);
        return ERR_BAD_INPUT;
    }
    struct checkout *c = calloc(1, sizeof *c);
    if (c == NULL) return ERR_LIMIT;
    *c = (struct checkout){.st = st, .api = s->api, .key = s->key, .base_url = s->base_url};
    struct fetch_settings fs = fetch_endpoint_settings(s->guard, s->user_agent, ANSWER_BYTES_MAX, DEADLINE_MS);
    int rc = fetcher_new(&fs, &c->fetcher, why);
    if (rc != OK) {
        free(c);
        return rc;
    }
    arena_init(&c->arena, 2 << 20);
    *ret = c;
    return OK;
}

void checkout_free(struct checkout *c)
{
    if (c == NULL) return;
    fetcher_free(c->fetcher);
    arena_release(&c->arena);
    free(c);
}

/* ---- what is asked --------------------------------------------------------------------------------------------------- */

static void field(struct buf *b, const char *name, const char *value)
{
    if (b->n > 0) buf_char(b, '&');
    percent_encode(b, strz(name));
    buf_char(b, '=');
    percent_encode(b, strz(value));
}

const char *checkout_form(struct arena *a, const char *base_url, const struct billing_session *s)
{
    struct buf b;
    buf_init(&b, FORM_MAX);
    field(&b, "mode", "subscription");
    field(&b, "line_items[0][price]", s->price);
    field(&b, "line_items[0][quantity]", "1");
    field(&b, "success_url", arena_printf(a, "%s/account/billing/?done=checkout", base_url));
    field(&b, "cancel_url", arena_printf(a, "%s/account/billing/", base_url));
    /* Of the order, not of the moment: the same key must come with the same form. */
    field(&b, "expires_at", arena_printf(a, "%" PRId64, (s->asked_us + SESSION_LIFE_US) / USEC_PER_SEC));
    field(&b, "metadata[order]", s->token);
    field(&b, "subscription_data[metadata][order]", s->token);
    const char *form = buf_failed(&b) ? NULL : arena_dup(a, b.p, b.n);
    buf_release(&b);
    return form;
}

static int post(struct checkout *c, const char *path, const char *form, const char *idempotency_key)
{
    const char *headers[] = {arena_printf(&c->arena, "Authorization: Bearer %s", c->key), "Stripe-Version: " API_VERSION,
                             arena_printf(&c->arena, "Idempotency-Key: %s", idempotency_key)};
    struct fetch_request rq = {.url = arena_printf(&c->arena, "%s%s", c->api, path),
                               .headers = headers,
                               .nheaders = sizeof headers / sizeof *headers,
                               .post = true,
                               .body = strz(form),
                               .content_type = "application/x-www-form-urlencoded",
                               .single_hop = true};
    return fetcher_start(c->fetcher, &rq);
}

static int take_order(struct checkout *c, int64_t now)
{
    struct billing_session s;
    int rc = billing_claim_order(c->st, &c->arena, now, now + LEASE_US, &s);
    if (rc != OK) return rc;
    const char *form = checkout_form(&c->arena, c->base_url, &s);
    rc = form != NULL ? post(c, "/v1/checkout/sessions", form, arena_printf(&c->arena, "%s-%d", s.token, s.answers)) : ERR_BAD_INPUT;
    if (rc != OK) return billing_order_failed(c->st, s.id, &(struct billing_failure){.reason = refused}, now);
    c->order = s;
    return OK;
}

static int take_wish(struct checkout *c, int64_t now)
{
    struct billing_wish w;
    int rc = billing_claim_wish(c->st, &c->arena, now, now + LEASE_US, &w);
    if (rc != OK) return rc;
    const char *path = arena_printf(&c->arena, "/v1/subscriptions/%s", percent_encoded(&c->arena, strz(w.external_id)));
    /* Saying it twice does no harm, so each time is a request of its own. */
    rc = post(c, path, arena_printf(&c->arena, "cancel_at_period_end=%s", w.cancel ? "true" : "false"), arena_printf(&c->arena, "%s-%" PRId64, w.external_id, now));
    if (rc != OK) return billing_wish_failed(c->st, w.id, refused, now);
    c->wish = w;
    return OK;
}

static int take_up(struct checkout *c)
{
    int64_t now = clock_now_us();
    arena_reset(&c->arena);
    c->ask_at_us = clock_mono_us() + PAUSE_US;
    int rc = take_wish(c, now);
    if (rc == ERR_NOT_FOUND) rc = take_order(c, now);
    return rc == ERR_NOT_FOUND ? OK : rc;
}

/* ---- what is answered -------------------------------------------------------------------------------------------------- */

/* A link that people are shown: Stripe's own checkout, or the host of the API that is configured instead. */
static bool link_good(const char *url, const char *api)
{
    struct str u = strz(url);
    for (size_t i = 0; i < u.n; i++)
        if (u.p[i] <= ' ' || u.p[i] >= 0x7F || u.p[i] == '\\') return false;
    if (u.n > LINK_MAX) return false;
    if (strcmp(api, STRIPE_API) == 0) return str_starts(u, STR(STRIPE_PAGE));
    return str_starts(u, strz(api)) && u.n > strlen(api) && u.p[strlen(api)] == '/';
}

int checkout_answer_read(struct arena *a, struct str body, const char *api, struct checkout_answer *ret, struct note *why)
{
    json_t *o = json_loadb(body.p, body.n, 0, NULL);
    const char *id = json_string_value(json_object_get(o, "id")), *url = json_string_value(json_object_get(o, "url"));
    json_int_t expires = json_integer_value(json_object_get(o, "expires_at"));
    int rc = ERR_BAD_INPUT;
    if (id == NULL || url == NULL || id[0] == '\0' || strlen(id) > 255 || expires <= 0 || expires > INT32_MAX * INT64_C(2))
        note_set(why, "the answer is no checkout session");
    else if (!link_good(url, api))
        note_set(why, "the session's link leads elsewhere");
    else {
        *ret = (struct checkout_answer){arena_dupz(a, id), arena_dupz(a, url), expires * USEC_PER_SEC};
        rc = OK;
    }
    json_decref(o);
    return rc;
}

/* The provider's own words, for the log; its messages name no person and no key. */
static const char *error_words(struct arena *a, const struct fetch_result *r)
{
    json_t *o = json_loadb(r->body.p, r->body.n, 0, NULL);
    const char *said = json_string_value(json_object_get(json_object_get(o, "error"), "message"));
    const char *words = arena_printf(a, "%d %.300s", r->status, said != NULL ? said : r->reason);
    json_decref(o);
    return words;
}

static bool is_away(const struct fetch_result *r)
{
    return r->outcome == FETCH_UNREACHABLE || r->outcome == FETCH_TIMEOUT || r->outcome == FETCH_BROKEN || r->outcome == FETCH_TLS || r->status == 409 ||
           r->status == 429 || r->status >= 500;
}

static int finish_order(struct checkout *c, const struct fetch_result *r, int64_t now)
{
    struct note why = {""};
    struct checkout_answer session;
    int64_t id = c->order.id;
    c->order = (struct billing_session){0};
    if (r->outcome == FETCH_OK && checkout_answer_read(&c->arena, r->body, c->api, &session, &why) == OK)
        return billing_order_ready(c->st, id, session.id, session.url, session.expires_us);
    struct billing_failure f = {.reason = refused, .again = is_away(r), .answered = r->status >= 500, .wait_us = r->retry_after_us > 0 ? r->retry_after_us : 0};
    if (f.again) f.reason = away;
    log_warn("order %" PRId64 ": no checkout session: %s", id, r->outcome == FETCH_OK ? why.text : error_words(&c->arena, r));
    if (f.again) c->ask_at_us = clock_mono_us() + PAUSE_US;
    return billing_order_failed(c->st, id, &f, now);
}

static int finish_wish(struct checkout *c, const struct fetch_result *r, int64_t now)
{
    int64_t id = c->wish.id;
    c->wish = (struct billing_wish){0};
    json_t *o = r->outcome == FETCH_OK ? json_loadb(r->body.p, r->body.n, 0, NULL) : NULL;
    const json_t *ends = json_object_get(o, "cancel_at_period_end");
    bool understood = json_is_boolean(ends), cancel = json_is_true(ends);
    json_decref(o);
    if (understood) return billing_wish_taken(c->st, id, cancel, now);
    log_warn("subscription %" PRId64 ": the provider did not take the wish to end or keep it: %s", id, error_words(&c->arena, r));
    c->ask_at_us = clock_mono_us() + PAUSE_US;
    return billing_wish_failed(c->st, id, is_away(r) ? away : refused, now);
}

int checkout_turn(struct checkout *c, int wait_ms, bool *ret_busy)
{
    struct fetch_result *r;
    int rc = OK;
    if (c->order.id == 0 && c->wish.id == 0 && clock_mono_us() >= c->ask_at_us) rc = take_up(c);
    bool in_hand = c->order.id != 0 || c->wish.id != 0;
    if (rc == OK && in_hand) rc = fetcher_poll(c->fetcher, wait_ms, NULL, 0);
    while (rc == OK && fetcher_next(c->fetcher, &r)) {
        int64_t now = clock_now_us();
        c->ask_at_us = 0; /* there may be another */
        rc = c->order.id != 0 ? finish_order(c, r, now) : finish_wish(c, r, now);
        fetch_done(c->fetcher, r);
    }
    *ret_busy = c->order.id != 0 || c->wish.id != 0 || c->ask_at_us == 0;
    return rc;
}
