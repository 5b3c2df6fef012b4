/* The account page's forms. */
#include "crypt/password.h"
#include "store/account.h"
#include "store/login.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/password_rules.h"
#include "web/viewer.h"

int form_account_mail(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int64_t day = 0, hour = -1;
    bool digest = str_eqz(form_field(x, "digest"), "on");
    if (str_int(form_field(x, "day"), 1, 7, &day) != OK) complaints_add(&c, "day", "Choose a day of the week.");
    if (str_int(form_field(x, "hour"), 0, 23, &hour) != OK) complaints_add(&c, "hour", "Choose an hour from 0 to 23.");
    int rc = site_store(x->site, &st);
    if (rc == OK && c.n == 0)
        rc = account_set_mail(st, x->viewer.account_id, digest, day, hour, str_trim(form_field(x, "zone")));
    if (rc == ERR_BAD_INPUT)
        complaints_add(&c, "zone", "There is no such time zone. Names are like Europe/Berlin or America/New_York.");
    if (c.n > 0) return form_again(x, "account", &c, "zone", "day", "hour", NULL);
    if (rc == OK) see_other(x, "/account/?done=saved");
    return rc;
}

static int change_password(struct exchange *x, struct store *st, const char *hash)
{
    int64_t id = x->viewer.account_id;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = account_set_password(st, id, hash);
    if (rc == OK) rc = login_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = viewer_log_in(x, st, id);
    if (rc == OK) rc = form_security(x, st, id, "password changed", NULL);
    const char *key = arena_printf(x->arena, "password %lld", (long long)x->rq.now_us);
    const char *url = arena_printf(x->arena, "%s/reset", x->site->base_url);
    if (rc == OK)
        rc = form_letter(x, st, "notice", id, x->viewer.address, "Your password was changed", key,
                         json_pack("{s:s,s:s}", "what", "password", "url", url));
    return store_end(st, rc);
}

int form_account_password(struct exchange *x)
{
    struct store *st;
    struct account account;
    struct complaints c = {0};
    char hash[PASSWORD_HASH_SIZE];
    struct str password = form_field(x, "password");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = account_by_address(st, x->arena, strz(x->viewer.address), &account);
    if (rc != OK) return rc;
    const char *refusal =
        password_refusal(x->arena, password, strz(account.address), conf_text(x->site->conf, CONF_SITE_NAME));
    if (refusal != NULL) complaints_add(&c, "password", refusal);
    rc = c.n == 0 ? password_verify(account.password, form_field(x, "current"), NULL) : OK;
    if (rc == ERR_DENIED) complaints_add(&c, "current", "This is not your present password.");
    if (c.n > 0) return form_again(x, "account", &c, NULL);
    if (rc == OK) rc = password_hash(password, hash);
    if (rc != OK) {
        form_busy(x);
        return OK;
    }
    rc = change_password(x, st, hash);
    if (rc == OK) see_other(x, "/account/?done=password");
    return rc;
}

int form_account_trial(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    struct str tier = form_field(x, "tier");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = account_start_trial(st, x->viewer.account_id, tier, x->rq.now_us);
    if (rc == ERR_CONFLICT)
        complaints_add(&c, "tier", "You have had a trial of this tier already. There is one of each.");
    if (rc == ERR_NOT_FOUND) complaints_add(&c, "tier", "There is no trial of that tier.");
    if (c.n > 0) return form_again(x, "account", &c, NULL);
    if (rc == OK)
        rc = form_security(x, st, x->viewer.account_id, "trial begun", str_dupz(x->arena, str_upto(tier, 120)));
    if (rc == OK) see_other(x, "/account/?done=trial");
    return rc;
}

int form_account_revoke(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = login_end_one(st, x->viewer.account_id, form_field(x, "login"), x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "login revoked", NULL);
    if (rc == OK || rc == ERR_NOT_FOUND)
        see_other(x, "/account/?done=revoked"); /* not there: it has ended, which was asked for */
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int form_account_revoke_all(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = login_end_all(st, x->viewer.account_id, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "all logins revoked", NULL);
    if (rc != OK) return rc;
    viewer_forget(x);
    see_other(x, "/login?done=revoked-all");
    return OK;
}
