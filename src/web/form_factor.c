/* Setting up the second factor, new recovery codes, and turning it off. What opens or closes the account for good asks for
 * the password again. Recovery codes are shown once, in the answer that makes them: they are kept as hashes. */
#include "base/clock.h"
#include "crypt/random.h"
#include "crypt/totp.h"
#include "store/login.h"
#include "store/rate.h"
#include "web/codes.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/qr.h"
#include "web/viewer.h"

enum { KEY_GROUP = 4, CODES_AN_HOUR = 20 };
#define PAGE_NAME "account_second_factor"

/* "ABCD EFGH …": to be typed into a program that cannot read a picture. */
static const char *key_shown(struct arena *a, const struct second_factor *f)
{
    const char *key = base32_encode(a, str_of((const char *)f->secret, sizeof f->secret));
    const char *shown = "";
    for (size_t i = 0; key[i] != '\0'; i += KEY_GROUP) shown = arena_printf(a, "%s%s%.4s", shown, i > 0 ? " " : "", key + i);
    return shown;
}

/* The key as a picture; without one where the address is too long for it: the key as text is always there. */
static json_t *picture(struct exchange *x, const struct second_factor *f)
{
    struct qr qr;
    const char *key = base32_encode(x->arena, str_of((const char *)f->secret, sizeof f->secret));
    const char *text = qr_otpauth(x->arena, conf_text(x->site->conf, CONF_SITE_NAME), x->viewer.address, key);
    if (qr_draw(x->arena, text, &qr) != OK) return json_null();
    return json_pack("{s:i,s:s}", "size", (int)qr.size, "path", qr.path);
}

/* The page, with the key while it is being set up. more (may be NULL) is given up. */
static int show(struct exchange *x, struct store *st, struct complaints *c, json_t *more)
{
    struct second_factor f;
    int rc = second_factor_get(st, x->arena, x->viewer.account_id, &f);
    json_t *extra = more != NULL ? more : json_object();
    if (rc == OK && f.begun) {
        json_object_set_new(extra, "key", json_string(key_shown(x->arena, &f)));
        json_object_set_new(extra, "qr", picture(x, &f));
    }
    if (c != NULL && c->n > 0) {
        json_object_set_new(extra, "errors", c->by_field);
        json_object_set_new(extra, "error_list", c->list);
        json_object_set_new(extra, "status", json_integer(422));
        *c = (struct complaints){0};
    }
    if (rc == OK) return page_show(x, PAGE_NAME, extra);
    json_decref(extra);
    return rc;
}

int form_factor_page(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    return rc == OK ? show(x, st, NULL, NULL) : rc;
}

static int tell(struct exchange *x, struct store *st, const char *event, const char *what, const char *subject)
{
    int rc = form_security(x, st, x->viewer.account_id, event, NULL);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = x->viewer.account_id,
                                        .address = x->viewer.address,
                                        .what = what,
                                        .subject = subject,
                                        .url = arena_printf(x->arena, "%s/account/security/", x->site->base_url)});
}

/* Makes and keeps new recovery codes; *ret: {"codes": […]} for the page. */
static int make_codes(struct exchange *x, struct store *st, json_t **ret)
{
    struct sha256 hashes[RECOVERY_CODES];
    char code[RECOVERY_CODE_SIZE];
    json_t *codes = json_array();
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        recovery_code_new(x->arena, code, &hashes[i]);
        json_array_append_new(codes, json_string(code));
    }
    int rc = recovery_codes_set(st, x->viewer.account_id, hashes, x->rq.now_us);
    if (rc == OK) *ret = json_pack("{s:o}", "codes", codes);
    else json_decref(codes);
    return rc;
}

int form_factor_begin(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    uint8_t secret[SECOND_FACTOR_SECRET];
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return show(x, st, &c, NULL);
    random_bytes(secret, sizeof secret);
    if (rc == OK) rc = second_factor_begin(st, x->viewer.account_id, secret, x->rq.now_us);
    if (rc == OK || rc == ERR_CONFLICT) see_other(x, "/account/second-factor/"); /* on already: the page says so */
    return rc == ERR_CONFLICT ? OK : rc;
}

/* All other logins end: they were opened without it. */
static int turn_on(struct exchange *x, struct store *st, int64_t step, json_t **ret)
{
    int64_t id = x->viewer.account_id;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = second_factor_step(st, id, step, x->rq.now_us);
    if (rc == OK) rc = make_codes(x, st, ret);
    if (rc == OK) rc = login_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = viewer_log_in(x, st, id, NULL);
    if (rc == OK) rc = tell(x, st, "second factor on", "factor_on", "The second factor is on");
    return store_end(st, rc);
}

int form_factor_confirm(struct exchange *x)
{
    struct store *st;
    struct second_factor f;
    struct complaints c = {0};
    json_t *codes = NULL;
    int64_t step, n;
    const char *key = arena_printf(x->arena, "%lld", (long long)x->viewer.account_id);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "second-factor-begun", key, x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc != OK || form_over_limit(x, n, CODES_AN_HOUR)) return rc;
    rc = second_factor_get(st, x->arena, x->viewer.account_id, &f);
    if (rc == OK && !f.begun) {
        see_other(x, "/account/second-factor/");
        return OK;
    }
    struct str code = code_plain(x->arena, form_field(x, "code"));
    if (rc == OK) rc = totp_check(str_of((const char *)f.secret, sizeof f.secret), code, x->rq.now_us, f.last_step, &step);
    if (rc == OK) rc = turn_on(x, st, step, &codes);
    if (rc == OK) return show(x, st, NULL, codes);
    json_decref(codes);
    if (rc != ERR_DENIED && rc != ERR_BAD_INPUT) return rc;
    complaints_add(&c, "code",
                   "This is not the code for this key. Enter the six digits that the program shows now; its clock must not be off by more than half a minute.");
    return show(x, st, &c, NULL);
}

int form_factor_codes(struct exchange *x)
{
    struct store *st;
    struct second_factor f;
    struct complaints c = {0};
    json_t *codes = NULL;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = second_factor_get(st, x->arena, x->viewer.account_id, &f);
    if (rc == OK && f.on) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return show(x, st, &c, NULL);
    if (rc == OK && !f.on) {
        see_other(x, "/account/second-factor/");
        return OK;
    }
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = make_codes(x, st, &codes);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "recovery codes made", NULL);
    rc = store_end(st, rc);
    if (rc == OK) return show(x, st, NULL, codes);
    json_decref(codes);
    return rc;
}

int form_factor_end(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return show(x, st, &c, NULL);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = second_factor_end(st, x->viewer.account_id);
    if (rc == OK) rc = tell(x, st, "second factor off", "factor_off", "The second factor is off");
    rc = store_end(st, rc);
    if (rc == OK) see_other(x, "/account/security/?done=factor-off");
    return rc;
}
