/* Logging in and out, and setting a forgotten password anew. */
#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/login.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/password_rules.h"
#include "web/viewer.h"

enum { FAILURES_PER_NETWORK = 100, FAILURES_PER_ADDRESS = 100, RESETS_PER_NETWORK = 30, LETTERS_PER_ADDRESS = 3 };
#define QUARTER_US (900 * USEC_PER_SEC)
#define HOUR_US (3600 * USEC_PER_SEC)

/* ---- log in --------------------------------------------------------------------------------------------------------
 */

struct attempt {
    struct str address;
    const char *key; /* of the address's counter */
    struct account account;
    bool known; /* there is an account, in whatever state */
};

/* A hundred wrong passwords for one address, known or not, and it is closed to networks it never logged in from: a
 * guesser is stopped, and its owner, at the usual place, is not. A reset opens it again. */
static int over_limits(struct exchange *x, struct store *st, const struct attempt *t, bool *ret)
{
    int64_t network, address;
    bool usual;
    int rc = rate_count(st, "login-network", x->rq.address_prefix, x->rq.now_us, QUARTER_US, &network);
    if (rc == OK) rc = rate_count(st, RATE_LOGIN_ADDRESS, t->key, x->rq.now_us, RATE_MONTH_US, &address);
    if (rc == OK) rc = login_prefix_known(st, t->address, x->rq.address_prefix, x->rq.now_us, &usual);
    if (rc == OK) *ret = network >= FAILURES_PER_NETWORK || (address >= FAILURES_PER_ADDRESS && !usual);
    return rc;
}

static int note_failure(struct exchange *x, struct store *st, const struct attempt *t)
{
    int64_t n;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = rate_hit(st, "login-network", x->rq.address_prefix, x->rq.now_us, QUARTER_US, &n);
    if (rc == OK) rc = rate_hit(st, RATE_LOGIN_ADDRESS, t->key, x->rq.now_us, RATE_MONTH_US, &n);
    if (rc == OK) rc = account_note_failure(st, t->address, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, t->known ? t->account.id : 0, "login refused", NULL);
    return store_end(st, rc);
}

static int refuse(struct exchange *x, struct store *st, const struct attempt *t)
{
    struct complaints c = {0};
    int rc = note_failure(x, st, t);
    if (rc != OK) return rc;
    complaints_add(&c, "address",
                   "This address and password do not belong together, or the address has not been confirmed yet.");
    return form_again(x, "login", &c, "address", "next", NULL);
}

static int accept(struct exchange *x, struct store *st, const struct attempt *t, bool rehash)
{
    char hash[PASSWORD_HASH_SIZE];
    bool renew = rehash && password_hash(form_field(x, "password"), hash) == OK;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    if (renew) rc = account_set_password(st, t->account.id, hash);
    if (rc == OK) rc = rate_clear(st, RATE_LOGIN_ADDRESS, t->key);
    if (rc == OK) rc = account_clear_failures(st, t->account.id);
    if (rc == OK) rc = viewer_log_in(x, st, t->account.id);
    if (rc == OK) rc = form_security(x, st, t->account.id, "login", NULL);
    rc = store_end(st, rc);
    struct str next = form_field(x, "next");
    if (rc == OK) see_other(x, path_is_local(next) ? str_dupz(x->arena, next) : "/watchlist/");
    return rc;
}

int form_login(struct exchange *x)
{
    struct store *st;
    struct attempt t = {.address = STR("")};
    bool over, rehash = false;
    struct str password = form_field(x, "password");
    if (account_address(x->arena, form_field(x, "address"), &t.address) != OK) t.address = STR("");
    t.key = rate_address_key(x->arena, t.address);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = over_limits(x, st, &t, &over);
    if (rc != OK || form_over_limit(x, over, 0)) return rc;
    rc = account_by_address(st, x->arena, t.address, &t.account);
    t.known = rc == OK;
    if (rc != OK && rc != ERR_NOT_FOUND) return rc;
    rc = password_verify(t.known ? t.account.password : NULL, password, &rehash);
    if (rc == ERR_LIMIT) {
        form_busy(x);
        return OK;
    }
    bool good = rc == OK && t.known && strcmp(t.account.state, "active") == 0;
    return good ? accept(x, st, &t, rehash) : refuse(x, st, &t);
}

