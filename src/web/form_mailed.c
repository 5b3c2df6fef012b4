/* Links that are asked for by mail: to set a forgotten password anew, and to log in without one. Asking says nothing about
 * whether the address has an account: same answer, same work, and what only its owner may learn goes by mail. */
#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/login.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/enter.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/password_rules.h"
#include "web/viewer.h"

enum { ASKED_PER_NETWORK = 30, LETTERS_PER_ADDRESS = 3 }; /* an hour */
#define MINUTE_US (60 * USEC_PER_SEC)
#define HOUR_US (60 * MINUTE_US)

static const struct mailed {
    const char *page, *bucket, *kind, *subject, *path, *event, *done;
    enum token_purpose purpose;
    int64_t life_us;
} new_password = {"reset", "reset", "reset", "Set a new password", "/reset", "reset asked for", "/reset?done=sent", TOKEN_RESET, TOKEN_RESET_US},
  login_link = {"login_mail", "login-mail", "notice", "Your link to log in", "/login/link", "login link asked for", "/login/mail?done=sent",
                TOKEN_LOGIN, TOKEN_LOGIN_US};

static bool reachable(const struct account *a) { return strcmp(a->state, "active") == 0 || strcmp(a->state, "leaving") == 0; }

static int letter_with_link(struct exchange *x, struct store *st, const struct mailed *m, const struct account *to)
{
    const char *token;
    struct sha256 browser;
    struct token_owner owner = {.account_id = to->id, .address = to->address};
    if (m->purpose == TOKEN_LOGIN && viewer_browser(x, &browser)) owner.browser = &browser;
    int rc = token_issue(st, x->arena, m->purpose, &owner, x->rq.now_us, &token);
    if (rc != OK) return rc;
    const char *url = arena_printf(x->arena, "%s%s?token=%s", x->site->base_url, m->path, token);
    json_t *payload = json_pack("{s:s,s:s,s:i}", "what", "login", "url", url, "expires_minutes", (int)(m->life_us / MINUTE_US));
    rc = form_letter(x, st, m->kind, to->id, to->address, m->subject, token, payload);
    return rc == OK ? form_security(x, st, to->id, m->event, NULL) : rc;
}

static int letter_if_known(struct exchange *x, struct store *st, const struct mailed *m, struct str address)
{
    struct account account;
    int64_t letters;
    int rc = rate_hit(st, "letter", rate_address_key(x->arena, address), x->rq.now_us, HOUR_US, &letters);
    if (rc == OK) rc = account_by_address(st, x->arena, address, &account);
    if (rc == ERR_NOT_FOUND || (rc == OK && (!reachable(&account) || letters > LETTERS_PER_ADDRESS))) return OK;
    return rc == OK ? letter_with_link(x, st, m, &account) : rc;
}

static int ask(struct exchange *x, const struct mailed *m)
{
    struct store *st;
    struct str address;
    struct complaints c = {0};
    int64_t n;
    if (account_address(x->arena, form_field(x, "address"), &address) != OK) {
        complaints_add(&c, "address", "Enter an e-mail address like name@example.org.");
        return form_again(x, m->page, &c, "address", NULL);
    }
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, m->bucket, x->rq.address_prefix, x->rq.now_us, HOUR_US, &n);
    if (rc != OK || form_over_limit(x, n, ASKED_PER_NETWORK)) return rc;
    /* The work of a hash, so that what a known address costs more is lost in it. */
    if (password_verify(NULL, address, NULL) == ERR_LIMIT) {
        form_busy(x);
        return OK;
    }
    rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_end(st, letter_if_known(x, st, m, address));
    if (rc == OK) see_other(x, m->done);
    return rc;
}

/* ---- a new password ------------------------------------------------------------------------------------------------
 */

static int change_by_token(struct exchange *x, struct store *st, const struct token_shown *shown, const char *hash)
{
    struct token_owner owner;
    int rc = token_take(st, x->arena, shown, &owner);
    if (rc == OK) rc = account_set_password(st, owner.account_id, hash);
    if (rc == OK) rc = login_end_all(st, owner.account_id, x->rq.now_us);
    if (rc == OK) rc = token_end_all(st, owner.account_id, x->rq.now_us); /* what the old password asked for */
    if (rc == OK) rc = rate_clear(st, RATE_LOGIN_ADDRESS, rate_address_key(x->arena, strz(owner.address)));
    if (rc == OK) rc = account_clear_failures(st, owner.account_id);
    if (rc == OK) rc = form_security(x, st, owner.account_id, "password reset", NULL);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = owner.account_id,
                                        .address = owner.address,
                                        .what = "password",
                                        .subject = "Your password was changed",
                                        .url = arena_printf(x->arena, "%s/reset", x->site->base_url),
                                        .key = str_dupz(x->arena, shown->token)});
}

static int set_by_token(struct exchange *x, struct store *st)
{
    struct token_owner owner;
    struct complaints c = {0};
    char hash[PASSWORD_HASH_SIZE];
    struct str password = form_field(x, "password");
    struct token_shown shown = {.purpose = TOKEN_RESET, .token = form_field(x, "token"), .now_us = x->rq.now_us};
    int rc = token_peek(st, x->arena, &shown, &owner);
    const char *refusal =
        rc == OK ? password_refusal(x->arena, password, strz(owner.address), conf_text(x->site->conf, CONF_SITE_NAME))
                 : NULL;
    if (refusal != NULL) {
        complaints_add(&c, "password", refusal);
        return form_again(x, "reset", &c, NULL);
    }
    if (rc == OK && password_hash(password, hash) != OK) {
        form_busy(x);
        return OK;
    }
    if (rc == OK) rc = store_begin(st);
    if (rc == OK) rc = store_end(st, change_by_token(x, st, &shown, hash));
    if (rc == ERR_NOT_FOUND) {
        complaints_add(&c, "token", "This link has been used, or is older than half an hour. Ask for a new one.");
        return form_again(x, "reset", &c, NULL);
    }
    if (rc == OK) see_other(x, "/login?done=reset");
    return rc;
}

int form_reset(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc != OK) return rc;
    return form_field(x, "token").n > 0 ? set_by_token(x, st) : ask(x, &new_password);
}

/* ---- logging in by a link ------------------------------------------------------------------------------------------
 */

int form_login_mail(struct exchange *x) { return ask(x, &login_link); }

int form_login_link(struct exchange *x)
{
    struct store *st;
    struct sha256 browser;
    struct token_owner owner;
    struct complaints c = {0};
    bool bound = viewer_browser(x, &browser);
    struct token_shown shown = {.purpose = TOKEN_LOGIN,
                                .token = form_field(x, "token"),
                                .browser = bound ? &browser : NULL,
                                .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = token_take(st, x->arena, &shown, &owner);
    if (rc == ERR_NOT_FOUND) {
        complaints_add(&c, "token",
                       "This link has been used, is older than a quarter of an hour, or was asked for in another browser. Ask for a new one.");
        return form_again(x, "login_link", &c, NULL);
    }
    if (rc != OK) return rc;
    struct entrant e = {.account_id = owner.account_id, .address = owner.address, .next = STR("")};
    return enter_first(x, st, &e, "login by link");
}
