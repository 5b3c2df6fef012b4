#include "web/form.h"

#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/letter.h"
#include "store/rate.h"
#include "store/security.h"

#include <stdarg.h>

struct str form_field(struct exchange *x, const char *name)
{
    struct str v = pairs_get(&x->rq.form, name);
    return v.p != NULL && v.n <= FIELD_MAX ? v : str_of("", 0);
}

void complaints_add(struct complaints *c, const char *field, const char *sentence)
{
    if (c->n++ == 0) {
        c->by_field = json_object();
        c->list = json_array();
    }
    json_object_set_new(c->by_field, field, json_string(sentence));
    json_array_append_new(c->list, json_pack("{s:s,s:s}", "field", field, "text", sentence));
}

int form_again(struct exchange *x, const char *page, struct complaints *c, ...)
{
    json_t *values = json_object();
    va_list ap;
    va_start(ap, c);
    for (const char *name; (name = va_arg(ap, const char *)) != NULL;) {
        struct str v = form_field(x, name);
        json_object_set_new(values, name, json_stringn(v.p, v.n));
    }
    va_end(ap);
    int rc = page_show(
        x, page,
        json_pack("{s:o,s:o,s:o,s:i}", "errors", c->by_field, "error_list", c->list, "values", values, "status", 422));
    *c = (struct complaints){0};
    return rc;
}

/* Where a request came from, and with what, is told to nobody but who made it, or whose account it may have been for. */
static bool about_oneself(const struct exchange *x, int64_t account_id)
{
    return x->viewer.account_id == 0 || account_id == x->viewer.account_id;
}

int form_letter(struct exchange *x, struct store *st, const char *kind, int64_t account_id, const char *address,
                const char *subject, const char *key, json_t *payload)
{
    json_object_set_new(payload, "site", json_string(conf_text(x->site->conf, CONF_SITE_NAME)));
    json_object_set_new(payload, "base", json_string(x->site->base_url));
    if (about_oneself(x, account_id)) json_object_set_new(payload, "prefix", json_string(x->rq.address_prefix));
    char *text = json_dumps(payload, JSON_COMPACT);
    json_decref(payload);
    if (text == NULL) return ERR_LIMIT;
    struct letter l = {.kind = kind,
                       .account_id = account_id,
                       .address = address,
                       .subject = subject,
                       .payload = arena_dupz(x->arena, text),
                       .key = key,
                       .domain = letter_domain(conf_text(x->site->conf, CONF_MAIL_FROM)),
                       .now_us = x->rq.now_us};
    free(text);
    return letter_queue(st, x->arena, &l);
}

int form_notice(struct exchange *x, struct store *st, const struct notice *n)
{
    json_t *payload = json_pack("{s:s,s:s}", "what", n->what, "url", n->url);
    if (n->more != NULL) json_object_update(payload, n->more);
    json_decref(n->more);
    const char *key = n->key != NULL ? arena_printf(x->arena, "%s %s", n->what, n->key)
                                     : arena_printf(x->arena, "%s %lld %s", n->what, (long long)x->rq.now_us, n->address);
    return form_letter(x, st, "notice", n->account_id, n->address, n->subject, key, payload);
}

int form_security(struct exchange *x, struct store *st, int64_t account_id, const char *event, const char *detail)
{
    bool own = about_oneself(x, account_id);
    return security_note(st, &(struct security_event){.at_us = x->rq.now_us,
                                                      .account_id = account_id,
                                                      .actor = "web",
                                                      .event = event,
                                                      .address_prefix = own ? x->rq.address_prefix : NULL,
                                                      .agent = own ? x->rq.agent : STR(""),
                                                      .detail = detail});
}

enum { PASSWORDS_AGAIN = 20 }; /* an hour */

int form_password_again(struct exchange *x, struct store *st, struct complaints *c)
{
    struct account a;
    int64_t n;
    const char *key = arena_printf(x->arena, "%lld", (long long)x->viewer.account_id);
    int rc = rate_hit(st, "password-again", key, x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc == OK && form_over_limit(x, n, PASSWORDS_AGAIN)) return ERR_LIMIT;
    if (rc == OK) rc = account_by_address(st, x->arena, strz(x->viewer.address), &a);
    if (rc != OK) return rc;
    rc = password_verify(a.password, form_field(x, "current"), NULL);
    if (rc == ERR_LIMIT) form_busy(x);
    if (rc == ERR_DENIED)
        complaints_add(c, "current",
                       a.password != NULL ? "This is not your password." : "Your account has no password yet. Set one first: /reset leads to it.");
    if (rc == ERR_DENIED && form_security(x, st, a.id, "password refused", NULL) != OK) return ERR_IO;
    return rc;
}

const char *form_choice(struct exchange *x, const char *field, const char *const *known, size_t n)
{
    struct str s = form_field(x, field);
    for (size_t i = 0; i < n; i++)
        if (str_eqz(s, known[i])) return known[i];
    return NULL;
}

const char *form_threshold(struct exchange *x)
{
    static const char *const known[] = {"low", "high", "critical"};
    return form_choice(x, "threshold", known, 3);
}

int form_unknown_choice(struct exchange *x)
{
    error_show(x, 400, "The form came with a choice that it does not offer. Go back and choose again.");
    return OK;
}

bool form_over(struct exchange *x, int64_t n, int64_t limit, const char *sentence)
{
    if (n <= limit) return false;
    error_show(x, 429, sentence);
    return true;
}

bool form_over_limit(struct exchange *x, int64_t n, int64_t limit)
{
    return form_over(x, n, limit, "There were too many attempts from your network. Wait a quarter of an hour and try again.");
}

void form_busy(struct exchange *x)
{
    error_show(x, 503,
               "Many people are logging in at this moment. Try again in a few seconds; what you typed was not judged.");
}
