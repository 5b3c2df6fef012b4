/* The page runner: query → JSON → template, the same for every page (DESIGN.md §3.2). */
#include "base/clock.h"
#include "base/log.h"
#include "web/exchange.h"
#include "web/guard.h"
#include "web/page_frame.h"
#include "web/printed.h"
#include "web/redline_json.h"
#include "web/snippet.h"
#include "web/viewer.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- query ---------------------------------------------------------------------------------------------------------
 */

/* What the table of logins knows this one by. */
static const char *login_hash(struct exchange *x)
{
    struct sha256 hash;
    char *hex = arena_alloc(x->arena, SHA256_HEX_SIZE);
    sha256_of(x->viewer.token, &hash);
    return sha256_hex(&hash, hex);
}

/* What links that work in one browser are bound to. */
static struct arg browser_hash(struct exchange *x)
{
    struct sha256 hash;
    char *hex = arena_alloc(x->arena, SHA256_HEX_SIZE);
    return viewer_browser(x, &hash) ? A_TEXT(sha256_hex(&hash, hex)) : A_NULL;
}

static struct arg given(struct exchange *x, struct str name)
{
    if (str_eqz(name, "now")) return A_TIME(x->rq.now_us);
    if (str_eqz(name, "features")) return A_TEXT(x->viewer.features);
    if (str_eqz(name, "account")) return A_ID(x->viewer.account_id);
    if (str_eqz(name, "path")) return A_STR(x->rq.path);
    if (str_eqz(name, "base")) return A_TEXT(x->site->base_url);
    if (str_eqz(name, "browser")) return browser_hash(x);
    if (str_eqz(name, "login")) return x->viewer.account_id != 0 ? A_TEXT(login_hash(x)) : A_NULL;
    log_error("a page asks for @" STR_FMT ", which nobody gives", STR_ARG(name));
    return A_NULL;
}

/* All values of that name in the query string, with commas between; NULL where there is none. */
static struct arg joined(struct exchange *x, struct str name)
{
    const char *all = NULL;
    for (size_t i = 0; i < x->rq.query.n; i++) {
        const struct pair *q = &x->rq.query.v[i];
        if (!str_eq(q->name, name)) continue;
        all = arena_printf(x->arena, "%s%s" STR_FMT, all != NULL ? all : "", all != NULL ? "," : "", STR_ARG(q->value));
    }
    return all != NULL ? A_TEXT(all) : A_NULL;
}

static struct arg argument(struct exchange *x, const struct page_param *p)
{
    if (p->kind == PAGE_PARAM_GIVEN) return given(x, p->name);
    if (p->kind == PAGE_PARAM_ALL) return joined(x, p->name);
    const char *name = str_dupz(x->arena, p->name);
    struct str v = pairs_get(p->kind == PAGE_PARAM_PATH ? &x->rq.params : &x->rq.query, name);
    if (v.p == NULL && p->kind == PAGE_PARAM_QUERY) v = pairs_get(&x->rq.form, name); /* a form shown again */
    return v.p != NULL ? A_STR(v) : A_NULL;
}

/* The page's JSON as text, in *ret until rows_free. A connection that went away between two requests is tried once
 * more: reading twice does no harm. */
static int run_query(struct exchange *x, const struct page_query *q, struct rows *ret)
{
    struct store *st;
    struct arg args[PAGE_PARAMS_MAX];
    for (unsigned i = 0; i < q->stmt.nparams; i++) args[i] = argument(x, &q->params[i]);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = db_one_n(st, &q->stmt, ret, args, q->stmt.nparams);
    for (int tries = 0; rc == ERR_IO && tries < 2 && st != NULL && x->viewer.account_id == 0 && store_ready(st) == OK;
         tries++)
        rc = db_one_n(st, &q->stmt, ret, args, q->stmt.nparams);
    if (rc == OK && row_null(ret, 0, 0)) {
        rows_free(ret);
        rc = ERR_NOT_FOUND;
    }
    if (rc == ERR_BAD_INPUT) log_warn("page %s: %s", q->stmt.name, store_why(st));
    return rc;
}

/* ---- ETag ----------------------------------------------------------------------------------------------------------
 */

