/* The forms of the payments page: an order, and the wish that what is paid for ends with its period, or goes on. All are rows
 * that the worker takes to the provider (monitor/checkout.h); nothing is fetched here. */
#include "base/clock.h"
#include "crypt/random.h"
#include "store/billing.h"
#include "store/rate.h"
#include "web/form.h"
#include "web/forms.h"

enum { ORDERS_AN_HOUR = 10 };

int form_billing_order(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int64_t n, id = x->viewer.account_id;
    struct billing_wanted w = {form_field(x, "tier"), form_field(x, "period"), random_token(x->arena)};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "order", arena_printf(x->arena, "%lld", (long long)id), x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc != OK) return rc;
    if (n > ORDERS_AN_HOUR) {
        error_show(x, 429, "There were many orders from your account in this hour. Nothing was charged; try again later.");
        return OK;
    }
    rc = billing_order(st, id, &w, x->rq.now_us);
    if (rc == ERR_CONFLICT) complaints_add(&c, "order", "An order is open already. Use its link, or wait until it has expired.");
    if (rc == ERR_NOT_FOUND) complaints_add(&c, "order", "That cannot be ordered: there is no such price, or you pay for as much already.");
    if (c.n > 0) return form_again(x, "account_billing", &c, NULL);
    if (rc == OK) rc = form_security(x, st, id, "tier ordered", str_dupz(x->arena, str_upto(w.tier, 120)));
    if (rc == OK) see_other(x, "/account/billing/?done=ordered");
    return rc;
}

static int wish(struct exchange *x, bool end)
{
    struct store *st;
    struct complaints c = {0};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = billing_cancel(st, x->viewer.account_id, end, x->rq.now_us);
    if (rc == ERR_NOT_FOUND) {
        complaints_add(&c, "order", "Nothing is paid for, so there is nothing to change.");
        return form_again(x, "account_billing", &c, NULL);
    }
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, end ? "payments ended" : "payments kept", NULL);
    if (rc == OK) see_other(x, end ? "/account/billing/?done=end" : "/account/billing/?done=keep");
    return rc;
}

int form_billing_end(struct exchange *x) { return wish(x, true); }

int form_billing_keep(struct exchange *x) { return wish(x, false); }
