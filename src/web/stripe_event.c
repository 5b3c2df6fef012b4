#include "web/stripe_event.h"

#include "base/clock.h"

#include <jansson.h>
#include <stdlib.h>

enum { ID_MAX = 255, TYPE_MAX = 100, WORD_MAX = 40, INVOICE_MAX = 100, URL_MAX = 2000, LINES_MAX = 100 };
#define LAST_SECOND INT64_C(4102444800) /* 2100 */
#define INVOICE_PAGE "https://invoice.stripe.com/"

/* Printable ASCII, not empty, not too long; else NULL. */
static const char *word(const json_t *v, size_t most)
{
    struct str s = json_is_string(v) ? str_of(json_string_value(v), json_string_length(v)) : STR("");
    if (s.n == 0 || s.n > most) return NULL;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7F) return NULL;
    return s.p;
}

/* "sub_…", or the object itself where Stripe was asked to expand it. */
static const char *id_of(const json_t *v) { return word(json_is_object(v) ? json_object_get(v, "id") : v, ID_MAX); }

static int64_t seconds(const json_t *v)
{
    json_int_t n = json_is_integer(v) ? json_integer_value(v) : 0;
    return n > 0 && n < LAST_SECOND ? n : 0;
}

static void put(json_t *facts, const char *name, const char *value)
{
    if (value != NULL) json_object_set_new(facts, name, json_string(value));
}

static void put_time(json_t *facts, const char *name, int64_t s)
{
    char text[CLOCK_RFC3339_SIZE];
    if (s > 0) json_object_set_new(facts, name, json_string(clock_rfc3339(s * USEC_PER_SEC, text)));
}

static void put_order(json_t *facts, const json_t *holder)
{
    put(facts, "order", word(json_object_get(json_object_get(holder, "metadata"), "order"), ID_MAX));
}

static void read_session(json_t *facts, const json_t *o)
{
    put_order(facts, o);
    put(facts, "subscription", id_of(json_object_get(o, "subscription")));
    put(facts, "paid", word(json_object_get(o, "payment_status"), WORD_MAX));
}

static void read_subscription(json_t *facts, const json_t *o)
{
    const json_t *items = json_object_get(json_object_get(o, "items"), "data");
    int64_t ends = seconds(json_object_get(o, "current_period_end"));
    for (size_t i = 0; i < json_array_size(items) && i < LINES_MAX; i++) {
        int64_t one = seconds(json_object_get(json_array_get(items, i), "current_period_end"));
        if (one > ends) ends = one;
    }
    put_order(facts, o);
    put(facts, "subscription", id_of(o));
    put(facts, "status", word(json_object_get(o, "status"), WORD_MAX));
    bool cancel = json_is_true(json_object_get(o, "cancel_at_period_end")) || seconds(json_object_get(o, "cancel_at")) > 0;
    json_object_set_new(facts, "cancel", json_boolean(cancel));
    put_time(facts, "period_end", ends);
    put_time(facts, "ended_at", seconds(json_object_get(o, "ended_at")));
}

static void read_invoice(json_t *facts, const json_t *o)
{
    const json_t *details = json_object_get(json_object_get(o, "parent"), "subscription_details");
    const json_t *lines = json_object_get(json_object_get(o, "lines"), "data");
    int64_t ends = 0;
    for (size_t i = 0; i < json_array_size(lines) && i < LINES_MAX; i++) {
        int64_t one = seconds(json_object_get(json_object_get(json_array_get(lines, i), "period"), "end"));
        if (one > ends) ends = one;
    }
    const char *at_top = id_of(json_object_get(o, "subscription")), *page = word(json_object_get(o, "hosted_invoice_url"), URL_MAX);
    put_order(facts, details != NULL ? details : json_object_get(o, "subscription_details"));
    put(facts, "subscription", at_top != NULL ? at_top : id_of(json_object_get(details, "subscription")));
    put(facts, "invoice", word(json_object_get(o, "number"), INVOICE_MAX));
    put_time(facts, "period_end", ends);
    put_time(facts, "retry_at", seconds(json_object_get(o, "next_payment_attempt")));
    if (page != NULL && str_starts(strz(page), STR(INVOICE_PAGE))) put(facts, "pay_url", page);
}

static json_t *read_facts(const char *type, const json_t *object)
{
    json_t *facts = json_object();
    struct str t = strz(type);
    if (str_starts(t, STR("checkout.session."))) read_session(facts, object);
    if (str_starts(t, STR("customer.subscription."))) read_subscription(facts, object);
    if (str_starts(t, STR("invoice."))) read_invoice(facts, object);
    return facts;
}

int stripe_event_read(struct arena *a, struct str body, struct billing_event *ret, struct note *why)
{
    json_error_t error;
    json_t *o = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, &error);
    const json_t *object = json_object_get(json_object_get(o, "data"), "object");
    const char *id = word(json_object_get(o, "id"), ID_MAX), *type = word(json_object_get(o, "type"), TYPE_MAX);
    int64_t created = seconds(json_object_get(o, "created"));
    int rc = ERR_BAD_INPUT;
    if (o == NULL) note_set(why, "no JSON: %s", error.text);
    else if (id == NULL || type == NULL || created == 0 || !json_is_object(object)) note_set(why, "it lacks id, type, created or data.object");
    else {
        json_t *facts = read_facts(type, object);
        char *text = json_dumps(facts, JSON_COMPACT);
        json_decref(facts);
        rc = text != NULL ? OK : ERR_LIMIT;
        if (rc == OK) *ret = (struct billing_event){arena_dupz(a, id), arena_dupz(a, type), created * USEC_PER_SEC, arena_dupz(a, text)};
        free(text);
    }
    json_decref(o);
    return rc;
}
