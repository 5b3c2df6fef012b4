#include "web/viewer.h"

#include "base/clock.h"
#include "store/login.h"

/* A browser refuses the __Host- prefix without Secure, and Secure over plain http: the loopback demonstration does
 * without both. */
const char *viewer_cookie_name(const struct site *s) { return s->https ? "__Host-atlas" : "atlas-login"; }
const char *viewer_form_cookie_name(const struct site *s) { return s->https ? "__Host-atlas-form" : "atlas-form"; }
const char *viewer_second_cookie_name(const struct site *s) { return s->https ? "__Host-atlas-second" : "atlas-second"; }

struct str viewer_secret(const struct exchange *x)
{
    if (x->viewer.account_id != 0) return x->viewer.token;
    return x->form_cookie != NULL ? strz(x->form_cookie) : str_of(NULL, 0);
}

bool viewer_browser(const struct exchange *x, struct sha256 *ret)
{
    struct str secret = viewer_secret(x);
    if (secret.n == 0) return false;
    sha256_of(secret, ret);
    return true;
}

int viewer_act_as(struct exchange *x, struct store *st, int64_t account_id)
{
    x->site->acting = true;
    return store_act_as(st, account_id, x->rq.now_us);
}

static int load_lowest_tier(struct site *s, struct store *st, int64_t now_us)
{
    int64_t mono = clock_mono_us();
    if (s->features != NULL && mono - s->features_at_us < 60 * USEC_PER_SEC) return OK;
    struct login_tier lowest;
    s->features = NULL;
    arena_reset(&s->lasting);
    int rc = login_tier_lowest(st, &s->lasting, now_us, &lowest);
    if (rc == ERR_NOT_FOUND) lowest.features = "{}"; /* a database without tiers: nothing is a feature of the lowest */
    if (rc != OK && rc != ERR_NOT_FOUND) return rc;
    s->features = lowest.features;
    s->features_at_us = mono;
    return OK;
}

static int be_anonymous(struct exchange *x, struct store *st)
{
    struct site *s = x->site;
    int rc = s->acting ? store_act_as(st, 0, CLOCK_NONE) : OK;
    if (rc != OK) return rc;
    s->acting = false;
    rc = load_lowest_tier(s, st, x->rq.now_us);
    if (rc == OK) x->viewer = (struct viewer){.features = s->features};
    return rc;
}

int viewer_load(struct exchange *x)
{
    struct store *st;
    struct login login;
    struct login_tier tier;
    struct str token = pairs_get(&x->rq.cookies, viewer_cookie_name(x->site));
    int rc = site_store(x->site, &st);
    if (rc != OK) return rc;
    if (token.n == 0) return be_anonymous(x, st);
    rc = login_find(st, x->arena, token, x->rq.now_us, &login);
    if (rc == ERR_NOT_FOUND) return be_anonymous(x, st);
    if (rc != OK) return rc;
    rc = viewer_act_as(x, st, login.account_id);
    if (rc == OK) rc = login_tier(st, x->arena, login.account_id, x->rq.now_us, &tier);
    if (rc != OK) return rc;
    x->viewer = (struct viewer){.account_id = login.account_id,
                                .address = login.address,
                                .tier = tier.slug,
                                .tier_name = tier.name,
                                .features = tier.features,
                                .rights = login.rights,
                                .token = token,
                                .viewed_by = login.viewed_by};
    return OK;
}

int viewer_log_in(struct exchange *x, struct store *st, int64_t account_id, const char *viewed_by)
{
    const char *token;
    struct login_opened opened = {.account_id = account_id,
                                  .now_us = x->rq.now_us,
                                  .address_prefix = x->rq.address_prefix,
                                  .agent = x->rq.agent,
                                  .viewed_by = viewed_by};
    int rc = x->viewer.account_id != 0 ? login_end(st, x->viewer.token, x->rq.now_us) : OK;
    if (rc == OK) rc = login_open(st, x->arena, &opened, &token);
    if (rc != OK) return rc;
    int64_t life_us = viewed_by != NULL ? LOGIN_VIEW_US : LOGIN_ABSOLUTE_US;
    reply_cookie(&x->reply, viewer_cookie_name(x->site), token, life_us / USEC_PER_SEC, x->site->https);
    if (x->viewer.account_id == account_id) x->viewer.token = strz(token); /* a page that is shown now goes on under it */
    reply_cookie(&x->reply, viewer_form_cookie_name(x->site), "", 0, x->site->https);
    return OK;
}

void viewer_forget(struct exchange *x) { reply_cookie(&x->reply, viewer_cookie_name(x->site), "", 0, x->site->https); }

bool viewer_may(const struct viewer *v, const char *feature)
{
    struct str all = strz(v->features), one;
    if (all.n < 2) return false;
    all = str_of(all.p + 1, all.n - 2); /* {digest,alerts}: names of letters and hyphens, never quoted */
    while (str_next(&all, ',', &one))
        if (str_eqz(one, feature)) return true;
    return false;
}
