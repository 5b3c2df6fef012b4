/* Stripe, the worker's side: what is asked, and which answers are believed. */
#include "../tap.h"

#include "base/clock.h"
#include "monitor/checkout.h"

#include <string.h>

static struct arena a;
#define STRIPE "https://api.stripe.com"

static const char *read_as(const char *api, const char *url)
{
    struct checkout_answer r;
    struct note why = {""};
    const char *body = arena_printf(&a, "{\"id\":\"cs_1\",\"url\":\"%s\",\"expires_at\":1772449200}", url);
    return checkout_answer_read(&a, strz(body), api, &r, &why) == OK ? r.url : why.text[0] != '\0' ? "refused" : "no reason";
}

int main(void)
{
    arena_init(&a, 1 << 20);
    const char *form = checkout_form(&a, "https://atlas.example", &(struct billing_session){.id = 7, .asked_us = 1772442000 * USEC_PER_SEC, .price = "price_1", .token = "to-_k"});
    ok(strcmp(form, "mode=subscription&line_items%5B0%5D%5Bprice%5D=price_1&line_items%5B0%5D%5Bquantity%5D=1"
                    "&success_url=https%3A%2F%2Fatlas.example%2Faccount%2Fbilling%2F%3Fdone%3Dcheckout&cancel_url=https%3A%2F%2Fatlas.example%2Faccount%2Fbilling%2F"
                    "&expires_at=1772449200&metadata%5Border%5D=to-_k&subscription_data%5Bmetadata%5D%5Border%5D=to-_k") == 0,
       "%s", form);

    static const char *const good = "https://checkout.stripe.com/c/pay/cs_1#fid";
    ok(strcmp(read_as(STRIPE, good), good) == 0, "Stripe's own checkout");
    static const char *const bad[] = {"https://checkout.stripe.com.evil.example/", "http://checkout.stripe.com/c", "https://checkout.stripe.com", "https://evil.example/checkout.stripe.com/",
                                      "javascript:alert(1)", "https://api.stripe.com/x", "https://checkout.stripe.com/a b", "https://checkout.stripe.com/a\\\\b", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ok(strcmp(read_as(STRIPE, bad[i]), "refused") == 0, "not %s", bad[i]);
    ok(strcmp(read_as("http://127.0.0.1:9", "http://127.0.0.1:9/c"), "http://127.0.0.1:9/c") == 0, "the host of an API that is configured instead");
    ok(strcmp(read_as("http://127.0.0.1:9", "http://127.0.0.1:99/c"), "refused") == 0, "and no port that begins alike");
    ok(strcmp(read_as("http://127.0.0.1:9", good), "refused") == 0, "nor Stripe's then");

    static const char *const none[] = {"", "[]", "{}", "{\"id\":\"cs_1\",\"url\":null,\"expires_at\":1}", "{\"id\":\"cs_1\",\"url\":\"https://checkout.stripe.com/c\"}",
                                       "{\"id\":\"\",\"url\":\"https://checkout.stripe.com/c\",\"expires_at\":1}", "{\"id\":\"cs_1\",\"url\":\"https://checkout.stripe.com/c\",\"expires_at\":-1}"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct checkout_answer r;
        struct note why = {""};
        ok(checkout_answer_read(&a, strz(none[i]), STRIPE, &r, &why) == ERR_BAD_INPUT && why.text[0] != '\0', "no session: %s", none[i]);
    }
    static const struct {
        const char *api;
        bool plain, good;
    } apis[] = {{STRIPE, false, true}, {"https://pay.example/stripe", false, true}, {"http://127.0.0.1:9", true, true}, {"http://127.0.0.1:9", false, false}, {STRIPE "/", false, false},
                {"http://127.0.0.1:9/", true, false}, {"api.stripe.com", false, false}, {"", false, false}, {"ftp://api.stripe.com", true, false}, {"https://k:s@api.stripe.com", false, false},
                {STRIPE "?x", false, false}, {STRIPE "#x", false, false}};
    for (size_t i = 0; i < sizeof apis / sizeof *apis; i++) {
        struct note why = {""};
        ok((checkout_api_check(apis[i].api, apis[i].plain, &why) == OK) == apis[i].good && apis[i].good == (why.text[0] == '\0'), "an API or none: \"%s\"", apis[i].api);
    }
    arena_release(&a);
    return done();
}
