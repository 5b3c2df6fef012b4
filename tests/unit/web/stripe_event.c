/* Events of the payment provider: what is taken of the shapes that it has used, and of what is none of them. */
#include "../tap.h"

#include "base/buf.h"
#include "web/stripe_event.h"

#include <string.h>

static struct arena a;

static void takes(const char *type, const char *object, const char *facts)
{
    struct billing_event e = {0};
    struct note why = {""};
    const char *body = arena_printf(&a, "{\"id\":\"evt_1\",\"created\":1772442000,\"type\":\"%s\",\"data\":{\"object\":%s}}", type, object);
    int rc = stripe_event_read(&a, strz(body), &e, &why);
    ok(rc == OK && strcmp(e.facts, facts) == 0 && e.created_us == INT64_C(1772442000000000) && strcmp(e.id, "evt_1") == 0, "%s: %s", type, rc == OK ? e.facts : why.text);
}

static void refuses(const char *body)
{
    struct billing_event e;
    struct note why = {""};
    ok(stripe_event_read(&a, strz(body), &e, &why) == ERR_BAD_INPUT && why.text[0] != '\0', "%.60s: %s", body, why.text);
}

static void test_shapes(void)
{
    takes("checkout.session.completed", "{\"subscription\":\"sub_1\",\"payment_status\":\"paid\",\"metadata\":{\"order\":\"tok\"},\"customer_details\":{\"email\":\"a@example.org\"}}",
          "{\"order\":\"tok\",\"subscription\":\"sub_1\",\"paid\":\"paid\"}");
    takes("checkout.session.completed", "{\"subscription\":{\"id\":\"sub_1\"},\"client_reference_id\":\"tok\"}", "{\"subscription\":\"sub_1\"}");
    takes("customer.subscription.updated", "{\"id\":\"sub_1\",\"status\":\"active\",\"cancel_at_period_end\":true,\"current_period_end\":1772442001}",
          "{\"subscription\":\"sub_1\",\"status\":\"active\",\"cancel\":true,\"period_end\":\"2026-03-02T09:00:01.000000Z\"}");
    takes("customer.subscription.updated",
          "{\"id\":\"sub_1\",\"status\":\"past_due\",\"cancel_at\":null,\"items\":{\"data\":[{\"current_period_end\":1772442000},{\"current_period_end\":1772442002}]}}",
          "{\"subscription\":\"sub_1\",\"status\":\"past_due\",\"cancel\":false,\"period_end\":\"2026-03-02T09:00:02.000000Z\"}");
    takes("customer.subscription.deleted", "{\"id\":\"sub_1\",\"cancel_at\":1772442000,\"ended_at\":1772442000}",
          "{\"subscription\":\"sub_1\",\"cancel\":true,\"ended_at\":\"2026-03-02T09:00:00.000000Z\"}");
    takes("invoice.paid",
          "{\"number\":\"A-1\",\"parent\":{\"subscription_details\":{\"subscription\":\"sub_1\",\"metadata\":{\"order\":\"tok\"}}},\"lines\":{\"data\":[{\"period\":{\"end\":1772442000}}]}}",
          "{\"order\":\"tok\",\"subscription\":\"sub_1\",\"invoice\":\"A-1\",\"period_end\":\"2026-03-02T09:00:00.000000Z\"}");
    takes("invoice.paid", "{\"subscription\":\"sub_1\",\"subscription_details\":{\"metadata\":{\"order\":\"tok\"}},\"customer_email\":\"a@example.org\"}",
          "{\"order\":\"tok\",\"subscription\":\"sub_1\"}");
    takes("invoice.payment_failed", "{\"subscription\":\"sub_1\",\"next_payment_attempt\":1772442000,\"hosted_invoice_url\":\"https://invoice.stripe.com/i/1\"}",
          "{\"subscription\":\"sub_1\",\"retry_at\":\"2026-03-02T09:00:00.000000Z\",\"pay_url\":\"https://invoice.stripe.com/i/1\"}");
    takes("invoice.payment_failed", "{\"hosted_invoice_url\":\"https://invoice.stripe.com.evil.example/\"}", "{}");
    takes("customer.created", "{\"id\":\"cus_1\",\"email\":\"a@example.org\"}", "{}");
}

static void test_hostile(void)
{
    takes("customer.subscription.updated", "{\"id\":7,\"status\":[],\"cancel_at_period_end\":\"yes\",\"current_period_end\":-1,\"items\":{\"data\":{}}}", "{\"cancel\":false}");
    takes("customer.subscription.updated", "{\"id\":\"sub 1\",\"current_period_end\":99999999999999,\"metadata\":[]}", "{\"cancel\":false}");
    takes("invoice.paid", "{\"number\":\"A\\u00011\",\"subscription\":\"\\u00e9\",\"lines\":[1]}", "{}");
    static const char *const bad[] = {"", "null", "[]", "7", "{", "{}", "{\"id\":\"evt_1\"}",
                                      "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1772442000,\"data\":{\"object\":[]}}",
                                      "{\"id\":\"\",\"type\":\"x\",\"created\":1772442000,\"data\":{\"object\":{}}}",
                                      "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":\"1772442000\",\"data\":{\"object\":{}}}",
                                      "{\"id\":\"evt_1\",\"id\":\"evt_2\",\"type\":\"x\",\"created\":1772442000,\"data\":{\"object\":{}}}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) refuses(bad[i]);
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 100000; i++) buf_char(&b, '[');
    refuses(b.p);
    buf_release(&b);
}

int main(void)
{
    arena_init(&a, 4 << 20);
    test_shapes();
    test_hostile();
    arena_release(&a);
    return done();
}
