#include "cmd/atlas_suggestion.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "cmd/cli.h"
#include "net/url.h"
#include "store/letter.h"
#include "store/registry.h"
#include "store/security.h"
#include "store/suggestion.h"
#include "store/watch.h"
#include "text/declaration.h"

#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: atlas suggestion list [--all]     number, state, answer, words, when, address, title or why; tab-separated\n"
    "       atlas suggestion show NUMBER\n"
    "       atlas suggestion accept NUMBER [--slug SLUG] [--name NAME] [--title TITLE] [--kind KIND]\n"
    "       atlas suggestion refuse NUMBER --why WHY\n"
    "Accepting adds the platform (or takes the one with that slug, or with that host) and the document, puts it on the\n"
    "suggester's watchlist where their tier has room, and tells them by mail; so does refusing, with the reason.\n";

STMT(suggestions_list, 1,
     "SELECT id, state, coalesce(answer, 'waiting'), words, iso(created_at), url, coalesce(why, title, reason) FROM suggestion"
     " WHERE answer IS NULL OR $1 ORDER BY id");
STMT(suggestion_facts, 1,
     "SELECT k, v FROM suggestion s JOIN account a ON a.id = s.account_id, LATERAL (VALUES ('number', s.id::text), ('address', s.url), ('name', s.name), ('note', s.note),"
     " ('suggested', iso(s.created_at)), ('by', a.address), ('state', s.state), ('reason', s.reason), ('title', s.title), ('words', s.words::text), ('ended at', s.final_url),"
     " ('looked at', iso(s.checked_at)), ('answer', s.answer), ('why', s.why), ('answered', iso(s.answered_at)), ('answered by', s.answered_by)) f (k, v)"
     " WHERE s.id = $1 AND v IS NOT NULL");

struct request {
    int64_t id;
    const char *slug, *name, *title, *kind, *why;
    bool all;
};

static bool read_request(int argc, char **argv, struct request *q)
{
    static const struct option options[] = {{"slug", required_argument, NULL, 's'}, {"name", required_argument, NULL, 'n'},  {"title", required_argument, NULL, 't'},
                                            {"kind", required_argument, NULL, 'k'}, {"why", required_argument, NULL, 'w'}, {"all", no_argument, NULL, 'a'}, {0}};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 's') q->slug = optarg;
        else if (o == 'n') q->name = optarg;
        else if (o == 't') q->title = optarg;
        else if (o == 'k') q->kind = optarg;
        else if (o == 'w') q->why = optarg;
        else if (o == 'a') q->all = true;
        else return false;
    }
    if (argc - optind == 1 && str_int(strz(argv[optind]), 1, INT64_MAX, &q->id) != OK) return false;
    return argc - optind == (q->id != 0);
}

/* Texts of people and of pages: a control character would speak to the terminal, and a tab or a line end would look like a column
 * or a row of ours. */
static void print_text(struct str s)
{
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t ch = utf8_next(s.p + i, s.n - i, &n);
        if (ch < 0x20 || (ch >= 0x7F && ch < 0xA0)) putchar('?');
        else fwrite(s.p + i, 1, n, stdout);
    }
}

static int print(struct cli *c, const struct stmt *s, struct arg arg, int columns)
{
    struct rows r;
    int rc = db_query(c->store, s, &r, arg);
    size_t n = rows_n(&r);
    for (size_t i = 0; rc == OK && i < n; i++)
        for (int k = 0; k < columns; k++) {
            if (!row_null(&r, i, k)) print_text(row_str(&r, i, k));
            putchar(k + 1 < columns ? '\t' : '\n');
        }
    rows_free(&r);
    if (rc != OK) return cli_fail("suggestion", rc, "%s", store_why(c->store));
    return n > 0 || s == &suggestions_list ? EXIT_DONE : cli_fail("suggestion show", ERR_NOT_FOUND, "there is no such suggestion");
}

