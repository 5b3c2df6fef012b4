/* Error pages that help: what happened, and what one can do now. */
#include "base/log.h"
#include "store/tier.h"
#include "web/exchange.h"
#include "web/page_frame.h"

static const struct kind {
    int status;
    const char *title, *text;
} kinds[] = {
    {400, "This address cannot be read", "The request holds something that is no text or no number where one belongs."},
    {403, "Not allowed", "This cannot be done from here."},
    {404, "There is no such page",
     "The address may be mistyped, or the record may never have existed. Records that were withdrawn say so instead."},
    {405, "That cannot be done at this address", "The page exists, but not for this kind of request."},
    {409, "It is not as it was any more", "Open the page again and look."},
    {410, "This record was withdrawn", "It existed and was taken back."},
    {413, "That is too much", "The form holds more than it may."},
    {414, "This address is too long", "Shorten it, or start from the search."},
    {415, "This kind of form is not understood", "Use the form of the page."},
    {429, "Too many attempts", "Wait a while and try again."},
    {500, "Something broke here", "It is our mistake and has been noted. Trying again in a moment may help."},
    {503, "Not available at the moment",
     "The database cannot be reached. It is tried again with every request: reload in a few seconds."},
};

static const struct kind *kind_of(int status)
{
    const struct kind *fallback = &kinds[10];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].status == status) return &kinds[i];
    return fallback;
}

/* Names like the one asked for, where the database can tell. */
static void add_suggestions(struct exchange *x, json_t *root)
{
    struct rows r = {0};
    struct store *st;
    const struct page_query *q = pages_find(x->site->pages, "not_found");
    struct arg path = A_STR(x->rq.path);
    if (q == NULL || q->stmt.nparams != 1 || site_store(x->site, &st) != OK ||
        db_one_n(st, &q->stmt, &r, &path, 1) != OK)
        return;
    struct str text = row_str(&r, 0, 0);
    json_t *found = json_loadb(text.p != NULL ? text.p : "", text.n, 0, NULL);
    if (json_is_object(found)) json_object_update(root, found);
    json_decref(found);
    rows_free(&r);
}

static bool render(struct exchange *x, json_t *root)
{
    if (x->rq.as == AS_JSON) {
        char *text = json_dumps(root, JSON_COMPACT);
        if (text != NULL) buf_strz(&x->reply.body, text);
        free(text);
        x->reply.type = "application/problem+json";
        return !buf_failed(&x->reply.body);
    }
    page_add_frame(x, root, true);
    return view_render(x->site->view, "pages/error", root, &x->reply.body) == OK;
}

static void show(struct exchange *x, int status, const char *sentence, const char *tier)
{
    const struct kind *k = kind_of(status);
    const char *text = sentence != NULL ? sentence : k->text;
    reply_clear(&x->reply);
    x->reply.status = status;
    json_t *root = json_pack("{s:i,s:s,s:s,s:s,s:[]}", "status", status, "title", k->title, "heading", k->title,
                             "detail", text, "suggestions");
    if (tier != NULL) json_object_set_new(root, "tier", json_string(tier));
    if (status == 404) add_suggestions(x, root);
    if (!render(x, root)) {
        log_error("the error page for %d cannot be rendered", status);
        buf_clear(&x->reply.body);
        x->reply.type = "text/plain; charset=utf-8";
        buf_printf(&x->reply.body, "%s\n%s\n", k->title, text);
    }
    if (status == 429) reply_header(&x->reply, "Retry-After", "900");
    if (status == 503) reply_header(&x->reply, "Retry-After", "5");
    json_decref(root);
}

void error_show(struct exchange *x, int status, const char *sentence) { show(x, status, sentence, NULL); }

void error_locked(struct exchange *x, const char *feature, const char *what)
{
    struct store *st;
    const char *tier = NULL;
    if (site_store(x->site, &st) != OK || tier_with_feature(st, x->arena, feature, x->rq.now_us, &tier) != OK) tier = NULL;
    show(x, 403,
         tier != NULL ? arena_printf(x->arena, "%s is part of the tier %s and of those above it.", what, tier)
                      : arena_printf(x->arena, "%s is part of no tier at present.", what),
         tier);
}
