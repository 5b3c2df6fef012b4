/* The forms of an account's webhooks, and of the feed of its watchlist. Both have secrets that are shown once, in the answer that
 * makes them. */
#include "base/clock.h"
#include "crypt/random.h"
#include "store/rate.h"
#include "store/webhook.h"
#include "text/url.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/viewer.h"

#include <inttypes.h>

enum { ADDRESS_MAX = 1000, ASKED_AN_HOUR = 60 };

static const char *format_of(struct exchange *x)
{
    static const char *const known[] = {"standard", "slack"};
    return form_choice(x, "format", known, 2);
}

/* Whether the words can be an endpoint's address, in normal form in *ret; else a sentence. Where it leads is judged when it is
 * connected to, by the worker. */
static const char *address_refusal(struct exchange *x, struct str typed, struct str *ret)
{
    struct str s, authority;
    if (typed.n > ADDRESS_MAX) return "An address has at most 1000 characters.";
    if (str_find_char(typed, '#') != STR_NONE) return "Leave out what begins with #: it is not sent.";
    if (url_resolve(x->arena, STR(""), typed, &s) != OK || s.n > ADDRESS_MAX) return "Enter a whole address, like https://example.org/hook.";
    size_t scheme = str_starts(s, STR("https://")) ? 8 : str_starts(s, STR("http://")) ? 7 : 0;
    if (scheme == 0) return "Enter an address that begins with https://.";
    authority = str_from(s, scheme);
    for (size_t i = 0; i < authority.n; i++)
        if (authority.p[i] == '/' || authority.p[i] == '?') authority = str_upto(authority, i);
    if (str_find_char(authority, '@') != STR_NONE) return "Leave out user name and password: messages are signed instead.";
    if (authority.n == 0) return "Enter a whole address, like https://example.org/hook.";
    for (size_t i = 0; i < authority.n; i++)
        if (!ascii_alnum(authority.p[i]) && strchr("-_.:[]", authority.p[i]) == NULL) return "Enter the host in its ASCII form (xn--…).";
    *ret = s;
    return NULL;
}

/* Webhooks are a feature: a page with 403, and false, for who has it not. */
static bool may(struct exchange *x)
{
    if (viewer_may(&x->viewer, "webhooks")) return true;
    error_locked(x, "webhooks", "Sending webhooks");
    return false;
}

/* The endpoint that the address of the form names. */
static int webhook_of(struct exchange *x, struct store **ret_store, int64_t *ret)
{
    if (str_int(pairs_get(&x->rq.params, "webhook"), 1, INT64_MAX, ret) != OK) return ERR_NOT_FOUND;
    return site_store(x->site, ret_store);
}

static void back(struct exchange *x, int64_t id, const char *done)
{
    see_other(x, arena_printf(x->arena, "/account/webhooks/%" PRId64 "/?done=%s", id, done));
}

static int log_act(struct exchange *x, struct store *st, const char *event, int64_t id)
{
    return form_security(x, st, x->viewer.account_id, event, arena_printf(x->arena, "endpoint %" PRId64, id));
}

/* A chat verifies nothing, and is not shown what for. */
static int show_made(struct exchange *x, const struct webhook_new *w, int64_t id)
{
    bool chat = strcmp(w->format, "slack") == 0;
    const char *secret = chat ? NULL : webhook_secret_text(x->arena, str_of((const char *)w->secret, sizeof w->secret));
    return page_show(x, "account_webhooks",
                     json_pack("{s:s?,s:s}", "secret", secret, "made_url", arena_printf(x->arena, "/account/webhooks/%" PRId64 "/", id)));
}

int form_webhook_add(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int64_t id;
    struct webhook_new w = {.format = format_of(x), .threshold = form_threshold(x), .now_us = x->rq.now_us};
    if (w.format == NULL || w.threshold == NULL) return form_unknown_choice(x);
    if (!may(x)) return OK;
    const char *refusal = address_refusal(x, str_trim(form_field(x, "address")), &w.url);
    if (refusal != NULL) complaints_add(&c, "address", refusal);
    random_bytes(w.secret, sizeof w.secret);
    int rc = site_store(x->site, &st);
    if (rc == OK && c.n == 0) rc = webhook_add(st, x->viewer.account_id, &w, &id);
    if (rc == ERR_CONFLICT) complaints_add(&c, "address", "You have an endpoint with this address and format already.");
    if (rc == ERR_LIMIT) complaints_add(&c, "address", "Ten endpoints are as many as an account can have. Delete one first.");
    if (rc == ERR_BAD_INPUT) complaints_add(&c, "address", "Enter a whole address, like https://example.org/hook.");
    if (c.n > 0) return form_again(x, "account_webhooks", &c, "address", "format", "threshold", NULL);
    if (rc == OK) rc = log_act(x, st, "webhook added", id);
    return rc == OK ? show_made(x, &w, id) : rc;
}

