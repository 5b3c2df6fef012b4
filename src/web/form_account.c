/* The forms of the account's page and of its security page. */
#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/bounce.h"
#include "store/login.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/password_rules.h"
#include "web/viewer.h"

enum { TRIED_AGAIN_A_DAY = 3 };

/* An hour of a list whose first entry, "", is none: -1. */
static int quiet_hour(struct exchange *x, const char *field, int64_t *ret)
{
    *ret = -1;
    return form_field(x, field).n == 0 ? OK : str_int(form_field(x, field), 0, 23, ret);
}

int form_account_mail(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    struct account_mail m = {.digest = str_eqz(form_field(x, "digest"), "on"), .digest_empty = str_eqz(form_field(x, "digest_empty"), "on"),
                             .day = 0, .hour = -1, .zone = str_trim(form_field(x, "zone"))};
    if (str_int(form_field(x, "day"), 1, 7, &m.day) != OK) complaints_add(&c, "day", "Choose a day of the week.");
    if (str_int(form_field(x, "hour"), 0, 23, &m.hour) != OK) complaints_add(&c, "hour", "Choose an hour from 0 to 23.");
    bool read = quiet_hour(x, "quiet_from", &m.quiet_from) == OK && quiet_hour(x, "quiet_to", &m.quiet_to) == OK;
    if (!read || (m.quiet_from == -1) != (m.quiet_to == -1) || (m.quiet_from != -1 && m.quiet_from == m.quiet_to))
        complaints_add(&c, "quiet_from", "Choose two different hours, or leave both empty.");
    int rc = site_store(x->site, &st);
    if (rc == OK && c.n == 0) rc = account_set_mail(st, x->viewer.account_id, &m);
    if (rc == ERR_BAD_INPUT)
        complaints_add(&c, "zone", "There is no such time zone. Names are like Europe/Berlin or America/New_York.");
    if (c.n > 0) return form_again(x, "account", &c, "zone", "day", "hour", "digest", "digest_empty", "quiet_from", "quiet_to", NULL);
    if (rc == OK) see_other(x, "/account/?done=saved");
    return rc;
}

/* The address takes mail again, says its owner; a mail to it is the proof. */
static int try_again(struct exchange *x, struct store *st)
{
    int64_t id = x->viewer.account_id;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = suppression_try_again(st, id, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, id, "mail to the address taken up again", NULL);
    if (rc == OK)
        rc = form_notice(x, st,
                         &(struct notice){.account_id = id,
                                          .address = x->viewer.address,
                                          .what = "again",
                                          .subject = "Mail to this address arrives again",
                                          .url = arena_printf(x->arena, "%s/account/", x->site->base_url)});
    return store_end(st, rc);
}

int form_account_mail_again(struct exchange *x)
{
    struct store *st;
    int64_t n = 0;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "mail-again", rate_address_key(x->arena, strz(x->viewer.address)), x->rq.now_us, USEC_PER_DAY, &n);
    if (rc != OK || form_over(x, n, TRIED_AGAIN_A_DAY, "This was asked several times today. Try again tomorrow, or write to the operator.")) return rc;
    rc = try_again(x, st);
    if (rc == OK || rc == ERR_NOT_FOUND) see_other(x, "/account/?done=mail-again"); /* not suppressed: which was asked for */
    return rc == ERR_NOT_FOUND ? OK : rc;
}

static int change_password(struct exchange *x, struct store *st, const char *hash)
{
    int64_t id = x->viewer.account_id;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = account_set_password(st, id, hash);
    if (rc == OK) rc = login_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = token_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = viewer_log_in(x, st, id, NULL);
    if (rc == OK) rc = form_security(x, st, id, "password changed", NULL);
    if (rc == OK)
        rc = form_notice(x, st,
                         &(struct notice){.account_id = id,
                                          .address = x->viewer.address,
                                          .what = "password",
                                          .subject = "Your password was changed",
                                          .url = arena_printf(x->arena, "%s/reset", x->site->base_url)});
    return store_end(st, rc);
}

int form_account_password(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    char hash[PASSWORD_HASH_SIZE];
    struct str password = form_field(x, "password");
    const char *refusal =
        password_refusal(x->arena, password, strz(x->viewer.address), conf_text(x->site->conf, CONF_SITE_NAME));
    if (refusal != NULL) complaints_add(&c, "password", refusal);
    int rc = site_store(x->site, &st);
    if (rc == OK && c.n == 0) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return form_again(x, "account_security", &c, NULL);
    if (rc != OK) return rc;
    if (password_hash(password, hash) != OK) {
        form_busy(x);
        return OK;
    }
    rc = change_password(x, st, hash);
    if (rc == OK) see_other(x, "/account/security/?done=password");
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
        complaints_add(&c, "tier", "You have had a trial of this tier already. There is one of each for a person.");
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
        see_other(x, "/account/security/?done=revoked"); /* not there: it has ended, which was asked for */
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