/* "www.example.com" → "example": the part of a host that names it. */
static const char *name_of_host(struct arena *a, const char *host)
{
    struct str s = strz(host), part, before = STR(""), last = STR("");
    while (str_next(&s, '.', &part)) {
        before = last.n > 3 || before.n == 0 ? last : before; /* co.uk and the like are passed over */
        last = part;
    }
    return str_dupz(a, before.n > 0 ? before : last);
}

/* The platform that it is of, made where it is not there. */
static int platform_of(struct cli *c, const struct request *q, const struct suggestion *s, const struct url *u, int64_t *ret)
{
    if (q->slug == NULL && s->platform_id != 0) {
        *ret = s->platform_id;
        return OK;
    }
    const char *name = q->name != NULL ? q->name : s->name != NULL ? s->name : name_of_host(&c->arena, u->host);
    const char *slug = q->slug != NULL ? q->slug : slug_of(&c->arena, strz(name));
    int rc = platform_find(c->store, slug, ret);
    if (rc != ERR_NOT_FOUND) return rc;
    struct platform p = {.slug = slug, .name = name, .kind = "other", .homepage = arena_printf(&c->arena, "%s/", u->origin)};
    return platform_put(c->store, &p, c->now_us, ret, NULL);
}

static int add_document(struct cli *c, const struct request *q, const struct suggestion *s, const struct url *u, int64_t platform, int64_t *ret, struct note *why)
{
    const char *title = q->title != NULL ? q->title : s->title != NULL ? s->title : "Terms", *kind = q->kind;
    int rc = kind == NULL ? document_kind_of(c->store, &c->arena, title, &kind) : OK;
    if (rc == OK && document_find(c->store, platform, slug_of(&c->arena, strz(title)), ret) == OK) {
        note_set(why, "the platform has a document of that title; give another --title");
        return ERR_CONFLICT;
    }
    struct source_declaration d = {.fetch = strz(u->text)};
    struct source_new source = {.url = u->text, .origin = u->origin, .declaration_json = str_dupz(&c->arena, source_declaration_json(&c->arena, &d))};
    if (rc == OK) rc = document_put(c->store, platform, slug_of(&c->arena, strz(title)), title, kind, c->now_us, ret, NULL);
    return rc == OK ? document_sources_set(c->store, *ret, &source, 1, c->now_us, c->now_us) : rc;
}

/* Onto the suggester's watchlist, where there is room. */
static int watch_it(struct cli *c, const struct suggestion *s, int64_t platform, bool *ret_watched)
{
    struct watchlist l = {.account_id = s->account_id};
    int rc = store_mark(c->store);
    if (rc == OK) rc = watch_add_platform_id(c->store, &l, platform, c->now_us);
    *ret_watched = rc == OK || rc == ERR_CONFLICT;
    return rc == OK ? OK : rc == ERR_LIMIT || rc == ERR_CONFLICT ? store_undo(c->store) : rc;
}

/* Tells the suggester, and the security log. */
static int tell(struct cli *c, const struct suggestion *s, const char *why, bool watched)
{
    const char *base = conf_text(c->conf, CONF_BASE_URL), *what = why != NULL ? "declined" : "accepted";
    json_t *o = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s?,s:b}", "site", conf_text(c->conf, CONF_SITE_NAME), "base", base, "what", what, "url",
                          arena_printf(&c->arena, why != NULL ? "%s/suggest" : "%s/watchlist/", base), "address", s->url, "why", why, "watched", watched);
    char *text = o != NULL ? json_dumps(o, JSON_COMPACT) : NULL;
    json_decref(o);
    if (text == NULL) return ERR_LIMIT;
    struct letter l = {.kind = "notice", .account_id = s->account_id, .address = s->address, .payload = arena_dupz(&c->arena, text),
                       .subject = why != NULL ? "Your suggestion is not taken up" : "Your suggestion is watched from now on",
                       .key = arena_printf(&c->arena, "suggestion %" PRId64, s->id), .domain = letter_domain(conf_text(c->conf, CONF_MAIL_FROM)), .now_us = c->now_us};
    free(text);
    int rc = letter_queue(c->store, &c->arena, &l);
    if (rc != OK) return rc;
    return security_note(c->store, &(struct security_event){.at_us = c->now_us, .account_id = s->account_id, .actor = cli_operator(),
                                                            .event = arena_printf(&c->arena, "suggestion %s", what),
                                                            .detail = arena_printf(&c->arena, "number %" PRId64, s->id)});
}

