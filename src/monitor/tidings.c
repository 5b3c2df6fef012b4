#include "monitor/tidings.h"

#include "base/log.h"
#include "store/billing.h"
#include "store/letter.h"
#include "store/subscription.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

enum { STEPS_A_BITE = 200, STEP_BYTES_MAX = 1 << 20 };

static const char *subject_of(struct arena *a, const char *what, const char *tier, bool trial)
{
    if (strcmp(what, "tier_ends") == 0) return arena_printf(a, "Your trial of %s ends soon", tier);
    if (strcmp(what, "payment_failed") == 0) return arena_printf(a, "Your payment for %s did not go through", tier);
    const char *end = strcmp(what, "tier_begun") == 0 ? "begun" : "ended";
    return trial ? arena_printf(a, "Your trial of %s has %s", tier, end) : arena_printf(a, "%s has %s", tier, end);
}

static const char *url_of(struct arena *a, const struct tidings *t, const struct tier_news *n, const char *pay_url, bool sold)
{
    if (pay_url != NULL) return pay_url;
    if (strcmp(n->what, "tier_begun") == 0) return arena_printf(a, "%s/watchlist/", t->sender->base);
    return arena_printf(a, "%s/account/%s", t->sender->base, sold ? "billing/" : "#tier");
}

static int write_letter(struct store *st, struct arena *a, const struct tidings *t, const struct tier_news *n, int64_t now_us)
{
    json_t *o = json_loads(n->payload, 0, NULL);
    const char *tier = json_string_value(json_object_get(o, "tier"));
    if (tier == NULL) {
        json_decref(o);
        return ERR_BAD_INPUT;
    }
    bool sold = t->billing && (strcmp(n->what, "payment_failed") == 0 || json_is_true(json_object_get(o, "sold")));
    const char *subject = subject_of(a, n->what, tier, json_is_true(json_object_get(o, "trial")));
    const char *url = url_of(a, t, n, json_string_value(json_object_get(o, "pay_url")), sold);
    json_object_set_new(o, "what", json_string(n->what));
    json_object_set_new(o, "site", json_string(t->sender->site));
    json_object_set_new(o, "base", json_string(t->sender->base));
    json_object_set_new(o, "url", json_string(url));
    json_object_set_new(o, "billing", json_boolean(sold));
    char *text = json_dumps(o, JSON_COMPACT);
    json_decref(o);
    if (text == NULL) return ERR_LIMIT;
    int rc = letter_queue(st, a, &(struct letter){.kind = "notice", .account_id = n->account_id, .address = n->address, .subject = subject,
                                                  .payload = text, .key = n->key, .domain = t->sender->domain, .now_us = now_us});
    free(text);
    return rc;
}

/* A letter that is refused is logged, and what it tells of holds all the same. */
static int tell(struct store *st, struct arena *a, const struct tidings *t, const struct tier_news *n, int64_t now_us)
{
    if (n->what == NULL) return OK;
    int rc = store_mark(st);
    if (rc != OK) return rc;
    rc = write_letter(st, a, t, n, now_us);
    if (rc == OK || rc == ERR_IO) return rc;
    log_error("letter %s to account %" PRId64 " cannot be written: %s: %s", n->what, n->account_id, err_name(rc), store_why(st));
    return store_undo(st);
}

typedef int take_fn(struct store *st, struct arena *a, int64_t now_us, struct tier_news *ret);

static int take_all(struct store *st, const struct tidings *t, take_fn *take, int64_t now_us, bool *ret_more)
{
    struct arena a;
    int rc = OK;
    arena_init(&a, STEP_BYTES_MAX);
    for (unsigned i = 0; rc == OK && i < STEPS_A_BITE; i++) {
        struct tier_news n;
        arena_reset(&a);
        rc = store_begin(st);
        if (rc != OK) break;
        rc = take(st, &a, now_us, &n);
        if (rc == OK) rc = tell(st, &a, t, &n, now_us);
        rc = store_end(st, rc);
    }
    arena_release(&a);
    *ret_more = *ret_more || rc == OK;
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int tidings_turn(struct store *st, const struct tidings *t, int64_t now_us, bool *ret_more)
{
    *ret_more = false;
    int rc = take_all(st, t, billing_take_event, now_us, ret_more);
    return rc == OK ? take_all(st, t, subscription_take, now_us, ret_more) : rc;
}