int form_logout(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK && x->viewer.account_id != 0) {
        rc = login_end(st, x->viewer.token, x->rq.now_us);
        if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "logout", NULL);
    }
    if (rc != OK) return rc;
    viewer_forget(x);
    see_other(x, "/login?done=out");
    return OK;
}

/* ---- reset ---------------------------------------------------------------------------------------------------------
 */

static int letter_for_reset(struct exchange *x, struct store *st, struct str address)
{
    struct account account;
    const char *token;
    int64_t letters;
    int rc = rate_hit(st, "letter", rate_address_key(x->arena, address), x->rq.now_us, HOUR_US, &letters);
    if (rc == OK) rc = account_by_address(st, x->arena, address, &account);
    if (rc == ERR_NOT_FOUND || (rc == OK && (strcmp(account.state, "active") != 0 || letters > LETTERS_PER_ADDRESS)))
        return OK;
    if (rc != OK) return rc;
    rc = token_issue(st, x->arena, TOKEN_RESET,
                     &(struct token_owner){.account_id = account.id, .address = account.address}, x->rq.now_us, &token);
    if (rc != OK) return rc;
    const char *url = arena_printf(x->arena, "%s/reset?token=%s", x->site->base_url, token);
    json_t *payload =
        json_pack("{s:s,s:i}", "url", url, "expires_minutes", (int)(TOKEN_RESET_US / (60 * USEC_PER_SEC)));
    rc = form_letter(x, st, "reset", account.id, account.address, "Set a new password", token, payload);
    return rc == OK ? form_security(x, st, account.id, "reset asked for", NULL) : rc;
}

static int ask_for_reset(struct exchange *x, struct store *st)
{
    struct str address;
    struct complaints c = {0};
    int64_t n;
    if (account_address(x->arena, form_field(x, "address"), &address) != OK) {
        complaints_add(&c, "address", "Enter an e-mail address like name@example.org.");
        return form_again(x, "reset", &c, "address", NULL);
    }
    int rc = rate_hit(st, "reset", x->rq.address_prefix, x->rq.now_us, HOUR_US, &n);
    if (rc != OK || form_over_limit(x, n, RESETS_PER_NETWORK)) return rc;
    /* The work of a hash, so that what a known address costs more is lost in it. */
    if (password_verify(NULL, address, NULL) == ERR_LIMIT) {
        form_busy(x);
        return OK;
    }
    rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_end(st, letter_for_reset(x, st, address));
    if (rc == OK) see_other(x, "/reset?done=sent");
    return rc;
}

static int change_by_token(struct exchange *x, struct store *st, const char *hash, struct token_owner *owner)
{
    int rc = token_take(st, x->arena, TOKEN_RESET, form_field(x, "token"), x->rq.now_us, owner);
    if (rc == OK) rc = account_set_password(st, owner->account_id, hash);
    if (rc == OK) rc = login_end_all(st, owner->account_id, x->rq.now_us);
    if (rc == OK) rc = rate_clear(st, RATE_LOGIN_ADDRESS, rate_address_key(x->arena, strz(owner->address)));
    if (rc == OK) rc = account_clear_failures(st, owner->account_id);
    if (rc == OK) rc = form_security(x, st, owner->account_id, "password reset", NULL);
    if (rc != OK) return rc;
    const char *url = arena_printf(x->arena, "%s/reset", x->site->base_url),
               *key = str_dupz(x->arena, form_field(x, "token"));
    return form_letter(x, st, "notice", owner->account_id, owner->address, "Your password was changed", key,
                       json_pack("{s:s,s:s}", "what", "password", "url", url));
}

static int set_by_token(struct exchange *x, struct store *st)
{
    struct token_owner owner;
    struct complaints c = {0};
    char hash[PASSWORD_HASH_SIZE];
    struct str password = form_field(x, "password");
    int rc = token_peek(st, x->arena, TOKEN_RESET, form_field(x, "token"), x->rq.now_us, &owner);
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
    if (rc == OK) rc = store_end(st, change_by_token(x, st, hash, &owner));
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
    return form_field(x, "token").n > 0 ? set_by_token(x, st) : ask_for_reset(x, st);
}