int form_webhook_set(struct exchange *x)
{
    struct store *st;
    int64_t id;
    const char *threshold = form_threshold(x);
    if (threshold == NULL) return form_unknown_choice(x);
    if (!may(x)) return OK;
    int rc = webhook_of(x, &st, &id);
    bool on = str_eqz(form_field(x, "active"), "on");
    if (rc == OK) rc = webhook_set(st, x->viewer.account_id, id, threshold, on);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, on ? "webhook set" : "webhook switched off", NULL);
    if (rc == OK) back(x, id, "saved");
    return rc;
}

int form_webhook_secret(struct exchange *x)
{
    struct store *st;
    int64_t id;
    uint8_t secret[WEBHOOK_SECRET];
    if (!may(x)) return OK;
    random_bytes(secret, sizeof secret);
    int rc = webhook_of(x, &st, &id);
    if (rc == OK) rc = webhook_rotate(st, x->viewer.account_id, id, secret, x->rq.now_us);
    if (rc == OK) rc = log_act(x, st, "webhook secret replaced", id);
    if (rc != OK) return rc;
    return page_show(x, "account_webhook",
                     json_pack("{s:s}", "secret", webhook_secret_text(x->arena, str_of((const char *)secret, sizeof secret))));
}

int form_webhook_delete(struct exchange *x)
{
    struct store *st;
    int64_t id;
    int rc = webhook_of(x, &st, &id);
    if (rc == OK) rc = webhook_delete(st, x->viewer.account_id, id);
    if (rc == OK) rc = log_act(x, st, "webhook deleted", id);
    if (rc == OK) see_other(x, "/account/webhooks/?done=webhook-deleted");
    return rc;
}

/* A person's own wish to have something sent: so many an hour. */
static int asked(struct exchange *x, struct store *st, int64_t *ret)
{
    return rate_hit(st, "webhook-asked", arena_printf(x->arena, "%" PRId64, x->viewer.account_id), x->rq.now_us, 3600 * USEC_PER_SEC, ret);
}

int form_webhook_test(struct exchange *x)
{
    struct store *st;
    int64_t id, n;
    if (!may(x)) return OK;
    int rc = webhook_of(x, &st, &id);
    if (rc == OK) rc = asked(x, st, &n);
    if (rc != OK || form_over(x, n, ASKED_AN_HOUR, "Many messages were sent by hand in this hour. Try again in an hour.")) return rc;
    rc = webhook_test(st, x->viewer.account_id, id, x->rq.now_us);
    if (rc == OK) back(x, id, "webhook-asked");
    return rc;
}

int form_webhook_again(struct exchange *x)
{
    struct store *st;
    int64_t id, n, message;
    if (!may(x)) return OK;
    if (str_int(form_field(x, "message"), 1, INT64_MAX, &message) != OK) return ERR_NOT_FOUND;
    int rc = webhook_of(x, &st, &id);
    if (rc == OK) rc = asked(x, st, &n);
    if (rc != OK || form_over(x, n, ASKED_AN_HOUR, "Many messages were sent by hand in this hour. Try again in an hour.")) return rc;
    rc = webhook_again(st, x->viewer.account_id, id, message, x->rq.now_us);
    if (rc == OK) back(x, id, "webhook-asked");
    return rc;
}

/* ---- the feed of the watchlist ---- */

int form_feed_make(struct exchange *x)
{
    struct store *st;
    struct sha256 hash;
    const char *token = random_token(x->arena);
    sha256_of(strz(token), &hash);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watchlist_feed_set(st, x->viewer.account_id, &hash, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "feed address made", NULL);
    if (rc != OK) return rc;
    return page_show(x, "account_feed",
                     json_pack("{s:s}", "made_url", arena_printf(x->arena, "%s/feeds/watchlist/%s.atom", x->site->base_url, token)));
}

int form_feed_end(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watchlist_feed_end(st, x->viewer.account_id);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "feed ended", NULL);
    if (rc == OK) see_other(x, "/account/feed/?done=feed-ended");
    return rc;
}
