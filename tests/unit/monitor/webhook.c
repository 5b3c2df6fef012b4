/* What a webhook says in each format, within which limits, and what an answer means. */
#include "monitor/webhook_body.h"
#include "../tap.h"

#include <stdlib.h>
#include <string.h>

static struct arena a;

static void test_slack_text(void)
{
    static const struct {
        const char *text;
        size_t most;
        const char *want;
    } table[] = {
        {"a & b", 300, "a &amp; b"},
        {"<!channel> <@U1>", 300, "&lt;!channel&gt; &lt;@U1&gt;"},
        {"&amp;", 300, "&amp;amp;"},
        {"", 5, ""},
        {"abcde", 5, "abcde"},
        {"abcdef", 5, "abcd\xE2\x80\xA6"},
        {"ab&cd", 7, "ab\xE2\x80\xA6"},          /* ab&amp;cd is 9: the entity is not cut */
        {"ab&c", 8, "ab&amp;c"},
        {"\xC3\xA9\xC3\xA9\xC3\xA9", 2, "\xC3\xA9\xE2\x80\xA6"},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 4, "\xF0\x9F\x98\x80\xF0\x9F\x98\x80"}, /* two units each */
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 3, "\xF0\x9F\x98\x80\xE2\x80\xA6"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *got = slack_text(&a, strz(table[i].text), table[i].most);
        ok(strcmp(got, table[i].want) == 0, "mrkdwn of \"%s\" in %zu: \"%s\"", table[i].text, table[i].most, got);
    }
}

static json_t *change(const char *headline, const char *point, size_t points)
{
    json_t *list = json_array();
    for (size_t i = 0; i < points; i++) json_array_append_new(list, json_pack("{s:s,s:s}", "verb", "Added", "text", point));
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:[],s:[{s:s,s:s}],s:o,s:[]}", "id", "CA-C-000001", "url", "https://a.example/change/CA-C-000001/", "headline",
                     headline, "severity", "high", "kind", "change", "observed_at", "2026-03-02T09:00:00Z", "platform", "H & <R>", "platform_url", "https://a.example/platform/hr/",
                     "document", "Terms", "document_url", "https://a.example/platform/hr/terms/", "redline_url", "https://a.example/platform/hr/terms/diff/1..2/", "published",
                     "effective", "day", "2026-05-01", "basis", "from 1 May 2026", "bullets", list, "calls");
}

static const char *body(const char *format, json_t *c)
{
    json_t *watch = json_pack("{s:i,s:s,s:s}", "id", 7, "name", "H & <R>", "url", "/platform/hr/");
    const char *z = webhook_body(&a, &(struct webhook_event){.type = c != NULL ? "change.recorded" : "webhook.test", .format = format, .at_us = 1772442000000000, .endpoint = 3,
                                                             .site = "A & B", .base = "https://a.example", .change = c, .document = "CA-D-00001", .watch = c != NULL ? watch : NULL});
    json_decref(watch);
    json_decref(c);
    return z;
}

static void test_bodies(void)
{
    char *longest = malloc(4001);
    const char *z = body("standard", NULL);
    ok(strcmp(z, "{\"type\":\"webhook.test\",\"timestamp\":\"2026-03-02T09:00:00.000000Z\",\"data\":{\"endpoint\":3,\"text\":\"A test: your endpoint was reached.\"}}") == 0, "a test: %s", z);
    z = body("standard", change("Notice is shorter", "Seven days", 2));
    ok(strstr(z, "\"platform\":{\"name\":\"H & <R>\",\"url\":\"https://a.example/platform/hr/\"},\"document\":{\"id\":\"CA-D-00001\"") != NULL &&
           strstr(z, "\"dates\":{\"published\":[],\"effective\":[{\"day\":\"2026-05-01\"") != NULL &&
           strstr(z, "\"watch\":{\"id\":7,\"name\":\"H & <R>\",\"url\":\"https://a.example/platform/hr/\"}") != NULL,
       "a change: %s", z);
    memset(longest, 'x', 4000);
    longest[4000] = '\0';
    z = body("standard", change("Long", longest, 20));
    json_t *o = z != NULL ? json_loads(z, 0, NULL) : NULL;
    ok(o != NULL && strlen(z) <= WEBHOOK_BODY_MAX && json_array_size(json_object_get(json_object_get(o, "data"), "summary")) == 7, "what is too much is left out at the end");
    json_decref(o);
    z = body("slack", NULL);
    ok(strstr(z, "\"text\":\"A test from A &amp; B: your endpoint was reached.\"") != NULL, "a test for Slack: %s", z);
    z = body("slack", change("Fees & <!here> more", "a < b", 1));
    ok(strstr(z, "<https://a.example/platform/hr/|H &amp; &lt;R&gt;>") != NULL && strstr(z, "\xE2\x80\xA2 a &lt; b") != NULL && strstr(z, "Fees &amp; &lt;!here&gt; more (high severity)") != NULL,
       "what is a sign in mrkdwn is written as an entity: %s", z);
    ok(strstr(z, "\"type\":\"plain_text\",\"text\":\"Fees & <!here> more\"") != NULL, "and in plain text is none");
    memset(longest, '<', 300);
    longest[300] = '\0';
    z = body("slack", change(longest, longest, 40));
    o = json_loads(z, 0, NULL);
    const json_t *blocks = json_object_get(o, "blocks"), *block;
    size_t i;
    bool fits = true;
    json_array_foreach(blocks, i, block) {
        size_t n = strlen(json_string_value(json_object_get(json_object_get(block, "text"), "text")));
        fits &= n <= (i == 0 ? SLACK_HEADER_MAX + 2 : SLACK_SECTION_MAX);
    }
    ok(fits && json_array_size(blocks) == 4, "blocks hold to their limits");
    json_decref(o);
    free(longest);
}