static bool cacheable(const struct exchange *x)
{
    bool for_all = x->viewer.account_id == 0 || x->route->cache == CACHE_OWN;
    return x->route->cache != CACHE_NEVER && for_all && x->rq.method != METHOD_POST;
}

/* Of everything the bytes depend on. Weak, because nginx may compress. Ages ("3 hours ago") make a page of each hour.
 */
static const char *etag_of(struct exchange *x, const char *name, struct str json)
{
    struct sha256 hash;
    char hex[SHA256_HEX_SIZE];
    int64_t hour = view_shows_ages(x->site->view, arena_printf(x->arena, "pages/%s", name))
                       ? x->rq.now_us / (3600 * USEC_PER_SEC)
                       : 0;
    const char *rest = arena_printf(x->arena, "|%016" PRIx64 "|%" PRId64 "|%d|%s|%s|%s|", view_hash(x->site->view),
                                    hour, (int)x->rq.as, x->site->base_url, conf_text(x->site->conf, CONF_SITE_NAME),
                                    conf_text(x->site->conf, CONF_OPERATOR));
    struct str parts[] = {json, strz(rest), x->rq.path};
    sha256_of_parts(parts, 3, &hash);
    sha256_hex(&hash, hex);
    return arena_printf(x->arena, "W/\"%.32s\"", hex);
}

static bool etag_matches(struct str header, const char *etag)
{
    struct str one;
    struct str want = str_from(strz(etag), 2); /* weak comparison: without W/ */
    while (str_next(&header, ',', &one)) {
        one = str_trim(one);
        if (str_eqz(one, "*")) return true;
        if (str_starts(one, STR("W/"))) one = str_from(one, 2);
        if (str_eq(one, want)) return true;
    }
    return false;
}

/* ---- what every page shows -----------------------------------------------------------------------------------------
 */

static json_t *text_or_null(const char *z) { return z != NULL && z[0] != '\0' ? json_string(z) : json_null(); }

static const char *encoded_path(struct exchange *x)
{
    struct buf b;
    struct str rest = x->rq.path, segment;
    buf_init(&b, 4 * TARGET_MAX);
    rest = str_from(rest, 1);
    while (str_next(&rest, '/', &segment)) {
        buf_char(&b, '/');
        bool day = segment.n > 0 && segment.p[0] == '@'; /* a sign of our own, needs no encoding */
        if (day) buf_char(&b, '@');
        percent_encode(&b, day ? str_from(segment, 1) : segment);
    }
    char *z = b.n > 0 ? arena_dup(x->arena, b.p, b.n) : arena_dupz(x->arena, "/");
    buf_release(&b);
    return z;
}

static const char *json_url(struct exchange *x, const char *path)
{
    if (x->route == NULL || (x->route->flags & NO_JSON) != 0 || x->rq.method == METHOD_POST) return NULL;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (x->rq.raw_query.n == 0) return arena_printf(x->arena, "%s%sindex.json", path, slash);
    return arena_printf(x->arena, "%s%sindex.json?" STR_FMT, path, slash, STR_ARG(x->rq.raw_query));
}

/* The address of what lies beside the page, where its route has that; start NULL: this viewer may not. */
static json_t *beside_url(struct exchange *x, unsigned flag, const char *start, const char *name)
{
    bool has = x->route != NULL && (x->route->flags & flag) != 0 && x->reply.status < 400 && start != NULL;
    return has ? json_string(arena_printf(x->arena, "%s%s%s", start, encoded_path(x), name)) : json_null();
}

/* What was done, told on the page that the person is sent to. A closed list: the key stands in the address, so anybody
 * can write it there, and may then only choose among these sentences. */
