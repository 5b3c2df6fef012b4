#include "web/route.h"

#include "store/desk.h"
#include "web/evidence.h"
#include "web/form_analyst.h"
#include "web/form_desk.h"
#include "web/form_record.h"
#include "web/forms.h"
#include "web/machine.h"
#include "web/stripe_post.h"

#define PAGE(name) .page = (name)
#define TEXT "text/plain; charset=utf-8"
/* The desk: a page for whoever has a right there, and an act that needs one of `may` (store/desk.h). */
#define DESK(path, name)                                                                                               \
    {"GET", path, PAGE(name), .flags = NEED_ACCOUNT | NEED_ANALYST | HAS_FORM | NO_JSON}
#define DESK_ACT(path, fn, may)                                                                                        \
    {"POST", path, .handler = (fn), .flags = NEED_ACCOUNT | NEED_ANALYST | NEED_CSRF, .rights = (may)}
#define ORGANISATION_ACT(act, fn)                                                                                      \
    {"POST", "/organisation/:organisation/" act, .handler = (fn), .flags = NEED_ACCOUNT | NEED_CSRF}
#define ATOM "application/atom+xml; charset=utf-8"
#define XML "application/xml; charset=utf-8"

const struct route routes[] = {
    {"GET", "/", PAGE("home"), .cache = CACHE_SHORT},
    {"GET", "/platforms/", PAGE("platforms"), .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/", PAGE("platform"), .flags = PICTURE | WATCH_FORM, .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/:document/", PAGE("document"), .flags = PICTURE | WATCH_FORM, .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/:document/history/", PAGE("document_history"), .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/:document/@:day/", PAGE("document_asof"), .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/:document/diff/:a..:b/", PAGE("diff"), .flags = REDLINE, .cache = CACHE_SHORT},
    {"GET", "/platform/:platform/:document/:provision/", PAGE("provision"), .flags = PDF | PICTURE | WATCH_FORM, .cache = CACHE_SHORT},
    {"GET", "/version/:version/", PAGE("version"), .cache = CACHE_SHORT},
    {"GET", "/version/:version/text", PAGE("version_text"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = TEXT},
    {"GET", "/version/:version/capture", .handler = evidence_capture, .flags = NO_JSON},
    {"GET", "/version/:version/check", PAGE("version_check"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/version/:version/check", .handler = form_hash_request, .flags = NEED_CSRF},
    {"GET", "/changes/", PAGE("changes"), .cache = CACHE_SHORT},
    {"GET", "/change/:change/", PAGE("change"), .flags = REDLINE | PDF | PICTURE, .cache = CACHE_SHORT},
    {"GET", "/clause-types/", PAGE("clause_types"), .cache = CACHE_SHORT},
    {"GET", "/clause-type/:type/", PAGE("clause_type"), .flags = PICTURE | WATCH_FORM, .cache = CACHE_SHORT},
    {"GET", "/compare/:type/", PAGE("compare"), .cache = CACHE_SHORT},
    {"GET", "/regulation/:regulation/", PAGE("regulation"), .cache = CACHE_SHORT},
    {"GET", "/agency/:agency/", PAGE("agency"), .cache = CACHE_SHORT},
    {"GET", "/search", PAGE("search"), .flags = SNIPPETS, .cache = CACHE_SHORT},
    {"GET", "/methodology/", PAGE("methodology"), .cache = CACHE_SHORT},
    {"GET", "/pricing/", PAGE("pricing"), .cache = CACHE_SHORT},
    {"GET", "/about/", PAGE("about"), .cache = CACHE_SHORT},
    {"GET", "/corrections/", PAGE("corrections"), .cache = CACHE_SHORT},
    {"GET", "/privacy/", PAGE("privacy"), .cache = CACHE_SHORT},
    {"GET", "/terms/", PAGE("terms"), .cache = CACHE_SHORT},
    {"GET", "/id/:record", PAGE("id"), .cache = CACHE_SHORT},

    {"GET", "/feeds/changes.atom", PAGE("feed_changes"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = ATOM},
    {"GET", "/feeds/severity/:severity.atom", PAGE("feed_severity"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = ATOM},
    {"GET", "/feeds/clause-type/:type.atom", PAGE("feed_clause_type"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = ATOM},
    {"GET", "/feeds/platform/:platform.atom", PAGE("feed_platform"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = ATOM},
    {"GET", "/feeds/document/:platform/:document.atom", PAGE("feed_document"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = ATOM},
    {"GET", "/feeds/watchlist/:token.atom", PAGE("feed_watchlist"), .flags = NO_JSON | SECRET_PATH, .cache = CACHE_OWN, .type = ATOM},
    {"GET", "/sitemap.xml", PAGE("sitemap"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = XML},
    {"GET", "/sitemap/:part.xml", PAGE("sitemap_part"), .flags = NO_JSON, .cache = CACHE_SHORT, .type = XML},
    {"GET", "/robots.txt", PAGE("robots"), .flags = NO_JSON, .cache = CACHE_HOUR, .type = TEXT},
    {"GET", "/.well-known/security.txt", PAGE("security_txt"), .flags = NO_JSON, .cache = CACHE_HOUR, .type = TEXT},
    {"GET", "/metrics", PAGE("metrics"), .flags = NO_JSON | PRIVATE,
     .type = "text/plain; version=0.0.4; charset=utf-8"},
    {"GET", "/healthz", .handler = machine_healthz, .flags = NO_JSON},

    {"GET", "/signup", PAGE("signup"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/signup", .handler = form_signup, .flags = NEED_CSRF},
    {"GET", "/confirm", PAGE("confirm"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/confirm", .handler = form_confirm, .flags = NEED_CSRF},
    {"GET", "/login", PAGE("login"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/login", .handler = form_login, .flags = NEED_CSRF},
    {"GET", "/login/code", PAGE("login_code"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/login/code", .handler = form_login_code, .flags = NEED_CSRF},
    {"GET", "/login/mail", PAGE("login_mail"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/login/mail", .handler = form_login_mail, .flags = NEED_CSRF},
    {"GET", "/login/link", PAGE("login_link"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/login/link", .handler = form_login_link, .flags = NEED_CSRF},
    {"GET", "/login/view", PAGE("login_view"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/login/view", .handler = form_login_view, .flags = NEED_CSRF},
    {"POST", "/logout", .handler = form_logout, .flags = NEED_CSRF | VIEW_MAY},
    {"GET", "/reset", PAGE("reset"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/reset", .handler = form_reset, .flags = NEED_CSRF},
    {"GET", "/account/", PAGE("account"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/account/mail", .handler = form_account_mail, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/mail/again", .handler = form_account_mail_again, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/password", .handler = form_account_password, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/trial", .handler = form_account_trial, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/revoke", .handler = form_account_revoke, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/revoke-all", .handler = form_account_revoke_all, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/security/", PAGE("account_security"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"GET", "/account/address/", PAGE("account_address"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/account/address/", .handler = form_address, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/confirm-address", PAGE("confirm_address"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/confirm-address", .handler = form_address_confirm, .flags = NEED_CSRF},
    {"GET", "/undo-address", PAGE("undo_address"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/undo-address", .handler = form_address_undo, .flags = NEED_CSRF},
    {"GET", "/account/second-factor/", .handler = form_factor_page, .flags = NEED_ACCOUNT | HAS_FORM | OWNER_ONLY | NO_JSON},
    {"POST", "/account/second-factor/", .handler = form_factor_begin, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/second-factor/confirm", .handler = form_factor_confirm, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/second-factor/codes", .handler = form_factor_codes, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/second-factor/end", .handler = form_factor_end, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/data/", PAGE("account_data"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"GET", "/account/export", .handler = form_data_export, .flags = NEED_ACCOUNT | OWNER_ONLY | NO_JSON},
    {"POST", "/account/delete", .handler = form_data_delete, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/webhooks/", PAGE("account_webhooks"), .flags = NEED_ACCOUNT | OWNER_ONLY | HAS_FORM | NO_JSON},
    {"POST", "/account/webhooks/", .handler = form_webhook_add, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/webhooks/:webhook/", PAGE("account_webhook"), .flags = NEED_ACCOUNT | OWNER_ONLY | HAS_FORM | NO_JSON},
    {"POST", "/account/webhooks/:webhook/", .handler = form_webhook_set, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/webhooks/:webhook/secret", .handler = form_webhook_secret, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/webhooks/:webhook/delete", .handler = form_webhook_delete, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/webhooks/:webhook/test", .handler = form_webhook_test, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/webhooks/:webhook/again", .handler = form_webhook_again, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/feed/", PAGE("account_feed"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/account/feed/", .handler = form_feed_make, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/account/feed/end", .handler = form_feed_end, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/account/billing/", PAGE("account_billing"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON | PAYING},
    {"POST", "/account/billing/", .handler = form_billing_order, .flags = NEED_ACCOUNT | NEED_CSRF | PAYING},
    {"POST", "/account/billing/end", .handler = form_billing_end, .flags = NEED_ACCOUNT | NEED_CSRF | PAYING},
    {"POST", "/account/billing/keep", .handler = form_billing_keep, .flags = NEED_ACCOUNT | NEED_CSRF | PAYING},
    {"POST", "/billing/stripe", .handler = stripe_post, .flags = SIGNED | PAYING},
    {"GET", "/watchlist/", PAGE("watchlist"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/watchlist/", .handler = form_watch_add, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/watchlist/remove", .handler = form_watch_remove, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/watchlist/import", PAGE("watchlist_import"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/watchlist/import", .handler = form_watch_preview, .flags = NEED_ACCOUNT | NEED_CSRF | UPLOAD},
    {"POST", "/watchlist/import/add", .handler = form_watch_import, .flags = NEED_ACCOUNT | NEED_CSRF | UPLOAD},
    {"GET", "/watchlist/export.csv", .handler = form_watch_export, .flags = NEED_ACCOUNT | NO_JSON},
    {"POST", "/watchlist/undo", .handler = form_watch_undo, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/watchlist/resume", .handler = form_watch_resume, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/watchlist/change", .handler = form_watch_tell, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/watchlist/seen", .handler = form_watch_seen, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/organisations/", PAGE("organisations"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/organisations/", .handler = form_organisation_create, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"POST", "/organisations/answer", .handler = form_organisation_answer, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/organisation/:organisation/", PAGE("organisation"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    ORGANISATION_ACT("name", form_organisation_name),
    ORGANISATION_ACT("invite", form_organisation_invite),
    ORGANISATION_ACT("withdraw", form_organisation_withdraw),
    ORGANISATION_ACT("role", form_organisation_role),
    ORGANISATION_ACT("remove", form_organisation_remove),
    ORGANISATION_ACT("leave", form_organisation_leave),
    ORGANISATION_ACT("mail", form_organisation_mail),
    ORGANISATION_ACT("hand-over", form_organisation_hand_over),
    ORGANISATION_ACT("end", form_organisation_end),
    DESK("/analyst/", "analyst"),
    DESK("/analyst/changes/", "analyst_changes"),
    DESK("/analyst/change/:change/", "analyst_change"),
    DESK("/analyst/drafts/", "analyst_drafts"),
    DESK("/analyst/reviews/", "analyst_reviews"),
    DESK("/analyst/reports/", "analyst_reports"),
    DESK("/analyst/report/:report/", "analyst_report"),
    DESK("/analyst/held/", "analyst_held"),
    DESK("/analyst/sources/", "analyst_sources"),
    DESK("/analyst/record/", "analyst_record"),
    DESK("/analyst/source/:source/", "analyst_source"),
    DESK("/analyst/clause/:clause/", "analyst_clause"),
    DESK("/analyst/provision/:record/", "analyst_provision"),
    DESK_ACT("/analyst/clause/:clause/", form_analyst_clause, DESK_WRITE),
    DESK_ACT("/analyst/clause/:clause/help", form_analyst_help, DESK_WRITE),
    DESK_ACT("/analyst/refuse", form_analyst_refuse, DESK_WRITE),
    DESK_ACT("/analyst/provision/:record/", form_analyst_provision, DESK_WRITE),
    DESK_ACT("/analyst/provision/:record/law", form_record_law, DESK_WRITE),
    DESK_ACT("/analyst/provision/:record/unlike", form_record_unlike, DESK_WRITE),
    DESK_ACT("/analyst/provision/:record/reaffirm", form_record_reaffirm, DESK_PUBLISH),
    DESK_ACT("/analyst/provision/:record/withdraw", form_record_withdraw, DESK_PUBLISH),
    DESK_ACT("/analyst/change/:change/sort", form_record_sort, DESK_WRITE),
    DESK_ACT("/analyst/change/:change/match", form_record_match, DESK_WRITE),
    DESK_ACT("/analyst/report/:report/answer", form_record_answer, DESK_ANSWER | DESK_REMOVE),
    DESK_ACT("/analyst/source/:source/judge", form_desk_judge, DESK_SOURCE),
    DESK_ACT("/analyst/source/:source/select", form_desk_select, DESK_SOURCE),
    {"GET", "/report", PAGE("report"), .flags = HAS_FORM | NO_JSON},
    {"POST", "/report", .handler = form_report, .flags = NEED_CSRF},
    {"GET", "/report/:key/", PAGE("report_state"), .flags = NO_JSON | SECRET_PATH},
    {"GET", "/suggest", PAGE("suggest"), .flags = NEED_ACCOUNT | HAS_FORM | NO_JSON},
    {"POST", "/suggest", .handler = form_suggest, .flags = NEED_ACCOUNT | NEED_CSRF},
    {"GET", "/unsubscribe", PAGE("unsubscribe"), .flags = NO_JSON},
    {"POST", "/unsubscribe", .handler = form_unsubscribe,
     .flags = TOKEN_ONLY}, /* RFC 8058: mail clients send no cookie */
};
const size_t nroutes = sizeof routes / sizeof *routes;

static bool name_char(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool route_fits(const char *pattern, struct str path, struct pairs *ret)
{
    ret->n = 0;
    while (*pattern != '\0') {
        if (*pattern != ':') {
            if (path.n == 0 || path.p[0] != *pattern) return false;
            path = str_from(path, 1);
            pattern++;
            continue;
        }
        const char *name = ++pattern;
        while (name_char(*pattern)) pattern++;
        size_t literal = strcspn(pattern, ":/"), n = 1;
        struct str stop = str_of(pattern, literal > 0 ? literal : (*pattern != '\0'));
        while (n < path.n && path.p[n] != '/' && !(stop.n > 0 && str_starts(str_from(path, n), stop))) n++;
        if (path.n == 0 || path.p[0] == '/') return false;
        ret->v[ret->n++] = (struct pair){str_of(name, (size_t)(pattern - name)), str_upto(path, n)};
        path = str_from(path, n);
    }
    return path.n == 0;
}

size_t route_body_max(struct str path)
{
    struct pairs params;
    for (size_t i = 0; i < nroutes; i++)
        if ((routes[i].flags & (SIGNED | UPLOAD)) != 0 && route_fits(routes[i].pattern, path, &params))
            return (routes[i].flags & UPLOAD) != 0 ? UPLOAD_MAX : SIGNED_MAX;
    return BODY_MAX;
}

static bool method_fits(const struct route *r, enum method m)
{
    return r->method[0] == 'G' ? m == METHOD_GET || m == METHOD_HEAD : m == METHOD_POST;
}

static bool offers(const struct route *r, enum wanted_as as)
{
    switch (as) {
    case AS_JSON: return r->page != NULL && (r->flags & NO_JSON) == 0;
    case AS_PDF: return (r->flags & PDF) != 0;
    case AS_PICTURE: return (r->flags & PICTURE) != 0;
    default: return true;
    }
}

static const struct route *look(struct request *rq, struct str path, bool *ret_get, bool *ret_post)
{
    struct pairs params;
    *ret_get = *ret_post = false;
    for (size_t i = 0; i < nroutes; i++) {
        const struct route *r = &routes[i];
        if (!route_fits(r->pattern, path, &params)) continue;
        *(r->method[0] == 'G' ? ret_get : ret_post) = true;
        if (!offers(r, rq->as)) continue;
        if (!method_fits(r, rq->method)) continue;
        rq->params = params;
        return r;
    }
    return NULL;
}

enum route_match route_find(struct request *rq, const struct route **ret, const char **ret_path, const char **ret_allow)
{
    bool get, post;
    struct str path = rq->path;
    *ret = look(rq, path, &get, &post);
    if (*ret != NULL) return ROUTE_FOUND;
    bool slash = path.p[path.n - 1] == '/';
    struct str other = slash ? str_upto(path, path.n - 1) : strz(arena_printf(rq->arena, STR_FMT "/", STR_ARG(path)));
    if (rq->as != AS_PAGE) { /* "/search/index.json" is the JSON of "/search" */
        *ret = other.n > 0 ? look(rq, other, &get, &post) : NULL;
        return *ret != NULL ? ROUTE_FOUND : ROUTE_NONE;
    }
    if (get || post) {
        *ret_allow = get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
        return ROUTE_METHOD;
    }
    if (rq->method == METHOD_POST || other.n == 0 || look(rq, other, &get, &post) == NULL) return ROUTE_NONE;
    *ret_path = str_dupz(rq->arena, other);
    return ROUTE_MOVED;
}