static int answered(int rc, struct note *why)
{
    if (rc == ERR_CONFLICT) note_set(why, "it was answered meanwhile, by somebody else");
    return rc;
}

static int accept_one(struct cli *c, const struct request *q, const struct suggestion *s, int64_t *ret_document, struct note *why)
{
    struct url u;
    int64_t platform;
    bool watched = false;
    if (url_parse(&c->arena, s->final_url != NULL ? s->final_url : s->url, &u, why) != OK) return ERR_BAD_INPUT;
    int rc = platform_of(c, q, s, &u, &platform);
    if (rc == OK) rc = add_document(c, q, s, &u, platform, ret_document, why);
    if (rc == OK) rc = answered(suggestion_answer(c->store, s->id, *ret_document, NULL, cli_operator(), c->now_us), why);
    if (rc == OK) rc = watch_it(c, s, platform, &watched);
    return rc == OK ? tell(c, s, NULL, watched) : rc;
}

static int answer(struct cli *c, const struct request *q, bool accepts)
{
    const char *command = accepts ? "suggestion accept" : "suggestion refuse";
    struct suggestion s;
    struct note why = {0};
    int64_t document = 0;
    int rc = suggestion_get(c->store, &c->arena, q->id, &s);
    if (rc == ERR_NOT_FOUND) return cli_fail(command, rc, "there is no such suggestion");
    if (rc == OK && s.answer != NULL) return cli_fail(command, ERR_CONFLICT, "it was answered before: %s", s.answer);
    if (rc == OK && q->slug != NULL && strcmp(q->slug, slug_of(&c->arena, strz(q->slug))) != 0)
        return cli_fail(command, ERR_BAD_INPUT, "\"%s\" is not a slug: small letters, digits and single hyphens", q->slug);
    if (rc == OK) rc = store_begin(c->store);
    if (rc != OK) return cli_fail(command, rc, "%s", store_why(c->store));
    if (accepts) rc = accept_one(c, q, &s, &document, &why);
    else {
        rc = answered(suggestion_answer(c->store, s.id, 0, q->why, cli_operator(), c->now_us), &why);
        if (rc == OK) rc = tell(c, &s, q->why, false);
    }
    rc = store_end(c->store, rc);
    if (rc != OK) return cli_fail(command, rc, "%s", why.text[0] != '\0' ? why.text : store_why(c->store));
    if (accepts) printf("accepted CA-D-%05" PRId64 "\n", document);
    return EXIT_DONE;
}

int atlas_suggestion(int argc, char **argv)
{
    struct cli c = {0};
    struct request q = {0};
    const char *act = argc > 1 ? argv[1] : "";
    if (strcmp(act, "--help") == 0) return cli_usage(usage, argc == 2);
    if (argc < 2 || !read_request(argc - 1, argv + 1, &q)) return cli_usage(usage, false);
    bool list = strcmp(act, "list") == 0, show = strcmp(act, "show") == 0, accepts = strcmp(act, "accept") == 0, refuses = strcmp(act, "refuse") == 0;
    if (list ? q.id != 0 : q.id == 0 || !(show || accepts || (refuses && q.why != NULL && q.why[0] != '\0'))) return cli_usage(usage, false);
    arena_init(&c.arena, 16 << 20);
    int code = cli_open_store(&c);
    if (code == EXIT_DONE) code = list ? print(&c, &suggestions_list, A_BOOL(q.all), 7) : show ? print(&c, &suggestion_facts, A_INT(q.id), 2) : answer(&c, &q, accepts);
    cli_close(&c);
    return code;
}