static enum webhook_fate fate(enum fetch_outcome outcome, int status, const char *reason, const char *says)
{
    const char *words;
    struct fetch_result r = {.outcome = outcome, .status = status, .reason = reason};
    enum webhook_fate f = webhook_fate(&a, &r, &words);
    ok(says == NULL ? words == NULL : words != NULL && strstr(words, says) != NULL && strlen(words) <= 600, "%s %d: %s", fetch_outcome_name(outcome), status, words != NULL ? words : "taken");
    return f;
}

static void test_fates(void)
{
    static const int later[] = {401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504}, refused[] = {400, 405, 413, 415, 422};
    ok(fate(FETCH_OK, 200, "", NULL) == WEBHOOK_DELIVERED && fate(FETCH_OK, 204, "", NULL) == WEBHOOK_DELIVERED && fate(FETCH_HTTP_ERROR, 206, "part", NULL) == WEBHOOK_DELIVERED, "2xx is delivered");
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) ok(fate(FETCH_HTTP_ERROR, later[i], "answered", "answered") == WEBHOOK_LATER, "%d is tried again", later[i]);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) ok(fate(FETCH_HTTP_ERROR, refused[i], "answered", "answered") == WEBHOOK_REFUSED, "%d is not", refused[i]);
    ok(fate(FETCH_HTTP_ERROR, 410, "answered 410", "gone") == WEBHOOK_GONE, "410 ends it");
    ok(fate(FETCH_REDIRECTS, 301, "x", "redirects are not followed") == WEBHOOK_REFUSED && fate(FETCH_HTTP_ERROR, 304, "x", "redirects") == WEBHOOK_REFUSED, "a redirect is a failure");
    ok(fate(FETCH_DENIED, 0, "10.1.2.3:80 is not allowed: private use", "Not sent") == WEBHOOK_REFUSED, "so is what the gate refuses");
    const char *words;
    struct fetch_result r = {.outcome = FETCH_DENIED, .reason = "10.1.2.3:80 is not allowed: private use"};
    webhook_fate(&a, &r, &words);
    ok(strstr(words, "10.1.2.3") == NULL, "of which no inner address is told");
    ok(fate(FETCH_TIMEOUT, 0, "x", "10 seconds") == WEBHOOK_LATER && fate(FETCH_TIMEOUT, 200, "x", "10 seconds") == WEBHOOK_LATER, "a head without the rest is no answer");
    ok(fate(FETCH_UNREACHABLE, 0, "cannot connect", "cannot connect") == WEBHOOK_LATER && fate(FETCH_TLS, 0, "TLS", "TLS") == WEBHOOK_LATER &&
           fate(FETCH_BROKEN, 0, "broke", "broke") == WEBHOOK_LATER && fate(FETCH_LIMIT, 200, "bomb", "bomb") == WEBHOOK_LATER,
       "nor is none at all");
}

static void test_answer(void)
{
    char many[1000];
    memset(many, 0xC3, sizeof many);
    ok(webhook_answer(&a, STR("")) == NULL && webhook_answer(&a, STR(" \n")) == NULL, "no answer is none");
    ok(strcmp(webhook_answer(&a, STR("ok\n\x01<b>\x7F")), "ok  <b>") == 0, "control characters are blanks");
    const char *z = webhook_answer(&a, str_of(many, sizeof many));
    ok(z != NULL && strlen(z) <= 1200 && strstr(z, "\xEF\xBF\xBD") == z, "what is no UTF-8 can be kept, too");
    ok(strlen(webhook_answer(&a, STR("\0\0x"))) > 1, "so can a zero");
    memset(many, 'x', sizeof many);
    ok(strlen(webhook_answer(&a, str_of(many, sizeof many))) == WEBHOOK_ANSWER_MAX, "its beginning is enough");
}

int main(void)
{
    arena_init(&a, 16 << 20);
    test_slack_text();
    test_bodies();
    test_fates();
    test_answer();
    arena_release(&a);
    return done();
}