static const struct {
    const char *key, *text;
} flash_list[] = {
    {"sent", "Look into your mailbox: a mail with the next step is on its way to the address you gave. It may take "
             "a minute."},
    {"confirmed", "Your address is confirmed, and you are logged in."},
    {"reset", "Your password is changed, and every other login has ended. Log in with the new one."},
    {"again", "That took too long. Log in anew."},
    {"out", "You are logged out."},
    {"moving", "Look into the mailbox of the new address: the link in it makes the change. The old address is told, too."},
    {"address", "The address of your account is changed."},
    {"undone", "The old address is the account's again, and every login has ended. Set a new password now."},
    {"leaving", "Your account will be deleted, and you are logged out. Until the day that the mail names, logging in keeps it."},
    {"stays", "Welcome back: your account stays, and nothing is deleted."},
    {"factor-off", "The second factor is off."},
    {"saved", "Saved."},
    {"mail-again", "Noted. A mail to your address is on its way; when it comes back, we stop again."},
    {"rehash", "Asked for. A worker computes the hashes anew within moments: look again."},
    {"password", "Your password is changed. All other logins have ended."},
    {"trial", "Your trial has begun. It ends by itself; nothing is charged. What was paused is watched again, as far as there is room."},
    {"ordered", "Ordered. The link to the payment page appears here within moments."},
    {"checkout", "Thank you. Your payment is being confirmed; this page says so when it is, within a minute as a rule."},
    {"end", "It will end with the time that is paid, and nothing more is charged."},
    {"keep", "It goes on."},
    {"revoked", "That login has ended."},
    {"revoked-all", "All logins have ended."},
    {"added", "Added to your watchlist."},
    {"added-back", "It is on your watchlist again, as it was."},
    {"already", "It is on your watchlist already."},
    {"removed", "Removed from your watchlist."},
    {"resumed", "It is watched again."},
    {"changed", "Saved: that is how this watch tells you from now on."},
    {"seen", "All that changed until now counts as seen."},
    {"organisation-made", "The organisation is there. Invite people, and add to its watchlist."},
    {"invited", "The invitation is on its way by mail. It is good for two weeks."},
    {"withdrawn-invitation", "That invitation is no longer open."},
    {"joined", "You share this watchlist now."},
    {"declined", "Declined. The organisation sees that the invitation is answered."},
    {"person-removed", "That person is out of the organisation, and told so by mail."},
    {"left", "You have left the organisation."},
    {"handed-over", "Handed over. That owner’s tier is the organisation’s from now on."},
    {"organisation-ended", "The organisation has ended, and everybody in it is told."},
    {"webhook-asked", "It is sent within seconds. Look at the log below: reload the page."},
    {"webhook-deleted", "The endpoint is deleted."},
    {"feed-ended", "The feed has ended: its address shows nothing any more."},
    {"published", "Published."},
    {"refused", "Refused: that proposal does not come back."},
    {"accepted", "Accepted: the text becomes a version at the next check, which comes at once."},
    {"barred", "Refused: that text is not held again."},
    {"drafted", "Saved as a draft. Nobody outside the desk sees it."},
    {"dropped", "The draft is thrown away."},
    {"withdrawn", "Withdrawn. The record answers with its reason and history from now on."},
    {"still", "Noted: the analysis holds for the current version."},
    {"law-put", "Added, with its reason."},
    {"law-taken", "Taken away. It is not proposed again for this provision."},
    {"unlike", "Noted: the two are not alike. They are not shown beside each other again."},
    {"sorted", "Noted. The change has left the queue."},
    {"matched", "Corrected, in this version and in every later one."},
    {"answered", "Answered: the sender sees it on the page of the report."},
    {"help-asked", "Asked. The answer comes to this page; it may take a minute."},
    {"suggested", "Thank you. The page is looked at within minutes, and then by the operator: what becomes of it stands below."},
    {"reported", "Thank you. Your report is in the queue. Keep the address of this page: it shows what becomes of it."},
    {"selected", "The page is read anew with these selectors, at once."},
};

static json_t *flashes(struct exchange *x)
{
    json_t *all = json_array();
    struct str done = pairs_get(&x->rq.query, "done");
    for (size_t i = 0; done.n > 0 && i < sizeof flash_list / sizeof *flash_list; i++)
        if (str_eqz(done, flash_list[i].key))
            json_array_append_new(all, json_pack("{s:s,s:s}", "kind", "ok", "text", flash_list[i].text));
    return all;
}

