#include "web/enter.h"

#include "store/account.h"
#include "store/rate.h"
#include "store/second_factor.h"
#include "store/token.h"
#include "web/form.h"
#include "web/viewer.h"

enum { SECOND_COOKIE_S = 600 };

/* Where they wanted to go, or the watchlist with a word about what just happened. */
static const char *where(struct exchange *x, const struct entrant *e, bool stays)
{
    if (stays) return "/account/?done=stays";
    return path_is_local(e->next) ? str_dupz(x->arena, e->next) : "/watchlist/";
}

int enter_open(struct exchange *x, struct store *st, const struct entrant *e, const char *event)
{
    bool stays = false;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = rate_clear(st, RATE_LOGIN_ADDRESS, rate_address_key(x->arena, strz(e->address)));
    if (rc == OK) rc = account_clear_failures(st, e->account_id);
    if (rc == OK) rc = account_stay(st, e->account_id, &stays);
    if (rc == OK) rc = viewer_log_in(x, st, e->account_id, NULL);
    if (rc == OK) rc = form_security(x, st, e->account_id, event, NULL);
    if (rc == OK && stays) rc = form_security(x, st, e->account_id, "deletion undone", NULL);
    rc = store_end(st, rc);
    if (rc == OK) see_other(x, where(x, e, stays));
    return rc;
}

/* The token that says so goes into a cookie, not into an address that stays in histories. */
static int ask_for_second(struct exchange *x, struct store *st, const struct entrant *e)
{
    const char *token;
    struct sha256 browser;
    if (!viewer_browser(x, &browser)) return ERR_DENIED; /* the form's guard has seen it */
    struct token_owner owner = {.account_id = e->account_id, .address = e->address, .browser = &browser};
    int rc = token_issue(st, x->arena, TOKEN_FACTOR, &owner, x->rq.now_us, &token);
    if (rc != OK) return rc;
    reply_cookie(&x->reply, viewer_second_cookie_name(x->site), token, SECOND_COOKIE_S, x->site->https);
    see_other(x, arena_printf(x->arena, "/login/code?next=%s", percent_encoded(x->arena, e->next)));
    return OK;
}

int enter_first(struct exchange *x, struct store *st, const struct entrant *e, const char *event)
{
    struct second_factor f;
    int rc = viewer_act_as(x, st, e->account_id);
    if (rc == OK) rc = second_factor_get(st, x->arena, e->account_id, &f);
    if (rc != OK) return rc;
    return f.on ? ask_for_second(x, st, e) : enter_open(x, st, e, event);
}
