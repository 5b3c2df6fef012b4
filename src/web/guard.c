#include "web/guard.h"

#include "crypt/encode.h"
#include "crypt/random.h"
#include "web/viewer.h"

enum { SECRET_LENGTH = 43, FORM_COOKIE_S = 7200 };

const char *form_token_of(struct arena *a, struct str secret)
{
    struct sha256 mac;
    hmac_sha256(secret, STR("form"), &mac);
    return base64url_encode(a, str_of((const char *)mac.byte, sizeof mac.byte));
}

bool form_token_good(struct arena *a, struct str secret, struct str token)
{
    return secret.n == SECRET_LENGTH && bytes_equal_secret(strz(form_token_of(a, secret)), token);
}

bool same_origin(struct str origin, struct str fetch_site, const char *own_origin)
{
    if (origin.n > 0 && !str_ascii_ieq(origin, strz(own_origin))) return false;
    return fetch_site.n == 0 || str_eqz(fetch_site, "same-origin");
}

const char *guard_form_token(struct exchange *x)
{
    if (x->viewer.account_id == 0 && x->form_cookie == NULL) {
        x->form_cookie = random_token(x->arena);
        reply_cookie(&x->reply, viewer_form_cookie_name(x->site), x->form_cookie, FORM_COOKIE_S, x->site->https);
    }
    return form_token_of(x->arena, viewer_secret(x));
}

static bool refuse(struct exchange *x, int status, const char *sentence)
{
    error_show(x, status, sentence);
    return false;
}

static bool pass_form(struct exchange *x)
{
    if (x->rq.form_unread || (x->rq.multipart && (x->route->flags & UPLOAD) == 0)) return refuse(x, 415, "The form could not be read as the page would send it. Open the page again and repeat.");
    if (!same_origin(x->rq.origin, x->rq.fetch_site, x->site->origin))
        return refuse(
            x, 403,
            arena_printf(x->arena,
                         "This form was sent from another address than %s. Open the page there and try again.",
                         x->site->base_url));
    if (form_token_good(x->arena, viewer_secret(x), pairs_get(&x->rq.form, "csrf"))) return true;
    return refuse(
        x, 403,
        "This form is too old, or you have logged in or out since it was shown. Open the page again and repeat.");
}

static bool pass_account(struct exchange *x)
{
    if (x->viewer.account_id != 0) return true;
    if (x->rq.method == METHOD_POST) return refuse(x, 403, "Your login has ended. Log in and try again.");
    struct str path = x->rq.path;
    const char *next = x->rq.raw_query.n > 0
                           ? arena_printf(x->arena, STR_FMT "?" STR_FMT, STR_ARG(path), STR_ARG(x->rq.raw_query))
                           : str_dupz(x->arena, path);
    see_other(x, arena_printf(x->arena, "/login?next=%s", percent_encoded(x->arena, strz(next))));
    return false;
}

/* An operator who looks at somebody's account sees it and touches nothing, and does not see what would open it. */
static bool pass_view(struct exchange *x)
{
    unsigned flags = x->route->flags;
    if (x->viewer.viewed_by == NULL || (flags & VIEW_MAY) != 0) return true;
    if (x->rq.method != METHOD_POST && (flags & OWNER_ONLY) == 0) return true;
    return refuse(x, 403, "You look at this account as the operator: nothing can be changed, and this is for its owner alone.");
}

bool guard_pass(struct exchange *x)
{
    unsigned flags = x->route->flags;
    struct str cookie = pairs_get(&x->rq.cookies, viewer_form_cookie_name(x->site));
    if (cookie.n == SECRET_LENGTH) x->form_cookie = str_dupz(x->arena, cookie);
    if ((flags & PRIVATE) != 0 && !x->rq.private_listener) return refuse(x, 404, NULL);
    if ((flags & PAYING) != 0 && x->site->webhook_secret.n == 0) return refuse(x, 404, NULL);
    if ((flags & NEED_ANALYST) != 0 && x->viewer.rights == 0) return refuse(x, 404, NULL);
    if (x->rq.as == AS_PDF && !viewer_may(&x->viewer, "pdf")) {
        error_locked(x, "pdf", "The PDF of this page");
        return false;
    }
    if (x->rq.method == METHOD_POST && (flags & (TOKEN_ONLY | SIGNED)) == 0 && !pass_form(x)) return false;
    if (!pass_view(x)) return false;
    if ((flags & NEED_ACCOUNT) != 0 && !pass_account(x)) return false;
    if (x->route->rights == 0 || (x->viewer.rights & x->route->rights) != 0) return true;
    return refuse(x, 403, "Your role at the desk does not include this. An operator grants roles: `atlas analyst grant`.");
}