void page_add_frame(struct exchange *x, json_t *root, bool noindex)
{
    const struct conf *c = x->site->conf;
    const char *path = encoded_path(x);
    unsigned flags = x->route != NULL ? x->route->flags : 0;
    const char *json = json_url(x, path);
    json_object_set_new(root, "site",
                        json_pack("{s:b,s:b,s:s,s:s,s:s,s:s,s:o,s:i,s:b}", "paying", x->site->webhook_secret.n > 0, "drafting",
                                  conf_text(c, CONF_DRAFT_URL)[0] != '\0', "edition", x->site->edition, "name", conf_text(c, CONF_SITE_NAME), "base",
                                  x->site->base_url, "operator", conf_text(c, CONF_OPERATOR), "contact",
                                  text_or_null(conf_text(c, CONF_CONTACT)), "year", civil_of(x->rq.now_us).year, "demo",
                                  conf_int(c, CONF_DEMO) != 0));
    json_object_set_new(root, "page",
                        json_pack("{s:s,s:s,s:o,s:o,s:o,s:b}", "path", path, "canonical",
                                  arena_printf(x->arena, "%s%s", x->site->base_url, path), "json_url",
                                  text_or_null(json), "pdf_url",
                                  beside_url(x, PDF, viewer_may(&x->viewer, "pdf") ? "" : NULL, "index.pdf"), "picture_url",
                                  beside_url(x, PICTURE, x->site->base_url, "og.png"), "noindex", noindex));
    json_object_set_new(root, "viewer",
                        x->viewer.account_id == 0
                            ? json_null()
                            : json_pack("{s:s,s:s,s:s,s:b,s:s?}", "address", x->viewer.address, "tier", x->viewer.tier,
                                        "tier_name", x->viewer.tier_name, "analyst", x->viewer.rights != 0, "viewed_by",
                                        x->viewer.viewed_by));
    json_object_set_new(root, "flash", flashes(x));
    if ((flags & (HAS_FORM | NEED_CSRF)) != 0 || ((flags & WATCH_FORM) != 0 && x->viewer.account_id != 0))
        json_object_set_new(root, "form", json_pack("{s:s}", "csrf", guard_form_token(x)));
}

/* ---- output --------------------------------------------------------------------------------------------------------
 */

/* A page's JSON: as the query gave it, or as C has changed it. */
struct content {
    struct node *root;
    json_t *changed; /* NULL: the query's own text */
    struct redline_text redline;
};

static bool internal(struct str key)
{
    static const char *const keys[] = {"jsonld", "redirect", "redirect_status", "status", "noindex", "watching"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eqz(key, keys[i])) return true;
    return false;
}

static int add_to_buf(const char *p, size_t n, void *out)
{
    buf_add(out, p, n);
    return buf_failed(out) ? -1 : 0;
}

/* index.json: the page's own members; where nothing was changed, byte for byte as the database wrote them. */
static int show_json(struct exchange *x, const struct content *c)
{
    struct buf *out = &x->reply.body;
    x->reply.type = "application/json";
    reply_header(&x->reply, "Content-Location", json_url(x, encoded_path(x)));
    for (const struct node *m = c->root->first; m != NULL; m = m->next) {
        if (internal(m->key)) continue;
        buf_char(out, out->n == 0 ? '{' : ',');
        if (c->changed == NULL)
            buf_str(out, m->raw);
        else {
            buf_printf(out, "\"" STR_FMT "\":", STR_ARG(m->key)); /* our own key: letters and underscores */
            if (json_dump_callback(json_object_getn(c->changed, m->key.p, m->key.n), add_to_buf, out,
                                   JSON_COMPACT | JSON_ENCODE_ANY) != 0)
                return ERR_LIMIT;
        }
    }
    buf_strz(out, out->n == 0 ? "{}" : "}");
    return buf_failed(out) ? ERR_LIMIT : OK;
}

static int show_html(struct exchange *x, const char *name, struct node *root)
{
    if (x->route->type != NULL) x->reply.type = x->route->type;
    const char *template = arena_printf(x->arena, "pages/%s", name);
    if (!view_has(x->site->view, template)) {
        const struct node *text = node_get(root, "text"); /* a page of plain text is its JSON's `text`, byte for byte */
        if (text == NULL || text->kind != NODE_STRING) {
            log_error("page %s has neither a template nor a text", name);
            return ERR_BAD_INPUT;
        }
        buf_str(&x->reply.body, text->text);
        return OK;
    }
    const struct node *noindex = node_get(root, "noindex");
    json_t *frame = json_object();
    page_add_frame(x, frame,
                   (noindex != NULL && noindex->kind == NODE_TRUE) ||
                       (x->route->flags & (HAS_FORM | NEED_ACCOUNT)) != 0);
    node_override(root, node_of_json(x->arena, frame));
    int rc = view_show(x->site->view, x->arena, template, root, &x->reply.body);
    json_decref(frame);
    return rc;
}

