#include "web/printed.h"

#include "base/log.h"
#include "print/print.h"
#include "view/words.h"

/* ---- PDF ----------------------------------------------------------------------------------------------------------
 */

static struct str text_at(const struct node *root, const char *path)
{
    struct str rest = strz(path), key;
    const struct node *n = root;
    while (n != NULL && str_next(&rest, '.', &key)) n = node_member(n, key);
    return n != NULL && (n->kind == NODE_STRING || n->kind == NODE_NUMBER) ? n->text : (struct str){0};
}

static int failed(struct exchange *x, int rc, const struct note *why)
{
    log_warn("printing " STR_FMT ": %s", STR_ARG(x->rq.path), why->text);
    if (rc == ERR_LIMIT)
        error_show(x, 413, "This page is too long to be made into a PDF here. Print it from your browser instead.");
    else
        error_show(x, 500, NULL);
    return OK;
}

int printed_pdf(struct exchange *x, const struct node *root)
{
    struct note why = {""};
    struct buf html = x->reply.body;
    const char *id = str_dupz(x->arena, text_at(root, "id"));
    struct pdf_job job = {.html = buf_view(&html),
                          .site_name = conf_text(x->site->conf, CONF_SITE_NAME),
                          .base_url = x->site->base_url,
                          .record = id,
                          .now_us = x->rq.now_us};
    buf_init(&x->reply.body, REPLY_BODY_MAX);
    int rc = print_pdf(&job, &x->reply.body, &why);
    buf_release(&html);
    if (rc != OK) return failed(x, rc, &why);
    x->reply.type = "application/pdf";
    reply_header(&x->reply, "Content-Disposition", arena_printf(x->arena, "inline; filename=\"%s.pdf\"", id));
    return OK;
}

/* ---- picture ------------------------------------------------------------------------------------------------------
 */

/* Paths into the page's JSON. The date's words are `before`, the value (as a day where `day`), `after`. */
static const struct card {
    const char *page, *kicker, *kicker_path, *place_path, *place_path_2, *date_path, *before, *after;
    bool day;
} cards[] = {
    {"provision", "", "clause_type.title", "platform.name", "document.title", "written_at", "Analysed ", "", true},
    {"change", "Change record ", "id", "platform.name", "document.title", "observed_at", "Observed ", "", true},
    {"platform", "Platform", NULL, "description", NULL, "activity.count", "", " in the last 30 days", false},
    {"document", "Document ", "id", "platform.name", NULL, "document.verified_at", "Verified ", "", true},
    {"clause_type", "Clause type", NULL, "definition", NULL, NULL, "", "", false},
};

static struct str date_line(struct exchange *x, const struct card *c, const struct node *root)
{
    struct buf b;
    struct str value = c->date_path != NULL ? text_at(root, c->date_path) : (struct str){0};
    if (value.n == 0) return value;
    buf_init(&b, 512);
    buf_strz(&b, c->before);
    (c->day ? words_day : buf_str)(&b, value);
    buf_strz(&b, c->after);
    struct str line = b.n > 0 ? str_of(arena_dup(x->arena, b.p, b.n), b.n) : (struct str){0};
    buf_release(&b);
    return line;
}

static struct str joined(struct arena *a, struct str first, const char *between, struct str second)
{
    if (first.n == 0 || second.n == 0) return first.n > 0 ? first : second;
    return strz(arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(first), between, STR_ARG(second)));
}

static struct str optional(const struct node *root, const char *path)
{
    return path != NULL ? text_at(root, path) : (struct str){0};
}

int printed_picture(struct exchange *x, const char *page, const struct node *root)
{
    struct note why = {""};
    const struct card *c = NULL;
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
        if (strcmp(cards[i].page, page) == 0) c = &cards[i];
    if (c == NULL) bug("the page %s has no picture", page);
    struct picture_job job = {
        .site_name = conf_text(x->site->conf, CONF_SITE_NAME),
        .kicker = joined(x->arena, strz(c->kicker), "", optional(root, c->kicker_path)),
        .place = joined(x->arena, optional(root, c->place_path), ", ", optional(root, c->place_path_2)),
        .headline = text_at(root, "title"),
        .severity = text_at(root, "severity"),
        .date = date_line(x, c, root),
    };
    int rc = print_picture(&job, &x->reply.body, &why);
    if (rc != OK) return failed(x, rc, &why);
    x->reply.type = "image/png";
    x->reply.varies = false;
    x->reply.shared = true;
    if (x->reply.cache != CACHE_NEVER) x->reply.cache = CACHE_HOUR;
    return OK;
}
