/* Logging in with a password and with a code, looking as an operator, logging out. */
#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/login.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/codes.h"
#include "web/enter.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/viewer.h"

/* A code has a million values and three are good at a time: ten tries an hour find one in 4 years on average, and only for
 * who has the password. */
enum { FAILURES_PER_NETWORK = 100, FAILURES_PER_ADDRESS = 100, CODES_PER_ACCOUNT = 10 };
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
    int rc = rehash && password_hash(form_field(x, "password"), hash) == OK ? account_set_password(st, t->account.id, hash) : OK;
    struct entrant e = {.account_id = t->account.id, .address = t->account.address, .next = form_field(x, "next")};
    return rc == OK ? enter_first(x, st, &e, "login") : rc;
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
    bool good = rc == OK && t.known && (strcmp(t.account.state, "active") == 0 || strcmp(t.account.state, "leaving") == 0);
    return good ? accept(x, st, &t, rehash) : refuse(x, st, &t);
}

/* ---- the second factor ---------------------------------------------------------------------------------------------
 */

static int refuse_code(struct exchange *x, struct store *st, int64_t account_id)
{
    struct complaints c = {0};
    int rc = form_security(x, st, account_id, "code refused", NULL);
    if (rc != OK) return rc;
    complaints_add(&c, "code",
                   "This code is not right, was used already, or is older than a minute. Enter the one that your program "
                   "shows now, or a recovery code.");
    return form_again(x, "login_code", &c, "next", NULL);
}

/* A recovery code is a sign that a telephone was lost, or a list of codes: its owner learns of it. */
static int tell_of_recovery(struct exchange *x, struct store *st, const struct entrant *e)
{
    struct second_factor f;
    int rc = second_factor_get(st, x->arena, e->account_id, &f);
    if (rc == OK) rc = form_security(x, st, e->account_id, "recovery code used", NULL);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = e->account_id,
                                        .address = e->address,
                                        .what = "recovery",
                                        .subject = "A recovery code was used",
                                        .url = arena_printf(x->arena, "%s/account/second-factor/", x->site->base_url),
                                        .more = json_pack("{s:I}", "codes_left", (json_int_t)f.codes_left)});
}

static int take_code(struct exchange *x, struct store *st, const struct entrant *e, const struct token_shown *shown)
{
    bool recovery;
    struct token_owner owner;
    int rc = code_take(st, x->arena, e->account_id, form_field(x, "code"), x->rq.now_us, &recovery);
    if (rc == ERR_DENIED || rc == ERR_BAD_INPUT) return refuse_code(x, st, e->account_id);
    if (rc == OK) rc = token_take(st, x->arena, shown, &owner);
    if (rc == OK && recovery) rc = tell_of_recovery(x, st, e);
    if (rc != OK) return rc;
    reply_cookie(&x->reply, viewer_second_cookie_name(x->site), "", 0, x->site->https);
    return enter_open(x, st, e, recovery ? "login with a recovery code" : "login with a code");
}

int form_login_code(struct exchange *x)
{
    struct store *st;
    struct sha256 browser;
    struct token_owner owner;
    int64_t n;
    bool bound = viewer_browser(x, &browser);
    struct token_shown shown = {.purpose = TOKEN_FACTOR,
                                .token = pairs_get(&x->rq.cookies, viewer_second_cookie_name(x->site)),
                                .browser = bound ? &browser : NULL,
                                .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = token_peek(st, x->arena, &shown, &owner);
    if (rc == ERR_NOT_FOUND) {
        see_other(x, "/login?done=again");
        return OK;
    }
    if (rc != OK) return rc;
    const char *key = arena_printf(x->arena, "%lld", (long long)owner.account_id);
    rc = rate_hit(st, "second-factor", key, x->rq.now_us, HOUR_US, &n);
    if (rc != OK || form_over_limit(x, n, CODES_PER_ACCOUNT)) return rc;
    rc = viewer_act_as(x, st, owner.account_id);
    struct entrant e = {.account_id = owner.account_id, .address = owner.address, .next = form_field(x, "next")};
    return rc == OK ? take_code(x, st, &e, &shown) : rc;
}

/* ---- the operator's view, and out ----------------------------------------------------------------------------------
 */

int form_login_view(struct exchange *x)
{
    struct store *st;
    struct token_owner owner;
    struct complaints c = {0};
    struct token_shown shown = {.purpose = TOKEN_VIEW, .token = form_field(x, "token"), .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = token_take(st, x->arena, &shown, &owner);
    if (rc == OK) rc = viewer_log_in(x, st, owner.account_id, owner.viewed_by);
    if (rc == OK) rc = form_security(x, st, owner.account_id, "view by the operator begun", owner.viewed_by);
    rc = store_end(st, rc);
    if (rc == ERR_NOT_FOUND) {
        complaints_add(&c, "token", "This link has been used, or is older than ten minutes. Ask for a new one on the command line.");
        return form_again(x, "login_view", &c, NULL);
    }
    if (rc == OK) see_other(x, "/watchlist/");
    return rc;
}

int form_logout(struct exchange *x)
{
    struct store *st;
    const char *event = x->viewer.viewed_by != NULL ? "view by the operator ended" : "logout";
    int rc = site_store(x->site, &st);
    if (rc == OK && x->viewer.account_id != 0) {
        rc = login_end(st, x->viewer.token, x->rq.now_us);
        if (rc == OK) rc = form_security(x, st, x->viewer.account_id, event, x->viewer.viewed_by);
    }
    if (rc != OK) return rc;
    viewer_forget(x);
    see_other(x, "/login?done=out");
    return OK;
}
