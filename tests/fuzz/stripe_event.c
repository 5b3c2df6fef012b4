/* Events of the payment provider, signed or not. Claims: what is taken of one is short, printable and a JSON object of the
 * facts that are known by name, whose times PostgreSQL reads; and an event is the same when it is read again. */
#include "base/clock.h"
#include "bytes.h"
#include "web/stripe_event.h"

#include <jansson.h>
#include <string.h>

static bool printable(const char *s, size_t most)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++)
        if (s[i] <= ' ' || s[i] >= 0x7F) return false;
    return n > 0 && n <= most;
}

static bool named(const char *name)
{
    static const char *const names[] = {"order", "subscription", "paid", "status", "cancel", "period_end", "ended_at", "invoice", "retry_at", "pay_url"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

static void facts_hold(const char *text)
{
    const char *name;
    json_t *v, *facts = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    CLAIM(json_is_object(facts));
    json_object_foreach(facts, name, v) {
        size_t n = strlen(name);
        bool time = (n > 3 && strcmp(name + n - 3, "_at") == 0) || strcmp(name, "period_end") == 0;
        CLAIM(named(name) && (strcmp(name, "cancel") == 0 ? json_is_boolean(v) : json_is_string(v) && printable(json_string_value(v), 2000)));
        if (time) CLAIM(strlen(json_string_value(v)) == strlen("2026-03-02T09:00:00.000000Z"));
        if (strcmp(name, "pay_url") == 0) CLAIM(str_starts(strz(json_string_value(v)), STR("https://invoice.stripe.com/")));
    }
    json_decref(facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str body = input(&a, data, size);
    struct billing_event e, again;
    struct note why = {""};
    if (stripe_event_read(a, body, &e, &why) != OK) {
        CLAIM(why.text[0] != '\0');
        return 0;
    }
    CLAIM(printable(e.id, 255) && printable(e.type, 100) && e.created_us > 0 && e.created_us < INT64_C(4102444800) * USEC_PER_SEC);
    facts_hold(e.facts);
    CLAIM(stripe_event_read(a, body, &again, &why) == OK && strcmp(again.id, e.id) == 0 && strcmp(again.facts, e.facts) == 0);
    return 0;
}
