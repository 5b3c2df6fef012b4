#include "web/viewer.h"

#include "base/clock.h"
#include "store/login.h"

/* A browser refuses the __Host- prefix without Secure, and Secure over plain http: the loopback demonstration does
 * without both. */
const char *viewer_cookie_name(const struct site *s) { return s->https ? "__Host-atlas" : "atlas-login"; }
const char *viewer_form_cookie_name(const struct site *s) { return s->https ? "__Host-atlas-form" : "atlas-form"; }

static int load_lowest_tier(struct site *s, struct store *st)
{
    int64_t mono = clock_mono_us();
    if (s->features != NULL && mono - s->features_at_us < 60 * USEC_PER_SEC) return OK;
    struct login_tier lowest;
    s->features = NULL;
    arena_reset(&s->lasting);
    int rc = login_tier_lowest(st, &s->lasting, &lowest);
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
    rc = load_lowest_tier(s, st);
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
    x->site->acting = true;
    rc = store_act_as(st, login.account_id, x->rq.now_us);
    if (rc == OK) rc = login_tier(st, x->arena, login.account_id, x->rq.now_us, &tier);
    if (rc != OK) return rc;
    x->viewer = (struct viewer){.account_id = login.account_id,
                                .address = login.address,
                                .tier = tier.slug,
                                .tier_name = tier.name,
                                .features = tier.features,
                                .rights = login.rights,
                                .token = token};
    return OK;
}

int viewer_log_in(struct exchange *x, struct store *st, int64_t account_id)
{
    const char *token;
    int rc = x->viewer.account_id != 0 ? login_end(st, x->viewer.token, x->rq.now_us) : OK;
    if (rc == OK) rc = login_open(st, x->arena, account_id, x->rq.address_prefix, x->rq.agent, x->rq.now_us, &token);
    if (rc != OK) return rc;
    reply_cookie(&x->reply, viewer_cookie_name(x->site), token, LOGIN_ABSOLUTE_US / USEC_PER_SEC, x->site->https);
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
