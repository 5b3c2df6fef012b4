/* A person's data: a copy of all of it, and the end of it. */
#include "base/clock.h"
#include "store/account.h"
#include "store/login.h"
#include "store/organisation.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/viewer.h"

enum { EXPORTS = 10, THINKING_DAYS = 14 }; /* exports an hour */

int form_data_export(struct exchange *x)
{
    struct store *st;
    struct str all;
    int64_t n;
    char day[CLOCK_RFC3339_SIZE];
    const char *key = arena_printf(x->arena, "%lld", (long long)x->viewer.account_id);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "export", key, x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc != OK || form_over(x, n, EXPORTS, "The copy was made many times in this hour. Try again in an hour.")) return rc;
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "data exported", NULL);
    if (rc == OK) rc = account_export(st, x->arena, x->viewer.account_id, &all);
    if (rc != OK) return rc;
    x->reply.type = "application/json";
    reply_header(&x->reply, "Content-Disposition",
                 arena_printf(x->arena, "attachment; filename=\"clause-atlas-%.10s.json\"", clock_rfc3339(x->rq.now_us, day)));
    buf_str(&x->reply.body, all);
    return buf_failed(&x->reply.body) ? ERR_LIMIT : OK;
}

/* Nothing is deleted yet, but everything is closed: no login, no link, no alert and no digest. */
static int leave(struct exchange *x, struct store *st)
{
    int64_t id = x->viewer.account_id, after = x->rq.now_us + THINKING_DAYS * USEC_PER_DAY;
    char when[CLOCK_RFC3339_SIZE];
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = account_leave(st, id, after);
    if (rc == OK) rc = login_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = token_end_all(st, id, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, id, "deletion asked for", NULL);
    if (rc == OK)
        rc = form_notice(x, st,
                         &(struct notice){.account_id = id,
                                          .address = x->viewer.address,
                                          .what = "leaving",
                                          .subject = "Your account will be deleted",
                                          .url = arena_printf(x->arena, "%s/login", x->site->base_url),
                                          .more = json_pack("{s:s}", "at", clock_rfc3339(after, when))});
    return store_end(st, rc);
}

/* An organisation ends with the account that carries it, and its people would not be told. */
static int check_carries_none(struct exchange *x, struct store *st, struct complaints *c)
{
    struct organisation o;
    int rc = organisation_carried(st, x->arena, x->viewer.account_id, &o);
    if (rc == OK)
        complaints_add(c, "current",
                       arena_printf(x->arena, "You carry %s. Hand it over to another owner, or end it, and then delete the account: /organisations/ leads there.", o.name));
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int form_data_delete(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (rc == OK) rc = check_carries_none(x, st, &c);
    if (c.n > 0) return form_again(x, "account_data", &c, NULL);
    if (rc == OK) rc = leave(x, st);
    if (rc != OK) return rc;
    viewer_forget(x);
    see_other(x, "/login?done=leaving");
    return OK;
}