/* Redirect and status, the JSON's own. Returns whether the reply is made. */
static bool take_orders(struct exchange *x, const struct node *root)
{
    const struct node *redirect = node_get(root, "redirect");
    int64_t status = node_int(node_get(root, redirect != NULL ? "redirect_status" : "status"));
    if (redirect != NULL && redirect->kind == NODE_STRING) {
        const char *to = str_dupz(x->arena, redirect->text);
        static const char *const beside[] = {[AS_PAGE] = "", [AS_JSON] = "index.json", [AS_PDF] = "index.pdf", [AS_PICTURE] = "og.png"};
        if (strchr(to, '?') == NULL && str_ends(strz(to), STR("/"))) to = arena_printf(x->arena, "%s%s", to, beside[x->rq.as]);
        reply_redirect(&x->reply, status == 301 ? 301 : 303, to);
        return true;
    }
    if (status >= 200 && status <= 599) x->reply.status = (int)status;
    return false;
}

/* What C adds to a query's JSON: a redline, snippets in pieces. */
static int change(struct exchange *x, struct str text, struct content *c)
{
    if ((x->route->flags & REDLINE) != 0 && x->rq.as != AS_PICTURE) return redline_add(x, c->root, &c->redline);
    if ((x->route->flags & SNIPPETS) == 0) return OK;
    c->changed = json_loadb(text.p, text.n, 0, NULL);
    if (c->changed == NULL) return ERR_BAD_INPUT;
    snippets_split(c->changed);
    const struct node *ld = node_get(c->root, "jsonld"); /* kept as text: that is how it is shown */
    struct node *copy = ARENA_NEW(x->arena, struct node);
    if (ld != NULL) *copy = *ld;
    c->root = node_of_json(x->arena, c->changed);
    copy->next = c->root->first;
    if (ld != NULL) c->root->first = copy;
    return OK;
}

static int show_as(struct exchange *x, const char *name, const struct content *c)
{
    if (x->rq.as == AS_JSON) return show_json(x, c);
    if (x->rq.as == AS_PICTURE) return printed_picture(x, name, c->root);
    int rc = show_html(x, name, c->root);
    return rc == OK && x->rq.as == AS_PDF ? printed_pdf(x, c->root) : rc;
}

/* extra: what a form adds to the page that is shown again. */
static int show(struct exchange *x, const char *name, struct str text, const json_t *extra)
{
    struct note why;
    struct content c = {0};
    int rc = node_parse(x->arena, text, &c.root, &why);
    if (rc != OK || c.root->kind != NODE_OBJECT) {
        log_error("page %s: %s", name, rc != OK ? why.text : "not an object");
        return ERR_BAD_INPUT;
    }
    if (extra != NULL) node_override(c.root, node_of_json(x->arena, extra));
    if (take_orders(x, c.root)) return OK;
    rc = change(x, text, &c);
    if (rc == OK) rc = show_as(x, name, &c);
    json_decref(c.changed);
    redline_text_free(&c.redline);
    if (rc != ERR_CONFLICT) return rc;
    error_show(x, 503, "Several large comparisons are being made at this moment. Reload in a few seconds.");
    return OK;
}

int page_show(struct exchange *x, const char *name, json_t *extra)
{
    struct rows r = {0};
    const struct page_query *q = pages_find(x->site->pages, name);
    int rc = q != NULL ? run_query(x, q, &r) : ERR_BAD_INPUT;
    if (q == NULL) log_error("page %s has no query", name);
    if (rc != OK) goto out;
    struct str text = row_str(&r, 0, 0);
    if (cacheable(x)) {
        x->reply.cache = x->route->cache;
        x->reply.etag = etag_of(x, name, text);
        if (x->rq.if_none_match.n > 0 && etag_matches(x->rq.if_none_match, x->reply.etag)) {
            x->reply.status = 304;
            goto out;
        }
    }
    rc = show(x, name, text, extra);
    if (x->reply.status != 200) x->reply.etag = NULL;
out:
    rows_free(&r);
    json_decref(extra);
    return rc;
}
